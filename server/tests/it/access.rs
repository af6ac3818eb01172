//! Lock 4: whatever can be called stands in the table of `app::access`, and behaves as it says.

use crate::harness::{app, place};
use app::access::{Access, FUNCTIONS, PAGES, ROUTES};
use domain::{Permission, Role};
use std::collections::BTreeSet;
use testkit::{Actor, TestApp, member};

#[test]
fn every_server_function_stands_in_the_table() {
    // Naming the router links the functions in.
    let _ = app::routes::page_paths();
    let known: BTreeSet<_> = FUNCTIONS.iter().map(|(path, _)| (*path).to_owned()).collect();
    let found: BTreeSet<_> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(known, found);
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(method, "POST", "{path}: a GET would change things");
        assert!(path.starts_with("/ui/"), "{path}");
    }
}

#[tokio::test]
async fn every_page_stands_in_the_table() {
    let known: BTreeSet<_> = PAGES.iter().map(|(path, _)| (*path).to_owned()).collect();
    let found: BTreeSet<_> = app::routes::page_paths().into_iter().collect();
    assert_eq!(known, found);
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    let app = app().await;
    for (path, access) in FUNCTIONS.iter().filter(|(_, access)| *access != Access::Public) {
        let answer = app.anonymous().call(path, &[]).await;
        assert_eq!(answer.status, 401, "{path} ({access:?}): {}", answer.body);
        let answer = app.anonymous().submit(path, &[]).await;
        assert!(answer.outcome().starts_with("303 /entrar"), "{path}: {}", answer.outcome());
    }
    for (path, _) in PAGES.iter().filter(|(_, access)| *access != Access::Public) {
        let path = filled(path);
        let answer = app.anonymous().get(&path).await;
        assert_eq!(answer.outcome(), format!("303 /entrar?voltar={path}"));
        assert!(!answer.body.contains("class=\"content\""), "{path} shows something");
    }
    for (path, _) in ROUTES.iter().filter(|(_, access)| *access != Access::Public) {
        let answer = app.anonymous().get(&filled(path)).await;
        assert!(matches!(answer.status.as_u16(), 401 | 303), "{path}");
    }
}

#[tokio::test]
async fn who_may_not_see_a_page_is_told_so_and_whom_to_ask() {
    let app = app().await;
    let (_, viewer) = (app.owner().await, app.viewer().await);
    for path in ["/admin/historico", "/admin/empresa"] {
        let page = viewer.get(path).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.body.contains("<title>Seu papel não vê esta página</title>"), "{path}: {}", page.body);
        assert!(page.body.contains("Quem pode ajudar"), "{path}: {}", page.body);
        assert!(!page.body.contains("Nada foi alterado"), "{path}: nothing was tried");
    }
    // What was tried still says that it changed nothing.
    viewer.submit("/ui/company_save", &[("return_to", "/admin/conta")]).await;
    let refused = viewer.get("/admin/conta").await.body;
    assert!(refused.contains("Nada foi alterado"), "{refused}");
}

#[tokio::test]
async fn a_form_of_a_page_that_the_role_no_longer_sees_is_refused_in_one_place() {
    let app = app().await;
    let admin = member(app.hub(), Role::Admin).await;
    let (browser, path) = (app.browser(&admin), "/admin/empresa");
    let place = place(&browser.get(path).await.body, path);
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query("update memberships set role = 'viewer' where user_id = $1")
        .bind(admin.principal.member().user.0)
        .execute(&mut sql)
        .await
        .unwrap();
    let fields = [("name", "Loja Nova"), ("return_to", place.as_str())];
    assert_eq!(browser.submit("/ui/company_save", &fields).await.outcome(), format!("303 {path}"));
    let page = browser.get(path).await;
    assert_eq!(page.status, 403);
    assert_eq!(page.body.matches("uma permissão que o seu papel não tem").count(), 1, "{}", page.body);
    assert!(page.body.contains("O que você enviou não foi feito"), "{}", page.body);
    let next = browser.get("/admin/conta").await.body;
    assert!(!next.contains("uma permissão que o seu papel não tem"), "{next}");
}

