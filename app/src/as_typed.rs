//! What a form would do, shown while it is written.

use leptos::prelude::*;

/// Asks `ask` with the fields of the form `form` whenever they were changed, and brings what is shown here up to the answer. Without
/// script a button of the form shows it.
#[island]
pub fn AsTyped(
    /// Id of the form.
    form: String,
    /// The server function that draws it.
    ask: String,
    children: Children,
) -> impl IntoView {
    let part = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(part), Some(form)) = (part.get(), document().get_element_by_id(&form)) {
            browser::Typed::watch(&form, part.into(), ask.clone());
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((form, ask));
    view! { <div class="live" node_ref=part>{children()}</div> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::live::{
        browser::{self, NoFragment},
        redraw::redraw,
    };
    use leptos::{prelude::set_timeout, task::spawn_local, wasm_bindgen::prelude::*, web_sys::Element};
    use std::{cell::Cell, rc::Rc, time::Duration};

    /// How long nobody types before it is asked.
    const PAUSE: Duration = Duration::from_millis(250);

    pub struct Typed {
        form: Element,
        part: Element,
        ask: String,
        /// Changes so far.
        changes: Cell<u32>,
        asking: Cell<bool>,
    }

    impl Typed {
        pub fn watch(form: &Element, part: Element, ask: String) {
            let this = Rc::new(Self {
                form: form.clone(),
                part,
                ask,
                changes: Cell::default(),
                asking: Cell::default(),
            });
            let listener = Closure::<dyn FnMut()>::new(move || {
                let change = this.changes.get().wrapping_add(1);
                this.changes.set(change);
                let this = this.clone();
                set_timeout(move || this.show(change), PAUSE);
            });
            // Refused only for a listener that is none.
            let _ = form.add_event_listener_with_callback("input", listener.as_ref().unchecked_ref());
            // The page lives as long as it.
            listener.forget();
        }

        /// Asks, unless something was typed since; one question at a time.
        fn show(self: Rc<Self>, change: u32) {
            if self.changes.get() != change || self.asking.replace(true) {
                return;
            }
            spawn_local(async move {
                let mut shown = change;
                loop {
                    match browser::post(&self.ask, &browser::fields_of(&self.form)).await {
                        Ok(fragment) => redraw(&self.part, &fragment.html()),
                        Err(NoFragment::SignedOut) => browser::say_signed_out(),
                        // What was shown last stays; the next change asks again.
                        Err(NoFragment::Away | NoFragment::Failed | NoFragment::Refused) => {}
                    }
                    if self.changes.get() == shown {
                        break;
                    }
                    shown = self.changes.get();
                }
                self.asking.set(false);
            });
        }
    }
}
