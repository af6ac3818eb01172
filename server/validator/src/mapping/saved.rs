//! A mapping as it is kept.

use super::{Fingerprint, Likeness, Suggestion, fingerprint::key};
use crate::{
    Field,
    transform::{Chain, ChainProblem, ChainTest, Transformation, YamlFault},
    yaml,
};
use domain::ProductFieldKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Columns and constants of a mapping.
pub const MAPPING_MAX_COLUMNS: usize = 500;
const YAML_MAX_BYTES: usize = 1 << 20;

/// Which column is which field, and what makes canonical values of its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Counted up by where it is kept.
    #[serde(default = "first")]
    pub version: u32,
    #[serde(default)]
    pub columns: Vec<MappedColumn>,
    /// Values that every record has, where no column gives one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<Field, String>,
    /// Columns that are deliberately none of the fields. `None` where nobody kept which: then that is every other one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unused: Option<Vec<UnusedColumn>>,
}

const fn first() -> u32 {
    1
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    /// As the sheet calls it; found again without case, accents and punctuation.
    pub header: String,
    /// Which of several columns that are called alike, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub occurrence: u32,
    pub field: Field,
    #[serde(default, skip_serializing_if = "Chain::is_empty")]
    pub chain: Chain,
    /// What the chain must make of some cells. They are held to when it is saved, and it cannot be used if one fails.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<ChainTest>,
}

/// A column that is none of the fields, named as [`MappedColumn`] names one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnusedColumn {
    pub header: String,
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub occurrence: u32,
}

fn is_first(occurrence: &u32) -> bool {
    *occurrence == 1
}

/// What cannot work in a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum MappingProblem {
    TooManyColumns {
        most: usize,
    },
    /// Neither a column nor a constant.
    Empty,
    /// A column without a name, or the column 0 of that name; by its place from 0.
    NoHeader {
        column: usize,
    },
    /// The same column twice.
    SameColumn {
        column: usize,
    },
    /// A field that has one value got two columns.
    SameField {
        field: Field,
    },
    Chain {
        column: usize,
        problems: Vec<ChainProblem>,
    },
    /// A column that the sheet does not have.
    NoSuchColumn {
        header: String,
    },
}

/// Where the values of a field come from in one sheet.
#[derive(Debug, Clone)]
pub struct PlannedField {
    pub field: Field,
    pub source: PlannedSource,
}

#[derive(Debug, Clone)]
pub enum PlannedSource {
    /// One or, for lists, several columns from 0, each with its steps; `None` takes cells as they are.
    Columns(Vec<(usize, Option<Transformation>)>),
    Constant(String),
}

/// How a mapping fits a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The mapping's place in what was asked.
    pub mapping: usize,
    /// Whether every mapped column is there.
    pub whole: bool,
    pub likeness: Likeness,
}

impl Mapping {
    /// What the suggestions say, as a first mapping of a sheet with these headers.
    pub fn from_suggestions<S: AsRef<str>>(headers: &[S], suggestions: &[Suggestion]) -> Self {
        let columns = suggestions.iter().filter_map(|one| {
            let header = headers.get(one.column)?.as_ref();
            let before =
                headers[..one.column].iter().filter(|other| key(other.as_ref()) == key(header)).count();
            Some(MappedColumn {
                header: header.to_owned(),
                occurrence: before as u32 + 1,
                field: one.field.clone(),
                chain: one.chain.clone(),
                tests: Vec::new(),
            })
        });
        Self { version: 1, columns: columns.collect(), ..Self::default() }
    }

    /// Notes every other column of a sheet with these headers as none of the fields.
    pub fn leave_out_others<S: AsRef<str>>(&mut self, headers: &[S]) {
        let mapped: BTreeSet<usize> = self.places(headers).into_iter().flatten().collect();
        let named = headers.iter().zip(occurrences(headers)).enumerate();
        let others = named.filter(|(at, _)| !mapped.contains(at));
        let others = others.map(|(_, (header, (_, occurrence)))| UnusedColumn {
            header: header.as_ref().to_owned(),
            occurrence,
        });
        self.unused = Some(others.collect());
    }

    /// Of each column of a sheet with these headers, whether the mapping says what it is: a field, or none.
    pub fn knows<S: AsRef<str>>(&self, headers: &[S]) -> Vec<bool> {
        let Some(unused) = &self.unused else { return vec![true; headers.len()] };
        let mapped: BTreeSet<usize> = self.places(headers).into_iter().flatten().collect();
        let unused: BTreeSet<_> = unused.iter().map(|one| (key(&one.header), one.occurrence)).collect();
        let named = occurrences(headers).into_iter().enumerate();
        named.map(|(at, name)| mapped.contains(&at) || unused.contains(&name)).collect()
    }

    /// Reads a mapping from YAML, which JSON is too.
    ///
    /// # Errors
    /// [`YamlFault`] with the place.
    pub fn from_yaml(text: &str) -> Result<Self, YamlFault> {
        yaml::read(text, YAML_MAX_BYTES)
    }

