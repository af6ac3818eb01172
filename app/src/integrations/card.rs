//! A connected account as a card: its state, and the one thing to press.

use super::{
    IntegrationPause, IntegrationResume, brings_orders, credentials_path, facts, path, platform_name, problem,
};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    page::PageCx,
    syncs,
};
use domain::{
    Badge, Capability, Permission, SyncRunId, SyncState,
    view::connections::{ConnectionView, SyncRunView},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    ButtonKind, CardSync, IntegrationCard, LinkButton, Menu, MenuButton, MenuLink, MenuSeparator, Tone,
};

/// The colour of a state; its word is a text.
pub(crate) const fn tone(badge: Badge) -> Tone {
    match badge {
        Badge::Connected => Tone::Positive,
        Badge::Syncing => Tone::Info,
        Badge::Attention | Badge::NeedsReauth => Tone::Warning,
        Badge::Error => Tone::Critical,
        Badge::Paused | Badge::Disconnected => Tone::Neutral,
    }
}

/// What a platform can do, in one line.
pub(super) fn summary(cx: &PageCx, capabilities: &[Capability]) -> String {
    let t = cx.t.integrations();
    let things: Vec<_> = capabilities.iter().map(|capability| t.capability(capability.code())).collect();
    t.summary(&things.join(", "))
}

/// The card, which follows its run while there is one.
pub(super) fn card(
    cx: &PageCx,
    connection: &ConnectionView,
    run: Option<&SyncRunView>,
    summary: &str,
) -> AnyView {
    let still = still(cx, connection, run, summary);
    match connection.open_run {
        None => still,
        Some(run) => {
            let ask = syncs::ask(cx, "card", &connection.id.to_string());
            view! { <LivePart ask=ask run=run.to_string() running=true first=false>{still}</LivePart> }
                .into_any()
        }
    }
}

/// The same for a page that does not know what the platform can do.
pub(crate) fn account_card(cx: &PageCx, connection: &ConnectionView, run: Option<&SyncRunView>) -> AnyView {
    let capabilities = hub::integrations::capabilities(cx.visit().hub(), &connection.platform);
    card(cx, connection, run, &summary(cx, &capabilities))
}

/// The card as a script asks for it again.
pub(crate) fn live_card(cx: &PageCx, connection: &ConnectionView, run: Option<&SyncRunView>) -> Fragment {
    let hub = cx.visit().hub();
    let capabilities = hub::integrations::capabilities(hub, &connection.platform);
    let card = still(cx, connection, run, &summary(cx, &capabilities));
    let (colon, badge) = (cx.t.common().colon(), cx.t.integrations().badge(connection.badge().code()));
    let said = format!("{}{colon} {badge}", connection.name);
    Fragment { html: card.to_html(), running: connection.open_run.is_some(), said }
}

fn still(cx: &PageCx, connection: &ConnectionView, run: Option<&SyncRunView>, summary: &str) -> AnyView {
    let t = cx.t.integrations();
    let badge = connection.badge();
    let when = |at| i18n::format::relative(cx.locale, at, cx.now, cx.zone);
    let exact = |at| i18n::format::exact(cx.locale, at, cx.zone);
    // What a shop was asked in vain is no synchronisation of it.
    let last = if is_in_vain(connection) { connection.last_success_at } else { connection.last_sync_at };
    let brings_orders = brings_orders(cx, &connection.platform);
    let sync = CardSync {
        last: match last {
            // There is nothing to synchronise.
            _ if !brings_orders => String::new(),
            Some(at) => t.last_sync(&when(at)),
            None => t.never_synced().to_owned(),
        },
        exact: last.map(exact),
        complete_until: connection.complete_until.map(|at| t.complete_until(&facts::clock(cx, at))),
    };
    let progress = run.filter(|run| moves(connection, run)).map(|run| syncs::bar(cx, run));
    let reason = problem::reason(cx, connection).unwrap_or_default();
    let note = facts::waiting(cx, connection).map(|link| view! { <p class="meta">{link}</p> });
    let action = action(cx, connection, badge);
    let menu = menu(cx, connection, badge);
    let mends = badge == Badge::NeedsReauth && cx.may(Permission::ManageConnections);
    let sandbox = facts::sandbox_word(cx, connection).unwrap_or_default();
    let repair = if mends { credentials_path(connection.id) } else { String::new() };
    view! {
        <IntegrationCard channel=connection.platform.clone() name=connection.name.clone()
            platform=platform_name(cx, &connection.platform) href=path(connection.id) summary=summary
            status=(tone(badge), t.badge(badge.code())) repair=repair label=sandbox
            busy={badge == Badge::Syncing} sync=sync facts=facts::of_shop(cx.t, connection) reason=reason note=note.into_any()
            progress=progress.unwrap_or_else(|| ().into_any()) action=action menu=menu/>
    }
    .into_any()
}

