//! Finds what breaks a rule across records, once all of them are known.

use super::{
    check::looked_up,
    error::RunError,
    fault::{Fault, kept},
    gather::{Entry, Gather},
    log::{Log, Logged},
};
use crate::{
    Field,
    rules::{Across, Detail, is_blank, parts},
};
use domain::ProductField;

/// Faults that are put in the order of records before they are handed on.
const BLOCK: usize = 16 << 10;

/// A rule across records, and what is needed to tell its faults.
pub(super) struct Settle<'a> {
    pub across: &'a Across,
    pub rule: usize,
    pub slot: usize,
    pub fields: &'a [Field],
    /// Records and lines before each batch.
    pub batches: &'a [(u64, u64)],
}

/// A value of a group of entries with the same hash; there is one, save by the rarest chance.
struct Known {
    key: Vec<u8>,
    row: u64,
    line: u32,
    sku: Option<Vec<u8>>,
    told: bool,
    /// The first value of each field that has to be the same, and its record.
    firsts: Vec<Option<(Vec<u8>, u64)>>,
}

impl Settle<'_> {
    /// Hands on every fault.
    pub fn run(
        &self,
        gather: Gather,
        emit: &mut dyn FnMut(Fault) -> Result<(), RunError>,
    ) -> Result<(), RunError> {
        let (mut sorted, mut log) = gather.finish()?;
        let mut block = Vec::new();
        let mut group = Group { hash: u64::MAX, first: None, known: Vec::new() };
        while let Some(packed) = sorted.next()? {
            let entry = Entry::unpack(packed);
            if entry.hash != group.hash {
                group = Group { hash: entry.hash, first: None, known: Vec::new() };
            }
            match self.across {
                Across::Lookup { list, inside, .. } => {
                    self.look_up(&mut group, entry, list, *inside, &mut log, &mut block)?;
                }
                Across::Unique { .. } | Across::Consistent { .. } => {
                    self.compare(&mut group, entry, &mut log, &mut block)?;
                }
            }
            if block.len() >= BLOCK {
                hand_on(&mut block, emit)?;
            }
        }
        hand_on(&mut block, emit)
    }

    fn look_up(
        &self,
        group: &mut Group,
        entry: Entry,
        list: &str,
        inside: bool,
        log: &mut Log,
        block: &mut Vec<Fault>,
    ) -> Result<(), RunError> {
        if entry.row > 0 && group.known.is_empty() && !inside {
            return Ok(());
        }
        let logged = log.get(entry.at)?;
        let key = logged.key;
        let found = group.known.iter().any(|known| known.key == key);
        if entry.row == 0 {
            if !found {
                group.known.push(Known::new(0, &logged));
            }
        } else if found != inside {
            block.push(self.fault(entry.row, &logged, looked_up(list, inside)));
        }
        Ok(())
    }

    /// The first entry of a group is not read before there is a second.
    fn compare(
        &self,
        group: &mut Group,
        entry: Entry,
        log: &mut Log,
        block: &mut Vec<Fault>,
    ) -> Result<(), RunError> {
        if group.first.is_none() && group.known.is_empty() {
            group.first = Some(entry);
            return Ok(());
        }
        if let Some(first) = group.first.take() {
            self.one(&mut group.known, first, &log.get(first.at)?, block);
        }
        self.one(&mut group.known, entry, &log.get(entry.at)?, block);
        Ok(())
    }

    fn one(&self, known: &mut Vec<Known>, entry: Entry, logged: &Logged<'_>, block: &mut Vec<Fault>) {
        let at = known.iter().position(|known| known.key == logged.key);
        let is_new = at.is_none();
        let at = at.unwrap_or_else(|| {
            known.push(Known::new(entry.row, logged));
            known.len() - 1
        });
        let Some(known) = known.get_mut(at) else { return };
        if let Across::Consistent { slots, .. } = self.across {
            block.extend(self.inconsistent(known, slots, entry, logged));
        } else if !is_new {
            if !std::mem::replace(&mut known.told, true) {
                let also = Detail::new("duplicate").count("also", entry.row);
                block.push(self.fault(known.row, &known.logged(), also));
            }
            let first = Detail::new("duplicate").count("first", known.row);
            block.push(self.fault(entry.row, logged, first));
        }
    }

    /// The first field in which a record differs from those of its group before it.
    fn inconsistent(
        &self,
        known: &mut Known,
        slots: &[usize],
        entry: Entry,
        logged: &Logged<'_>,
    ) -> Option<Fault> {
        known.firsts.resize(slots.len(), None);
        let mut fault = None;
        for ((value, slot), first) in parts(logged.values).zip(slots).zip(&mut known.firsts) {
            let text = String::from_utf8_lossy(value);
            if value.is_empty() {
                continue;
            }
            match first {
                None => *first = Some((value.to_vec(), entry.row)),
                Some((expected, row)) if expected != value && fault.is_none() => {
                    let detail = Detail::new("inconsistent")
                        .count("first", *row)
                        .text("expected", &String::from_utf8_lossy(expected));
                    let mut found = self.fault(entry.row, logged, detail);
                    if let Some(field) = self.fields.get(*slot) {
                        found.field = field.clone();
                    }
                    found.value = kept(&text);
                    fault = Some(found);
                }
                Some(_) => {}
            }
        }
        fault
    }

    fn fault(&self, row: u64, logged: &Logged<'_>, detail: Detail) -> Fault {
        let batch = self.batches.partition_point(|(rows, _)| *rows < row).saturating_sub(1);
        let lines = self.batches.get(batch).map_or(0, |(_, lines)| *lines);
        let (field, value) = (self.fields[self.slot].clone(), self.shown(logged.key));
        let sku = match &field {
            Field::Product(ProductField::Sku) => Some(value.clone()),
            _ => logged.sku.map(|sku| String::from_utf8_lossy(sku).into_owned()),
        };
        Fault {
            row,
            line: lines + u64::from(logged.line) + 1,
            rule: Some(self.rule),
            sku,
            field,
            value,
            detail,
            proposed: None,
        }
    }

    /// The value that is shown: of several, the one of the rule's field, or all.
    fn shown(&self, key: &[u8]) -> String {
        match self.across {
            Across::Unique { slots } if slots.len() > 1 => {
                let values: Vec<_> = parts(key).map(String::from_utf8_lossy).collect();
                match slots.iter().position(|slot| *slot == self.slot).and_then(|at| values.get(at)) {
                    Some(value) if !is_blank(value) => kept(value),
                    _ => kept(&values.join(" | ")),
                }
            }
            _ => kept(&String::from_utf8_lossy(key)),
        }
    }
}

/// Entries with the same hash.
struct Group {
    hash: u64,
    /// Not read yet.
    first: Option<Entry>,
    known: Vec<Known>,
}

impl Known {
    fn new(row: u64, logged: &Logged<'_>) -> Self {
        let (key, sku) = (logged.key.to_vec(), logged.sku.map(<[u8]>::to_vec));
        Self { key, row, line: logged.line, sku, told: false, firsts: Vec::new() }
    }

    fn logged(&self) -> Logged<'_> {
        Logged { line: self.line, key: &self.key, values: b"", sku: self.sku.as_deref() }
    }
}

fn hand_on(
    block: &mut Vec<Fault>,
    emit: &mut dyn FnMut(Fault) -> Result<(), RunError>,
) -> Result<(), RunError> {
    block.sort_by_key(|fault| fault.row);
    block.drain(..).try_for_each(emit)
}
