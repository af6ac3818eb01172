//! Rules of a company's own: written, tried on a sheet, activated.

use super::{World, conflict};
use domain::{Fault, FieldProblem, SheetId};
use hub::{
    HubError,
    catalog::{self, ProductInput},
    permit::{EditCatalog, View},
    validation::{self, RuleForm, RuleProblemKind, TRIAL_BUDGET, TRIAL_SHOWN, Trial},
};
use std::time::Duration;
use testkit::stranger;

/// A rule without its tests.
const LONG: &str = "id: long\ntitle: Longo\nexplanation: Encurte.\nfield: title\ncheck: { max_length: 10 }\n";
const TESTS: &str = "tests:\n  - { given: { title: Camiseta azul }, finds: true }\n  - { given: { title: Boné }, finds: false }\n";

impl World {
    async fn sheet(&self, text: String, fields: &[&str]) -> SheetId {
        let sheet = self.send("catalogo.csv", &text).await.sheet;
        self.columns(sheet, fields).await.unwrap();
        sheet
    }

    async fn tries(&self, sheet: SheetId, yaml: &str) -> Result<Trial, HubError> {
        validation::try_rule(&self.owner.cx::<View>(), sheet, yaml, TRIAL_BUDGET).await
    }
}

/// Products of which every other one has a title that is too long.
fn products(count: usize) -> String {
    let row = |n: usize| {
        format!("S-{n:05};{};{n},90\n", if n.is_multiple_of(2) { "Camiseta azul" } else { "Boné" })
    };
    "SKU;Título;Preço\n".to_owned() + &(1..=count).map(row).collect::<String>()
}

