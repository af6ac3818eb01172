//! `/admin/integracoes/:id`: a connected account, what runs, and what can be done.

use super::{
    GALLERY, IntegrationPause, IntegrationResume, brings_orders, card, completeness, connection,
    credentials_path, events, facts, path, platform_name, problem, settings,
};
use crate::{
    form::PostForm,
    health,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    replays,
    syncs::{self, not_imported},
};
use domain::{
    AuthKind, Badge, ConnectionId, ConnectionStatus, Permission,
    view::{
        completeness::CheckState,
        connections::{ConnectionView, SyncRunView},
        health::ConnectionCalls,
        replays::ReplayLine,
    },
};
use hub::{HubError, auth::OrgCx, permit::View, syncs::RunFilter, webhooks::Address};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Breadcrumbs, Button, ButtonKind, ChannelMark, DetailLayout, Fact, Facts, LinkButton, Menu, MenuButton,
    MenuLink, MenuSeparator, PageHeader, Panel, StatusBadge,
};

/// Runs listed on the page; the others are one press away.
const RECENT: i64 = 5;

/// `/admin/integracoes/:id`
pub fn integration_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, permit| async move {
        let connection = connection(&cx).await?;
        let runs = recent(&permit, connection.id).await?;
        let address = hub::webhooks::address(&permit, &connection).await?;
        let checks = hub::completeness::state(&permit, connection.id).await?;
        let calls = hub::health::of_connection(&permit, connection.id, cx.now).await?;
        let replays = hub::replays::last(&permit, connection.id).await?;
        let is_running = connection.open_run.is_some();
        let ask = syncs::ask(&cx, "connection", &connection.id.to_string());
        let body = body(&cx, &connection, (runs, &replays), address, (&checks, &calls));
        let trail = vec![(cx.t.integrations().title().to_owned(), GALLERY.to_owned())];
        let page = view! {
            <Breadcrumbs label=cx.t.integrations().title() trail=trail/>
            <LivePart ask=ask run=String::new() running=is_running first=false>{body}</LivePart>
            {syncs::reload_without_script(is_running)}
        };
        Ok(Page::new(connection.name, page))
    })
}

/// The page as a script asks for it again.
pub(crate) async fn live_page(
    cx: &PageCx,
    permit: &OrgCx<View>,
    id: ConnectionId,
) -> Result<Fragment, HubError> {
    let connection = hub::integrations::find(permit, id).await?;
    let runs = recent(permit, id).await?;
    let address = hub::webhooks::address(permit, &connection).await?;
    let checks = hub::completeness::state(permit, id).await?;
    let calls = hub::health::of_connection(permit, id, cx.now).await?;
    let replays = hub::replays::last(permit, id).await?;
    let said = runs.first().map(|run| syncs::outcome(cx, run)).unwrap_or_default();
    let running = connection.open_run.is_some();
    let body = body(cx, &connection, (runs, &replays), address, (&checks, &calls));
    Ok(Fragment { html: body.to_html(), running, said })
}

async fn recent(permit: &OrgCx<View>, id: ConnectionId) -> Result<Vec<SyncRunView>, HubError> {
    let filter = RunFilter { connection: Some(id), limit: RECENT, ..RunFilter::default() };
    hub::syncs::list(permit, &filter).await
}

/// All of it but the way back. What people type into is kept as it is while the rest is drawn again.
fn body(
    cx: &PageCx,
    connection: &ConnectionView,
    (runs, replays): (Vec<SyncRunView>, &[ReplayLine]),
    address: Option<Address>,
    (checks, calls): (&CheckState, &ConnectionCalls),
) -> AnyView {
    let t = cx.t.integrations();
    let badge = connection.badge();
    let lead =
        view! { <ChannelMark channel=connection.platform.clone() name=connection.name.clone() large=true/> };
    let context = view! {
        <span>{platform_name(cx, &connection.platform)}</span>
        {facts::sandbox(cx, connection)}
        <StatusBadge tone=card::tone(badge) label=t.badge(badge.code()) busy={badge == Badge::Syncing}/>
    };
    let manage = cx.may(Permission::ManageConnections);
    let open = connection.open_run.and_then(|open| runs.iter().find(|run| run.id == open));
    let following = open.map(|run| syncs::brief(cx, run));
    let brings_orders = brings_orders(cx, &connection.platform);
    let may_sync = brings_orders && connection.status.may_sync() && cx.may(Permission::RunSync);
    let may_start = may_sync && open.is_none();
    let start = may_sync.then(|| start(cx, connection.id, replays));
    let all = view! {
        <a href=not_imported::of_connection(connection.id)>{cx.t.syncs().left_out()}</a>
        <a href=format!("{}?conexao={}", syncs::LIST, connection.id)>{t.all_runs()}</a>
    };
    let credentials = manage.then(|| credentials(cx, connection));
    let runs = brings_orders.then(|| {
        let table = syncs::table(cx, runs, false);
        view! { <Panel title=t.recent_runs() actions=all.into_any()>{table}</Panel> }
    });
    let sheets = (!brings_orders).then(|| {
        view! { <Panel title=t.sheets()><p>{t.sheets_text()}</p></Panel> }
    });
    // Where nothing is synchronised, nobody waits for the first figures.
    let calls = (brings_orders || calls.all.calls() > 0).then(|| health::panel(cx, calls));
    let settings = manage.then(|| {
        let form = settings::form(cx, connection);
        view! { <section data-keep=""><Panel title=t.settings()>{form}</Panel></section> }
    });
    let facts = facts::facts(cx, connection);
    let events = address.filter(|_| connection.status != ConnectionStatus::Disconnected);
    let events = events.map(|address| events::panel(cx, connection, &address));
    let checks = (brings_orders && connection.status != ConnectionStatus::Disconnected)
        .then(|| completeness::panel(cx, connection, checks));
    let aside = view! {
        <Panel title=t.facts()>{facts}</Panel>
        {checks}
        {credentials}
        {events}
    };
    view! {
        <PageHeader title=connection.name.clone() context=context.into_any() lead=lead.into_any()
            action=action(cx, connection, may_start) menu=menu(cx, connection)/>
        {problem::banner(cx, connection)}
        {following}
        <DetailLayout aside=aside.into_any()>
            {start}
            {sheets}
            {runs}
            {calls}
            {settings}
        </DetailLayout>
    }
    .into_any()
}

