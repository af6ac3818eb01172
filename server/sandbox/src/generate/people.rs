//! Buyers: a pool of returning customers per shop, and guests.

use crate::draw::Draw;
use crate::order::{Address, Buyer, Text};

use super::{documents, places};

const FIRST: &[&str] = &[
    "Ana",
    "João",
    "Maria",
    "José",
    "Antônia",
    "Francisco",
    "Conceição",
    "Luís",
    "Márcia",
    "Sérgio",
    "Juliana",
    "Tiago",
    "Larissa",
    "Caetano",
    "Iara",
    "Raimundo",
    "Débora",
    "Otávio",
    "Flávia",
    "Ubirajara",
    "Inês",
    "Gonçalo",
    "Beatriz",
    "Davi",
    "Heloísa",
    "Renato",
    "Thaís",
    "Vinícius",
    "Zélia",
    "Mário",
];
const LAST: &[&str] = &[
    "Souza",
    "da Silva",
    "Gonçalves",
    "Araújo",
    "dos Santos",
    "Oliveira",
    "Conceição",
    "D'Ávila",
    "Muñoz",
    "Brandão",
    "Magalhães",
    "Nakamura",
    "Schröder",
    "Assunção",
    "Ferreira Lima",
    "Cavalcânti",
    "Queiroz",
    "Simões",
    "Guimarães",
    "Yamashita",
    "Falcão",
    "Pessôa",
    "Leão",
    "Tupinambá",
];
const COMPANIES: &[&str] = &[
    "Padaria Pão & Cia Ltda",
    "Comércio São Jorge ME",
    "Ateliê Três Irmãs",
    "Açaí do Norte S.A.",
    "Oficina \"Roda Viva\" Ltda",
    "Mercearia União EIRELI",
];
const NOTES: &[&str] = &[
    "Entregar na portaria",
    "É presente 🎁, por favor não mandar a nota na caixa",
    "Ligar antes: campainha não funciona",
    "Deixar com o Zé do 12\nObrigada!",
];

/// A person of the shop `seed`, the same for the same key.
pub(crate) fn person(seed: u64, key: u64) -> (Buyer, Address) {
    let mut draw = Draw::new(seed ^ 0x00C0_FFEE, key);
    let first = *draw.pick(FIRST);
    let last = *draw.pick(LAST);
    let company = draw.percent(8);
    let document = if company { documents::cnpj(&mut draw) } else { documents::cpf(&mut draw) };
    let (address, area_code) = places::address(&mut draw);
    let phone = format!("({area_code}) 9{:04}-{:04}", draw.between(6000, 9999), draw.between(0, 9999));
    let buyer = Buyer {
        customer: 0,
        first: first.into(),
        last: last.into(),
        company: if company { Text::from(*draw.pick(COMPANIES)) } else { "".into() },
        email: format!("{}.{}{}@example.com", plain(first), plain(last), key % 9973),
        phone,
        document,
        // Documentation address blocks (RFC 5737).
        ip: format!("203.0.113.{}", draw.between(1, 254)),
    };
    (buyer, address)
}

pub(crate) fn note(draw: &mut Draw) -> Text {
    if draw.percent(8) { Text::from(*draw.pick(NOTES)) } else { "".into() }
}

/// Lower-case ASCII letters only, for the local part of an address.
fn plain(name: &str) -> String {
    name.chars()
        .filter_map(|c| match c {
            'á' | 'à' | 'â' | 'ã' | 'Á' => Some('a'),
            'é' | 'ê' => Some('e'),
            'í' => Some('i'),
            'ó' | 'ô' | 'õ' | 'ö' => Some('o'),
            'ú' => Some('u'),
            'ç' => Some('c'),
            'ñ' => Some('n'),
            c if c.is_ascii_alphabetic() => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}
