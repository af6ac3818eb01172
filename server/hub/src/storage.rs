//! What takes space, for how long it is kept, and the removal of what is older.

use crate::{
    Hub, HubConfig, HubError,
    auth::OrgCx,
    permit::{ManageOrganisation, RunSync},
    undo::{Mark, Replaced, refuse_changed},
};
use domain::{
    AuditAction, Fault, FieldError, FieldProblem, JobId, OrgId, RetainedKind,
    view::storage::{Kept, RetentionChoice, StorageUse, StorageView},
};
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{
    OrgTx,
    retention::{self, Choice},
    storage::{Rule, TABLES},
};

/// Statements that remove rows of one kind of one organisation in a round of housekeeping; what is left then waits
/// for the next round.
const MOST_STATEMENTS: usize = 100;

/// What takes space of the organisation, and for how long it is kept.
///
/// # Errors
/// [`HubError`].
pub async fn view(cx: &OrgCx<ManageOrganisation>) -> Result<StorageView, HubError> {
    let mut tx = cx.begin().await?;
    let measured = store::storage::uses(&mut tx).await?;
    let choices = retention::choices(&mut tx).await?;
    let plan = plan_days(&mut tx).await?;
    tx.commit().await?;
    let config = cx.hub().config();
    let choices: Vec<_> =
        RetainedKind::ALL.iter().map(|kind| choice(config, plan, *kind, &choices)).collect();
    let uses = measured.iter().map(|of| StorageUse {
        kind: of.kind,
        items: of.items,
        bytes: of.bytes,
        oldest: of.oldest,
        kept: kept(of.kind, &choices),
    });
    Ok(StorageView {
        measured_at: measured.first().map(|of| of.measured_at),
        uses: uses.collect(),
        choices: choices.clone(),
    })
}

/// How long the installation keeps a kind.
const fn most(config: &HubConfig, kind: RetainedKind) -> i32 {
    match kind {
        RetainedKind::Payloads | RetainedKind::Events => config.keep.payloads,
        RetainedKind::Verdicts => config.keep.verdicts,
        RetainedKind::Story => config.keep.stories,
        RetainedKind::Runs => config.keep.runs,
    }
}

/// For how many days the company's plan keeps history.
async fn plan_days(tx: &mut OrgTx) -> Result<Option<i64>, HubError> {
    Ok(store::plans::find(tx, false).await?.effective.limits.history_days)
}

fn choice(config: &HubConfig, plan: Option<i64>, kind: RetainedKind, chosen: &[Choice]) -> RetentionChoice {
    let plan = plan.and_then(|days| i32::try_from(days).ok()).unwrap_or(i32::MAX);
    let most = most(config, kind).min(plan);
    let chosen = chosen.iter().find(|choice| choice.kind == kind);
    RetentionChoice { kind, days: chosen.map_or(most, |choice| choice.days.min(most)), most }
}

fn kept(kind: domain::StorageKind, choices: &[RetentionChoice]) -> Kept {
    let counts = TABLES.iter().find(|table| table.counts && table.kind == Some(kind));
    match counts.map(|table| table.rule) {
        Some(Rule::Days(days)) => Kept::Days(days),
        Some(Rule::Chosen(of)) => {
            choices.iter().find(|choice| choice.kind == of).map_or(Kept::Always, |of| Kept::Days(of.days))
        }
        _ => Kept::Always,
    }
}

