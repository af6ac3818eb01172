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
use uuid::Uuid;

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
    let numbers: Vec<i64> = creates.iter().map(|row| row.row).collect();
    let removed = sqlx::query_scalar!(
        r#"with gone as (
             delete from products p using catalogue_import_rows r
             where r.org_id = $1 and r.import_id = $2 and r.row = any($3) and p.org_id = $1 and p.id = r.product_id
               and p.active and p.sku = r.sku and p.name = r.after->>'name'
               and p.description = coalesce(r.after->>'description', '')
               and p.price_minor is not distinct from (r.after->>'price_minor')::bigint
               and p.cost_minor is not distinct from (r.after->>'cost_minor')::bigint
               and p.stock is not distinct from (r.after->>'stock')::bigint
               and p.gtin is not distinct from r.after->>'gtin'
               and p.ncm is not distinct from r.after->>'ncm'
               and not exists (select from sku_links l where l.org_id = p.org_id and l.product_id = p.id)
               and not exists (select from code_links l where l.org_id = p.org_id and l.product_id = p.id)
             returning p.id, p.sku_key
           ), freed as (
             update order_lines l set product_id = null from gone
             where l.org_id = $1 and not l.waits and l.sku_key = gone.sku_key and l.product_id = gone.id
           )
           select id as "id!" from gone"#,
        org.0,
        id.0,
        &numbers,
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
    let texts = |of: fn(&ProductValues) -> &Option<String>| {
        rows.iter().map(|row| of(&row.after).clone()).collect::<Vec<_>>()
    };
    let numbers =
        |of: fn(&ProductValues) -> Option<i64>| rows.iter().map(|row| of(&row.after)).collect::<Vec<_>>();
    let names = texts(|values| &values.name);
    let made = sqlx::query_scalar!(
        "insert into products (org_id, id, sku, sku_key, name, name_key, description, currency, price_minor, cost_minor,
             stock, gtin, ncm)
         select $1, n.id, n.sku, n.sku_key, n.name, n.name_key, coalesce(n.description, ''), $13, n.price, n.cost, n.stock,
             n.gtin, n.ncm
         from (select unnest($2::uuid[]) as id, unnest($3::text[]) as sku, unnest($4::text[]) as sku_key,
                   unnest($5::text[]) as name, unnest($6::text[]) as name_key, unnest($7::text[]) as description,
                   unnest($8::bigint[]) as price, unnest($9::bigint[]) as cost, unnest($10::bigint[]) as stock,
                   unnest($11::text[]) as gtin, unnest($12::text[]) as ncm) n
         where not exists (select from sku_links l where l.org_id = $1 and l.sku_key = n.sku_key)
         on conflict (org_id, sku_key) do nothing returning id",
        org.0,
        &ids,
        &rows.iter().map(|row| row.sku.as_str()).collect::<Vec<_>>() as &[&str],
        &keys,
        &names as &[Option<String>],
        &names.iter().map(|name| name.as_deref().map(name_key)).collect::<Vec<_>>() as &[Option<String>],
        &texts(|values| &values.description) as &[Option<String>],
        &numbers(|values| values.price_minor) as &[Option<i64>],
        &numbers(|values| values.cost_minor) as &[Option<i64>],
        &numbers(|values| values.stock) as &[Option<i64>],
        &texts(|values| &values.gtin) as &[Option<String>],
        &texts(|values| &values.ncm) as &[Option<String>],
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
    let ids: Vec<Uuid> = rows.iter().map(|row| row.product.map_or(Uuid::nil(), |id| id.0)).collect();
    // The fields that change are those that either side names.
    let names = |of: fn(&ProductValues) -> bool| {
        let either = |row: &ImportRow| of(&row.before) || of(&row.after);
        rows.iter().map(either).collect::<Vec<bool>>()
    };
    let texts = |of: fn(&ProductValues) -> &Option<String>| {
        let (from, to): (Vec<_>, Vec<_>) =
            rows.iter().map(|row| (of(from_to(row).0).clone(), of(from_to(row).1).clone())).unzip();
        (from, to)
    };
    let numbers = |of: fn(&ProductValues) -> Option<i64>| {
        let (from, to): (Vec<_>, Vec<_>) =
            rows.iter().map(|row| (of(from_to(row).0), of(from_to(row).1))).unzip();
        (from, to)
    };
    let (name, description) = (texts(|values| &values.name), texts(|values| &values.description));
    let (gtin, ncm) = (texts(|values| &values.gtin), texts(|values| &values.ncm));
    let (price, cost) = (numbers(|values| values.price_minor), numbers(|values| values.cost_minor));
    let stock = numbers(|values| values.stock);
    let keys: Vec<_> = name.1.iter().map(|name| name.as_deref().map(name_key)).collect();
    let changed = sqlx::query_scalar!(
        "update products p set
             name = case when n.has_name then coalesce(n.name_to, p.name) else p.name end,
             name_key = case when n.has_name then coalesce(n.name_key, p.name_key) else p.name_key end,
             description = case when n.has_description then coalesce(n.description_to, '') else p.description end,
             price_minor = case when n.has_price then n.price_to else p.price_minor end,
             cost_minor = case when n.has_cost then n.cost_to else p.cost_minor end,
             stock = case when n.has_stock then n.stock_to else p.stock end,
             gtin = case when n.has_gtin then n.gtin_to else p.gtin end,
             ncm = case when n.has_ncm then n.ncm_to else p.ncm end,
             updated_at = now()
         from (select unnest($2::uuid[]) as id, unnest($25::text[]) as sku_key,
                   unnest($3::boolean[]) as has_name, unnest($4::text[]) as name_from, unnest($5::text[]) as name_to,
                   unnest($6::text[]) as name_key,
                   unnest($7::boolean[]) as has_description, unnest($8::text[]) as description_from,
                   unnest($9::text[]) as description_to,
                   unnest($10::boolean[]) as has_price, unnest($11::bigint[]) as price_from, unnest($12::bigint[]) as price_to,
                   unnest($13::boolean[]) as has_cost, unnest($14::bigint[]) as cost_from, unnest($15::bigint[]) as cost_to,
                   unnest($16::boolean[]) as has_stock, unnest($17::bigint[]) as stock_from, unnest($18::bigint[]) as stock_to,
                   unnest($19::boolean[]) as has_gtin, unnest($20::text[]) as gtin_from, unnest($21::text[]) as gtin_to,
                   unnest($22::boolean[]) as has_ncm, unnest($23::text[]) as ncm_from, unnest($24::text[]) as ncm_to) n
         where p.org_id = $1 and p.id = n.id and p.sku_key = n.sku_key
           and (not n.has_name or p.name = n.name_from)
           and (not n.has_description or p.description = coalesce(n.description_from, ''))
           and (not n.has_price or p.price_minor is not distinct from n.price_from)
           and (not n.has_cost or p.cost_minor is not distinct from n.cost_from)
           and (not n.has_stock or p.stock is not distinct from n.stock_from)
           and (not n.has_gtin or p.gtin is not distinct from n.gtin_from)
           and (not n.has_ncm or p.ncm is not distinct from n.ncm_from)
         returning p.id",
        org.0,
        &ids,
        &names(|values| values.name.is_some()),
        &name.0 as &[Option<String>],
        &name.1 as &[Option<String>],
        &keys as &[Option<String>],
        &names(|values| values.description.is_some()),
        &description.0 as &[Option<String>],
        &description.1 as &[Option<String>],
        &names(|values| values.price_minor.is_some()),
        &price.0 as &[Option<i64>],
        &price.1 as &[Option<i64>],
        &names(|values| values.cost_minor.is_some()),
        &cost.0 as &[Option<i64>],
        &cost.1 as &[Option<i64>],
        &names(|values| values.stock.is_some()),
        &stock.0 as &[Option<i64>],
        &stock.1 as &[Option<i64>],
        &names(|values| values.gtin.is_some()),
        &gtin.0 as &[Option<String>],
        &gtin.1 as &[Option<String>],
        &names(|values| values.ncm.is_some()),
        &ncm.0 as &[Option<String>],
        &ncm.1 as &[Option<String>],
        &rows.iter().map(|row| sku_key(&row.sku).unwrap_or_default()).collect::<Vec<_>>(),
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
