//! The simulated account as the server, the pages and its owner share it.

use std::sync::{Mutex, MutexGuard};

use tokio::sync::{Notify, watch};

use crate::faults::Faults;
use crate::shop::locked;
use crate::stripe::clock;
use crate::stripe::options::StripeOptions;
use crate::stripe::routes::{self, Route};
use crate::stripe::store::State;
use crate::time;

/// How far the clock is ahead of the machine's, or where it stands.
#[derive(Clone, Copy)]
enum Clock {
    Frozen { at: i64 },
    Goes { ahead: i64 },
}

pub(crate) struct World {
    state: Mutex<State>,
    clock: Mutex<Clock>,
    pub faults: Faults,
    pub routes: Vec<Route>,
    /// Wakes what sends events.
    pub wake: Notify,
    pub stop: watch::Receiver<bool>,
}

impl World {
    pub(crate) fn new(options: StripeOptions, base: String, stop: watch::Receiver<bool>) -> Self {
        let clock = match options.frozen_at {
            Some(at) => Clock::Frozen { at },
            None => Clock::Goes { ahead: 0 },
        };
        Self {
            state: Mutex::new(State::new(options, base)),
            clock: Mutex::new(clock),
            faults: Faults::default(),
            routes: routes::all(),
            wake: Notify::new(),
            stop,
        }
    }

    /// Seconds since 1970 of the simulator's clock.
    pub(crate) fn now(&self) -> i64 {
        match *locked(&self.clock) {
            Clock::Frozen { at } => at,
            Clock::Goes { ahead } => time::now() + ahead,
        }
    }

    /// Everything, after what is due until now was done.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        let mut state = locked(&self.state);
        let now = self.now();
        if state.now < now || state.is_changed {
            clock::run(&mut state, now);
        }
        state
    }

    /// Moves the clock on, and does what falls due.
    pub(crate) fn advance(&self, seconds: i64) {
        {
            let mut clock = locked(&self.clock);
            match &mut *clock {
                Clock::Frozen { at } => *at += seconds,
                Clock::Goes { ahead } => *ahead += seconds,
            }
        }
        drop(self.state());
        self.wake.notify_one();
    }
}
