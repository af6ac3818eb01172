//! Sales in figures, by day and by channel.

use crate::orders;
use crate::page::PageCx;
use crate::query_string::with_query;
use domain::{
    Locale,
    view::overview::{Overview, SalesFigure},
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use ui::{AxisFormat, BarChart, ChannelMark, ChartText, Panel, Point, Rank, RankList, StatRow, StatTile};

pub(super) fn tiles(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let count = |figure: &SalesFigure| format::integer(cx.locale, figure.count);
    let paid = |figure: &SalesFigure| t.paid_of(&format::integer(cx.locale, figure.paid_count));
    let revenue = |figure: &SalesFigure| format::money(cx.locale, figure.revenue);
    let first = overview.days.first().map_or(overview.today, |(day, _)| *day);
    let of_today = with_query(orders::PATH, &[("from", &overview.today.to_string())]);
    let of_period = with_query(orders::PATH, &[("from", &first.to_string())]);
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
    view! { <BarChart text=text points=points.collect() axis=axis(cx.locale) last_is_partial=true/> }
        .into_any()
}

/// Whole numbers along the axis, in the reader's language.
fn axis(locale: Locale) -> AxisFormat {
    match locale {
        Locale::PtBr => |value| format::integer(Locale::PtBr, value as i64),
        Locale::En => |value| format::integer(Locale::En, value as i64),
        Locale::Es => |value| format::integer(Locale::Es, value as i64),
        Locale::Fr => |value| format::integer(Locale::Fr, value as i64),
    }
}

pub(super) fn by_channel(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    if overview.by_channel.is_empty() {
        return view! { <Panel title=t.by_channel()><p class="meta">{t.no_sales()}</p></Panel> }.into_any();
    }
    let ranks = overview.by_channel.iter().map(|(channel, figure)| Rank {
        label: channel.name.clone(),
        href: Some(with_query(orders::PATH, &[("store", &channel.connection.to_string())])),
        value: figure.revenue.amount.to_f64().unwrap_or_default().max(0.0),
        text: format::money(cx.locale, figure.revenue),
        share: Some(t.sales_count(figure.count)),
        lead: Some(
            view! { <ChannelMark channel=channel.platform.clone() name=channel.name.clone()/> }.into_any(),
        ),
    });
    let ranks: Vec<_> = ranks.collect();
    view! {
        <Panel title=t.by_channel() context=t.by_channel_context()>
            <RankList label=t.by_channel() ranks=ranks/>
        </Panel>
    }
    .into_any()
}
