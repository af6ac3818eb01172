//! What of an order is still to be shipped: what was bought, without what was given back and what
//! fulfilments hold.

use super::{Fulfilment, One, ParcelLine, Stage};
use crate::woocommerce::{
    answer,
    one::{Entry, Line, id, refused},
    transport,
};
use connector_kit::{
    Advice, Conn, ConnectorError, ShipLine,
    lenient::{Amount, Items, Object, Text},
};
use domain::UpstreamKind;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Deserialize;
use std::collections::BTreeMap;

/// More refunds than this of one order are not looked for.
const REFUNDS: &str = "100";

/// By line, in the order's order; what is left may be nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Left(Vec<(Line, Decimal)>);

/// Of an order that is to be shipped; of another nothing is.
pub(super) async fn read(
    conn: &Conn,
    order: &One,
    fulfilments: &[Fulfilment],
) -> Result<Left, ConnectorError> {
    if order.stage != Stage::ToShip {
        return Ok(Left::default());
    }
    let Some(lines) = &order.lines else {
        return Err(unreadable("a line of the order"));
    };
    let refunded = if order.has_refunds { refunded(conn, order.id).await? } else { BTreeMap::new() };
    Ok(Left::of(lines, &refunded, fulfilments))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refund<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    line_items: Items<Object<RefundLine<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RefundLine<'a> {
    #[serde(borrow)]
    quantity: Amount<'a>,
    #[serde(borrow)]
    meta_data: Items<Object<Entry<'a>>>,
}

/// Pieces given back, by the order's line.
async fn refunded(conn: &Conn, order: u64) -> Result<BTreeMap<u64, Decimal>, ConnectorError> {
    let query = [("per_page".to_owned(), REFUNDS.to_owned())];
    let reply = transport::read_part(conn, order, "refunds", &query).await?;
    pieces(answer::json(&reply, conn.now())?)
}

/// A refund of money alone has no lines, and one of a line no quantity.
fn pieces(body: &[u8]) -> Result<BTreeMap<u64, Decimal>, ConnectorError> {
    let refunds: Items<Object<Refund<'_>>> =
        serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
    let mut pieces = BTreeMap::new();
    for Object(refund) in &refunds.list {
        refund.id.as_str().ok_or_else(|| unreadable("a refund"))?;
        for Object(line) in &refund.line_items.list {
            let of: Text<'_> = Entry::of(&line.meta_data.list, "_refunded_item_id");
            let quantity =
                line.quantity.or_zero("quantity").map_err(|error| unreadable(&error.to_string()))?;
            if let Some(of) = of.as_str().and_then(id) {
                // It is sent as a negative one.
                *pieces.entry(of).or_default() += quantity.abs();
            }
        }
    }
    Ok(pieces)
}

impl Left {
    pub(super) fn of(lines: &[Line], refunded: &BTreeMap<u64, Decimal>, fulfilments: &[Fulfilment]) -> Self {
        let held = |line: &Line| {
            let items = fulfilments.iter().flat_map(|fulfilment| &fulfilment.items);
            items.filter(|(id, _)| *id == line.id).map(|(_, quantity)| *quantity).sum::<Decimal>()
        };
        let left = |line: &Line| {
            let gone = refunded.get(&line.id).copied().unwrap_or_default() + held(line);
            (line.clone(), (line.quantity - gone).max(Decimal::ZERO))
        };
        Self(lines.iter().map(left).collect())
    }

    pub(super) fn is_none(&self) -> bool {
        self.is_none_without(&[])
    }

    /// Whether nothing is left without these.
    pub(super) fn is_none_without(&self, items: &[(u64, Decimal)]) -> bool {
        self.0.iter().all(|(line, left)| {
            let taken = items.iter().filter(|(id, _)| *id == line.id).map(|(_, quantity)| *quantity);
            *left <= taken.sum::<Decimal>()
        })
    }

    pub(super) fn lines(&self) -> Vec<ParcelLine> {
        self.0.iter().filter_map(|(line, left)| parcel_line(line, *left)).collect()
    }

    /// What others hold of it.
    pub(super) fn lines_of(&self, items: &[(u64, Decimal)]) -> Vec<ParcelLine> {
        let of = |(id, quantity): &(u64, Decimal)| {
            let (line, _) = self.0.iter().find(|(line, _)| line.id == *id)?;
            parcel_line(line, *quantity)
        };
        items.iter().filter_map(of).collect()
    }

