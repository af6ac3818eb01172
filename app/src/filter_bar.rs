//! The filters above a list.

use crate::page::PageCx;
use leptos::prelude::*;
use ui::FilterBar;

/// A bar of `fields`. While a filter is set it offers the way back to the whole list at `path`.
pub(crate) fn filter_bar(
    cx: &PageCx,
    path: &'static str,
    label: &'static str,
    filtered: bool,
    fields: AnyView,
) -> AnyView {
    let common = cx.t.common();
    if filtered {
        let clear = (common.clear_filters().to_owned(), path.to_owned());
        return view! { <FilterBar action=path label=label apply=common.filter() clear=clear>{fields}</FilterBar> }.into_any();
    }
    view! { <FilterBar action=path label=label apply=common.filter()>{fields}</FilterBar> }.into_any()
}
