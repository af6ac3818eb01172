//! What platforms send by themselves: where to, and what came.

mod addresses;
mod events;
mod missed;

pub use addresses::{
    Route, SealedAddress, address, find_route, insert_address, note_registration, routes_of_account,
    to_check, view,
};
pub use events::{
    EventFilter, NewEvent, WaitingEvent, find, insert, later, list, next_due, prune_ids, replay,
    replay_failed, settle, undrained, waiting,
};
pub use missed::{ListedEvent, begin_look, end_look, last_look, recover, to_look};
