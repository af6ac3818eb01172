//! `/admin/integracoes/conformidade`: which scenarios each connector passes, as the tests wrote it down.

use super::{GALLERY, guide, platform_name};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use hub::permit::View;
use leptos::prelude::*;
use ui::{Breadcrumbs, PageHeader};

/// Where the table is shown.
pub(super) const PATH: &str = "/admin/integracoes/conformidade";
const TABLE: &str = include_str!("../../../docs/conformance.md");

/// `/admin/integracoes/conformidade`
pub fn conformance_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, _| async move {
        let t = cx.t.integrations();
        let trail = vec![(t.title().to_owned(), GALLERY.to_owned())];
        // The scenarios stand first in their rows.
        let html = guide::html(&translated(&cx, TABLE)).replace("<tr><td>", "<tr><td lang=\"en\">");
        let body = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            <PageHeader title=t.conformance() context=t.conformance_context().into_any()/>
            <div class="prose" tabindex="0" role="region" aria-label=t.conformance() inner_html=html></div>
        };
        Ok(Page::new(t.conformance(), body))
    })
}

/// The tables in the reader's language, but for the scenarios, which are called as in the tests. What stands before the
/// first of them the page says itself.
fn translated(cx: &PageCx, table: &str) -> String {
    let mut told = String::with_capacity(table.len());
    for line in table.lines().skip_while(|line| !line.starts_with("## ")) {
        match (line.strip_prefix("## "), line.strip_prefix("| ")) {
            (Some(section), _) => told.push_str(&format!("## {}", heading(cx, section))),
            (None, Some(row)) => told.push_str(&translated_row(cx, row)),
            (None, None) => told.push_str(line),
        }
        told.push('\n');
    }
    told
}

/// A section of the tables in words; as it is written, where it is a new one.
fn heading(cx: &PageCx, section: &str) -> String {
    let told = cx.t.integrations().conformance_section(&code(section));
    if told.is_empty() { section.to_owned() } else { told }
}

/// "Orders, from the simulator" as `orders_from_the_simulator`.
fn code(section: &str) -> String {
    let words = section.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

/// A row behind its first bar: the scenario, or its heading, and a cell for each platform.
fn translated_row(cx: &PageCx, row: &str) -> String {
    let t = cx.t.integrations();
    let mut cells = row.trim_end_matches('|').split('|').map(str::trim);
    let first = cells.next().unwrap_or_default();
    let is_heading = first == "Scenario";
    let first = if is_heading { t.conformance_scenario() } else { first };
    let cells = cells.map(|cell| match cell {
        "yes" => t.conformance_passed().to_owned(),
        "no" => t.conformance_failed().to_owned(),
        platform if is_heading => platform_name(cx, platform),
        other => other.to_owned(),
    });
    let cells = std::iter::once(first.to_owned()).chain(cells).collect::<Vec<_>>();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_words_in_every_language() {
        for locale in domain::Locale::ALL {
            let t = i18n::Texts::new(locale);
            for section in TABLE.lines().filter_map(|line| line.strip_prefix("## ")) {
                assert!(
                    !t.integrations().conformance_section(&code(section)).is_empty(),
                    "{locale} {section}"
                );
            }
        }
    }
}
