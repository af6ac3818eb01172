//! Products, and linking what channels sell to them.

mod candidates;
mod input;
mod links;

pub use input::ProductInput;
pub(crate) use input::is_image;
pub use links::{LinkPage, Linked, draft, link, link_to_sku, to_link, unlink};

use crate::{
    HubError,
    audit::changes,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use chrono::{DateTime, Utc};
use domain::{
    AuditAction, Fault, FieldProblem, Money, ProductId,
    view::{
        catalog::{Mended, Product, ProductFields, ProductKey, ProductRow, ProductSelection},
        overview::Attention,
        page::{Cursor, PAGE_SIZE, Page},
    },
};
use serde_json::{Value, json};
use store::OrgTx;

/// A page of products.
#[derive(Debug)]
pub struct ProductList {
    pub page: Page<ProductRow>,
    /// SKUs and codes that wait to be linked, counted up to [`Attention::CAP`].
    pub waiting: i64,
}

/// A product that was changed.
#[derive(Debug)]
pub struct Updated {
    pub mended: Mended,
    /// When, by which [`update_since`] knows that it was not changed again.
    pub at: DateTime<Utc>,
    /// What it was, where something of it is other by now and it can be that again.
    pub before: Option<ProductFields>,
}

/// Products that are changed at once: the rows of a page.
const MOST_AT_ONCE: usize = PAGE_SIZE;

/// A page of a selection of products.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    cx: &OrgCx<View>,
    selection: &ProductSelection,
    from: Option<&Cursor>,
) -> Result<ProductList, HubError> {
    let mut tx = cx.begin().await?;
    let page = store::catalog::page(&mut tx, selection, from).await?;
    let waiting = store::catalog::count_unknown(&mut tx, Attention::CAP).await?;
    Ok(ProductList { page, waiting })
}

/// A product.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn find(cx: &OrgCx<View>, id: ProductId) -> Result<Product, HubError> {
    let mut tx = cx.begin().await?;
    Ok(store::catalog::find(&mut tx, id).await?)
}

/// Adds a product in the organisation's currency. Lines that wait for its SKU are linked at once.
///
/// # Errors
/// [`Fault::Invalid`] with every field that is wrong; the SKU is taken if another product has it or
/// is linked to it.
pub async fn create(cx: &OrgCx<EditCatalog>, input: &ProductInput) -> Result<(ProductId, Mended), HubError> {
    create_for(cx, input, None).await
}

/// Adds a product as [`create`] for what waits, which is linked to it unless it is its own SKU.
///
/// # Errors
/// As [`create`]; also [`Fault::Conflict`] `sku_of_product` if the waiting SKU is another product's own.
pub async fn create_for(
    cx: &OrgCx<EditCatalog>,
    input: &ProductInput,
    waiting: Option<&ProductKey>,
) -> Result<(ProductId, Mended), HubError> {
    let mut tx = begin(cx).await?;
    let (currency, _) = store::overview::home(&mut tx).await?;
    let fields = input.read(cx.org_locale(), currency)?;
    let id = ProductId::new();
    let mut mended = add(cx, &mut tx, id, &fields).await?;
    let own = ProductKey::of_sku(&fields.sku);
    if let Some(key) = waiting.filter(|key| own.as_ref() != Some(key)) {
        mended.lines += links::tie(cx, &mut tx, key, id).await?.lines;
    }
    tx.commit().await?;
    Ok((id, mended))
}

/// Changes a product. Lines that wait for its new SKU are linked at once; what was linked stays.
///
/// # Errors
/// As [`create`]; [`Fault::NotFound`].
pub async fn update(
    cx: &OrgCx<EditCatalog>,
    id: ProductId,
    input: &ProductInput,
) -> Result<Updated, HubError> {
    update_since(cx, id, input, None).await
}

/// Changes a product as [`update`], where it was last changed at `since` and not again.
///
/// # Errors
/// As [`update`]; [`Fault::Conflict`] `product_changed`.
pub async fn update_since(
    cx: &OrgCx<EditCatalog>,
    id: ProductId,
    input: &ProductInput,
    since: Option<DateTime<Utc>>,
) -> Result<Updated, HubError> {
    let mut tx = begin(cx).await?;
    let Product { fields: before, updated_at, .. } = store::catalog::find(&mut tx, id).await?;
    if since.is_some_and(|since| since != updated_at) {
        return Err(Fault::Conflict { what: "product_changed".into() }.into());
    }
    let fields = input.read(cx.org_locale(), before.currency)?;
    refuse_linked_sku(&mut tx, id, &fields.sku).await?;
    let at = store::catalog::update(&mut tx, id, &fields).await.map_err(taken)?;
    let mended = mend_own(&mut tx, id, &fields.sku).await?;
    let told = changes(json!({ "sku": fields.sku }), &told(&before), &told(&fields));
    // Lines that found their product by its new SKU would stay with it.
    let before = (told.is_some() && mended.lines == 0).then_some(before);
    if let Some(told) = told {
        cx.audit(&mut tx, AuditAction::ProductUpdated, ("product", Some(id.0)), told).await?;
    }
    tx.commit().await?;
    Ok(Updated { mended, at, before })
}

