//! What was saved before of a column's steps or of an own rule, each to be brought back; and by which versions a check was
//! made.

use super::words;
use crate::page::PageCx;
use domain::{
    SheetKind,
    view::validation::{RunRule, RunView, Version},
};
use hub::validation::OWN;
use i18n::format;
use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::{Cell, Column, DataTable, Fact, Facts, Panel, Place, RawView, Row, StatusBadge, Tone};

/// The versions of something, the latest first, each with its text; all but the latest with what brings them back. Nothing
/// until there are two.
pub(super) fn panel<T>(
    cx: &PageCx,
    versions: &[Version<T>],
    text: impl Fn(&T) -> String,
    bring_back: impl Fn(&T, String) -> AnyView,
) -> Option<AnyView> {
    let t = cx.t.versions();
    if versions.len() < 2 {
        return None;
    }
    let columns = vec![
        Column::new(Place::Lead, t.version_column()),
        Column::new(Place::Detail, t.text_column()),
        Column::new(Place::State, t.state_column()),
    ];
    let rows = versions.iter().enumerate().map(|(at, version)| {
        let title = t.version(version.number.into());
        let when = format::date_time(cx.locale, version.saved_at, cx.zone);
        let saved = match &version.saved_by {
            Some(name) => t.saved_by(&when, name),
            None => t.saved(&when),
        };
        let state = match at {
            0 => view! { <StatusBadge tone=Tone::Positive label=t.latest()/> }.into_any(),
            _ => bring_back(&version.saved, title.clone()),
        };
        let text = view! { <RawView label=t.text_of(version.number.into()) text=text(&version.saved)/> };
        Row {
            href: String::new(),
            lead: view! { <div>{title}</div> <div class="meta">{saved}</div> }.into_any(),
            cells: vec![Cell::view(text), Cell::view(state)],
            pick: None,
        }
    });
    let rows = rows.collect();
    let panel = view! {
        <Panel title=t.title() context=t.context()>
            <DataTable caption=t.title() columns=columns rows=rows dense=true empty=().into_any()/>
        </Panel>
    };
    Some(panel.into_any())
}

/// The versions of the packs and own rules that a check held the rows to, and of what their columns meant; nothing where they
/// were not kept.
pub(super) fn used(cx: &PageCx, run: &RunView, rules: &[RunRule]) -> Option<AnyView> {
    let (t, packs) = (cx.t.versions(), words::Packs::of(cx));
    // Rules come in the order of what they found.
    let versions: BTreeMap<_, _> = rules
        .iter()
        .filter_map(|rule| {
            let name = if rule.pack == OWN { rule.rule.as_str() } else { packs.name(&rule.pack) };
            Some(((rule.pack == OWN, name), rule.version?))
        })
        .collect();
    if versions.is_empty() {
        return None;
    }
    let meant = run.mapping.get("version").filter(|_| run.kind != SheetKind::Catalogue);
    let meant = meant.and_then(leptos::serde_json::Value::as_i64);
    let meant = meant.map(|version| Fact::new(t.columns(), t.version(version)));
    let facts = versions.into_iter().map(|((is_own, name), version)| {
        let name = if is_own { t.own_rule(name) } else { name.to_owned() };
        Fact::new(name, t.version(version.into()))
    });
    let facts: Vec<_> = facts.chain(meant).collect();
    let used =
        view! { <details class="raw"><summary>{t.used()}</summary><Facts facts=facts wide=true/></details> };
    Some(used.into_any())
}
