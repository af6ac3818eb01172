//! Channels: the gallery, the form that connects one, the page of a connection.

mod api;
mod card;
pub(crate) mod completeness;
mod conflict;
mod conformance;
mod connect;
mod consent;
mod credentials;
mod detail;
mod disconnect;
mod events;
mod facts;
mod fields;
mod gallery;
pub(crate) mod guide;
mod problem;
mod report;
mod settings;

pub use api::*;
pub use completeness::{CompletenessCheck, completeness_check, completeness_page, completeness_sheet_page};
pub use conformance::conformance_page;
pub use connect::new_integration_page;
pub use consent::*;
pub use credentials::credentials_page;
pub use detail::integration_page;
pub use disconnect::disconnect_page;
pub use events::*;
pub use gallery::integrations_page;
pub use report::TestReport;

pub(crate) use card::{account_card, live_card, tone};
pub(crate) use completeness::{completeness_path, live_completeness};
pub(crate) use conflict::conflict;
pub(crate) use connect::new_path;
pub(crate) use detail::live_page;
pub(crate) use events::events_path;
pub(crate) use facts::{clock, moment};
pub(crate) use gallery::platform_card;
pub(crate) use problem::{Problem, Repair};
pub(crate) use settings::{clock_text, clock_time};

use crate::page::PageCx;
use domain::{ConnectionId, Fault, Permission, view::connections::ConnectionView};
use hub::{auth::OrgCx, permit::View};
use leptos::prelude::*;
use ui::{ButtonKind, EmptyState, IconName, LinkButton};

/// Where the gallery is.
pub(crate) const GALLERY: &str = "/admin/integracoes";

/// The page of a connection.
pub(crate) fn path(id: ConnectionId) -> String {
    format!("{GALLERY}/{id}")
}

/// The page with the credentials of a connection.
pub(crate) fn credentials_path(id: ConnectionId) -> String {
    format!("{GALLERY}/{id}/credenciais")
}

/// The right to look, which everybody has who may do more.
fn viewing(cx: &PageCx) -> Result<OrgCx<View>, Fault> {
    cx.principal().ok_or(Fault::Unauthenticated)?.authorize()
}

async fn connection(cx: &PageCx) -> Result<ConnectionView, Fault> {
    Ok(hub::integrations::find(&viewing(cx)?, cx.param("id")?).await?)
}

/// In the place of anything that comes from stores, for a company that has none yet.
pub(crate) fn connect_first(cx: &PageCx) -> AnyView {
    let t = cx.t.overview();
    if !cx.may(Permission::ManageConnections) {
        return view! { <EmptyState icon=IconName::Plug title=t.no_store() text=t.no_store_text()/> }
            .into_any();
    }
    let action = view! { <LinkButton label=t.welcome_press() href=GALLERY kind=ButtonKind::Primary/> };
    view! { <EmptyState icon=IconName::Plug title=t.welcome() text=t.welcome_text() action=action.into_any()/> }
        .into_any()
}

/// Whether accounts of a platform bring orders; of others nothing is synchronised, and nothing of that is shown.
pub(crate) fn brings_orders(cx: &PageCx, platform: &str) -> bool {
    hub::integrations::brings_orders(cx.visit().hub(), platform)
}

pub(crate) fn platform_name(cx: &PageCx, platform: &str) -> String {
    hub::integrations::platform_name(cx.visit().hub(), platform)
}
