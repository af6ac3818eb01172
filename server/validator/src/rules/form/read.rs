//! A form out of YAML.

use super::{
    super::{
        node::{Node, Value},
        yaml_pack::PACK_MAX_BYTES,
    },
    Beyond, CheckForm, ConditionForm, FixForm, ON, RuleForm, TestForm, WordsForm, parts_of,
};

type Read<T> = Result<T, Beyond>;

/// Conditions, tests and fields that a form has room for.
const MOST: usize = 20;

pub(super) fn form(yaml: &str) -> Read<RuleForm> {
    let node = Node::read(yaml, PACK_MAX_BYTES).map_err(|_| Beyond(String::new()))?;
    let mut form = RuleForm::default();
    // What is compared across products is written in another way in the tests, and the field may stand behind them.
    let mut tests = None;
    for (key, value) in map(&node, "")? {
        match key {
            "id" => form.id = text(value, key)?,
            "title" => form.title = words(value, key)?,
            "explanation" => form.explanation = words(value, key)?,
            "severity" => form.severity = text(value, key)?,
            "source" => {
                for (part, value) in map(value, key)? {
                    match part {
                        "url" => form.source_url = text(value, "source.url")?,
                        "date" => form.source_date = text(value, "source.date")?,
                        _ => return beyond(&format!("source.{part}")),
                    }
                }
            }
            "when" => form.when = map(value, key)?.into_iter().map(condition).collect::<Read<_>>()?,
            "field" => (form.field, form.attribute) = parts_of(&text(value, key)?),
            "check" => form.check = check(value)?,
            "fix" => form.fix = fix(value)?,
            "tests" => tests = Some(list(value, key)?),
            _ => return beyond(key),
        }
    }
    let field = super::field_of(&form.field, &form.attribute);
    let tests = tests.unwrap_or_default().iter().enumerate();
    form.tests = tests.map(|(at, node)| test(node, at, &field, &form.check)).collect::<Read<_>>()?;
    if form.severity.is_empty() {
        form.severity = "error".to_owned();
    }
    Ok(form)
}

fn beyond<T>(path: &str) -> Read<T> {
    Err(Beyond(path.chars().take(120).collect()))
}

/// The entries of a map; nothing at all is one without any.
fn map<'a>(node: &'a Node, path: &str) -> Read<Vec<(&'a str, &'a Node)>> {
    match &node.value {
        Value::Nothing => Ok(Vec::new()),
        Value::Map(entries) => entries
            .iter()
            .map(|(key, value)| Ok((key.scalar().ok_or_else(|| Beyond(path.to_owned()))?, value)))
            .collect(),
        _ => beyond(path),
    }
}

fn list<'a>(node: &'a Node, path: &str) -> Read<&'a [Node]> {
    match &node.value {
        Value::Nothing => Ok(&[]),
        Value::List(items) if items.len() <= MOST => Ok(items),
        _ => beyond(path),
    }
}

fn text(node: &Node, path: &str) -> Read<String> {
    node.scalar().map(str::to_owned).ok_or_else(|| Beyond(path.to_owned()))
}

/// Values, one on each line.
fn values(node: &Node, path: &str) -> Read<String> {
    let items = match &node.value {
        Value::Nothing => return Ok(String::new()),
        Value::List(items) => items,
        _ => return beyond(path),
    };
    let items: Vec<String> = items.iter().map(|item| text(item, path)).collect::<Read<_>>()?;
    let is_line = |item: &String| item.trim() == item && !item.is_empty() && !item.contains('\n');
    if items.iter().all(is_line) { Ok(items.join("\n")) } else { beyond(path) }
}

fn words(node: &Node, path: &str) -> Read<WordsForm> {
    let mut words = WordsForm::default();
    if !matches!(node.value, Value::Map(_)) {
        words.pt_br = text(node, path)?;
        return Ok(words);
    }
    for (language, value) in map(node, path)? {
        let text = text(value, path)?;
        match language {
            "pt-BR" => words.pt_br = text,
            "en" => words.en = text,
            "es" => words.es = text,
            "fr" => words.fr = text,
            _ => return beyond(&format!("{path}.{language}")),
        }
    }
    Ok(words)
}

fn condition((field, node): (&str, &Node)) -> Read<ConditionForm> {
    let path = format!("when.{field}");
    let entries = map(node, &path)?;
    let [(key, value)] = entries.as_slice() else { return beyond(&path) };
    let (field, attribute) = parts_of(field);
    let of = |kind: &str, values: String| ConditionForm { field, attribute, kind: kind.to_owned(), values };
    match *key {
        "one_of" | "none_of" => Ok(of(key, values(value, &path)?)),
        "required" if is_true(value) => Ok(of("filled", String::new())),
        "not" => match map(value, &path)?.as_slice() {
            [("required", value)] if is_true(value) => Ok(of("empty", String::new())),
            _ => beyond(&path),
        },
        _ => beyond(&format!("{path}.{key}")),
    }
}

