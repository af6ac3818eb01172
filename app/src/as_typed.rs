//! What a form would do, shown while it is written.

use leptos::prelude::*;

/// Asks `ask` with the fields of the form `form` whenever they were changed, and brings what is shown here up to the answer. Without
/// script a button of the form shows it. With `takes`, whoever submits the form presses what the answer marks as
/// taken (`ui::MenuLink`), if it marks anything.
#[island]
pub fn AsTyped(
    /// Id of the form.
    form: String,
    /// The server function that draws it.
    ask: String,
    // `optional` would be for an `Option` alone: an island's props are read back.
    #[prop(optional_no_strip)] takes: bool,
    children: Children,
) -> impl IntoView {
    let part = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(part), Some(form)) = (part.get(), document().get_element_by_id(&form)) {
            browser::Typed::watch(&form, part.into(), ask.clone(), takes);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((form, ask, takes));
    view! { <div class="live" node_ref=part>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::live::{
        browser::{self, NoFragment},
        redraw::redraw,
    };
    use leptos::{
        prelude::set_timeout,
        task::spawn_local,
        wasm_bindgen::prelude::*,
        web_sys::{Element, Event, HtmlElement},
    };
    use std::{cell::Cell, rc::Rc, time::Duration};

    /// How long nobody types before it is asked.
    const PAUSE: Duration = Duration::from_millis(250);
    /// What the server marked.
    const TAKEN: &str = "[data-taken]";

    pub struct Typed {
        form: Element,
        part: Element,
        ask: String,
        /// Changes so far.
        changes: Cell<u32>,
        /// The change whose answer is shown.
        shown: Cell<u32>,
        asking: Cell<bool>,
        /// Whether the form was submitted while the answer to what stands in it was on its way.
        submitted: Cell<bool>,
    }

    impl Typed {
        pub fn watch(form: &Element, part: Element, ask: String, takes: bool) {
            let this = Rc::new(Self {
                form: form.clone(),
                part,
                ask,
                changes: Cell::default(),
                shown: Cell::default(),
                asking: Cell::default(),
                submitted: Cell::default(),
            });
            if takes {
                this.clone().take();
            }
            let listener = Closure::<dyn FnMut()>::new(move || {
                let change = this.changes.get().wrapping_add(1);
                this.changes.set(change);
                this.submitted.set(false);
                let this = this.clone();
                set_timeout(move || this.show(change), PAUSE);
            });
            // Refused only for a listener that is none.
            let _ = form.add_event_listener_with_callback("input", listener.as_ref().unchecked_ref());
            // The page lives as long as it.
            listener.forget();
        }

        /// Has whoever submits the form press what is marked. While the answer is on its way that waits for it: what is shown
        /// until then answers something else.
        fn take(self: Rc<Self>) {
            let form = self.form.clone();
            let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                let change = self.changes.get();
                if self.shown.get() != change {
                    event.prevent_default();
                    self.submitted.set(true);
                    self.clone().show(change);
                } else if self.press() {
                    event.prevent_default();
                }
            });
            // Refused only for a listener that is none.
            let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
            // The page lives as long as it.
            listener.forget();
        }

        /// Presses what the answer to what stands in the form marks, if that is shown.
        fn press(&self) -> bool {
            let is_shown = self.shown.get() == self.changes.get();
            let marked = self.part.query_selector(TAKEN).ok().flatten().filter(|_| is_shown);
            let marked = marked.and_then(|marked| marked.dyn_into::<HtmlElement>().ok());
            if let Some(marked) = &marked {
                marked.click();
            }
            marked.is_some()
        }

        /// Goes on where the form was submitted too early, unless it was left since; without an answer it is sent as it is.
        fn go_on(&self) {
            let is_in = || self.form.matches(":focus-within").unwrap_or(false);
            if self.submitted.take() && is_in() && !self.press() {
                self.form.unchecked_ref::<browser::Form>().submit();
            }
        }

        /// Asks, unless something was typed since or that is shown; one question at a time.
        fn show(self: Rc<Self>, change: u32) {
            let is_due = self.changes.get() == change && self.shown.get() != change;
            if !is_due || self.asking.replace(true) {
                return;
            }
            spawn_local(async move {
                let mut asked = change;
                loop {
                    match browser::post(&self.ask, &browser::fields_of(&self.form)).await {
                        Ok(fragment) => {
                            redraw(&self.part, &fragment.html());
                            self.shown.set(asked);
                        }
                        Err(NoFragment::SignedOut) => browser::say_signed_out(),
                        // What was shown last stays; the next change asks again.
                        Err(NoFragment::Away | NoFragment::Failed | NoFragment::Refused) => {}
                    }
                    if self.changes.get() == asked {
                        break;
                    }
                    asked = self.changes.get();
                }
                self.asking.set(false);
                self.go_on();
            });
        }
    }
}
