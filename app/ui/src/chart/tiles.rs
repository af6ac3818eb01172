use leptos::prelude::*;

use super::{ChartText, Point, framed, mark};

/// One tile of a map: where it stands, and its value.
pub struct Tile {
    /// "SP"
    pub code: String,
    pub column: u8,
    pub row: u8,
    /// With the whole name as its label.
    pub point: Point,
}

/// Width and height of a tile with its gap, in CSS pixels: six beside each other fit at 320 px.
const TILE: u32 = 48;
/// How much of its colour the smallest value has, and the highest: the letters on it stay readable, light or dark.
const FAINTEST: f64 = 0.12;
const STRONGEST: f64 = 0.6;

/// Regions as tiles of one size, each about where it lies: the more, the stronger its colour. A tile without a value is empty.
#[component]
pub fn TileMap(text: ChartText, tiles: Vec<Tile>) -> impl IntoView {
    let highest = tiles.iter().map(|tile| tile.point.value).fold(f64::MIN_POSITIVE, f64::max);
    let side = |last: u8| (u32::from(last) + 1) * TILE;
    let width = side(tiles.iter().map(|tile| tile.column).max().unwrap_or_default());
    let height = side(tiles.iter().map(|tile| tile.row).max().unwrap_or_default());
    let drawn = tiles
        .iter()
        .map(|tile| {
            let (x, y) = (u32::from(tile.column) * TILE, u32::from(tile.row) * TILE);
            let share = (tile.point.value / highest).clamp(0.0, 1.0);
            let strength = if share > 0.0 { FAINTEST + (STRONGEST - FAINTEST) * share } else { 0.0 };
            // What is empty is told by its edge alone.
            let edge = if share > 0.0 { "0.2" } else { "0.5" };
            let shape = view! {
                <rect class="bar" x=x y=y width=TILE - 4 height=TILE - 4 rx="4"
                    fill-opacity=format!("{strength:.2}") stroke="currentColor" stroke-opacity=edge></rect>
                <text class="value tile" x=x + TILE / 2 - 2 y=y + TILE / 2 dy="0.1em" text-anchor="middle">{tile.code.clone()}</text>
            };
            mark(&tile.point, None, tiles.len(), shape.into_any())
        })
        .collect_view();
    let drawing = view! {
        <svg role="group" aria-label=text.label.clone() width=width height=height overflow="visible">{drawn}</svg>
    };
    let mut ranked: Vec<_> =
        tiles.into_iter().map(|tile| tile.point).filter(|point| point.value > 0.0).collect();
    ranked.sort_by(|one, other| other.value.total_cmp(&one.value));
    let rows = ranked
        .into_iter()
        .map(
            |point| view! { <tr><th scope="row">{point.label}</th><td class="number">{point.text}</td></tr> },
        )
        .collect_view()
        .into_any();
    framed(text, None, drawing.into_any(), rows, None)
}
