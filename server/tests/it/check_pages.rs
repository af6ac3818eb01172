//! What the pages of sheets, checks say, without a script: what was checked and what was not, and what was strange in the
//! rows.

use crate::harness::app;
use axum::body::Bytes;
use domain::{Role, SheetId, ValidationRunId};
use futures::stream;
use hub::{
    permit::{EditCatalog, View},
    validation::{self, Wanted},
};
use testkit::{Actor, SignedIn, TestApp, member, work_for};

struct World {
    app: TestApp,
    who: SignedIn,
    browser: Actor,
}

impl World {
    async fn new() -> Self {
        let app = app().await;
        let who = member(app.hub(), Role::Owner).await;
        let browser = app.browser(&who);
        Self { app, who, browser }
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body.replace("<!>", "")
    }

    /// A sheet of these rows, and the page of its check by what holds everywhere.
    async fn checked(&self, name: &str, text: &str, fields: &[&str]) -> (SheetId, String) {
        let edit = self.who.cx::<EditCatalog>();
        let parts = stream::iter([Ok::<_, std::io::Error>(Bytes::from(text.to_owned()))]);
        let sheet = validation::upload(&edit, name, parts).await.unwrap().sheet;
        let wanted: Vec<_> = fields.iter().map(|field| Wanted { field }).collect();
        validation::set_columns(&edit, sheet, &wanted, &["general".to_owned()]).await.unwrap();
        let run = validation::start(&edit, sheet).await.unwrap();
        self.work(run).await;
        (sheet, format!("/admin/validacao/conferencias/{run}"))
    }

    async fn work(&self, run: ValidationRunId) {
        work_for(self.app.hub(), async || {
            let (run, _) = validation::run_view(&self.who.cx::<View>(), run).await.unwrap();
            (!run.state.is_open()).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn nothing_found_is_not_called_good_where_little_was_looked_at() {
    let world = World::new().await;
    let (sheet, check) =
        world.checked("cores.csv", "Cor;Marca\nazul;Acme\n", &["attribute.cor", "brand"]).await;
    let page = world.page(&check).await;
    assert!(!page.contains("Tudo certo"), "{page}");
    for told in ["Nenhuma regra foi usada", "Campos sem coluna: SKU, Título, ", "Escolher as colunas"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains(&format!("href=\"/admin/validacao/{sheet}\"")), "{page}");
    let viewer = member(world.app.hub(), Role::Viewer).await;
    let seen = world.app.browser(&viewer).get(&check).await.body;
    assert!(seen.contains("Nenhuma regra foi usada") && !seen.contains("Escolher as colunas"), "{seen}");

    let some =
        world.checked("copos.csv", "SKU;Título;Preço\nA-1;Copo azul;9,90\n", &["sku", "title", "price"]);
    let page = world.page(&some.await.1).await;
    assert!(page.contains("Nada a corrigir no que foi conferido"), "{page}");
    assert!(!page.contains("Tudo certo") && !page.contains("banner tone-warning"), "{page}");

    let empty = world.checked("modelo.csv", "SKU;Título;Preço\n", &["sku", "title", "price"]).await.1;
    let page = world.page(&empty).await;
    assert!(page.contains("Nenhum produto para conferir"), "{page}");
    for wrong in ["Tudo certo", "todos com apontamentos", "Importar para o catálogo"] {
        assert!(!page.contains(wrong), "{wrong}: {page}");
    }
}

#[tokio::test]
async fn what_is_strange_in_the_rows_is_told_before_and_after_the_check() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço;Preço\nA-1;Copo azul;9,90;8,90;sobra\n";
    let (sheet, check) = world.checked("copos.csv", rows, &["sku", "title", "price", ""]).await;
    for path in [check, format!("/admin/validacao/{sheet}")] {
        let page = world.page(&path).await;
        for told in [
            "Confira a leitura do arquivo",
            "o que passa da última coluna não é lido (linha 2)",
            "com o nome de outra; escolha qual delas usar (linha 1)",
        ] {
            assert!(page.contains(told), "{path}: {told}: {page}");
        }
    }
    let page = world.page(&format!("/admin/validacao/{sheet}")).await;
    assert!(page.contains("Campo da coluna Preço (2)"), "{page}");
}
