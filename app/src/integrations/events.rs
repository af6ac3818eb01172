//! `/admin/integracoes/:id/avisos`: what the platform sent by itself, and what became of it.

use super::{GALLERY, brings_orders, connection, moment, path};
use crate::{
    filter_bar::clear_filters,
    form::{Done, Form, PostForm, Posted},
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs,
};
use chrono::DateTime;
use domain::{
    ConnectionId, EventState, Fault, Permission,
    view::{
        connections::ConnectionView,
        detective::ASKED,
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
        webhooks::{WebhookEventDetail, WebhookEventView},
    },
};
use hub::{
    HubError,
    auth::OrgCx,
    permit::{RunSync, View},
    webhooks::{self, Address, EventFilter, Obstacle},
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, Cell, Column, CursorPager, DataTable, DetailLayout, EmptyState,
    Fact, Facts, FilterBar, FilterSelect, IconName, LinkButton, ListFrame, PageHeader, PagerLink, Panel,
    Place, RawView, Row, SelectOption, StatusBadge, Tone,
};
use uuid::Uuid;

/// Where the events of a connection are listed.
pub(crate) fn events_path(id: ConnectionId) -> String {
    format!("{}/avisos", path(id))
}

/// The page of one.
pub(crate) fn event_path(id: ConnectionId, event: Uuid) -> String {
    format!("{}/{event}", events_path(id))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    situacao: String,
    /// Only events before this place.
    antes: String,
}

impl Wanted {
    fn filter(&self) -> EventFilter {
        let before = self
            .antes
            .parse::<Cursor>()
            .ok()
            .and_then(|cursor| Some((DateTime::from_timestamp_micros(cursor.number()?)?, cursor.id)));
        let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
        EventFilter { state: self.situacao.parse().ok(), before, limit }
    }

    fn address(&self, id: ConnectionId, before: &str) -> String {
        let state = self.situacao.parse::<EventState>().map(EventState::code).unwrap_or_default();
        with_query(&events_path(id), &[("situacao", state), ("antes", before)])
    }
}

/// `/admin/integracoes/:id/avisos`
pub fn integration_events_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, permit| async move {
        let connection = connection(&cx).await?;
        if !brings_orders(&cx, &connection.platform) {
            return Err(Fault::NotFound);
        }
        let wanted = cx.query::<Wanted>();
        let events = webhooks::list(&permit, connection.id, &wanted.filter()).await?;
        let address = webhooks::address(&permit, &connection).await?;
        let title = cx.t.integrations().events_of(&connection.name);
        Ok(Page::new(title.clone(), list(&cx, &connection, &wanted, events, address, title)))
    })
}

/// `/admin/integracoes/:id/avisos/:event`
pub fn integration_event_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, permit| async move {
        let connection = connection(&cx).await?;
        let found = webhooks::find(&permit, connection.id, cx.param("event")?).await?;
        let title = topic(&cx, &found.event);
        let waits = found.event.state == EventState::Waiting;
        let ask = syncs::ask(&cx, "event", &format!("{}.{}", connection.id, found.event.id));
        let body = detail(&cx, &connection, found, title.clone());
        if !waits {
            return Ok(Page::new(title, body));
        }
        let page = view! {
            <LivePart ask=ask run=String::new() running=true first=false>{body}</LivePart>
            {syncs::reload_without_script(true)}
        };
        Ok(Page::new(title, page))
    })
}

/// The page of an event, named by its connection and its id, as a script asks for it again.
pub(crate) async fn live_event(cx: &PageCx, permit: &OrgCx<View>, place: &str) -> Result<Fragment, HubError> {
    let (connection, event) = place.split_once('.').ok_or(Fault::NotFound)?;
    let (connection, event) = (connection.parse(), event.parse());
    let (connection, event) = (connection.map_err(|_| Fault::NotFound)?, event.map_err(|_| Fault::NotFound)?);
    let connection = hub::integrations::find(permit, connection).await?;
    let found = webhooks::find(permit, connection.id, event).await?;
    let (running, title) = (found.event.state == EventState::Waiting, topic(cx, &found.event));
    let said = cx.t.integrations().event_state(found.event.state.code());
    Ok(Fragment { html: detail(cx, &connection, found, title).to_html(), running, said })
}

/// Reads once more what an event points at.
#[server(name = EventReplay, prefix = "/ui", endpoint = "integrations/replay")]
pub async fn event_replay(
    #[server(default)] connection_id: String,
    #[server(default)] event_id: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/replay", &return_to, GALLERY);
    let done = async {
        let permit = form.authorize::<RunSync>()?;
        let connection = connection_id.parse().map_err(|_| Fault::NotFound)?;
        let event: Uuid = event_id.parse().map_err(|_| Fault::NotFound)?;
        webhooks::replay(&permit, connection, event).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().integrations().event_replayed()))
    };
    let done = done.await;
    form.answer(done).await
}

