//! What somebody looks at again: a page's query by a name, for any page that has one.

mod list;

pub(crate) use list::ListViews;

use crate::form::{Done, Form, Posted};
use domain::{
    Fault, SavedViewId,
    view::saved_views::{SavedView, ViewArea},
};
use hub::{
    HubError,
    auth::OrgCx,
    permit::View,
    undo::{Mark, Replaced},
};
use leptos::{prelude::*, server_fn::ServerFn};

const FORM: &str = "saved-views/save";
const RENAME: &str = "saved-views/rename";

/// Keeps a view of a page; where `since` is given, only if the one of this name is still what was left then.
#[server(name = SavedViewSave, prefix = "/ui", endpoint = "saved-views/save")]
pub async fn saved_view_save(
    #[server(default)] area: String,
    #[server(default)] name: String,
    #[server(default)] query: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, "/admin").keep("name", &name);
    let done = async {
        let cx = form.authorize::<View>()?;
        let area: ViewArea = area.parse().map_err(|_| Fault::NotFound)?;
        let replaced = hub::saved_views::save(&cx, area, &name, &query, Mark::named(&since)?).await?;
        let t = form.texts().views();
        Ok::<_, HubError>(match replaced {
            Some(Replaced { before, left }) => {
                let again =
                    [("area", area.code()), ("name", before.name.as_str()), ("query", before.query.as_str())];
                let done = Done::back().toast(t.replaced(&before.name));
                done.undo(SavedViewSave::url(), &again).since(left)
            }
            None => Done::back().toast(t.saved(name.trim())),
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Gives a view another name; where `since` is given, only if it is still called what was left then.
#[server(name = SavedViewRename, prefix = "/ui", endpoint = "saved-views/rename")]
pub async fn saved_view_rename(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(RENAME, &return_to, "/admin").keep("name", &name);
    let done = async {
        let cx = form.authorize::<View>()?;
        let view: SavedViewId = id.parse().map_err(|_| Fault::NotFound)?;
        let Replaced { before, left } =
            hub::saved_views::rename(&cx, view, &name, Mark::named(&since)?).await?;
        let toast = form.texts().views().renamed(name.trim());
        let again = [("id", id.as_str()), ("name", before.as_str())];
        Ok::<_, HubError>(Done::back().toast(toast).undo(SavedViewRename::url(), &again).since(left))
    };
    let done = done.await;
    form.answer(done).await
}

/// Gives a view up.
#[server(name = SavedViewRemove, prefix = "/ui", endpoint = "saved-views/remove")]
pub async fn saved_view_remove(
    #[server(default)] id: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("saved-views/remove", &return_to, "/admin");
    let done = async {
        let cx = form.authorize::<View>()?;
        let id: SavedViewId = id.parse().map_err(|_| Fault::NotFound)?;
        let Replaced { before: (area, view), left } = hub::saved_views::remove(&cx, id).await?;
        let again = [("area", area.code()), ("name", view.name.as_str()), ("query", view.query.as_str())];
        let toast = form.texts().views().removed();
        Ok::<_, HubError>(Done::back().toast(toast).undo(SavedViewSave::url(), &again).since(left))
    };
    let done = done.await;
    form.answer(done).await
}

/// The views of a page, for [`ListViews`].
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn find(permit: &OrgCx<View>, area: ViewArea) -> Result<Vec<SavedView>, Fault> {
    Ok(hub::saved_views::list(permit, area).await?)
}

/// The address of a view of the page at `path`.
pub(crate) fn href(path: &str, view: &SavedView) -> String {
    if view.query.is_empty() { path.to_owned() } else { format!("{path}?{}", view.query) }
}
