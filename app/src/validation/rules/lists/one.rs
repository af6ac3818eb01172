//! One list: what is in it, which rules need it, other values in their place.

use super::{back, form, list_path, own_path, rule_title, size, state};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use domain::{Permission, RuleListId};
use hub::{
    permit::{EditCatalog, View},
    validation::RuleListInfo,
};
use i18n::format;
use leptos::prelude::*;
use ui::{DetailLayout, Fact, Facts, IconName, LinkButton, PageHeader, Panel};

/// `/admin/validacao/regras/listas/nova`
pub fn new_rule_list_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, _| async move {
        let t = cx.t.rule_lists();
        let fields = form::fields(&cx, None);
        let body = view! {
            {back(&cx)}
            <PageHeader title=t.new_list() context=t.context().into_any()/>
            <Panel title=t.values()>{fields}</Panel>
        };
        Ok(Page::new(t.new_list(), body))
    })
}

/// `/admin/validacao/regras/listas/:id`
pub fn rule_list_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: RuleListId = cx.param("id")?;
        let info = hub::validation::rule_list(&permit, id).await?;
        let first = hub::validation::first_entries(&permit, &info.list).await?;
        let body = page(&cx, &info, first.as_deref());
        Ok(Page::new(info.list.name, body))
    })
}

fn page(cx: &PageCx, info: &RuleListInfo, first: Option<&[String]>) -> AnyView {
    let (t, list) = (cx.t.rule_lists(), &info.list);
    let may_edit = cx.may(Permission::EditCatalog);
    let replace = may_edit.then(|| {
        let fields = form::fields(cx, Some(list.id));
        view! { <Panel title=t.replace() context=t.replace_text()>{fields}</Panel> }
    });
    let (aside, way_back) = (aside(cx, info, may_edit), back(cx));
    let (entries, rules) = (entries(cx, info, first), rules(cx, info, may_edit));
    let context = t.use_hint(&list.name).into_any();
    view! {
        {way_back}
        <PageHeader title=list.name.clone() context=context/>
        <DetailLayout aside=aside>
            {entries}
            {rules}
            {replace}
        </DetailLayout>
    }
    .into_any()
}

fn entries(cx: &PageCx, info: &RuleListInfo, first: Option<&[String]>) -> AnyView {
    let t = cx.t.rule_lists();
    let Some(first) = first else {
        return view! { <Panel title=t.values()><p>{t.refused_text("list_gone")}</p></Panel> }.into_any();
    };
    let shown = i64::try_from(first.len()).unwrap_or(i64::MAX);
    let context = if shown < info.list.entries {
        t.first(info.list.entries, shown)
    } else {
        t.count(info.list.entries)
    };
    let items = first.iter().map(|entry| view! { <li><p>{entry.clone()}</p></li> }).collect_view();
    view! { <Panel title=t.values() context=context><ul>{items}</ul></Panel> }.into_any()
}

fn rules(cx: &PageCx, info: &RuleListInfo, may_edit: bool) -> AnyView {
    let t = cx.t.rule_lists();
    let items = info.rules.iter().map(|rule| {
        let title = rule_title(cx, rule);
        // Who may not write rules has nothing to do there.
        let title = match may_edit {
            true => view! { <a href=own_path(rule.rule)>{title}</a> }.into_any(),
            false => title.into_any(),
        };
        let state = cx.t.rules().state(if rule.is_active { "active" } else { "draft" });
        view! { <li>{title}" "<span class="meta">{state}</span></li> }
    });
    let items = items.collect_view();
    let body = match info.rules.is_empty() {
        true => view! { <p class="meta">{t.used_by_none()}</p> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    };
    view! { <Panel title=t.used_by()>{body}</Panel> }.into_any()
}

fn aside(cx: &PageCx, info: &RuleListInfo, may_edit: bool) -> AnyView {
    let (t, list) = (cx.t.rule_lists(), &info.list);
    let mut facts = vec![
        Fact::new(t.state_column(), state(cx, info)),
        Fact::new(t.count_column(), format::integer(cx.locale, list.entries)),
        Fact::new(t.size_column(), size(cx, list.bytes)),
        Fact::new(t.changed_column(), format::relative(cx.locale, list.updated_at, cx.now, cx.zone)),
    ];
    if let Some(who) = &list.changed_by {
        facts.push(Fact::new(t.changed_by(), who.clone()));
    }
    let there = list_path(list.id);
    let download = cx.may(Permission::Export).then(|| {
        let href = format!("{there}/arquivo");
        view! { <LinkButton label=t.download() href=href icon=IconName::Download/> }
    });
    let remove = may_edit.then(|| match info.is_in_use() {
        true => view! { <p class="meta">{t.refused_text("list_in_use")}</p> }.into_any(),
        false => {
            let href = format!("{there}/remover");
            view! { <LinkButton label=t.remove() href=href icon=IconName::Trash/> }.into_any()
        }
    });
    view! {
        <Panel title=t.about()>
            <div class="form">
                <Facts facts=facts/>
                {download}
                {remove}
            </div>
        </Panel>
    }
    .into_any()
}
