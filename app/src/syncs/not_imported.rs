//! `/admin/sincronizacoes/pendentes`: every order that a channel lists and that is no sale here, with
//! the reason and what to do about it.

use super::{
    LIST, SyncRetry,
    issues::{Reason, shown_id, technical},
    path,
};
use crate::{
    filter_bar::clear_filters,
    form::PostForm,
    integrations, orders,
    page::{Area, Drawing, Page, PageCx, member_page},
    plans,
    query_string::with_query,
    replays,
};
use chrono::DateTime;
use domain::{
    ConnectionId, LeftOut, Permission, Verdict,
    view::not_imported::{NotImported, NotImportedFilter, NotImportedPlace, ReasonCount},
};
use hub::{not_imported::NotImportedList, permit::View};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, ChannelName, CursorPager, EmptyState, FilterBar, FilterSelect, IconName,
    LinkButton, ListFrame, PageHeader, PagerLink, SelectOption, TabLink, Tabs, Tone,
};

/// Where the page is.
pub(crate) const PATH: &str = "/admin/sincronizacoes/pendentes";

/// The list of one connection.
pub(crate) fn of_connection(id: ConnectionId) -> String {
    format!("{PATH}?conexao={id}")
}

/// What waits until the plan has room, of one connection or of all.
pub(crate) fn waiting(of: Option<ConnectionId>) -> String {
    let kind = LeftOut::Waiting;
    let of = of.map(|id| format!("&conexao={id}")).unwrap_or_default();
    format!("{PATH}?resultado={kind}{of}")
}

#[derive(Default, Clone, Deserialize)]
#[serde(default)]
struct Wanted {
    conexao: String,
    /// The code of how they did not come in; failures unless it says otherwise.
    resultado: String,
    /// The code of a reason.
    motivo: String,
    /// Only records before this place.
    antes: String,
    /// The record whose document is shown, by connection and key.
    ver: String,
}

impl Wanted {
    fn filter(&self) -> NotImportedFilter {
        let is_code = |sign: char| sign.is_ascii_lowercase() || sign == '_';
        let reason =
            (!self.motivo.is_empty() && self.motivo.chars().all(is_code)).then(|| self.motivo.clone());
        NotImportedFilter { kind: self.kind(), connection: self.conexao.parse().ok(), reason }
    }

    fn kind(&self) -> LeftOut {
        self.resultado.parse().unwrap_or(LeftOut::Failed)
    }

    fn place(&self) -> Option<NotImportedPlace> {
        let (at, record) = self.antes.split_once('.')?;
        let (connection, external_id) = record_of(record)?;
        let judged_at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
        Some(NotImportedPlace { judged_at, connection, external_id: external_id.to_owned() })
    }

    fn address(&self) -> String {
        let filter = self.filter();
        let connection = filter.connection.map(|id| id.to_string()).unwrap_or_default();
        with_query(
            PATH,
            &[
                ("resultado", if self.resultado.is_empty() { "" } else { filter.kind.code() }),
                ("conexao", &connection),
                ("motivo", filter.reason.as_deref().unwrap_or_default()),
                ("antes", &self.antes),
                ("ver", &self.ver),
            ],
        )
    }

    /// This list from its beginning.
    fn first(&self) -> String {
        Self { antes: String::new(), ver: String::new(), ..self.clone() }.address()
    }

    fn before(&self, place: &NotImportedPlace) -> String {
        let antes =
            format!("{}.{}.{}", place.judged_at.timestamp_micros(), place.connection, place.external_id);
        Self { antes, ver: String::new(), ..self.clone() }.address()
    }

    fn of_kind(&self, kind: LeftOut) -> String {
        Self { resultado: kind.code().to_owned(), motivo: String::new(), ..self.clone() }.first()
    }

    /// The same tab with everything in it.
    fn unfiltered(&self) -> String {
        Self { resultado: self.resultado.clone(), ..Self::default() }.address()
    }

    fn is_filtered(&self) -> bool {
        let filter = self.filter();
        filter.connection.is_some() || filter.reason.is_some()
    }
}

/// A record as an address names it.
fn record_of(text: &str) -> Option<(ConnectionId, &str)> {
    let (connection, external_id) = text.split_once('.')?;
    Some((connection.parse().ok()?, external_id))
}

/// `/admin/sincronizacoes/pendentes`
pub fn not_imported_page() -> Drawing {
    member_page::<View, _, _>(Area::Syncs, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let list = hub::not_imported::list(&permit, &wanted.filter(), wanted.place().as_ref()).await?;
        let document = match record_of(&wanted.ver) {
            Some((connection, id)) => hub::not_imported::payload(&permit, connection, id).await?,
            None => None,
        };
        Ok(Page::new(cx.t.syncs().left_out(), page(&cx, &wanted, list, document)))
    })
}

