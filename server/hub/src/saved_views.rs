//! What people look at again: the query of a page's address, by a name.

use crate::{
    HubError,
    auth::OrgCx,
    permit::View,
    undo::{Mark, Replaced, refuse_changed},
};
use domain::{
    Fault, FieldProblem, SavedViewId, UserId,
    view::saved_views::{SavedView, ViewArea},
};
use serde_json::{Value, json};
use store::OrgTx;

/// The views of a page that the person who asks has kept, by name.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(cx: &OrgCx<View>, area: ViewArea) -> Result<Vec<SavedView>, HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let mut tx = cx.begin().await?;
    Ok(store::saved_views::list(&mut tx, user, area).await?)
}

/// The same of all pages.
///
/// # Errors
/// When the database cannot be asked.
pub async fn all(cx: &OrgCx<View>) -> Result<Vec<(ViewArea, SavedView)>, HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let mut tx = cx.begin().await?;
    Ok(store::saved_views::all(&mut tx, user).await?)
}

/// Keeps a view for the person who asks. One of the same name is written over, and told where it was of another query.
///
/// # Errors
/// [`Fault::Invalid`] with the field `name`, or `query` for one that is too long or more than a query; [`Fault::Conflict`]
/// `too_many_views`, or `changed_since` where the one of the same name is not what was left at `since`.
pub async fn save(
    cx: &OrgCx<View>,
    area: ViewArea,
    name: &str,
    query: &str,
    since: Option<Mark>,
) -> Result<Option<Replaced<SavedView>>, HubError> {
    let (name, query) = (named(name)?, query.trim().trim_start_matches('?'));
    if query.chars().count() > SavedView::LONGEST_QUERY {
        return Err(
            Fault::field("query", FieldProblem::TooLong { max: SavedView::LONGEST_QUERY as u32 }).into()
        );
    }
    if !SavedView::is_query(query) {
        return Err(Fault::field("query", FieldProblem::Format).into());
    }
    let (mut tx, user) = begin(cx).await?;
    let kept = store::saved_views::list(&mut tx, user, area).await?;
    let count = kept.len();
    let before = kept.into_iter().find(|view| view.name == name);
    refuse_changed(since, &json!(before.as_ref().map(|view| &view.query)))?;
    if count >= SavedView::MOST && before.is_none() {
        return Err(Fault::Conflict { what: "too_many_views".into() }.into());
    }
    store::saved_views::save(&mut tx, user, area, name, query).await?;
    tx.commit().await?;
    let left = Mark::of(&json!(query));
    Ok(before.filter(|view| view.query != query).map(|before| Replaced { before, left }))
}

/// Gives a view of the person who asks another name, and tells the one before.
///
/// # Errors
/// [`Fault::Invalid`] with the field `name`; [`Fault::NotFound`] where that person has no such view; [`Fault::Conflict`]
/// `changed_since` where it is not called what was left at `since`.
pub async fn rename(
    cx: &OrgCx<View>,
    id: SavedViewId,
    name: &str,
    since: Option<Mark>,
) -> Result<Replaced<String>, HubError> {
    let name = named(name)?;
    let (mut tx, user) = begin(cx).await?;
    let before = store::saved_views::rename(&mut tx, user, id, name)
        .await
        .map_err(|error| HubError::from(error).on_taken("saved_views_name", "name"))?;
    refuse_changed(since, &json!(before))?;
    tx.commit().await?;
    Ok(Replaced { before, left: Mark::of(&json!(name)) })
}

/// A transaction that changes views, one after the other, and whose they are.
async fn begin(cx: &OrgCx<View>) -> Result<(OrgTx, UserId), HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let mut tx = cx.begin().await?;
    tx.lock("saved views").await?;
    Ok((tx, user))
}

/// A name as it is kept.
fn named(name: &str) -> Result<&str, Fault> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Fault::field("name", FieldProblem::Required));
    }
    if name.chars().count() > SavedView::LONGEST_NAME {
        return Err(Fault::field("name", FieldProblem::TooLong { max: SavedView::LONGEST_NAME as u32 }));
    }
    Ok(name)
}

/// Gives a view of the person who asks up, and tells what it was.
///
/// # Errors
/// [`Fault::NotFound`] where that person has no such view.
pub async fn remove(cx: &OrgCx<View>, id: SavedViewId) -> Result<Replaced<(ViewArea, SavedView)>, HubError> {
    let (mut tx, user) = begin(cx).await?;
    let before = store::saved_views::remove(&mut tx, user, id).await?;
    tx.commit().await?;
    Ok(Replaced { before, left: Mark::of(&Value::Null) })
}
