//! The members of an order that are read.

use super::money::Money;
use connector_kit::lenient::{Amount, Instant, Items, Object, Text};
use serde::Deserialize;

macro_rules! shape {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* } $({ $($plain:ident: $plain_kind:ty,)* })?) => {
        $(#[$doc])*
        #[derive(Default, Deserialize)]
        #[serde(default)]
        pub(super) struct $name<'a> {
            $(#[serde(borrow)] pub $field: $kind,)*
            $($(pub $plain: $plain_kind,)*)?
        }
    };
}

shape! {
    Order {
        id: Text<'a>,
        code: Text<'a>,
        status: Text<'a>,
        amounts: Object<Amounts<'a>>,
        customer: Object<Customer<'a>>,
        payments: Items<Object<Payment<'a>>>,
        deliveries: Items<Object<Delivery<'a>>>,
    } {
        created_at: Instant,
        purchased_at: Instant,
        approved_at: Instant,
        updated_at: Instant,
    }
}
shape! {
    /// `comission` is how the platform writes it, now and then.
    Amounts {
        currency: Text<'a>,
        normalizer: Amount<'a>,
        total: Money<'a>,
        discount: Money<'a>,
        freight: Money<'a>,
        commission: Money<'a>,
        comission: Money<'a>,
        taxes: Items<Money<'a>>,
    }
}
shape! {
    Customer {
        name: Text<'a>,
        email: Text<'a>,
        document_number: Text<'a>,
        customer_type: Text<'a>,
        phones: Items<Object<Phone<'a>>>,
    }
}
shape! { Phone { country_code: Text<'a>, area_code: Text<'a>, number: Text<'a>, } }
shape! { Payment { method: Text<'a>, description: Text<'a>, amount: Money<'a>, normalizer: Amount<'a>, } }
shape! {
    /// What one seller sends of an order at once.
    Delivery { id: Text<'a>, status: Text<'a>, items: Items<Object<Item<'a>>>, shipping: Object<Shipping<'a>>, }
}
shape! {
    Item {
        sequencial: Text<'a>,
        quantity: Amount<'a>,
        unit_price: Money<'a>,
        amounts: Object<LineAmounts<'a>>,
        info: Object<Info<'a>>,
    }
}
shape! { LineAmounts { normalizer: Amount<'a>, total: Money<'a>, discount: Money<'a>, freight: Money<'a>, } }
shape! {
    /// `sku` is the seller's, `id` the platform's.
    Info { sku: Text<'a>, id: Text<'a>, name: Text<'a>, }
}
shape! { Shipping { recipient: Object<Recipient<'a>>, address: Object<Address<'a>>, provider: Object<Provider<'a>>, } }
shape! { Recipient { name: Text<'a>, address: Object<Address<'a>>, } }
shape! { Provider { name: Text<'a>, } }
shape! {
    Address {
        street: Text<'a>,
        number: Text<'a>,
        complement: Text<'a>,
        district: Text<'a>,
        city: Text<'a>,
        state: Text<'a>,
        zipcode: Text<'a>,
        country: Text<'a>,
    }
}
