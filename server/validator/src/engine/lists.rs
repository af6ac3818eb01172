//! Lists that values are looked up in. A small one is held in memory, a large one is sorted with the records.

use super::{
    error::RunError,
    gather::Gather,
    log::{Logged, append},
};
use std::{
    collections::{HashMap, HashSet},
    io::{self, BufRead, Cursor},
};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Bytes of a list, with what it takes to find values in it, up to which it is held in memory.
const SMALL: usize = 4 << 20;

type Open = Box<dyn Fn() -> io::Result<Box<dyn BufRead>> + Send + Sync>;

/// A list that can be read again and again, a value a line.
pub struct ListSource {
    pub name: String,
    pub open: Open,
}

impl ListSource {
    /// A list that is in memory anyhow.
    pub fn of_values<S: AsRef<str>>(name: &str, values: &[S]) -> Self {
        let text: String = values.iter().flat_map(|value| [value.as_ref(), "\n"]).collect();
        let open = move || Ok(Box::new(Cursor::new(text.clone())) as Box<dyn BufRead>);
        Self { name: name.to_owned(), open: Box::new(open) }
    }

    /// Hands on every value.
    fn each(&self, with: &mut dyn FnMut(&[u8]) -> Result<bool, RunError>) -> Result<(), RunError> {
        let failed = |error: io::Error| RunError::List { name: self.name.clone(), reason: error.to_string() };
        let mut reader = (self.open)().map_err(failed)?;
        let mut line = Vec::new();
        loop {
            line.clear();
            if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
                return Ok(());
            }
            let value = line.strip_suffix(b"\n").unwrap_or(&line);
            let value = value.strip_suffix(b"\r").unwrap_or(value);
            if !value.is_empty() && !with(value)? {
                return Ok(());
            }
        }
    }

    /// The values, if they are few.
    fn small(&self) -> Result<Option<HashSet<Box<[u8]>>>, RunError> {
        let (mut values, mut bytes) = (HashSet::new(), 0);
        self.each(&mut |value| {
            bytes += value.len() + 48;
            if bytes <= SMALL {
                values.insert(value.into());
            }
            Ok(bytes <= SMALL)
        })?;
        Ok((bytes <= SMALL).then_some(values))
    }

    /// Adds the values to what records are compared with.
    pub(super) fn gather(&self, seed: u64, gather: &mut Gather) -> Result<(), RunError> {
        let mut logged = Vec::new();
        self.each(&mut |value| {
            logged.clear();
            append(&mut logged, &Logged { line: 0, key: value, values: b"", sku: None });
            gather.add_listed(hash(value, seed), &logged)?;
            Ok(true)
        })
    }
}

/// Lists by name.
#[derive(Default)]
pub struct Lists(pub Vec<ListSource>);

/// Lists that are held in memory.
pub(super) type Small = HashMap<String, HashSet<Box<[u8]>>>;

impl Lists {
    pub(super) fn get(&self, name: &str) -> Result<&ListSource, RunError> {
        let missing = || RunError::List { name: name.to_owned(), reason: "it is not there".to_owned() };
        self.0.iter().find(|list| list.name == name).ok_or_else(missing)
    }

    /// Those of the named lists that are small.
    pub(super) fn small<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<Small, RunError> {
        let mut small = Small::new();
        for name in names {
            if !small.contains_key(name)
                && let Some(values) = self.get(name)?.small()?
            {
                small.insert(name.to_owned(), values);
            }
        }
        Ok(small)
    }
}

/// 48 bits that nobody can foresee who does not know the seed.
#[inline]
pub(super) fn hash(key: &[u8], seed: u64) -> u64 {
    xxh3_64_with_seed(key, seed) >> 16
}
