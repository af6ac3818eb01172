//! The sheets, and the way in for a new one.

use super::{
    PATH, ValidationCatalogue,
    files::upload_form,
    google,
    rules::{Tab, tabs},
    sheet_path, tone,
};
use crate::{
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{
    Permission,
    view::{
        page::{Cursor, Page as Rows},
        validation::SheetLine,
    },
};
use hub::permit::View;
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Button, Cell, Column, CursorPager, DataTable, EmptyState, IconName, LinkButton, ListFrame, PageHeader,
    PagerLink, Panel, Place, Row, StatusBadge, Tone,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    /// A place in the list.
    cursor: String,
}

/// `/admin/validacao`
pub fn validation_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let query: ListQuery = cx.query();
        let sheets = hub::validation::sheets_page(&permit, query.cursor.parse().ok().as_ref()).await?;
        let used = hub::validation::used(&permit).await?;
        let included = hub::validation::included(&permit).await?;
        Ok(Page::new(cx.t.validation().title(), page(&cx, &sheets, (used, included))))
    })
}

fn page(cx: &PageCx, sheets: &Rows<SheetLine>, (used, included): (i64, Option<i64>)) -> AnyView {
    let t = cx.t.validation();
    let used = match included {
        Some(included) => t.used_of(used, included),
        None => t.used(used),
    };
    let context = view! {
        <span class="dotted"><span>{t.context()}</span><span>{used}</span></span>
    };
    let upload = cx.may(Permission::EditCatalog).then(|| {
        let form = upload_form(cx, None);
        let elsewhere = elsewhere(cx);
        view! { <Panel title=t.send_title()>{form}</Panel> <Panel title=t.elsewhere()>{elsewhere}</Panel> }
    });
    let columns = vec![
        Column::new(Place::Lead, t.sheet()),
        Column::new(Place::State, t.last_check()),
        Column::new(Place::Figure, t.errors_column()),
        Column::new(Place::ExtraFigure, t.warnings_column()),
        Column::new(Place::ExtraFigure, t.rows_column()),
        Column::new(Place::Extra, t.changed_column()),
    ];
    let rows = sheets.rows.iter().map(|sheet| row(cx, sheet)).collect();
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| with_query(PATH, &[("cursor", &cursor.to_string())])),
    };
    let (common, previous, next) = (cx.t.common(), &sheets.previous, &sheets.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.sheets() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/> }
    });
    let empty = view! { <EmptyState icon=IconName::FileText title=t.none() text=t.none_text()/> }.into_any();
    view! {
        <PageHeader title=t.title() context=context.into_any()/>
        {tabs(cx, Tab::Sheets)}
        {upload}
        <ListFrame pager=pager.into_any()>
            <DataTable caption=t.sheets() columns=columns rows=rows empty=empty/>
        </ListFrame>
    }
    .into_any()
}

/// The ways to sheets that nobody has to send.
fn elsewhere(cx: &PageCx) -> AnyView {
    let t = cx.t.validation();
    let (choose, check) = (t.choose_google(), t.check_catalogue());
    view! {
        <div class="actions">
            <LinkButton label=choose href=google::PATH icon=IconName::FileText/>
            <PostForm action=ValidationCatalogue::url() return_to=cx.here() class="inline-form">
                <Button label=check icon=IconName::Package/>
            </PostForm>
        </div>
    }
    .into_any()
}

fn row(cx: &PageCx, sheet: &SheetLine) -> Row {
    let t = cx.t.validation();
    let number = |count| format::integer(cx.locale, count);
    let (badge, counts) = match &sheet.last {
        _ if sheet.is_unreadable => {
            let badge = view! { <StatusBadge tone=Tone::Critical label=t.unread_sheet()/> };
            (badge.into_any(), None)
        }
        Some(run) => {
            let counts = run.counted();
            (view! { <StatusBadge tone=tone(run.state) label=t.state(run.state.code())/> }.into_any(), counts)
        }
        None if sheet.has_mapping => {
            (view! { <StatusBadge tone=Tone::Neutral label=t.not_checked()/> }.into_any(), None)
        }
        None => (view! { <StatusBadge tone=Tone::Warning label=t.columns_missing()/> }.into_any(), None),
    };
    let count = |of: Option<i64>, told: fn(i18n::Validation, i64) -> String| match of {
        Some(count) => Cell::counted(number(count), told(t, count)),
        None => Cell::Missing,
    };
    // Of several files that are called alike it tells the kind.
    let file = sheet.file.clone().map(|file| view! { <div class="meta">{file}</div> });
    Row {
        href: sheet_path(sheet.id),
        lead: view! { <div>{sheet.name.clone()}</div> {file} }.into_any(),
        cells: vec![
            Cell::View(badge),
            count(counts.map(|counts| counts.errors), |t, count| t.errors(count)),
            count(counts.map(|counts| counts.warnings), |t, count| t.warnings(count)),
            count(counts.map(|counts| counts.rows), |t, count| t.rows(count)),
            Cell::text(format::relative(cx.locale, sheet.updated_at, cx.now, cx.zone)),
        ],
        pick: None,
    }
}

/// The way back to the list.
pub(super) fn trail(cx: &PageCx, more: Option<(String, String)>) -> AnyView {
    let title = cx.t.validation().title();
    let trail = std::iter::once((title.to_owned(), PATH.to_owned())).chain(more).collect();
    view! { <ui::Breadcrumbs label=title trail=trail/> }.into_any()
}