fn page(cx: &PageCx, wanted: &Wanted, list: NotImportedList, document: Option<String>) -> AnyView {
    let t = cx.t.syncs();
    let trail = vec![(t.title().to_owned(), LIST.to_owned())];
    let (tabs, filters) = (tabs(cx, wanted, &list), filters(cx, wanted, &list));
    let next = list.next.as_ref().map(|place| wanted.before(place));
    let first = (!wanted.antes.is_empty()).then(|| wanted.first());
    let pager = (next.is_some() || first.is_some()).then(|| {
        view! {
            <CursorPager label=t.pages()
                previous=PagerLink { label: cx.t.common().first_page().to_owned(), href: first }
                next=PagerLink { label: cx.t.common().next_page().to_owned(), href: next }/>
        }
    });
    let filters = (!list.channels.is_empty()).then_some(filters);
    let release = (wanted.kind() == LeftOut::Waiting && !list.rows.is_empty()).then(|| release(cx));
    let rows = if list.channels.is_empty() {
        integrations::connect_first(cx)
    } else if list.rows.is_empty() {
        empty(cx, wanted)
    } else {
        let rows = list.rows.into_iter().map(|row| item(cx, wanted, row, document.as_ref())).collect_view();
        view! { <ul class="left-out">{rows}</ul> }.into_any()
    };
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=t.left_out() context=t.left_out_context().into_any()/>
        <Tabs label=t.issue_verdict() tabs=tabs/>
        {release}
        <ListFrame filters=filters.into_any() pager=pager.into_any()>{rows}</ListFrame>
    }
    .into_any()
}

/// What lets in the orders that wait for the plan.
fn release(cx: &PageCx) -> AnyView {
    let (t, plan) = (cx.t.syncs(), cx.t.plans());
    let action = view! {
        <LinkButton label=plan.see_plans() href=plans::PATH/>
        <LinkButton label=plan.see_usage() href=plans::USAGE/>
    };
    let (title, text) = (t.release(), t.beyond_plan_text());
    view! { <Banner tone=Tone::Warning title=title text=text action=action.into_any()/> }.into_any()
}

/// The reasons of records that did not come in like this.
fn reasons_of(list: &NotImportedList, kind: LeftOut) -> impl Iterator<Item = &ReasonCount> {
    list.counts.iter().filter(move |of| LeftOut::of(of.verdict, &of.reason) == kind)
}

fn tabs(cx: &PageCx, wanted: &Wanted, list: &NotImportedList) -> Vec<TabLink> {
    let tab = |kind: &LeftOut| {
        let count: i64 = reasons_of(list, *kind).map(|of| of.count).sum();
        let current = wanted.kind() == *kind;
        // Most plans have room.
        (count > 0 || current || *kind != LeftOut::Waiting).then(|| TabLink {
            label: cx.t.syncs().left_out_verdict(kind.code()),
            href: wanted.of_kind(*kind),
            count: Some(i18n::format::integer(cx.locale, count)),
            current,
        })
    };
    LeftOut::ALL.iter().filter_map(tab).collect()
}

fn filters(cx: &PageCx, wanted: &Wanted, list: &NotImportedList) -> AnyView {
    let t = cx.t.syncs();
    let mut accounts = vec![SelectOption::new("", t.connection_any())];
    accounts.extend(list.channels.iter().map(|channel| {
        SelectOption::new(channel.connection.to_string(), channel.name.clone()).chosen(&wanted.conexao)
    }));
    let mut reasons = vec![SelectOption::new("", t.reason_any())];
    let kind = wanted.kind();
    reasons.extend(reasons_of(list, kind).map(|of| {
        let reason = Reason::of(cx, of.verdict.code(), &of.reason).text;
        let count = i18n::format::integer(cx.locale, of.count);
        SelectOption::new(of.reason.clone(), format!("{count} · {reason}")).chosen(&wanted.motivo)
    }));
    let clear = clear_filters(cx.t, wanted.is_filtered(), wanted.unfiltered());
    let apply = cx.t.common().filter();
    view! {
        <FilterBar action=PATH label=t.left_out_filter() apply=apply clear=clear>
            <input type="hidden" name="resultado" value=kind.code()/>
            <FilterSelect name="conexao" label=t.connection() options=accounts/>
            <FilterSelect name="motivo" label=t.issue_reason() options=reasons/>
        </FilterBar>
    }
    .into_any()
}

fn empty(cx: &PageCx, wanted: &Wanted) -> AnyView {
    let t = cx.t.syncs();
    if wanted.is_filtered() {
        let action =
            view! { <LinkButton label=cx.t.common().clear_filters() href=wanted.unfiltered()/> }.into_any();
        return view! {
            <EmptyState icon=IconName::Funnel title=t.left_out_filtered() text=t.left_out_filtered_text() action=action/>
        }
        .into_any();
    }
    let (title, text) = match wanted.kind() {
        LeftOut::Failed => (t.none_failed(), t.none_failed_text()),
        LeftOut::Skipped => (t.none_skipped(), t.none_skipped_text()),
        LeftOut::Waiting => (t.none_waiting(), t.none_waiting_text()),
    };
    view! { <EmptyState icon=IconName::CircleCheck title=title text=text/> }.into_any()
}

