//! What people look at again: the query of a page's address, by a name.

use crate::{HubError, auth::OrgCx, permit::View};
use domain::{
    Fault, FieldProblem, SavedViewId,
    view::saved_views::{SavedView, ViewArea},
};

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
/// `too_many_views`.
pub async fn save(
    cx: &OrgCx<View>,
    area: ViewArea,
    name: &str,
    query: &str,
) -> Result<Option<SavedView>, HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let (name, query) = (named(name)?, query.trim().trim_start_matches('?'));
    if query.chars().count() > SavedView::LONGEST_QUERY {
        return Err(
            Fault::field("query", FieldProblem::TooLong { max: SavedView::LONGEST_QUERY as u32 }).into()
        );
    }
    if !SavedView::is_query(query) {
        return Err(Fault::field("query", FieldProblem::Format).into());
    }
    let mut tx = cx.begin().await?;
    let kept = store::saved_views::list(&mut tx, user, area).await?;
    let count = kept.len();
    let before = kept.into_iter().find(|view| view.name == name);
    if count >= SavedView::MOST && before.is_none() {
        return Err(Fault::Conflict { what: "too_many_views".into() }.into());
    }
    store::saved_views::save(&mut tx, user, area, name, query).await?;
    tx.commit().await?;
    Ok(before.filter(|view| view.query != query))
}

/// Gives a view of the person who asks another name, and tells the one before.
///
/// # Errors
/// [`Fault::Invalid`] with the field `name`; [`Fault::NotFound`] where that person has no such view.
pub async fn rename(cx: &OrgCx<View>, id: SavedViewId, name: &str) -> Result<String, HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let name = named(name)?;
    let mut tx = cx.begin().await?;
    let before = store::saved_views::rename(&mut tx, user, id, name)
        .await
        .map_err(|error| HubError::from(error).on_taken("saved_views_name", "name"))?;
    tx.commit().await?;
    Ok(before)
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
pub async fn remove(cx: &OrgCx<View>, id: SavedViewId) -> Result<(ViewArea, SavedView), HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let mut tx = cx.begin().await?;
    let removed = store::saved_views::remove(&mut tx, user, id).await?;
    tx.commit().await?;
    Ok(removed)
}
