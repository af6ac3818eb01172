//! The Rust that is generated: one `Copy` struct per area, one method per text, plain matches inside.

use super::catalogue::{Area, Arm, Kind, LOCALES, Part, Text};

/// What an argument is expected to add to the length of a text, in bytes.
const ARGUMENT_LENGTH: usize = 16;

/// The source that `src/texts.rs` includes.
pub fn rust(areas: &[Area]) -> String {
    let mut out = String::new();
    out.push_str("impl Texts {\n");
    for Area { name, .. } in areas {
        let (method, kind) = (name.replace('-', "_"), type_name(name));
        out.push_str(&format!(
            "    /// Texts of `{name}.ftl`.\n    pub fn {method}(self) -> {kind} {{\n        {kind}(self.0)\n    }}\n"
        ));
    }
    out.push_str("}\n");
    for area in areas {
        let kind = type_name(&area.name);
        out.push_str(&format!(
            "\n/// Texts of `{}.ftl`.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub struct {kind}(Locales);\n\nimpl {kind} {{\n",
            area.name
        ));
        for text in &area.texts {
            method(&mut out, text);
        }
        out.push_str("}\n");
    }
    out
}

fn type_name(area: &str) -> String {
    area.split('-')
        .flat_map(|word| {
            let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
            [first.to_uppercase(), rest.to_owned()]
        })
        .collect()
}

fn method(out: &mut String, text: &Text) {
    if !text.comment.is_empty() {
        out.push_str(&format!("    /// {}\n    ///\n", text.comment));
    }
    out.push_str(&format!("    /// `{}`\n    pub fn {}(self", sample(&text.patterns[0]), text.name));
    if text.arguments.is_empty() {
        out.push_str(") -> &'static str {\n");
        still(out, text);
    } else {
        for (name, kind) in &text.arguments {
            let kind = match kind {
                Kind::Number => "i64",
                Kind::Words => "&str",
            };
            out.push_str(&format!(", {name}: {kind}"));
        }
        out.push_str(") -> String {\n");
        moving(out, text);
    }
    out.push_str("    }\n");
}

/// A text without arguments: a constant per locale.
fn still(out: &mut String, text: &Text) {
    let values: Vec<String> = text.patterns.iter().map(|parts| literals(parts)).collect();
    if values.iter().all(|value| *value == values[0]) {
        out.push_str(&format!("        {:?}\n", values[0]));
        return;
    }
    out.push_str("        match self.0.words {\n");
    for ((_, variant), value) in LOCALES.iter().zip(&values) {
        out.push_str(&format!("            Locale::{variant} => {value:?},\n"));
    }
    out.push_str("        }\n");
}

/// A text with arguments: one string, written from start to end.
fn moving(out: &mut String, text: &Text) {
    let length = text.patterns.iter().map(|parts| expected_length(parts)).max().unwrap_or_default();
    out.push_str(&format!(
        "        let mut out = String::with_capacity({length});\n        match self.0.words {{\n"
    ));
    for ((_, variant), parts) in LOCALES.iter().zip(&text.patterns) {
        out.push_str(&format!("            Locale::{variant} => {{\n"));
        write_parts(out, text, variant, parts, 16);
        out.push_str("            }\n");
    }
    out.push_str("        }\n        out\n");
}

fn write_parts(out: &mut String, text: &Text, locale: &str, parts: &[Part], indent: usize) {
    for part in parts {
        out.push_str(&" ".repeat(indent));
        match part {
            Part::Literal(value) => {
                let mut chars = value.chars();
                match (chars.next(), chars.next()) {
                    (Some(only), None) => out.push_str(&format!("out.push({only:?});\n")),
                    _ => out.push_str(&format!("out.push_str({value:?});\n")),
                }
            }
            Part::Argument(name) if text.arguments.get(name) == Some(&Kind::Number) => {
                out.push_str(&format!("write_integer(&mut out, self.0.figures, {name});\n"));
            }
            Part::Argument(name) => out.push_str(&format!("out.push_str({name});\n")),
            Part::Choice { by, arms, otherwise } => {
                write_choice(out, text, locale, (by, arms, otherwise), indent);
            }
        }
    }
}

type Choice<'a> = (&'a str, &'a [(Arm, Vec<Part>)], &'a [Part]);

fn write_choice(
    out: &mut String,
    text: &Text,
    locale: &str,
    (by, arms, otherwise): Choice<'_>,
    indent: usize,
) {
    let pad = " ".repeat(indent);
    if arms.is_empty() {
        out.push_str("{\n");
        write_parts(out, text, locale, otherwise, indent + 4);
        out.push_str(&format!("{pad}}}\n"));
        return;
    }
    let exact = arms.iter().any(|(arm, _)| matches!(arm, Arm::Exactly(_)));
    let plural = arms.iter().any(|(arm, _)| matches!(arm, Arm::Plural(_)));
    out.push_str(&match (exact, plural) {
        (true, true) => format!("match ({by}, plural_category(Locale::{locale}, {by})) {{\n"),
        (false, true) => format!("match plural_category(Locale::{locale}, {by}) {{\n"),
        _ => format!("match {by} {{\n"),
    });
    for (arm, parts) in arms {
        let head = match arm {
            Arm::Exactly(value) if plural => format!("({value}, _)"),
            Arm::Exactly(value) => value.to_string(),
            Arm::Plural(name) if exact => format!("(_, PluralCategory::{})", type_name(name)),
            Arm::Plural(name) => format!("PluralCategory::{}", type_name(name)),
            Arm::Word(word) => format!("{word:?}"),
        };
        out.push_str(&format!("{pad}    {head} => {{\n"));
        write_parts(out, text, locale, parts, indent + 8);
        out.push_str(&format!("{pad}    }}\n"));
    }
    out.push_str(&format!("{pad}    _ => {{\n"));
    write_parts(out, text, locale, otherwise, indent + 8);
    out.push_str(&format!("{pad}    }}\n{pad}}}\n"));
}

fn literals(parts: &[Part]) -> String {
    parts.iter().map(|part| if let Part::Literal(text) = part { text.as_str() } else { "" }).collect()
}

fn expected_length(parts: &[Part]) -> usize {
    parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => text.len(),
            Part::Argument(_) => ARGUMENT_LENGTH,
            Part::Choice { arms, otherwise, .. } => {
                let arms = arms.iter().map(|(_, parts)| expected_length(parts)).max().unwrap_or_default();
                arms.max(expected_length(otherwise))
            }
        })
        .sum()
}

/// The text as documentation: one line, arguments as `{name}`, the default of every choice.
fn sample(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Literal(text) => out.push_str(&text.replace(['\n', '`'], " ")),
            Part::Argument(name) => out.push_str(&format!("{{{name}}}")),
            Part::Choice { otherwise, .. } => out.push_str(&sample(otherwise)),
        }
    }
    out
}
