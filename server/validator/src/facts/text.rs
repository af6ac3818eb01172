//! Lengths, cuts, letters and words.

use serde::{Deserialize, Serialize};
use std::{borrow::Cow, sync::LazyLock};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// Whether the text has more than so many characters, without counting all of a long one.
pub fn has_characters(text: &str, more_than: usize) -> bool {
    text.len() > more_than && text.chars().nth(more_than).is_some()
}

/// The text's beginning of at most so many characters; what is drawn as one sign stays whole or is left out.
pub fn truncate(text: &str, characters: usize) -> &str {
    if !has_characters(text, characters) {
        return text;
    }
    let (mut end, mut count) = (0, 0);
    for (at, sign) in text.grapheme_indices(true) {
        // A sign of a thousand marks is counted no further than is needed.
        count += sign.chars().take(characters - count + 1).count();
        if count > characters {
            break;
        }
        end = at + sign.len();
    }
    &text[..end]
}

/// As [`truncate`], at the end of a word if there is one; what hangs behind it (a comma, a hyphen) is left out too. A
/// text that fits is not touched.
pub fn truncate_at_word(text: &str, characters: usize) -> &str {
    let cut = truncate(text, characters);
    if cut.len() == text.len() {
        return text;
    }
    let ends_there = text[cut.len()..].starts_with(char::is_whitespace);
    let words = if ends_there { cut } else { cut.rfind(char::is_whitespace).map_or("", |at| &cut[..at]) };
    let words = words.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '/' | '|' | '(' | '&' | '+')
    });
    if words.trim_start().is_empty() { cut.trim_end() } else { words }
}

/// Letters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    Lower,
    Upper,
    /// Each word begins with a capital, but for small words (`de`, `the`) inside.
    Title,
    /// The first letter is a capital.
    Sentence,
}

/// Words that begin no name in the middle of a title.
const SMALL: &[&str] = &[
    "and", "avec", "com", "con", "da", "das", "de", "del", "des", "do", "dos", "du", "em", "et", "for",
    "las", "los", "of", "para", "por", "pour", "sem", "sin", "the", "with",
];

/// The text in other letters. Abbreviations (`USB`) stay as they are in a title or sentence, unless the whole text is
/// in capitals.
pub fn capitalise(text: &str, case: Case) -> String {
    match case {
        Case::Lower => text.to_lowercase(),
        Case::Upper => text.to_uppercase(),
        Case::Title => words(text, |at, lower| at == 0 || !SMALL.contains(&lower)),
        Case::Sentence => words(text, |at, _| at == 0),
    }
}

/// Goes through the words; `capital` says of the word at a place, in lower case, whether it begins with a capital.
fn words(text: &str, capital: impl Fn(usize, &str) -> bool) -> String {
    let small = |word: &str| word.chars().skip_while(|c| !c.is_alphabetic()).skip(1).any(char::is_lowercase);
    let shouted = !pieces(text).any(small);
    let mut out = String::with_capacity(text.len());
    let mut place = 0;
    for word in pieces(text) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let abbreviation = !shouted && letters > 1 && !word.chars().any(char::is_lowercase);
        if letters == 0 || abbreviation {
            out.push_str(word);
        } else {
            let lower = word.to_lowercase();
            let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
            if capital(place, bare) { push_capital(&mut out, &lower) } else { out.push_str(&lower) }
        }
        place += usize::from(letters > 0);
    }
    out
}

/// Words, each with what stands behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '-' | '/'))
}

/// Makes the first letter a capital, if it has one of one character.
fn push_capital(out: &mut String, word: &str) {
    let mut done = false;
    for c in word.chars() {
        if !done && c.is_alphabetic() {
            done = true;
            let mut upper = c.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(one), None) => out.push(one),
                _ => out.push(c),
            }
        } else {
            // Digits in front of a letter (`3m`) are a word's beginning too.
            done |= c.is_numeric();
            out.push(c);
        }
    }
}

