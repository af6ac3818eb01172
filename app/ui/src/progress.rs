use leptos::prelude::*;

use crate::Tone;

/// A run under way: bar, counts and time left. Without `total` the length is unknown, the bar is
/// indeterminate and the counts say how far it is.
#[component]
pub fn Progress(
    #[prop(into)] label: String,
    done: u64,
    #[prop(optional)] total: Option<u64>,
    /// "1.240 de 5.000 pedidos"
    #[prop(into)]
    counts: String,
    /// "cerca de 2 min"
    #[prop(optional, into)]
    time_left: Option<String>,
) -> impl IntoView {
    let max = total.map(|total| total.max(1).to_string());
    let value = total.map(|total| done.min(total.max(1)).to_string());
    view! {
        <div class="progress">
            <div class="progress-head"><span>{label.clone()}</span><span class="meta">{time_left}</span></div>
            <progress max=max value=value aria-label=label></progress>
            <span class="meta number">{counts}</span>
        </div>
    }
}

/// A share of an allowance, such as the plan's use of this month. It turns amber from 80 % and red when full; without a limit
/// there is no bar. What it means stands under it.
#[component]
pub fn Usage(
    #[prop(into)] label: String,
    used: u64,
    #[prop(into)] limit: Option<u64>,
    #[prop(into)] counts: String,
    #[prop(optional)] notes: Vec<String>,
    /// Where more of it is seen, behind the notes.
    #[prop(optional)]
    more: Option<AnyView>,
) -> impl IntoView {
    let bar = limit.map(|limit| {
        let tone = match used {
            full if full >= limit => Some(Tone::Critical.class()),
            high if high >= limit.saturating_mul(4) / 5 => Some(Tone::Warning.class()),
            _ => None,
        };
        let (max, value) = (limit.max(1).to_string(), used.min(limit).to_string());
        view! { <progress class=tone max=max value=value aria-label=label.clone()></progress> }
    });
    let notes =
        (!notes.is_empty()).then(|| view! { <span class="meta">{notes.join(" · ")} " " {more}</span> });
    view! {
        <div class="progress">
            <div class="progress-head"><span>{label}</span><span class="meta number">{counts}</span></div>
            {bar}
            {notes}
        </div>
    }
}
