//! CPF and CNPJ with right check digits, including the alphanumeric CNPJ issued since July 2026.

use crate::draw::Draw;
use crate::order::Document;

const ALPHANUMERIC: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub(crate) fn cpf(draw: &mut Draw) -> Document {
    let mut digits: Vec<u8> = (0..9).map(|_| b'0' + draw.below(10) as u8).collect();
    for _ in 0..2 {
        let top = digits.len() as u32 + 1;
        let digit = check_digit(&digits, (2..=top).rev());
        digits.push(digit);
    }
    Document::Cpf(digits.into_iter().map(char::from).collect())
}

/// One company in four has letters in its number.
pub(crate) fn cnpj(draw: &mut Draw) -> Document {
    let alphabet = if draw.percent(25) { &ALPHANUMERIC[..] } else { &ALPHANUMERIC[..10] };
    let mut root: Vec<u8> = (0..8).map(|_| *draw.pick(alphabet)).collect();
    root.extend_from_slice(b"0001");
    Document::Cnpj(with_cnpj_digits(root))
}

fn with_cnpj_digits(mut text: Vec<u8>) -> String {
    const WEIGHTS: [u32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    for skip in [1, 0] {
        let digit = check_digit(&text, WEIGHTS.into_iter().skip(skip));
        text.push(digit);
    }
    text.into_iter().map(char::from).collect()
}

/// Modulo 11 over the character code minus 48, as the Receita Federal defines it for both forms.
fn check_digit(text: &[u8], weights: impl Iterator<Item = u32>) -> u8 {
    let sum: u32 = text.iter().zip(weights).map(|(c, weight)| u32::from(c - b'0') * weight).sum();
    match sum % 11 {
        0 | 1 => b'0',
        rest => b'0' + (11 - rest) as u8,
    }
}

/// With the usual punctuation, as shops store it.
pub(crate) fn punctuated(document: &Document) -> String {
    match document {
        Document::Cpf(n) if n.len() == 11 => {
            format!("{}.{}.{}-{}", &n[..3], &n[3..6], &n[6..9], &n[9..])
        }
        Document::Cnpj(n) if n.len() == 14 => {
            format!("{}.{}.{}/{}-{}", &n[..2], &n[2..5], &n[5..8], &n[8..12], &n[12..])
        }
        Document::Cpf(n) | Document::Cnpj(n) => n.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_alphanumeric_example_holds() {
        assert_eq!(with_cnpj_digits(b"12ABC34501DE".to_vec()), "12ABC34501DE35");
        assert_eq!(with_cnpj_digits(b"112223330001".to_vec()), "11222333000181");
    }

    #[test]
    fn cpf_digits_follow_the_known_example() {
        let digits = b"111444777".to_vec();
        let first = check_digit(&digits, (2..=10).rev());
        assert_eq!(first, b'3');
        let second = check_digit(b"1114447773", (2..=11).rev());
        assert_eq!(second, b'5');
    }
}
