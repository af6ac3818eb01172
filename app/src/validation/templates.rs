//! `/admin/validacao/conferencias/:id/modelos`: the sheet in the columns of a marketplace.

use super::{
    files::ONLY_CLEAN,
    findings::{self, Wanted},
    list::trail,
    run_path, sheet_path, words,
};
use crate::{
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{Permission, ValidationRunId, ValidationState, view::validation::RunView};
use hub::{
    permit::View,
    validation::{Fitting, TemplateFile},
};
use i18n::format;
use leptos::prelude::*;
use ui::{IconName, LinkButton, PageHeader, Panel, StatusBadge, Tone};

/// The page of the templates of a check.
pub(super) fn path(run: ValidationRunId) -> String {
    format!("{}/modelos", run_path(run))
}

/// `/admin/validacao/conferencias/:id/modelos`
pub fn templates_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: ValidationRunId = cx.param("id")?;
        let (run, templates) = hub::validation::templates(&permit, id).await?;
        Ok(Page::new(cx.t.templates().title_of(&run.sheet_name), page(&cx, &run, &templates)))
    })
}

fn page(cx: &PageCx, run: &RunView, templates: &[Fitting]) -> AnyView {
    let t = cx.t.templates();
    let there = (cx.t.validation().check_of(&run.sheet_name), run_path(run.id));
    let templates = templates.iter().map(|fitting| template(cx, run, fitting)).collect_view();
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&run.sheet_name) context=t.context().into_any()/>
        {templates}
    }
    .into_any()
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
            let errors = Wanted::errors_for(&template.marketplace);
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
