//! From a chain to what is applied, and everything that cannot work.

use super::{
    CHAIN_MAX_STEPS, Chain, ChainProblem, ChainProblemKind as Kind, Otherwise, Replace, Step, StripHtml,
    Unit, When, condition::Ready, date::DateFormat, template::Template,
};
use crate::{
    Field,
    facts::{Case, DecimalMark, TagSet, search_form},
};
use regex::{Regex, RegexBuilder};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

const MAX_DEPTH: usize = 4;
const MAX_TEXT_BYTES: usize = 256 << 10;
const MAX_ENTRIES: usize = 10_000;
const MAX_PATTERN_BYTES: usize = 2_000;
/// Memory of one compiled pattern.
const PATTERN_SIZE: usize = 2 << 20;
const MAX_PLACES: u32 = 9;

/// A chain that is ready to be applied.
#[derive(Debug, Clone)]
pub struct Transformation {
    pub(super) steps: Vec<Op>,
    fields: BTreeSet<Field>,
    takes_point: bool,
}

impl Transformation {
    /// The fields of a record that it looks at besides the cell.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// As [`Chain::takes_point`].
    pub const fn takes_point(&self) -> bool {
        self.takes_point
    }
}

#[derive(Debug, Clone)]
pub(super) enum Op {
    Trim,
    CollapseSpaces,
    Case(Case),
    ReplaceText { text: String, with: String },
    ReplacePattern { pattern: Pattern, with: String, groups: bool },
    Number(DecimalMark),
    Money { mark: DecimalMark, cents: bool },
    Round(u32),
    Multiply(Decimal),
    Convert { from: Option<Unit>, to: Unit, mark: DecimalMark },
    Take { by: String, part: i32 },
    List { by: String },
    Join { fields: Vec<Field>, with: String, skip_empty: bool },
    Default(String),
    Lookup { table: BTreeMap<String, String>, otherwise: Otherwise, folded: bool },
    Truncate(usize),
    TruncateAtWord(usize),
    Slug,
    Concatenate(Template),
    Date { from: Vec<DateFormat>, to: DateFormat },
    StripHtml(TagSet),
    DigitsOnly,
    RemoveAccents,
    When { field: Option<Field>, condition: Box<Ready>, then: Vec<Op>, otherwise: Vec<Op> },
}

/// A pattern and how far it can look from where a match begins, if that has an end.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) regex: Regex,
    pub(super) reach: Option<usize>,
}

pub(super) fn compile(chain: &Chain) -> Result<Transformation, Vec<ChainProblem>> {
    let mut compiler = Compiler::default();
    let steps = compiler.chain(chain, "", 1);
    if compiler.steps > CHAIN_MAX_STEPS {
        compiler.problem("", Kind::TooManySteps { most: CHAIN_MAX_STEPS });
    }
    if compiler.bytes > MAX_TEXT_BYTES {
        compiler.problem("", Kind::TooLarge { most_bytes: MAX_TEXT_BYTES });
    }
    if compiler.problems.is_empty() {
        Ok(Transformation { steps, fields: compiler.fields, takes_point: chain.takes_point() })
    } else {
        Err(compiler.problems)
    }
}

#[derive(Default)]
struct Compiler {
    problems: Vec<ChainProblem>,
    fields: BTreeSet<Field>,
    steps: usize,
    bytes: usize,
}

type Compiled<T> = Result<T, Kind>;

impl Compiler {
    fn problem(&mut self, path: &str, kind: Kind) {
        self.problems.push(ChainProblem { path: path.to_owned(), kind });
    }

    fn chain(&mut self, chain: &Chain, prefix: &str, depth: usize) -> Vec<Op> {
        let mut steps = Vec::with_capacity(chain.0.len().min(CHAIN_MAX_STEPS));
        for (at, step) in chain.0.iter().enumerate() {
            self.steps += 1;
            // What is beyond the limits costs no more work.
            if self.steps > CHAIN_MAX_STEPS || self.bytes > MAX_TEXT_BYTES {
                return steps;
            }
            let path = format!("{prefix}{}", at + 1);
            match self.step(step, &path, depth) {
                Ok(op) => steps.push(op),
                Err(kind) => self.problem(&path, kind),
            }
        }
        steps
    }

