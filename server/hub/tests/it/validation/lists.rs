//! Lists of a company's own that its rules look values up in.

use super::{World, conflict};
use bytes::Bytes;
use domain::{Fault, FieldProblem, Role, RuleListId, SheetId, view::validation::FindingFilter};
use futures::{TryStreamExt, stream};
use hub::{
    HubError,
    permit::{EditCatalog, Export, View},
    validation::{self, RuleProblemKind, SentList, TRIAL_BUDGET, Wanted},
};
use std::io;
use testkit::{HubOptions, SignedIn, TestDatabase, member, stranger};

const KNOWN: &str = "id: known\ntitle: Marca que não vendemos\nexplanation: Confira.\nfield: brand\n\
    check: { lookup: { list: brands } }\ntests:\n  \
    - { rows: [{ brand: x }, { brand: y }], finds: [2], lists: { brands: [x] } }\n  \
    - { rows: [{ brand: x }], finds: false, lists: { brands: [x] } }\n";
const SHEET: &str =
    "SKU;Título;Marca\nA-1;Camisa;Malha Boa\nA-2;Calça;Sem Nome\nA-3;Meia;\nA-4;Touca;malha boa\n";

type Parts = stream::Iter<std::vec::IntoIter<Result<Bytes, io::Error>>>;

fn pasted(text: &str) -> SentList<'_, Parts> {
    SentList::Text(text)
}

fn sent<'a>(name: &'a str, column: &'a str, text: &str) -> SentList<'a, Parts> {
    let parts: Vec<_> = text.as_bytes().chunks(7).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
    SentList::File { name, column, coming: stream::iter(parts) }
}

impl World {
    async fn list(&self, name: &str, text: &str) -> Result<RuleListId, HubError> {
        validation::add_rule_list(&self.owner.cx::<EditCatalog>(), name, pasted(text)).await
    }

    /// A sheet with brands that is held to the company's own rules.
    async fn branded(&self) -> SheetId {
        let sheet = self.send("marcas.csv", SHEET).await.sheet;
        let wanted: Vec<_> = ["sku", "title", "brand"].map(|field| Wanted { field }).into();
        let packs = ["own".to_owned()];
        validation::set_columns(&self.owner.cx::<EditCatalog>(), sheet, &wanted, &packs).await.unwrap();
        sheet
    }

    async fn rows(&self, sheet: SheetId) -> Vec<i64> {
        let run = self.check(sheet).await;
        self.found(run.id, &FindingFilter::default()).await.into_iter().map(|(row, ..)| row).collect()
    }
}

async fn entries(who: &SignedIn, id: RuleListId) -> String {
    let (name, bytes) = validation::rule_list_file(&who.cx::<Export>(), id).await.unwrap();
    assert_eq!(name, "brands");
    let bytes: Vec<Bytes> = bytes.try_collect().await.unwrap();
    String::from_utf8(bytes.concat()).unwrap()
}

#[tokio::test]
async fn a_rule_finds_what_is_not_in_a_list_and_goes_by_what_takes_its_place() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    assert_eq!(conflict(validation::save_own_rule(&edit, None, KNOWN, true).await), "rule_fails");
    let problems = validation::rule_problems(&view, None, KNOWN).await.unwrap();
    assert_eq!(problems[0].kind, RuleProblemKind::UnknownList { name: "brands".into() });

    let list = world.list("brands", "Malha Boa\n\n  Linho \r\n").await.unwrap();
    assert_eq!(entries(&world.owner, list).await, "Malha Boa\nLinho\n");
    let rule = validation::save_own_rule(&edit, None, KNOWN, true).await.unwrap();
    let sheet = world.branded().await;
    let trial = validation::try_rule(&view, sheet, KNOWN, TRIAL_BUDGET).await.unwrap();
    assert_eq!((trial.found, trial.cells[0].row, trial.cells[0].value.as_str()), (2, 2, "Sem Nome"));
    assert_eq!(world.rows(sheet).await, [2, 4], "an empty field is not looked up, and case counts");
    assert_eq!(world.check(sheet).await.counts.metered, 0, "nothing changed");

    let table = "País;Marca\nBR;Sem Nome\nPT;malha boa\n";
    validation::replace_rule_list(&edit, list, sent("marcas.csv", "marca", table)).await.unwrap();
    assert_eq!(entries(&world.owner, list).await, "Sem Nome\nmalha boa\n");
    let run = world.check(sheet).await;
    assert_eq!(run.counts.metered, 4, "another list is another rule");
    let found = world.found(run.id, &FindingFilter::default()).await;
    assert_eq!(found, [(1, "brand".to_owned(), "known".to_owned())]);

    let info = validation::rule_list(&view, list).await.unwrap();
    assert_eq!((info.list.entries, info.rules.len(), info.is_in_use()), (2, 1, true));
    assert_eq!(info.rules[0].rule, rule);
    let first = validation::first_entries(&view, &info.list).await.unwrap().unwrap();
    assert_eq!(first, ["Sem Nome", "malha boa"]);
    for action in ["rule.list_added", "rule.list_replaced"] {
        assert_eq!(world.count(&format!("audit_log where action = '{action}'")).await, 1, "{action}");
    }
    validation::replace_rule_list(&edit, list, pasted("Sem Nome")).await.unwrap();
    let told = "audit_log where action = 'rule.list_replaced' and data->'from' = '{\"rows\": 2}' and data->'to' = '{\"rows\": 1}'";
    assert_eq!(world.count(told).await, 1);
}

