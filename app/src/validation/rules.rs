//! `/admin/validacao/regras`: the rules that sheets are held to, those that ship with Orion and the company's own.

mod api;
mod check_form;
mod editor;
mod form;
mod list;
mod lists;
mod numbers;
mod pack;
mod problems;
mod remove;
mod templates;
mod trial;

pub use api::*;
pub use editor::{new_rule_page, own_rule_page};
pub use list::rules_page;
pub use lists::{
    ValidationListRemove, new_rule_list_page, remove_rule_list_page, rule_list_page, rule_lists_page,
    validation_list_remove,
};
pub use pack::rule_pack_page;
pub use remove::remove_rule_page;

pub(crate) use lists::{SEND_LIST, list_file, send_list, send_list_page};

use super::{PATH as SHEETS, list::trail};
use crate::page::PageCx;
use domain::{ProductField, RuleId, Severity};
use leptos::prelude::*;
use ui::{SelectOption, TabLink, Tabs};

/// The list of packs and own rules.
pub(super) const PATH: &str = "/admin/validacao/regras";
/// A rule that is not kept yet.
const NEW: &str = "/admin/validacao/regras/propria/nova";

/// The page of an own rule.
fn own_path(id: RuleId) -> String {
    format!("{PATH}/propria/{id}")
}

/// What is checked, and by what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Sheets,
    Rules,
    Lists,
}

pub(super) fn tabs(cx: &PageCx, current: Tab) -> AnyView {
    let tab = |tab: Tab, label: &str, href: &str| TabLink {
        label: label.to_owned(),
        href: href.to_owned(),
        count: None,
        current: tab == current,
    };
    let t = cx.t.rules();
    let tabs = vec![
        tab(Tab::Sheets, t.tab_sheets(), SHEETS),
        tab(Tab::Rules, t.title(), PATH),
        tab(Tab::Lists, cx.t.rule_lists().title(), lists::PATH),
    ];
    view! { <Tabs label=cx.t.validation().title() tabs=tabs/> }.into_any()
}

/// The way back to the list of rules.
fn back(cx: &PageCx) -> AnyView {
    trail(cx, Some((cx.t.rules().title().to_owned(), PATH.to_owned())))
}

fn severities(cx: &PageCx, chosen: &str) -> Vec<SelectOption> {
    let t = cx.t.validation();
    let option =
        |severity: &Severity| SelectOption::new(severity.code(), t.severity(severity.code())).chosen(chosen);
    Severity::ALL.iter().map(option).collect()
}

/// The product fields, behind a word for none of them. A chosen one that is none is there too, so that it stays.
fn fields(cx: &PageCx, chosen: &str, none: &str) -> Vec<SelectOption> {
    let field = |field: &ProductField| {
        SelectOption::new(field.code(), super::words::product_field(cx.t, *field)).chosen(chosen)
    };
    let mut options = vec![SelectOption::new("", none).chosen(chosen)];
    options.extend(ProductField::ALL.iter().map(field));
    if !options.iter().any(|option| option.selected) {
        options.push(SelectOption::new(chosen, super::words::field_code(cx.t, chosen)).chosen(chosen));
    }
    options
}
