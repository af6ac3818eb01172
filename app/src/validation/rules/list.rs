//! The packs that ship with Orion, and the company's own rules.

use super::{NEW, PATH, Tab, own_path, remove, tabs};
use crate::{
    page::{Area, Drawing, Page, PageCx, member_page},
    validation::words,
};
use domain::{Permission, view::validation::OwnRule};
use hub::{
    permit::View,
    validation::{PackInfo, read_own},
};
use i18n::format;
use leptos::prelude::*;
use ui::{
    ButtonKind, Cell, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader, Panel, Place, Row,
    StatusBadge, Tone,
};

/// `/admin/validacao/regras`
pub fn rules_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let packs = hub::validation::packs_with_off(&permit).await?;
        let own = hub::validation::own_rules(&permit).await?;
        Ok(Page::new(cx.t.rules().title(), page(&cx, &packs, &own)))
    })
}

fn page(cx: &PageCx, packs: &[(PackInfo, usize)], own: &[OwnRule]) -> AnyView {
    let t = cx.t.rules();
    let may_edit = cx.may(Permission::EditCatalog);
    let new = may_edit.then(|| new_link(cx));
    let context = view! { {t.context()} }.into_any();
    let (own, packs) = (own_table(cx, own, may_edit), packs_table(cx, packs));
    view! {
        <PageHeader title=cx.t.validation().title() context=context action=new.into_any()/>
        {tabs(cx, Tab::Rules)}
        <div>
            <div class="detail-main">
                <Panel title=t.own() context=t.own_context()>{own}</Panel>
                <Panel title=t.packs() context=t.packs_context()>{packs}</Panel>
            </div>
        </div>
    }
    .into_any()
}

fn new_link(cx: &PageCx) -> AnyView {
    let label = cx.t.rules().new_rule();
    view! { <LinkButton label=label href=NEW kind=ButtonKind::Primary icon=IconName::Plus/> }.into_any()
}

fn own_table(cx: &PageCx, own: &[OwnRule], may_edit: bool) -> AnyView {
    let t = cx.t.rules();
    let columns = vec![
        Column::new(Place::Lead, t.rule_column()),
        Column::new(Place::State, t.state_column()),
        Column::new(Place::Detail, t.field_column()),
        Column::new(Place::Extra, t.severity_column()),
        Column::new(Place::Extra, t.changed_column()),
    ];
    let rows = own.iter().map(|own| own_row(cx, own, may_edit)).collect();
    let empty = view! { <EmptyState icon=IconName::ShieldCheck title=t.own_none() text=t.own_none_text()/> };
    view! { <DataTable caption=t.own() columns=columns rows=rows empty=empty.into_any()/> }.into_any()
}

fn own_row(cx: &PageCx, own: &OwnRule, may_edit: bool) -> Row {
    let t = cx.t.rules();
    let (rule, is_right) = read_own(&own.yaml);
    let (code, tone) = match (own.is_active, is_right) {
        (true, _) => ("active", Tone::Positive),
        (false, true) => ("draft", Tone::Neutral),
        (false, false) => ("faulty", Tone::Warning),
    };
    let field = rule.as_ref().map(|rule| words::field(cx.t, &rule.field));
    let severity = rule.as_ref().map(|rule| cx.t.validation().severity(rule.severity.code()).to_owned());
    Row {
        // Who may not write rules has nothing to do there.
        href: if may_edit { own_path(own.id) } else { String::new() },
        lead: remove::title(cx, &own.yaml).into_any(),
        cells: vec![
            Cell::view(view! { <StatusBadge tone=tone label=t.state(code)/> }),
            field.map_or(Cell::Missing, Cell::Text),
            severity.map_or(Cell::Missing, Cell::Text),
            Cell::text(format::relative(cx.locale, own.updated_at, cx.now, cx.zone)),
        ],
        pick: None,
    }
}

fn packs_table(cx: &PageCx, packs: &[(PackInfo, usize)]) -> AnyView {
    let t = cx.t.rules();
    let columns = vec![
        Column::new(Place::Lead, t.pack_column()),
        Column::new(Place::Figure, t.rules_column()),
        Column::new(Place::ExtraFigure, t.off_column()),
        Column::new(Place::Extra, t.read_on_column()),
        Column::new(Place::ExtraFigure, t.version_column()),
    ];
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    let number = |of: usize| format::integer(cx.locale, count(of));
    let rows = packs.iter().map(|(pack, off)| Row {
        href: format!("{PATH}/{}", pack.code),
        lead: pack.title.get(cx.locale.words.as_tag()).to_owned().into_any(),
        cells: vec![
            Cell::counted(number(pack.rules), t.rules_count(count(pack.rules))),
            Cell::counted(number(*off), t.off_count(count(*off))),
            pack.read_on.map_or(Cell::Missing, |day| Cell::Text(format::day(cx.locale, day))),
            Cell::Text(pack.version.to_string()),
        ],
        pick: None,
    });
    view! { <DataTable caption=t.packs() columns=columns rows=rows.collect() empty=().into_any()/> }
        .into_any()
}
