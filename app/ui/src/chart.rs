//! Charts drawn by the server as SVG. Lengths are percentages of the drawing, so bars and lines follow the
//! width of the page while text keeps its size. Every chart has a label, a value in words on each mark, and
//! the same numbers as a table behind a toggle.

use leptos::prelude::*;

mod bars;
mod line;
mod ranks;
mod scale;
mod tiles;

pub use bars::BarChart;
pub use line::LineChart;
pub use ranks::*;
pub use tiles::{Tile, TileMap};

/// One value of a series. `value` only sets a length, `text` is what people read; amounts of money are
/// never computed from `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// "21/11"
    pub label: String,
    /// How it is called where the axis has no room: "Semana de 21/11". The label where it is `None`.
    pub name: Option<String>,
    pub value: f64,
    /// "R$ 1.234,56"
    pub text: String,
}

impl Point {
    pub fn new(label: impl Into<String>, value: f64, text: impl Into<String>) -> Self {
        Self { label: label.into(), name: None, value, text: text.into() }
    }

    /// The same, called so in its words.
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }
}

/// Writes the number at a grid line in the reader's language: `1000.0` as "1 mil".
pub type AxisFormat = fn(f64) -> String;

/// The words around a chart.
pub struct ChartText {
    /// What it shows, with the period: "Vendas por dia, 1 a 30 de novembro".
    pub label: String,
    /// "Ver tabela"
    pub show_table: String,
    /// Between the name of a mark and its value.
    pub colon: &'static str,
    /// Heading of the column of labels: "Dia".
    pub label_column: String,
    /// Heading of the column of values: "Vendas".
    pub value_column: String,
}

/// Height of the plot in CSS pixels; the labels of the horizontal axis stand below it.
const PLOT_HEIGHT: f64 = 180.0;
/// At most this many labels under the horizontal axis, and of long ones so many characters, so that they fit at 320 px: the last
/// one ends with the plot and takes the room before it.
const AXIS_LABELS: usize = 4;
const AXIS_CHARACTERS: usize = 30;

/// The part of the plot's width that belongs to a mark: where it begins, and how wide it is.
struct Reach {
    from: f64,
    width: f64,
}

/// A mark of a chart whose value shows above the plot while the pointer is anywhere over its `reach`, or the focus on it, and under it
/// what was there `before`: "Período anterior: R$ 1.234,56". Of the marks of a chart one `is_stop` of the Tab key; from there the
/// arrows lead to the others.
fn mark(
    colon: &str,
    point: &Point,
    before: Option<String>,
    is_stop: bool,
    reach: Option<Reach>,
    shape: AnyView,
) -> AnyView {
    let told = format!("{}{colon} {}", point.name.as_ref().unwrap_or(&point.label), point.text);
    let name = before.iter().fold(told.clone(), |name, before| format!("{name}. {before}"));
    let before = before.map(|before| view! { <tspan x="100%" dy="14">{before}</tspan> });
    let reach = reach.map(|Reach { from, width }| {
        view! { <rect x=percent(from) width=percent(width) height=format!("{PLOT_HEIGHT}") pointer-events="all"></rect> }
    });
    view! {
        <g class="datum" role="img" tabindex=if is_stop { "0" } else { "-1" } aria-label=name>
            {reach}
            {shape}
            <text class="value tip" opacity="0" x="100%" y="-4" text-anchor="end">{told}{before}</text>
        </g>
    }
    .into_any()
}

/// The marks of a plot with the labels over them. The pointer meets nothing but their reaches, which are not drawn.
fn marked(marks: AnyView, labels: AnyView) -> AnyView {
    view! { <g fill="none" pointer-events="none"><g>{marks}</g>{labels}</g> }.into_any()
}

fn percent(part: f64) -> String {
    format!("{:.3}%", part * 100.0)
}

fn pixels(share: f64) -> String {
    format!("{:.1}", (1.0 - share) * PLOT_HEIGHT)
}

/// Grid lines with their numbers at the left.
fn grid(scale: &scale::Scale, format: AxisFormat) -> AnyView {
    scale
        .ticks()
        .map(|tick| {
            let y = pixels(scale.share(tick));
            view! {
                <line class="grid" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
                <text class="axis" x="-8" y=y dy="0.32em" text-anchor="end">{format(tick)}</text>
            }
        })
        .collect_view()
        .into_any()
}

