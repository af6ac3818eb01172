//! `/admin/validacao/regras/listas`: lists of the company's own that its rules look values up in.

mod form;
mod one;
mod remove;
mod send;

pub use one::{new_rule_list_page, rule_list_page};
pub use remove::{ValidationListRemove, remove_rule_list_page, validation_list_remove};

pub(crate) use send::{SEND_LIST, list_file, send_list, send_list_page};

use super::{Tab, own_path, tabs};
use crate::{
    page::{Area, Drawing, Page, PageCx, member_page},
    validation::list::trail,
};
use domain::{Permission, RuleListId};
use hub::{
    permit::View,
    validation::{ListUse, RuleListInfo},
};
use i18n::format;
use leptos::prelude::*;
use ui::{
    ButtonKind, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader, Place, Row,
    StatusBadge, Tone,
};

/// The lists.
pub(super) const PATH: &str = "/admin/validacao/regras/listas";
/// A list that is not kept yet.
const NEW: &str = "/admin/validacao/regras/listas/nova";

/// The page of a list.
fn list_path(id: RuleListId) -> String {
    format!("{PATH}/{id}")
}

/// The way back to the lists.
fn back(cx: &PageCx) -> AnyView {
    trail(cx, Some((cx.t.rule_lists().title().to_owned(), PATH.to_owned())))
}

/// `/admin/validacao/regras/listas`
pub fn rule_lists_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let lists = hub::validation::rule_lists(&permit).await?;
        Ok(Page::new(cx.t.rule_lists().title(), page(&cx, &lists)))
    })
}

fn page(cx: &PageCx, lists: &[RuleListInfo]) -> AnyView {
    let t = cx.t.rule_lists();
    let new = cx.may(Permission::EditCatalog).then(|| {
        view! { <LinkButton label=t.new_list() href=NEW kind=ButtonKind::Primary icon=IconName::Plus/> }
    });
    let columns = vec![
        Column::new(Place::Lead, t.name_column()),
        Column::new(Place::State, t.state_column()),
        Column::new(Place::Figure, t.count_column()),
        Column::new(Place::ExtraFigure, t.size_column()),
        Column::new(Place::Detail, t.rules_column()),
        Column::new(Place::Extra, t.changed_column()),
    ];
    let rows = lists.iter().map(|list| row(cx, list)).collect();
    let empty = view! { <EmptyState icon=IconName::FileText title=t.none() text=t.none_text()/> };
    let context = view! { {t.context()} }.into_any();
    view! {
        <PageHeader title=cx.t.validation().title() context=context action=new.into_any()/>
        {tabs(cx, Tab::Lists)}
        <DataTable caption=t.title() columns=columns rows=rows empty=empty.into_any()/>
    }
    .into_any()
}

fn row(cx: &PageCx, info: &RuleListInfo) -> Row {
    let (t, list) = (cx.t.rule_lists(), &info.list);
    let rules: Vec<String> = info.rules.iter().map(|rule| rule_title(cx, rule)).collect();
    Row {
        href: list_path(list.id),
        lead: list.name.clone().into_any(),
        cells: vec![
            Cell::View(state(cx, info)),
            Cell::counted(format::integer(cx.locale, list.entries), t.count(list.entries)),
            Cell::Text(size(cx, list.bytes)),
            if rules.is_empty() { Cell::Missing } else { Cell::Text(rules.join(", ")) },
            Cell::text(format::relative(cx.locale, list.updated_at, cx.now, cx.zone)),
        ],
        pick: None,
    }
}

fn state(cx: &PageCx, info: &RuleListInfo) -> AnyView {
    let (code, tone) = if info.is_in_use() { ("in_use", Tone::Positive) } else { ("idle", Tone::Neutral) };
    view! { <StatusBadge tone=tone label=cx.t.rule_lists().state(code)/> }.into_any()
}

fn size(cx: &PageCx, bytes: i64) -> String {
    format::bytes(cx.locale, u64::try_from(bytes).unwrap_or_default())
}

/// What a rule is called in the reader's language.
fn rule_title(cx: &PageCx, rule: &ListUse) -> String {
    match rule.title.get(cx.locale.words.as_tag()) {
        "" => cx.t.rules().untitled().to_owned(),
        title => title.to_owned(),
    }
}
