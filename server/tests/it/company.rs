use crate::harness::{app, app_upon, place, shop_with_a_failed_order};
use domain::{Locale, Role};
use hub::{account_mails, mail::Mailer, permit::ManageTeam, team};
use std::time::Duration;
use testkit::{HubOptions, member, stranger};

const GOOD: [(&str, &str); 4] =
    [("name", "Loja Nova"), ("time_zone", "America/Manaus"), ("currency", "usd"), ("locale", "en")];

#[tokio::test]
async fn company_settings_are_saved_and_audited() {
    let app = app().await;
    let browser = app.owner().await;
    assert_eq!(browser.submit("/ui/company_save", &GOOD).await.outcome(), "303 /admin/empresa");
    let page = browser.get("/admin/empresa").await;
    for shown in ["Loja Nova", "America/Manaus", "USD"] {
        assert!(page.body.contains(shown), "{shown}");
    }
    let mut owner = app.database().connect_as("orion_owner").await;
    let actions = "select action from audit_log where action not like 'session.%'";
    let actions: Vec<String> = sqlx::query_scalar(actions).fetch_all(&mut owner).await.unwrap();
    assert_eq!(actions, ["organisation.changed"]);
}

#[tokio::test]
async fn the_history_names_the_shop_of_a_synchronisation() {
    let app = app().await;
    let owner = app.owner().await;
    let shop = shop_with_a_failed_order(&app, "connected", None).await.to_string();
    owner.submit("/ui/syncs/start", &[("connection_id", &shop), ("kind", "changes")]).await;
    let history = owner.get("/admin/historico").await.body.replace("<!>", "");
    let (_, told) = history.split_once("<div>Iniciou uma sincronização</div>").unwrap();
    let (row, _) = told.split_once("</tr>").unwrap();
    assert!(row.contains("<div class=\"meta\">Loja Centro</div>"), "{row}");
}

#[tokio::test]
async fn what_is_taken_out_as_a_file_is_told_without_what_was_searched_for() {
    let app = app().await;
    let browser = app.owner().await;
    for file in [
        "/admin/vendas/exportar.csv?q=ana%40cliente.example&status=paid",
        "/admin/vendas/exportar.xlsx",
        "/admin/produtos/exportar.csv",
        "/admin/produtos/exportar.xlsx",
        "/admin/clientes/exportar.csv?q=ana%40cliente.example&min=2",
        "/admin/clientes/exportar.xlsx",
        "/admin/analises/exportar.csv?table=trend",
        "/admin/analises/exportar.xlsx",
        "/admin/historico.csv",
    ] {
        assert_eq!(browser.get(file).await.outcome(), "200", "{file}");
    }
    let mut owner = app.database().connect_as("orion_owner").await;
    let told = "select action, data->>'format', data->>'filter' from audit_log where action like 'export.%' order by at, id";
    let told: Vec<(String, String, String)> = sqlx::query_as(told).fetch_all(&mut owner).await.unwrap();
    let told: Vec<_> =
        told.iter().map(|(action, format, filter)| (&**action, &**format, &**filter)).collect();
    assert_eq!(
        told,
        [
            ("export.sales", "csv", "q: … · status: paid"),
            ("export.sales", "xlsx", ""),
            ("export.products", "csv", ""),
            ("export.products", "xlsx", ""),
            ("export.customers", "csv", "q: … · min: 2"),
            ("export.customers", "xlsx", ""),
            ("export.analytics", "csv", "table: trend"),
            ("export.analytics", "xlsx", ""),
            ("export.history", "csv", ""),
        ]
    );
    // Who may not take anything out leaves nothing there.
    let viewer = app.member(Role::Viewer).await;
    let refused = viewer.get("/admin/historico.csv").await;
    assert_ne!(refused.outcome(), "200");
    let count: i64 = sqlx::query_scalar("select count(*) from audit_log where action like 'export.%'")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    assert_eq!(count, 9);
}

