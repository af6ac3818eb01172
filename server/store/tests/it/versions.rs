//! Versions of own rules and of mappings: numbered by the store, and rewritten by nobody.

use crate::world::World;
use domain::{RuleId, SheetId, SheetKind};
use hub::permit::EditCatalog;
use serde_json::json;
use store::validation::{self, NewSheet, Shape};

#[tokio::test]
async fn each_other_text_is_a_version_and_none_is_rewritten() {
    let mut world = World::new().await;
    let cx = world.cx::<EditCatalog>();
    let (rule, by) = (RuleId::new(), None);
    for (yaml, active) in [("id: a", false), ("id: b", false), ("id: b", true), ("id: a", true)] {
        let mut tx = cx.begin().await.unwrap();
        validation::save_own_rule(&mut tx, rule, ("a", yaml), active, by).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = cx.begin().await.unwrap();
    let known = validation::rule_versions(&mut tx, rule).await.unwrap();
    let told: Vec<_> = known.iter().map(|version| (version.number, version.saved.as_str())).collect();
    assert_eq!(told, [(3, "id: a"), (2, "id: b"), (1, "id: a")]);
    assert_eq!(validation::own_rule(&mut tx, rule).await.unwrap().version, 3);

    let (sheet, nothing) = (SheetId::new(), json!({}));
    let mapping = |field: &str| json!({ "version": 7, "columns": [{ "header": "A", "field": field }] });
    let shape = Shape { format: &nothing, sample: &nothing, problem: None };
    let new = NewSheet {
        id: sheet,
        name: "a",
        kind: SheetKind::Catalogue,
        file: None,
        source: None,
        shape,
        mapping: Some(&mapping("sku")),
        packs: &[],
        created_by: by,
    };
    validation::insert_sheet(&mut tx, &new).await.unwrap();
    assert_eq!(validation::set_mapping(&mut tx, sheet, &mapping("sku"), by).await.unwrap(), 1, "the same");
    assert_eq!(validation::set_mapping(&mut tx, sheet, &mapping("title"), by).await.unwrap(), 2);
    // Another shape, of which nobody has said yet what its columns are.
    validation::reshape(&mut tx, sheet, None, shape, None, by).await.unwrap();
    assert_eq!(validation::find_sheet(&mut tx, sheet).await.unwrap().mapping, None);
    validation::reshape(&mut tx, sheet, None, shape, Some(&mapping("sku")), by).await.unwrap();
    let kept = validation::find_sheet(&mut tx, sheet).await.unwrap().mapping.unwrap();
    assert_eq!((&kept["version"], &kept["columns"]), (&json!(3), &mapping("sku")["columns"]));
    let known = validation::mapping_versions(&mut tx, sheet).await.unwrap();
    assert_eq!(known.iter().map(|version| version.number).collect::<Vec<_>>(), [3, 2, 1]);
    tx.commit().await.unwrap();

    let mut app = world.database.connect_as("orion_app").await;
    for statement in [
        "update rule_versions set yaml = 'x'",
        "delete from rule_versions",
        "update mapping_versions set version = 9",
        "delete from mapping_versions",
    ] {
        let refused = sqlx::query(statement).execute(&mut app).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{statement}: {refused}");
    }
    let refused = sqlx::query("update rule_versions set yaml = 'x'").execute(&mut world.sql).await;
    assert!(refused.unwrap_err().to_string().contains("permission denied"));
}
