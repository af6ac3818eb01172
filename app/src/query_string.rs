//! Addresses of this page with another query.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// `path` with the pairs whose value is not empty.
pub(crate) fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut sign = '?';
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(sign);
        address.push_str(name);
        address.push('=');
        address.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        sign = '&';
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_are_left_out_and_signs_are_encoded() {
        assert_eq!(with_query("/a", &[("q", ""), ("x", "")]), "/a");
        assert_eq!(
            with_query("/a", &[("q", "a b&c=é#"), ("x", ""), ("y", "1")]),
            "/a?q=a%20b%26c%3D%C3%A9%23&y=1"
        );
    }
}
