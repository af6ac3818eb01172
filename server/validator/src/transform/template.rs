//! Texts with fields in them.

use super::{ChainProblemKind, Part};
use crate::{Field, Record};

/// Pieces of a text, one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Template(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Field(Field),
    /// The cell itself.
    Value,
}

impl Template {
    pub(super) fn new(parts: &[Part]) -> Result<Self, ChainProblemKind> {
        let mut pieces = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Part::Field { field } => pieces.push(Piece::Field(field.clone())),
                Part::Text(text) => read(text, &mut pieces)?,
            }
        }
        Ok(Self(pieces))
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Field(field) => Some(field),
            _ => None,
        })
    }

    pub(super) fn text_bytes(&self) -> usize {
        self.0.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 1 }).sum()
    }

    /// The text, or `None` if it would be longer than `most` bytes.
    pub(super) fn fill(&self, value: &str, record: &dyn Record, most: usize) -> Option<String> {
        let mut out = String::new();
        for piece in &self.0 {
            let text = match piece {
                Piece::Text(text) => text,
                Piece::Field(field) => record.get(field).unwrap_or_default(),
                Piece::Value => value,
            };
            if out.len() + text.len() > most {
                return None;
            }
            out.push_str(text);
        }
        Some(out)
    }
}

/// The fields that a text with braces takes; none where it cannot be read.
pub(super) fn fields(text: &str) -> Vec<Field> {
    let mut pieces = Vec::new();
    if read(text, &mut pieces).is_err() {
        return Vec::new();
    }
    let fields = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Field(field) => Some(field),
        Piece::Text(_) | Piece::Value => None,
    });
    fields.collect()
}

/// Whether a text with braces takes the cell itself; it does not where it cannot be read.
pub(super) fn has_cell(text: &str) -> bool {
    let mut pieces = Vec::new();
    read(text, &mut pieces).is_ok() && pieces.iter().any(|piece| matches!(piece, Piece::Value))
}

/// `{brand}` is a field, `{value}` the cell, `{{` and `}}` braces.
fn read(text: &str, pieces: &mut Vec<Piece>) -> Result<(), ChainProblemKind> {
    let wrong = |name: &str| ChainProblemKind::Reference { name: name.chars().take(80).collect() };
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let (brace, behind) = rest[at..].split_at(1);
        if let Some(behind) = behind.strip_prefix(brace) {
            plain.push_str(brace);
            rest = behind;
            continue;
        }
        let (name, behind) = match behind.split_once('}') {
            Some(found) if brace == "{" => found,
            _ => return Err(wrong(brace)),
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(match name.trim() {
            "value" => Piece::Value,
            name => Piece::Field(name.parse().map_err(|_| wrong(name))?),
        });
        rest = behind;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(())
}
