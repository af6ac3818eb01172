//! Codes of the engine in words.

use crate::page::PageCx;
use domain::{ProductField, ProductFieldKind};
use hub::validation::{ExportWords, Field};
use i18n::{Locales, Texts, format};
use leptos::serde_json::Value;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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
    code.parse().map_or_else(|_| code.to_owned(), |known| field(t, &known))
}

/// A text of a rule in the reader's language, or in one that there is.
pub(super) fn of_language<'a>(cx: &PageCx, texts: &'a BTreeMap<String, String>) -> &'a str {
    let wanted = texts.get(cx.locale.words.as_tag()).or_else(|| texts.get("pt-BR"));
    wanted.or_else(|| texts.values().next()).map_or("", String::as_str)
}

/// Why a table cannot be read, and what to do.
pub(super) fn problem(cx: &PageCx, code: &str, data: &Value) -> String {
    let number = |name: &str| told(cx.locale, data.get(name));
    let bytes =
        |name: &str| data.get(name).and_then(Value::as_u64).map(|bytes| format::bytes(cx.locale, bytes));
    let max = match code {
        "too_many_bytes" | "cell_too_long" | "record_too_long" | "unpacked_too_large" => bytes("max"),
        _ => None,
    };
    let max = max.unwrap_or_else(|| number("max"));
    let row = number(if code == "no_header" { "row" } else { "line" });
    let columns = number(if code == "too_many_columns" { "columns" } else { "column" });
    cx.t.validation().problem(code, &columns, &max, &row, &number("sheet"))
}

/// Why a cell breaks a rule.
pub(super) fn detail(cx: &PageCx, detail: &Value) -> String {
    why(cx.t, cx.locale, detail)
}

/// A detail of the engine's is a code, perhaps a reason, and what belongs to it under names of its own.
fn why(t: Texts, locales: Locales, detail: &Value) -> String {
    let first = |names: &[&str]| {
        let named = names.iter().find_map(|name| detail.get(*name));
        told(locales, named)
    };
    let code = detail.get("code").and_then(Value::as_str).unwrap_or_default();
    let code = match detail.get("reason").or_else(|| detail.get("unit")).and_then(Value::as_str) {
        Some(reason) => format!("{code}_{reason}"),
        None if code == "too_long" && detail.get("step").is_some() => "step_too_long".to_owned(),
        None => code.to_owned(),
    };
    let is = first(&["length", "given", "decimals", "count", "ratio", "sum"]);
    let limit = first(&["max", "min", "bound", "n", "expected"]);
    let other = match detail.get("field").and_then(Value::as_str) {
        Some(field) => field_code(t, field),
        None => first(&["first", "also", "word", "tag", "list", "other"]),
    };
    t.validation().why(&code, &is, &limit, &other)
}

/// A value of the engine's as people write it. Decimals come as texts.
fn told(locales: Locales, value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => match text.parse::<Decimal>() {
            Ok(number) if text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-') => {
                format::decimal(locales, number)
            }
            _ => text.clone(),
        },
        Some(Value::Number(number)) => {
            number.as_i64().map_or_else(|| number.to_string(), |number| format::integer(locales, number))
        }
        Some(Value::Array(all)) => {
            all.iter().map(|one| told(locales, Some(one))).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// A cell as it is shown: numbers as people write them, what is long cut, spaces that nobody would see as signs, and nothing
/// said to be nothing.
pub(super) fn value(cx: &PageCx, field: &str, value: &str) -> String {
    if value.is_empty() {
        return cx.t.validation().empty_value().to_owned();
    }
    let kind = field.parse().map(ProductField::kind);
    if matches!(kind, Ok(ProductFieldKind::Money | ProductFieldKind::Number | ProductFieldKind::Integer)) {
        return told(cx.locale, Some(&Value::from(value)));
    }
    let shown = with_spaces(value);
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
            v.why_column(),
            v.proposed_column(),
        ],
        language: locales.words.as_tag(),
        severity: Box::new(move |severity| t.validation().severity(severity.code())),
        field: Box::new(move |code| field_code(t, code)),
        why: Box::new(move |detail| why(t, locales, detail)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;
    use leptos::serde_json::json;

    #[test]
    fn spaces_that_a_browser_does_not_show_are_signs() {
        assert_eq!(with_spaces(" Boné  azul claro "), "␣Boné␣␣azul claro␣");
        assert_eq!(with_spaces("Boné azul"), "Boné azul");
        assert_eq!(with_spaces("  "), "␣␣");
    }

    #[test]
    fn details_become_sentences_with_numbers_as_people_write_them() {
        let t = Texts::new(Locale::PtBr);
        let told = |detail: Value| why(t, Locale::PtBr.into(), &detail);
        assert_eq!(
            told(json!({ "code": "too_long", "max": 1060, "length": 71 })),
            "Tamanho 71; o máximo é 1.060"
        );
        assert_eq!(told(json!({ "code": "too_small", "bound": "1.50" })), "O mínimo é 1,50");
        assert_eq!(told(json!({ "code": "gtin", "reason": "zero" })), "Tem só zeros");
        assert_eq!(told(json!({ "code": "duplicate", "first": 12 })), "O produto 12 tem o mesmo valor");
        assert_eq!(told(json!({ "code": "nonsense" })), "");
        assert_eq!(told(Value::Null), "");
    }
}
