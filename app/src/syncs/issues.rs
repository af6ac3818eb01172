//! The records that a run did not take, each with its reason.

use super::{not_imported, path};
use crate::page::PageCx;
use domain::{
    Fault, LeftOut, SyncRunId, Verdict,
    view::connections::{SyncIssueView, SyncRunView},
};
use hub::{auth::OrgCx, permit::View};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::{CursorPager, PagerLink, Panel, RawView, StatusBadge, Tone};

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
    let all = view! { <a href=not_imported::of_connection(run.connection)>{t.left_out()}</a> };
    let rows = issues.rows.into_iter().map(|issue| row(cx, issue)).collect_view();
    Some(
        view! {
            <section id="motivos">
                <Panel title=t.issues() context=t.issues_context() actions=all.into_any()>
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
    let reason = Reason::of(cx, &issue.verdict, &issue.reason);
    let kind = issue
        .verdict
        .parse::<Verdict>()
        .map_or(LeftOut::Failed, |verdict| LeftOut::of(verdict, &issue.reason));
    view! {
        <tr>
            <th scope="row" class="number">{shown_id(cx, &issue.external_id)}</th>
            <td><StatusBadge tone=reason.tone label=t.verdict(kind.code())/></td>
            <td>{reason.text}<span class="cell-note">{reason.fix}</span>{technical(cx, issue.detail)}</td>
        </tr>
    }
    .into_any()
}

/// Why a record did not come in, in words.
pub(crate) struct Reason {
    pub tone: Tone,
    pub text: String,
    /// What to do about it.
    pub fix: String,
}

impl Reason {
    pub fn of(cx: &PageCx, verdict: &str, reason: &str) -> Self {
        let t = cx.t.syncs();
        if verdict == Verdict::Skipped.code() {
            let tone = match LeftOut::of(Verdict::Skipped, reason) {
                LeftOut::Waiting => Tone::Warning,
                LeftOut::Failed | LeftOut::Skipped => Tone::Neutral,
            };
            Self { tone, text: t.skip_reason(reason), fix: t.skip_reason_fix(reason) }
        } else {
            Self { tone: Tone::Critical, text: t.fail_reason(reason), fix: t.fail_reason_fix(reason) }
        }
    }
}

/// The record's key at the channel. One that begins with a question mark was made by the connector for
/// a record whose own could not be read.
pub(crate) fn shown_id(cx: &PageCx, external_id: &str) -> String {
    if external_id.starts_with('?') { cx.t.syncs().no_id().to_owned() } else { external_id.to_owned() }
}

/// What the connector or the database said, one press away.
pub(crate) fn technical(cx: &PageCx, detail: String) -> Option<AnyView> {
    let label = cx.t.integrations().technical_detail();
    (!detail.is_empty()).then(|| view! { <RawView label=label text=detail/> }.into_any())
}
