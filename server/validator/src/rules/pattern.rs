//! Patterns of strangers: linear in the text, and small ones as whole automata or plain shapes.

use super::shape::Shape;
use regex::{Regex, RegexBuilder};
use regex_automata::{
    Anchored,
    dfa::{Automaton, StartKind, dense},
    util::{primitives::StateID, start},
};
use regex_syntax::hir::{Hir, Look};

/// Bytes of a compiled pattern at most.
const SIZE: usize = 1 << 20;
/// Bytes of a whole automaton, and what may be used while it is made.
const AUTOMATON: usize = 256 << 10;
const MAKING: usize = 1 << 20;

/// A pattern that is looked for in texts.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    fast: Option<Fast>,
    regex: Regex,
}

/// What says the same as a pattern, sooner.
#[derive(Debug, Clone)]
enum Fast {
    Shape(Shape),
    Automaton(Box<Automat>),
}

#[derive(Debug, Clone)]
struct Automat {
    dfa: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Pattern {
    /// Says in the words of the reader of patterns what is wrong with one.
    pub fn new(text: &str) -> Result<Self, String> {
        let regex = RegexBuilder::new(text).size_limit(SIZE).dfa_size_limit(SIZE).nest_limit(50).build();
        let regex = regex.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "it is too large; repeat less".to_owned(),
            other => other.to_string(),
        })?;
        let parsed = regex_syntax::parse(text).ok();
        let fast = parsed.and_then(|parsed| match Shape::new(&parsed) {
            Some(shape) => Some(Fast::Shape(shape)),
            None => Automat::new(text, &parsed).map(|automaton| Fast::Automaton(Box::new(automaton))),
        });
        Ok(Self { fast, regex })
    }

    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.fast {
            Some(Fast::Shape(shape)) => shape.is_match(text),
            Some(Fast::Automaton(automaton)) => {
                automaton.is_match(text).unwrap_or_else(|| self.regex.is_match(text))
            }
            None => self.regex.is_match(text),
        }
    }

    /// The first part of a text that it is found in.
    pub fn find<'t>(&self, text: &'t str) -> &'t str {
        self.regex.find(text).map_or("", |found| found.as_str())
    }
}

impl Automat {
    /// None where it would be too large, or look at words in ways that an automaton cannot.
    fn new(text: &str, parsed: &Hir) -> Option<Self> {
        let begins = parsed.properties().look_set_prefix().contains(Look::Start);
        let (kind, anchored) =
            if begins { (StartKind::Anchored, Anchored::Yes) } else { (StartKind::Unanchored, Anchored::No) };
        let config = dense::Config::new()
            .start_kind(kind)
            .accelerate(false)
            .dfa_size_limit(Some(AUTOMATON))
            .determinize_size_limit(Some(MAKING));
        let dfa = dense::Builder::new().configure(config).build(text).ok()?;
        let start = dfa.start_state(&start::Config::new().anchored(anchored)).ok()?;
        Some(Self { dfa, start })
    }

    /// None where the automaton does not know.
    #[inline]
    fn is_match(&self, text: &str) -> Option<bool> {
        let mut state = self.start;
        for byte in text.as_bytes() {
            state = self.dfa.next_state(state, *byte);
            if self.dfa.is_special_state(state) {
                if self.dfa.is_match_state(state) {
                    return Some(true);
                }
                if self.dfa.is_dead_state(state) {
                    return Some(false);
                }
                if self.dfa.is_quit_state(state) {
                    return None;
                }
            }
        }
        Some(self.dfa.is_match_state(self.dfa.next_eoi_state(state)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::Instant;

    #[test]
    fn hostile_patterns_are_refused_or_linear() {
        assert!(Pattern::new("(").is_err());
        assert!(Pattern::new(r"(?:\pL{1000}){1000}").is_err());
        assert!(Pattern::new(&"(".repeat(1000)).is_err());
        let begun = Instant::now();
        let pattern = Pattern::new(r"^(a+)+$").unwrap();
        assert!(!pattern.is_match(&("a".repeat(100_000) + "b")));
        assert!(begun.elapsed().as_secs() < 5);
    }

    #[test]
    fn small_patterns_are_whole_automata() {
        for pattern in ["^SKU-[0-9]{8}", "^https?://[^ ]+[.](jpg|png|webp)$", "tinta|óleo", r"(?i)^\s*frete$"]
        {
            let fast = Pattern::new(pattern).unwrap().fast;
            assert!(matches!(fast, Some(Fast::Automaton(_))), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn automata_say_what_patterns_say(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "b+", "[^a]", "(a|bé)", "c?", ".", r"\d{2}", r"\b", "x*", "(?i)É", r"\s",
            ]), 1..6),
            begin in any::<bool>(),
            end in any::<bool>(),
            text in "[abcéÉx1 \n]{0,12}",
        ) {
            let pattern =
                format!("{}{}{}", if begin { "^" } else { "" }, parts.concat(), if end { "$" } else { "" });
            let made = Pattern::new(&pattern).unwrap();
            prop_assert_eq!(made.is_match(&text), Regex::new(&pattern).unwrap().is_match(&text), "{}", pattern);
        }
    }
}
