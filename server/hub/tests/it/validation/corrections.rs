//! Safe fixes: accepted, taken, and taken back.

use super::{World, conflict};
use bytes::Bytes;
use domain::{CorrectionId, CorrectionState, SheetId, ValidationRunId, view::validation::CorrectionView};
use futures::{TryStreamExt, stream};
use hub::{
    permit::{EditCatalog, Export, View},
    validation::{self, FixChoice, Fixes},
};
use std::io;
use testkit::{stranger, work_for};

/// Titles in capitals, a price with three decimals, an NCM with points.
const SHEET: &str = "SKU;Título;Preço;NCM;Obs\r\n\
    A-1;CAMISETA AZUL LISA;49,905;6109.10.00;\"fica; assim\"\r\n\
    A-2;Camiseta verde;59,90;61091000;\r\n\
    A-3;BONÉ LISO DE ALGODÃO;19,90;65050022;x\r\n";

async fn checked(world: &World) -> (SheetId, ValidationRunId) {
    let sheet = world.send("catálogo.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "ncm", ""]).await.unwrap();
    (sheet, world.check(sheet).await.id)
}

async fn fixes(world: &World, run: ValidationRunId) -> Fixes {
    validation::fixes(&world.owner.cx::<View>(), run, None, None).await.unwrap()
}

async fn choose(world: &World, run: ValidationRunId, choice: FixChoice<'_>, accept: bool) {
    validation::choose_fixes(&world.owner.cx::<EditCatalog>(), run, &choice, accept).await.unwrap();
}

async fn correct(world: &World, run: ValidationRunId) -> CorrectionView {
    let id = validation::correct(&world.owner.cx::<EditCatalog>(), run).await.unwrap();
    work_for(&world.hub, async || {
        let made = fixes(world, run).await.made;
        made.into_iter().find(|made| made.id == id && !made.state.is_open())
    })
    .await
}

async fn file(world: &World, id: CorrectionId) -> (String, String) {
    let (name, bytes) = validation::corrected_file(&world.owner.cx::<Export>(), id).await.unwrap();
    let bytes: Vec<Bytes> = bytes.try_collect().await.unwrap();
    (name, String::from_utf8(bytes.concat()).unwrap())
}

/// The rule that has a fix for a field of a row.
fn rule_at(fixes: &Fixes, row: i64, field: &str) -> i32 {
    let found = fixes.found.rows.iter().find(|(found, _)| found.row == row && found.field == field);
    found.unwrap_or_else(|| panic!("no fix for {field} of {row}: {:?}", fixes.found)).0.rule
}

#[tokio::test]
async fn accepted_fixes_make_a_new_file_and_can_be_taken_back() {
    let world = World::new().await;
    let (sheet, run) = checked(&world).await;
    let known = fixes(&world, run).await;
    assert!(known.accepted() == 0 && !known.found.rows.is_empty(), "{known:?}");
    let edit = world.owner.cx::<EditCatalog>();
    assert_eq!(conflict(validation::correct(&edit, run).await), "nothing_accepted");
    choose(&world, run, FixChoice::All, true).await;
    let known = fixes(&world, run).await;
    let all: i64 = known.rules.iter().map(|(_, count)| count.fixable).sum();
    assert_eq!(known.accepted(), all);
    assert!(known.found.rows.iter().all(|(_, accepted)| *accepted));

    let before = validation::sheet(&world.owner.cx::<View>(), sheet).await.unwrap().0;
    let made = correct(&world, run).await;
    assert_eq!(
        (made.state, made.is_in_place, made.left_cells),
        (CorrectionState::Completed, true, 0),
        "{made:?}"
    );
    assert_eq!((made.rows_read, made.changed_rows), (3, 2));
    let (name, text) = file(&world, made.id).await;
    assert_eq!(name, "catálogo-corrigida.csv");
    let wanted = SHEET
        .replace("CAMISETA AZUL LISA", "Camiseta Azul Lisa")
        .replace("BONÉ LISO DE ALGODÃO", "Boné Liso de Algodão");
    let wanted = wanted.replace("49,905", "49,91").replace("6109.10.00", "61091000");
    assert_eq!(text, wanted);
    let after = validation::sheet(&world.owner.cx::<View>(), sheet).await.unwrap().0;
    assert_eq!(after.file.as_ref().map(|file| file.id), made.file.as_ref().map(|(id, _)| *id));
    assert_eq!(after.mapping, before.mapping);
    assert_eq!(world.count("domain_events where kind = 'correction.applied'").await, 1);

    let again = world.check(sheet).await;
    assert_eq!(again.counts.fixable, 0, "{again:?}");
    assert_eq!(conflict(validation::correct(&edit, run).await), "sheet_changed");
    assert!(fixes(&world, run).await.made[0].is_current);
    validation::undo_correction(&edit, made.id).await.unwrap();
    let back = validation::sheet(&world.owner.cx::<View>(), sheet).await.unwrap().0;
    assert_eq!(back.file.map(|file| file.id), before.file.map(|file| file.id));
    assert_eq!(back.sample, before.sample);
    let undone = fixes(&world, run).await.made.remove(0);
    assert_eq!((undone.state, undone.is_current), (CorrectionState::Undone, false));
    assert_eq!(conflict(validation::undo_correction(&edit, made.id).await), "not_undoable");
}

#[tokio::test]
async fn rules_and_single_cells_are_accepted_one_by_one() {
    let world = World::new().await;
    let (_, run) = checked(&world).await;
    let known = fixes(&world, run).await;
    let (shouting, price) = (rule_at(&known, 1, "title"), rule_at(&known, 1, "price"));
    choose(&world, run, FixChoice::Rule(shouting), true).await;
    choose(&world, run, FixChoice::Cells(&[(shouting, 3)]), false).await;
    choose(&world, run, FixChoice::Cells(&[(price, 1), (price, 2), (99, 1)]), true).await;
    let known = fixes(&world, run).await;
    let count = |rule: i32| known.rules.iter().find(|(known, _)| known.position == rule).unwrap().1;
    assert_eq!((count(shouting).fixable, count(shouting).accepted), (2, 1));
    assert_eq!(
        (count(price).accepted, known.accepted()),
        (1, 2),
        "a cell without a fix is nothing to accept"
    );
    let made = correct(&world, run).await;
    assert_eq!(made.changed_cells, 2, "{made:?}");
    let wanted = SHEET.replace("CAMISETA AZUL LISA", "Camiseta Azul Lisa").replace("49,905", "49,91");
    assert_eq!(file(&world, made.id).await.1, wanted);
    // What is said of the rule later stands over what was said of its cells.
    choose(&world, run, FixChoice::Rule(shouting), false).await;
    choose(&world, run, FixChoice::All, false).await;
    assert_eq!(fixes(&world, run).await.accepted(), 0);
}

#[tokio::test]
async fn accepting_all_leaves_alone_what_cuts_something_off() {
    let world = World::new().await;
    let long = "Caneca de porcelana branca com asa azul e desenho de flores do campo em relevo";
    let text = format!("SKU;Título;Preço\nL-1;{long};49,905\nL-2;Copo;59,90\n");
    let sheet = world.send("longa.csv", &text).await.sheet;
    let edit = world.owner.cx::<EditCatalog>();
    let wanted = ["sku", "title", "price"].map(|field| validation::Wanted { field });
    let packs = ["general", "mercado_livre"].map(str::to_owned);
    validation::set_columns(&edit, sheet, &wanted, &packs).await.unwrap();
    let run = world.check(sheet).await;
    assert!(!run.is_corrected);
    let known = fixes(&world, run.id).await;
    let shortens = rule_at(&known, 1, "title");
    assert_eq!(known.apart.lossy.iter().copied().collect::<Vec<_>>(), [shortens], "{known:?}");
    assert_eq!(known.harmless(), (1, 0));
    choose(&world, run.id, FixChoice::All, true).await;
    let known = fixes(&world, run.id).await;
    assert_eq!((known.accepted(), known.harmless()), (1, (1, 1)), "the price alone");
    choose(&world, run.id, FixChoice::Rule(shortens), true).await;
    assert_eq!(fixes(&world, run.id).await.accepted(), 2, "chosen by its rule, it is accepted");
    correct(&world, run.id).await;
    let (run, _) = validation::run_view(&world.owner.cx::<View>(), run.id).await.unwrap();
    assert!(run.is_corrected);
}

#[tokio::test]
async fn accepting_all_fills_no_empty_cell() {
    let world = World::new().await;
    let sheet =
        world.send("marcas.csv", "SKU;Título;Marca\nM-1;CANECA AZUL GRANDE;\nM-2;Copo;Acme\n").await.sheet;
    let edit = world.owner.cx::<EditCatalog>();
    let wanted = ["sku", "title", "brand"].map(|field| validation::Wanted { field });
    validation::set_columns(&edit, sheet, &wanted, &["general", "shopee"].map(str::to_owned)).await.unwrap();
    let run = world.check(sheet).await.id;
    let known = fixes(&world, run).await;
    let brand = rule_at(&known, 1, "brand");
    assert_eq!((known.apart.filling.contains(&brand), known.apart.lossy.len()), (true, 0), "{known:?}");
    choose(&world, run, FixChoice::All, true).await;
    let known = fixes(&world, run).await;
    assert_eq!((known.accepted(), known.harmless()), (1, (1, 1)), "the capitals alone");
    choose(&world, run, FixChoice::Rule(brand), true).await;
    let made = correct(&world, run).await;
    assert!(file(&world, made.id).await.1.contains("M-1;Caneca Azul Grande;NoBrand"), "chosen, it is filled");
}

#[tokio::test]
async fn only_what_was_checked_is_corrected() {
    let world = World::new().await;
    let (sheet, run) = checked(&world).await;
    let edit = world.owner.cx::<EditCatalog>();
    choose(&world, run, FixChoice::All, true).await;
    // Another file is there meanwhile.
    let newer: Vec<Result<Bytes, io::Error>> = vec![Ok(Bytes::from_static(b"SKU;T\xc3\xadtulo\nB-1;x\n"))];
    validation::replace(&edit, sheet, "outra.csv", stream::iter(newer)).await.unwrap();
    assert_eq!(conflict(validation::correct(&edit, run).await), "sheet_changed");
    assert_eq!(fixes(&world, run).await.outdated, Some("sheet_changed"));

    let (_, run) = checked(&world).await;
    choose(&world, run, FixChoice::All, true).await;
    assert_eq!(fixes(&world, run).await.outdated, None);
    let (_, rules) = validation::run_view(&world.owner.cx::<View>(), run).await.unwrap();
    let rule = rules.iter().find(|rule| rule.fixable > 0).unwrap();
    let key = format!("{}.{}", rule.pack, rule.rule);
    let off = validation::WantedRule { key, is_off: true, severity: rule.severity };
    validation::choose_rules(&edit, &[off], None).await.unwrap();
    assert_eq!(conflict(validation::correct(&edit, run).await), "rules_changed");
    let known = fixes(&world, run).await;
    assert_eq!(known.outdated, Some("rules_changed"));
    let lossy = known.apart.lossy;
    assert!(
        lossy.contains(&rule.position),
        "of a rule that is off nobody knows what its fix does: {lossy:?}"
    );
}

#[tokio::test]
async fn a_correction_can_be_called_off_and_strangers_know_nothing_of_it() {
    let world = World::new().await;
    let (sheet, run) = checked(&world).await;
    choose(&world, run, FixChoice::All, true).await;
    let edit = world.owner.cx::<EditCatalog>();
    let id = validation::correct(&edit, run).await.unwrap();
    assert_eq!(validation::correct(&edit, run).await.unwrap(), id, "pressed twice it is one");
    let choice = FixChoice::All;
    assert_eq!(conflict(validation::choose_fixes(&edit, run, &choice, false).await), "correcting");
    assert_eq!(conflict(validation::remove(&edit, sheet).await), "correcting");
    let other = stranger(&world.hub).await;
    assert!(validation::fixes(&other.cx::<View>(), run, None, None).await.is_err());
    assert!(validation::cancel_correction(&other.cx::<EditCatalog>(), id).await.is_err());
    assert!(validation::corrected_file(&other.cx::<Export>(), id).await.is_err());
    validation::cancel_correction(&edit, id).await.unwrap();
    assert_eq!(conflict(validation::cancel_correction(&edit, id).await), "not_open");
    let made = fixes(&world, run).await.made;
    assert_eq!((made[0].state, made[0].file.clone()), (CorrectionState::Cancelled, None));
    assert_eq!(world.check(sheet).await.counts.rows, 3);
}
