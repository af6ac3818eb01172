//! `orion restore`: a backup into an empty database.

use super::{
    Server,
    archive::Archive,
    keys::{Keys, needed_by},
    size::human,
};
use crate::{config::Settings, console};
use anyhow::{Context, bail};
use private_postgres::{DataDir, ServeLock};
use std::path::Path;
use store::backup::{Holds, Restore};
use tokio_util::sync::CancellationToken;

/// Restores all of the file or nothing, and brings it to this version.
///
/// # Errors
/// What went wrong, with what to do; then the database is as empty as it was.
pub async fn restore(settings: &Settings, file: &Path, stop: CancellationToken) -> anyhow::Result<()> {
    // Before anything is made or started.
    let archive = tokio::select! {
        archive = Archive::open(file) => archive?,
        () = stop.cancelled() => bail!("asked to stop: nothing was restored"),
    };
    let data_dir = DataDir::open(&settings.data_dir)?;
    // Who serves this folder would bring the empty database to its version meanwhile.
    let _nobody_serves = ServeLock::acquire(&data_dir)?;
    let server = Server::open(settings, &data_dir).await?;
    let done = match fill(settings, &server, &archive, &stop).await {
        Ok(()) => {
            tell(settings, &data_dir, &server, &archive).await;
            Ok(())
        }
        Err(error) => Err(error),
    };
    server.close().await?;
    done
}

async fn fill(
    settings: &Settings,
    server: &Server,
    archive: &Archive,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let mut restore = Restore::begin(&server.config.options).await?;
    if restore.look.holds != Holds::Nothing {
        let instead = match settings.database_url {
            Some(_) => "make an empty database and name it in DATABASE_URL",
            None => "name a folder in DATA_DIR that holds no database yet, and put the master key there",
        };
        bail!("the database is not empty, and nothing in it is touched: {instead}");
    }
    let programs = archive.programs_for(restore.look.server)?;
    restore.ready().await.context("the database cannot be prepared")?;
    console::say(&format!("The file is whole ({}); restoring it.", human(archive.bytes)));
    for (_, owner) in store::backup::SCHEMAS {
        let restored = tokio::select! {
            restored = archive.restore(&programs, &server.login, owner) => restored,
            () = stop.cancelled() => Err(anyhow::anyhow!("asked to stop")),
        };
        if let Err(error) = restored {
            restore.forget().await.context("what was begun cannot be taken away")?;
            return Err(error.context("nothing was restored"));
        }
    }
    restore
        .finish()
        .await
        .context("the data are restored, but not brought to this version, which the next start tries again")
}

/// What the person at the terminal should know, above all which keys are missing.
async fn tell(settings: &Settings, data_dir: &DataDir, server: &Server, archive: &Archive) {
    let mut lines = vec![format!(
        "Restored, from schema {}. Everybody signs in anew; jobs that waited go on at the next start.",
        archive.schema
    )];
    let Keys { in_use, place, unread } = Keys::of(settings, data_dir, server).await;
    lines.extend(unread);
    let in_use = in_use.unwrap_or_else(|error| {
        lines.push(format!("Attention: which master keys it needs cannot be told: {error}."));
        Vec::new()
    });
    let (known, missing): (Vec<_>, Vec<_>) = in_use.into_iter().partition(|key| key.opens);
    if missing.is_empty() && !known.is_empty() {
        lines.push("The credentials of all stores open with the master key that is here.".to_owned());
    }
    lines.extend(missing.iter().map(|key| {
        format!(
            "Attention: the credentials of {} need the master key {}, which is missing: put it into {} before the \
             next start, or connect these stores again.",
            needed_by(key),
            key.id,
            place
        )
    }));
    lines.push(
        "Stop the installation that the backup is of before you start this one: both would act in the same stores."
            .to_owned(),
    );
    console::say(&lines.join("\n"));
}
