//! Changing products as an import says, and back.

use super::rows::Row;
use crate::{OrgTx, StoreError};
use domain::{
    CatalogueImportId, Currency, ImportAction, ImportOutcome, ProductId,
    view::{
        catalog::{name_key, sku_key},
        catalogue_import::{ImportRow, ImportTakes, ProductValues},
    },
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// The columns of a product that rows give values, called as the fields of [`ProductValues`].
const COLUMNS: [&str; 15] = [
    "name",
    "brand",
    "category",
    "description",
    "price_minor",
    "compare_at_minor",
    "cost_minor",
    "stock",
    "gtin",
    "ncm",
    "weight_grams",
    "length_mm",
    "width_mm",
    "height_mm",
    "images",
];

/// What became of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Rows whose turn it was: none at the end.
    pub rows: i64,
    /// Of those, the ones whose product somebody changed meanwhile, or whose SKU is another one's by now.
    pub overtaken: i64,
    /// The last of them, behind which the next ones are.
    pub last: i64,
}

/// Applies the next rows behind `after`, at most `limit`; new products have their amounts in `currency`. The caller has locked
/// what SKUs mean.
///
/// # Errors
/// [`StoreError`].
pub async fn apply_rows(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    takes: ImportTakes,
    currency: Currency,
    (after, limit): (i64, i64),
) -> Result<Applied, StoreError> {
    let org = tx.org();
    let next = sqlx::query_as!(
        Row,
        "select row, action, sku, product_id, before, after, problems, has_errors, outcome from catalogue_import_rows
         where org_id = $1 and import_id = $2 and row > $3 and outcome is null
           and (action = 'create' and $4 or action = 'update' and $5) and ($7 or not has_errors) order by row limit $6",
        org.0,
        id.0,
        after,
        takes.new,
        takes.changes,
        limit,
        takes.faulty,
    );
    let next = next.fetch_all(tx.conn()).await?;
    let next = next.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    let (creates, updates): (Vec<_>, Vec<_>) =
        next.into_iter().partition(|row| row.action == ImportAction::Create);
    let mut outcomes = create(tx, &creates, currency).await?;
    outcomes.extend(update(tx, &updates, |row| (&row.before, &row.after)).await?);
    note(tx, id, &outcomes, ImportOutcome::Applied).await
}

/// Takes the next rows behind `after` back that were applied, at most `limit`: what was made goes, unless it is not as it was
/// made any more or somebody linked it meanwhile, and sales of its SKU wait for a product again; what was changed is as before,
/// unless it was changed since.
///
/// # Errors
/// [`StoreError`].
pub async fn undo_rows(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    (after, limit): (i64, i64),
) -> Result<Applied, StoreError> {
    let org = tx.org();
    let next = sqlx::query_as!(
        Row,
        "select row, action, sku, product_id, before, after, problems, has_errors, outcome from catalogue_import_rows
         where org_id = $1 and import_id = $2 and row > $3 and outcome = 'applied' order by row limit $4",
        org.0,
        id.0,
        after,
        limit,
    );
    let next = next.fetch_all(tx.conn()).await?;
    let next = next.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    let (creates, updates): (Vec<_>, Vec<_>) =
        next.into_iter().partition(|row| row.action == ImportAction::Create);
    let removed = sqlx::query_scalar!(
        r#"with gone as (
             delete from products p
             using (select unnest($2::uuid[]) as id, unnest($3::text[]) as sku, unnest($4::jsonb[]) as has) n
             where p.org_id = $1 and p.id = n.id and p.active and p.sku = n.sku
               and (to_jsonb(p) || n.has) = to_jsonb(p)
               and not exists (select from sku_links l where l.org_id = p.org_id and l.product_id = p.id)
               and not exists (select from code_links l where l.org_id = p.org_id and l.product_id = p.id)
             returning p.id, p.sku_key
           ), freed as (
             update order_lines l set product_id = null from gone
             where l.org_id = $1 and not l.waits and l.sku_key = gone.sku_key and l.product_id = gone.id
           )
           select id as "id!" from gone"#,
        org.0,
        &products(&creates),
        &creates.iter().map(|row| row.sku.as_str()).collect::<Vec<_>>() as &[&str],
        &creates.iter().map(|row| stored(&row.after, COLUMNS)).collect::<Vec<_>>(),
    );
    let removed = removed.fetch_all(tx.conn()).await?;
    let mut outcomes: Vec<_> = creates
        .iter()
        .map(|row| {
            (row.row, row.product.map(|id| id.0), row.product.is_some_and(|id| removed.contains(&id.0)))
        })
        .collect();
    outcomes.extend(update(tx, &updates, |row| (&row.after, &row.before)).await?);
    note(tx, id, &outcomes, ImportOutcome::Undone).await
}

