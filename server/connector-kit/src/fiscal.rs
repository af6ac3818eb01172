//! The fiscal document of a sale in Brazil: the NF-e (model 55) as the tax office authorised it.
//! Its layout is that of the "Manual de Orientação do Contribuinte", version 4.00.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

/// An authorised NF-e.
#[derive(Clone, PartialEq, Eq)]
pub struct FiscalDocument {
    /// 44 signs: digits, and letters where the issuer's CNPJ has some.
    pub access_key: String,
    pub number: String,
    pub series: String,
    pub issued_at: DateTime<Utc>,
    /// CNPJ or CPF of who issued it, without punctuation.
    pub issuer: String,
    /// In BRL.
    pub total: Decimal,
    /// The file as it came.
    pub xml: Vec<u8>,
}

impl std::fmt::Debug for FiscalDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The file names the buyer.
        write!(f, "NF-e {} ({} bytes)", self.access_key, self.xml.len())
    }
}

domain::code_enum! {
    /// Why a file is no fiscal document that a channel would take.
    pub enum FiscalProblem {
        TooLarge = "too_large",
        NotXml = "not_xml",
        /// Some other document, or one without the fields of an NF-e.
        NotNfe = "not_nfe",
        /// An NFC-e or another model: marketplaces take model 55 only.
        WrongModel = "wrong_model",
        /// The access key does not have 44 signs with the right check digit.
        BadKey = "bad_key",
        /// The tax office did not authorise it, or its protocol is not in the file.
        NotAuthorised = "not_authorised",
    }
}

impl FiscalDocument {
    /// The longest file that is read, in bytes: platforms take no longer ones.
    pub const MAX_BYTES: usize = 1_000_000;

    /// Reads an `nfeProc` file: the NF-e with its protocol of authorisation.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn parse(xml: Vec<u8>) -> Result<Self, FiscalProblem> {
        if xml.len() > Self::MAX_BYTES {
            return Err(FiscalProblem::TooLarge);
        }
        let text = std::str::from_utf8(&xml).map_err(|_| FiscalProblem::NotXml)?;
        // What stands for signs that were no text: the document's signature would not fit it any more.
        if text.contains('\u{fffd}') {
            return Err(FiscalProblem::NotXml);
        }
        // A document type is refused: entities could name files or grow without end.
        let document = roxmltree::Document::parse(text.trim_start_matches('\u{feff}'))
            .map_err(|_| FiscalProblem::NotXml)?;
        let root = document.root_element();
        let within = |name: &str| root.descendants().find(|node| node.tag_name().name() == name);
        let note = within("infNFe").ok_or(FiscalProblem::NotNfe)?;
        let field = |part: &str, name: &str| {
            let part = note.children().find(|node| node.tag_name().name() == part)?;
            let found = part.descendants().find(|node| node.tag_name().name() == name)?;
            found.text().map(str::trim).filter(|text| !text.is_empty())
        };
        let access_key = note.attribute("Id").unwrap_or_default().trim_start_matches("NFe").to_owned();
        if !is_access_key(&access_key) {
            return Err(FiscalProblem::BadKey);
        }
        if &access_key[20..22] != "55" {
            return Err(FiscalProblem::WrongModel);
        }
        let protocol = within("infProt").ok_or(FiscalProblem::NotAuthorised)?;
        let told = |name: &str| {
            let found = protocol.children().find(|node| node.tag_name().name() == name);
            found.and_then(|node| node.text()).map(str::trim).unwrap_or_default()
        };
        // 100: authorised; 150: authorised after the time for it.
        if !matches!(told("cStat"), "100" | "150") || told("chNFe") != access_key {
            return Err(FiscalProblem::NotAuthorised);
        }
        let read = || {
            Some(Self {
                number: field("ide", "nNF")?.to_owned(),
                series: field("ide", "serie")?.to_owned(),
                issued_at: DateTime::parse_from_rfc3339(field("ide", "dhEmi")?).ok()?.to_utc(),
                issuer: field("emit", "CNPJ").or_else(|| field("emit", "CPF"))?.to_owned(),
                total: field("total", "vNF")?.parse().ok()?,
                access_key: access_key.clone(),
                xml: Vec::new(),
            })
        };
        let found = read().ok_or(FiscalProblem::NotNfe)?;
        Ok(Self { xml, ..found })
    }
}

