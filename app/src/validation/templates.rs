//! `/admin/validacao/conferencias/:id/modelos`: the sheet in the columns of a marketplace.

use super::{files::ONLY_CLEAN, findings, list::trail, run_path, sheet_path, words};
use crate::{
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{Permission, ValidationRunId, ValidationState, view::validation::RunView};
use hub::{
    permit::View,
    validation::{
        CellProblemKind, Fitting, Lacking, REHEARSAL_BUDGET, Shortfall, ShortfallWords, Shortfalls,
        TemplateFile,
    },
};
use i18n::{Locales, Texts, format};
use leptos::{prelude::*, serde_json::json};
use serde::Deserialize;
use ui::{Cell, Column, DataTable, IconName, LinkButton, PageHeader, Panel, Place, Row, StatusBadge, Tone};

/// Where what a file would lack is on the page.
const ANCHOR: &str = "falta";
/// Cells of it that are shown.
const SHOWN: usize = 20;

/// What stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// The template of whose file is told what it would lack.
    modelo: String,
}

/// The page of the templates of a check.
pub(super) fn path(run: ValidationRunId) -> String {
    format!("{}/modelos", run_path(run))
}

/// `/admin/validacao/conferencias/:id/modelos`
pub fn templates_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: ValidationRunId = cx.param("id")?;
        let (run, templates) = hub::validation::templates(&permit, id).await?;
        let wanted: Wanted = cx.query();
        let lacking = match wanted.modelo.as_str() {
            "" => None,
            template => Some(hub::validation::lacking(&permit, id, template, REHEARSAL_BUDGET).await?),
        };
        let body = page(&cx, &run, &templates, lacking.as_ref());
        Ok(Page::new(cx.t.templates().title_of(&run.sheet_name), body))
    })
}

fn page(cx: &PageCx, run: &RunView, templates: &[Fitting], lacking: Option<&Lacking>) -> AnyView {
    let t = cx.t.templates();
    let there = (cx.t.validation().check_of(&run.sheet_name), run_path(run.id));
    let templates = templates.iter().map(|fitting| template(cx, run, fitting)).collect_view();
    let lacking = lacking.map(|lacking| shortfalls(cx, lacking));
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&run.sheet_name) context=t.context().into_any()/>
        {lacking}
        {templates}
    }
    .into_any()
}

/// What a file would lack, with the first cells of it.
fn shortfalls(cx: &PageCx, lacking: &Lacking) -> AnyView {
    let t = cx.t.templates();
    let Shortfalls { cells, records, first, .. } = &lacking.shortfalls;
    let count = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
    let cut = (!lacking.is_whole).then(|| view! { <p>{t.lacking_cut(count(lacking.rows))}</p> });
    let said = match (*cells, lacking.is_whole) {
        (0, false) => None,
        (0, true) => Some(t.lacking_none(count(lacking.rows))),
        (cells, _) => Some(t.lacking_cells(count(cells), count(*records))),
    };
    let said = said.map(|said| view! { <p>{said}</p> });
    let table = (!first.is_empty()).then(|| {
        let columns = vec![
            Column::new(Place::Lead, "SKU"),
            Column::new(Place::Detail, t.lacking_column()),
            Column::new(Place::Detail, cx.t.validation().why_column()),
            Column::new(Place::Figure, cx.t.validation().row_column()),
        ];
        let row = |told: &Shortfall| {
            let header = lacking.template.columns.get(told.column).map(|column| column.header.clone());
            let sku = if told.sku.is_empty() { cx.t.validation().empty_value() } else { &told.sku };
            Row {
                href: String::new(),
                lead: sku.to_owned().into_any(),
                cells: vec![
                    Cell::Text(header.unwrap_or_default()),
                    Cell::Text(reason(cx.t, cx.locale, &told.kind)),
                    Cell::Text(format::integer(cx.locale, count(told.record))),
                ],
                pick: None,
            }
        };
        let rows = first.iter().take(SHOWN).map(row).collect();
        let more = cells.saturating_sub(SHOWN as u64);
        let more = (more > 0).then(|| view! { <p class="meta">{t.lacking_more(count(more))}</p> });
        view! {
            <DataTable caption=t.lacking_sheet() columns=columns rows=rows dense=true empty=().into_any()/>
            {more}
            <p class="meta">{t.lacking_listed()}</p>
        }
    });
    let title = t.lacking_in(lacking.template.title.get(cx.locale.words));
    view! {
        <div id=ANCHOR><Panel title=title><div class="list">{said}{cut}{table}</div></Panel></div>
    }
    .into_any()
}

/// What is wrong with a cell that would be written.
fn reason(t: Texts, locales: Locales, kind: &CellProblemKind) -> String {
    match kind {
        CellProblemKind::Apart
        | CellProblemKind::SkuOfProduct
        | CellProblemKind::ExcelCellLength
        | CellProblemKind::TooManyItems => t.templates().lacking_reason(kind.code()),
        _ => i18n::finding::why(locales, &json!({ "code": kind.code() })),
    }
}

