//! Steps of columns: seen at work, kept, and used.

use super::{World, conflict};
use domain::{Fault, view::validation::FindingFilter};
use hub::{
    HubError,
    permit::{EditCatalog, View},
    validation::{self, StepsFault, WrittenSteps},
};
use testkit::stranger;

const SHEET: &str = "SKU;Título;Peso;Obs\nA-1;CANECA;500;x\nA-2;copo azul;abc;y\n";

fn written(steps: &str, tests: &str) -> WrittenSteps {
    WrittenSteps { steps: steps.to_owned(), tests: tests.to_owned() }
}

#[tokio::test]
async fn steps_are_seen_at_work_before_they_are_kept() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    assert_eq!(conflict(validation::steps(&view, sheet, 1).await), "no_columns");
    world.columns(sheet, &["sku", "title", "weight", ""]).await.unwrap();
    let none = validation::steps(&view, sheet, 3).await;
    assert!(matches!(none, Err(HubError::Fault(Fault::NotFound))), "{none:?}");
    let steps = "- case: lower\n- concatenate: ['{value} ({sku})']\n";
    let shown =
        validation::preview_steps(&view, sheet, 1, &written(steps, "")).await.unwrap().unwrap().preview;
    assert_eq!((shown.len(), shown[0].before.as_str()), (2, "CANECA"));
    assert_eq!(shown[0].after.as_deref(), Some("caneca (A-1)"));
    let weight = "[{ convert: { from: g, to: kg } }]";
    let shown =
        validation::preview_steps(&view, sheet, 2, &written(weight, "")).await.unwrap().unwrap().preview;
    assert_eq!(shown[0].after.as_deref(), Some("0.5"));
    assert!(shown[1].problem.is_some() && shown[1].after.is_none());

    let tests = validation::example_tests(&view, sheet, 1, steps).await.unwrap().unwrap();
    let expected = "- in: CANECA\n  row:\n    sku: A-1\n  out: caneca (A-1)\n- in: copo azul\n  row:\n    sku: A-2\n  out: copo azul (A-2)\n";
    assert_eq!(tests, expected);
    validation::set_steps(&edit, sheet, 1, &written(steps, &tests)).await.unwrap().unwrap();
    let kept = validation::steps(&view, sheet, 1).await.unwrap();
    let again = validation::preview_steps(&view, sheet, 1, &kept.written).await.unwrap().unwrap();
    assert_eq!(again.preview[0].after.as_deref(), Some("caneca (A-1)"), "{}", kept.written.steps);
    assert_eq!((again.tests, again.failed.len()), (2, 0), "{}", kept.written.tests);
    assert_eq!(kept.sheet.mapping.unwrap()["version"], 2);
    let (_, columns, _) = validation::sheet(&view, sheet).await.unwrap();
    assert!(columns.columns[1].has_steps);
    let run = world.check(sheet).await.id;
    let found = validation::findings(&view, run, &FindingFilter::default(), None).await.unwrap();
    assert!(found.rows.iter().all(|found| found.value != "CANECA"), "{found:?}");
    // Chosen again as the same field, the column keeps both.
    world.columns(sheet, &["sku", "title", "", ""]).await.unwrap();
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().written, kept.written);
    validation::set_steps(&edit, sheet, 1, &written("  ", "\n")).await.unwrap().unwrap();
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().written, WrittenSteps::default());
}

