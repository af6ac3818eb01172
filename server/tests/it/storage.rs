//! The page of what takes space.

use crate::harness::app;
use testkit::TestApp;

const PAGE: &str = "/admin/armazenamento";

async fn measured(app: &TestApp) {
    let mut owner = app.database().connect_as("orion_owner").await;
    sqlx::query(
        "insert into storage_use select id, 'payloads', 12345, 1500000, '2026-11-01', now() from organisations",
    )
    .execute(&mut owner)
    .await
    .unwrap();
}

#[tokio::test]
async fn what_takes_space_is_shown_and_may_be_kept_for_less_time() {
    let app = app().await;
    let admin = app.member(domain::Role::Admin).await;
    let empty = admin.get(PAGE).await.body;
    assert!(empty.contains("Ainda não medido"), "{empty}");
    measured(&app).await;
    let page = admin.get(PAGE).await.body;
    for told in ["1,5 MB no total, medido", "Pedidos como o canal enviou", "12.345", "01/11/2026", "90 dias"]
    {
        assert!(page.replace('\u{a0}', " ").contains(told), "{told}: {page}");
    }
    let fields = |payloads, events| {
        let rest = [("story", "730"), ("verdicts", "400"), ("runs", "365"), ("return_to", PAGE)];
        [vec![("payloads", payloads), ("events", events)], rest.to_vec()].concat()
    };
    let chosen = fields("14", "90");
    assert_eq!(admin.submit("/ui/storage/keep", &chosen).await.outcome(), format!("303 {PAGE}"));
    let page = admin.get(PAGE).await.body;
    assert!(page.contains("Prazos salvos") && page.contains("<option value=\"14\" selected"), "{page}");

    // More than the installation keeps is refused, and what was chosen stays to be seen.
    let fields = fields("91", "31");
    assert_eq!(admin.submit("/ui/storage/keep", &fields).await.outcome(), format!("303 {PAGE}"));
    let page = admin.get(PAGE).await.body;
    assert!(
        page.contains("aria-invalid=\"true\"") && page.contains("<option value=\"31\" selected"),
        "{page}"
    );
    assert_eq!(admin.call("/ui/storage/keep", &fields).await.status, 422);
}
