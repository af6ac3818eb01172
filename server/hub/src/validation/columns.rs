//! What the columns of a sheet mean: said by people, known from another sheet, or guessed.

use super::reading::Sample;
use domain::{
    FieldError, FieldProblem, ProductField, ProductFieldKind, SheetKind,
    view::validation::{RunView, SheetView},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::validation::KnownMapping;
use validator::{
    Field,
    facts::DecimalMark,
    mapping::{
        ColumnSample, Evidence, MappedColumn, Mapping, PlannedSource, Suggestion, suggest, suggest_where,
    },
    table::Format,
    transform::{Chain, SavedChain},
};

/// Which column is which field, as the audit log tells it: by what the sheet calls each, and apart where two are called alike.
pub(super) fn told(mapping: Option<&Value>) -> Value {
    let mapping = mapping.and_then(|mapping| Mapping::deserialize(mapping).ok()).unwrap_or_default();
    let named = mapping.columns.into_iter().map(|column| {
        let field = json!(column.field);
        (header(column), field)
    });
    named.collect()
}

/// What the sheet of a check calls the column of each field, by the field's code; nothing of a field that several columns are, nor
/// of the catalogue, which has no columns.
pub fn column_names(run: &RunView) -> BTreeMap<String, String> {
    if run.kind == SheetKind::Catalogue {
        return BTreeMap::new();
    }
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for column in Mapping::deserialize(&run.mapping).unwrap_or_default().columns {
        let field = column.field.to_string();
        names.entry(field).and_modify(|name| *name = None).or_insert_with(|| Some(header(column)));
    }
    names.into_iter().filter_map(|(field, name)| Some((field, name?))).collect()
}

/// What a sheet calls a column, and apart where several are called alike.
fn header(column: MappedColumn) -> String {
    match column.occurrence {
        0 | 1 => column.header,
        nth => format!("{} ({nth})", column.header),
    }
}

/// The columns of a sheet.
#[derive(Debug, Clone)]
pub struct Columns {
    pub columns: Vec<Column>,
    /// As the sheet calls them.
    headers: Vec<String>,
    /// What was saved, with its steps.
    saved: Option<Mapping>,
    suggested: Vec<Suggestion>,
    /// The mark of fractions that each column is known to have.
    marks: Vec<Option<DecimalMark>>,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As the sheet calls it, and apart from columns before it that are called so too: `Preço`, `Preço (2)`.
    pub name: String,
    /// Its first cells.
    pub samples: Vec<String>,
    /// What it is, as far as it is known.
    pub field: Option<Field>,
    /// Whether nobody has said so yet, here or of a sheet whose columns these are.
    pub is_suggested: bool,
    /// Whether steps make the field's values of its cells.
    pub has_steps: bool,
    /// The free attribute that it can be, as [`Field`] writes it.
    pub attribute: String,
}

/// What somebody says of a column: a field as [`Field`] writes it, or nothing.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub field: &'a str,
}

impl Columns {
    pub(super) fn of(sheet: &SheetView) -> Self {
        let sample = Sample::of(&sheet.sample);
        let saved = sheet.mapping.as_ref().and_then(|mapping| Mapping::deserialize(mapping).ok());
        let samples: Vec<_> = (0..sample.columns.len())
            .map(|at| ColumnSample {
                header: sample.columns[at].clone(),
                values: sample.column(at).into_iter().map(str::to_owned).collect(),
            })
            .collect();
        let mut suggested = suggest(&samples);
        let mut fields: Vec<Option<Field>> = vec![None; samples.len()];
        let mut has_steps = vec![false; samples.len()];
        let mut known = vec![false; samples.len()];
        if let Some(mapping) = &saved {
            for planned in mapping.plan(&sample.columns).0 {
                let PlannedSource::Columns(columns) = planned.source else { continue };
                for (at, steps) in columns {
                    fields[at] = Some(planned.field.clone());
                    has_steps[at] = steps.is_some();
                }
            }
            known = mapping.knows(&sample.columns);
            suggested = suggest_others(&samples, &known, &fields, suggested);
        }
        let numbers = suggested.iter().filter(|one| one.chain.reads_number()).map(|one| one.column);
        let numbers: HashSet<usize> = numbers.collect();
        let has_comma = Format::deserialize(&sheet.format).is_ok_and(|format: Format| format.decimal_comma());
        let marks = marks(&sample, &numbers, has_comma);
        suggested.iter_mut().for_each(|one| take_mark(one, &marks));
        for one in suggested.iter().filter(|one| !known[one.column]) {
            fields[one.column] = Some(one.field.clone());
        }
        let columns = samples.into_iter().zip(apart(&sample.columns)).zip(fields).zip(has_steps).zip(known);
        let columns = columns.map(|((((sample, name), field), has_steps), is_known)| Column {
            has_steps,
            attribute: attribute(&name),
            is_suggested: !is_known && field.is_some(),
            name,
            samples: sample.values,
            field,
        });
        Self { columns: columns.collect(), headers: sample.columns, saved, suggested, marks }
    }

