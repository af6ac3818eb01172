//! The digest by which an unchanged payload is known.

use sha2::{Digest, Sha256};

/// A JSON object as text, with its members told apart and not read.
pub struct Payload<'a> {
    text: &'a str,
    /// Sorted by key; `None` for what is no object.
    members: Option<Vec<(&'a str, &'a str)>>,
}

impl<'a> Payload<'a> {
    /// `text` was read as JSON before: this only finds where members end, which costs a third of reading
    /// it again.
    pub fn of(text: &'a str) -> Self {
        let mut members = members(text);
        if let Some(members) = &mut members {
            members.sort_unstable();
        }
        Self { text, members }
    }

    /// The JSON text of a member's value.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        let members = self.members.as_ref()?;
        let at = members.partition_point(|(known, _)| *known < key);
        members.get(at).filter(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// 16 bytes of SHA-256 over the members, sorted by key, without the `volatile` ones, which the platform
    /// moves though nothing changed. Of what is no object: over the text.
    pub fn digest(&self, volatile: &[&str]) -> [u8; 16] {
        let mut hash = Sha256::new();
        match &self.members {
            Some(members) => {
                for (key, value) in members.iter().filter(|(key, _)| !volatile.contains(key)) {
                    hash.update(key);
                    // No key or value holds a zero byte unescaped, so members cannot run together.
                    hash.update([0]);
                    hash.update(value);
                    hash.update([0]);
                }
            }
            None => hash.update(self.text),
        }
        let full: [u8; 32] = hash.finalize().into();
        let mut half = [0; 16];
        half.copy_from_slice(&full[..16]);
        half
    }
}

/// [`Payload::digest`] of a text of which nothing else is wanted.
pub fn payload_digest(payload: &str, volatile: &[&str]) -> [u8; 16] {
    Payload::of(payload).digest(volatile)
}

/// Keys, without their quotes, and values of a JSON object as they are written.
fn members(payload: &str) -> Option<Vec<(&str, &str)>> {
    let inside = payload.trim_ascii().strip_prefix('{')?.strip_suffix('}')?;
    let mut members = Vec::with_capacity(64);
    let mut rest = inside.trim_ascii_start();
    while !rest.is_empty() {
        let key_end = string_end(rest.as_bytes(), 0)?;
        let key = rest.get(1..key_end - 1)?;
        let value = rest.get(key_end..)?.trim_ascii_start().strip_prefix(':')?.trim_ascii_start();
        let end = value_end(value.as_bytes())?;
        members.push((key, value.get(..end)?.trim_ascii_end()));
        rest = value.get(end..)?.strip_prefix(',').unwrap_or_default().trim_ascii_start();
    }
    Some(members)
}

/// Where the string ends that begins at `start`, after its closing quote.
fn string_end(text: &[u8], start: usize) -> Option<usize> {
    if text.get(start) != Some(&b'"') {
        return None;
    }
    let mut at = start + 1;
    loop {
        at += text.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if text[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Where the value ends that the text begins with: at a comma outside of all brackets, or at the end.
fn value_end(text: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_u32);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => {
                at = string_end(text, at)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            b',' if depth == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    (depth == 0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_members_and_volatile_ones_do_not_count() {
        let one = payload_digest(r#"{"id":1,"total":"2.00","moved":"a"}"#, &["moved"]);
        assert_eq!(one, payload_digest(r#"{"moved":"b", "total":"2.00" ,"id":1}"#, &["moved"]));
        assert_ne!(one, payload_digest(r#"{"id":1,"total":"2.01","moved":"a"}"#, &["moved"]));
        assert_ne!(one, payload_digest(r#"{"id":1,"moved":"a"}"#, &["moved"]));
    }

    #[test]
    fn members_end_where_json_says() {
        let text = r#" { "a" : "x,}\\\"]" , "b":[1,{"c":"]"}] ,"d":null} "#;
        let expected = vec![("a", r#""x,}\\\"]""#), ("b", r#"[1,{"c":"]"}]"#), ("d", "null")];
        assert_eq!(members(text), Some(expected));
        assert_eq!(members("{}"), Some(Vec::new()));
        for broken in ["", "{", "[]", "{\"a\"}", "{a:1}", "{\"a\":[}", "{\"a\":\"x}", "{\"é", "{\"a\":\"\\}"]
        {
            assert_eq!(members(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_member_is_found_by_its_key() {
        let payload = Payload::of(r#"{"total":"2.00","id": 7,"ident":{}}"#);
        assert_eq!(
            (payload.get("id"), payload.get("ident"), payload.get("i")),
            (Some("7"), Some("{}"), None)
        );
        assert_eq!(Payload::of("[]").get("id"), None);
    }

    #[test]
    fn what_is_no_object_has_a_digest_too() {
        assert_ne!(payload_digest("[1]", &[]), payload_digest("[2]", &[]));
        assert_ne!(payload_digest("{\"a\":", &[]), payload_digest("{}", &[]));
    }
}
