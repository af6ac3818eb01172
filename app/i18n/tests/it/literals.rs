//! What people read on a page stands in the texts, not in a `view!`.

use crate::sources::{self, Source};

/// Where pages and their pieces are drawn, from the root of the workspace.
const DRAWN_IN: [&str; 2] = ["app/src", "app/ui/src"];

/// Where words are samples.
const SAMPLES: &str = "app/ui/src/kitchen_sink";

/// Names and terms that are the same in every language.
const SAME_EVERYWHERE: [&str; 5] = ["Orion", "Ctrl K", "p50", "p95", "p99"];

/// Attributes and props that people read or hear.
const READ: [&str; 14] = [
    "alt",
    "aria-label",
    "cancel",
    "caption",
    "confirm",
    "context",
    "error",
    "help",
    "label",
    "note",
    "of",
    "placeholder",
    "text",
    "title",
];

#[test]
fn no_view_holds_a_text_of_its_own() {
    let mut complaints = Vec::new();
    for Source { path, text } in sources::below(&DRAWN_IN) {
        if !path.starts_with(SAMPLES) {
            let read = read_by_people(&text);
            complaints.extend(read.iter().map(|literal| format!("{path}: {literal:?}")));
        }
    }
    assert!(complaints.is_empty(), "texts that cannot be translated:\n  {}", complaints.join("\n  "));
}

/// The strings of all views that people would read and that are not the same in every language.
fn read_by_people(source: &str) -> Vec<&str> {
    let views = source.match_indices("view! {").map(|(at, lead)| &source[at + lead.len()..]);
    views
        .flat_map(shown)
        .filter(|literal| literal.contains(char::is_alphabetic) && !SAME_EVERYWHERE.contains(&literal.trim()))
        .collect()
}

/// The strings that a view shows, up to the brace that ends it.
fn shown(view: &str) -> Vec<&str> {
    let (mut found, mut depth, mut at) = (Vec::new(), 1, 0);
    while depth > 0 {
        let Some(next) = view.get(at..).and_then(|rest| rest.find(['"', '{', '}'])) else { break };
        at += next;
        match view.as_bytes()[at] {
            b'"' => {
                let end = at + 1 + length(&view[at + 1..]);
                if is_read(view[..at].trim_end()) {
                    found.push(&view[at + 1..end]);
                }
                at = end;
            }
            b'{' => depth += 1,
            _ => depth -= 1,
        }
        at += 1;
    }
    found
}

/// Up to the quotation mark that ends a string.
fn length(text: &str) -> usize {
    let mut is_escaped = false;
    let ends = |sign: char| {
        let ends = sign == '"' && !is_escaped;
        is_escaped = sign == '\\' && !is_escaped;
        ends
    };
    text.find(ends).unwrap_or(text.len())
}

/// Whether a string that follows `before` is text of the page, or of an attribute that people read.
fn is_read(before: &str) -> bool {
    match before.strip_suffix('=') {
        Some(attribute) => READ.contains(&attribute.rsplit(char::is_whitespace).next().unwrap_or_default()),
        None => before.is_empty() || before.ends_with(['>', '}', '"']) && !before.ends_with("=>"),
    }
}

#[test]
fn words_of_a_view_are_noticed_and_its_code_is_not() {
    for (source, expected) in [
        (r#"view! { "Olá" }"#, "Olá"),
        (r#"view! { <p class="meta">"Dia \"D\" " {day} " e noite"</p> }"#, r#"Dia \"D\" | e noite"#),
        (r#"view! { <Field name="sku" label="Código" title={t.title()}/> }"#, "Código"),
        (r#"view! { <Field name="sku" help="Como vem"/> }"#, "Como vem"),
        (r#"view! { <p aria-label="Vendas">{t.orders()} ": " {count}</p> }"#, "Vendas"),
        (r#"view! { <p class=if dense { "dense" } else { "wide" }>{t.say("x")}</p> } "Depois""#, ""),
        (r#"view! { <b>"Orion"</b> {match kind { Kind::A => "a", _ => "b" }} }"#, ""),
        (r#"let label = "Fora";"#, ""),
    ] {
        assert_eq!(read_by_people(source).join("|"), expected, "{source}");
    }
}