/// The values that are said, by column.
fn said(values: &ProductValues) -> Map<String, Value> {
    match serde_json::to_value(values) {
        Ok(Value::Object(said)) => said,
        _ => Map::new(),
    }
}

/// These columns of a product that has the values, as the database holds them also where nothing is said. Laid over a product
/// that has them, they change nothing.
fn stored(values: &ProductValues, columns: impl IntoIterator<Item = &'static str>) -> Value {
    let said = said(values);
    let column = |column: &'static str| {
        let nothing = || match column {
            "description" => json!(""),
            "images" => json!([]),
            _ => Value::Null,
        };
        (column, said.get(column).cloned().unwrap_or_else(nothing))
    };
    columns.into_iter().map(column).collect()
}

/// The products of rows; an id that none has where a row is of none.
fn products(rows: &[ImportRow]) -> Vec<Uuid> {
    rows.iter().map(|row| row.product.map_or(Uuid::nil(), |id| id.0)).collect()
}

/// Makes products: row, product and whether it was made.
async fn create(
    tx: &mut OrgTx,
    rows: &[ImportRow],
    currency: Currency,
) -> Result<Vec<(i64, Option<Uuid>, bool)>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let org = tx.org();
    let ids: Vec<Uuid> = rows.iter().map(|_| ProductId::new().0).collect();
    let keys: Vec<String> = rows.iter().map(|row| sku_key(&row.sku).unwrap_or_default()).collect();
    let made = sqlx::query_scalar!(
        "insert into products (org_id, id, sku, sku_key, name, name_key, currency, brand, category, description, price_minor,
             compare_at_minor, cost_minor, stock, gtin, ncm, weight_grams, length_mm, width_mm, height_mm, images)
         select $1, n.id, n.sku, n.sku_key, r.name, n.name_key, $7, r.brand, r.category, r.description, r.price_minor,
             r.compare_at_minor, r.cost_minor, r.stock, r.gtin, r.ncm, r.weight_grams, r.length_mm, r.width_mm,
             r.height_mm, r.images
         from (select unnest($2::uuid[]) as id, unnest($3::text[]) as sku, unnest($4::text[]) as sku_key,
                   unnest($5::text[]) as name_key, unnest($6::jsonb[]) as gets) n
         cross join lateral jsonb_populate_record(null::products, n.gets) r
         where not exists (select from sku_links l where l.org_id = $1 and l.sku_key = n.sku_key)
         on conflict (org_id, sku_key) do nothing returning id",
        org.0,
        &ids,
        &rows.iter().map(|row| row.sku.as_str()).collect::<Vec<_>>() as &[&str],
        &keys,
        &rows.iter().map(|row| row.after.name.as_deref().map(name_key)).collect::<Vec<_>>() as &[Option<String>],
        &rows.iter().map(|row| stored(&row.after, COLUMNS)).collect::<Vec<_>>(),
        currency.code(),
    );
    let made = made.fetch_all(tx.conn()).await?;
    // Lines that wait for the SKUs are linked at once.
    sqlx::query!(
        "update order_lines l set product_id = n.id
         from (select unnest($2::uuid[]) as id, unnest($3::text[]) as sku_key) n
         where l.org_id = $1 and l.sku_key = n.sku_key and l.waits and n.id = any($4)",
        org.0,
        &ids,
        &keys,
        &made,
    )
    .execute(tx.conn())
    .await?;
    let made = rows.iter().zip(ids).map(|(row, id)| {
        let is_made = made.contains(&id);
        (row.row, is_made.then_some(id), is_made)
    });
    Ok(made.collect())
}

