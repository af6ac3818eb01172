//! What a worker does of a check: the engine reads and judges on threads of its own, and what it finds is kept while it
//! goes on.

mod allowance;
mod bring;
mod room;
mod sink;

use super::{begun, faulty::READING, packs, packs::Rules, reading, row_set::RowSet, stopped, unreadable};
use crate::{HubError, auth::OrgCx, billing, files::FileError, permit::RunSync, usage};
use allowance::Allowance;
use domain::{Meter, Quota, ValidationRunId, view::validation::RunView};
use serde::Deserialize;
use serde_json::{Value, json};
use sink::{Kept, Tally, Through};
use std::{collections::BTreeMap, fs::File, io::Read, time::Duration};
use store::{
    events::NewEvent,
    jobs::{self, StartedJob},
    usage::{Standing, Take},
    validation::{self, End, NewRule, Progress},
};
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, MissedTickBehavior, interval_at},
};
use validator::{
    engine::{self, Options, Plan, RunError, Skipped, Summary},
    mapping::Mapping,
    rules::{Program, RuleSet},
};

/// Findings of a check that are kept. All are counted.
pub(super) const MOST_KEPT: u64 = 500_000;
/// Batches of findings on their way to the database.
const AHEAD: usize = 4;
/// How often progress is noted, and looked whether somebody asked to stop.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Records that are counted as used in one transaction.
const RECORDS: u64 = 1 << 20;
/// Bytes of a record's digest.
const DIGEST: usize = 16;

/// One check under one worker.
struct Work<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    run: RunView,
    tally: Tally,
    /// Of each pack, the products in which its rules found an error.
    errors: Vec<(String, RowSet)>,
    progress: engine::Progress,
}

/// How the engine's part ended.
enum Ended {
    Through(Summary),
    /// With a code, and what it is about.
    Failed(String, Value),
    Cancelled,
}

pub(super) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let first = validation::begin(&mut tx, job).await;
    let Some((mut tx, id)) = begun(tx, job, first).await? else { return Ok(()) };
    let run = validation::find_run(&mut tx, id).await?;
    let rules = packs::rules(&mut tx, &run.packs).await?;
    validation::start(&mut tx, id, &new_rules(&rules.set, &rules.versions)?, rules.key()).await?;
    tx.commit().await?;
    if job.lease > 1 {
        forget(cx, id).await?;
    }
    let tally = Tally::of(&rules.set);
    let work = Work { cx, job, run, tally, errors: Vec::new(), progress: engine::Progress::default() };
    work.note().await;
    if job.cancel_requested {
        return work.end(Ended::Cancelled).await;
    }
    let program = match rules.program() {
        Ok(program) => program,
        Err(problems) => {
            let told: Vec<String> = problems.iter().take(5).map(ToString::to_string).collect();
            return work.end(Ended::Failed("rules".into(), json!({ "problems": told }))).await;
        }
    };
    let mut shutdown = shutdown;
    match work.bring(&mut shutdown).await? {
        Some(work) => work.hold(&rules, program, shutdown).await,
        None => Ok(()),
    }
}

