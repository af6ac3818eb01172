//! Keeping a part of the page up to date.

use super::{
    NO_RUN,
    browser::{self, Fragment, NoFragment},
    notes::{self, SALES},
    redraw::redraw,
};
use leptos::{
    prelude::{document, set_interval},
    task::spawn_local,
    web_sys::Element,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

const ADDRESS: &str = "/ui/syncs/progress";
/// When nothing is heard for this long, the part asks by itself: the stream may be blocked or broken.
const PATIENCE: Duration = Duration::from_secs(2);
/// A part that follows sales asks once in so many times of that, however many come.
const CALM: u8 = 5;

struct Following {
    part: Element,
    /// Where the end is announced.
    status: Element,
    ask: String,
    /// The HTML shown last.
    drawn: RefCell<String>,
    running: Cell<bool>,
    /// Whether something was heard since the last look.
    heard: Cell<bool>,
    asking: Cell<bool>,
    /// Something was heard while an answer was on its way.
    again: Cell<bool>,
    /// Whether sales came or changed since it was asked for because of them.
    news: Cell<bool>,
    /// Looks at it since then, each [`PATIENCE`] after the one before.
    rested: Cell<u8>,
}

/// What a part hears of: a run, and sales.
pub struct Heard {
    pub run: String,
    pub sales: bool,
}

pub fn follow((part, status): (Element, Element), ask: String, heard: Heard, running: bool, first: bool) {
    let Heard { run, sales } = heard;
    let following = Rc::new(Following {
        part,
        status,
        ask,
        drawn: RefCell::default(),
        running: Cell::new(running),
        heard: Cell::new(false),
        asking: Cell::new(false),
        again: Cell::new(false),
        news: Cell::new(false),
        rested: Cell::new(CALM),
    });
    let listening = following.clone();
    let listens = sales || run != NO_RUN;
    let listen = move |of: &str| {
        if of == SALES {
            listening.news.set(sales);
        } else if of.is_empty() || run.is_empty() || of == run {
            listening.heard.set(true);
            listening.refresh();
        }
    };
    if listens {
        notes::listen(listen);
    }
    if first {
        following.refresh();
    }
    set_interval(
        move || {
            // One that is on its way takes as long as it takes.
            if following.running.get() && !following.heard.take() && !following.asking.get() {
                following.refresh();
            }
            following.look_for_news();
        },
        PATIENCE,
    );
}

impl Following {
    /// Asks for what sales changed, if it is time for it and somebody is looking.
    fn look_for_news(self: &Rc<Self>) {
        let rested = self.rested.get().saturating_add(1);
        self.rested.set(rested);
        if rested >= CALM && !document().hidden() && self.news.take() {
            self.rested.set(0);
            self.refresh();
        }
    }

    fn refresh(self: &Rc<Self>) {
        if self.asking.replace(true) {
            self.again.set(true);
            return;
        }
        let this = self.clone();
        spawn_local(async move {
            loop {
                match browser::post(ADDRESS, &this.ask).await {
                    Ok(fragment) => this.show(&fragment),
                    Err(NoFragment::SignedOut) => {
                        this.running.set(false);
                        browser::say_signed_out();
                    }
                    // Gone: asking again would not help.
                    Err(NoFragment::Refused) => this.running.set(false),
                    Err(NoFragment::Away | NoFragment::Failed) => {}
                }
                if !this.again.take() {
                    break;
                }
            }
            this.asking.set(false);
        });
    }

    fn show(&self, fragment: &Fragment) {
        let html = fragment.html();
        if *self.drawn.borrow() != html {
            redraw(&self.part, &html);
            self.drawn.replace(html);
        }
        if self.running.replace(fragment.running()) && !fragment.running() {
            self.status.set_text_content(Some(&fragment.said()));
        }
    }
}
