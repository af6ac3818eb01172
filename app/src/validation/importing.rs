//! `/admin/validacao/importacoes/:id`: what taking a file over into the catalogue would change, and changing it.

use super::{ImportApply, ImportCancel, ImportUndo, corrections::problem, list::trail, run_path, words};
use crate::{
    filter_bar::clear_filters,
    form::PostForm,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    products::measure,
    query_string::with_query,
    syncs,
};
use domain::{
    CatalogueImportId, CatalogueImportState as State, Currency, ImportAction, ImportOutcome, Money,
    Permission,
    view::{
        catalogue_import::{CatalogueImport, ImportFilter, ImportRow, ProductValues, RowError},
        page::{Cursor, Page as Rows},
    },
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use std::collections::BTreeMap;
use ui::{
    Banner, Button, ButtonKind, Cell, CheckboxField, Column, CursorPager, DataTable, EmptyState, FilterBar,
    FilterSelect, FormActions, IconName, LinkButton, ListFrame, PageHeader, PagerLink, Panel, Place,
    Progress, Row, SelectOption, StatRow, StatTile, StatusBadge, Tone,
};

/// Where the list is on its page.
const ANCHOR: &str = "linhas";

/// Values of a new product that are shown without being asked for.
const SHOWN: usize = 2;

/// Columns that are named as left out.
const NAMED: usize = 20;

/// What stands in the address. What cannot be read counts as not set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Wanted {
    /// What is done with a record.
    acao: String,
    cursor: String,
    /// The import that has to be taken back before this one.
    depois: String,
}

impl Wanted {
    fn filter(&self) -> ImportFilter {
        match self.acao.as_str() {
            WITH_ERRORS => ImportFilter::WithErrors,
            acao => acao.parse().map_or(ImportFilter::All, ImportFilter::Action),
        }
    }

    fn place(&self) -> Option<Cursor> {
        self.cursor.parse().ok()
    }

    fn address(&self, id: CatalogueImportId) -> String {
        with_query(&path(id), &[("acao", self.acao.as_str()), ("cursor", &self.cursor)])
    }
}

/// The filter for products with errors.
const WITH_ERRORS: &str = "errors";

/// Where the form that applies is told what is wrong with it.
pub(super) const APPLY: &str = "validation/imports/apply";

/// What the page shows.
struct Shown {
    import: CatalogueImport,
    /// What has to be taken back before it.
    later: Option<CatalogueImport>,
    rows: Rows<ImportRow>,
    /// What the check found in those of them that have errors.
    errors: BTreeMap<i64, Vec<RowError>>,
    wanted: Wanted,
}

/// The page of an import.
pub(super) fn path(id: CatalogueImportId) -> String {
    format!("{}/importacoes/{id}", super::PATH)
}

/// The same where another one has to be taken back first.
pub(super) fn path_after(id: CatalogueImportId, later: CatalogueImportId) -> String {
    with_query(&path(id), &[("depois", &later.to_string())])
}

/// `/admin/validacao/importacoes/:id`
pub fn import_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: CatalogueImportId = cx.param("id")?;
        let shown = shown(&cx, &permit, id).await?;
        let title = cx.t.imports().title_of(&shown.import.sheet_name);
        Ok(Page::new(title, page(&cx, &shown)))
    })
}

