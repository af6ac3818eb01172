use leptos::prelude::*;

use crate::{Button, ButtonKind};

/// Asks before something that cannot be undone. It is a native popover dialog, opened without script by a
/// button with `opens=id`; `children` hold the form fields that the confirmed action needs (ids, tokens).
/// `confirm` names the thing and the effect ("Desconectar Loja Centro"), never "OK".
#[component]
pub fn ConfirmDialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(into)] confirm: String,
    #[prop(into)] cancel: String,
    #[prop(into)] action: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    view! {
        <dialog class="dialog" id=id popover="auto" aria-labelledby=title_id>
            <h2 class="dialog-title" id=title_id.clone()>{title}</h2>
            <p>{text}</p>
            <form class="dialog-actions" method="post" action=action>
                {children.map(|children| children())}
                <button class="button" type="button" popovertarget=id.clone() popovertargetaction="hide" autofocus=true>{cancel}</button>
                <Button kind=ButtonKind::Danger label=confirm/>
            </form>
        </dialog>
    }
}

/// The same question as a page of its own, for actions reached by a link.
#[component]
pub fn ConfirmPanel(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(into)] confirm: String,
    #[prop(into)] cancel: String,
    #[prop(into)] cancel_href: String,
    #[prop(into)] action: String,
    /// A milder thing to do with the same form, between the two.
    #[prop(optional)]
    milder: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="dialog is-page">
            <h1 class="dialog-title">{title}</h1>
            <p>{text}</p>
            <form class="dialog-actions" method="post" action=action>
                {children.map(|children| children())}
                <a class="button" href=cancel_href>{cancel}</a>
                {milder}
                <Button kind=ButtonKind::Danger label=confirm/>
            </form>
        </section>
    }
}
