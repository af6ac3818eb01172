//! What a check found, on its way into the spreadsheet that was checked.

use super::{ValidationResults, words};
use crate::{form::PostForm, page::PageCx};
use domain::{
    Permission, ResultsState, ValidationState,
    view::validation::{ResultsView, RunView, SourceView},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Banner, Button, IconName, LinkButton, Panel, Progress, Tone};

/// The page of a spreadsheet at Google, at one of its sheets.
pub(super) fn address(source: &SourceView, tab: i64) -> String {
    format!("https://docs.google.com/spreadsheets/d/{}/edit#gid={tab}", source.file)
}

/// Whether they are on their way.
pub(super) fn is_open(run: &RunView) -> bool {
    run.results.as_ref().is_some_and(|results| results.state.is_open())
}

/// What became of them, or the button that asks for them. Only of a check of a spreadsheet.
pub(super) fn panel(cx: &PageCx, run: &RunView) -> Option<AnyView> {
    let source = run.source.as_ref().filter(|_| run.state == ValidationState::Completed)?;
    let may = cx.may(Permission::EditCatalog);
    let t = cx.t.validation();
    let body = match &run.results {
        None if !may => return None,
        None => {
            let button = button(cx, run, t.write_results());
            view! { <p class="meta">{t.results_text()}</p> {button} }.into_any()
        }
        Some(results) => of_results(cx, run, source, results, may),
    };
    Some(view! { <Panel title=t.results()>{body}</Panel> }.into_any())
}

fn of_results(cx: &PageCx, run: &RunView, source: &SourceView, results: &ResultsView, may: bool) -> AnyView {
    let t = cx.t.validation();
    let count = |of: i64| u64::try_from(of).unwrap_or_default();
    match results.state {
        ResultsState::Waiting => {
            let waits = match results.waits_until {
                Some(until) => t.waits_until(&format::date_time(cx.locale, until, cx.zone)),
                None => t.waits().to_owned(),
            };
            let label = t.results_writing(&results.title);
            view! { <Progress label=label done=0 counts=waits/> }.into_any()
        }
        ResultsState::Running => {
            let (label, counts) = (t.results_writing(&results.title), t.results_rows(results.rows));
            let total = count(run.counts.findings());
            view! { <Progress label=label done=count(results.rows) total=total counts=counts/> }.into_any()
        }
        ResultsState::Done => {
            let open = results.tab.map(|tab| {
                let href = address(source, tab);
                view! { <LinkButton label=t.results_open() href=href icon=IconName::ExternalLink/> }
            });
            view! { <p>{t.results_done(results.rows, &results.title)}</p> <div class="actions">{open}</div> }
                .into_any()
        }
        ResultsState::Failed => {
            let (code, data) = results.problem.clone().unwrap_or_default();
            let text = words::problem(cx, &code, &data);
            let repair = words::repair(cx, source.connection, &code);
            let again = may.then(|| button(cx, run, t.results_again()));
            view! {
                <Banner tone=Tone::Critical title=t.results_failed() text=text action=repair.into_any()/>
                {again}
            }
            .into_any()
        }
    }
}

fn button(cx: &PageCx, run: &RunView, label: &'static str) -> AnyView {
    let id = run.id.to_string();
    view! {
        <PostForm action=ValidationResults::url() return_to=cx.here() class="inline-form">
            <input type="hidden" name="run" value=id/>
            <Button label=label icon=IconName::Upload/>
        </PostForm>
    }
    .into_any()
}
