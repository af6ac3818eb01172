//! What a step is told, as fields of a form: read from the step, and written into it.

use hub::validation::Chain;
use leptos::serde_json::{self, Map, Value};

/// As `validator` calls them in YAML.
const CASES: &[&str] = &["lower", "upper", "title", "sentence"];
const MARKS: &[&str] = &["auto", ",", "."];
const UNITS: &[&str] = &["mg", "g", "kg", "oz", "lb", "mm", "cm", "m", "in", "ft", "ml", "l"];
const OTHERWISE: &[&str] = &["keep", "empty"];

/// A value that a step is told and a field can hold.
pub(super) struct StepValue {
    /// Its name there; none where the step is told this alone.
    name: Option<String>,
    /// As texts call it: the step, and the name.
    pub code: String,
    pub kind: Kind,
    /// As it stands in its field.
    pub shown: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Choice(&'static [&'static str]),
    /// Texts between commas.
    List,
    /// Lines of a text and what it becomes.
    Table,
}

/// What a step is called, and what it is told besides.
pub(super) fn in_words(step: &impl serde::Serialize) -> (String, Value) {
    match serde_json::to_value(step).unwrap_or_default() {
        Value::Object(of) => of.into_iter().next().unwrap_or_default(),
        Value::String(code) => (code, Value::Null),
        _ => Default::default(),
    }
}

/// What texts call a value of a step.
pub(super) fn code(step: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{step}_{name}"),
        None => step.to_owned(),
    }
}

/// The values of a step that fields can hold, in the order of [`set`].
pub(super) fn values(step: &str, more: &Value) -> Vec<StepValue> {
    match more {
        Value::Object(of) => of.iter().filter_map(|(name, value)| one(step, Some(name), value)).collect(),
        alone => one(step, None, alone).into_iter().collect(),
    }
}

fn one(step: &str, name: Option<&str>, value: &Value) -> Option<StepValue> {
    let code = code(step, name);
    let (kind, shown) = match (code.as_str(), value) {
        // Steps inside of it, and parts that are no texts, are for the text.
        _ if matches!(step, "when" | "concatenate") => return None,
        ("case", Value::String(text)) => (Kind::Choice(CASES), text.clone()),
        ("lookup_otherwise", Value::String(text)) => (Kind::Choice(OTHERWISE), text.clone()),
        ("convert_from" | "convert_to", Value::String(text)) => (Kind::Choice(UNITS), text.clone()),
        (_, Value::String(text)) if name == Some("decimal") => (Kind::Choice(MARKS), text.clone()),
        // A field of one line drops the ends of others.
        (_, Value::String(text)) if !text.contains(['\n', '\r']) => (Kind::Text, text.clone()),
        (_, Value::Number(number)) => (Kind::Whole, number.to_string()),
        (_, Value::Array(all)) => (Kind::List, listed(all)?),
        ("lookup_table", Value::Object(of)) => (Kind::Table, tabled(of)?),
        _ => return None,
    };
    Some(StepValue { name: name.map(str::to_owned), code, kind, shown })
}

/// None where a field would tell it in another way.
fn listed(all: &[Value]) -> Option<String> {
    let items: Option<Vec<_>> = all.iter().map(Value::as_str).collect();
    items.filter(|items| items.iter().all(|item| !item.contains(','))).map(|items| items.join(", "))
}

fn tabled(of: &Map<String, Value>) -> Option<String> {
    let is_plain = |text: &str| text.trim() == text && !text.contains(['\n', '\r']);
    let line = |(from, to): (&String, &Value)| {
        let to = to.as_str().filter(|to| is_plain(to))?;
        let is_line = is_plain(from) && !from.is_empty() && !from.contains(':');
        is_line.then(|| format!("{from}: {to}").trim_end().to_owned())
    };
    of.iter().map(line).collect::<Option<Vec<_>>>().map(|lines| lines.join("\n"))
}

/// Why a step cannot be told what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It takes no such value.
    Value,
    /// This line, from 1, does not say what becomes of what.
    Line(usize),
    /// This line, from 1, is about what another one is about.
    Twice(usize),
}

