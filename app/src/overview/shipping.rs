//! Sales that wait to be shipped, and for how long.

use crate::{orders, page::PageCx};
use domain::view::{
    day::day_of,
    overview::{ToShip, WaitingSale},
};
use i18n::format;
use leptos::prelude::*;
use ui::{LinkButton, Panel, StatRow, StatTile};

pub(super) fn panel(cx: &PageCx, to_ship: &ToShip) -> AnyView {
    let t = cx.t.overview();
    let all = (to_ship.total() > 0).then(|| {
        view! { <LinkButton label=t.to_ship_all(to_ship.total()) href=orders::to_ship(None)/> }.into_any()
    });
    let content = if to_ship.total() == 0 {
        view! { <p class="meta">{t.to_ship_none()}</p> }.into_any()
    } else {
        let older = orders::to_ship(Some(ToShip::last_older_day(day_of(cx.now, cx.zone))));
        let tiles = [("day", None), ("two", None), ("week", None), ("older", Some(older))];
        let tiles = tiles.into_iter().zip(to_ship.ages).map(|((age, href), count)| {
            let value = format::integer(cx.locale, count);
            match href.filter(|_| count > 0) {
                Some(href) => view! { <StatTile label=t.age(age) value=value href=href/> }.into_any(),
                None => view! { <StatTile label=t.age(age) value=value/> }.into_any(),
            }
        });
        let tiles = tiles.collect_view().into_any();
        let of_sales = cx.t.orders();
        let rows = to_ship.oldest.iter().map(|sale| row(cx, sale)).collect_view();
        view! {
            <StatRow>{tiles}</StatRow>
            <table class="table is-dense">
                <caption class="visually-hidden">{t.to_ship_oldest()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="t-lead">{of_sales.sale()}</th>
                        <th scope="col" class="t-detail">{of_sales.customer()}</th>
                        <th scope="col" class="t-state">{of_sales.placed_at()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! { <div id="enviar"><Panel title=t.to_ship() context=t.to_ship_context() actions=all.into_any()>{content}</Panel></div> }
        .into_any()
}

fn row(cx: &PageCx, sale: &WaitingSale) -> AnyView {
    let t = cx.t.overview();
    let number = t.sale(&sale.number.to_string());
    let waits = format::relative(cx.locale, sale.placed_at, cx.now, cx.zone);
    let buyer = match sale.buyer.as_str() {
        "" => view! { <span class="missing only-wide">"–"</span> }.into_any(),
        name => name.to_owned().into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="t-lead"><a href=format!("{}/{}", orders::PATH, sale.id)>{number}</a></th>
            <td class="t-detail">{buyer}</td>
            <td class="t-state">{waits}</td>
        </tr>
    }
    .into_any()
}
