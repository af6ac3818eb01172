//! The fiscal documents of a delivery, as the platform has judged them.

use super::{answer, deliveries::word, session, some};
use connector_kit::{
    Conn, ConnectorError, InvoicePlace, Standing,
    lenient::{Object, Text},
};
use domain::Obstacle;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Characters of why a document was refused.
const PROBLEM: usize = 300;

/// Under which name the reason of a refusal stands is not documented, if it is told at all.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent<'a> {
    #[serde(borrow)]
    key: Text<'a>,
    /// A word, or an object with one and what is said to it.
    #[serde(borrow)]
    status: Option<&'a RawValue>,
    #[serde(borrow)]
    reason: Text<'a>,
    #[serde(borrow)]
    message: Text<'a>,
    #[serde(borrow)]
    description: Text<'a>,
    #[serde(borrow)]
    error: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct State<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    message: Text<'a>,
    #[serde(borrow)]
    description: Text<'a>,
}

impl<'a> Sent<'a> {
    fn state(&self) -> State<'a> {
        let Some(text) = self.status.map(RawValue::get) else { return State::default() };
        if text.starts_with('{') {
            return serde_json::from_str(text).unwrap_or_default();
        }
        State { id: serde_json::from_str(text).unwrap_or_default(), ..State::default() }
    }
}

/// A fiscal document that the platform was given.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Invoice {
    pub key: Option<String>,
    judged: Judged,
    /// Why it was refused: in the platform's words, or its one word.
    problem: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    NotYet,
    Good,
    Bad,
    /// In a word that is not known.
    Unknown,
}

impl Invoice {
    /// `None` where it is nothing.
    pub(super) fn of(sent: &Sent<'_>) -> Option<Self> {
        let state = sent.state();
        let (key, status) = (sent.key.as_str().filter(|key| is_access_key(key)), word(&state.id));
        let judged = match status.as_str() {
            "" if key.is_none() => return None,
            // The answer to a new one, and the list, name the same state differently.
            "" | "awaiting_validation" | "validating" | "pending" => Judged::NotYet,
            "approved" | "valid" | "validated" | "accepted" => Judged::Good,
            "invalid" | "rejected" | "refused" => Judged::Bad,
            _ => Judged::Unknown,
        };
        let words =
            [&sent.reason, &state.message, &state.description, &sent.message, &sent.description, &sent.error];
        let words = words.into_iter().find_map(|text| text.capped(PROBLEM));
        let problem = words.or(Some(status)).filter(|_| judged == Judged::Bad);
        Some(Self { key: key.map(str::to_owned), judged, problem })
    }
}

/// Digits, and letters where the issuer's CNPJ has some: the only texts that become part of an address.
fn is_access_key(text: &str) -> bool {
    text.len() == 44 && text.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase())
}

/// The document that was refused and waits to be corrected; `None` where another one is on its way.
pub(super) fn refused(invoices: &[Invoice]) -> Option<&Invoice> {
    invoices.iter().rfind(|one| one.judged == Judged::Bad).filter(|_| of_last(invoices) == Some(Judged::Bad))
}

/// What one of them is, that speaks for all: a good one, else one that is looked at, else one that cannot be
/// made out, else a refused one.
fn of_last(invoices: &[Invoice]) -> Option<Judged> {
    let order = [Judged::Good, Judged::NotYet, Judged::Unknown, Judged::Bad];
    order.into_iter().find(|judged| invoices.iter().any(|one| one.judged == *judged))
}

/// The place for the document of a delivery that is approved.
pub(super) fn place(key: String, invoices: &[Invoice]) -> InvoicePlace {
    let judged = of_last(invoices);
    let shown = judged.and_then(|judged| invoices.iter().rfind(|one| one.judged == judged));
    InvoicePlace {
        key,
        standing: match judged {
            None | Some(Judged::Bad) => Standing::Open(()),
            Some(Judged::NotYet) => Standing::Underway,
            // The delivery's status follows.
            Some(Judged::Good) => Standing::Done,
            Some(Judged::Unknown) => Standing::Closed(Obstacle::UnknownState),
        },
        access_key: shown.and_then(|one| one.key.clone()),
        problem: shown.and_then(|one| one.problem.clone()),
    }
}

