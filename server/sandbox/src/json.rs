//! A small JSON text writer: orders are rendered by the hundred per page, so no tree is built.

use std::io::Write as _;

use crate::time;

/// Appends JSON text to a buffer and places the commas itself.
#[derive(Default)]
pub(crate) struct Json {
    out: Vec<u8>,
    /// Escape `/` and everything outside ASCII, as PHP's `json_encode` does by default.
    php: bool,
}

impl Json {
    pub(crate) fn php() -> Self {
        Self { out: Vec::with_capacity(4096), php: true }
    }

    pub(crate) fn utf8() -> Self {
        Self { out: Vec::with_capacity(4096), php: false }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    fn separate(&mut self) {
        if !matches!(self.out.last(), None | Some(b'{' | b'[' | b':' | b',')) {
            self.out.push(b',');
        }
    }

    pub(crate) fn key(&mut self, name: &str) -> &mut Self {
        self.separate();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        self
    }

    pub(crate) fn object(&mut self, fill: impl FnOnce(&mut Self)) {
        self.open(b'{');
        fill(self);
        self.close(b'}');
    }

    pub(crate) fn array(&mut self, fill: impl FnOnce(&mut Self)) {
        self.open(b'[');
        fill(self);
        self.close(b']');
    }

    pub(crate) fn open(&mut self, bracket: u8) {
        self.separate();
        self.out.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: u8) {
        self.out.push(bracket);
    }

    /// Text that already is JSON.
    pub(crate) fn raw(&mut self, json: &[u8]) {
        self.separate();
        self.out.extend_from_slice(json);
    }

    pub(crate) fn null(&mut self) {
        self.raw(b"null");
    }

    pub(crate) fn bool(&mut self, value: bool) {
        self.raw(if value { b"true" } else { b"false" });
    }

    pub(crate) fn int(&mut self, value: i64) {
        self.separate();
        // Writing into a Vec cannot fail.
        let _ = write!(self.out, "{value}");
    }

    pub(crate) fn str(&mut self, text: &str) {
        self.separate();
        self.out.push(b'"');
        let mut clean = 0;
        for (at, c) in text.char_indices() {
            let plain = match c {
                '"' | '\\' => false,
                '/' => !self.php,
                c if c.is_ascii() => c >= ' ',
                _ => !self.php,
            };
            if plain {
                continue;
            }
            self.out.extend_from_slice(&text.as_bytes()[clean..at]);
            clean = at + c.len_utf8();
            self.escape(c);
        }
        self.out.extend_from_slice(&text.as_bytes()[clean..]);
        self.out.push(b'"');
    }

    fn escape(&mut self, c: char) {
        match c {
            '"' | '\\' | '/' => self.out.extend_from_slice(&[b'\\', c as u8]),
            '\n' => self.out.extend_from_slice(b"\\n"),
            '\r' => self.out.extend_from_slice(b"\\r"),
            '\t' => self.out.extend_from_slice(b"\\t"),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(self.out, "\\u{unit:04x}");
                }
            }
        }
    }

    /// Cents as a string with two decimals: `"184.80"`.
    pub(crate) fn cents(&mut self, cents: i64) {
        self.separate();
        let sign = if cents < 0 { "-" } else { "" };
        let cents = cents.unsigned_abs();
        let _ = write!(self.out, "\"{sign}{}.{:02}\"", cents / 100, cents % 100);
    }

    /// Cents as Shopify writes decimals: no trailing zero, at least one decimal: `"20.0"`, `"119.8"`.
    pub(crate) fn short_cents(&mut self, cents: i64) {
        self.separate();
        let sign = if cents < 0 { "-" } else { "" };
        let cents = cents.unsigned_abs();
        let _ = if cents.is_multiple_of(10) {
            write!(self.out, "\"{sign}{}.{}\"", cents / 100, cents % 100 / 10)
        } else {
            write!(self.out, "\"{sign}{}.{:02}\"", cents / 100, cents % 100)
        };
    }

    /// A unit price as a bare JSON number, `cents / quantity` units with the long binary fraction PHP prints.
    pub(crate) fn unit_price(&mut self, cents: i64, quantity: i64) {
        let price = cents as f64 / 100.0 / quantity.max(1) as f64;
        self.separate();
        let _ = write!(self.out, "{price}");
    }

    /// `"2026-11-20T10:05:11"`, followed by `suffix` inside the quotes.
    pub(crate) fn stamp(&mut self, seconds: i64, suffix: &str) {
        self.separate();
        self.out.push(b'"');
        self.out.extend_from_slice(&time::stamp(seconds));
        self.out.extend_from_slice(suffix.as_bytes());
        self.out.push(b'"');
    }

    pub(crate) fn stamp_or_null(&mut self, seconds: Option<i64>, suffix: &str) {
        match seconds {
            Some(seconds) => self.stamp(seconds, suffix),
            None => self.null(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_parses_back() {
        let mut json = Json::php();
        json.object(|j| {
            j.key("a/b").str("ção/🎁 \"\\\n\u{1}");
            j.key("n").int(-3);
            j.key("list").array(|j| {
                j.cents(-1005);
                j.short_cents(11980);
                j.short_cents(2000);
                j.unit_price(1000, 3);
            });
        });
        let bytes = json.into_bytes();
        assert!(bytes.is_ascii());
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["a/b"], "ção/🎁 \"\\\n\u{1}");
        assert_eq!(value["list"][0], "-10.05");
        assert_eq!(value["list"][1], "119.8");
        assert_eq!(value["list"][2], "20.0");
    }
}
