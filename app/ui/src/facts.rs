use leptos::prelude::*;

/// One fact: a name and its value.
pub struct Fact {
    pub label: String,
    pub value: AnyView,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { label: label.into(), value: value.into_any() }
    }
}

/// A list of facts about the thing of the page. `wide` puts name and value on one line.
#[component]
pub fn Facts(facts: Vec<Fact>, #[prop(optional)] wide: bool) -> impl IntoView {
    let class = if wide { "facts is-wide" } else { "facts" };
    let rows = facts
        .into_iter()
        .map(|fact| view! { <div><dt>{fact.label}</dt><dd>{fact.value}</dd></div> })
        .collect_view();
    view! { <dl class=class>{rows}</dl> }
}
