//! `/admin/integracoes/conformidade`: which scenarios each connector passes, as the tests wrote it down.

use super::{GALLERY, guide};
use crate::page::{Area, Drawing, Page, member_page};
use hub::permit::View;
use leptos::prelude::*;
use ui::{Breadcrumbs, PageHeader};

/// Where the table is shown.
pub(super) const PATH: &str = "/admin/integracoes/conformidade";
const TABLE: &str = include_str!("../../../docs/conformance.md");

/// `/admin/integracoes/conformidade`
pub fn conformance_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, _| async move {
        let t = cx.t.integrations();
        // The page has its own title.
        let table = TABLE.split_once('\n').map_or(TABLE, |(_, rest)| rest);
        let trail = vec![(t.title().to_owned(), GALLERY.to_owned())];
        let body = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            <PageHeader title=t.conformance() context=t.conformance_context().into_any()/>
            <div class="prose" lang="en" tabindex="0" role="region" aria-label=t.conformance() inner_html=guide::html(table)></div>
        };
        Ok(Page::new(t.conformance(), body))
    })
}
