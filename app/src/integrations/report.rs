//! The result of a connection test: each step, what was seen, what to do.

use crate::page::PageCx;
use hub::integrations::{CheckOutcome, CheckReport};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{Banner, RawView, StatusBadge, Tone};

/// A test's result as codes, kept for the page where it cannot be shown at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestReport {
    /// What the shop calls itself.
    pub shop: Option<String>,
    pub steps: Vec<Step>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// `reach`, `platform`, `credentials`, ...
    pub step: String,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Passed,
    /// Works, within a limit.
    Warning(String),
    Failed {
        problem: String,
        detail: String,
    },
}

impl TestReport {
    /// Where the page shows it.
    pub(crate) const ANCHOR: &str = "#teste";

    pub(crate) fn new(report: &CheckReport) -> Self {
        let steps = report.items.iter().map(|item| {
            let outcome = match &item.outcome {
                CheckOutcome::Passed => Outcome::Passed,
                CheckOutcome::Warning(problem) => Outcome::Warning((*problem).to_owned()),
                CheckOutcome::Failed { problem, error } => {
                    Outcome::Failed { problem: (*problem).to_owned(), detail: error.detail.clone() }
                }
            };
            Step { step: item.step.to_owned(), outcome }
        });
        Self { shop: report.shop.as_ref().and_then(|shop| shop.name.clone()), steps: steps.collect() }
    }

    fn passed(&self) -> bool {
        !self.steps.is_empty()
            && !self.steps.iter().any(|step| matches!(step.outcome, Outcome::Failed { .. }))
    }
}

/// The report in words. `secrets_are_gone` where the page was loaded anew and holds no typed secret.
pub(super) fn view(cx: &PageCx, report: &TestReport, secrets_are_gone: bool) -> AnyView {
    let t = cx.t.integrations();
    let banner = if report.passed() {
        view! { <Banner tone=Tone::Positive title=t.passed() text=t.passed_text()/> }.into_any()
    } else {
        view! { <Banner tone=Tone::Critical title=t.refused() text=t.refused_text()/> }.into_any()
    };
    let shop = report.shop.as_deref().map(|shop| view! { <p class="meta">{t.shop_found(shop)}</p> });
    let steps = report.steps.iter().map(|step| step_view(cx, step)).collect_view();
    view! {
        <section class="report" aria-label=t.report()>
            {banner}
            <ol class="report-steps">{steps}</ol>
            {shop}
            {secrets_are_gone.then(|| view! { <p class="meta">{t.type_secrets_again()}</p> })}
        </section>
    }
    .into_any()
}

fn step_view(cx: &PageCx, step: &Step) -> AnyView {
    let t = cx.t.integrations();
    let (tone, word, problem) = match &step.outcome {
        Outcome::Passed => (Tone::Positive, t.step_passed(), None),
        Outcome::Warning(problem) => (Tone::Warning, t.step_warning(), Some((problem, ""))),
        Outcome::Failed { problem, detail } => {
            (Tone::Critical, t.step_failed(), Some((problem, detail.as_str())))
        }
    };
    let told = problem.map(|(problem, detail)| {
        let detail =
            (!detail.is_empty()).then(|| view! { <RawView label=t.technical_detail() text=detail/> });
        view! {
            <p>{t.problem(problem)}</p>
            <p><strong>{t.problem_fix(problem)}</strong></p>
            {detail}
        }
    });
    view! {
        <li>
            <div class="report-step"><span>{t.step(&step.step)}</span><StatusBadge tone=tone label=word/></div>
            {told}
        </li>
    }
    .into_any()
}
