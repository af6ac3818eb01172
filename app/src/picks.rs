//! What a script adds to a list whose rows can be picked: a box for all of them, and spans of them by Shift.

use leptos::{
    ev::{self, MouseEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlInputElement},
};
use std::cell::Cell;

/// Where the box for all goes, and what it is called.
const PLACE: &str = "thead .t-pick[data-all]";
const BOX: &str = ".t-pick input";

pub fn listen() {
    let Some(place) = document().query_selector(PLACE).ok().flatten() else { return };
    let boxes = boxes_under(&place);
    let Some(all) = put_into(&place) else { return };
    // The browser may have kept what was picked.
    show(&all, &boxes);
    let last = Cell::new(None);
    // The page lives as long as its boxes.
    let _ = window_event_listener(ev::click, move |event| {
        let Some(pressed) = pressed(&event) else { return };
        let is_picked = pressed.checked();
        let pick = |from: usize, until: usize| {
            for one in boxes.iter().take(until + 1).skip(from) {
                one.set_checked(is_picked);
            }
        };
        if pressed == all {
            pick(0, boxes.len());
        } else if let Some(at) = boxes.iter().position(|one| *one == pressed)
            && let Some(other) = last.replace(Some(at)).filter(|_| event.shift_key())
        {
            pick(at.min(other), at.max(other));
        }
        show(&all, &boxes);
    });
    let _ = window_event_listener(ev::mousedown, |event| {
        if event.shift_key() && pressed(&event).is_some() {
            // The text between would be marked as well.
            event.prevent_default();
        }
    });
}

/// The boxes of the table's rows, from the top.
fn boxes_under(place: &Element) -> Vec<HtmlInputElement> {
    let table = place.closest("table").ok().flatten();
    let Some(body) = table.and_then(|table| table.query_selector("tbody").ok().flatten()) else {
        return Vec::new();
    };
    let rows = body.children();
    let found = (0..rows.length()).filter_map(|at| rows.item(at)?.query_selector(BOX).ok()?);
    found.filter_map(|found| found.dyn_into().ok()).collect()
}

fn put_into(place: &Element) -> Option<HtmlInputElement> {
    let all: HtmlInputElement = document().create_element("input").ok()?.dyn_into().ok()?;
    all.set_type("checkbox");
    all.set_attribute("aria-label", &place.get_attribute("data-all")?).ok()?;
    place.append_child(&all).ok()?;
    Some(all)
}

/// The box that was pressed, by the pointer or by a key.
fn pressed(event: &MouseEvent) -> Option<HtmlInputElement> {
    let pressed: HtmlInputElement = event.target()?.dyn_into().ok()?;
    pressed.matches(BOX).ok()?.then_some(pressed)
}

/// Shows in the box for all whether all are picked, or some.
fn show(all: &HtmlInputElement, boxes: &[HtmlInputElement]) {
    let picked = boxes.iter().filter(|one| one.checked()).count();
    all.set_checked(picked > 0 && picked == boxes.len());
    all.set_indeterminate(picked > 0 && picked < boxes.len());
}
