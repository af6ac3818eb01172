//! Addresses of the web, looked at without taking memory.

/// The parts of an address that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'a> {
    /// As written: `https`, `HTTP`.
    pub scheme: &'a str,
    /// Without user, password and port. Of an IPv6 address with its brackets.
    pub host: &'a str,
    /// From the first `/`, without query and fragment; empty if there is none.
    pub path: &'a str,
}

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// It does not begin with a scheme and `://`.
    Scheme,
    /// No host, or none that a name server could know.
    Host,
    /// A port that is no number up to 65535.
    Port,
    /// A space, a control character or one of `"<>\^`{|}`, which have to be written as `%20` and the like.
    Characters,
    /// A `%` without two hexadecimal digits behind it.
    Percent,
    /// More than 2,048 bytes.
    Length,
}

impl AddressFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Host => "host",
            Self::Port => "port",
            Self::Characters => "characters",
            Self::Percent => "percent",
            Self::Length => "length",
        }
    }
}

const MAX_LENGTH: usize = 2048;

impl<'a> Address<'a> {
    pub fn has_scheme(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// What stands behind the last point of the path's last part: `jpg`. `None` if there is nothing.
    pub fn extension(&self) -> Option<&'a str> {
        let name = self.path.rsplit('/').next()?;
        let (stem, extension) = name.rsplit_once('.')?;
        (!stem.is_empty() && !extension.is_empty()).then_some(extension)
    }
}

/// Reads an absolute address with a host. Letters beyond ASCII are allowed, as browsers allow them.
///
/// # Errors
/// [`AddressFault`].
pub fn address(text: &str) -> Result<Address<'_>, AddressFault> {
    if text.len() > MAX_LENGTH {
        return Err(AddressFault::Length);
    }
    let (scheme, rest) = text.split_once("://").ok_or(AddressFault::Scheme)?;
    let good = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.');
    if !scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) || !scheme.bytes().all(good) {
        return Err(AddressFault::Scheme);
    }
    characters(rest)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let host = host(authority.rsplit_once('@').map_or(authority, |(_, host)| host))?;
    let path = &tail[..tail.find(['?', '#']).unwrap_or(tail.len())];
    Ok(Address { scheme, host, path })
}

fn characters(text: &str) -> Result<(), AddressFault> {
    let bytes = text.as_bytes();
    if bytes.iter().any(|byte| FORBIDDEN[usize::from(*byte)]) {
        return Err(AddressFault::Characters);
    }
    for (at, _) in text.match_indices('%') {
        if !matches!(bytes.get(at + 1..at + 3), Some([a, b]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
        {
            return Err(AddressFault::Percent);
        }
    }
    // Spaces that are not ASCII break links as the plain one does.
    if !text.is_ascii() && text.chars().any(char::is_whitespace) {
        return Err(AddressFault::Characters);
    }
    Ok(())
}

/// Bytes that stand in no address.
const FORBIDDEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte as u8,
            0..=b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0x7f
        );
        byte += 1;
    }
    table
};

fn host(text: &str) -> Result<&str, AddressFault> {
    let (host, port) = if text.starts_with('[') {
        let end = text.find(']').ok_or(AddressFault::Host)?;
        let (host, port) = text.split_at(end + 1);
        if host[1..end].parse::<std::net::Ipv6Addr>().is_err() {
            return Err(AddressFault::Host);
        }
        (host, port)
    } else {
        let (host, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        if !name_is_valid(host) {
            return Err(AddressFault::Host);
        }
        (host, port)
    };
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok(host),
        Some(digits) if digits.bytes().all(|c| c.is_ascii_digit()) && digits.parse::<u16>().is_ok() => {
            Ok(host)
        }
        Some("") => Ok(host),
        _ => Err(AddressFault::Port),
    }
}

/// Labels of at most 63 bytes, 253 in all, without a hyphen at either end; a number alone only as IPv4.
fn name_is_valid(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && (label.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'))
                || label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')))
    };
    if name.is_empty() || name.len() > 253 || !name.split('.').all(label) {
        return false;
    }
    let last = name.rsplit('.').next().unwrap_or_default();
    !last.bytes().all(|c| c.is_ascii_digit()) || name.parse::<std::net::Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_of_an_address_are_found() {
        let found = address("https://user:secret@cdn.example.com:8443/a/b.c/photo.JPG?v=1.png#x").unwrap();
        assert_eq!(found, Address { scheme: "https", host: "cdn.example.com", path: "/a/b.c/photo.JPG" });
        assert_eq!(found.extension(), Some("JPG"));
        assert!(found.has_scheme("HTTPS"));
        assert_eq!(address("http://example.com").unwrap().extension(), None);
        assert_eq!(address("http://example.com/.htaccess").unwrap().extension(), None);
        assert_eq!(address("http://example.com/a.").unwrap().extension(), None);
        assert_eq!(address("https://[2001:db8::1]:80/a.png").unwrap().host, "[2001:db8::1]");
        assert_eq!(address("https://127.0.0.1/a").unwrap().host, "127.0.0.1");
        assert_eq!(address("https://loja.çaça.com.br/água.jpg").unwrap().extension(), Some("jpg"));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, fault) in [
            ("", AddressFault::Scheme),
            ("example.com/a.jpg", AddressFault::Scheme),
            ("//example.com/a.jpg", AddressFault::Scheme),
            ("1http://example.com", AddressFault::Scheme),
            ("C:\\fotos\\a.jpg", AddressFault::Scheme),
            ("https://", AddressFault::Host),
            ("https:///a.jpg", AddressFault::Host),
            ("https://exa_mple..com/a", AddressFault::Host),
            ("https://-a.com", AddressFault::Host),
            ("https://1.2.3.400/a", AddressFault::Host),
            ("https://[::g]/a", AddressFault::Host),
            ("https://[::1/a", AddressFault::Host),
            ("https://a.com:99999/", AddressFault::Port),
            ("https://a.com:8x/", AddressFault::Port),
            ("https://[::1]x/", AddressFault::Port),
            ("https://a.com/foto 1.jpg", AddressFault::Characters),
            ("https://a.com/foto\u{a0}1.jpg", AddressFault::Characters),
            ("https://a.com/<b>", AddressFault::Characters),
            ("https://a.com/100%.jpg", AddressFault::Percent),
        ] {
            assert_eq!(address(text), Err(fault), "{text}");
        }
        assert_eq!(address(&format!("https://a.com/{}", "a".repeat(2048))), Err(AddressFault::Length));
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(text in "(https?://)?\\PC{0,60}") {
            if let Ok(found) = address(&text) {
                prop_assert!(text.starts_with(found.scheme) && text.contains(found.host) && !found.host.is_empty());
            }
        }
    }
}
