//! Checks in the form in which millions of values are held to them.

use super::{bounds::Bounds, choice::Choice, detail::Detail, pattern::Pattern, row::Row};
use crate::facts::{
    HtmlFault, ImageFacts, ImageFault, ImageLimits, LIST_SEPARATOR, TagSet, WordList, address,
    canonical_decimal, cest_is_valid, cnpj_is_valid, cpf_is_valid, cpf_or_cnpj_is_valid, gtin,
    has_characters, html_fault, image_fault, isbn, list_items, ncm_is_valid, origin_is_valid,
};
use rust_decimal::Decimal;

/// A check that is ready.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Required,
    Length {
        min: usize,
        max: usize,
        bytes: bool,
    },
    Number {
        bounds: Bounds,
        integer: bool,
        decimals: Option<u32>,
    },
    Pattern {
        pattern: Pattern,
        wanted: bool,
        /// A value that passes, if the rule's tests have one.
        example: Option<String>,
    },
    Choice {
        choice: Choice,
        wanted: bool,
    },
    Gtin,
    Isbn,
    /// A form of a code: whether it has it, and what it is called.
    Form(fn(&str) -> bool, &'static str),
    Url {
        schemes: Vec<String>,
        extensions: Vec<String>,
    },
    Image {
        limits: ImageLimits,
        /// Where a record says how wide, how high and how heavy its pictures are, as far as that is asked.
        facts: [Option<usize>; 3],
    },
    Words(WordList),
    Html(TagSet),
    Compare {
        slot: usize,
        how: Compare,
    },
    Ratio {
        slot: usize,
        bounds: Bounds,
    },
    AtLeast {
        n: usize,
        slots: Vec<usize>,
    },
    Sum {
        slots: Vec<usize>,
        bounds: Bounds,
    },
    Count {
        min: usize,
        max: usize,
    },
    All(Vec<Vec<Test>>),
    Any(Vec<Vec<Test>>),
    Not(Vec<Test>),
}

/// How two values stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    AtMost,
    AtLeast,
    Equal,
    Different,
}

pub(super) const NCM: Test = Test::Form(ncm_is_valid, "ncm");
pub(super) const CEST: Test = Test::Form(cest_is_valid, "cest");
pub(super) const ORIGIN: Test = Test::Form(origin_is_valid, "origin");
pub(super) const CPF: Test = Test::Form(cpf_is_valid, "cpf");
pub(super) const CNPJ: Test = Test::Form(cnpj_is_valid, "cnpj");
pub(super) const CPF_OR_CNPJ: Test = Test::Form(cpf_or_cnpj_is_valid, "cpf_or_cnpj");

/// Whether there is nothing but white space.
#[inline]
pub(crate) fn is_blank(value: &str) -> bool {
    match value.as_bytes().first() {
        None => true,
        Some(byte) if *byte > b' ' && *byte < 0x80 => false,
        Some(_) => value.trim().is_empty(),
    }
}

/// The first fault of a value. An empty one passes all tests but those that look at it.
#[inline]
pub(super) fn first_fault(tests: &[Test], value: &str, row: &Row<'_>) -> Option<Detail> {
    let blank = is_blank(value);
    tests.iter().filter(|test| !blank || test.looks_at_empty()).find_map(|test| test.fault(value, row))
}

/// Whether a condition holds. Of an empty value nothing holds but what is said of its emptiness.
pub(super) fn holds(tests: &[Test], value: &str, row: &Row<'_>) -> bool {
    let blank = is_blank(value);
    tests.iter().all(|test| match test {
        Test::All(parts) => parts.iter().all(|part| holds(part, value, row)),
        Test::Any(parts) => parts.iter().any(|part| holds(part, value, row)),
        Test::Not(part) => !holds(part, value, row),
        test => (!blank || test.looks_at_empty()) && test.fault(value, row).is_none(),
    })
}

