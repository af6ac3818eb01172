//! The views of a list: links under its filters, and the menu that keeps one and gives one up.

use super::{FORM, RENAME, SavedViewRemove, SavedViewRename, SavedViewSave, href};
use crate::{form::PostForm, page::PageCx};
use domain::view::saved_views::{SavedView, ViewArea};
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, FormActions, IconName, Menu, MenuButton, MenuLink, MenuSeparator, TabLink, Tabs, TextField,
};

/// Views that stand under the filters; the menu has all.
const TABS: usize = 5;
/// Characters of a name there, so that one fits a phone.
const TAB_CHARS: usize = 28;

/// What a list shows of the views that a person keeps of it.
pub(crate) struct ListViews {
    area: ViewArea,
    path: &'static str,
    /// What is set, without its place; as views keep it.
    query: String,
    /// By name.
    views: Vec<SavedView>,
    /// The name that came back, and what is wrong with it, if anything.
    returned: Option<(String, String)>,
}

impl ListViews {
    /// Of the list at `path` with this `query`, which begins with `?` or is empty.
    pub fn new(cx: &PageCx, area: ViewArea, path: &'static str, query: &str, views: Vec<SavedView>) -> Self {
        let returned = [FORM, RENAME].into_iter().find_map(|form| {
            let form = cx.form(form);
            form.fault().map(|_| (form.value("name", ""), form.error("name")))
        });
        Self { area, path, query: query.trim_start_matches('?').to_owned(), views, returned }
    }

    /// `filters` with the views under them, however many: they move no filter. Forms come back to `here`.
    pub fn under(&self, texts: Texts, here: &str, filters: AnyView) -> AnyView {
        match self.bar(texts, here) {
            Some(bar) => view! { <div class="find">{filters}{bar}</div> }.into_any(),
            None => filters,
        }
    }

    /// What stands under the filters, where the person keeps or filters something. Forms come back to `here`.
    pub fn bar(&self, texts: Texts, here: &str) -> Option<AnyView> {
        if self.views.is_empty() && self.query.is_empty() {
            return None;
        }
        let menu = match self.returned {
            // What was typed is seen at once.
            Some(_) => match self.current() {
                Some(view) => self.rename(texts, here.to_owned(), view),
                None => self.form(texts, here.to_owned()),
            },
            None => {
                let (label, entries) = (texts.views().title(), self.entries(texts, here));
                view! { <Menu id="saved-views" label=label icon=IconName::Star>{entries}</Menu> }.into_any()
            }
        };
        Some(view! { <div class="actions">{self.tabs(texts)}{menu}</div> }.into_any())
    }

    fn current(&self) -> Option<&SavedView> {
        self.views.iter().find(|view| view.query == self.query)
    }

    /// The first views, and the open one.
    fn tabs(&self, texts: Texts) -> Option<AnyView> {
        let open = self.current().map(|view| view.id);
        let shown = self.views.iter().enumerate();
        let shown = shown.filter(|(place, view)| *place < TABS || Some(view.id) == open);
        let tabs: Vec<_> = shown
            .map(|(_, view)| TabLink {
                label: shortened(&view.name),
                href: href(self.path, view),
                count: None,
                current: Some(view.id) == open,
            })
            .collect();
        let label = texts.views().title();
        (!tabs.is_empty()).then(|| view! { <Tabs label=label tabs=tabs/> }.into_any())
    }

    /// All views; then what is done with what the list shows: named anew or given up if it is one of them, or kept.
    fn entries(&self, texts: Texts, here: &str) -> AnyView {
        let links = self.views.iter().map(|view| {
            let (label, href) = (view.name.clone(), href(self.path, view));
            view! { <MenuLink label=label href=href/> }
        });
        let links = links.collect_view();
        let here = here.to_owned();
        let own = match self.current() {
            Some(view) => {
                let (label, id) = (texts.views().remove(&view.name), view.id.to_string());
                let rename = self.rename(texts, here.clone(), view);
                Some(
                    view! {
                        {rename}
                        <PostForm action=SavedViewRemove::url() return_to=here class="menu-form">
                            <MenuButton label=label icon=IconName::Trash name="id" value=id/>
                        </PostForm>
                    }
                    .into_any(),
                )
            }
            None => (!self.query.is_empty()).then(|| self.form(texts, here)),
        };
        let line = (!self.views.is_empty() && own.is_some()).then(|| view! { <MenuSeparator/> });
        view! { {links}{line}{own} }.into_any()
    }

