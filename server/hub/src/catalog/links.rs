//! Linking SKUs that channels sell to products, once for all lines that wait.

use super::candidates::{Known, beginnings, candidates};
use super::{add, begin, product_of_line};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    Fault, FieldProblem, ProductId,
    view::{
        catalog::{Candidate, Mended, UnknownSku, sku_key},
        overview::Attention,
        page::{Cursor, Page},
        search::Match,
    },
};
use serde_json::json;

/// Products compared by name whatever their beginning: all of a small catalogue.
const COMPARED: i64 = 2_000;

/// SKUs to link, those with the most waiting lines first, each with the products it might be.
#[derive(Debug)]
pub struct LinkPage {
    pub page: Page<(UnknownSku, Vec<Candidate>)>,
    /// All SKUs that wait, counted up to [`Attention::CAP`].
    pub waiting: i64,
}

/// A page of SKUs to link; with `keys`, those whose key lies within.
///
/// # Errors
/// When the database cannot be asked.
pub async fn to_link(
    cx: &OrgCx<View>,
    keys: Option<&Match>,
    from: Option<&Cursor>,
) -> Result<LinkPage, HubError> {
    let mut tx = cx.begin().await?;
    let Page { rows, previous, next } = store::catalog::unknown_skus(&mut tx, keys, from).await?;
    let waiting = store::catalog::count_unknown(&mut tx, Attention::CAP).await?;
    let (skus, names) = beginnings(&rows);
    let products = store::catalog::candidates(&mut tx, &skus, &names, COMPARED).await?;
    let products: Vec<_> = products.into_iter().map(Known::new).collect();
    let rows = rows.into_iter().map(|sku| {
        let found = candidates(&sku, &products);
        (sku, found)
    });
    Ok(LinkPage { page: Page { rows: rows.collect(), previous, next }, waiting })
}

/// Links a SKU to a product: remembered for lines to come, and all waiting lines are mended.
///
/// # Errors
/// [`Fault::NotFound`] if there is no such product; [`Fault::Conflict`] `sku_of_product` if the SKU is
/// another product's own.
pub async fn link(cx: &OrgCx<EditCatalog>, sku: &str, product: ProductId) -> Result<Mended, HubError> {
    let key = sku_key(sku).ok_or(Fault::NotFound)?;
    let mut tx = begin(cx).await?;
    match store::catalog::by_sku(&mut tx, &key).await? {
        // A product's own SKU needs no link.
        Some(own) if own == product => {}
        Some(_) => return Err(Fault::Conflict { what: "sku_of_product".into() }.into()),
        None => store::catalog::link(&mut tx, &key, product, cx.actor().user()).await?,
    }
    let mended = store::catalog::mend(&mut tx, &key, product).await?;
    let data = json!({"sku": key, "lines": mended.lines});
    cx.audit(&mut tx, "sku.linked", ("product", Some(product.0)), data).await?;
    tx.commit().await?;
    Ok(mended)
}

/// Links a SKU to the product that has `product_sku`, as [`link`].
///
/// # Errors
/// Also [`Fault::Invalid`] for `product_sku` if it is empty or no product's.
pub async fn link_to_sku(cx: &OrgCx<EditCatalog>, sku: &str, product_sku: &str) -> Result<Mended, HubError> {
    let refused = |problem| Fault::field("product_sku", problem);
    let wanted = sku_key(product_sku).ok_or_else(|| refused(FieldProblem::Required))?;
    let product = store::catalog::by_sku(&mut cx.begin().await?, &wanted).await?;
    link(cx, sku, product.ok_or_else(|| refused(FieldProblem::Unknown))?).await
}

/// Forgets a link. The lines with this SKU wait again; returns how many.
///
/// # Errors
/// [`Fault::NotFound`] if the product has no such link.
pub async fn unlink(cx: &OrgCx<EditCatalog>, sku: &str, product: ProductId) -> Result<u64, HubError> {
    let key = sku_key(sku).ok_or(Fault::NotFound)?;
    let mut tx = begin(cx).await?;
    let lines = store::catalog::unlink(&mut tx, &key, product).await?;
    cx.audit(&mut tx, "sku.unlinked", ("product", Some(product.0)), json!({"sku": key, "lines": lines}))
        .await?;
    tx.commit().await?;
    Ok(lines)
}

/// Makes a product of what the waiting lines say, and links them.
///
/// # Errors
/// [`Fault::NotFound`] if no line waits for this SKU.
pub async fn create_from_lines(cx: &OrgCx<EditCatalog>, sku: &str) -> Result<(ProductId, Mended), HubError> {
    let key = sku_key(sku).ok_or(Fault::NotFound)?;
    let mut tx = begin(cx).await?;
    let line = store::catalog::unknown_sku(&mut tx, &key).await?;
    let (currency, _) = store::overview::home(&mut tx).await?;
    let fields = product_of_line(&line.sku, &line.title, line.variant.as_deref(), currency);
    let id = ProductId::new();
    let mended = add(cx, &mut tx, id, &fields).await?;
    tx.commit().await?;
    Ok((id, mended))
}
