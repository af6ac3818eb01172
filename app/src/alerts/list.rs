//! Alerts one by one, with what can be done about each.

use super::{AlertMute, AlertUnmute};
use crate::{
    form::PostForm,
    integrations::{self, credentials_path},
    page::PageCx,
    plans, queue,
};
use domain::{
    AlertKind, AlertSeverity, JobStanding, Permission,
    view::{
        alerts::{AlertView, Trouble},
        expiry::ExpiryKind,
    },
};
use i18n::{
    alert::{Reader, ToldAlert},
    format,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Cell, Column, DataTable, LinkButton, Place, Row, StatusBadge, Tone};

/// Alerts that are open, the worst first.
pub(super) fn open(cx: &PageCx, alerts: &[AlertView], muted: &[AlertKind]) -> AnyView {
    let items = alerts.iter().map(|view| item(cx, view, muted)).collect_view();
    view! { <ul class="left-out">{items}</ul> }.into_any()
}

/// Alerts that are over, the last first.
pub(super) fn closed(cx: &PageCx, alerts: &[AlertView]) -> AnyView {
    let t = cx.t.alerts();
    if alerts.is_empty() {
        return view! { <p class="meta">{t.none_closed()}</p> }.into_any();
    }
    let columns = vec![
        Column::new(Place::Lead, t.title()),
        Column::new(Place::Detail, t.when_column()),
        Column::new(Place::State, t.severity_column()),
    ];
    let rows = alerts.iter().map(|view| row(cx, view)).collect();
    view! { <DataTable caption=t.closed_alerts() columns=columns rows=rows dense=true empty=().into_any()/> }
        .into_any()
}

fn words(cx: &PageCx, view: &AlertView) -> ToldAlert {
    let reader = Reader { locales: cx.locale, zone: cx.zone, now: cx.now };
    hub::alerts::words(cx.visit().hub(), reader, view)
}

fn badge(cx: &PageCx, severity: AlertSeverity) -> AnyView {
    let tone = match severity {
        AlertSeverity::Critical => Tone::Critical,
        AlertSeverity::Warning => Tone::Warning,
    };
    view! { <StatusBadge tone=tone label=cx.t.alerts().severity(severity.code())/> }.into_any()
}

fn item(cx: &PageCx, view: &AlertView, muted: &[AlertKind]) -> AnyView {
    let (t, alert) = (cx.t.alerts(), &view.alert);
    let told = words(cx, view);
    let exact = format::exact(cx.locale, alert.opened_at, cx.zone);
    let since = format::relative(cx.locale, alert.opened_at, cx.now, cx.zone);
    let is_off = muted.contains(&alert.trouble.kind());
    let until = alert.muted_until.filter(|until| *until > cx.now);
    let rest = match until {
        _ if is_off => Some(t.muted_kind().to_owned()),
        Some(until) => Some(t.muted_until(&format::date_time(cx.locale, until, cx.zone))),
        None => None,
    };
    let rest = rest.map(|text| view! { <span>{text}</span> });
    let button = (cx.may(Permission::RunSync) && !is_off).then(|| {
        let (action, label) =
            if until.is_some() { (AlertUnmute::url(), t.unmute()) } else { (AlertMute::url(), t.mute()) };
        let (id, of) = (alert.id.to_string(), told.title.clone());
        view! {
            <PostForm action=action return_to=cx.here() class="inline-form">
                <input type="hidden" name="alert" value=id/>
                <Button label=label of=of/>
            </PostForm>
        }
    });
    let (label, href) = place(cx, view);
    let see = view! { <LinkButton label=label of=told.title.clone() href=href/> };
    view! {
        <li>
            <div class="left-out-head">
                <strong>{told.title}</strong>
                {badge(cx, alert.severity)}
                <span class="meta dotted">
                    <time datetime=alert.opened_at.to_rfc3339() title=exact>{since}</time>
                    {rest}
                </span>
            </div>
            <p>{told.text}</p>
            <div class="actions">{see}{button}</div>
        </li>
    }
    .into_any()
}

fn row(cx: &PageCx, view: &AlertView) -> Row {
    let (t, alert) = (cx.t.alerts(), &view.alert);
    let at = |at| format::date_time(cx.locale, at, cx.zone);
    let when = alert.closed_at.map(|closed| t.lasted(&at(alert.opened_at), &at(closed)));
    Row {
        href: place(cx, view).1,
        lead: words(cx, view).title.into_any(),
        cells: vec![when.map_or(Cell::Missing, Cell::text), Cell::View(badge(cx, alert.severity))],
        pick: None,
    }
}

/// Where something can be done about it, and the label of the way there.
fn place(cx: &PageCx, view: &AlertView) -> (&'static str, String) {
    let t = cx.t.alerts();
    let queue = |job, standing| (t.see_queue(), queue::list_of(Some(job), standing, ""));
    match view.alert.trouble {
        Trouble::JobStuck { job, .. } => return queue(job, None),
        Trouble::DeadLetter { job, .. } => return queue(job, Some(JobStanding::Failed)),
        Trouble::UsageDiffers { .. } => return (t.see_usage(), plans::USAGE.to_owned()),
        Trouble::PlanLimit(_) => return (cx.t.plans().see_plans(), plans::PATH.to_owned()),
        _ => {}
    }
    let Some(channel) = view.channels.first() else {
        return (t.see_connection(), integrations::GALLERY.to_owned());
    };
    let id = channel.connection;
    match view.alert.trouble {
        Trouble::Refused { .. }
        | Trouble::Scopes { .. }
        | Trouble::Expiring { what: ExpiryKind::Consent | ExpiryKind::Token, .. }
            if cx.may(Permission::ManageConnections) =>
        {
            (cx.t.integrations().reauthorise(), credentials_path(id))
        }
        Trouble::Subscription { .. } | Trouble::EventsStopped { .. } => {
            (t.see_events(), integrations::events_path(id))
        }
        Trouble::Gap { .. } | Trouble::Unchecked { .. } => {
            (t.see_check(), integrations::completeness_path(id))
        }
        Trouble::ApiDown { .. }
        | Trouble::Slow { .. }
        | Trouble::Limited { .. }
        | Trouble::NearLimit { .. }
        | Trouble::UnusualCalls { .. } => (t.see_connection(), format!("{}#saude", integrations::path(id))),
        _ => (t.see_connection(), integrations::path(id)),
    }
}
