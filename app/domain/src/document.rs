//! Brazilian tax numbers (CPF of persons, CNPJ of companies) and product codes with check digits.

use std::fmt;

/// A CPF or CNPJ whose check digits are right, without punctuation.
///
/// A CNPJ may hold letters since July 2026 (IN RFB 2.229/2024): twelve places of `A-Z0-9`, whose
/// value is their ASCII code less 48, and two check digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Document {
    Cpf(String),
    Cnpj(String),
}

/// Why a text is no tax number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("neither 11 nor 14 signs")]
    Length,
    #[error("a sign that the number cannot hold")]
    Characters,
    #[error("the check digits do not match")]
    CheckDigit,
}

impl Document {
    /// Reads a CPF or CNPJ, with or without punctuation, in any case.
    ///
    /// # Errors
    /// [`DocumentError`]; also for numbers of one repeated digit, which pass the arithmetic but are
    /// never issued.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let mut signs = String::with_capacity(14);
        for sign in text.trim().chars() {
            match sign {
                '.' | '-' | '/' | ' ' => {}
                sign if sign.is_ascii_alphanumeric() && signs.len() < 15 => {
                    signs.push(sign.to_ascii_uppercase())
                }
                sign if sign.is_ascii_alphanumeric() => return Err(DocumentError::Length),
                _ => return Err(DocumentError::Characters),
            }
        }
        let values: Vec<u32> = signs.bytes().map(|byte| u32::from(byte) - 48).collect();
        let digits_from = match signs.len() {
            11 => 0,
            14 => 12,
            _ => return Err(DocumentError::Length),
        };
        if values[digits_from..].iter().any(|value| *value > 9) {
            return Err(DocumentError::Characters);
        }
        if values.iter().all(|value| *value == values[0]) {
            return Err(DocumentError::CheckDigit);
        }
        let right = match values.len() {
            11 => (9..11).all(|at| cpf_digit(&values[..at]) == values[at]),
            _ => (12..14).all(|at| cnpj_digit(&values[..at]) == values[at]),
        };
        match (right, signs.len()) {
            (false, _) => Err(DocumentError::CheckDigit),
            (true, 11) => Ok(Self::Cpf(signs)),
            (true, _) => Ok(Self::Cnpj(signs)),
        }
    }

    /// The number without punctuation.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Cpf(signs) | Self::Cnpj(signs) => signs,
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpf(s) => write!(f, "{}.{}.{}-{}", &s[..3], &s[3..6], &s[6..9], &s[9..]),
            Self::Cnpj(s) => write!(f, "{}.{}.{}/{}-{}", &s[..2], &s[2..5], &s[5..8], &s[8..12], &s[12..]),
        }
    }
}

/// A CPF or CNPJ with its punctuation, also one whose check digits are wrong; anything else as it came.
pub fn shown_document(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match (Document::parse(text), digits.len()) {
        (Ok(document), _) => document.to_string(),
        (Err(_), 11) if digits == text => Document::Cpf(digits).to_string(),
        (Err(_), 14) if digits == text => Document::Cnpj(digits).to_string(),
        _ => text.to_owned(),
    }
}

fn cpf_digit(values: &[u32]) -> u32 {
    let first_weight = values.len() as u32 + 1;
    let sum: u32 = values.iter().zip((2..=first_weight).rev()).map(|(value, weight)| value * weight).sum();
    (sum * 10 % 11) % 10
}

fn cnpj_digit(values: &[u32]) -> u32 {
    let sum: u32 = values.iter().rev().zip((2..=9).cycle()).map(|(value, weight)| value * weight).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

/// Whether the text is a GTIN (8, 12, 13 or 14 digits) with a right check digit (GS1).
pub fn gtin_is_valid(text: &str) -> bool {
    if !matches!(text.len(), 8 | 12 | 13 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| u32::from(byte - b'0') * if at % 2 == 1 { 3 } else { 1 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_are_read_with_and_without_punctuation() {
        for text in ["111.444.777-35", "11144477735", " 123.456.789-09 "] {
            assert!(matches!(Document::parse(text), Ok(Document::Cpf(_))), "{text}");
        }
        for text in ["11.222.333/0001-81", "12.ABC.345/01DE-35", "12abc34501de35"] {
            assert!(matches!(Document::parse(text), Ok(Document::Cnpj(_))), "{text}");
        }
        assert_eq!(Document::parse("12abc34501de35").unwrap().to_string(), "12.ABC.345/01DE-35");
    }

    #[test]
    fn a_document_is_shown_with_punctuation_and_what_is_none_as_it_came() {
        assert_eq!(shown_document("11144477735"), "111.444.777-35");
        assert_eq!(shown_document("01234567891"), "012.345.678-91");
        assert_eq!(shown_document("12abc34501de35"), "12.ABC.345/01DE-35");
        assert_eq!(shown_document("passport 12"), "passport 12");
    }

    #[test]
    fn wrong_numbers_are_refused_with_the_reason() {
        assert_eq!(Document::parse("111.444.777-36"), Err(DocumentError::CheckDigit));
        assert_eq!(Document::parse("111.111.111-11"), Err(DocumentError::CheckDigit));
        assert_eq!(Document::parse("123"), Err(DocumentError::Length));
        assert_eq!(Document::parse("11144477735_"), Err(DocumentError::Characters));
        assert_eq!(Document::parse("1114447773X"), Err(DocumentError::Characters));
        assert_eq!(Document::parse(&"1".repeat(1_000_000)), Err(DocumentError::Length));
    }

    #[test]
    fn gtins_are_checked_by_their_last_digit() {
        assert!(gtin_is_valid("7891000315507"));
        assert!(gtin_is_valid("96385074"));
        assert!(!gtin_is_valid("7891000315508"));
        assert!(!gtin_is_valid("789100031550"));
        assert!(!gtin_is_valid("789100031550a"));
    }
}
