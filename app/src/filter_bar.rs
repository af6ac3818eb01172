//! The filters above a list.

use i18n::Texts;
use leptos::prelude::*;
use ui::FilterBar;

/// A bar of `fields` with `hint` under it: how the search finds. While a filter is set it offers the
/// way back to the whole list at `path`.
pub(crate) fn filter_bar(
    texts: Texts,
    path: &'static str,
    label: &'static str,
    filtered: bool,
    hint: &'static str,
    fields: AnyView,
) -> AnyView {
    let common = texts.common();
    // An empty label is no link.
    let clear = (if filtered { common.clear_filters() } else { "" }.to_owned(), path.to_owned());
    view! {
        <div class="find">
            <FilterBar action=path label=label apply=common.filter() clear=clear>{fields}</FilterBar>
            <p class="meta">{hint}</p>
        </div>
    }
    .into_any()
}
