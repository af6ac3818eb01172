//! The state of every connection in one line.

use crate::{
    integrations::{self, credentials_path},
    page::PageCx,
};
use domain::{Badge, Permission, view::overview::ConnectionHealth};
use i18n::format;
use leptos::prelude::*;
use ui::{ChannelName, Panel, StatusBadge, StatusLink};

pub(super) fn panel(cx: &PageCx, connections: &[ConnectionHealth]) -> Option<AnyView> {
    let t = cx.t.overview();
    let rows = connections.iter().map(|health| row(cx, health)).collect_view();
    (!connections.is_empty()).then(|| {
        view! {
            <Panel title=t.connections()>
                <table class="table is-dense">
                    <caption class="visually-hidden">{t.connections()}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </Panel>
        }
        .into_any()
    })
}

fn row(cx: &PageCx, health: &ConnectionHealth) -> AnyView {
    let t = cx.t.overview();
    let channel = &health.channel;
    let synced = match health.last_success_at {
        _ if !integrations::brings_orders(cx, &channel.platform) => String::new(),
        Some(at) => t.last_sync(&format::relative(cx.locale, at, cx.now, cx.zone)),
        None => t.never_synced().to_owned(),
    };
    let complete = health.complete_until.map(|at| {
        let until = cx.t.integrations().complete_until(&integrations::clock(cx, at));
        view! { <span class="meta">{format!(" · {until}")}</span> }
    });
    let href = integrations::path(channel.connection);
    view! {
        <tr>
            <th scope="row" class="t-lead"><a href=href><ChannelName channel=channel.platform.clone() name=channel.name.clone()/></a></th>
            <td class="t-detail">{synced}{complete}</td>
            <td class="t-state">{badge(cx, health)}</td>
        </tr>
    }
    .into_any()
}

fn badge(cx: &PageCx, health: &ConnectionHealth) -> AnyView {
    let badge = health.badge();
    let (tone, label) = (integrations::tone(badge), cx.t.integrations().badge(badge.code()));
    if badge == Badge::NeedsReauth && cx.may(Permission::ManageConnections) {
        let href = credentials_path(health.channel.connection);
        return view! { <StatusLink tone=tone label=label href=href/> }.into_any();
    }
    view! { <StatusBadge tone=tone label=label busy={badge == Badge::Syncing}/> }.into_any()
}
