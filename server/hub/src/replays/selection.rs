//! Mapping again the sales of a list's filter. Which these are is written down when it is asked for: a sale that leaves the
//! filter later is still one of them, and one that comes into it is none.

use super::ask;
use crate::{
    HubError,
    auth::OrgCx,
    orders::selected_connections,
    permit::{RunSync, View},
};
use domain::{
    ConnectionId, Fault, ReplayId, ReplayScope, ReplayState,
    view::{
        orders::OrderFilter,
        replays::{ReplayPart, ReplaySelection},
    },
};
use std::collections::BTreeMap;
use store::replays::{self, NewReplay, NewSelection};
use uuid::Uuid;

/// Sales of one selection that are mapped again at most.
pub const MOST: usize = 10_000;

/// The replays of a selection: one for each connection that has sales in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selected {
    pub id: Uuid,
    /// Where all of its sales are of one connection.
    pub only: Option<ReplayId>,
}

/// Has it looked up what would change of the sales of `filter`, as they are now. `address` is how the list names the filter, to
/// lead back to it. Nothing is written yet.
///
/// # Errors
/// [`Fault::NotFound`] if the filter selects nothing; [`Fault::Conflict`] `replay_too_many` for more than [`MOST`] sales.
pub async fn look_at_selection(
    cx: &OrgCx<RunSync>,
    filter: &OrderFilter,
    address: &str,
    press: Uuid,
) -> Result<Selected, HubError> {
    let mut tx = cx.begin().await?;
    let connections = selected_connections(&mut tx, filter).await?;
    let keys = store::orders::keys(&mut tx, filter, connections.as_deref(), MOST + 1).await?;
    if keys.len() > MOST {
        return Err(Fault::Conflict { what: "replay_too_many".into() }.into());
    }
    let mut of_connections: BTreeMap<ConnectionId, Vec<String>> = BTreeMap::new();
    for (connection, key) in keys {
        of_connections.entry(connection).or_default().push(key);
    }
    let mut made = Vec::with_capacity(of_connections.len());
    for (connection, keys) in of_connections {
        let new = NewReplay {
            id: ReplayId::new(),
            connection,
            scope: ReplayScope::Filter,
            scope_id: None,
            key: None,
            range: None,
            selection: Some(NewSelection { id: press, address }),
            // The first one bears the press of the form, by which the form is known again.
            press: if made.is_empty() { press } else { Uuid::now_v7() },
            requested_by: cx.actor().user(),
        };
        if replays::insert(&mut tx, &new).await? != new.id {
            drop(tx);
            return of_press(cx, press).await;
        }
        replays::pick(&mut tx, new.id, &keys).await?;
        ask(&mut tx, new.id, connection).await?;
        made.push(new.id);
    }
    let only = match made[..] {
        [] => return Err(Fault::NotFound.into()),
        [only] => Some(only),
        _ => None,
    };
    tx.commit().await?;
    Ok(Selected { id: press, only })
}

/// What the same press asked for before.
async fn of_press(cx: &OrgCx<RunSync>, press: Uuid) -> Result<Selected, HubError> {
    let found = replays::find_selection(&mut cx.begin().await?, press).await?;
    let only = match &found.parts[..] {
        [only] => Some(only.id),
        _ => None,
    };
    Ok(Selected { id: press, only })
}

/// The replays of a selection, by the names of their connections.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn find_selection(cx: &OrgCx<View>, id: Uuid) -> Result<ReplaySelection, HubError> {
    Ok(replays::find_selection(&mut cx.begin().await?, id).await?)
}

/// Has everything written that the replays of a selection would change. Pressed twice, it is written once.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `replay_looking` while one of them is looked up, `replay_nothing` where none would
/// change anything.
pub async fn apply_selection(cx: &OrgCx<RunSync>, id: Uuid) -> Result<(), HubError> {
    let parts = replays::find_selection(&mut cx.begin().await?, id).await?.parts;
    let conflict = |what: &str| HubError::from(Fault::Conflict { what: what.into() });
    if parts.iter().any(|part| part.state == ReplayState::Looking) {
        return Err(conflict("replay_looking"));
    }
    if !parts.iter().any(ReplayPart::is_or_can_be_applied) {
        return Err(conflict("replay_nothing"));
    }
    for part in parts.iter().filter(|part| part.can_be_applied()) {
        super::apply(cx, part.id).await?;
    }
    Ok(())
}
