//! Records as the rows of a template: one each, or those of a product together.

use super::{
    Cell, CellProblem, CellProblemKind, ExportError, Exporter, Further, Instead, Shortfalls, TemplateColumn,
    Written,
};
use crate::{
    Field, Record,
    facts::{canonical_decimal, list_items},
};
use domain::ProductField;
use std::{collections::HashSet, hash::BuildHasher};

/// Variants that are held until all of their product are seen, and the bytes of their cells.
const HELD_ROWS: usize = 1_000;
const HELD_BYTES: usize = 8 << 20;
/// Products that are remembered, so that one is told whose rows do not stand together.
const REMEMBERED: usize = 1_000_000;
/// Values of a list that a product has in further rows: Shopify takes so many images.
const ITEMS: usize = 250;

/// Takes the cells of a row, and says which of them do not fit into the file.
pub(super) type Put<'p> = dyn FnMut(&[Cell]) -> Result<Vec<CellProblem>, ExportError> + 'p;

/// Makes rows of records as they come. What it keeps does not grow with their number.
pub(super) struct Rows<'t> {
    exporter: Exporter<'t>,
    shape: Shape,
    /// Which product the last record was of; empty for one that stands alone.
    product: String,
    /// The variants of this product, until its row can be written.
    held: Vec<Held>,
    held_bytes: usize,
    /// Whether the row of this product is written already: here, or where others of its variants stand.
    is_written: bool,
    /// What this product has in further rows.
    items: HashSet<String>,
    remembered: HashSet<u64>,
    /// Rows of the file, without that of the names.
    written: u64,
    shortfalls: Shortfalls,
}

/// How the records of a product become rows, with the columns that it takes.
enum Shape {
    Alone,
    Products { parent: usize, values: Vec<usize>, highest: Vec<usize> },
    Further { key: usize, item: usize, place: Option<usize> },
}

impl Shape {
    fn of(columns: &[TemplateColumn]) -> Self {
        let further = |what| columns.iter().position(|column| column.further == Some(what));
        if let (Some(key), Some(item)) = (further(Further::Key), further(Further::Item)) {
            return Self::Further { key, item, place: further(Further::Place) };
        }
        if columns.iter().all(|column| column.product.is_none()) {
            return Self::Alone;
        }
        let group = Field::from(ProductField::Group);
        let is_parent = |column: &TemplateColumn| {
            column.variant.as_ref().is_some_and(|instead| instead.field.as_ref() == Some(&group))
        };
        let taking = |is: fn(&Instead) -> bool| -> Vec<usize> {
            let places = columns.iter().enumerate();
            places.filter(|(_, column)| column.product.as_ref().is_some_and(is)).map(|(at, _)| at).collect()
        };
        Self::Products {
            parent: columns.iter().position(is_parent).unwrap_or_default(),
            values: taking(|instead| instead.values),
            highest: taking(|instead| instead.highest),
        }
    }
}

/// A record of a product whose variants are not all seen.
struct Held {
    row: u64,
    sku: String,
    /// Whether it bears the code of the product.
    is_product: bool,
    /// Whether it has anything by which variants are told apart.
    is_variant: bool,
    alone: Written,
    variant: Written,
    /// Of the first, and of what bears the code of the product.
    product: Option<Written>,
}

impl<'t> Rows<'t> {
    pub fn new(exporter: Exporter<'t>) -> Self {
        Self {
            shape: Shape::of(&exporter.template().columns),
            exporter,
            product: String::new(),
            held: Vec::new(),
            held_bytes: 0,
            is_written: false,
            items: HashSet::new(),
            remembered: HashSet::new(),
            written: 0,
            shortfalls: Shortfalls::default(),
        }
    }