async fn shown(cx: &PageCx, permit: &OrgCx<View>, id: CatalogueImportId) -> Result<Shown, HubError> {
    let wanted: Wanted = cx.query();
    let place = wanted.place();
    let (import, rows, errors) =
        hub::validation::catalogue_import(permit, id, wanted.filter(), place.as_ref()).await?;
    let later = match wanted.depois.parse() {
        Ok(later) => hub::validation::catalogue_import(permit, later, ImportFilter::All, None).await.ok(),
        Err(_) => None,
    };
    // By now it may be taken back.
    let later = later.map(|(later, ..)| later).filter(|later| later.state != State::Undone);
    Ok(Shown { import, later, rows, errors, wanted })
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(
    cx: &PageCx,
    permit: &OrgCx<View>,
    id: CatalogueImportId,
) -> Result<Fragment, HubError> {
    let shown = shown(cx, permit, id).await?;
    let (running, said) = (shown.import.state.is_at_work(), cx.t.imports().state(shown.import.state.code()));
    Ok(Fragment { html: body(cx, &shown).to_html(), running, said })
}

fn page(cx: &PageCx, shown: &Shown) -> AnyView {
    let (t, import) = (cx.t.imports(), &shown.import);
    let running = import.state.is_at_work();
    let who =
        import.requested_by.as_ref().map(|name| view! { <span>{cx.t.validation().asked_by(name)}</span> });
    let context = view! {
        <span class="dotted"><span>{format::date_time(cx.locale, import.created_at, cx.zone)}</span>{who}</span>
    };
    let ask = syncs::ask(cx, "import", &import.id.to_string());
    let there = (cx.t.validation().check_of(&import.sheet_name), run_path(import.run));
    let body = body(cx, shown);
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&import.sheet_name) context=context.into_any()/>
        <LivePart ask=ask run=import.id.to_string() running=running first=false>{body}</LivePart>
        {syncs::reload_without_script(running)}
    }
    .into_any()
}

fn body(cx: &PageCx, shown: &Shown) -> AnyView {
    let later = shown.later.as_ref().filter(|_| shown.import.state == State::Applied);
    view! {
        {later.map(|later| undo_first(cx, later))}
        {head(cx, &shown.import)}
        {figures(cx, &shown.import)}
        {left_out(cx, &shown.import)}
        {actions(cx, &shown.import)}
        {list(cx, shown)}
    }
    .into_any()
}

fn head(cx: &PageCx, import: &CatalogueImport) -> AnyView {
    let t = cx.t.imports();
    let count = |of: i64| u64::try_from(of).unwrap_or_default();
    match import.state {
        State::Reading | State::Applying | State::Undoing => {
            let label = t.state(import.state.code());
            let counts = cx.t.validation().rows(import.counts.done);
            view! {
                <Progress label=label done=count(import.counts.done) total=count(import.total) counts=counts/>
                {cancel(cx, import)}
            }
            .into_any()
        }
        State::Ready if import.counts.creates + import.counts.updates == 0 && import.counts.refused > 0 => {
            view! { <Banner tone=Tone::Warning title=t.none_possible() text=t.none_possible_text()/> }
                .into_any()
        }
        State::Ready if import.counts.creates + import.counts.updates == 0 => {
            view! { <Banner tone=Tone::Positive title=t.same() text=t.same_text()/> }.into_any()
        }
        State::Ready => view! { <Banner tone=Tone::Info title=t.ready() text=t.ready_text()/> }.into_any(),
        State::Applied => {
            let broken = import.problem.as_ref().map(|code| {
                view! { <Banner tone=Tone::Critical title=t.failed() text=problem(cx, code)/> }
            });
            view! {
                {broken}
                <Banner tone=Tone::Positive title=t.applied(import.counts.applied) text=t.applied_text()/>
                {overtaken(cx, import)}
            }
            .into_any()
        }
        State::Undone => {
            view! { <Banner tone=Tone::Info title=t.undone() text=t.undone_text()/> {overtaken(cx, import)} }
                .into_any()
        }
        State::Cancelled => {
            view! { <Banner tone=Tone::Info title=t.cancelled() text=t.cancelled_text()/> }.into_any()
        }
        State::Failed => {
            let text = problem(cx, import.problem.as_deref().unwrap_or_default());
            view! { <Banner tone=Tone::Critical title=t.failed() text=text/> }.into_any()
        }
    }
}

/// Leads to the import that has to be taken back first.
fn undo_first(cx: &PageCx, later: &CatalogueImport) -> AnyView {
    let t = cx.t.imports();
    let at = format::date_time(cx.locale, later.created_at, cx.zone);
    let text = t.undo_first_text(&at, &later.sheet_name);
    let action = view! { <LinkButton label=t.undo_first_open() href=path(later.id)/> }.into_any();
    view! { <Banner tone=Tone::Warning title=t.undo_first() text=text action=action/> }.into_any()
}

