//! What a connector is called, in each of the forms that code and texts need.

use anyhow::bail;

/// Words that cannot name a module.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// The placeholders of the templates and what stands in their place.
pub struct Names([(&'static str, String); 5]);

impl Names {
    /// The names that follow from an id; `shown` is what people read, made of the id where none is given.
    pub fn of(id: &str, shown: Option<&str>) -> anyhow::Result<Self> {
        let is_sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'_';
        let is_id = (2..=40).contains(&id.len())
            && id.starts_with(|sign: char| sign.is_ascii_lowercase())
            && id.bytes().all(is_sign)
            && !id.contains("__")
            && !id.ends_with('_');
        if !is_id || KEYWORDS.contains(&id) {
            bail!(
                "`{id}` is no id: 2 to 40 lower-case letters, digits and single `_` between them, a letter first, no word of Rust"
            );
        }
        let words: Vec<String> = id.split('_').filter(|word| !word.is_empty()).map(capitalised).collect();
        let shown = shown.map_or_else(|| words.join(" "), |shown| shown.trim().to_owned());
        let is_odd = |sign: char| sign.is_control() || "\"\\{}<>|*_`".contains(sign);
        if shown.is_empty() || shown.chars().count() > 40 || shown.contains(is_odd) {
            bail!("`{shown}` is no name: 1 to 40 signs that need no escape in code and Markdown");
        }
        Ok(Self([
            ("__id__", id.to_owned()),
            ("__ID__", id.to_uppercase()),
            ("__Type__", words.concat()),
            ("__mark__", mark(&shown)),
            ("__Name__", shown),
        ]))
    }

    /// A template with the names in it.
    pub fn fill(&self, template: &str) -> String {
        self.0.iter().fold(template.to_owned(), |text, (placeholder, name)| text.replace(placeholder, name))
    }
}

fn capitalised(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

/// The two letters on the tile: of the first two words, or of the only one.
fn mark(shown: &str) -> String {
    let words: Vec<&str> = shown.split_whitespace().collect();
    match words[..] {
        [one, two, ..] => one.chars().take(1).chain(two.chars().take(1)).collect(),
        _ => shown.chars().take(2).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_the_id() {
        let filled =
            |id, shown| Names::of(id, shown).unwrap().fill("__id__ __ID__ __Type__ __mark__ __Name__");
        assert_eq!(filled("example_shop", None), "example_shop EXAMPLE_SHOP ExampleShop ES Example Shop");
        assert_eq!(filled("vtex", Some(" VTEX ")), "vtex VTEX Vtex VT VTEX");
        assert_eq!(filled("b2w_2", Some("Casas Bahía")), "b2w_2 B2W_2 B2w2 CB Casas Bahía");
    }

    #[test]
    fn what_cannot_be_a_name_is_refused() {
        let long = "a".repeat(41);
        for id in ["", "a", "A1", "1a", "_a", "a-b", "a b", "é1", "a__b", "a_", "type", long.as_str()] {
            assert!(Names::of(id, None).is_err(), "{id}");
        }
        assert!(Names::of(&long[..40], None).is_ok());
        for shown in ["", " ", "a\"b", "a\\b", "a\nb", "<b>", long.as_str()] {
            assert!(Names::of("shopee", Some(shown)).is_err(), "{shown}");
        }
    }
}
