//! What sells best, and what will be missing.

use crate::{
    page::PageCx,
    products::{self, LINK_PATH},
};
use domain::{
    Money, Permission,
    view::{
        analytics::{ProductSales, RunningOut},
        overview::{Attention, Overview},
    },
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use ui::{Panel, Rank, RankList};

pub(super) fn best(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let content = if overview.best.is_empty() {
        nothing(cx, overview, t.best_none())
    } else {
        let ranks = overview.best.iter().map(|sold| rank(cx, sold)).collect();
        view! { <RankList label=t.best() ranks=ranks/> }.into_any()
    };
    view! { <Panel title=t.best() context=t.best_context()>{content}</Panel> }.into_any()
}

/// What a list without products says, and the way on where codes that are sold wait to be linked to some.
fn nothing(cx: &PageCx, overview: &Overview, text: &'static str) -> AnyView {
    let count = overview.attention.unknown_skus;
    let link = (count > 0 && cx.may(Permission::EditCatalog)).then(|| {
        let label = cx.t.overview().skus_press();
        view! { <p><a href=LINK_PATH>{label}</a>" "<span class="meta">{to_link(cx, count)}</span></p> }
    });
    view! { <p class="meta">{text}</p> {link} }.into_any()
}

/// How many codes wait to be linked, counted up to [`Attention::CAP`].
pub(super) fn to_link(cx: &PageCx, count: i64) -> String {
    match count {
        Attention::CAP.. => cx.t.products().to_link_more(Attention::CAP),
        few => cx.t.products().to_link_count(few),
    }
}

fn rank(cx: &PageCx, sold: &ProductSales) -> Rank {
    let revenue = Money::from_minor(sold.revenue_minor, cx.currency);
    Rank {
        label: sold.name.clone(),
        href: Some(products::path(sold.product)),
        value: revenue.amount.to_f64().unwrap_or_default().max(0.0),
        text: format::money(cx.locale, revenue),
        share: Some(cx.t.overview().pieces(&pieces(cx, sold.quantity_e4))),
        change: None,
        lead: None,
    }
}

/// A quantity in words.
fn pieces(cx: &PageCx, quantity_e4: i64) -> String {
    format::decimal(cx.locale, Decimal::new(quantity_e4, 4).normalize())
}

pub(super) fn running_out(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let content = if overview.running_out.is_empty() {
        match overview.has_products {
            true => view! { <p class="meta">{t.running_out_none()}</p> }.into_any(),
            false => nothing(cx, overview, t.running_out_empty()),
        }
    } else {
        let rows = overview.running_out.iter().map(|last| row(cx, last)).collect_view();
        view! {
            <table id="estoque" class="table is-dense">
                <caption class="visually-hidden">{t.running_out()}</caption>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! { <Panel title=t.running_out() context=t.running_out_context()>{content}</Panel> }.into_any()
}

fn row(cx: &PageCx, last: &RunningOut) -> AnyView {
    let t = cx.t.overview();
    let when = if last.stock == 0 { t.sold_out().to_owned() } else { t.days_left(last.days) };
    view! {
        <tr>
            <th scope="row" class="t-lead"><a href=products::path(last.product)>{last.name.clone()}</a></th>
            <td class="t-detail">{t.in_stock(last.stock)}</td>
            <td class="t-state">{when}</td>
        </tr>
    }
    .into_any()
}