fn overtaken(cx: &PageCx, import: &CatalogueImport) -> Option<AnyView> {
    let count = import.counts.overtaken;
    (count > 0).then(|| view! { <p class="meta">{cx.t.imports().overtaken(count)}</p> }.into_any())
}

fn cancel(cx: &PageCx, import: &CatalogueImport) -> Option<AnyView> {
    let (label, id, back) = (cx.t.validation().stop(), import.id.to_string(), path(import.id));
    cx.may(Permission::EditCatalog).then(|| {
        view! {
            <PostForm action=ImportCancel::url() return_to=back class="inline-form">
                <input type="hidden" name="import" value=id/>
                <Button label=label/>
            </PostForm>
        }
        .into_any()
    })
}

fn figures(cx: &PageCx, import: &CatalogueImport) -> AnyView {
    let (t, counts) = (cx.t.imports(), import.counts);
    let number = |count| format::integer(cx.locale, count);
    let (creates, updates) = (number(counts.creates), number(counts.updates));
    let (unchanged, refused) = (number(counts.unchanged), number(counts.refused));
    let faulty = (counts.faulty() > 0).then(|| {
        let (label, value) = (t.tile(WITH_ERRORS), number(counts.faulty()));
        view! { <StatTile label=label value=value/> }
    });
    view! {
        <StatRow>
            <StatTile label=t.tile("create") value=creates/>
            <StatTile label=t.tile("update") value=updates/>
            <StatTile label=t.tile("unchanged") value=unchanged/>
            {faulty}
            <StatTile label=t.tile("refused") value=refused/>
        </StatRow>
    }
    .into_any()
}

/// What of the file no product gets.
fn left_out(cx: &PageCx, import: &CatalogueImport) -> Option<AnyView> {
    let (t, left) = (cx.t.imports(), &import.left_out);
    let columns = (!left.columns.is_empty()).then(|| {
        let shown = left.columns.iter().take(NAMED).cloned();
        let more = left.columns.len().saturating_sub(NAMED) + left.more_columns;
        let more = (more > 0).then(|| t.more_columns(i64::try_from(more).unwrap_or(i64::MAX)));
        let names: Vec<_> = shown.chain(more).collect();
        view! { <p>{t.left_columns(&names.join(", "))}</p> }
    });
    let cells = (!left.cells.is_empty()).then(|| {
        let of = |(field, count): (&String, &i64)| t.cells_of(*count, &words::field_code(cx.t, field));
        let fields: Vec<_> = left.cells.iter().map(of).collect();
        view! { <p>{t.left_cells(left.cells.values().sum(), &fields.join(", "))}</p> }
    });
    (columns.is_some() || cells.is_some()).then(|| {
        view! { <Panel title=t.left_out()><div class="list">{columns}{cells}</div></Panel> }.into_any()
    })
}

fn actions(cx: &PageCx, import: &CatalogueImport) -> Option<AnyView> {
    if !cx.may(Permission::EditCatalog) {
        return None;
    }
    let (t, counts) = (cx.t.imports(), import.counts);
    let (id, back, undo) = (import.id.to_string(), path(import.id), cx.t.corrections().undo());
    let (run, to_check) = (import.run, cx.t.corrections().to_check());
    match import.state {
        State::Ready => {
            let form = cx.form(APPLY);
            let take = |name: &'static str, label: String, faulty: i64| {
                let checked = form.ticked(name, true);
                match counts.faulty() {
                    0 => view! { <CheckboxField name=name label=label checked=checked/> }.into_any(),
                    _ => {
                        let help = t.with_errors(faulty);
                        view! { <CheckboxField name=name label=label checked=checked help=help/> }.into_any()
                    }
                }
            };
            let new =
                (counts.creates > 0).then(|| take("new", t.take_new(counts.creates), counts.faulty_creates));
            let changes = (counts.updates > 0)
                .then(|| take("changes", t.take_changes(counts.updates), counts.faulty_updates));
            let clean = (counts.faulty() > 0).then(|| {
                let (checked, help) = (form.ticked("clean", false), t.only_clean_help(counts.faulty()));
                view! { <CheckboxField name="clean" label=t.only_clean() checked=checked help=help/> }
            });
            (counts.changes() > 0).then(|| {
                view! {
                    <PostForm action=ImportApply::url() return_to=back class="form">
                        <input type="hidden" name="import" value=id/>
                        {new}
                        {changes}
                        {clean}
                        <FormActions>
                            <Button label=t.apply() kind=ButtonKind::Primary icon=IconName::Check/>
                            <LinkButton label=to_check href=run_path(run)/>
                        </FormActions>
                    </PostForm>
                }
                .into_any()
            })
        }
        State::Applied if counts.applied > 0 => Some(
            view! {
                <div class="actions">
                    <LinkButton label=t.to_products() href="/admin/produtos"/>
                    <PostForm action=ImportUndo::url() return_to=back class="inline-form">
                        <input type="hidden" name="import" value=id/>
                        <Button label=undo/>
                    </PostForm>
                </div>
            }
            .into_any(),
        ),
        _ => None,
    }
}

