//! The sign that the page's islands are live.

use leptos::prelude::*;

/// Sets `data-hydrated` on `<html>` once the browser runs the page's islands; draws nothing.
///
/// Islands are made live in document order, so this one stands last in the body. Browser tests wait for the mark:
/// what they click before it would be lost.
#[island]
pub fn HydratedMark() -> impl IntoView {
    Effect::new(|_| {
        if let Some(root) = document().document_element() {
            // Refused only for an invalid attribute name, which this is not.
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}
