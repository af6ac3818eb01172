//! The steps at work.

use super::{
    Otherwise, StepProblem, StepProblemKind as Kind, Transformation, Unit,
    compile::{Op, Pattern},
};
use crate::{
    Record,
    facts::{
        DecimalMark, LIST_SEPARATOR, canonical_decimal, capitalise, collapse_spaces, decimal, money,
        search_form, slug, strip_html, truncate, truncate_at_word, without_accents,
    },
};
use rust_decimal::{Decimal, RoundingStrategy};
use std::borrow::Cow;

/// The most bytes that a cell may have before and behind each step.
pub const OUTPUT_MAX_BYTES: usize = 1 << 20;
/// Bytes that a pattern may look at, summed up over its matches: the bound on one that looks to the end of the cell for
/// each of them.
const MAX_WORK: usize = 1 << 27;

type Applied<'a> = Result<Cow<'a, str>, Kind>;

impl Transformation {
    /// Makes of a cell what the field should hold. A cell that needs no change is handed back as it came, without a
    /// copy. Numbers and dates leave an empty cell empty.
    ///
    /// # Errors
    /// [`StepProblem`] with the step that could not work on the cell.
    pub fn apply<'a>(&self, cell: &'a str, record: &dyn Record) -> Result<Cow<'a, str>, StepProblem> {
        self.read(cell, false, record)
    }

    /// The same of a cell that may be a number of a spreadsheet's own: as long as no step makes something else of it, its
    /// point is that of the fraction, whatever mark the steps take from the column's texts.
    ///
    /// # Errors
    /// As [`Self::apply`].
    pub fn read<'a>(
        &self,
        cell: &'a str,
        is_own_number: bool,
        record: &dyn Record,
    ) -> Result<Cow<'a, str>, StepProblem> {
        let mut value = Cow::Borrowed(cell);
        if value.len() > OUTPUT_MAX_BYTES {
            return Err(StepProblem { step: 1, kind: Kind::TooLong });
        }
        for (at, op) in self.steps.iter().enumerate() {
            value = bounded(step(op, value, is_own_number, record))
                .map_err(|kind| StepProblem { step: at + 1, kind })?;
        }
        Ok(value)
    }
}

fn bounded(applied: Applied<'_>) -> Applied<'_> {
    match applied {
        Ok(value) if value.len() > OUTPUT_MAX_BYTES => Err(Kind::TooLong),
        applied => applied,
    }
}

/// The mark of the fraction of a value, where the steps take `mark` for it.
fn mark_of(value: &str, mark: DecimalMark, is_own_number: bool) -> DecimalMark {
    if is_own_number && canonical_decimal(value).is_some() { DecimalMark::Point } else { mark }
}

fn step<'a>(op: &Op, value: Cow<'a, str>, is_own_number: bool, record: &dyn Record) -> Applied<'a> {
    let marked = |text: &str, mark: &DecimalMark| mark_of(text, *mark, is_own_number);
    Ok(match op {
        Op::Trim => cut(value, str::trim),
        Op::CollapseSpaces => changed(value, |text| match collapse_spaces(text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        }),
        Op::Case(case) => changed(value, |text| Some(capitalise(text, *case))),
        Op::ReplaceText { text, with } => replace_text(value, text, with)?,
        Op::ReplacePattern { pattern, with, groups } => replace_pattern(value, pattern, with, *groups)?,
        Op::Number(_)
        | Op::Money { .. }
        | Op::Round(_)
        | Op::Multiply(_)
        | Op::Convert { .. }
        | Op::Date { .. }
            if value.trim().is_empty() =>
        {
            value
        }
        Op::Number(mark) => to(value, |text| Ok(decimal(text, marked(text, mark))?))?,
        Op::Money { mark, cents } => to(value, |text| amount(text, marked(text, mark), *cents))?,
        Op::Round(places) => to(value, |text| {
            Ok(number(text)?
                .round_dp_with_strategy(*places, RoundingStrategy::MidpointAwayFromZero)
                .to_string())
        })?,
        Op::Multiply(factor) => to(value, |text| {
            let product = number(text)?.checked_mul(*factor).ok_or(Kind::NumberTooLong)?;
            Ok(product.round_dp(9).normalize().to_string())
        })?,
        Op::Convert { from, to: unit, mark } => {
            to(value, |text| convert(text, *from, *unit, marked(text, mark)))?
        }
        Op::Take { by, part } => cut(value, |text| take(text, by, *part)),
        Op::List { by } => changed(value, |text| {
            let parts: Vec<&str> =
                text.split(by.as_str()).map(str::trim).filter(|part| !part.is_empty()).collect();
            Some(parts.join(LIST_SEPARATOR))
        }),
        Op::Join { fields, with, skip_empty } => {
            let mut out = String::new();
            let mut first = true;
            for field in fields {
                let text = record.get(field).unwrap_or_default();
                if *skip_empty && text.trim().is_empty() {
                    continue;
                }
                if !std::mem::take(&mut first) {
                    out.push_str(with);
                }
                out.push_str(text);
                if out.len() > OUTPUT_MAX_BYTES {
                    return Err(Kind::TooLong);
                }
            }
            Cow::Owned(out)
        }
        Op::Default(text) if value.trim().is_empty() => Cow::Owned(text.clone()),
        Op::Default(_) => value,
        Op::Lookup { table, otherwise, folded } => {
            let found = if *folded { table.get(&search_form(&value)) } else { table.get(value.as_ref()) };
            match (found, otherwise) {
                (Some(found), _) | (None, Otherwise::Value(found)) => Cow::Owned(found.clone()),
                (None, Otherwise::Keep) => value,
                (None, Otherwise::Empty) => Cow::Borrowed(""),
            }
        }
        Op::Truncate(characters) => cut(value, |text| truncate(text, *characters)),
        Op::TruncateAtWord(characters) => cut(value, |text| truncate_at_word(text, *characters)),
        Op::Slug => changed(value, |text| Some(slug(text))),
        Op::Concatenate(template) => {
            Cow::Owned(template.fill(&value, record, OUTPUT_MAX_BYTES).ok_or(Kind::TooLong)?)
        }
        Op::Date { from, to: target } => to(value, |text| {
            let text = text.trim();
            let date = from.iter().find_map(|format| format.read(text)).ok_or(Kind::NotADate)?;
            Ok(target.write(date))
        })?,
        Op::StripHtml(keep) => changed(value, |text| Some(strip_html(text, keep))),
        Op::DigitsOnly => {
            if value.bytes().all(|c| c.is_ascii_digit()) {
                return Ok(value);
            }
            Cow::Owned(value.chars().filter(char::is_ascii_digit).collect())
        }
        Op::RemoveAccents if value.is_ascii() => value,
        Op::RemoveAccents => changed(value, |text| Some(without_accents(text))),
        Op::When { field, condition, then, otherwise } => {
            let asked = match field {
                Some(field) => record.get(field).unwrap_or_default(),
                None => value.as_ref(),
            };
            let ops = if condition.holds(asked, record) { then } else { otherwise };
            let mut value = value;
            for op in ops {
                value = bounded(step(op, value, is_own_number, record))?;
            }
            value
        }
    })
}