/// The words of the second sheet of a workbook.
pub(super) fn shortfall_words(t: Texts, locales: Locales) -> ShortfallWords {
    let words = t.templates();
    ShortfallWords {
        sheet: words.lacking_sheet(),
        headings: [words.lacking_row(), "SKU", words.lacking_column(), t.validation().why_column()],
        why: Box::new(move |kind: &CellProblemKind| reason(t, locales, kind)),
        more: Box::new(move |count: u64| words.lacking_more(i64::try_from(count).unwrap_or(i64::MAX))),
    }
}

fn template(cx: &PageCx, run: &RunView, fitting: &Fitting) -> AnyView {
    let (t, template) = (cx.t.templates(), fitting.template);
    let language = cx.locale.words;
    let title = template.title.get(language).to_owned();
    let explanation = template.explanation.get(language).to_owned();
    let number = |of: usize| format::integer(cx.locale, i64::try_from(of).unwrap_or(i64::MAX));
    let filled = t.filled(&number(template.columns.len()), &number(fitting.filled));
    let (badge, tone) = match fitting {
        Fitting { missing, .. } if !missing.is_empty() => (t.incomplete().to_owned(), Tone::Warning),
        Fitting { faulty: 1.., .. } => (t.faulty(fitting.faulty), Tone::Critical),
        Fitting { is_checked: false, .. } => (t.unchecked().to_owned(), Tone::Neutral),
        _ => (t.complete().to_owned(), Tone::Positive),
    };
    let missing = (!fitting.missing.is_empty()).then(|| {
        let missing: Vec<_> = fitting.missing.iter().map(|field| words::field(cx.t, field)).collect();
        view! { <p>{t.missing(&missing.join(", "))}</p> }
    });
    let is_over = run.state == ValidationState::Completed;
    let errors = (is_over && (fitting.is_checked || fitting.faulty > 0)).then(|| {
        let see = (fitting.faulty > 0).then(|| {
            let errors = findings::Wanted::errors_for(&template.marketplace);
            let href = format!("{}#{}", errors.address(run.id), findings::ANCHOR);
            view! { " " <a href=href>{t.see_errors()}</a> }
        });
        view! { <p>{t.faulty_of(run.counts.rows, fitting.faulty)} {see}</p> }
    });
    let unchecked = (!fitting.is_checked).then(|| {
        let href = sheet_path(run.sheet);
        view! { <p>{t.unchecked_text()} " " <a href=href>{t.choose_rules()}</a></p> }
    });
    let links = cx.may(Permission::Export).then(|| links(cx, run, fitting, &title));
    let href = format!("{}#{ANCHOR}", with_query(&path(run.id), &[("modelo", template.template.as_str())]));
    let of = format!("{} {title}", cx.t.common().colon());
    let lacking = run.file.is_some().then(|| {
        view! { <p><a href=href>{t.see_lacking()}<span class="visually-hidden">{of}</span></a></p> }
    });
    let date = format::day(cx.locale, template.source.date);
    let source = view! { <a href=template.source.url.clone() rel="noopener">{t.source(&date)}</a> };
    view! {
        <Panel title=title.clone()>
            <div class="list">
                <p>{explanation}</p>
                <p><StatusBadge tone=tone label=badge/> " " <span class="meta">{filled}</span></p>
                {missing}
                {errors}
                {unchecked}
                {lacking}
                <p class="meta">{source}</p>
                {links}
            </div>
        </Panel>
    }
    .into_any()
}

/// The files: of all products, and of those without errors where some have any.
fn links(cx: &PageCx, run: &RunView, fitting: &Fitting, title: &str) -> AnyView {
    let (t, template) = (cx.t.templates(), &fitting.template.template);
    let of_kind = |kind: &TemplateFile, which: &str, of: String| {
        let href = format!("{}/{template}.{}", path(run.id), kind.code());
        let href = with_query(&href, &[("produtos", which)]);
        let label = t.download(kind.code());
        view! { <LinkButton label=label of=of href=href icon=IconName::Download/> }
    };
    let files = |which: &str, of: &str| {
        let of = format!("{title}, {of}");
        let links = TemplateFile::ALL.iter().map(|kind| of_kind(kind, which, of.clone())).collect_view();
        view! { <div class="actions">{links}</div> }
    };
    let clean = run.counts.rows - fitting.faulty;
    let all = t.all_products(run.counts.rows);
    if fitting.faulty == 0 {
        return files("", &all).into_any();
    }
    let clean = (clean > 0).then(|| {
        let said = t.clean_products(clean);
        let files = files(ONLY_CLEAN, &said);
        view! { <p>{said}</p> {files} }
    });
    view! { {clean} <p>{all.clone()}</p> {files("", &all)} }.into_any()
}