fn list(cx: &PageCx, shown: &Shown) -> AnyView {
    let (t, import, wanted) = (cx.t.imports(), &shown.import, &shown.wanted);
    let counts = import.counts;
    if counts.creates + counts.updates + counts.refused == 0 {
        return ().into_any();
    }
    let columns = vec![
        Column::new(Place::Lead, t.product()),
        Column::new(Place::Detail, t.what()),
        Column::new(Place::State, t.action_column()),
    ];
    let none = Vec::new();
    let rows = shown.rows.rows.iter().map(|row| {
        let errors = shown.errors.get(&row.row).unwrap_or(&none);
        line(cx, import, row, errors)
    });
    let rows = rows.collect();
    let of_errors = (counts.faulty() > 0).then_some(WITH_ERRORS);
    let options = ImportAction::ALL
        .iter()
        .map(|of| of.code())
        .chain(of_errors)
        .map(|of| SelectOption::new(of, t.action(of)).chosen(&wanted.acao));
    let options = std::iter::once(SelectOption::new("", t.any_action())).chain(options).collect();
    let all = format!("{}#{ANCHOR}", path(import.id));
    let clear = clear_filters(cx.t, !matches!(wanted.filter(), ImportFilter::All), all.clone());
    let filters = view! {
        <FilterBar action=all.clone() label=t.filter_label() apply=cx.t.common().filter() clear=clear>
            <FilterSelect name="acao" label=t.action_column() options=options/>
        </FilterBar>
    };
    let action = view! { <LinkButton label=cx.t.common().clear_filters() href=all/> }.into_any();
    let empty = view! {
        <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/>
    }
    .into_any();
    let pager = pager(cx, shown);
    view! {
        <h2 id=ANCHOR>{t.rows()}</h2>
        <ListFrame filters=filters.into_any() pager=pager>
            <DataTable caption=t.rows() columns=columns rows=rows dense=true empty=empty/>
        </ListFrame>
    }
    .into_any()
}

