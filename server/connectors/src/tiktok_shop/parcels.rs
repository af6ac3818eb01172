//! The packages of an order: what is in them and how each stands.

use super::one::{Order, Piece, Stage};
use connector_kit::{ParcelLine, Shipment};
use domain::Obstacle;

/// How a package stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PackageState {
    /// It waits for the merchant.
    ToShip,
    /// Something tells that it was sent, and it does not say so itself yet.
    Changing,
    /// The carrier has not come yet.
    Arranged,
    /// With the carrier or the buyer.
    Gone,
    Closed(Obstacle),
}

/// How a package of the order stands. The order's own state goes before: some pieces say nothing.
pub(super) fn state(order: &Order, package: &str) -> PackageState {
    if let Some(obstacle) = order.obstacle() {
        return PackageState::Closed(obstacle);
    }
    let (gone, live): (Vec<&Piece>, Vec<&Piece>) =
        order.pieces_of(package).partition(|piece| piece.is_cancelled());
    if live.is_empty() && !gone.is_empty() {
        return PackageState::Closed(Obstacle::Cancelled);
    }
    let mut words = live.iter().filter_map(|piece| piece.package_status.as_deref());
    let word = words.next();
    if words.any(|other| Some(other) != word) {
        return PackageState::Closed(Obstacle::UnknownState);
    }
    match (word, order.stage) {
        (Some("FULFILLING" | "COMPLETED"), _) | (None, Stage::Gone) => PackageState::Gone,
        (Some("PROCESSING"), Stage::Gone) => PackageState::Gone,
        (Some("PROCESSING"), _) | (None, Stage::Arranged) => PackageState::Arranged,
        (Some("TO_FULFILL"), Stage::Arranged | Stage::Gone) => PackageState::Changing,
        (Some("TO_FULFILL"), _) | (None, Stage::ToShip)
            if order.is_made_by_shipping() || tracking(order, package).is_some() =>
        {
            PackageState::Changing
        }
        (Some("TO_FULFILL"), _) | (None, Stage::ToShip) => PackageState::ToShip,
        _ => PackageState::Closed(Obstacle::UnknownState),
    }
}

pub(super) fn tracking(order: &Order, package: &str) -> Option<String> {
    order.pieces_of(package).find_map(|piece| piece.tracking.clone())
}

/// A package that was sent. Which parcel it was is not known where packages come to be by shipping, nor told of
/// one without a number that does not say itself that it was sent.
pub(super) fn shipment(order: &Order, package: &str, state: PackageState) -> Shipment {
    let tracking = tracking(order, package);
    let is_clear = state != PackageState::Changing || tracking.is_some();
    Shipment {
        key: package.to_owned(),
        parcel: (is_clear && !order.is_made_by_shipping()).then(|| package.to_owned()),
        carrier: order.pieces_of(package).find_map(|piece| piece.carrier.clone()),
        tracking,
        link: None,
    }
}

