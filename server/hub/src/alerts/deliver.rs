//! Sending what is told of alerts.

use super::{ALERTS_PATH, SETTINGS_PATH, hooks, subject_of};
use crate::{
    Hub, HubError,
    health::channel,
    mail::{Mail, MailError},
    permit::View,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AlertEvent, AlertHookId, AlertMessageId, JobId,
    view::{
        alerts::{Alert, AlertView},
        connections::ConnectionView,
        day,
    },
};
use i18n::{
    Locales, Texts,
    alert::{Reader, ToldAlert, tell},
    format,
};
use serde_json::json;
use store::alerts::{Due, Listed, Outcome, Recipient};

/// Messages taken at a time.
const A_ROUND: i64 = 100;
/// Minutes after the first, second, ... attempt that failed. After the last one it is given up.
const AGAIN: [i64; 5] = [1, 5, 30, 120, 360];

/// Sends what is due, over all organisations; how many messages went out.
///
/// # Errors
/// When the database cannot be asked: what was sent meanwhile may be sent once more.
pub async fn deliver(hub: &Hub) -> Result<usize, HubError> {
    let mut sent = 0;
    loop {
        let due = store::alerts::due(hub.db(), A_ROUND).await?;
        if due.is_empty() {
            return Ok(sent);
        }
        for together in by_recipient(due) {
            sent += send(hub, &together).await?;
        }
    }
}

/// What goes to one member together; a hook is called for each message.
fn by_recipient(due: Vec<Due>) -> Vec<Vec<Due>> {
    let mut groups: Vec<Vec<Due>> = Vec::new();
    for message in due {
        let is_mail = matches!(message.to, Recipient::Member { .. });
        let group = groups.iter_mut().find(|group| {
            group.first().is_some_and(|first| is_mail && first.org == message.org && first.to == message.to)
        });
        match group {
            Some(group) => group.push(message),
            None => groups.push(vec![message]),
        }
    }
    groups
}

/// A message with what it is about.
struct Told<'a> {
    due: &'a Due,
    alert: AlertView,
    words: ToldAlert,
}

async fn send(hub: &Hub, together: &[Due]) -> Result<usize, HubError> {
    let Some(first) = together.first() else { return Ok(0) };
    let cx = hub.job_context::<View>(first.org, JobId::new());
    let mut tx = cx.begin().await?;
    let connections = store::connections::list(&mut tx).await?;
    let muted = store::alerts::muted(&mut tx).await?;
    let reader = reader(first);
    let (mut told, mut dropped) = (Vec::new(), Vec::new());
    for due in together {
        let alert = store::alerts::list(&mut tx, Listed::One(due.alert), 1).await?.pop();
        let alert = alert.filter(|alert| {
            let is_muted = alert.muted_until.is_some_and(|until| until > Utc::now())
                || muted.contains(&alert.trouble.kind());
            let is_past = due.event != AlertEvent::Closed && alert.closed_at.is_some();
            due.to != Recipient::Nobody && !is_muted && !is_past
        });
        match alert {
            Some(alert) => {
                let alert = with_channels(alert, &connections);
                let words = words(hub, reader, &alert);
                told.push(Told { due, alert, words });
            }
            None => dropped.push(due.id),
        }
    }
    tx.commit().await?;
    let outcome = match (told.is_empty(), &first.to) {
        (true, _) | (_, Recipient::Nobody) => Ok(()),
        (_, Recipient::Member { email, name, .. }) => mail(hub, reader, (email, name), &told).await,
        (_, Recipient::Hook(hook)) => call(hub, *hook, &told).await?,
    };
    let messages: Vec<AlertMessageId> = told.iter().map(|told| told.due.id).collect();
    let mut tx = cx.begin().await?;
    store::alerts::settle(&mut tx, &dropped, Outcome::Dropped).await?;
    let sent = match outcome {
        Ok(()) => {
            store::alerts::settle(&mut tx, &messages, Outcome::Sent).await?;
            messages.len()
        }
        Err(Missed { problem, for_good }) => {
            tracing::warn!(org = %first.org, problem, "an alert could not be sent");
            let attempts = usize::try_from(first.attempts).unwrap_or_default().saturating_sub(1);
            let again = AGAIN.get(attempts).filter(|_| !for_good);
            let again = again.map(|minutes| Utc::now() + TimeDelta::minutes(*minutes));
            store::alerts::settle(&mut tx, &messages, Outcome::Missed(&problem, again)).await?;
            0
        }
    };
    tx.commit().await?;
    Ok(sent)
}

/// Why messages did not arrive.
struct Missed {
    problem: String,
    for_good: bool,
}