/// Whether the text has the form of an access key: 43 signs and their check digit modulo 11.
fn is_access_key(text: &str) -> bool {
    let signs = text.as_bytes();
    let is_sign = |sign: &u8| sign.is_ascii_digit() || sign.is_ascii_uppercase();
    if signs.len() != 44 || !signs.iter().all(is_sign) {
        return false;
    }
    // Letters of a CNPJ count as their ASCII code less 48, as digits do.
    let weights = (2..=9_u32).cycle();
    let sum: u32 =
        signs[..43].iter().rev().zip(weights).map(|(sign, weight)| (u32::from(*sign) - 48) * weight).sum();
    let digit = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    u32::from(signs[43]) - 48 == digit
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../fixtures/nfe.xml");

    fn parse(text: &str) -> Result<FiscalDocument, FiscalProblem> {
        FiscalDocument::parse(text.as_bytes().to_vec())
    }

    #[test]
    fn an_authorised_document_is_read() {
        let document = parse(FILE).unwrap();
        assert_eq!(document.access_key.len(), 44);
        assert_eq!((document.number.as_str(), document.series.as_str()), ("1234", "1"));
        assert_eq!(document.issuer, "11222333000181");
        assert_eq!(document.total, "184.80".parse().unwrap());
        assert_eq!(document.issued_at.to_rfc3339(), "2026-11-20T13:30:00+00:00");
        assert_eq!(document.xml, FILE.as_bytes());
        assert!(parse(&format!("\u{feff}{FILE}")).is_ok());
    }

    #[test]
    fn what_a_channel_would_not_take_is_refused_with_the_reason() {
        let key = parse(FILE).unwrap().access_key;
        let mut other = key.clone().into_bytes();
        other[43] = if other[43] == b'0' { b'1' } else { b'0' };
        let other = String::from_utf8(other).unwrap();
        for (text, problem) in [
            ("", FiscalProblem::NotXml),
            ("not xml", FiscalProblem::NotXml),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", FiscalProblem::NotXml),
            ("<a/>", FiscalProblem::NotNfe),
            (&FILE.replace(&key, &other), FiscalProblem::BadKey),
            (&FILE.replace("<cStat>100<", "<cStat>301<"), FiscalProblem::NotAuthorised),
            (&FILE.replace("infProt", "infRet"), FiscalProblem::NotAuthorised),
            (&FILE.replace(&format!("<chNFe>{key}"), "<chNFe>1"), FiscalProblem::NotAuthorised),
            (&FILE.replace("<vNF>184.80</vNF>", ""), FiscalProblem::NotNfe),
            (&FILE.replace("<dhEmi>2026", "<dhEmi>soon"), FiscalProblem::NotNfe),
        ] {
            assert_eq!(parse(text).err(), Some(problem), "{text:.60}");
        }
        let large = FiscalDocument::parse(vec![b' '; FiscalDocument::MAX_BYTES + 1]);
        assert_eq!(large.err(), Some(FiscalProblem::TooLarge));
        assert_eq!(FiscalDocument::parse(vec![0xff, 0xfe]).err(), Some(FiscalProblem::NotXml));
        let latin = FILE.replace("Loja de exemplo", "Loja Jos\u{fffd}");
        assert_eq!(parse(&latin).err(), Some(FiscalProblem::NotXml), "a file in Latin-1");
    }

    #[test]
    fn only_model_55_is_taken() {
        let key = parse(FILE).unwrap().access_key;
        let body = format!("{}65{}", &key[..20], &key[22..43]);
        let other = (0..10).map(|digit| format!("{body}{digit}")).find(|key| is_access_key(key)).unwrap();
        assert_eq!(parse(&FILE.replace(&key, &other)).err(), Some(FiscalProblem::WrongModel));
    }

    #[test]
    fn letters_of_a_cnpj_count_in_the_check_digit() {
        let body = "352611AB222333000181550010000012341123456780";
        let with_letters = &body[..43];
        let good = (0..10).filter(|digit| is_access_key(&format!("{with_letters}{digit}"))).count();
        assert_eq!(good, 1);
        assert!(!is_access_key("ab"));
    }
}
