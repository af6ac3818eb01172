//! Saying aloud what a page came with.

use leptos::prelude::*;

/// A sentence for screen readers. They say what a live region gets after the page is there, and not what it came
/// with, so it is empty until then.
#[island]
pub fn Announce(text: String) -> impl IntoView {
    let said = RwSignal::new(String::new());
    Effect::new(move |_| said.set(text.clone()));
    view! { <p class="visually-hidden" role="status">{said}</p> }
}
