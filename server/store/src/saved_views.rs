//! What people look at again, each their own.

use crate::{OrgTx, StoreError};
use domain::{
    SavedViewId, UserId, search_text,
    view::saved_views::{SavedView, ViewArea},
};
use serde::Deserialize;
use uuid::Uuid;

/// A person's views of a page, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx, who: UserId, area: ViewArea) -> Result<Vec<SavedView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, name, query from saved_views where org_id = $1 and user_id = $2 and area = $3",
        org.0,
        who.0,
        area.code(),
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(by_name(rows.into_iter().map(|row| ViewRow(row.id, row.name, row.query))))
}

/// A person's views of all pages, by page and name.
///
/// # Errors
/// [`StoreError`].
pub async fn all(tx: &mut OrgTx, who: UserId) -> Result<Vec<(ViewArea, SavedView)>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select area, id, name, query from saved_views where org_id = $1 and user_id = $2 order by area, name",
        org.0,
        who.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let view = |id, name, query| SavedView { id: SavedViewId(id), name, query };
    rows.into_iter()
        .map(|row| Ok((row.area.parse::<ViewArea>()?, view(row.id, row.name, row.query))))
        .collect()
}

/// A view: id, name and query.
#[derive(Debug, Deserialize)]
pub(crate) struct ViewRow(Uuid, String, String);

/// Few rows; sorted here so that a query stays a plain read of the key.
pub(crate) fn by_name(rows: impl IntoIterator<Item = ViewRow>) -> Vec<SavedView> {
    let view = |ViewRow(id, name, query)| SavedView { id: SavedViewId(id), name, query };
    let mut views: Vec<_> = rows.into_iter().map(view).collect();
    views.sort_by_cached_key(|view| (search_text(&view.name), view.name.clone()));
    views
}

/// Keeps a view, in the place of one of the same name.
///
/// # Errors
/// [`StoreError::Refused`] for a name or query that is too long.
pub async fn save(
    tx: &mut OrgTx,
    who: UserId,
    area: ViewArea,
    name: &str,
    query: &str,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into saved_views (org_id, id, user_id, area, name, query) values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, user_id, area, name) do update set query = excluded.query",
        org.0,
        SavedViewId::new().0,
        who.0,
        area.code(),
        name,
        query,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives a view another name, and tells the one before.
///
/// # Errors
/// [`StoreError::NotFound`] where the person has no such view; [`StoreError::Taken`] `saved_views_name`.
pub async fn rename(tx: &mut OrgTx, who: UserId, id: SavedViewId, name: &str) -> Result<String, StoreError> {
    let org = tx.org();
    let before = sqlx::query_scalar!(
        r#"update saved_views v set name = $4 from saved_views b
           where v.org_id = $1 and v.user_id = $2 and v.id = $3 and b.org_id = v.org_id and b.id = v.id
           returning b.name as "name!""#,
        org.0,
        who.0,
        id.0,
        name,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(before)
}

/// Gives a view up, and tells what it was.
///
/// # Errors
/// [`StoreError::NotFound`] where the person has no such view.
pub async fn remove(
    tx: &mut OrgTx,
    who: UserId,
    id: SavedViewId,
) -> Result<(ViewArea, SavedView), StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "delete from saved_views where org_id = $1 and user_id = $2 and id = $3 returning area, name, query",
        org.0,
        who.0,
        id.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.area.parse()?, SavedView { id, name: row.name, query: row.query }))
}
