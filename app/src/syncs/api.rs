//! What the forms of synchronisations post to.

use super::{LIST, path};
use crate::form::{Done, Form, Posted};
use domain::{
    Fault, FieldProblem, SyncRunId,
    view::day::{end_of_day, parse_day, start_of_day, zone},
};
use hub::{HubError, permit::RunSync, syncs::What};
use leptos::prelude::*;

/// Starts a run of one connection: `kind` is `changes`, `everything`, or `range` with two days in the
/// organisation's zone, both included.
#[server(name = SyncStart, prefix = "/ui", endpoint = "syncs/start")]
pub async fn sync_start(
    #[server(default)] connection_id: String,
    #[server(default)] kind: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("syncs/start", &return_to, LIST).keep("from", &from).keep("until", &until);
    let done = async {
        let permit = form.authorize::<RunSync>()?;
        let connection = connection_id.parse().map_err(|_| Fault::NotFound)?;
        let zone = form.visit().principal().map(|who| who.member().org_time_zone.clone()).unwrap_or_default();
        let run = hub::syncs::start(&permit, connection, what(&kind, (&from, &until), &zone)?).await?;
        let to = if kind == "changes" && !return_to.is_empty() { Done::back() } else { Done::to(path(run)) };
        Ok::<_, HubError>(to.toast(form.texts().syncs().started_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Starts a run of every connection that can be synchronised.
#[server(name = SyncStartAll, prefix = "/ui", endpoint = "syncs/start-all")]
pub async fn sync_start_all(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("syncs/start-all", &return_to, LIST);
    let done = async {
        let all = hub::syncs::start_all(&form.authorize()?, What::Changes).await?;
        let count = i64::try_from(all.started.len()).unwrap_or(i64::MAX);
        Ok::<_, HubError>(Done::back().toast(form.texts().syncs().started_all(count)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks a run to stop; what came in stays.
#[server(name = SyncCancel, prefix = "/ui", endpoint = "syncs/cancel")]
pub async fn sync_cancel(#[server(default)] run_id: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("syncs/cancel", &return_to, LIST);
    let done = async {
        hub::syncs::cancel(&form.authorize()?, run(&run_id)?).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().syncs().stop_asked()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Starts another run of the same kind and range, and goes to it.
#[server(name = SyncRetry, prefix = "/ui", endpoint = "syncs/retry")]
pub async fn sync_retry(#[server(default)] run_id: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("syncs/retry", &return_to, LIST);
    let done = async {
        let again = hub::syncs::retry(&form.authorize()?, run(&run_id)?).await?;
        Ok::<_, HubError>(Done::to(path(again)).toast(form.texts().syncs().started_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

fn run(text: &str) -> Result<SyncRunId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

fn what(kind: &str, (from, until): (&str, &str), zone_name: &str) -> Result<What, Fault> {
    let day = |field, text| parse_day(text).ok_or_else(|| Fault::field(field, FieldProblem::Format));
    match kind {
        "" | "changes" => Ok(What::Changes),
        "everything" => Ok(What::Everything),
        "range" => {
            let zone = zone(zone_name);
            let (from, until) = (day("from", from)?, day("until", until)?);
            Ok(What::Placed { from: start_of_day(from, zone), until: end_of_day(until, zone) })
        }
        _ => Err(Fault::field("kind", FieldProblem::Format)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_whole_days_of_the_organisation() {
        let Ok(What::Placed { from, until }) =
            what("range", ("2026-11-01", "2026-11-02"), "America/Sao_Paulo")
        else {
            panic!("a range is expected");
        };
        assert_eq!(from.to_rfc3339(), "2026-11-01T03:00:00+00:00");
        assert_eq!(until.to_rfc3339(), "2026-11-03T03:00:00+00:00");
    }

    #[test]
    fn odd_kinds_and_days_are_refused() {
        for (kind, from, until) in
            [("range", "", "2026-01-01"), ("range", "2026-01-01", "32/13/2026"), ("all", "", "")]
        {
            assert!(what(kind, (from, until), "UTC").is_err(), "{kind} {from} {until}");
        }
    }
}
