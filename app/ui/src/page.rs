use leptos::prelude::*;

/// The head of a page: what it is, one line of context, one primary action and the secondary ones in a
/// [`Menu`](crate::Menu). `lead` is a channel mark or an avatar before the title.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(optional)] context: Option<AnyView>,
    #[prop(optional)] lead: Option<AnyView>,
    #[prop(optional)] action: Option<AnyView>,
    #[prop(optional)] menu: Option<AnyView>,
) -> impl IntoView {
    let actions =
        (action.is_some() || menu.is_some()).then(|| view! { <div class="actions">{action}{menu}</div> });
    view! {
        <header class="page-head">
            {lead}
            <div class="page-head-text">
                <h1>{title}</h1>
                {context.map(|context| view! { <div class="page-context">{context}</div> })}
            </div>
            {actions}
        </header>
    }
}

/// One tab, which is a link to its own address.
pub struct TabLink {
    pub label: String,
    pub href: String,
    /// How many things are behind it, already formatted.
    pub count: Option<String>,
    pub current: bool,
}

/// Views of the same thing, side by side.
#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<TabLink>) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            let current = tab.current.then_some("page");
            let count = tab.count.map(|count| view! { <span class="count">{count}</span> });
            view! { <a href=tab.href aria-current=current>{tab.label}{count}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{tabs}</nav> }
}

/// The way back: pairs of label and address, from the outermost to the parent of this page. The page itself
/// is not repeated, its title stands below.
#[component]
pub fn Breadcrumbs(#[prop(into)] label: String, trail: Vec<(String, String)>) -> impl IntoView {
    let trail =
        trail.into_iter().map(|(label, href)| view! { <li><a href=href>{label}</a></li> }).collect_view();
    view! { <nav class="crumbs" aria-label=label><ol>{trail}</ol></nav> }
}
