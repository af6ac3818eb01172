//! What becomes of a confirmation while its page is open.

use leptos::prelude::*;

/// Says `said` aloud, if anything: screen readers say what a live region gets after the page is there, and not what it came with, so it
/// is empty until then. The toast beside it fades after the `left` milliseconds, unless this is the first page that shows it, and goes
/// without another page when it is closed.
#[island]
pub fn ToastLife(said: String, left: i64, is_first: bool) -> impl IntoView {
    let place = NodeRef::<leptos::html::P>::new();
    let words = RwSignal::new(String::new());
    Effect::new(move |_| words.set(said.clone()));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(area) = place.get().and_then(|place| place.parent_element()) {
            browser::attend(&area, (!is_first).then_some(left));
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (left, is_first);
    view! { <p class="visually-hidden" role="status" node_ref=place>{words}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::live::browser::{fields_of, post};
    use leptos::{
        ev::SubmitEvent,
        task::spawn_local,
        wasm_bindgen::prelude::*,
        web_sys::{Element, HtmlElement},
    };

    /// `area` holds the toast.
    pub fn attend(area: &Element, left: Option<i64>) {
        let find = |what: &str| area.closest(".toasts").ok()??.query_selector(what).ok()?;
        let toast = find(".toast").and_then(|toast| toast.dyn_into::<HtmlElement>().ok());
        if let (Some(toast), Some(left)) = (toast, left) {
            // It has risen on the page before. Refused only for what is no style.
            let _ = toast.style().set_property("animation-delay", &format!("-1s, {left}ms"));
        }
        let Some(form) = find(".toast-close") else { return };
        let (source, area) = (form.clone(), area.clone());
        let listener = Closure::<dyn FnMut(SubmitEvent)>::new(move |event: SubmitEvent| {
            event.prevent_default();
            let (action, fields) = (source.get_attribute("action").unwrap_or_default(), fields_of(&source));
            if let Ok(Some(toasts)) = area.closest(".toasts") {
                toasts.remove();
            }
            spawn_local(async move {
                // One that could not be ended is closed again on the next page.
                let _ = post(&action, &fields).await;
            });
        });
        // Refused only for a listener that is none.
        let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
        listener.forget();
    }
}
