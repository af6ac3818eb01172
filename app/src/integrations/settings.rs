//! How a connection is synchronised: how often, when it rests, and whether test orders count.

use super::{IntegrationSettings, brings_orders, fields::settings_of, path};
use crate::{
    form::{FormState, PostForm},
    page::PageCx,
};
use chrono::NaiveTime;
use domain::{
    Fault, FieldProblem,
    view::connections::{ConnectionSettings, ConnectionView},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, CheckboxField, FieldGroup, FormActions, InputKind, SelectField, SelectOption, TextField};

/// Offered pauses between two runs, in minutes.
const PAUSES: [u32; 6] = [5, 15, 30, 60, 360, 1440];
/// The value of the choice to run by hand only.
const BY_HAND: &str = "hand";

/// Reads the controls.
pub(super) fn read(
    every_minutes: &str,
    skip_test_orders: &str,
    (quiet_from, quiet_until): (&str, &str),
) -> Result<ConnectionSettings, Fault> {
    let every_minutes = match every_minutes {
        BY_HAND => None,
        "" => ConnectionSettings::default().every_minutes,
        minutes => {
            Some(minutes.parse().map_err(|_| Fault::field("every_minutes", FieldProblem::OutOfRange))?)
        }
    };
    Ok(ConnectionSettings {
        skip_test_orders: !skip_test_orders.is_empty(),
        every_minutes,
        quiet_from: clock_time("quiet_from", quiet_from)?,
        quiet_until: clock_time("quiet_until", quiet_until)?,
    })
}

/// `HH:MM` as a browser sends it, with seconds or without; `None` of nothing.
pub(crate) fn clock_time(field: &str, text: &str) -> Result<Option<NaiveTime>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let time =
        NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"));
    time.map(Some).map_err(|_| Fault::field(field, FieldProblem::Format))
}

pub(crate) fn clock_text(time: Option<NaiveTime>) -> String {
    time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
}

/// Name and settings as controls of a form; of an account that brings no orders the name alone.
pub(super) fn controls(
    cx: &PageCx,
    form: &FormState,
    platform: &str,
    connection: Option<&ConnectionView>,
) -> AnyView {
    let t = cx.t.integrations();
    let settings = settings_of(connection);
    let every_error = form.error("every_minutes");
    let name = connection.map(|connection| connection.name.clone()).unwrap_or_default();
    let chosen = form.value("every_minutes", code(&settings));
    let skip = form.ticked("skip_test_orders", settings.skip_test_orders);
    let optional = if connection.is_none() { cx.t.common().optional() } else { "" };
    let name = form.value("name", name);
    let name = if optional.is_empty() {
        view! { <TextField name="name" label=t.name() help=t.kept_name_help() value=name error=form.error("name") maxlength=120 required=true/> }.into_any()
    } else {
        view! {
            <TextField name="name" label=t.name() help=t.name_help() optional=optional value=name
                error=form.error("name") maxlength=120/>
        }
        .into_any()
    };
    if !brings_orders(cx, platform) {
        return view! {
            {name}
            <input type="hidden" name="every_minutes" value=BY_HAND/>
        }
        .into_any();
    }
    let choices = choices(cx, &chosen);
    // Who connects a store has enough to fill in.
    let quiet = connection.is_some().then(|| {
        let from = form.value("quiet_from", clock_text(settings.quiet_from));
        let until = form.value("quiet_until", clock_text(settings.quiet_until));
        view! {
            <TextField name="quiet_from" kind=InputKind::Time label=t.quiet_from() help=t.quiet_help() value=from
                error=form.error("quiet_from") optional=cx.t.common().optional()/>
            <TextField name="quiet_until" kind=InputKind::Time label=t.quiet_until() help=cx.t.fields().quiet_until() value=until
                error=form.error("quiet_until") optional=cx.t.common().optional()/>
        }
    });
    view! {
        {name}
        <FieldGroup legend=t.sync_settings()>
            <SelectField name="every_minutes" label=t.every() help=t.every_help() options=choices
                error=every_error/>
            {quiet}
            <CheckboxField name="skip_test_orders" label=t.skip_tests() help=t.skip_tests_help() checked=skip/>
        </FieldGroup>
    }
    .into_any()
}

