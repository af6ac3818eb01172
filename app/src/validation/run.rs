//! One check: how far it is, what it counted, which rules were broken, and where.

use super::{
    ImportStart, ValidationCancel, corrections, cost, findings, imported, list::trail, results, scope, sheet,
    sheet_path, templates, versions, words,
};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    plans, syncs,
};
use domain::{
    Permission, ProductId, Severity, SheetKind, ValidationRunId, ValidationState,
    view::{
        catalogue_import::ImportLine,
        page::Page as Rows,
        validation::{FieldCount, Finding, FindingFilter, RunRule, RunView},
    },
};
use findings::{Known, Wanted};
use hub::{HubError, auth::OrgCx, permit::View, validation::ExportKind};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use std::collections::BTreeMap;
use ui::{
    Banner, Button, ButtonKind, Cell, Column, DataTable, EmptyState, IconName, LinkButton, ListFrame, Menu,
    MenuLink, PageHeader, Place, Progress, Row, StatRow, StatTile, StatusBadge, Tone,
};

/// `/admin/validacao/conferencias/:id`
pub fn validation_run_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: ValidationRunId = cx.param("id")?;
        let shown = Shown::load(&cx, &permit, id).await?;
        Ok(Page::new(cx.t.validation().check_of(&shown.run.sheet_name), page(&cx, &shown)))
    })
}

/// What the page shows.
struct Shown {
    run: RunView,
    rules: Vec<RunRule>,
    /// How much was found in each field; nothing where only a part is wanted.
    fields: Vec<FieldCount>,
    found: Rows<Finding>,
    /// Products of the catalogue that findings are in, by their SKUs.
    products: BTreeMap<String, ProductId>,
    /// How many there are of what is wanted; none where all of them are.
    count: Option<i64>,
    wanted: Wanted,
    /// Of its file into the catalogue.
    imports: Vec<ImportLine>,
    /// What another check would count, once this one is over.
    cost: Option<cost::Told>,
}

impl Shown {
    async fn load(cx: &PageCx, permit: &OrgCx<View>, id: ValidationRunId) -> Result<Self, HubError> {
        let (run, rules) = hub::validation::run_view(permit, id).await?;
        let wanted: Wanted = cx.query();
        let fields = match !wanted.is_filtered() && rules.iter().any(|rule| rule.found > 0) {
            true => hub::validation::found_by_field(permit, id).await?,
            false => Vec::new(),
        };
        let filter = wanted.filter();
        let found = hub::validation::findings(permit, id, &filter, wanted.place().as_ref()).await?;
        let products = hub::validation::found_products(permit, run.kind, &found.rows).await?;
        let count = match filter != FindingFilter::default() {
            true => Some(hub::validation::count_findings(permit, id, &filter).await?),
            false => None,
        };
        let cost = match run.state.is_open() || !cx.may(Permission::EditCatalog) {
            true => None,
            false => cost::Told::of(cx, hub::validation::check_cost(permit, run.sheet).await?).await?,
        };
        // That the plan includes too little is what such a check ended by.
        let is_refused = run.problem.as_ref().is_some_and(|(code, _)| code == "plan_limit");
        let cost = cost.filter(|told| !is_refused || !told.cost.may_be_stopped());
        let imports = hub::validation::catalogue_imports(permit, run.sheet, Some(id)).await?;
        Ok(Self { run, rules, fields, found, products, count, wanted, imports, cost })
    }
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(
    cx: &PageCx,
    permit: &OrgCx<View>,
    id: ValidationRunId,
) -> Result<Fragment, HubError> {
    let shown = Shown::load(cx, permit, id).await?;
    let run = &shown.run;
    let running = run.state.is_open() || results::is_open(run);
    let said = cx.t.validation().state(run.state.code());
    Ok(Fragment { html: body(cx, &shown).to_html(), running, said })
}

fn page(cx: &PageCx, shown: &Shown) -> AnyView {
    let (t, run) = (cx.t.validation(), &shown.run);
    let running = run.state.is_open() || results::is_open(run);
    let who = run.requested_by.as_ref().map(|name| view! { <span>{t.asked_by(name)}</span> });
    let file = run.file.as_ref().filter(|_| run.kind == SheetKind::File);
    let file = file.map(|file| view! { <span>{file.name.clone()}</span> });
    let due = run.is_scheduled.then(|| view! { <span>{t.scheduled()}</span> });
    let context = view! {
        <span class="dotted">
            {file}
            <span>{format::date_time(cx.locale, run.created_at, cx.zone)}</span>
            {who}
            {due}
        </span>
    };
    let ask = syncs::ask(cx, "validation", &run.id.to_string());
    let there = (run.sheet_name.clone(), sheet_path(run.sheet));
    let body = body(cx, shown);
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.check_of(&run.sheet_name) context=context.into_any()/>
        <LivePart ask=ask run=run.id.to_string() running=running first=false>{body}</LivePart>
        {syncs::reload_without_script(running)}
    }
    .into_any()
}

