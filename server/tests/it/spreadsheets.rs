//! The pages of an account that holds spreadsheets: what it has, and nothing of what only shops have.

use crate::harness::app_near;
use hub::{
    integrations,
    permit::{EditCatalog, ManageConnections, View},
    spreadsheets::{self, FilesAsk, SheetError, Waits},
};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use testkit::{connect_shop, member};

/// What is said and pressed of synchronising alone.
const OF_SHOPS: [&str; 9] = [
    "Sincronizar",
    "Sincronizações recentes",
    "Ler tudo de novo",
    "Conferência",
    "Buscar novidades",
    "Ainda não sincronizada",
    "Vendas importadas",
    "depois da próxima sincronização",
    "vendas",
];

async fn sheets() -> Sandbox {
    let shop = ShopOptions::new(Platform::GoogleSheets, "planilhas").orders(0);
    Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() }).await.unwrap()
}

/// What stands in the page itself, without the frame around it.
fn content(page: &str) -> &str {
    page.split_once("<main")
        .and_then(|(_, rest)| rest.split_once("</main>"))
        .unwrap_or_else(|| panic!("{page}"))
        .0
}

#[tokio::test]
async fn an_account_of_spreadsheets_offers_nothing_that_only_shops_have() {
    let server = sheets().await;
    let app = app_near(&server).await;
    let who = member(app.hub(), domain::Role::Owner).await;
    let connection = connect_shop(&who, &server, &server.shops()[0]).await;
    let browser = app.browser(&who);
    let here = format!("/admin/integracoes/{connection}");

    let page = browser.get(&here).await.body;
    let page = content(&page);
    for told in ["Planilhas", "planilhas@gmail.example", "Conectado", "traz planilhas, não pedidos"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    for of_shops in OF_SHOPS {
        assert!(!page.contains(of_shops), "{of_shops}: {page}");
    }

    let gallery = browser.get("/admin/integracoes?categoria=spreadsheet").await.body;
    let gallery = content(&gallery);
    assert!(
        gallery.contains("No Orion: planilhas.") && gallery.contains("planilhas@gmail.example"),
        "{gallery}"
    );
    assert!(!gallery.contains("planilhas@gmail.example · "), "{gallery}");
    for of_shops in ["Sincronizar", "Ainda não sincronizada"] {
        assert!(!gallery.contains(of_shops), "{of_shops}: {gallery}");
    }

    for of_shops in ["conferencia", "avisos"] {
        assert_eq!(browser.get(&format!("{here}/{of_shops}")).await.status, 404, "{of_shops}");
    }
    let sales = browser.get("/admin/vendas").await.body;
    assert!(!content(&sales).contains("planilhas@gmail.example"), "{sales}");
    let health = browser.get("/admin/saude").await.body;
    assert!(content(&health).contains("planilhas@gmail.example"), "{health}");
    let overview = browser.get("/admin").await.body;
    assert!(!content(&overview).contains("Ainda não sincronizada"), "{overview}");

    let id = connection.to_string();
    let started = browser
        .submit("/ui/syncs/start", &[("connection_id", &id), ("kind", "changes"), ("return_to", &here)])
        .await;
    assert_eq!(started.status, 303);
    assert!(browser.get(&here).await.body.contains("Esta conta não traz pedidos"));
}

#[tokio::test]
async fn its_states_are_told_in_words_of_spreadsheets() {
    let server = sheets().await;
    let app = app_near(&server).await;
    let who = member(app.hub(), domain::Role::Owner).await;
    let connection = connect_shop(&who, &server, &server.shops()[0]).await;
    let browser = app.browser(&who);
    let here = format!("/admin/integracoes/{connection}");
    let form = browser.get("/admin/integracoes/nova/google_sheets").await.body;
    for told in [
        "entra com a conta que tem as planilhas",
        "Google Sheets API",
        "/admin/integracoes/retorno/google_sheets",
    ] {
        assert!(form.contains(told), "{told}: {form}");
    }
    assert!(!content(&form).contains("Buscar novidades"), "{form}");

    server.shops()[0].revoke_consent();
    let cx = who.cx::<EditCatalog>();
    let asked = spreadsheets::files(&cx, connection, &FilesAsk::default(), Waits::Person).await;
    assert!(matches!(asked, Err(SheetError::Platform { .. })), "{asked:?}");
    let refused = browser.get(&here).await.body;
    assert!(refused.contains("Enquanto isso, nenhuma planilha desta conta é lida."), "{refused}");
    assert!(!content(&refused).contains("pedido foi perdido"), "{refused}");
    let overview = browser.get("/admin").await.body;
    assert!(
        overview.contains("As planilhas desta conta não são lidas até alguém reautorizar."),
        "{overview}"
    );
    connect_shop(&who, &server, &server.shops()[0]).await;

    integrations::pause(&who.cx::<ManageConnections>(), connection).await.unwrap();
    let paused = browser.get(&here).await.body;
    assert!(paused.contains("Nenhuma planilha desta conta é lida até você retomar."), "{paused}");
    let question = browser.get(&format!("{here}/desconectar")).await.body;
    assert!(question.contains("deixa de ler as planilhas dela"), "{question}");
    let id = connection.to_string();
    browser.submit("/ui/integrations/disconnect", &[("connection_id", &id), ("return_to", &here)]).await;
    let gone = browser.get(&here).await.body;
    assert!(
        gone.contains("As planilhas continuam na conta.") && !content(&gone).contains("vendas"),
        "{gone}"
    );
    let view = integrations::find(&who.cx::<View>(), connection).await.unwrap();
    assert_eq!(view.status, domain::ConnectionStatus::Disconnected);
}
