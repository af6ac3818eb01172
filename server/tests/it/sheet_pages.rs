//! The pages of sheets that nobody sends, without a script: a sheet of Google from the choice to the results in it.

use crate::harness::app_near;
use domain::{ConnectionId, Role, ValidationRunId};
use hub::{permit::View, validation};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use serde_json::json;
use testkit::{Actor, SignedIn, TestApp, connect_shop, member, work_for};

const GOOGLE: &str = "/admin/validacao/google";

struct World {
    server: Sandbox,
    app: TestApp,
    who: SignedIn,
    browser: Actor,
}

impl World {
    async fn new() -> Self {
        let shop = ShopOptions::new(Platform::GoogleSheets, "planilhas").orders(0);
        let server = Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() });
        let server = server.await.unwrap();
        let app = app_near(&server).await;
        let who = member(app.hub(), Role::Owner).await;
        let browser = app.browser(&who);
        Self { server, app, who, browser }
    }

    async fn connect(&self) -> ConnectionId {
        connect_shop(&self.who, &self.server, &self.server.shops()[0]).await
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body.replace("<!>", "").replace("&amp;", "&")
    }

    /// Works until nothing of a check is under way any more.
    async fn work(&self, run: ValidationRunId) {
        work_for(self.app.hub(), async || {
            let (run, _) = validation::run_view(&self.who.cx::<View>(), run).await.unwrap();
            let is_written = run.results.as_ref().is_none_or(|results| !results.state.is_open());
            (!run.state.is_open() && is_written).then_some(())
        })
        .await;
    }
}