/// Gives products other values where they have those that are expected: row, product and whether it was changed.
async fn update(
    tx: &mut OrgTx,
    rows: &[ImportRow],
    from_to: fn(&ImportRow) -> (&ProductValues, &ProductValues),
) -> Result<Vec<(i64, Option<Uuid>, bool)>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let org = tx.org();
    let ids = products(rows);
    // The fields that change are those that either side names.
    let sides: (Vec<Value>, Vec<Value>) = rows
        .iter()
        .map(|row| {
            let (before, after) = (said(&row.before), said(&row.after));
            let named = || {
                COLUMNS
                    .into_iter()
                    .filter(|column| before.contains_key(*column) || after.contains_key(*column))
            };
            let (from, to) = from_to(row);
            (stored(from, named()), stored(to, named()))
        })
        .unzip();
    let names = rows.iter().map(|row| from_to(row).1.name.as_deref().map(name_key));
    let changed = sqlx::query_scalar!(
        "update products p set
             (name, name_key, brand, category, description, price_minor, compare_at_minor, cost_minor, stock, gtin, ncm,
              weight_grams, length_mm, width_mm, height_mm, images, updated_at) =
             (select coalesce(r.name, p.name), coalesce(n.name_key, p.name_key), r.brand, r.category, r.description,
                  r.price_minor, r.compare_at_minor, r.cost_minor, r.stock, r.gtin, r.ncm, r.weight_grams, r.length_mm,
                  r.width_mm, r.height_mm, r.images, now()
              from jsonb_populate_record(p, n.gets) r)
         from (select unnest($2::uuid[]) as id, unnest($3::text[]) as sku_key, unnest($4::text[]) as name_key,
                   unnest($5::jsonb[]) as has, unnest($6::jsonb[]) as gets) n
         where p.org_id = $1 and p.id = n.id and p.sku_key = n.sku_key and (to_jsonb(p) || n.has) = to_jsonb(p)
         returning p.id",
        org.0,
        &ids,
        &rows.iter().map(|row| sku_key(&row.sku).unwrap_or_default()).collect::<Vec<_>>(),
        &names.collect::<Vec<_>>() as &[Option<String>],
        &sides.0,
        &sides.1,
    );
    let changed = changed.fetch_all(tx.conn()).await?;
    Ok(rows.iter().zip(ids).map(|(row, id)| (row.row, Some(id), changed.contains(&id))).collect())
}

/// Notes what became of rows.
async fn note(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    outcomes: &[(i64, Option<Uuid>, bool)],
    done: ImportOutcome,
) -> Result<Applied, StoreError> {
    let org = tx.org();
    let outcome = |is_done: bool| if is_done { done } else { ImportOutcome::Overtaken };
    sqlx::query!(
        "update catalogue_import_rows r set outcome = n.outcome, product_id = coalesce(n.product, r.product_id)
         from (select unnest($3::bigint[]) as row, unnest($4::uuid[]) as product, unnest($5::text[]) as outcome) n
         where r.org_id = $1 and r.import_id = $2 and r.row = n.row",
        org.0,
        id.0,
        &outcomes.iter().map(|(row, ..)| *row).collect::<Vec<_>>(),
        &outcomes.iter().map(|(_, product, _)| *product).collect::<Vec<_>>() as &[Option<Uuid>],
        &outcomes.iter().map(|(.., is_done)| outcome(*is_done).code()).collect::<Vec<_>>() as &[&str],
    )
    .execute(tx.conn())
    .await?;
    let overtaken = outcomes.iter().filter(|(.., is_done)| !is_done).count();
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    let last = outcomes.iter().map(|(row, ..)| *row).max().unwrap_or_default();
    Ok(Applied { rows: count(outcomes.len()), overtaken: count(overtaken), last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_column() {
        let all = ProductValues {
            name: Some("a".into()),
            brand: Some("a".into()),
            category: Some("a".into()),
            description: Some("a".into()),
            price_minor: Some(1),
            compare_at_minor: Some(1),
            cost_minor: Some(1),
            stock: Some(1),
            gtin: Some("a".into()),
            ncm: Some("a".into()),
            weight_grams: Some(1),
            length_mm: Some(1),
            width_mm: Some(1),
            height_mm: Some(1),
            images: Some(vec!["a".into()]),
        };
        let said = said(&all);
        assert_eq!(said.len(), COLUMNS.len());
        assert!(COLUMNS.iter().all(|column| said.contains_key(*column)), "{said:?}");
    }

    #[test]
    fn what_is_not_said_is_as_a_product_without_it_holds_it() {
        let values = ProductValues { brand: Some("Acme".into()), ..ProductValues::default() };
        let stored = stored(&values, ["brand", "description", "images", "stock"]);
        assert_eq!(stored, json!({ "brand": "Acme", "description": "", "images": [], "stock": null }));
    }
}
