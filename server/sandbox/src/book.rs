//! A shop's orders: a compact index of all, full copies only of those that were changed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::generate::Generator;
use crate::order::Order;

/// Seconds between two looks at what time has brought.
const EVERY: i64 = 60;

#[derive(Clone, Copy)]
struct Entry {
    created: i64,
    modified: i64,
    status: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    Id,
    Created,
    Modified,
}

pub(crate) type Test<'f> = Box<dyn Fn(&Order) -> bool + 'f>;

/// Bounds are inclusive seconds; all conditions must hold.
#[derive(Default)]
pub(crate) struct Filter<'f> {
    pub created: Bounds,
    pub modified: Bounds,
    pub statuses: Option<Vec<String>>,
    pub include: Option<HashSet<u64>>,
    pub exclude: HashSet<u64>,
    /// Anything that needs the whole order: slow on large shops, as it is on real ones.
    pub matches: Option<Test<'f>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    pub low: i64,
    pub high: i64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { low: i64::MIN, high: i64::MAX }
    }
}

impl Bounds {
    pub(crate) fn at_least(&mut self, low: i64) {
        self.low = self.low.max(low);
    }

    pub(crate) fn at_most(&mut self, high: i64) {
        self.high = self.high.min(high);
    }

    pub(crate) fn holds(self, value: i64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    fn is_open(self) -> bool {
        self.low == i64::MIN && self.high == i64::MAX
    }
}

pub(crate) struct Book {
    generator: Generator,
    entries: Vec<Entry>,
    by_created: Vec<u32>,
    by_modified: Vec<u32>,
    by_id: Vec<u32>,
    statuses: Vec<String>,
    changed: HashMap<u32, Order>,
}

impl Book {
    pub(crate) fn new(generator: Generator) -> Self {
        let mut book = Self {
            entries: Vec::with_capacity(generator.len() as usize),
            by_created: (0..generator.len()).collect(),
            by_id: (0..generator.len()).collect(),
            by_modified: (0..generator.len()).collect(),
            statuses: Vec::new(),
            changed: HashMap::new(),
            generator,
        };
        for slot in 0..book.generator.len() {
            let outline = book.generator.outline(slot);
            let status = book.status_code(outline.status);
            book.entries.push(Entry { created: outline.created, modified: outline.modified, status });
        }
        let entries = &book.entries;
        book.by_modified.sort_unstable_by_key(|slot| (entries[*slot as usize].modified, *slot));
        book
    }

    /// The history goes on to `now`; what was changed by hand stays as it was left.
    pub(crate) fn go_on(&mut self, now: i64) {
        if now < self.generator.now + EVERY {
            return;
        }
        let mut changed: Vec<Order> = std::mem::take(&mut self.changed).into_values().collect();
        changed.sort_unstable_by_key(|order| order.slot);
        *self = Self::new(Generator { now, ..self.generator.clone() });
        for order in changed {
            self.put(order);
        }
    }

    fn status_code(&mut self, status: &str) -> u8 {
        let known = self.statuses.iter().position(|known| known == status);
        known.unwrap_or_else(|| {
            self.statuses.push(status.to_owned());
            self.statuses.len() - 1
        }) as u8
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Every status any order has or had.
    pub(crate) fn statuses(&self) -> &[String] {
        &self.statuses
    }

    /// The order as it would be generated at the next free place.
    pub(crate) fn draft(&self) -> Order {
        self.generator.order(self.entries.len() as u32)
    }

    pub(crate) fn slot(&self, id: u64) -> Option<u32> {
        self.generator.slot(id).filter(|slot| (*slot as usize) < self.entries.len())
    }

    /// The orders that were bought together with that of the slot.
    pub(crate) fn purchase(&self, slot: u32) -> Range<u32> {
        self.generator.purchase(slot)
    }

    pub(crate) fn order(&self, slot: u32) -> Cow<'_, Order> {
        match self.changed.get(&slot) {
            Some(order) => Cow::Borrowed(order),
            None => Cow::Owned(self.generator.order(slot)),
        }
    }

    pub(crate) fn find(&self, id: u64) -> Option<Cow<'_, Order>> {
        self.slot(id).map(|slot| self.order(slot))
    }

    /// Stores a new or changed order and moves it to its place in every sequence.
    pub(crate) fn put(&mut self, order: Order) {
        let slot = order.slot;
        let status = self.status_code(&order.status);
        let entry = Entry { created: order.created, modified: order.modified, status };
        if (slot as usize) < self.entries.len() {
            self.unlink(slot);
            self.entries[slot as usize] = entry;
        } else {
            self.entries.push(entry);
            self.by_id.push(slot);
        }
        for sort in [Sort::Created, Sort::Modified] {
            let key = (self.value(sort, slot), slot);
            let at = self.sequence(sort).partition_point(|other| (self.value(sort, *other), *other) < key);
            self.sequence_mut(sort).insert(at, slot);
        }
        self.changed.insert(slot, order);
    }

    fn unlink(&mut self, slot: u32) {
        for sort in [Sort::Created, Sort::Modified] {
            let key = (self.value(sort, slot), slot);
            let at = self.sequence(sort).partition_point(|other| (self.value(sort, *other), *other) < key);
            self.sequence_mut(sort).remove(at);
        }
    }

    fn sequence(&self, sort: Sort) -> &[u32] {
        match sort {
            Sort::Id => &self.by_id,
            Sort::Created => &self.by_created,
            Sort::Modified => &self.by_modified,
        }
    }

