//! `/admin/integracoes/nova/:platform`: connecting an account.

use super::{GALLERY, IntegrationSave, fields, fields::Drawn, platform_name};
use crate::{
    page::{Area, Drawing, Page, member_page},
    plans,
};
use domain::{AuthKind, Fault};
use hub::permit::{ManageConnections, View};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{Breadcrumbs, ChannelMark, PageHeader};

/// The chosen way to connect.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Way {
    pub forma: String,
}

/// Where a platform is connected.
pub(crate) fn new_path(platform: &str) -> String {
    format!("{GALLERY}/nova/{platform}")
}

/// `/admin/integracoes/nova/:platform`
pub fn new_integration_page() -> Drawing {
    member_page::<ManageConnections, _, _>(Area::Integrations, |cx, permit| async move {
        let platform: String = cx.param("platform")?;
        let forms = hub::integrations::forms(&permit, &platform)?;
        let spec = fields::way(forms, &cx.query::<Way>().forma).or_else(|_| fields::way(forms, ""))?;
        let t = cx.t.integrations();
        let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let full =
            hub::plans::no_connection_place(&reads).await?.map(|over| plans::no_connection(&cx, &over));
        let name = platform_name(&cx, &platform);
        let title = t.connect_platform(&name);
        let save = (t.save_connect(), IntegrationSave::url());
        let form = fields::view(&cx, &Drawn { platform: &platform, forms, spec, connection: None, save });
        let context = if spec.auth == AuthKind::OAuth2 { t.consent_context() } else { t.connect_context() };
        let trail = vec![(t.title().to_owned(), GALLERY.to_owned())];
        let lead = view! { <ChannelMark channel=platform name=name large=true/> }.into_any();
        let body = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            <PageHeader title=title.clone() context=context.into_any() lead=lead/>
            {full}
            {form}
        };
        Ok(Page::new(title, body))
    })
}