fn list(
    cx: &PageCx,
    connection: &ConnectionView,
    wanted: &Wanted,
    mut events: Vec<WebhookEventView>,
    address: Option<Address>,
    title: String,
) -> AnyView {
    let t = cx.t.integrations();
    let id = connection.id;
    let more = events.len() > PAGE_SIZE;
    events.truncate(PAGE_SIZE);
    let next = events.last().filter(|_| more).map(|last| {
        let key = CursorKey::Number(last.received_at.timestamp_micros());
        wanted.address(id, &Cursor { toward: Toward::Next, key, id: last.id }.to_string())
    });
    let first = (!wanted.antes.is_empty()).then(|| wanted.address(id, ""));
    let pager = (next.is_some() || first.is_some()).then(|| {
        view! {
            <CursorPager label=t.events()
                previous=PagerLink { label: cx.t.common().first_page().to_owned(), href: first }
                next=PagerLink { label: cx.t.common().next_page().to_owned(), href: next }/>
        }
    });
    let trail =
        vec![(t.title().to_owned(), GALLERY.to_owned()), (connection.name.clone(), path(connection.id))];
    let (filters, table) = (filters(cx, id, wanted), table(cx, id, wanted, events));
    let told = address.and_then(|address| problem(cx, &address));
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=title context=t.events_context().into_any()/>
        {told}
        <ListFrame filters=filters pager=pager.into_any()>{table}</ListFrame>
    }
    .into_any()
}

fn filters(cx: &PageCx, id: ConnectionId, wanted: &Wanted) -> AnyView {
    let t = cx.t.integrations();
    let states = EventState::ALL
        .iter()
        .map(|state| SelectOption::new(state.code(), t.event_state(state.code())).chosen(&wanted.situacao));
    let options = std::iter::once(SelectOption::new("", cx.t.common().all())).chain(states).collect();
    let clear = clear_filters(cx.t, !wanted.situacao.is_empty(), events_path(id));
    view! {
        <FilterBar action=events_path(id) label=t.events() apply=cx.t.common().filter() clear=clear>
            <FilterSelect name="situacao" label=t.event_state_label() options=options/>
        </FilterBar>
    }
    .into_any()
}

fn table(cx: &PageCx, id: ConnectionId, wanted: &Wanted, events: Vec<WebhookEventView>) -> AnyView {
    let t = cx.t.integrations();
    let columns = vec![
        Column::new(Place::Lead, t.event_topic()),
        Column::new(Place::Detail, t.event_received()),
        Column::new(Place::Detail, t.event_about()),
        Column::new(Place::Extra, t.event_done()),
        Column::new(Place::State, t.event_state_label()),
    ];
    let rows = events
        .into_iter()
        .map(|event| Row {
            href: event_path(id, event.id),
            lead: lead(cx, &event),
            cells: vec![
                Cell::View(moment(cx, event.received_at)),
                Cell::text(event.subjects.join(", ")),
                event.done_at.map_or(Cell::Missing, |at| Cell::View(moment(cx, at))),
                Cell::view(state_and_reason(cx, &event)),
            ],
            pick: None,
        })
        .collect();
    let empty = if wanted.situacao.is_empty() {
        view! { <EmptyState icon=IconName::Bell title=t.events_empty() text=t.events_empty_text()/> }
            .into_any()
    } else {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=events_path(id)/> };
        view! { <EmptyState icon=IconName::Funnel title=t.events_empty_filtered() text=t.events_empty_filtered_text() action=action.into_any()/> }
            .into_any()
    };
    view! { <DataTable caption=t.events() columns=columns rows=rows empty=empty/> }.into_any()
}

/// What an event tells, in words.
fn topic(cx: &PageCx, event: &WebhookEventView) -> String {
    match event.topic.as_str() {
        "" => cx.t.integrations().event_unread().to_owned(),
        ASKED => cx.t.integrations().event_asked().to_owned(),
        topic => cx.t.integrations().event_tells(told(topic)),
    }
}

/// The same with the platform's own word beside it.
fn lead(cx: &PageCx, event: &WebhookEventView) -> AnyView {
    let words = topic(cx, event);
    let raw = raw_topic(event).map(|raw| view! { <span class="cell-note">{raw}</span> });
    view! { {words}{raw} }.into_any()
}

