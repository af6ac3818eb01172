//! The table of what each connector does, and that it is the one that is committed.

use crate::{google_sheets, magalu, mercadolivre, shopify, tiktok_shop, woocommerce};
use connector_kit::contract::{Needs, Outcome, Scenario};
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/conformance.md");
/// Where `cargo xtask conformance` wants the results.
const RESULTS: &str = "ORION_CONFORMANCE";

type Results = Vec<(Scenario, Outcome)>;

/// Side by side: much of it is waiting for answers that do not come.
async fn results() -> BTreeMap<&'static str, Results> {
    let (woocommerce, shopify, mercadolivre, tiktok_shop, magalu, google_sheets) = futures::join!(
        woocommerce::conformance(),
        shopify::conformance(),
        mercadolivre::conformance(),
        tiktok_shop::conformance(),
        magalu::conformance(),
        google_sheets::conformance()
    );
    BTreeMap::from([
        ("woocommerce", woocommerce),
        ("shopify", shopify),
        ("mercadolivre", mercadolivre),
        ("tiktok_shop", tiktok_shop),
        ("magalu", magalu),
        ("google_sheets", google_sheets),
    ])
}

#[tokio::test]
async fn every_connector_passes_what_applies_to_it_and_the_table_says_so() {
    let results = results().await;
    let known: Vec<_> = connectors::registry().iter().map(|connector| connector.spec().id).collect();
    assert_eq!(results.len(), known.len(), "a connector has no subject: {known:?}");
    if let Some(file) = std::env::var_os(RESULTS) {
        fs::write(file, as_json(&results)).unwrap();
    }
    let failed: Vec<_> = results
        .iter()
        .flat_map(|(id, results)| results.iter().map(move |(scenario, outcome)| (id, scenario, outcome)))
        .filter_map(|(id, scenario, outcome)| match outcome {
            Outcome::Failed(words) => Some(format!("{id}: {}: {words}", scenario.name)),
            _ => None,
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let table = as_table(&results);
    if std::env::var_os(RESULTS).is_some() {
        fs::write(TABLE, &table).unwrap();
    }
    let committed = fs::read_to_string(Path::new(TABLE)).unwrap_or_default();
    assert_eq!(committed, table, "docs/conformance.md is not up to date: run `cargo xtask conformance`");
}

fn as_json(results: &BTreeMap<&str, Results>) -> String {
    let counted = results.iter().map(|(id, results)| {
        let count =
            |wanted: fn(&Outcome) -> bool| results.iter().filter(|(_, outcome)| wanted(outcome)).count();
        let counts = serde_json::json!({
            "passed": count(|outcome| *outcome == Outcome::Passed),
            "failed": count(|outcome| matches!(outcome, Outcome::Failed(_))),
            "not_applicable": count(|outcome| *outcome == Outcome::NotApplicable),
        });
        ((*id).to_owned(), counts)
    });
    serde_json::Value::Object(counted.collect()).to_string()
}

fn as_table(results: &BTreeMap<&str, Results>) -> String {
    let mut table = String::from(
        "# Conformance\n\n\
         Every connector runs the same scenarios against a host that gives one answer to everything, and against its\n\
         platform's simulator. This table is written by `cargo xtask conformance`; a test fails where it is out of date.\n",
    );
    let head = results.keys().map(|id| format!(" {id} |")).collect::<String>();
    let rule = results.keys().map(|_| "---|").collect::<String>();
    let scenarios: Vec<_> =
        results.values().next().into_iter().flatten().map(|(scenario, _)| scenario).collect();
    for (needs, title) in [
        (Needs::Orders, "Orders, from hosts that misbehave"),
        (Needs::Shop, "Orders, from the simulator"),
        (Needs::Refunds, "Money given back, from the simulator"),
        (Needs::Consent, "Consent"),
        (Needs::KeyGrant, "Keys that the shop hands over"),
        (Needs::Events, "Events"),
        (Needs::SignedEvents, "Events that are signed"),
        (Needs::MissedEvents, "Events that could not be delivered"),
        (Needs::Cancelling, "Cancelling"),
        (Needs::Shipping, "Shipping"),
        (Needs::Invoicing, "Fiscal documents"),
        (Needs::Labels, "Labels"),
        (Needs::Spreadsheets, "Spreadsheets, from hosts that misbehave"),
        (Needs::Workbooks, "Spreadsheets, from the simulator"),
    ] {
        // Writing into a String cannot fail.
        let _ = write!(table, "\n## {title}\n\n| Scenario |{head}\n|---|{rule}\n");
        for (at, scenario) in scenarios.iter().enumerate().filter(|(_, scenario)| scenario.needs == needs) {
            let _ = write!(table, "| {} |", scenario.name);
            for results in results.values() {
                table.push_str(match results[at].1 {
                    Outcome::Passed => " yes |",
                    Outcome::Failed(_) => " **no** |",
                    Outcome::NotApplicable => " – |",
                });
            }
            table.push('\n');
        }
    }
    table
}