/// Whether it was stopped and what it had found until then is there.
fn is_partial(run: &RunView, rules: &[RunRule]) -> bool {
    run.state == ValidationState::Cancelled && rules.iter().any(|rule| rule.found > 0)
}

/// What can be done once it is over.
fn actions(cx: &PageCx, run: &RunView, rules: &[RunRule]) -> Option<AnyView> {
    if run.state.is_open() {
        return None;
    }
    let again =
        cx.may(Permission::EditCatalog).then(|| sheet::start_button(cx, run.sheet, ButtonKind::Secondary));
    let has_files = run.state == ValidationState::Completed || is_partial(run, rules);
    let files = (has_files && cx.may(Permission::Export)).then(|| downloads(cx, run));
    let fixes = (run.state == ValidationState::Completed && run.counts.fixable > 0).then(|| {
        let label = match run.is_corrected {
            true => cx.t.corrections().of_check_applied().to_owned(),
            false => cx.t.corrections().of_check(run.counts.fixable),
        };
        view! { <LinkButton label=label href=corrections::path(run.id) icon=IconName::Check/> }
    });
    let (id, here, label) = (run.id.to_string(), cx.here(), cx.t.imports().start());
    // The catalogue is there already.
    let has_products = run.kind != SheetKind::Catalogue && run.counts.rows > 0;
    let can_import =
        run.state == ValidationState::Completed && cx.may(Permission::EditCatalog) && has_products;
    let import = can_import.then(|| {
        view! {
            <PostForm action=ImportStart::url() return_to=here class="inline-form">
                <input type="hidden" name="run" value=id/>
                <Button label=label icon=IconName::Package/>
            </PostForm>
        }
    });
    Some(view! { <div class="actions">{fixes}{again}{import}{files}</div> }.into_any())
}

fn downloads(cx: &PageCx, run: &RunView) -> AnyView {
    let (t, id) = (cx.t.validation(), run.id);
    let links = ExportKind::ALL
        .iter()
        .map(|kind| {
            let href = format!("{}/{}", super::run_path(id), kind.file_name());
            view! { <MenuLink label=t.download(kind.code()) href=href icon=IconName::Download/> }
        })
        .collect_view();
    // A template is filled with all products or none.
    let templates = (run.state == ValidationState::Completed).then(|| {
        let (label, href) = (cx.t.templates().of_check(), templates::path(id));
        view! { <MenuLink label=label href=href icon=IconName::FileText/> }
    });
    view! { <Menu id="downloads" label=t.downloads() icon=IconName::Download>{links} {templates}</Menu> }
        .into_any()
}

