//! Turning the picked products of the list on and off.

use super::PATH;
use crate::form::{Done, Form, Posted};
use domain::{Fault, ProductId};
use hub::{HubError, permit::EditCatalog};
use leptos::{prelude::*, server_fn::ServerFn};

/// Turns products on, or off where `active` is empty. What differed is taken back by the same.
#[server(name = ProductsActive, prefix = "/ui", endpoint = "products/active")]
pub async fn products_active(
    #[server(default)] products: Vec<String>,
    #[server(default)] active: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("products_active", &return_to, PATH);
    let done = async {
        let cx = form.authorize::<EditCatalog>()?;
        let ids = products.iter().map(|id| id.parse::<ProductId>().map_err(|_| Fault::NotFound));
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        let is_active = !active.is_empty();
        let changed = hub::catalog::set_active(&cx, &ids, is_active).await?;
        form.refuse_idle_undo(!changed.is_empty())?;
        let (t, count) = (form.texts().products(), changed.len() as i64);
        let done = Done::back().toast(if is_active { t.activated(count) } else { t.deactivated(count) });
        Ok::<_, HubError>(if changed.is_empty() { done } else { undone_by(done, &changed, !is_active) })
    };
    let done = done.await;
    form.answer(done).await
}

fn undone_by(done: Done, products: &[ProductId], active: bool) -> Done {
    let fields = products.iter().enumerate().map(|(at, id)| (format!("products[{at}]"), id.to_string()));
    let fields: Vec<_> = fields.collect();
    let fields = fields.iter().map(|(name, id)| (name.as_str(), id.as_str()));
    let active = ("active", if active { "1" } else { "" });
    done.undo(ProductsActive::url(), &fields.chain([active]).collect::<Vec<_>>())
}
