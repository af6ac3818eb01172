//! Patterns that are no more than kinds of bytes in a row: codes, numbers, addresses of pictures.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Places of a row, and ways for it to end, at most.
const PLACES: usize = 64;
const ENDS: usize = 16;

/// Kinds of bytes in a row, from the begin of a text to its end. Each byte is looked at by itself, where an automaton has to
/// wait for what the byte before it led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    head: Vec<Kind>,
    /// What stands between head and end, and how often.
    middle: Option<(Kind, usize, usize)>,
    ends: Vec<Vec<Kind>>,
}

/// Bytes of which one stands in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kind(Box<[bool; 256]>);

impl Shape {
    /// None where the pattern is anything else.
    pub fn new(pattern: &Hir) -> Option<Self> {
        let HirKind::Concat(parts) = pattern.kind() else { return None };
        let [first, parts @ .., last] = parts.as_slice() else { return None };
        let (begins, ends) = (HirKind::Look(Look::Start), HirKind::Look(Look::End));
        if *first.kind() != begins || *last.kind() != ends {
            return None;
        }
        let mut shape = Self { head: Vec::new(), middle: None, ends: vec![Vec::new()] };
        for part in parts {
            if let Some(row) = row(part) {
                let is_head = shape.middle.is_none() && shape.ends.len() == 1;
                let rows = if is_head { std::slice::from_mut(&mut shape.head) } else { &mut shape.ends[..] };
                for known in rows {
                    known.extend_from_slice(&row);
                    if known.len() > PLACES {
                        return None;
                    }
                }
            } else if let Some(ways) = ways(part) {
                if ways.len() * shape.ends.len() > ENDS {
                    return None;
                }
                let joined =
                    |end: &Vec<Kind>| ways.iter().map(|way| [&end[..], way].concat()).collect::<Vec<_>>();
                shape.ends = shape.ends.iter().flat_map(joined).collect();
                if shape.ends.iter().any(|end| end.len() > PLACES) {
                    return None;
                }
            } else if shape.middle.is_none() && shape.ends.len() == 1 {
                shape.middle = Some(run(part)?);
            } else {
                return None;
            }
        }
        Some(shape)
    }

    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        let Some((head, rest)) = text.as_bytes().split_at_checked(self.head.len()) else { return false };
        is_row(head, &self.head)
            && self.ends.iter().any(|end| {
                let Some(at) = rest.len().checked_sub(end.len()) else { return false };
                let (middle, last) = rest.split_at(at);
                is_row(last, end)
                    && match &self.middle {
                        None => middle.is_empty(),
                        Some((kind, min, max)) => {
                            (*min..=*max).contains(&middle.len()) && middle.iter().all(|byte| kind.has(*byte))
                        }
                    }
            })
    }
}

#[inline]
fn is_row(bytes: &[u8], kinds: &[Kind]) -> bool {
    bytes.iter().zip(kinds).all(|(byte, kind)| kind.has(*byte))
}

impl Kind {
    fn of(holds: impl Fn(u8) -> bool) -> Self {
        Self(Box::new(std::array::from_fn(|byte| holds(byte as u8))))
    }

    #[inline]
    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// Of a class of characters, the bytes; letters beyond ASCII all together, or none of them.
    fn of_class(class: &Class) -> Option<Self> {
        let Class::Unicode(class) = class else { return None };
        let beyond = class.ranges().iter().find(|range| range.end() > '\x7f');
        let is_all = beyond.is_some_and(|range| range.start() <= '\u{80}' && range.end() == char::MAX);
        if beyond.is_some() && !is_all {
            return None;
        }
        let holds = |byte: u8| {
            let letter = char::from(byte);
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&letter))
        };
        Some(Self::of(|byte| if byte.is_ascii() { holds(byte) } else { is_all }))
    }
}

/// What always has the same number of bytes.
fn row(part: &Hir) -> Option<Vec<Kind>> {
    match part.kind() {
        HirKind::Empty => Some(Vec::new()),
        HirKind::Literal(literal) if literal.0.len() <= PLACES => {
            Some(literal.0.iter().map(|byte| Kind::of(|other| other == *byte)).collect())
        }
        HirKind::Class(class) => {
            let kind = Kind::of_class(class)?;
            (!kind.has(0x80)).then(|| vec![kind])
        }
        HirKind::Capture(capture) => row(&capture.sub),
        HirKind::Repetition(repeated) if repeated.max == Some(repeated.min) => {
            let row = row(&repeated.sub)?;
            let times = repeated.min as usize;
            (times <= PLACES && row.len() * times <= PLACES).then(|| vec![row; times].concat())
        }
        HirKind::Concat(parts) => {
            let mut whole = Vec::new();
            for part in parts {
                whole.extend(row(part)?);
                if whole.len() > PLACES {
                    return None;
                }
            }
            Some(whole)
        }
        _ => None,
    }
}

