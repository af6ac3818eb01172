//! What an entry of the history holds besides its action, in words.

use crate::products::measure;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{AuditAction, Currency, Money};
use i18n::{Locales, Texts, finding, format};
use leptos::serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Keys whose texts are codes of Orion, where others hold what people wrote.
const CODED: [&str; 14] = [
    "because", "by", "changed", "from", "interval", "kind", "level", "next", "plan", "role", "severity",
    "state", "status", "to",
];

/// Characters of a value up to which what it was and what it is stand on one line.
const SHORT: usize = 80;

/// How an entry is told: in whose words, and in which zone its moments are.
pub(super) struct Telling {
    pub texts: Texts,
    pub locales: Locales,
    pub zone: Tz,
}

impl Telling {
    /// A line for each thing that the entry holds, such as "Papel: Operador", and behind these one for each that was changed, such as
    /// "Preço: R$ 10,00 → R$ 12,00".
    pub fn lines(&self, data: &Value) -> Vec<String> {
        let mut lines = Vec::new();
        let Value::Object(fields) = data else { return lines };
        let change = fields.get("from").zip(fields.get("to"));
        for (key, value) in fields {
            // Half of the change, or told by it.
            let is_of_change =
                |(_, to): (_, &Value)| matches!(key.as_str(), "from" | "to") || to.get(key).is_some();
            if !change.is_some_and(is_of_change) {
                self.add(&self.label(key), key, value, &mut lines);
            }
        }
        if let Some((from, to)) = change {
            self.add_change("", "to", (from, to), &mut lines);
        }
        lines
    }

    /// What was changed of a plan or its payment, in one line: such entries are told apart by it. Nothing of other actions.
    pub fn change(&self, action: &str, data: &Value) -> Option<String> {
        match action.parse() {
            Ok(AuditAction::BillingSubscriptionChanged | AuditAction::OrganisationPlanChanged) => {
                let lines = self.lines(data);
                (!lines.is_empty()).then(|| lines.join(" · "))
            }
            _ => None,
        }
    }

    fn add(&self, label: &str, key: &str, value: &Value, lines: &mut Vec<String>) {
        if let Value::Object(fields) = value {
            for (key, value) in fields {
                self.add(&format!("{label} · {}", self.label(key)), key, value, lines);
            }
        } else if let Some(text) = self.text(key, value) {
            lines.push(self.texts.history().detail_line(label, &text));
        }
    }