#[tokio::test]
async fn a_rule_is_tried_as_it_is_written_and_nothing_of_it_is_kept() {
    let world = World::new().await;
    let sheet = world.sheet(products(100), &["sku", "title", "price"]).await;
    let trial = world.tries(sheet, LONG).await.unwrap();
    assert_eq!((trial.rows, trial.found, trial.is_whole, trial.is_skipped), (100, 50, true, false));
    assert_eq!(trial.cells.len(), TRIAL_SHOWN);
    let first = &trial.cells[0];
    assert_eq!((first.row, first.line, first.sku.as_deref()), (2, 3, Some("S-00002")));
    assert_eq!((first.field.as_str(), first.value.as_str()), ("title", "Camiseta azul"));
    assert_eq!(first.detail.as_ref().unwrap()["code"], "too_long");

    let unique = LONG.replace("{ max_length: 10 }", "{ unique: true }");
    let trial = world.tries(sheet, &unique).await.unwrap();
    assert_eq!((trial.found, trial.is_across, trial.cells[0].row), (100, true, 1));
    let absent = LONG.replace("field: title", "field: brand").replace("max_length: 10", "required: true");
    assert!(world.tries(sheet, &absent).await.unwrap().is_skipped);
    assert_eq!(conflict(world.tries(sheet, "id: x").await), "rule_unreadable");
    let looks_up = LONG.replace("{ max_length: 10 }", "{ lookup: { list: brands } }");
    assert_eq!(conflict(world.tries(sheet, &looks_up).await), "list_missing");

    for table in ["validation_runs", "own_rules", "usage_entries", "validated_records", "jobs"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    let other = stranger(&world.hub).await;
    let foreign = validation::try_rule(&other.cx::<View>(), sheet, LONG, TRIAL_BUDGET).await;
    assert!(matches!(foreign, Err(HubError::Fault(Fault::NotFound))));
}

#[tokio::test]
async fn a_trial_ends_with_its_time_and_says_how_far_it_came() {
    let world = World::new().await;
    let sheet = world.sheet(products(60_000), &["sku", "title", "price"]).await;
    let view = world.owner.cx::<View>();
    let trial = validation::try_rule(&view, sheet, LONG, Duration::from_millis(5)).await.unwrap();
    assert!(!trial.is_whole && trial.rows < 60_000, "{} rows", trial.rows);
    assert!(trial.found <= trial.rows.div_ceil(2));
    // More at once than there is room for: each has its turn.
    let all = (0..6).map(|_| world.tries(sheet, LONG));
    for trial in futures::future::join_all(all).await {
        assert_eq!(trial.unwrap().found, 30_000);
    }
    // Who goes away leaves the room to others.
    for _ in 0..4 {
        let gone = tokio::time::timeout(Duration::from_millis(1), world.tries(sheet, LONG)).await;
        assert!(gone.is_err(), "it was not over");
    }
    assert!(world.tries(sheet, LONG).await.unwrap().is_whole);
}

#[tokio::test]
async fn sheets_that_cannot_be_tried_on_say_why() {
    let world = World::new().await;
    let sheet = world.send("catalogo.csv", &products(2)).await.sheet;
    assert_eq!(conflict(world.tries(sheet, LONG).await), "no_columns");
    let broken = world.sheet("SKU;Título\nA;b\n".into(), &["sku", "title"]).await;
    let (shown, ..) = validation::sheet(&world.owner.cx::<View>(), broken).await.unwrap();
    let file = shown.file.unwrap().id;
    world.hub.files().remove(world.owner.org(), file).await.unwrap();
    assert_eq!(conflict(world.tries(broken, LONG).await), "file_gone");
}

#[tokio::test]
async fn a_rule_whose_tests_fail_is_kept_as_a_draft_and_not_activated() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    assert_eq!(conflict(validation::save_own_rule(&edit, None, LONG, true).await), "rule_fails");
    assert_eq!(world.count("own_rules").await, 0, "nothing is kept of it");
    let id = validation::save_own_rule(&edit, None, LONG, false).await.unwrap();
    assert_eq!(validation::own_rule(&view, id).await.unwrap().code, "long");
    let problems = validation::rule_problems(&view, Some(id), LONG).await.unwrap();
    assert_eq!(problems[0].kind, RuleProblemKind::Missing { key: "tests" });
    let whole = format!("{LONG}{TESTS}");
    validation::save_own_rule(&edit, Some(id), &whole, true).await.unwrap();
    assert!(validation::own_rule(&view, id).await.unwrap().is_active);
    let taken = validation::save_own_rule(&edit, None, &whole, false).await.unwrap_err();
    let HubError::Fault(Fault::Invalid { fields }) = taken else { panic!("{taken:?}") };
    assert_eq!((fields[0].field.as_str(), &fields[0].problem), ("yaml", &FieldProblem::Taken));
    validation::save_own_rule(&edit, Some(id), &whole, false).await.unwrap();
    assert!(!validation::own_rule(&view, id).await.unwrap().is_active, "switched off");
}

#[tokio::test]
async fn a_rule_that_would_break_every_check_is_not_activated() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    let whole = format!("{LONG}{TESTS}");
    validation::save_own_rule(&edit, None, &whole, true).await.unwrap();
    let short = "id: short\ntitle: Curto\nexplanation: Escreva mais.\nfield: title\ncheck: { min_length: 20 }\ntests:\n  \
        - { given: { title: Boné }, finds: true }\n  - { given: { title: Camiseta azul de algodão }, finds: false }\n";
    let problems = validation::rule_problems(&view, None, short).await.unwrap();
    assert_eq!(problems[0].kind, RuleProblemKind::ContradictsRule { other: "own.long".into() });
    assert_eq!(conflict(validation::save_own_rule(&edit, None, short, true).await), "rule_fails");
    let looks_up = "id: known\ntitle: M\nexplanation: M\nfield: brand\ncheck: { lookup: { list: brands } }\ntests:\n  \
        - { rows: [{ brand: x }], finds: true }\n  - { rows: [{ brand: '' }], finds: false }\n";
    assert_eq!(conflict(validation::save_own_rule(&edit, None, looks_up, true).await), "rule_fails");
}

#[tokio::test]
async fn what_a_form_did_not_change_stays_as_it_was_written() {
    let commented = format!("# Só nossos títulos.\n{LONG}{TESTS}");
    let form = RuleForm::read(&commented).unwrap();
    assert_eq!(validation::edited(&commented, form.clone()), commented);
    let mut changed = form;
    changed.check.max = "12".into();
    let yaml = validation::edited(&commented, changed);
    assert!(yaml.contains("max_length: 12") && !yaml.contains('#'), "{yaml}");
    assert!(validation::read_own(&yaml).1, "{yaml}");
}

