use leptos::prelude::*;

use super::{ChartText, Point, framed, mark, percent};

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
/// The steps of the scale under the map, and how much of the drawing's height it takes, with the gap above it.
const STEPS: u32 = 5;
const SCALE_HEIGHT: u32 = 44;

/// Regions as tiles of one size, each about where it lies: the more, the stronger its colour, as the scale under them tells. A
/// tile without a value is empty.
#[component]
pub fn TileMap(text: ChartText, tiles: Vec<Tile>) -> impl IntoView {
    let highest = tiles.iter().map(|tile| tile.point.value).fold(f64::MIN_POSITIVE, f64::max);
    let side = |last: u8| (u32::from(last) + 1) * TILE;
    let width = side(tiles.iter().map(|tile| tile.column).max().unwrap_or_default());
    let height = side(tiles.iter().map(|tile| tile.row).max().unwrap_or_default());
    let drawn = tiles
        .iter()
        .enumerate()
        .map(|(index, tile)| {
            let (x, y) = (u32::from(tile.column) * TILE, u32::from(tile.row) * TILE);
            let share = (tile.point.value / highest).clamp(0.0, 1.0);
            // What is empty is told by its edge alone.
            let edge = if share > 0.0 { "var(--line)" } else { "var(--control-line)" };
            let shape = view! {
                <rect class="bar" x=x y=y width=TILE - 4 height=TILE - 4 rx="4"
                    fill-opacity=strength(share) stroke=edge></rect>
                <text class="value tile" x=x + TILE / 2 - 2 y=y + TILE / 2 dy="0.1em" text-anchor="middle">{tile.code.clone()}</text>
            };
            mark(text.colon, &tile.point, None, index == 0, None, shape.into_any())
        })
        .collect_view();
    let scale = scale(&tiles, highest, width, height);
    let height = if scale.is_some() { height + SCALE_HEIGHT } else { height };
    let drawing = view! {
        <svg role="group" aria-label=text.label.clone() width=width height=height overflow="visible"><g>{drawn}</g>{scale}</svg>
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

/// How much of its colour something has that holds this `share` of the highest value.
fn strength(share: f64) -> String {
    let strength = if share > 0.0 { FAINTEST + (STRONGEST - FAINTEST) * share } else { 0.0 };
    format!("{strength:.2}")
}

/// From the least value to the most, `top` pixels down the drawing; none while all tiles are empty. It says nothing that the tiles
/// and the table do not, so it is left to the eye.
fn scale(tiles: &[Tile], highest: f64, width: u32, top: u32) -> Option<AnyView> {
    let by_value = |one: &&Tile, other: &&Tile| one.point.value.total_cmp(&other.point.value);
    let (least, most) = (tiles.iter().min_by(by_value)?, tiles.iter().max_by(by_value)?);
    if most.point.value <= 0.0 {
        return None;
    }
    let (bars, words) = (top + 12, top + 38);
    let from = (least.point.value / highest).clamp(0.0, 1.0);
    let steps = (0..STEPS).map(|step| {
        let part = f64::from(step) / f64::from(STEPS - 1);
        let x = percent(f64::from(step) / f64::from(STEPS));
        view! {
            <rect class="bar" x=x y=bars width=width / STEPS height="8" fill-opacity=strength(from + (1.0 - from) * part)
                stroke="var(--control-line)"></rect>
        }
    });
    let scale = view! {
        <g aria-hidden="true">
            {steps.collect_view()}
            <text class="axis" x="0" y=words>{least.point.text.clone()}</text>
            <text class="axis" x="100%" y=words text-anchor="end">{most.point.text.clone()}</text>
        </g>
    };
    Some(scale.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(value: f64) -> Tile {
        Tile {
            code: "SP".into(),
            column: 0,
            row: 0,
            point: Point::new("São Paulo", value, format!("{value}")),
        }
    }

    #[test]
    fn a_scale_runs_from_the_least_value_to_the_most() {
        let html = scale(&[tile(0.0), tile(40.0), tile(10.0)], 40.0, 48, 48).unwrap().to_html();
        assert!(html.contains(">0<") && html.contains(">40<"), "{html}");
        assert_eq!((strength(0.0), strength(1.0)), ("0.00".to_owned(), "0.60".to_owned()));
        assert!(scale(&[tile(0.0)], f64::MIN_POSITIVE, 48, 48).is_none(), "what is empty has no scale");
    }
}
