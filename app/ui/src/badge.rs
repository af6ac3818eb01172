use leptos::prelude::*;

use crate::Tone;

/// A dot and a word. `busy` lets the dot pulse where motion is allowed; `reason` shows on hover and should
/// also stand in the row.
#[component]
pub fn StatusBadge(
    tone: Tone,
    #[prop(into)] label: String,
    #[prop(optional)] busy: bool,
    #[prop(optional, into)] reason: Option<String>,
) -> impl IntoView {
    let class = format!("badge {}{}", tone.class(), if busy { " is-busy" } else { "" });
    view! { <span class=class title=reason>{label}</span> }
}

/// A dot beside what is new to who looks; its word is only heard.
#[component]
pub fn NewMark(#[prop(into)] label: String) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <circle class="dot is-end" cx="5" cy="11" r="4"></circle>
        </svg>
        <span class="visually-hidden">{label}</span>
    }
}

/// A badge that is pressed to repair what it names, for instance "Reautorizar".
#[component]
pub fn StatusLink(
    tone: Tone,
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    #[prop(optional, into)] reason: Option<String>,
) -> impl IntoView {
    let class = format!("badge {}", tone.class());
    view! { <a class=class href=href title=reason>{label}</a> }
}
