//! Forms of contact data by which the same person is known again.

/// An e-mail address in the form that is compared: trimmed, lower case. `None` if it cannot be one.
pub fn normalize_email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, domain) = text.rsplit_once('@')?;
    let plausible = !local.is_empty()
        && domain.contains('.')
        && text.len() <= 254
        && !text.chars().any(|sign| sign.is_whitespace() || sign.is_control());
    plausible.then_some(text)
}

/// A phone number in E.164 form (`+5511999990000`). A number without a country code counts as
/// Brazilian when `country` is `BR` and it has the 10 or 11 digits of an area code and a number.
/// `None` if it has too few or too many digits.
pub fn normalize_phone(text: &str, country: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.trim_start().starts_with('+');
    let national = digits.trim_start_matches('0');
    match national.len() {
        10 | 11 if !international && country.eq_ignore_ascii_case("BR") => Some(format!("+55{national}")),
        8..=15 => Some(format!("+{national}")),
        _ => None,
    }
}

/// The form in which names are searched: lower case, without accents, single spaces, at most 200
/// characters.
pub fn search_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase).map(without_accent).filter(|c| !c.is_control()));
    }
    match out.char_indices().nth(200) {
        Some((end, _)) => out[..end].to_owned(),
        None => out,
    }
}

fn without_accent(sign: char) -> char {
    match sign {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_compared_without_case() {
        assert_eq!(normalize_email(" Ana@Example.COM "), Some("ana@example.com".into()));
        for text in ["", "ana", "ana@", "@example.com", "ana@example", "a na@example.com"] {
            assert_eq!(normalize_email(text), None, "{text}");
        }
    }

    #[test]
    fn brazilian_numbers_get_their_country_code() {
        assert_eq!(normalize_phone("(11) 99999-0000", "BR"), Some("+5511999990000".into()));
        assert_eq!(normalize_phone("011 3333-4444", "BR"), Some("+551133334444".into()));
        assert_eq!(normalize_phone("+55 11 99999-0000", "BR"), Some("+5511999990000".into()));
        assert_eq!(normalize_phone("5511999990000", "BR"), Some("+5511999990000".into()));
        assert_eq!(normalize_phone("123", "BR"), None);
    }

    #[test]
    fn names_are_searched_without_accents() {
        assert_eq!(search_text("  José   da CONCEIÇÃO\n"), "jose da conceicao");
        assert_eq!(search_text(&"é".repeat(500)).len(), 200);
    }
}
