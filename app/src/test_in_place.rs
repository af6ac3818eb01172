//! A form that is tested and saved without leaving the page, so that typed secrets stay in their fields.

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::web_sys;

/// Takes over the buttons of the form `form`, and shows the answer here or opens the page that it leads
/// to. Without script they post as any other, and the page comes back with the result in `children`.
#[island]
pub fn TestInPlace(
    /// Id of the form.
    form: String,
    /// Shown while the test is under way.
    testing: String,
    /// Shown when the server cannot be reached.
    away: String,
    /// Shown when the role does not allow the test, or the thing to test is gone.
    refused: String,
    /// Shown when the server fails.
    failed: String,
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(place), Some(form)) = (place.get(), document().get_element_by_id(&form)) {
            take_over(
                form,
                place.into(),
                Words {
                    testing: testing.clone(),
                    away: away.clone(),
                    refused: refused.clone(),
                    failed: failed.clone(),
                },
            );
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((form, testing, away, refused, failed));
    view! { <div class="live" id="teste" tabindex="-1" aria-live="polite" node_ref=place>{children()}</div> }
}

#[cfg(feature = "hydrate")]
struct Words {
    testing: String,
    away: String,
    refused: String,
    failed: String,
}

#[cfg(feature = "hydrate")]
fn take_over(form: web_sys::Element, place: web_sys::Element, words: Words) {
    use crate::live::browser::{self, NoFragment};
    use leptos::{ev::SubmitEvent, task::spawn_local, wasm_bindgen::prelude::*};
    use std::{cell::Cell, rc::Rc};

    let (words, source) = (Rc::new(words), form.clone());
    let is_busy = Rc::new(Cell::new(false));
    let listener = Closure::<dyn FnMut(SubmitEvent)>::new(move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.replace(true) {
            return;
        }
        let own = event.submitter().and_then(|button| button.get_attribute("formaction"));
        let action = own.or_else(|| source.get_attribute("action")).unwrap_or_default();
        let (words, place, fields) = (words.clone(), place.clone(), browser::fields_of(&source));
        let is_busy = is_busy.clone();
        while let Ok(Some(marked)) = source.query_selector("[aria-invalid]") {
            let _ = marked.remove_attribute("aria-invalid");
        }
        spawn_local(async move {
            say(&place, &words.testing);
            place.scroll_into_view();
            match browser::post(&action, &fields).await {
                // Busy until the next page is there.
                Ok(fragment) if !fragment.to().is_empty() => return browser::open(&fragment.to()),
                Ok(fragment) => {
                    place.set_inner_html(&fragment.html());
                    mark_fields(&place);
                }
                Err(NoFragment::Away) => say(&place, &words.away),
                Err(NoFragment::Refused) => say(&place, &words.refused),
                Err(NoFragment::Failed) => say(&place, &words.failed),
                Err(NoFragment::SignedOut) => {
                    say(&place, "");
                    browser::say_signed_out();
                }
            }
            is_busy.set(false);
        });
    });
    // Refused only for a listener that is none.
    let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Marks the fields that the answer in `place` names, and opens what one lies in.
#[cfg(feature = "hydrate")]
fn mark_fields(place: &web_sys::Element) {
    while let Ok(Some(line)) = place.query_selector("[data-field]") {
        let field = line.get_attribute("data-field").unwrap_or_default();
        let _ = line.remove_attribute("data-field");
        let Some(field) = document().get_element_by_id(&field) else { continue };
        let _ = field.set_attribute("aria-invalid", "true");
        if let Ok(Some(closed)) = field.closest("details") {
            let _ = closed.set_attribute("open", "");
        }
    }
}

/// One sentence in the place of the result, as text.
#[cfg(feature = "hydrate")]
fn say(place: &web_sys::Element, sentence: &str) {
    place.set_text_content(Some(sentence));
}