/// The stored settings, sent along by a form that does not change them.
pub(super) fn hidden(connection: &ConnectionView) -> AnyView {
    let settings = typed(&connection.settings)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <input type="hidden" name="name" value=connection.name.clone()/>
        {settings.into_iter().collect_view()}
    }
    .into_any()
}

/// Settings as a form sends them.
pub(super) fn typed(settings: &ConnectionSettings) -> [(&'static str, String); 4] {
    let skip = if settings.skip_test_orders { "on" } else { "" };
    [
        ("every_minutes", code(settings)),
        ("skip_test_orders", skip.to_owned()),
        ("quiet_from", clock_text(settings.quiet_from)),
        ("quiet_until", clock_text(settings.quiet_until)),
    ]
}

/// The settings as a form of their own, on the page of the connection.
pub(super) fn form(cx: &PageCx, connection: &ConnectionView) -> AnyView {
    let controls = controls(cx, &cx.form("integrations/settings"), &connection.platform, Some(connection));
    let (id, save) = (connection.id.to_string(), cx.t.common().save());
    view! {
        <PostForm action=IntegrationSettings::url() return_to=path(connection.id)>
            <input type="hidden" name="connection_id" value=id/>
            {controls}
            <FormActions><Button label=save/></FormActions>
        </PostForm>
    }
    .into_any()
}

fn code(settings: &ConnectionSettings) -> String {
    settings.every_minutes.map_or_else(|| BY_HAND.to_owned(), |minutes| minutes.to_string())
}

/// The offered pauses, and the chosen one where it is another.
fn choices(cx: &PageCx, chosen: &str) -> Vec<SelectOption> {
    let t = cx.t.integrations();
    let other = chosen.parse().ok().filter(|minutes| !PAUSES.contains(minutes));
    let option =
        |minutes: u32| SelectOption::new(minutes.to_string(), t.every_choice(minutes.into())).chosen(chosen);
    let mut choices: Vec<_> = other.into_iter().chain(PAUSES).map(option).collect();
    choices.push(SelectOption::new(BY_HAND, t.by_hand()).chosen(chosen));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_is_told_from_a_missing_choice() {
        let read = |every, skip| read(every, skip, ("", ""));
        assert_eq!(read("hand", "").unwrap().every_minutes, None);
        assert_eq!(read("", "").unwrap(), ConnectionSettings::default());
        assert_eq!(
            read("60", "on").unwrap(),
            ConnectionSettings {
                every_minutes: Some(60),
                skip_test_orders: true,
                ..ConnectionSettings::default()
            }
        );
        for odd in ["-5", "5.5", "ten", "99999999999"] {
            assert!(read(odd, "").is_err(), "{odd}");
        }
    }

    #[test]
    fn quiet_hours_are_times_of_the_clock() {
        let quiet =
            |from, until| read("15", "", (from, until)).map(|read| (read.quiet_from, read.quiet_until));
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        assert_eq!(quiet("22:00", "06:30"), Ok((at(22, 0), at(6, 30))));
        assert_eq!(quiet("22:00:00", " "), Ok((at(22, 0), None)));
        for odd in ["24:00", "7", "22h", "-1:00"] {
            assert!(quiet(odd, "").is_err() && quiet("", odd).is_err(), "{odd}");
        }
        let kept = read("15", "", ("22:00", "06:30")).unwrap();
        let [.., (_, from), (_, until)] = typed(&kept);
        assert_eq!(quiet(&from, &until), Ok((kept.quiet_from, kept.quiet_until)));
    }
}
