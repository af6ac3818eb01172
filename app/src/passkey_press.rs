//! A form whose answer comes from a person's device: a passkey that is made, or signs.

use leptos::prelude::*;

/// Takes over the form `form`: asks its action what the device is to sign, has the browser ask the device, and sends the answer to
/// `finish`. Without script the form says that it needs one.
#[island]
pub fn PasskeyPress(
    /// Id of the form, which has hidden fields `token` and `credential`.
    form: String,
    /// Where the answer goes.
    finish: String,
    /// Whether a key is made; else one signs.
    makes: bool,
    /// Said while the device is asked.
    asking: String,
    /// Said when the browser knows no passkeys.
    missing: String,
    /// Said when the person or the device did not go on.
    stopped: String,
    /// Said when the server cannot be reached.
    away: String,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::P>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(place), Some(form)) = (place.get(), document().get_element_by_id(&form)) {
            let words = device::Words {
                asking: asking.clone(),
                missing: missing.clone(),
                stopped: stopped.clone(),
                away: away.clone(),
            };
            device::take_over(form, place.into(), finish.clone(), makes, words);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((form, finish, makes, asking, missing, stopped, away));
    view! { <p class="meta" role="status" node_ref=place></p> }
}

#[cfg(feature = "hydrate")]
mod device {
    use crate::live::browser::{self, NoFragment};
    use js_sys::{JSON, Object, Promise, Reflect};
    use leptos::{
        ev::SubmitEvent,
        task::spawn_local,
        wasm_bindgen::prelude::*,
        web_sys::{Element, HtmlElement},
    };
    use std::{cell::Cell, rc::Rc};
    use wasm_bindgen_futures::JsFuture;

    #[wasm_bindgen]
    extern "C" {
        // Each fails where the browser does not know it.
        #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseCreationOptionsFromJSON)]
        fn creation(options: &JsValue) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch, js_namespace = PublicKeyCredential, js_name = parseRequestOptionsFromJSON)]
        fn request(options: &JsValue) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch, js_namespace = ["navigator", "credentials"], js_name = create)]
        fn create(options: &Object) -> Result<Promise, JsValue>;
        #[wasm_bindgen(catch, js_namespace = ["navigator", "credentials"], js_name = get)]
        fn get(options: &Object) -> Result<Promise, JsValue>;

        #[wasm_bindgen(js_name = HTMLFormElement)]
        type Form;
        #[wasm_bindgen(method)]
        fn submit(this: &Form);
    }

    pub struct Words {
        pub asking: String,
        pub missing: String,
        pub stopped: String,
        pub away: String,
    }

    enum Failed {
        /// The browser knows no passkeys.
        Missing,
        Stopped,
    }

    pub fn take_over(form: Element, place: Element, finish: String, makes: bool, words: Words) {
        let (words, source, is_busy) = (Rc::new(words), form.clone(), Rc::new(Cell::new(false)));
        let listener = Closure::<dyn FnMut(SubmitEvent)>::new(move |event: SubmitEvent| {
            event.prevent_default();
            if is_busy.replace(true) {
                return;
            }
            let (words, place, form) = (words.clone(), place.clone(), source.clone());
            let (is_busy, finish) = (is_busy.clone(), finish.clone());
            spawn_local(async move {
                unmark(&form);
                place.set_text_content(Some(&words.asking));
                let action = form.get_attribute("action").unwrap_or_default();
                let said = match browser::post(&action, &browser::fields_of(&form)).await {
                    Ok(begun) => match answer(begun.as_ref(), makes).await {
                        Ok(Some((token, credential))) => {
                            fill(&form, "token", &token);
                            fill(&form, "credential", &credential);
                            let _ = form.set_attribute("action", &finish);
                            // Busy until the next page is there.
                            return form.unchecked_ref::<Form>().submit();
                        }
                        // Refused, in words.
                        Ok(None) => {
                            let (said, field) =
                                (text(begun.as_ref(), "refused"), text(begun.as_ref(), "field"));
                            if mark(&form, &field, &said).is_some() { String::new() } else { said }
                        }
                        Err(Failed::Missing) => words.missing.clone(),
                        Err(Failed::Stopped) => words.stopped.clone(),
                    },
                    Err(NoFragment::SignedOut) => {
                        browser::say_signed_out();
                        String::new()
                    }
                    Err(_) => words.away.clone(),
                };
                place.set_text_content(Some(&said));
                is_busy.set(false);
            });
        });
        // Refused only for a listener that is none.
        let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
        listener.forget();
    }

    /// The token of what was asked, and what the device answered as JSON; nothing where the server refused to ask.
    async fn answer(begun: &JsValue, makes: bool) -> Result<Option<(String, String)>, Failed> {
        let asked = field(begun, "challenge");
        if !asked.is_object() {
            return Ok(None);
        }
        let options = field(&asked, "options");
        let parsed = if makes { creation(&options) } else { request(&options) };
        let ask = Object::new();
        let _ = Reflect::set(&ask, &"publicKey".into(), &parsed.map_err(|_| Failed::Missing)?);
        let asking = if makes { create(&ask) } else { get(&ask) };
        let made = JsFuture::from(asking.map_err(|_| Failed::Missing)?).await.map_err(|_| Failed::Stopped)?;
        let json = JSON::stringify(&made).map_err(|_| Failed::Missing)?;
        Ok(Some((text(&asked, "token"), json.into())))
    }

    fn field(value: &JsValue, name: &str) -> JsValue {
        Reflect::get(value, &name.into()).unwrap_or_default()
    }

    fn text(value: &JsValue, name: &str) -> String {
        field(value, name).as_string().unwrap_or_default()
    }

    /// Says at a field what is wrong with it, as where a page comes back with it; nothing where the form has no such field.
    fn mark(form: &Element, name: &str, said: &str) -> Option<()> {
        let input = form.query_selector(&format!("input[name='{name}']")).ok()??;
        let field = input.closest(".field").ok()??;
        field.insert_adjacent_html("beforeend", "<p class=field-error role=alert></p>").ok()?;
        field.last_element_child()?.set_text_content(Some(said));
        input.set_attribute("aria-invalid", "true").ok()?;
        input.unchecked_ref::<HtmlElement>().focus().ok()
    }

    fn unmark(form: &Element) {
        while let Ok(Some(said)) = form.query_selector(".field-error") {
            said.remove();
        }
        while let Ok(Some(input)) = form.query_selector("[aria-invalid]") {
            let _ = input.remove_attribute("aria-invalid");
        }
    }

    fn fill(form: &Element, name: &str, value: &str) {
        if let Ok(Some(input)) = form.query_selector(&format!("input[name={name}]")) {
            let _ = input.set_attribute("value", value);
        }
    }
}