/// Rows of which one stands there.
fn ways(part: &Hir) -> Option<Vec<Vec<Kind>>> {
    match part.kind() {
        HirKind::Alternation(parts) if parts.len() <= ENDS => parts.iter().map(row).collect(),
        HirKind::Capture(capture) => ways(&capture.sub),
        _ => None,
    }
}

/// Bytes of one kind, and how many of them.
fn run(part: &Hir) -> Option<(Kind, usize, usize)> {
    match part.kind() {
        HirKind::Repetition(repeated) => {
            let kind = match repeated.sub.kind() {
                HirKind::Class(class) => Kind::of_class(class)?,
                HirKind::Literal(literal) if literal.0.len() == 1 => Kind::of(|byte| byte == literal.0[0]),
                _ => return None,
            };
            // A letter beyond ASCII has several bytes: there are some where there is one, but how many nobody knows.
            if kind.has(0x80) && (repeated.min > 1 || repeated.max.is_some()) {
                return None;
            }
            Some((kind, repeated.min as usize, repeated.max.map_or(usize::MAX, |max| max as usize)))
        }
        HirKind::Capture(capture) => run(&capture.sub),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    fn shape(pattern: &str) -> Option<Shape> {
        Shape::new(&regex_syntax::parse(pattern).unwrap())
    }

    #[test]
    fn codes_numbers_and_addresses_have_a_shape() {
        for pattern in [
            "^SKU-[0-9]{8}$",
            "^[0-9]{13}$",
            "^https://[^ ]+[.](jpg|png|webp)$",
            "^ML[A-Z][0-9]+$",
            "^(sim|não)$",
            "^[A-Z]{2,4}-(a|bc)x$",
            "(?i)^frete$",
        ] {
            assert!(shape(pattern).is_some(), "{pattern}");
        }
        for pattern in
            ["[0-9]", "^a", "a$", "(?m)^a$", r"^\d+$", "^a+b+$", "^é+x[^é]$", "^[^a]{2}$", "^(a|b+)$"]
        {
            assert!(shape(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn a_run_leaves_its_end_what_it_needs() {
        let picture = shape("^https://[^ ]+[.](jpg|png|webp)$").unwrap();
        let found =
            ["https://a.jpg", "https://é.webp", "https://a.png.png", "https://.jpg", "https://a b.jpg"];
        assert_eq!(found.map(|text| picture.is_match(text)), [true, true, true, false, false]);
        let short = shape("^[0-9]{1,3}$").unwrap();
        assert_eq!(["", "1", "123", "1234"].map(|text| short.is_match(text)), [false, true, true, false]);
    }

    #[test]
    fn what_would_be_large_has_none() {
        let letters = "ab".repeat(PLACES);
        let ways = ["aa", "ab", "ba", "bb"].join("|");
        for pattern in [
            format!("^{letters}$"),
            format!("^(?:{letters})(?:{letters}|c)$"),
            format!("^({ways})({ways})({ways})$"),
            "^(a{60}|b)c{60}$".to_owned(),
            "^(?:x{64}){64}$".to_owned(),
        ] {
            assert!(shape(&pattern).is_none(), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn shapes_say_what_patterns_say(
            (pattern, text) in prop::collection::vec(prop::sample::select(vec![
                "a", "bé", "[ab]", "[^a]+", "[^a]*", "c{2}", "b{1,2}", "(a|bé|cab)", "(?:ab)", "x?", "[a-c]*", "(c{2}b)", "é",
                "(?:|b)", "[xa]{2,}", "b+?", "((ab|c)x)", "(?i:ab)", "[^é]",
            ]), 0..5)
            .prop_map(|parts| parts.concat())
            .prop_flat_map(|parts| {
                let fits = prop::string::string_regex(&parts).unwrap();
                (Just(format!("^{parts}$")), prop_oneof![3 => fits, 1 => "[abcéÉx \n]{0,8}"])
            }),
            cut in 0..12_usize,
            more in "[abcéÉx \n]{0,1}",
        ) {
            let shape = shape(&pattern);
            prop_assume!(shape.is_some());
            let regex = Regex::new(&pattern).unwrap();
            let at = text.char_indices().nth(cut).map_or(text.len(), |(at, _)| at);
            let (before, behind) = text.split_at(at);
            for text in [text.clone(), format!("{before}{more}{behind}"), before.to_owned()] {
                prop_assert_eq!(shape.as_ref().unwrap().is_match(&text), regex.is_match(&text), "{} {:?}", pattern, text);
            }
        }
    }
}
