use leptos::prelude::*;

use crate::{Icon, IconName};

/// One end of a pager; without `href` it is shown, but cannot be pressed.
pub struct PagerLink {
    pub label: String,
    pub href: Option<String>,
}

impl PagerLink {
    fn view(self, rel: &'static str, icon: IconName) -> AnyView {
        let back = rel == "prev";
        let before = back.then(|| view! { <Icon name=icon/> });
        let after = (!back).then(|| view! { <Icon name=icon/> });
        match self.href {
            Some(href) => {
                view! { <a class="button" href=href rel=rel>{before}<span>{self.label}</span>{after}</a> }.into_any()
            }
            None => view! { <span class="button is-disabled" aria-disabled="true">{before}<span>{self.label}</span>{after}</span> }
                .into_any(),
        }
    }
}

/// Steps through a list by cursor. `summary` says what is shown: "50 vendas, 21/11 14:05 a 21/11 09:12".
#[component]
pub fn CursorPager(
    #[prop(into)] label: String,
    #[prop(optional, into)] summary: Option<String>,
    previous: PagerLink,
    next: PagerLink,
) -> impl IntoView {
    view! {
        <nav class="pager" aria-label=label>
            <span class="meta number">{summary}</span>
            {previous.view("prev", IconName::ChevronLeft)}
            {next.view("next", IconName::ChevronRight)}
        </nav>
    }
}

/// Pages by number, for short lists: the first, the last, and two on either side of the current one.
/// `href` makes the address of a page; pages count from 1.
#[component]
pub fn Pagination(
    #[prop(into)] label: String,
    current: u32,
    pages: u32,
    href: fn(u32) -> String,
) -> impl IntoView {
    let mut last = 0;
    let links = shown_pages(current, pages)
        .into_iter()
        .map(|page| {
            let gap = (page > last + 1).then(|| view! { <li aria-hidden="true">"…"</li> });
            last = page;
            let mark = (page == current).then_some("page");
            view! { {gap}<li><a class="number" href=href(page) aria-current=mark>{page.to_string()}</a></li> }
        })
        .collect_view();
    view! { <nav class="pages" aria-label=label><ol>{links}</ol></nav> }
}

fn shown_pages(current: u32, pages: u32) -> Vec<u32> {
    let near = current.saturating_sub(2)..=current.saturating_add(2);
    (1..=pages).filter(|page| *page == 1 || *page == pages || near.contains(page)).collect()
}

#[cfg(test)]
mod tests {
    use super::shown_pages;

    #[test]
    fn long_lists_show_their_ends_and_the_neighbours_of_the_current_page() {
        assert_eq!(shown_pages(1, 1), [1]);
        assert_eq!(shown_pages(1, 9), [1, 2, 3, 9]);
        assert_eq!(shown_pages(5, 9), [1, 3, 4, 5, 6, 7, 9]);
        assert_eq!(shown_pages(1, 0), [0; 0]);
    }
}
