//! What people look at again, each their own.

use crate::{OrgTx, StoreError};
use domain::{
    SavedViewId, UserId,
    view::saved_views::{SavedView, ViewArea},
};

/// A person's views of a page, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx, who: UserId, area: ViewArea) -> Result<Vec<SavedView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, name, query from saved_views where org_id = $1 and user_id = $2 and area = $3 order by name",
        org.0,
        who.0,
        area.code(),
    )
    .fetch_all(tx.conn())
    .await?;
    let views =
        rows.into_iter().map(|row| SavedView { id: SavedViewId(row.id), name: row.name, query: row.query });
    Ok(views.collect())
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

/// Gives a view up.
///
/// # Errors
/// [`StoreError::NotFound`] where the person has no such view.
pub async fn remove(tx: &mut OrgTx, who: UserId, id: SavedViewId) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "delete from saved_views where org_id = $1 and user_id = $2 and id = $3",
        org.0,
        who.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
