//! `/admin/integracoes/:id/desconectar`: asks before the credentials are forgotten.

use super::{GALLERY, IntegrationDisconnect, brings_orders, connection, path};
use crate::page::{Area, Drawing, Page, member_page};
use hub::permit::ManageConnections;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Breadcrumbs, ConfirmPanel};

/// `/admin/integracoes/:id/desconectar`
pub fn disconnect_page() -> Drawing {
    member_page::<ManageConnections, _, _>(Area::Integrations, |cx, _| async move {
        let connection = connection(&cx).await?;
        let t = cx.t.integrations();
        let here = path(connection.id);
        let question = t.disconnect_question(&connection.name);
        let text = if brings_orders(&cx, &connection.platform) {
            t.disconnect_text(connection.orders_count)
        } else {
            t.sheets_disconnect().to_owned()
        };
        let trail = vec![(t.title().to_owned(), GALLERY.to_owned()), (connection.name.clone(), here.clone())];
        let body = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            <ConfirmPanel title=question.clone() text=text
                confirm=t.disconnect_confirm(&connection.name) cancel=t.keep_connected() cancel_href=here.clone()
                action=IntegrationDisconnect::url()>
                <input type="hidden" name="connection_id" value=connection.id.to_string()/>
                <input type="hidden" name="return_to" value=here/>
            </ConfirmPanel>
        };
        Ok(Page::new(question, body))
    })
}