    fn sequence_mut(&mut self, sort: Sort) -> &mut Vec<u32> {
        match sort {
            Sort::Id => &mut self.by_id,
            Sort::Created => &mut self.by_created,
            Sort::Modified => &mut self.by_modified,
        }
    }

    pub(crate) fn value(&self, sort: Sort, slot: u32) -> i64 {
        let entry = self.entries[slot as usize];
        match sort {
            Sort::Id => i64::from(slot),
            Sort::Created => entry.created,
            Sort::Modified => entry.modified,
        }
    }

    /// The part of a sequence that the filter's own bounds on its key leave, and whether more must be tested.
    fn narrowed(&self, sort: Sort, filter: &Filter) -> (&[u32], bool) {
        let sequence = self.sequence(sort);
        let (bounds, other) = match sort {
            Sort::Id => (Bounds::default(), !filter.created.is_open() || !filter.modified.is_open()),
            Sort::Created => (filter.created, !filter.modified.is_open()),
            Sort::Modified => (filter.modified, !filter.created.is_open()),
        };
        let from = sequence.partition_point(|slot| self.value(sort, *slot) < bounds.low);
        let to = sequence.partition_point(|slot| self.value(sort, *slot) <= bounds.high);
        let rest = other
            || filter.statuses.is_some()
            || filter.include.is_some()
            || !filter.exclude.is_empty()
            || filter.matches.is_some();
        (sequence.get(from..to).unwrap_or_default(), rest)
    }

    fn holds(&self, filter: &Filter, codes: Option<&[u8]>, slot: u32) -> bool {
        let entry = self.entries[slot as usize];
        filter.created.holds(entry.created)
            && filter.modified.holds(entry.modified)
            && codes.is_none_or(|codes| codes.contains(&entry.status))
            && filter.include.as_ref().is_none_or(|ids| ids.contains(&self.generator.id(slot)))
            && (filter.exclude.is_empty() || !filter.exclude.contains(&self.generator.id(slot)))
            && filter.matches.as_ref().is_none_or(|matches| matches(&self.order(slot)))
    }

    fn codes(&self, filter: &Filter) -> Option<Vec<u8>> {
        let wanted = filter.statuses.as_ref()?;
        let codes = self.statuses.iter().enumerate();
        Some(codes.filter(|(_, status)| wanted.contains(status)).map(|(code, _)| code as u8).collect())
    }

    /// One page by offset, and how many orders pass the filter in all.
    pub(crate) fn page(
        &self,
        filter: &Filter,
        sort: Sort,
        ascending: bool,
        offset: usize,
        limit: usize,
    ) -> (usize, Vec<u32>) {
        let (slots, rest) = self.narrowed(sort, filter);
        let slots: Cow<[u32]> = if rest {
            let codes = self.codes(filter);
            let passing = slots.iter().copied();
            Cow::Owned(passing.filter(|slot| self.holds(filter, codes.as_deref(), *slot)).collect())
        } else {
            Cow::Borrowed(slots)
        };
        let pick = |at: usize| slots[if ascending { at } else { slots.len() - 1 - at }];
        let end = offset.saturating_add(limit).min(slots.len());
        (slots.len(), (offset.min(end)..end).map(pick).collect())
    }

    /// Up to `limit` orders behind a (sort value, slot) mark, and whether more follow.
    pub(crate) fn behind(
        &self,
        filter: &Filter,
        sort: Sort,
        ascending: bool,
        mark: Option<(i64, u32)>,
        limit: usize,
    ) -> (Vec<u32>, bool) {
        let (slots, _) = self.narrowed(sort, filter);
        let codes = self.codes(filter);
        let key = |slot: &u32| (self.value(sort, *slot), *slot);
        let passing = |slot: &u32| self.holds(filter, codes.as_deref(), *slot);
        let mut found: Vec<u32> = if ascending {
            let start = mark.map_or(0, |mark| slots.partition_point(|slot| key(slot) <= mark));
            slots[start..].iter().copied().filter(passing).take(limit + 1).collect()
        } else {
            let end = mark.map_or(slots.len(), |mark| slots.partition_point(|slot| key(slot) < mark));
            slots[..end].iter().rev().copied().filter(passing).take(limit + 1).collect()
        };
        let more = found.len() > limit;
        found.truncate(limit);
        (found, more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Platform;
    use crate::time::DAY;

    #[test]
    fn time_brings_new_orders_and_keeps_what_was_changed_by_hand() {
        let until = 1_730_000_000;
        let generator = Generator {
            platform: Platform::Woocommerce,
            seed: 7,
            orders: 300,
            lines: (1, 3),
            from: until - 100 * DAY,
            until,
            now: until,
        };
        let mut book = Book::new(generator);
        let mut noted = book.order(5).into_owned();
        noted.note = "by hand".into();
        book.put(noted);
        let mut added = book.draft();
        added.created = until + 7;
        book.put(added);
        book.go_on(until + 1);
        assert_eq!(book.len(), 301, "too early for more");
        book.go_on(until + 10 * DAY);
        assert_eq!(book.len(), 330);
        assert_eq!((&*book.order(5).note, book.order(300).created), ("by hand", until + 7));
        let (slots, more) = book.behind(&Filter::default(), Sort::Created, true, None, 400);
        assert!(!more && slots.len() == 330);
    }
}
