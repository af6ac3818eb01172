//! `orion outbox`: e-mails and events of Stripe that wait, and those that were given up.

use crate::{config::OutboxCommand, console};
use hub::{Hub, outbox};

pub async fn run(hub: &Hub, command: &OutboxCommand) -> anyhow::Result<()> {
    match command {
        OutboxCommand::Show => show(hub).await,
        OutboxCommand::Again => {
            let rows = outbox::again(hub).await?;
            console::say(&format!("{rows} that were given up are tried once more by whatever serves."));
            Ok(())
        }
    }
}

async fn show(hub: &Hub) -> anyhow::Result<()> {
    for of in outbox::standing(hub).await? {
        console::say(&format!(
            "{}: {} waiting, {} of them late; {} given up in the last 24 hours",
            of.queue, of.waiting, of.late, of.failed
        ));
    }
    for row in outbox::stuck(hub).await? {
        let how = if row.is_given_up { "given up" } else { "waiting" };
        let why = if row.problem.is_empty() { String::new() } else { format!(": {}", row.problem) };
        console::say(&format!("{} {} {}, {how}, tries: {}{why}", row.queue, row.id, row.kind, row.attempts));
    }
    Ok(())
}
