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
/// A critical banner is announced at once, the others politely.
#[component]
pub fn Banner(
    tone: Tone,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional)] action: Option<AnyView>,
) -> impl IntoView {
    let role = if tone == Tone::Critical { "alert" } else { "status" };
    view! {
        <div class=format!("banner {}", tone.class()) role=role>
            <Icon name=icon_of(tone)/>
            <div class="banner-text">
                <strong>{title}</strong>
                {text.map(|text| view! { <p>{text}</p> })}
            </div>
            {action.map(|action| view! { <div class="banner-action">{action}</div> })}
        </div>
    }
}

/// The corner where short confirmations appear. It is always in the page, so that assistive technology
/// announces what is put into it later.
#[component]
pub fn ToastArea(#[prop(into)] label: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! { <div class="toasts" id="toasts" role="status" aria-live="polite" aria-label=label>{children.map(|children| children())}</div> }
}

/// One confirmation, in one sentence.
#[component]
pub fn Toast(
    tone: Tone,
    #[prop(into)] text: String,
    #[prop(optional)] action: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class=format!("toast {}", tone.class())>
            <Icon name=icon_of(tone)/>
            <span>{text}</span>
            {action}
        </div>
    }
}