impl StepValue {
    /// What somebody wrote into its field.
    fn read(&self, typed: &str) -> Result<Value, Wrong> {
        Ok(match self.kind {
            // As people write it.
            Kind::Text if self.code == "multiply" => Value::from(typed.trim().replace(',', ".")),
            Kind::Text => Value::from(typed),
            Kind::Whole => Value::from(typed.trim().parse::<i64>().map_err(|_| Wrong::Value)?),
            Kind::Choice(known) => {
                Value::from(*known.iter().find(|known| **known == typed).ok_or(Wrong::Value)?)
            }
            Kind::List => {
                typed.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect()
            }
            Kind::Table => Value::Object(table(typed)?),
        })
    }

    /// Has the step told this, beside what it is told else.
    fn tell(&self, more: &mut Value, told: Value) {
        match (&self.name, more) {
            (Some(name), Value::Object(of)) => {
                of.insert(name.clone(), told);
            }
            (_, more) => *more = told,
        }
    }
}

/// The entries of a table as somebody wrote them. What stands there twice is not taken for the last of both.
fn table(typed: &str) -> Result<Map<String, Value>, Wrong> {
    let mut table = Map::new();
    for (line, at) in typed.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let entry = line.split_once(':').map(|(from, to)| (from.trim(), to.trim()));
        let (from, to) = entry.filter(|(from, _)| !from.is_empty()).ok_or(Wrong::Line(at))?;
        if table.insert(from.to_owned(), Value::from(to)).is_some() {
            return Err(Wrong::Twice(at));
        }
    }
    Ok(table)
}

