//! `/admin/integracoes`: connected accounts, and the platforms that can be connected.

use super::{GALLERY, brings_orders, card, conformance};
use crate::{
    filter_bar::clear_filters,
    first_hour::demo_offer,
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page},
    syncs::{self, RunsById, SyncStartAll},
};
use domain::{Badge, Permission, PlatformCategory, view::connections::ConnectionView};
use hub::{integrations::PlatformCard, permit::View};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Button, ButtonKind, CardGrid, EmptyState, FilterBar, FilterSearch, FilterSelect, IconName,
    IntegrationCard, LinkButton, PageHeader, Panel, SelectOption,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Filter {
    q: String,
    categoria: String,
}

impl Filter {
    fn is_set(&self) -> bool {
        !self.q.trim().is_empty() || !self.categoria.is_empty()
    }

    /// Leaves the cards that fit; a platform fits by its own name or by one of its accounts'.
    fn apply(&self, cards: Vec<PlatformCard>) -> Vec<PlatformCard> {
        let wanted = domain::search_text(&self.q);
        let fits = |text: &str| domain::search_text(text).contains(&wanted);
        let category =
            |card: &PlatformCard| self.categoria.is_empty() || card.category.code() == self.categoria;
        let cards = cards.into_iter().filter(category).filter_map(|mut card| {
            if !fits(card.name) {
                card.connections.retain(|account| {
                    fits(&account.name)
                        || fits(&account.account_id)
                        || account.shop_name.as_deref().is_some_and(fits)
                });
                if card.connections.is_empty() {
                    return None;
                }
            }
            Some(card)
        });
        cards.collect()
    }
}

/// `/admin/integracoes`
pub fn integrations_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, permit| async move {
        let cards = hub::integrations::gallery(&permit).await?;
        let any_running =
            cards.iter().flat_map(|card| &card.connections).any(|account| account.open_run.is_some());
        let runs = if any_running { syncs::open_runs(&permit).await? } else { RunsById::default() };
        Ok(Page::new(cx.t.integrations().title(), page(&cx, cards, &runs)))
    })
}

fn page(cx: &PageCx, cards: Vec<PlatformCard>, runs: &RunsById) -> AnyView {
    let t = cx.t.integrations();
    let filter = cx.query::<Filter>();
    let accounts: Vec<_> = cards.iter().flat_map(|card| &card.connections).collect();
    let (context, any_account) = (context(cx, &accounts), !accounts.is_empty());
    let any_shop = accounts.iter().any(|account| brings_orders(cx, &account.platform));
    let sync_all = (any_shop && cx.may(Permission::RunSync)).then(|| {
        view! {
            <PostForm action=SyncStartAll::url() return_to=cx.of_company(GALLERY) class="inline-form">
                <Button label=t.sync_all() icon=IconName::RefreshCw kind=ButtonKind::Primary/>
            </PostForm>
        }
    });
    let set = filter.is_set();
    let categories = categories(cx, &cards, &filter.categoria);
    let shown = filter.apply(cards);
    let clear = clear_filters(cx.t, set, GALLERY);
    let bar = view! {
        <FilterBar action=GALLERY label=t.filter_label() apply=cx.t.common().filter() clear=clear>
            <FilterSearch name="q" label=t.search_label() value=filter.q/>
            <FilterSelect name="categoria" label=t.category() options=categories/>
        </FilterBar>
    };
    let body = if shown.is_empty() && set {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=GALLERY/> }.into_any();
        view! { <EmptyState icon=IconName::Funnel title=t.empty_filtered() text=t.empty_filtered_text() action=action/> }.into_any()
    } else {
        sections(cx, shown, runs, any_account)
    };
    let action = sync_all.map_or_else(|| ().into_any(), IntoAny::into_any);
    view! {
        <PageHeader title=t.title() context=context.into_any() action=action/>
        {bar}
        {body}
        {syncs::reload_without_script(!runs.is_empty())}
    }
    .into_any()
}

