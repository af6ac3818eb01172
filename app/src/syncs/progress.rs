//! Parts of pages as scripts ask for them again.

use super::{LIST, detail, running};
use crate::{
    form::{Failure, Form},
    integrations,
    live::Fragment,
    page::PageCx,
};
use domain::{ConnectionId, Fault, SyncRunId};
use hub::{HubError, permit::View};
use leptos::prelude::*;

/// Draws `part` again: `chip`, the `card` of a connection, the `brief` block or the whole page of a `run`.
#[server(name = SyncsProgress, prefix = "/ui", endpoint = "syncs/progress")]
pub async fn syncs_progress(
    #[server(default)] part: String,
    #[server(default)] id: String,
) -> Result<Fragment, Failure> {
    let (form, cx) = (Form::new("syncs/progress", "", LIST), PageCx::of_call());
    match draw(&form, &cx, &part, &id).await {
        Ok(fragment) => Ok(fragment),
        Err(error) => form.answer(Err(error)).await.map(|()| Fragment::default()),
    }
}

async fn draw(form: &Form, cx: &PageCx, part: &str, id: &str) -> Result<Fragment, HubError> {
    let permit = form.authorize::<View>()?;
    let not_found = |_| Fault::NotFound;
    match part {
        "chip" => Ok(running::chip(cx, &running::open_runs(&permit).await?)),
        "card" => {
            let id: ConnectionId = id.parse().map_err(not_found)?;
            let connection = hub::integrations::find(&permit, id).await?;
            let run = match connection.open_run {
                Some(run) => Some(hub::syncs::find(&permit, run).await?),
                None => None,
            };
            Ok(integrations::live_card(cx, &connection, run.as_ref()))
        }
        "brief" | "run" => {
            let id: SyncRunId = id.parse().map_err(not_found)?;
            let run = hub::syncs::find(&permit, id).await?;
            let running = !run.state.is_over();
            let view = match part {
                "brief" => running::brief(cx, &run),
                _ => detail::body(cx, &permit, &run, None).await?,
            };
            Ok(Fragment { html: view.to_html(), running })
        }
        _ => Err(Fault::NotFound.into()),
    }
}
