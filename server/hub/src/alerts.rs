//! What Orion tells by itself: what is wrong is looked for every minute, kept as alerts, shown on a page and sent to
//! those who want to know.

mod deliver;
mod detect;
mod ground;
mod hooks;
mod look;
mod rhythm;
mod seen;

pub use deliver::deliver;
pub use ground::Ground;
pub(crate) use hooks::place_of_hook;
pub use hooks::{AddedHook, HookForm, add_hook, fresh_key, remove_hook, test_hook};
pub(crate) use look::dead_letter_shrank;
pub use look::look_at;

use crate::{
    Hub, HubError,
    auth::{OrgCx, Principal},
    integrations::quiet_hours,
    permit::{ManageOrganisation, RunSync, View},
    undo::{Mark, Replaced, refuse_changed},
};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::{
    AlertId, AlertKind, AlertLevel, AuditAction, Fault, FieldProblem,
    view::{
        alerts::{AlertPreference, AlertSettings, AlertView, Trouble},
        expiry::ExpiryKind,
    },
};
use i18n::alert::{Reader, ToldAlert};
use serde_json::{Value, json};
use std::time::Duration;
use store::{
    alerts::Listed,
    throttle::{self, Limit},
};
use tokio_util::sync::CancellationToken;

/// How often is looked for organisations whose turn it is, and for messages that are due.
const EVERY: Duration = Duration::from_secs(15);
/// Organisations that one process looks at in a round.
const A_ROUND: i64 = 200;
/// How long an alert is muted.
const MUTED: TimeDelta = TimeDelta::days(1);
/// Where the pages are.
pub const ALERTS_PATH: &str = "/admin/alertas";
/// Where they and their recipients are chosen.
pub const SETTINGS_PATH: &str = "/admin/alertas/ajustes";

/// Looks and sends until `stop` is cancelled, each beside the other: a receiver that does not answer holds up no look.
/// Processes without a worker do it too: that there is none is worth an alert.
pub async fn keep(hub: &Hub, stop: CancellationToken) {
    tokio::join!(keep_looking(hub, &stop), keep_sending(hub, &stop));
}

async fn keep_looking(hub: &Hub, stop: &CancellationToken) {
    let mut tick = tokio::time::interval(EVERY);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        if let Err(error) = look(hub).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "nobody looked for what is wrong");
        }
    }
}

async fn keep_sending(hub: &Hub, stop: &CancellationToken) {
    let mut tick = tokio::time::interval(EVERY);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        let sending = async {
            while !stop.is_cancelled() && deliver::deliver_some(hub).await?.is_some() {}
            Ok::<_, HubError>(())
        };
        if let Err(error) = sending.await {
            tracing::warn!(error = &error as &dyn std::error::Error, "alerts could not be sent");
        }
    }
}

async fn look(hub: &Hub) -> Result<(), HubError> {
    let turns = store::alerts::take_turns(hub.db(), A_ROUND).await?;
    if turns.is_empty() {
        return Ok(());
    }
    let ground = Ground::find(hub, Utc::now()).await?;
    for org in turns {
        // One company's trouble is not the others'.
        if let Err(error) = look_at(hub, org, ground, Utc::now()).await {
            tracing::error!(%org, error = &error as &dyn std::error::Error, "a company was not looked at");
        }
    }
    Ok(())
}

/// What the page of alerts shows.
#[derive(Debug)]
pub struct AlertsPage {
    /// The worst and newest first.
    pub open: Vec<AlertView>,
    /// The last ones that are over.
    pub closed: Vec<AlertView>,
    /// Kinds that nobody is told of.
    pub muted: Vec<AlertKind>,
}

/// Open alerts, and `limit` of those that are over, behind a place.
///
/// # Errors
/// [`HubError`].
pub async fn page(
    cx: &OrgCx<View>,
    before: Option<(DateTime<Utc>, AlertId)>,
    limit: i64,
) -> Result<AlertsPage, HubError> {
    let mut tx = cx.begin().await?;
    let connections = store::connections::list(&mut tx).await?;
    let open = store::alerts::list(&mut tx, Listed::Open, 500).await?;
    let closed = store::alerts::list(&mut tx, Listed::Closed { before }, limit).await?;
    let muted = store::alerts::muted(&mut tx).await?;
    let with = |alerts: Vec<_>| {
        alerts.into_iter().map(|alert| deliver::with_channels(alert, &connections)).collect()
    };
    Ok(AlertsPage { open: with(open), closed: with(closed), muted })
}