/// The text without white space at its ends, and with one space for each run of white space inside.
pub fn collapse_spaces(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let clean = text.chars().all(|c| {
        let good = !c.is_whitespace() || (c == ' ' && before != ' ');
        before = c;
        good
    });
    if clean && (before != ' ' || text.is_empty()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Writes the text's letters without accents, in lower case, behind what `out` holds. What is no letter or digit
/// becomes one space; letters of other scripts stay, with the marks that belong to them.
pub fn fold(text: &str, out: &mut String) {
    let start = out.len();
    let mut space = false;
    let mut push = |c: char| {
        if c.is_alphanumeric() || is_combining_mark(c) {
            if space && out.len() > start {
                out.push(' ');
            }
            space = false;
            out.push(c);
        } else {
            space = true;
        }
    };
    if text.is_ascii() {
        text.bytes().for_each(|c| push(char::from(c.to_ascii_lowercase())));
        return;
    }
    if text.chars().all(is_near) {
        for c in text.chars() {
            match LATIN.get(c as usize) {
                Some(letters) => letters.chars().for_each(&mut push),
                None if is_accent(c) => {}
                None => push(' '),
            }
        }
        return;
    }
    taken_apart(text, push);
}

/// Letters of the first blocks of Unicode, their marks, and the dashes and quotation marks of texts: what most texts are
/// made of, and what needs no look at its neighbours.
const fn is_near(c: char) -> bool {
    c < LATIN_END || matches!(c, '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}')
}

const LATIN_END: char = '\u{180}';

/// What each of the first characters becomes.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        taken_apart(c.encode_utf8(&mut [0; 4]), |c| out.push(c));
        out
    };
    ('\0'..LATIN_END).map(folded).collect()
});

fn taken_apart(text: &str, mut push: impl FnMut(char)) {
    // Lower case can bring marks of its own.
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)) {
        match spelled_out(c) {
            Some(letters) => letters.chars().for_each(&mut push),
            None => push(c),
        }
    }
}

/// The text without accents; everything else as it is.
pub fn without_accents(text: &str) -> String {
    text.nfd().filter(|c| !is_accent(*c)).nfc().collect()
}

/// A mark on a Latin, Greek or Cyrillic letter, or one that says how a sign is drawn. Marks of other scripts make other
/// letters.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Letters that no decomposition takes apart.
const fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// The text as it is searched: without accents and punctuation, in lower case, one space between words.
pub fn search_form(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold(text, &mut out);
    out
}