/// A part of the value, without a copy if the value is the cell itself.
fn cut<'a>(value: Cow<'a, str>, part: impl Fn(&str) -> &str) -> Cow<'a, str> {
    match value {
        Cow::Borrowed(text) => Cow::Borrowed(part(text)),
        Cow::Owned(text) => {
            let found = part(&text);
            if found.len() == text.len() { Cow::Owned(text) } else { Cow::Owned(found.to_owned()) }
        }
    }
}

/// Another value; the same one if the step changes nothing.
fn changed<'a>(value: Cow<'a, str>, make: impl Fn(&str) -> Option<String>) -> Cow<'a, str> {
    match make(&value) {
        Some(made) if made != value => Cow::Owned(made),
        _ => value,
    }
}

fn to<'a>(value: Cow<'a, str>, make: impl Fn(&str) -> Result<String, Kind>) -> Applied<'a> {
    let made = make(&value)?;
    Ok(if made == value { value } else { Cow::Owned(made) })
}

fn number(text: &str) -> Result<Decimal, Kind> {
    canonical_decimal(text.trim()).ok_or(Kind::NotANumber)
}

fn amount(text: &str, mark: DecimalMark, cents: bool) -> Result<String, Kind> {
    let found = money(text, mark)?;
    if !cents {
        return Ok(found);
    }
    if found.contains('.') {
        return Err(Kind::NotANumber);
    }
    let amount = number(&found)?;
    let amount = amount.checked_mul(Decimal::new(1, 2)).ok_or(Kind::NumberTooLong)?;
    Ok(amount.to_string())
}

fn convert(text: &str, from: Option<Unit>, to: Unit, mark: DecimalMark) -> Result<String, Kind> {
    let text = text.trim();
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (digits, unit) = text.split_at(end);
    let own = if unit.trim().is_empty() { None } else { Some(Unit::read(unit).ok_or(Kind::UnknownUnit)?) };
    // A cell that says its unit knows better than the column.
    let from = own.or(from).filter(|from| from.converts_to(to)).ok_or(Kind::UnknownUnit)?;
    let value = number(&decimal(digits, mark)?)?;
    Ok(from.convert(value, to).ok_or(Kind::NumberTooLong)?.to_string())
}

/// The part from 1, or from the end if negative; trimmed.
fn take<'t>(text: &'t str, by: &str, part: i32) -> &'t str {
    let at = part.unsigned_abs() as usize - 1;
    let found = if part > 0 { text.split(by).nth(at) } else { text.rsplit(by).nth(at) };
    found.unwrap_or_default().trim()
}

fn replace_text<'a>(value: Cow<'a, str>, text: &str, with: &str) -> Applied<'a> {
    let count = value.matches(text).count();
    if count == 0 {
        return Ok(value);
    }
    if with.len() > text.len() && value.len() + count * (with.len() - text.len()) > OUTPUT_MAX_BYTES {
        return Err(Kind::TooLong);
    }
    Ok(Cow::Owned(value.replace(text, with)))
}

fn replace_pattern<'a>(value: Cow<'a, str>, pattern: &Pattern, with: &str, groups: bool) -> Applied<'a> {
    let mut out = String::new();
    let (mut last, mut work) = (0, 0usize);
    let mut place = |start: usize, end: usize, expand: &dyn Fn(&mut String)| -> Result<(), Kind> {
        work += (value.len() - start).min(pattern.reach.unwrap_or(usize::MAX));
        if work > MAX_WORK {
            return Err(Kind::TooMuchWork);
        }
        out.push_str(&value[last..start]);
        expand(&mut out);
        last = end;
        if out.len() > OUTPUT_MAX_BYTES { Err(Kind::TooLong) } else { Ok(()) }
    };
    let mut any = false;
    if groups {
        for found in pattern.regex.captures_iter(&value) {
            let whole = found.get_match();
            place(whole.start(), whole.end(), &|out| found.expand(with, out))?;
            any = true;
        }
    } else {
        for found in pattern.regex.find_iter(&value) {
            place(found.start(), found.end(), &|out| out.push_str(with))?;
            any = true;
        }
    }
    if !any {
        return Ok(value);
    }
    out.push_str(&value[last..]);
    Ok(Cow::Owned(out))
}
