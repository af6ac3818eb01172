use leptos::prelude::*;

use crate::{ChannelMark, StatusBadge, StatusLink, Tone};

/// The last synchronisation of an account.
pub struct CardSync {
    /// "sincronizado há 4 min"; empty for an account of which nothing is synchronised.
    pub last: String,
    /// The exact time, shown on hover.
    pub exact: Option<String>,
    /// "completo até 14:05"
    pub complete_until: Option<String>,
}

/// A platform, or one account of it: mark, name, what it does, state, and one button picked by the state
/// (Conectar, Sincronizar, Reautorizar, Ver problema). `reason` says in words why it needs attention;
/// `progress` takes a [`Progress`](crate::Progress) while a run is under way.
#[component]
pub fn IntegrationCard(
    #[prop(into)] channel: String,
    /// Of the account, or of the platform where the card stands for no account.
    #[prop(into)]
    name: String,
    /// Where the name leads, if anywhere.
    #[prop(optional, into)]
    href: Option<String>,
    /// The platform of an account.
    #[prop(optional, into)]
    platform: Option<String>,
    #[prop(into)] summary: String,
    #[prop(optional)] status: Option<(Tone, String)>,
    /// A word that sets the account apart from others of its platform, whatever its state; empty for most.
    #[prop(optional, into)]
    label: Option<String>,
    /// Where the badge leads, for a state that is mended there.
    #[prop(optional, into)]
    repair: Option<String>,
    #[prop(optional)] busy: bool,
    #[prop(optional, into)] reason: Option<String>,
    #[prop(optional)] sync: Option<CardSync>,
    /// Short facts in one line: the shop's name, currency, version.
    #[prop(optional)]
    facts: Vec<String>,
    /// What else there is to know of it, below the reason.
    #[prop(optional)]
    note: Option<AnyView>,
    #[prop(optional)] progress: Option<AnyView>,
    action: AnyView,
    #[prop(optional)] menu: Option<AnyView>,
) -> impl IntoView {
    let reason_class = status.as_ref().map(|(tone, _)| format!("card-reason {}", tone.class()));
    let badge = status.map(|(tone, label)| match repair.filter(|href| !href.is_empty()) {
        Some(href) => view! { <StatusLink tone=tone label=label href=href/> }.into_any(),
        None => view! { <StatusBadge tone=tone label=label busy=busy/> }.into_any(),
    });
    let mark_name = platform.clone().unwrap_or_else(|| name.clone());
    let heading = match href.filter(|href| !href.is_empty()) {
        Some(href) => view! { <h3><a href=href>{name}</a></h3> }.into_any(),
        None => view! { <h3>{name}</h3> }.into_any(),
    };
    let sync = sync.filter(|sync| !sync.last.is_empty()).map(|sync| {
        view! {
            <span title=sync.exact>{sync.last}</span>
            {sync.complete_until.map(|text| view! { <span>{text}</span> })}
        }
    });
    let meta = (platform.is_some() || sync.is_some()).then(|| {
        let words = [platform, label.filter(|label| !label.is_empty())].into_iter().flatten();
        let words = words.map(|word| view! { <span>{word}</span> }).collect_view();
        view! { <p class="meta dotted">{words}{sync}</p> }
    });
    view! {
        <article class="card integration">
            <header class="integration-head">
                <ChannelMark channel=channel name=mark_name large=true/>
                {heading}
                {badge}
            </header>
            {meta}
            <p class="integration-summary">{summary}</p>
            {(!facts.is_empty()).then(|| view! { <p class="meta">{facts.join(" · ")}</p> })}
            {reason.filter(|reason| !reason.is_empty()).map(|reason| view! { <p class=reason_class>{reason}</p> })}
            {note}
            {progress}
            <footer class="actions">{action}{menu}</footer>
        </article>
    }
}

/// Cards side by side, as many as fit.
#[component]
pub fn CardGrid(children: Children) -> impl IntoView {
    view! { <div class="card-grid">{children()}</div> }
}
