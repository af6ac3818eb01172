//! Sales in figures, and by channel.

use crate::{analytics, orders, page::PageCx, query_string::with_query};
use chrono::NaiveDate;
use domain::{
    Currency,
    view::{
        analytics::{ChannelSales, Days, SalesSum},
        overview::Overview,
    },
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use ui::{Change, ChannelMark, MoneyLine, MoneyTable, Panel, Rank, RankList, StatRow, StatTile, Tone, Trend};

pub(super) fn tiles(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let (total, before) = (&overview.total, &overview.before);
    let paid = t.paid_of(total.paid);
    // The list behind the figure shows test orders as well.
    let paid = if total.tests == 0 { paid } else { format!("{paid} · {}", t.tests_beside(total.tests)) };
    let (first, last) = (overview.days.first.to_string(), overview.days.last.to_string());
    let other = other_currencies(cx, &overview.other_currencies, |currency| {
        let asked = [("from", first.as_str()), ("until", last.as_str()), ("currency", currency.code())];
        with_query(analytics::PATH, &asked)
    });
    let compared = |now, before| compared(cx, overview, now, before);
    let tiles = view! {
        <StatTile label=t.sales() value=format::integer(cx.locale, total.sales) note=paid
            change=compared(total.sales, before.sales) href=sales_of(overview, &[])/>
        <StatTile label=t.revenue() value=format::money(cx.locale, total.revenue()) note=t.less_refunds()
            change=compared(total.revenue_minor, before.revenue_minor)/>
        <StatTile label=t.awaited() value=format::money(cx.locale, total.money(total.awaited_minor))/>
        <StatTile label=t.to_ship() value=format::integer(cx.locale, overview.to_ship.total()) href=orders::to_ship(None)/>
    }
    .into_any();
    let alone = no_comparison(cx, overview.days, overview.first_sale);
    view! { <div><StatRow>{tiles}</StatRow>{alone}{other}</div> }.into_any()
}

/// What was sold in other currencies, each sum leading to where `href` shows it.
pub(crate) fn other_currencies(
    cx: &PageCx,
    sums: &[SalesSum],
    href: impl Fn(Currency) -> String,
) -> Option<AnyView> {
    let count: i64 = sums.iter().map(|sum| sum.sales).sum();
    let links = sums.iter().enumerate().map(|(place, sum)| {
        let between = if place == 0 { " " } else { " · " };
        view! { {between}<a href=href(sum.currency)>{format::money(cx.locale, sum.revenue())}</a> }
    });
    (count > 0).then(|| {
        view! { <p class="meta">{cx.t.overview().other_currencies(count)}{links.collect_view()}</p> }
            .into_any()
    })
}

/// Why there is nothing to compare days with, where that is so although there are sales.
pub(crate) fn no_comparison(cx: &PageCx, days: Days, first_sale: Option<NaiveDate>) -> Option<AnyView> {
    let first = first_sale.filter(|_| !days.can_look_back(first_sale))?;
    let text = cx.t.overview().no_comparison(&format::day(cx.locale, first));
    Some(view! { <p class="meta">{text}</p> }.into_any())
}

/// The list of the period's sales.
fn sales_of(overview: &Overview, filters: &[(&str, &str)]) -> String {
    let first = overview.days.first.to_string();
    with_query(orders::PATH, &[&[("from", first.as_str())][..], filters].concat())
}

/// How a figure went against the one before, with the share of it in words: `12 %`. `None` where there was nothing before.
pub(crate) fn change(cx: &PageCx, now: i64, before: i64) -> Option<(Change, String)> {
    let share = Decimal::from(now.checked_sub(before)?).checked_div(Decimal::from(before.max(0)))?;
    // As it is shown: what rounds to nothing did not change.
    let share = share.round_dp(2);
    let (trend, tone) = match share.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => (Trend::Up, Tone::Positive),
        std::cmp::Ordering::Less => (Trend::Down, Tone::Critical),
        std::cmp::Ordering::Equal => (Trend::Flat, Tone::Neutral),
    };
    let text = format::percent(cx.locale, share.abs(), 0);
    Some((Change { trend, tone, text: text.clone() }, text))
}

/// How a figure of the period went against the time before, where that can be compared.
fn compared(cx: &PageCx, overview: &Overview, now: i64, before: i64) -> Option<Change> {
    let (change, text) =
        change(cx, now, before).filter(|_| overview.days.can_look_back(overview.first_sale))?;
    Some(Change { text: cx.t.overview().compared(&text, overview.span.days().into()), ..change })
}

/// Who sold what in the period, or did so in the time before.
pub(super) fn by_channel(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let is_compared = overview.days.can_look_back(overview.first_sale);
    let sold: Vec<_> = overview.channels.iter().filter(|channel| channel.has_sold(is_compared)).collect();
    let content = if sold.is_empty() {
        view! { <p class="meta">{t.no_sales()}</p> }.into_any()
    } else {
        let ranks = sold.into_iter().map(|channel| rank(cx, overview, channel)).collect();
        view! { <RankList label=t.by_channel() ranks=ranks/> }.into_any()
    };
    view! { <Panel title=t.by_channel() context=t.by_channel_context()>{content}</Panel> }.into_any()
}

/// A channel, leading to its sales.
fn rank(cx: &PageCx, overview: &Overview, ChannelSales { channel, now, before }: &ChannelSales) -> Rank {
    let revenue = now.revenue();
    Rank {
        label: channel.name.clone(),
        href: Some(sales_of(overview, &[("store", &channel.connection.to_string())])),
        value: revenue.amount.to_f64().unwrap_or_default().max(0.0),
        text: format::money(cx.locale, revenue),
        share: Some(cx.t.overview().sales_count(now.sales)),
        change: compared(cx, overview, now.revenue_minor, before.revenue_minor),
        lead: Some(
            view! { <ChannelMark channel=channel.platform.clone() name=channel.name.clone()/> }.into_any(),
        ),
    }
}

/// Where the period's money is.
pub(super) fn money(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let lines = money_of(cx, &overview.total);
    view! { <Panel title=t.money() context=t.money_context()>{lines}</Panel> }.into_any()
}

fn money_of(cx: &PageCx, total: &SalesSum) -> AnyView {
    let t = cx.t.overview();
    let line = |label: &str, minor: i64| MoneyLine {
        label: label.to_owned(),
        note: None,
        amount: format::money(cx.locale, total.money(minor)),
    };
    let known = |label: &str, minor: Option<i64>| match minor {
        Some(minor) => line(label, minor),
        None => MoneyLine { amount: "–".to_owned(), ..line(label, 0) },
    };
    let fees = known(t.charges(), total.known_fees_minor().map(i64::saturating_neg));
    let other = total.other_charges_minor();
    let other = (other != 0).then(|| line(t.other_charges(), other.saturating_neg()));
    let net = match total.untold() {
        0 => known(t.net(), total.known_net_minor()),
        untold => MoneyLine { note: Some(t.untold(untold)), ..known(t.net_open(), total.known_net_minor()) },
    };
    // What came, less what of it is not revenue: given back, be it of sales that were given back whole or in part.
    let given_back = total.revenue_minor.saturating_sub(total.received_minor);
    let mut lines = vec![line(t.received(), total.received_minor), line(t.refunded(), given_back), fees];
    lines.extend(other);
    let after = vec![line(t.awaited(), total.awaited_minor)];
    view! { <MoneyTable caption=t.money() lines=lines total=net after=after/> }.into_any()
}
