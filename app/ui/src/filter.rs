use leptos::prelude::*;

use crate::field::{SelectOption, option_views};
use crate::{Icon, IconName};

/// The filters of a list: a plain GET form, so that a filtered list has an address. Fill it with
/// [`FilterSearch`], [`FilterSelect`] and [`FilterDate`]. `clear` is the way back to the unfiltered list, with an
/// address while a filter is set: without one it is shown, but cannot be pressed.
#[component]
pub fn FilterBar(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    #[prop(into)] apply: String,
    #[prop(optional)] clear: Option<(String, Option<String>)>,
    children: Children,
) -> impl IntoView {
    let clear = clear.map(|(label, href)| match href {
        Some(href) => view! { <a class="button button-link" href=href>{label}</a> }.into_any(),
        None => view! { <span class="button button-link is-disabled" aria-disabled="true">{label}</span> }
            .into_any(),
    });
    view! {
        <form class="filters" method="get" action=action role="search" aria-label=label>
            {children()}
            <div class="actions send"><button class="button" type="submit">{apply}</button>{clear}</div>
        </form>
    }
}

/// What opens the fields behind it on a phone, where they are folded away. `set` is how many of them are set.
#[component]
pub fn FilterFold(#[prop(into)] label: String, set: usize) -> impl IntoView {
    let count = (set > 0).then(|| view! { <span class="count">{set}</span> });
    view! {
        <details class="filter-fold">
            <summary class="button"><Icon name=IconName::Funnel/><span>{label}</span>{count}</summary>
        </details>
    }
}

/// The free text of a filter bar.
#[component]
pub fn FilterSearch(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    view! {
        <label class="search">
            <Icon name=IconName::Search/>
            <span class="visually-hidden">{label.clone()}</span>
            <input class="input" type="search" name=name value=value placeholder=label/>
        </label>
    }
}

/// One choice of a filter bar. The label stands inside the control, before the chosen word.
#[component]
pub fn FilterSelect(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<SelectOption>,
) -> impl IntoView {
    view! {
        <label class="filter">
            <span>{label}</span>
            <select class="select" name=name>{option_views(options)}</select>
        </label>
    }
}

/// One day of a filter bar, as `YYYY-MM-DD`.
#[component]
pub fn FilterDate(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    view! {
        <label class="filter">
            <span>{label}</span>
            <input class="input" type="date" name=name value=value/>
        </label>
    }
}
