//! Words that must not stand in a text, however many they are.

use super::text::fold;
use aho_corasick::{AhoCorasick, MatchKind};

/// A list of words and phrases, found as whole words whatever their case and accents, in one pass over a text.
#[derive(Debug, Clone)]
pub struct WordList {
    words: Vec<String>,
    finder: AhoCorasick,
}

/// Why a list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordListFault {
    /// More than 20,000 words or 400,000 bytes.
    TooLarge,
    /// A word without any letter or digit, by its place from 0.
    Empty(usize),
}

const MAX_WORDS: usize = 20_000;
const MAX_BYTES: usize = 400_000;

impl WordList {
    /// # Errors
    /// [`WordListFault`].
    pub fn new<S: AsRef<str>>(words: &[S]) -> Result<Self, WordListFault> {
        let bytes: usize = words.iter().map(|word| word.as_ref().len()).sum();
        if words.len() > MAX_WORDS || bytes > MAX_BYTES {
            return Err(WordListFault::TooLarge);
        }
        let mut patterns = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let pattern = padded(word.as_ref());
            if pattern.trim().is_empty() {
                return Err(WordListFault::Empty(at));
            }
            patterns.push(pattern);
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns);
        let finder = finder.map_err(|_| WordListFault::TooLarge)?;
        Ok(Self { words: words.iter().map(|word| word.as_ref().to_owned()).collect(), finder })
    }

    /// The first word of the list in the text, as the list spells it.
    pub fn first(&self, text: &str) -> Option<&str> {
        self.matches(&padded(text)).next()
    }

    /// Each word of the list in the text, in the text's order, as often as it stands there.
    pub fn all(&self, text: &str) -> Vec<&str> {
        self.matches(&padded(text)).collect()
    }

    fn matches(&self, padded: &str) -> impl Iterator<Item = &str> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.finder.find(aho_corasick::Input::new(padded).span(at..padded.len()))?;
            // The space behind a word is the space in front of the next one.
            at = found.end() - 1;
            self.words.get(found.pattern().as_usize()).map(String::as_str)
        })
    }
}

/// Folded words with a space around each, so that only whole ones match.
fn padded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    fold(text, &mut out);
    out.push(' ');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_words_are_found_whatever_their_letters() {
        let list = WordList::new(&["frete grátis", "réplica", "promoção"]).unwrap();
        assert_eq!(list.first("Tênis REPLICA com Frete-Gratis"), Some("réplica"));
        assert_eq!(list.all("Frete grátis, replica! réplica"), ["frete grátis", "réplica", "réplica"]);
        assert_eq!(list.first("replicante com frete"), None);
        assert_eq!(list.first(""), None);
        assert_eq!(list.all("promocao promocao"), ["promoção", "promoção"]);
    }

    #[test]
    fn the_longest_of_several_is_told() {
        let list = WordList::new(&["frete", "frete grátis"]).unwrap();
        assert_eq!(list.all("frete gratis e frete"), ["frete grátis", "frete"]);
    }

    #[test]
    fn a_list_has_bounds() {
        assert_eq!(WordList::new(&["a", "!"]).unwrap_err(), WordListFault::Empty(1));
        assert_eq!(WordList::new(&vec!["a"; 20_001]).unwrap_err(), WordListFault::TooLarge);
        assert_eq!(WordList::new(&["a".repeat(400_001)]).unwrap_err(), WordListFault::TooLarge);
        assert_eq!(WordList::new::<&str>(&[]).unwrap().first("a"), None);
    }

    proptest! {
        #[test]
        fn it_finds_what_a_plain_search_finds(words in proptest::collection::vec("[a-c]{1,3}", 1..5), text in "[a-c ]{0,30}") {
            let list = WordList::new(&words).unwrap();
            let plain = text.split_whitespace().any(|one| words.iter().any(|word| word == one));
            prop_assert_eq!(list.first(&text).is_some(), plain);
        }
    }
}
