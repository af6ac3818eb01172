//! Steps of columns: seen at work, kept, and used.

use super::{World, conflict};
use domain::{Fault, view::validation::FindingFilter};
use hub::{
    HubError,
    permit::{EditCatalog, View},
    validation::{self, StepsFault},
};
use testkit::stranger;

const SHEET: &str = "SKU;Título;Peso;Obs\nA-1;CANECA;500;x\nA-2;copo azul;abc;y\n";

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
    let shown = validation::preview_steps(&view, sheet, 1, steps).await.unwrap().unwrap();
    assert_eq!((shown.len(), shown[0].before.as_str()), (2, "CANECA"));
    assert_eq!(shown[0].after.as_deref(), Some("caneca (A-1)"));
    let weight = "[{ convert: { from: g, to: kg } }]";
    let shown = validation::preview_steps(&view, sheet, 2, weight).await.unwrap().unwrap();
    assert_eq!(shown[0].after.as_deref(), Some("0.5"));
    assert!(shown[1].problem.is_some() && shown[1].after.is_none());

    validation::set_steps(&edit, sheet, 1, steps).await.unwrap().unwrap();
    let kept = validation::steps(&view, sheet, 1).await.unwrap();
    let again = validation::preview_steps(&view, sheet, 1, &kept.yaml).await.unwrap().unwrap();
    assert_eq!(again[0].after.as_deref(), Some("caneca (A-1)"), "{}", kept.yaml);
    assert_eq!(kept.sheet.mapping.unwrap()["version"], 2);
    let (_, columns, _) = validation::sheet(&view, sheet).await.unwrap();
    assert!(columns.columns[1].has_steps);
    let run = world.check(sheet).await.id;
    let found = validation::findings(&view, run, &FindingFilter::default(), None).await.unwrap();
    assert!(found.rows.iter().all(|found| found.value != "CANECA"), "{found:?}");
    validation::set_steps(&edit, sheet, 1, "  ").await.unwrap().unwrap();
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().yaml, "");
}

#[tokio::test]
async fn steps_that_cannot_be_used_are_not_kept() {
    let world = World::new().await;
    let sheet = world.send("canecas.csv", SHEET).await.sheet;
    world.columns(sheet, &["sku", "title", "weight", ""]).await.unwrap();
    let (view, edit) = (world.owner.cx::<View>(), world.owner.cx::<EditCatalog>());
    let before = validation::steps(&view, sheet, 1).await.unwrap().yaml;
    for (yaml, is_yaml) in [
        ("- case: [", true),
        ("- unknown", true),
        ("- truncate: 0", false),
        ("- replace: { with: x }", false),
    ] {
        let fault = validation::set_steps(&edit, sheet, 1, yaml).await.unwrap().unwrap_err();
        assert_eq!(matches!(fault, StepsFault::Yaml(_)), is_yaml, "{yaml}: {fault:?}");
    }
    assert_eq!(validation::steps(&view, sheet, 1).await.unwrap().yaml, before);
    let other = stranger(&world.hub).await;
    assert!(validation::steps(&other.cx::<View>(), sheet, 1).await.is_err());
    assert!(validation::set_steps(&other.cx::<EditCatalog>(), sheet, 1, "").await.is_err());
}
