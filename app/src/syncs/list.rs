//! `/admin/sincronizacoes`: the runs, the newest first; those of events where they are asked for.

use super::{LIST, ask, not_imported, reload_without_script, table::table_or};
use crate::{
    filter_bar::clear_filters,
    integrations::{GALLERY, brings_orders},
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    saved_views::{self, ListViews},
};
use chrono::DateTime;
use domain::{
    SyncKind, SyncRunId, SyncState,
    view::{
        connections::{ConnectionView, SyncRunView},
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
        saved_views::{SavedView, ViewArea},
    },
};
use hub::{
    HubError,
    auth::OrgCx,
    permit::View,
    syncs::{RunFilter, RunKinds},
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    ButtonKind, CursorPager, EmptyState, FilterBar, FilterSelect, IconName, LinkButton, ListFrame,
    PageHeader, PagerLink, SelectOption,
};

/// The choice of runs of every kind.
const ALL_KINDS: &str = "all";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    conexao: String,
    /// The code of a kind, or [`ALL_KINDS`]; all but runs of events unless it says otherwise.
    tipo: String,
    situacao: String,
    /// `1` leaves only those that brought something.
    trouxe: String,
    /// Only runs before this place.
    antes: String,
}

impl Wanted {
    fn filter(&self) -> RunFilter {
        let before = self.antes.parse::<Cursor>().ok().and_then(|cursor| {
            Some((DateTime::from_timestamp_micros(cursor.number()?)?, SyncRunId(cursor.id)))
        });
        let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
        let (connection, state) = (self.conexao.parse().ok(), self.situacao.parse().ok());
        RunFilter { kinds: self.kinds(), connection, state, brought: self.trouxe == "1", before, limit }
    }

    fn kinds(&self) -> RunKinds {
        if self.tipo == ALL_KINDS {
            return RunKinds::All;
        }
        self.tipo.parse().map_or(RunKinds::ButEvents, RunKinds::Only)
    }

    /// This list before a run.
    fn before(&self, run: &SyncRunView) -> String {
        let key = CursorKey::Number(run.created_at.timestamp_micros());
        let place = Cursor { toward: Toward::Next, key, id: run.id.0 };
        self.at(LIST, &place.to_string())
    }

    /// This list from its beginning.
    fn address(&self) -> String {
        self.at(LIST, "")
    }

    /// What is set, as a view keeps it.
    fn kept(&self) -> String {
        self.at("", "")
    }

    /// What is set, at a place of the list.
    fn at(&self, path: &str, place: &str) -> String {
        let filter = self.filter();
        let connection = filter.connection.map(|id| id.to_string()).unwrap_or_default();
        let kind = match filter.kinds {
            RunKinds::ButEvents => "",
            RunKinds::All => ALL_KINDS,
            RunKinds::Only(kind) => kind.code(),
        };
        let state = filter.state.map(SyncState::code).unwrap_or_default();
        let brought = if filter.brought { "1" } else { "" };
        with_query(
            path,
            &[
                ("conexao", &connection),
                ("tipo", kind),
                ("situacao", state),
                ("trouxe", brought),
                ("antes", place),
            ],
        )
    }

    fn is_filtered(&self) -> bool {
        !self.kept().is_empty()
    }
}

/// `/admin/sincronizacoes`
pub fn syncs_page() -> Drawing {
    member_page::<View, _, _>(Area::Syncs, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let runs = hub::syncs::list(&permit, &wanted.filter()).await?;
        let cards = hub::integrations::gallery(&permit).await?;
        let connections = cards
            .into_iter()
            .filter(|card| brings_orders(&cx, card.id))
            .flat_map(|card| card.connections)
            .collect();
        let views = saved_views::find(&permit, ViewArea::Runs).await?;
        Ok(Page::new(cx.t.syncs().title(), page(&cx, &wanted, runs, connections, views)))
    })
}

/// The table as a script asks for it again.
pub(super) async fn live(cx: &PageCx, permit: &OrgCx<View>) -> Result<Fragment, HubError> {
    let wanted = cx.query::<Wanted>();
    let mut runs = hub::syncs::list(permit, &wanted.filter()).await?;
    runs.truncate(PAGE_SIZE);
    let running = is_running(&runs);
    let table = table_or(cx, runs, true, empty(cx, wanted.is_filtered()));
    Ok(Fragment { html: table.to_html(), running, said: String::new() })
}

fn is_running(runs: &[SyncRunView]) -> bool {
    runs.iter().any(|run| !run.state.is_over())
}