/// Whether the last run did not come to its end: one that left some orders out did.
fn is_in_vain(connection: &ConnectionView) -> bool {
    connection.problem.as_deref().is_some_and(|code| !matches!(code, "incomplete" | "records_failed"))
}

/// Whether a run is worth following: one of a shop that does not answer is not, until something was read.
fn moves(connection: &ConnectionView, run: &SyncRunView) -> bool {
    !is_in_vain(connection) || run.state == SyncState::Running && run.counts.read > 0
}

fn action(cx: &PageCx, connection: &ConnectionView, badge: Badge) -> AnyView {
    let t = cx.t.integrations();
    let (manage, sync) = (cx.may(Permission::ManageConnections), cx.may(Permission::RunSync));
    let name = &connection.name;
    let link = |label, href: String, kind| {
        view! { <LinkButton label=label of=name.clone() href=href kind=kind/> }.into_any()
    };
    match badge {
        Badge::Syncing => link(t.see_run(), run_path(connection.open_run), ButtonKind::Secondary),
        Badge::Attention | Badge::Error => link(t.see_problem(), path(connection.id), ButtonKind::Secondary),
        Badge::NeedsReauth if manage => {
            link(t.reauthorise(), credentials_path(connection.id), ButtonKind::Primary)
        }
        Badge::Disconnected if manage => {
            link(t.reconnect(), credentials_path(connection.id), ButtonKind::Secondary)
        }
        Badge::Connected if sync && brings_orders(cx, &connection.platform) => {
            let of = (connection.id, name.as_str());
            syncs::start_button(of, "changes", &cx.here(), t.sync(), ButtonKind::Secondary)
        }
        Badge::Paused if manage => {
            super::detail::change_button(IntegrationResume::url(), connection, &cx.here(), t.resume())
        }
        _ => link(t.open_connection(), path(connection.id), ButtonKind::Secondary),
    }
}

fn menu(cx: &PageCx, connection: &ConnectionView, badge: Badge) -> AnyView {
    let t = cx.t.integrations();
    let id = connection.id;
    let manage = cx.may(Permission::ManageConnections);
    let edit = super::detail::edit_label(cx, connection);
    let sync_too = matches!(badge, Badge::Attention | Badge::Error)
        && connection.open_run.is_none()
        && cx.may(Permission::RunSync)
        && brings_orders(cx, &connection.platform);
    let pause = manage && connection.status.may_sync();
    let disconnect = manage && badge != Badge::Disconnected;
    let sync = sync_too.then(|| syncs::start_entry(id, &cx.here(), t.sync()));
    let here = cx.here();
    view! {
        <Menu id=format!("menu-{id}") label=t.more_of(&connection.name) icon_only=true>
            <MenuLink label=t.open_connection() href=path(id)/>
            {sync}
            {manage.then(|| view! { <MenuLink label=edit href=credentials_path(id)/> })}
            {pause.then(|| view! {
                <PostForm action=IntegrationPause::url() return_to=here class="menu-form">
                    <input type="hidden" name="connection_id" value=id.to_string()/>
                    <MenuButton label=t.pause()/>
                </PostForm>
            })}
            {disconnect.then(|| view! {
                <MenuSeparator/>
                <MenuLink label=t.disconnect() href=format!("{}/desconectar", path(id))/>
            })}
        </Menu>
    }
    .into_any()
}

fn run_path(run: Option<SyncRunId>) -> String {
    run.map_or_else(|| syncs::LIST.to_owned(), syncs::path)
}
