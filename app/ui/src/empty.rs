use leptos::prelude::*;

use crate::{Icon, IconName, Tone};

/// A place with nothing in it: why, and the one thing to press. Give a list three of them: nothing yet,
/// nothing for these filters, could not be read (`tone` critical).
#[component]
pub fn EmptyState(
    icon: IconName,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] action: Option<AnyView>,
) -> impl IntoView {
    let role = (tone == Tone::Critical).then_some("alert");
    view! {
        <div class=format!("empty {}", tone.class()) role=role>
            <span class="empty-icon"><Icon name=icon/></span>
            <strong class="empty-title">{title}</strong>
            {text.map(|text| view! { <p>{text}</p> })}
            {action.map(|action| view! { <div class="actions">{action}</div> })}
        </div>
    }
}
