//! What the keyboard does on every page of the console.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        ev::{self, KeyboardEvent, MouseEvent},
        prelude::*,
        web_sys::{Element, HtmlElement},
    };
    use std::cell::Cell;
    use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        type History;
        #[wasm_bindgen(thread_local_v2, js_name = history)]
        static HISTORY: History;
        /// What the browser keeps with the place of this page.
        #[wasm_bindgen(method, getter)]
        fn state(this: &History) -> JsValue;
        /// Keeps it; some browsers refuse to do so too often.
        #[wasm_bindgen(method, catch, js_name = replaceState)]
        fn keep(this: &History, state: &str, unused: &str) -> Result<(), JsValue>;
    }

    /// Where letters are typed.
    const TYPED_INTO: &str = "input, textarea, select, [contenteditable]";
    /// What the search offers.
    const OFFERED: &str = "#palette .menu-item";
    /// What opens the rows of a page's list.
    const ROWS: &str = "main .list tbody .t-lead a";
    /// A mark of a chart.
    const MARK: &str = ".datum";
    /// Milliseconds in which a letter follows a G.
    const PATIENCE: f64 = 1_500.0;

    pub fn listen(search: String, letters: bool) {
        if let Some(row) = opened_row() {
            focus(row);
        }
        let _ = window_event_listener(ev::click, |event| keep_row(&event));
        let after_g = Cell::new(f64::NEG_INFINITY);
        // The page lives as long as its keys.
        let _ = window_event_listener(ev::keydown, move |event| {
            let to = match &*event.key() {
                "k" if event.ctrl_key() || event.meta_key() => document().get_element_by_id(&search),
                "ArrowDown" if is_plain(&event) && !event.shift_key() => {
                    let next = Element::next_element_sibling;
                    offered(&search, next, true).or_else(|| beside(next)).or_else(first_row)
                }
                "ArrowUp" if is_plain(&event) && !event.shift_key() => {
                    let next = Element::previous_element_sibling;
                    offered(&search, next, false).or_else(|| beside(next))
                }
                key @ ("ArrowLeft" | "ArrowRight" | "Home" | "End")
                    if is_plain(&event) && !event.shift_key() =>
                {
                    other_mark(key)
                }
                " " if is_plain(&event) && !event.shift_key() => return pick(&event),
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
            if let Some(to) = to {
                event.prevent_default();
                focus(to);
            }
        });
    }

    fn focus(to: Element) {
        // A mark of a chart is no element of HTML and takes the focus as if it were one. Refused only for what cannot have it.
        let _ = to.unchecked_ref::<HtmlElement>().focus();
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
        while let Some(other) = beside.take_if(|other| !other.matches(OFFERED).unwrap_or(true)) {
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

    /// From the mark of a chart that has the focus to another one, at which the Tab key stops from then on.
    fn other_mark(key: &str) -> Option<Element> {
        let mark = document().active_element().filter(|active| active.matches(MARK).unwrap_or(false))?;
        let to = match key {
            "ArrowLeft" => mark.previous_element_sibling(),
            "ArrowRight" => mark.next_element_sibling(),
            "Home" => mark.parent_element()?.first_element_child(),
            _ => mark.parent_element()?.last_element_child(),
        }?;
        for (mark, stop) in [(&mark, "-1"), (&to, "0")] {
            // Refused only where it is no name of an attribute.
            let _ = mark.set_attribute("tabindex", stop);
        }
        Some(to)
    }

    /// The first row of the page's list, where nothing has the focus. A page that was scrolled is scrolled on.
    fn first_row() -> Option<Element> {
        (is_idle() && !is_scrolled()).then(|| document().query_selector(ROWS).ok().flatten()).flatten()
    }

    /// Whether nothing has the focus.
    fn is_idle() -> bool {
        document().active_element().is_none_or(|active| active.matches("body, main").unwrap_or(false))
    }

    fn is_scrolled() -> bool {
        window().scroll_y().is_ok_and(|above| above > 0.0)
    }

    /// Presses the box of the row whose link has the focus.
    fn pick(event: &KeyboardEvent) {
        let row = document().active_element().filter(|active| active.matches(ROWS).unwrap_or(false));
        let row = row.and_then(|link| link.closest("tr").ok().flatten());
        let found = row.and_then(|row| row.query_selector(".t-pick input").ok().flatten());
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            event.prevent_default();
            found.click();
        }
    }

    /// Keeps which row is opened.
    fn keep_row(event: &MouseEvent) {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            // It opens beside this page.
            return;
        }
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let row = pressed.and_then(|pressed| pressed.closest(ROWS).ok().flatten());
        if let Some(href) = row.and_then(|row| row.get_attribute("href")) {
            // Without it only the way back is longer.
            let _ = HISTORY.with(|history| history.keep(path_of(&href), ""));
        }
    }

    /// The row by which somebody left, if they come back to this page: by the browser's own way, or from a page of the row.
    fn opened_row() -> Option<Element> {
        if !is_idle() {
            return None;
        }
        let kept = HISTORY.with(History::state).as_string().filter(|path| !path.is_empty());
        if kept.is_some() {
            // Whoever loads the page again does not come back to it.
            let _ = HISTORY.with(|history| history.keep("", ""));
        }
        let path = kept.or_else(came_from)?;
        document().query_selector(&format!("{ROWS}[href='{path}'], {ROWS}[href^='{path}?']")).ok()?
    }

    /// The path of the page whose link led here.
    fn came_from() -> Option<String> {
        // A page that is loaded again stays where it is.
        if is_scrolled() {
            return None;
        }
        let (from, site) = (document().referrer(), window().location().origin().ok()?);
        Some(path_of(from.strip_prefix(&site)?).to_owned())
    }

    fn path_of(address: &str) -> &str {
        address.split(['?', '#']).next().unwrap_or_default()
    }
}

/// Ctrl-K goes to the field with the id `search`; the arrows go through what it offers, or from row to row of a table, from the
/// first one of the page's list if nothing has the focus, and from mark to mark of a chart; Space picks the row, and one that was opened has the focus again on the
/// way back; with `letters` a slash goes to the field, too, a question mark opens the list of keys, and a G with a letter leads to
/// an area.
#[island]
pub fn Keys(search: String, letters: bool) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        browser::listen(search.clone(), letters);
        crate::picks::listen();
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (search, letters);
}
