//! Sending what is told of alerts.

use super::{ALERTS_PATH, SETTINGS_PATH, hooks, is_of_platform, subject_of};
use crate::{
    Hub, HubError,
    health::channel,
    mail::{self, Letter},
    permit::View,
};
use chrono::{DateTime, Utc};
use connector_kit::Advice;
use domain::{
    AlertEvent, AlertHookId, JobId,
    view::{
        alerts::{Alert, AlertView},
        connections::ConnectionView,
        day,
    },
};
use futures::{StreamExt, stream};
use i18n::{
    Locales, Texts,
    alert::{Reader, ToldAlert, tell},
    format,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;
use store::alerts::{Called, Due, Outcome, Recipient};

/// Messages taken at a time: all of them are sent, or given up, well before somebody else may take them.
const A_ROUND: i64 = 24;
/// Recipients that are told at a time.
const AT_ONCE: usize = 8;
/// How long one of them may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends what is due, over all organisations, until nothing is; how many messages went out.
///
/// # Errors
/// When the database cannot be asked for what is due.
pub async fn deliver(hub: &Hub) -> Result<usize, HubError> {
    let mut all = 0;
    while let Some(sent) = deliver_some(hub).await? {
        all += sent;
    }
    Ok(all)
}

/// Sends some of what is due; `None` where nothing is.
pub(super) async fn deliver_some(hub: &Hub) -> Result<Option<usize>, HubError> {
    let due = store::alerts::due(hub.db(), A_ROUND).await?;
    if due.is_empty() {
        return Ok(None);
    }
    let groups = stream::iter(by_recipient(due)).map(|together| async move {
        let org = together.first().map(|first| first.org);
        match send(hub, &together).await {
            Ok(sent) => sent,
            // One recipient's trouble is not the others'. What was taken comes again by itself.
            Err(error) => {
                tracing::error!(?org, error = &error as &dyn std::error::Error, "an alert could not be sent");
                0
            }
        }
    });
    Ok(Some(groups.buffer_unordered(AT_ONCE).fold(0, |sum, sent| async move { sum + sent }).await))
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
    let reader = reader(first);
    let mut tx = cx.begin().await?;
    let connections = store::connections::list(&mut tx).await?;
    let alerts: Vec<_> = together.iter().map(|due| due.alert).collect();
    let alerts = store::alerts::readable(&mut tx, &alerts).await?;
    let (mut told, mut dropped) = (Vec::new(), Vec::new());
    for due in together {
        let is_past = |alert: &Alert| due.event != AlertEvent::Closed && alert.closed_at.is_some();
        match alerts.get(&due.alert).cloned().filter(|alert| due.to != Recipient::Nobody && !is_past(alert)) {
            Some(alert) => {
                let alert = with_channels(alert, &connections);
                let words = words(hub, reader, &alert);
                told.push(Told { due, alert, words });
            }
            None => dropped.push(due),
        }
    }
    tx.commit().await?;
    let sending = async {
        match &first.to {
            Recipient::Member { email, name, .. } if !told.is_empty() => {
                mail(hub, reader, (email, name), &told).await
            }
            Recipient::Hook(hook) if !told.is_empty() => call(hub, *hook, &told).await,
            _ => Ok(()),
        }
    };
    let outcome = tokio::time::timeout(PATIENCE, sending).await.unwrap_or_else(|_| {
        let problem = format!("not taken within {} s", PATIENCE.as_secs());
        Err(Missed { problem, for_good: false, not_before: None })
    });
    if let Err(missed) = &outcome {
        tracing::warn!(org = %first.org, problem = missed.problem, "an alert could not be sent");
    }
    let ended = |due: &Due| match &outcome {
        Ok(()) => Outcome::Sent,
        Err(missed) => Outcome::Missed(&missed.problem, missed.again(due.attempts)),
    };
    let dropped = dropped.into_iter().map(|due| (due.id, due.attempts, Outcome::Dropped));
    let ends: Vec<_> =
        told.iter().map(|told| (told.due.id, told.due.attempts, ended(told.due))).chain(dropped).collect();
    let mut tx = cx.begin().await?;
    store::alerts::settle(&mut tx, &ends).await?;
    tx.commit().await?;
    Ok(if outcome.is_ok() { told.len() } else { 0 })
}

/// Why messages did not arrive.
struct Missed {
    problem: String,
    for_good: bool,
    /// Until when whoever did not take it wants to be left alone.
    not_before: Option<DateTime<Utc>>,
}

impl Missed {
    /// When one is to be tried again that was tried so often.
    fn again(&self, attempts: i32) -> Option<DateTime<Utc>> {
        let again = mail::again(attempts).filter(|_| !self.for_good)?;
        Some(self.not_before.map_or(again, |earliest| again.max(earliest)))
    }
}

/// In whose language: words the reader's, figures the organisation's.
fn reader(due: &Due) -> Reader {
    let words = match &due.to {
        Recipient::Member { locale: Some(locale), .. } => *locale,
        _ => due.org_locale,
    };
    Reader {
        locales: Locales { words, figures: due.org_locale },
        zone: day::zone(&due.time_zone),
        now: Utc::now(),
    }
}

/// An alert with the channels whose it is; one that is gone is left out.
pub(super) fn with_channels(alert: Alert, connections: &[ConnectionView]) -> AlertView {
    let of = |id| connections.iter().find(|connection| connection.id == id).map(channel);
    let channels = alert.connections.iter().filter_map(|id| of(*id)).collect();
    AlertView { alert, channels }
}

pub(super) fn words(hub: &Hub, reader: Reader, view: &AlertView) -> ToldAlert {
    // A connection that gives the alert its name need not be named once more.
    let named = if is_of_platform(hub, view) { &view.channels[..] } else { &[] };
    let names: Vec<_> = named.iter().map(|channel| channel.name.as_str()).collect();
    tell(reader, &view.alert.trouble, &subject_of(hub, view), &names)
}

async fn mail(hub: &Hub, reader: Reader, (to, name): (&str, &str), told: &[Told<'_>]) -> Result<(), Missed> {
    let Some(first) = told.first() else { return Ok(()) };
    let t = Texts::new(reader.locales).alerts();
    let told_lines = told.iter().flat_map(|told| {
        let head = i18n::alert::subject(reader.locales, told.due.event, &told.words.title, 1);
        [head, body(reader, told)]
    });
    let lines = std::iter::once(t.company_line(&first.due.org_name)).chain(told_lines).collect();
    let letter = letter(hub, reader.locales, (name, &first.due.org_name), lines);
    // What goes on is of more interest than what is over.
    let lead = told.iter().find(|told| told.due.event != AlertEvent::Closed).unwrap_or(first);
    let subject = i18n::alert::subject(reader.locales, lead.due.event, &lead.words.title, told.len());
    let mut key = Sha256::new();
    told.iter().for_each(|told| key.update(told.due.id.0));
    let key = hex::encode(&key.finalize()[..16]);
    let mail = letter.to((name, to), &subject, reader.locales.words, &key);
    hub.config().mailer.send(mail).await.map_err(|error| Missed {
        problem: error.to_string(),
        for_good: error.is_for_good(),
        not_before: None,
    })
}

/// What a member of a company reads by e-mail of its alerts: where all of them are, and why they are written to.
pub(super) fn letter(
    hub: &Hub,
    locales: Locales,
    (name, company): (&str, &str),
    lines: Vec<String>,
) -> Letter {
    let t = Texts::new(locales).alerts();
    let link = |path| hub.public_url(path).map(String::from);
    let why = match link(SETTINGS_PATH) {
        Some(url) => t.mail_why(company, &url),
        None => t.mail_why_local(company),
    };
    let button = link(ALERTS_PATH).map(|url| (t.open_in_console().to_owned(), url));
    Letter { greeting: t.greeting(name), lines, button, foot: vec![why] }
}

/// What an alert means, or when it was over.
fn body(reader: Reader, told: &Told<'_>) -> String {
    match told.alert.alert.closed_at {
        Some(at) => {
            let at = format::date_time(reader.locales, at, reader.zone);
            Texts::new(reader.locales).alerts().closed_line(&at)
        }
        None => told.words.text.clone(),
    }
}

async fn call(hub: &Hub, hook: AlertHookId, told: &[Told<'_>]) -> Result<(), Missed> {
    let Some(told) = told.first() else { return Ok(()) };
    let later = |error: HubError| Missed { problem: error.to_string(), for_good: false, not_before: None };
    let now = Utc::now();
    let cx = hub.job_context::<View>(told.due.org, JobId::new());
    let stored = async { Ok::<_, HubError>(store::alerts::hook(&mut cx.begin().await?, hook).await?) };
    let stored = stored.await.map_err(later)?;
    let way = hooks::open(hub, told.due.org, hook, &stored).map_err(later)?;
    let called = hooks::call(hub, &way, &message_of(hub, told), now).await;
    let is_gone = called.as_ref().is_err_and(hooks::is_gone);
    let problem = called.as_ref().err().map(ToString::to_string);
    let pause = called.as_ref().err().and_then(|error| match error.advice {
        Advice::After(pause) => Some(pause),
        _ => None,
    });
    let until = pause.map(|pause| now + pause);
    let noted = async {
        let mut tx = cx.begin().await?;
        let noted = Called { problem: problem.as_deref(), is_gone, until };
        store::alerts::note_delivery(&mut tx, hook, noted, now).await?;
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::warn!(error = &error as &dyn std::error::Error, "what became of a call was not noted");
    }
    called.map_err(|error| Missed { for_good: is_gone, problem: error.to_string(), not_before: until })
}

fn message_of(hub: &Hub, told: &Told<'_>) -> hooks::Message {
    let alert = &told.alert.alert;
    let channels = told.alert.channels.iter().map(|channel| {
        json!({ "connection_id": channel.connection, "platform": channel.platform, "name": channel.name })
    });
    let reader = reader(told.due);
    hooks::Message {
        id: told.due.id.to_string(),
        kind: format!("alert.{}", told.due.event),
        title: i18n::alert::subject(reader.locales, told.due.event, &told.words.title, 1),
        text: body(reader, told),
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
        at: told.due.created_at,
    }
}
