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
