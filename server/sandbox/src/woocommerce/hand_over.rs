//! `wc-auth`: an administrator agrees, the shop makes a key, posts it and sends the person back, by the rules of
//! `class-wc-auth.php`. As with events, nothing is posted: what would be is kept for whoever asks.

use serde_json::json;
use url::Url;

use crate::consent;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop, locked};

/// A key on its way to whoever asked for it.
#[derive(Clone, Debug)]
pub struct HandedKey {
    pub address: String,
    /// JSON.
    pub body: String,
}

impl Shop {
    /// WooCommerce: the key that was made last and not asked for yet.
    pub fn handed_key(&self) -> Option<HandedKey> {
        locked(&self.handed).take()
    }
}

pub(super) fn page(shop: &Shop, request: &Request, step: &str) -> Reply {
    let asked = match read(request) {
        Ok(asked) => asked,
        Err(why) => return refused(&why),
    };
    match step {
        "authorize" => {
            let query =
                url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&request.query).finish();
            let allow = format!("{}/wc-auth/v1/access_granted?{query}", request.base);
            consent::page("WooCommerce", shop.name(), &allow, asked.back(false).as_str())
        }
        "access_granted" => {
            let Credentials::Woocommerce { consumer_key, consumer_secret } = shop.credentials() else {
                return refused("Access denied");
            };
            let body = json!({
                "key_id": 1,
                "user_id": asked.user,
                "consumer_key": consumer_key,
                "consumer_secret": consumer_secret,
                "key_permissions": asked.scope,
            });
            *locked(&shop.handed) =
                Some(HandedKey { address: asked.deliver_to.clone(), body: body.to_string() });
            Reply::html(302, "").with("location", asked.back(true).as_str())
        }
        _ => refused("Invalid endpoint"),
    }
}

struct Asked {
    user: String,
    scope: String,
    return_to: Url,
    deliver_to: String,
}

impl Asked {
    fn back(&self, agreed: bool) -> Url {
        let mut url = self.return_to.clone();
        let success = if agreed { "1" } else { "0" };
        url.query_pairs_mut().extend_pairs([("success", success), ("user_id", &self.user)]);
        url
    }
}

fn read(request: &Request) -> Result<Asked, String> {
    let value = |name: &str| {
        let value = request.param(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| format!("Missing parameter {name}"))
    };
    value("app_name")?;
    let (user, scope) = (value("user_id")?, value("scope")?);
    if !matches!(scope, "read" | "write" | "read_write") {
        return Err(format!("Invalid scope {scope}"));
    }
    let url = |name: &str| {
        let text = value(name)?;
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        url.ok_or_else(|| format!("The {name} is not a valid URL"))
    };
    let (return_to, deliver_to) = (url("return_url")?, url("callback_url")?);
    if deliver_to.scheme() != "https" {
        return Err("The callback_url needs to be over SSL".to_owned());
    }
    Ok(Asked { user: user.to_owned(), scope: scope.to_owned(), return_to, deliver_to: deliver_to.into() })
}

fn refused(why: &str) -> Reply {
    Reply::html(
        401,
        format!("<!DOCTYPE html><title>WordPress</title><p>Error: {}.</p>", why.replace('<', "&lt;")),
    )
}
