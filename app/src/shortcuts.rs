//! What the keyboard does, as a dialog on every page, and the switch for letters that do something by themselves: software
//! that types what people say would press them (WCAG 2.2, 2.1.4). The choice of the browser, kept in a cookie.

use crate::{
    cookies::{self, CHOICE_LIFE},
    form::{Done, Form, PostForm, Posted},
    frame::Area,
};
use axum::http::HeaderMap;
use chrono::TimeDelta;
use domain::Fault;
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Fact, Facts};

/// The cookie, there while letters do nothing, and what is in it.
const COOKIE: &str = "orion_keys";
const OFF: &str = "off";

/// The dialog's id, by which the menu of the person and the keys open it.
pub(crate) const DIALOG: &str = "shortcuts";

/// Keeps the choice: `letters` is `off`, or anything else for on.
#[server(name = ShortcutsSet, prefix = "/ui", endpoint = "shortcuts")]
pub async fn shortcuts_set(
    #[server(default)] letters: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("shortcuts", &return_to, "/admin");
    let signed_in = form.visit().principal().ok_or(Fault::Unauthenticated);
    let t = form.texts().palette();
    let (life, said, before) = match letters.as_str() {
        OFF => (CHOICE_LIFE, t.letters_are_off(), "on"),
        _ => (TimeDelta::zero(), t.letters_are_on(), OFF),
    };
    let cookie = cookies::set(COOKIE, OFF, life, form.visit().site().cookie.secure);
    let done = signed_in
        .map(|_| Done::back().cookie(cookie).toast(said).undo(ShortcutsSet::url(), &[("letters", before)]));
    form.answer(done.map_err(Into::into)).await
}

/// Whether a request comes from a browser in which letters do nothing.
pub(crate) fn are_off(headers: &HeaderMap) -> bool {
    cookies::values(headers, COOKIE).any(|value| value == OFF)
}

/// All of them, with the letters of these `areas`, and the switch.
pub(crate) fn dialog(texts: Texts, areas: &[Area], has_letters: bool, here: String) -> AnyView {
    let t = texts.palette();
    let keys =
        |keys: &[&str]| keys.iter().map(|key| view! { <kbd>{(*key).to_owned()}</kbd> " " }).collect_view();
    let mut facts = vec![
        Fact::new(t.key_palette(), keys(&["Ctrl", "K"])),
        Fact::new(t.key_rows(), keys(&["↓", "↑"])),
        Fact::new(t.key_open(), keys(&["Enter"])),
        Fact::new(t.key_pick(), keys(&[t.key_space()])),
        Fact::new(t.key_close(), keys(&["Esc"])),
    ];
    if has_letters {
        facts.push(Fact::new(t.key_search(), keys(&["/"])));
        facts.push(Fact::new(t.key_help(), keys(&["?"])));
        facts.extend(areas.iter().filter_map(|area| {
            let key = area.key()?.to_uppercase().to_string();
            Some(Fact::new(area.label(texts), keys(&["G", &key])))
        }));
    }
    let (letters, label) = if has_letters { (OFF, t.letters_off()) } else { ("on", t.letters_on()) };
    view! {
        <dialog class="dialog" id=DIALOG popover="auto" aria-labelledby="shortcuts-title">
            // Without it a button at the end takes the focus, and a small window is scrolled to that.
            <h2 class="dialog-title" id="shortcuts-title" tabindex="-1" autofocus=true>{t.shortcuts()}</h2>
            <Facts facts=facts wide=true/>
            <PostForm action=ShortcutsSet::url() return_to=here class="dialog-actions">
                <Button label=texts.common().close() opens=DIALOG/>
                <button class="button" name="letters" value=letters>{label}</button>
            </PostForm>
        </dialog>
    }
    .into_any()
}
