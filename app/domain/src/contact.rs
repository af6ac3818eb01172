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

/// A phone number as people read it: a Brazilian one as `(11) 99999-0000`, anything else as it came.
/// Digits without a country code are Brazilian if they have the form of such a number.
pub fn shown_phone(text: &str) -> String {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let without_country = digits.strip_prefix("55").filter(|rest| matches!(rest.len(), 10 | 11));
    let national = match (text.starts_with('+'), without_country) {
        (true, national) => national,
        (false, Some(national)) if digits == text => Some(national),
        (false, _) => Some(digits.as_str()).filter(|digits| *digits == text && is_brazilian(digits)),
    };
    match national {
        Some(number) => {
            let (area, number) = number.split_at(2);
            let (first, last) = number.split_at(number.len() - 4);
            format!("({area}) {first}-{last}")
        }
        None => text.to_owned(),
    }
}

/// Whether the digits are an area code with a mobile number, which begins with 9, or another one.
fn is_brazilian(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    matches!(
        (bytes.len(), bytes),
        (11, [b'1'..=b'9', b'1'..=b'9', b'9', ..]) | (10, [b'1'..=b'9', b'1'..=b'9', b'2'..=b'5', ..])
    )
}

/// A postal code as people read it: a Brazilian one as `04538-102`, anything else as it came.
pub fn shown_postal_code(text: &str, country: Option<&str>) -> String {
    let text = text.trim();
    let country = country.map(str::trim).unwrap_or_default();
    let is_of_brazil =
        ["", "BR", "BRA", "Brasil", "Brazil"].iter().any(|name| country.eq_ignore_ascii_case(name));
    if is_of_brazil && text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{}-{}", &text[..5], &text[5..]);
    }
    text.to_owned()
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
    fn a_postal_code_of_brazil_has_its_hyphen() {
        assert_eq!(shown_postal_code("04538102", Some("BR")), "04538-102");
        assert_eq!(shown_postal_code(" 04538-102", Some("BR")), "04538-102");
        assert_eq!(shown_postal_code("04538102", None), "04538-102");
        assert_eq!(shown_postal_code("8320000", Some("CL")), "8320000");
        assert_eq!(shown_postal_code("12345678", Some("JP")), "12345678");
    }

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
    fn a_phone_is_shown_in_one_way_however_it_came() {
        for text in
            ["+5511999990000", "+55 (11) 99999-0000", "5511999990000", "11999990000", " (11) 99999-0000 "]
        {
            assert_eq!(shown_phone(text), "(11) 99999-0000", "{text}");
        }
        assert_eq!(shown_phone("1133334444"), "(11) 3333-4444");
        for text in ["+351912345678", "+12125550123", "212 555 0123", "2025550123", "", "ramal 12", "+55"] {
            assert_eq!(shown_phone(text), text);
        }
    }

    #[test]
    fn names_are_searched_without_accents() {
        assert_eq!(search_text("  José   da CONCEIÇÃO\n"), "jose da conceicao");
        assert_eq!(search_text(&"é".repeat(500)).len(), 200);
    }
}