#[tokio::test]
async fn a_page_of_another_company_changes_nothing() {
    let app = app().await;
    let browser = app.owner().await;
    let own = place(&browser.get("/admin/empresa").await.body, "/admin/empresa");
    let other = format!("/admin/empresa#empresa={}", uuid::Uuid::now_v7());
    let mut database = app.database().connect_as("orion_owner").await;
    for (place, saved) in [(&other, false), (&own, true)] {
        let fields = [&GOOD[..], &[("return_to", place.as_str())]].concat();
        assert_eq!(browser.submit("/ui/company_save", &fields).await.outcome(), "303 /admin/empresa");
        let page = browser.get("/admin/empresa").await.body;
        assert_eq!(page.contains("Esta página era de outra empresa"), !saved, "{place}");
        // What was typed for the other one is not offered to be saved here.
        assert_eq!(page.contains("value=\"Loja Nova\""), saved, "{place}");
        let name: String =
            sqlx::query_scalar("select name from organisations").fetch_one(&mut database).await.unwrap();
        assert_eq!(name == "Loja Nova", saved, "{place}");
    }
}

#[tokio::test]
async fn wrong_settings_are_named_and_what_was_typed_stays() {
    let app = app().await;
    let browser = app.owner().await;
    let fields = [("name", "Loja"), ("time_zone", "Mars/Olympus"), ("currency", "R$"), ("locale", "de")];
    assert_eq!(browser.submit("/ui/company_save", &fields).await.outcome(), "303 /admin/empresa");
    let page = browser.get("/admin/empresa").await;
    assert_eq!(page.body.matches("field-error").count(), 3, "{}", page.body);
    assert!(page.body.contains("R$"));
    let invented = [GOOD[0], GOOD[1], ("currency", "XXZ"), GOOD[3]];
    browser.submit("/ui/company_save", &invented).await;
    let page = browser.get("/admin/empresa").await;
    assert_eq!(page.body.matches("field-error").count(), 1, "{}", page.body);
}