    /// What is asked to be shipped, all that is left where nothing is named. A part of a piece goes with
    /// the last one.
    ///
    /// # Errors
    /// [`UpstreamKind::Rejected`] for what is not left.
    pub(super) fn items(&self, asked: &[ShipLine]) -> Result<Vec<(u64, Decimal)>, ConnectorError> {
        let all = self.0.iter().filter(|(_, left)| *left > Decimal::ZERO);
        if asked.is_empty() {
            let items: Vec<_> = all.map(|(line, left)| (line.id, *left)).collect();
            return if items.is_empty() { Err(refused("nothing is left to be shipped")) } else { Ok(items) };
        }
        let mut wanted: BTreeMap<&str, u32> = BTreeMap::new();
        for line in asked {
            let quantity = wanted.entry(&line.key).or_default();
            *quantity = quantity.saturating_add(line.quantity);
        }
        let item = |(key, quantity): (&str, u32)| {
            let (line, left) = all.clone().find(|(line, _)| line.id.to_string() == key)?;
            let is_left = quantity > 0 && Decimal::from(quantity) <= left.ceil();
            is_left.then(|| (line.id, Decimal::from(quantity).min(*left)))
        };
        let items: Option<Vec<_>> = wanted.into_iter().map(item).collect();
        items.ok_or_else(|| refused("less than that is left to be shipped"))
    }
}

fn parcel_line(line: &Line, quantity: Decimal) -> Option<ParcelLine> {
    let pieces = quantity.ceil().to_u32().unwrap_or(u32::MAX);
    (quantity > Decimal::ZERO).then(|| ParcelLine {
        key: line.id.to_string(),
        title: line.title.clone(),
        sku: line.sku.clone(),
        quantity: pieces,
    })
}

fn unreadable(why: &str) -> ConnectorError {
    let detail = format!("what is left of the order cannot be told: {why}");
    ConnectorError::new(UpstreamKind::Protocol, Advice::Never, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: u64, quantity: Decimal) -> Line {
        Line { id, title: "Camiseta".into(), sku: None, quantity }
    }

    fn ask(key: &str, quantity: u32) -> ShipLine {
        ShipLine { key: key.into(), quantity }
    }

    #[test]
    fn refunds_are_read_by_line() {
        let body = br#"[{"id":1,"line_items":[]},{"id":2,"line_items":[
            {"quantity":-1,"meta_data":[{"id":9,"key":"_refunded_item_id","value":"315"}]},
            {"quantity":"-2","meta_data":[{"id":9,"key":"_refunded_item_id","value":315}]},
            {"quantity":-1,"meta_data":[]}]}]"#;
        assert_eq!(pieces(body).unwrap(), BTreeMap::from([(315, Decimal::from(3))]));
        assert!(pieces(br#"{"message":"busy"}"#).is_err());
    }

    #[test]
    fn left_is_what_was_neither_given_back_nor_packed() {
        let fulfilment = Fulfilment {
            id: 1,
            is_fulfilled: false,
            items: vec![(1, Decimal::ONE), (99, Decimal::ONE)],
            key: None,
            carrier: None,
            tracking: None,
            link: None,
        };
        let lines = [line(1, Decimal::from(4)), line(2, Decimal::ONE)];
        let left = Left::of(&lines, &BTreeMap::from([(1, Decimal::ONE), (2, Decimal::TWO)]), &[fulfilment]);
        let seen: Vec<_> = left.lines().into_iter().map(|line| (line.key, line.quantity)).collect();
        assert_eq!(seen, [("1".to_owned(), 2)]);
        assert_eq!(left.items(&[]).unwrap(), [(1, Decimal::TWO)]);
        assert_eq!(left.items(&[ask("1", 1)]).unwrap(), [(1, Decimal::ONE)]);
        assert!(!left.is_none() && !left.is_none_without(&[(1, Decimal::ONE)]));
        assert!(left.is_none_without(&[(1, Decimal::TWO)]));
        for asked in [vec![ask("1", 3)], vec![ask("1", 2), ask("1", 1)], vec![ask("1", 0)], vec![ask("2", 1)]]
        {
            assert_eq!(left.items(&asked).unwrap_err().kind, UpstreamKind::Rejected, "{asked:?}");
        }
    }

    #[test]
    fn a_part_of_a_piece_goes_with_the_last_one() {
        let left = Left::of(&[line(1, Decimal::new(15, 1))], &BTreeMap::new(), &[]);
        assert_eq!(left.lines()[0].quantity, 2);
        assert_eq!(left.items(&[ask("1", 1)]).unwrap(), [(1, Decimal::ONE)]);
        assert_eq!(left.items(&[ask("1", 2)]).unwrap(), [(1, Decimal::new(15, 1))]);
        assert!(left.items(&[ask("1", 3)]).is_err());
    }
}
