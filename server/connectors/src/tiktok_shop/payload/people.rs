//! Who bought, and where it goes. With the platform's own freight much of it is hidden behind stars: that is
//! missing, not data.

use super::shape::{Order, Recipient};
use connector_kit::{
    RemoteAddress, RemoteBuyer,
    lenient::{Text, capped},
    limits,
};

/// A text that is not hidden.
fn shown(text: &Text<'_>, limit: usize) -> Option<String> {
    text.capped(limit).filter(|text| !text.contains('*'))
}

pub(super) fn buyer(order: &Order<'_>) -> RemoteBuyer {
    let recipient = &order.recipient_address.0;
    RemoteBuyer {
        external_id: order.user_id.capped(64).filter(|id| id != "0"),
        // In Brazil the name that belongs on the invoice.
        name: shown(&order.cpf_name, limits::PERSON_NAME)
            .or_else(|| shown(&recipient.name, limits::PERSON_NAME)),
        company: None,
        email: shown(&order.buyer_email, limits::EMAIL),
        phone: shown(&recipient.phone_number, limits::PHONE),
        document: shown(&order.cpf, limits::DOCUMENT),
    }
}

/// The address, `None` before the order may be shipped.
pub(super) fn address(sent: &Recipient<'_>) -> Option<RemoteAddress> {
    let country = sent.region_code.capped(limits::COUNTRY).map(|code| code.to_ascii_uppercase());
    let is_brazil = country.as_deref() == Some("BR");
    let lines = [&sent.address_line1, &sent.address_line2, &sent.address_line3, &sent.address_line4];
    let lines = lines.map(|line| shown(line, limits::STREET));
    let street = if is_brazil { in_brazil(lines) } else { elsewhere(lines) };
    let state = place(sent, &["state", "province"], "L1");
    let state =
        if is_brazil { state.map(|name| federal_unit(&name).map_or(name, str::to_owned)) } else { state };
    let address = RemoteAddress {
        name: shown(&sent.name, limits::PERSON_NAME),
        phone: shown(&sent.phone_number, limits::PHONE),
        street: street.street.or_else(|| shown(&sent.address_detail, limits::STREET)),
        number: street.number.and_then(|text| capped(&text, limits::STREET_NUMBER)),
        complement: street.complement,
        district: street
            .district
            .or_else(|| place(sent, &["district"], "L3"))
            .and_then(|text| capped(&text, limits::DISTRICT)),
        city: place(sent, &["city", "municipality"], "L2").and_then(|text| capped(&text, limits::CITY)),
        state: state.and_then(|text| capped(&text, limits::STATE)),
        postal_code: shown(&sent.postal_code, limits::POSTAL_CODE),
        country,
        full_text: shown(&sent.full_address, limits::STREET),
    };
    let is_filled = [&address.name, &address.street, &address.city, &address.postal_code, &address.full_text]
        .iter()
        .any(|part| part.is_some());
    is_filled.then_some(address)
}

#[derive(Debug, Default, PartialEq)]
struct Street {
    street: Option<String>,
    number: Option<String>,
    complement: Option<String>,
    district: Option<String>,
}

fn elsewhere([street, complement, ..]: [Option<String>; 4]) -> Street {
    Street { street, complement, ..Street::default() }
}

/// Brazil's four lines. For warehouses they are documented as district, street, number, complement; of orders
/// only that the third holds a district and the fourth a street. The number tells which it is.
fn in_brazil(lines: [Option<String>; 4]) -> Street {
    let is = |line: &Option<String>, what: fn(&str) -> bool| line.as_deref().is_some_and(what);
    let [first, second, third, fourth] = lines;
    if is(&third, is_number) || is(&second, is_street) {
        Street { district: first, street: second, number: third, complement: fourth }
    } else if is(&first, is_number) || is(&fourth, is_street) {
        Street { number: first, complement: second, district: third, street: fourth }
    } else {
        Street { street: first, complement: second, district: third, number: None }
    }
}