#[tokio::test]
async fn the_language_of_a_person_wins_over_the_browser() {
    let app = app().await;
    let browser = app.viewer().await;
    assert!(browser.get("/admin/conta").await.body.contains(r#"lang="pt-BR""#));
    browser.submit("/ui/account/save", &[("name", "Ana"), ("locale", "fr")]).await;
    let page = browser.get("/admin/conta").await;
    assert!(page.body.contains(r#"lang="fr""#), "{}", page.body);
    assert!(page.body.contains("Vue d’ensemble") || page.body.contains("Compte"));
}

#[tokio::test]
async fn somebody_unknown_is_spoken_to_as_the_browser_asks() {
    let app = app().await;
    let request = axum::http::Request::get("/entrar").header("accept-language", "es-MX,es;q=0.9,en;q=0.1");
    let page = app.anonymous().send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert!(page.body.contains(r#"lang="es""#));
}

#[tokio::test]
async fn an_only_owner_is_told_before_they_leave() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let owner = app.browser(&known);
    let leaving = async || owner.get("/admin/equipe/sair").await.body;
    let page = leaving().await;
    assert!(
        page.contains("A empresa ficaria sem proprietário") && !page.contains("/ui/team/leave"),
        "{page}"
    );
    assert!(page.contains("Você é a única pessoa da empresa") && page.contains(">Convidar<"), "{page}");
    // There is somebody to hand it over to: the way there is a button.
    let viewer = member(app.hub(), Role::Viewer).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    // Others of the company join beside an owner of their own.
    sqlx::query("delete from memberships where role = 'owner' and user_id <> $1")
        .bind(known.principal.member().user.0)
        .execute(&mut sql)
        .await
        .unwrap();
    let heir = format!("/admin/equipe/{}", viewer.principal.member().user);
    let page = leaving().await;
    assert!(page.contains(&format!("href=\"{heir}#propriedade\"")), "{page}");
    assert!(!page.contains("Você é a única pessoa da empresa"), "{page}");
    assert!(owner.get(&heir).await.body.contains("id=\"propriedade\""), "the page hands over there");
    // Pressed on a page of before, it is said once, with the way out.
    owner.submit("/ui/team/leave", &[("return_to", "/admin/equipe/sair")]).await;
    let page = leaving().await;
    assert_eq!(page.matches("A empresa ficaria sem proprietário").count(), 1, "{page}");
    assert!(page.contains(&format!("href=\"{heir}#propriedade\"")), "{page}");
    app.owner().await;
    let page = leaving().await;
    assert!(
        page.contains("/ui/team/leave") && !page.contains("A empresa ficaria sem proprietário"),
        "{page}"
    );
}

#[tokio::test]
async fn who_leaves_a_company_goes_on_in_the_other_one_they_have() {
    let app = app().await;
    let known = member(app.hub(), Role::Viewer).await;
    let (hub, session) = (app.hub(), known.token.hash());
    hub.found_company(&known.principal, ("Loja Verde", Locale::PtBr), &session).await.unwrap();
    hub.enter(&session, known.org()).await.unwrap();
    let browser = app.browser(&known);
    assert_eq!(browser.submit("/ui/team/leave", &[]).await.outcome(), "303 /admin");
    let page = browser.get("/admin/empresas").await.body;
    assert!(page.contains("Você saiu de Loja Azul.") && page.contains("Loja Verde"), "{page}");
}

#[tokio::test]
async fn the_history_offers_who_left_and_orion() {
    let app = app().await;
    let (owner, gone) = (app.owner().await, member(app.hub(), Role::Viewer).await);
    let (user, name) = (gone.principal.member().user, gone.principal.member().user_name.clone());
    app.browser(&gone).submit("/ui/team/leave", &[]).await;
    let page = owner.get(&format!("/admin/historico?pessoa={user}")).await.body;
    assert!(page.contains(&format!("{name} (saiu)")) && page.contains("Saiu da equipe"), "{page}");
    assert!(page.contains(&format!("value=\"{user}\" selected")), "{page}");
    let page = owner.get("/admin/historico?pessoa=orion").await.body;
    assert!(page.contains("value=\"orion\" selected") && !page.contains("Saiu da equipe"), "{page}");
}

#[tokio::test]
async fn an_invitation_that_was_used_leads_who_used_it_to_the_company() {
    const SITE: &str = "https://orion.example";
    let mailer = Mailer::memory("orion@orion.example").unwrap();
    let app = app_upon(HubOptions { mailer: Some(mailer.clone()), ..HubOptions::default() }).await;
    let (owner, invited) = (member(app.hub(), Role::Owner).await, stranger(app.hub()).await);
    team::invite(&owner.cx::<ManageTeam>(), &invited.email, "viewer").await.unwrap();
    let mut sent = mailer.sent();
    while sent.is_empty() {
        account_mails::deliver(app.hub()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
        sent = mailer.sent();
    }
    let path = sent[0].text.lines().find_map(|line| line.strip_prefix(SITE)).unwrap();
    let token = path.rsplit('/').next().unwrap();
    let (own, other) = (app.browser(&invited), app.browser(&owner));
    assert_eq!(own.submit("/ui/invitation/accept", &[("token", token)]).await.outcome(), "303 /admin");

    assert_eq!(own.get(path).await.outcome(), "303 /admin");
    assert!(own.get("/admin").await.body.contains("Você já faz parte de Loja Azul."));
    let company = invited.org().to_string();
    assert_eq!(own.submit("/ui/account/enter", &[("company", &company)]).await.status, 303);
    let page = own.get(path).await.body;
    assert!(page.contains("Ir para Loja Azul") && page.contains("/ui/account/enter"), "{page}");
    let page = other.get(path).await.body;
    let told = format!("Ele foi aceito com {}, e esta sessão é de {}.", invited.email, owner.email);
    assert!(page.contains(&told) && page.contains("href=\"/sair\""), "{page}");
    let page = app.anonymous().get(path).await.body;
    assert!(page.contains(&format!("/entrar?voltar={path}")), "{page}");

    let user = invited.principal.member().user;
    team::remove_member(&owner.cx::<ManageTeam>(), user).await.unwrap();
    let page = own.get(path).await.body;
    assert!(page.contains("não faz mais parte de Loja Azul. Peça outro a"), "{page}");
    assert!(!page.contains("/ui/account/enter"), "{page}");
}
