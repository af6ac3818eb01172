//! What checks of products find, in words: the same on pages, in files and in spreadsheets.

use domain::{ProductField, column_letters};
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

/// Characters of a part of a value that are shown.
const PART: usize = 60;

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
        None => with_more(code, detail).to_owned(),
    };
    let is = first(&["length", "given", "decimals", "count", "ratio", "sum"]);
    let limit = first(&["max", "min", "bound", "n", "expected", "other"]);
    let text = |name: &str| detail.get(name).and_then(Value::as_str);
    let other = if let Some(fields) = text("field").or_else(|| text("fields")) {
        fields.split('|').map(|code| field(t, code)).collect::<Vec<_>>().join(", ")
    } else if let Some(part) = text("example").or_else(|| text("found")) {
        shortened(part)
    } else {
        first(&["first", "also", "word", "tag", "list", "other"])
    };
    let why = t.validation().why(&code, &is, &limit, &other);
    // Told from one.
    let column = detail.get("column").and_then(Value::as_u64);
    match column.and_then(|column| usize::try_from(column).ok()?.checked_sub(1)) {
        Some(column) if !why.is_empty() => t.validation().in_column(&column_letters(column), &why),
        _ => why,
    }
}

/// The code of a detail, or a closer one where the detail tells more.
fn with_more<'a>(code: &'a str, detail: &Value) -> &'a str {
    let text = |name: &str| detail.get(name).and_then(Value::as_str);
    let has = |name: &str| detail.get(name).is_some();
    match code {
        "too_long" if has("step") => "step_too_long",
        "pattern" if has("example") => "pattern_like",
        "forbidden_pattern" => match text("found") {
            // Some patterns find a place, and nothing at it.
            Some("") => code,
            Some(found) if found.trim().is_empty() => "forbidden_space",
            Some(_) => "forbidden_part",
            None if has("capitals") => "forbidden_capitals",
            None if has("whole") => "forbidden_value",
            None => code,
        },
        "more_than_field" if has("field") => "more_than_named",
        "less_than_field" if has("field") => "less_than_named",
        "differs_from_field" if has("field") => "differs_from_named",
        "equals_field" if has("field") => "equals_named",
        "too_few_fields" if has("fields") => "too_few_of",
        _ => code,
    }
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(PART) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
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
        let less = json!({ "code": "less_than_field", "other": "227.84", "field": "cost" });
        assert_eq!(told(less), "É menor que 227,84 (Custo)");
        let few = json!({ "code": "too_few_fields", "n": 1, "given": 0, "fields": "gtin|isbn" });
        assert_eq!(told(few), "Preenchidos entre GTIN, ISBN: 0; o mínimo é 1");
        let like = json!({ "code": "pattern", "example": "61091000" });
        assert_eq!(told(like), "Não segue o formato pedido, como 61091000");
        let found = |found: &str| told(json!({ "code": "forbidden_pattern", "found": found }));
        assert_eq!(found("  "), "Tem espaços que sobram");
        assert_eq!(found("WhatsApp"), "Contém “WhatsApp”");
        assert_eq!(found(""), "Contém algo que não é aceito");
        let capitals = json!({ "code": "forbidden_pattern", "capitals": "BONÉ AZUL" });
        assert_eq!(told(capitals), "Está todo em maiúsculas");
        let whole = json!({ "code": "forbidden_pattern", "whole": "N/A" });
        assert_eq!(told(whole), "Este valor não é aceito");
        let image = json!({ "code": "image", "reason": "extension", "item": 2, "column": 28 });
        assert_eq!(told(image), "O tipo da imagem não é aceito (coluna AB)");
        let small = json!({ "code": "image", "reason": "too_small", "item": 1, "given": "800 × 499" });
        assert_eq!(told(small), "A imagem é pequena demais: tem 800 × 499 pixels");
        let heavy = json!({ "code": "image", "reason": "too_heavy", "item": 1, "given": 10_000_001 });
        assert_eq!(told(heavy), "O arquivo da imagem é pesado demais: 10.000.001 bytes");
        assert_eq!(told(json!({ "code": "nonsense" })), "");
        assert_eq!(told(Value::Null), "");
    }
}
