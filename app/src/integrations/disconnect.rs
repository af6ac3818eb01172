//! `/admin/integracoes/:id/desconectar`: asks before the credentials are forgotten, and before what a demo store brought is removed.

use super::{GALLERY, IntegrationDisconnect, brings_orders, connection, path};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use domain::{ConnectionStatus, view::connections::ConnectionView};
use hub::permit::ManageConnections;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Breadcrumbs, Button, ConfirmPanel, LinkButton, PageHeader};

/// `/admin/integracoes/:id/desconectar`
pub fn disconnect_page() -> Drawing {
    member_page::<ManageConnections, _, _>(Area::Integrations, |cx, _| async move {
        let connection = connection(&cx).await?;
        let title = cx.t.integrations().title();
        let trail =
            vec![(title.to_owned(), GALLERY.to_owned()), (connection.name.clone(), path(connection.id))];
        let (question, panel) = match connection.status {
            _ if may_remove(&cx, &connection) => of_demo(&cx, &connection),
            ConnectionStatus::Disconnected => over(&cx, &connection),
            _ => plain(&cx, &connection),
        };
        let body = view! { <Breadcrumbs label=title trail=trail/> {panel} };
        Ok(Page::new(question, body))
    })
}

/// The page that asks.
pub(super) fn disconnect_path(connection: &ConnectionView) -> String {
    format!("{}/desconectar", path(connection.id))
}

/// Whether what a connection brought can be removed with it: what is invented.
pub(super) fn may_remove(cx: &PageCx, connection: &ConnectionView) -> bool {
    connection.is_demo && brings_orders(cx, &connection.platform)
}

/// Of one that is disconnected already there is nothing to ask.
fn over(cx: &PageCx, connection: &ConnectionView) -> (String, AnyView) {
    let t = cx.t.integrations();
    let title = t.disconnected_title().to_owned();
    let text = match brings_orders(cx, &connection.platform) {
        true => t.disconnected_title_text(),
        false => t.sheets_disconnected(),
    };
    let (label, here) = (cx.t.syncs().see_connection(), path(connection.id));
    let panel = view! {
        <PageHeader title=title.clone()/>
        <p>{text}</p>
        <div class="actions"><LinkButton label=label href=here/></div>
    };
    (title, panel.into_any())
}

fn plain(cx: &PageCx, connection: &ConnectionView) -> (String, AnyView) {
    let t = cx.t.integrations();
    let (id, here) = (connection.id.to_string(), path(connection.id));
    let question = t.disconnect_question(&connection.name);
    let text = if brings_orders(cx, &connection.platform) {
        t.disconnect_text(connection.orders_count)
    } else {
        t.sheets_disconnect().to_owned()
    };
    let panel = view! {
        <ConfirmPanel title=question.clone() text=text
            confirm=t.disconnect_confirm(&connection.name) cancel=t.keep_connected() cancel_href=here.clone()
            action=IntegrationDisconnect::url()>
            <input type="hidden" name="connection_id" value=id/>
            <input type="hidden" name="return_to" value=here/>
        </ConfirmPanel>
    };
    (question, panel.into_any())
}

fn of_demo(cx: &PageCx, connection: &ConnectionView) -> (String, AnyView) {
    let t = cx.t.integrations();
    let (id, here, name) = (connection.id.to_string(), path(connection.id), &connection.name);
    let fields = view! {
        <input type="hidden" name="connection_id" value=id/>
        <input type="hidden" name="remove" value="1"/>
        <input type="hidden" name="return_to" value=here.clone()/>
    };
    if connection.status == ConnectionStatus::Disconnected {
        let question = t.demo_question(name);
        let panel = view! {
            <ConfirmPanel title=question.clone() text=t.demo_text()
                confirm=t.demo_remove_later(connection.orders_count) cancel=cx.t.common().cancel()
                cancel_href=here action=IntegrationDisconnect::url()>{fields}</ConfirmPanel>
        };
        return (question, panel.into_any());
    }
    let question = t.disconnect_question(name);
    let milder = view! { <Button label=t.demo_keep() name="keep" value="1"/> };
    let panel = view! {
        <ConfirmPanel title=question.clone() text=format!("{} {}", t.demo_text(), t.demo_keep_text())
            confirm=t.demo_remove(connection.orders_count) cancel=t.keep_connected() cancel_href=here
            action=IntegrationDisconnect::url() milder=milder.into_any()>{fields}</ConfirmPanel>
    };
    (question, panel.into_any())
}