    /// Counts a text against the budget.
    fn text(&mut self, text: &str) -> String {
        self.bytes += text.len();
        text.to_owned()
    }

    fn step(&mut self, step: &Step, path: &str, depth: usize) -> Compiled<Op> {
        Ok(match step {
            Step::Trim => Op::Trim,
            Step::CollapseSpaces => Op::CollapseSpaces,
            Step::Case(case) => Op::Case(*case),
            Step::Replace(replace) => self.replace(replace)?,
            Step::Number(number) => Op::Number(number.decimal),
            Step::Money(money) => Op::Money { mark: money.decimal, cents: money.cents },
            Step::Round(places) if *places > MAX_PLACES => {
                return Err(Kind::TooManyPlaces { most: MAX_PLACES });
            }
            Step::Round(places) => Op::Round(*places),
            Step::Multiply(factor) => Op::Multiply(*factor),
            Step::Convert(convert) => match convert.from {
                Some(from) if !from.converts_to(convert.to) => return Err(Kind::UnitsDiffer),
                from => Op::Convert { from, to: convert.to, mark: convert.decimal },
            },
            Step::Split(split) => match (split.by.as_str(), split.take, split.all) {
                ("", _, _) | (_, None, false) | (_, Some(_), true) | (_, Some(0), _) => {
                    return Err(Kind::SplitNeedsOne);
                }
                (by, Some(part), false) => Op::Take { by: self.text(by), part },
                (by, None, true) => Op::List { by: self.text(by) },
            },
            Step::Join(join) if join.fields.is_empty() => return Err(Kind::NothingToJoin),
            Step::Join(join) => {
                self.fields.extend(join.fields.iter().cloned());
                Op::Join {
                    fields: join.fields.clone(),
                    with: self.text(&join.with),
                    skip_empty: join.skip_empty,
                }
            }
            Step::Default(value) => Op::Default(self.text(value)),
            Step::Lookup(lookup) => self.lookup(&lookup.table, &lookup.otherwise, lookup.ignore_case)?,
            Step::Truncate(0) | Step::TruncateAtWord(0) => return Err(Kind::ZeroLength),
            Step::Truncate(characters) => Op::Truncate(*characters),
            Step::TruncateAtWord(characters) => Op::TruncateAtWord(*characters),
            Step::Slug => Op::Slug,
            Step::Concatenate(parts) if parts.is_empty() => return Err(Kind::NothingToJoin),
            Step::Concatenate(parts) => {
                let template = Template::new(parts)?;
                self.bytes += template.text_bytes();
                self.fields.extend(template.fields().cloned());
                Op::Concatenate(template)
            }
            Step::Date(date) if date.from.is_empty() => return Err(Kind::NoDateFormat),
            Step::Date(date) => {
                let from = date.from.iter().map(|format| DateFormat::new(format)).collect::<Compiled<_>>()?;
                Op::Date { from, to: DateFormat::for_output(&date.to)? }
            }
            Step::StripHtml(StripHtml { keep }) => {
                self.bytes += keep.iter().map(String::len).sum::<usize>();
                Op::StripHtml(TagSet::new(keep))
            }
            Step::DigitsOnly => Op::DigitsOnly,
            Step::RemoveAccents => Op::RemoveAccents,
            Step::When(when) => self.when(when, path, depth)?,
        })
    }

    fn replace(&mut self, replace: &Replace) -> Compiled<Op> {
        let with = self.text(&replace.with);
        match (replace.text.as_deref(), replace.pattern.as_deref()) {
            (Some(text), None) if !text.is_empty() && replace.ignore_case => {
                let pattern = self.reaching(&regex::escape(text), true)?;
                Ok(Op::ReplacePattern { pattern, with, groups: false })
            }
            (Some(text), None) if !text.is_empty() => Ok(Op::ReplaceText { text: self.text(text), with }),
            (None, Some(text)) if !text.is_empty() => {
                let pattern = self.reaching(text, replace.ignore_case)?;
                let groups = with.contains('$');
                groups_exist(&pattern.regex, &with)?;
                Ok(Op::ReplacePattern { pattern, with, groups })
            }
            _ => Err(Kind::ReplaceNeedsOne),
        }
    }

