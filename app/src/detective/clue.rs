//! One answer: what became of an order, why, and what to press.

use super::{OrderBring, PATH, history};
use crate::{
    form::PostForm,
    integrations::{self, Problem, event_path},
    orders,
    page::PageCx,
    plans,
    query_string::with_query,
    syncs::{self, Reason, SyncRetry, technical},
};
use domain::{
    Permission, SkipReason, SyncRunId, Verdict,
    view::detective::{Clue, OrderVerdict, order_number},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, ChannelName, LinkButton, StatusBadge, Tone};
use uuid::Uuid;

/// What is said of one clue.
struct Said {
    tone: Tone,
    badge: &'static str,
    text: String,
    fix: Option<String>,
    detail: String,
    press: Option<AnyView>,
}

/// What became of it, in a word or two.
pub(super) fn in_short(cx: &PageCx, clue: &Clue) -> &'static str {
    said(cx, clue).badge
}

pub(super) fn list(cx: &PageCx, clues: &[Clue]) -> AnyView {
    let (absent, told): (Vec<_>, Vec<_>) =
        clues.iter().partition(|clue| clue.verdict == OrderVerdict::Absent);
    let items = told.into_iter().map(|clue| item(cx, clue)).collect_view();
    let absent = (!absent.is_empty()).then(|| nowhere(cx, &absent));
    view! { <ul class="left-out">{items}{absent}</ul> }.into_any()
}

/// The channels that have no such order, in one answer.
fn nowhere(cx: &PageCx, clues: &[&Clue]) -> AnyView {
    let t = cx.t.detective();
    let channels = clues.iter().map(|clue| channel(clue)).collect_view();
    view! {
        <li>
            <div class="left-out-head">
                <StatusBadge tone=Tone::Neutral label=t.absent()/>
                {channels}
            </div>
            <p>{t.absent_text(i64::try_from(clues.len()).unwrap_or(i64::MAX))}</p>
        </li>
    }
    .into_any()
}

fn channel(clue: &Clue) -> AnyView {
    let (href, platform) = (integrations::path(clue.connection), clue.platform.clone());
    view! { <a href=href><ChannelName channel=platform name=clue.connection_name.clone()/></a> }.into_any()
}

fn item(cx: &PageCx, clue: &Clue) -> AnyView {
    let said = said(cx, clue);
    let t = cx.t.syncs();
    let number = match &clue.sale {
        Some(sale) => sale.external_number.trim_start_matches('#').to_owned(),
        None => syncs::shown_id(cx, &clue.external_id),
    };
    let order = (!number.is_empty()).then(|| view! { <strong>{t.left_out_order(&number)}</strong> });
    let sale = clue.sale.as_ref().map(|sale| {
        let href = format!("{}/{}", orders::PATH, sale.id);
        view! { <LinkButton label=t.see_sale() of=format!("#{}", sale.number) href=href/> }
    });
    let at = integrations::moment(cx, clue.at);
    let steps = history::steps(cx, clue.connection, &clue.history);
    view! {
        <li>
            <div class="left-out-head">
                <StatusBadge tone=said.tone label=said.badge/>
                {order}
                {channel(clue)}
                <span class="meta">{at}</span>
            </div>
            <p>{said.text}</p>
            {said.fix.map(|fix| view! { <p><strong>{fix}</strong></p> })}
            {technical(cx, said.detail)}
            <div class="actions">{said.press}{sale}</div>
            {steps}
        </li>
    }
    .into_any()
}

