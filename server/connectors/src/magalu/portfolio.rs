//! Who a token acts for: `GET /portfolios/me`.

use super::answer;
use chrono::{DateTime, Utc};
use connector_kit::{
    ConnectorError, GrantedAccount, Reply,
    lenient::{Object, Text},
    limits,
};
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) const PATH: &str = "/portfolios/me";

/// The sales channel, which every writing call names.
pub(super) const CHANNEL_ID: &str = "channel_id";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Me<'a> {
    #[serde(borrow)]
    tenant: Object<Named<'a>>,
    #[serde(borrow)]
    seller: Object<Named<'a>>,
    #[serde(borrow)]
    channel: Object<Named<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
}

/// The account of a good answer, known by its organisation, as events name it.
///
/// # Errors
/// What the answer means instead: a refusal where the token is a person's.
pub(super) fn account(reply: &Reply, now: DateTime<Utc>) -> Result<GrantedAccount, ConnectorError> {
    let Me { tenant, seller, channel } = answer::read(reply, now)?;
    let id = |named: &Object<Named<'_>>| named.0.id.capped(limits::EXTERNAL_ID);
    let known_by = id(&tenant).or_else(|| id(&seller)).ok_or_else(|| answer::not_the_answer(reply))?;
    let config = id(&channel).map(|id| BTreeMap::from([(CHANNEL_ID.to_owned(), id)]));
    Ok(GrantedAccount {
        id: known_by,
        name: seller.0.name.capped(limits::COMPANY).or_else(|| tenant.0.name.capped(limits::COMPANY)),
        config: config.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;
    use domain::UpstreamKind;

    fn read(body: &str) -> Result<GrantedAccount, ConnectorError> {
        account(&Reply { status: 200, headers: HeaderMap::new(), body: body.into() }, Utc::now())
    }

    #[test]
    fn an_account_is_known_by_its_tenant_else_by_its_seller() {
        let whole = read(
            r#"{"tenant":{"id":"t"},"channel":{"id":"c","name":"Magalu"},"seller":{"id":"s","name":"Loja"}}"#,
        )
        .unwrap();
        assert_eq!((whole.id.as_str(), whole.name.as_deref()), ("t", Some("Loja")));
        assert_eq!(whole.config.get("channel_id").map(String::as_str), Some("c"));
        let poor = read(r#"{"tenant":null,"seller":{"id":7}}"#).unwrap();
        assert_eq!((poor.id.as_str(), poor.name, poor.config.len()), ("7", None, 0));
        assert_eq!(read("{}").unwrap_err().kind, UpstreamKind::Protocol);
    }
}
