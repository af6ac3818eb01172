//! One box for everything: what a typed text may be.
//!
//! Under row-level security only equality and ranges reach an index, so every reading is a beginning
//! of a normalised value.

use crate::{Currency, Locale, search_text, view::amount::parse_price};

/// Shorter texts must match a code as a whole; one letter begins too much.
const SHORTEST_BEGINNING: usize = 3;
/// One letter begins too many names.
const SHORTEST_NAME: usize = 2;
/// Words of a name that are searched; people type no more.
const MOST_WORDS: usize = 6;
/// Fewer digits of a phone or document begin too much.
const SHORTEST_DIGITS: usize = 5;

/// A typed text with all its readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    text: String,
    /// Lower case, without a leading `#`: an order number or a SKU.
    pub code: Match,
    /// The same as typed: the channel's key of a purchase, whose case matters.
    pub key: Match,
    /// A sale's own number.
    pub number: Option<i64>,
    /// Without accents, lower case: beginnings of words of a name, which must have all of them.
    pub names: Vec<Match>,
    /// Whether they may also be later words of the name; of a shorter text too many are.
    pub later_names: bool,
    /// The beginning of an e-mail address.
    pub email: Option<Match>,
    /// Beginnings of a phone number in E.164 form: with the Brazilian country code and without.
    pub phones: Vec<Match>,
    /// The beginning of a CPF or CNPJ without punctuation.
    pub document: Option<Match>,
    /// The total of a sale in minor units, of a currency with cents.
    pub amount: Option<i64>,
}

/// Values from `from` up to, but without, `until`, in the order of their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub from: String,
    pub until: String,
}

impl Match {
    /// Values that begin so.
    pub fn beginning(text: impl Into<String>) -> Self {
        let from = text.into();
        // No stored text holds the last code point.
        let until = format!("{from}\u{10ffff}");
        Self { from, until }
    }

    /// This value alone.
    pub fn whole(text: impl Into<String>) -> Self {
        let from = text.into();
        // Nothing sorts between a text and the text with the lowest sign behind it; Postgres holds no
        // NUL, so it is the next one.
        let until = format!("{from}\u{1}");
        Self { from, until }
    }

    /// Values that begin so; this value alone where that would be too many.
    fn of_code(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.chars().count() < SHORTEST_BEGINNING { Self::whole(text) } else { Self::beginning(text) }
    }
}

impl Search {
    /// Characters of a text; longer ones are cut, as no searched value is longer.
    pub const LONGEST: usize = 100;

    /// `None` if nothing is left to search for.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text
            .chars()
            .map(|sign| if sign.is_control() { ' ' } else { sign })
            .collect::<String>()
            .trim()
            .chars()
            .take(Self::LONGEST)
            .collect();
        let typed = text.trim_start_matches('#').trim();
        let code = typed.to_lowercase();
        if code.is_empty() {
            return None;
        }
        let name = search_text(&text);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let numeric = text.chars().all(|sign| sign.is_ascii_digit() || " +-./()#".contains(sign));
        let phones = match (numeric && digits.len() >= SHORTEST_DIGITS, text.starts_with('+')) {
            (false, _) => vec![],
            (true, true) => vec![Match::beginning(format!("+{digits}"))],
            (true, false) => {
                vec![Match::beginning(format!("+55{digits}")), Match::beginning(format!("+{digits}"))]
            }
        };
        let letters = if numeric { 0 } else { name.chars().count() };
        let words = name.split([' ', ',']).filter(|word| !word.is_empty() && letters >= SHORTEST_NAME);
        Some(Self {
            number: code.parse().ok().filter(|number| *number > 0),
            email: (code.contains('@') || code.len() >= SHORTEST_BEGINNING)
                .then(|| Match::beginning(code.clone())),
            names: words.take(MOST_WORDS).map(Match::beginning).collect(),
            later_names: letters >= SHORTEST_BEGINNING,
            document: document(&text).map(Match::beginning),
            amount: amount(&text),
            phones,
            key: Match::of_code(typed),
            code: Match::of_code(code),
            text,
        })
    }

    /// What a customer may be known by, each with the kind of identity that it is.
    pub fn identities(&self) -> impl Iterator<Item = (&'static str, &Match)> {
        let email = self.email.iter().map(|found| ("email", found));
        let phones = self.phones.iter().map(|found| ("phone", found));
        let document = self.document.iter().map(|found| ("document", found));
        email.chain(phones).chain(document)
    }

    /// The text as typed, trimmed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the channel's number of a sale begins so, and is not the sale's own number.
    pub fn is_of_channel(&self, own: i64, external: &str) -> bool {
        let key = external.trim().trim_start_matches('#').to_lowercase();
        let begun = self.code.from.as_str()..self.code.until.as_str();
        self.number != Some(own) && begun.contains(&key.as_str())
    }

    /// The ends of [`Self::names`]: all of `from`, all of `until`.
    pub fn name_ends(&self) -> (Vec<String>, Vec<String>) {
        self.names.iter().map(|name| (name.from.clone(), name.until.clone())).unzip()
    }
}

