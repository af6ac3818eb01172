//! Codes of the engine in words.

use crate::{integrations, page::PageCx};
use domain::{ConnectionId, Permission, PlanCode, PlanCurrency, ProductField, ProductFieldKind, Quota};
use hub::validation::{ExportWords, Field, OWN, READING};
use i18n::{Locales, Texts, format};
use leptos::{prelude::*, serde_json::Value};
use std::collections::BTreeMap;
use ui::{ButtonKind, LinkButton};

/// Characters of a value that are shown.
const VALUE: usize = 120;

/// What a field is called.
pub(super) fn product_field(t: Texts, field: ProductField) -> String {
    t.validation().field(field.code())
}

/// What a field is called; a free attribute bears its own name.
pub(super) fn field(t: Texts, field: &Field) -> String {
    match field {
        Field::Product(field) => product_field(t, *field),
        Field::Attribute(name) => t.validation().attribute(name),
    }
}

/// The same of a field's code.
pub(super) fn field_code(t: Texts, code: &str) -> String {
    i18n::finding::field(t, code)
}

/// A text of a rule in the reader's language, or in one that there is.
pub(super) fn of_language<'a>(cx: &PageCx, texts: &'a BTreeMap<String, String>) -> &'a str {
    let wanted = texts.get(cx.locale.words.as_tag()).or_else(|| texts.get("pt-BR"));
    wanted.or_else(|| texts.values().next()).map_or("", String::as_str)
}

/// What packs are called: a channel, or what holds everywhere.
pub(super) struct Packs(BTreeMap<String, String>);

impl Packs {
    pub fn of(cx: &PageCx) -> Self {
        Self::in_language(cx.t, cx.locale)
    }

    fn in_language(t: Texts, locales: Locales) -> Self {
        let language = locales.words.as_tag();
        let shipped = hub::validation::packs().into_iter();
        let shipped = shipped.map(|pack| (pack.code, pack.title.get(language).to_owned()));
        let own = (OWN.to_owned(), t.rules().own().to_owned());
        let reading = (READING.to_owned(), t.validation().pack_reading().to_owned());
        Self(shipped.chain([own, reading]).collect())
    }

    /// The code itself of one that ships no longer.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.0.get(code).map_or(code, String::as_str)
    }
}

/// Why a table cannot be read, and what to do.
pub(super) fn problem(cx: &PageCx, code: &str, data: &Value) -> String {
    let number = |name: &str| i18n::finding::told(cx.locale, data.get(name));
    let bytes =
        |name: &str| data.get(name).and_then(Value::as_u64).map(|bytes| format::bytes(cx.locale, bytes));
    if let ("plan_limit", Some(_)) = (code, data.get("stopped_at")) {
        return cx.t.checks().went_beyond_plan(&number("left"), &number("stopped_at"));
    }
    let max = match code {
        "too_many_bytes" | "cell_too_long" | "record_too_long" | "unpacked_too_large" => bytes("max"),
        "plan_limit" => Some(number("left")),
        _ => None,
    };
    let max = max.unwrap_or_else(|| number("max"));
    let row = number(if code == "no_header" { "row" } else { "line" });
    let columns = match code {
        "too_many_columns" | "sheet_full" => number("columns"),
        "plan_limit" => number("needed"),
        _ => number("column"),
    };
    let said = cx.t.validation().problem(code, &columns, &max, &row, &number("sheet"));
    match larger_plan(cx.locale, data).filter(|_| code == "plan_limit") {
        Some(next) => format!("{said} {next}"),
        None => said,
    }
}

/// Which plan includes what a check would have counted, and for how much; nothing where the limit is that of a contract.
fn larger_plan(locales: Locales, data: &Value) -> Option<String> {
    let text = |name: &str| data.get(name).and_then(Value::as_str);
    let plan: PlanCode = text("next")?.parse().ok()?;
    let paid_in: Option<PlanCurrency> = text("currency").and_then(|currency| currency.parse().ok());
    Some(i18n::plan::next(locales, Quota::Validations, plan, paid_in))
}

