use super::*;
use serde_json::{Value, json};

fn money(amount: &str) -> Value {
    json!({ "shopMoney": { "amount": amount } })
}

/// Two lines: one piece at 80, and `sold` at 20 of which `standing` are left.
fn order(sold: u32, standing: u32, more: &[(&str, Value)]) -> Value {
    let line = |id: &str, price, quantity, current| json!({ "id": id, "quantity": quantity, "currentQuantity": current, "originalUnitPriceSet": money(price) });
    let nodes = [line("a", "80", 1, 1), line("b", "20", sold, standing)];
    let mut order = json!({ "edited": true, "lineItems": { "nodes": nodes } });
    for (field, value) in more {
        order[field] = if value.is_string() { money(value.as_str().unwrap()) } else { value.clone() };
    }
    order
}

fn booked(order: &Value, is_over: bool) -> Booking {
    let text = order.to_string();
    let booking = booking(&serde_json::from_str(&text).unwrap(), 2, is_over).unwrap();
    assert_eq!(booking.totals.sum_of_parts(), booking.totals.total, "{:?}", booking.totals);
    booking
}

/// Lines, total, refunded, and what the shop keeps.
fn told(booking: &Booking) -> (usize, String, String, String) {
    let text = |amount: Decimal| amount.normalize().to_string();
    let totals = &booking.totals;
    (booking.lines.len(), text(totals.total), text(totals.refunded), text(booking.kept()))
}

fn expected(lines: usize, total: &str, refunded: &str, kept: &str) -> (usize, String, String, String) {
    (lines, total.into(), refunded.into(), kept.into())
}

#[test]
fn a_line_that_an_edit_took_off_before_it_was_paid_was_not_sold() {
    let edited = order(
        1,
        0,
        &[
            ("totalPriceSet", json!("100")),
            ("currentTotalPriceSet", json!("80")),
            ("totalReceivedSet", json!("80")),
        ],
    );
    assert_eq!(told(&booked(&edited, false)), expected(1, "80", "0", "80"));
}

#[test]
fn what_was_paid_back_for_a_line_taken_off_is_not_subtracted_twice() {
    for total in ["100", "80"] {
        let edited = order(
            1,
            0,
            &[
                ("totalPriceSet", json!(total)),
                ("currentTotalPriceSet", json!("80")),
                ("totalReceivedSet", json!("100")),
                ("totalRefundedSet", json!("20")),
            ],
        );
        assert_eq!(told(&booked(&edited, false)), expected(1, "80", "0", "80"), "{total}");
    }
}

#[test]
fn money_given_back_beyond_an_edit_is_a_refund_of_what_stands() {
    let edited = order(
        1,
        0,
        &[
            ("totalPriceSet", json!("100")),
            ("currentTotalPriceSet", json!("80")),
            ("totalReceivedSet", json!("100")),
            ("totalRefundedSet", json!("35")),
        ],
    );
    assert_eq!(told(&booked(&edited, false)), expected(1, "80", "15", "65"));
}

#[test]
fn a_returned_piece_was_sold_and_its_money_given_back() {
    let returned = order(
        2,
        1,
        &[
            ("edited", json!(false)),
            ("totalPriceSet", json!("120")),
            ("currentTotalPriceSet", json!("100")),
            ("totalReceivedSet", json!("120")),
            ("totalRefundedSet", json!("20")),
        ],
    );
    assert_eq!(told(&booked(&returned, false)), expected(2, "120", "20", "100"));
}

#[test]
fn an_order_that_is_over_keeps_what_was_sold() {
    let cancelled = order(1, 0, &[("totalPriceSet", json!("100")), ("currentTotalPriceSet", json!("0"))]);
    assert_eq!(told(&booked(&cancelled, true)), expected(2, "100", "0", "100"));
}

#[test]
fn the_booking_that_proves_is_taken_where_shopify_does_not_tell_of_the_edit() {
    let silent = order(
        1,
        0,
        &[("edited", Value::Null), ("totalPriceSet", json!("80")), ("currentTotalPriceSet", json!("80"))],
    );
    assert_eq!(told(&booked(&silent, false)), expected(1, "80", "0", "80"));
}

#[test]
fn pieces_that_stand_keep_their_share_of_the_discount_to_the_cent() {
    let mut edited = order(
        3,
        2,
        &[
            ("totalPriceSet", json!("130")),
            ("currentTotalPriceSet", json!("113.34")),
            ("totalReceivedSet", json!("113.34")),
        ],
    );
    edited["lineItems"]["nodes"][1]["discountAllocations"] = json!([{ "allocatedAmountSet": money("10") }]);
    edited["lineItems"]["nodes"][1]["taxLines"] = json!([{ "priceSet": money("3") }]);
    let booking = booked(&edited, false);
    let line = &booking.lines[1];
    let amounts = [line.quantity, line.discount, line.total, line.tax].map(|amount| amount.normalize());
    assert_eq!(amounts.map(|amount| amount.to_string()), ["2", "6.66", "33.34", "2"]);
}

#[test]
fn a_total_that_does_not_add_up_is_kept_with_its_difference() {
    let edited = order(1, 0, &[("totalPriceSet", json!("100")), ("currentTotalPriceSet", json!("77"))]);
    let text = edited.to_string();
    let booking = booking(&serde_json::from_str(&text).unwrap(), 2, false).unwrap();
    assert_eq!(booking.totals.sum_of_parts() - booking.totals.total, Decimal::from(3));
}

#[test]
fn allocated_discounts_make_the_line_and_not_a_rounded_unit_price() {
    let mut whole = order(3, 3, &[("edited", json!(false)), ("totalPriceSet", json!("130"))]);
    whole["lineItems"]["nodes"][1]["discountAllocations"] = json!([{ "allocatedAmountSet": money("10") }]);
    let booking = booked(&whole, false);
    assert_eq!((booking.lines[1].discount, booking.lines[1].total), (Decimal::TEN, Decimal::from(50)));
}
