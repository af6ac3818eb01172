//! Whether a text that does not say its encoding is UTF-8 or Windows-1252.

use super::format::Encoding;

/// Counts of a text what is written as UTF-8 writes it, and what is not.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// Characters of several bytes.
    whole: u64,
    /// Places that are no character.
    wrong: u64,
}

impl Letters {
    /// Looks at the next part. Returns how many bytes at its end are the begin of a character that goes on behind it: they belong
    /// before the next part.
    pub fn look(&mut self, mut part: &[u8]) -> usize {
        loop {
            let error = match std::str::from_utf8(part) {
                Ok(text) => {
                    self.whole += several(text.as_bytes());
                    return 0;
                }
                Err(error) => error,
            };
            let (text, rest) = part.split_at(error.valid_up_to());
            self.whole += several(text);
            let Some(wrong) = error.error_len() else { return rest.len() };
            self.wrong += 1;
            part = &rest[wrong..];
        }
    }

    /// The text ended inside of a character.
    pub fn cut(&mut self) {
        self.wrong += 1;
    }

    /// Two bytes of Windows-1252 that happen to be a character of UTF-8 are rare, and so are damaged characters in UTF-8: a few
    /// of one kind do not make the other.
    pub fn encoding(&self) -> Encoding {
        if self.wrong == 0 || self.whole > self.wrong { Encoding::Utf8 } else { Encoding::Windows1252 }
    }
}

/// How many characters of a text in UTF-8 have several bytes: each begins with a byte that no other place has.
fn several(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &[u8], step: usize) -> Encoding {
        let mut letters = Letters::default();
        let mut kept = Vec::new();
        for part in text.chunks(step) {
            kept.extend_from_slice(part);
            let cut = letters.look(&kept);
            kept.drain(..kept.len() - cut);
        }
        if !kept.is_empty() {
            letters.cut();
        }
        letters.encoding()
    }

    #[test]
    fn a_few_bytes_of_one_encoding_do_not_make_the_other() {
        for step in [1, 2, 3, 1_000] {
            for (text, expected) in [
                (&b"plain"[..], Encoding::Utf8),
                ("Café, 日本, 😀".as_bytes(), Encoding::Utf8),
                (b"Caf\xe9", Encoding::Windows1252),
                (b"\xe9 \xc3\xa9 \xe7\xe3o", Encoding::Windows1252),
                (b"Caf\xc3\xa9 \xe7 a\xc3\xa7\xc3\xa3o \xe2\x82", Encoding::Utf8),
            ] {
                assert_eq!(seen(text, step), expected, "{text:?} by {step}");
            }
        }
    }
}
