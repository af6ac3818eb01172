//! Channels, products and buyers in rows.

use super::Found;
use crate::{orders, overview::change, page::PageCx, products, query_string::with_query};
use domain::{
    Money,
    view::analytics::{Buyers, ChannelSales, ProductRank, ProductSales, SalesSum},
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::Decimal;
use ui::{Cell, ChangeMark, ChannelName, Column, DataTable, Panel, Place, Row, TabLink, Tabs};

pub(super) fn channels(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let columns = vec![
        Column::new(Place::Lead, t.channel()),
        Column::new(Place::DetailFigure, t.sales()),
        Column::new(Place::Figure, t.revenue()),
        Column::new(Place::ExtraFigure, t.ticket()),
        Column::new(Place::ExtraFigure, t.cancelled()),
        Column::new(Place::ExtraFigure, t.charges()),
        Column::new(Place::ExtraFigure, cx.t.overview().other_charges()),
        Column::new(Place::ExtraFigure, t.net()),
    ];
    let is_compared = found.question.days.can_look_back(found.analytics.first_sale);
    let sold = found.analytics.channels.iter().filter(|channel| channel.has_sold(is_compared));
    let rows: Vec<_> = sold.map(|sales| channel(cx, found, sales)).collect();
    let context = t.channels_context();
    let context = match is_compared {
        true => format!("{context} · {}", t.channels_compared()),
        false => context.to_owned(),
    };
    let content = if rows.is_empty() {
        view! { <p class="meta">{t.nothing()}</p> }.into_any()
    } else {
        view! { <DataTable caption=t.channels() columns=columns rows=rows dense=true empty=().into_any()/> }
            .into_any()
    };
    view! { <Panel title=t.channels() context=context>{content}</Panel> }.into_any()
}

fn channel(cx: &PageCx, found: &Found, sales: &ChannelSales) -> Row {
    let (channel, sum) = (&sales.channel, &sales.now);
    let (first, last) = (found.question.days.first.to_string(), found.question.days.last.to_string());
    let store = channel.connection.to_string();
    // The list of sales knows days of the company's zone only, and sums up in its currency.
    let is_home = found.question.zone == cx.zone && found.analytics.currency == cx.currency;
    let href =
        is_home.then(|| with_query(orders::PATH, &[("store", &store), ("from", &first), ("until", &last)]));
    let count = |count| Cell::text(format::integer(cx.locale, count));
    let money = |minor| Cell::text(format::money(cx.locale, sum.money(minor)));
    Row {
        href: href.unwrap_or_default(),
        lead: view! { <ChannelName channel=channel.platform.clone() name=channel.name.clone()/> }.into_any(),
        cells: vec![
            Cell::counted(format::integer(cx.locale, sum.sales), in_words(cx, sum)),
            revenue(cx, found, sales),
            sum.ticket_minor().map_or(Cell::Missing, money),
            count(sum.cancelled),
            sum.known_fees_minor().map(i64::saturating_neg).map_or(Cell::Missing, money),
            money(sum.other_charges_minor().saturating_neg()),
            net(cx, sum),
        ],
        pick: None,
    }
}

/// What a phone has no columns for: "148 vendas · Ticket médio: R$ 769,55 · Fica com você: R$ 45.931,67".
fn in_words(cx: &PageCx, sum: &SalesSum) -> String {
    let t = cx.t.analytics();
    let amount = |minor| format::money(cx.locale, sum.money(minor));
    let charge = |minor: i64| amount(minor.saturating_neg());
    let cancelled = (sum.cancelled != 0).then(|| format::integer(cx.locale, sum.cancelled));
    let other = Some(sum.other_charges_minor()).filter(|minor| *minor != 0);
    let figures = [
        (t.ticket(), sum.ticket_minor().map(amount)),
        (t.cancelled(), cancelled),
        (t.charges(), sum.known_fees_minor().map(charge)),
        (cx.t.overview().other_charges(), other.map(charge)),
        (t.net(), sum.known_net_minor().map(amount)),
    ];
    let told = figures.into_iter().filter_map(|(name, value)| Some(t.named(name, &value?)));
    let untold = (sum.untold() != 0).then(|| t.untold(sum.untold()));
    let sales = std::iter::once(cx.t.overview().sales_count(sum.sales));
    sales.chain(told).chain(untold).collect::<Vec<_>>().join(" · ")
}

/// What a channel brought, and how that went against the period before.
fn revenue(cx: &PageCx, found: &Found, ChannelSales { now, before, .. }: &ChannelSales) -> Cell {
    let revenue = format::money(cx.locale, now.revenue());
    let change = change(cx, now.revenue_minor, before.revenue_minor);
    match change.filter(|_| found.question.days.can_look_back(found.analytics.first_sale)) {
        None => Cell::text(revenue),
        Some((change, _)) => {
            Cell::view(view! { {revenue}<span class="cell-note"><ChangeMark change=change/></span> })
        }
    }
}

/// What is left of the sales, and of how many of them more goes off than anybody tells.
fn net(cx: &PageCx, sum: &SalesSum) -> Cell {
    let Some(minor) = sum.known_net_minor() else { return Cell::Missing };
    let net = format::money(cx.locale, sum.money(minor));
    match sum.untold() {
        0 => Cell::text(net),
        untold => {
            let note = cx.t.analytics().untold(untold);
            Cell::view(view! { {net}<span class="cell-note">{note}</span> })
        }
    }
}

/// Where the products are on the page.
const PRODUCTS: &str = "produtos";

pub(super) fn products(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let tabs = ProductRank::ALL.iter().map(|rank| TabLink {
        label: t.rank(rank.code()),
        // Where the reader is already.
        href: format!("{}#{PRODUCTS}", found.query.ranked(*rank).href()),
        count: None,
        current: *rank == found.question.rank,
    });
    // A phone shows the figure by which they are ranked.
    let place = |rank| if rank == found.question.rank { Place::Figure } else { Place::ExtraFigure };
    let columns = vec![
        Column::new(Place::Lead, t.product()),
        Column::new(Place::Detail, t.sku()),
        Column::new(place(ProductRank::Quantity), t.quantity()),
        Column::new(place(ProductRank::Revenue), t.revenue()),
        Column::new(place(ProductRank::Margin), t.margin()),
    ];
    let content = match &found.analytics.products {
        None => view! { <p class="meta">{t.too_long()}</p> }.into_any(),
        Some(sold) => {
            let rows = sold.iter().map(|sold| product(cx, found, sold)).collect();
            let empty = view! { <p class="meta">{t.no_products()}</p> }.into_any();
            view! { <DataTable caption=t.products() columns=columns rows=rows dense=true empty=empty/> }
                .into_any()
        }
    };
    let tabs = tabs.collect();
    view! {
        <Panel title=t.products() id=PRODUCTS context=t.products_context()>
            <Tabs label=t.ranks() tabs=tabs/>
            {content}
        </Panel>
    }
    .into_any()
}

fn product(cx: &PageCx, found: &Found, sold: &ProductSales) -> Row {
    let money =
        |minor| Cell::text(format::money(cx.locale, Money::from_minor(minor, found.analytics.currency)));
    let quantity = format::decimal(cx.locale, Decimal::new(sold.quantity_e4, 4).normalize());
    let pieces = cx.t.overview().pieces(&quantity);
    Row {
        href: products::path(sold.product),
        lead: sold.name.clone().into_any(),
        cells: vec![
            Cell::text(sold.sku.clone()),
            Cell::counted(quantity, pieces),
            money(sold.revenue_minor),
            sold.margin_minor.map_or(Cell::Missing, money),
        ],
        pick: None,
    }
}

pub(super) fn buyers(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let content = match found.analytics.buyers {
        None => view! { <p class="meta">{t.too_long()}</p> }.into_any(),
        Some(buyers) => {
            let rows = [
                (t.new_buyers(), buyers.new),
                (t.returning_buyers(), buyers.returning),
                (t.unknown_buyers(), buyers.unknown),
            ];
            let rows = rows.into_iter().map(|(name, of)| row_of_buyers(cx, found, name, of)).collect_view();
            view! {
                <table class="table is-dense">
                    <caption class="visually-hidden">{t.buyers()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t.buyers()}</th>
                            <th scope="col" class="number">{t.customers()}</th>
                            <th scope="col" class="t-extra number">{t.sales()}</th>
                            <th scope="col" class="number">{t.revenue()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        }
    };
    view! { <Panel title=t.buyers() context=t.buyers_context()>{content}</Panel> }.into_any()
}

fn row_of_buyers(cx: &PageCx, found: &Found, name: &'static str, of: Buyers) -> AnyView {
    let revenue = format::money(cx.locale, Money::from_minor(of.revenue_minor, found.analytics.currency));
    view! {
        <tr>
            <th scope="row" class="t-lead">{name}</th>
            <td class="t-detail number">
                <span class="only-wide">{format::integer(cx.locale, of.customers)}</span>
                <span class="only-narrow">{cx.t.analytics().people(of.customers)}</span>
            </td>
            <td class="t-extra number">{format::integer(cx.locale, of.sales)}</td>
            <td class="t-figure number">{revenue}</td>
        </tr>
    }
    .into_any()
}
