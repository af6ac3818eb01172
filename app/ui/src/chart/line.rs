use leptos::prelude::*;

use super::scale::Scale;
use super::{AxisFormat, ChartText, PLOT_HEIGHT, Point, axis_labels, figure, grid, mark, percent, pixels};

/// A line over time, from zero, with the previous period as a thin grey one under it. `previous` pairs with
/// `points` by position and may be shorter; `previous_label` names it in the legend and the table.
#[component]
pub fn LineChart(
    text: ChartText,
    points: Vec<Point>,
    axis: AxisFormat,
    #[prop(optional)] previous: Vec<Point>,
    #[prop(optional, into)] previous_label: Option<String>,
) -> impl IntoView {
    let all = points.iter().chain(&previous);
    let scale = Scale::from_zero(all.map(|point| point.value).collect::<Vec<_>>().into_iter());
    let last = points.len().max(previous.len()).saturating_sub(1).max(1) as f64;
    let x = |index: usize| index as f64 / last;
    let marks = points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let end = index + 1 == points.len();
            let dot = view! {
                <circle class=if end { "dot is-end" } else { "dot" } cx=percent(x(index)) cy=pixels(scale.share(point.value)) r="4"></circle>
            };
            mark(point, points.len(), dot.into_any())
        })
        .collect_view();
    let end = points.last().map(|point| {
        // Above a rising line and below a falling one, so that the line does not cross its own number; but not where the labels of
        // the axis stand.
        let falling = points.iter().rev().nth(1).is_some_and(|before| before.value > point.value);
        let share = scale.share(point.value);
        let dy = if falling && share * PLOT_HEIGHT >= 24.0 { "18" } else { "-10" };
        let place = percent(x(points.len() - 1));
        let y = pixels(share);
        view! { <text class="value" x=place y=y dy=dy text-anchor="end">{point.text.clone()}</text> }
    });
    let height = format!("{PLOT_HEIGHT}");
    let plot = view! {
        {grid(&scale, axis)}
        <svg width="100%" height=height viewBox="0 0 100 100" preserveAspectRatio="none">
            <path class="line is-previous" d=path(&previous, &scale, x)></path>
            <path class="line" d=path(&points, &scale, x)></path>
        </svg>
        {marks}
        {end}
        {axis_labels(&points, x)}
    }
    .into_any();
    let legend = previous_label.clone().map(|label| {
        view! {
            <span class="legend">
                <span class="legend-now">{text.value_column.clone()}</span>
                <span class="legend-previous">{label}</span>
            </span>
        }
        .into_any()
    });
    let mut before = previous.into_iter();
    let has_previous = previous_label.is_some();
    let rows = points
        .into_iter()
        .map(|point| {
            let previous =
                has_previous.then(|| before.next().map_or_else(|| "–".to_owned(), |point| point.text));
            view! {
                <tr>
                    <th scope="row">{point.label}</th>
                    <td class="number">{point.text}</td>
                    {previous.map(|text| view! { <td class="number">{text}</td> })}
                </tr>
            }
        })
        .collect_view()
        .into_any();
    figure(text, legend, plot, rows, previous_label)
}

/// A path in a box of 100 by 100.
pub(super) fn path(points: &[Point], scale: &Scale, x: impl Fn(usize) -> f64) -> String {
    points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let command = if index == 0 { 'M' } else { 'L' };
            format!("{command}{:.2} {:.2}", x(index) * 100.0, (1.0 - scale.share(point.value)) * 100.0)
        })
        .collect()
}
