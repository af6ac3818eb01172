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

/// Keeps a view for the person who asks; one of the same name is written over, and its query told.
///
/// # Errors
/// [`Fault::Invalid`] with the field `name`, or `query` for one that is too long or more than a query; [`Fault::Conflict`]
/// `too_many_views`.
pub async fn save(
    cx: &OrgCx<View>,
    area: ViewArea,
    name: &str,
    query: &str,
) -> Result<Option<String>, HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let (name, query) = (name.trim(), query.trim().trim_start_matches('?'));
    if name.is_empty() {
        return Err(Fault::field("name", FieldProblem::Required).into());
    }
    if name.chars().count() > SavedView::LONGEST_NAME {
        return Err(
            Fault::field("name", FieldProblem::TooLong { max: SavedView::LONGEST_NAME as u32 }).into()
        );
    }
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
    if kept.len() >= SavedView::MOST && kept.iter().all(|view| view.name != name) {
        return Err(Fault::Conflict { what: "too_many_views".into() }.into());
    }
    let before = kept.into_iter().find(|view| view.name == name && view.query != query);
    store::saved_views::save(&mut tx, user, area, name, query).await?;
    tx.commit().await?;
    Ok(before.map(|view| view.query))
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
