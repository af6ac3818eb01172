//! The fixes that are proposed, by rule and cell by cell, and what is said of them.

use super::{Wanted, path};
use crate::{
    form::PostForm,
    page::PageCx,
    validation::{CorrectionChoose, CorrectionStart, findings, words},
};
use domain::{
    CorrectionState, SheetKind, ValidationRunId,
    view::{
        page::Cursor,
        validation::{Finding, FixCount, RunRule},
    },
};
use hub::validation::Fixes;
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonKind, Cell, Column, CursorPager, DataTable, IconName, ListFrame, PagerLink, Place, Row,
    StatusBadge, Tone,
};

/// Where the cells are on their page.
const ANCHOR: &str = "celulas";

/// What is said of all fixes at once, and their taking.
pub(super) fn actions(cx: &PageCx, fixes: &Fixes) -> AnyView {
    let t = cx.t.corrections();
    let (run, accepted) = (fixes.run.id, fixes.accepted());
    let (all, taken) = fixes.harmless();
    let is_catalogue = fixes.run.kind == SheetKind::Catalogue;
    let apply = (accepted > 0).then(|| {
        let label = if is_catalogue { t.prepare(accepted) } else { t.apply(accepted) };
        // Where some are ready already, the next step is theirs.
        let is_ready = fixes.made.first().is_some_and(|made| made.state == CorrectionState::Completed);
        let kind = if is_catalogue && is_ready { ButtonKind::Secondary } else { ButtonKind::Primary };
        view! {
            <PostForm action=CorrectionStart::url() return_to=path(run) class="inline-form">
                <input type="hidden" name="run" value=run.to_string()/>
                <Button label=label kind=kind icon=IconName::Check/>
            </PostForm>
        }
    });
    let (cuts, fills) = (!fixes.apart.lossy.is_empty(), !fixes.apart.filling.is_empty());
    let label = match (cuts, fills) {
        (false, false) => t.accept_all().to_owned(),
        (true, false) => t.accept_harmless("cuts"),
        (false, true) => t.accept_harmless("fills"),
        (true, true) => t.accept_harmless("both"),
    };
    let accept = (taken < all).then(|| choose(cx, run, "", "", true, &label, ""));
    let note = cuts.then(|| view! { <p class="meta">{t.cuts_text()}</p> });
    let filling = fills.then(|| view! { <p class="meta">{t.fills_text()}</p> });
    let leave = (accepted > 0).then(|| choose(cx, run, "", "", false, t.leave_all(), ""));
    view! { <div class="actions">{apply}{accept}{leave}</div> {note} {filling} }.into_any()
}

/// A button that says something of fixes: of one cell, of a rule, or, without both, of all.
fn choose(
    cx: &PageCx,
    run: ValidationRunId,
    rule: &str,
    row: &str,
    accept: bool,
    label: &str,
    of: &str,
) -> AnyView {
    let accept = if accept { "1" } else { "" };
    let class = if rule.is_empty() { "inline-form" } else { "field" };
    let (rule, row) = (rule.to_owned(), row.to_owned());
    let button = match of {
        "" => view! { <Button label=label.to_owned()/> }.into_any(),
        of => view! { <Button label=label.to_owned() of=of.to_owned()/> }.into_any(),
    };
    view! {
        <PostForm action=CorrectionChoose::url() return_to=cx.here() class=class>
            <input type="hidden" name="run" value=run.to_string()/>
            <input type="hidden" name="rule" value=rule/>
            <input type="hidden" name="row" value=row/>
            <input type="hidden" name="accept" value=accept/>
            {button}
        </PostForm>
    }
    .into_any()
}

pub(super) fn rules(cx: &PageCx, fixes: &Fixes, wanted: &Wanted, may_choose: bool) -> AnyView {
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let mut columns = vec![
        Column::new(Place::Lead, v.rule()),
        Column::new(Place::Detail, v.field_column()),
        Column::new(Place::Figure, t.accepted_column()),
    ];
    if may_choose {
        columns.push(Column::new(Place::State, t.choose_column()));
    }
    let packs = words::Packs::of(cx);
    let rows = fixes
        .rules
        .iter()
        .map(|(rule, count)| rule_row(cx, fixes, (rule, *count, packs.name(&rule.pack)), wanted, may_choose));
    let rows = rows.collect();
    view! {
        <h2>{v.by_rule()}</h2>
        <DataTable caption=v.by_rule() columns=columns rows=rows dense=true empty=().into_any()/>
    }
    .into_any()
}

