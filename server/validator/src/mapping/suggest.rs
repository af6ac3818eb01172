//! Suggestions: which column is which field, how sure that is, and why.

use super::{Evidence, Header, assign::assign, synonyms::Synonyms};
use crate::{
    Field,
    facts::DecimalMark,
    field::distance,
    transform::{Chain, Convert, Money, Number, Split, Step, Unit},
};
use domain::{ProductField, ProductFieldKind};
use serde::Serialize;

/// A column of a sheet: what it is called, and some of its values.
#[derive(Debug, Clone, Default)]
pub struct ColumnSample {
    pub header: String,
    /// The first five hundred are looked at.
    pub values: Vec<String>,
}

domain::code_enum! {
    /// Why a column was taken for a field.
    pub enum Reason {
        /// It is called as the field is called somewhere.
        Header = "header",
        /// It is called as some call the field, and others something else.
        WeakHeader = "weak_header",
        /// What it is called holds the field's name.
        HeaderWords = "header_words",
        /// What it is called is spelled almost like the field's name.
        SimilarHeader = "similar_header",
        /// What stands in it.
        Values = "values",
        /// A free attribute, said to be one by its name.
        Attribute = "attribute",
    }
}

domain::code_enum! {
    /// What the values say to what the column is called.
    pub enum ValuesSay {
        Nothing = "nothing",
        Yes = "yes",
        No = "no",
    }
}

/// A field for a column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// From 0.
    pub column: usize,
    pub field: Field,
    /// From 40 to 100.
    pub confidence: u8,
    pub reason: Reason,
    pub values: ValuesSay,
    /// What makes canonical values of the column's.
    pub chain: Chain,
}

const LEAST: u8 = 40;
const MAX_COLUMNS: usize = 2_000;
/// From here a further column of pictures or tags is taken too.
const SURE: u8 = 75;

/// Suggests a field for each column that has one, in the order of the columns. Of several columns for one field the best
/// is taken, seen over all fields; only lists (pictures) may have several. Columns beyond the two thousandth are not
/// looked at.
pub fn suggest(columns: &[ColumnSample]) -> Vec<Suggestion> {
    suggest_where(columns, &|_, _| true)
}

/// The same where only some columns, by their places from 0, may have some fields.
pub fn suggest_where(columns: &[ColumnSample], may: &dyn Fn(usize, ProductField) -> bool) -> Vec<Suggestion> {
    let columns = &columns[..columns.len().min(MAX_COLUMNS)];
    let seen: Vec<Seen> = columns.iter().map(Seen::new).collect();
    let scores: Vec<Vec<u32>> = ProductField::ALL
        .iter()
        .map(|field| {
            let score = |(at, column): (usize, &Seen)| {
                let score = if may(at, *field) { column.score(*field) } else { None };
                score.map_or(0, |score| u32::from(score.0))
            };
            seen.iter().enumerate().map(score).collect()
        })
        .collect();
    let mut found = Vec::new();
    for (field, column) in ProductField::ALL.iter().zip(assign(&scores)) {
        found.extend(column.and_then(|column| seen[column].suggestion(column, *field)));
    }
    let mut taken = vec![false; columns.len()];
    found.iter().for_each(|one: &Suggestion| taken[one.column] = true);
    for (column, seen) in seen.iter().enumerate().filter(|(column, _)| !taken[*column]) {
        let list = if may(column, ProductField::Images) {
            seen.suggestion(column, ProductField::Images)
        } else {
            None
        };
        let list = list.filter(|one| one.confidence >= SURE);
        found.extend(list.or_else(|| seen.attribute(column)));
    }
    found.sort_by_key(|one| one.column);
    found
}

/// A name with one of these is no field's by its other words: the name of a supplier is not that of the product.
const SUPPLIERS: &[&str] = &[
    "fornecedor",
    "fornecedores",
    "supplier",
    "suppliers",
    "proveedor",
    "proveedores",
    "fournisseur",
    "fournisseurs",
];

struct Seen {
    header: Header,
    evidence: Evidence,
    attribute: Option<Field>,
    /// It says from whom the goods are bought, which is no field.
    is_of_supplier: bool,
    /// Confidence and reason by field, from the name alone.
    named: Vec<(ProductField, u8, Reason)>,
}

impl Seen {
    fn new(column: &ColumnSample) -> Self {
        let header = Header::new(&column.header);
        let attribute = attribute_named(&column.header);
        let named = if attribute.is_some() { Vec::new() } else { named(&header) };
        let is_of_supplier = named.is_empty() && header.words().any(|word| SUPPLIERS.contains(&word));
        Self { named, attribute, is_of_supplier, header, evidence: Evidence::of(&column.values) }
    }