/// What an earlier start of the same check found.
async fn forget(cx: &OrgCx<RunSync>, id: ValidationRunId) -> Result<(), HubError> {
    loop {
        let mut tx = cx.begin().await?;
        let gone = validation::forget_findings(&mut tx, id).await?;
        tx.commit().await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

/// The rules of a check as they are kept with it, with the versions of own ones by their ids. The last one stands for cells that
/// the steps of their column cannot read.
fn new_rules(set: &RuleSet, versions: &BTreeMap<String, i32>) -> Result<Vec<NewRule>, HubError> {
    let rules = set.rules.iter().map(|active| {
        let (pack, rule) = active.key.split_once('.').unwrap_or(("", &active.key));
        Ok::<_, HubError>(NewRule {
            pack: pack.to_owned(),
            rule: rule.to_owned(),
            severity: active.severity,
            field: Some(active.rule.field.to_string()),
            title: packs::words(&active.rule.title)?,
            explanation: packs::words(&active.rule.explanation)?,
            version: match pack {
                packs::OWN => versions.get(rule).copied(),
                pack => packs::version_of(pack),
            },
        })
    });
    rules.chain(std::iter::once(Ok(unread_cells()))).collect()
}

/// The place of a rule that was not used, and codes of the fields that it lacks.
fn lacking(skipped: &Skipped) -> Option<(i32, Vec<String>)> {
    let place = i32::try_from(skipped.rule).ok()?;
    Some((place, skipped.lacks.iter().map(ToString::to_string).collect()))
}

fn unread_cells() -> NewRule {
    NewRule {
        pack: READING.into(),
        rule: "unread_cell".into(),
        severity: domain::Severity::Error,
        field: None,
        title: json!({
            "pt-BR": "Valor que não pode ser lido", "en": "Value that cannot be read",
            "es": "Valor que no se puede leer", "fr": "Valeur qui ne peut pas être lue",
        }),
        explanation: json!({
            "pt-BR": "O campo pede outro tipo de valor, como um número ou uma data. Corrija a célula, ajuste os valores da coluna ou escolha outro campo para ela.",
            "en": "The field takes another kind of value, such as a number or a date. Correct the cell, adjust the values of the column, or choose another field for it.",
            "es": "El campo admite otro tipo de valor, como un número o una fecha. Corrija la celda, ajuste los valores de la columna o elija otro campo para ella.",
            "fr": "Le champ attend un autre type de valeur, comme un nombre ou une date. Corrigez la cellule, ajustez les valeurs de la colonne ou choisissez un autre champ pour celle-ci.",
        }),
        version: None,
    }
}

impl Work<'_> {
    /// Holds the rows to the rules, and keeps what is found.
    async fn hold(
        mut self,
        rules: &Rules,
        program: Program,
        mut shutdown: watch::Receiver<bool>,
    ) -> Result<(), HubError> {
        let hub = self.cx.hub().clone();
        let Some(file) = self.run.file.as_ref().map(|file| file.id) else {
            return self.end(Ended::Failed("file_gone".into(), Value::Null)).await;
        };
        let local = match hub.files().local(self.cx.org(), file).await {
            Ok(local) => local,
            Err(FileError::Gone) => return self.end(Ended::Failed("file_gone".into(), Value::Null)).await,
            Err(error) => return Err(error.into()),
        };
        let format = Deserialize::deserialize(&self.run.format).map_err(unreadable)?;
        let mapping = Mapping::deserialize(&self.run.mapping).map_err(unreadable)?;
        let options = Options {
            folder: hub.files().scratch().to_owned(),
            // What a month counts once is a record under the rules that it was held to.
            digests: Some(rules.key()),
            ..Options::default()
        };
        let lists = match rules.open_lists(&hub, self.cx.org()).await {
            Ok(lists) => lists,
            Err(FileError::Gone) => return self.end(Ended::Failed("list_gone".into(), Value::Null)).await,
            Err(error) => return Err(error.into()),
        };
        let limits = super::limits(&hub);
        let (send, mut receive) = mpsc::channel(AHEAD);
        let kept = Kept::new(send, &rules.set, &self.tally, hub.files().scratch());
        let mut kept = kept.map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
        let records = kept.records_file();
        let records = records.map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
        let (mut allowance, mut passed) = (Allowance::of(records), None);
        let progress = self.progress.clone();
        let engine = tokio::task::spawn_blocking(move || {
            let table = match reading::open(local.path(), &format, limits) {
                Ok(table) => table,
                Err(problem) => return (Err(RunError::Table { problem }), kept.into_parts()),
            };
            let plan = Plan(mapping.plan(table.columns()).0);
            let done = engine::run(table, &plan, &program, &lists, &options, &progress, &mut kept);
            let done = match done {
                // What was found until somebody asked to stop stays.
                Ok(_) | Err(RunError::Cancelled) => kept.flush().map_err(RunError::from).and(done),
                failed => failed,
            };
            drop(local);
            // The way to the database ends with it.
            (done, kept.into_parts())
        });
        let mut tick = interval_at(Instant::now() + LOOK_EVERY, LOOK_EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut is_stopping = false;
        loop {
            tokio::select! {
                found = receive.recv() => {
                    let Some((found, tally)) = found else { break };
                    let is_first = self.tally.is_empty();
                    self.tally = tally;
                    self.keep(&found).await?;
                    if is_first {
                        self.note().await;
                    }
                }
                _ = tick.tick() => {
                    let is_asked = self.look().await?;
                    if passed.is_none() {
                        passed = allowance.passed(self.cx, self.standing().counts.rows).await?;
                    }
                    if is_asked || passed.is_some() {
                        self.progress.cancel();
                    }
                    self.note().await;
                }
                () = stopped(&mut shutdown), if !is_stopping => {
                    is_stopping = true;
                    self.progress.cancel();
                }
            }
        }
        let (done, parts) =
            engine.await.map_err(|error| HubError::Internal(format!("the engine ended: {error}")))?;
        let Through { tally, records, errors } =
            parts.map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
        (self.tally, self.errors) = (tally, errors);
        match done {
            Ok(summary) => match self.count(records).await? {
                Some(over) => self.refuse(over).await,
                None => self.end(Ended::Through(summary)).await,
            },
            Err(RunError::Cancelled) if is_stopping => super::leave(self.cx, self.job).await,
            Err(RunError::Cancelled) => {
                // What was looked at until somebody asked to stop stays, and counts.
                let over = if passed.is_some() { passed } else { self.count(records).await? };
                match over {
                    Some(over) => self.refuse(over).await,
                    None => self.end(Ended::Cancelled).await,
                }
            }
            Err(RunError::Table { problem }) => {
                self.hide_if_counted().await?;
                let (code, data) = reading::told(&problem);
                self.end(Ended::Failed(code, data)).await
            }
            Err(error @ (RunError::Plan { .. } | RunError::List { .. })) => {
                self.end(Ended::Failed("rules".into(), json!({ "problems": [error.to_string()] }))).await
            }
            Err(error @ (RunError::Sink { .. } | RunError::Spill { .. } | RunError::Broken)) => {
                Err(HubError::Internal(error.to_string()))
            }
        }
    }

    fn standing(&self) -> Progress {
        let count = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
        let mut counts = self.tally.counts();
        counts.rows = count(self.progress.rows());
        Progress { bytes_read: count(self.progress.read()), counts }
    }

    /// Keeps findings with how far the check is.
    async fn keep(&self, found: &[domain::view::validation::Finding]) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        validation::progress(&mut tx, self.job, self.run.id, &self.standing()).await?;
        validation::add_findings(&mut tx, self.run.id, found).await?;
        store::crash::step("validation.kept");
        Ok(tx.commit().await?)
    }

    /// Notes how far it is; tells whether somebody asked to stop.
    async fn look(&self) -> Result<bool, HubError> {
        let mut tx = self.cx.begin().await?;
        let asked = validation::progress(&mut tx, self.job, self.run.id, &self.standing()).await?;
        tx.commit().await?;
        Ok(asked)
    }

    /// Forgets what was found by a check that failed before its end, where the plan counts checks: nothing of it is counted.
    async fn hide_if_counted(&self) -> Result<(), HubError> {
        let limits = store::plans::find(&mut self.cx.begin().await?, false).await?.effective.limits;
        if limits.validations.is_some() { forget(self.cx, self.run.id).await } else { Ok(()) }
    }

    /// Ends a check of more than the plan includes: what nobody pays for is not shown.
    async fn refuse(self, over: Value) -> Result<(), HubError> {
        forget(self.cx, self.run.id).await?;
        self.end(Ended::Failed("plan_limit".into(), over)).await
    }

    /// Counts records as used that were not counted this month. Counted twice, they count once. Where the plan includes fewer,
    /// none is counted, and what is told of it comes back.
    async fn count(&self, records: File) -> Result<Option<Value>, HubError> {
        let month = usage::month();
        let mut tx = self.cx.begin().await?;
        let mut new = 0;
        loop {
            let mut part = Vec::new();
            let read = (&records).take(RECORDS * DIGEST as u64).read_to_end(&mut part);
            read.map_err(|error| HubError::Internal(format!("the scratch folder: {error}")))?;
            let (part, _) = part.as_chunks::<DIGEST>();
            if part.is_empty() {
                break;
            }
            new += validation::count_records(&mut tx, month, part).await?;
        }
        let take = Take {
            meter: Meter::Validations,
            month,
            quantity: new,
            held: validation::give_back(&mut tx, self.run.id, month).await?,
            key: &format!("validation {}", self.run.id),
            cause: ("validation", Some(self.run.id.0)),
        };
        if store::usage::take(&mut tx, &take).await?.is_none() {
            // By the figures by which it was refused: what others hold is not left, what this check held is.
            let stands = store::usage::standing(&mut tx, Meter::Validations, month).await?;
            let left = Standing { held: stands.held.saturating_sub(take.held), ..stands }.left();
            let holds = store::plans::find(&mut tx, false).await?.effective;
            // The plan under which it would have gone through, and what the company pays in.
            let next = holds.plan.next_with(Quota::Validations, stands.used.saturating_add(new));
            let paid_in = billing::paid_in(&mut tx).await?;
            let over = json!({ "needed": new, "left": left, "next": next, "currency": paid_in });
            return Ok(Some(over));
        }
        validation::add_metered(&mut tx, self.run.id, new).await?;
        tx.commit().await?;
        Ok(None)
    }

    async fn end(self, ended: Ended) -> Result<(), HubError> {
        let id = self.run.id;
        let per_rule = self.tally.per_rule();
        let (skipped, notes) = match &ended {
            Ended::Through(summary) => {
                (summary.skipped.iter().filter_map(lacking).collect(), reading::notes(&summary.notes))
            }
            Ended::Failed(..) | Ended::Cancelled => (Vec::new(), Vec::new()),
        };
        let mut tx = self.cx.begin().await?;
        validation::progress(&mut tx, self.job, id, &self.standing()).await?;
        let (end, state) = match &ended {
            Ended::Through(_) => {
                let is_cut = self.tally.is_cut();
                (
                    End::Completed { per_rule: &per_rule, skipped: &skipped, notes: &notes, is_cut },
                    jobs::End::Done,
                )
            }
            Ended::Failed(problem, data) => (End::Failed { problem, data }, jobs::End::Done),
            Ended::Cancelled => {
                let is_cut = self.tally.is_cut();
                (End::Cancelled { per_rule: &per_rule, is_cut }, jobs::End::Cancelled)
            }
        };
        validation::end(&mut tx, id, &end).await?;
        if let Ended::Through(summary) = &ended {
            let counts = self.standing().counts;
            let data = json!({
                "sheet": self.run.sheet, "rows": counts.rows, "errors": counts.errors, "warnings": counts.warnings,
                "hints": counts.hints, "skipped_rules": summary.skipped.len(),
            });
            let event = NewEvent { subject: id.0, kind: "validation.completed", data };
            store::events::insert(&mut tx, &[event]).await?;
            validation::note_difference(&mut tx, id).await?;
            let mut all = RowSet::default();
            self.errors.iter().for_each(|(_, rows)| all.add(rows));
            let packs = self.errors.iter().map(|(pack, rows)| (pack.as_str(), rows.count(), rows.bytes()));
            let packs: Vec<_> = packs.filter(|(_, count, _)| *count > 0).collect();
            validation::note_errors(&mut tx, id, &packs, all.count()).await?;
            super::results::ask_if_wanted(&mut tx, id).await?;
        }
        jobs::finish(&mut tx, self.job, state).await?;
        store::crash::step("validation.ended");
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// Tells open pages.
    async fn note(&self) {
        crate::live::tell(self.cx, "validation", self.run.id.0).await;
    }
}