fn is_true(node: &Node) -> bool {
    matches!(node.value, Value::Flag(true))
}

fn flag(node: &Node, path: &str) -> Read<String> {
    match node.value {
        Value::Flag(true) => Ok(ON.to_owned()),
        Value::Flag(false) => Ok(String::new()),
        _ => beyond(path),
    }
}

fn check(node: &Node) -> Read<CheckForm> {
    let mut form = CheckForm::default();
    for (key, value) in map(node, "check")? {
        let path = format!("check.{key}");
        let kind = match key {
            "required" if is_true(value) => {
                form.required = ON.to_owned();
                continue;
            }
            "ignore_case" => {
                form.ignore_case = flag(value, &path)?;
                continue;
            }
            "min_length" | "max_length" => {
                *(if key == "min_length" { &mut form.min } else { &mut form.max }) = text(value, &path)?;
                "length"
            }
            "max_bytes" => {
                form.max = text(value, &path)?;
                "bytes"
            }
            "length" => match range(&mut form, value, &path)?.as_str() {
                "bytes" => "bytes",
                _ => "length",
            },
            "type" => {
                match value.scalar() {
                    Some("integer") => form.integer = ON.to_owned(),
                    Some("number") => {}
                    _ => return beyond(&path),
                }
                "number"
            }
            "above" | "below" | "at_least" | "at_most" => {
                bound(&mut form, key, text(value, &path)?);
                "number"
            }
            "number" => {
                range(&mut form, value, &path)?;
                "number"
            }
            "one_of" | "none_of" | "forbidden_words" => {
                form.values = values(value, &path)?;
                key
            }
            "matches" | "not_matches" => {
                form.pattern = text(value, &path)?;
                key
            }
            "count" | "ratio" | "sum" | "at_least_n_of" | "html" => {
                range(&mut form, value, &path)?;
                key
            }
            "url" | "image" => {
                if !is_true(value) {
                    addresses(&mut form, value, key)?;
                }
                key
            }
            "lookup" => {
                look_up(&mut form, value)?;
                key
            }
            key if CheckForm::COMPARED.contains(&key) => {
                form.other = text(value, &path)?;
                key
            }
            key if CheckForm::BARE.contains(&key) && is_true(value) => key,
            _ => return beyond(&path),
        };
        if !form.kind.is_empty() && form.kind != kind {
            return beyond(&path);
        }
        form.kind = kind.to_owned();
    }
    if form.kind.is_empty() && form.required == ON {
        (form.kind, form.required) = ("required".to_owned(), String::new());
    }
    let is_choice = form.kind == "one_of" || form.kind == "none_of";
    if form.ignore_case == ON && !is_choice { beyond("check.ignore_case") } else { Ok(form) }
}

fn bound(form: &mut CheckForm, key: &str, text: String) {
    *match key {
        "above" => &mut form.above,
        "below" => &mut form.below,
        "at_least" | "min" => &mut form.min,
        _ => &mut form.max,
    } = text;
}

/// What stands inside of a check that has several parts. Tells the unit of a length.
fn range(form: &mut CheckForm, node: &Node, path: &str) -> Read<String> {
    let mut unit = String::new();
    let part_of = |name: &str| path.rsplit('.').next() == Some(name);
    for (key, value) in map(node, path)? {
        let path = format!("{path}.{key}");
        match key {
            "min" | "max" | "at_least" | "at_most" | "above" | "below" => {
                bound(form, key, text(value, &path)?)
            }
            "unit" if part_of("length") => unit = text(value, &path)?,
            "integer" if part_of("number") => form.integer = flag(value, &path)?,
            "decimals" if part_of("number") => form.decimals = text(value, &path)?,
            "of" if part_of("ratio") => form.other = text(value, &path)?,
            "n" if part_of("at_least_n_of") => form.n = text(value, &path)?,
            "allowed_tags" if part_of("html") => form.values = values(value, &path)?,
            "fields" if part_of("sum") || part_of("at_least_n_of") => {
                let fields = list(value, &path)?.iter();
                form.fields = fields.map(|field| text(field, &path)).collect::<Read<_>>()?;
            }
            _ => return beyond(&path),
        }
    }
    Ok(unit)
}

