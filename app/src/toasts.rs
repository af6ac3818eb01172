//! The confirmation that a page shows of what was done on the one before.

use crate::{
    ToastLife, drawn_for,
    flash::Undo,
    form::{Done, Form, PostForm, Posted},
    page::PageCx,
};
use hub::undo::CHANGED_SINCE;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Icon, IconName, Toast, ToastArea, Tone};

/// Ends the message that is shown, before its time is over.
#[server(name = ToastClose, prefix = "/ui", endpoint = "toast/close")]
pub async fn toast_close(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("toast/close", &return_to, "/admin");
    let ended = form.visit().end_flash().await;
    form.answer(ended.map(|()| Done::back())).await
}

/// What the last page left to be told, if anything; said aloud on the first page alone.
pub(crate) fn area(cx: &PageCx) -> Option<impl IntoView + use<>> {
    let text = cx.flash().toast.clone()?;
    let (label, close) = (cx.t.shell().messages(), cx.t.common().close());
    let undo = cx.flash().undo.clone().map(|undo| undo_button(cx, undo));
    let left = cx.flash().left();
    let said = if left.is_none() { text.clone() } else { String::new() };
    let here = cx.here();
    let close = view! {
        <PostForm action=ToastClose::url() return_to=here class="toast-close">
            <button class="button button-quiet button-icon" title=close aria-label=close><Icon name=IconName::X/></button>
        </PostForm>
    };
    Some(view! {
        <ToastArea label=label>
            <Toast tone=Tone::Positive text=text close=close.into_any() action=undo.into_any()/>
            <ToastLife said=said left=left.unwrap_or_default() is_first=left.is_none()/>
        </ToastArea>
    })
}

/// Why an undo was refused, in words.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.common();
    (what == CHANGED_SINCE).then(|| (t.not_undone().to_owned(), t.not_undone_text().to_owned()))
}

fn undo_button(cx: &PageCx, undo: Undo) -> AnyView {
    let field = |(name, value)| view! { <input type="hidden" name=name value=value/> };
    let (fields, label) = (undo.fields.into_iter().map(field).collect_view(), cx.t.common().undo());
    view! {
        <PostForm action=undo.action return_to=drawn_for::taking_back(&cx.here()) class="toast-undo">
            {fields}
            <Button label=label/>
        </PostForm>
    }
    .into_any()
}