/// The platform's word for what an event tells; none of what no platform sent.
fn raw_topic(event: &WebhookEventView) -> Option<String> {
    Some(event.topic.clone()).filter(|topic| !topic.is_empty() && topic != ASKED)
}

/// What the platforms' words tell. Magalu's are not documented: they say what they are of.
fn told(topic: &str) -> &'static str {
    match topic {
        "order.created" | "orders/create" => "order_new",
        "orders/paid" => "order_paid",
        "orders/cancelled" | "CANCELLATION_STATUS_CHANGE" => "order_cancelled",
        "order.deleted" | "orders/delete" => "order_deleted",
        "refunds/create" => "refund",
        "RETURN_STATUS_CHANGE" | "claims" => "return",
        "RECIPIENT_ADDRESS_UPDATE" => "address",
        "INVOICE_STATUS_CHANGE" | "invoices" => "invoice",
        "app/uninstalled" | "SELLER_DEAUTHORIZATION" => "withdrawn",
        "UPCOMING_AUTHORIZATION_EXPIRATION" => "expiring",
        "payments" => "payment",
        "items" | "items_prices" | "products/create" | "products/update" => "product",
        "questions" | "messages" => "message",
        "ping" => "ping",
        "shipments" | "PACKAGE_UPDATE" | "orders/fulfilled" | "orders/partially_fulfilled" => "shipment",
        other => match other.to_ascii_lowercase() {
            other if other.contains("deliver") || other.contains("fulfillment") => "shipment",
            other if other.contains("order") => "order_changed",
            _ => "other",
        },
    }
}

/// The badge, and why it is so.
fn state_and_reason(cx: &PageCx, event: &WebhookEventView) -> AnyView {
    let t = cx.t.integrations();
    let why =
        event.reason.as_ref().map(|reason| view! { <span class="meta">{t.event_reason(reason)}</span> });
    let next = (event.state == EventState::Waiting && event.attempts > 0)
        .then(|| view! { <span class="meta">{t.event_due()}" "{moment(cx, event.due_at)}</span> });
    view! { {badges(cx, event)}" "{why}" "{next} }.into_any()
}

/// What became of it, and whether it came by itself.
fn badges(cx: &PageCx, event: &WebhookEventView) -> AnyView {
    let recovered = event
        .is_recovered
        .then(|| view! { <StatusBadge tone=Tone::Info label=cx.t.integrations().event_recovered()/> });
    view! { {state(cx, event)}" "{recovered} }.into_any()
}

fn state(cx: &PageCx, event: &WebhookEventView) -> AnyView {
    let t = cx.t.integrations();
    let tone = match event.state {
        EventState::Waiting => Tone::Info,
        EventState::Done => Tone::Positive,
        EventState::Failed => Tone::Critical,
        EventState::Refused => Tone::Warning,
        EventState::Ignored | EventState::Duplicate => Tone::Neutral,
    };
    view! { <StatusBadge tone=tone label=t.event_state(event.state.code())/> }.into_any()
}

fn detail(cx: &PageCx, connection: &ConnectionView, found: WebhookEventDetail, title: String) -> AnyView {
    let t = cx.t.integrations();
    let event = &found.event;
    let exact = |at| i18n::format::date_time(cx.locale, at, cx.zone);
    let mut facts = vec![
        Fact::new(t.event_received(), exact(event.received_at)),
        Fact::new(t.event_done(), event.done_at.map_or_else(|| "–".to_owned(), exact)),
        Fact::new(t.event_attempts(), i18n::format::integer(cx.locale, event.attempts.into())),
    ];
    if event.state == EventState::Waiting {
        facts.push(Fact::new(t.event_due(), exact(event.due_at)));
    }
    facts.extend(raw_topic(event).map(|raw| Fact::new(t.event_topic_sent(), raw)));
    facts.extend(found.event_id.clone().map(|id| Fact::new(t.event_id(), id)));
    facts.extend(found.client_ip.clone().map(|ip| Fact::new(t.event_from(), ip)));
    let orders = event.subjects.iter().map(|subject| {
        let sale = found.sales.iter().find(|(key, ..)| key == subject).map(|(_, id, number)| {
            view! { " → "<a href=format!("{}/{id}", Area::Orders.path())>{format!("#{number}")}</a> }
        });
        view! { <li>{subject.clone()}{sale}</li> }
    });
    let orders = orders.collect_view();
    let about = (!event.subjects.is_empty())
        .then(|| view! { <Panel title=t.event_about()><ul class="banner-list">{orders}</ul></Panel> });
    let why = event.reason.as_ref().map(|reason| {
        let (title, text) = (t.event_reason(reason), event.detail.clone().unwrap_or_default());
        let tone = if event.state == EventState::Waiting { Tone::Info } else { Tone::Warning };
        view! { <Banner tone=tone title=title text=text/> }
    });
    let recovered = event.is_recovered.then(|| {
        view! { <Banner tone=Tone::Info title=t.event_recovered() text=t.event_recovered_text()/> }
    });
    let may = cx.may(Permission::RunSync) && is_about_something(event.state) && connection.status.may_sync();
    let replay = may.then(|| {
        let (connection, event) = (connection.id.to_string(), event.id.to_string());
        view! {
            <PostForm action=EventReplay::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="connection_id" value=connection/>
                <input type="hidden" name="event_id" value=event/>
                <Button label=t.event_replay() kind=ButtonKind::Primary/>
            </PostForm>
        }
    });
    let headers =
        found.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n");
    let trail = vec![
        (t.title().to_owned(), GALLERY.to_owned()),
        (connection.name.clone(), path(connection.id)),
        (t.events().to_owned(), events_path(connection.id)),
    ];
    let aside = view! { <Panel title=t.event_facts()><Facts facts=facts wide=true/></Panel> };
    let (badge, body) = (badges(cx, event), found.body.clone());
    view! {
        <Breadcrumbs label=t.title() trail=trail/>
        <PageHeader title=title context=badge action=replay.into_any()/>
        {why}
        {recovered}
        <DetailLayout aside=aside.into_any()>
            {about}
            <Panel title=t.event_payload()>
                <RawView label=t.event_body() text=body open=true/>
                <RawView label=t.event_headers() text=headers/>
            </Panel>
        </DetailLayout>
    }
    .into_any()
}

