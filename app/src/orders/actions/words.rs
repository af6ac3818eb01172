//! Actions in words.

use crate::page::PageCx;
use domain::{ActionState, Fault, Obstacle, PlanVerdict, UpstreamKind, view::actions::ActionTold};
use leptos::prelude::*;
use ui::Tone;

pub(crate) const fn tone(state: ActionState) -> Tone {
    match state {
        ActionState::Asked | ActionState::Sending | ActionState::Sent => Tone::Info,
        ActionState::Confirmed => Tone::Positive,
        ActionState::Refused => Tone::Critical,
        ActionState::Withdrawn => Tone::Neutral,
        ActionState::Unknown => Tone::Warning,
    }
}

pub(super) const fn verdict_tone(verdict: PlanVerdict) -> Tone {
    match verdict {
        PlanVerdict::Waiting => Tone::Neutral,
        PlanVerdict::Ready => Tone::Positive,
        PlanVerdict::Refused => Tone::Critical,
        PlanVerdict::Unknown => Tone::Warning,
    }
}

/// The number of a sale in a table, on one line.
pub(super) fn number(number: i64) -> AnyView {
    view! { <span class="truncate">{format!("#{number}")}</span> }.into_any()
}

/// What is said to the channel, beyond the kind of action.
pub(super) fn told(cx: &PageCx, told: &ActionTold) -> String {
    let t = cx.t.actions();
    match told {
        ActionTold::Cancel { reason, .. } => reason.map(|reason| t.reason(reason.code())).unwrap_or_default(),
        ActionTold::Ship { carrier, tracking, pieces } => {
            let pieces = pieces.map(|count| t.pieces(i64::from(count)));
            let parts = [carrier.clone(), tracking.clone(), pieces];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        ActionTold::Invoice { access_key } => t.document(access_key),
    }
}

/// Why something waits, was refused, or would be.
pub(crate) fn problem(cx: &PageCx, platform: &str, code: &str) -> String {
    let t = cx.t.actions();
    if let Ok(obstacle) = code.parse::<Obstacle>() {
        return t.obstacle(obstacle.code());
    }
    match code.parse::<UpstreamKind>() {
        Ok(kind) => upstream(cx, platform, kind),
        Err(_) => t.refusal(code),
    }
}

/// What a platform's answer means.
pub(super) fn upstream(cx: &PageCx, platform: &str, kind: UpstreamKind) -> String {
    let platform = hub::orders::platform_name(cx.visit().hub(), platform);
    i18n::fault::explain(cx.locale, &Fault::Upstream { platform, kind }).what.into_owned()
}
