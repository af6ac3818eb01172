//! What the database says around a backup and a restore. The programs of Postgres do the work itself.

use crate::{
    db::as_role,
    migrate::{self, MIGRATIONS, MigrateError, Turn},
};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions};
use std::time::Duration;

/// How long a restore waits for who prepares the database; what is being prepared is not empty afterwards.
const PATIENCE: Duration = Duration::from_secs(5);

/// The schemas of a backup, and the role that owns each. The job engine's own schema is none of them: what
/// waits and runs stands in `jobs`, and is handed to the engine anew.
pub const SCHEMAS: [(&str, &str); 2] = [("queue", "orion_queue"), ("public", "orion_owner")];

/// Tables whose rows are left out: a stolen backup must not sign anybody in, and a consent that was under way
/// belongs to one of these sessions.
pub const LEFT_OUT: [&str; 4] =
    ["public.sessions", "public.consent_requests", "public.account_tokens", "public.passkey_challenges"];

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Nothing,
    /// Orion's tables.
    Orion,
    /// Something else.
    Others,
}

/// A database that was looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Major version of the server.
    pub server: u32,
    pub holds: Holds,
}

/// One applied migration, as a backup names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    pub version: i64,
    pub checksum: Vec<u8>,
}

/// Why the schema of a backup cannot be restored by this program.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ForeignSchema {
    #[error(
        "the backup is of a newer Orion: its schema has number {theirs}, this program knows up to {ours}; restore it with the newer program"
    )]
    Newer { theirs: i64, ours: i64 },
    #[error(
        "step {0} of the backup's schema differs from this program's: it is of another build of Orion; restore it with the program that made it"
    )]
    Differs(i64),
    #[error("the backup says nothing of its schema: it is not one of Orion")]
    Unknown,
}

/// Looks at a database without changing it.
///
/// # Errors
/// [`MigrateError::Connect`], [`MigrateError::Sql`].
pub async fn look(options: &PgConnectOptions) -> Result<Look, MigrateError> {
    let mut login =
        options.clone().application_name("orion backup").connect().await.map_err(MigrateError::Connect)?;
    let look = look_by(&mut login).await?;
    login.close().await?;
    Ok(look)
}

async fn look_by(login: &mut PgConnection) -> Result<Look, MigrateError> {
    let (version, orion, tables) = sqlx::query_as::<_, (i32, bool, i64)>(
        "select current_setting('server_version_num')::int,
                to_regclass('public._sqlx_migrations') is not null,
                (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                   and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))",
    )
    .fetch_one(login)
    .await?;
    let holds = match (orion, tables) {
        (true, _) => Holds::Orion,
        (false, 0) => Holds::Nothing,
        (false, _) => Holds::Others,
    };
    Ok(Look { server: u32::try_from(version / 10_000).unwrap_or_default(), holds })
}

/// Checks that this program's schema begins with what a backup has, and gives the backup's number.
///
/// # Errors
/// [`ForeignSchema`], with what to do.
pub fn check_schema(applied: &[Applied]) -> Result<i64, ForeignSchema> {
    let known = |version: i64| MIGRATIONS.iter().find(|migration| migration.version == version);
    let newest = applied.iter().map(|one| one.version).max().ok_or(ForeignSchema::Unknown)?;
    let ours = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default();
    for one in applied {
        match known(one.version) {
            None if one.version > ours => return Err(ForeignSchema::Newer { theirs: newest, ours }),
            Some(migration) if *migration.checksum == *one.checksum => {}
            _ => return Err(ForeignSchema::Differs(one.version)),
        }
    }
    Ok(newest)
}

/// A restore from the first look at the database to its end: nobody else prepares it meanwhile.
pub struct Restore {
    options: PgConnectOptions,
    turn: Turn,
    /// The database as it was when the turn was taken.
    pub look: Look,
}

impl Restore {
    /// Keeps others from preparing the database, and looks at it without changing it.
    ///
    /// # Errors
    /// [`MigrateError::Busy`] when another process is at it; [`MigrateError::Connect`], [`MigrateError::Sql`].
    pub async fn begin(options: &PgConnectOptions) -> Result<Self, MigrateError> {
        let mut turn = Turn::take(options, PATIENCE).await?;
        let look = look_by(turn.login()).await?;
        Ok(Self { options: options.clone(), turn, look })
    }

    /// Readies an empty database: the roles, and nothing left of a restore that was interrupted.
    ///
    /// # Errors
    /// [`MigrateError`], each with what to do.
    pub async fn ready(&mut self) -> Result<(), MigrateError> {
        migrate::prepare(&mut self.turn).await?;
        self.forget().await
    }

    /// Takes away what a restore leaves that did not come to its end: the functions around the job engine. All
    /// else is one transaction. A database with tables in it is left as it is: its functions are no restore's.
    ///
    /// # Errors
    /// [`MigrateError::Connect`], [`MigrateError::Sql`].
    pub async fn forget(&mut self) -> Result<(), MigrateError> {
        // On the connection that has the turn: where it is lost, nothing is dropped.
        if look_by(self.turn.login()).await?.holds != Holds::Nothing {
            return Ok(());
        }
        let queue = as_role(&self.options, "orion_queue").connect().await;
        let mut queue = queue.map_err(MigrateError::Connect)?;
        queue.execute("drop schema if exists queue cascade").await?;
        Ok(queue.close().await?)
    }

    /// Brings what was restored to this program's schema, and gives it what no backup holds: the engine's
    /// schema, and the right to the schema that Postgres itself owns.
    ///
    /// # Errors
    /// [`MigrateError`].
    pub async fn finish(mut self) -> Result<(), MigrateError> {
        let mut owner =
            as_role(&self.options, "orion_owner").connect().await.map_err(MigrateError::Connect)?;
        owner.execute("grant usage on schema public to orion_app, orion_system").await?;
        // The planner knows nothing of tables that were filled a moment ago. Others' tables are none of its
        // business.
        owner.execute("set client_min_messages = error").await?;
        owner.execute("analyze").await?;
        owner.close().await?;
        migrate::prepare(&mut self.turn).await?;
        migrate::bring_up(&self.options).await?;
        self.turn.give_back().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied() -> Vec<Applied> {
        let one = |migration: &sqlx::migrate::Migration| Applied {
            version: migration.version,
            checksum: migration.checksum.to_vec(),
        };
        MIGRATIONS.iter().map(one).collect()
    }

    #[test]
    fn an_older_schema_is_taken_and_a_newer_or_foreign_one_is_not() {
        let all = applied();
        let ours = all.last().unwrap().version;
        assert_eq!(check_schema(&all), Ok(ours));
        assert_eq!(check_schema(&all[..5]), Ok(all[4].version));
        assert_eq!(check_schema(&[]), Err(ForeignSchema::Unknown));
        let newer = Applied { version: ours + 2, checksum: vec![1] };
        let told = check_schema(&[all.clone(), vec![newer]].concat());
        assert_eq!(told, Err(ForeignSchema::Newer { theirs: ours + 2, ours }));
        let mut changed = all;
        changed[2].checksum = vec![1];
        assert_eq!(check_schema(&changed), Err(ForeignSchema::Differs(changed[2].version)));
    }
}
