//! Of how much a check is one: rules that were not used for lack of columns, products that there were not, and what was
//! strange in the rows.

use super::{sheet_path, words};
use crate::page::PageCx;
use domain::{
    Permission, ProductField, Severity, SheetKind,
    view::validation::{ReadingNote, RunRule, RunView},
};
use hub::validation::{NOTED_LINES, READING};
use i18n::format;
use leptos::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap};
use ui::{Banner, LinkButton, Tone};

/// Fields that are named of those that were lacking.
const NAMED: usize = 8;
/// Without one of these little of a product is checked.
const MAIN: [ProductField; 3] = [ProductField::Sku, ProductField::Title, ProductField::Price];

/// The rules of a check, by whether they were used.
struct Scope {
    used: i64,
    skipped: i64,
    /// Codes of the fields that those not used ask for: the main ones first, then those that most errors are about.
    lacks: Vec<String>,
}

impl Scope {
    fn of(rules: &[RunRule]) -> Self {
        // Cells that cannot be read are no rule of anybody's.
        let (skipped, used): (Vec<_>, Vec<_>) =
            rules.iter().filter(|rule| rule.pack != READING).partition(|rule| rule.is_skipped);
        let mut errors: BTreeMap<&str, usize> = BTreeMap::new();
        for rule in &skipped {
            for field in &rule.lacks {
                *errors.entry(field).or_default() += usize::from(rule.severity == Severity::Error);
            }
        }
        let place = |of: &[ProductField], code: &str| of.iter().position(|field| field.code() == code);
        let mut lacks: Vec<_> = errors.into_iter().collect();
        lacks.sort_by_key(|(field, errors)| {
            let known = place(ProductField::ALL, field).unwrap_or(usize::MAX);
            (place(&MAIN, field).is_none(), Reverse(*errors), known)
        });
        let count = |rules: &[&RunRule]| i64::try_from(rules.len()).unwrap_or(i64::MAX);
        Self {
            used: count(&used),
            skipped: count(&skipped),
            lacks: lacks.into_iter().map(|(field, _)| field.to_owned()).collect(),
        }
    }

    fn lacks_main(&self) -> bool {
        MAIN.iter().any(|field| self.lacks.iter().any(|code| code == field.code()))
    }

    /// How many rules were not used, and for lack of what; none where all were.
    fn told(&self, cx: &PageCx, kind: SheetKind) -> Option<String> {
        if self.skipped == 0 {
            return None;
        }
        let t = cx.t.validation();
        let skipped = if kind == SheetKind::Catalogue {
            t.skipped_catalogue(self.skipped)
        } else {
            t.skipped(self.skipped)
        };
        if self.lacks.is_empty() {
            return Some(skipped);
        }
        let more = self.lacks.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| cx.t.imports().more_columns(i64::try_from(more).unwrap_or(i64::MAX)));
        let named = self.lacks.iter().take(NAMED).map(|code| words::field_code(cx.t, code));
        let named: Vec<_> = named.chain(more).collect();
        Some(format!("{skipped} {}", t.lacking(&named.join(", "), word(kind))))
    }
}

/// What texts call it that is checked.
fn word(kind: SheetKind) -> &'static str {
    if kind == SheetKind::Catalogue { "catalogue" } else { "sheet" }
}

