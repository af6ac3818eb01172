use leptos::prelude::*;

use crate::{Icon, IconName, Tone};

const fn icon_of(tone: Tone) -> IconName {
    match tone {
        Tone::Positive => IconName::CircleCheck,
        Tone::Warning => IconName::TriangleAlert,
        Tone::Critical => IconName::CircleAlert,
        Tone::Info | Tone::Neutral => IconName::Info,
    }
}

/// Something the whole page must say: what happened, what it means, and as `action` what to press.
/// A critical banner is announced at once, the others politely. `details` stand under the text.
#[component]
pub fn Banner(
    tone: Tone,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional)] details: Option<AnyView>,
    #[prop(optional)] action: Option<AnyView>,
) -> impl IntoView {
    let role = if tone == Tone::Critical { "alert" } else { "status" };
    view! {
        <div class=format!("banner {}", tone.class()) role=role>
            <Icon name=icon_of(tone)/>
            <div class="banner-text">
                <strong>{title}</strong>
                {text.map(|text| view! { <p>{text}</p> })}
                {details}
            </div>
            {action.map(|action| view! { <div class="banner-action">{action}</div> })}
        </div>
    }
}

/// The corner where short confirmations appear.
#[component]
pub fn ToastArea(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! { <section class="toasts" aria-label=label>{children()}</section> }
}

/// One confirmation, in one sentence, with an `action` that takes it back if there is one. It fades after a while; the form `close`, of
/// the class `toast-close`, takes it away at once.
#[component]
pub fn Toast(
    tone: Tone,
    #[prop(into)] text: String,
    #[prop(optional)] close: Option<AnyView>,
    #[prop(optional)] action: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class=format!("toast {}", tone.class())>
            {close}
            <p><Icon name=icon_of(tone)/>{text}</p>
            {action}
        </div>
    }
}
