//! What an entry of the history holds besides its action, in words.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use i18n::{Locales, Texts, format};
use leptos::serde_json::Value;

/// Keys whose texts are codes of Orion, where others hold what people wrote.
const CODED: [&str; 13] = [
    "because", "changed", "from", "interval", "kind", "level", "next", "plan", "role", "severity", "state",
    "status", "to",
];

/// How an entry is told: in whose words, and in which zone its moments are.
pub(super) struct Telling {
    pub texts: Texts,
    pub locales: Locales,
    pub zone: Tz,
}

impl Telling {
    /// A line for each thing that the entry holds, such as "Papel: Operador".
    pub fn lines(&self, data: &Value) -> Vec<String> {
        let mut lines = Vec::new();
        self.add("", "", data, &mut lines);
        lines
    }

    fn add(&self, label: &str, key: &str, value: &Value, lines: &mut Vec<String>) {
        if let Value::Object(fields) = value {
            for (key, value) in fields {
                let own = self.label(key);
                let label = if label.is_empty() { own } else { format!("{label} · {own}") };
                self.add(&label, key, value, lines);
            }
        } else if let Some(text) = self.text(key, value) {
            lines.push(self.texts.history().detail_line(label, &text));
        }
    }

    /// What a key is called; the key itself where no text knows it.
    fn label(&self, key: &str) -> String {
        let known = self.texts.history().detail(key);
        if known.is_empty() { key.replace('_', " ") } else { known }
    }

    /// Nothing for what is not there.
    fn text(&self, key: &str, value: &Value) -> Option<String> {
        let t = self.texts.common();
        match value {
            Value::Null => None,
            Value::Bool(true) => Some(t.yes().to_owned()),
            Value::Bool(false) => Some(t.no().to_owned()),
            Value::Number(number) => {
                let whole = number.as_i64().map(|number| format::integer(self.locales, number));
                Some(whole.unwrap_or_else(|| number.to_string()))
            }
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(self.words(key, text)),
            Value::Array(items) => {
                let texts: Vec<_> = items.iter().filter_map(|item| self.text(key, item)).collect();
                (!texts.is_empty()).then(|| texts.join(", "))
            }
            Value::Object(_) => Some(value.to_string()),
        }
    }

    fn words(&self, key: &str, text: &str) -> String {
        let t = self.texts.history();
        if CODED.contains(&key) {
            let known = if key == "changed" { t.detail(text) } else { t.detail_code(text) };
            if !known.is_empty() {
                return known;
            }
        }
        match DateTime::parse_from_rfc3339(text) {
            Ok(at) => format::date_time(self.locales, at.with_timezone(&Utc), self.zone),
            Err(_) => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;
    use leptos::serde_json::json;

    fn told(locale: Locale, data: &Value) -> Vec<String> {
        let locales = Locales::from(locale);
        let zone = chrono_tz::America::Sao_Paulo;
        Telling { texts: Texts::new(locale), locales, zone }.lines(data)
    }

    #[test]
    fn details_are_words_in_the_zone_of_the_company() {
        let data = json!({ "name": "owner", "from": "viewer", "to": "operator", "until": null });
        assert_eq!(told(Locale::PtBr, &data), ["Antes: Leitor", "Nome: owner", "Depois: Operador"]);
        let data = json!({ "to": { "plan": "pro", "overage": false, "cancels_at": "2026-12-05T02:42:00Z" } });
        let lines = told(Locale::PtBr, &data);
        assert!(lines[0].starts_with("Depois · Termina em: 04/12/2026, 23:42"), "{lines:?}");
        assert_eq!(lines[1..], ["Depois · Uso além do plano: Não", "Depois · Plano: Pro"]);
        assert_eq!(told(Locale::En, &json!({ "changed": ["price", "sku"] })), ["Changed: Price, SKU"]);
    }

    #[test]
    fn how_grave_it_is_and_how_much_it_was_are_words_too() {
        let data = json!({ "level": "critical", "severity": "hint", "on": true });
        assert_eq!(
            told(Locale::PtBr, &data),
            ["Recebe: Só os críticos", "Ligado: Sim", "Gravidade: Sugestão"]
        );
        let data = json!({ "bytes": 12, "rows": 3, "subscription": "sub_1" });
        assert_eq!(told(Locale::Fr, &data).len(), 3);
        for key in ["bytes", "level", "on", "rows", "subscription"] {
            for locale in Locale::ALL {
                assert_ne!(Texts::new(locale).history().detail(key), "", "{key} in {locale:?}");
            }
        }
    }

    #[test]
    fn what_another_version_wrote_is_told_as_it_is() {
        assert_eq!(told(Locale::En, &json!({ "thing_of_tomorrow": ["a", 1] })), ["thing of tomorrow: a, 1"]);
        assert!(told(Locale::En, &Value::Null).is_empty() && told(Locale::En, &json!({})).is_empty());
    }
}
