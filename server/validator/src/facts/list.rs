//! Several values in one cell.

/// What stands between the values of a list in a canonical cell. It is allowed in no address and rare in tags.
pub const LIST_SEPARATOR: &str = "|";

/// The values of a list as sheets write it: separated by `|`, else by lines, else by `;` or `,`. A comma inside an
/// address, as picture servers write sizes, separates nothing. Values are trimmed, empty ones left out.
pub fn list_items(text: &str) -> impl Iterator<Item = &str> {
    let separators: &[char] = if text.contains('|') {
        &['|']
    } else if text.contains(['\n', '\r']) {
        &['\n', '\r']
    } else if text.contains("://") {
        &[]
    } else if text.contains(';') {
        &[';']
    } else {
        &[',']
    };
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        while let Some(now) = rest {
            let at = if separators.is_empty() { next_address(now) } else { now.find(separators) };
            let item = match at {
                Some(at) => {
                    rest = Some(&now[at + 1..]);
                    &now[..at]
                }
                None => {
                    rest = None;
                    now
                }
            };
            let item = item.trim_matches(|c: char| {
                c.is_whitespace() || (separators.is_empty() && matches!(c, ',' | ';'))
            });
            if !item.is_empty() {
                return Some(item);
            }
        }
        None
    })
}

/// Where the separator in front of the next address stands.
fn next_address(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The scheme of an address is short: a few bytes are looked back at from each `://`.
    text.match_indices("://").find_map(|(at, _)| {
        let from = (0..at).rev().take(12).take_while(|at| bytes[*at].is_ascii_alphanumeric()).last()?;
        let before = from.checked_sub(1)?;
        (matches!(bytes[before], b',' | b';' | b' ' | b'\t') && before > 0).then_some(before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items(text: &str) -> Vec<&str> {
        list_items(text).collect()
    }

    #[test]
    fn each_way_to_write_a_list_is_read() {
        assert_eq!(items("a| b |c"), ["a", "b", "c"]);
        assert_eq!(items("a\r\nb\n\nc"), ["a", "b", "c"]);
        assert_eq!(items("azul; verde, claro"), ["azul", "verde, claro"]);
        assert_eq!(items("azul, verde,,"), ["azul", "verde"]);
        assert_eq!(items(""), [""; 0]);
        assert_eq!(items(" , "), [""; 0]);
    }

    #[test]
    fn a_comma_inside_an_address_separates_nothing() {
        assert_eq!(items("https://a.com/w_500,h_500/b.jpg"), ["https://a.com/w_500,h_500/b.jpg"]);
        assert_eq!(
            items(
                "https://a.com/w_5,h_5/b.jpg, https://a.com/c.jpg,http://a.com/d.jpg;https://a.com/e.jpg  https://f.com"
            ),
            [
                "https://a.com/w_5,h_5/b.jpg,",
                "https://a.com/c.jpg",
                "http://a.com/d.jpg",
                "https://a.com/e.jpg",
                "https://f.com"
            ]
            .map(|item| item.trim_end_matches(','))
        );
    }

    proptest! {
        #[test]
        fn canonical_lists_come_back(values in proptest::collection::vec("[a-zA-Z0-9,;:/.]{1,12}", 2..6)) {
            let text = values.join(LIST_SEPARATOR);
            prop_assert_eq!(items(&text), values);
        }

        #[test]
        fn no_text_is_too_much(text in "([a-z:/,; |\n]|://){0,80}") {
            prop_assert!(items(&text).iter().all(|item| !item.is_empty()));
        }
    }
}
