use leptos::prelude::*;

/// A titled part of a page. It has no box of its own: a line above the title separates it from the rest.
#[component]
pub fn Panel(
    #[prop(into)] title: String,
    /// By which links lead to it.
    #[prop(optional)]
    id: Option<&'static str>,
    #[prop(optional, into)] context: Option<String>,
    #[prop(optional)] actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel" id=id>
            <header class="panel-head">
                <div>
                    <h2>{title}</h2>
                    {context.map(|context| view! { <p class="meta">{context}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
            </header>
            {children()}
        </section>
    }
}

/// A detail page: the thing and its story at the left, the facts at the right. On narrow screens it is one
/// column, in which the facts stand before what is `below` the thing.
#[component]
pub fn DetailLayout(
    aside: AnyView,
    #[prop(optional)] below: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="detail">
            <div class="detail-main">{children()}</div>
            <aside class="detail-aside">{aside}</aside>
            {below.map(|below| view! { <div class="detail-main">{below}</div> })}
        </div>
    }
}
