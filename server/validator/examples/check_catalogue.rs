//! check_catalogue RULES FILE [--threads N] [--column FIELD=NAME]... [--digests] [--memory BYTES]: holds a pack of rules
//! against a table and tells what it found, as the validators of the comparison do.

use std::{
    error::Error,
    fs::File,
    io::{Read, Write, stderr, stdout},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use validator::{
    engine::{Fault, Lists, Options, Plan, Progress, Sink, SinkError, run},
    rules::{RuleSet, read_pack},
    table::{FileKind, Limits, SAMPLE, Table, WatchedFile, Workbook, detect_text, file_kind},
};

type Failure = Box<dyn Error>;

/// Keeps the line and rule of each fault, as the others do, and when the first came.
struct Found {
    begun: Instant,
    first: Option<Duration>,
    faults: Vec<(u64, u32)>,
    records: u64,
}

impl Sink for Found {
    fn fault(&mut self, fault: Fault) -> Result<(), SinkError> {
        self.first.get_or_insert_with(|| self.begun.elapsed());
        self.faults.push((fault.line, fault.rule.map_or(u32::MAX, |rule| rule as u32)));
        Ok(())
    }

    fn records(&mut self, _: u64, digests: &[u128]) -> Result<(), SinkError> {
        self.records += digests.len() as u64;
        Ok(())
    }
}

struct Arguments {
    file: PathBuf,
    rules: PathBuf,
    columns: Vec<(String, String)>,
    options: Options,
}

fn arguments() -> Result<Arguments, Failure> {
    let mut free = Vec::new();
    let mut given = Arguments {
        file: PathBuf::new(),
        rules: PathBuf::new(),
        columns: Vec::new(),
        options: Options::default(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--threads" => given.options.threads = value()?.parse()?,
            "--memory" => given.options.memory = value()?.parse()?,
            "--digests" => given.options.digests = Some(0),
            "--column" => {
                let pair = value()?;
                let (field, name) = pair.split_once('=').ok_or("--column FIELD=NAME")?;
                given.columns.push((field.to_owned(), name.to_owned()));
            }
            _ => free.push(PathBuf::from(word)),
        }
    }
    let [rules, file] = <[PathBuf; 2]>::try_from(free).map_err(|_| "check_catalogue RULES FILE")?;
    Ok(Arguments { file, rules, ..given })
}

fn open(path: &Path) -> Result<Table, Failure> {
    let mut sample = Vec::new();
    File::open(path)?.take(SAMPLE as u64).read_to_end(&mut sample)?;
    let file = WatchedFile::open(path)?;
    let limits = Limits::default();
    Ok(match file_kind(&sample) {
        // All of a file is looked through for its encoding where it is uploaded, not where it is checked.
        FileKind::Text => {
            let bytes = file.length();
            Table::text(file, &detect_text(&sample)?, limits, Some(bytes))?
        }
        FileKind::Zip | FileKind::Compound => {
            let mut book = Workbook::open(file, limits)?;
            let format = book.detect(None)?;
            Table::book(book, &format)?
        }
    })
}

fn main() -> Result<(), Failure> {
    let given = arguments()?;
    let begun = Instant::now();
    let pack = read_pack(&std::fs::read_to_string(&given.rules)?)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let set = RuleSet::new([&pack], [], &Default::default());
    let program = set.compile(&[]).map_err(|problems| format!("{problems:?}"))?;
    let table = open(&given.file)?;
    let mut plan = Plan::default();
    for (field, name) in &given.columns {
        let column = table.columns().iter().position(|known| known == name);
        plan.take(field.parse()?, column.ok_or(format!("there is no column {name}"))?);
    }
    for planned in Plan::of_names(table.columns()).0 {
        if !plan.0.iter().any(|known| known.field == planned.field) {
            plan.0.push(planned);
        }
    }
    let mut found = Found { begun, first: None, faults: Vec::new(), records: 0 };
    let summary =
        run(table, &plan, &program, &Lists::default(), &given.options, &Progress::default(), &mut found)?;
    let spent = begun.elapsed();
    let counts: Vec<String> = set
        .rules
        .iter()
        .zip(&summary.faults)
        .map(|(rule, count)| format!("{}={count}", rule.rule.id))
        .collect();
    writeln!(stderr(), "# found {}", counts.join(" "))?;
    for (note, count) in summary.notes.counts() {
        writeln!(stderr(), "# {note}: {count}")?;
    }
    let mut out = stdout().lock();
    writeln!(out, "rows {}", summary.rows)?;
    writeln!(out, "faults {}", found.faults.len())?;
    writeln!(out, "first_fault_ms {:.2}", found.first.unwrap_or(spent).as_secs_f64() * 1e3)?;
    writeln!(out, "ms {:.1}", spent.as_secs_f64() * 1e3)?;
    Ok(())
}
