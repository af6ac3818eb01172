//! Numbers of books.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsbnKind {
    /// Nine digits and a check sign, which may be `X`.
    Isbn10,
    /// Thirteen digits that begin with 978 or 979.
    Isbn13,
}

/// Why a text is no ISBN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsbnFault {
    Characters,
    /// Neither 10 nor 13 signs without hyphens and spaces.
    Length,
    /// Thirteen digits that begin with neither 978 nor 979.
    Prefix,
    CheckDigit,
}

impl IsbnFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Length => "length",
            Self::Prefix => "prefix",
            Self::CheckDigit => "check_digit",
        }
    }
}

/// Reads an ISBN with or without hyphens and spaces.
///
/// # Errors
/// [`IsbnFault`].
pub fn isbn(text: &str) -> Result<IsbnKind, IsbnFault> {
    let mut signs = [0u8; 13];
    let mut count = 0;
    for byte in text.bytes() {
        let value = match byte {
            b'-' | b' ' => continue,
            b'0'..=b'9' => byte - b'0',
            b'X' | b'x' if count == 9 => 10,
            _ => return Err(IsbnFault::Characters),
        };
        if count == signs.len() {
            return Err(IsbnFault::Length);
        }
        signs[count] = value;
        count += 1;
    }
    match count {
        10 => {
            let sum: u32 =
                signs[..10].iter().zip(1..).map(|(sign, at): (_, u32)| u32::from(*sign) * (11 - at)).sum();
            if sum.is_multiple_of(11) { Ok(IsbnKind::Isbn10) } else { Err(IsbnFault::CheckDigit) }
        }
        13 if signs[9] > 9 => Err(IsbnFault::Characters),
        13 if signs[..2] != [9, 7] || !matches!(signs[2], 8 | 9) => Err(IsbnFault::Prefix),
        13 => {
            let weights = [1, 3].into_iter().cycle();
            let sum: u32 = signs.iter().zip(weights).map(|(sign, weight)| u32::from(*sign) * weight).sum();
            if sum.is_multiple_of(10) { Ok(IsbnKind::Isbn13) } else { Err(IsbnFault::CheckDigit) }
        }
        _ => Err(IsbnFault::Length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_are_read() {
        assert_eq!(isbn("0-306-40615-2"), Ok(IsbnKind::Isbn10));
        assert_eq!(isbn("080442957X"), Ok(IsbnKind::Isbn10));
        assert_eq!(isbn("978-0-306-40615-7"), Ok(IsbnKind::Isbn13));
        assert_eq!(isbn("978 3 16 148410 0"), Ok(IsbnKind::Isbn13));
        assert_eq!(isbn("9791090636071"), Ok(IsbnKind::Isbn13));
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!(isbn("0-306-40615-3"), Err(IsbnFault::CheckDigit));
        assert_eq!(isbn("978-0-306-40615-8"), Err(IsbnFault::CheckDigit));
        assert_eq!(isbn("7891000315507"), Err(IsbnFault::Prefix));
        assert_eq!(isbn("97803064061X7"), Err(IsbnFault::Characters));
        assert_eq!(isbn("978030640X157"), Err(IsbnFault::Characters));
        assert_eq!(isbn("X306406152"), Err(IsbnFault::Characters));
        assert_eq!(isbn("12345"), Err(IsbnFault::Length));
        assert_eq!(isbn(&"1".repeat(100_000)), Err(IsbnFault::Length));
    }
}
