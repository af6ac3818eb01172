//! The members that are read, of an order and of its parts.

use connector_kit::lenient::{Amount, Instant, Items, Object, Text};
use serde::Deserialize;

macro_rules! shape {
    ($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $kind:ty,)* }
        $({ $($plain:ident: $plain_kind:ty,)* })?) => {
        $(#[$doc])*
        #[derive(Default, Deserialize)]
        #[serde(default)]
        pub(super) struct $name<'a> {
            $($(#[$attribute])* #[serde(borrow)] pub $field: $kind,)*
            $($(pub $plain: $plain_kind,)*)?
        }
    };
}

shape! {
    /// All that was read of an order.
    Sent {
        order: Object<Order<'a>>,
        pack: Option<Object<Pack<'a>>>,
        shipment: Option<Object<Shipment<'a>>>,
        costs: Option<Object<Costs<'a>>>,
        billing: Object<Billing<'a>>,
        discounts: Object<Discounts<'a>>,
    }
}

static NO_SHIPMENT: std::sync::LazyLock<Shipment<'static>> = std::sync::LazyLock::new(Shipment::default);

impl<'a> Sent<'a> {
    /// The shipment, an empty one where there is none.
    pub(super) fn shipment(&self) -> &Shipment<'a> {
        self.shipment.as_ref().map_or(&*NO_SHIPMENT, |shipment| &shipment.0)
    }
}

shape! {
    Order {
        id: Text<'a>,
        pack_id: Text<'a>,
        status: Text<'a>,
        currency_id: Text<'a>,
        tags: Items<Text<'a>>,
        /// A truth value, or nothing.
        fulfilled: Text<'a>,
        total_amount: Amount<'a>,
        coupon: Object<Sum<'a>>,
        taxes: Object<Sum<'a>>,
        order_items: Items<Object<Line<'a>>>,
        payments: Items<Object<Payment<'a>>>,
        shipping: Object<Pointer<'a>>,
        buyer: Object<Buyer<'a>>,
        seller: Object<Pointer<'a>>,
        context: Object<Context<'a>>,
    } {
        cancel_detail: Object<CancelDetail>,
        date_created: Instant,
        date_closed: Instant,
        last_updated: Instant,
        date_last_updated: Instant,
    }
}

impl Order<'_> {
    pub(super) fn has_tag(&self, word: &str) -> bool {
        self.tags.list.iter().any(|tag| tag.as_str() == Some(word))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CancelDetail {
    pub date: Instant,
}

shape! { Sum { amount: Amount<'a>, } }
shape! { Pointer { id: Text<'a>, } }
shape! { Context { site: Text<'a>, } }
shape! {
    Line {
        item: Object<Item<'a>>,
        quantity: Amount<'a>,
        unit_price: Amount<'a>,
        full_unit_price: Amount<'a>,
        /// For one piece.
        sale_fee: Amount<'a>,
        listing_type_id: Text<'a>,
    }
}
shape! {
    Item {
        id: Text<'a>,
        title: Text<'a>,
        variation_id: Text<'a>,
        variation_attributes: Items<Object<Attribute<'a>>>,
        seller_sku: Text<'a>,
    }
}
shape! { Attribute { value_name: Text<'a>, } }
shape! {
    Payment {
        id: Text<'a>,
        status: Text<'a>,
        status_detail: Text<'a>,
        payment_type: Text<'a>,
        payment_method_id: Text<'a>,
        transaction_amount: Amount<'a>,
        transaction_amount_refunded: Amount<'a>,
        total_paid_amount: Amount<'a>,
        coupon_amount: Amount<'a>,
    } {
        date_approved: Instant,
    }
}
shape! {
    Buyer {
        id: Text<'a>,
        first_name: Text<'a>,
        last_name: Text<'a>,
        billing_info: Object<Pointer<'a>>,
    }
}

shape! { Pack { orders: Items<Object<Pointer<'a>>>, } }

shape! {
    Shipment {
        status: Text<'a>,
        substatus: Text<'a>,
        tracking_method: Text<'a>,
        logistic: Object<Logistic<'a>>,
        lead_time: Object<LeadTime<'a>>,
        destination: Object<Destination<'a>>,
    } {
        last_updated: Instant,
    }
}
shape! { Logistic { #[serde(rename = "type")] kind: Text<'a>, } }
shape! { LeadTime { cost: Amount<'a>, shipping_method: Object<Named<'a>>, } }
shape! { Named { id: Text<'a>, name: Text<'a>, } }
shape! {
    Destination {
        receiver_name: Text<'a>,
        receiver_phone: Text<'a>,
        shipping_address: Object<ShippingAddress<'a>>,
    }
}
shape! {
    ShippingAddress {
        address_line: Text<'a>,
        street_name: Text<'a>,
        street_number: Text<'a>,
        comment: Text<'a>,
        neighborhood: Object<Named<'a>>,
        city: Object<Named<'a>>,
        state: Object<Named<'a>>,
        zip_code: Text<'a>,
        country: Object<Named<'a>>,
    }
}

shape! { Costs { receiver: Object<Cost<'a>>, senders: Items<Object<Cost<'a>>>, } }
shape! { Cost { user_id: Text<'a>, cost: Amount<'a>, } }

shape! { Billing { buyer: Object<BillingBuyer<'a>>, } }
shape! { BillingBuyer { billing_info: Object<BillingInfo<'a>>, } }
shape! {
    BillingInfo {
        name: Text<'a>,
        last_name: Text<'a>,
        identification: Object<Identification<'a>>,
        address: Object<BillingAddress<'a>>,
        attributes: Object<Attributes<'a>>,
    }
}
shape! { Identification { #[serde(rename = "type")] kind: Text<'a>, number: Text<'a>, } }
shape! { Attributes { cust_type: Text<'a>, } }
shape! {
    BillingAddress {
        street_name: Text<'a>,
        street_number: Text<'a>,
        comment: Text<'a>,
        neighborhood: Text<'a>,
        city_name: Text<'a>,
        state: Object<Named<'a>>,
        zip_code: Text<'a>,
        country_id: Text<'a>,
    }
}

shape! { Discounts { details: Items<Object<Discount<'a>>>, } }
shape! { Discount { #[serde(rename = "type")] kind: Text<'a>, items: Items<Object<DiscountItem<'a>>>, } }
shape! { DiscountItem { amounts: Object<DiscountAmounts<'a>>, } }
shape! { DiscountAmounts { total: Amount<'a>, seller: Amount<'a>, } }
