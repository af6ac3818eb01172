//! Addresses in several states, with area and postal codes that belong to the town.

use crate::draw::Draw;
use crate::order::Address;

struct Town {
    city: &'static str,
    state: &'static str,
    area: u8,
    /// First five digits of a postal code of the centre.
    postal: u32,
}

const fn town(city: &'static str, state: &'static str, area: u8, postal: u32) -> Town {
    Town { city, state, area, postal }
}

const TOWNS: &[Town] = &[
    town("São Paulo", "SP", 11, 1310),
    town("São Paulo", "SP", 11, 4538),
    town("Campinas", "SP", 19, 13010),
    town("Ribeirão Preto", "SP", 16, 14010),
    town("Rio de Janeiro", "RJ", 21, 20040),
    town("Niterói", "RJ", 21, 24020),
    town("Belo Horizonte", "MG", 31, 30130),
    town("Uberlândia", "MG", 34, 38400),
    town("Vitória", "ES", 27, 29010),
    town("Curitiba", "PR", 41, 80010),
    town("Maringá", "PR", 44, 87013),
    town("Florianópolis", "SC", 48, 88010),
    town("Joinville", "SC", 47, 89201),
    town("Porto Alegre", "RS", 51, 90010),
    town("Caxias do Sul", "RS", 54, 95020),
    town("Brasília", "DF", 61, 70040),
    town("Goiânia", "GO", 62, 74003),
    town("Cuiabá", "MT", 65, 78005),
    town("Salvador", "BA", 71, 40010),
    town("Maceió", "AL", 82, 57020),
    town("Recife", "PE", 81, 50010),
    town("João Pessoa", "PB", 83, 58010),
    town("Fortaleza", "CE", 85, 60025),
    town("São Luís", "MA", 98, 65010),
    town("Belém", "PA", 91, 66010),
    town("Manaus", "AM", 92, 69005),
];
const STREETS: &[&str] = &[
    "Rua das Flores",
    "Avenida Brasil",
    "Rua XV de Novembro",
    "Travessa do Comércio",
    "Alameda dos Ipês",
    "Praça da Sé",
    "Rua José Bonifácio",
    "Rodovia BR-101, km 212",
    "Rua Araújo Porto-Alegre",
    "Ladeira do Pelô",
];
const DISTRICTS: &[&str] =
    &["Centro", "Bela Vista", "Boa Viagem", "Água Verde", "Savassi", "São João", "Jardim América"];
const COMPLEMENTS: &[&str] = &["", "", "", "ap 12", "Bloco B, ap 304", "fundos", "casa 2", "sala 1.101"];

/// An address and the area code of its telephone.
pub(crate) fn address(draw: &mut Draw) -> (Address, u8) {
    let town = draw.pick(TOWNS);
    let number = if draw.percent(3) { "s/n".to_owned() } else { draw.between(1, 4999).to_string() };
    let address = Address {
        street: (*draw.pick(STREETS)).into(),
        number,
        complement: (*draw.pick(COMPLEMENTS)).into(),
        district: (*draw.pick(DISTRICTS)).into(),
        city: town.city.into(),
        state: town.state.into(),
        postcode: format!("{:05}-{:03}", town.postal, draw.between(0, 899)),
    };
    (address, town.area)
}
