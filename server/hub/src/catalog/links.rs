//! Linking what channels sell to products, once for all lines that wait.

use super::begin;
use super::candidates::{Known, beginnings, candidates};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    AuditAction, Currency, Fault, FieldProblem, Money, ProductId,
    view::{
        catalog::{Candidate, Mended, ProductFields, ProductKey, UnknownFilter, UnknownItem, sku_key},
        overview::Attention,
        page::{Cursor, Page},
    },
};
use serde_json::json;
use store::{OrgTx, catalog::WaitingLine};

/// Products compared by name whatever their beginning: all of a small catalogue.
const COMPARED: i64 = 2_000;

/// SKUs and codes to link, those with the most waiting lines first, each with the products it might be.
#[derive(Debug)]
pub struct LinkPage {
    pub page: Page<(UnknownItem, Vec<Candidate>)>,
    /// All SKUs and codes that wait, counted up to [`Attention::CAP`].
    pub waiting: i64,
    /// Whether there is a store that could sell something.
    pub has_stores: bool,
}

/// A SKU or code that was linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    pub product: ProductId,
    /// Lines that were given to it: those that waited, and those of a link that was replaced.
    pub lines: u64,
    /// Whether it is remembered as a link, which can be undone: a product's own SKU is none.
    pub is_link: bool,
}

/// A page of what is to be linked.
///
/// # Errors
/// When the database cannot be asked.
pub async fn to_link(
    cx: &OrgCx<View>,
    filter: Option<&UnknownFilter>,
    from: Option<&Cursor>,
) -> Result<LinkPage, HubError> {
    let mut tx = cx.begin().await?;
    let Page { rows, previous, next } = store::catalog::unknown_items(&mut tx, filter, from).await?;
    let waiting = store::catalog::count_unknown(&mut tx, Attention::CAP).await?;
    let (skus, names) = beginnings(&rows);
    let products = store::catalog::candidates(&mut tx, &skus, &names, COMPARED).await?;
    let products: Vec<_> = products.into_iter().map(Known::new).collect();
    let rows = rows.into_iter().map(|item| {
        let found = candidates(&item, &products);
        (item, found)
    });
    let page = Page { rows: rows.collect(), previous, next };
    let has_stores = waiting > 0 || !store::orders::channels(&mut tx).await?.is_empty();
    Ok(LinkPage { page, waiting, has_stores })
}

/// Links a SKU or code to a product: remembered for lines to come, and all waiting lines are mended. A link
/// to another product is replaced, for its lines too.
///
/// # Errors
/// [`Fault::NotFound`] if there is no such product or connection; [`Fault::Conflict`] `sku_of_product`
/// if the SKU is another product's own.
pub async fn link(cx: &OrgCx<EditCatalog>, key: &ProductKey, product: ProductId) -> Result<Linked, HubError> {
    let mut tx = begin(cx).await?;
    let linked = tie(cx, &mut tx, key, product).await?;
    tx.commit().await?;
    Ok(linked)
}

pub(super) async fn tie(
    cx: &OrgCx<EditCatalog>,
    tx: &mut OrgTx,
    key: &ProductKey,
    product: ProductId,
) -> Result<Linked, HubError> {
    let owner = match key {
        ProductKey::Sku(sku) => store::catalog::by_sku(tx, sku).await?,
        ProductKey::Code { .. } => None,
    };
    let is_link = match owner {
        // A product's own SKU needs no link.
        Some(own) if own == product => false,
        Some(_) => return Err(Fault::Conflict { what: "sku_of_product".into() }.into()),
        None => {
            store::catalog::link(tx, key, product, cx.actor().user()).await?;
            true
        }
    };
    let Mended { lines } = store::catalog::mend(tx, key, product).await?;
    audit(cx, tx, (AuditAction::SkuLinked, AuditAction::CodeLinked), key, product, lines).await?;
    Ok(Linked { product, lines, is_link })
}

async fn audit(
    cx: &OrgCx<EditCatalog>,
    tx: &mut OrgTx,
    (of_sku, of_code): (AuditAction, AuditAction),
    key: &ProductKey,
    product: ProductId,
    lines: u64,
) -> Result<(), HubError> {
    let (action, data) = match key {
        ProductKey::Sku(sku) => (of_sku, json!({"sku": sku, "lines": lines})),
        ProductKey::Code { connection, code } => {
            (of_code, json!({"connection": connection, "code": code, "lines": lines}))
        }
    };
    Ok(cx.audit(tx, action, ("product", Some(product.0)), data).await?)
}

/// Links a SKU or code to the product that has `product_sku`, as [`link`].
///
/// # Errors
/// Also [`Fault::Invalid`] for `product_sku` if it is empty or no product's.
pub async fn link_to_sku(
    cx: &OrgCx<EditCatalog>,
    key: &ProductKey,
    product_sku: &str,
) -> Result<Linked, HubError> {
    let refused = |problem| Fault::field("product_sku", problem);
    let wanted = sku_key(product_sku).ok_or_else(|| refused(FieldProblem::Required))?;
    let product = store::catalog::by_sku(&mut cx.begin().await?, &wanted).await?;
    link(cx, key, product.ok_or_else(|| refused(FieldProblem::Unknown))?).await
}

/// Forgets a link. The lines with this key wait again; returns how many.
///
/// # Errors
/// [`Fault::NotFound`] if the product has no such link.
pub async fn unlink(cx: &OrgCx<EditCatalog>, key: &ProductKey, product: ProductId) -> Result<u64, HubError> {
    let mut tx = begin(cx).await?;
    let lines = store::catalog::unlink(&mut tx, key, product).await?;
    audit(cx, &mut tx, (AuditAction::SkuUnlinked, AuditAction::CodeUnlinked), key, product, lines).await?;
    tx.commit().await?;
    Ok(lines)
}

/// A product as the form begins with it for what waits: what a line says, nothing invented. A line
/// without SKU gives none.
///
/// # Errors
/// [`Fault::NotFound`] if no line waits for this key.
pub async fn draft(cx: &OrgCx<EditCatalog>, key: &ProductKey) -> Result<ProductFields, HubError> {
    let mut tx = cx.begin().await?;
    let line = store::catalog::waiting_line(&mut tx, key).await?;
    let (currency, _) = store::overview::home(&mut tx).await?;
    Ok(product_of_line(line, currency))
}

fn product_of_line(line: WaitingLine, currency: Currency) -> ProductFields {
    let (sku, title) = (line.sku.unwrap_or_default().trim().to_owned(), line.title);
    let name = match line.variant {
        Some(variant) if !title.contains(&variant) => format!("{title} - {variant}"),
        _ => title,
    };
    let name: String = name.trim().chars().filter(|sign| !sign.is_control()).take(255).collect();
    let price = (line.currency == currency).then(|| Money::new(line.unit_price, currency).minor().ok());
    let name = if name.is_empty() { sku.clone() } else { name };
    ProductFields { price_minor: price.flatten(), ..ProductFields::new(sku, name, currency) }
}