/// Steps in which the one at a place is told these values; else which of these it cannot be told, by their places.
pub(super) fn set(steps: &str, at: usize, typed: &[String]) -> Result<String, Vec<(usize, Wrong)>> {
    let Ok(mut chain) = Chain::from_yaml(steps) else { return Err(Vec::new()) };
    let Some(place) = chain.0.get_mut(at) else { return Err(Vec::new()) };
    let (code, more) = in_words(place);
    let known = values(&code, &more);
    if known.len() != typed.len() {
        return Err(Vec::new());
    }
    let (mut told, mut wrong) = (more.clone(), Vec::new());
    for (nth, (value, typed)) in known.iter().zip(typed).enumerate() {
        let read = value.read(typed).and_then(|read| {
            let mut alone = more.clone();
            value.tell(&mut alone, read.clone());
            step(&code, alone).map(|_| read).ok_or(Wrong::Value)
        });
        match read {
            Ok(read) => value.tell(&mut told, read),
            Err(why) => wrong.push((nth, why)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let Some(one) = step(&code, told).and_then(|mut one| one.0.pop()) else { return Err(Vec::new()) };
    *place = one;
    Ok(chain.to_yaml())
}

/// A chain of the one step that is called and told so; none where there is no such step.
fn step(code: &str, more: Value) -> Option<Chain> {
    let step = Value::Object(Map::from_iter([(code.to_owned(), more)]));
    serde_json::from_value(Value::Array(vec![step])).ok()
}

/// The word that a reader of YAML did not know, and those that it knows, as it tells them; none where it tells something else.
pub(super) fn unknown(message: &str) -> Option<(&str, Vec<&str>)> {
    let (_, rest) =
        message.split_once("unknown variant `").or_else(|| message.split_once("unknown field `"))?;
    let (name, rest) = rest.split_once('`')?;
    let (_, known) = rest.split_once("expected one of ")?;
    let known = known.split(" at line").next()?;
    let is_word = |word: &&str| word.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    let known = known.split(", ").map(|word| word.trim_matches('`'));
    let known: Vec<_> = known.take_while(is_word).filter(|word| !word.is_empty()).collect();
    (!known.is_empty()).then_some((name, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(yaml: &str) -> Vec<(String, String)> {
        let chain = Chain::from_yaml(yaml).unwrap();
        let (code, more) = in_words(&chain.0[0]);
        values(&code, &more).into_iter().map(|value| (value.code, value.shown)).collect()
    }

    fn written(yaml: &str, typed: &[&str]) -> Option<Chain> {
        let typed: Vec<_> = typed.iter().map(|typed| (*typed).to_owned()).collect();
        set(yaml, 0, &typed).ok().map(|yaml| Chain::from_yaml(&yaml).unwrap())
    }

    #[test]
    fn what_fields_show_is_what_they_write() {
        for yaml in [
            "- case: upper",
            "- replace: { text: c/, with: ' com ' }",
            "- number: { decimal: ',' }",
            "- round: 2",
            "- multiply: 1.1",
            "- convert: { from: g, to: kg }",
            "- split: { by: ' - ', take: -1 }",
            "- join: { fields: [brand, model], with: ' ' }",
            "- default: novo",
            "- lookup: { table: { P: Pequeno, G: Grande, X: '' } }",
            "- truncate: 60",
            "- date: { from: [dd/mm/yyyy] }",
        ] {
            let values = shown(yaml);
            assert!(!values.is_empty(), "{yaml}");
            let typed: Vec<_> = values.iter().map(|(_, shown)| shown.as_str()).collect();
            assert_eq!(written(yaml, &typed), Some(Chain::from_yaml(yaml).unwrap()), "{yaml}: {values:?}");
        }
        assert!(shown("- trim").is_empty() && shown("- concatenate: ['{value}']").is_empty());
    }

    #[test]
    fn other_values_take_the_place_of_an_example() {
        let yaml = "- trim\n- truncate: 60\n";
        let set = set(yaml, 1, &["40".to_owned()]);
        assert_eq!(Chain::from_yaml(&set.unwrap()), Chain::from_yaml("- trim\n- truncate: 40"));
        assert_eq!(written("- case: upper", &["title"]), Chain::from_yaml("- case: title").ok());
        assert_eq!(written("- multiply: 1.1", &["1,2"]), Chain::from_yaml("- multiply: 1.2").ok());
        let yaml = "- lookup: { table: { P: Pequeno } }";
        let values = shown(yaml);
        let typed = values.iter().map(|(code, shown)| match code.as_str() {
            "lookup_table" => "M: Médio\nG: Grande",
            _ => shown,
        });
        assert_eq!(
            written(yaml, &typed.collect::<Vec<_>>()),
            Chain::from_yaml("- lookup: { table: { M: Médio, G: Grande } }").ok()
        );
        for (yaml, typed) in [("- truncate: 60", "x"), ("- case: upper", "titulo"), ("- trim", "x")] {
            assert_eq!(written(yaml, &[typed]), None, "{yaml}");
        }
    }

    #[test]
    fn what_a_step_cannot_be_told_is_named_by_its_place() {
        let wrong = |yaml: &str, typed: &[&str]| {
            let typed: Vec<_> = typed.iter().map(|typed| (*typed).to_owned()).collect();
            set(yaml, 0, &typed).unwrap_err()
        };
        for (yaml, typed, expected) in [
            ("- truncate: 60", &["x"][..], &[(0, Wrong::Value)][..]),
            ("- truncate: 60", &["-1"], &[(0, Wrong::Value)]),
            ("- round: 2", &["99999999999999999999"], &[(0, Wrong::Value)]),
            ("- multiply: 1.1", &["um"], &[(0, Wrong::Value)]),
            ("- case: upper", &["titulo"], &[(0, Wrong::Value)]),
            ("- split: { by: '-', take: 1 }", &["/", "uma"], &[(1, Wrong::Value)]),
            ("- join: { fields: [brand], with: ' ' }", &["marca nova", "-"], &[(0, Wrong::Value)]),
            // Beside what can be told: the values of a step stand in the order of their names.
            (
                "- convert: { from: g, to: kg }",
                &[",", "onça", "quilo"],
                &[(1, Wrong::Value), (2, Wrong::Value)],
            ),
            (
                "- lookup: { table: { P: Pequeno } }",
                &["keep", "P: Pequeno\nG Grande"],
                &[(1, Wrong::Line(2))],
            ),
            (
                "- lookup: { table: { P: Pequeno } }",
                &["keep", "\nP: Pequeno\n : Grande"],
                &[(1, Wrong::Line(3))],
            ),
            (
                "- lookup: { table: { P: Pequeno } }",
                &["keep", "P: Pequeno\nP: Outro"],
                &[(1, Wrong::Twice(2))],
            ),
            ("- trim", &["x"], &[]),
            ("- truncate: 60\n  - x", &["40"], &[]),
        ] {
            assert_eq!(wrong(yaml, typed), expected, "{yaml} {typed:?}");
        }
    }

    #[test]
    fn the_words_that_are_known_are_found_in_what_the_reader_says() {
        let fault = Chain::from_yaml("- case: titulo").unwrap_err();
        assert_eq!(unknown(&fault.message), Some(("titulo", CASES.to_vec())), "{}", fault.message);
        assert_eq!(unknown("invalid value: string \"trimm\", expected a step"), None);
    }
}
