//! A catalogue in the console, through the program: the page of what a check found, safe fixes taken, and the rows taken
//! over into the catalogue. Each job runs in a process that did nothing else, so that the memory is its own.

use super::table::{COLUMNS, Planted, write_csv};
use crate::{
    company::Company,
    installation::{Installation, Setup},
    load::{Request, Target},
    report::{Report, note},
    stand::Stand,
};
use anyhow::{Context, bail, ensure};
use domain::{
    CatalogueImportId, CatalogueImportState, CorrectionState, SheetId, ValidationRunId, ValidationState,
    view::{
        catalogue_import::{CatalogueImport, ImportTakes},
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
        validation::RunView,
    },
};
use hub::{
    permit::{EditCatalog, View},
    validation::{self, FixChoice, OWN, Wanted},
};
use std::{
    path::Path,
    time::{Duration, Instant},
};

const PAGES: [&str; 4] = [
    "validation.results_page_ms",
    "validation.results_page_p99_ms",
    "validation.results_filtered_ms",
    "validation.results_deep_ms",
];
const FIRST_FAULT: &str = "validation.first_fault_page_ms";
const CHECK: [&str; 2] = ["validation.check.rate", "validation.check.rss_mib"];
const CORRECT: [&str; 2] = ["validation.correct.rate", "validation.correct.rss_mib"];
const IMPORT: [&str; 3] =
    ["validation.import.preview_rate", "validation.import.apply_rate", "validation.import.rss_mib"];

/// Checks whose first fault is waited for; the median is told.
const CHECKS: usize = 5;
/// How often it is looked whether a page shows a fault.
const LOOK_CLOSELY: Duration = Duration::from_millis(2);
/// Where a page lists what was found.
const FINDINGS: &str = "id=\"apontamentos\"";
/// Findings before the deep page.
const DEEP: i64 = 10_000;
const WARM_UP: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(3);
/// How often a job is looked at, and after what time it counts as stuck.
const LOOK: Duration = Duration::from_millis(50);
const STUCK: Duration = Duration::from_secs(900);
const COMPANY: &str = "Loja Azul";
/// What one row in sixteen breaks, with a fix.
const MENDED: &str = "id: colour_below_sixty
title: Colours below sixty
explanation: As every validator of the comparison is asked.
field: title
check: { matches: 'colour [1-5]?[0-9]$' }
fix: [{ replace: { pattern: 'colour 6[0-3]$', with: 'colour 6' } }]
tests:
  - { given: { title: A thing in colour 61 }, finds: true, fixed: { title: A thing in colour 6 } }
  - { given: { title: A thing in colour 6 }, finds: false }
";

pub async fn measure(setup: &Setup, report: &Report, rows: u64) -> anyhow::Result<()> {
    let lines: [&[&str]; 5] = [&PAGES, &[FIRST_FAULT], &CHECK, &CORRECT, &IMPORT];
    if !lines.iter().any(|lines| report.wants(lines)) {
        return Ok(());
    }
    note(&format!("{rows} rows of a catalogue in the console"));
    let installation = Installation::fresh(setup, "console");
    let stand = Stand::start(&installation).await?;
    let company = Company::found(&stand.hub, COMPANY).await?;
    let file = setup.folder().join("console.csv");
    let planted = write_csv(&file, rows)?;
    let sheet = send(&company, &file).await?;
    std::fs::remove_file(file)?;
    let run = check(&company, sheet).await?;
    let found = run.counts.findings();
    ensure!(
        found == i64::try_from(planted.faults.iter().sum::<u64>())?,
        "found {:?}, planted {planted:?}",
        run.counts
    );
    let took = (run.ended_at.context("it is over")? - run.started_at.context("it began")?).to_std()?;
    report.line("validation.check.rate", rows as f64 / took.as_secs_f64(), "rows/s");
    report.line("validation.check.rss_mib", stand.orion.process().peak()?, "MiB");
    if report.wants(&PAGES) {
        pages(&stand, &company, run.id, &planted, report).await?;
    }
    if report.wants(&[FIRST_FAULT]) {
        let mut times = Vec::with_capacity(CHECKS);
        for _ in 0..CHECKS {
            times.push(first_fault(&stand, &company, sheet).await?);
        }
        times.sort_unstable();
        note(&format!("the first fault on the page: {times:.1?}"));
        report.line(FIRST_FAULT, times[CHECKS / 2].as_secs_f64() * 1e3, "ms");
    }
    if report.wants(&CORRECT) {
        validation::save_own_rule(&company.may::<EditCatalog>()?, None, MENDED, true).await?;
        let mendable = check(&company, sheet).await?;
        stand.stop().await?;
        let stand = Stand::start(&installation).await?;
        correct(&stand, &Company::enter(&stand.hub, COMPANY).await?, &mendable, report).await?;
        stand.stop().await?;
    } else {
        stand.stop().await?;
    }
    if report.wants(&IMPORT) {
        let stand = Stand::start(&installation).await?;
        import(&stand, &Company::enter(&stand.hub, COMPANY).await?, run.id, report).await?;
        stand.stop().await?;
    }
    Ok(())
}

