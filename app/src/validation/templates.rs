//! `/admin/validacao/conferencias/:id/modelos`: the sheet in the columns of a marketplace.

use super::{list::trail, run_path, words};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use domain::{Permission, ValidationRunId, view::validation::RunView};
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
    let templates = templates.iter().map(|fitting| template(cx, run.id, fitting)).collect_view();
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&run.sheet_name) context=t.context().into_any()/>
        {templates}
    }
    .into_any()
}

fn template(cx: &PageCx, run: ValidationRunId, fitting: &Fitting) -> AnyView {
    let (t, template) = (cx.t.templates(), fitting.template);
    let language = cx.locale.words;
    let title = template.title.get(language).to_owned();
    let explanation = template.explanation.get(language).to_owned();
    let number = |of: usize| format::integer(cx.locale, i64::try_from(of).unwrap_or(i64::MAX));
    let filled = t.filled(&number(template.columns.len()), &number(fitting.filled));
    let (badge, missing) = match fitting.missing.is_empty() {
        true => (view! { <StatusBadge tone=Tone::Positive label=t.complete()/> }, None),
        false => {
            let missing: Vec<_> = fitting.missing.iter().map(|field| words::field(cx.t, field)).collect();
            let badge = view! { <StatusBadge tone=Tone::Warning label=t.incomplete()/> };
            (badge, Some(view! { <p>{t.missing(&missing.join(", "))}</p> }))
        }
    };
    let links = cx.may(Permission::Export).then(|| {
        let link = |kind: TemplateFile| {
            let href = format!("{}/{}.{}", path(run), template.template, kind.code());
            let label = t.download(kind.code());
            view! { <LinkButton label=label of=title.clone() href=href icon=IconName::Download/> }
        };
        view! { <div class="actions">{TemplateFile::ALL.iter().map(|kind| link(*kind)).collect_view()}</div> }
    });
    let date = format::day(cx.locale, template.source.date);
    let source = view! { <a href=template.source.url.clone() rel="noopener">{t.source(&date)}</a> };
    view! {
        <Panel title=title.clone()>
            <p>{explanation}</p>
            <p>{badge} " " <span class="meta">{filled}</span></p>
            {missing}
            <p class="meta">{source}</p>
            {links}
        </Panel>
    }
    .into_any()
}
