//! Which products of the catalogue a check is about.

use crate::{HubError, auth::OrgCx, permit::View};
use domain::{
    ProductId, SheetKind,
    view::{catalog::sku_key, validation::Finding},
};
use std::collections::BTreeMap;
use store::{OrgTx, StoreError, catalog};

/// The products of the catalogue that findings of a check of it are in, by their SKUs. None of a check of anything else: what has
/// the same SKU there need not be the same product.
///
/// # Errors
/// [`HubError`].
pub async fn found_products(
    cx: &OrgCx<View>,
    kind: SheetKind,
    found: &[Finding],
) -> Result<BTreeMap<String, ProductId>, HubError> {
    Ok(of(&mut cx.begin().await?, kind, found).await?)
}

pub(super) async fn of(
    tx: &mut OrgTx,
    kind: SheetKind,
    found: &[Finding],
) -> Result<BTreeMap<String, ProductId>, StoreError> {
    if kind != SheetKind::Catalogue {
        return Ok(BTreeMap::new());
    }
    let skus: BTreeMap<&str, String> =
        found.iter().filter_map(|one| Some((one.sku.as_deref()?, sku_key(one.sku.as_deref()?)?))).collect();
    let keys: Vec<String> = skus.values().cloned().collect();
    let known = catalog::by_skus(tx, &keys).await?;
    let product = |(sku, key): (&str, String)| Some((sku.to_owned(), *known.get(&key)?));
    Ok(skus.into_iter().filter_map(product).collect())
}
