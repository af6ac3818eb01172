//! The button that opens the browser's own dialog for printing.

use leptos::prelude::*;

/// Prints the page. The dialog saves it as a PDF as well.
#[island]
pub fn PrintPress(label: String) -> impl IntoView {
    let button = NodeRef::<leptos::html::Button>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            print_when_pressed(&button);
        }
    });
    view! { <button class="button button-primary needs-script" type="button" node_ref=button>{label}</button> }
}

#[cfg(feature = "hydrate")]
fn print_when_pressed(button: &leptos::web_sys::Element) {
    use leptos::wasm_bindgen::prelude::*;

    let listener = Closure::<dyn FnMut()>::new(|| {
        // Refused only where a page may not print.
        let _ = window().print();
    });
    // Refused only for a listener that is none.
    let _ = button.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}
