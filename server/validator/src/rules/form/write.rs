//! A form as YAML.

use super::{CheckForm, ConditionForm, FixForm, ON, RuleForm, TestForm, WordsForm, field_of, lines};
use std::fmt::Write as _;

pub(super) fn rule(form: &RuleForm) -> String {
    let mut yaml = String::new();
    let field = scalar(&field_of(&form.field, &form.attribute));
    line(&mut yaml, "id", &scalar(&form.id));
    words(&mut yaml, "title", &form.title);
    words(&mut yaml, "explanation", &form.explanation);
    line(&mut yaml, "severity", &scalar(&form.severity));
    if !form.source_url.is_empty() || !form.source_date.is_empty() {
        let source = [("url", scalar(&form.source_url)), ("date", scalar(&form.source_date))];
        line(&mut yaml, "source", &map(&source));
    }
    if !form.when.is_empty() {
        yaml.push_str("when:\n");
        for one in &form.when {
            let field = scalar(&field_of(&one.field, &one.attribute));
            line(&mut yaml, &format!("  {field}"), &condition(one));
        }
    }
    line(&mut yaml, "field", &field);
    line(&mut yaml, "check", &map(&check(&form.check)));
    let fix = fix(&form.fix);
    if !fix.is_empty() {
        line(&mut yaml, "fix", &format!("[{}]", fix.join(", ")));
    }
    yaml.push_str(if form.tests.is_empty() { "tests: []\n" } else { "tests:\n" });
    form.tests.iter().for_each(|one| test(&mut yaml, one, &field, &form.check));
    yaml
}

fn line(yaml: &mut String, key: &str, value: &str) {
    // A `String` takes everything.
    let _ = writeln!(yaml, "{key}: {value}");
}

fn words(yaml: &mut String, key: &str, words: &WordsForm) {
    let all = [("pt-BR", &words.pt_br), ("en", &words.en), ("es", &words.es), ("fr", &words.fr)];
    let given: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    if given.is_empty() {
        return line(yaml, key, "{}");
    }
    let _ = writeln!(yaml, "{key}:");
    given.iter().for_each(|(language, text)| line(yaml, &format!("  {language}"), &scalar(text)));
}

fn condition(form: &ConditionForm) -> String {
    match form.kind.as_str() {
        "filled" => map(&[("required", "true".to_owned())]),
        "empty" => map(&[("not", map(&[("required", "true".to_owned())]))]),
        "none_of" => map(&[("none_of", list(&lines(&form.values)))]),
        _ => map(&[("one_of", list(&lines(&form.values)))]),
    }
}

/// Keys and values of `check`. What has not been filled in stays as a key without a value: so the kind is not forgotten,
/// and the reader of rules asks for it.
fn check(form: &CheckForm) -> Vec<(&'static str, String)> {
    let mut check = Vec::new();
    if form.required == ON || form.kind == "required" {
        check.push(("required", "true".to_owned()));
    }
    let range = |least: &'static str, most: &'static str| {
        let mut range: Vec<_> =
            [(least, &form.min), (most, &form.max), ("above", &form.above), ("below", &form.below)]
                .into_iter()
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(key, text)| (key, number(text)))
                .collect();
        if range.is_empty() {
            range.push((most, String::new()));
        }
        range
    };
    let min_max = |least: &'static str, most: &'static str| {
        range(least, most).into_iter().filter(|(key, _)| *key == least || *key == most).collect::<Vec<_>>()
    };
    let fields = || list(&form.fields.iter().map(String::as_str).collect::<Vec<_>>());
    let with = |key: &'static str, entry: (&'static str, String), more: Vec<(&'static str, String)>| {
        (key, map(&std::iter::once(entry).chain(more).collect::<Vec<_>>()))
    };
    match form.kind.as_str() {
        "length" => check.extend(min_max("min_length", "max_length")),
        "bytes" => {
            let mut inner = min_max("min", "max");
            inner.push(("unit", "bytes".to_owned()));
            check.push(("length", map(&inner)));
        }
        "number" => numbers(form, &mut check),
        "one_of" | "none_of" => {
            check.push((known(CheckForm::KINDS, &form.kind), list(&lines(&form.values))));
            if form.ignore_case == ON {
                check.push(("ignore_case", "true".to_owned()));
            }
        }
        "forbidden_words" => check.push(("forbidden_words", list(&lines(&form.values)))),
        "matches" => check.push(("matches", scalar(&form.pattern))),
        "not_matches" => check.push(("not_matches", scalar(&form.pattern))),
        "count" => check.push(("count", map(&min_max("min", "max")))),
        "url" | "image" => check.push((known(CheckForm::KINDS, &form.kind), addresses(form))),
        "html" => check.push(("html", map(&[("allowed_tags", list(&lines(&form.values)))]))),
        "ratio" => check.push(with("ratio", ("of", scalar(&form.other)), range("min", "max"))),
        "sum" => check.push(with("sum", ("fields", fields()), range("at_least", "at_most"))),
        "at_least_n_of" => {
            check.push(("at_least_n_of", map(&[("n", number(&form.n)), ("fields", fields())])));
        }
        "lookup" => {
            let list = ("list", scalar(&form.list));
            let absent = (form.absent == ON).then(|| ("in", "false".to_owned()));
            check.push(with("lookup", list, absent.into_iter().collect()));
        }
        kind if CheckForm::COMPARED.contains(&kind) => {
            check.push((known(CheckForm::COMPARED, kind), scalar(&form.other)));
        }
        kind if CheckForm::BARE.contains(&kind) => {
            check.push((known(CheckForm::BARE, kind), "true".to_owned()))
        }
        _ => {}
    }
    check
}

