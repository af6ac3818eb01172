//! A form with a file that shows how much of it is sent, and takes a file that is dropped on the page.

use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::web_sys;

/// Tells the server that a script sends the form: it answers where to go instead of going there.
pub const IN_PLACE: &str = "x-in-place";

/// Sends the form `form` when it is pressed or a file is dropped on the page, and shows how far it is. Without script the form
/// posts as any other.
#[island]
pub fn UploadInPlace(
    /// Id of the form. Its input for a file is the only one of this kind in it.
    form: String,
    /// Tells that files can be dropped, which they can be only with a script.
    hint: String,
    /// Shown when several files are dropped: none of them is sent.
    several: String,
    /// Before the share that is sent.
    sending: String,
    /// Shown when the server cannot be reached.
    away: String,
    /// Shown when it fails.
    failed: String,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(place), Some(form)) = (place.get(), document().get_element_by_id(&form)) {
            let words = browser::Words {
                several: several.clone(),
                sending: sending.clone(),
                away: away.clone(),
                failed: failed.clone(),
            };
            place.set_text_content(Some(&hint));
            browser::take_over(form, place.into(), words);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((form, hint, several, sending, away, failed));
    view! { <div class="meta" aria-live="polite" node_ref=place></div> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{IN_PLACE, web_sys::Element};
    use crate::live::browser::open;
    use js_sys::Reflect;
    use leptos::prelude::document;
    use std::{cell::Cell, rc::Rc};
    use wasm_bindgen::prelude::*;

    pub struct Words {
        pub several: String,
        pub sending: String,
        pub away: String,
        pub failed: String,
    }

    #[wasm_bindgen]
    extern "C" {
        type FormData;
        #[wasm_bindgen(constructor)]
        fn new(form: &Element) -> FormData;

        type XMLHttpRequest;
        #[wasm_bindgen(constructor)]
        fn new() -> XMLHttpRequest;
        #[wasm_bindgen(method)]
        fn open(this: &XMLHttpRequest, method: &str, address: &str);
        #[wasm_bindgen(method, js_name = setRequestHeader)]
        fn header(this: &XMLHttpRequest, name: &str, value: &str);
        #[wasm_bindgen(method)]
        fn send(this: &XMLHttpRequest, data: &FormData);
        #[wasm_bindgen(method, getter)]
        fn status(this: &XMLHttpRequest) -> u16;
        #[wasm_bindgen(method, getter, js_name = responseText)]
        fn text(this: &XMLHttpRequest) -> String;
        #[wasm_bindgen(method, getter)]
        fn upload(this: &XMLHttpRequest) -> Upload;
        #[wasm_bindgen(method, setter, js_name = onloadend)]
        fn on_end(this: &XMLHttpRequest, listener: &JsValue);

        type Upload;
        #[wasm_bindgen(method, setter, js_name = onprogress)]
        fn on_progress(this: &Upload, listener: &JsValue);

        type Moment;
        #[wasm_bindgen(method, getter)]
        fn loaded(this: &Moment) -> f64;
        #[wasm_bindgen(method, getter)]
        fn total(this: &Moment) -> f64;

        type Dragging;
        #[wasm_bindgen(method, js_name = preventDefault)]
        fn take(this: &Dragging);
        #[wasm_bindgen(method, getter, js_name = dataTransfer)]
        fn dropped(this: &Dragging) -> JsValue;

        #[wasm_bindgen(js_name = HTMLFormElement)]
        type Form;
        #[wasm_bindgen(method, js_name = requestSubmit)]
        fn submit(this: &Form);
    }

    pub fn take_over(form: Element, place: Element, words: Words) {
        let (words, source, is_busy) = (Rc::new(words), form.clone(), Rc::new(Cell::new(false)));
        let (shown, said, is_sending) = (place.clone(), words.clone(), is_busy.clone());
        let sending = Closure::<dyn FnMut(Dragging)>::new(move |event: Dragging| {
            event.take();
            if !is_busy.replace(true) {
                send(&source, &place, &words, &is_busy);
            }
        });
        listen(&form, "submit", sending);
        let over = Closure::<dyn FnMut(Dragging)>::new(|event: Dragging| event.take());
        let target = form.clone();
        let drop = Closure::<dyn FnMut(Dragging)>::new(move |event: Dragging| {
            event.take();
            let files = Reflect::get(&event.dropped(), &"files".into());
            let input = target.query_selector("input[type=file]").ok().flatten();
            let (Ok(files), Some(input)) = (files, input) else { return };
            let count = Reflect::get(&files, &"length".into()).ok().and_then(|length| length.as_f64());
            if is_sending.get() || count.is_none_or(|count| count < 1.0) {
                return;
            }
            if count > Some(1.0) {
                shown.set_text_content(Some(&said.several));
            } else if Reflect::set(&input, &"files".into(), &files).is_ok() {
                target.unchecked_ref::<Form>().submit();
            }
        });
        if let Some(page) = document().document_element() {
            listen(&page, "dragover", over);
            listen(&page, "drop", drop);
        }
    }

    fn listen(target: &Element, event: &str, listener: Closure<dyn FnMut(Dragging)>) {
        // Refused only for a listener that is none.
        let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // The page lives as long as it.
        listener.forget();
    }

    fn send(form: &Element, place: &Element, words: &Rc<Words>, is_busy: &Rc<Cell<bool>>) {
        let request = Rc::new(XMLHttpRequest::new());
        request.open("POST", &form.get_attribute("action").unwrap_or_default());
        request.header("accept", "text/html");
        request.header(IN_PLACE, "1");
        let (shown, said) = (place.clone(), words.clone());
        let progress = Closure::<dyn FnMut(Moment)>::new(move |moment: Moment| {
            let share = (moment.loaded() / moment.total().max(1.0) * 100.0).floor();
            shown.set_text_content(Some(&format!("{} {share} %", said.sending)));
        });
        request.upload().on_progress(progress.as_ref());
        progress.forget();
        let (answer, shown, words, is_busy) =
            (request.clone(), place.clone(), words.clone(), is_busy.clone());
        let ended = Closure::once_into_js(move || match answer.status() {
            // Busy until the next page is there.
            200 => open(answer.text().trim_matches('"')),
            status => {
                shown.set_text_content(Some(if status == 0 { &words.away } else { &words.failed }));
                is_busy.set(false);
            }
        });
        request.on_end(&ended);
        request.send(&FormData::new(form));
    }
}