/// Sends the file, with the ten rules as the company's own and each column the field of its name.
async fn send(company: &Company, file: &Path) -> anyhow::Result<SheetId> {
    let edit = company.may::<EditCatalog>()?;
    for yaml in rules() {
        validation::save_own_rule(&edit, None, &yaml, true).await?;
    }
    let bytes = tokio_util::io::ReaderStream::new(tokio::fs::File::open(file).await?);
    let sheet = validation::upload(&edit, "catalogo.csv", bytes).await?.sheet;
    let wanted: Vec<_> = COLUMNS.iter().map(|field| Wanted { field }).collect();
    validation::set_columns(&edit, sheet, &wanted, &[OWN.to_owned()]).await?;
    Ok(sheet)
}

/// The rules of the comparison, each by itself.
fn rules() -> impl Iterator<Item = String> {
    let blocks = super::check::RULES.split("\n  - ").skip(1);
    blocks.map(|block| {
        block
            .lines()
            .map(|line| line.strip_prefix("    ").unwrap_or(line))
            .fold(String::new(), |text, line| text + line + "\n")
    })
}

async fn check(company: &Company, sheet: SheetId) -> anyhow::Result<RunView> {
    end_of(company, validation::start(&company.may::<EditCatalog>()?, sheet).await?).await
}

/// Waits for the end of a check.
async fn end_of(company: &Company, id: ValidationRunId) -> anyhow::Result<RunView> {
    let view = company.may::<View>()?;
    let run = until(async || {
        let (run, _) = validation::run_view(&view, id).await?;
        Ok((!run.state.is_open()).then_some(run))
    })
    .await?;
    ensure!(run.state == ValidationState::Completed, "a check did not go well: {run:?}");
    Ok(run)
}