fn rule_row(
    cx: &PageCx,
    fixes: &Fixes,
    (rule, count, pack): (&RunRule, FixCount, &str),
    wanted: &Wanted,
    may_choose: bool,
) -> Row {
    let t = cx.t.corrections();
    let number = |of: i64| format::integer(cx.locale, of);
    let at = rule.position.to_string();
    let only = if wanted.regra == at { String::new() } else { at.clone() };
    let href = Wanted { regra: only, ..Wanted::default() }.address(fixes.run.id);
    let title = words::of_language(cx, &rule.title).to_owned();
    let counted = t.accepted_of(&number(count.accepted), &number(count.fixable));
    let mut cells = vec![
        rule.field.as_deref().map_or(Cell::Missing, |field| Cell::Text(words::field_code(cx.t, field))),
        Cell::Text(counted),
    ];
    if may_choose {
        let all = count.accepted < count.fixable;
        let label = if all { t.accept() } else { t.leave() };
        cells.push(Cell::View(choose(cx, fixes.run.id, &at, "", all, label, &title)));
    }
    let mark =
        match (fixes.apart.lossy.contains(&rule.position), fixes.apart.filling.contains(&rule.position)) {
            (true, _) => Some(t.cuts()),
            (_, true) => Some(t.fills()),
            _ => None,
        };
    let mark = mark.map(|mark| view! { <span>{mark}</span> });
    let pack = pack.to_owned();
    let lead = view! { <div>{title}</div> <div class="meta dotted"><span>{pack}</span>{mark}</div> };
    Row { href: format!("{href}#{ANCHOR}"), lead: lead.into_any(), cells, pick: None }
}

pub(super) fn cells(cx: &PageCx, fixes: &Fixes, wanted: &Wanted, may_choose: bool) -> AnyView {
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let mut columns = vec![
        Column::new(Place::Lead, v.row_column()),
        Column::new(Place::Detail, v.field_column()),
        Column::new(Place::Detail, t.before()),
        Column::new(Place::Detail, t.after()),
        Column::new(Place::State, t.state_column()),
    ];
    if may_choose {
        columns.push(Column::new(Place::State, t.choose_column()));
    }
    let rows = fixes
        .found
        .rows
        .iter()
        .map(|(finding, accepted)| cell_row(cx, fixes, finding, *accepted, may_choose));
    let rows = rows.collect();
    let cut = fixes.run.is_cut.then(|| view! { <p class="meta">{t.only_first()}</p> });
    let pager = pager(cx, fixes, wanted);
    let only = wanted.rule().and_then(|at| fixes.rules.iter().find(|(rule, _)| rule.position == at));
    let only = only.map(|(rule, _)| {
        let title = words::of_language(cx, &rule.title).to_owned();
        let all = format!("{}#{ANCHOR}", Wanted::default().address(fixes.run.id));
        view! { <p class="meta">{title} " " <a href=all>{t.all_rules()}</a></p> }
    });
    view! {
        <h2 id=ANCHOR>{t.cells()}</h2>
        {only}
        {cut}
        <ListFrame pager=pager>
            <DataTable caption=t.cells() columns=columns rows=rows dense=true empty=().into_any()/>
        </ListFrame>
    }
    .into_any()
}

fn cell_row(cx: &PageCx, fixes: &Fixes, finding: &Finding, accepted: bool, may_choose: bool) -> Row {
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let number = format::integer(cx.locale, finding.row);
    let lead = format!("{} {number}", v.row_word());
    // Two rules may make the same of a cell.
    let rule = fixes.rules.iter().find(|(rule, _)| rule.position == finding.rule);
    let rule = rule.map(|(rule, _)| words::of_language(cx, &rule.title).to_owned()).unwrap_or_default();
    let shown = |value: &str| words::value(cx, &finding.field, value);
    let badge = match accepted {
        true => view! { <StatusBadge tone=Tone::Positive label=t.accepted()/> },
        false => view! { <StatusBadge tone=Tone::Neutral label=t.not_accepted()/> },
    };
    let field = words::field_code(cx.t, &finding.field);
    let mut cells = vec![
        Cell::view(view! { <div>{field}</div> <div class="meta">{rule.clone()}</div> }),
        Cell::view(view! { <div>{shown(&finding.value)}</div> }),
        // On a phone the two stand side by side.
        Cell::view(view! { <div>"→ " {shown(finding.proposed.as_deref().unwrap_or_default())}</div> }),
        Cell::view(badge),
    ];
    if may_choose {
        let label = if accepted { t.leave() } else { t.accept() };
        let (place, row) = (finding.rule.to_string(), finding.row.to_string());
        let of = format!("{lead} · {rule}");
        cells.push(Cell::View(choose(cx, fixes.run.id, &place, &row, !accepted, label, &of)));
    }
    Row {
        href: findings::product(&fixes.products, finding),
        lead: findings::place(cx, fixes.run.kind, finding),
        cells,
        pick: None,
    }
}

fn pager(cx: &PageCx, fixes: &Fixes, wanted: &Wanted) -> AnyView {
    let page = &fixes.found;
    if page.previous.is_none() && page.next.is_none() {
        return ().into_any();
    }
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| {
            let there = Wanted { cursor: cursor.to_string(), ..wanted.clone() };
            format!("{}#{ANCHOR}", there.address(fixes.run.id))
        }),
    };
    let common = cx.t.common();
    view! {
        <CursorPager label=cx.t.corrections().pages() previous=link(common.previous_page(), &page.previous)
            next=link(common.next_page(), &page.next)/>
    }
    .into_any()
}