#[tokio::test]
async fn a_form_about_somebody_who_became_an_owner_is_refused_in_one_place() {
    let app = app().await;
    let (admin, other) = (member(app.hub(), Role::Admin).await, member(app.hub(), Role::Viewer).await);
    let (browser, user) = (app.browser(&admin), other.principal.member().user.to_string());
    let path = format!("/admin/equipe/{user}");
    let place = place(&browser.get(&path).await.body, &path);
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query("update memberships set role = 'owner' where user_id = $1")
        .bind(other.principal.member().user.0)
        .execute(&mut sql)
        .await
        .unwrap();
    let fields = [("user", user.as_str()), ("role", "operator"), ("return_to", place.as_str())];
    assert_eq!(browser.submit("/ui/team/role", &fields).await.outcome(), format!("303 {path}"));
    let page = browser.get(&path).await.body;
    assert!(page.contains("Esta pessoa é proprietária agora, e nada foi alterado."), "{page}");
    assert!(page.contains("<title>Erro") && !page.contains("Seu papel não permite esta ação"), "{page}");
    let again = browser.get(&path).await.body;
    assert!(again.contains("Fale com quem é proprietário da empresa."), "{again}");
}

#[tokio::test]
async fn every_permission_is_asked_for_and_stands_in_the_table_of_roles() {
    let app = app().await;
    for permission in Permission::ALL {
        let mut all = PAGES.iter().chain(FUNCTIONS).chain(ROUTES);
        let is_asked = all.any(|(_, access)| *access == Access::Member(*permission));
        assert!(is_asked, "nothing asks for {permission}");
    }
    let page = app.viewer().await.get("/admin/equipe").await.body;
    let (_, table) = page.split_once("O que cada papel pode").unwrap();
    let rows = table.matches("<tr").count() - table.matches("<thead").count();
    assert_eq!(rows, Permission::ALL.len(), "{table}");
    assert!(table.contains("Ver o histórico") && table.contains("Passar a propriedade"), "{table}");
}

#[tokio::test]
async fn nobody_does_what_the_role_does_not_allow() {
    let app = app().await;
    for (path, access) in PAGES.iter().chain(FUNCTIONS).chain(ROUTES) {
        let Access::Member(permission) = access else { continue };
        let Some(actor) = just_below(&app, *permission).await else { continue };
        let answer = if path.starts_with("/ui/") {
            actor.call(path, &[]).await
        } else {
            actor.get(&filled(path)).await
        };
        assert_eq!(answer.status, 403, "{path} needs {permission:?}");
    }
}

#[tokio::test]
async fn what_belongs_to_nobody_here_is_not_found() {
    let app = app().await;
    let owner = app.owner().await;
    for (path, _) in PAGES.iter().filter(|(path, _)| path.contains('{')) {
        let answer = owner.get(&filled(path)).await;
        assert_eq!(answer.status, 404, "{path}");
    }
}

/// The most powerful person who still lacks the permission.
async fn just_below(app: &TestApp, permission: Permission) -> Option<Actor> {
    let role = Role::ALL.into_iter().rfind(|role| !role.may(permission))?;
    Some(app.member(role).await)
}

/// An id that exists nowhere.
const ABSENT: &str = "0192f6e4-7d3c-7000-8000-0123456789ab";

/// The path with ids that exist nowhere.
fn filled(path: &str) -> String {
    path.replace("{platform}", "no-such-platform")
        .replace("{event}", "0192f6e4-7d3c-7000-8000-0123456789ac")
        .replace("{pack}", "no-such-pack")
        .replace("{file}", "apontamentos.csv")
        .replace("{id}", ABSENT)
}
