//! Where sales go: the states of Brazil as tiles.

use super::Found;
use crate::{overview::point, page::PageCx};
use domain::{
    Money,
    view::analytics::{Regions, STATES},
};
use i18n::format;
use leptos::prelude::*;
use ui::{ChartText, Panel, Tile, TileMap};

pub(super) fn panel(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let content = match &found.analytics.regions {
        None => view! { <p class="meta">{t.too_long()}</p> }.into_any(),
        Some(regions) => map(cx, found, regions),
    };
    view! { <Panel title=t.regions() context=t.regions_context()>{content}</Panel> }.into_any()
}

fn map(cx: &PageCx, found: &Found, regions: &Regions) -> AnyView {
    let t = cx.t.analytics();
    let money = |minor| Money::from_minor(minor, found.analytics.currency);
    let tiles = STATES.iter().map(|(state, name, (column, row))| {
        let sold = regions.states.iter().find(|region| region.state == *state);
        let revenue = money(sold.map_or(0, |region| region.revenue_minor));
        Tile {
            code: (*state).to_owned(),
            column: *column,
            row: *row,
            point: point(cx, (*name).to_owned(), revenue),
        }
    });
    let text = ChartText {
        label: t.by_state().to_owned(),
        show_table: cx.t.overview().show_table().to_owned(),
        colon: cx.t.common().colon(),
        label_column: t.state().to_owned(),
        value_column: t.revenue().to_owned(),
    };
    let elsewhere = regions.elsewhere.as_ref().map(|region| {
        let revenue = format::money(cx.locale, money(region.revenue_minor));
        view! { <p class="meta">{t.elsewhere_sold(&revenue)}</p> }
    });
    view! { <TileMap text=text tiles=tiles.collect()/>{elsewhere} }.into_any()
}