/// In whose language: words the reader's, figures the organisation's.
fn reader(due: &Due) -> Reader {
    let words = match &due.to {
        Recipient::Member { locale: Some(locale), .. } => *locale,
        _ => due.org_locale,
    };
    Reader { locales: Locales { words, figures: due.org_locale }, zone: day::zone(&due.time_zone) }
}

/// An alert with the channels whose it is; one that is gone is left out.
pub(super) fn with_channels(alert: Alert, connections: &[ConnectionView]) -> AlertView {
    let of = |id| connections.iter().find(|connection| connection.id == id).map(channel);
    let channels = alert.connections.iter().filter_map(|id| of(*id)).collect();
    AlertView { alert, channels }
}

pub(super) fn words(hub: &Hub, reader: Reader, view: &AlertView) -> ToldAlert {
    let names: Vec<_> = view.channels.iter().map(|channel| channel.name.as_str()).collect();
    tell(reader, &view.alert.trouble, &subject_of(hub, view), &names)
}

async fn mail(hub: &Hub, reader: Reader, (to, name): (&str, &str), told: &[Told<'_>]) -> Result<(), Missed> {
    let Some(first) = told.first() else { return Ok(()) };
    let t = Texts::new(reader.locales).alerts();
    let link = |path| hub.public_url(path).map(String::from);
    let mut text = format!("{}\n\n{}\n", t.greeting(name), t.company_line(&first.due.org_name));
    for told in told {
        let head = i18n::alert::subject(reader.locales, told.due.event, &told.words.title, 1);
        text.push_str(&format!("\n{head}\n"));
        match told.alert.alert.closed_at {
            Some(at) => {
                let at = format::date_time(reader.locales, at, reader.zone);
                text.push_str(&format!("{}\n", t.closed_line(&at)));
            }
            None => text.push_str(&format!("{}\n", told.words.text)),
        }
    }
    if let Some(url) = link(ALERTS_PATH) {
        text.push_str(&format!("\n{}\n", t.open_in_console(&url)));
    }
    let why = match link(SETTINGS_PATH) {
        Some(url) => t.mail_why(&first.due.org_name, &url),
        None => t.mail_why_local(&first.due.org_name),
    };
    text.push_str(&format!("\n--\n{why}\n"));
    let subject = i18n::alert::subject(reader.locales, first.due.event, &first.words.title, told.len());
    let mail = Mail {
        to_name: name.to_owned(),
        to: to.to_owned(),
        subject: format!("[Orion] {subject}"),
        text,
        key: first.due.id.to_string(),
    };
    hub.config().mailer.send(mail).await.map_err(|error| {
        let for_good = matches!(error, MailError::Refused(_) | MailError::Settings(_));
        Missed { problem: error.to_string(), for_good }
    })
}

async fn call(hub: &Hub, hook: AlertHookId, told: &[Told<'_>]) -> Result<Result<(), Missed>, HubError> {
    let Some(told) = told.first() else { return Ok(Ok(())) };
    let (org, now) = (told.due.org, Utc::now());
    let cx = hub.job_context::<View>(org, JobId::new());
    let stored = store::alerts::hook(&mut cx.begin().await?, hook).await?;
    let message = message_of(hub, told, now);
    let called = match hooks::open(hub, org, hook, &stored) {
        Ok(way) => hooks::call(hub, &way, &message, now).await.map_err(|error| Missed {
            // Who is gone is not called again.
            for_good: error.status == Some(410),
            problem: error.to_string(),
        }),
        Err(error) => Err(Missed { problem: error.to_string(), for_good: false }),
    };
    let problem = called.as_ref().err().map(|missed| missed.problem.as_str());
    let mut tx = cx.begin().await?;
    store::alerts::note_delivery(&mut tx, hook, problem, now).await?;
    tx.commit().await?;
    Ok(called)
}

fn message_of(hub: &Hub, told: &Told<'_>, now: DateTime<Utc>) -> hooks::Message {
    let alert = &told.alert.alert;
    let channels = told.alert.channels.iter().map(|channel| {
        json!({ "connection_id": channel.connection, "platform": channel.platform, "name": channel.name })
    });
    let locales = Locales { words: told.due.org_locale, figures: told.due.org_locale };
    hooks::Message {
        id: told.due.id.to_string(),
        kind: format!("alert.{}", told.due.event),
        title: i18n::alert::subject(locales, told.due.event, &told.words.title, 1),
        text: told.words.text.clone(),
        link: hub.public_url(ALERTS_PATH),
        data: json!({
            "alert_id": alert.id,
            "severity": alert.severity,
            "stage": alert.stage,
            "trouble": alert.trouble,
            "connections": channels.collect::<Vec<_>>(),
            "opened_at": alert.opened_at,
            "closed_at": alert.closed_at,
        }),
        at: now,
    }
}
