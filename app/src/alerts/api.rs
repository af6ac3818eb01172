//! What the forms of alerts post to.

use super::{PATH, SETTINGS_PATH};
use crate::{
    form::{Done, Form, Posted},
    integrations::{clock_text, clock_time},
    query_string::with_query,
};
use chrono::Utc;
use domain::{AlertHookId, AlertId, AlertKind, Fault};
use hub::{
    HubError,
    alerts::HookForm,
    undo::{Mark, Replaced},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Tells nobody of an alert for a day.
#[server(name = AlertMute, prefix = "/ui", endpoint = "alerts/mute")]
pub async fn alert_mute(#[server(default)] alert: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("alerts/mute", &return_to, PATH);
    let done = async {
        let is_new = hub::alerts::mute(&form.authorize()?, alert_of(&alert)?, Utc::now()).await?;
        let done = Done::back().toast(form.texts().alerts().muted_toast());
        // Somebody else's may have been meant to last.
        Ok::<_, HubError>(if is_new { done.undo(AlertUnmute::url(), &[("alert", &alert)]) } else { done })
    };
    let done = done.await;
    form.answer(done).await
}

/// Tells of an alert again.
#[server(name = AlertUnmute, prefix = "/ui", endpoint = "alerts/unmute")]
pub async fn alert_unmute(#[server(default)] alert: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("alerts/unmute", &return_to, PATH);
    let done = async {
        let is_new = hub::alerts::unmute(&form.authorize()?, alert_of(&alert)?).await?;
        form.refuse_idle_undo(is_new)?;
        Ok::<_, HubError>(Done::back().toast(form.texts().alerts().unmuted_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// What the person wants by e-mail; what their role is told without a `level`. Where `since` is given, only if that is still what was
/// left then.
#[server(name = AlertChoose, prefix = "/ui", endpoint = "alerts/choose")]
pub async fn alert_choose(
    #[server(default)] level: String,
    #[server(default)] quiet_from: String,
    #[server(default)] quiet_until: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("alerts/choose", &return_to, SETTINGS_PATH)
        .keep("level", &level)
        .keep("quiet_from", &quiet_from)
        .keep("quiet_until", &quiet_until);
    let done = async {
        let cx = form.authorize()?;
        let quiet = (clock_time("quiet_from", &quiet_from)?, clock_time("quiet_until", &quiet_until)?);
        let Replaced { before, left } = hub::alerts::choose(&cx, &level, quiet, Mark::named(&since)?).await?;
        let level = before.map_or("", |before| before.level.code());
        let (from, until) = before.and_then(|before| before.quiet).unzip();
        let (from, until) = (clock_text(from), clock_text(until));
        let fields = [("level", level), ("quiet_from", from.as_str()), ("quiet_until", until.as_str())];
        let done = Done::back().toast(form.texts().alerts().saved());
        Ok::<_, HubError>(done.undo(AlertChoose::url(), &fields).since(left))
    };
    let done = done.await;
    form.answer(done).await
}

/// Turns a kind on or off for the company.
#[server(name = AlertKindSet, prefix = "/ui", endpoint = "alerts/kind")]
pub async fn alert_kind_set(
    #[server(default)] kind: String,
    #[server(default)] told: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("alerts/kind", &return_to, SETTINGS_PATH);
    let done = async {
        let is_told = !told.is_empty();
        let is_new = hub::alerts::set_kind(&form.authorize()?, kind_of(&kind)?, is_told).await?;
        form.refuse_idle_undo(is_new)?;
        let t = form.texts().alerts();
        let (toast, back) = if is_told { (t.turned_on_toast(), "") } else { (t.turned_off_toast(), "on") };
        let done = Done::back().toast(toast);
        let fields = [("kind", kind.as_str()), ("told", back)];
        Ok::<_, HubError>(if is_new { done.undo(AlertKindSet::url(), &fields) } else { done })
    };
    let done = done.await;
    form.answer(done).await
}

/// Adds an address that is called.
#[server(name = AlertHookAdd, prefix = "/ui", endpoint = "alerts/hook")]
pub async fn alert_hook_add(
    #[server(default)] name: String,
    #[server(default)] url: String,
    #[server(default)] format: String,
    #[server(default)] level: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("alerts/hook", &return_to, SETTINGS_PATH)
        .keep("name", &name)
        .keep("format", &format)
        .keep("level", &level)
        .with_secrets();
    let typed = HookForm { name, url: url.into(), format, level };
    let done = async {
        let added = hub::alerts::add_hook(&form.authorize()?, &typed).await?;
        let to = match added.signs {
            true => with_query(SETTINGS_PATH, &[("novo", &added.id.to_string())]),
            false => SETTINGS_PATH.to_owned(),
        };
        Ok::<_, HubError>(Done::to(to).toast(form.texts().alerts().hook_added()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Calls an address with a test.
#[server(name = AlertHookTest, prefix = "/ui", endpoint = "alerts/hook-test")]
pub async fn alert_hook_test(
    #[server(default)] hook: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("alerts/hook-test", &return_to, SETTINGS_PATH);
    let done = async {
        hub::alerts::test_hook(&form.authorize()?, hook_of(&hook)?).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().alerts().tested()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes an address away.
#[server(name = AlertHookRemove, prefix = "/ui", endpoint = "alerts/hook-remove")]
pub async fn alert_hook_remove(
    #[server(default)] hook: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("alerts/hook-remove", &return_to, SETTINGS_PATH);
    let done = async {
        hub::alerts::remove_hook(&form.authorize()?, hook_of(&hook)?).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().alerts().removed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Sends an e-mail to the person who asks, to see whether it arrives.
#[server(name = AlertMailTest, prefix = "/ui", endpoint = "alerts/mail-test")]
pub async fn alert_mail_test(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("alerts/mail-test", &return_to, SETTINGS_PATH);
    let done = async {
        hub::alerts::test_mail(form.visit().principal().ok_or(Fault::Unauthenticated)?).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().alerts().tested()))
    };
    let done = done.await;
    form.answer(done).await
}

fn kind_of(code: &str) -> Result<AlertKind, Fault> {
    code.parse().map_err(|_| Fault::NotFound)
}

fn alert_of(id: &str) -> Result<AlertId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

fn hook_of(id: &str) -> Result<AlertHookId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