fn line(cx: &PageCx, import: &CatalogueImport, row: &ImportRow, errors: &[RowError]) -> Row {
    let (t, v) = (cx.t.imports(), cx.t.validation());
    let place = format!("{} {}", v.row_word(), format::integer(cx.locale, row.row));
    let sku = if row.sku.is_empty() { place.clone() } else { row.sku.clone() };
    let note = (!row.sku.is_empty()).then(|| view! { <div class="meta">{place}</div> });
    let mut changes = changes(cx, import.currency, row);
    // Of a new product every value is said, and mostly nobody reads them all.
    let fold = row.action == ImportAction::Create && changes.len() > SHOWN + 1;
    let more = fold.then(|| {
        let more = changes.split_off(SHOWN);
        let count = i64::try_from(more.len()).unwrap_or(i64::MAX);
        view! { <details class="raw"><summary>{t.more_values(count)}</summary>{more}</details> }
    });
    let errors = errors.iter().map(|error| {
        let field = words::field_code(cx.t, &error.field);
        let told = t.error(&field, words::of_language(cx, &error.title));
        view! { <div class="meta">{told}</div> }
    });
    let errors = errors.collect_view();
    let problems = row.problems.iter().map(|problem| {
        let field = words::field_code(cx.t, &problem.field);
        view! { <div class="meta">{t.problem(&field, problem.kind.code())}</div> }
    });
    let problems = problems.collect_view();
    let (label, tone) = match row.outcome {
        Some(outcome) => (
            t.outcome(outcome.code()),
            match outcome {
                ImportOutcome::Applied => Tone::Positive,
                ImportOutcome::Overtaken => Tone::Warning,
                ImportOutcome::Undone => Tone::Neutral,
            },
        ),
        // It was not asked for when the others were applied.
        None if matches!(import.state, State::Applied | State::Undone | State::Undoing) => {
            (t.action(ImportAction::Refused.code()), Tone::Neutral)
        }
        None if row.has_errors && row.action != ImportAction::Refused => {
            (t.action(WITH_ERRORS), Tone::Warning)
        }
        None => (
            t.action(row.action.code()),
            match row.action {
                ImportAction::Create => Tone::Positive,
                ImportAction::Update => Tone::Info,
                ImportAction::Refused => Tone::Critical,
            },
        ),
    };
    let href = row
        .product
        .filter(|_| row.outcome != Some(ImportOutcome::Undone) || row.action == ImportAction::Update);
    let href = href.map(|product| format!("/admin/produtos/{product}")).unwrap_or_default();
    Row {
        href,
        lead: view! { <div>{sku}</div> {note} }.into_any(),
        cells: vec![
            Cell::view(view! { {changes} {more} {problems} {errors} }),
            Cell::view(view! { <StatusBadge tone=tone label=label/> }),
        ],
        pick: None,
    }
}

/// Field by field, what a product has and what it gets.
fn changes(cx: &PageCx, currency: Currency, row: &ImportRow) -> Vec<AnyView> {
    let (t, v) = (cx.t.imports(), cx.t.validation());
    let is_new = row.action == ImportAction::Create;
    let shown = |values: &ProductValues| {
        let amount = |minor: Option<i64>| {
            minor.map(|minor| format::money(cx.locale, Money::from_minor(minor, currency)))
        };
        let text = |text: &Option<String>| text.as_deref().map(|text| words::text(cx, text));
        let side = |length: Option<i64>| length.map(|length| measure::millimetres(cx.locale, length));
        [
            ("title", text(&values.name)),
            ("brand", text(&values.brand)),
            ("category", text(&values.category)),
            ("description", text(&values.description)),
            ("price", amount(values.price_minor)),
            ("compare_at_price", amount(values.compare_at_minor)),
            ("cost", amount(values.cost_minor)),
            ("stock", values.stock.map(|stock| format::integer(cx.locale, stock))),
            ("gtin", values.gtin.clone()),
            ("ncm", values.ncm.clone()),
            ("weight", values.weight_grams.map(|grams| measure::grams(cx.locale, grams))),
            ("length", side(values.length_mm)),
            ("width", side(values.width_mm)),
            ("height", side(values.height_mm)),
            ("images", text(&values.images.as_ref().map(|images| images.join(", ")))),
        ]
    };
    shown(&row.before)
        .into_iter()
        .zip(shown(&row.after))
        .filter(|((_, before), (_, after))| before.is_some() || after.is_some())
        .map(|((field, before), (_, after))| {
            let field = words::field_code(cx.t, field);
            let empty = || v.empty_value().to_owned();
            let after = after.unwrap_or_else(empty);
            let told = match is_new {
                true => t.value(&field, &after),
                false => t.change(&after, &before.unwrap_or_else(empty), &field),
            };
            view! { <div>{told}</div> }.into_any()
        })
        .collect()
}

fn pager(cx: &PageCx, shown: &Shown) -> AnyView {
    let page = &shown.rows;
    if page.previous.is_none() && page.next.is_none() {
        return ().into_any();
    }
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| {
            let there = Wanted { cursor: cursor.to_string(), ..shown.wanted.clone() };
            format!("{}#{ANCHOR}", there.address(shown.import.id))
        }),
    };
    let common = cx.t.common();
    view! {
        <CursorPager label=cx.t.imports().pages() previous=link(common.previous_page(), &page.previous)
            next=link(common.next_page(), &page.next)/>
    }
    .into_any()
}
