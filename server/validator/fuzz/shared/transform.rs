//! A chain in YAML, a line `---`, and the cell that it is applied to; the cell is every field of its record too.

use validator::{
    Field, Record,
    transform::{Chain, OUTPUT_MAX_BYTES},
};

struct Everywhere<'a>(&'a str);

impl Record for Everywhere<'_> {
    fn get(&self, _: &Field) -> Option<&str> {
        Some(self.0)
    }
}

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (yaml, cell) = text.split_once("\n---\n").unwrap_or((text, ""));
    let Ok(chain) = Chain::from_yaml(yaml) else { return };
    let Ok(ready) = chain.compile() else { return };
    let record = Everywhere(cell);
    if let Ok(value) = ready.apply(cell, &record) {
        assert!(value.len() <= OUTPUT_MAX_BYTES);
        // The same cell gives the same value.
        assert_eq!(ready.apply(cell, &record).as_deref(), Ok(value.as_ref()));
    }
}