impl Test {
    /// Whether it is asked of an empty value too.
    pub fn looks_at_empty(&self) -> bool {
        match self {
            Self::Required | Self::AtLeast { .. } | Self::Sum { .. } => true,
            Self::All(parts) | Self::Any(parts) => parts.iter().flatten().any(Self::looks_at_empty),
            Self::Not(part) => part.iter().any(Self::looks_at_empty),
            _ => false,
        }
    }

    /// Whether it counts or adds up this field among others.
    pub fn counts(&self, slot: usize) -> bool {
        match self {
            Self::AtLeast { slots, .. } | Self::Sum { slots, .. } => slots.contains(&slot),
            Self::All(parts) | Self::Any(parts) => parts.iter().flatten().any(|test| test.counts(slot)),
            Self::Not(part) => part.iter().any(|test| test.counts(slot)),
            _ => false,
        }
    }

    /// Whether it asks what no address says of a picture, of a table that does not say it either.
    pub fn is_blind(&self, has: impl Fn(usize) -> bool) -> bool {
        match self {
            Self::Image { facts, .. } => {
                facts.iter().any(Option::is_some) && !facts.iter().flatten().any(|slot| has(*slot))
            }
            _ => false,
        }
    }

    /// Why the value does not pass.
    #[inline]
    fn fault(&self, value: &str, row: &Row<'_>) -> Option<Detail> {
        match self {
            Self::Required => is_blank(value).then(|| Detail::new("required")),
            Self::Length { min, max, bytes } => length(value, *min, *max, *bytes),
            Self::Number { bounds, integer, decimals } => number(value, bounds, *integer, *decimals),
            Self::Pattern { pattern, wanted: true, example } => (!pattern.is_match(value)).then(|| {
                let detail = Detail::new("pattern");
                example.iter().fold(detail, |detail, example| detail.text("example", example))
            }),
            Self::Pattern { pattern, wanted: false, .. } => {
                pattern.is_match(value).then(|| forbidden(pattern, value))
            }
            Self::Choice { choice, wanted } => (choice.contains(value) != *wanted)
                .then(|| Detail::new(if *wanted { "not_one_of" } else { "forbidden_value" })),
            Self::Gtin => {
                gtin(value.trim()).err().map(|fault| Detail::new("gtin").text("reason", fault.code()))
            }
            Self::Isbn => {
                isbn(value.trim()).err().map(|fault| Detail::new("isbn").text("reason", fault.code()))
            }
            Self::Form(is_valid, name) => (!is_valid(value.trim())).then(|| Detail::new(name)),
            Self::Url { schemes, extensions } => {
                list_items(value).enumerate().find_map(|(at, item)| url(item, at, schemes, extensions))
            }
            Self::Image { limits, facts } => image(value, limits, *facts, row),
            Self::Words(words) => {
                words.first(value).map(|word| Detail::new("forbidden_word").text("word", word))
            }
            Self::Html(tags) => html_fault(value, tags).map(|fault| html(&fault)),
            Self::Compare { slot, how } => {
                let detail = compare(value, row.at(*slot), *how)?;
                let field = row.fields.get(*slot);
                Some(field.iter().fold(detail, |detail, field| detail.text("field", &field.to_string())))
            }
            Self::Ratio { slot, bounds } => ratio(value, row.at(*slot), bounds),
            Self::AtLeast { n, slots } => {
                let given = slots.iter().filter(|slot| !is_blank(row.at(**slot))).count();
                (given < *n).then(|| {
                    let named = slots.iter().filter_map(|slot| row.fields.get(*slot));
                    let named = named.map(ToString::to_string).collect::<Vec<_>>().join(LIST_SEPARATOR);
                    let detail = Detail::new("too_few_fields").count("n", *n as u64);
                    detail.count("given", given as u64).text("fields", &named)
                })
            }
            Self::Sum { slots, bounds } => sum(row, slots, bounds),
            Self::Count { min, max } => {
                let count = list_items(value).count();
                let detail = |code, bound: usize| {
                    Some(Detail::new(code).count("bound", bound as u64).count("count", count as u64))
                };
                if count < *min {
                    detail("too_few_items", *min)
                } else if count > *max {
                    detail("too_many_items", *max)
                } else {
                    None
                }
            }
            Self::All(parts) => parts.iter().find_map(|part| first_fault(part, value, row)),
            Self::Any(parts) => {
                let mut first = None;
                for part in parts {
                    let fault = first_fault(part, value, row)?;
                    first.get_or_insert(fault);
                }
                first
            }
            Self::Not(part) => first_fault(part, value, row).is_none().then(|| Detail::new("not")),
        }
    }
}

