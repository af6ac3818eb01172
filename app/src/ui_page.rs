//! The component kit in all its states; only where the demo runs.

use crate::page::{Area, Drawing, Page, member_page};
use domain::Fault;
use hub::permit::View;
use leptos::prelude::*;
use ui::KitchenSinkPieces;

pub fn ui_page() -> Drawing {
    member_page::<View, _, _>(Area::Settings, |cx, _| async move {
        if !cx.visit().site().demo {
            return Err(Fault::NotFound);
        }
        Ok(Page::new("UI", view! { <KitchenSinkPieces/> }))
    })
}
