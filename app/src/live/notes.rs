//! Notes from the server: one event stream per browser, however many tabs are open. HTTP/1.1 allows
//! six connections to a host, so the tabs elect one that listens and tells the others.

use super::browser::{BroadcastChannel, EventSource, Message, when_elected};
use js_sys::Promise;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::prelude::*;

/// Names the lock and the channel.
const NAME: &str = "orion-live";
/// Of a run or a replay that brought or changed sales; heard by this name as well as by the run's id.
pub const SALES: &str = "sales";
/// What the server tells of: a run that moved, what a channel did with an order, a bulk action that was
/// looked at, a check of a sheet, a replay, sales, and notes that were missed.
const KINDS: [&str; 7] = ["sync_run", "order", "plan", "validation", "replay", SALES, "gap"];

type Listener = Rc<dyn Fn(&str)>;

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
}

/// Calls `listener` with the id of each run that moved, with [`SALES`] when it moved any, and with an empty text when
/// something may have been missed.
pub fn listen(listener: impl Fn(&str) + 'static) {
    let is_first = LISTENERS.with_borrow_mut(|listeners| {
        listeners.push(Rc::new(listener));
        listeners.len() == 1
    });
    if is_first {
        start();
    }
}

fn tell(run: &str) {
    // Taken out first: a listener may add another one.
    let listeners = LISTENERS.with_borrow(Clone::clone);
    listeners.iter().for_each(|listener| listener(run));
}

fn start() {
    let channel = Rc::new(BroadcastChannel::new(NAME));
    let heard = Closure::new(|message: Message| tell(&message.data().as_string().unwrap_or_default()));
    channel.on_message(&heard);
    // The page lives as long as its listeners.
    heard.forget();
    let to_others = channel.clone();
    let elected = Closure::new(move |_lock: JsValue| {
        open_stream(&to_others);
        // Never settled: this tab listens until it is closed, and then another one is elected.
        Promise::new(&mut |_, _| {})
    });
    match when_elected(NAME, &elected) {
        Ok(_) => elected.forget(),
        Err(_) => open_stream(&channel),
    }
}

fn open_stream(channel: &Rc<BroadcastChannel>) {
    let stream = EventSource::new("/events");
    for kind in KINDS {
        let channel = channel.clone();
        let listener = Closure::new(move |message: Message| {
            let run = message.data().as_string().unwrap_or_default();
            let also = (kind == SALES).then_some(kind);
            for told in [run.as_str()].into_iter().chain(also) {
                channel.post(told);
                tell(told);
            }
        });
        stream.listen(kind, &listener);
        listener.forget();
    }
}