/// What of a value must not stand there: a part, all of it, or all of it because of its capitals.
fn forbidden(pattern: &Pattern, value: &str) -> Detail {
    let found = pattern.find(value);
    let name = if found.len() != value.len() {
        "found"
    } else if is_for_capitals(pattern, value) {
        "capitals"
    } else {
        "whole"
    };
    Detail::new("forbidden_pattern").text(name, found)
}

/// Whether a pattern finds a value in capitals whatever its letters are, and not in lower case.
fn is_for_capitals(pattern: &Pattern, value: &str) -> bool {
    let other = |letter: char| match letter {
        'X' => 'Y',
        letter if letter.is_uppercase() => 'X',
        letter => letter,
    };
    value.to_uppercase() == value
        && !pattern.is_match(&value.to_lowercase())
        && pattern.is_match(&value.chars().map(other).collect::<String>())
}

fn length(value: &str, min: usize, max: usize, bytes: bool) -> Option<Detail> {
    // A text has no more characters than bytes.
    if value.len() <= max && min == 0 {
        return None;
    }
    let long = if bytes { value.len() > max } else { has_characters(value, max) };
    let short = min > 0 && if bytes { value.len() < min } else { !has_characters(value, min - 1) };
    if !long && !short {
        return None;
    }
    let length = if bytes { value.len() } else { value.chars().count() } as u64;
    Some(if long {
        Detail::new("too_long").count("max", max as u64).count("length", length)
    } else {
        Detail::new("too_short").count("min", min as u64).count("length", length)
    })
}

fn number(value: &str, bounds: &Bounds, integer: bool, decimals: Option<u32>) -> Option<Detail> {
    let Some(number) = decimal(value) else { return Some(Detail::new("not_a_number")) };
    if integer && number.scale() > 0 && !number.fract().is_zero() {
        return Some(Detail::new("not_an_integer"));
    }
    if let Some(max) = decimals
        && number.scale() > max
        && number.normalize().scale() > max
    {
        let given = u64::from(number.normalize().scale());
        return Some(Detail::new("too_many_decimals").count("max", u64::from(max)).count("decimals", given));
    }
    let (code, bound) = bounds.broken(number)?;
    Some(Detail::new(code).number("bound", bound))
}

/// A number, with white space around it.
#[inline]
fn decimal(value: &str) -> Option<Decimal> {
    canonical_decimal(value).or_else(|| canonical_decimal(value.trim()))
}

fn compare(value: &str, other: &str, how: Compare) -> Option<Detail> {
    if is_blank(other) {
        return None;
    }
    let ordering = match (decimal(value), decimal(other)) {
        (Some(value), Some(other)) => value.cmp(&other),
        (None, None) => value.trim().cmp(other.trim()),
        // Of a number and a text nothing can be said but that they differ.
        _ if how == Compare::Equal => std::cmp::Ordering::Less,
        _ => return None,
    };
    let (good, code) = match how {
        Compare::AtMost => (ordering.is_le(), "more_than_field"),
        Compare::AtLeast => (ordering.is_ge(), "less_than_field"),
        Compare::Equal => (ordering.is_eq(), "differs_from_field"),
        Compare::Different => (ordering.is_ne(), "equals_field"),
    };
    (!good).then(|| Detail::new(code).text("other", other))
}

