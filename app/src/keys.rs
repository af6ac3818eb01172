//! What the keyboard does on every page of the console.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        ev::{self, KeyboardEvent},
        prelude::*,
        wasm_bindgen::JsCast,
        web_sys::{Element, HtmlElement},
    };
    use std::cell::Cell;

    /// Where letters are typed.
    const TYPED_INTO: &str = "input, textarea, select, [contenteditable]";
    /// What the search offers.
    const OFFERED: &str = "#palette a";
    /// Milliseconds in which a letter follows a G.
    const PATIENCE: f64 = 1_500.0;

    pub fn listen(search: String, letters: bool) {
        let after_g = Cell::new(f64::NEG_INFINITY);
        // The page lives as long as its keys.
        let _ = window_event_listener(ev::keydown, move |event| {
            let to = match &*event.key() {
                "k" if event.ctrl_key() || event.meta_key() => document().get_element_by_id(&search),
                "ArrowDown" if is_plain(&event) && !event.shift_key() => {
                    let next = Element::next_element_sibling;
                    offered(&search, next, true).or_else(|| beside(next))
                }
                "ArrowUp" if is_plain(&event) && !event.shift_key() => {
                    let next = Element::previous_element_sibling;
                    offered(&search, next, false).or_else(|| beside(next))
                }
                "Escape" => return leave(&search),
                key if letters && is_plain(&event) && !is_typing() => {
                    let since = event.time_stamp() - after_g.replace(f64::NEG_INFINITY);
                    match key {
                        "/" => document().get_element_by_id(&search),
                        "?" => return press("[popovertarget=shortcuts]"),
                        "g" => {
                            after_g.set(event.time_stamp());
                            None
                        }
                        key if since < PATIENCE
                            && key.len() == 1
                            && key.as_bytes()[0].is_ascii_lowercase() =>
                        {
                            return press(&format!("[data-go={key}]"));
                        }
                        _ => None,
                    }
                }
                _ => None,
            };
            if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
                event.prevent_default();
                // Refused only for what cannot have the focus.
                let _ = to.focus();
            }
        });
    }

    /// Shift is part of what some keyboards need for a sign.
    fn is_plain(event: &KeyboardEvent) -> bool {
        !(event.ctrl_key() || event.meta_key() || event.alt_key())
    }

    fn is_typing() -> bool {
        document().active_element().is_some_and(|active| active.matches(TYPED_INTO).unwrap_or(true))
    }

    fn press(what: &str) {
        let found = document().query_selector(what).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            found.click();
        }
    }

    /// Takes the focus out of the search, and what it offers away with it.
    fn leave(search: &str) {
        let Some(active) = document().active_element() else { return };
        if (active.id() == search || active.matches(OFFERED).unwrap_or(false))
            && let Ok(active) = active.dyn_into::<HtmlElement>()
        {
            // Refused only for what cannot have the focus.
            let _ = active.blur();
        }
    }

    /// From the search to what it offers, from there to the one beside it, and back.
    fn offered(search: &str, next: fn(&Element) -> Option<Element>, is_down: bool) -> Option<Element> {
        let active = document().active_element()?;
        if active.id() == search {
            return document().query_selector(OFFERED).ok()?.filter(|_| is_down);
        }
        if !active.matches(OFFERED).ok()? {
            return None;
        }
        let mut beside = next(&active);
        // Headings stand between them.
        while let Some(other) = beside.take_if(|other| !other.matches("a").unwrap_or(true)) {
            beside = next(&other);
        }
        beside.or_else(|| if is_down { Some(active) } else { document().get_element_by_id(search) })
    }

    /// What has the focus in a row of a table, in the row beside it: the link, or the box that picks.
    fn beside(next: fn(&Element) -> Option<Element>) -> Option<Element> {
        let active = document().active_element()?;
        let kind =
            [".t-lead a", ".t-pick input"].into_iter().find(|kind| active.matches(kind).unwrap_or(false))?;
        next(&active.closest("tr").ok()??)?.query_selector(kind).ok()?
    }
}

/// Ctrl-K goes to the field with the id `search`; the arrows go through what it offers, or from row to row of a table; with
/// `letters` a slash goes to the field, too, a question mark opens the list of keys, and a G with a letter leads to an area.
#[island]
pub fn Keys(search: String, letters: bool) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::listen(search.clone(), letters));
    #[cfg(not(feature = "hydrate"))]
    let _ = (search, letters);
}