/// The one thing to press.
fn action(cx: &PageCx, connection: &ConnectionView, may_start: bool) -> AnyView {
    let t = cx.t.integrations();
    let here = path(connection.id);
    let manage = cx.may(Permission::ManageConnections);
    let link = |label| {
        view! { <LinkButton label=label href=credentials_path(connection.id) kind=ButtonKind::Primary/> }
            .into_any()
    };
    match connection.status {
        ConnectionStatus::Paused if manage => {
            change_button(IntegrationResume::url(), connection, &here, t.resume())
        }
        ConnectionStatus::Disconnected if manage => link(t.reconnect()),
        ConnectionStatus::NeedsReauth if manage => link(t.reauthorise()),
        _ if may_start => {
            let of = (connection.id, connection.name.as_str());
            syncs::start_button(of, "changes", &here, t.sync(), ButtonKind::Primary)
        }
        _ => ().into_any(),
    }
}

fn menu(cx: &PageCx, connection: &ConnectionView) -> AnyView {
    let t = cx.t.integrations();
    if !cx.may(Permission::ManageConnections) || connection.status == ConnectionStatus::Disconnected {
        return ().into_any();
    }
    let here = path(connection.id);
    let (pause, id, edit) = (connection.status.may_sync(), connection.id, edit_label(cx, connection));
    view! {
        <Menu id="connection-menu" label=t.more_of(&connection.name) icon_only=true>
            <MenuLink label=edit href=credentials_path(id)/>
            {pause.then(|| view! {
                <PostForm action=IntegrationPause::url() return_to=here.clone() class="menu-form">
                    <input type="hidden" name="connection_id" value=id.to_string()/>
                    <MenuButton label=t.pause()/>
                </PostForm>
            })}
            <MenuSeparator/>
            <MenuLink label=t.disconnect() href=format!("{here}/desconectar")/>
        </Menu>
    }
    .into_any()
}

/// The ways to read the past of a shop again.
fn start(cx: &PageCx, id: ConnectionId, replays: &[ReplayLine]) -> AnyView {
    let t = cx.t.integrations();
    let (forms, last) = (syncs::start_forms(cx, id), replays::last(cx, replays));
    view! {
        <section id="sincronizar" data-keep="">
            <Panel title=t.read_again() context=t.read_again_context()>{forms}{last}</Panel>
        </section>
    }
    .into_any()
}

fn credentials(cx: &PageCx, connection: &ConnectionView) -> AnyView {
    let t = cx.t.integrations();
    let mut facts = vec![Fact::new(t.ways(), t.way(connection.auth.code()))];
    // What is known of an account besides what somebody typed is for calls, not for people.
    let typed = hub::integrations::typed_fields(cx.visit().hub(), connection);
    let shown = connection.config.iter().filter(|(name, _)| typed.contains(&name.as_str()));
    facts.extend(shown.map(|(name, value)| Fact::new(t.field_label(name), value.clone())));
    facts.extend(
        connection.secret_hints.iter().map(|(name, tail)| {
            Fact::new(t.field_label(name), view! { <code>{format!("•••• {tail}")}</code> })
        }),
    );
    let label = edit_label(cx, connection);
    let edit = view! { <LinkButton label=label href=credentials_path(connection.id)/> };
    view! {
        <Panel title=t.credentials()>
            <Facts facts=facts/>
            <div class="actions">{edit}</div>
        </Panel>
    }
    .into_any()
}

/// What leads to other credentials, or to another consent.
pub(super) fn edit_label(cx: &PageCx, connection: &ConnectionView) -> &'static str {
    let t = cx.t.integrations();
    if connection.auth == AuthKind::OAuth2 { t.consent_again() } else { t.edit_credentials() }
}

/// A button that changes the state of a connection.
pub(super) fn change_button(
    action: &'static str,
    connection: &ConnectionView,
    return_to: &str,
    label: &'static str,
) -> AnyView {
    let (id, name) = (connection.id.to_string(), connection.name.clone());
    view! {
        <PostForm action=action return_to=return_to class="inline-form">
            <input type="hidden" name="connection_id" value=id/>
            <Button label=label of=name kind=ButtonKind::Primary/>
        </PostForm>
    }
    .into_any()
}