/// What mends that a spreadsheet could not be reached: the account, or its access.
pub(super) fn repair(cx: &PageCx, account: ConnectionId, code: &str) -> Option<AnyView> {
    match code {
        "sheet_reauthorise" | "sheet_no_list" if cx.may(Permission::ManageConnections) => {
            let label = cx.t.integrations().reauthorise();
            let href = integrations::credentials_path(account);
            Some(view! { <LinkButton label=label href=href kind=ButtonKind::Primary/> }.into_any())
        }
        "sheet_reauthorise" | "sheet_not_connected" | "sheet_no_list" => {
            let label = cx.t.validation().see_account();
            Some(view! { <LinkButton label=label href=integrations::path(account)/> }.into_any())
        }
        _ => None,
    }
}

/// Why a cell breaks a rule.
pub(super) fn detail(cx: &PageCx, detail: &Value) -> String {
    i18n::finding::why(cx.locale, detail)
}

/// A value of a field as it is shown: numbers as people write them, and others as [`text`].
pub(super) fn value(cx: &PageCx, field: &str, value: &str) -> String {
    let kind = field.parse().map(ProductField::kind);
    match kind {
        Ok(ProductFieldKind::Money | ProductFieldKind::Number | ProductFieldKind::Integer)
            if !value.is_empty() =>
        {
            i18n::finding::told(cx.locale, Some(&Value::from(value)))
        }
        _ => text(cx, value),
    }
}

/// A text as it is shown: what is long cut, spaces that nobody would see as signs, and nothing said to be nothing.
pub(super) fn text(cx: &PageCx, text: &str) -> String {
    if text.is_empty() {
        return cx.t.validation().empty_value().to_owned();
    }
    let shown = with_spaces(text);
    match shown.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

/// A browser shows several spaces as one, and none at the ends.
fn with_spaces(text: &str) -> String {
    let (begin, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let mut shown = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let beside = |other: Option<char>| other.is_some_and(char::is_whitespace);
        let doubled =
            beside(text[..at].chars().next_back()) || beside(text[at + sign.len_utf8()..].chars().next());
        let unseen = sign.is_whitespace() && (at < begin || at >= end || doubled);
        shown.push(if unseen { '␣' } else { sign });
    }
    shown
}

/// The words of files of findings.
pub(super) fn export(t: Texts, locales: Locales) -> ExportWords {
    let v = t.validation();
    ExportWords {
        headings: [
            v.row_column(),
            v.line_column(),
            "SKU",
            v.field_column(),
            v.value_column(),
            v.severity_column(),
            v.rule(),
            v.pack_column(),
            v.why_column(),
            v.what_to_do(),
            v.proposed_column(),
        ],
        language: locales.words.as_tag(),
        severity: Box::new(move |severity| t.validation().severity(severity.code())),
        field: Box::new(move |code| field_code(t, code)),
        pack: {
            let packs = Packs::in_language(t, locales);
            Box::new(move |code| packs.name(code).to_owned())
        },
        why: Box::new(move |detail| i18n::finding::why(locales, detail)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::serde_json::json;

    #[test]
    fn a_check_beyond_the_plan_says_which_plan_goes_on_and_for_how_much() {
        let next = |data: Value| larger_plan(domain::Locale::PtBr.into(), &data);
        let over = json!({ "needed": 120, "left": 100, "next": "pro", "currency": "usd" });
        assert_eq!(next(over).unwrap(), "O plano Pro inclui 10.000 e custa US$\u{a0}49,00 por mês.");
        let by_contract = json!({ "next": "enterprise", "currency": null });
        assert_eq!(next(by_contract).unwrap(), "O plano Enterprise inclui quantos precisar, por contrato.");
        assert_eq!(next(json!({ "needed": 3, "left": 2, "next": null })), None);
    }

    #[test]
    fn spaces_that_a_browser_does_not_show_are_signs() {
        assert_eq!(with_spaces(" Boné  azul claro "), "␣Boné␣␣azul claro␣");
        assert_eq!(with_spaces("Boné azul"), "Boné azul");
        assert_eq!(with_spaces("  "), "␣␣");
    }
}
