//! The table of a list: sticky header, numbers at the right, the first column is the link. Under 700 px (970 where
//! there are many columns) a row becomes an item of two lines, laid out by the [`Place`] of its columns.

use leptos::prelude::*;

use crate::{Icon, IconName};

/// Where a column goes on a phone, and how its cells are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The link of the row: first line, left.
    Lead,
    /// A number that matters as much: first line, right. Right-aligned in the table, too.
    Figure,
    /// Second line, left, one after the other.
    #[default]
    Detail,
    /// A number on the second line, left. Right-aligned in the table.
    DetailFigure,
    /// Second line, right: usually the badge.
    State,
    /// Text that phones leave out.
    Extra,
    /// A number that phones leave out.
    ExtraFigure,
}

impl Place {
    const fn class(self) -> &'static str {
        match self {
            Self::Lead => "t-lead",
            Self::Figure => "t-figure number",
            Self::Detail => "t-detail",
            Self::DetailFigure => "t-detail number",
            Self::State => "t-state",
            Self::Extra => "t-extra",
            Self::ExtraFigure => "t-extra number",
        }
    }
}

/// How a list is sorted by a column now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    No,
    Ascending,
    Descending,
}

/// A column: its heading, its place, and the address that sorts by it.
pub struct Column {
    label: String,
    place: Place,
    sort: Option<(String, Sorted)>,
}

impl Column {
    pub fn new(place: Place, label: impl Into<String>) -> Self {
        Self { label: label.into(), place, sort: None }
    }

    /// Makes the heading a link to `href`, which sorts the list by this column (or turns its order round).
    pub fn sorted(mut self, href: impl Into<String>, now: Sorted) -> Self {
        self.sort = Some((href.into(), now));
        self
    }

    fn heading(self) -> AnyView {
        let Some((href, now)) = self.sort else {
            return view! { <th scope="col" class=self.place.class()>{self.label}</th> }.into_any();
        };
        let (order, icon) = match now {
            Sorted::No => (None, None),
            Sorted::Ascending => (Some("ascending"), Some(IconName::ArrowUp)),
            Sorted::Descending => (Some("descending"), Some(IconName::ArrowDown)),
        };
        view! {
            <th scope="col" class=self.place.class() aria-sort=order>
                <a href=href>{self.label}{icon.map(|name| view! { <Icon name=name/> })}</a>
            </th>
        }
        .into_any()
    }
}

/// What stands in a cell.
pub enum Cell {
    Text(String),
    /// A value that is missing. It is not zero and not empty text. A phone has no heading that says of what, and leaves it out.
    Missing,
    View(AnyView),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn view(view: impl IntoView + 'static) -> Self {
        Self::View(view.into_any())
    }

    /// A number under its heading; `told` says it in words where a phone has no headings.
    pub fn counted(number: String, told: String) -> Self {
        Self::view(view! { <span class="only-wide">{number}</span><span class="only-narrow">{told}</span> })
    }

    /// A value with the word of its column before it, where a phone has no headings.
    pub fn labelled(label: &'static str, value: impl IntoView + 'static) -> Self {
        Self::view(view! { <span class="only-narrow">{label}" "</span>{value} })
    }

    fn into_content(self) -> AnyView {
        match self {
            Self::Text(text) => text.into_any(),
            Self::Missing => view! { <span class="missing only-wide">"–"</span> }.into_any(),
            Self::View(view) => view,
        }
    }
}

/// The checkbox of a row, for actions on several rows.
pub struct Pick {
    /// Names the row for assistive technology: "Selecionar venda 10482".
    pub label: String,
    pub name: String,
    pub value: String,
    /// Id of the form it belongs to (see [`ListFrame`]).
    pub form: String,
    pub checked: bool,
}

/// One row: where it leads, what the link reads, and one cell for each column after the first.
pub struct Row {
    /// Empty where the row leads nowhere.
    pub href: String,
    pub lead: AnyView,
    pub cells: Vec<Cell>,
    pub pick: Option<Pick>,
}

/// A table of rows. The first column has [`Place::Lead`]. With no rows it shows `empty` instead.
#[component]
pub fn DataTable(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    #[prop(optional)] dense: bool,
    /// What the box is called that a script puts over those of the rows.
    #[prop(optional)]
    pick_all: Option<&'static str>,
    /// An [`EmptyState`](crate::EmptyState): nothing yet, nothing for these filters, or could not be read.
    empty: AnyView,
) -> impl IntoView {
    if rows.is_empty() {
        return empty;
    }
    let picks = rows.iter().any(|row| row.pick.is_some());
    let places: Vec<Place> = columns.iter().map(|column| column.place).collect();
    let headings = columns.into_iter().map(Column::heading).collect_view();
    let rows = rows.into_iter().map(|row| row_view(row, &places, picks)).collect_view();
    view! {
        <table class=if dense { "table is-dense" } else { "table" }>
            <caption class="visually-hidden">{caption}</caption>
            <thead><tr>{picks.then(|| pick_heading(pick_all))}{headings}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The heading over the boxes of rows: empty, until a script puts a box for all of them there, which is called `label`.
pub fn pick_heading(label: Option<&'static str>) -> AnyView {
    view! { <td class="t-pick" data-all=label></td> }.into_any()
}

fn row_view(row: Row, places: &[Place], picks: bool) -> AnyView {
    let pick = picks.then(|| {
        let checkbox = row.pick.map(|pick| {
            view! { <input type="checkbox" name=pick.name value=pick.value form=pick.form checked=pick.checked aria-label=pick.label/> }
        });
        view! { <td class="t-pick">{checkbox}</td> }
    });
    let cells = places
        .iter()
        .skip(1)
        .zip(row.cells)
        .map(|(place, cell)| view! { <td class=place.class()>{cell.into_content()}</td> })
        .collect_view();
    let lead = match row.href.is_empty() {
        true => row.lead,
        false => view! { <a href=row.href>{row.lead}</a> }.into_any(),
    };
    view! { <tr>{pick}<th scope="row" class="t-lead">{lead}</th>{cells}</tr> }.into_any()
}

/// A list with its filters, its table, its pager, and under them the bar for picked rows, which comes as soon
/// as one is picked and keeps to the foot of the window. `bulk` is a form with the id that the [`Pick`]s name;
/// see [`BulkBar`].
#[component]
pub fn ListFrame(
    /// Has more columns than 970 px have room for: below that its rows are items.
    #[prop(optional)]
    many: bool,
    #[prop(optional)] filters: Option<AnyView>,
    #[prop(optional)] bulk: Option<AnyView>,
    #[prop(optional)] pager: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let list = view! { <div class="list">{filters}{children()}{pager}{bulk}</div> };
    if many { view! { <div class="t-many">{list}</div> }.into_any() } else { list.into_any() }
}

/// The form that acts on the picked rows.
#[component]
pub fn BulkBar(
    #[prop(into)] id: String,
    #[prop(into)] action: String,
    /// `get` where it leads to a page that asks first.
    #[prop(default = "post")]
    method: &'static str,
    /// "Selecionadas:": the number behind it is counted by the browser.
    #[prop(into)]
    picked: String,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="bulk" id=id method=method action=action>
            <span class="bulk-count number">{picked}</span>
            {children()}
        </form>
    }
}
