//! The formulas of a workbook of the old kind. calamine spells out each of them, and reads their tokens without looking how many
//! bytes are left.

use super::{markup::damaged, problem::TableError};

/// Bytes of a record, as far as Excel writes them.
const LONGEST: usize = 8_224;
/// Where the tokens begin in a record, behind their length.
const TOKENS: usize = 22;
/// Letters in place of a formula with a token that calamine does not know.
const UNKNOWN: u64 = 96;

/// What tokens are spelled with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    /// Whether the workbook is of Excel 97 or later.
    pub is_new: bool,
    /// Letters of the longest name of a sheet, and of the longest defined one.
    pub sheet: u64,
    pub name: u64,
}

/// What becomes of a formula.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Letters, or a few more than it has.
    pub letters: u64,
    /// Letters that are moved until it stands: what goes in front of an operand moves all of it.
    pub moved: u64,
}

impl Spelling {
    /// # Errors
    /// Where a record is longer than Excel writes one, or a token is cut.
    pub fn spell(self, data: &[u8]) -> Result<Spelled, TableError> {
        if data.len() > LONGEST {
            return Err(damaged("a formula is too long"));
        }
        let length = data.get(TOKENS - 2..).and_then(|rest| rest.first_chunk::<2>());
        let length = length.map(|two| usize::from(u16::from_le_bytes(*two)));
        let tokens = length.and_then(|length| data.get(TOKENS..TOKENS + length));
        self.tokens(tokens.ok_or_else(cut)?)
    }

    fn tokens(self, mut rest: &[u8]) -> Result<Spelled, TableError> {
        let mut spelled = Spelled::default();
        while let Some((kind, behind)) = rest.split_first() {
            let Some(Token { bytes, letters, moves }) = self.token(*kind, behind)? else {
                spelled.letters = spelled.letters.max(UNKNOWN);
                break;
            };
            rest = behind.get(bytes..).ok_or_else(cut)?;
            spelled.letters += letters;
            spelled.moved += spelled.letters * moves;
        }
        Ok(spelled)
    }

    /// The token of a kind, with what stands behind that; none where calamine ends with an error of its own.
    fn token(self, kind: u8, behind: &[u8]) -> Result<Option<Token>, TableError> {
        let at = |place: usize| behind.get(place).copied().ok_or_else(cut);
        let word = |place: usize| Ok::<_, TableError>(u16::from_le_bytes([at(place)?, at(place + 1)?]));
        let either = |new: usize, old: usize| if self.is_new { new } else { old };
        let token = match kind {
            // A shared formula, which is left out.
            0x01 if behind.len() < 4 => return Ok(None),
            0x01 => Token::of(4, 1),
            // Operators, signs, and parentheses.
            0x03..=0x13 | 0x15 => Token { bytes: 0, letters: 2, moves: 1 },
            0x14 | 0x16 => Token::of(0, 1),
            0x17 => {
                let Some(letters) = behind.first() else { return Ok(None) };
                let wide = if self.is_new { behind.get(1).map(|flags| flags & 1 != 0) } else { Some(false) };
                let Some(is_wide) = wide else { return Ok(None) };
                let bytes = either(2, 1) + usize::from(*letters) * if is_wide { 2 } else { 1 };
                if behind.len() < bytes {
                    return Ok(None);
                }
                Token::of(bytes, u64::from(*letters) + 2)
            }
            0x18 => Token::of(5, 0),
            0x19 => match at(0)? {
                0x01 | 0x02 | 0x08 | 0x20 | 0x21 => Token::of(3, 0),
                0x04 => Token::of(3 + 2 * (usize::from(word(1)?) + 1), 0),
                0x10 => Token { bytes: 3, letters: 5, moves: 2 },
                // Spaces, which go in one by one.
                0x40 | 0x41 => {
                    let spaces = u64::from(at(2)?);
                    Token { bytes: 3, letters: spaces, moves: spaces }
                }
                _ => return Ok(None),
            },
            0x1c => Token::of(1, 13),
            0x1d => Token::of(1, 5),
            0x1e => Token::of(2, 5),
            0x1f => {
                let value = f64::from_le_bytes(*behind.first_chunk::<8>().ok_or_else(cut)?);
                // A number is written without an exponent.
                let is_short = value == 0.0 || (1e-6..1e17).contains(&value.abs());
                Token::of(8, if is_short { 28 } else { 350 })
            }
            0x20 | 0x40 | 0x60 => Token::of(7, 10),
            // Functions: their name goes in front of what they take.
            0x21 | 0x41 | 0x61 => Token { bytes: 2, letters: 24, moves: 2 },
            0x22 | 0x42 | 0x62 => Token { bytes: 3, letters: 24, moves: 2 },
            // Defined names count from 1.
            0x23 | 0x43 | 0x63 if word(0)? == 0 && word(2)? == 0 => {
                return Err(damaged("a formula names nothing"));
            }
            0x23 | 0x43 | 0x63 => Token::of(4, self.name.max(5)),
            0x24 | 0x44 | 0x64 | 0x2a | 0x4a | 0x6a => Token::of(either(4, 3), 12),
            0x25 | 0x45 | 0x65 | 0x2b | 0x4b | 0x6b => Token::of(either(8, 6), 24),
            // What lies in other sheets.
            0x39 | 0x59 => Token::of(6, 10),
            0x3a | 0x5a | 0x7a | 0x3c | 0x5c | 0x7c => Token::of(6, self.sheet.max(4) + 13),
            0x3b | 0x5b | 0x7b | 0x3d | 0x5d | 0x7d => Token::of(10, self.sheet.max(4) + 25),
            _ => return Ok(None),
        };
        Ok(Some(token))
    }
}

