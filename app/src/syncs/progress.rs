//! Parts of pages as scripts ask for them again.

use super::{LIST, detail, list};
use crate::{
    detective, first_hour,
    form::{Failure, Form},
    frame, integrations,
    live::Fragment,
    orders, overview,
    page::PageCx,
    queue, replays, validation,
};
use domain::{ConnectionId, Fault};
use hub::{HubError, permit::View};
use leptos::prelude::*;

/// Draws a part of `page`, a path with its query, again: the `chip` of the top bar with the alerts, the
/// `card` or the page of a `connection`, its `completeness`, the page of an `event`, the `list` of runs, the page
/// of a `run` or of an `order`, the `overview`, what is `news` to a list of sales, the `first-hour` and its
/// `first-hour-head`, a bulk action's `plan`, a `replay` or the `replay-selection` that it is one of, the figures of the `queue` or
/// its list, the `search` for a text, or what the `channels` say of a number.
#[server(name = SyncsProgress, prefix = "/ui", endpoint = "syncs/progress")]
pub async fn syncs_progress(
    #[server(default)] part: String,
    #[server(default)] id: String,
    #[server(default)] page: String,
) -> Result<Fragment, Failure> {
    let (form, cx) = (Form::new("syncs/progress", "", LIST), PageCx::of_call().at(&page));
    match draw(&form, &cx, &part, &id).await {
        Ok(fragment) => Ok(fragment),
        Err(error) => form.answer(Err(error)).await.map(|()| Fragment::default()),
    }
}

async fn draw(form: &Form, cx: &PageCx, part: &str, id: &str) -> Result<Fragment, HubError> {
    let permit = form.authorize::<View>()?;
    let not_found = |_| Fault::NotFound;
    match part {
        "chip" => frame::live_part(cx, &permit).await,
        "card" => {
            let id: ConnectionId = id.parse().map_err(not_found)?;
            let connection = hub::integrations::find(&permit, id).await?;
            let run = match connection.open_run {
                Some(run) => Some(hub::syncs::find(&permit, run).await?),
                None => None,
            };
            Ok(integrations::live_card(cx, &connection, run.as_ref()))
        }
        "connection" => integrations::live_page(cx, &permit, id.parse().map_err(not_found)?).await,
        "completeness" => integrations::live_completeness(cx, &permit, id.parse().map_err(not_found)?).await,
        "event" => integrations::live_event(cx, &permit, id).await,
        "list" => list::live(cx, &permit).await,
        "run" => detail::live(cx, &permit, id.parse().map_err(|_| Fault::NotFound)?).await,
        "order" => orders::live_order(cx, &permit, id.parse().map_err(|_| Fault::NotFound)?).await,
        "first-hour" | "first-hour-head" => first_hour::live(cx, &form.authorize()?, &permit, part).await,
        "news" => orders::live_news(cx, &permit, id).await,
        "overview" => overview::live(cx, &permit).await,
        "search" => detective::live(cx, &permit, id).await,
        "channels" => detective::live_asked(cx, &permit, id).await,
        "queue" => queue::live_figures(cx, &permit).await,
        "queue-list" => queue::live_list(cx, &permit).await,
        "validation" => validation::live_run(cx, &permit, id.parse().map_err(not_found)?).await,
        "import" => validation::live_import(cx, &permit, id.parse().map_err(not_found)?).await,
        "correction" => validation::live_corrections(cx, &permit, id.parse().map_err(not_found)?).await,
        "replay" => replays::live(cx, &permit, id.parse().map_err(not_found)?).await,
        "replay-selection" => {
            replays::live_selection(cx, &permit, id.parse().map_err(|_| Fault::NotFound)?).await
        }
        "plan" => orders::live_plan(cx, &permit, id.parse().map_err(not_found)?).await,
        _ => Err(Fault::NotFound.into()),
    }
}
