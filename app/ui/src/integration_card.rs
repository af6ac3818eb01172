use leptos::prelude::*;

use crate::{ChannelMark, StatusBadge, Tone};

/// The account behind a connected card.
pub struct CardAccount {
    /// "Loja Centro"
    pub name: String,
    /// "sincronizado há 4 min"
    pub last_sync: Option<String>,
    /// The exact time, shown on hover.
    pub last_sync_exact: Option<String>,
    /// "completo até 14:05"
    pub complete_until: Option<String>,
}

/// A platform, or one account of it: mark, name, what it does, state, and one button picked by the state
/// (Conectar, Sincronizar, Reautorizar, Ver problema). `reason` says in words why it needs attention;
/// `progress` takes a [`Progress`](crate::Progress) while a run is under way.
#[component]
pub fn IntegrationCard(
    #[prop(into)] channel: String,
    #[prop(into)] name: String,
    #[prop(into)] href: String,
    #[prop(into)] summary: String,
    #[prop(optional)] status: Option<(Tone, String)>,
    #[prop(optional)] busy: bool,
    #[prop(optional, into)] reason: Option<String>,
    #[prop(optional)] account: Option<CardAccount>,
    /// Short facts in one line: the shop's name, currency, version.
    #[prop(optional)]
    facts: Vec<String>,
    #[prop(optional)] progress: Option<AnyView>,
    action: AnyView,
    #[prop(optional)] menu: Option<AnyView>,
) -> impl IntoView {
    let reason_class = status.as_ref().map(|(tone, _)| format!("card-reason {}", tone.class()));
    let badge = status.map(|(tone, label)| view! { <StatusBadge tone=tone label=label busy=busy/> });
    let account = account.map(|account| {
        let sync = account
            .last_sync
            .map(|text| view! { <span title=account.last_sync_exact>{text}</span> });
        view! {
            <div class="card-account">
                <strong class="truncate" title=account.name.clone()>{account.name.clone()}</strong>
                <span class="meta dotted">{sync}{account.complete_until.map(|text| view! { <span>{text}</span> })}</span>
            </div>
        }
    });
    view! {
        <article class="card integration">
            <header class="integration-head">
                <ChannelMark channel=channel name=name.clone() large=true/>
                <h3><a href=href>{name}</a></h3>
                {badge}
            </header>
            <p class="integration-summary">{summary}</p>
            {account}
            {(!facts.is_empty()).then(|| view! { <p class="meta">{facts.join(" · ")}</p> })}
            {reason.filter(|reason| !reason.is_empty()).map(|reason| view! { <p class=reason_class>{reason}</p> })}
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
