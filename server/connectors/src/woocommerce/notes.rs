//! Notes about an order: where a shop has no fulfilments, the buyer gets the tracking number by one.

use super::{
    answer,
    one::{ORDERS, sent},
    transport,
};
use connector_kit::{
    Advice, Conn, ConnectorError, Method, ShipAsk,
    lenient::{Flag, Items, Object, Text},
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::json;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Note<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    note: Text<'a>,
    customer_note: Flag,
}

/// Carrier, number and link, in no language: which one the shop speaks is not known.
fn text(ask: &ShipAsk) -> Option<String> {
    let parts = [(&ask.carrier, 200), (&ask.tracking, 200), (&ask.link, 1_000)];
    let parts: Vec<_> = parts.into_iter().filter_map(|(part, max)| sent(part.as_ref(), max)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Writes the note of a shipment, unless one is there that says the same: the buyer is not written to twice
/// where an answer was lost. Of a shipment of which nothing is known there is none.
pub(super) async fn write(conn: &Conn, order: u64, ask: &ShipAsk) -> Result<(), ConnectorError> {
    let Some(text) = text(ask) else { return Ok(()) };
    let reply = transport::read_part(conn, order, "notes", &[]).await?;
    if is_there(answer::json(&reply, conn.now())?, ask, &text)? {
        return Ok(());
    }
    // The shop writes to the buyer in any case, of the status: without the note it would not say by which number.
    let body = json!({ "note": text, "customer_note": true }).to_string();
    let route = format!("{ORDERS}/{order}/notes");
    let reply = transport::write(conn, &Method::POST, &route, &[], Some(&body)).await?;
    let made: Result<Object<Note<'_>>, _> = serde_json::from_slice(answer::json(&reply, conn.now())?);
    match made {
        Ok(Object(made)) if made.id.as_str().is_some() => Ok(()),
        _ => Err(unreadable("the answer shows no note")),
    }
}

fn is_there(body: &[u8], ask: &ShipAsk, text: &str) -> Result<bool, ConnectorError> {
    let notes: Items<Object<Note<'_>>> =
        serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
    if notes.list.iter().any(|Object(note)| note.id.as_str().is_none()) {
        return Err(unreadable("a part is missing"));
    }
    let says_it = |Object(note): &Object<Note<'_>>| {
        // The text may come back as the page shows it.
        let seen = note.note.as_str().unwrap_or_default().replace("&amp;", "&").replace("&#038;", "&");
        let is_told = match (sent(ask.tracking.as_ref(), 200), sent(ask.link.as_ref(), 1_000)) {
            (Some(tracking), _) => holds(&seen, &tracking),
            (None, Some(link)) => holds(&seen, &link),
            (None, None) => seen == text,
        };
        is_told && note.customer_note.0
    };
    Ok(notes.list.iter().any(says_it))
}

/// Whether a text holds a word, and not a longer one that the word is a part of.
fn holds(text: &str, word: &str) -> bool {
    let is_apart = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    text.match_indices(word).any(|(at, found)| {
        is_apart(text[..at].chars().next_back()) && is_apart(text[at + found.len()..].chars().next())
    })
}

fn unreadable(why: &str) -> ConnectorError {
    let detail = format!("the notes of the order cannot be read: {why}");
    ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(carrier: Option<&str>, tracking: Option<&str>, link: Option<&str>) -> ShipAsk {
        ShipAsk {
            order: "727".into(),
            parcel: "727".into(),
            lines: Vec::new(),
            carrier: carrier.map(Into::into),
            tracking: tracking.map(Into::into),
            link: link.map(Into::into),
            handover: None,
            notify: true,
            key: uuid::Uuid::nil(),
        }
    }

    #[test]
    fn a_note_is_carrier_number_and_link() {
        let whole = ask(Some("Correios"), Some("AA1BR"), Some("https://r.example/AA1BR"));
        assert_eq!(text(&whole).as_deref(), Some("Correios AA1BR https://r.example/AA1BR"));
        assert_eq!(text(&ask(None, Some("AA1BR\n"), None)).as_deref(), Some("AA1BR"));
        assert_eq!(text(&ask(Some(" "), None, None)), None);
    }

    #[test]
    fn a_note_that_says_the_same_is_found() {
        let found = |ask: &ShipAsk, note: &str, to_buyer: bool| {
            let list = json!([
                { "id": 1, "note": "Order status changed.", "customer_note": false },
                { "id": 2, "note": note, "customer_note": to_buyer },
            ]);
            is_there(list.to_string().as_bytes(), ask, &text(ask).unwrap()).unwrap()
        };
        let whole = ask(Some("Correios"), Some("AA1BR"), Some("https://r.example/?a=1&b=AA1BR"));
        assert!(found(&whole, "Correios AA1BR https://r.example/?a=1&amp;b=AA1BR", true));
        assert!(found(&whole, "Código: AA1BR.", true));
        assert!(!found(&whole, "Correios AA1BRX", true), "another number");
        assert!(!found(&whole, "Correios AA1BR", false), "the buyer was not told");
        assert!(!found(&ShipAsk { notify: false, ..whole }, "AA1BR", false), "nor where nobody chose it");
        let link = ask(None, None, Some("https://r.example/?a=1&b=2"));
        assert!(found(&link, "https://r.example/?a=1&#038;b=2", true));
        assert!(!found(&ask(Some("Loggi"), None, None), "Entregue à Loggi", true));
    }

    #[test]
    fn what_is_no_list_of_notes_is_not_taken_for_an_empty_one() {
        let ask = ask(None, Some("AA1BR"), None);
        assert!(!is_there(b"[]", &ask, "AA1BR").unwrap());
        for body in [r#"{"message":"busy"}"#, "[{}]", "[null]"] {
            assert_eq!(is_there(body.as_bytes(), &ask, "AA1BR").unwrap_err().kind, UpstreamKind::Protocol);
        }
    }
}
