//! A topic's text as HTML, part by part.

use crate::integrations::guide;

/// What stands before the first heading, and what stands under each.
pub(super) struct Article {
    pub intro: String,
    pub parts: Vec<Part>,
}

pub(super) struct Part {
    /// By which links find it: the same in every language.
    pub id: String,
    pub name: String,
    pub html: String,
}

impl Article {
    pub fn of(markdown: &str) -> Self {
        let mut pieces = markdown.split("\n## ");
        let intro = guide::html(pieces.next().unwrap_or_default());
        let parts = pieces.zip(1..).map(|(piece, nth)| {
            let (name, text) = piece.split_once('\n').unwrap_or((piece, ""));
            Part { id: format!("parte-{nth}"), name: name.trim().to_owned(), html: guide::html(text) }
        });
        Self { intro, parts: parts.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_at_its_headings() {
        let article = Article::of("Before.\n\n## One\n\n1. **Do** it.\n\n## Two & more\n\nEnd.\n");
        assert_eq!(article.intro, "<p>Before.</p>\n");
        let parts: Vec<_> = article.parts.iter().map(|part| (part.id.as_str(), part.name.as_str())).collect();
        assert_eq!(parts, [("parte-1", "One"), ("parte-2", "Two & more")]);
        assert!(article.parts[0].html.contains("<strong>Do</strong>"), "{}", article.parts[0].html);
    }
}