    /// Everything that cannot work, whatever the sheet.
    pub fn problems(&self) -> Vec<MappingProblem> {
        let mut found = Vec::new();
        if self.columns.is_empty() && self.constants.is_empty() {
            found.push(MappingProblem::Empty);
        }
        if self.columns.len() + self.constants.len() > MAPPING_MAX_COLUMNS {
            return vec![MappingProblem::TooManyColumns { most: MAPPING_MAX_COLUMNS }];
        }
        let (mut columns, mut fields) = (BTreeSet::new(), BTreeSet::new());
        for (at, column) in self.columns.iter().enumerate() {
            let key = key(&column.header);
            if key.is_empty() || column.occurrence == 0 {
                found.push(MappingProblem::NoHeader { column: at });
            }
            if !columns.insert((key, column.occurrence)) {
                found.push(MappingProblem::SameColumn { column: at });
            }
            if !fields.insert(&column.field) && !is_list(&column.field) {
                found.push(MappingProblem::SameField { field: column.field.clone() });
            }
            if let Err(problems) = column.chain.compile() {
                found.push(MappingProblem::Chain { column: at, problems });
            }
        }
        found
    }

    /// Of the columns it maps.
    pub fn fingerprint(&self) -> Fingerprint {
        let headers: Vec<&str> = self.columns.iter().map(|column| column.header.as_str()).collect();
        Fingerprint::of(&headers)
    }

    /// The mapping that knows most of a sheet's columns, if it knows enough: all that it maps, or four in five and at
    /// least three. Moved and added columns make no difference. Of two that know as many, one whose columns are all there is
    /// taken, and then the later one.
    pub fn recognise<S: AsRef<str>>(mappings: &[Self], headers: &[S]) -> Option<Recognised> {
        let sheet = Fingerprint::of(headers);
        let known = mappings.iter().enumerate().filter_map(|(mapping, one)| {
            let likeness = one.fingerprint().likeness(&sheet);
            let whole = likeness.missing == 0 && likeness.shared > 0;
            let similar = likeness.shared >= 3 && likeness.shared >= 4 * likeness.missing;
            (whole || similar).then_some(Recognised { mapping, whole, likeness })
        });
        known.max_by_key(|one| (one.likeness.shared, one.whole))
    }

    /// Which column of a sheet with these headers each mapped one is, from 0; nothing where it is missing.
    pub fn places<S: AsRef<str>>(&self, headers: &[S]) -> Vec<Option<usize>> {
        let keys: Vec<String> = headers.iter().map(|header| key(header.as_ref())).collect();
        let place = |column: &MappedColumn| {
            let wanted = key(&column.header);
            let mut alike = keys.iter().enumerate().filter(|(_, key)| **key == wanted);
            alike.nth((column.occurrence as usize).saturating_sub(1)).map(|(at, _)| at)
        };
        self.columns.iter().take(MAPPING_MAX_COLUMNS).map(place).collect()
    }

    /// The mapping on a sheet with these headers, and what cannot work there. Columns that are missing leave their
    /// field out.
    pub fn plan<S: AsRef<str>>(&self, headers: &[S]) -> (Vec<PlannedField>, Vec<MappingProblem>) {
        let mut problems = self.problems();
        let mut planned: Vec<PlannedField> = Vec::new();
        for (at, (column, place)) in self.columns.iter().zip(self.places(headers)).enumerate() {
            let Some(index) = place else {
                problems.push(MappingProblem::NoSuchColumn { header: column.header.clone() });
                continue;
            };
            let steps = match column.chain.compile() {
                Ok(_) if column.chain.is_empty() => None,
                Ok(steps) => Some(steps),
                // Told by `problems` already, with this column's place.
                Err(_) => {
                    debug_assert!(
                        problems
                            .iter()
                            .any(|one| matches!(one, MappingProblem::Chain { column, .. } if *column == at))
                    );
                    continue;
                }
            };
            let known = planned.iter_mut().find(|one| one.field == column.field);
            match known.map(|one| &mut one.source) {
                Some(PlannedSource::Columns(columns)) if is_list(&column.field) => {
                    columns.push((index, steps))
                }
                Some(_) => {}
                None => planned.push(PlannedField {
                    field: column.field.clone(),
                    source: PlannedSource::Columns(vec![(index, steps)]),
                }),
            }
        }
        for (field, value) in &self.constants {
            if !planned.iter().any(|one| one.field == *field) {
                planned.push(PlannedField {
                    field: field.clone(),
                    source: PlannedSource::Constant(value.clone()),
                });
            }
        }
        (planned, problems)
    }
}

/// What each column goes by: its key, and which of those of the key it is, from 1.
fn occurrences<S: AsRef<str>>(headers: &[S]) -> Vec<(String, u32)> {
    let mut met: BTreeMap<String, u32> = BTreeMap::new();
    let names = headers.iter().map(|header| {
        let key = key(header.as_ref());
        let times = met.entry(key.clone()).or_default();
        *times += 1;
        (key, *times)
    });
    names.collect()
}

fn is_list(field: &Field) -> bool {
    matches!(field, Field::Product(field) if field.kind() == ProductFieldKind::List)
}