/// Turns products on or off, and names those that were not so before.
///
/// # Errors
/// [`Fault::Invalid`] with the field `products` for none, and for more than [`MOST_AT_ONCE`]; [`Fault::NotFound`].
pub async fn set_active(
    cx: &OrgCx<EditCatalog>,
    products: &[ProductId],
    active: bool,
) -> Result<Vec<ProductId>, HubError> {
    let problem = match products.len() {
        0 => Some(FieldProblem::Required),
        1..=MOST_AT_ONCE => None,
        _ => Some(FieldProblem::OutOfRange),
    };
    if let Some(problem) = problem {
        return Err(Fault::field("products", problem).into());
    }
    let mut tx = begin(cx).await?;
    let changed = store::catalog::set_active(&mut tx, products, active).await?;
    for (id, sku) in &changed {
        let told = json!({ "sku": sku, "from": { "active": !active }, "to": { "active": active } });
        cx.audit(&mut tx, AuditAction::ProductUpdated, ("product", Some(id.0)), told).await?;
    }
    tx.commit().await?;
    Ok(changed.into_iter().map(|(id, _)| id).collect())
}

/// A transaction that changes what SKUs and codes mean, or a product: one after the other.
async fn begin(cx: &OrgCx<EditCatalog>) -> Result<OrgTx, HubError> {
    let mut tx = cx.begin().await?;
    store::catalog::lock(&mut tx).await?;
    Ok(tx)
}

async fn add(
    cx: &OrgCx<EditCatalog>,
    tx: &mut OrgTx,
    id: ProductId,
    fields: &ProductFields,
) -> Result<Mended, HubError> {
    refuse_linked_sku(tx, id, &fields.sku).await?;
    store::catalog::insert(tx, id, fields).await.map_err(taken)?;
    let mended = mend_own(tx, id, &fields.sku).await?;
    let data = json!({"sku": fields.sku, "name": fields.name, "lines": mended.lines});
    cx.audit(tx, AuditAction::ProductCreated, ("product", Some(id.0)), data).await?;
    Ok(mended)
}

fn taken(error: store::StoreError) -> HubError {
    HubError::from(error).on_taken("products_sku_key", "sku")
}

/// A SKU means one product: its own one or the one it is linked to.
async fn refuse_linked_sku(tx: &mut OrgTx, id: ProductId, sku: &str) -> Result<(), HubError> {
    let Some(key) = ProductKey::of_sku(sku) else { return Ok(()) };
    match store::catalog::linked(tx, &key).await? {
        Some(other) if other != id => Err(Fault::field("sku", FieldProblem::Taken).into()),
        _ => Ok(()),
    }
}

async fn mend_own(tx: &mut OrgTx, id: ProductId, sku: &str) -> Result<Mended, HubError> {
    match ProductKey::of_sku(sku) {
        Some(key) => Ok(store::catalog::mend(tx, &key, id).await?),
        None => Ok(Mended { lines: 0 }),
    }
}

/// What can be written of a product, as the audit log tells it: amounts as `49.90 BRL`, measures with their unit.
fn told(fields: &ProductFields) -> Value {
    let money = |minor: Option<i64>| {
        let money = Money::from_minor(minor?, fields.currency);
        Some(format!("{} {}", money.amount, money.currency))
    };
    let measure = |count: Option<i64>, unit: &str| count.map(|count| format!("{count} {unit}"));
    json!({
        "sku": fields.sku,
        "name": fields.name,
        "brand": fields.brand,
        "category": fields.category,
        "description": fields.description,
        "price": money(fields.price_minor),
        "compare_at": money(fields.compare_at_minor),
        "cost": money(fields.cost_minor),
        "stock": fields.stock,
        "gtin": fields.gtin,
        "ncm": fields.ncm,
        "weight": measure(fields.weight_grams, "g"),
        "length": measure(fields.length_mm, "mm"),
        "width": measure(fields.width_mm, "mm"),
        "height": measure(fields.height_mm, "mm"),
        "images": fields.images.join("\n"),
        "active": fields.active,
    })
}
