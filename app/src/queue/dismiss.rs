//! `/admin/fila/dispensar/:id`: asks before what failed is given up, one job or all of a kind.

use super::{QueueDismiss, failed_path, jobs};
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use chrono::SecondsFormat;
use domain::{Fault, JobId, JobKind, JobStanding, Permission};
use hub::permit::{RunSync, View};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Breadcrumbs, ConfirmPanel, EmptyState, IconName, LinkButton, PageHeader};

/// Where a job, by its id, or all jobs of a kind, by its code, are given up.
pub(super) fn path(what: &str) -> String {
    format!("{}/dispensar/{what}", super::PATH)
}

/// `/admin/fila/dispensar/:id`, of a job or a kind.
pub fn dismiss_page() -> Drawing {
    member_page::<RunSync, _, _>(Area::Queue, |cx, _| async move {
        let what: String = cx.param("id")?;
        let permit = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let (kind, job, count) = match what.parse::<JobKind>() {
            Ok(kind) => {
                let queue = hub::queue::view(&permit).await?;
                (kind, None, queue.count(JobStanding::Failed, Some(kind), None))
            }
            Err(_) => {
                let id: JobId = what.parse().map_err(|_| Fault::NotFound)?;
                (hub::queue::failed(&permit, id).await?.kind, Some(id), 1)
            }
        };
        if kind.acts_on_sales() && !cx.may(Permission::FulfilOrders) {
            return Err(Fault::Forbidden);
        }
        let title = cx.t.queue().dismiss_question(count, &cx.t.queue().kind(kind.code()));
        Ok(match count {
            0 => Page::new(cx.t.queue().title(), nothing(&cx)),
            _ => Page::new(title.clone(), ask(&cx, (kind, job), title)),
        })
    })
}

fn trail(cx: &PageCx) -> AnyView {
    let t = cx.t.queue();
    let trail = vec![
        (t.title().to_owned(), super::PATH.to_owned()),
        (t.standing(JobStanding::Failed.code()), failed_path()),
    ];
    view! { <Breadcrumbs label=t.title() trail=trail/> }.into_any()
}

/// Somebody was first.
fn nothing(cx: &PageCx) -> AnyView {
    let t = cx.t.queue();
    let back = view! { <LinkButton label=t.title() href=super::PATH/> }.into_any();
    view! {
        {trail(cx)}
        <PageHeader title=t.title()/>
        <EmptyState icon=IconName::CircleCheck title=t.nothing_failed() text=t.nothing_failed_text() action=back/>
    }
    .into_any()
}

fn ask(cx: &PageCx, (kind, job): (JobKind, Option<JobId>), title: String) -> AnyView {
    let t = cx.t.queue();
    // What fails after this page was drawn is not meant.
    let until = cx.now.to_rfc3339_opts(SecondsFormat::Micros, true);
    let job = job.map(|id| id.to_string()).unwrap_or_default();
    view! {
        {trail(cx)}
        <ConfirmPanel title=title text=t.given_up(kind.code()) confirm=t.dismiss() cancel=t.keep()
            cancel_href=failed_path() action=QueueDismiss::url()>
            <input type="hidden" name="job" value=job/>
            <input type="hidden" name="kind" value=kind.code()/>
            <input type="hidden" name="until" value=until/>
            <input type="hidden" name="return_to" value=failed_path()/>
        </ConfirmPanel>
    }
    .into_any()
}

/// The link that leads here from a job, or from all of a kind.
pub(super) fn link(cx: &PageCx, kind: JobKind, job: Option<(JobId, String)>) -> Option<AnyView> {
    let t = cx.t.queue();
    let (href, label, of) = match job {
        Some((id, of)) => (path(&id.to_string()), t.dismiss().to_owned(), of),
        None => (path(kind.code()), t.dismiss_all(&t.kind(kind.code())), String::new()),
    };
    jobs::may(cx, kind).then(|| match of.is_empty() {
        true => view! { <LinkButton label=label href=href/> }.into_any(),
        false => view! { <LinkButton label=label of=of href=href/> }.into_any(),
    })
}