/// The beginning of a tax number: digits, or a CNPJ with letters, at least five signs.
fn document(text: &str) -> Option<String> {
    let signs: String = text.chars().filter(|sign| !".-/ ".contains(*sign)).collect();
    let plausible = (SHORTEST_DIGITS..=14).contains(&signs.len())
        && signs.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && signs.bytes().any(|byte| byte.is_ascii_digit());
    plausible.then(|| signs.to_ascii_uppercase())
}

/// An amount with its cents, or with its sign: `159,90`, `R$ 1.200`. Other numbers are numbers of sales.
fn amount(text: &str) -> Option<i64> {
    let bare = text.trim_start_matches(['R', 'r', '$', '€', ' ']);
    let is_signed = text[..text.len() - bare.len()].contains(['$', '€']);
    let has_cents = bare.len().checked_sub(3).and_then(|start| bare.get(start..)).is_some_and(|end| {
        end.starts_with([',', '.']) && end.bytes().skip(1).all(|sign| sign.is_ascii_digit())
    });
    (is_signed || has_cents).then(|| parse_price(bare, Locale::PtBr, Currency::BRL).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(text: &str) -> Search {
        Search::parse(text).unwrap()
    }

    #[test]
    fn a_number_is_searched_with_and_without_its_sign() {
        assert_eq!(search(" #1042 ").number, Some(1042));
        assert_eq!(search("#1042").code, Match::beginning("1042"));
        assert_eq!(search("12").code, Match::whole("12"));
        let typed = search("#V7-Ab");
        assert_eq!((typed.code, typed.key), (Match::beginning("v7-ab"), Match::beginning("V7-Ab")));
        assert_eq!(search("99999999999999999999").number, None);
    }

    #[test]
    fn the_number_of_the_channel_is_told_from_the_own_one() {
        for (typed, own, external, is_of_channel) in [
            ("1400", 1, "1400", true),
            ("#140", 1, " #1400", true),
            ("v7-a", 1, "V7-AB", true),
            ("1400", 1400, "1400", false),
            ("1400", 1, "11400", false),
            ("14", 1, "1400", false),
            ("ana", 1, "1400", false),
        ] {
            assert_eq!(search(typed).is_of_channel(own, external), is_of_channel, "{typed} {external}");
        }
    }

    #[test]
    fn a_name_is_searched_without_accents() {
        assert_eq!(search("Conceição").names, [Match::beginning("conceicao")]);
        assert!(search("Conceição").later_names);
        assert_eq!((search("da").names, search("da").later_names), (vec![Match::beginning("da")], false));
        assert!(search("1042").names.is_empty() && search("d").names.is_empty());
    }

    #[test]
    fn each_word_of_a_name_is_searched_by_itself() {
        assert_eq!(search("Silva,  João").names, ["silva", "joao"].map(Match::beginning));
        assert!(search("li wu").later_names);
        assert_eq!(search(&"ana ".repeat(20)).names.len(), MOST_WORDS);
    }

    #[test]
    fn documents_and_phones_are_searched_without_punctuation() {
        assert_eq!(search("123.456.789-09").document, Some(Match::beginning("12345678909")));
        assert_eq!(search("12.abc.345/01").document, Some(Match::beginning("12ABC34501")));
        assert_eq!(search("(11) 99999-0000").phones[0], Match::beginning("+5511999990000"));
        assert_eq!(search("+351 912 345").phones, [Match::beginning("+351912345")]);
        assert!(search("1234").phones.is_empty());
        assert_eq!(search("camiseta").document, None);
    }

    #[test]
    fn an_amount_has_cents_or_a_sign() {
        for (text, minor) in
            [("159,90", 15_990), ("159.90", 15_990), ("R$ 1.234,56", 123_456), ("r$ 20", 2_000)]
        {
            assert_eq!(search(text).amount, Some(minor), "{text}");
        }
        for text in ["1042", "1.042", "MLB-12.50a", "-1,00", "ana", "R$", ",,,", "é,12", "12é"] {
            assert_eq!(search(text).amount, None, "{text}");
        }
    }

    #[test]
    fn absurd_texts_are_cut_and_cleaned() {
        assert_eq!(Search::parse(" \u{0}\n# "), None);
        assert_eq!(search(&"😀".repeat(5_000_000)).as_str().chars().count(), Search::LONGEST);
        assert_eq!(search("a\u{0}b").as_str(), "a b");
    }

    #[test]
    fn a_whole_value_matches_itself_only() {
        let whole = Match::whole("ab");
        let within = |value: &str| *value >= *whole.from && *value < *whole.until;
        assert!(within("ab"));
        assert!(!within("abc") && !within("aa") && !within("ab "));
        let begins = Match::beginning("ab");
        assert!(*"ab😀" >= *begins.from && *"ab😀" < *begins.until);
    }
}