/// Letters of a defined name.
///
/// # Errors
/// Where its record ends before what calamine reads of it.
pub(super) fn defined_name(data: &[u8], is_new: bool) -> Result<u64, TableError> {
    let cut = || damaged("a defined name is cut");
    let head = data.first_chunk::<14>().ok_or_else(cut)?;
    let length = usize::from(u16::from_le_bytes([head[4], head[5]]));
    let tokens = data.len().checked_sub(length).and_then(|begin| data.get(begin..)).ok_or_else(cut)?;
    // Where it lies in other sheets; the rest is not read.
    let (new, old) = match tokens.first() {
        Some(0x3a | 0x5a | 0x7a) => (7, 18),
        Some(0x3b | 0x5b | 0x7b) => (11, 21),
        Some(0x3c | 0x5c | 0x7c | 0x3d | 0x5d | 0x7d) => (3, 13),
        _ => (0, 0),
    };
    if tokens.len() < if is_new { new } else { old } {
        return Err(cut());
    }
    Ok(head[3].into())
}

struct Token {
    /// Behind the one that says what it is.
    bytes: usize,
    letters: u64,
    /// How often what is spelled so far is moved for it, at most.
    moves: u64,
}

impl Token {
    const fn of(bytes: usize, letters: u64) -> Self {
        Self { bytes, letters, moves: 0 }
    }
}

fn cut() -> TableError {
    damaged("a formula is cut")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPELLING: Spelling = Spelling { is_new: true, sheet: 31, name: 255 };

    fn spell(tokens: &[u8]) -> Result<Spelled, TableError> {
        let length = u16::try_from(tokens.len()).unwrap_or(u16::MAX).to_le_bytes();
        SPELLING.spell(&[&[0; TOKENS - 2][..], &length, tokens].concat())
    }

    #[test]
    fn a_formula_is_measured_by_its_tokens() {
        assert_eq!(spell(&[]), Ok(Spelled::default()));
        // A1+1 and (A1).
        let sum = spell(&[0x24, 0, 0, 0, 0, 0x1e, 1, 0, 0x03]);
        assert_eq!(sum, Ok(Spelled { letters: 19, moved: 19 }));
        assert_eq!(spell(&[0x24, 0, 0, 0, 0, 0x15]), Ok(Spelled { letters: 14, moved: 14 }));
        assert_eq!(spell(&[0x23, 1, 0, 0, 0]), Ok(Spelled { letters: 255, moved: 0 }));
        assert_eq!(spell(&[0x17, 2, 1, b'a', 0, b'b', 0]), Ok(Spelled { letters: 4, moved: 0 }));
        // Nothing is read behind what calamine does not know.
        assert_eq!(spell(&[0xff, 0x1f]), Ok(Spelled { letters: UNKNOWN, moved: 0 }));
        let parentheses = spell(&[&[0x1e, 1, 0][..], &[0x15; 8_000]].concat());
        assert!(parentheses.is_ok_and(|spelled| spelled.moved > 60_000_000));
    }

    #[test]
    fn what_is_cut_or_too_long_is_damaged() {
        for tokens in [
            &[0x1f, 0, 0][..],
            &[0x24, 0],
            &[0x19],
            &[0x19, 0x04, 9, 0],
            &[0x22, 1, 0],
            &[0x23, 0, 0, 0, 0],
            &[0x3b, 0, 0, 0, 0],
            &[0x16; LONGEST],
        ] {
            assert!(matches!(spell(tokens), Err(TableError::DamagedBook { .. })), "{tokens:?}");
        }
        assert!(SPELLING.spell(&[0; TOKENS - 1]).is_err());
    }

    #[test]
    fn a_defined_name_is_as_long_as_what_is_read_of_it() {
        let name = |length: u8, tokens: &[u8], is_new| {
            let head = [0, 0, 0, 9, length, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            defined_name(&[&head[..], tokens].concat(), is_new).ok()
        };
        assert_eq!(name(0, &[], true), Some(9));
        assert_eq!(defined_name(&[0; 13], true).ok(), None);
        assert_eq!(name(16, &[0], true), None);
        for (token, new, old) in [(0x3a, 7, 18), (0x5b, 11, 21), (0x7d, 3, 13)] {
            for (is_new, bytes) in [(true, new), (false, old)] {
                let mut tokens = vec![0_u8; bytes];
                tokens[0] = token;
                assert_eq!(name(bytes as u8, &tokens, is_new), Some(9), "{token} {is_new}");
                tokens.pop();
                assert_eq!(name(bytes as u8 - 1, &tokens, is_new), None, "{token} {is_new}");
            }
        }
    }
}