/// Equal pieces as one line, which goes by its smallest id.
pub(super) fn lines<'o>(pieces: impl Iterator<Item = &'o Piece>) -> Vec<ParcelLine> {
    let mut groups: Vec<(&Piece, ParcelLine)> = Vec::new();
    for piece in pieces.filter(|piece| !piece.is_cancelled()) {
        let is_same = |other: &Piece| {
            (&other.sku_id, &other.seller_sku, &other.title)
                == (&piece.sku_id, &piece.seller_sku, &piece.title)
        };
        match groups.iter_mut().find(|(first, _)| is_same(first)) {
            Some((_, line)) => {
                line.quantity += 1;
                if (piece.id.len(), &piece.id) < (line.key.len(), &line.key) {
                    line.key.clone_from(&piece.id);
                }
            }
            None => groups.push((
                piece,
                ParcelLine {
                    key: piece.id.clone(),
                    title: piece.title.clone(),
                    sku: piece.seller_sku.clone(),
                    quantity: 1,
                },
            )),
        }
    }
    groups.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::one::composed;
    use super::*;
    use serde_json::{Value, json};

    fn of(status: &str, pieces: Value) -> PackageState {
        let sent = json!({ "status": status, "shipping_type": "TIKTOK", "packages": [{ "id": "1" }, { "id": "2" }], "line_items": pieces });
        state(&composed(&sent, None), "1")
    }

    #[test]
    fn a_package_says_how_it_stands_and_the_order_where_it_does_not() {
        use PackageState::{Arranged, Changing, Closed, Gone, ToShip};
        let word = |word: &str| json!([{ "id": "10", "package_id": "1", "package_status": word }]);
        let silent = json!([{ "id": "10", "package_id": "1" }]);
        for (status, pieces, expected) in [
            ("AWAITING_SHIPMENT", word("TO_FULFILL"), ToShip),
            ("AWAITING_SHIPMENT", silent.clone(), ToShip),
            ("AWAITING_SHIPMENT", word("PROCESSING"), Arranged),
            ("PARTIALLY_SHIPPING", word("TO_FULFILL"), ToShip),
            ("PARTIALLY_SHIPPING", word("FULFILLING"), Gone),
            ("PARTIALLY_SHIPPING", silent.clone(), Closed(Obstacle::UnknownState)),
            ("AWAITING_COLLECTION", silent.clone(), Arranged),
            ("AWAITING_COLLECTION", word("PROCESSING"), Arranged),
            ("AWAITING_COLLECTION", word("TO_FULFILL"), Changing),
            ("IN_TRANSIT", word("TO_FULFILL"), Changing),
            ("IN_TRANSIT", silent.clone(), Gone),
            ("COMPLETED", word("COMPLETED"), Gone),
            ("IN_TRANSIT", word("CANCELLED"), Closed(Obstacle::Cancelled)),
            ("AWAITING_SHIPMENT", word("BEAMED"), Closed(Obstacle::UnknownState)),
            ("ON_HOLD", word("TO_FULFILL"), Closed(Obstacle::OnHold)),
            ("UNPAID", silent.clone(), Closed(Obstacle::NotPaid)),
            ("CANCELLED", word("TO_FULFILL"), Closed(Obstacle::Cancelled)),
            ("TELEPORTED", word("TO_FULFILL"), Closed(Obstacle::UnknownState)),
        ] {
            assert_eq!(of(status, pieces.clone()), expected, "{status} {pieces}");
        }
        let tracked =
            json!([{ "package_id": "1", "package_status": "TO_FULFILL", "tracking_number": "BR1" }]);
        assert_eq!(of("AWAITING_SHIPMENT", tracked), Changing, "never open a second time");
        let torn = json!([{ "package_id": "1", "package_status": "TO_FULFILL" }, { "package_id": "1", "package_status": "PROCESSING" }]);
        assert_eq!(of("AWAITING_SHIPMENT", torn), Closed(Obstacle::UnknownState));
    }

    #[test]
    fn cancelled_pieces_say_nothing_of_a_package_unless_all_are() {
        use PackageState::{Closed, Gone, ToShip};
        let of = |first: Value, second: &str| {
            let mut first = first;
            first["package_id"] = json!("1");
            of("AWAITING_SHIPMENT", json!([first, { "package_id": "1", "package_status": second }]))
        };
        for cancelled in [
            json!({ "package_status": "CANCELLED" }),
            json!({ "display_status": "CANCELLED", "package_status": "TO_FULFILL" }),
        ] {
            assert_eq!(of(cancelled.clone(), "TO_FULFILL"), ToShip, "{cancelled}");
            assert_eq!(of(cancelled.clone(), "FULFILLING"), Gone, "{cancelled}");
            assert_eq!(of(cancelled.clone(), "CANCELLED"), Closed(Obstacle::Cancelled), "{cancelled}");
        }
    }

    #[test]
    fn equal_pieces_are_one_line() {
        let sent = json!({ "line_items": [
            { "id": "12", "sku_id": "7", "seller_sku": "CAM-M", "product_name": "Camiseta", "sku_name": "M" },
            { "id": "11", "sku_id": "7", "seller_sku": "CAM-M", "product_name": "Camiseta", "sku_name": "M" },
            { "id": "13", "sku_id": "8", "product_name": "Livro", "sku_name": "Default" },
            { "id": "14", "sku_id": "8", "product_name": "Livro", "display_status": "CANCELLED" },
        ] });
        let lines = lines(composed(&sent, None).pieces.iter());
        let read: Vec<_> =
            lines.iter().map(|line| (line.key.as_str(), line.title.as_str(), line.quantity)).collect();
        assert_eq!(read, [("11", "Camiseta (M)", 2), ("13", "Livro", 1)]);
    }
}
