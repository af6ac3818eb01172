//! What the browser offers and the islands use. Declared here rather than taken from `web-sys`, so
//! that the wasm holds no more than this.

use js_sys::{Object, Promise, Reflect};
use leptos::{prelude::document, web_sys::Element};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The stream of server-sent events of an address; it reconnects by itself.
    pub type EventSource;
    #[wasm_bindgen(constructor)]
    pub fn new(address: &str) -> EventSource;
    #[wasm_bindgen(method, js_name = addEventListener)]
    pub fn listen(this: &EventSource, kind: &str, listener: &Closure<dyn FnMut(Message)>);

    /// What all tabs of this browser hear.
    pub type BroadcastChannel;
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> BroadcastChannel;
    #[wasm_bindgen(method, js_name = postMessage)]
    pub fn post(this: &BroadcastChannel, text: &str);
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    pub fn on_message(this: &BroadcastChannel, listener: &Closure<dyn FnMut(Message)>);

    pub type Message;
    #[wasm_bindgen(method, getter)]
    pub fn data(this: &Message) -> JsValue;

    /// Fails where the browser has no locks: outside of https and of this machine.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
    pub fn when_elected(
        name: &str,
        work: &Closure<dyn FnMut(JsValue) -> Promise>,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch)]
    fn fetch(address: &str, options: &Object) -> Result<Promise, JsValue>;

    type Answer;
    #[wasm_bindgen(method, getter)]
    fn ok(this: &Answer) -> bool;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, catch)]
    fn json(this: &Answer) -> Result<Promise, JsValue>;

    /// Opens another page.
    #[wasm_bindgen(js_namespace = location, js_name = assign)]
    pub fn open(address: &str);

    /// A [`super::Fragment`] as the server sent it.
    pub type Fragment;
    #[wasm_bindgen(method, getter)]
    pub fn html(this: &Fragment) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn running(this: &Fragment) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn said(this: &Fragment) -> String;
    /// Where the form of a connection leads, which answers in the same way.
    #[wasm_bindgen(method, getter)]
    pub fn to(this: &Fragment) -> String;

    pub type Form;
    /// Sends it as it is, without its `submit` being heard.
    #[wasm_bindgen(method)]
    pub fn submit(this: &Form);

    type FormData;
    #[wasm_bindgen(constructor)]
    fn new(form: &Element) -> FormData;

    type URLSearchParams;
    #[wasm_bindgen(constructor)]
    fn new(data: &FormData) -> URLSearchParams;
    #[wasm_bindgen(method, js_name = toString)]
    fn encoded(this: &URLSearchParams) -> String;
}

/// Why there is no fragment.
pub enum NoFragment {
    /// The server cannot be reached for the moment.
    Away,
    /// It was reached and failed.
    Failed,
    /// It no longer knows who asks.
    SignedOut,
    /// It was reached and refused: the role does not allow it, or there is no such thing.
    Refused,
}

/// Posts URL-encoded fields and reads the fragment that comes back.
pub async fn post(address: &str, fields: &str) -> Result<Fragment, NoFragment> {
    let headers = Object::new();
    let options = Object::new();
    set(&headers, "content-type", &"application/x-www-form-urlencoded".into());
    set(&headers, "accept", &"application/json".into());
    set(&options, "method", &"POST".into());
    set(&options, "headers", &headers);
    set(&options, "body", &fields.into());
    let sent = fetch(address, &options).map_err(|_| NoFragment::Away)?;
    let answer = JsFuture::from(sent).await.map_err(|_| NoFragment::Away)?;
    let answer: Answer = answer.unchecked_into();
    match answer.status() {
        401 => return Err(NoFragment::SignedOut),
        400..500 => return Err(NoFragment::Refused),
        _ if !answer.ok() => return Err(NoFragment::Failed),
        _ => {}
    }
    let read = answer.json().map_err(|_| NoFragment::Away)?;
    let fragment = JsFuture::from(read).await.map_err(|_| NoFragment::Away)?;
    Ok(fragment.unchecked_into())
}

/// Says that the session has ended, once; the words and the way back lie in the page.
pub fn say_signed_out() {
    let Some(words) = document().get_element_by_id("signed-out") else { return };
    // Put in as a whole, an alert is announced.
    let _ = words.insert_adjacent_html("afterend", &words.inner_html());
    words.remove();
}

/// The fields of a form as they stand, URL-encoded.
pub fn fields_of(form: &Element) -> String {
    URLSearchParams::new(&FormData::new(form)).encoded()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Refused only by frozen objects, which these are not.
    let _ = Reflect::set(object, &name.into(), value);
}
