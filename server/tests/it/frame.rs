//! What stands around every page, and how values are written on it.

use crate::harness::app;
use app::access::{PAGES, ROUTES};
use axum::{body::Body, http::Request};
use testkit::Actor;

const COMPANY: &str = "/admin/empresa";

/// A page without the marks that the framework leaves between its parts.
async fn page(browser: &Actor, path: &str) -> String {
    browser.get(path).await.body.replace("<!>", "")
}

#[tokio::test]
async fn figures_are_the_companys_and_words_the_readers() {
    let app = app().await;
    let owner = app.owner().await;
    let company =
        [("name", "Loja"), ("time_zone", "America/Sao_Paulo"), ("currency", "BRL"), ("locale", "en")];
    owner.submit("/ui/company_save", &company).await;
    owner.submit("/ui/account/save", &[("name", "Ana"), ("locale", "fr")]).await;
    let product = [("sku", "CAF-500"), ("name", "Café"), ("price", "1,234.50"), ("active", "on")];
    assert!(owner.submit("/ui/products/save", &product).await.location().starts_with("/admin/produtos/0"));
    let list = page(&owner, "/admin/produtos").await;
    assert!(list.contains(r#"lang="fr""#) && list.contains("Produits"), "{list}");
    assert!(list.contains("R$1,234.50"), "{list}");
    let csv = owner.get("/admin/vendas/exportar.csv").await.body;
    assert!(csv.contains("Vente,"), "{csv}");
}

#[tokio::test]
async fn the_navigation_comes_as_the_browser_wants_it() {
    let app = app().await;
    let owner = app.owner().await;
    let session = owner.cookie().unwrap();
    assert!(!page(&owner, "/admin/conta").await.contains("is-collapsed"));
    for (width, narrow) in [("icons", true), ("names", false)] {
        let fields = [("width", width), ("return_to", "/admin/conta")];
        let answer = app.owner().await.submit("/ui/nav_width", &fields).await;
        assert_eq!(answer.outcome(), "303 /admin/conta");
        let cookie = answer.header("set-cookie");
        assert_eq!(cookie.contains("Max-Age=0"), !narrow, "{cookie}");
    }
    let request = Request::get("/admin/conta").header("cookie", format!("{session}; orion_nav=icons"));
    let shown = owner.send(request.body(Body::empty()).unwrap()).await;
    assert!(shown.body.contains("shell is-collapsed"), "{}", shown.body);
}

#[tokio::test]
async fn every_page_comes_in_the_colours_that_the_browser_chose() {
    const CHOOSE: &str = "/ui/account/appearance";
    let app = app().await;
    for (choice, kept) in
        [("dark", "Max-Age=31536000"), ("light", "Max-Age=31536000"), ("system", "Max-Age=0")]
    {
        let fields = [("appearance", choice), ("return_to", "/admin/vendas?q=ana")];
        let answer = app.owner().await.submit(CHOOSE, &fields).await;
        assert_eq!(answer.outcome(), "303 /admin/vendas?q=ana");
        let cookie = answer.header("set-cookie");
        let expected = format!("orion_appearance={choice}; Path=/; {kept}; HttpOnly; SameSite=Lax");
        assert_eq!(cookie, expected);
    }
    let owner = app.owner().await;
    assert_eq!(owner.call(CHOOSE, &[("appearance", "pink")]).await.status, 422);
    let stranger = app.anonymous().submit(CHOOSE, &[("appearance", "dark")]).await;
    assert!(stranger.location().starts_with("/entrar"), "{}", stranger.outcome());
    assert!(!stranger.header("set-cookie").starts_with("orion_appearance"), "nobody chose");

    let session = owner.cookie().unwrap();
    for (cookie, theme, scheme) in [
        ("orion_appearance=dark", "dark", "dark"),
        ("orion_appearance=light", "light", "light"),
        ("orion_appearance=\"><script>", "system", "light dark"),
        ("a=b", "system", "light dark"),
    ] {
        // Before sign-in, where there is no page, and within the console.
        for (path, session) in [("/entrar", ""), ("/nada", ""), ("/admin/conta", session.as_str())] {
            let request = Request::get(path).header("accept", "text/html");
            let request = request.header("cookie", format!("{session}; {cookie}"));
            let shown = app.anonymous().send(request.body(Body::empty()).unwrap()).await.body;
            assert!(shown.contains(&format!("data-theme=\"{theme}\"")), "{path} with {cookie}: {shown}");
            let said = format!("name=\"color-scheme\" content=\"{scheme}\"");
            assert!(shown.contains(&said), "{path} with {cookie}: {shown}");
            if path == "/admin/conta" {
                let (before, _) = shown.split_once("aria-current=\"true\"").unwrap();
                let button = &before[before.rfind("<button").unwrap()..];
                assert!(button.contains(&format!("value=\"{theme}\"")), "{button}");
            }
        }
    }
}

#[tokio::test]
async fn the_frame_names_the_company() {
    let app = app().await;
    let shown = page(&app.viewer().await, "/admin/vendas").await;
    assert!(shown.contains("aria-label=\"Conta · Loja Azul\""), "{shown}");
    assert!(shown.contains("<span title=\"Loja Azul\" class=\"truncate\">Loja Azul</span>"), "{shown}");
}

#[tokio::test]
async fn as_many_results_are_announced_as_are_offered() {
    let app = app().await;
    let owner = app.owner().await;
    for number in 1..=6 {
        let (sku, name) = (format!("MOR-{number}"), format!("Moringa {number}"));
        let fields = [("sku", sku.as_str()), ("name", name.as_str()), ("active", "on")];
        assert!(owner.submit("/ui/products/save", &fields).await.location().starts_with("/admin/produtos/0"));
    }
    let offered = owner.call("/ui/palette", &[("q", "moringa")]).await.body.replace("<!>", "");
    // The last one searches everywhere.
    assert_eq!(offered.matches("menu-item").count(), 4 + 1, "{offered}");
    assert!(offered.contains(">4 resultados<"), "{offered}");
}

#[tokio::test]
async fn a_refused_form_leads_to_its_first_error() {
    let app = app().await;
    let owner = app.owner().await;
    let fields = [("name", ""), ("time_zone", "UTC"), ("currency", "R$"), ("locale", "en")];
    owner.submit("/ui/company_save", &fields).await;
    let shown = page(&owner, COMPANY).await;
    assert!(shown.contains("<title>Erro: Empresa</title>"), "{shown}");
    assert!(shown.contains("<a href=\"#name\">Nome da empresa: Preencha este campo.</a>"), "{shown}");
    assert!(shown.contains("href=\"#currency\""), "{shown}");
    let (before, after) = shown.split_once("autofocus").unwrap();
    assert!(before.rfind("id=\"name\"") > before.rfind("<input"), "the focus is elsewhere");
    // The title of the list of keys takes it once that is opened.
    let (after, _) = after.split_once("<dialog").unwrap();
    assert!(!after.contains("autofocus"), "only one can have the focus");
    assert!(page(&owner, COMPANY).await.contains("<title>Empresa</title>"));
}

#[tokio::test]
async fn a_confirmation_stays_while_it_lasts_and_can_be_closed_without_script() {
    let app = app().await;
    let owner = app.owner().await;
    let fields = [("name", "Loja"), ("time_zone", "UTC"), ("currency", "BRL"), ("locale", "pt-BR")];
    owner.submit("/ui/company_save", &fields).await;
    let told = async |path: &str| {
        let shown = page(&owner, path).await;
        shown.contains("class=\"toast tone-positive\"").then_some(shown)
    };
    // Nothing ends before it was seen.
    owner.submit("/ui/toast/close", &[("return_to", COMPANY)]).await;
    let first = told(COMPANY).await.unwrap();
    assert!(first.contains("Alterações salvas") && first.contains("action=\"/ui/toast/close\""), "{first}");
    let next = told("/admin/conta").await.unwrap();
    assert!(next.contains("Alterações salvas") && next.contains("toast-undo"), "{next}");
    let mut sql = app.database().connect_as("orion_system").await;
    let mut change = async |flash: &'static str| {
        sqlx::query(flash).execute(&mut sql).await.unwrap();
    };
    change(
        "update sessions set flash = jsonb_set(flash, '{since}', to_jsonb(now() - interval '15 seconds'))",
    )
    .await;
    assert!(told("/admin/conta").await.is_some());
    // The way back is the change's own, in its company.
    change("update sessions set flash = jsonb_set(flash, '{undo,of}', '\"other.person\"')").await;
    assert!(!told("/admin/conta").await.unwrap().contains("toast-undo"));
    change(
        "update sessions set flash = jsonb_set(flash, '{since}', to_jsonb(now() - interval '21 seconds'))",
    )
    .await;
    assert!(told("/admin/conta").await.is_none());

    owner.submit("/ui/company_save", &fields).await;
    assert!(told(COMPANY).await.is_some(), "it says so where nothing changed, too");
    let closed = owner.submit("/ui/toast/close", &[("return_to", "/admin/conta")]).await;
    assert_eq!(closed.outcome(), "303 /admin/conta");
    assert!(told("/admin/conta").await.is_none());
    // What was refused is shown once, and does not end what is told.
    owner
        .submit(
            "/ui/company_save",
            &[("name", "Loja Nova"), ("time_zone", "UTC"), ("currency", "BRL"), ("locale", "pt-BR")],
        )
        .await;
    owner.submit("/ui/company_save", &[("name", ""), ("return_to", COMPANY)]).await;
    for is_first in [true, false] {
        let shown = told(COMPANY).await.unwrap();
        assert!(shown.contains("toast-undo"), "{shown}");
        assert_eq!(shown.contains("aria-invalid=\"true\""), is_first, "{shown}");
    }
}

#[tokio::test]
async fn a_fault_inside_the_console_has_a_heading_and_a_way_on() {
    let app = app().await;
    let viewer = app.viewer().await;
    for (path, title) in [
        ("/admin/vendas/0192f6e4-7d3c-7000-8000-0123456789ab", "Não encontramos esta página"),
        ("/admin/nada", "Não encontramos esta página"),
        ("/admin/vendas/lote/nada/mais", "Não encontramos esta página"),
        (COMPANY, "Seu papel não vê esta página"),
    ] {
        let shown = page(&viewer, path).await;
        assert!(shown.contains(&format!("<h1>{title}</h1>")), "{shown}");
        assert!(shown.contains("Ir para a visão geral"), "{shown}");
    }
}

#[tokio::test]
async fn what_waits_is_counted_where_it_is_led_to() {
    let app = app().await;
    let owner = app.owner().await;
    let shown = page(&owner, "/admin/conta").await;
    assert!(shown.contains("aria-label=\"O que pede atenção\""), "{shown}");
    assert!(shown.contains("href=\"/admin#atencao\""), "{shown}");
    assert!(shown.contains("action=\"/admin/busca\""), "{shown}");
    let part = owner.call("/ui/syncs/progress", &[("part", "chip")]).await;
    assert!(part.body.contains("alerts"), "{}", part.body);
}

#[tokio::test]
async fn a_company_without_a_store_is_led_to_connect_one() {
    let app = app().await;
    let list = page(&app.owner().await, "/admin/vendas?status=open").await;
    assert!(list.contains("Nenhuma loja conectada"), "{list}");
    assert!(!list.contains("exportar.csv") && !list.contains("name=\"payment\""), "{list}");
}

#[tokio::test]
async fn every_page_leads_to_the_topic_about_it() {
    let app = app().await;
    let owner = app.owner().await;
    // A sheet of paper has no console around it.
    let is_of_console = |path: &str| path.starts_with("/admin") && !path.ends_with("/imprimir");
    let plain = PAGES.iter().filter(|(path, _)| is_of_console(path) && !path.contains('{'));
    let mut seen = 0;
    for (path, _) in plain {
        let answer = owner.get(path).await;
        if answer.status == 200 {
            seen += 1;
            assert!(answer.body.contains("aria-label=\"Ajuda desta página\""), "{path}: {}", answer.body);
        }
    }
    assert!(seen > 20, "{seen} pages");
    for (path, topic) in [
        ("/admin", "/visao-geral"),
        ("/admin/comecar", "/primeiros-passos"),
        ("/admin/vendas", "/vendas"),
        ("/admin/sincronizacoes", "/integracoes"),
        ("/admin/sincronizacoes/pendentes", "/pedido-que-falta"),
        ("/admin/validacao/regras", "/regras"),
        ("/admin/equipe", "/equipe"),
        ("/admin/planos", "/planos"),
        ("/admin/ajuda/vendas", ""),
    ] {
        let shown = page(&owner, path).await;
        let (before, _) = shown.split_once("aria-label=\"Ajuda desta página\"").unwrap();
        let sign = &before[before.rfind("<a ").unwrap()..];
        assert!(sign.contains(&format!("href=\"/admin/ajuda{topic}\"")), "{path}: {sign}");
    }
}

#[tokio::test]
async fn the_guide_is_for_everybody_and_in_their_language() {
    let app = app().await;
    let viewer = app.viewer().await;
    let contents = page(&viewer, "/admin/ajuda").await;
    for way in ["/admin/ajuda/vendas", "/admin/ajuda/planos", "/admin/ajuda/shopify"] {
        assert!(contents.contains(&format!("href=\"{way}\"")), "{way}: {contents}");
    }
    let topic = page(&viewer, "/admin/ajuda/vendas").await;
    assert!(topic.contains("<h1>Vendas</h1>") && topic.contains("href=\"#parte-1\""), "{topic}");
    assert!(topic.contains("id=\"parte-1\"") && topic.contains("<strong>Exportar CSV</strong>"), "{topic}");
    assert!(!topic.contains("id=\"parte-9\""), "{topic}");
    let platform = page(&viewer, "/admin/ajuda/shopify").await;
    assert!(platform.contains("<h1>Como conectar Shopify</h1>"), "{platform}");
    assert!(!platform.contains("/admin/integracoes/nova/shopify"), "a viewer may not connect");
    let (_, head) = platform.split_once("<header class=\"page-head\"").unwrap();
    let (head, _) = head.split_once("</header>").unwrap();
    assert!(!head.contains("\"actions\""), "nothing stands where there is nothing to press: {head}");
    assert_eq!(viewer.get("/admin/ajuda/nada").await.status, 404);
    viewer.submit("/ui/account/save", &[("name", "Ana"), ("locale", "fr")]).await;
    let topic = page(&viewer, "/admin/ajuda/vendas").await;
    assert!(
        topic.contains("<h1>Ventes</h1>") && topic.contains("<strong>Exporter en CSV</strong>"),
        "{topic}"
    );
    let found = viewer.call("/ui/palette", &[("q", "raccourcis")]).await.body;
    assert!(found.contains("/admin/ajuda/teclado"), "{found}");
}

#[tokio::test]
async fn fields_say_what_they_want() {
    let app = app().await;
    let owner = app.owner().await;
    for (path, field) in [
        ("/admin/produtos/novo", "cost"),
        ("/admin/produtos/novo", "active"),
        ("/admin/produtos/novo", "name"),
        ("/admin/produtos/novo", "description"),
        ("/admin/validacao/regras/propria/nova?modelo=required", "form[field]"),
        ("/admin/alertas/ajustes", "name"),
        ("/admin/alertas/ajustes", "hook-level"),
        ("/admin/equipe", "role"),
    ] {
        let shown = page(&owner, path).await;
        assert!(shown.contains(&format!("aria-describedby=\"{field}-help\"")), "{path}: {field}: {shown}");
        assert!(shown.contains(&format!("id=\"{field}-help\"")), "{path}: {field}: {shown}");
    }
}

#[tokio::test]
async fn pages_are_fetched_ahead_and_neither_files_nor_what_changes_things_or_asks_others() {
    let app = app().await;
    let shown = page(&app.owner().await, "/admin/conta").await;
    let (_, rules) = shown.split_once("<script type=\"speculationrules\" nonce=\"").unwrap();
    let (rules, _) = rules.split_once("</script>").unwrap();
    let patterns = |before: &str| -> Vec<_> {
        rules.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    };
    let taken = patterns("[{\"href_matches\":\"");
    let left = patterns("{\"not\":{\"href_matches\":\"");
    let fetched = |path: &str| {
        taken.iter().any(|pattern| fits(pattern, path)) && !left.iter().any(|pattern| fits(pattern, path))
    };
    for path in [
        "/admin/vendas",
        "/admin/vendas?q=ana",
        "/admin/vendas/0192f6e4",
        "/admin/produtos/0192f6e4",
        "/admin/integracoes/nova/shopify",
        "/admin/validacao/0192f6e4",
        "/admin/uso",
        "/admin/ajuda/vendas",
    ] {
        assert!(fetched(path), "{path}: {rules}");
    }
    for path in [
        "/sair",
        "/admin/vendas/0192f6e4/canal",
        "/admin/planos",
        "/admin/planos?periodo=year",
        "/admin/assinatura",
        "/admin/assinatura/mudar/pro?periodo=year",
        "/admin/assinatura/alem-do-plano",
        "/admin/integracoes/retorno/magalu?code=x",
        "/admin/assinatura/retorno?session=x",
        "/admin/validacao/google?conta=x",
        "/admin/analises/exportar.csv?table=trend",
    ] {
        assert!(!fetched(path), "{path}: {rules}");
    }
    // Where files are sent to no link leads; the rest are files.
    let files = ROUTES.iter().map(|(path, _)| *path).filter(|path| !path.ends_with("/enviar"));
    for path in files {
        for ending in ["csv", "json", "xlsx"] {
            let path = path.replace("{file}", &format!("a.{ending}"));
            let path = path.replace("{template}", &format!("a.{ending}"));
            assert!(!fetched(&path), "{path}: {rules}");
        }
    }
}

#[tokio::test]
async fn empty_fields_are_taken_out_of_every_address_but_that_of_the_way_back() {
    let app = app().await;
    let owner = app.owner().await;
    let back = format!("{}/magalu", hub::integrations::CALLBACK);
    for path in ["/admin/integracoes", "/admin/integracoes/nova/magalu", "/admin/clientes"] {
        let answer = owner.get(&format!("{path}?code=&state=x")).await;
        assert_eq!(answer.outcome(), format!("303 {path}?state=x"));
    }
    let answer = owner.get(&format!("{back}?code=&state=x")).await;
    assert_ne!(answer.outcome(), format!("303 {back}?state=x"));
    assert!(answer.status.as_u16() < 500, "{}", answer.outcome());
}

/// Whether a path is one of a pattern, in which `*` stands for anything.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|left| {
            left.char_indices().map(|(at, _)| at).chain([left.len()]).any(|at| fits(rest, &left[at..]))
        }),
    }
}