/// Whether reading once more what it points at can change anything.
const fn is_about_something(state: EventState) -> bool {
    !matches!(state, EventState::Refused | EventState::Ignored)
}

/// The panel of a connection's page: where events come in, and whether the platform knows.
pub(super) fn panel(cx: &PageCx, connection: &ConnectionView, address: &Address) -> AnyView {
    let t = cx.t.integrations();
    let told = problem(cx, address);
    let text = match (address.is_registered_by_us, &address.state) {
        _ if address.obstacle == Some(Obstacle::WayOfConnecting) => t.webhook_not_this_way(),
        _ if address.obstacle == Some(Obstacle::NoHttps) => t.webhook_needs_https(),
        (true, Some(state)) if state.registered_at.is_some() => t.webhook_registered(),
        (true, _) => t.webhook_registers(),
        (false, _) if address.is_of_app => t.webhook_of_app(),
        (false, _) => t.webhook_by_hand(),
    };
    let by_hand = !address.is_registered_by_us && cx.may(Permission::ManageConnections);
    let url = address.url.as_ref().filter(|_| by_hand).map(|url| {
        view! { <p><code class="long">{url.to_string()}</code></p> }
    });
    let asked = address.missed.as_ref().and_then(|look| look.at);
    let asked = asked.map(|at| view! { <p class="meta">{t.webhook_missed()}" "{moment(cx, at)}</p> });
    let see = events_path(connection.id);
    view! {
        <Panel title=t.events() context=text>
            {told}
            {url}
            {asked}
            <div class="actions"><LinkButton label=t.events_see() href=see/></div>
        </Panel>
    }
    .into_any()
}

/// Why the platform could not be told the address, or asked for what it could not deliver.
fn problem(cx: &PageCx, address: &Address) -> Option<AnyView> {
    let t = cx.t.integrations();
    if address.missed.as_ref().is_some_and(|look| look.problem.is_some()) {
        let (title, text) = (t.webhook_missed_problem(), t.webhook_missed_problem_text());
        return Some(view! { <Banner tone=Tone::Warning title=title text=text/> }.into_any());
    }
    let state = address.state.as_ref().filter(|_| address.obstacle.is_none())?;
    let detail = state.problem.as_ref().map(|_| state.problem_detail.clone().unwrap_or_default())?;
    Some(
        view! {
            <Banner tone=Tone::Warning title=t.webhook_problem() text=t.webhook_problem_text()
                details=view! { <RawView label=t.technical_detail() text=detail/> }.into_any()/>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_each_platform_are_told() {
        for (topic, what) in [
            ("orders/updated", "order_changed"),
            ("orders_v2", "order_changed"),
            ("order.updated", "order_changed"),
            ("ORDER_STATUS_CHANGE", "order_changed"),
            ("orders_order", "order_changed"),
            ("order.created", "order_new"),
            ("shipments", "shipment"),
            ("fulfillments/create", "shipment"),
            ("orders_delivery", "shipment"),
            ("36", "other"),
        ] {
            assert_eq!(told(topic), what, "{topic}");
        }
    }
}
