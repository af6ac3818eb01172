//! What checks of products find, in words: the same on pages, in files and in spreadsheets.

use domain::ProductField;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::{Locales, Texts, format};

/// What a field is called, by its code; a free attribute bears its own name.
pub fn field(t: Texts, code: &str) -> String {
    match (code.parse::<ProductField>(), code.strip_prefix("attribute.")) {
        (Ok(field), _) => t.validation().field(field.code()).to_string(),
        (Err(_), Some(name)) => t.validation().attribute(name),
        (Err(_), None) => code.to_owned(),
    }
}

/// Why a cell breaks a rule; empty where there is nothing to say.
///
/// A detail of the engine's is a code, perhaps a reason, and what belongs to it under names of its own.
pub fn why(locales: impl Into<Locales>, detail: &Value) -> String {
    let locales = locales.into();
    let t = Texts::new(locales);
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
        Some(field) => self::field(t, field),
        None => first(&["first", "also", "word", "tag", "list", "other"]),
    };
    t.validation().why(&code, &is, &limit, &other)
}

/// A value of the engine's as people write it. Decimals come as texts.
pub fn told(locales: Locales, value: Option<&Value>) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;
    use serde_json::json;

    #[test]
    fn details_become_sentences_with_numbers_as_people_write_them() {
        let told = |detail: Value| why(Locale::PtBr, &detail);
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