fn body(cx: &PageCx, shown: &Shown) -> AnyView {
    let run = &shown.run;
    view! {
        {head(cx, run, &shown.rules)}
        {actions(cx, run, &shown.rules)}
        {shown.cost.map(|told| told.view(cx))}
        {figures(cx, run, &shown.rules)}
        {imported::panel(cx, &shown.imports)}
        {results::panel(cx, run)}
        {rules(cx, run, &shown.rules, &shown.wanted)}
        {fields(cx, shown)}
        {list(cx, shown)}
        {versions::used(cx, run, &shown.rules)}
    }
    .into_any()
}

fn head(cx: &PageCx, run: &RunView, rules: &[RunRule]) -> AnyView {
    let t = cx.t.validation();
    match run.state {
        ValidationState::Waiting => {
            let waits = match run.waits_until {
                Some(until) => t.waits_until(&format::date_time(cx.locale, until, cx.zone)),
                None => t.waits().to_owned(),
            };
            view! { <Progress label=t.state(run.state.code()) done=0 counts=waits/> {cancel(cx, run.id)} }
                .into_any()
        }
        ValidationState::Running if run.file.is_none() => {
            let counts = t.rows(run.counts.rows);
            view! { <Progress label=t.reading() done=0 counts=counts/> {cancel(cx, run.id)} }.into_any()
        }
        ValidationState::Running => {
            let count = |of: i64| u64::try_from(of).unwrap_or_default();
            let left = time_left(cx, run);
            view! {
                <Progress label=t.state(run.state.code()) done=count(run.bytes_read) total=count(run.bytes)
                    counts=t.rows(run.counts.rows) time_left=left.unwrap_or_default()/>
                {cancel(cx, run.id)}
            }
            .into_any()
        }
        ValidationState::Failed => {
            let (code, data) = run.problem.clone().unwrap_or_default();
            let text = words::problem(cx, &code, &data);
            let repair = run.source.as_ref().and_then(|source| words::repair(cx, source.connection, &code));
            let repair = repair.or_else(|| {
                let (label, href) = match &*code {
                    "sheet_columns" | "sheet_no_header" => (t.columns_missing(), sheet_path(run.sheet)),
                    "plan_limit" => (cx.t.plans().see_plans(), plans::PATH.to_owned()),
                    _ => return None,
                };
                Some(view! { <LinkButton label=label href=href/> }.into_any())
            });
            view! { <Banner tone=Tone::Critical title=t.failed() text=text action=repair.into_any()/> }
                .into_any()
        }
        ValidationState::Cancelled => {
            let text = match run.counts.metered > 0 || is_partial(run, rules) {
                true => cx.t.checks().stopped(run.counts.rows),
                false => t.was_cancelled_text().to_owned(),
            };
            view! { <Banner tone=Tone::Info title=t.was_cancelled() text=text/> }.into_any()
        }
        ValidationState::Completed => {
            let notes = scope::notes(cx, run.kind, &run.notes, t.notes_text().to_owned());
            view! { {scope::banner(cx, run, rules)} {notes} }.into_any()
        }
    }
}

/// By how fast it went so far.
fn time_left(cx: &PageCx, run: &RunView) -> Option<String> {
    let since = cx.now - run.started_at?;
    let (read, all) = (run.bytes_read, run.bytes);
    let left = (read > 0 && all > read && since.num_seconds() >= 2)
        .then(|| since.num_milliseconds().saturating_mul(all - read) / read)?;
    let left = format::duration(cx.locale, chrono::TimeDelta::milliseconds(left.max(1_000)));
    Some(cx.t.validation().time_left(&left))
}

fn cancel(cx: &PageCx, id: ValidationRunId) -> Option<AnyView> {
    let label = cx.t.validation().stop();
    cx.may(Permission::EditCatalog).then(|| {
        view! {
            <PostForm action=ValidationCancel::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="run" value=id.to_string()/>
                <Button label=label/>
            </PostForm>
        }
        .into_any()
    })
}

