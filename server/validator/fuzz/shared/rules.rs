//! Rules of any bytes are read or refused, and what is read can be run.

use std::io::Cursor;
use validator::{
    engine::{Lists, Options, Plan, Progress, run as check},
    rules::{Program, read_pack, read_rule},
    table::{Limits, Table},
};

/// Rules: what is read can be run.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut rules = read_pack(text).map(|pack| pack.rules).unwrap_or_default();
    rules.extend(read_rule(text));
    let Ok(program) = Program::new(&rules) else { return };
    let rows = "sku,title,price,brand\nA,x,1,b\n,,,\nA,\"long <b>text</b>\",-5.5,c\n";
    let Ok(table) = Table::text(Cursor::new(rows), &Default::default(), Limits::default(), None) else {
        return;
    };
    let plan = Plan::of_names(table.columns());
    let options = Options { threads: 1, ..Options::default() };
    let _ = check(table, &plan, &program, &Lists::default(), &options, &Progress::default(), &mut Vec::new());
}