/// What a check that came to its end has to say of itself as a whole; nothing where what it found says enough.
pub(super) fn banner(cx: &PageCx, run: &RunView, rules: &[RunRule]) -> Option<AnyView> {
    let (t, scope) = (cx.t.validation(), Scope::of(rules));
    let is_catalogue = run.kind == SheetKind::Catalogue;
    let is_clean = run.counts.findings() == 0;
    let (tone, title, text) = if run.counts.rows == 0 {
        (Tone::Warning, t.no_products(), t.no_products_text(word(run.kind)))
    } else if is_clean && scope.skipped == 0 && scope.used > 0 {
        let all = t.clean_text(run.counts.rows);
        return Some(view! { <Banner tone=Tone::Positive title=t.clean() text=all/> }.into_any());
    } else {
        let used = (scope.used > 0).then(|| t.rules_used(scope.used));
        let text = used.into_iter().chain(scope.told(cx, run.kind)).collect::<Vec<_>>().join(" ");
        match (scope.used, scope.lacks_main()) {
            (0, _) => (Tone::Warning, t.none_used(), text),
            (_, true) if is_clean => (Tone::Warning, t.part_clean(), text),
            (_, true) => (Tone::Warning, t.part_used(), text),
            (_, false) if is_clean => (Tone::Info, t.part_clean(), text),
            (_, false) => return None,
        }
    };
    let action = (!is_catalogue && cx.may(Permission::EditCatalog)).then(|| {
        let (label, href) = (t.choose_columns(), sheet_path(run.sheet));
        view! { <LinkButton label=label href=href/> }.into_any()
    });
    Some(view! { <Banner tone=tone title=title text=text action=action.into_any()/> }.into_any())
}

/// How many rules were not used, under those that were broken; nothing where [`banner`] says it.
pub(super) fn skipped(cx: &PageCx, run: &RunView, rules: &[RunRule]) -> Option<AnyView> {
    let scope = Scope::of(rules);
    if run.counts.findings() == 0 || scope.used == 0 || scope.lacks_main() {
        return None;
    }
    scope.told(cx, run.kind).map(|told| view! { <p class="meta">{told}</p> }.into_any())
}

/// What was strange in rows and did not hinder reading them. `text` says where it was looked for.
pub(super) fn notes(cx: &PageCx, kind: SheetKind, notes: &[ReadingNote], text: String) -> Option<AnyView> {
    let t = cx.t.validation();
    let number = |count: u64| format::integer(cx.locale, i64::try_from(count).unwrap_or(i64::MAX));
    // Google leaves the empty cells at the end of a row out.
    let told = notes.iter().filter(|note| kind == SheetKind::File || note.code != "too_few_cells");
    let lines = told.map(|note| {
        let lines: Vec<_> = note.lines.iter().map(|line| number(*line)).collect();
        let is_cut = lines.len() == NOTED_LINES && note.count > NOTED_LINES as u64;
        let count = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
        let places = match lines.join(", ") {
            lines if is_cut => t.note_lines_cut(&lines, count(note.count)),
            lines => t.note_lines(count(note.lines.len() as u64), &lines),
        };
        view! { <li>{t.note(&note.code)} " " {places}</li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        let details = view! { <ul>{lines}</ul> }.into_any();
        view! { <Banner tone=Tone::Warning title=t.notes() text=text details=details/> }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(pack: &str, severity: Severity, lacks: &[&str]) -> RunRule {
        RunRule {
            position: 0,
            pack: pack.into(),
            rule: "r".into(),
            severity,
            field: None,
            title: BTreeMap::new(),
            explanation: BTreeMap::new(),
            found: 0,
            fixable: 0,
            kept: None,
            is_skipped: !lacks.is_empty(),
            lacks: lacks.iter().map(|field| (*field).to_owned()).collect(),
            version: None,
        }
    }

    #[test]
    fn what_errors_are_about_is_named_first() {
        let rules = [
            rule("general", Severity::Warning, &["images"]),
            rule("general", Severity::Hint, &["gtin", "mpn"]),
            rule("general", Severity::Error, &["price"]),
            rule("general", Severity::Error, &["attribute.cor"]),
            rule("general", Severity::Error, &["attribute.cor"]),
            rule("general", Severity::Error, &["sku"]),
            rule("general", Severity::Error, &[]),
            rule(READING, Severity::Error, &[]),
        ];
        let scope = Scope::of(&rules);
        assert_eq!((scope.used, scope.skipped), (1, 6));
        assert_eq!(scope.lacks, ["sku", "price", "attribute.cor", "gtin", "mpn", "images"]);
        assert!(scope.lacks_main());
        assert!(!Scope::of(&rules[..2]).lacks_main());
    }
}
