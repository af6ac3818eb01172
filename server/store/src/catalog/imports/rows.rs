//! The rows of an import.

use crate::{OrgTx, StoreError, catalog::product::StoredProduct};
use domain::{
    CatalogueImportId, Currency, ProductId, ValidationRunId,
    view::{
        catalogue_import::{ImportFilter, ImportProblem, ImportRow, ProductValues, RowError},
        page::{Cursor, CursorKey, PAGE_SIZE, Page, Toward},
    },
};
use std::collections::{BTreeMap, HashMap};

/// What the catalogue knows of a SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// A product has it as its own; its amounts are in this currency.
    Product(ProductId, Box<ProductValues>, Currency),
    /// It is another SKU of a product.
    Linked,
}

/// What the catalogue knows of SKUs, in the form in which they are compared.
///
/// # Errors
/// [`StoreError`].
pub async fn known(tx: &mut OrgTx, skus: &[String]) -> Result<HashMap<String, Known>, StoreError> {
    let org = tx.org();
    let linked = sqlx::query_scalar!(
        "select sku_key from sku_links where org_id = $1 and sku_key = any($2)",
        org.0,
        skus
    );
    let linked = linked.fetch_all(tx.conn()).await?.into_iter().map(|sku| (sku, Known::Linked));
    let mut known: HashMap<_, _> = linked.collect();
    let products = sqlx::query_as!(
        StoredProduct,
        "select id, sku, sku_key, name, name_key, brand, category, description, currency, price_minor, compare_at_minor, cost_minor,
             stock, gtin, ncm, weight_grams, length_mm, width_mm, height_mm, images, active, updated_at
         from products where org_id = $1 and sku_key = any($2)",
        org.0,
        skus,
    );
    for row in products.fetch_all(tx.conn()).await? {
        let (id, sku_key) = (ProductId(row.id), row.sku_key.clone());
        let fields = row.read()?;
        let currency = fields.currency;
        known.insert(sku_key, Known::Product(id, Box::new(fields.into()), currency));
    }
    Ok(known)
}

/// Notes what an import would do.
///
/// # Errors
/// [`StoreError`].
pub async fn add_rows(tx: &mut OrgTx, id: CatalogueImportId, rows: &[ImportRow]) -> Result<(), StoreError> {
    let org = tx.org();
    let json = |values: &ProductValues| serde_json::to_value(values).unwrap_or_default();
    sqlx::query!(
        "insert into catalogue_import_rows (org_id, import_id, row, action, sku, product_id, before, after, problems,
             has_errors)
         select $1, $2, unnest($3::bigint[]), unnest($4::text[]), unnest($5::text[]), unnest($6::uuid[]),
             unnest($7::jsonb[]), unnest($8::jsonb[]), unnest($9::jsonb[]), unnest($10::boolean[])",
        org.0,
        id.0,
        &rows.iter().map(|row| row.row).collect::<Vec<_>>(),
        &rows.iter().map(|row| row.action.code()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|row| row.sku.as_str()).collect::<Vec<_>>() as &[&str],
        &rows.iter().map(|row| row.product.map(|id| id.0)).collect::<Vec<_>>() as &[Option<uuid::Uuid>],
        &rows.iter().map(|row| json(&row.before)).collect::<Vec<_>>(),
        &rows.iter().map(|row| json(&row.after)).collect::<Vec<_>>(),
        &rows
            .iter()
            .map(|row| serde_json::to_value(&row.problems).unwrap_or_default())
            .collect::<Vec<_>>(),
        &rows.iter().map(|row| row.has_errors).collect::<Vec<_>>(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A page of what an import does, in the order of the file.
///
/// # Errors
/// [`StoreError`].
pub async fn rows(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    filter: ImportFilter,
    from: Option<&Cursor>,
) -> Result<Page<ImportRow>, StoreError> {
    let place = from.and_then(|cursor| cursor.text()?.parse::<i64>().ok());
    let back = from.is_some_and(|cursor| cursor.toward == Toward::Previous);
    let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
    let mut rows = listed(tx, id, filter, place, back, limit).await?;
    rows.truncate(PAGE_SIZE + 1);
    Ok(Page::of_query(rows, from.filter(|_| place.is_some()), |row| {
        (CursorKey::Text(row.row.to_string()), id.0)
    }))
}

/// The errors that the check of an import found in these records, in its order. Of a check that found more than are kept some
/// may be missing.
///
/// # Errors
/// [`StoreError`].
pub async fn errors_of(
    tx: &mut OrgTx,
    run: ValidationRunId,
    rows: &[i64],
) -> Result<BTreeMap<i64, Vec<RowError>>, StoreError> {
    let org = tx.org();
    let found = sqlx::query!(
        "select f.row, f.field, u.title from validation_findings f
         join validation_run_rules u on u.org_id = f.org_id and u.run_id = f.run_id and u.position = f.rule
         where f.org_id = $1 and f.run_id = $2 and f.row = any($3) and f.severity = 'error'
         order by f.row, f.rule, f.field",
        org.0,
        run.0,
        rows,
    );
    let mut errors: BTreeMap<i64, Vec<RowError>> = BTreeMap::new();
    for row in found.fetch_all(tx.conn()).await? {
        let title = serde_json::from_value(row.title).unwrap_or_default();
        let error = RowError { field: row.field, title };
        let of_row = errors.entry(row.row).or_default();
        // Several packs may say the same of a cell.
        if !of_row.contains(&error) {
            of_row.push(error);
        }
    }
    Ok(errors)
}

async fn listed(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    filter: ImportFilter,
    place: Option<i64>,
    back: bool,
    limit: i64,
) -> Result<Vec<ImportRow>, StoreError> {
    let org = tx.org();
    let mut sql = sqlx::QueryBuilder::<sqlx::Postgres>::new(
        "select row, action, sku, product_id, before, after, problems, has_errors, outcome from catalogue_import_rows
         where org_id = ",
    );
    sql.push_bind(org.0).push(" and import_id = ").push_bind(id.0);
    match filter {
        ImportFilter::All => {}
        ImportFilter::Action(action) => {
            sql.push(" and action = ").push_bind(action.code());
        }
        ImportFilter::WithErrors => {
            sql.push(" and has_errors");
        }
    }
    if let Some(place) = place {
        sql.push(" and row ").push(if back { "< " } else { "> " }).push_bind(place);
    }
    sql.push(" order by row ").push(if back { "desc" } else { "asc" }).push(" limit ").push_bind(limit);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(tx.conn()).await?;
    rows.into_iter().map(Row::read).collect()
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub row: i64,
    pub action: String,
    pub sku: String,
    pub product_id: Option<uuid::Uuid>,
    pub before: serde_json::Value,
    pub after: serde_json::Value,
    pub problems: serde_json::Value,
    pub has_errors: bool,
    pub outcome: Option<String>,
}

impl Row {
    pub fn read(self) -> Result<ImportRow, StoreError> {
        let corrupt = |error: serde_json::Error| StoreError::Corrupt(format!("a row of an import: {error}"));
        let problems: Vec<ImportProblem> = serde_json::from_value(self.problems).map_err(corrupt)?;
        Ok(ImportRow {
            row: self.row,
            action: self.action.parse()?,
            sku: self.sku,
            product: self.product_id.map(ProductId),
            before: serde_json::from_value(self.before).map_err(corrupt)?,
            after: serde_json::from_value(self.after).map_err(corrupt)?,
            problems,
            has_errors: self.has_errors,
            outcome: self.outcome.map(|outcome| outcome.parse()).transpose()?,
        })
    }
}
