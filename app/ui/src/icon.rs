//! Outline icons, drawn inline so that they take the colour of the text beside them.

use leptos::prelude::*;

mod lucide;

pub use lucide::IconName;

/// One 16-pixel outline. It is decoration and hidden from assistive technology, unless `label` names it.
#[component]
pub fn Icon(name: IconName, #[prop(optional, into)] label: Option<String>) -> impl IntoView {
    let hidden = label.is_none().then_some("true");
    let role = label.is_some().then_some("img");
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden=hidden role=role aria-label=label inner_html=name.outline()></svg> }
}
