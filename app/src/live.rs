//! Parts of a page that follow what runs on the server.
//!
//! The server draws a part, as HTML; while something runs, the browser asks for the same part again
//! (`/ui/syncs/progress`) whenever it hears of a change, and brings what is shown up to the answer. So
//! there is one drawing for both, and the browser holds no texts.

use leptos::prelude::*;

#[cfg(feature = "hydrate")]
pub(crate) mod browser;
#[cfg(feature = "hydrate")]
mod following;
#[cfg(feature = "hydrate")]
mod notes;
#[cfg(feature = "hydrate")]
pub(crate) mod redraw;

/// What the server answers to `ask`.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Fragment {
    pub html: String,
    /// Whether there is more to come.
    pub running: bool,
    /// What is announced when there is no more to come; nothing if empty.
    pub said: String,
}

/// For [`LivePart`]'s `run`: it follows none.
pub const NO_RUN: &str = "-";

/// A part of the page that is drawn again while `running`, whenever something is heard of `run`, and every ten seconds at
/// most when `sales` came or changed, as long as somebody looks at it.
/// What is focused, opened or selected in it stays so, and an element with `data-keep` stays as it is.
#[island]
pub fn LivePart(
    /// The fields by which the server is asked for this part, URL-encoded.
    ask: String,
    /// The run that it shows; empty for all runs, [`NO_RUN`] for none.
    run: String,
    running: bool,
    /// Whether to ask as soon as the page is there: for a part that the page came without.
    first: bool,
    /// Whether it shows sales, whatever brings or changes them.
    // `optional` would be for an `Option` alone: an island's props are read back.
    #[prop(optional_no_strip)]
    sales: bool,
    children: Children,
) -> impl IntoView {
    let part = NodeRef::<leptos::html::Div>::new();
    let status = NodeRef::<leptos::html::P>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let (Some(part), Some(status)) = (part.get(), status.get()) {
            let heard = following::Heard { run: run.clone(), sales };
            following::follow((part.into(), status.into()), ask.clone(), heard, running, first);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop((ask, run, running, first, sales));
    view! {
        <div class="live" node_ref=part>{children()}</div>
        <p class="visually-hidden" role="status" node_ref=status></p>
    }
}
