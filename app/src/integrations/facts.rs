//! What is known of a connected account.

use super::brings_orders;
use crate::{company, page::PageCx, syncs::not_imported};
use chrono::{DateTime, Utc};
use domain::{
    Environment,
    view::{connections::ConnectionView, day::day_of},
};
use i18n::Texts;
use leptos::prelude::*;
use ui::{Fact, Facts, StatusBadge, Tone};

/// What the shop says of itself, for one line of the card.
pub(super) fn of_shop(texts: Texts, connection: &ConnectionView) -> Vec<String> {
    let mut facts: Vec<String> = [
        connection.shop_name.clone(),
        connection.shop_email.clone(),
        connection.shop_currency.clone(),
        zone(texts, connection),
        connection.shop_edition.clone(),
    ]
    .into_iter()
    .flatten()
    .filter(|fact| *fact != connection.name)
    .collect();
    // An account may be called by its e-mail.
    facts.dedup();
    facts
}

/// The city by which the shop's zone is called.
fn zone(texts: Texts, connection: &ConnectionView) -> Option<String> {
    connection.shop_time_zone.as_deref().map(|zone| company::city(texts, zone))
}

/// That an account is one for tests, or a simulated one; nothing of any other.
pub(super) fn sandbox_word(cx: &PageCx, connection: &ConnectionView) -> Option<&'static str> {
    match connection.environment {
        _ if connection.is_demo => Some(cx.t.first_hour().demo_badge()),
        Environment::Sandbox => Some(cx.t.integrations().sandbox()),
        Environment::Production => None,
    }
}

/// The same as a badge.
pub(super) fn sandbox(cx: &PageCx, connection: &ConnectionView) -> Option<AnyView> {
    let label = sandbox_word(cx, connection)?;
    Some(view! { <StatusBadge tone=Tone::Neutral label=label/> }.into_any())
}

/// The right column of the connection's page.
pub(super) fn facts(cx: &PageCx, connection: &ConnectionView) -> AnyView {
    let t = cx.t.integrations();
    let text =
        |value: &Option<String>| value.clone().unwrap_or_else(|| cx.t.common().not_informed().to_owned());
    let mut facts = vec![Fact::new(t.account(), connection.account_id.clone())];
    if brings_orders(cx, &connection.platform) {
        facts.extend([
            Fact::new(t.shop_name(), text(&connection.shop_name)),
            Fact::new(t.shop_email(), text(&connection.shop_email)),
            Fact::new(t.shop_currency(), text(&connection.shop_currency)),
            Fact::new(t.shop_zone(), text(&zone(cx.t, connection))),
            Fact::new(t.shop_edition(), text(&connection.shop_edition)),
            Fact::new(t.sales(), i18n::format::integer(cx.locale, connection.orders_count)),
        ]);
        facts.extend(waiting(cx, connection).map(|link| Fact::new(cx.t.syncs().waiting(), link)));
    } else {
        facts.extend(connection.shop_email.clone().map(|email| Fact::new(cx.t.auth().email(), email)));
    }
    facts.extend(control(cx, connection).map(|link| Fact::new(t.simulated(), link)));
    let exact = |at| i18n::format::date_time(cx.locale, at, cx.zone);
    facts.extend(connection.complete_until.map(|at| Fact::new(t.read_until(), exact(at))));
    let moments =
        [(t.last_success(), connection.last_success_at), (t.last_error(), connection.last_error_at)];
    facts.extend(moments.into_iter().filter_map(|(label, at)| Some(Fact::new(label, moment(cx, at?)))));
    facts.push(Fact::new(t.connected_at(), exact(connection.connected_at)));
    facts.extend(connection.consent_ends_at.map(|at| Fact::new(t.consent_ends(), exact(at))));
    facts.extend(connection.connected_by.clone().map(|name| Fact::new(t.connected_by(), name)));
    view! { <Facts facts=facts wide=true/> }.into_any()
}

/// The way to where a simulated shop is steered: its orders, faults and keys.
fn control(cx: &PageCx, connection: &ConnectionView) -> Option<AnyView> {
    let page = hub::demo::control(cx.visit().hub()).filter(|_| connection.is_demo)?;
    let (href, label) = (page.to_string(), cx.t.integrations().simulated_open());
    Some(view! { <a href=href>{label}</a> }.into_any())
}

/// The way to the orders that wait until the plan has room; nothing where none does.
pub(super) fn waiting(cx: &PageCx, connection: &ConnectionView) -> Option<AnyView> {
    let label =
        (connection.waiting_count > 0).then(|| cx.t.syncs().orders_waiting(connection.waiting_count))?;
    let href = not_imported::waiting(Some(connection.id));
    Some(view! { <a href=href>{label}</a> }.into_any())
}

/// An instant of today by its time, an earlier one with its date.
pub(crate) fn clock(cx: &PageCx, at: DateTime<Utc>) -> String {
    let is_today = day_of(at, cx.zone) == day_of(cx.now, cx.zone);
    let write = if is_today { i18n::format::time } else { i18n::format::date_time };
    write(cx.locale, at, cx.zone)
}

/// An instant: relative, with the exact one on hover.
pub(crate) fn moment(cx: &PageCx, at: DateTime<Utc>) -> AnyView {
    let exact = i18n::format::exact(cx.locale, at, cx.zone);
    let relative = i18n::format::relative(cx.locale, at, cx.now, cx.zone);
    view! { <time datetime=at.to_rfc3339() title=exact>{relative}</time> }.into_any()
}