/// An alert in words.
pub fn words(hub: &Hub, reader: Reader, view: &AlertView) -> ToldAlert {
    deliver::words(hub, reader, view)
}

/// Whether it is a platform that an alert is about, and not one connection of it.
fn is_of_platform(hub: &Hub, view: &AlertView) -> bool {
    let is_of_calls = match &view.alert.trouble {
        Trouble::ApiDown { .. } | Trouble::Slow { .. } | Trouble::Limited { .. } => true,
        Trouble::Expiring { what, .. } => *what == ExpiryKind::ApiVersion,
        _ => false,
    };
    let spec = view.channels.first().and_then(|channel| hub.registry().get(&channel.platform));
    is_of_calls && spec.is_some_and(|connector| !connector.spec().is_self_hosted())
}

/// By what name an alert is told: the platform where it is the platform's, else the connection.
fn subject_of(hub: &Hub, view: &AlertView) -> String {
    let Some(channel) = view.channels.first() else { return String::new() };
    match hub.registry().get(&channel.platform) {
        Some(connector) if is_of_platform(hub, view) => connector.spec().name.to_owned(),
        _ => channel.name.clone(),
    }
}

/// Tells nobody of an open alert for a day; whether that is new.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `alert_over`.
pub async fn mute(cx: &OrgCx<RunSync>, id: AlertId, now: DateTime<Utc>) -> Result<bool, HubError> {
    Ok(!set_mute(cx, id, Some(now + MUTED)).await?)
}

/// Tells of an open alert again; whether that is new.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `alert_over`.
pub async fn unmute(cx: &OrgCx<RunSync>, id: AlertId) -> Result<bool, HubError> {
    set_mute(cx, id, None).await
}

/// Mutes an alert or tells of it again; whether it was muted.
async fn set_mute(cx: &OrgCx<RunSync>, id: AlertId, until: Option<DateTime<Utc>>) -> Result<bool, HubError> {
    let mut tx = cx.begin().await?;
    let (alert, was_muted) = store::alerts::mute_until(&mut tx, id, until).await?;
    if alert.closed_at.is_some() {
        return Err(Fault::Conflict { what: "alert_over".into() }.into());
    }
    if until.is_some() || was_muted {
        let what = if until.is_some() { AuditAction::AlertsMuted } else { AuditAction::AlertsUnmuted };
        let data = json!({ "kind": alert.trouble.kind(), "until": until });
        cx.audit(&mut tx, what, ("alert", Some(id.0)), data).await?;
    }
    tx.commit().await?;
    Ok(was_muted)
}

/// How the company and the person who asks are told of alerts.
///
/// # Errors
/// [`HubError`].
pub async fn settings(cx: &OrgCx<View>) -> Result<AlertSettings, HubError> {
    let (user, role) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let mut tx = cx.begin().await?;
    let chosen = store::alerts::own_preference(&mut tx, user).await?;
    Ok(AlertSettings {
        // Who has chosen nothing is told what their role is.
        preference: chosen.unwrap_or(AlertPreference { level: AlertLevel::of_role(role), quiet: None }),
        muted: store::alerts::muted(&mut tx).await?,
        hooks: store::alerts::hooks(&mut tx).await?,
        mail_fails: store::alerts::mail_fails(&mut tx, user).await?,
    })
}

/// Where e-mails of this installation go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailWay {
    /// By a mail server.
    Server,
    /// Nobody has named a server.
    Files,
}

/// Where e-mails of this installation go to.
pub fn mail_way(cx: &OrgCx<View>) -> MailWay {
    if cx.hub().config().mailer.files().is_some() { MailWay::Files } else { MailWay::Server }
}

/// Test e-mails that a person may ask for in an hour.
const TESTS: Limit = Limit { failures: 5, window: 3600, block: 3600 };

