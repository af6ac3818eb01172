//! The carriers with which a merchant may send an order: those of its delivery option, which the order names.

use super::{
    answer,
    one::Order,
    session::{self, Ask},
};
use connector_kit::{
    Carrier, Conn, ConnectorError,
    lenient::{Flag, Items, Object, Text, is_id},
};
use serde::Deserialize;

/// Of the delivery options, the one whose carriers the merchant chooses.
const BY_MERCHANT: &str = "SEND_BY_SELLER";

/// None where the platform names no carrier: without one nothing can be told.
///
/// # Errors
/// With the advice what to do.
pub(super) async fn of(conn: &Conn, order: &Order) -> Result<Vec<Carrier>, ConnectorError> {
    let option = match &order.delivery_option {
        Some(option) => Some(option.clone()),
        None => of_warehouse(conn, order).await?,
    };
    Ok(match option {
        Some(option) => {
            let path = format!("/logistics/202309/delivery_options/{option}/shipping_providers");
            let reply = session::send(conn, &Ask::get(path)).await?;
            carriers(answer::data_for_act(conn, &reply)?)
        }
        None => Vec::new(),
    })
}

/// The option for the merchant's own shipments of the order's warehouse, or else of the shop's.
async fn of_warehouse(conn: &Conn, order: &Order) -> Result<Option<String>, ConnectorError> {
    let warehouse = match &order.warehouse {
        Some(warehouse) => Some(warehouse.clone()),
        None => {
            let reply = session::send(conn, &Ask::get("/logistics/202309/warehouses")).await?;
            usual(answer::data_for_act(conn, &reply)?)
        }
    };
    let Some(warehouse) = warehouse else { return Ok(None) };
    let path = format!("/logistics/202309/warehouses/{warehouse}/delivery_options");
    let reply = session::send(conn, &Ask::get(path)).await?;
    Ok(by_merchant(answer::data_for_act(conn, &reply)?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Providers<'a> {
    #[serde(borrow)]
    shipping_providers: Items<Object<Named<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Options<'a> {
    #[serde(borrow)]
    delivery_options: Items<Object<Named<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Warehouses<'a> {
    #[serde(borrow)]
    warehouses: Items<Object<Named<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow, rename = "type")]
    kind: Text<'a>,
    is_default: Flag,
}

impl Named<'_> {
    fn id(&self) -> Option<String> {
        self.id.as_str().filter(|id| is_id(id)).map(str::to_owned)
    }
}

fn carriers(Object(sent): Object<Providers<'_>>) -> Vec<Carrier> {
    let carrier = |Object(sent): &Object<Named<'_>>| {
        Some(Carrier {
            key: sent.id()?,
            name: sent.name.capped(100).unwrap_or_else(|| sent.id().unwrap_or_default()),
        })
    };
    sent.shipping_providers.list.iter().filter_map(carrier).collect()
}

fn by_merchant(Object(sent): Object<Options<'_>>) -> Option<String> {
    let mut options = sent.delivery_options.list.iter();
    options
        .find(|Object(option)| option.kind.as_str() == Some(BY_MERCHANT))
        .and_then(|Object(option)| option.id())
}

fn usual(Object(sent): Object<Warehouses<'_>>) -> Option<String> {
    let sales = || {
        sent.warehouses.list.iter().filter(|Object(found)| found.kind.as_str() != Some("RETURN_WAREHOUSE"))
    };
    let found = sales().find(|Object(found)| found.is_default.0).or_else(|| sales().next());
    found.and_then(|Object(found)| found.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carriers_are_those_with_an_id() {
        let read = |text: &str| carriers(serde_json::from_str(text).unwrap());
        let found = read(
            r#"{"shipping_providers":[{"id":7117,"name":"Correios"},{"id":"7118"},{"id":"x/y"},null,{}]}"#,
        );
        let pairs: Vec<_> = found.iter().map(|found| (found.key.as_str(), found.name.as_str())).collect();
        assert_eq!(pairs, [("7117", "Correios"), ("7118", "7118")]);
        for odd in ["{}", "[]", "null", r#"{"shipping_providers":"?"}"#] {
            assert!(read(odd).is_empty(), "{odd}");
        }
    }

    #[test]
    fn the_option_is_the_merchants_own_of_the_usual_warehouse() {
        let options =
            r#"{"delivery_options":[{"id":"1","type":"STANDARD"},{"id":"2","type":"SEND_BY_SELLER"}]}"#;
        assert_eq!(by_merchant(serde_json::from_str(options).unwrap()).as_deref(), Some("2"));
        assert_eq!(by_merchant(serde_json::from_str("{}").unwrap()), None);
        let warehouses = r#"{"warehouses":[{"id":"1","type":"RETURN_WAREHOUSE","is_default":true},
            {"id":"2","type":"SALES_WAREHOUSE"},{"id":"3","type":"SALES_WAREHOUSE","is_default":true}]}"#;
        assert_eq!(usual(serde_json::from_str(warehouses).unwrap()).as_deref(), Some("3"));
    }
}
