//! How long the texts of an order may be, in characters. They are the widths of the columns: what is
//! kept longer than that would cost the whole order.

/// The channel's keys of orders, lines and refunds.
pub const EXTERNAL_ID: usize = 255;
pub const ORDER_NUMBER: usize = 100;
/// The channel's key of a purchase of several orders.
pub const PURCHASE: usize = 100;
pub const CHANNEL_STATUS: usize = 120;
pub const SHIPPING_METHOD: usize = 200;
pub const USER_AGENT: usize = 500;
pub const NOTE: usize = 5_000;
/// Of one tag; the column holds a list.
pub const TAG: usize = 100;

/// What the channel wrote. One that is longer than a product's can be is not looked for among them.
pub const SKU: usize = 255;
/// See [`Text::code`](crate::lenient::Text::code): one that is longer is none.
pub const PRODUCT_REF: usize = domain::view::catalog::CODE_LENGTH;
pub const TITLE: usize = 500;
pub const VARIANT: usize = 255;

pub const PERSON_NAME: usize = 300;
pub const COMPANY: usize = 300;
pub const EMAIL: usize = 254;
pub const PHONE: usize = 60;
pub const DOCUMENT: usize = 40;

pub const STREET: usize = 300;
pub const STREET_NUMBER: usize = 60;
pub const COMPLEMENT: usize = 300;
pub const DISTRICT: usize = 200;
pub const CITY: usize = 120;
pub const STATE: usize = 60;
pub const POSTAL_CODE: usize = 20;
pub const COUNTRY: usize = 2;
/// A whole address in one text.
pub const FULL_ADDRESS: usize = 600;

pub const PAYMENT_METHOD: usize = 100;
pub const PAYMENT_TITLE: usize = 200;
pub const TRANSACTION_ID: usize = 255;
pub const REFUND_REASON: usize = 500;
pub const LEDGER_LABEL: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_are_the_widths_of_the_columns() {
        let tables = include_str!("../../../migrations/0005_create_orders.sql");
        let ledger = include_str!("../../../migrations/0007_create_order_ledger.sql");
        for (column, limit) in [("purchase", PURCHASE), ("full_text", FULL_ADDRESS), ("label", LEDGER_LABEL)]
        {
            let check = format!("(char_length({column}) <= {limit})");
            assert!(ledger.contains(&check), "{check}");
        }
        let table = |name: &str| {
            let from = tables.find(&format!("create table {name} (")).unwrap();
            let end = tables[from..].find("\n);").unwrap();
            &tables[from..from + end]
        };
        for (name, columns) in [
            (
                "orders",
                &[
                    ("external_number", ORDER_NUMBER),
                    ("channel_status", CHANNEL_STATUS),
                    ("buyer_name", PERSON_NAME),
                    ("buyer_company", COMPANY),
                    ("buyer_email", EMAIL),
                    ("buyer_phone", PHONE),
                    ("buyer_document", DOCUMENT),
                    ("shipping_method", SHIPPING_METHOD),
                    ("user_agent", USER_AGENT),
                    ("note", NOTE),
                ][..],
            ),
            (
                "order_lines",
                &[
                    ("external_id", EXTERNAL_ID),
                    ("sku", SKU),
                    ("product_ref", PRODUCT_REF),
                    ("title", TITLE),
                    ("variant", VARIANT),
                ],
            ),
            (
                "order_addresses",
                &[
                    ("name", PERSON_NAME),
                    ("phone", PHONE),
                    ("street", STREET),
                    ("number", STREET_NUMBER),
                    ("complement", COMPLEMENT),
                    ("district", DISTRICT),
                    ("city", CITY),
                    ("state", STATE),
                    ("postal_code", POSTAL_CODE),
                    ("country", COUNTRY),
                ],
            ),
            (
                "order_payments",
                &[("method", PAYMENT_METHOD), ("title", PAYMENT_TITLE), ("transaction_id", TRANSACTION_ID)],
            ),
            ("order_refunds", &[("external_id", EXTERNAL_ID), ("reason", REFUND_REASON)]),
        ] {
            let table = table(name);
            for (column, limit) in columns {
                let check = format!("(char_length({column}) <= {limit})");
                assert!(table.contains(&check), "{name}: {check}");
            }
        }
    }
}