fn figures(cx: &PageCx, run: &RunView, rules: &[RunRule]) -> AnyView {
    let (t, counts) = (cx.t.validation(), run.counts);
    // What a check counted that failed is of nothing: rules may not have been used at all. Nor is what nothing is kept of.
    let is_forgotten =
        run.state == ValidationState::Cancelled && !is_partial(run, rules) && counts.findings() > 0;
    if counts.rows == 0 || run.state == ValidationState::Failed || is_forgotten {
        return ().into_any();
    }
    let number = |count| format::integer(cx.locale, count);
    // Until the end rules that look beyond one product have found nothing in any.
    let good = match run.state {
        ValidationState::Completed => t.good_rows(counts.rows - counts.faulty_rows),
        _ => t.so_far().to_owned(),
    };
    let (rows, errors) = (number(counts.rows), number(counts.errors));
    let (warnings, hints) = (number(counts.warnings), number(counts.hints));
    let fixable = number(counts.fixable);
    let since = run.difference.map(|of| findings::difference(cx, run.id, &of));
    let read = run.read_at.map(|at| {
        let at = format::date_time(cx.locale, at, cx.zone);
        view! { <p class="meta">{t.read_at(&at)}</p> }
    });
    let took = (run.state == ValidationState::Completed || counts.metered > 0)
        .then(|| view! { <p class="meta">{cx.t.checks().counted_in_plan(counts.metered)}</p> });
    let faulty = run.error_rows.map(|count| {
        let value = number(count);
        view! { <StatTile label=t.faulty_products() value=value/> }
    });
    // With a single one, or with what holds everywhere and the company's own rules, nothing is said twice.
    let channels = run.packs.iter().filter(|pack| *pack != hub::validation::OWN).count();
    let counting =
        (channels > 1 && counts.findings() > 0).then(|| view! { <p class="meta">{t.counting()}</p> });
    view! {
        <StatRow>
            <StatTile label=t.rows_column() value=rows note=good/>
            {faulty}
            <StatTile label=t.errors_column() value=errors/>
            <StatTile label=t.warnings_column() value=warnings/>
            <StatTile label=t.hints_column() value=hints/>
            <StatTile label=t.fixable_column() value=fixable note=t.fixable_note(counts.fixable)/>
        </StatRow>
        {counting}
        {since}
        {took}
        {read}
    }
    .into_any()
}

/// The colour of a severity; its word is a text.
pub(super) const fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Critical,
        Severity::Warning => Tone::Warning,
        Severity::Hint => Tone::Info,
    }
}

/// The rules that were broken: errors first, and of each severity those broken most.
fn rules(cx: &PageCx, run: &RunView, rules: &[RunRule], wanted: &Wanted) -> AnyView {
    let (t, packs) = (cx.t.validation(), words::Packs::of(cx));
    let mut broken: Vec<_> = rules.iter().filter(|rule| rule.found > 0).collect();
    let rank = |of: Severity| Severity::ALL.iter().position(|severity| *severity == of);
    broken.sort_by_key(|rule| (rank(rule.severity), -rule.found));
    let skipped = scope::skipped(cx, run, rules);
    if broken.is_empty() {
        return view! { {skipped} }.into_any();
    }
    let columns = vec![
        Column::new(Place::Lead, t.rule()),
        Column::new(Place::State, t.severity_column()),
        Column::new(Place::Detail, t.pack_column()),
        Column::new(Place::Detail, t.field_column()),
        Column::new(Place::Figure, t.found_column()),
        Column::new(Place::ExtraFigure, t.fixable_column()),
    ];
    let rows = broken.into_iter().map(|rule| {
        let number = |count| format::integer(cx.locale, count);
        let only = Wanted { regra: rule.position.to_string(), ..Wanted::default() };
        let is_shown = wanted.regra == only.regra;
        let title = words::of_language(cx, &rule.title).to_owned();
        let explanation = words::of_language(cx, &rule.explanation).to_owned();
        let lead = view! { <span title=explanation>{title}</span> };
        let part = rule.kept_part().map(|kept| view! { <div class="meta">{t.first_kept(kept)}</div> });
        let severity = t.severity(rule.severity.code());
        let badge = view! { <StatusBadge tone=severity_tone(rule.severity) label=severity/> };
        let field = rule.field.as_deref().map(|field| words::field_code(cx.t, field));
        let href = if is_shown { Wanted::default().address(run.id) } else { only.address(run.id) };
        Row {
            href: format!("{href}#{}", findings::ANCHOR),
            lead: view! { {lead} {part} }.into_any(),
            cells: vec![
                Cell::view(badge),
                Cell::text(packs.name(&rule.pack).to_owned()),
                field.map_or(Cell::Missing, Cell::Text),
                Cell::counted(number(rule.found), t.found(rule.found)),
                if rule.fixable > 0 { Cell::Text(number(rule.fixable)) } else { Cell::Missing },
            ],
            pick: None,
        }
    });
    let rows = rows.collect();
    view! {
        <h2>{t.by_rule()}</h2>
        <DataTable caption=t.by_rule() columns=columns rows=rows dense=true empty=().into_any()/>
        {skipped}
    }
    .into_any()
}

