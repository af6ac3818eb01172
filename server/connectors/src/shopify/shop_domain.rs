//! The shop's permanent name. The host of every call is made of it, so it is checked strictly.

use connector_kit::{Advice, Conn, ConnectorError};
use domain::UpstreamKind;
use url::Url;

const SUFFIX: &str = ".myshopify.com";

/// The address of the shop's API: the configured base, in which `{shop}` stands for the shop's name,
/// else the shop's own host.
pub(super) fn base(conn: &Conn) -> Result<Url, ConnectorError> {
    let refuse = |detail: String| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail);
    let domain = normalized(conn.config("shop").unwrap_or_default())
        .ok_or_else(|| refuse("enter the shop's permanent name, which ends in .myshopify.com".to_owned()))?;
    if let Some(base) = conn.base_url() {
        return Ok(with_name(base, domain.strip_suffix(SUFFIX).unwrap_or(&domain)));
    }
    Url::parse(&format!("https://{domain}/")).map_err(|error| refuse(error.to_string()))
}

fn with_name(base: &Url, name: &str) -> Url {
    let mut url = base.clone();
    // A parsed address holds braces percent-encoded.
    url.set_path(&base.path().replace("%7Bshop%7D", name));
    url
}

/// The domain as Shopify itself writes it, and nothing else.
pub(super) fn exact(text: &str) -> Option<String> {
    normalized(text).filter(|domain| text.eq_ignore_ascii_case(domain))
}

/// `loja.myshopify.com`, from the name alone, the domain, or an address of the shop's back office.
pub(super) fn normalized(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    let text = text.strip_prefix("admin.shopify.com/store/").unwrap_or(text);
    let text = text.split(['/', '?', '#']).next().unwrap_or_default();
    let name = text.strip_suffix(SUFFIX).unwrap_or(text);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let good = name.len() <= 60
        && name.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
        && name.bytes().all(allowed);
    good.then(|| format!("{name}{SUFFIX}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_naming_a_shop_gives_its_domain() {
        for text in [
            "loja-1",
            "Loja-1.myshopify.com",
            "https://loja-1.myshopify.com/admin/orders?x=1",
            "https://admin.shopify.com/store/loja-1/settings",
        ] {
            assert_eq!(normalized(text).as_deref(), Some("loja-1.myshopify.com"), "{text}");
        }
    }

    #[test]
    fn what_shopify_says_is_a_domain_and_nothing_else() {
        assert_eq!(exact("Loja-1.myshopify.com").as_deref(), Some("loja-1.myshopify.com"));
        for text in ["loja-1", "https://loja-1.myshopify.com", "loja-1.myshopify.com/", "loja.example"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }

    #[test]
    fn one_configured_base_serves_many_shops() {
        let base = |text: &str| with_name(&text.parse().unwrap(), "loja-1").to_string();
        assert_eq!(base("http://127.0.0.1:9/shopify/{shop}"), "http://127.0.0.1:9/shopify/loja-1");
        assert_eq!(base("http://127.0.0.1:9/shopify/x"), "http://127.0.0.1:9/shopify/x");
    }

    #[test]
    fn a_foreign_host_is_never_called() {
        for text in [
            "",
            "evil.example",
            "loja.myshopify.com.evil.example",
            "evil.example/loja.myshopify.com",
            "loja@evil.example",
            "loja.myshopify.com:8080",
            "-loja",
            "127.0.0.1",
            "löja",
        ] {
            assert_eq!(normalized(text), None, "{text}");
        }
    }
}