fn id(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_google_sheet_goes_from_the_choice_to_the_results_in_it() {
    let world = World::new().await;
    assert!(world.page("/admin/validacao").await.contains(GOOGLE));
    let page = world.page(GOOGLE).await;
    assert!(page.contains("Nenhuma conta do Google conectada"), "{page}");
    assert!(page.contains("/admin/integracoes/nova/google_sheets"), "{page}");

    let account = world.connect().await.to_string();
    let shop = &world.server.shops()[0];
    let rows = [vec![json!("SKU"), json!("Título")], vec![json!("A-1"), json!("")]];
    let file = shop.add_spreadsheet("Loja & Cia", &rows);
    let page = world.page(GOOGLE).await;
    assert!(page.contains("Loja & Cia") && page.contains("Preços da Black Friday"), "{page}");
    let page = world.page(&format!("{GOOGLE}?conta={account}&q=Loja")).await;
    assert!(page.contains("Loja & Cia") && !page.contains("Black Friday"), "{page}");
    assert!(page.contains(&format!("arquivo={}", file.replace('-', "%2D").replace('_', "%5F"))), "{page}");
    let page = world.page(&format!("{GOOGLE}?q=nada-disso")).await;
    assert!(page.contains("Nenhuma planilha encontrada"), "{page}");
    let link = format!("https://docs.google.com/spreadsheets/d/{file}/edit").replace('/', "%2F");
    let page = world.page(&format!("{GOOGLE}?q={link}")).await;
    assert!(page.contains("Página1") && page.contains(&format!(r#"value="{file}""#)), "{page}");
    let page = world.page(&format!("{GOOGLE}?q=https%3A%2F%2Fexample.com%2Fspreadsheets%2F")).await;
    assert!(page.contains("Nenhuma planilha encontrada"), "{page}");
    let page = world.page(&format!("{GOOGLE}?arquivo={}", "x".repeat(44))).await;
    assert!(page.contains("está na lixeira"), "{page}");

    let fields = [("connection_id", account.as_str()), ("file", &file), ("tab", "0"), ("return_to", GOOGLE)];
    let sheet = world.browser.submit("/ui/validation/google", &fields).await.location().to_owned();
    let page = world.page(&sheet).await;
    for told in ["Confirme agora", "Loja & Cia · Página1", "Quando conferir", "docs.google.com/spreadsheets"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    for of_files in ["Trocar o arquivo", "Separador de colunas", "Tamanho</dt>"] {
        assert!(!page.contains(of_files), "{of_files}: {page}");
    }
    let sheet_id = id(&sheet);
    let fields = [("sheet", sheet_id.as_str()), ("mode", "hours"), ("hours", "0"), ("return_to", &sheet)];
    let refused = world.browser.submit("/ui/validation/schedule", &fields).await;
    assert_eq!(refused.location(), sheet);
    assert!(world.page(&sheet).await.contains("field-error"));
    let fields = [("sheet", sheet_id.as_str()), ("mode", "daily"), ("daily_at", "06:30"), ("writes", "on")];
    world.browser.submit("/ui/validation/schedule", &fields).await;
    let page = world.page(&sheet).await;
    assert!(page.contains("Próxima conferência") && page.contains(r#"value="06:30""#), "{page}");

    let fields = [
        ("sheet", sheet_id.as_str()),
        ("columns[0]", "sku"),
        ("columns[1]", "title"),
        ("packs[0]", "general"),
        ("check", "1"),
    ];
    let run = world.browser.submit("/ui/validation/columns", &fields).await.location().to_owned();
    shop.share_to_read(&file).unwrap();
    world.work(id(&run).parse().unwrap()).await;
    // As the sheet says, they were to be written; the account may only look.
    world.work(id(&run).parse().unwrap()).await;
    let page = world.page(&run).await;
    for told in
        ["Os resultados não foram escritos", "Tentar escrever de novo", "linha 2 da aba", "Linhas lidas em"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    shop.share_to_write(&file).unwrap();
    let run_id = id(&run);
    let asked = world.browser.submit("/ui/validation/results", &[("run", &run_id)]).await;
    assert_eq!(asked.location(), run);
    world.work(run_id.parse().unwrap()).await;
    let page = world.page(&run).await;
    assert!(page.contains("na aba Orion 20") && page.contains("Abrir a aba"), "{page}");

    shop.revoke_consent();
    let again =
        world.browser.submit("/ui/validation/start", &[("sheet", &sheet_id)]).await.location().to_owned();
    world.work(id(&again).parse().unwrap()).await;
    let page = world.page(&again).await;
    assert!(page.contains("Google não aceita mais o acesso"), "{page}");
    assert!(page.contains(&format!("/admin/integracoes/{account}/credenciais")), "{page}");
    let page = world.page(&sheet).await;
    assert!(page.contains("A conta do Google não pode ser lida agora"), "{page}");
    assert!(world.page(GOOGLE).await.contains("A conta do Google não pode ser lida agora"));
    world.server.stop().await;
}

#[tokio::test]
async fn the_catalogue_is_one_sheet_and_every_language_has_its_words() {
    let world = World::new().await;
    let first = world.browser.submit("/ui/validation/catalogue", &[]).await.location().to_owned();
    let again = world.browser.submit("/ui/validation/catalogue", &[]).await.location().to_owned();
    assert_eq!(first, again);
    for (locale, words) in [
        (
            "pt-BR",
            ["Conferência automática", "Os produtos cadastrados no Orion", "Escolher o catálogo do Orion"],
        ),
        ("en", ["Automatic check", "The products kept in Orion", "Choose the catalogue in Orion"]),
        (
            "es",
            ["Comprobación automática", "Los productos registrados en Orion", "Elegir el catálogo de Orion"],
        ),
        (
            "fr",
            [
                "Vérification automatique",
                "Les produits enregistrés dans Orion",
                "Choisir le catalogue d’Orion",
            ],
        ),
    ] {
        world.browser.submit("/ui/account/save", &[("name", "Ana"), ("locale", locale)]).await;
        let (sheet, list) = (world.page(&first).await, world.page("/admin/validacao").await);
        assert!(sheet.contains(words[0]) && sheet.contains(words[1]), "{locale}: {sheet}");
        assert!(list.contains(words[2]), "{locale}: {list}");
        assert!(!sheet.contains("columns[0]"), "its columns are known: {sheet}");
    }
    world.server.stop().await;
}