/// `1200`, `1200A`, `s/n`.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.eq_ignore_ascii_case("s/n")
        || text.len() <= 8
            && text.starts_with(|sign: char| sign.is_ascii_digit())
            && text.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
}

fn is_street(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "rua", "r.", "avenida", "av.", "av", "travessa", "tv.", "alameda", "al.", "praça", "rodovia", "rod.",
        "estrada", "ladeira", "largo", "viela", "via",
    ];
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    WORDS.contains(&first.as_str())
}

/// The part of the country that is called so, else the one on this level.
fn place(sent: &Recipient<'_>, names: &[&str], level: &str) -> Option<String> {
    let places = || sent.district_info.list.iter().map(|place| &place.0);
    let is_called = |name: &Text<'_>| {
        name.as_str().is_some_and(|name| names.iter().any(|known| name.eq_ignore_ascii_case(known)))
    };
    let found = places()
        .find(|place| is_called(&place.address_level_name))
        .or_else(|| places().find(|place| place.address_level.as_str() == Some(level)))?;
    shown(&found.address_name, limits::STREET)
}

/// The two letters of one of Brazil's states.
fn federal_unit(name: &str) -> Option<&'static str> {
    const UNITS: [(&str, &str); 27] = [
        ("acre", "AC"),
        ("alagoas", "AL"),
        ("amapa", "AP"),
        ("amazonas", "AM"),
        ("bahia", "BA"),
        ("ceara", "CE"),
        ("distrito federal", "DF"),
        ("espirito santo", "ES"),
        ("goias", "GO"),
        ("maranhao", "MA"),
        ("mato grosso", "MT"),
        ("mato grosso do sul", "MS"),
        ("minas gerais", "MG"),
        ("para", "PA"),
        ("paraiba", "PB"),
        ("parana", "PR"),
        ("pernambuco", "PE"),
        ("piaui", "PI"),
        ("rio de janeiro", "RJ"),
        ("rio grande do norte", "RN"),
        ("rio grande do sul", "RS"),
        ("rondonia", "RO"),
        ("roraima", "RR"),
        ("santa catarina", "SC"),
        ("sao paulo", "SP"),
        ("sergipe", "SE"),
        ("tocantins", "TO"),
    ];
    let plain: String = name.trim().to_lowercase().chars().map(without_accent).collect();
    let is_meant = |(known, code): &&(&str, &str)| *known == plain || code.eq_ignore_ascii_case(&plain);
    UNITS.iter().find(is_meant).map(|(_, code)| *code)
}

fn without_accent(sign: char) -> char {
    match sign {
        'á' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: [&str; 4]) -> Street {
        in_brazil(lines.map(|line| capped(line, 300)))
    }

    #[test]
    fn the_four_lines_are_told_apart_in_both_layouts() {
        let text = |text: &str| Some(text.to_owned());
        let expected = Street {
            street: text("Avenida Presidente Juscelino Kubitschek"),
            number: text("1200A"),
            complement: text("ap 12"),
            district: text("Vila Olímpia"),
        };
        let [number, complement] = ["1200A", "ap 12"];
        let [district, street] = ["Vila Olímpia", "Avenida Presidente Juscelino Kubitschek"];
        assert_eq!(lines([number, complement, district, street]), expected);
        assert_eq!(lines([district, street, number, complement]), expected);
        let bare = lines(["Centro", "Ladeira do Pelô", "s/n", ""]);
        assert_eq!((bare.number, bare.complement), (text("s/n"), None));
        let plain = lines(["Quadra 3, lote 5", "fundos", "", ""]);
        assert_eq!((plain.street, plain.complement), (text("Quadra 3, lote 5"), text("fundos")));
    }

    #[test]
    fn states_become_their_two_letters() {
        for (name, code) in
            [("São Paulo", "SP"), ("ESPÍRITO SANTO", "ES"), ("Para", "PA"), ("Paraná", "PR"), ("mg", "MG")]
        {
            assert_eq!(federal_unit(name), Some(code), "{name}");
        }
        assert_eq!(federal_unit("Kuala Lumpur"), None);
    }
}