fn item(cx: &PageCx, wanted: &Wanted, row: NotImported, document: Option<&String>) -> AnyView {
    let t = cx.t.syncs();
    let reason = Reason::of(cx, row.verdict.code(), &row.reason);
    let number = row.sale.as_ref().map_or_else(
        || shown_id(cx, &row.external_id),
        |(_, number)| number.trim_start_matches('#').to_owned(),
    );
    let title = t.left_out_order(&number);
    let key = format!("{}.{}", row.connection, row.external_id);
    let is_open = wanted.ver == key;
    let document = is_open.then(|| orders::raw(cx, document.cloned(), true));
    let see = (!is_open).then(|| {
        let href = format!("{}#aberto", Wanted { ver: key, ..wanted.clone() }.address());
        view! { <LinkButton label=t.see_document() of=title.clone() href=href/> }
    });
    let again = (row.verdict == Verdict::Failed && cx.may(Permission::RunSync)).then(|| {
        let (run, title, label) = (row.run.to_string(), title.clone(), cx.t.common().try_again());
        view! {
            <PostForm action=SyncRetry::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="run_id" value=run/>
                <Button label=label of=title/>
            </PostForm>
        }
    });
    let mapped_again = replays::of_record(cx, row.connection, &row.external_id, title.clone());
    let sale = row.sale.as_ref().map(|(id, _)| {
        view! { <LinkButton label=t.see_sale() of=title.clone() href=format!("{}/{id}", orders::PATH)/> }
    });
    let moment = |label: &dyn Fn(&str) -> String, at| {
        let exact = i18n::format::exact(cx.locale, at, cx.zone);
        let relative = label(&i18n::format::relative(cx.locale, at, cx.now, cx.zone));
        view! { <time datetime=at.to_rfc3339() title=exact>{relative}</time> }
    };
    let seen = view! {
        <span class="meta dotted">
            {moment(&|when| t.first_seen(when), row.first_seen_at)}
            {moment(&|when| t.judged(when), row.judged_at)}
        </span>
    };
    let connection = integrations::path(row.connection);
    view! {
        <li id=is_open.then_some("aberto")>
            <div class="left-out-head">
                <strong>{title.clone()}</strong>
                <a href=connection><ChannelName channel=row.platform name=row.connection_name/></a>
                {seen}
            </div>
            <p>{reason.text}</p>
            <p><strong>{reason.fix}</strong></p>
            {technical(cx, row.detail)}
            {document}
            <div class="actions">
                {again}
                {mapped_again}
                {sale}
                {see}
                <LinkButton label=t.see_run() of=title href=path(row.run)/>
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back_whatever_the_key_holds() {
        let place = NotImportedPlace {
            judged_at: DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap(),
            connection: ConnectionId::new(),
            external_id: "gid://x/1.2&3 #4".to_owned(),
        };
        let address = Wanted::default().before(&place);
        let (_, query) = address.split_once("antes=").unwrap();
        let antes = percent_encoding::percent_decode_str(query).decode_utf8().unwrap().into_owned();
        assert_eq!(Wanted { antes, ..Wanted::default() }.place(), Some(place));
    }

    #[test]
    fn filters_are_cleared_within_the_tab() {
        let wanted = Wanted { resultado: "skipped".into(), motivo: "draft".into(), ..Wanted::default() };
        assert_eq!(wanted.unfiltered(), format!("{PATH}?resultado=skipped"));
        assert_eq!(Wanted::default().unfiltered(), PATH);
    }

    #[test]
    fn what_waits_has_an_address_that_is_read_back() {
        let of = ConnectionId::new();
        let address: axum::http::Uri = waiting(Some(of)).parse().unwrap();
        let read = axum::extract::Query::<Wanted>::try_from_uri(&address).unwrap().0;
        assert_eq!((read.kind(), read.filter().connection), (LeftOut::Waiting, Some(of)));
    }

    #[test]
    fn an_odd_address_is_the_list_of_failures() {
        let odd = Wanted {
            conexao: "x\"&y".into(),
            resultado: "imported".into(),
            motivo: "'; drop".into(),
            antes: "z.z.z".into(),
            ver: "z".into(),
        };
        let failed = NotImportedFilter { kind: LeftOut::Failed, connection: None, reason: None };
        assert_eq!((odd.filter(), odd.place(), record_of(&odd.ver)), (failed, None, None));
        assert!(!odd.is_filtered());
    }
}
