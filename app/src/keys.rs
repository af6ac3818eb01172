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

    pub fn listen(search: String) {
        // The page lives as long as its keys.
        let _ = window_event_listener(ev::keydown, move |event| {
            let to = match &*event.key() {
                "k" if event.ctrl_key() || event.meta_key() => document().get_element_by_id(&search),
                "ArrowDown" if is_plain(&event) => beside(Element::next_element_sibling),
                "ArrowUp" if is_plain(&event) => beside(Element::previous_element_sibling),
                _ => None,
            };
            if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
                event.prevent_default();
                // Refused only for what cannot have the focus.
                let _ = to.focus();
            }
        });
    }

    fn is_plain(event: &KeyboardEvent) -> bool {
        !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key())
    }

    /// What has the focus in a row of a table, in the row beside it: the link, or the box that picks.
    fn beside(next: fn(&Element) -> Option<Element>) -> Option<Element> {
        let active = document().active_element()?;
        let kind =
            [".t-lead a", ".t-pick input"].into_iter().find(|kind| active.matches(kind).unwrap_or(false))?;
        next(&active.closest("tr").ok()??)?.query_selector(kind).ok()?
    }
}

/// Ctrl-K goes to the field with the id `search`; the arrows go from row to row of a table.
#[island]
pub fn Keys(search: String) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::listen(search.clone()));
    #[cfg(not(feature = "hydrate"))]
    drop(search);
}
