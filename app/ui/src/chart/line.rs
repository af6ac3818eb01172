use leptos::prelude::*;

use super::scale::Scale;
use super::{
    AxisFormat, ChartText, Drawn, PLOT_HEIGHT, Point, Reach, axis_labels, figure, grid, legend, mark, marked,
    percent, pixels, rows, told_before,
};

/// The part of the plot's width that the label of the last value takes: on a page as narrow as a phone, and on a wider one.
const NARROW_END_LABEL: f64 = 0.35;
const WIDE_END_LABEL: f64 = 0.15;

/// A line over time, from zero, with the previous period as a thin grey one under it. `previous` pairs with
/// `points` by position and may be shorter; `previous_label` names it in the legend and the table.
#[component]
pub fn LineChart(
    text: ChartText,
    points: Vec<Point>,
    axis: AxisFormat,
    #[prop(optional)] previous: Vec<Point>,
    #[prop(optional_no_strip, into)] previous_label: Option<String>,
    /// What follows the last value while its time is not over: "até agora". The line to it is dashed.
    #[prop(optional_no_strip, into)]
    so_far: Option<String>,
    /// The axis bears a label at every so many points from the first on; at as many as fit where it is not given.
    #[prop(optional)]
    label_every: usize,
) -> impl IntoView {
    let mut points = points;
    let all = points.iter().chain(&previous);
    let scale = Scale::from_zero(all.map(|point| point.value).collect::<Vec<_>>().into_iter());
    let last = points.len().max(previous.len()).saturating_sub(1).max(1) as f64;
    let x = |index: usize| index as f64 / last;
    let end_label = points.last().map(|point| {
        let at = x(points.len() - 1);
        let label = |part: f64| {
            let is_early = at < part;
            let (from, until) = if is_early { (at, at + part) } else { (at - part, at) };
            // A line that comes in or goes out crosses it, too.
            let crosses = |index: usize| x(index + 1) > from && x(index) < until + x(1);
            let crossing = [&points, &previous].into_iter().flat_map(|line| line.iter().enumerate());
            let crossing =
                crossing.filter(|(index, _)| crosses(*index)).map(|(_, one)| scale.share(one.value));
            let y = format!("{:.1}", clear_of(crossing, scale.share(point.value)));
            (y, if is_early { "start" } else { "end" })
        };
        let drawn = |(y, anchor): (String, &'static str)| {
            view! { <text class="value" x=percent(at) y=y text-anchor=anchor>{point.text.clone()}</text> }
        };
        let (narrow, wide) = (label(NARROW_END_LABEL), label(WIDE_END_LABEL));
        if narrow == wide {
            return drawn(wide).into_any();
        }
        view! { <g class="only-narrow">{drawn(narrow)}</g> <g class="only-wide">{drawn(wide)}</g> }.into_any()
    });
    if let Some((so_far, last)) = so_far.as_ref().zip(points.last_mut()) {
        last.text = format!("{} {so_far}", last.text);
    }
    let marks = points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let end = index + 1 == points.len();
            let dot = view! {
                <circle class=if end { "dot is-end" } else { "dot" } cx=percent(x(index)) cy=pixels(scale.share(point.value)) r="4"></circle>
            };
            let before = told_before(text.colon, &previous, previous_label.as_deref(), index);
            let (from, until) = ((index as f64 - 0.5) / last, (index as f64 + 0.5) / last);
            let from = from.max(0.0);
            let reach = Reach { from, width: until.min(1.0) - from };
            mark(text.colon, point, before, end, Some(reach), dot.into_any())
        })
        .collect_view();
    // The time before may reach further than what has come.
    let longest = if previous.len() > points.len() { &previous } else { &points };
    let height = format!("{PLOT_HEIGHT}");
    let whole = points.len().saturating_sub(usize::from(so_far.is_some()));
    let open_from = whole.saturating_sub(1);
    let open = so_far.is_some().then(|| {
        let way = path(&points[open_from..], &scale, |index| x(open_from + index));
        view! { <path class="line" stroke-dasharray="2 4" d=way></path> }
    });
    let plot = view! {
        {grid(&scale, axis)}
        <svg width="100%" height=height viewBox="0 0 100 100" preserveAspectRatio="none">
            <path class="line is-previous" d=path(&previous, &scale, x)></path>
            <path class="line" d=path(&points[..whole], &scale, x)></path>
            {open}
        </svg>
        {marked(marks.into_any(), end_label.into_any())}
        {axis_labels(longest, label_every, x)}
    }
    .into_any();
    let legend = legend(Drawn::Line, &text.value_column, previous_label.as_deref());
    let rows = rows(points, previous, previous_label.is_some());
    figure(text, legend, plot, rows, previous_label)
}

/// Where a label stands, in pixels from the top, that no line crosses: right above or below the `shares` of the lines, whichever is
/// nearer to its `own`; but not where the labels of the axis stand.
fn clear_of(shares: impl Iterator<Item = f64>, own: f64) -> f64 {
    let (low, high) = shares.fold((own, own), |(low, high), share| (low.min(share), high.max(share)));
    let above = (1.0 - high) * PLOT_HEIGHT - 10.0;
    let below = (1.0 - low) * PLOT_HEIGHT + 18.0;
    if high - own > own - low && below <= PLOT_HEIGHT - 6.0 { below } else { above }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_beside_the_lines() {
        let above = |share: f64| (1.0 - share) * PLOT_HEIGHT - 10.0;
        let place = |shares: &[f64], own| clear_of(shares.iter().copied(), own);
        assert_eq!(place(&[0.2, 0.5], 0.5), above(0.5), "a line that rises is under it");
        assert_eq!(place(&[0.8, 0.5], 0.5), (1.0 - 0.5) * PLOT_HEIGHT + 18.0, "and one that falls over it");
        assert_eq!(place(&[0.8, 0.05], 0.05), above(0.8), "the axis has the room below");
        assert_eq!(place(&[], 0.3), above(0.3));
    }
}
