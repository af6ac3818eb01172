use leptos::prelude::*;

use super::Point;
use super::line::path;
use super::scale::Scale;

/// A line the size of a word, without axes. `label` says in words what it shows; the numbers stand beside it.
#[component]
pub fn Sparkline(#[prop(into)] label: String, points: Vec<Point>) -> impl IntoView {
    let scale = Scale::from_zero(points.iter().map(|point| point.value).collect::<Vec<_>>().into_iter());
    let last = points.len().saturating_sub(1).max(1) as f64;
    view! {
        <svg class="spark" role="img" aria-label=label viewBox="0 -4 100 108" preserveAspectRatio="none">
            <title>{label.clone()}</title>
            <path class="line" d=path(&points, &scale, |index| index as f64 / last)></path>
        </svg>
    }
}