/// Labels under the plot: one `every` so many points from the first on; or, where that is zero, the last one always, the others at
/// even steps before it. One at the very end of the plot stays within it.
fn axis_labels(points: &[Point], every: usize, x: impl Fn(usize) -> f64) -> AnyView {
    let longest = points.iter().map(|point| point.label.chars().count()).max().unwrap_or_default();
    let most = (AXIS_CHARACTERS / longest.max(1)).clamp(2, AXIS_LABELS);
    let step = points.len().div_ceil(most).max(1);
    let is_labelled = |index: usize| match every {
        0 => (points.len() - 1 - index).is_multiple_of(step),
        every => index.is_multiple_of(every),
    };
    let y = format!("{:.0}", PLOT_HEIGHT + 18.0);
    points
        .iter()
        .enumerate()
        .filter(|(index, _)| is_labelled(*index))
        .map(|(index, point)| {
            let at = x(index);
            let anchor = if at < 1.0 { "middle" } else { "end" };
            view! { <text class="axis" x=percent(at) y=y.clone() text-anchor=anchor>{point.label.clone()}</text> }
        })
        .collect_view()
        .into_any()
}

/// What a chart draws of its own time.
#[derive(Clone, Copy)]
enum Drawn {
    Line,
    Bars,
}

/// What is drawn in a chart, each beside a piece of it, where there is a line of the time before.
fn legend(drawn: Drawn, now: &str, before: Option<&str>) -> Option<AnyView> {
    before.map(|before| {
        let own = match drawn {
            Drawn::Line => view! { <path class="line" d="M0 5h14"></path> }.into_any(),
            Drawn::Bars => view! { <rect class="bar" width="14" height="10" rx="2"></rect> }.into_any(),
        };
        view! {
            <span class="legend meta">
                <span><svg width="20" height="10" aria-hidden="true">{own}</svg>{now.to_owned()}</span>
                <span><svg width="20" height="10" aria-hidden="true"><path class="line is-previous" d="M0 5h14"></path></svg>{before.to_owned()}</span>
            </span>
        }
        .into_any()
    })
}

/// What a mark tells of the time before.
fn told_before(colon: &str, previous: &[Point], label: Option<&str>, index: usize) -> Option<String> {
    previous.get(index).zip(label).map(|(before, label)| format!("{label}{colon} {}", before.text))
}

/// The points as rows, with those of the time before as a third column where there is one.
fn rows(points: Vec<Point>, previous: Vec<Point>, has_previous: bool) -> AnyView {
    let mut before = previous.into_iter();
    points
        .into_iter()
        .map(|point| {
            let previous =
                has_previous.then(|| before.next().map_or_else(|| "–".to_owned(), |point| point.text));
            view! {
                <tr>
                    <th scope="row">{point.name.unwrap_or(point.label)}</th>
                    <td class="number">{point.text}</td>
                    {previous.map(|text| view! { <td class="number">{text}</td> })}
                </tr>
            }
        })
        .collect_view()
        .into_any()
}

/// The figure around a plot, with the table behind it.
fn figure(
    text: ChartText,
    legend: Option<AnyView>,
    plot: AnyView,
    table_rows: AnyView,
    extra_column: Option<String>,
) -> AnyView {
    let drawing =
        view! { <svg class="plot" role="group" aria-label=text.label.clone() height="204">{plot}</svg> };
    framed(text, legend, drawing.into_any(), table_rows, extra_column)
}

/// The figure around a drawing of any size, with the table behind it.
fn framed(
    text: ChartText,
    legend: Option<AnyView>,
    drawing: AnyView,
    table_rows: AnyView,
    extra_column: Option<String>,
) -> AnyView {
    view! {
        <figure class="chart">
            <figcaption>{text.label}{legend}</figcaption>
            {drawing}
            <details class="chart-table">
                <summary>{text.show_table}</summary>
                <table class="table is-dense">
                    <thead>
                        <tr>
                            <th scope="col">{text.label_column}</th>
                            <th scope="col" class="number">{text.value_column}</th>
                            {extra_column.map(|label| view! { <th scope="col" class="number">{label}</th> })}
                        </tr>
                    </thead>
                    <tbody>{table_rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}
