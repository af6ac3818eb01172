//! The pages of the second factor, and what is open without one.

use crate::harness::{app, app_upon};
use app::access::{Access, FUNCTIONS, PAGES};
use axum::http::StatusCode;
use domain::Role;
use testkit::{Actor, HubOptions, PASSWORD, TestApp, code_of, member};

const PAGE: &str = "/admin/conta/duas-etapas";
const SECOND: &str = "/entrar/segunda-etapa";

/// What stands between two texts of a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}")).1;
    rest.split_once(after).unwrap().0.trim_end_matches("<!>")
}

/// Takes an app into use through the pages; its secret and the codes for its loss.
async fn enrol(browser: &Actor) -> (String, Vec<String>) {
    let begun = browser.submit("/ui/account/second-factor/begin", &[("password", PASSWORD)]).await;
    assert_eq!(begun.outcome(), format!("303 {PAGE}"));
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("<svg viewBox=\"0 0 "), "no QR code");
    let secret = between(&page, "<code>", "</code>").to_owned();
    let code = code_of(&secret, -1);
    let confirmed = browser.submit("/ui/account/second-factor/confirm", &[("code", &code)]).await;
    let shown = confirmed.outcome();
    let shown = shown.strip_prefix("303 ").unwrap();
    assert!(shown.starts_with(&format!("{PAGE}?codigos=")), "{shown}");
    // What another tab asks for meanwhile takes nothing away.
    for elsewhere in [PAGE.to_owned(), format!("{PAGE}?codigos={}", "A".repeat(43))] {
        assert!(!browser.get(&elsewhere).await.body.contains("<pre class=\"code\">"), "{elsewhere}");
    }
    let page = browser.get(shown).await.body;
    let codes = between(&page, "<pre class=\"code\">", "</pre>").lines().map(str::to_owned).collect();
    let file = between(&page, "data:text/plain;charset=utf-8,", "\"");
    assert!(file.contains("%2D") && page.contains("download=\"orion-codigos-de-recuperacao.txt\""), "{file}");
    assert_eq!(page.matches("Códigos de recuperação<").count(), 1, "{page}");
    let again = browser.get(shown).await.body;
    assert!(!again.contains("<pre class=\"code\">"), "the codes are shown twice");
    (secret, codes)
}

async fn enter(app: &TestApp, email: &str, voltar: &str) -> Actor {
    let browser = app.anonymous();
    let fields = [("email", email), ("password", PASSWORD), ("voltar", voltar)];
    let answer = browser.submit("/ui/sign_in", &fields).await;
    assert!(answer.outcome().starts_with(&format!("303 {SECOND}")), "{}", answer.outcome());
    browser
}

#[tokio::test]
async fn half_a_session_reaches_the_second_step_and_nothing_else() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let (secret, _) = enrol(&app.browser(&known)).await;
    let half = enter(&app, &known.email, "/admin/vendas").await;
    for (path, _) in PAGES.iter().filter(|(_, access)| *access != Access::Public) {
        if !path.contains('{') {
            let answer = half.get(path).await;
            assert_eq!(answer.outcome(), format!("303 /entrar?voltar={path}"), "{path}");
        }
    }
    for (path, _) in FUNCTIONS.iter().filter(|(_, access)| *access != Access::Public) {
        assert_eq!(half.call(path, &[]).await.status, 401, "{path}");
    }
    assert_eq!(half.get("/events").await.status, 401);
    let page = half.get(&format!("{SECOND}?voltar=%2Fadmin%2Fvendas")).await.body;
    assert!(page.contains(&known.email) && page.contains("one-time-code"), "{page}");
    let before = half.cookie();
    let wrong = half.submit("/ui/sign_in/second", &[("code", "000000"), ("return_to", SECOND)]).await;
    assert_eq!(wrong.outcome(), format!("303 {SECOND}"));
    assert!(half.get(SECOND).await.body.contains("O código não confere"));
    let code = code_of(&secret, 0);
    let right = half.submit("/ui/sign_in/second", &[("code", &code), ("voltar", "/admin/vendas")]).await;
    assert_eq!(right.outcome(), "303 /admin/vendas");
    assert_ne!(half.cookie(), before);
    assert_eq!(half.get("/admin/vendas").await.status, StatusCode::OK);
    assert_eq!(half.get(SECOND).await.outcome(), "303 /entrar");
}

