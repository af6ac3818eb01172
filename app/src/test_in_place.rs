//! The connection test without leaving the page, so that typed secrets stay in their fields.

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::web_sys;

/// Takes over the button of the form `form` that posts to `action`, and shows the answer here.
/// Without script the button posts as any other, and the page comes back with the result in
/// `children`.
#[island]
pub fn TestInPlace(
    /// Id of the form.
    form: String,
    /// Where its test button posts to.
    action: String,
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
                    action: action.clone(),
                    testing: testing.clone(),
                    away: away.clone(),
                    refused: refused.clone(),
                    failed: failed.clone(),
                },
            );
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((form, action, testing, away, refused, failed));
    view! { <div class="live" id="teste" tabindex="-1" aria-live="polite" node_ref=place>{children()}</div> }
}

#[cfg(feature = "hydrate")]
struct Words {
    action: String,
    testing: String,
    away: String,
    refused: String,
    failed: String,
}

#[cfg(feature = "hydrate")]
fn take_over(form: web_sys::Element, place: web_sys::Element, words: Words) {
    use crate::live::browser::{self, NoFragment};
    use leptos::{ev::SubmitEvent, task::spawn_local, wasm_bindgen::prelude::*};
    use std::rc::Rc;

    let words = Rc::new(words);
    let source = form.clone();
    let listener = Closure::<dyn FnMut(SubmitEvent)>::new(move |event: SubmitEvent| {
        let button = event.submitter();
        let tests = button
            .as_ref()
            .is_some_and(|button| button.get_attribute("formaction").as_deref() == Some(&*words.action));
        if !tests {
            return;
        }
        event.prevent_default();
        let (words, place, fields) = (words.clone(), place.clone(), browser::fields_of(&source));
        spawn_local(async move {
            say(&place, &words.testing);
            place.scroll_into_view();
            match browser::post(&words.action, &fields).await {
                Ok(fragment) => place.set_inner_html(&fragment.html()),
                Err(NoFragment::Away) => say(&place, &words.away),
                Err(NoFragment::Refused) => say(&place, &words.refused),
                Err(NoFragment::Failed) => say(&place, &words.failed),
                Err(NoFragment::SignedOut) => {
                    say(&place, "");
                    browser::say_signed_out();
                }
            }
        });
    });
    // Refused only for a listener that is none.
    let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// One sentence in the place of the result, as text.
#[cfg(feature = "hydrate")]
fn say(place: &web_sys::Element, sentence: &str) {
    place.set_text_content(Some(sentence));
}