/// Changes for how long kinds are kept; a kind that is not named stays as it is. What is older goes by and by,
/// from a minute on, so that there is time to take it back. Tells for how many days each named kind was kept; nothing where none
/// changes.
///
/// # Errors
/// [`Fault::Invalid`] with the codes of kinds; [`Fault::Conflict`] `changed_since` where they are not kept as was left at `since`.
pub async fn save(
    cx: &OrgCx<ManageOrganisation>,
    wanted: &[(RetainedKind, &str)],
    since: Option<Mark>,
) -> Result<Replaced<Vec<(RetainedKind, i32)>>, HubError> {
    let mut tx = cx.begin().await?;
    tx.lock("retention").await?;
    let chosen = retention::choices(&mut tx).await?;
    let plan = plan_days(&mut tx).await?;
    let (mut before, mut left) = (Vec::new(), Vec::new());
    let (mut changes, mut fields) = (Vec::new(), Vec::new());
    for (kind, text) in wanted {
        let now = choice(cx.hub().config(), plan, *kind, &chosen);
        before.push((*kind, now.days));
        match text.trim().parse::<i32>() {
            Ok(days) if (now.least()..=now.most).contains(&days) => {
                left.push((*kind, days));
                if days != now.days {
                    changes.push((now, days));
                }
            }
            Ok(_) => fields.push((*kind, FieldProblem::OutOfRange)),
            Err(_) => fields.push((*kind, FieldProblem::Format)),
        }
    }
    refuse_changed(since, &told(&before))?;
    if !fields.is_empty() {
        let field =
            |(kind, problem): (RetainedKind, _)| FieldError { field: kind.code().to_owned(), problem };
        return Err(Fault::Invalid { fields: fields.into_iter().map(field).collect() }.into());
    }
    let left = Mark::of(&told(&left));
    if changes.is_empty() {
        return Ok(Replaced { before: Vec::new(), left });
    }
    for (now, days) in changes {
        // As long as the installation is no choice: it follows when that changes.
        let chosen = (days != now.most).then_some(days);
        retention::choose(&mut tx, now.kind, chosen, cx.actor().user()).await?;
        let data = json!({ "kind": now.kind.code(), "from": now.days, "to": days });
        cx.audit(&mut tx, AuditAction::RetentionChanged, ("organisation", Some(cx.org().0)), data).await?;
    }
    tx.commit().await?;
    Ok(Replaced { before, left })
}

/// What an undo knows a choice by.
fn told(kept: &[(RetainedKind, i32)]) -> Value {
    kept.iter().map(|(kind, days)| json!([kind.code(), days])).collect()
}

/// Drops what the installation keeps no longer, and removes what each organisation does not want to keep.
pub(crate) async fn clean(hub: &Hub) -> Result<(), HubError> {
    retention::drop_stories(hub.db(), hub.config().keep.stories).await?;
    let plans: HashMap<OrgId, i64> = store::plans::history_days(hub.db()).await?.into_iter().collect();
    for (org, chosen) in retention::everybody(hub.db()).await? {
        for kind in RetainedKind::ALL {
            let kept = choice(hub.config(), plans.get(&org).copied(), *kind, &chosen);
            // Whole partitions go by what the installation keeps.
            if *kind != RetainedKind::Runs && kept.days >= most(hub.config(), *kind) {
                continue;
            }
            // One company's trouble is not the others'.
            if let Err(error) = remove(hub, org, kept).await {
                let error = &error as &dyn std::error::Error;
                tracing::error!(%org, kind = kind.code(), error, "old rows could not be removed");
            }
        }
    }
    Ok(())
}

/// Measures tables where that is due.
pub(crate) async fn measure(hub: &Hub) -> Result<(), HubError> {
    if store::storage::measure(hub.db()).await? {
        tracing::debug!("tables were measured");
    }
    Ok(())
}

async fn remove(hub: &Hub, org: OrgId, kept: RetentionChoice) -> Result<(), HubError> {
    let cx = hub.job_context::<RunSync>(org, JobId::new());
    let mut all = 0;
    for _ in 0..MOST_STATEMENTS {
        let mut tx = cx.begin().await?;
        let removed = retention::remove(&mut tx, kept.kind, kept.days).await?;
        tx.commit().await?;
        if removed == 0 {
            break;
        }
        all += removed;
    }
    if all > 0 {
        tracing::info!(%org, kind = kept.kind.code(), days = kept.days, rows = all, "old rows were removed");
    }
    Ok(())
}
