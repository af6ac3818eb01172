//! `/admin/armazenamento`: what takes space, and for how long it is kept.

mod choices;
mod uses;

pub use choices::*;

use crate::page::{Area, Drawing, Page, PageCx, member_page};
use domain::view::storage::StorageView;
use hub::permit::ManageOrganisation;
use i18n::format;
use leptos::prelude::*;
use ui::{EmptyState, IconName, PageHeader};

/// Where the page is.
pub(crate) const PATH: &str = "/admin/armazenamento";

/// `/admin/armazenamento`
pub fn storage_page() -> Drawing {
    member_page::<ManageOrganisation, _, _>(Area::Storage, |cx, permit| async move {
        let storage = hub::storage::view(&permit).await?;
        Ok(Page::new(cx.t.storage().title(), page(&cx, &storage)))
    })
}

fn page(cx: &PageCx, storage: &StorageView) -> impl IntoView + use<> {
    let t = cx.t.storage();
    let context = match storage.measured_at {
        Some(at) => {
            t.measured(&bytes(cx, storage.bytes()), &format::relative(cx.locale, at, cx.now, cx.zone))
        }
        None => t.context().to_owned(),
    };
    let uses = if storage.uses.is_empty() {
        view! { <EmptyState icon=IconName::Archive title=t.empty() text=t.empty_text()/> }.into_any()
    } else {
        uses::panel(cx, storage)
    };
    view! {
        <PageHeader title=t.title() context=context.into_any()/>
        {uses}
        {choices::panel(cx, storage)}
    }
}

fn bytes(cx: &PageCx, count: i64) -> String {
    format::bytes(cx.locale, count.unsigned_abs())
}