#[tokio::test]
async fn a_rule_is_tried_on_the_catalogue_as_its_last_check_read_it() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    for (sku, name) in [("B-1", "Camiseta azul"), ("B-2", "Boné")] {
        let input =
            ProductInput { sku: sku.into(), name: name.into(), active: true, ..ProductInput::default() };
        catalog::create(&edit, &input).await.unwrap();
    }
    let sheet = validation::add_catalogue(&edit, "Catálogo").await.unwrap();
    assert_eq!(conflict(world.tries(sheet, LONG).await), "never_read");
    world.check(sheet).await;
    let trial = world.tries(sheet, LONG).await.unwrap();
    assert_eq!((trial.rows, trial.found, trial.is_whole), (2, 1, true));
    assert_eq!(trial.cells[0].sku.as_deref(), Some("B-1"));
}

#[tokio::test]
async fn texts_of_a_rule_are_kept_and_a_check_tells_which_it_used() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    let first = format!("{LONG}{TESTS}");
    let second = first.replace("Encurte.", "Encurte o título.");
    let id = validation::save_own_rule(&edit, None, &first, true).await.unwrap();
    let save = async |yaml: &str, active| {
        validation::save_own_rule(&edit, Some(id), yaml, active).await.unwrap();
    };
    save(&second, true).await;
    // Switched off, it still says the same.
    save(&second, false).await;
    let versions = validation::rule_versions(&view, id).await.unwrap();
    let told: Vec<_> = versions.iter().map(|version| (version.number, version.saved.as_str())).collect();
    assert_eq!(told, [(2, second.as_str()), (1, first.as_str())]);
    assert!(versions.iter().all(|version| version.saved_by.is_some()), "{versions:?}");
    save(&versions[1].saved, true).await;
    assert_eq!(validation::own_rule(&view, id).await.unwrap().version, 3);
    let broken = conflict(validation::save_own_rule(&edit, Some(id), LONG, true).await);
    assert_eq!(broken, "rule_fails");
    assert_eq!(validation::rule_versions(&view, id).await.unwrap().len(), 3, "what is refused is none");

    let sheet = world.send("catalogo.csv", &products(4)).await.sheet;
    let wanted = ["sku", "title", "price"].map(|field| validation::Wanted { field });
    let packs = ["general", validation::OWN].map(str::to_owned);
    validation::set_columns(&edit, sheet, &wanted, &packs).await.unwrap();
    let run = world.check(sheet).await.id;
    let (_, rules) = validation::run_view(&view, run).await.unwrap();
    let version = |pack: &str| rules.iter().find(|rule| rule.pack == pack).unwrap().version;
    assert_eq!(version(validation::OWN), Some(3));
    let general = i32::try_from(validation::packs()[0].version).unwrap();
    assert_eq!(version("general"), Some(general));
    assert_eq!(version(validation::READING), None);

    let other = stranger(&world.hub).await;
    let foreign = validation::rule_versions(&other.cx::<View>(), id).await;
    assert!(matches!(foreign, Err(HubError::Fault(Fault::NotFound))));
    // The latest 30 stay, as long as the rule does.
    world
        .sql(
            "insert into rule_versions (org_id, rule_id, version, yaml)
             select org_id, id, n, yaml from own_rules, generate_series(10, 50) n",
        )
        .await;
    world
        .sql(
            "insert into mapping_versions (org_id, sheet_id, version, mapping)
             select org_id, id, n, mapping from sheets, generate_series(10, 50) n",
        )
        .await;
    hub::jobs::clean(&world.hub).await.unwrap();
    for table in ["rule_versions", "mapping_versions"] {
        assert_eq!(world.count(table).await, 30, "{table}");
    }
    assert_eq!(world.count("rule_versions where version > 20").await, 30);
    validation::remove_own_rule(&edit, id).await.unwrap();
    assert_eq!(world.count("rule_versions").await, 0);
}
