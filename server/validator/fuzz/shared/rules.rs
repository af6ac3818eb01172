//! Rules of any bytes are read or refused, and what is read can be run.

use std::io::Cursor;
use validator::{
    engine::{Lists, Options, Plan, Progress, run as check},
    rules::{Program, RuleForm, read_pack, read_rule},
    table::{Limits, Table},
};

/// Rules: what is read can be run.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    through_a_form(text);
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

/// What a form makes of a rule is a form again, and the same one.
fn through_a_form(text: &str) {
    let Ok(form) = RuleForm::read(text) else { return };
    let written = form.tidy().to_yaml();
    // Names of attributes are made of what was typed: two may have become one.
    if let Ok(again) = RuleForm::read(&written) {
        assert_eq!(again.tidy().to_yaml(), written);
    }
}
