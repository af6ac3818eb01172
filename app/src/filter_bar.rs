//! The filters above a list.

use i18n::Texts;
use leptos::prelude::*;
use ui::FilterBar;

/// A bar of `fields` of the list at `path` with `hint` under it: how the search finds.
pub(crate) fn filter_bar(
    texts: Texts,
    path: &'static str,
    label: &'static str,
    filtered: bool,
    hint: &'static str,
    fields: AnyView,
) -> AnyView {
    let (apply, clear) = (texts.common().filter(), clear_filters(texts, filtered, path));
    view! {
        <div class="find">
            <FilterBar action=path label=label apply=apply clear=clear>{fields}</FilterBar>
            <p class="meta">{hint}</p>
        </div>
    }
    .into_any()
}

/// The way back to the whole list at `all`, for a [`FilterBar`]. It leads nowhere until a filter is set.
pub(crate) fn clear_filters(
    texts: Texts,
    filtered: bool,
    all: impl Into<String>,
) -> (String, Option<String>) {
    (texts.common().clear_filters().to_owned(), filtered.then(|| all.into()))
}
