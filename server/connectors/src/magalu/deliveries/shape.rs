//! The members of an order that tell how its deliveries stand. What is known of a delivery's way is not
//! documented: it is looked for as it is written, beside the address and in a list of its own.

use chrono::{DateTime, Utc};
use connector_kit::lenient::{Amount, Instant, Items, Object, Text};
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

/// Characters of what is shown of a shipment.
const SHOWN: usize = 200;
/// Characters of a link.
const LINK: usize = 1_000;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Order<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub status: Text<'a>,
    #[serde(borrow)]
    pub channel: Object<Named<'a>>,
    #[serde(borrow)]
    pub deliveries: Items<Object<Delivery<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Named<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub name: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Delivery<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub status: Text<'a>,
    #[serde(borrow)]
    pub items: Items<Object<Item<'a>>>,
    #[serde(borrow)]
    pub shipping: Object<Shipping<'a>>,
    #[serde(borrow)]
    pub shippings: Items<Object<Shipping<'a>>>,
    #[serde(borrow)]
    pub invoices: Items<Object<super::super::invoices::Sent<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Item<'a> {
    #[serde(borrow)]
    pub sequencial: Text<'a>,
    #[serde(borrow)]
    pub quantity: Amount<'a>,
    #[serde(borrow)]
    pub info: Object<Info<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Info<'a> {
    #[serde(borrow)]
    pub sku: Text<'a>,
    #[serde(borrow)]
    pub name: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Shipping<'a> {
    #[serde(borrow)]
    provider: Option<&'a RawValue>,
    #[serde(borrow)]
    carrier: Object<Named<'a>>,
    #[serde(borrow)]
    tracking_url: Text<'a>,
    #[serde(borrow)]
    protocol: Text<'a>,
    #[serde(borrow)]
    labels: Items<Object<SentLabel<'a>>>,
    shipped_at: Instant,
    dates: Object<Dates>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SentLabel<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    value: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Dates {
    shipped_at: Instant,
}

/// What is known of a delivery's way.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Told {
    pub carrier: Option<String>,
    pub link: Option<String>,
    pub protocol: Option<String>,
    pub labels: Vec<Label>,
    pub left_at: Option<DateTime<Utc>>,
}

/// A tracking number.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Label {
    pub id: Option<String>,
    pub value: String,
}

impl Told {
    /// A carrier alone is who will take it.
    pub(super) fn is_empty(&self) -> bool {
        self.link.is_none() && self.protocol.is_none() && self.labels.is_empty() && self.left_at.is_none()
    }
}

impl Shipping<'_> {
    pub(super) fn told(&self) -> Told {
        let label = |Object(label): &Object<SentLabel<'_>>| {
            Some(Label { id: label.id.capped(SHOWN), value: label.value.capped(SHOWN)? })
        };
        // People will press it: nothing but an address of the web.
        let is_web =
            |link: &String| Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
        Told {
            carrier: self.carrier.0.name.capped(SHOWN).or_else(|| self.provider_name()),
            link: self.tracking_url.capped(LINK).filter(is_web),
            protocol: self.protocol.capped(SHOWN),
            labels: self.labels.list.iter().filter_map(label).collect(),
            left_at: self.shipped_at.known().or_else(|| self.dates.0.shipped_at.known()),
        }
    }

    /// The platform's carriers bear its name: "Magalu Entregas", and the company behind it "Magalog".
    pub(super) fn is_by_channel(&self) -> bool {
        let name = self.provider_name().unwrap_or_default().to_lowercase();
        ["magalu", "magalog"].iter().any(|own| name.contains(own))
    }

    /// An object with a name, or the name itself.
    fn provider_name(&self) -> Option<String> {
        let text = self.provider?.get();
        if text.starts_with('"') {
            return serde_json::from_str::<Text<'_>>(text).ok()?.capped(SHOWN);
        }
        let named: Object<Named<'_>> = serde_json::from_str(text).ok()?;
        named.0.name.capped(SHOWN).or_else(|| named.0.id.capped(SHOWN))
    }
}