fn numbers(form: &CheckForm, check: &mut Vec<(&'static str, String)>) {
    let bounds =
        [("at_least", &form.min), ("at_most", &form.max), ("above", &form.above), ("below", &form.below)];
    let bounds: Vec<_> = bounds
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(key, text)| (key, number(text)))
        .collect();
    let is_whole = form.integer == ON;
    if form.decimals.trim().is_empty() {
        check.push(("type", if is_whole { "integer" } else { "number" }.to_owned()));
        check.extend(bounds);
        return;
    }
    let mut inner = bounds;
    if is_whole {
        inner.push(("integer", "true".to_owned()));
    }
    inner.push(("decimals", number(&form.decimals)));
    check.push(("number", map(&inner)));
}

fn addresses(form: &CheckForm) -> String {
    let extensions: Vec<&str> =
        form.extensions.split([',', ' ', '\n']).map(str::trim).filter(|one| !one.is_empty()).collect();
    let is_https = form.https == ON;
    let mut inner = Vec::new();
    if form.kind == "url" && is_https {
        inner.push(("schemes", "[https]".to_owned()));
    } else if is_https {
        inner.push(("https", "true".to_owned()));
    }
    if !extensions.is_empty() {
        inner.push(("extensions", list(&extensions)));
    }
    if inner.is_empty() {
        return "true".to_owned();
    }
    if form.kind == "image" && extensions.is_empty() {
        inner.push(("extension_optional", "true".to_owned()));
    }
    map(&inner)
}

fn fix(form: &FixForm) -> Vec<String> {
    let words = [
        ("trim", &form.trim),
        ("collapse_spaces", &form.collapse_spaces),
        ("digits_only", &form.digits_only),
        ("remove_accents", &form.remove_accents),
    ];
    let mut steps: Vec<String> =
        words.into_iter().filter(|(_, on)| *on == ON).map(|(word, _)| word.to_owned()).collect();
    if !form.case.is_empty() {
        steps.push(map(&[("case", scalar(&form.case))]));
    }
    if !form.truncate_at_word.trim().is_empty() {
        steps.push(map(&[("truncate_at_word", number(&form.truncate_at_word))]));
    }
    steps
}

fn test(yaml: &mut String, form: &TestForm, field: &str, check: &CheckForm) {
    let finds = if form.finds == "yes" { "true" } else { "false" };
    if check.is_across() {
        yaml.push_str("  - rows:\n");
        for value in form.value.split('\n') {
            let _ = writeln!(yaml, "      - {{ {field}: {} }}", scalar(value));
        }
        let which: Vec<String> = form
            .which
            .split([',', ' ', ';'])
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(number)
            .collect();
        let numbers = form.finds == "yes" && !which.is_empty();
        let finds = if numbers { format!("[{}]", which.join(", ")) } else { finds.to_owned() };
        line(yaml, "    finds", &finds);
        if check.is_lookup() && !form.listed.is_empty() {
            let (name, listed) = (scalar(&check.list), list(&lines(&form.listed)));
            line(yaml, "    lists", &map(&[(name.as_str(), listed)]));
        }
        return;
    }
    let mut given = vec![format!("{field}: {}", scalar(&form.value))];
    given.extend(form.others.iter().map(|(field, value)| format!("{}: {}", scalar(field), scalar(value))));
    line(yaml, "  - given", &format!("{{ {} }}", given.join(", ")));
    line(yaml, "    finds", finds);
    if !form.fixed.is_empty() {
        line(yaml, "    fixed", &format!("{{ {field}: {} }}", scalar(&form.fixed)));
    }
}

/// The same text as one that stands in the program.
fn known(all: &'static [&'static str], text: &str) -> &'static str {
    all.iter().copied().find(|known| *known == text).unwrap_or("")
}

fn map(entries: &[(&str, String)]) -> String {
    if entries.is_empty() {
        return "{}".to_owned();
    }
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

fn list(items: &[&str]) -> String {
    format!("[{}]", items.iter().map(|item| scalar(item)).collect::<Vec<_>>().join(", "))
}

/// A number as it is meant: with a point. What is none stays as it was typed; nothing stays nothing.
fn number(text: &str) -> String {
    let text = text.trim();
    let pointed = if text.contains('.') { text.to_owned() } else { text.replace(',', ".") };
    if text.is_empty() || is_number(&pointed) { pointed } else { scalar(text) }
}

/// Digits with at most one point, as YAML and people read them alike.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = whole.len() + rest.len() <= 15;
    all_digits(whole) && all_digits(rest) && is_short && (whole == "0" || !whole.starts_with('0'))
}

/// A text: bare where nobody can take it for something else, or in quotation marks.
fn scalar(text: &str) -> String {
    const OTHERS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let is_plain =
        |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | '_' | '-' | '.' | '(' | ')' | '/');
    let is_bare = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_plain)
        && !text.ends_with(' ')
        && !OTHERS.contains(&text.to_lowercase().as_str());
    if is_bare || is_number(text) {
        return text.to_owned();
    }
    // Every text of JSON is one of YAML.
    serde_json::Value::from(text).to_string()
}