/// The documents of a delivery, from their own list. Of a platform without that list nothing is known: the
/// delivery's status has to tell.
pub(super) async fn list(
    conn: &Conn,
    delivery: &str,
    channel: Option<&str>,
) -> Result<Vec<Invoice>, ConnectorError> {
    let reply = session::get_in(conn, &format!("/deliveries/{delivery}/invoices"), channel).await?;
    if some::is_gone(&reply) || reply.status == 405 {
        return Ok(Vec::new());
    }
    let records = answer::listed(&reply, conn.now())?.records;
    let sent = records.into_iter().filter_map(|record| serde_json::from_str(record.get()).ok());
    Ok(sent.filter_map(|Object(sent)| Invoice::of(&sent)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "35261111222333000181550010000012341123456780";
    const OTHER: &str = "35261111222333000181550010000012351123456789";

    fn read(list: &str) -> Vec<Invoice> {
        let list = list.replace("KEY", KEY).replace("OTHER", OTHER);
        let sent: Vec<Object<Sent<'_>>> = serde_json::from_str(&list).unwrap();
        sent.iter().filter_map(|Object(sent)| Invoice::of(sent)).collect()
    }

    fn standing(list: &str) -> Standing<()> {
        place("d".into(), &read(list)).standing
    }

    #[test]
    fn a_document_is_waited_for_taken_or_asked_for_again() {
        for (list, expected) in [
            ("[]", Standing::Open(())),
            ("[null,7,{}]", Standing::Open(())),
            (r#"[{"key":"KEY","status":"awaiting_validation"}]"#, Standing::Underway),
            (r#"[{"key":"KEY","status":"VALIDATING"}]"#, Standing::Underway),
            (r#"[{"key":"KEY"}]"#, Standing::Underway),
            (r#"[{"key":"KEY","status":"approved"}]"#, Standing::Done),
            (r#"[{"key":"KEY","status":"invalid"}]"#, Standing::Open(())),
            (
                r#"[{"key":"KEY","status":"invalid"},{"key":"OTHER","status":"validating"}]"#,
                Standing::Underway,
            ),
            (r#"[{"key":"OTHER","status":"approved"},{"key":"KEY","status":"invalid"}]"#, Standing::Done),
            (r#"[{"key":"KEY","status":"archived"}]"#, Standing::Closed(Obstacle::UnknownState)),
        ] {
            assert_eq!(standing(list), expected, "{list}");
        }
    }

    #[test]
    fn a_refused_document_says_why_and_can_be_corrected_by_its_key() {
        let told = read(r#"[{"key":"KEY","status":"rejected","reason":"CNPJ diferente"}]"#);
        let found = place("d".into(), &told);
        assert_eq!(
            (found.access_key.as_deref(), found.problem.as_deref()),
            (Some(KEY), Some("CNPJ diferente"))
        );
        assert_eq!(refused(&told).and_then(|one| one.key.as_deref()), Some(KEY));
        let inside = read(r#"[{"key":"KEY","status":{"id":"rejected","message":"CNPJ diferente"}}]"#);
        assert_eq!(place("d".into(), &inside).problem.as_deref(), Some("CNPJ diferente"));
        let silent = read(r#"[{"key":"KEY","status":"invalid"}]"#);
        assert_eq!(place("d".into(), &silent).problem.as_deref(), Some("invalid"));
        for list in [
            "[]",
            r#"[{"key":"KEY","status":"validating"}]"#,
            r#"[{"key":"KEY","status":"invalid"},{"key":"OTHER","status":"validating"}]"#,
        ] {
            assert_eq!(refused(&read(list)), None, "{list}");
        }
    }

    #[test]
    fn what_is_no_access_key_never_becomes_part_of_an_address() {
        for key in ["../../../portfolios/me", "1", &KEY[1..], &KEY.replace('3', "/")] {
            let read = read(&format!(r#"[{{"key":"{key}","status":"invalid"}}]"#));
            assert_eq!(refused(&read).map(|one| one.key.clone()), Some(None), "{key}");
        }
    }
}
