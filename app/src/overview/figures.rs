//! Sales in figures, by day and by channel.

use crate::orders;
use crate::page::PageCx;
use crate::query_string::with_query;
use chrono::NaiveDate;
use domain::{
    Locale,
    view::{
        orders::Channel,
        overview::{Overview, SalesFigure},
    },
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use ui::{AxisFormat, BarChart, ChannelMark, ChartText, Panel, Point, Rank, RankList, StatRow, StatTile};

pub(super) fn tiles(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let count = |figure: &SalesFigure| format::integer(cx.locale, figure.count);
    let paid = |figure: &SalesFigure| {
        let paid = t.paid_of(&format::integer(cx.locale, figure.paid_count));
        // The list behind the figure shows test orders as well.
        if figure.test_count == 0 { paid } else { format!("{paid} · {}", t.tests_beside(figure.test_count)) }
    };
    let revenue = |figure: &SalesFigure| format::money(cx.locale, figure.revenue);
    let of_today = with_query(orders::PATH, &[("from", &overview.today.to_string())]);
    let of_period = with_query(orders::PATH, &[("from", &first_day(overview).to_string())]);
    let other = (!overview.other_currencies.is_empty()).then(|| {
        let sums: Vec<_> =
            overview.other_currencies.iter().map(|figure| format::money(cx.locale, figure.revenue)).collect();
        view! { <p class="meta">{t.other_currencies(&sums.join(" · "))}</p> }
    });
    let (today, period) = (&overview.today_sales, &overview.period_sales);
    let tiles = view! {
        <StatTile label=t.sales_today() value=count(today) note=paid(today) href=of_today/>
        <StatTile label=t.revenue_today() value=revenue(today) note=t.less_refunds()/>
        <StatTile label=t.sales_period() value=count(period) note=paid(period) href=of_period/>
        <StatTile label=t.revenue_period() value=revenue(period) note=t.less_refunds()/>
    }
    .into_any();
    view! { <div><StatRow>{tiles}</StatRow>{other}</div> }.into_any()
}

/// The first day of the period.
fn first_day(overview: &Overview) -> NaiveDate {
    overview.days.first().map_or(overview.today, |(day, _)| *day)
}

pub(super) fn by_day(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let short = |day| format::short_day(cx.locale, day);
    let points = overview.days.iter().map(|(day, figure)| {
        let text = format::money(cx.locale, figure.revenue);
        Point::new(short(*day), figure.revenue.amount.to_f64().unwrap_or_default(), text)
    });
    let (first, last) = match (overview.days.first(), overview.days.last()) {
        (Some((first, _)), Some((last, _))) => (short(*first), short(*last)),
        _ => return ().into_any(),
    };
    let text = ChartText {
        label: t.by_day(&first, &last),
        show_table: t.show_table().to_owned(),
        label_column: t.day().to_owned(),
        value_column: t.revenue().to_owned(),
    };
    view! { <BarChart text=text points=points.collect() axis=axis(cx.locale.figures) last_is_partial=true/> }
        .into_any()
}

/// Numbers along the axis; of cents, too, where the amounts are small.
pub(crate) fn axis(locale: Locale) -> AxisFormat {
    match locale {
        Locale::PtBr => |value| axis_number(Locale::PtBr, value),
        Locale::En => |value| axis_number(Locale::En, value),
        Locale::Es => |value| axis_number(Locale::Es, value),
        Locale::Fr => |value| axis_number(Locale::Fr, value),
    }
}

fn axis_number(locale: Locale, value: f64) -> String {
    let value = Decimal::from_f64_retain(value).unwrap_or_default();
    format::decimal(locale, value.round_dp(2).normalize())
}

/// Who sold what: today, and in the whole period.
pub(super) fn by_channel(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    if overview.by_channel.is_empty() {
        return view! { <Panel title=t.by_channel()><p class="meta">{t.no_sales()}</p></Panel> }.into_any();
    }
    let (today, period) = (t.today_by_channel(), t.by_channel());
    let of_today = ranks(cx, &overview.today_by_channel, overview.today);
    let of_today = if of_today.is_empty() {
        view! { <p class="meta">{t.no_sales_today()}</p> }.into_any()
    } else {
        view! { <RankList label=today ranks=of_today/> }.into_any()
    };
    let of_period = ranks(cx, &overview.by_channel, first_day(overview));
    view! {
        <div class="pair">
            <Panel title=today context=t.today_by_channel_context()>{of_today}</Panel>
            <Panel title=period context=t.by_channel_context()><RankList label=period ranks=of_period/></Panel>
        </div>
    }
    .into_any()
}

/// Channels with the sales since `first`, each leading to them.
fn ranks(cx: &PageCx, channels: &[(Channel, SalesFigure)], first: NaiveDate) -> Vec<Rank> {
    let t = cx.t.overview();
    let first = first.to_string();
    let ranks = channels.iter().map(|(channel, figure)| Rank {
        label: channel.name.clone(),
        href: Some(with_query(orders::PATH, &[("store", &channel.connection.to_string()), ("from", &first)])),
        value: figure.revenue.amount.to_f64().unwrap_or_default().max(0.0),
        text: format::money(cx.locale, figure.revenue),
        share: Some(t.sales_count(figure.count)),
        lead: Some(
            view! { <ChannelMark channel=channel.platform.clone() name=channel.name.clone()/> }.into_any(),
        ),
    });
    ranks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_of_small_amounts_has_no_line_twice() {
        let lines = [0.0, 0.5, 1.0, 1.5].map(axis(Locale::PtBr));
        assert_eq!(lines, ["0", "0,5", "1", "1,5"]);
        assert_eq!(axis(Locale::En)(25_000.0), "25,000");
    }
}