fn said(cx: &PageCx, clue: &Clue) -> Said {
    let t = cx.t.detective();
    let plain =
        |tone, badge, text: String| Said { tone, badge, text, fix: None, detail: String::new(), press: None };
    match &clue.verdict {
        OrderVerdict::Imported => {
            let told = clue.sale.as_ref().map(|sale| {
                let total = format::money(cx.locale, sale.total);
                let at = format::date_time(cx.locale, sale.placed_at, cx.zone);
                let facts = [t.imported_text(&sale.number.to_string()), sale.buyer_name.clone(), total, at];
                facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
            });
            plain(Tone::Positive, t.imported(), told.unwrap_or_default())
        }
        OrderVerdict::Skipped { reason, run } => {
            let waits = *reason == SkipReason::PlanLimit;
            let reason = Reason::of(cx, Verdict::Skipped.code(), reason.code());
            let badge = if waits { cx.t.syncs().waiting() } else { t.skipped() };
            let plan = waits.then(|| {
                view! { <LinkButton label=cx.t.plans().see_plans() href=plans::PATH/> }
            });
            let press = view! { {plan}{see_run(cx, *run)} }.into_any();
            let said = plain(reason.tone, badge, reason.text);
            Said { fix: Some(reason.fix), press: Some(press), ..said }
        }
        OrderVerdict::Refused { reason, detail, run } => {
            let reason = Reason::of(cx, Verdict::Failed.code(), reason.code());
            let press = view! { {again(cx, *run)}{see_run(cx, *run)} }.into_any();
            let said = plain(Tone::Critical, t.refused(), reason.text);
            Said { fix: Some(reason.fix), detail: detail.clone(), press: Some(press), ..said }
        }
        OrderVerdict::Waiting { is_asked, event, due_at, problem, attempts } => {
            let text = match problem {
                Some(problem) if *attempts > 0 => {
                    let next = format::relative(cx.locale, *due_at, cx.now, cx.zone);
                    format!("{} {}", cx.t.integrations().event_reason(problem), t.next_try(&next))
                }
                _ if *is_asked => t.waiting_asked().to_owned(),
                _ => t.waiting_text().to_owned(),
            };
            let said = plain(Tone::Info, t.waiting(), text);
            Said { press: Some(see_event(cx, clue, *event)), ..said }
        }
        OrderVerdict::GivenUp { is_asked, event, problem } => {
            let told = if *is_asked { t.given_up_asked() } else { t.given_up_text() };
            let text = format!("{told} {}", cx.t.integrations().event_reason(problem));
            let press = view! { {bring(cx, clue)}{see_event(cx, clue, *event)} }.into_any();
            Said { press: Some(press), ..plain(Tone::Critical, t.given_up(), text) }
        }
        OrderVerdict::NotBelieved { event, problem } => {
            let text = format!("{} {}", t.not_believed_text(), cx.t.integrations().event_reason(problem));
            let said = plain(Tone::Warning, t.not_believed(), text);
            Said { press: Some(see_event(cx, clue, *event)), ..said }
        }
        OrderVerdict::Missing { number, placed_at, total } => {
            let facts = [
                (!number.is_empty()).then(|| t.number(number)),
                placed_at.map(|at| format::date_time(cx.locale, at, cx.zone)),
                total.map(|total| format::money(cx.locale, total)),
            ];
            let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let text = format!("{} {facts}", t.missing_text());
            Said { press: Some(bring(cx, clue)), ..plain(Tone::Warning, t.missing(), text) }
        }
        OrderVerdict::Absent => plain(Tone::Neutral, t.absent(), t.absent_text(1)),
        OrderVerdict::Silent { problem } => {
            let problem = Problem::of_code(cx, &clue.platform, problem.code());
            plain(Tone::Warning, t.silent(), problem.text)
        }
    }
}

fn see_run(cx: &PageCx, run: SyncRunId) -> AnyView {
    view! { <LinkButton label=cx.t.syncs().see_run() href=syncs::path(run)/> }.into_any()
}

fn see_event(cx: &PageCx, clue: &Clue, event: Uuid) -> AnyView {
    let href = event_path(clue.connection, event);
    view! { <LinkButton label=cx.t.detective().see_event() href=href/> }.into_any()
}

fn again(cx: &PageCx, run: SyncRunId) -> Option<AnyView> {
    let (here, label) = (cx.here(), cx.t.common().try_again());
    cx.may(Permission::RunSync).then(|| {
        view! {
            <PostForm action=SyncRetry::url() return_to=here class="inline-form">
                <input type="hidden" name="run_id" value=run.to_string()/>
                <Button label=label/>
            </PostForm>
        }
        .into_any()
    })
}

/// The form that has the order read. It comes back to the search for the order's key, by which it is found
/// until it is a sale.
fn bring(cx: &PageCx, clue: &Clue) -> AnyView {
    // A key that is none in an address cannot be searched for either.
    let is_key = order_number(&clue.external_id) == Some(clue.external_id.as_str());
    if !is_key || !cx.may(Permission::RunSync) {
        return ().into_any();
    }
    let here = with_query(PATH, &[("q", &clue.external_id)]);
    let (connection, order) = (clue.connection.to_string(), clue.external_id.clone());
    let label = cx.t.detective().bring();
    view! {
        <PostForm action=OrderBring::url() return_to=here class="inline-form">
            <input type="hidden" name="connection_id" value=connection/>
            <input type="hidden" name="external_id" value=order/>
            <Button label=label kind=ButtonKind::Primary/>
        </PostForm>
    }
    .into_any()
}