    fn add_change(&self, label: &str, key: &str, (from, to): (&Value, &Value), lines: &mut Vec<String>) {
        if from == to {
            return;
        }
        let t = self.texts.history();
        if from.is_object() || to.is_object() {
            let none = Map::new();
            let [before, after] = [from, to].map(|value| value.as_object().unwrap_or(&none));
            for name in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
                // Columns are called as in their sheet, and are fields.
                let (own, key) = if key == "columns" {
                    (name.clone(), "field")
                } else {
                    (self.label(name), name.as_str())
                };
                let label = if label.is_empty() { own } else { format!("{label} · {own}") };
                let [before, after] = [before, after].map(|of| of.get(name).unwrap_or(&Value::Null));
                self.add_change(&label, key, (before, after), lines);
            }
            return;
        }
        let label = if label.is_empty() { t.detail("changed") } else { label.to_owned() };
        let [before, after] =
            [from, to].map(|value| self.text(key, value).unwrap_or_else(|| t.nothing_there().to_owned()));
        let is_short = |text: &String| !text.contains('\n') && text.chars().nth(SHORT).is_none();
        if [&before, &after].into_iter().all(is_short) {
            lines.push(t.change_line(&after, &before, &label));
        } else {
            for (side, text) in [("from", before), ("to", after)] {
                lines.push(t.detail_line(&format!("{label} · {}", t.detail(side)), &text));
            }
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
        match key {
            "compare_at" | "cost" | "price" => return self.money(text).unwrap_or_else(|| text.to_owned()),
            "height" | "length" | "weight" | "width" => {
                return self.measured(text).unwrap_or_else(|| text.to_owned());
            }
            "currency" => return text.to_uppercase(),
            "field" => return finding::field(self.texts, text),
            "delimiter" => return self.texts.validation().delimiter(text),
            "encoding" => return self.texts.validation().encoding(text),
            _ => {}
        }
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

    /// A weight or a side as it is kept, such as `125 mm`, in the unit in which people type it.
    fn measured(&self, text: &str) -> Option<String> {
        let (count, unit) = text.split_once(' ')?;
        let count = count.parse().ok()?;
        match unit {
            "g" => Some(measure::grams(self.locales, count)),
            "mm" => Some(measure::millimetres(self.locales, count)),
            _ => None,
        }
    }

    /// An amount as it is kept, such as `19.90 BRL`.
    fn money(&self, text: &str) -> Option<String> {
        let (amount, currency) = text.split_once(' ')?;
        let money = Money::new(amount.parse().ok()?, currency.parse::<Currency>().ok()?);
        Some(format::money(self.locales, money))
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
        assert_eq!(told(Locale::PtBr, &data), ["Nome: owner", "Mudou: Leitor → Operador"]);
        let data = json!({ "to": { "plan": "pro", "overage": false, "cancels_at": "2026-12-05T02:42:00Z" } });
        let lines = told(Locale::PtBr, &data);
        assert!(lines[0].starts_with("Depois · Termina em: 04/12/2026, 23:42"), "{lines:?}");
        assert_eq!(lines[1..], ["Depois · Conferências além do plano: Não", "Depois · Plano: Pro"]);
        assert_eq!(told(Locale::En, &json!({ "changed": ["price", "sku"] })), ["Changed: Price, SKU"]);
    }

    #[test]
    fn a_change_is_told_from_what_it_was_to_what_it_is() {
        let data = json!({
            "sku": "A-1",
            "from": { "sku": "A-0", "price": null, "active": true, "columns": { "to": "title", "Cor": null } },
            "to": { "sku": "A-1", "price": "1990.50 BRL", "active": false, "columns": { "to": "brand", "Cor": "color" } },
        });
        let lines = told(Locale::PtBr, &data);
        assert_eq!(lines[0], "Em uso: Sim → Não");
        assert!(lines[1].starts_with("Colunas · Cor: nada → "), "{lines:?}");
        assert!(lines[2].starts_with("Colunas · to: Título"), "{lines:?}");
        assert!(lines[3].starts_with("Preço: nada → R$") && lines[3].ends_with("1.990,50"), "{lines:?}");
        assert_eq!(lines[4..], ["SKU: A-0 → A-1"], "what was changed is told once");

        let data = json!({ "kind": "runs", "from": 90, "to": 30 });
        assert_eq!(told(Locale::En, &data), ["Kind: runs", "Changed: 90 → 30"]);
        let same = json!({ "plan": "pro", "cancels_at": null });
        let data = json!({ "from": same, "to": { "plan": "business", "cancels_at": null } });
        assert_eq!(told(Locale::En, &data), ["Plan: Pro → Business"], "what stayed is not told");
    }

    #[test]
    fn an_entry_about_payment_names_what_changed() {
        let telling = |locale| Telling {
            texts: Texts::new(locale),
            locales: Locales::from(locale),
            zone: chrono_tz::America::Sao_Paulo,
        };
        let of = |status: &str, plan: &str| json!({ "status": status, "plan": plan, "overage": false });
        let failed = json!({ "from": of("active", "pro"), "to": of("past_due", "pro") });
        let told = telling(Locale::PtBr).change("billing.subscription_changed", &failed);
        assert_eq!(told.unwrap(), "Situação: Em dia → Pagamento pendente");
        let both = json!({ "from": of("trialing", "pro"), "to": of("active", "business") });
        let told = telling(Locale::En).change("billing.subscription_changed", &both);
        assert_eq!(told.unwrap(), "Plan: Pro → Business · Status: On trial → Paid");
        let plan = json!({ "from": "pro", "to": "free" });
        let told = telling(Locale::PtBr).change("organisation.plan_changed", &plan);
        assert_eq!(told.unwrap(), "Mudou: Pro → Free");
        assert_eq!(telling(Locale::PtBr).change("product.updated", &plan), None);
    }

    #[test]
    fn codes_of_currencies_are_in_capitals() {
        assert_eq!(told(Locale::PtBr, &json!({ "currency": "brl" })), ["Moeda: BRL"]);
    }

    #[test]
    fn measures_are_told_as_they_are_typed() {
        let data = json!({
            "from": { "length": "125 mm", "weight": null },
            "to": { "length": "100 mm", "weight": "1250 g" },
        });
        let lines = told(Locale::PtBr, &data);
        assert!(lines[0].ends_with(": 12,5\u{a0}cm → 10\u{a0}cm"), "{lines:?}");
        assert!(lines[1].ends_with(": nada → 1.250\u{a0}g"), "{lines:?}");
        assert_eq!(told(Locale::En, &json!({ "weight": "2 kg" })), ["Weight: 2 kg"], "of another version");
    }

    #[test]
    fn long_texts_stand_one_below_the_other() {
        let data = json!({ "from": { "yaml": "id: a\nfield: x\n" }, "to": { "yaml": "id: b" } });
        let lines = told(Locale::PtBr, &data);
        assert_eq!(lines, ["Texto da regra · Antes: id: a\nfield: x\n", "Texto da regra · Depois: id: b"]);
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
        for key in ["bytes", "level", "on", "only_clean", "rows", "subscription"] {
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