#[tokio::test]
async fn a_list_may_be_longer_than_what_is_held_in_memory() {
    let world = World::new().await;
    let all: String = (0..100_000).map(|n| format!("Marca {n}\n")).chain(["Malha Boa\n".into()]).collect();
    world.list("brands", &all).await.unwrap();
    validation::save_own_rule(&world.owner.cx(), None, KNOWN, true).await.unwrap();
    let sheet = world.branded().await;
    assert_eq!(world.rows(sheet).await, [2, 4]);
}

#[tokio::test]
async fn a_list_that_an_active_rule_needs_is_not_removed_and_its_values_stay_stored() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let list = world.list("brands", "Malha Boa").await.unwrap();
    let rule = validation::save_own_rule(&edit, None, KNOWN, true).await.unwrap();
    assert_eq!(conflict(validation::remove_rule_list(&edit, list).await), "list_in_use");
    world.sql("update files set created_at = now() - interval '2 days'").await;
    hub::jobs::clean(&world.hub).await.unwrap();
    assert_eq!(entries(&world.owner, list).await, "Malha Boa\n");

    validation::save_own_rule(&edit, Some(rule), KNOWN, false).await.unwrap();
    validation::remove_rule_list(&edit, list).await.unwrap();
    assert_eq!(conflict(validation::save_own_rule(&edit, Some(rule), KNOWN, true).await), "rule_fails");
    hub::jobs::clean(&world.hub).await.unwrap();
    assert_eq!(world.count("files").await, 0, "nothing needs them any more");
}

#[tokio::test]
async fn lists_are_of_one_company_and_of_who_may_change_its_rules() {
    let world = World::new().await;
    let list = world.list("brands", "Malha Boa").await.unwrap();
    let other = stranger(&world.hub).await;
    let edit = other.cx::<EditCatalog>();
    assert_eq!(conflict(validation::save_own_rule(&edit, None, KNOWN, true).await), "rule_fails");
    assert!(validation::rule_lists(&other.cx::<View>()).await.unwrap().is_empty());
    let is_nowhere = |fault: HubError| matches!(fault, HubError::Fault(Fault::NotFound));
    assert!(is_nowhere(validation::rule_list(&other.cx::<View>(), list).await.unwrap_err()));
    assert!(is_nowhere(validation::remove_rule_list(&edit, list).await.unwrap_err()));
    assert!(is_nowhere(validation::replace_rule_list(&edit, list, pasted("x")).await.unwrap_err()));
    assert!(validation::rule_list_file(&other.cx::<Export>(), list).await.is_err());
    validation::add_rule_list(&edit, "brands", pasted("Outra"))
        .await
        .expect("a name is taken within a company");
    let viewer = member(&world.hub, Role::Viewer).await;
    assert!(viewer.principal.authorize::<EditCatalog>().is_err());
}

#[tokio::test]
async fn what_is_no_list_is_refused_and_leaves_nothing() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions { list_entries: Some(3), ..HubOptions::default() });
    let owner = member(&hub, Role::Owner).await;
    let world = World { database, hub, owner };
    let edit = world.owner.cx::<EditCatalog>();
    for (text, why) in [
        ("\n  \n", "list_empty"),
        ("a\nb\nc\nd\n", "list_too_many"),
        (&*"x".repeat(501), "list_entry_too_long"),
        ("a\0b", "list_entry_signs"),
    ] {
        assert_eq!(conflict(world.list("brands", text).await), why);
    }
    let several = validation::add_rule_list(&edit, "brands", sent("a.csv", "", "a;b\nc;d\n")).await;
    assert_eq!(conflict(several), "list_columns");
    let problem = |result: Result<RuleListId, HubError>| match result.unwrap_err() {
        HubError::Fault(Fault::Invalid { mut fields }) => {
            let error = fields.remove(0);
            (error.field, error.problem)
        }
        other => panic!("{other:?}"),
    };
    let absent = validation::add_rule_list(&edit, "brands", sent("a.csv", "Cor", "Marca;País\na;b\n")).await;
    assert_eq!(problem(absent), ("column".to_owned(), FieldProblem::Unknown));
    assert_eq!(problem(world.list("Marcas", "a").await), ("name".to_owned(), FieldProblem::Format));
    assert_eq!((world.count("files").await, world.count("rule_lists").await), (0, 0));
    world.list("brands", "a\nb\nc").await.unwrap();
    assert_eq!(problem(world.list("brands", "a").await), ("name".to_owned(), FieldProblem::Taken));
}
