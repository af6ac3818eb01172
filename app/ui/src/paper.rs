//! Sheets of paper: a page that is made to be printed, seen on the screen as it will be.

use leptos::prelude::*;

use crate::{Icon, IconName};

/// The frame of a sheet: one bar, which stays on the screen, and the sheet. Its rules stand in `style/paper.css`.
#[component]
pub fn PrintShell(
    /// Where the way back leads, and its label.
    back: (String, String),
    /// The button that prints.
    action: AnyView,
    /// How to print without a script.
    #[prop(into)]
    without_script: String,
    children: Children,
) -> impl IntoView {
    let (href, label) = back;
    view! {
        <div class="paper">
            <header class="paper-bar">
                <a class="button" href=href><Icon name=IconName::ChevronLeft/><span>{label}</span></a>
                {action}
                <noscript><p class="meta">{without_script}</p></noscript>
            </header>
            <main class="sheet" id="content">{children()}</main>
        </div>
    }
}

/// The head of a sheet: what it is, and at the right whose it is.
#[component]
pub fn SheetHead(
    #[prop(into)] title: String,
    /// Under the title.
    context: AnyView,
    /// The company, or a code to be read by a scanner.
    aside: AnyView,
) -> impl IntoView {
    view! {
        <header class="sheet-head">
            <div><h1>{title}</h1><p class="page-context">{context}</p></div>
            <div>{aside}</div>
        </header>
    }
}

/// A box to tick with a pen.
#[component]
pub fn Tick() -> impl IntoView {
    view! { <span class="tick" aria-hidden="true"></span> }
}
