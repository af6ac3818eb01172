//! What the forms of replays post to.

use super::path;
use crate::{
    form::{Done, Form, Posted},
    orders, syncs,
};
use chrono_tz::Tz;
use domain::{
    Fault, FieldProblem, ReplayId, ReplayScope,
    view::day::{end_of_day, parse_day, start_of_day, zone},
};
use hub::{HubError, replays::Of};
use leptos::prelude::*;
use uuid::Uuid;

/// Looks up what today's mapping would change: of the sale or the run with this id, of the connection with
/// this id the record with this key, or what was placed from one day to another in the organisation's zone, both
/// included; or of the sales of a filter, whose address in their list is the key.
#[server(name = ReplayLook, prefix = "/ui", endpoint = "replays/look")]
pub async fn replay_look(
    #[server(default)] scope: String,
    #[server(default)] id: String,
    #[server(default)] key: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
    #[server(default)] press: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("replays/look", &return_to, syncs::LIST).keep("from", &from).keep("until", &until);
    let done = async {
        let permit = form.authorize()?;
        let zone_name =
            form.visit().principal().map(|who| who.member().org_time_zone.clone()).unwrap_or_default();
        // One that was not drawn by a page of ours is a press of its own.
        let press = press.parse().unwrap_or_else(|_| Uuid::now_v7());
        if scope == ReplayScope::Filter.code() {
            let (filter, address) =
                orders::selection_of(&key, zone(&zone_name)).ok_or(Fault::Invalid { fields: Vec::new() })?;
            let selected = hub::replays::look_at_selection(&permit, &filter, &address, press).await?;
            let to = selected.only.map_or_else(|| super::selection::path(selected.id), path);
            return Ok::<_, HubError>(Done::to(to));
        }
        let of = of(&scope, (&id, &key), (&from, &until), zone(&zone_name))?;
        let replay = hub::replays::look_at(&permit, of, press).await?;
        Ok::<_, HubError>(Done::to(path(replay)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Writes what would change by one replay, or by all of a selection.
#[server(name = ReplayApply, prefix = "/ui", endpoint = "replays/apply")]
pub async fn replay_apply(
    #[server(default)] replay: String,
    #[server(default)] selection: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("replays/apply", &return_to, syncs::LIST);
    let done = async {
        let permit = form.authorize()?;
        let to = if selection.is_empty() {
            let id: ReplayId = replay.parse().map_err(|_| Fault::NotFound)?;
            hub::replays::apply(&permit, id).await?;
            path(id)
        } else {
            let id: Uuid = selection.parse().map_err(|_| Fault::NotFound)?;
            hub::replays::apply_selection(&permit, id).await?;
            super::selection::path(id)
        };
        Ok::<_, HubError>(Done::to(to).toast(form.texts().replays().started_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

fn of<'a>(
    scope: &str,
    (id, key): (&str, &'a str),
    (from, until): (&str, &str),
    zone: Tz,
) -> Result<Of<'a>, Fault> {
    let unknown = |_| Fault::NotFound;
    let day = |field, text| parse_day(text).ok_or_else(|| Fault::field(field, FieldProblem::Format));
    match scope.parse().map_err(|_| Fault::NotFound)? {
        ReplayScope::Order => Ok(Of::Order(id.parse().map_err(unknown)?)),
        ReplayScope::Record => Ok(Of::Record { connection: id.parse().map_err(unknown)?, key }),
        ReplayScope::Run => Ok(Of::Run(id.parse().map_err(unknown)?)),
        // Those of a list's filter have a page of their own, and the plan lets in what waited.
        ReplayScope::Filter | ReplayScope::Parked => Err(Fault::NotFound),
        ReplayScope::Range => {
            let connection = id.parse().map_err(unknown)?;
            let (from, until) = (day("from", from)?, day("until", until)?);
            Ok(Of::Placed { connection, from: start_of_day(from, zone), until: end_of_day(until, zone) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_scopes_ids_and_days_are_refused() {
        let id = "01a219a6-53ab-720b-9e8d-38197663faad";
        for (scope, id, from) in [
            ("all", id, ""),
            ("order", "7", ""),
            ("run", "", ""),
            ("record", "x", ""),
            ("range", "x", "2026-11-01"),
        ] {
            assert_eq!(
                of(scope, (id, "7"), (from, "2026-11-02"), Tz::UTC),
                Err(Fault::NotFound),
                "{scope} {id}"
            );
        }
        let odd = of("range", (id, ""), ("32/13", "2026-11-02"), Tz::UTC);
        assert_eq!(odd, Err(Fault::field("from", FieldProblem::Format)));
        let Ok(Of::Placed { from, until, .. }) = of("range", (id, ""), ("2026-11-01", "2026-11-02"), Tz::UTC)
        else {
            panic!("a range is expected");
        };
        assert_eq!((until - from).num_days(), 2, "both days");
        assert!(of("order", (id, ""), ("", ""), Tz::UTC).is_ok());
    }
}
