//! The frame around every page: navigation, top bar, content, toasts. The navigation is a column on wide
//! screens and a popover drawer under 900 px, so it needs no script.

use leptos::prelude::*;

use crate::{Avatar, Icon, IconName};

const NAV_ID: &str = "nav";

/// One entry of the navigation.
pub struct NavItem {
    pub label: String,
    pub href: String,
    pub icon: IconName,
    /// Things that wait there, already formatted.
    pub count: Option<String>,
    /// The letter that leads there after a G.
    pub key: Option<char>,
    pub current: bool,
}

/// The fixed words of the frame.
pub struct ShellText {
    pub skip_to_content: String,
    pub navigation: String,
    pub open_navigation: String,
    pub close_navigation: String,
}

/// The frame. `collapsed` shows the navigation as icons only; `nav_foot` takes the button that says so. `search`,
/// `running` (with the alerts), `help` and `account` are parts of the top bar. Toasts stand before everything else, so
/// that they are read first.
#[component]
pub fn AppShell(
    text: ShellText,
    nav: Vec<NavItem>,
    #[prop(optional)] collapsed: bool,
    #[prop(optional)] nav_foot: Option<AnyView>,
    #[prop(optional)] search: Option<AnyView>,
    #[prop(optional)] running: Option<AnyView>,
    #[prop(optional)] help: Option<AnyView>,
    #[prop(optional)] account: Option<AnyView>,
    #[prop(optional)] toasts: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let items = nav.into_iter().map(nav_item).collect_view();
    view! {
        <a class="skip" href="#content">{text.skip_to_content}</a>
        {toasts}
        <div class=if collapsed { "shell is-collapsed" } else { "shell" }>
            <nav class="nav" id=NAV_ID popover="auto" aria-label=text.navigation>
                <div class="nav-head">
                    <a class="brand" href="/"><Brand/><span>"Orion"</span></a>
                    <button class="button button-quiet button-icon nav-close" type="button" popovertarget=NAV_ID popovertargetaction="hide" aria-label=text.close_navigation>
                        <Icon name=IconName::X/>
                    </button>
                </div>
                <ul class="nav-list">{items}</ul>
                {nav_foot.map(|foot| view! { <div class="nav-foot">{foot}</div> })}
            </nav>
            <header class="topbar">
                <button class="button button-quiet button-icon nav-open" type="button" popovertarget=NAV_ID aria-label=text.open_navigation>
                    <Icon name=IconName::Menu/>
                </button>
                <div class="topbar-search">{search}</div>
                {running}
                {help}
                {account}
            </header>
            <main class="content" id="content" tabindex="-1">{children()}</main>
        </div>
    }
}

fn nav_item(item: NavItem) -> AnyView {
    let current = item.current.then_some("page");
    let count = item.count.map(|count| view! { <span class="count">{count}</span> });
    view! {
        <li>
            <a class="nav-link" href=item.href aria-current=current title=item.label data-go=item.key.map(String::from)>
                <Icon name=item.icon/>
                <span class="nav-label">{item.label.clone()}</span>
                {count}
            </a>
        </li>
    }
    .into_any()
}

/// Three stars in a row: the belt of Orion.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="5" cy="17.5" r="2.5"></circle>
            <circle cx="12" cy="12" r="3"></circle>
            <circle cx="19" cy="6.5" r="2.5"></circle>
        </svg>
    }
}

/// The id of the search field, by which the keys find it.
pub const SEARCH_ID: &str = "search";
/// The id of its form.
pub const SEARCH_FORM_ID: &str = "search-form";

/// The search field of the top bar: a GET form. What is offered while somebody is in it are the children: links.
#[component]
pub fn ShellSearch(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    /// What it was asked last, on the page that answers.
    #[prop(optional, into)]
    value: String,
    children: Children,
) -> impl IntoView {
    let value = (!value.is_empty()).then_some(value);
    view! {
        <form class="search" role="search" method="get" action=action id=SEARCH_FORM_ID>
            <Icon name=IconName::Search/>
            <input class="input" type="search" id=SEARCH_ID name="q" value=value placeholder=label.clone() aria-label=label aria-keyshortcuts="Control+K"/>
            <kbd>"Ctrl K"</kbd>
        </form>
        <div class="menu palette" id="palette">{children()}</div>
    }
}

/// What runs now, as a link to it: "2 sincronizações".
#[component]
pub fn RunningLink(#[prop(into)] label: String, #[prop(into)] href: String) -> impl IntoView {
    view! { <a class="badge tone-info is-busy running" href=href><span>{label}</span></a> }
}

/// The way to what waits for a hand, with its count; `label` says both. It has another sign than alerts, which are one thing that waits.
#[component]
pub fn AlertsLink(
    #[prop(into)] label: String,
    #[prop(into)] href: String,
    /// Empty is none.
    #[prop(into)]
    count: String,
) -> impl IntoView {
    view! {
        <a class="button button-quiet button-icon alerts" href=href title=label.clone() aria-label=label>
            <Icon name=IconName::Inbox/>
            {(!count.is_empty()).then(|| view! { <span class="count">{count}</span> })}
        </a>
    }
}

/// The way to what explains this page.
#[component]
pub fn HelpLink(#[prop(into)] label: String, #[prop(into)] href: String) -> impl IntoView {
    view! {
        <a class="button button-quiet button-icon" href=href title=label.clone() aria-label=label>
            <Icon name=IconName::CircleQuestionMark/>
        </a>
    }
}

/// The menu behind the initials of the person, filled with menu entries. The company that they look at stands beside the initials
/// where there is room, and in the menu.
#[component]
pub fn AccountMenu(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(into)] email: String,
    #[prop(into)] company: String,
    children: Children,
) -> impl IntoView {
    // What is read on a button is part of its name.
    let named = format!("{label} · {company}");
    view! {
        <button class="button button-quiet button-icon account" type="button" popovertarget="account-menu" aria-label=named>
            <Avatar name=name.clone()/>
            <span class="truncate" title=company.clone()>{company.clone()}</span>
        </button>
        <div class="menu" id="account-menu" popover="auto">
            <div class="menu-head"><strong>{name}</strong><span class="meta">{email}</span><span class="meta">{company}</span></div>
            {children()}
        </div>
    }
}

/// Pages before sign-in: the brand, one narrow column, nothing else.
#[component]
pub fn GateShell(
    #[prop(into)] title: String,
    #[prop(optional)] foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <main class="gate" id="content">
            <a class="brand" href="/"><Brand/><span>"Orion"</span></a>
            <h1>{title}</h1>
            {children()}
            {foot.map(|foot| view! { <p class="meta">{foot}</p> })}
        </main>
    }
}
