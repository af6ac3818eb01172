//! A small tokenizer that reads tags as browsers do, once over the text.

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Open {
        name: &'a str,
        attributes: &'a str,
        /// Written `<br/>`.
        empty: bool,
    },
    Close {
        name: &'a str,
    },
    /// What stands inside `script` and the like.
    Raw,
    /// A comment or declaration.
    Comment,
    /// Begun and not ended; it takes the rest of the text.
    Malformed,
}

pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// Inside which element nothing but its end is a tag.
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, raw: None }
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let end = raw_end(self.rest, name);
            if end > 0 {
                self.take(end);
                return Some(Token::Raw);
            }
        }
        if self.rest.is_empty() {
            return None;
        }
        let at = tag_start(self.rest);
        if at > 0 {
            return Some(Token::Text(self.take(at)));
        }
        let bytes = self.rest.as_bytes();
        let end = match bytes.get(1) {
            Some(b'!') if self.rest.starts_with("<!--") => self.rest[4..].find("-->").map(|at| at + 7),
            Some(b'!' | b'?') => self.rest.find('>').map(|at| at + 1),
            _ => tag_end(bytes),
        };
        let Some(end) = end else {
            self.rest = "";
            return Some(Token::Malformed);
        };
        let inner = &self.take(end)[1..end - 1];
        if inner.starts_with(['!', '?']) {
            return Some(Token::Comment);
        }
        let (closing, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let (name, attributes) =
            inner.split_at(inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len()));
        if closing {
            return Some(Token::Close { name });
        }
        if super::one_of(name, &["script", "style", "iframe", "noscript", "textarea", "title", "xmp"]) {
            self.raw = Some(name);
        }
        Some(Token::Open { name, attributes, empty: attributes.ends_with('/') })
    }
}

/// Where the next tag, comment or declaration begins; the text's length if none does.
fn tag_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let begins = |at: usize| match bytes.get(at + 1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(c) => c.is_ascii_alphabetic(),
        None => false,
    };
    text.match_indices('<').map(|(at, _)| at).find(|at| begins(*at)).unwrap_or(text.len())
}

/// Behind the `>` that ends a tag, which may stand inside quotes without ending it.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            // A quote opens a value only behind `=`.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
    }
    None
}

/// Where the end tag of a raw element begins, else the text's length.
fn raw_end(text: &str, name: &str) -> usize {
    let is_end = |at: usize| {
        let found = text.as_bytes().get(at + 2..at + 2 + name.len());
        let behind = text.as_bytes().get(at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && behind.is_none_or(|c| c.is_ascii_whitespace() || matches!(c, b'>' | b'/'))
    };
    text.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at)).unwrap_or(text.len())
}

/// Names and values of a tag's attributes, values without their quotes.
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let blank = |c: char| c.is_ascii_whitespace() || c == '/';
        let text = self.0.trim_start_matches(blank);
        if text.is_empty() {
            return None;
        }
        // A `=` in front belongs to the name, as in browsers.
        let first = text.chars().next().map_or(0, char::len_utf8);
        let end = text[first..].find(|c: char| blank(c) || c == '=').map_or(text.len(), |at| at + first);
        Some(self.value(text, end))
    }
}

impl<'a> Attributes<'a> {
    fn value(&mut self, text: &'a str, end: usize) -> (&'a str, &'a str) {
        let (name, rest) = text.split_at(end);
        let behind = rest.trim_start();
        let Some(behind) = behind.strip_prefix('=') else {
            self.0 = rest;
            return (name, "");
        };
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
            None => behind.split_at(behind.find(|c: char| c.is_ascii_whitespace()).unwrap_or(behind.len())),
        };
        self.0 = rest;
        (name, value)
    }
}

/// Whether an attribute runs a script or styles whatever its value.
pub(super) fn runs_script(name: &str) -> bool {
    name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"))
        || super::one_of(name, &["style", "srcdoc", "formaction"])
}

/// Whether a value is an address that runs a script, also if it is written so as to hide it.
pub(super) fn is_script_address(value: &str) -> bool {
    const SCHEMES: [&str; 3] = ["javascript:", "vbscript:", "data:"];
    let mut plain = String::with_capacity(16);
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let (c, length) =
            if c == '&' { super::strip::entity(rest).unwrap_or((c, 1)) } else { (c, c.len_utf8()) };
        rest = &rest[length..];
        if !c.is_whitespace() && !c.is_control() {
            plain.push(c.to_ascii_lowercase());
            if plain.len() > 11 {
                break;
            }
        }
    }
    SCHEMES.iter().any(|scheme| plain.starts_with(scheme))
}
