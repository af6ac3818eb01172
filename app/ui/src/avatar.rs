use leptos::prelude::*;

use crate::channel::monogram;

/// A person or an organisation as initials in a circle. The name is written beside it, so it is hidden from
/// assistive technology.
#[component]
pub fn Avatar(#[prop(into)] name: String) -> impl IntoView {
    let letters = monogram(&name);
    view! { <span class="avatar" data-letters=letters title=name aria-hidden="true"></span> }
}