    fn score(&self, field: ProductField) -> Option<(u8, Reason, ValuesSay)> {
        let alone = self.evidence.alone(field);
        let by_name = self.named.iter().find(|(named, ..)| *named == field);
        let fits = match (self.evidence.fits(field), alone) {
            (Some(false), _) => ValuesSay::No,
            (_, 1..) | (Some(true), _) => ValuesSay::Yes,
            _ => ValuesSay::Nothing,
        };
        let found = match by_name {
            Some((_, confidence, reason)) => {
                let confidence = match fits {
                    ValuesSay::Yes => confidence + 5,
                    ValuesSay::No => confidence.saturating_sub(45),
                    ValuesSay::Nothing => *confidence,
                };
                if confidence >= alone { (confidence, *reason, fits) } else { (alone, Reason::Values, fits) }
            }
            // What is surely called something else is not overruled by weak values.
            None if self.is_surely_named() && alone < 80 => return None,
            None if self.attribute.is_some() => return None,
            None => (alone, Reason::Values, ValuesSay::Yes),
        };
        (found.0 >= LEAST).then_some((found.0.min(100), found.1, found.2))
    }

    fn is_surely_named(&self) -> bool {
        self.is_of_supplier || self.named.iter().any(|(_, confidence, _)| *confidence >= 90)
    }

    fn suggestion(&self, column: usize, field: ProductField) -> Option<Suggestion> {
        let (confidence, reason, values) = self.score(field)?;
        Some(Suggestion { column, field: field.into(), confidence, reason, values, chain: self.chain(field) })
    }

    fn attribute(&self, column: usize) -> Option<Suggestion> {
        let field = self.attribute.clone()?;
        let values = ValuesSay::Nothing;
        Some(Suggestion {
            column,
            field,
            confidence: 60,
            reason: Reason::Attribute,
            values,
            chain: Chain::default(),
        })
    }

    /// The steps that make canonical values of the column's.
    fn chain(&self, field: ProductField) -> Chain {
        let decimal = self.evidence.decimal_mark().unwrap_or(DecimalMark::Auto);
        Chain(match field.kind() {
            ProductFieldKind::Money => vec![Step::Money(Money { decimal, cents: false })],
            ProductFieldKind::Number => {
                let to = if field == ProductField::Weight { Unit::Kilogram } else { Unit::Centimetre };
                let from = self.header.unit.filter(|from| from.converts_to(to));
                // Without a unit above them, cells have to say theirs.
                if self.evidence.has_units(to) || from.is_some_and(|from| from != to) {
                    vec![Step::Convert(Convert { from, to, decimal })]
                } else {
                    vec![Step::Number(Number { decimal })]
                }
            }
            ProductFieldKind::Integer => vec![Step::Number(Number { decimal })],
            ProductFieldKind::List => match self.evidence.list_mark() {
                Some(by) => vec![Step::Split(Split { by: by.to_owned(), take: None, all: true })],
                None => vec![Step::Trim],
            },
            ProductFieldKind::LongText => Vec::new(),
            ProductFieldKind::Text | ProductFieldKind::Url => vec![Step::Trim],
        })
    }
}

/// Fields that the name stands for.
fn named(header: &Header) -> Vec<(ProductField, u8, Reason)> {
    let synonyms = Synonyms::get();
    let exact = synonyms.exact(&header.normal);
    if !exact.is_empty() {
        let confidence = |sure: bool| if sure { (95, Reason::Header) } else { (68, Reason::WeakHeader) };
        return exact
            .iter()
            .map(|(field, sure)| (*field, confidence(*sure).0, confidence(*sure).1))
            .collect();
    }
    let words: Vec<&str> = header.words().collect();
    if words.iter().any(|word| SUPPLIERS.contains(word)) {
        return Vec::new();
    }
    let length = header.normal.chars().count();
    let mut found: Vec<(ProductField, u8, Reason)> = Vec::new();
    for (name, field) in synonyms.names() {
        let count = name.split(' ').count();
        let held =
            count <= words.len() && words.windows(count).any(|part| part.iter().copied().eq(name.split(' ')));
        // One letter in five, two in ten: `preçp`, `descripion`.
        let allowed = (length / 5).min(2);
        let score = if held && words.len() <= 8 {
            Some((50 + (35 * count / words.len()) as u8, Reason::HeaderWords))
        } else if allowed > 0
            && name.len().abs_diff(header.normal.len()) <= 4
            && distance(name, &header.normal) <= allowed
        {
            Some((72 - 6 * distance(name, &header.normal) as u8, Reason::SimilarHeader))
        } else {
            None
        };
        let Some((confidence, reason)) = score else { continue };
        match found.iter_mut().find(|(known, ..)| known == field) {
            Some(known) if known.1 < confidence => *known = (*field, confidence, reason),
            Some(_) => {}
            None => found.push((*field, confidence, reason)),
        }
    }
    found
}

/// `Atributo: Voltagem`, `attribute.voltage`, `meta:voltage`.
fn attribute_named(header: &str) -> Option<Field> {
    let (prefix, name) = header.split_once([':', '.'])?;
    let prefix = crate::facts::search_form(prefix);
    if ![
        "atributo",
        "attribute",
        "attribut",
        "meta",
        "metafield",
        "caracteristica",
        "feature",
        "especificacao",
    ]
    .contains(&prefix.as_str())
    {
        return None;
    }
    Field::attribute(&crate::facts::slug(crate::facts::truncate(name, 60)).replace('-', "_"))
}
