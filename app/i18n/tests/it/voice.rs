//! The manner of the texts, as far as a program can tell.

use std::path::Path;

use crate::generation::catalogue::{LOCALES, Part, load};

#[test]
fn texts_are_calm_and_set_with_care() {
    let areas = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")).unwrap_or_default();
    assert!(!areas.is_empty());
    let mut complaints = Vec::new();
    for area in &areas {
        for text in &area.texts {
            for ((tag, _), parts) in LOCALES.iter().zip(&text.patterns) {
                let mut literals = Vec::new();
                collect(parts, &mut literals);
                for literal in literals {
                    complaints.extend(
                        complaint(tag, literal)
                            .map(|why| format!("{tag}/{}.ftl: {}: {why}", area.name, text.name)),
                    );
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn collect<'a>(parts: &'a [Part], literals: &mut Vec<&'a str>) {
    for part in parts {
        match part {
            Part::Literal(text) => literals.push(text),
            Part::Argument(_) => {}
            Part::Choice { arms, otherwise, .. } => {
                arms.iter().for_each(|(_, parts)| collect(parts, literals));
                collect(otherwise, literals);
            }
        }
    }
}

fn complaint(tag: &str, text: &str) -> Option<&'static str> {
    if text.contains(['!', '¡']) {
        return Some("no exclamation marks");
    }
    if text.contains("...") {
        return Some("an ellipsis is one sign (…)");
    }
    if tag == "fr" && text.contains('\'') {
        return Some("the apostrophe is ’ in French");
    }
    // Keys of YAML are written as they are.
    if tag == "fr" && needs_space(&text.replace("- in:", "").replace("  out:", "")) {
        return Some("a no-break space stands before : ; and ? in French");
    }
    None
}

/// Whether a sign that ends a clause follows a letter or an ordinary space.
fn needs_space(text: &str) -> bool {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(sign) = chars.next() {
        let ends_clause = chars.peek().is_none_or(|next| next.is_whitespace());
        let unspaced = before.is_some_and(|c: char| c == ' ' || c.is_alphanumeric());
        if matches!(sign, ':' | ';' | '?') && ends_clause && unspaced {
            return true;
        }
        before = Some(sign);
    }
    false
}

#[test]
fn a_shout_and_a_loose_colon_are_noticed() {
    assert!(complaint("pt-BR", "Pronto!").is_some());
    assert!(complaint("en", "Wait...").is_some());
    assert!(complaint("fr", "Référence : ").is_some());
    assert!(complaint("fr", "Référence: ").is_some());
    assert!(complaint("fr", "Référence\u{a0}: ").is_none());
    assert!(complaint("fr", "voir https://exemple.fr").is_none());
    assert!(complaint("fr", "l'adresse").is_some());
    assert!(complaint("en", "Reference: ").is_none());
}