/// The text as a part of an address: `camiseta-azul-m`. Letters beyond Latin are left out.
pub fn slug(text: &str) -> String {
    let folded = search_form(text);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let end = out.trim_end_matches('-').len();
    out.truncate(end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_are_counted_no_further_than_asked() {
        assert!(!has_characters("ação", 4) && has_characters("ação", 3));
        assert!(!has_characters("", 0) && has_characters("a", 0));
    }

    #[test]
    fn a_cut_leaves_signs_whole() {
        assert_eq!(truncate("Camiseta", 20), "Camiseta");
        assert_eq!(truncate("Camiseta", 4), "Cami");
        assert_eq!(truncate("Camiseta", 0), "");
        // A family of five characters, an accent of its own, a flag of two.
        assert_eq!(truncate("a👨‍👩‍👧b", 3), "a");
        assert_eq!(truncate("a👨‍👩‍👧b", 6), "a👨‍👩‍👧");
        assert_eq!(truncate("cafe\u{301}s", 4), "caf");
        assert_eq!(truncate("🇧🇷🇦🇷", 3), "🇧🇷");
        let marks = format!("e{}", "\u{301}".repeat(100_000));
        assert_eq!(truncate(&marks, 10), "");
    }

    #[test]
    fn a_cut_at_a_word_leaves_words_whole() {
        assert_eq!(truncate_at_word("Camiseta azul de algodão", 24), "Camiseta azul de algodão");
        assert_eq!(truncate_at_word("Camiseta azul de algodão", 20), "Camiseta azul de");
        assert_eq!(truncate_at_word("Camiseta azul de algodão", 13), "Camiseta azul");
        assert_eq!(truncate_at_word("Camiseta, azul", 11), "Camiseta");
        assert_eq!(truncate_at_word("Kit - 3 peças", 5), "Kit");
        assert_eq!(truncate_at_word("Paralelepípedo", 8), "Paralele");
        assert_eq!(truncate_at_word("  Paralelepípedo", 8), "  Parale");
    }

    #[test]
    fn letters_change_as_asked() {
        assert_eq!(capitalise("ÇA Va", Case::Lower), "ça va");
        assert_eq!(capitalise("ça", Case::Upper), "ÇA");
        assert_eq!(capitalise("CABO USB DE REDE", Case::Title), "Cabo Usb de Rede");
        assert_eq!(capitalise("cabo USB de rede 3m", Case::Title), "Cabo USB de Rede 3m");
        assert_eq!(capitalise("porta-retrato e vitamina E", Case::Title), "Porta-Retrato E Vitamina E");
        assert_eq!(capitalise("de volta", Case::Title), "De Volta");
        assert_eq!(capitalise("CAMISETA AZUL", Case::Sentence), "Camiseta azul");
        assert_eq!(capitalise("camiseta Azul com USB", Case::Sentence), "Camiseta azul com USB");
        assert_eq!(capitalise("", Case::Title), "");
    }

    #[test]
    fn spaces_slugs_and_searches() {
        assert_eq!(collapse_spaces("  a \u{a0} b\n"), "a b");
        assert!(matches!(collapse_spaces("a b"), Cow::Borrowed(_)));
        assert!(matches!(collapse_spaces(""), Cow::Borrowed(_)));
        assert_eq!(collapse_spaces("   "), "");
        assert_eq!(slug("  Camiseta Básica — Algodão (M)! "), "camiseta-basica-algodao-m");
        assert_eq!(slug("Straße Œuvre Ærø"), "strasse-oeuvre-aero");
        assert_eq!(slug("日本 shop"), "shop");
        assert_eq!(search_form("Frete-GRÁTIS!!  já"), "frete gratis ja");
        assert_eq!(search_form("日本"), "日本");
        assert_eq!(search_form("❤\u{fe0f}grátis 1\u{fe0f}\u{20e3}"), "gratis 1");
        // A mark that makes another letter stays, and parts no word.
        assert_eq!(search_form("がく").split(' ').count(), 1);
        assert_ne!(search_form("が"), search_form("か"));
        assert_eq!(without_accents("Ação が ñ"), "Acao が n");
    }

    proptest! {
        #[test]
        fn doing_it_twice_is_doing_it_once(text in "\\PC{0,40}|[A-Za-z ßΣσİǅéÉ/-]{0,30}") {
            for case in [Case::Lower, Case::Upper, Case::Title, Case::Sentence] {
                let once = capitalise(&text, case);
                prop_assert_eq!(capitalise(&once, case), once.clone(), "{:?}", case);
            }
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once);
            let once = search_form(&text);
            prop_assert_eq!(search_form(&once), once);
            let once = collapse_spaces(&text).into_owned();
            prop_assert_eq!(collapse_spaces(&once).into_owned(), once.clone());
        }

        #[test]
        fn the_short_way_folds_as_the_long_one(text in "[ -ſ\u{300}-\u{36f}–—’…a-zA-Z ]{0,30}") {
            // A letter of another script makes the whole text take the long way.
            let long = search_form(&format!("{text} 日"));
            let short = format!("{} 日", search_form(&text)).trim_start().to_owned();
            prop_assert_eq!(short, long);
        }

        #[test]
        fn a_cut_is_a_beginning_and_fits(text in "\\PC{0,40}", most in 0usize..30) {
            for cut in [truncate(&text, most), truncate_at_word(&text, most)] {
                prop_assert!(text.starts_with(cut) && cut.chars().count() <= most);
                prop_assert_eq!(truncate(cut, most), cut);
                prop_assert_eq!(truncate_at_word(cut, most), cut);
            }
        }
    }
}
