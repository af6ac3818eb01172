//! Products: the list, one, writing one.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ProductId,
    view::{
        catalog::{Product, ProductFields, ProductRow, ProductSelection, ProductSort, name_key, sku_key},
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
        search::{Match, Search},
    },
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A page of the selection, beginning at `from`; with a search, the products whose SKU or name begins so.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    tx: &mut OrgTx,
    selection: &ProductSelection,
    from: Option<&Cursor>,
) -> Result<Page<ProductRow>, StoreError> {
    let ids = selected(tx, selection, from, PAGE_SIZE as i64 + 1).await?;
    let org = tx.org();
    let rows = sqlx::query!(
        "select p.id, p.sku, p.name, p.name_key, p.currency, p.price_minor, p.stock, p.active
         from unnest($2::uuid[]) with ordinality as wanted (id, place)
         join products p on p.org_id = $1 and p.id = wanted.id
         order by wanted.place",
        org.0,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(ProductRow {
                id: ProductId(row.id),
                sku: row.sku,
                name: row.name,
                name_key: row.name_key,
                currency: crate::orders::currency(&row.currency)?,
                price_minor: row.price_minor,
                stock: row.stock,
                active: row.active,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::of_query(rows, from, |row| (key(selection.sort, &row.name_key, row.stock), row.id.0)))
}

/// The products of a selection behind `after`, at most `most`, in its order; and the place of the last one, unless there are no more.
///
/// # Errors
/// [`StoreError`].
pub async fn batch(
    tx: &mut OrgTx,
    selection: &ProductSelection,
    after: Option<&Cursor>,
    most: i64,
) -> Result<(Vec<ProductFields>, Option<Cursor>), StoreError> {
    let ids = selected(tx, selection, after, most).await?;
    let org = tx.org();
    let rows = sqlx::query_as!(
        StoredProduct,
        "select p.id, p.sku, p.sku_key, p.name, p.name_key, p.brand, p.category, p.description, p.currency, p.price_minor,
             p.compare_at_minor, p.cost_minor, p.stock, p.gtin, p.ncm, p.weight_grams, p.length_mm, p.width_mm, p.height_mm,
             p.images, p.active, p.updated_at
         from unnest($2::uuid[]) with ordinality as wanted (id, place)
         join products p on p.org_id = $1 and p.id = wanted.id
         order by wanted.place",
        org.0,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let last = rows.last().filter(|_| ids.len() as i64 == most);
    let next = last.map(|last| Cursor {
        toward: Toward::Next,
        key: key(selection.sort, &last.name_key, last.stock),
        id: last.id,
    });
    let products = rows.into_iter().map(StoredProduct::read).collect::<Result<_, _>>()?;
    Ok((products, next))
}

/// The place of a product in an order.
fn key(sort: ProductSort, name_key: &str, stock: Option<i64>) -> CursorKey {
    sort.rank(stock).map_or_else(|| CursorKey::Text(name_key.to_owned()), CursorKey::Number)
}

/// The next ids of a selection.
async fn selected(
    tx: &mut OrgTx,
    selection: &ProductSelection,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let ProductSelection { picked, search, active, sort } = selection;
    match (sort, active, picked, search) {
        (ProductSort::Name, None, None, None) => walk(tx, from, limit).await,
        (ProductSort::Name, None, None, Some(search)) => found(tx, search, from, limit).await,
        _ => sorted(tx, selection, from, limit).await,
    }
}

/// The next ids of any selection. It reads the whole catalogue, or all that the search finds, and keeps a page of it: thousands of
/// narrow rows, for which an index in each order would cost every write more than it spares the few who ask.
async fn sorted(
    tx: &mut OrgTx,
    selection: &ProductSelection,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let org = tx.org();
    let (code, name) = match &selection.search {
        Some(search) => (Some(&search.code), Some(Match::beginning(name_key(search.as_str())))),
        None => (None, None),
    };
    let picked = selection.picked.as_ref().map(|picked| picked.iter().map(|id| id.0).collect::<Vec<_>>());
    let by_name = selection.sort == ProductSort::Name;
    let place = from.and_then(|cursor| {
        let (rank, name) = if by_name { (0, cursor.text()?) } else { (cursor.number()?, "") };
        Some((rank, name, cursor.id, cursor.toward == Toward::Previous))
    });
    let (rank, place_name, place_id, back) = place.unwrap_or((i64::MIN, "", Uuid::nil(), false));
    let ids = sqlx::query_scalar!(
        r#"with ranked as (
               select id, case when $7 then name_key else '' end as name,
                   case when $7 then 0
                       when stock is null then 9223372036854775807
                       when $8 then -greatest(stock, -9223372036854775807)
                       else stock
                   end as rank
               from products
               where org_id = $1 and ($14::uuid[] is null or id = any ($14)) and ($2::boolean is null or active = $2)
                   and ($3::text is null or sku_key >= $3 and sku_key < $4 or name_key >= $5 and name_key < $6)
           )
           select id as "id!" from ranked
           where case when $9 then (rank, name, id) < ($10, $11, $12) else (rank, name, id) > ($10, $11, $12) end
           order by case when $9 then rank end desc, case when $9 then name end desc, case when $9 then id end desc,
               rank, name, id
           limit $13"#,
        org.0,
        selection.active,
        code.map(|code| code.from.clone()),
        code.map(|code| code.until.clone()),
        name.as_ref().map(|name| name.from.clone()),
        name.as_ref().map(|name| name.until.clone()),
        by_name,
        selection.sort == ProductSort::HighestStock,
        back,
        rank,
        place_name,
        place_id,
        limit,
        picked.as_deref() as Option<&[Uuid]>,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(ids)
}

async fn walk(tx: &mut OrgTx, from: Option<&Cursor>, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    let org = tx.org();
    let (name, id, back) = place(from);
    let ids = if back {
        sqlx::query_scalar!(
            "select id from products where org_id = $1 and (name_key, id) < ($2, $3) order by name_key desc, id desc limit $4",
            org.0,
            name,
            id,
            limit,
        )
        .fetch_all(tx.conn())
        .await?
    } else {
        sqlx::query_scalar!(
            "select id from products where org_id = $1 and (name_key, id) > ($2, $3) order by name_key, id limit $4",
            org.0,
            name,
            id,
            limit,
        )
        .fetch_all(tx.conn())
        .await?
    };
    Ok(ids)
}

async fn found(
    tx: &mut OrgTx,
    search: &Search,
    from: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let org = tx.org();
    let (place_name, place_id, back) = place(from);
    // A text of digits may still begin a name ("3 em 1"), so the name is always tried.
    let name = Match::beginning(name_key(search.as_str()));
    // Names are walked in their order from the place on. What begins with a code is collected before it is put in order: else a few of
    // them might be looked for along all names.
    let ids = if back {
        sqlx::query_scalar!(
            r#"with by_code as materialized (
                   select name_key, id from products where org_id = $1 and sku_key >= $2 and sku_key < $3
               ), hit as (
                   (select name_key, id from by_code where (name_key, id) < ($6, $7)
                    order by name_key desc, id desc limit $8)
                   union
                   (select name_key, id from products
                    where org_id = $1 and name_key >= $4 and name_key < $5 and (name_key, id) < ($6, $7)
                    order by name_key desc, id desc limit $8)
               )
               select id as "id!" from hit order by name_key desc, id desc limit $8"#,
            org.0,
            search.code.from,
            search.code.until,
            name.from,
            name.until,
            place_name,
            place_id,
            limit,
        )
        .fetch_all(tx.conn())
        .await?
    } else {
        sqlx::query_scalar!(
            r#"with by_code as materialized (
                   select name_key, id from products where org_id = $1 and sku_key >= $2 and sku_key < $3
               ), hit as (
                   (select name_key, id from by_code where (name_key, id) > ($6, $7)
                    order by name_key, id limit $8)
                   union
                   (select name_key, id from products
                    where org_id = $1 and name_key >= $4 and name_key < $5 and (name_key, id) > ($6, $7)
                    order by name_key, id limit $8)
               )
               select id as "id!" from hit order by name_key, id limit $8"#,
            org.0,
            search.code.from,
            search.code.until,
            name.from,
            name.until,
            place_name,
            place_id,
            limit,
        )
        .fetch_all(tx.conn())
        .await?
    };
    Ok(ids)
}

/// Name, id and direction of a place; before everything without one.
fn place(from: Option<&Cursor>) -> (&str, Uuid, bool) {
    match from.and_then(|cursor| Some((cursor.text()?, cursor))) {
        Some((name, cursor)) => (name, cursor.id, cursor.toward == Toward::Previous),
        None => ("", Uuid::nil(), false),
    }
}

/// A product as it is stored.
pub(super) struct StoredProduct {
    pub id: Uuid,
    pub sku: String,
    pub sku_key: String,
    pub name: String,
    pub name_key: String,
    pub brand: Option<String>,
    pub category: Option<String>,
    pub description: String,
    pub currency: String,
    pub price_minor: Option<i64>,
    pub compare_at_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub stock: Option<i64>,
    pub gtin: Option<String>,
    pub ncm: Option<String>,
    pub weight_grams: Option<i64>,
    pub length_mm: Option<i64>,
    pub width_mm: Option<i64>,
    pub height_mm: Option<i64>,
    pub images: Vec<String>,
    pub active: bool,
    pub updated_at: DateTime<Utc>,
}

impl StoredProduct {
    pub fn read(self) -> Result<ProductFields, StoreError> {
        Ok(ProductFields {
            sku: self.sku,
            name: self.name,
            brand: self.brand,
            category: self.category,
            description: self.description,
            currency: crate::orders::currency(&self.currency)?,
            price_minor: self.price_minor,
            compare_at_minor: self.compare_at_minor,
            cost_minor: self.cost_minor,
            stock: self.stock,
            gtin: self.gtin,
            ncm: self.ncm,
            weight_grams: self.weight_grams,
            length_mm: self.length_mm,
            width_mm: self.width_mm,
            height_mm: self.height_mm,
            images: self.images,
            active: self.active,
        })
    }
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: ProductId) -> Result<Product, StoreError> {
    let org = tx.org();
    let row = sqlx::query_as!(
        StoredProduct,
        "select id, sku, sku_key, name, name_key, brand, category, description, currency, price_minor, compare_at_minor, cost_minor,
             stock, gtin, ncm, weight_grams, length_mm, width_mm, height_mm, images, active, updated_at
         from products where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .fetch_one(tx.conn())
    .await?;
    let updated_at = row.updated_at;
    Ok(Product { id, fields: row.read()?, updated_at, links: super::links(tx, id).await? })
}

/// # Errors
/// [`StoreError::Taken`] with `products_sku_key` if another product has the SKU.
pub async fn insert(tx: &mut OrgTx, id: ProductId, fields: &ProductFields) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into products (org_id, id, sku, sku_key, name, name_key, description, currency, price_minor, cost_minor, stock, gtin, ncm, active,
             brand, category, compare_at_minor, weight_grams, length_mm, width_mm, height_mm, images)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        org.0,
        id.0,
        fields.sku,
        sku_key(&fields.sku).unwrap_or_default(),
        fields.name,
        name_key(&fields.name),
        fields.description,
        fields.currency.code(),
        fields.price_minor,
        fields.cost_minor,
        fields.stock,
        fields.gtin,
        fields.ncm,
        fields.active,
        fields.brand,
        fields.category,
        fields.compare_at_minor,
        fields.weight_grams,
        fields.length_mm,
        fields.width_mm,
        fields.height_mm,
        &fields.images,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes a product, and tells when.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Taken`] with `products_sku_key`.
pub async fn update(
    tx: &mut OrgTx,
    id: ProductId,
    fields: &ProductFields,
) -> Result<DateTime<Utc>, StoreError> {
    let org = tx.org();
    let at = sqlx::query_scalar!(
        "update products set sku = $3, sku_key = $4, name = $5, name_key = $6, description = $7, currency = $8, price_minor = $9,
             cost_minor = $10, stock = $11, gtin = $12, ncm = $13, active = $14, brand = $15, category = $16,
             compare_at_minor = $17, weight_grams = $18, length_mm = $19, width_mm = $20, height_mm = $21, images = $22,
             updated_at = now()
         where org_id = $1 and id = $2
         returning updated_at",
        org.0,
        id.0,
        fields.sku,
        sku_key(&fields.sku).unwrap_or_default(),
        fields.name,
        name_key(&fields.name),
        fields.description,
        fields.currency.code(),
        fields.price_minor,
        fields.cost_minor,
        fields.stock,
        fields.gtin,
        fields.ncm,
        fields.active,
        fields.brand,
        fields.category,
        fields.compare_at_minor,
        fields.weight_grams,
        fields.length_mm,
        fields.width_mm,
        fields.height_mm,
        &fields.images,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(at)
}

/// Turns products on or off, and names those that were not so before, with their SKUs.
///
/// # Errors
/// [`StoreError::NotFound`] unless all of them are there.
pub async fn set_active(
    tx: &mut OrgTx,
    products: &[ProductId],
    active: bool,
) -> Result<Vec<(ProductId, String)>, StoreError> {
    let (org, ids) = (tx.org(), products.iter().map(|id| id.0).collect::<BTreeSet<_>>());
    let ids: Vec<_> = ids.into_iter().collect();
    let known = sqlx::query_scalar!(
        r#"select count(*) as "count!" from products where org_id = $1 and id = any ($2)"#,
        org.0,
        &ids,
    )
    .fetch_one(tx.conn())
    .await?;
    if known != ids.len() as i64 {
        return Err(StoreError::NotFound);
    }
    let rows = sqlx::query!(
        "update products set active = $3, updated_at = now()
         where org_id = $1 and id = any ($2) and active <> $3
         returning id, sku",
        org.0,
        &ids,
        active,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (ProductId(row.id), row.sku)).collect())
}

/// Products that could be meant by SKUs and titles that begin so: the first `most` by name, and the
/// first 20 for each beginning. Id, SKU and name.
///
/// # Errors
/// [`StoreError`].
pub async fn candidates(
    tx: &mut OrgTx,
    sku_beginnings: &[Match],
    name_beginnings: &[Match],
    most: i64,
) -> Result<Vec<(ProductId, String, String)>, StoreError> {
    let org = tx.org();
    let lows = |matches: &[Match]| matches.iter().map(|found| found.from.clone()).collect::<Vec<_>>();
    let highs = |matches: &[Match]| matches.iter().map(|found| found.until.clone()).collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"with hit (id) as (
               (select id from products where org_id = $1 order by name_key, id limit $6)
               union
               select p.id from unnest($2::text[], $3::text[]) as r (low, high)
               cross join lateral (select id from products
                   where org_id = $1 and sku_key >= r.low collate "C" and sku_key < r.high collate "C" order by sku_key limit 20) p
               union
               select p.id from unnest($4::text[], $5::text[]) as r (low, high)
               cross join lateral (select id from products
                   where org_id = $1 and name_key >= r.low collate "C" and name_key < r.high collate "C" order by name_key limit 20) p
           )
           select p.id, p.sku, p.name from hit join products p on p.org_id = $1 and p.id = hit.id"#,
        org.0,
        &lows(sku_beginnings),
        &highs(sku_beginnings),
        &lows(name_beginnings),
        &highs(name_beginnings),
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (ProductId(row.id), row.sku, row.name)).collect())
}

/// The product with this SKU of its own.
///
/// # Errors
/// [`StoreError`].
pub async fn by_sku(tx: &mut OrgTx, sku_key: &str) -> Result<Option<ProductId>, StoreError> {
    let org = tx.org();
    let id =
        sqlx::query_scalar!("select id from products where org_id = $1 and sku_key = $2", org.0, sku_key)
            .fetch_optional(tx.conn())
            .await?;
    Ok(id.map(ProductId))
}

/// The products with these SKUs of their own, by them.
///
/// # Errors
/// [`StoreError`].
pub async fn by_skus(tx: &mut OrgTx, sku_keys: &[String]) -> Result<BTreeMap<String, ProductId>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select sku_key, id from products where org_id = $1 and sku_key = any($2)",
        org.0,
        sku_keys,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.sku_key, ProductId(row.id))).collect())
}

/// Whether there is any product.
///
/// # Errors
/// [`StoreError`].
pub async fn has_any(tx: &mut OrgTx) -> Result<bool, StoreError> {
    let org = tx.org();
    let found =
        sqlx::query_scalar!(r#"select exists (select from products where org_id = $1) as "has_any!""#, org.0)
            .fetch_one(tx.conn())
            .await?;
    Ok(found)
}