fn context(cx: &PageCx, accounts: &[&ConnectionView]) -> String {
    let t = cx.t.integrations();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let needy = |badge| matches!(badge, Badge::Attention | Badge::Error | Badge::NeedsReauth);
    let attention = accounts.iter().filter(|account| needy(account.badge())).count();
    let paused = accounts.iter().filter(|account| account.badge() == Badge::Paused).count();
    let idle = |badge| matches!(badge, Badge::Paused | Badge::Disconnected);
    let connected = accounts.iter().filter(|account| !idle(account.badge())).count();
    let mut told = t.connected_count(count(connected));
    if paused > 0 {
        told = format!("{told}, {}", t.paused_count(count(paused)));
    }
    if attention > 0 {
        told = format!("{told}, {}", t.attention_count(count(attention)));
    }
    told
}

fn categories(cx: &PageCx, cards: &[PlatformCard], chosen: &str) -> Vec<SelectOption> {
    let t = cx.t.integrations();
    let present =
        PlatformCategory::ALL.iter().filter(|category| cards.iter().any(|card| card.category == **category));
    let present = present
        .map(|category| SelectOption::new(category.code(), t.category_name(category.code())).chosen(chosen));
    std::iter::once(SelectOption::new("", t.category_any())).chain(present).collect()
}

fn sections(cx: &PageCx, cards: Vec<PlatformCard>, runs: &RunsById, any_account: bool) -> AnyView {
    let t = cx.t.integrations();
    let accounts: Vec<_> = cards
        .iter()
        .flat_map(|platform| {
            let summary = card::summary(cx, &platform.capabilities);
            platform.connections.iter().map(move |account| {
                let run = account.open_run.and_then(|run| runs.get(&run));
                card::card(cx, account, run, &summary)
            })
        })
        .collect();
    let accounts = if !any_account {
        view! {
            <EmptyState icon=IconName::Plug title=t.empty_accounts() text=t.empty_accounts_text()/>
            {demo_offer(cx)}
        }
        .into_any()
    } else if accounts.is_empty() {
        ().into_any()
    } else {
        view! { <Panel title=t.your_accounts()><CardGrid>{accounts}</CardGrid></Panel> }.into_any()
    };
    let platforms = cards.iter().map(|card| platform_card(cx, card)).collect_view();
    let checked = view! { <a href=conformance::PATH>{t.conformance()}</a> };
    view! {
        {accounts}
        <Panel title=t.platforms() context=t.platforms_context() actions=checked.into_any()><CardGrid>{platforms}</CardGrid></Panel>
    }
    .into_any()
}

/// A platform that can be connected.
pub(crate) fn platform_card(cx: &PageCx, card: &PlatformCard) -> AnyView {
    let t = cx.t.integrations();
    let may = cx.may(Permission::ManageConnections);
    let href = if may { format!("{GALLERY}/nova/{}", card.id) } else { String::new() };
    let label = if card.connections.is_empty() { t.connect() } else { t.connect_another() };
    let action = if may {
        view! { <LinkButton label=label of=card.name href=href.clone() icon=IconName::Plus/> }.into_any()
    } else {
        ().into_any()
    };
    let category = vec![t.category_name(card.category.code())];
    view! {
        <IntegrationCard channel=card.id name=card.name href=href summary=card::summary(cx, &card.capabilities)
            facts=category action=action/>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn platform(id: &'static str, name: &'static str, category: PlatformCategory) -> PlatformCard {
        PlatformCard { id, name, category, capabilities: Vec::new(), connections: Vec::new() }
    }

    fn shown(q: &str, categoria: &str) -> Vec<&'static str> {
        let cards = vec![
            platform("woocommerce", "WooCommerce", PlatformCategory::Store),
            platform("stripe", "Stripe", PlatformCategory::Payment),
        ];
        let filter = Filter { q: q.to_owned(), categoria: categoria.to_owned() };
        filter.apply(cards).into_iter().map(|card| card.id).collect()
    }

    #[test]
    fn platforms_are_found_by_a_part_of_their_name_in_any_case() {
        assert_eq!(shown("COMM", ""), ["woocommerce"]);
        assert_eq!(shown("", ""), ["woocommerce", "stripe"]);
        assert!(shown("nada", "").is_empty());
    }

    #[test]
    fn a_category_leaves_the_others_out() {
        assert_eq!(shown("", "payment"), ["stripe"]);
        assert!(shown("woo", "payment").is_empty());
    }
}