#[tokio::test]
async fn whoever_took_too_long_begins_again_and_is_told_so() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let (secret, _) = enrol(&app.browser(&known)).await;
    let half = enter(&app, &known.email, "").await;
    let mut owner = app.database().connect_as("orion_owner").await;
    sqlx::query("delete from sessions where pending_user_id is not null").execute(&mut owner).await.unwrap();
    let code = code_of(&secret, 0);
    let late = half.submit("/ui/sign_in/second", &[("code", &code), ("voltar", "/admin/vendas")]).await;
    assert_eq!(late.outcome(), "303 /entrar?voltar=%2Fadmin%2Fvendas");
    assert!(half.get("/entrar").await.body.contains("Sua sessão terminou"));
}

#[tokio::test]
async fn a_company_that_asks_for_it_shows_the_way_to_it_and_nothing_else() {
    let app = app().await;
    let (owner, admin) = (member(app.hub(), Role::Owner).await, member(app.hub(), Role::Admin).await);
    let (owner, admin) = (app.browser(&owner), app.browser(&admin));
    let required = [("required", "on")];
    owner.submit("/ui/team/second-factor", &required).await;
    assert!(owner.get("/admin/equipe").await.body.contains("Ligue antes a sua verificação em duas etapas"));
    enrol(&owner).await;
    assert_eq!(owner.submit("/ui/team/second-factor", &required).await.outcome(), "303 /admin/equipe");
    let team = owner.get("/admin/equipe").await.body;
    assert!(team.contains("Deixar de exigir") && team.contains("pessoas ainda não a têm"), "{team}");
    let viewer = member(app.hub(), Role::Viewer).await;
    let seen = app.browser(&viewer).get("/admin/equipe").await.body;
    assert!(team.contains("Duas etapas") && !seen.contains("Duas etapas"), "{seen}");

    for (path, access) in PAGES.iter().chain(FUNCTIONS) {
        let Access::Member(_) = access else { continue };
        if path.starts_with("/ui/") {
            let answer = admin.call(path, &[]).await;
            assert_eq!(answer.status, 403, "{path}");
            assert_eq!(answer.body, r#"{"code":"second_factor_needed"}"#, "{path}");
        } else {
            assert_eq!(admin.get(path).await.outcome(), format!("303 {PAGE}"), "{path}");
        }
    }
    assert_eq!(admin.get("/events").await.status, 403);
    let page = admin.get(PAGE).await.body;
    assert!(page.contains("Loja Azul pede a verificação em duas etapas"));
    assert!(
        !page.contains("href=\"/admin/vendas") && !page.contains("role=\"search\""),
        "the console is open"
    );
    for own in ["/admin/conta", "/admin/empresas", "/admin/equipe/sair"] {
        assert_eq!(admin.get(own).await.status, StatusCode::OK, "{own}");
        assert!(page.contains(own) || own == "/admin/conta", "no way to {own}");
    }
    let other = member(app.hub(), Role::Admin).await;
    let other = app.browser(&other);
    assert_eq!(other.submit("/ui/team/leave", &[]).await.outcome(), "303 /entrar");
    assert!(other.get("/entrar").await.body.contains("Você saiu de Loja Azul"), "left without a word");
    assert_eq!(other.get(PAGE).await.outcome(), format!("303 /entrar?voltar={PAGE}"));
    enrol(&admin).await;
    assert_eq!(admin.get("/admin/vendas").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_changes_a_second_factor_asks_for_it() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let browser = app.browser(&known);
    let (secret, codes) = enrol(&browser).await;
    let page = browser.get(PAGE).await.body;
    for field in ["code-to-switch-off", "code-for-codes", "code-for-passkey"] {
        assert!(page.contains(&format!("id=\"{field}\"")), "{field}: {page}");
    }
    let off = "/ui/account/second-factor/off";
    let without = browser.call(off, &[("password", PASSWORD)]).await;
    assert_eq!(without.status, 422, "{}", without.body);
    assert!(without.body.contains(r#""field":"code""#), "{}", without.body);
    let begin = "/ui/account/passkeys/begin";
    let lure = [("name", "loja.example"), ("password", PASSWORD), ("code", "000000")];
    let asked = browser.call(begin, &lure).await;
    assert!(asked.body.starts_with(r#"{"refused":"Retire os sinais"#), "before the proofs: {}", asked.body);
    assert!(asked.body.ends_with(r#","field":"name"}"#), "{}", asked.body);
    let asked = browser.call(begin, &[("name", "Celular"), lure[1], lure[2]]).await;
    assert!(asked.body.contains("O código não confere ou já foi usado"), "{}", asked.body);
    let fields = [("password", PASSWORD), ("code", codes[0].as_str())];
    let renewed = browser.submit("/ui/account/second-factor/codes", &fields).await.outcome();
    assert!(renewed.starts_with(&format!("303 {PAGE}?codigos=")), "{renewed}");
    let code = code_of(&secret, 0);
    assert_eq!(
        browser.submit(off, &[("password", PASSWORD), ("code", &code)]).await.outcome(),
        format!("303 {PAGE}")
    );
    assert!(browser.get(PAGE).await.body.contains("Verificação em duas etapas desligada."));
}

#[tokio::test]
async fn a_link_to_disown_asks_before_it_does_anything() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    enrol(&app.browser(&known)).await;
    let mut owner = app.database().connect_as("orion_owner").await;
    let token = hub::sessions::SessionToken::parse(&"B".repeat(43)).unwrap();
    let kept = sqlx::query(
        "insert into account_tokens (token_hash, kind, user_id, since, expires_at)
         select $1, 'disown', user_id, confirmed_at, now() + interval '1 day' from totp_factors",
    );
    kept.bind(&token.hash()[..]).execute(&mut owner).await.unwrap();
    let (reader, path) = (app.anonymous(), format!("/nao-fui-eu/{}", token.expose()));
    for _ in 0..2 {
        let page = reader.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&known.email) && page.body.contains("Não fui eu, proteger a conta"));
    }
    let fields = [("token", token.expose()), ("return_to", path.as_str())];
    assert_eq!(reader.submit("/ui/second-factor/disown", &fields).await.outcome(), "303 /entrar");
    assert!(reader.get("/entrar").await.body.contains("Conta protegida."));
    let over = reader.get(&path).await;
    assert_eq!(over.status, StatusCode::NOT_FOUND);
    assert!(over.body.contains("Este link não vale mais"));
    assert_eq!(reader.submit("/ui/second-factor/disown", &fields).await.outcome(), format!("303 {path}"));
}

#[tokio::test]
async fn a_link_to_another_password_names_what_opens_the_account_besides() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let mut owner = app.database().connect_as("orion_owner").await;
    let token = hub::sessions::SessionToken::parse(&"C".repeat(43)).unwrap();
    let kept = sqlx::query(
        "insert into account_tokens (token_hash, kind, user_id, expires_at)
         select $1, 'password_reset', id, now() + interval '1 hour' from users where email = $2",
    );
    kept.bind(&token.hash()[..]).bind(&known.email).execute(&mut owner).await.unwrap();
    let (reader, path) = (app.anonymous(), format!("/nova-senha/{}", token.expose()));
    let page = reader.get(&path).await.body;
    assert!(!page.contains("além da senha") && !page.contains("unlink"), "{page}");
    let others = [
        "insert into user_identities (issuer, subject, user_id, email)
         select 'https://accounts.google.com', '1', id, 'ana@gmail.example' from users where email = $1",
        "insert into passkeys (id, user_id, credential_id, name, credential, sign_count)
         select gen_random_uuid(), id, 'x', 'Celular <velho>', '{}', 0 from users where email = $1",
    ];
    for other in others {
        sqlx::query(other).bind(&known.email).execute(&mut owner).await.unwrap();
    }
    let page = reader.get(&path).await.body;
    for told in
        ["conta do Google ana@gmail.example", "chave de acesso “Celular &lt;velho&gt;”", "Desvincular também"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("checked"), "who forgot a password takes Google away unless they say otherwise");
    let fields = [("token", token.expose()), ("password", "curta"), ("return_to", &*path)];
    assert_eq!(reader.submit("/ui/password/reset", &fields).await.outcome(), format!("303 {path}"));
    assert!(!reader.get(&path).await.body.contains("checked"), "the wish is kept");
    // Who makes a first password goes on with Google as well.
    sqlx::query("update users set has_password = false").execute(&mut owner).await.unwrap();
    let page = reader.get(&path).await.body;
    assert!(page.contains("unlink") && !page.contains("checked"), "{page}");
    sqlx::query("update users set has_password = true, email_proven_at = null")
        .execute(&mut owner)
        .await
        .unwrap();
    let page = reader.get(&path).await.body;
    assert!(page.contains("Até agora ninguém confirmou") && page.contains("conta do Google"), "{page}");
    assert!(!page.contains("unlink"), "there is nothing to choose");
    sqlx::query("update users set email_proven_at = now()").execute(&mut owner).await.unwrap();
    let fields = [("token", token.expose()), ("password", "sete ondas na areia"), ("unlink", "on")];
    assert_eq!(reader.submit("/ui/password/reset", &fields).await.outcome(), "303 /entrar");
    let left: i64 =
        sqlx::query_scalar("select (select count(*) from user_identities) * 10 + count(*) from passkeys")
            .fetch_one(&mut owner)
            .await
            .unwrap();
    assert_eq!(left, 1, "the passkey stays, and Google goes");
}

#[tokio::test]
async fn who_has_no_password_is_asked_for_none() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let browser = app.browser(&known);
    let account = browser.get("/admin/conta").await.body;
    assert!(account.contains("id=\"password-for-email\""), "{account}");
    let mut owner = app.database().connect_as("orion_owner").await;
    sqlx::query("update users set has_password = false").execute(&mut owner).await.unwrap();
    // There is nothing to prove it by: a password is made first.
    for page in ["/admin/conta", PAGE] {
        let page = browser.get(page).await.body;
        assert!(page.contains("Crie antes uma por e-mail") && !page.contains("current-password"), "{page}");
    }
    let begun = browser.call("/ui/account/second-factor/begin", &[]).await;
    assert_eq!(
        (begun.status, begun.body.contains("no_password")),
        (StatusCode::CONFLICT, true),
        "{}",
        begun.body
    );
    sqlx::query("update users set has_password = true").execute(&mut owner).await.unwrap();
    let (secret, _) = enrol(&browser).await;
    sqlx::query("update users set has_password = false").execute(&mut owner).await.unwrap();
    let account = browser.get("/admin/conta").await.body;
    assert!(account.contains("id=\"code-for-email\"") && !account.contains("current-password"), "{account}");
    assert!(
        account.contains("aplicativo de códigos") && account.contains("Criar senha por e-mail"),
        "{account}"
    );
    let code = code_of(&secret, 0);
    let fields = [("email", "nova@loja.example"), ("code", &code), ("return_to", "/admin/conta")];
    assert_eq!(browser.submit("/ui/account/email/ask", &fields).await.outcome(), "303 /admin/conta");
    assert!(browser.get("/admin/conta").await.body.contains("espera a confirmação dos dois endereços"));
}

#[tokio::test]
async fn a_device_is_asked_by_a_script_and_refused_in_words() {
    let app = app().await;
    let browser = app.anonymous();
    assert!(browser.get("/entrar").await.body.contains("Entrar com uma chave de acesso"));
    assert!(browser.cookie().is_none());
    let asked = browser.call("/ui/sign_in/passkey/begin", &[]).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    assert!(browser.cookie().is_some(), "the answer would come from anywhere");
    assert!(
        asked.body.contains("\"rpId\":\"orion.example\"") && asked.body.contains("\"token\":"),
        "{}",
        asked.body
    );
    let plain = browser.submit("/ui/sign_in/passkey/begin", &[("return_to", "/entrar")]).await;
    assert_eq!(plain.outcome(), "303 /entrar");
    assert!(browser.get("/entrar").await.body.contains("Chaves de acesso precisam de JavaScript"));
    let made_up = [("token", "AAAA"), ("credential", "{}"), ("return_to", "/entrar")];
    assert_eq!(browser.submit("/ui/sign_in/passkey", &made_up).await.outcome(), "303 /entrar");
    assert!(browser.get("/entrar").await.body.contains("O pedido ao aparelho não vale mais"));
    let owner = app.owner().await;
    let mistyped = [("name", "Celular"), ("password", "errada errada errada")];
    let wrong = owner.call("/ui/account/passkeys/begin", &mistyped).await;
    assert_eq!(wrong.body, r#"{"refused":"Esta não é a sua senha. Digite de novo.","field":"password"}"#);
}

#[tokio::test]
async fn an_installation_without_a_name_says_that_passkeys_need_one() {
    let nameless = Some("http://192.0.2.7:3000/".parse().unwrap());
    let app = app_upon(HubOptions { public_url: nameless, ..HubOptions::default() }).await;
    assert!(!app.anonymous().get("/entrar").await.body.contains("chave de acesso"));
    let page = app.owner().await.get(PAGE).await.body;
    assert!(
        page.contains("Chaves de acesso precisam de um nome") && !page.contains("Nome da chave"),
        "{page}"
    );
    let begun = app.anonymous().call("/ui/sign_in/passkey/begin", &[]).await;
    assert!(begun.body.contains("ORION_PUBLIC_URL"), "{}", begun.body);
}