fn page(
    cx: &PageCx,
    wanted: &Wanted,
    mut runs: Vec<SyncRunView>,
    connections: Vec<ConnectionView>,
    views: Vec<SavedView>,
) -> AnyView {
    let t = cx.t.syncs();
    let views = ListViews::new(cx, ViewArea::Runs, LIST, &wanted.kept(), views);
    let more = runs.len() > PAGE_SIZE;
    runs.truncate(PAGE_SIZE);
    let next = runs.last().filter(|_| more).map(|last| wanted.before(last));
    let previous = (!wanted.antes.is_empty()).then(|| wanted.address());
    let paged = next.is_some() || previous.is_some();
    let summary = t.shown_count(i64::try_from(runs.len()).unwrap_or(i64::MAX));
    let pager = paged.then(|| {
        view! {
            <CursorPager label=t.pages() summary=summary
                previous=PagerLink { label: t.newer().to_owned(), href: previous }
                next=PagerLink { label: t.older().to_owned(), href: next }/>
        }
    });
    let is_running = is_running(&runs);
    let table = table_or(cx, runs, true, empty(cx, wanted.is_filtered()));
    let (ask, filters) =
        (ask(cx, "list", ""), views.under(cx.t, &cx.here(), filters(cx, wanted, connections)));
    let left_out = view! { <LinkButton label=t.left_out() href=not_imported::PATH/> }.into_any();
    view! {
        <PageHeader title=t.title() context=t.context().into_any() action=left_out/>
        <ListFrame many=true filters=filters pager=pager.into_any()>
            <LivePart ask=ask run=String::new() running=is_running first=false>{table}</LivePart>
        </ListFrame>
        {reload_without_script(is_running)}
    }
    .into_any()
}

fn empty(cx: &PageCx, filtered: bool) -> AnyView {
    let t = cx.t.syncs();
    if filtered {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=LIST/> }.into_any();
        return view! {
            <EmptyState icon=IconName::Funnel title=t.empty_filtered() text=t.empty_filtered_text() action=action/>
        }
        .into_any();
    }
    let action =
        view! { <LinkButton label=t.to_integrations() href=GALLERY kind=ButtonKind::Primary/> }.into_any();
    view! { <EmptyState icon=IconName::RefreshCw title=t.empty() text=t.empty_text() action=action/> }
        .into_any()
}

fn filters(cx: &PageCx, wanted: &Wanted, connections: Vec<ConnectionView>) -> AnyView {
    let t = cx.t.syncs();
    let mut accounts = vec![SelectOption::new("", t.connection_any())];
    accounts.extend(connections.into_iter().map(|connection| {
        SelectOption::new(connection.id.to_string(), connection.name).chosen(&wanted.conexao)
    }));
    let mut kinds = vec![
        SelectOption::new("", t.kind_but_events()),
        SelectOption::new(ALL_KINDS, t.kind_any()).chosen(&wanted.tipo),
    ];
    kinds.extend(
        SyncKind::ALL
            .iter()
            .map(|kind| SelectOption::new(kind.code(), t.kind(kind.code())).chosen(&wanted.tipo)),
    );
    let mut states = vec![SelectOption::new("", t.state_any())];
    states.extend(
        SyncState::ALL
            .iter()
            .map(|state| SelectOption::new(state.code(), t.state(state.code())).chosen(&wanted.situacao)),
    );
    let brought = [("", t.brought_any()), ("1", cx.t.common().yes())];
    let brought = brought.map(|(code, label)| SelectOption::new(code, label).chosen(&wanted.trouxe));
    let clear = clear_filters(cx.t, wanted.is_filtered(), LIST);
    view! {
        <FilterBar action=LIST label=t.filter_label() apply=cx.t.common().filter() clear=clear>
            <FilterSelect name="conexao" label=t.connection() options=accounts/>
            <FilterSelect name="tipo" label=t.what() options=kinds/>
            <FilterSelect name="situacao" label=t.state_label() options=states/>
            <FilterSelect name="trouxe" label=t.brought() options=brought.into()/>
        </FilterBar>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_address_is_the_whole_list() {
        let [conexao, tipo, situacao, trouxe, antes] =
            ["x\"&y", "events", "gone", "yes", "z"].map(str::to_owned);
        let odd = Wanted { conexao, tipo, situacao, trouxe, antes };
        assert_eq!(odd.address(), "/admin/sincronizacoes");
        assert!(!odd.is_filtered());
        assert!(odd.filter().before.is_none());
        assert_eq!(odd.kept(), "");
        let running = Wanted { situacao: SyncState::Running.code().into(), ..Wanted::default() };
        assert_eq!(running.kept(), "?situacao=running");
        let brought = Wanted { trouxe: "1".into(), antes: "z".into(), ..running };
        assert_eq!(brought.address(), "/admin/sincronizacoes?situacao=running&trouxe=1");
        assert!(brought.is_filtered());
    }

    #[test]
    fn each_choice_of_kinds_is_kept() {
        for (tipo, kinds, kept) in [
            ("", RunKinds::ButEvents, ""),
            (ALL_KINDS, RunKinds::All, "?tipo=all"),
            ("webhook", RunKinds::Only(SyncKind::Webhook), "?tipo=webhook"),
        ] {
            let wanted = Wanted { tipo: tipo.into(), ..Wanted::default() };
            assert_eq!((wanted.filter().kinds, wanted.kept().as_str()), (kinds, kept));
        }
    }
}
