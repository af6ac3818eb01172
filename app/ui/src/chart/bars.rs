use leptos::prelude::*;

use super::line::path;
use super::scale::Scale;
use super::{
    AxisFormat, ChartText, Drawn, PLOT_HEIGHT, Point, Reach, axis_labels, figure, grid, legend, mark, marked,
    percent, pixels, rows, told_before,
};

/// So many characters of values fit side by side above the bars at 390 px. Where all fit, every bar bears its
/// value, else only the highest does.
const VALUE_CHARACTERS: usize = 44;

/// Bars over time, from zero, with the previous period as a thin grey line over them, as in a [`LineChart`](super::LineChart).
#[component]
pub fn BarChart(
    text: ChartText,
    points: Vec<Point>,
    axis: AxisFormat,
    #[prop(optional)] previous: Vec<Point>,
    #[prop(optional_no_strip, into)] previous_label: Option<String>,
    /// The axis bears a label at every so many bars from the first on; at as many as fit where it is not given.
    #[prop(optional)]
    label_every: usize,
) -> impl IntoView {
    let all = points.iter().chain(&previous);
    let scale = Scale::from_zero(all.map(|point| point.value).collect::<Vec<_>>().into_iter());
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
            let height = (top - bottom) * PLOT_HEIGHT;
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
            let before = told_before(text.colon, &previous, previous_label.as_deref(), index);
            let reach = Reach { from: index as f64 * slot, width: slot };
            mark(text.colon, point, before, index + 1 == points.len(), Some(reach), bar.into_any())
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
    let line = (!previous.is_empty()).then(|| {
        view! {
            <svg width="100%" height=format!("{PLOT_HEIGHT}") viewBox="0 0 100 100" preserveAspectRatio="none">
                <path class="line is-previous" d=path(&previous, &scale, centre)></path>
            </svg>
        }
    });
    let plot = view! {
        {grid(&scale, axis)}
        {marked(bars.into_any(), view! { {line}{labels} }.into_any())}
        {axis_labels(&points, label_every, centre)}
    }
    .into_any();
    let legend = legend(Drawn::Bars, &text.value_column, previous_label.as_deref());
    let rows = rows(points, previous, previous_label.is_some());
    figure(text, legend, plot, rows, previous_label)
}
