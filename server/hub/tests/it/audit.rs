//! The history of a company: who did what.

use chrono::{TimeDelta, Utc};
use domain::{
    AuditSubject, Role,
    view::audit::{AuditFilter, AuditRow},
};
use futures::TryStreamExt;
use hub::{
    accounts::{CompanySettings, save_company},
    audit,
    permit::{ManageOrganisation, ManageTeam},
    team,
};
use testkit::{HubOptions, SignedIn, TestDatabase, member, stranger};

async fn actions(who: &SignedIn, filter: &AuditFilter) -> Vec<String> {
    let rows = audit::list(&who.cx::<ManageOrganisation>(), filter, None, 50).await.unwrap();
    rows.into_iter().map(|row| row.action).collect()
}

fn settings(name: &str) -> CompanySettings {
    CompanySettings {
        name: name.into(),
        time_zone: "America/Sao_Paulo".into(),
        currency: "BRL".into(),
        locale: "pt-BR".into(),
    }
}

#[tokio::test]
async fn what_was_done_is_found_by_person_subject_and_time() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let (owner, admin) = (member(&hub, Role::Owner).await, member(&hub, Role::Admin).await);
    team::invite(&owner.cx::<ManageTeam>(), "bia@lojas.example", "viewer").await.unwrap();
    save_company(&admin.cx(), &settings("=Loja Azul")).await.unwrap();
    save_company(&owner.cx(), &settings("Loja Azul")).await.unwrap();

    let all = AuditFilter::default();
    let newest_first = ["organisation.changed", "organisation.changed", "invitation.sent"];
    assert_eq!(actions(&owner, &all).await, newest_first);
    let by_admin = AuditFilter { actor: Some(admin.principal.member().user), ..all.clone() };
    assert_eq!(actions(&owner, &by_admin).await, ["organisation.changed"]);
    let of_team = AuditFilter { about: Some(AuditSubject::Team), ..all.clone() };
    assert_eq!(actions(&owner, &of_team).await, ["invitation.sent"]);
    let (soon, before) = (Utc::now() + TimeDelta::minutes(1), Utc::now() - TimeDelta::minutes(1));
    assert!(actions(&owner, &AuditFilter { from: Some(soon), ..all.clone() }).await.is_empty());
    assert!(actions(&owner, &AuditFilter { until: Some(before), ..all.clone() }).await.is_empty());
    let whole = AuditFilter { from: Some(before), until: Some(soon), ..all.clone() };
    assert_eq!(actions(&owner, &whole).await.len(), 3);

    let cx = owner.cx::<ManageOrganisation>();
    let mut before = None;
    let mut walked = Vec::new();
    while let Some(row) = audit::list(&cx, &all, before, 1).await.unwrap().pop() {
        before = Some((row.at, row.id));
        walked.push(row.action);
    }
    assert_eq!(walked, newest_first);
    assert!(actions(&stranger(&hub).await, &all).await.is_empty(), "others see their own");
}

#[tokio::test]
async fn the_history_is_taken_out_whole_and_starts_no_formula() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let pool = sqlx::PgPool::connect_with(database.superuser()).await.unwrap();
    // More than one chunk.
    sqlx::query(
        "insert into audit_log (org_id, id, at, actor_name, action, subject_kind, ip, data)
         select $1, gen_random_uuid(), now() - make_interval(secs => n), '=Ana', 'sku.linked', 'product', '10.0.0.7',
             jsonb_build_object('n', n)
         from generate_series(1, 2500) n",
    )
    .bind(owner.org().0)
    .execute(&pool)
    .await
    .unwrap();
    let headings = ["when", "who", "what", "object", "ip", "data"];
    let words = |row: &AuditRow| (row.action.clone(), row.data.to_string());
    let rows = audit::csv(owner.cx(), AuditFilter::default(), chrono_tz::UTC, headings, words);
    let chunks: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
    let text = String::from_utf8(chunks.concat()).unwrap();
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!((lines.len(), lines[0]), (2501, "when;who;what;object;ip;data"));
    assert!(
        lines[1].contains("'=Ana;sku.linked;;10.0.0.7;") && lines[1].contains("\"\"n\"\":1"),
        "{}",
        lines[1]
    );
    assert!(lines[2500].contains("2500"));
}
