//! Linking SKUs that channels sell to products, once for all lines that wait.

use super::begin;
use super::candidates::{Known, beginnings, candidates};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    Currency, Fault, FieldProblem, Money, ProductId,
    view::{
        catalog::{Candidate, Mended, ProductFields, UnknownSku, sku_key},
        overview::Attention,
        page::{Cursor, Page},
        search::Match,
    },
};
use serde_json::json;
use store::{OrgTx, catalog::WaitingLine};

/// Products compared by name whatever their beginning: all of a small catalogue.
const COMPARED: i64 = 2_000;

/// SKUs to link, those with the most waiting lines first, each with the products it might be.
#[derive(Debug)]
pub struct LinkPage {
    pub page: Page<(UnknownSku, Vec<Candidate>)>,
    /// All SKUs that wait, counted up to [`Attention::CAP`].
    pub waiting: i64,
    /// Whether there is a store that could sell something.
    pub has_stores: bool,
}

/// A SKU that was linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    pub product: ProductId,
    /// Lines that waited for it.
    pub lines: u64,
    /// Whether it is remembered as a link, which can be undone: a product's own SKU is none.
    pub is_link: bool,
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
    let page = Page { rows: rows.collect(), previous, next };
    let has_stores = waiting > 0 || !store::orders::channels(&mut tx).await?.is_empty();
    Ok(LinkPage { page, waiting, has_stores })
}

/// Links a SKU to a product: remembered for lines to come, and all waiting lines are mended.
///
/// # Errors
/// [`Fault::NotFound`] if there is no such product; [`Fault::Conflict`] `sku_of_product` if the SKU is
/// another product's own.
pub async fn link(cx: &OrgCx<EditCatalog>, sku: &str, product: ProductId) -> Result<Linked, HubError> {
    let key = sku_key(sku).ok_or(Fault::NotFound)?;
    let mut tx = begin(cx).await?;
    let linked = tie(cx, &mut tx, &key, product).await?;
    tx.commit().await?;
    Ok(linked)
}

pub(super) async fn tie(
    cx: &OrgCx<EditCatalog>,
    tx: &mut OrgTx,
    key: &str,
    product: ProductId,
) -> Result<Linked, HubError> {
    let is_link = match store::catalog::by_sku(tx, key).await? {
        // A product's own SKU needs no link.
        Some(own) if own == product => false,
        Some(_) => return Err(Fault::Conflict { what: "sku_of_product".into() }.into()),
        None => {
            store::catalog::link(tx, key, product, cx.actor().user()).await?;
            true
        }
    };
    let Mended { lines } = store::catalog::mend(tx, key, product).await?;
    let data = json!({"sku": key, "lines": lines});
    cx.audit(tx, "sku.linked", ("product", Some(product.0)), data).await?;
    Ok(Linked { product, lines, is_link })
}

/// Links a SKU to the product that has `product_sku`, as [`link`].
///
/// # Errors
/// Also [`Fault::Invalid`] for `product_sku` if it is empty or no product's.
pub async fn link_to_sku(cx: &OrgCx<EditCatalog>, sku: &str, product_sku: &str) -> Result<Linked, HubError> {
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

/// A product as the form begins with it for a SKU that waits: what a line says, nothing invented.
///
/// # Errors
/// [`Fault::NotFound`] if no line waits for this SKU.
pub async fn draft(cx: &OrgCx<EditCatalog>, sku: &str) -> Result<ProductFields, HubError> {
    let key = sku_key(sku).ok_or(Fault::NotFound)?;
    let mut tx = cx.begin().await?;
    let line = store::catalog::waiting_line(&mut tx, &key).await?;
    let (currency, _) = store::overview::home(&mut tx).await?;
    Ok(product_of_line(line, currency))
}

fn product_of_line(line: WaitingLine, currency: Currency) -> ProductFields {
    let (sku, title) = (line.sku.trim().to_owned(), line.title);
    let name = match line.variant {
        Some(variant) if !title.contains(&variant) => format!("{title} - {variant}"),
        _ => title,
    };
    let name: String = name.trim().chars().filter(|sign| !sign.is_control()).take(255).collect();
    let price = (line.currency == currency).then(|| Money::new(line.unit_price, currency).minor().ok());
    ProductFields {
        name: if name.is_empty() { sku.clone() } else { name },
        sku,
        description: String::new(),
        currency,
        price_minor: price.flatten(),
        cost_minor: None,
        stock: None,
        gtin: None,
        ncm: None,
        active: true,
    }
}
