//! Keeping a part of the page up to date.

use super::{
    browser::{self, NoFragment},
    notes,
};
use leptos::{prelude::set_interval, task::spawn_local, web_sys::Element};
use std::{cell::Cell, rc::Rc, time::Duration};

const ADDRESS: &str = "/ui/syncs/progress";
/// When nothing is heard for this long, the part asks by itself: the stream may be blocked or broken.
const PATIENCE: Duration = Duration::from_secs(2);

struct Following {
    part: Element,
    ask: String,
    running: Cell<bool>,
    /// Whether something was heard since the last look.
    heard: Cell<bool>,
    asking: Cell<bool>,
    /// Something was heard while an answer was on its way.
    again: Cell<bool>,
}

pub fn follow(part: Element, ask: String, run: String, running: bool, first: bool) {
    let following = Rc::new(Following {
        part,
        ask,
        running: Cell::new(running),
        heard: Cell::new(false),
        asking: Cell::new(false),
        again: Cell::new(false),
    });
    let listening = following.clone();
    notes::listen(move |of| {
        if of.is_empty() || run.is_empty() || of == run {
            listening.heard.set(true);
            listening.refresh();
        }
    });
    if first {
        following.refresh();
    }
    set_interval(
        move || {
            if following.running.get() && !following.heard.take() {
                following.refresh();
            }
        },
        PATIENCE,
    );
}

impl Following {
    fn refresh(self: &Rc<Self>) {
        if self.asking.replace(true) {
            self.again.set(true);
            return;
        }
        let this = self.clone();
        spawn_local(async move {
            loop {
                match browser::post(ADDRESS, &this.ask).await {
                    Ok(fragment) => {
                        this.part.set_inner_html(&fragment.html());
                        this.running.set(fragment.running());
                    }
                    // Signed out, or gone: asking again would not help.
                    Err(NoFragment::Refused) => this.running.set(false),
                    Err(NoFragment::Away) => {}
                }
                if !this.again.take() {
                    break;
                }
            }
            this.asking.set(false);
        });
    }
}
