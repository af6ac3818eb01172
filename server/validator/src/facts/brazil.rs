//! Codes of Brazil's taxes: their form alone, not whether the tax office knows them.

use domain::Document;

/// Whether the text has the form of an NCM: eight digits, plain or as `6109.10.00`, of a chapter from 01 to 97.
///
/// Chapter 77 is kept free by the Harmonised System, chapters 98 and 99 are not used by the NCM.
pub fn ncm_is_valid(text: &str) -> bool {
    let chapter = match text.as_bytes() {
        [tens, ones, rest @ ..] if rest.len() == 6 && rest.iter().all(u8::is_ascii_digit) => [*tens, *ones],
        [tens, ones, a, b, b'.', c, d, b'.', e, f]
            if [a, b, c, d, e, f].into_iter().all(u8::is_ascii_digit) =>
        {
            [*tens, *ones]
        }
        _ => return false,
    };
    chapter.iter().all(u8::is_ascii_digit) && chapter > *b"00" && chapter < *b"98" && chapter != *b"77"
}

/// Whether the text has the form of a CEST: seven digits, plain or as `28.038.00`, of a segment from 01 to 28.
pub fn cest_is_valid(text: &str) -> bool {
    let segment = match text.as_bytes() {
        [tens, ones, rest @ ..] if rest.len() == 5 && rest.iter().all(u8::is_ascii_digit) => [*tens, *ones],
        [tens, ones, b'.', a, b, c, b'.', d, e] if [a, b, c, d, e].into_iter().all(u8::is_ascii_digit) => {
            [*tens, *ones]
        }
        _ => return false,
    };
    segment.iter().all(u8::is_ascii_digit) && segment > *b"00" && segment <= *b"28"
}

/// Whether the text is a digit of the table of the origin of goods: 0 to 8.
pub fn origin_is_valid(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0'..=b'8'])
}

/// Whether the text is a CPF with right digits, with or without punctuation.
pub fn cpf_is_valid(text: &str) -> bool {
    matches!(Document::parse(text), Ok(Document::Cpf(_)))
}

/// Whether the text is a CNPJ with right digits, with or without punctuation; with letters since July 2026.
pub fn cnpj_is_valid(text: &str) -> bool {
    matches!(Document::parse(text), Ok(Document::Cnpj(_)))
}

pub fn cpf_or_cnpj_is_valid(text: &str) -> bool {
    Document::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ncm_is_eight_digits_of_a_chapter_in_use() {
        for good in ["61091000", "6109.10.00", "01012100", "97069000", "85171300"] {
            assert!(ncm_is_valid(good), "{good}");
        }
        for bad in [
            "",
            "6109100",
            "610910000",
            "6109-10-00",
            "61.09.10.00",
            "00000000",
            "98010000",
            "77010000",
            "6109100a",
            "6a091000",
            "é1091000",
        ] {
            assert!(!ncm_is_valid(bad), "{bad}");
        }
    }

    #[test]
    fn a_cest_is_seven_digits_of_a_segment() {
        for good in ["2803800", "28.038.00", "0100100"] {
            assert!(cest_is_valid(good), "{good}");
        }
        for bad in ["", "280380", "28038000", "2903800", "0003800", "28-038-00", "28.0380.0", "28.038.0a"] {
            assert!(!cest_is_valid(bad), "{bad}");
        }
    }

    #[test]
    fn an_origin_is_one_digit_up_to_eight() {
        assert!(origin_is_valid("0") && origin_is_valid("8"));
        assert!(
            !origin_is_valid("9") && !origin_is_valid("") && !origin_is_valid("00") && !origin_is_valid("a")
        );
    }

    #[test]
    fn documents_are_told_apart() {
        assert!(cpf_is_valid("111.444.777-35") && !cnpj_is_valid("111.444.777-35"));
        assert!(cnpj_is_valid("12.ABC.345/01DE-35") && !cpf_is_valid("12.ABC.345/01DE-35"));
        assert!(cnpj_is_valid("11222333000181"));
        assert!(cpf_or_cnpj_is_valid("11144477735") && cpf_or_cnpj_is_valid("12abc34501de35"));
        assert!(
            !cpf_or_cnpj_is_valid("11144477736") && !cpf_is_valid("") && !cnpj_is_valid("11222333000182")
        );
    }
}
