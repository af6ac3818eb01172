//! The threads of a run.

use super::{
    check::{Checked, Shared, Worker},
    error::RunError,
    fault::{Sink, Skipped, Summary},
    gather::Gather,
    layout::{Layout, Plan},
    lists::Lists,
    options::Options,
    order::Order,
    progress::Progress,
    settle::Settle,
};
use crate::{
    Field,
    rules::{Across, Compiled, Program},
    table::{Piece, Table, TableError},
};
use domain::ProductField;
use std::{
    cell::RefCell,
    collections::hash_map::RandomState,
    hash::BuildHasher,
    ops::ControlFlow,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// Threads at most.
const THREADS: usize = 64;

/// Holds the rules against a table. Faults are handed to the sink in this thread; those of single records come while
/// the table is read, the first within milliseconds. What was handed on before an error stays handed on.
///
/// # Errors
/// The table, the sink, a list or the folder fails, or the run is cancelled.
pub fn run(
    table: Table,
    plan: &Plan,
    program: &Program,
    lists: &Lists,
    options: &Options,
    progress: &Progress,
    sink: &mut dyn Sink,
) -> Result<Summary, RunError> {
    let layout = Layout::new(plan, program, table.columns().len())?;
    let is_void = |rule: &Compiled| rule.is_void(|slot| layout.has(slot));
    let skipped = program.rules().iter().filter(|rule| is_void(rule)).map(|rule| {
        let lacks = rule.lacks(|slot| layout.has(slot));
        Skipped { rule: rule.index, lacks: lacks.iter().map(|slot| layout.fields[*slot].clone()).collect() }
    });
    let skipped = skipped.collect();
    let places = program.rules().iter().map(|rule| rule.index + 1).max().unwrap_or(0);
    let program = program.without(is_void);
    let names = program.rules().iter().filter_map(|rule| match &rule.across {
        Some(Across::Lookup { list, .. }) => Some(list.as_str()),
        _ => None,
    });
    let small = lists.small(names)?;
    // Nobody can make values that come together by foreseeing their hashes.
    let seed = RandomState::new().hash_one(0_u8);
    let gathered: Vec<&Compiled> = program
        .rules()
        .iter()
        .filter(|rule| match &rule.across {
            Some(Across::Lookup { list, .. }) => !small.contains_key(list),
            across => across.is_some(),
        })
        .collect();
    let mut gathers = Vec::new();
    let threads = options.threads.clamp(1, THREADS);
    let folder = Arc::new(options.folder.clone());
    for rule in &gathered {
        let mut gather = Gather::new(options.memory / gathered.len(), threads, Arc::clone(&folder));
        if let Some(Across::Lookup { list, .. }) = &rule.across {
            lists.get(list)?.gather(seed, &mut gather)?;
        }
        gathers.push(gather);
    }
    let mut by_rule = vec![None; places];
    for (at, rule) in gathered.iter().enumerate() {
        by_rule[rule.index] = Some(at);
    }
    let shared = Shared {
        program: &program,
        layout: &layout,
        parser: table.parser(),
        small: &small,
        gathers: &by_rule,
        gathered: gathers.len(),
        seed,
        digests: options.digests,
        sku: layout.fields.iter().position(|field| *field == Field::Product(ProductField::Sku)),
    };
    let notes = table.head_notes().clone();
    let summary = Summary { faults: vec![0; places], skipped, notes, ..Summary::default() };
    let (max, lines) = (table.limits().rows, table.head_lines());
    let mut order = Order::new(sink, progress, gathers, summary, max, lines);
    read_and_check(table, &shared, threads, &mut order)?;
    for (rule, gather) in gathered.iter().zip(std::mem::take(&mut order.gathers)) {
        let Some(across) = &rule.across else { continue };
        let batches = std::mem::take(&mut order.batches);
        let settle =
            Settle { across, rule: rule.index, slot: rule.slot, fields: &layout.fields, batches: &batches };
        settle.run(gather, &mut |fault| {
            if order.progress.is_cancelled() { Err(RunError::Cancelled) } else { order.fault(fault) }
        })?;
        order.batches = batches;
    }
    Ok(order.summary)
}

/// Reads in one thread, checks in others, and hands on in this one.
fn read_and_check(
    table: Table,
    shared: &Shared<'_>,
    threads: usize,
    order: &mut Order<'_>,
) -> Result<(), RunError> {
    let (pieces, work) = sync_channel(threads);
    let (done, results) = sync_channel(threads * 2);
    // As many parts as are on their way at most: one that is slow holds up the others before memory fills.
    let parts = threads * 2 + 2;
    let (spare, room) = sync_channel(parts);
    for _ in 0..parts {
        // There is room for all of them.
        let _ = spare.try_send(Vec::new());
    }
    let work = Arc::new(Mutex::new(work));
    let progress = order.progress.clone();
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(table, &pieces, &room, &progress));
        let mut workers = Vec::new();
        for _ in 0..threads {
            let (work, done) = (Arc::clone(&work), done.clone());
            workers.push(scope.spawn(move || {
                let mut worker = Worker::new(shared);
                while let Some((number, piece)) = next(&work) {
                    if done.send(worker.check(number, piece)).is_err() {
                        break;
                    }
                }
            }));
        }
        drop((work, done));
        let collected = collect(results, spare, order);
        let broken = workers.into_iter().map(|worker| worker.join().is_err()).fold(false, |a, b| a | b);
        let read = reader.join();
        collected?;
        if order.progress.is_cancelled() {
            return Err(RunError::Cancelled);
        }
        match read {
            Ok(read) if !broken && order.is_whole() => {
                read.map_err(|problem| RunError::Table { problem: problem.shifted(order.lines + 1) })
            }
            _ => Err(RunError::Broken),
        }
    })
}

fn read(
    table: Table,
    pieces: &SyncSender<(u64, Piece)>,
    room: &Receiver<Vec<u8>>,
    progress: &Progress,
) -> Result<(), TableError> {
    let free = RefCell::new(Vec::new());
    let mut number = 0;
    table.read(&mut || free.borrow_mut().pop().unwrap_or_default(), &mut |piece| {
        let Ok(buffer) = room.recv() else { return ControlFlow::Break(()) };
        free.borrow_mut().push(buffer);
        if progress.is_cancelled() || pieces.send((number, piece)).is_err() {
            return ControlFlow::Break(());
        }
        number += 1;
        ControlFlow::Continue(())
    })
}

fn next(work: &Mutex<Receiver<(u64, Piece)>>) -> Option<(u64, Piece)> {
    work.lock().ok()?.recv().ok()
}

/// Takes what the threads have done until all have ended. On an error, they find nobody to hand anything to.
fn collect(
    results: Receiver<Checked>,
    spare: SyncSender<Vec<u8>>,
    order: &mut Order<'_>,
) -> Result<(), RunError> {
    for checked in results {
        order.take(checked, &spare)?;
    }
    Ok(())
}
