use leptos::prelude::*;

use super::scale::Scale;
use super::{AxisFormat, ChartText, Point, axis_labels, figure, grid, mark, percent, pixels};

/// So many characters of values fit side by side above the bars at 390 px. Where all fit, every bar bears its
/// value, else only the highest does.
const VALUE_CHARACTERS: usize = 44;

/// Bars over time, from zero.
#[component]
pub fn BarChart(text: ChartText, points: Vec<Point>, axis: AxisFormat) -> impl IntoView {
    let scale = Scale::from_zero(points.iter().map(|point| point.value));
    let slot = 1.0 / points.len().max(1) as f64;
    let centre = |index: usize| (index as f64 + 0.5) * slot;
    let highest = points.iter().map(|point| point.value).fold(0.0, f64::max);
    let zero = scale.share(0.0);
    let longest = points.iter().map(|point| point.text.chars().count()).max().unwrap_or(0);
    let all_labelled = longest * points.len() <= VALUE_CHARACTERS;
    let bars = points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let share = scale.share(point.value);
            let (top, bottom) = (share.max(zero), share.min(zero));
            let height = (top - bottom) * super::PLOT_HEIGHT;
            let bar = view! {
                <rect
                    class="bar"
                    x=percent(centre(index) - slot * 0.36)
                    width=percent(slot * 0.72)
                    y=pixels(top)
                    height=format!("{height:.1}")
                    rx="2"
                ></rect>
            };
            mark(point, None, points.len(), bar.into_any())
        })
        .collect_view();
    let peak = points.iter().position(|point| point.value == highest && highest > 0.0);
    let labels = points
        .iter()
        .enumerate()
        .filter(|(index, _)| all_labelled || peak == Some(*index))
        .map(|(index, point)| {
            let anchor = match centre(index) {
                left if !all_labelled && left < 0.15 => "start",
                right if !all_labelled && right > 0.85 => "end",
                _ => "middle",
            };
            let y = pixels(scale.share(point.value).max(zero));
            view! { <text class="value" x=percent(centre(index)) y=y dy="-6" text-anchor=anchor>{point.text.clone()}</text> }
        })
        .collect_view();
    let plot = view! {
        {grid(&scale, axis)}
        {bars}
        {labels}
        {axis_labels(&points, centre)}
    }
    .into_any();
    let rows = points
        .into_iter()
        .map(
            |point| view! { <tr><th scope="row">{point.label}</th><td class="number">{point.text}</td></tr> },
        )
        .collect_view()
        .into_any();
    figure(text, None, plot, rows, None)
}
