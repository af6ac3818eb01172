//! What happened to an order, step by step, from the oldest to the newest: one press away.

use crate::{
    integrations::event_path,
    page::PageCx,
    syncs::{self, Reason, technical},
};
use chrono::SecondsFormat;
use domain::{
    ConnectionId, SkipReason, Standing, Verdict, VerdictCode,
    view::detective::{HistoryStep, MOST_STEPS, StepCause},
};
use i18n::format;
use leptos::prelude::*;
use ui::{Timeline, TimelineItem, Tone};

/// The steps behind a summary; nothing where none was written.
pub(crate) fn steps(cx: &PageCx, connection: ConnectionId, history: &[HistoryStep]) -> Option<AnyView> {
    if history.is_empty() {
        return None;
    }
    let t = cx.t.detective();
    let items = history.iter().map(|step| item(cx, connection, step)).collect();
    let cut = is_cut(history).then(|| view! { <p class="meta">{t.history_cut()}</p> });
    Some(
        view! {
            <details class="raw">
                <summary>{t.history()}</summary>
                <p class="meta">{t.history_context()}</p>
                {cut}
                <Timeline label=t.history() items=items/>
            </details>
        }
        .into_any(),
    )
}

/// Whether older steps may have been left out. What was not believed is no step of its own and came in afterwards.
fn is_cut(history: &[HistoryStep]) -> bool {
    let read = history.iter().filter(|step| step.code != VerdictCode::NotBelieved).count();
    read >= usize::from(MOST_STEPS)
}

fn item(cx: &PageCx, connection: ConnectionId, step: &HistoryStep) -> TimelineItem {
    let t = cx.t.detective();
    let why = reason(cx, step).map(|why| view! { <div>{why}</div> });
    let technical = technical(cx, step.detail.clone().unwrap_or_default());
    let link = link(cx, connection, &step.cause).map(|link| view! { <div>{link}</div> });
    TimelineItem {
        tone: if waits(step) { Tone::Warning } else { tone(step.code) },
        what: if waits(step) { cx.t.syncs().waiting().to_owned() } else { t.step(step.code.code()) },
        who: who(cx, &step.cause),
        when: format::relative(cx.locale, step.at, cx.now, cx.zone),
        when_exact: format::exact(cx.locale, step.at, cx.zone),
        instant: step.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        detail: Some(view! { {why}{technical}{link} }.into_any()),
    }
}

/// Whether it was left out only until the plan has room.
fn waits(step: &HistoryStep) -> bool {
    step.code == VerdictCode::Skipped && step.reason.as_deref() == Some(SkipReason::PlanLimit.code())
}

/// Why, in words of the list that the code's reasons are of.
fn reason(cx: &PageCx, step: &HistoryStep) -> Option<String> {
    let reason = step.reason.as_deref()?;
    Some(match step.code.standing() {
        Standing::Judged(verdict @ Verdict::Failed) => Reason::of(cx, verdict.code(), reason).text,
        Standing::Judged(Verdict::Imported | Verdict::Skipped) => {
            Reason::of(cx, Verdict::Skipped.code(), reason).text
        }
        Standing::Open | Standing::Closed | Standing::Remark => cx.t.integrations().event_reason(reason),
    })
}

fn who(cx: &PageCx, cause: &StepCause) -> String {
    let t = cx.t.detective();
    match cause {
        StepCause::Run(kind, _) => cx.t.syncs().kind(kind.code()),
        StepCause::Event(_) => t.history_event().to_owned(),
        StepCause::Person(name) => name.clone().unwrap_or_else(|| t.history_person().to_owned()),
    }
}

fn link(cx: &PageCx, connection: ConnectionId, cause: &StepCause) -> Option<AnyView> {
    let (label, href) = match cause {
        StepCause::Run(_, run) => (cx.t.syncs().see_run(), syncs::path((*run)?)),
        StepCause::Event(event) => (cx.t.detective().see_event(), event_path(connection, (*event)?)),
        StepCause::Person(_) => return None,
    };
    Some(view! { <a href=href>{label}</a> }.into_any())
}

const fn tone(code: VerdictCode) -> Tone {
    match code.standing() {
        Standing::Judged(Verdict::Imported) => Tone::Positive,
        Standing::Judged(Verdict::Skipped) => Tone::Neutral,
        Standing::Judged(Verdict::Failed) | Standing::Closed => Tone::Critical,
        Standing::Open => Tone::Info,
        Standing::Remark => Tone::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_that_were_not_believed_leave_no_step_out() {
        let step = |code| HistoryStep {
            at: chrono::DateTime::UNIX_EPOCH,
            code,
            reason: None,
            detail: None,
            cause: StepCause::Event(None),
        };
        let most = usize::from(MOST_STEPS);
        let mut history = vec![step(VerdictCode::Told); most - 1];
        history.extend(vec![step(VerdictCode::NotBelieved); most]);
        assert!(!is_cut(&history));
        history.push(step(VerdictCode::Told));
        assert!(is_cut(&history));
    }
}
