//! Bringing a part of the page up to new HTML by changing only what differs, so that the focus, an open
//! menu, opened details and a selection outlive it.

use leptos::{
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{Element, Node},
};

/// Attributes that make an element another one rather than the same one in another state.
const IDENTITY: [&str; 4] = ["id", "class", "href", "action"];
/// An element that bears it is left alone: people type into it.
const KEEP: &str = "data-keep";
/// What people open and close themselves.
const OPEN: &str = "open";

pub fn redraw(part: &Element, html: &str) {
    let Ok(wanted) = document().create_element("div") else { return };
    wanted.set_inner_html(html);
    // What the server drew stands in an element of the framework.
    let holder = part.first_element_child().filter(|first| first.tag_name() == "LEPTOS-CHILDREN");
    children(holder.as_ref().unwrap_or(part), &wanted);
}

/// Gives `old` the children of `new`. Insertions and removals cannot fail: the nodes come from the lists
/// that they are put into and taken from.
fn children(old: &Node, new: &Node) {
    let (mut at, mut from) = (shown(old.first_child()), shown(new.first_child()));
    while let Some(wanted) = from.clone() {
        match at.clone() {
            Some(here) if is_same(&here, &wanted) => {
                (at, from) = (shown(here.next_sibling()), shown(wanted.next_sibling()));
                update(&here, &wanted);
            }
            Some(here) if !comes_later(&here, &wanted) => {
                at = shown(here.next_sibling());
                let _ = old.remove_child(&here);
            }
            _ => {
                from = shown(wanted.next_sibling());
                let _ = old.insert_before(&wanted, at.as_ref());
            }
        }
    }
    while let Some(gone) = at {
        at = shown(gone.next_sibling());
        let _ = old.remove_child(&gone);
    }
}

/// The node, or the next one that is no comment: those are the framework's marks.
fn shown(mut node: Option<Node>) -> Option<Node> {
    while let Some(comment) = node.as_ref().filter(|node| node.node_type() == Node::COMMENT_NODE) {
        node = comment.next_sibling();
    }
    node
}

/// Whether an element stands behind `wanted` in the new list as well.
fn comes_later(here: &Node, wanted: &Node) -> bool {
    let mut later = wanted.next_sibling();
    while let Some(node) = later.filter(|_| here.node_type() == Node::ELEMENT_NODE) {
        if is_same(here, &node) {
            return true;
        }
        later = node.next_sibling();
    }
    false
}

fn is_same(old: &Node, new: &Node) -> bool {
    old.node_name() == new.node_name()
        && match (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
            (Some(old), Some(new)) => {
                IDENTITY.iter().all(|name| old.get_attribute(name) == new.get_attribute(name))
                    && row_link(old) == row_link(new)
            }
            _ => true,
        }
}

/// Where a row of a table leads: it tells one row from another.
fn row_link(element: &Element) -> Option<String> {
    if element.tag_name() != "TR" {
        return None;
    }
    element.query_selector("a[href]").ok().flatten()?.get_attribute("href")
}

fn update(old: &Node, new: &Node) {
    if let (Some(old), Some(new)) = (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        if !old.has_attribute(KEEP) {
            attributes(old, new);
            children(old, new);
        }
    } else if old.node_value() != new.node_value() {
        old.set_node_value(new.node_value().as_deref());
    }
}

fn attributes(old: &Element, new: &Element) {
    for name in names(new) {
        let value = new.get_attribute(&name).unwrap_or_default();
        if name != OPEN && old.get_attribute(&name).as_ref() != Some(&value) {
            // Refused only for odd names, which the server does not write.
            let _ = old.set_attribute(&name, &value);
        }
    }
    for name in names(old).filter(|name| name != OPEN && !new.has_attribute(name)) {
        let _ = old.remove_attribute(&name);
    }
}

fn names(element: &Element) -> impl Iterator<Item = String> {
    element.get_attribute_names().into_iter().filter_map(|name| name.as_string())
}
