//! An order as it is sent. Everything may be missing, and numbers may come as text.

use chrono::{DateTime, Utc};
use connector_kit::lenient::{Amount, Flag, Items, Object, Text, Unusable};
use domain::FailReason;
use serde::Deserialize;

/// The composed record.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Record<'a> {
    #[serde(borrow)]
    pub order: Object<Order<'a>>,
    #[serde(borrow)]
    pub returns: Items<Object<Return<'a>>>,
    #[serde(borrow)]
    pub cancellations: Items<Object<Cancellation<'a>>>,
}

/// Seconds since 1970; 0 is no time.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Seconds<'a>(#[serde(borrow)] Text<'a>);

impl Seconds<'_> {
    /// The moment, `None` if it is missing.
    ///
    /// # Errors
    /// [`Unusable`], naming `field`.
    pub(super) fn get(&self, field: &str) -> Result<Option<DateTime<Utc>>, Unusable> {
        let Some(text) = self.0.as_str().filter(|text| *text != "0") else { return Ok(None) };
        let refuse = |reason| Unusable::new(reason, format!("{field}: {text:?}"));
        let seconds: i64 = text.parse().map_err(|_| refuse(FailReason::Unreadable))?;
        // Until the end of 2100.
        let moment = DateTime::from_timestamp(seconds, 0).filter(|_| (1..4_133_980_800).contains(&seconds));
        moment.map(Some).ok_or_else(|| refuse(FailReason::OutOfRange))
    }

    /// The moment where it can be had.
    pub(super) fn known(&self) -> Option<DateTime<Utc>> {
        self.get("").ok().flatten()
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Order<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub status: Text<'a>,
    #[serde(borrow)]
    pub order_type: Text<'a>,
    #[serde(borrow)]
    pub commerce_platform: Text<'a>,
    pub is_cod: Flag,
    pub is_sample_order: Flag,
    pub is_replacement_order: Flag,
    #[serde(borrow)]
    pub create_time: Seconds<'a>,
    #[serde(borrow)]
    pub update_time: Seconds<'a>,
    #[serde(borrow)]
    pub paid_time: Seconds<'a>,
    #[serde(borrow)]
    pub cancel_time: Seconds<'a>,
    #[serde(borrow)]
    pub user_id: Text<'a>,
    #[serde(borrow)]
    pub buyer_email: Text<'a>,
    #[serde(borrow)]
    pub buyer_message: Text<'a>,
    #[serde(borrow)]
    pub cpf: Text<'a>,
    #[serde(borrow)]
    pub cpf_name: Text<'a>,
    #[serde(borrow)]
    pub payment_method_name: Text<'a>,
    #[serde(borrow)]
    pub payment_method_code: Text<'a>,
    #[serde(borrow)]
    pub payment_auth_code: Text<'a>,
    #[serde(borrow)]
    pub delivery_option_name: Text<'a>,
    #[serde(borrow)]
    pub shipping_provider: Text<'a>,
    #[serde(borrow)]
    pub shipping_type: Text<'a>,
    #[serde(borrow)]
    pub fulfillment_type: Text<'a>,
    #[serde(borrow)]
    pub payment: Object<Payment<'a>>,
    #[serde(borrow)]
    pub recipient_address: Object<Recipient<'a>>,
    #[serde(borrow)]
    pub line_items: Items<Object<LineItem<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Payment<'a> {
    #[serde(borrow)]
    pub currency: Text<'a>,
    #[serde(borrow)]
    pub total_amount: Amount<'a>,
    #[serde(borrow)]
    pub sub_total: Amount<'a>,
    #[serde(borrow)]
    pub original_total_product_price: Amount<'a>,
    #[serde(borrow)]
    pub seller_discount: Amount<'a>,
    #[serde(borrow)]
    pub platform_discount: Amount<'a>,
    #[serde(borrow)]
    pub shipping_fee: Amount<'a>,
    #[serde(borrow)]
    pub shipping_fee_seller_discount: Amount<'a>,
    #[serde(borrow)]
    pub shipping_fee_platform_discount: Amount<'a>,
    #[serde(borrow)]
    pub shipping_fee_cofunded_discount: Amount<'a>,
    #[serde(borrow)]
    pub tax: Amount<'a>,
    #[serde(borrow)]
    pub product_tax: Amount<'a>,
    #[serde(borrow)]
    pub shipping_fee_tax: Amount<'a>,
    #[serde(borrow)]
    pub item_insurance_tax: Amount<'a>,
    #[serde(borrow)]
    pub retail_delivery_fee: Amount<'a>,
    #[serde(borrow)]
    pub buyer_service_fee: Amount<'a>,
    #[serde(borrow)]
    pub handling_fee: Amount<'a>,
    #[serde(borrow)]
    pub shipping_insurance_fee: Amount<'a>,
    #[serde(borrow)]
    pub item_insurance_fee: Amount<'a>,
    #[serde(borrow)]
    pub small_order_fee: Amount<'a>,
}

/// One piece.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LineItem<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub display_status: Text<'a>,
    #[serde(borrow)]
    pub sku_id: Text<'a>,
    #[serde(borrow)]
    pub product_id: Text<'a>,
    #[serde(borrow)]
    pub seller_sku: Text<'a>,
    #[serde(borrow)]
    pub product_name: Text<'a>,
    #[serde(borrow)]
    pub sku_name: Text<'a>,
    #[serde(borrow)]
    pub currency: Text<'a>,
    #[serde(borrow)]
    pub original_price: Amount<'a>,
    #[serde(borrow)]
    pub sale_price: Amount<'a>,
    #[serde(borrow)]
    pub seller_discount: Amount<'a>,
    #[serde(borrow)]
    pub platform_discount: Amount<'a>,
    pub is_gift: Flag,
    #[serde(borrow)]
    pub item_tax: Items<Object<ItemTax<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ItemTax<'a> {
    #[serde(borrow)]
    pub tax_amount: Amount<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Recipient<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(borrow)]
    pub phone_number: Text<'a>,
    #[serde(borrow)]
    pub full_address: Text<'a>,
    #[serde(borrow)]
    pub address_detail: Text<'a>,
    #[serde(borrow)]
    pub address_line1: Text<'a>,
    #[serde(borrow)]
    pub address_line2: Text<'a>,
    #[serde(borrow)]
    pub address_line3: Text<'a>,
    #[serde(borrow)]
    pub address_line4: Text<'a>,
    #[serde(borrow)]
    pub postal_code: Text<'a>,
    #[serde(borrow)]
    pub region_code: Text<'a>,
    #[serde(borrow)]
    pub district_info: Items<Object<Place<'a>>>,
}

/// A part of the country, from the country itself (`L0`) down.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Place<'a> {
    #[serde(borrow)]
    pub address_level: Text<'a>,
    #[serde(borrow)]
    pub address_level_name: Text<'a>,
    #[serde(borrow)]
    pub address_name: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Return<'a> {
    #[serde(borrow)]
    pub return_id: Text<'a>,
    #[serde(borrow)]
    pub return_status: Text<'a>,
    #[serde(borrow)]
    pub return_reason_text: Text<'a>,
    #[serde(borrow)]
    pub refund_amount: Object<RefundAmount<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Cancellation<'a> {
    #[serde(borrow)]
    pub cancel_id: Text<'a>,
    #[serde(borrow)]
    pub cancel_status: Text<'a>,
    #[serde(borrow)]
    pub cancel_reason_text: Text<'a>,
    #[serde(borrow)]
    pub refund_amount: Object<RefundAmount<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RefundAmount<'a> {
    #[serde(borrow)]
    pub refund_total: Amount<'a>,
}
