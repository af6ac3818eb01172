//! The records that a run did not take, each with its reason.

use super::path;
use crate::page::PageCx;
use domain::{
    Fault, SyncRunId,
    view::connections::{SyncIssueView, SyncRunView},
};
use hub::{auth::OrgCx, permit::View};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::{CursorPager, PagerLink, Panel, StatusBadge, Tone};

/// Rows of a page.
const PAGE: usize = 100;

/// A page of records, and the place of the next one.
pub(super) struct Issues {
    rows: Vec<SyncIssueView>,
    next: Option<String>,
    /// Whether this is not the first page.
    later: bool,
}

/// The page after the record that `after` names as `verdict:external id`; the first one otherwise.
pub(super) async fn read(permit: &OrgCx<View>, run: SyncRunId, after: &str) -> Result<Issues, Fault> {
    let after = after.split_once(':');
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = hub::syncs::issues(permit, run, after, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| format!("{}:{}", last.verdict, last.external_id));
    Ok(Issues { rows, next, later: after.is_some() })
}

pub(super) fn view(cx: &PageCx, run: &SyncRunView, issues: Option<Issues>) -> Option<AnyView> {
    let t = cx.t.syncs();
    let Some(issues) = issues else {
        let clean = run.state.is_over() && run.counts.read > 0 && run.problem.is_none();
        return clean.then(|| {
            view! { <Panel title=t.issues_none()><p class="meta">{t.issues_none_text()}</p></Panel> }
                .into_any()
        });
    };
    let address = |place: &str| {
        format!("{}?depois={}#motivos", path(run.id), utf8_percent_encode(place, NON_ALPHANUMERIC))
    };
    let paged = issues.later || issues.next.is_some();
    let next = issues.next.as_deref().map(address);
    let first = issues.later.then(|| format!("{}#motivos", path(run.id)));
    let pager = paged.then(|| {
        view! {
            <CursorPager label=t.pages()
                previous=PagerLink { label: cx.t.common().first_page().to_owned(), href: first }
                next=PagerLink { label: cx.t.common().next_page().to_owned(), href: next }/>
        }
    });
    let rows = issues.rows.into_iter().map(|issue| row(cx, issue)).collect_view();
    Some(
        view! {
            <section id="motivos">
                <Panel title=t.issues() context=t.issues_context()>
                    <table class="table issues">
                        <caption class="visually-hidden">{t.issues()}</caption>
                        <thead><tr>
                            <th scope="col">{t.issue_order()}</th>
                            <th scope="col">{t.issue_verdict()}</th>
                            <th scope="col">{t.issue_reason()}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                    {pager}
                </Panel>
            </section>
        }
        .into_any(),
    )
}

fn row(cx: &PageCx, issue: SyncIssueView) -> AnyView {
    let t = cx.t.syncs();
    let skipped = issue.verdict == "skipped";
    let (tone, reason) = if skipped {
        (Tone::Neutral, t.skip_reason(&issue.reason))
    } else {
        (Tone::Critical, t.fail_reason(&issue.reason))
    };
    let detail = Some(issue.detail).filter(|detail| !detail.is_empty());
    view! {
        <tr>
            <th scope="row" class="number">{issue.external_id}</th>
            <td><StatusBadge tone=tone label=t.verdict(&issue.verdict)/></td>
            <td>{reason}{detail.map(|detail| view! { <span class="cell-note">{detail}</span> })}</td>
        </tr>
    }
    .into_any()
}
