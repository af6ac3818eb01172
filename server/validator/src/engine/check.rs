//! Checks a batch.

use super::{
    digest::Digest,
    fault::{Fault, VALUE, kept},
    gather::Part,
    layout::{Laid, Layout},
    lists::{Small, hash},
    log::{Logged, append},
};
use crate::{
    facts::{list_items, truncate},
    rules::{Across, Compiled, Detail, Judge, Program, Row},
    table::{Batch, Notes, Parser, Piece, TableError, cells},
};

/// What all threads that check look at.
pub(super) struct Shared<'a> {
    pub program: &'a Program,
    pub layout: &'a Layout,
    pub parser: Parser,
    pub small: &'a Small,
    /// Which of what is gathered belongs to a rule, by the rule's place.
    pub gathers: &'a [Option<usize>],
    pub gathered: usize,
    pub seed: u64,
    pub digests: Option<u64>,
    /// Where records have their SKU.
    pub sku: Option<usize>,
}

/// What came out of a batch. Records and lines are counted from its begin.
pub(super) struct Checked {
    pub number: u64,
    pub read: u64,
    pub rows: u32,
    pub lines: u32,
    pub faults: Vec<Fault>,
    pub parts: Vec<Part>,
    pub digests: Vec<u128>,
    pub notes: Notes,
    pub error: Option<TableError>,
    /// Room that can be used again.
    pub spare: Vec<u8>,
}

/// One thread's work.
pub(super) struct Worker<'a> {
    shared: &'a Shared<'a>,
    digest: Option<Digest>,
    batch: Batch,
    laid: Laid,
    key: Vec<u8>,
    values: Vec<u8>,
}

impl<'a> Worker<'a> {
    pub fn new(shared: &'a Shared<'a>) -> Self {
        let digest = shared.digests.map(|key| Digest::new(shared.layout, key));
        let (batch, laid) = (Batch::default(), Laid::default());
        Self { shared, digest, batch, laid, key: Vec::new(), values: Vec::new() }
    }

    pub fn check(&mut self, number: u64, piece: Piece) -> Checked {
        let read = piece.read;
        let error = cells(piece, &self.shared.parser, &mut self.batch).err();
        let mut checked = Checked {
            number,
            read,
            rows: self.batch.len() as u32,
            lines: self.batch.line_count,
            faults: Vec::new(),
            parts: (0..self.shared.gathered).map(|_| Part::default()).collect(),
            digests: Vec::new(),
            notes: std::mem::take(&mut self.batch.notes),
            error,
            spare: Vec::new(),
        };
        for record in 0..self.batch.len() {
            self.record(record, &mut checked);
        }
        checked.spare = std::mem::take(&mut self.batch.text).into_bytes();
        checked
    }

    #[inline]
    fn record(&mut self, record: usize, checked: &mut Checked) {
        let Self { shared, digest, batch, laid, key, values } = self;
        let fields = &shared.layout.fields;
        laid.lay(shared.layout, batch, record);
        let line = batch.line(record);
        let (unread, problems) = (laid.unread(), std::mem::take(&mut laid.problems));
        let row = Row { fields, text: &batch.text, made: &laid.made, cells: &laid.cells };
        let sku = || shared.sku.map(|slot| kept(row.at(slot)));
        for (slot, cell, problem) in problems {
            checked.faults.push(Fault {
                row: record as u64,
                line: u64::from(line),
                rule: None,
                field: fields[slot].clone(),
                sku: sku(),
                value: kept(&cell),
                detail: Detail::new(problem.kind.code()).count("step", problem.step as u64),
                proposed: None,
            });
        }
        let Checked { faults, parts, digests, .. } = checked;
        let mut fault = |rule: &Compiled, mut detail: Detail| {
            let (mut value, proposed) = (row.at(rule.slot), rule.fixed(&row));
            if let (Some(item), None) = (detail.item(), &proposed) {
                value = list_items(value).nth(item.saturating_sub(1)).unwrap_or(value);
                if let Some(column) = shared.layout.column_of(batch, record, rule.slot, item) {
                    detail = detail.count("column", column as u64 + 1);
                }
            }
            faults.push(Fault {
                row: record as u64,
                line: u64::from(line),
                rule: Some(rule.index),
                field: fields[rule.slot].clone(),
                sku: sku(),
                value: kept(value),
                detail,
                proposed,
            });
        };
        shared.program.judge(&row, &mut |rule, judged| match judged {
            // What cannot be read is told as that alone.
            _ if unread.iter().any(|slot| rule.hangs_on(*slot)) => {}
            Judge::Fault(detail) => fault(rule, detail),
            Judge::Across(across) => {
                key.clear();
                if !across.key(&row, key) {
                    return;
                }
                if let Across::Lookup { list, inside, .. } = across
                    && let Some(small) = shared.small.get(list)
                {
                    if small.contains(key.as_slice()) != *inside {
                        fault(rule, looked_up(list, *inside));
                    }
                    return;
                }
                let Some(part) = shared.gathers[rule.index].and_then(|at| parts.get_mut(at)) else { return };
                values.clear();
                across.values(&row, values);
                let at = part.log.len() as u32;
                part.keys.push((hash(key, shared.seed), record as u32, at));
                let sku = shared.sku.filter(|slot| *slot != rule.slot);
                let sku = sku.map(|slot| truncate(row.at(slot), VALUE).as_bytes());
                append(&mut part.log, &Logged { line, key, values, sku });
            }
        });
        if let Some(digest) = digest {
            digests.push(digest.of(&row));
        }
    }
}

/// Why a value that was looked up is a fault.
pub(super) fn looked_up(list: &str, inside: bool) -> Detail {
    Detail::new(if inside { "not_in_list" } else { "in_list" }).text("list", list)
}
