//! The state of every connection in one line.

use crate::page::{Area, PageCx};
use domain::{ConnectionStatus, view::overview::ConnectionHealth};
use i18n::{Overview, format};
use leptos::prelude::*;
use ui::{ChannelName, Panel, StatusBadge, StatusLink, Tone};

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
        Some(at) => t.last_sync(&format::relative(cx.locale, at, cx.now, cx.zone)),
        None => t.never_synced().to_owned(),
    };
    let href = connection_path(health);
    view! {
        <tr>
            <th scope="row" class="t-lead"><a href=href.clone()><ChannelName channel=channel.platform.clone() name=channel.name.clone()/></a></th>
            <td class="t-detail">{synced}</td>
            <td class="t-state">{badge(t, health, href)}</td>
        </tr>
    }
    .into_any()
}

/// The page of a connection.
pub(super) fn connection_path(health: &ConnectionHealth) -> String {
    format!("{}/{}", Area::Integrations.path(), health.channel.connection)
}

fn badge(t: Overview, health: &ConnectionHealth, href: String) -> AnyView {
    let (tone, label) = match health.channel.status {
        ConnectionStatus::NeedsReauth => {
            return view! { <StatusLink tone=Tone::Warning label=t.needs_reauth() href=href/> }.into_any();
        }
        ConnectionStatus::Connected | ConnectionStatus::Error if health.open_run.is_some() => {
            return view! { <StatusBadge tone=Tone::Info label=t.syncing() busy=true/> }.into_any();
        }
        ConnectionStatus::Connected => (Tone::Positive, t.connected()),
        ConnectionStatus::Error => (Tone::Critical, t.error()),
        ConnectionStatus::Paused => (Tone::Neutral, t.paused()),
        ConnectionStatus::Disconnected => (Tone::Neutral, t.disconnected()),
    };
    view! { <StatusBadge tone=tone label=label/> }.into_any()
}
