//! What is promised, and what was measured of it.

use super::words;
use crate::{integrations, page::PageCx, queue, syncs};
use domain::view::health::{HealthView, Rate, Target};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::Decimal;
use ui::{Banner, Fact, Facts, LinkButton, Panel, StatRow, StatTile, Tone};

/// Those that were missed, each with what it means and where to look.
pub(super) fn missed(cx: &PageCx, health: &HealthView) -> Vec<AnyView> {
    let missed = health.targets.iter().filter(|(target, rate)| !target.is_met(*rate));
    missed.map(|(target, rate)| banner(cx, health, *target, *rate)).collect()
}

fn banner(cx: &PageCx, health: &HealthView, target: Target, rate: Rate) -> AnyView {
    let t = cx.t.health();
    let bad = words::count(rate.all.saturating_sub(rate.good));
    let (text, press) = match target {
        Target::Uptime => (t.missed_uptime_text(bad), None),
        Target::Syncs => (t.missed_syncs_text(bad), Some((t.missed_syncs_press(), syncs::LIST.to_owned()))),
        Target::Jobs => (t.missed_jobs_text(bad), Some((cx.t.shell().queue(), queue::failed_path()))),
        Target::Events => {
            let missed = health.events_missed_at.map(integrations::events_path);
            (t.missed_events_text(bad), missed.map(|href| (cx.t.integrations().events_see(), href)))
        }
    };
    let action = press.map(|(label, href)| view! { <LinkButton label=label href=href/> });
    let title = t.missed(target.code());
    view! { <Banner tone=Tone::Warning title=title text=text action=action.into_any()/> }.into_any()
}

/// Every target as a figure.
pub(super) fn tiles(cx: &PageCx, health: &HealthView) -> AnyView {
    let tiles = health.targets.iter().map(|(target, rate)| tile(cx, health, *target, *rate)).collect_view();
    view! { <StatRow>{tiles}</StatRow> }.into_any()
}

fn tile(cx: &PageCx, health: &HealthView, target: Target, rate: Rate) -> AnyView {
    let t = cx.t.health();
    let mut notes =
        vec![t.least(&format::percent(cx.locale, Decimal::new(least(target), 3), places(target)))];
    let value = match words::percent(cx, rate) {
        None => t.no_data().to_owned(),
        Some(share) => {
            notes.push(t.measured(words::count(rate.all), words::count(rate.good), target.code()));
            if target.is_too_early(rate) { t.too_early().to_owned() } else { share }
        }
    };
    let since = health.measured_since.filter(|_| target == Target::Uptime);
    notes.extend(since.map(|since| t.since(&format::date(cx.locale, since, cx.zone))));
    view! { <StatTile label=t.target(target.code()) value=value note=notes.join(" · ")/> }.into_any()
}

fn least(target: Target) -> i64 {
    words::count(target.least())
}

/// Decimals of a target: 99.9 %, but 98 %.
fn places(target: Target) -> u32 {
    u32::from(!target.least().is_multiple_of(10))
}

/// What the figures of the page mean.
pub(super) fn definitions(cx: &PageCx) -> AnyView {
    let t = cx.t.health();
    let targets = Target::ALL.iter().map(|target| (t.target(target.code()), t.definition(target.code())));
    let all = targets.chain([(t.calls().to_owned(), t.calls_definition().to_owned())]);
    let facts = all.map(|(label, text)| Fact::new(label, text)).collect::<Vec<_>>();
    view! { <Panel title=t.definitions()><Facts facts=facts/></Panel> }.into_any()
}