    pub fn headers(&self) -> impl Iterator<Item = &'t str> {
        self.exporter.headers()
    }

    /// Writes what can be written with a record, which has this number in its table, from 1.
    pub fn take(&mut self, row: u64, record: &dyn Record, put: &mut Put<'_>) -> Result<(), ExportError> {
        match self.shape {
            Shape::Alone => {
                let alone = self.exporter.row(record);
                self.put(row, &sku(record), alone, put)
            }
            Shape::Products { .. } => self.take_of_product(row, record, put),
            Shape::Further { key, item, place } => self.take_with_items(row, record, (key, item, place), put),
        }
    }

    /// Writes what is still held, and says what is not as it should be.
    pub fn finish(mut self, put: &mut Put<'_>) -> Result<Shortfalls, ExportError> {
        self.write_held(put)?;
        Ok(self.shortfalls)
    }

    fn put(
        &mut self,
        row: u64,
        sku: &str,
        (cells, mut problems): Written,
        put: &mut Put<'_>,
    ) -> Result<(), ExportError> {
        problems.extend(put(&cells)?);
        self.written += 1;
        self.shortfalls.add(row, self.written, sku, problems);
        Ok(())
    }

    /// Begins with another product; whether rows of it were written before.
    fn begin(&mut self, product: &str) -> bool {
        product.clone_into(&mut self.product);
        self.items.clear();
        !product.is_empty() && self.remembered.contains(&self.remembered.hasher().hash_one(product))
    }

    fn remember(&mut self) {
        if self.remembered.len() < REMEMBERED && !self.product.is_empty() {
            let product = self.remembered.hasher().hash_one(self.product.as_str());
            self.remembered.insert(product);
        }
    }

    fn take_of_product(
        &mut self,
        row: u64,
        record: &dyn Record,
        put: &mut Put<'_>,
    ) -> Result<(), ExportError> {
        let group = record.get(&ProductField::Group.into()).unwrap_or_default().trim();
        if group != self.product {
            self.write_held(put)?;
            self.is_written = self.begin(group);
        }
        let (sku, alone) = (sku(record), self.exporter.row(record));
        if group.is_empty() {
            return self.put(row, &sku, alone, put);
        }
        let variant = self.exporter.variant_row(record);
        let Shape::Products { parent, values, .. } = &self.shape else { return Ok(()) };
        let is_variant = values.iter().any(|at| variant.0.get(*at).is_some_and(|cell| *cell != Cell::Empty));
        let is_product = sku == group;
        if self.is_written {
            let mut told = if is_variant { variant } else { alone };
            told.1.push(CellProblem { column: *parent, kind: CellProblemKind::Apart });
            return self.put(row, &sku, told, put);
        }
        let product = (self.held.is_empty() || is_product).then(|| self.exporter.product_row(record));
        let rows = [Some(&alone), Some(&variant), product.as_ref()];
        self.held_bytes += rows.iter().flatten().map(|(cells, _)| bytes(cells)).sum::<usize>();
        self.held.push(Held { row, sku, is_product, is_variant, alone, variant, product });
        if self.held.len() >= HELD_ROWS || self.held_bytes >= HELD_BYTES {
            self.write_held(put)?;
        }
        Ok(())
    }

    /// Writes the product that is held: its row and those of its variants, or each record alone if there are none.
    fn write_held(&mut self, put: &mut Put<'_>) -> Result<(), ExportError> {
        let mut held = std::mem::take(&mut self.held);
        self.held_bytes = 0;
        let Shape::Products { values, highest, .. } = &self.shape else { return Ok(()) };
        let has_variants = held.iter().any(|held| held.is_variant && !held.is_product);
        if !has_variants {
            for Held { row, sku, alone, .. } in held {
                self.put(row, &sku, alone, put)?;
            }
            return Ok(());
        }
        let texts = |at: usize| {
            let mut texts: Vec<&str> = Vec::new();
            let cells = held.iter().filter(|held| held.is_variant).filter_map(|held| held.variant.0.get(at));
            for cell in cells {
                if let Cell::Text(text) | Cell::Number(text) = cell
                    && !texts.contains(&text.as_str())
                {
                    texts.push(text);
                }
            }
            texts.join(", ")
        };
        let values: Vec<_> = values.iter().map(|at| (*at, texts(*at))).collect();
        // The record of the product itself, if there is one that is no variant, says more of it than the first variant does.
        let itself = held.iter().position(|held| held.is_product && !held.is_variant);
        let largest = |at: usize| {
            let cells = held.iter().filter_map(|held| held.variant.0.get(at));
            let numbers = cells.filter_map(|cell| match cell {
                Cell::Number(number) => canonical_decimal(number).map(|value| (value, cell)),
                _ => None,
            });
            numbers.max_by_key(|(value, _)| *value).map(|(_, cell)| (at, cell.clone()))
        };
        let highest: Vec<_> = match itself {
            Some(_) => Vec::new(),
            None => highest.iter().filter_map(|at| largest(*at)).collect(),
        };
        let Some(source) = held.get_mut(itself.unwrap_or_default()) else { return Ok(()) };
        if let Some(mut product) = source.product.take() {
            let (row, sku) = (source.row, source.sku.clone());
            for (at, texts) in values.into_iter().filter(|(_, texts)| !texts.is_empty()) {
                if let Some(cell) = product.0.get_mut(at) {
                    *cell = Cell::Text(texts);
                }
            }
            for (at, number) in highest {
                if let Some(cell) = product.0.get_mut(at) {
                    *cell = number;
                }
            }
            self.put(row, &sku, product, put)?;
        }
        let is_sku = |column: &TemplateColumn| column.field == Some(ProductField::Sku.into());
        let sku_column = self.exporter.template().columns.iter().position(is_sku).unwrap_or_default();
        for (at, Held { row, sku, is_product, is_variant, alone, mut variant, .. }) in
            held.into_iter().enumerate()
        {
            if Some(at) == itself {
                continue;
            }
            if is_product && is_variant {
                variant.1.push(CellProblem { column: sku_column, kind: CellProblemKind::SkuOfProduct });
            }
            self.put(row, &sku, if is_variant { variant } else { alone }, put)?;
        }
        self.is_written = true;
        self.remember();
        Ok(())
    }

    /// Writes a record and, for each value of its list that the product does not have yet behind the first, a further row.
    fn take_with_items(
        &mut self,
        row: u64,
        record: &dyn Record,
        (key, item, place): (usize, usize, Option<usize>),
        put: &mut Put<'_>,
    ) -> Result<(), ExportError> {
        let (mut cells, mut problems) = self.exporter.row(record);
        let of_key = cells.get(key).cloned().unwrap_or(Cell::Empty);
        let product = match &of_key {
            Cell::Empty => "",
            Cell::Text(text) | Cell::Number(text) => text.as_str(),
        };
        if product.is_empty() || product != self.product {
            if self.begin(product) {
                problems.push(CellProblem { column: key, kind: CellProblemKind::Apart });
            }
            self.remember();
        }
        let list = self.exporter.template().columns.get(item).and_then(|column| column.field.as_ref());
        let list = list.and_then(|field| record.get(field)).unwrap_or_default();
        let mut new = Vec::new();
        for value in list_items(list) {
            if self.items.contains(value) {
                continue;
            }
            if self.items.len() == ITEMS {
                problems.push(CellProblem { column: item, kind: CellProblemKind::TooManyItems });
                break;
            }
            self.items.insert(value.to_owned());
            new.push((self.exporter.item(item, value, record), self.items.len()));
        }
        let mut new = new.into_iter();
        let fill = |cells: &mut [Cell], value: Option<(Cell, usize)>| {
            let (cell, at) = value.map_or((Cell::Empty, None), |(cell, at)| (cell, Some(at)));
            if let Some(place) = place.and_then(|place| cells.get_mut(place)) {
                *place = at.map_or(Cell::Empty, |at| Cell::Number(at.to_string()));
            }
            if let Some(to) = cells.get_mut(item) {
                *to = cell;
            }
        };
        fill(&mut cells, new.next());
        let width = cells.len();
        let sku = sku(record);
        self.put(row, &sku, (cells, problems), put)?;
        for value in new {
            let mut cells = vec![Cell::Empty; width];
            if let Some(cell) = cells.get_mut(key) {
                *cell = of_key.clone();
            }
            fill(&mut cells, Some(value));
            self.put(row, &sku, (cells, Vec::new()), put)?;
        }
        Ok(())
    }
}

fn sku(record: &dyn Record) -> String {
    record.get(&ProductField::Sku.into()).unwrap_or_default().trim().to_owned()
}

fn bytes(cells: &[Cell]) -> usize {
    let text = |cell: &Cell| match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Number(text) => text.len(),
    };
    cells.iter().map(|cell| size_of::<Cell>() + text(cell)).sum()
}
