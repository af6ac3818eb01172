//! Trade numbers of GS1: EAN, UPC and their kin.

/// Which trade number a text is, by its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GtinKind {
    /// EAN-8.
    Gtin8,
    /// UPC-A.
    Gtin12,
    /// EAN-13.
    Gtin13,
    /// A case of many, ITF-14.
    Gtin14,
}

/// Why a text is no trade number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GtinFault {
    /// A sign that is no digit.
    Characters,
    /// Neither 8, 12, 13 nor 14 digits.
    Length { digits: usize },
    /// The last digit does not follow from the others.
    CheckDigit { expected: u8 },
    /// It looks as a spreadsheet writes a long number (`7,89E+12`): digits are lost.
    Exponent,
    /// Nothing but zeros: it passes the arithmetic and is never given out.
    Zero,
}

impl GtinFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Length { .. } => "length",
            Self::CheckDigit { .. } => "check_digit",
            Self::Exponent => "exponent",
            Self::Zero => "zero",
        }
    }
}

/// Reads a trade number of digits alone.
///
/// # Errors
/// [`GtinFault`], with the digit that would have been right.
pub fn gtin(text: &str) -> Result<GtinKind, GtinFault> {
    let bytes = text.as_bytes();
    if !bytes.iter().all(u8::is_ascii_digit) {
        let exponent = text.len() < 24
            && matches!(text.find(['E', 'e']), Some(at) if at > 0 && text[at + 1..].starts_with(['+', '-']))
            && text.starts_with(|c: char| c.is_ascii_digit());
        return Err(if exponent { GtinFault::Exponent } else { GtinFault::Characters });
    }
    let kind = match bytes.len() {
        8 => GtinKind::Gtin8,
        12 => GtinKind::Gtin12,
        13 => GtinKind::Gtin13,
        14 => GtinKind::Gtin14,
        digits => return Err(GtinFault::Length { digits }),
    };
    if bytes.iter().all(|byte| *byte == b'0') {
        return Err(GtinFault::Zero);
    }
    if !domain::gtin_is_valid(text) {
        return Err(GtinFault::CheckDigit { expected: check_digit(&bytes[..bytes.len() - 1]) });
    }
    Ok(kind)
}

fn check_digit(digits: &[u8]) -> u8 {
    let weighed = digits.iter().rev().enumerate();
    let sum: u32 =
        weighed.map(|(at, byte)| u32::from(byte.wrapping_sub(b'0')) * if at % 2 == 0 { 3 } else { 1 }).sum();
    ((10 - sum % 10) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_of_each_length_are_read() {
        // The examples of GS1's General Specifications and numbers from shelves.
        assert_eq!(gtin("96385074"), Ok(GtinKind::Gtin8));
        assert_eq!(gtin("036000291452"), Ok(GtinKind::Gtin12));
        assert_eq!(gtin("7891000315507"), Ok(GtinKind::Gtin13));
        assert_eq!(gtin("4006381333931"), Ok(GtinKind::Gtin13));
        assert_eq!(gtin("10614141000415"), Ok(GtinKind::Gtin14));
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!(gtin("7891000315508"), Err(GtinFault::CheckDigit { expected: 7 }));
        assert_eq!(gtin("036000291453"), Err(GtinFault::CheckDigit { expected: 2 }));
        assert_eq!(gtin("789100031550"), Err(GtinFault::CheckDigit { expected: 7 }));
        assert_eq!(gtin("12345"), Err(GtinFault::Length { digits: 5 }));
        assert_eq!(gtin(""), Err(GtinFault::Length { digits: 0 }));
        assert_eq!(gtin("789100031550a"), Err(GtinFault::Characters));
        assert_eq!(gtin(" 7891000315507"), Err(GtinFault::Characters));
        assert_eq!(gtin("7.89E+12"), Err(GtinFault::Exponent));
        assert_eq!(gtin("7,891E+12"), Err(GtinFault::Exponent));
        assert_eq!(gtin("0000000000000"), Err(GtinFault::Zero));
        assert_eq!(gtin("é"), Err(GtinFault::Characters));
        assert_eq!(gtin("1E"), Err(GtinFault::Characters));
    }

    proptest! {
        #[test]
        fn the_digit_that_is_expected_makes_the_number_right(text in "[0-9]{7}|[0-9]{11}|[0-9]{12}|[0-9]{13}") {
            let digit = check_digit(text.as_bytes());
            let whole = format!("{text}{digit}");
            prop_assert!(domain::gtin_is_valid(&whole));
            let wrong = format!("{text}{}", (digit + 1) % 10);
            prop_assert_eq!(gtin(&wrong), Err(GtinFault::CheckDigit { expected: digit }));
        }
    }
}
