//! What waits for a hand, each with the button that leads to it.

use super::products::to_link;
use crate::{
    integrations::{self, credentials_path},
    orders,
    page::PageCx,
    plans,
    products::{self, LINK_PATH},
    syncs::{self, not_imported},
};
use domain::{
    ConnectionStatus, Permission, SyncState,
    view::{
        alerts::Trouble,
        analytics::RunningOut,
        day::day_of,
        overview::{Attention, ConnectionHealth, Overview, ToShip},
    },
};
use hub::alerts::ALERTS_PATH;
use i18n::{
    alert::{self, Reader},
    format,
};
use leptos::prelude::*;
use ui::{Banner, LinkButton, Panel, Tone};

/// Days within which stock that ends waits for a hand, as its texts say.
const SOON: i64 = 7;

/// All that waits, the most urgent first; one quiet line if nothing does.
pub(super) fn panel(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let mut items: Vec<AnyView> =
        overview.connections.iter().filter_map(|health| trouble(cx, health)).collect();
    items.extend(parked(cx, &overview.connections));
    items.extend(plan_limit(cx, overview.attention));
    items.extend(open_alerts(cx, overview.attention));
    items.extend(late(cx, &overview.to_ship));
    items.extend(overview.connections.iter().filter_map(|health| bad_run(cx, health)));
    items.extend(failed_records(cx, overview.attention));
    items.extend(stock(cx, &overview.running_out));
    items.extend(unknown_skus(cx, overview.attention));
    if items.is_empty() {
        return view! { <p class="meta" id="atencao">{t.all_good()}</p> }.into_any();
    }
    view! { <div id="atencao"><Panel title=t.attention()><div class="list">{items}</div></Panel></div> }
        .into_any()
}

/// One thing; a `press` without an address is a button that this person may not press.
fn item(tone: Tone, title: String, text: String, press: &'static str, href: Option<String>) -> AnyView {
    let action = href.map(|href| view! { <LinkButton label=press href=href/> });
    view! { <Banner tone=tone title=title text=text action=action.into_any()/> }.into_any()
}

/// A connection that does not work.
fn trouble(cx: &PageCx, health: &ConnectionHealth) -> Option<AnyView> {
    let t = cx.t.overview();
    let (name, id) = (&health.channel.name, health.channel.connection);
    let since = health.problem_since.unwrap_or(cx.now);
    let since = format::date_time(cx.locale, since, cx.zone);
    let (title, text, press, href) = match health.channel.status {
        ConnectionStatus::NeedsReauth => {
            let may = cx.may(Permission::ManageConnections);
            let text = match may {
                _ if !integrations::brings_orders(cx, &health.channel.platform) => {
                    t.reauth_title_sheets(&since)
                }
                true => t.reauth_title_text(&since),
                false => t.reauth_title_ask(&since),
            };
            (t.reauth_title(name), text, t.reauth_title_press(), may.then(|| credentials_path(id)))
        }
        ConnectionStatus::Error => {
            let href = integrations::path(id);
            (t.error_title(name), t.error_title_text(&since), t.error_title_press(), Some(href))
        }
        ConnectionStatus::Connected | ConnectionStatus::Paused | ConnectionStatus::Disconnected => {
            return None;
        }
    };
    Some(item(Tone::Critical, title, text, press, href))
}

/// A connection that works, but whose last run did not go well.
fn bad_run(cx: &PageCx, health: &ConnectionHealth) -> Option<AnyView> {
    let t = cx.t.overview();
    let run = health.bad_run.filter(|_| !health.needs_hand())?;
    let name = &health.channel.name;
    let when = run.finished_at.map(|at| format::relative(cx.locale, at, cx.now, cx.zone)).unwrap_or_default();
    let href = syncs::path(run.run);
    Some(match run.state {
        SyncState::Failed => item(
            Tone::Critical,
            t.run_failed(name),
            t.run_failed_text(&when),
            t.run_failed_press(),
            Some(href),
        ),
        _ => item(
            Tone::Warning,
            t.run_partial(name),
            t.run_partial_text(&when),
            t.run_partial_press(),
            Some(format!("{href}#motivos")),
        ),
    })
}

