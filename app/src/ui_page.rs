//! The component kit in all its states; only where the demo runs.

use crate::page::{Area, Page, member_page};
use domain::Fault;
use hub::permit::View;
use leptos::prelude::*;
use ui::KitchenSink;

#[component]
pub fn UiPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Settings, |cx, _| async move {
        if !cx.visit().site().demo {
            return Err(Fault::NotFound);
        }
        Ok(Page::new("UI", view! { <KitchenSink/> }))
    })
}
