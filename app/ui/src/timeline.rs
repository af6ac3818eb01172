use leptos::prelude::*;

use crate::Tone;

/// One step in the story of a thing.
pub struct TimelineItem {
    pub tone: Tone,
    /// "Pagamento aprovado"
    pub what: String,
    /// Who or what did it: "Mercado Livre", "Ana Souza".
    pub who: String,
    /// "há 12 min"
    pub when: String,
    /// The exact time, shown on hover: "21/11/2026 14:05:12".
    pub when_exact: String,
    /// The same instant for machines: "2026-11-21T17:05:12Z".
    pub instant: String,
    /// Anything below: a sentence, a [`RawView`](crate::RawView), a link.
    pub detail: Option<AnyView>,
}

/// The story of a thing, newest first.
#[component]
pub fn Timeline(#[prop(into)] label: String, items: Vec<TimelineItem>) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|item| {
            view! {
                <li class=item.tone.class()>
                    <div class="timeline-head">
                        <strong>{item.what}</strong>
                        <time datetime=item.instant title=item.when_exact>{item.when}</time>
                    </div>
                    <div class="meta">{item.who}</div>
                    {item.detail.map(|detail| view! { <div class="timeline-detail">{detail}</div> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline" aria-label=label>{items}</ol> }
}