/// The fields in which something was found, those with most of it first.
fn fields(cx: &PageCx, shown: &Shown) -> AnyView {
    if shown.fields.is_empty() {
        return ().into_any();
    }
    let t = cx.t.validation();
    let columns =
        vec![Column::new(Place::Lead, t.field_column()), Column::new(Place::Figure, t.found_column())];
    let rows = shown.fields.iter().map(|of| {
        let only = Wanted { campo: of.field.clone(), ..Wanted::default() };
        let field = words::field_code(cx.t, &of.field);
        let part = of.kept_part.map(|kept| view! { <div class="meta">{t.first_kept(kept)}</div> });
        Row {
            href: format!("{}#{}", only.address(shown.run.id), findings::ANCHOR),
            lead: view! { {field} {part} }.into_any(),
            cells: vec![Cell::counted(format::integer(cx.locale, of.found), t.found(of.found))],
            pick: None,
        }
    });
    let rows = rows.collect();
    view! {
        <h2>{t.by_field()}</h2>
        <DataTable caption=t.by_field() columns=columns rows=rows dense=true empty=().into_any()/>
    }
    .into_any()
}

fn list(cx: &PageCx, shown: &Shown) -> AnyView {
    let (t, run, wanted) = (cx.t.validation(), &shown.run, &shown.wanted);
    // What was counted and is not shown is not kept: the check failed.
    let has_none = run.counts.findings() == 0 || (!run.state.is_open() && shown.found.rows.is_empty());
    if has_none && !wanted.is_filtered() {
        return ().into_any();
    }
    let empty = match wanted.is_filtered() {
        true => {
            let all = format!("{}#{}", wanted.without().address(run.id), findings::ANCHOR);
            let action = view! { <LinkButton label=cx.t.common().clear_filters() href=all/> }.into_any();
            view! { <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/> }.into_any()
        }
        false => view! { <p class="meta">{t.not_yet_listed()}</p> }.into_any(),
    };
    let filters = findings::filters(cx, run, &shown.rules, wanted);
    let pager = findings::pager(cx, run.id, wanted, &shown.found);
    let known = Known { run, rules: &shown.rules, products: &shown.products, wanted };
    let table = findings::table(cx, &known, &shown.found.rows, empty);
    let kept: Option<i64> = shown.rules.iter().map(|rule| rule.kept).sum();
    let cut = run.is_cut.then(|| match kept {
        Some(kept) => t.only_part(run.counts.findings(), kept),
        None => t.only_first().to_owned(),
    });
    let cut = cut.map(|cut| view! { <p class="meta">{cut}</p> });
    view! {
        <h2 id=findings::ANCHOR>{t.findings()}</h2>
        {findings::above(cx, &shown.rules, wanted, shown.count)}
        {cut}
        <ListFrame filters=filters pager=pager>{table}</ListFrame>
    }
    .into_any()
}
