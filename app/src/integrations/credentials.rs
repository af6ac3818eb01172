//! `/admin/integracoes/:id/credenciais`: other credentials for the same account.

use super::{GALLERY, IntegrationSave, connect::Way, connection, facts, fields, fields::Drawn, path};
use crate::page::{Area, Drawing, Page, member_page};
use domain::AuthKind;
use hub::permit::ManageConnections;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Breadcrumbs, ChannelMark, PageHeader};

/// `/admin/integracoes/:id/credenciais`
pub fn credentials_page() -> Drawing {
    member_page::<ManageConnections, _, _>(Area::Integrations, |cx, permit| async move {
        let connection = connection(&cx).await?;
        let forms = hub::integrations::forms(&permit, &connection.platform)?;
        let chosen = cx.query::<Way>().forma;
        let chosen = if chosen.is_empty() { connection.auth.code().to_owned() } else { chosen };
        let spec = fields::way(forms, &chosen).or_else(|_| fields::way(forms, ""))?;
        let t = cx.t.integrations();
        let title = match spec.auth {
            AuthKind::OAuth2 => t.consent_of(&connection.name),
            _ => t.credentials_of(&connection.name),
        };
        let save = (t.save_credentials(), IntegrationSave::url());
        let drawn =
            Drawn { platform: &connection.platform, forms, spec, connection: Some(&connection), save };
        let form = fields::view(&cx, &drawn);
        let trail =
            vec![(t.title().to_owned(), GALLERY.to_owned()), (connection.name.clone(), path(connection.id))];
        let lead = view! { <ChannelMark channel=connection.platform.clone() name=connection.name.clone() large=true/> };
        let context = view! { <span>{t.credentials_context()}</span>{facts::sandbox(&cx, &connection)} };
        let body = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            <PageHeader title=title.clone() context=context.into_any() lead=lead.into_any()/>
            {form}
        };
        Ok(Page::new(title, body))
    })
}
