//! Where a browser says that its reader is.

use axum::http::{header, request::Parts};
use leptos::prelude::use_context;

/// A zone and a currency that somebody is likely to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// A name of the time zone database.
    pub zone: &'static str,
    /// Three letters (ISO 4217).
    pub currency: &'static str,
}

/// Countries (ISO 3166), each with the zone and the currency of most people there. The United States are none of them: browsers
/// ask for `en-US` wherever they stand.
const COUNTRIES: [(&str, Region); 9] = {
    const fn region(zone: &'static str, currency: &'static str) -> Region {
        Region { zone, currency }
    }
    [
        ("BR", region("America/Sao_Paulo", "BRL")),
        ("AR", region("America/Argentina/Buenos_Aires", "ARS")),
        ("CL", region("America/Santiago", "CLP")),
        ("CO", region("America/Bogota", "COP")),
        ("PE", region("America/Lima", "PEN")),
        ("MX", region("America/Mexico_City", "MXN")),
        ("PT", region("Europe/Lisbon", "EUR")),
        ("ES", region("Europe/Madrid", "EUR")),
        ("FR", region("Europe/Paris", "EUR")),
    ]
};

impl Region {
    /// As the language tells that the browser of this request asks for first, if it does. Called for within the context of the
    /// request.
    pub fn of_request() -> Option<Self> {
        let parts = use_context::<Parts>()?;
        Self::of_languages(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
    }

    /// By the country of the first language: the `MX` of `es-MX,es;q=0.9,en-US;q=0.8`. The others say what somebody reads too,
    /// and not where they are.
    fn of_languages(wanted: &str) -> Option<Self> {
        let tag = wanted.split([',', ';']).next()?.trim();
        let is_country = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let country = tag.split('-').skip(1).find(is_country)?;
        let known = COUNTRIES.iter().find(|(code, _)| code.eq_ignore_ascii_case(country));
        known.map(|(_, region)| *region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(wanted: &str) -> Option<&'static str> {
        Region::of_languages(wanted).map(|region| region.zone)
    }

    #[test]
    fn the_country_of_the_first_language_tells() {
        assert_eq!(zone("es-MX,es;q=0.9,en-US;q=0.8"), Some("America/Mexico_City"));
        assert_eq!(zone("pt-br;q=0.9, fr-FR;q=0.5"), Some("America/Sao_Paulo"));
        assert_eq!(zone("zh-Hans-PT"), Some("Europe/Lisbon"));
    }

    #[test]
    fn of_another_country_and_of_none_nothing_is_known() {
        for wanted in
            ["de-DE,pt-BR;q=0.5", "pt,en-US;q=0.9", "es,es-MX", "en-US", "pt", "", "*", "-", "en-001"]
        {
            assert_eq!(zone(wanted), None, "{wanted}");
        }
    }

    #[test]
    fn what_is_proposed_exists() {
        for (_, region) in COUNTRIES {
            assert!(region.zone.parse::<chrono_tz::Tz>().is_ok(), "{}", region.zone);
            assert!(region.currency.parse::<domain::Currency>().is_ok_and(|currency| currency.is_in_use()));
        }
    }
}