/// Counts one of those that may be asked for in a while.
///
/// # Errors
/// [`Fault::Throttled`] where there were so many.
async fn count_test(hub: &Hub, key: &str, limit: Limit) -> Result<(), HubError> {
    let key = key.to_owned();
    let wait = throttle::blocked_for(hub.db(), std::slice::from_ref(&key)).await?;
    if wait > 0 {
        return Err(Fault::Throttled { retry_after: wait }.into());
    }
    throttle::count_failure(hub.db(), &key, limit).await?;
    Ok(())
}

/// Sends an e-mail to the person who asks.
///
/// # Errors
/// [`Fault::Conflict`] `mail_failed`; [`Fault::Throttled`] after five in an hour.
pub async fn test_mail(who: &Principal) -> Result<(), HubError> {
    let cx = who.authorize::<View>()?;
    let member = who.member();
    count_test(cx.hub(), &format!("mail:{}", member.user), TESTS).await?;
    let locale = cx.locale();
    let t = i18n::Texts::new(locale).alerts();
    let whose = (member.user_name.as_str(), member.org_name.as_str());
    let letter = deliver::letter(cx.hub(), locale.into(), whose, vec![t.test_text(&member.org_name)]);
    let to = (member.user_name.as_str(), member.user_email.as_str());
    let mail = letter.to(to, t.test_title(), locale, &uuid::Uuid::now_v7().simple());
    cx.hub().config().mailer.send(mail).await.map_err(|error| {
        tracing::warn!(%error, "a test e-mail could not be sent");
        Fault::Conflict { what: "mail_failed".into() }.into()
    })
}

/// Keeps what the person who asks wants by e-mail, and tells what they had chosen. Without a `level` they are told what their
/// role is, as long as they choose nothing.
///
/// # Errors
/// [`Fault::Invalid`] with the fields `level`, `quiet_from`, `quiet_until`; [`Fault::Conflict`] `changed_since` where that is not what
/// was left at `since`.
pub async fn choose(
    cx: &OrgCx<View>,
    level: &str,
    quiet: (Option<NaiveTime>, Option<NaiveTime>),
    since: Option<Mark>,
) -> Result<Replaced<Option<AlertPreference>>, HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let wanted = match level {
        "" => None,
        level => {
            let level = level.parse().map_err(|_| Fault::field("level", FieldProblem::Unknown))?;
            Some(AlertPreference { level, quiet: quiet_hours(quiet.0, quiet.1)? })
        }
    };
    let mut tx = cx.begin().await?;
    tx.lock("alert preferences").await?;
    let before = store::alerts::own_preference(&mut tx, user).await?;
    refuse_changed(since, &chosen(before.as_ref()))?;
    match &wanted {
        Some(wanted) => store::alerts::set_preference(&mut tx, user, wanted).await?,
        None => store::alerts::forget_preference(&mut tx, user).await?,
    }
    tx.commit().await?;
    Ok(Replaced { before, left: Mark::of(&chosen(wanted.as_ref())) })
}

/// What an undo knows a choice by.
fn chosen(preference: Option<&AlertPreference>) -> Value {
    let quiet = preference.and_then(|preference| preference.quiet);
    json!({
        "level": preference.map(|preference| preference.level.code()),
        "quiet": quiet.map(|(from, until)| [from.to_string(), until.to_string()]),
    })
}

/// Says whether anybody is told of a kind; whether that is new.
///
/// # Errors
/// [`HubError`].
pub async fn set_kind(
    cx: &OrgCx<ManageOrganisation>,
    kind: AlertKind,
    is_told: bool,
) -> Result<bool, HubError> {
    let mut tx = cx.begin().await?;
    let (what, is_new) = if is_told {
        (AuditAction::AlertsKindOn, store::alerts::unmute(&mut tx, kind).await?)
    } else {
        (AuditAction::AlertsKindOff, store::alerts::mute(&mut tx, kind, cx.actor().user()).await?)
    };
    if is_new {
        cx.audit(&mut tx, what, ("alert_kind", None), json!({ "kind": kind })).await?;
    }
    tx.commit().await?;
    Ok(is_new)
}
