//! What the browser runs: the islands of [`app`] and nothing else.

// The islands are exported by `app` itself; naming the crate is what links it in.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes the islands of the page live; the page's script calls it once, when the wasm is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    // A readable panic costs bytes that a release build need not send.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
