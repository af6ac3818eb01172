//! What platforms send by themselves: where to, and what came.

mod addresses;
mod events;
mod missed;
mod outcome;

pub use addresses::{
    Route, SealedAddress, address, find_route, insert_address, note_registration, routes_of_account,
    to_check, view,
};
pub(crate) use events::kept;
pub use events::{
    EventFilter, NewEvent, WaitingEvent, find, insert, list, next_due, prune_ids, undrained, waiting,
};
pub use missed::{ListedEvent, begin_look, end_look, last_look, recover, to_look};
pub use outcome::{Delay, EventEnd, Followed, later, replay, replay_failed, settle};
