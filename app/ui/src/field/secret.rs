use leptos::prelude::*;

use super::{Described, framed};

/// A secret that is stored, but never shown back. With `tail` (its last characters) it shows `•••• 4f2a`
/// and opens an empty input on `replace`; an input left empty keeps what is stored. Without `tail` it is a
/// plain empty password input.
#[component]
pub fn SecretField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] tail: Option<String>,
    /// "Substituir"
    #[prop(into)]
    replace: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] error: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let described = Described::new(&name, &label, help.as_ref(), error.as_ref());
    let failed = described.invalid().is_some();
    let input = view! {
        <input
            class="input"
            type="password"
            id=name.clone()
            name=name.clone()
            autocomplete="off"
            spellcheck="false"
            required=required && tail.is_none()
            autofocus=described.first_refused
            aria-describedby=described.ids()
            aria-invalid=described.invalid()
        />
    }
    .into_any();
    let control = match tail {
        None => input,
        Some(tail) => view! {
            <details class="secret" open=failed>
                <summary><code>{format!("•••• {tail}")}</code><span class="button-link">{replace}</span></summary>
                {input}
            </details>
        }
        .into_any(),
    };
    framed(name, label, None, help, error, described, control)
}