fn ratio(value: &str, other: &str, bounds: &Bounds) -> Option<Detail> {
    let (value, other) = (decimal(value)?, decimal(other)?);
    // Nothing is a share of nothing.
    let ratio = value.checked_div(other)?;
    let (_, bound) = bounds.broken(ratio)?;
    Some(Detail::new("ratio").number("bound", bound).number("ratio", ratio.round_dp(4)))
}

fn sum(row: &Row<'_>, slots: &[usize], bounds: &Bounds) -> Option<Detail> {
    let (mut sum, mut any) = (Decimal::ZERO, false);
    for slot in slots {
        let value = row.at(*slot);
        if is_blank(value) {
            continue;
        }
        // What is no number is told by a rule of its field.
        sum = sum.checked_add(decimal(value)?)?;
        any = true;
    }
    let (_, bound) = bounds.broken(sum).filter(|_| any)?;
    Some(Detail::new("sum").number("bound", bound).number("sum", sum))
}

fn url(item: &str, at: usize, schemes: &[String], extensions: &[String]) -> Option<Detail> {
    let detail = |reason| Some(Detail::new("url").text("reason", reason).count("item", at as u64 + 1));
    let found = match address(item) {
        Ok(found) => found,
        Err(fault) => return detail(fault.code()),
    };
    if !schemes.is_empty() && !schemes.iter().any(|scheme| found.has_scheme(scheme)) {
        return detail("scheme");
    }
    let known = |extension: &str| extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
    if !extensions.is_empty() && !found.extension().is_some_and(known) {
        return detail("extension");
    }
    None
}

fn image(value: &str, limits: &ImageLimits, facts: [Option<usize>; 3], row: &Row<'_>) -> Option<Detail> {
    let is_asked = facts.iter().any(Option::is_some);
    let pictures = if is_asked { list_items(value).count() } else { 0 };
    let [widths, heights, bytes] =
        facts.map(|slot| slot.map(|slot| figures(row.at(slot), pictures)).unwrap_or_default());
    list_items(value).enumerate().find_map(|(at, item)| {
        let of = |figures: &[Option<u64>]| figures.get(at).copied().flatten();
        let facts = ImageFacts { width: of(&widths), height: of(&heights), bytes: of(&bytes) };
        let fault = image_fault(item, facts, limits)?;
        let detail = Detail::new("image").text("reason", fault.code()).count("item", at as u64 + 1);
        Some(match fault {
            ImageFault::TooSmall | ImageFault::TooLarge | ImageFault::NotSquare => {
                detail.text("given", &facts.size())
            }
            ImageFault::TooHeavy => detail.count("given", facts.bytes.unwrap_or_default()),
            _ => detail,
        })
    })
}

/// What a cell says of so many pictures: a figure for each of them, or one alone for the first. Of any other number nobody
/// knows which picture is meant.
fn figures(text: &str, pictures: usize) -> Vec<Option<u64>> {
    let figures: Vec<_> = text.split(['|', ';', '\n']).map(|figure| figure.trim().parse().ok()).collect();
    if figures.len() == pictures || figures.len() == 1 { figures } else { Vec::new() }
}

fn html(fault: &HtmlFault<'_>) -> Detail {
    let detail = Detail::new("html").text("reason", fault.code());
    match fault {
        HtmlFault::NotAllowed { tag } | HtmlFault::Unclosed { tag } | HtmlFault::Unopened { tag } => {
            detail.text("tag", tag)
        }
        HtmlFault::Attribute { tag, name } | HtmlFault::ScriptAddress { tag, name } => {
            detail.text("tag", tag).text("name", name)
        }
        HtmlFault::Malformed | HtmlFault::TooDeep => detail,
    }
}