fn look_up(form: &mut CheckForm, node: &Node) -> Read<()> {
    for (key, value) in map(node, "check.lookup")? {
        let path = format!("check.lookup.{key}");
        match key {
            "list" => form.list = text(value, &path)?,
            "in" => form.absent = if flag(value, &path)? == ON { String::new() } else { ON.to_owned() },
            _ => return beyond(&path),
        }
    }
    Ok(())
}

fn addresses(form: &mut CheckForm, node: &Node, kind: &str) -> Read<()> {
    let (mut is_optional, mut extensions) = (false, String::new());
    for (key, value) in map(node, "check")? {
        let path = format!("check.{kind}.{key}");
        match (kind, key) {
            ("url", "schemes") if values(value, &path)? == "https" => form.https = ON.to_owned(),
            ("image", "https") => form.https = flag(value, &path)?,
            ("image", "extension_optional") => is_optional = is_true(value),
            (_, "extensions") => extensions = values(value, &path)?,
            _ => return beyond(&path),
        }
    }
    // Without extensions there is nothing that could be optional.
    if kind == "image" && is_optional != extensions.is_empty() {
        return beyond("check.image.extension_optional");
    }
    form.extensions = extensions.replace('\n', ", ");
    Ok(())
}

fn fix(node: &Node) -> Read<FixForm> {
    const ORDER: &[&str] =
        &["trim", "collapse_spaces", "digits_only", "remove_accents", "case", "truncate_at_word"];
    let mut form = FixForm::default();
    let mut last = None;
    for step in list(node, "fix")? {
        let (word, value) = match &step.value {
            Value::Map(_) => match map(step, "fix")?.as_slice() {
                [(word, value)] => (*word, Some(text(value, "fix")?)),
                _ => return beyond("fix"),
            },
            _ => (step.scalar().unwrap_or_default(), None),
        };
        let place = ORDER.iter().position(|known| *known == word);
        if place.is_none() || place <= last {
            return beyond(&format!("fix.{word}"));
        }
        last = place;
        match (word, value) {
            ("trim", None) => form.trim = ON.to_owned(),
            ("collapse_spaces", None) => form.collapse_spaces = ON.to_owned(),
            ("digits_only", None) => form.digits_only = ON.to_owned(),
            ("remove_accents", None) => form.remove_accents = ON.to_owned(),
            ("case", Some(case)) => form.case = case,
            ("truncate_at_word", Some(most)) => form.truncate_at_word = most,
            _ => return beyond(&format!("fix.{word}")),
        }
    }
    Ok(form)
}

fn test(node: &Node, at: usize, field: &str, check: &CheckForm) -> Read<TestForm> {
    let path = format!("tests.{at}");
    let mut form = TestForm { finds: "no".to_owned(), ..TestForm::default() };
    for (key, value) in map(node, &path)? {
        match key {
            "given" if !check.is_across() => {
                for (other, value) in map(value, &path)? {
                    let text = text(value, &path)?;
                    match other == field {
                        true => form.value = text,
                        false => drop(form.others.insert(other.to_owned(), text)),
                    }
                }
            }
            "rows" if check.is_across() => {
                let mut values = Vec::new();
                for row in list(value, &path)? {
                    match map(row, &path)?.as_slice() {
                        [(own, value)] if *own == field => values.push(text(value, &path)?),
                        _ => return beyond(&format!("{path}.rows")),
                    }
                }
                if values.iter().any(|value| value.contains('\n')) {
                    return beyond(&format!("{path}.rows"));
                }
                form.value = values.join("\n");
            }
            "finds" => match &value.value {
                Value::Flag(true) => form.finds = "yes".to_owned(),
                Value::Flag(false) => {}
                Value::List(rows) if check.is_across() && !rows.is_empty() => {
                    form.finds = "yes".to_owned();
                    let rows: Vec<String> = rows.iter().map(|row| text(row, &path)).collect::<Read<_>>()?;
                    form.which = rows.join(", ");
                }
                _ => return beyond(&format!("{path}.finds")),
            },
            "lists" if check.is_lookup() => match map(value, &path)?.as_slice() {
                [] => {}
                [(list, entries)] if *list == check.list => form.listed = values(entries, &path)?,
                _ => return beyond(&format!("{path}.lists")),
            },
            "fixed" if !check.is_across() => match map(value, &path)?.as_slice() {
                [(own, value)] if *own == field => form.fixed = text(value, &path)?,
                _ => return beyond(&format!("{path}.fixed")),
            },
            _ => return beyond(&format!("{path}.{key}")),
        }
    }
    Ok(form)
}