/// Connections that stand still because the plan includes fewer.
fn parked(cx: &PageCx, connections: &[ConnectionHealth]) -> Option<AnyView> {
    let t = cx.t.overview();
    let names: Vec<_> = connections
        .iter()
        .filter(|health| health.is_beyond_plan())
        .map(|health| health.channel.name.as_str())
        .collect();
    if names.is_empty() {
        return None;
    }
    let title = t.parked(i64::try_from(names.len()).unwrap_or(i64::MAX));
    let (text, press) = (t.parked_text(&names.join(", ")), cx.t.plans().see_plans());
    Some(item(Tone::Critical, title, text, press, Some(plans::PATH.to_owned())))
}

/// A plan whose orders of the month are nearly used up, or for which orders wait; in the words of its alert, which may be muted.
fn plan_limit(cx: &PageCx, attention: Attention) -> Option<AnyView> {
    let orders = attention.plan?;
    let reader = Reader { locales: cx.locale, zone: cx.zone, now: cx.now };
    let told = alert::tell(reader, &Trouble::PlanLimit(orders), "", &[]);
    let tone = if orders.waiting > 0 { Tone::Critical } else { Tone::Warning };
    let press = cx.t.plans().see_plans();
    Some(item(tone, told.title, told.text, press, Some(plans::PATH.to_owned())))
}

fn open_alerts(cx: &PageCx, attention: Attention) -> Option<AnyView> {
    let t = cx.t.alerts();
    let title = (attention.open_alerts > 0).then(|| t.waiting_title(attention.open_alerts))?;
    let (text, press) = (t.waiting_text().to_owned(), t.waiting_press());
    Some(item(Tone::Warning, title, text, press, Some(ALERTS_PATH.to_owned())))
}

/// Sales that somebody has to ship and that wait for more than a week.
fn late(cx: &PageCx, to_ship: &ToShip) -> Option<AnyView> {
    let t = cx.t.overview();
    let title = (to_ship.late() > 0).then(|| t.late(to_ship.late()))?;
    let href = orders::to_ship(Some(ToShip::last_older_day(day_of(cx.now, cx.zone))));
    Some(item(Tone::Warning, title, t.late_text().to_owned(), t.late_press(), Some(href)))
}

/// Products whose stock ends within days at the pace of the last weeks; the way leads to the one, or to their list below.
fn stock(cx: &PageCx, running_out: &[RunningOut]) -> Option<AnyView> {
    let t = cx.t.overview();
    let ending: Vec<_> = running_out.iter().filter(|product| product.days <= SOON).collect();
    let href = match ending[..] {
        [] => return None,
        [one] => products::path(one.product),
        _ => "#estoque".to_owned(),
    };
    let title = match i64::try_from(ending.len()).unwrap_or(Overview::FEW) {
        most @ Overview::FEW.. => t.stock_ends_more(most),
        few => t.stock_ends(few),
    };
    let press = if ending.len() == 1 { t.stock_ends_one() } else { t.stock_ends_press() };
    Some(item(Tone::Warning, title, t.stock_ends_text().to_owned(), press, Some(href)))
}

fn failed_records(cx: &PageCx, attention: Attention) -> Option<AnyView> {
    let t = cx.t.overview();
    let title = match attention.failed_records {
        0 => return None,
        count @ Attention::CAP.. => t.failed_records_more(count),
        few => t.failed_records(few),
    };
    let (text, press) = (t.failed_records_text().to_owned(), t.failed_records_press());
    Some(item(Tone::Warning, title, text, press, Some(not_imported::PATH.to_owned())))
}

fn unknown_skus(cx: &PageCx, attention: Attention) -> Option<AnyView> {
    let t = cx.t.overview();
    let title = (attention.unknown_skus > 0).then(|| to_link(cx, attention.unknown_skus))?;
    let may = cx.may(Permission::EditCatalog);
    let text = if may { t.skus_text() } else { t.skus_ask() };
    Some(item(Tone::Info, title, text.to_owned(), t.skus_press(), may.then(|| LINK_PATH.to_owned())))
}