    /// Whether there is a field that nobody has confirmed.
    pub fn has_suggested(&self) -> bool {
        self.columns.iter().any(|column| column.is_suggested)
    }

    /// What is wrong with somebody's words: a field that two columns have is told of both.
    pub(super) fn problems(&self, wanted: &[Wanted<'_>]) -> Vec<FieldError> {
        let said: Vec<Option<Result<Field, _>>> = wanted
            .iter()
            .take(self.columns.len())
            .map(|wanted| (!wanted.field.is_empty()).then(|| wanted.field.parse::<Field>()))
            .collect();
        if said.iter().all(Option::is_none) {
            return vec![FieldError { field: "columns".into(), problem: FieldProblem::Required }];
        }
        let mut times: BTreeMap<&Field, usize> = BTreeMap::new();
        said.iter().flatten().flatten().for_each(|field| *times.entry(field).or_default() += 1);
        let problem = |said: &Result<Field, _>| match said {
            Err(_) => Some(FieldProblem::Format),
            Ok(field) => (!is_list(field) && times[field] > 1).then_some(FieldProblem::Taken),
        };
        let problems = said.iter().enumerate();
        let problems = problems.filter_map(|(at, said)| {
            Some(FieldError { field: format!("columns.{at}"), problem: problem(said.as_ref()?)? })
        });
        problems.collect()
    }

    /// The mapping that somebody's words are, which have no [`Self::problems`]. The steps of a column whose field stays are
    /// kept; those of another one are what is suggested for it.
    pub(super) fn choose(&self, wanted: &[Wanted<'_>]) -> Value {
        let chosen = wanted.iter().take(self.columns.len()).enumerate();
        let chosen = chosen.filter_map(|(at, wanted)| Some((at, wanted.field.parse::<Field>().ok()?)));
        let chosen: Vec<(usize, Field)> = chosen.collect();
        let suggestions: Vec<_> =
            chosen.iter().map(|(at, field)| self.suggestion(*at, field.clone())).collect();
        let mut mapping = Mapping::from_suggestions(&self.headers, &suggestions);
        mapping.leave_out_others(&self.headers);
        if let Some(saved) = &self.saved {
            mapping.constants.clone_from(&saved.constants);
            for column in &mut mapping.columns {
                let before = saved.columns.iter().find(|before| {
                    (&before.header, before.occurrence, &before.field)
                        == (&column.header, column.occurrence, &column.field)
                });
                if let Some(before) = before {
                    column.chain.clone_from(&before.chain);
                    column.tests.clone_from(&before.tests);
                }
            }
        }
        json!(mapping)
    }

    fn suggestion(&self, column: usize, field: Field) -> Suggestion {
        let known = self.suggested.iter().find(|one| one.column == column && one.field == field);
        known.cloned().unwrap_or_else(|| {
            let sample =
                ColumnSample { header: field.to_string(), values: self.columns[column].samples.clone() };
            // By its values alone, as if it were called like the field.
            let steps = suggest(&[sample]).into_iter().find(|one| one.field == field);
            let mut made = Suggestion {
                column,
                field,
                confidence: 100,
                reason: validator::mapping::Reason::Header,
                values: validator::mapping::ValuesSay::Nothing,
                chain: steps.map(|one| one.chain).unwrap_or_default(),
            };
            take_mark(&mut made, &self.marks);
            made
        })
    }
}

/// The suggestions where a mapping knows some of the columns: those of the others are made anew among the fields that no column
/// has yet, so that one is not taken for what another one is.
fn suggest_others(
    samples: &[ColumnSample],
    known: &[bool],
    fields: &[Option<Field>],
    suggested: Vec<Suggestion>,
) -> Vec<Suggestion> {
    let taken: HashSet<&Field> = fields.iter().flatten().filter(|field| !is_list(field)).collect();
    let may = |at: usize, field: ProductField| !known[at] && !taken.contains(&Field::Product(field));
    let fresh = suggest_where(samples, &may).into_iter();
    let fresh = fresh.filter(|one| !known[one.column] && !taken.contains(&one.field));
    suggested.into_iter().filter(|one| known[one.column]).chain(fresh).collect()
}

/// Names of which no two are alike: a number is put behind those that stood before.
fn apart(headers: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = headers.iter().cloned().collect();
    let mut met: HashMap<&str, u32> = HashMap::new();
    let names = headers.iter().map(|header| {
        let times = met.entry(header).or_default();
        loop {
            *times += 1;
            let name = if *times == 1 { header.clone() } else { format!("{header} ({times})") };
            if *times == 1 || taken.insert(name.clone()) {
                return name;
            }
        }
    });
    names.collect()
}

/// The free attribute that a column can be.
fn attribute(header: &str) -> String {
    let name: String = validator::facts::slug(header).replace('-', "_").chars().take(50).collect();
    let name = name.trim_matches('_');
    let name = if name.starts_with(|first: char| first.is_ascii_lowercase()) {
        name.to_owned()
    } else {
        format!("c_{name}")
    };
    Field::attribute(&name).map_or_else(|| "attribute.c".to_owned(), |field| field.to_string())
}

fn is_list(field: &Field) -> bool {
    matches!(field, Field::Product(field) if field.kind() == ProductFieldKind::List)
}

/// The mark of fractions of a column, where it need not be seen in its cells.
fn known_mark(sample: &Sample, column: usize) -> Option<DecimalMark> {
    if sample.numbers.contains(&column) { Some(DecimalMark::Point) } else { sample.decimal }
}

/// The mark of fractions of each column of a sheet, some of which are numbers, as far as it need not be seen in its cells alone. A
/// column without fractions has that of the others, or the comma that was seen in all of the file.
fn marks(sample: &Sample, numbers: &HashSet<usize>, has_comma: bool) -> Vec<Option<DecimalMark>> {
    let seen: Vec<_> = (0..sample.columns.len()).map(|at| Evidence::of(&sample.written(at))).collect();
    let known: Vec<_> =
        (0..seen.len()).map(|at| known_mark(sample, at).or_else(|| seen[at].decimal_mark())).collect();
    let usual = if has_comma { Some(DecimalMark::Comma) } else { usual_mark(sample, numbers, &known) };
    let marks = known.into_iter().enumerate().map(|(at, known)| {
        let usual = usual.filter(|_| !seen[at].has_fractions());
        // A spreadsheet's own numbers say nothing of what is written as text beside them.
        known.or(usual).or_else(|| sample.is_mixed(at).then(DecimalMark::default))
    });
    marks.collect()
}

/// What is seen in columns of numbers that people wrote, if it is one mark: a code or a size says nothing of them.
fn usual_mark(
    sample: &Sample,
    numbers: &HashSet<usize>,
    marks: &[Option<DecimalMark>],
) -> Option<DecimalMark> {
    let written = (0..marks.len()).filter(|at| numbers.contains(at) && !sample.numbers.contains(at));
    let written: Vec<DecimalMark> = written.filter_map(|at| marks[at]).collect();
    written.first().copied().filter(|first| written.iter().all(|mark| mark == first))
}

fn take_mark(suggestion: &mut Suggestion, marks: &[Option<DecimalMark>]) {
    if let Some(mark) = marks.get(suggestion.column).copied().flatten() {
        suggestion.chain.set_decimal(mark);
    }
}

/// A mapping that knows which columns of its sheet it leaves out: of one from before that was kept, all that it does not map.
fn whole(mut mapping: Mapping, headers: &[String]) -> Value {
    if mapping.unused.is_none() && !headers.is_empty() {
        mapping.leave_out_others(headers);
    }
    json!(mapping)
}

/// A mapping for a sheet with these columns, if enough of what it knows is there.
pub(super) fn adapted(mapping: &Value, sample: &Sample) -> Option<Value> {
    let known = Mapping::deserialize(mapping).ok()?;
    Mapping::recognise(&[known], &sample.columns).map(|_| mapping.clone())
}

/// What the columns of a sheet mean in its new shape, and whether its numbers are written in another way there; `None` where too few
/// of them are there.
pub(super) fn carried(sheet: &SheetView, sample: &Sample) -> Option<(Value, bool)> {
    let mapping = Mapping::deserialize(&adapted(sheet.mapping.as_ref()?, sample)?).ok()?;
    let before = Sample::of(&sheet.sample);
    Some(as_written(whole(mapping, &before.columns), sample, Some(&before)))
}

/// A mapping whose steps read numbers as this sheet writes them, and whether that is another way than before: a point that
/// separated thousands may separate fractions here. `before` is the sheet that the mapping was for, where it is known.
pub(super) fn as_written(mapping: Value, sample: &Sample, before: Option<&Sample>) -> (Value, bool) {
    let seen: Vec<_> = (0..sample.columns.len()).map(|at| Evidence::of(&sample.written(at))).collect();
    let marks = (0..seen.len()).map(|at| known_mark(sample, at).or_else(|| seen[at].decimal_mark()));
    let marks: Vec<Option<DecimalMark>> = marks.collect();
    let known = Mapping::deserialize(&mapping).unwrap_or_default();
    let places = known.columns.iter().zip(known.places(&sample.columns));
    let places = places.filter_map(|(column, place)| place.filter(|_| column.chain.reads_number()));
    let numbers: HashSet<usize> = places.collect();
    let usual = usual_mark(sample, &numbers, &marks);
    let may_be_own = before.is_none_or(|before| !before.numbers.is_empty());
    with_marks(mapping, sample, |at, chain| {
        marks[at].or(usual).or_else(|| {
            // A spreadsheet's own numbers had it, perhaps: what nothing speaks for is not taken over from these.
            (chain.takes_point() && may_be_own && seen[at].filled > 0).then_some(DecimalMark::Auto)
        })
    })
}

/// A mapping whose steps take this mark for that of fractions, as somebody said; a spreadsheet's own numbers keep theirs.
pub(super) fn as_said(mapping: Value, sample: &Sample, mark: DecimalMark) -> Value {
    with_marks(mapping, sample, |at, _| (!sample.numbers.contains(&at)).then_some(mark)).0
}

/// The same of a mark that the sheet is read with already: it is that of steps that find theirs in each cell, where no cell of
/// the column shows one.
pub(super) fn as_read(mapping: Value, sample: &Sample, mark: DecimalMark) -> Value {
    let is_open = |at: usize, chain: &Chain| {
        chain.finds_mark()
            && !sample.numbers.contains(&at)
            && !Evidence::of(&sample.written(at)).has_fractions()
    };
    with_marks(mapping, sample, |at, chain| is_open(at, chain).then_some(mark)).0
}

/// Gives the steps of each column the mark that `mark` says, by its place and the steps until now. Examples
/// that do not hold any more are of cells that were written in the other way, and go. Returns also whether a mark gave way
/// to another one.
fn with_marks(
    mapping: Value,
    sample: &Sample,
    mark: impl Fn(usize, &Chain) -> Option<DecimalMark>,
) -> (Value, bool) {
    let Ok(before) = Mapping::deserialize(&mapping) else { return (mapping, false) };
    let (mut after, mut is_other) = (before.clone(), false);
    let places = before.places(&sample.columns);
    for (column, place) in after.columns.iter_mut().zip(places) {
        let mark = place.and_then(|at| mark(at, &column.chain));
        let Some(mark) = mark else { continue };
        let kept = column.chain.clone();
        is_other |= column.chain.set_decimal(mark);
        if column.chain == kept {
            continue;
        }
        let saved = SavedChain { version: 1, steps: column.chain.clone(), tests: column.tests.clone() };
        let failed: HashSet<usize> = match saved.check() {
            Ok((_, failed)) => failed.into_iter().map(|failed| failed.test).collect(),
            Err(_) => HashSet::new(),
        };
        let mut number = 0;
        column.tests.retain(|_| {
            number += 1;
            !failed.contains(&number)
        });
    }
    if after == before {
        return (mapping, false);
    }
    (json!(after), is_other)
}

/// The mapping, of those of other sheets, that knows most of the columns, with the packs that sheet is held to.
pub(super) fn recognise(known: Vec<KnownMapping>, sample: &Sample) -> Option<(Value, Vec<String>)> {
    let (mut mappings, mut kept): (Vec<_>, Vec<_>) = known
        .into_iter()
        .filter_map(|known| Some((Mapping::deserialize(&known.mapping).ok()?, (known.headers, known.packs))))
        .unzip();
    let found = Mapping::recognise(&mappings, &sample.columns)?;
    let (headers, packs) = kept.swap_remove(found.mapping);
    Some((whole(mappings.swap_remove(found.mapping), &headers), packs))
}

/// Whether a mapping says which column is the SKU: by it a record is known again.
pub(super) fn has_sku(mapping: &Mapping) -> bool {
    mapping.columns.iter().any(|column| column.field == Field::Product(ProductField::Sku))
}

#[cfg(test)]
mod tests;