/// Looks until something is there.
async fn until<T>(mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>) -> anyhow::Result<T> {
    let limit = Instant::now() + STUCK;
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if Instant::now() > limit {
            bail!("a job is not over after {} s", STUCK.as_secs());
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The page of what a check found, from the asking to its last byte: one reader, page after page.
async fn pages(
    stand: &Stand,
    company: &Company,
    run: ValidationRunId,
    planted: &Planted,
    report: &Report,
) -> anyhow::Result<()> {
    let page = format!("/admin/validacao/conferencias/{run}");
    // By its place; rules without faults have no filtered page.
    let rule = planted.faults.iter().rposition(|faults| *faults > PAGE_SIZE as u64).context("few faults")?;
    let deep =
        cursor_after(stand, run, DEEP.min(planted.faults.iter().sum::<u64>().cast_signed() / 2)).await?;
    let first = ask(stand, company, page.clone()).await?;
    report.line("validation.results_page_ms", first.0, "ms");
    report.line("validation.results_page_p99_ms", first.1, "ms");
    let filtered = ask(stand, company, format!("{page}?regra={rule}")).await?;
    report.line("validation.results_filtered_ms", filtered.0, "ms");
    let deep = ask(stand, company, format!("{page}?cursor={deep}")).await?;
    report.line("validation.results_deep_ms", deep.0, "ms");
    Ok(())
}

/// From the press that has the sheet checked until the page of the check shows a fault, to its last byte. The check goes on to its end.
async fn first_fault(stand: &Stand, company: &Company, sheet: SheetId) -> anyhow::Result<Duration> {
    let target = Target::new(&stand.orion.url, Vec::new())?;
    let press = Request { path: "/ui/validation/start".to_owned(), cookie: company.cookie() };
    let begun = Instant::now();
    let path = target.post(&press, &format!("sheet={sheet}")).await?;
    let page = Request { path, cookie: company.cookie() };
    while !shows_a_fault(&target.fetch(&page, None).await?) {
        ensure!(begun.elapsed() < STUCK, "{} shows no fault", page.path);
        tokio::time::sleep(LOOK_CLOSELY).await;
    }
    let took = begun.elapsed();
    let id = page.path.rsplit('/').next().unwrap_or_default().parse()?;
    end_of(company, id).await?;
    Ok(took)
}

/// Whether the list of what was found has a row below its headings.
fn shows_a_fault(page: &str) -> bool {
    page.split_once(FINDINGS).is_some_and(|(_, list)| list.matches("<tr").count() > 1)
}

/// Median and 99th percentile of a page's milliseconds.
async fn ask(stand: &Stand, company: &Company, path: String) -> anyhow::Result<(f64, f64)> {
    let target = Target::new(&stand.orion.url, vec![Request { path, cookie: company.cookie() }])?;
    let request = target.requests().first().context("there is one")?;
    let rows = target.fetch(request, None).await?.matches("<tr").count();
    ensure!(rows > PAGE_SIZE, "{} shows {rows} rows", request.path);
    target.load(WARM_UP).await?;
    let load = target.load(LONG).await?;
    note(&format!("{} pages of {} bytes", load.pages(), load.bytes));
    Ok((load.percentile(50), load.percentile(99)))
}

/// The place behind so many findings.
async fn cursor_after(stand: &Stand, run: ValidationRunId, skip: i64) -> anyhow::Result<Cursor> {
    let (row, rule, field): (i64, i32, String) = sqlx::query_as(
        "select row, rule, field from validation_findings where run_id = $1 order by row, rule, field offset $2 - 1 limit 1",
    )
    .bind(run.0)
    .bind(skip)
    .fetch_one(&mut stand.owner().await?)
    .await?;
    let key = CursorKey::Text(format!("{row}.{rule}.{field}"));
    Ok(Cursor { toward: Toward::Next, key, id: run.0 })
}

/// Has every fix taken.
async fn correct(stand: &Stand, company: &Company, run: &RunView, report: &Report) -> anyhow::Result<()> {
    let (edit, view) = (company.may::<EditCatalog>()?, company.may::<View>()?);
    // Accepting all would leave a rule alone whose fix cuts something off, as this one's does.
    for (rule, _) in validation::fixes(&view, run.id, None, None).await?.rules {
        validation::choose_fixes(&edit, run.id, &FixChoice::Rule(rule.position), true).await?;
    }
    let id = validation::correct(&edit, run.id).await?;
    let made = until(async || {
        let made = validation::fixes(&view, run.id, None, None).await?.made;
        Ok(made.into_iter().find(|made| made.id == id && !made.state.is_open()))
    })
    .await?;
    ensure!(
        made.state == CorrectionState::Completed && made.changed_cells == run.counts.fixable,
        "a correction did not go well: {made:?}"
    );
    let took = (made.ended_at.context("it is over")? - made.created_at).to_std()?;
    note(&format!("{} cells of {} rows corrected in {took:.1?}", made.changed_cells, made.rows_read));
    report.line("validation.correct.rate", made.rows_read as f64 / took.as_secs_f64(), "rows/s");
    report.line("validation.correct.rss_mib", stand.orion.process().peak()?, "MiB");
    Ok(())
}

/// Has the file compared with an empty catalogue, and taken over.
async fn import(
    stand: &Stand,
    company: &Company,
    run: ValidationRunId,
    report: &Report,
) -> anyhow::Result<()> {
    let edit = company.may::<EditCatalog>()?;
    let begun = Instant::now();
    let id = validation::start_import(&edit, run).await?;
    let ready = settled(company, id, CatalogueImportState::Ready).await?;
    let took = begun.elapsed();
    note(&format!("{:?} compared in {took:.1?}", ready.counts));
    report.line("validation.import.preview_rate", ready.counts.done as f64 / took.as_secs_f64(), "rows/s");
    let begun = Instant::now();
    validation::apply_import(&edit, id, ImportTakes { new: true, changes: true, faulty: true }).await?;
    let applied = settled(company, id, CatalogueImportState::Applied).await?;
    let took = begun.elapsed();
    ensure!(applied.counts.applied == ready.counts.creates, "not every product was made: {applied:?}");
    note(&format!("{:?} applied in {took:.1?}", applied.counts));
    report.line("validation.import.apply_rate", applied.counts.applied as f64 / took.as_secs_f64(), "rows/s");
    report.line("validation.import.rss_mib", stand.orion.process().peak()?, "MiB");
    Ok(())
}

/// Waits until an import is at rest.
async fn settled(
    company: &Company,
    id: CatalogueImportId,
    wanted: CatalogueImportState,
) -> anyhow::Result<CatalogueImport> {
    let view = company.may::<View>()?;
    let import = until(async || {
        let (import, ..) = validation::catalogue_import(&view, id, Default::default(), None).await?;
        Ok((!import.state.is_at_work()).then_some(import))
    })
    .await?;
    ensure!(import.state == wanted, "an import did not go well: {import:?}");
    Ok(import)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_stands_by_itself() {
        let rules: Vec<_> = rules().collect();
        assert_eq!(rules.len(), 10);
        for yaml in rules.iter().map(String::as_str).chain([MENDED]) {
            let (rule, is_right) = validation::read_own(yaml);
            assert!(rule.is_some() && is_right, "{yaml}");
        }
    }
}