#[tokio::test]
async fn steps_that_cannot_be_used_are_not_kept() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "weight", ""]).await.unwrap();
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    let before = validation::steps(&view, sheet, 1).await.unwrap().written;
    for (yaml, is_yaml) in [
        ("- case: [", true),
        ("- unknown", true),
        ("- truncate: 0", false),
        ("- replace: { with: x }", false),
    ] {
        let fault = validation::set_steps(&edit, sheet, 1, &written(yaml, "")).await.unwrap().unwrap_err();
        assert_eq!(matches!(fault, StepsFault::Yaml(_)), is_yaml, "{yaml}: {fault:?}");
    }
    let many = "- { in: a, out: a }\n".repeat(101);
    for (tests, code) in
        [("- { in: a, out: A", 0), (many.as_str(), 1), ("- { in: a, out: a }\n- { in: b, out: B }", 2)]
    {
        let fault =
            validation::set_steps(&edit, sheet, 1, &written("[trim]", tests)).await.unwrap().unwrap_err();
        let found = match &fault {
            StepsFault::TestsYaml(_) => 0,
            StepsFault::TooManyTests(100) => 1,
            StepsFault::Failed(failed) if failed.len() == 1 && failed[0].test == 2 => 2,
            _ => panic!("{fault:?}"),
        };
        assert_eq!(found, code, "{fault:?}");
    }
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().written, before);
    let other = stranger(&world.hub).await;
    assert!(validation::steps(&other.cx::<View>(), sheet, 1).await.is_err());
    assert!(
        validation::set_steps(&other.cx::<EditCatalog>(), sheet, 1, &WrittenSteps::default()).await.is_err()
    );
}

#[tokio::test]
async fn a_whole_document_is_its_steps_and_its_tests() {
    let whole = "version: 1\nsteps:\n  - trim\n  - case: upper\ntests:\n  - { in: ' copo', out: COPO }\n";
    let typed = |steps: &str, tests: &str| WrittenSteps::typed(steps.to_owned(), tests.to_owned());
    let made = typed(whole, "- { in: a, out: B }");
    assert!(made.steps.starts_with("- trim") && made.tests.contains("COPO"), "{made:?}");
    assert!(!made.tests.contains('B'), "{made:?}");
    let without = typed("steps: [trim]", "- { in: ' a', out: a }");
    assert_eq!(without.tests, "- { in: ' a', out: a }");
    let list = written("- trim # as it is", "");
    assert_eq!(typed(&list.steps, ""), list);

    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "weight", ""]).await.unwrap();
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    validation::set_steps(&edit, sheet, 1, &made).await.unwrap().unwrap();
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().written, made);
    // What is wrong in one is told, not that it is no list.
    let faulty = typed("version: 1\nsteps:\n  - trim\n  - casing: upper\n", "");
    let fault = validation::preview_steps(&view, sheet, 1, &faulty).await.unwrap().unwrap_err();
    assert!(matches!(&fault, StepsFault::Yaml(fault) if fault.message.contains("casing")), "{fault:?}");
}

#[tokio::test]
async fn steps_of_before_are_kept_and_can_be_brought_back() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "weight", ""]).await.unwrap();
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    let set = async |column: usize, steps: &WrittenSteps| {
        validation::set_steps(&edit, sheet, column, steps).await.unwrap().unwrap();
        validation::steps(&view, sheet, column).await.unwrap().written
    };
    let first = validation::steps(&view, sheet, 1).await.unwrap().written;
    let second = set(1, &written("- case: upper", "- { in: copo, out: COPO }")).await;
    // Saved as they are, and of another column: neither are other steps of this one.
    set(1, &second).await;
    set(0, &written("- case: upper", "")).await;
    let versions = validation::steps_versions(&view, sheet, 1).await.unwrap();
    let told: Vec<_> = versions.iter().map(|version| (version.number, &version.saved)).collect();
    assert_eq!(told, [(2, &second), (1, &first)]);
    assert!(versions.iter().all(|version| version.saved_by.is_some()), "{versions:?}");

    assert_eq!(set(1, &versions[1].saved).await, first);
    let versions = validation::steps_versions(&view, sheet, 1).await.unwrap();
    assert_eq!((versions.len(), versions[0].number, &versions[0].saved), (3, 4, &first));
    assert_eq!(world.check(sheet).await.mapping["version"], 4, "the check tells which one it used");
    // What the columns are is said anew: the count goes on.
    world.columns(sheet, &["sku", "title", "", ""]).await.unwrap();
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().sheet.mapping.unwrap()["version"], 5);
    let other = stranger(&world.hub).await;
    assert!(validation::steps_versions(&other.cx::<View>(), sheet, 1).await.is_err());
}