    fn pattern(&mut self, text: &str, ignore_case: bool) -> Compiled<Regex> {
        self.bytes += text.len();
        if text.len() > MAX_PATTERN_BYTES {
            return Err(Kind::PatternTooLarge);
        }
        let built = RegexBuilder::new(text)
            .case_insensitive(ignore_case)
            .size_limit(PATTERN_SIZE)
            .nest_limit(40)
            .build();
        built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => Kind::PatternTooLarge,
            error => Kind::Pattern { message: error.to_string().chars().take(500).collect() },
        })
    }

    fn reaching(&mut self, text: &str, ignore_case: bool) -> Compiled<Pattern> {
        let regex = self.pattern(text, ignore_case)?;
        let syntax = regex_syntax::ParserBuilder::new().case_insensitive(ignore_case).build().parse(text);
        let reach = syntax.ok().and_then(|syntax| syntax.properties().maximum_len());
        Ok(Pattern { regex, reach })
    }

    fn lookup(
        &mut self,
        table: &BTreeMap<String, String>,
        otherwise: &Otherwise,
        folded: bool,
    ) -> Compiled<Op> {
        if table.is_empty() {
            return Err(Kind::EmptyTable);
        }
        if table.len() > MAX_ENTRIES {
            return Err(Kind::TooManyEntries { most: MAX_ENTRIES });
        }
        let mut ready = BTreeMap::new();
        for (key, value) in table {
            let (key, value) = (self.text(key), self.text(value));
            let folded = if folded { search_form(&key) } else { key.clone() };
            if ready.insert(folded, value).is_some() {
                return Err(Kind::SameKey { key });
            }
        }
        if let Otherwise::Value(value) = otherwise {
            self.bytes += value.len();
        }
        Ok(Op::Lookup { table: ready, otherwise: otherwise.clone(), folded })
    }

    fn when(&mut self, when: &When, path: &str, depth: usize) -> Compiled<Op> {
        if depth >= MAX_DEPTH {
            return Err(Kind::TooDeep { most: MAX_DEPTH });
        }
        if when.is.is_empty() {
            return Err(Kind::NoCondition);
        }
        if let Some(kind) = when.is.problem() {
            return Err(kind);
        }
        if when.then.is_empty() && when.otherwise.is_empty() {
            return Err(Kind::NothingToDo);
        }
        let texts =
            [&when.is.one_of, &when.is.none_of].into_iter().flatten().flatten().chain(&when.is.contains);
        self.bytes += texts.map(String::len).sum::<usize>();
        let mut pattern =
            |text: &Option<String>| text.as_deref().map(|text| self.pattern(text, false)).transpose();
        let (matches, not_matches) = (pattern(&when.is.matches)?, pattern(&when.is.not_matches)?);
        self.fields.extend(when.field.iter().chain(&when.is.above_field).cloned());
        let then = self.chain(&when.then, &format!("{path}.then."), depth + 1);
        let otherwise = self.chain(&when.otherwise, &format!("{path}.otherwise."), depth + 1);
        let condition = Box::new(Ready { condition: when.is.clone(), matches, not_matches });
        Ok(Op::When { field: when.field.clone(), condition, then, otherwise })
    }
}

/// Looks that every group which the replacement names is one of the pattern's; the `regex` crate would write nothing.
fn groups_exist(pattern: &Regex, with: &str) -> Compiled<()> {
    let mut rest = with;
    while let Some(at) = rest.find('$') {
        rest = &rest[at + 1..];
        if let Some(behind) = rest.strip_prefix('$') {
            rest = behind;
            continue;
        }
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name = match rest.strip_prefix('{') {
            Some(inner) => inner.split_once('}').map(|(name, _)| name).unwrap_or_default(),
            None => &rest[..rest.find(|c| !letter(c)).unwrap_or(rest.len())],
        };
        let known = match name.parse::<usize>() {
            Ok(number) => number < pattern.captures_len(),
            Err(_) => pattern.capture_names().flatten().any(|one| one == name),
        };
        if !known {
            return Err(Kind::NoSuchGroup { name: name.chars().take(60).collect() });
        }
    }
    Ok(())
}