    fn rename(&self, texts: Texts, here: String, view: &SavedView) -> AnyView {
        let t = texts.views();
        let (name, error) = self.returned.clone().unwrap_or_else(|| (view.name.clone(), String::new()));
        let id = view.id.to_string();
        view! {
            <PostForm action=SavedViewRename::url() return_to=here class="menu-head">
                <input type="hidden" name="id" value=id/>
                <TextField name="name" id="view-name" label=t.name() value=name error=error
                    maxlength=SavedView::LONGEST_NAME as u32 required=true/>
                <FormActions><Button label=t.rename()/></FormActions>
            </PostForm>
        }
        .into_any()
    }

    fn form(&self, texts: Texts, here: String) -> AnyView {
        let t = texts.views();
        let (name, error) = self.returned.clone().unwrap_or_default();
        let (area, query) = (self.area.code(), self.query.clone());
        view! {
            <PostForm action=SavedViewSave::url() return_to=here class="menu-head">
                <input type="hidden" name="area" value=area/>
                <input type="hidden" name="query" value=query/>
                <TextField name="name" id="view-name" label=t.name() help=t.name_help() value=name error=error
                    maxlength=SavedView::LONGEST_NAME as u32 required=true/>
                <FormActions><Button label=t.save()/></FormActions>
            </PostForm>
        }
        .into_any()
    }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(TAB_CHARS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::SavedViewId;
    use i18n::Locale;

    fn list(query: &str, names: &[&str]) -> ListViews {
        let view = |name: &&str| SavedView {
            id: SavedViewId::new(),
            name: (*name).to_owned(),
            query: format!("q={name}"),
        };
        ListViews {
            area: ViewArea::Orders,
            path: "/admin/vendas",
            query: query.to_owned(),
            views: names.iter().map(view).collect(),
            returned: None,
        }
    }

    fn drawn(list: &ListViews) -> String {
        let draw = || list.under(Texts::new(Locale::PtBr), "/admin/vendas", ().into_any()).to_html();
        Owner::new().with(draw).replace("<!>", "")
    }

    #[test]
    fn the_open_view_is_marked_and_can_be_renamed_and_given_up() {
        let html = drawn(&list("q=b", &["a", "b"]));
        assert!(html.contains("href=\"/admin/vendas?q=b\" aria-current=\"page\">b"), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
        assert!(html.contains("/ui/saved-views/remove") && !html.contains("/ui/saved-views/save"), "{html}");
        assert!(html.contains("/ui/saved-views/rename") && html.contains("value=\"b\""), "{html}");
    }

    #[test]
    fn what_is_filtered_can_be_kept_and_nothing_else() {
        let html = drawn(&list("q=c", &["a"]));
        assert!(html.contains("/ui/saved-views/save") && html.contains("value=\"q=c\""), "{html}");
        assert!(!html.contains("aria-current"), "{html}");
        assert!(!drawn(&list("", &["a"])).contains("<form"));
        assert!(!drawn(&list("", &[])).contains("saved-views"));
    }

    #[test]
    fn a_name_that_was_refused_stands_where_it_was_typed_and_no_links_beside_it() {
        let returned = Some(("Minha".to_owned(), "Longo demais".to_owned()));
        let html = drawn(&ListViews { returned, ..list("q=c", &["a"]) });
        assert!(html.contains("value=\"Minha\"") && html.contains("Longo demais"), "{html}");
        assert!(!html.contains("menu-item") && !html.contains("popovertarget=\"saved-views\""), "{html}");
        let returned = Some(("Outra".to_owned(), "Já usado".to_owned()));
        let html = drawn(&ListViews { returned, ..list("q=a", &["a"]) });
        assert!(html.contains("/ui/saved-views/rename") && html.contains("value=\"Outra\""), "{html}");
        assert!(!html.contains("/ui/saved-views/save"), "{html}");
    }

    #[test]
    fn the_open_view_is_shown_however_many_there_are() {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let tabs = |query| {
            let html = drawn(&list(query, &names));
            let (nav, _) = html.split_once("</nav>").unwrap();
            nav.matches("<a ").count()
        };
        assert_eq!((tabs(""), tabs("q=g")), (TABS, TABS + 1));
        let long = shortened(&"é".repeat(60));
        assert_eq!(long.chars().count(), TAB_CHARS + 1);
        assert_eq!(shortened("Semana"), "Semana");
    }
}
