//! What the pages of sheets, checks and imports say, without a script: what was checked and what was not, what was strange in
//! the rows, and the way back to each import.

mod cost;
mod steps;

use crate::harness::app;
use axum::body::Bytes;
use domain::{CorrectionId, Limits, PlanCode, Quota, Role, SheetId, ValidationRunId};
use futures::stream;
use hub::{
    permit::{EditCatalog, View},
    plans::{self, Assigned},
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

    /// A contract that lets so many products be checked.
    async fn limit(&self, validations: i64) {
        let mut limits = Limits::NONE;
        *limits.of_mut(Quota::Validations) = Some(validations);
        let given = Assigned { plan: PlanCode::Enterprise, limits: Some(limits), until: None, note: None };
        plans::assign(self.app.hub(), self.who.org(), Some(&given)).await.unwrap();
    }

    /// A sheet of these rows, held to what holds everywhere.
    async fn sent(&self, name: &str, text: &str, fields: &[&str]) -> SheetId {
        let edit = self.who.cx::<EditCatalog>();
        let parts = stream::iter([Ok::<_, std::io::Error>(Bytes::from(text.to_owned()))]);
        let sheet = validation::upload(&edit, name, parts).await.unwrap().sheet;
        let wanted: Vec<_> = fields.iter().map(|field| Wanted { field }).collect();
        validation::set_columns(&edit, sheet, &wanted, &["general".to_owned()]).await.unwrap();
        sheet
    }

    /// The same with the page of its check.
    async fn checked(&self, name: &str, text: &str, fields: &[&str]) -> (SheetId, String) {
        let sheet = self.sent(name, text, fields).await;
        let run = validation::start(&self.who.cx::<EditCatalog>(), sheet).await.unwrap();
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

    /// Imports the file of a check into the catalogue: the page of the import.
    async fn imported(&self, check: &str) -> String {
        let run = check.rsplit('/').next().unwrap();
        let import = self.browser.submit("/ui/validation/imports/start", &[("run", run)]).await;
        let import = import.location().to_owned();
        self.settled(&import).await;
        let id = import.rsplit('/').next().unwrap();
        let takes = [("import", id), ("new", "on"), ("changes", "on")];
        self.browser.submit("/ui/validation/imports/apply", &takes).await;
        self.settled(&import).await;
        import
    }

    /// Has the products of the catalogue checked: the page of the check.
    async fn checked_catalogue(&self) -> String {
        let edit = self.who.cx::<EditCatalog>();
        let sheet = validation::add_catalogue(&edit, "Produtos do Orion").await.unwrap();
        let run = validation::start(&edit, sheet).await.unwrap();
        self.work(run).await;
        format!("/admin/validacao/conferencias/{run}")
    }

    /// Accepts the fixes of a check and has them taken: the correction.
    async fn corrected(&self, check: &str) -> CorrectionId {
        let run = check.rsplit('/').next().unwrap();
        self.browser.submit("/ui/validation/corrections/choose", &[("run", run), ("accept", "1")]).await;
        self.browser.submit("/ui/validation/corrections/start", &[("run", run)]).await;
        let (run, view) = (run.parse().unwrap(), self.who.cx::<View>());
        let made = work_for(self.app.hub(), async || {
            let made = validation::fixes(&view, run, None, None).await.unwrap().made;
            made.into_iter().next().filter(|made| !made.state.is_open())
        });
        made.await.id
    }

    async fn settled(&self, import: &str) {
        let id = import.rsplit('/').next().unwrap().parse().unwrap();
        let view = self.who.cx::<View>();
        work_for(self.app.hub(), async || {
            let (import, ..) =
                validation::catalogue_import(&view, id, Default::default(), None).await.unwrap();
            (!import.state.is_at_work()).then_some(())
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
async fn a_check_that_the_plan_refused_does_not_look_like_a_good_one() {
    let world = World::new().await;
    world.limit(1).await;
    let rows = "SKU;Título;Preço\nA-1;Copo azul;9,90\nA-2;;9,90\n";
    let (_, check) = world.checked("copos.csv", rows, &["sku", "title", "price"]).await;
    let page = world.page(&check).await;
    assert!(page.contains("o plano inclui só mais 1."), "{page}");
    assert!(page.contains("href=\"/admin/planos\"") && page.contains("Ver os planos"), "{page}");
    for wrong in [
        "sem apontamentos",
        "stat-value",
        "Os apontamentos aparecem aqui",
        "Importar para o catálogo",
        "pode passar do que o plano inclui",
    ] {
        assert!(!page.contains(wrong), "{wrong}: {page}");
    }
    // With a larger plan it is told again what another one would count.
    world.limit(5).await;
    let page = world.page(&check).await;
    assert!(page.contains("vai contar até 2 produtos. O plano inclui mais 5"), "{page}");
}

#[tokio::test]
async fn findings_of_a_rule_say_what_to_do_and_filters_how_many_there_are() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nA-1;;9,90\nB-2;;9,90\nC-3;Copo azul;0,00\n";
    let (_, check) = world.checked("copos.csv", rows, &["sku", "title", "price"]).await;
    let what_to_do = "Escreva o que é, a marca e o que o distingue.</p>";
    let page = world.page(&check).await;
    assert!(!page.contains(what_to_do) && page.contains("Procurar SKU"), "{page}");
    let titles = world.page(&format!("{check}?campo=title&canal=general&sku=b-2")).await;
    assert!(titles.contains("1 apontamento</p>"), "{titles}");
    assert!(titles.contains(">B-2<") && !titles.contains(">A-1<"), "{titles}");
    let (before, _) = page.split_once("Produto sem título").unwrap();
    let rule = before.rsplit("?regra=").next().and_then(|rest| rest.split('#').next()).unwrap();
    let of_rule = world.page(&format!("{check}?regra={rule}")).await;
    assert!(of_rule.contains(what_to_do) && of_rule.contains("2 apontamentos</p>"), "{of_rule}");
}

#[tokio::test]
async fn counts_by_field_lead_to_what_they_count() {
    let world = World::new().await;
    // What cannot be read counts in its field, too.
    let rows = "SKU;Título;Preço;Grupo;Marca;Categoria\nA-1;;9,90;G;Acme;Copos\nB-2;;caro;G;Acme;Taças\nC-3;Copo azul;0,00;;;\n";
    let fields = ["sku", "title", "price", "group", "brand", "category"];
    // What differs within a group, in the field that does, which need not be that of the rule.
    let same = "id: same\ntitle: Iguais\nexplanation: Use a mesma categoria.\nfield: brand\n\
        check: { consistent: { within: group, fields: [brand, category] } }\ntests:\n  \
        - { rows: [{ group: A, category: x }, { group: A, category: y }], finds: [2] }\n  \
        - { rows: [{ group: A, category: x }, { group: A, category: x }], finds: false }\n";
    let edit = world.who.cx::<EditCatalog>();
    validation::save_own_rule(&edit, None, same, true).await.unwrap();
    let sheet = world.sent("copos.csv", rows, &fields).await;
    let wanted: Vec<_> = fields.iter().map(|field| Wanted { field }).collect();
    let packs = ["general", validation::OWN].map(str::to_owned);
    validation::set_columns(&edit, sheet, &wanted, &packs).await.unwrap();
    let run = validation::start(&edit, sheet).await.unwrap();
    world.work(run).await;
    let check = format!("/admin/validacao/conferencias/{run}");
    let page = world.page(&check).await;
    let (_, table) = page.split_once("<h2>Por campo</h2>").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    let counted = table.split("?campo=").skip(1).map(|row| {
        let (field, row) = row.split_once('#').unwrap();
        let (_, told) = row.split_once("only-narrow\">").unwrap();
        (field, told.split('<').next().unwrap())
    });
    let counted: Vec<_> = counted.collect();
    assert!(counted.contains(&("title", "2 apontamentos")), "{table}");
    for wanted in ["price", "category"] {
        assert!(counted.iter().any(|(field, _)| *field == wanted), "{wanted}: {table}");
    }
    for (field, told) in counted {
        let of_field = world.page(&format!("{check}?campo={field}")).await;
        assert!(of_field.contains(&format!(">{told}</p>")), "{field}: {told}: {of_field}");
        assert!(field != "price" || of_field.contains("caro"), "{of_field}");
        assert!(!of_field.contains("<h2>Por campo</h2>"), "{of_field}");
    }
    let mut database = world.app.database().connect_as("orion_system").await;
    let cut = "update validation_run_rules set found = kept + 7 where found > 0 and field = 'title'";
    sqlx::query(cut).execute(&mut database).await.unwrap();
    let page = world.page(&check).await;
    let (_, table) = page.split_once("<h2>Por campo</h2>").unwrap();
    assert!(table.contains("na lista, só os primeiros 2"), "{table}");
}

#[tokio::test]
async fn the_history_tells_which_files_of_which_sheet_were_taken() {
    let world = World::new().await;
    let (sheet, check) = world.checked("malhas.csv", "SKU;Título\nA-1;Camiseta\n", &["sku", "title"]).await;
    for file in [
        "apontamentos.csv",
        "apontamentos.json",
        "planilha-marcada.xlsx",
        "modelos/shopify.csv",
        "modelos/shopify.xlsx?produtos=sem-erros",
    ] {
        assert_eq!(world.browser.get(&format!("{check}/{file}")).await.status, 200, "{file}");
    }
    assert_eq!(world.browser.get(&format!("{check}/modelos/nenhum.csv")).await.status, 404);
    let mut database = world.app.database().connect_as("orion_owner").await;
    let told = "select action, subject_id, concat_ws(' ', data->>'sheet', data->>'file', data->>'only_clean')
                from audit_log where action like 'export.%' order by at, id";
    let told: Vec<(String, uuid::Uuid, String)> =
        sqlx::query_as(told).fetch_all(&mut database).await.unwrap();
    assert!(told.iter().all(|(_, subject, _)| *subject == sheet.0));
    let told: Vec<_> = told.iter().map(|(action, _, what)| (&**action, &**what)).collect();
    assert_eq!(
        told,
        [
            ("export.findings", "malhas apontamentos.csv"),
            ("export.findings", "malhas apontamentos.json"),
            ("export.findings", "malhas planilha-marcada.xlsx"),
            ("export.template", "malhas shopify.csv false"),
            ("export.template", "malhas shopify.xlsx true"),
        ]
    );
    let history = world.page("/admin/historico?sobre=exports").await;
    assert!(history.contains("Baixou os apontamentos de uma conferência em arquivo"), "{history}");
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

#[tokio::test]
async fn imports_are_found_again_and_taken_back_in_their_order() {
    let world = World::new().await;
    let fields = ["sku", "title", "price"];
    let (sheet, check) = world.checked("louça.csv", "SKU;Título;Preço\nA-1;Copo azul;9,90\n", &fields).await;
    let first = world.imported(&check).await;
    for path in [&check, &format!("/admin/validacao/{sheet}")] {
        let page = world.page(path).await;
        assert!(page.contains("Importações para o catálogo"), "{path}: {page}");
        assert!(page.contains(&format!("href=\"{first}\"")), "{path}: {page}");
        assert!(page.contains("1 novo, nenhum mudado, nenhum de fora"), "{path}: {page}");
    }
    // What fits is said at once.
    let page = world.page(&first).await;
    assert!(page.contains("Título: Copo azul") && !page.contains("mais 1 valor"), "{page}");
    let rows = "SKU;Título;Preço;Marca;Estoque\nL-1;Copo verde;9,90;Acme;3\n";
    let more = world.checked("mais.csv", rows, &["sku", "title", "price", "brand", "stock"]).await.1;
    let page = world.page(&world.imported(&more).await).await;
    assert!(page.contains("<summary>mais 2 valores</summary>") && page.contains("Estoque: 3"), "{page}");
    let (_, check) = world.checked("promoção.csv", "SKU;Título;Preço\nA-1;Copo azul;7,90\n", &fields).await;
    let second = world.imported(&check).await;
    let undo = async |import: &str| {
        let id = import.rsplit('/').next().unwrap();
        let to = world.browser.submit("/ui/validation/imports/undo", &[("import", id)]).await;
        world.settled(import).await;
        to.location().to_owned()
    };
    let page = world.page(&undo(&first).await).await;
    assert!(page.contains("Desfaça antes uma importação mais nova"), "{page}");
    assert!(page.contains(&format!("href=\"{second}\"")) && page.contains("promoção"), "{page}");
    assert!(page.contains("1 produto importado"), "nothing is taken back: {page}");
    assert_eq!(undo(&second).await, second);
    let page = world.page(&undo(&first).await).await;
    assert!(page.contains("Importação desfeita"), "{page}");
    let stale = format!("{first}?depois={}", second.rsplit('/').next().unwrap());
    assert!(!world.page(&stale).await.contains("Desfaça antes"), "the later one is taken back by now");

    let page = world.page("/admin/historico").await;
    assert!(page.contains("Importou uma planilha para o catálogo"), "{page}");
    assert!(page.contains("promoção") && page.contains("1 produto · novos e mudanças"), "{page}");
    assert!(!page.contains("&quot;rows&quot;") && !page.contains("\"rows\""), "no data of programs: {page}");
}

#[tokio::test]
async fn what_a_file_in_the_columns_of_a_channel_would_lack_is_said_before() {
    let world = World::new().await;
    let text = "SKU;Título;Preço\nA-1;Caneca;9,90\nA-2;;9,90\n";
    let (_, check) = world.checked("canecas.csv", text, &["sku", "title", "price"]).await;
    let page = world.page(&format!("{check}/modelos")).await;
    assert!(page.contains("modelo=woocommerce#falta"), "{page}");
    assert!(!page.contains("id=\"falta\""), "nothing is gone through unasked");
    let page = world.page(&format!("{check}/modelos?modelo=woocommerce")).await;
    assert!(page.contains("1 célula incompleta em 1 produto."), "{page}");
    assert!(page.contains("A-2") && page.contains("Está vazio") && page.contains("Pendências"), "{page}");
    let page = world.page(&format!("{check}/modelos?modelo=shopify")).await;
    assert!(page.contains("células incompletas em 1 produto."), "the handle is made of the title: {page}");
    let unknown = world.browser.get(&format!("{check}/modelos?modelo=nenhum")).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn rules_are_shown_as_they_are_written() {
    let world = World::new().await;
    let page = world.page("/admin/validacao/regras/magalu").await;
    assert!(page.contains("ver=yaml#yaml") && !page.contains("pack: magalu"), "{page}");
    let page = world.page("/admin/validacao/regras/magalu?ver=yaml").await;
    assert!(page.contains("pack: magalu") && page.contains("/schemas/rules.json"), "{page}");
    let editor = world.page("/admin/validacao/regras/propria/nova?modelo=required&ver=yaml").await;
    assert!(editor.contains("/admin/ajuda/linguagem-das-regras"), "{editor}");
}

#[tokio::test]
async fn corrections_of_the_catalogue_change_products_by_their_import_and_say_so() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nB-1;CANECA DE CERÂMICA AZUL;19,90\nB-2;PRATO DE CERÂMICA BRANCO;29,90\n";
    let (_, sent) = world.checked("louça.csv", rows, &["sku", "title", "price"]).await;
    world.imported(&sent).await;
    let check = world.checked_catalogue().await;
    let corrections = format!("{check}/correcoes");
    let sheet = validation::add_catalogue(&world.who.cx::<EditCatalog>(), "Produtos do Orion").await.unwrap();
    let page = world.page(&format!("/admin/validacao/{sheet}")).await;
    assert!(page.contains("Ativo · Ativo") && !page.contains("active · active"), "{page}");
    for path in [&check, &corrections] {
        let page = world.page(path).await;
        assert!(page.contains("href=\"/admin/produtos/"), "each product has a page: {page}");
        assert!(!page.contains("do arquivo</div>") && !page.contains("Produtos do Orion.csv"), "{page}");
    }
    let page = world.page(&corrections).await;
    assert!(page.contains("os produtos só mudam quando você levar"), "{page}");

    let correction = world.corrected(&check).await.to_string();
    let page = world.page(&corrections).await;
    for told in ["Nenhum produto mudou ainda", "Levar para o catálogo", ">Pronta<"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("Aplicada") && !page.contains("Correções aplicadas"), "{page}");

    let import = world.browser.submit("/ui/validation/imports/start", &[("correction", &correction)]).await;
    let import = import.location().to_owned();
    world.settled(&import).await;
    let page = world.page(&corrections).await;
    assert!(page.contains("Nenhum produto mudou ainda") && page.contains(&import), "{page}");
    assert!(!page.contains("Levar para o catálogo"), "it is there already: {page}");

    let id = import.rsplit('/').next().unwrap();
    let takes = [("import", id), ("new", "on"), ("changes", "on")];
    world.browser.submit("/ui/validation/imports/apply", &takes).await;
    world.settled(&import).await;
    let page = world.page(&corrections).await;
    for told in ["Correções levadas ao catálogo: 2 produtos mudaram", ">Levada ao catálogo<", import.as_str()]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    for wrong in ["Nenhum produto mudou", "Levar para o catálogo", "Preparar "] {
        assert!(!page.contains(wrong), "{wrong}: {page}");
    }

    world.browser.submit("/ui/validation/imports/undo", &[("import", id)]).await;
    world.settled(&import).await;
    let page = world.page(&corrections).await;
    assert!(page.contains("foi desfeita") && page.contains("Levar para o catálogo"), "{page}");
}

#[tokio::test]
async fn a_finding_says_which_column_it_is_in_and_what_to_do() {
    let world = World::new().await;
    let rows = "SKU;Nome na loja;Preço\nA-1;CANECA DE CERÂMICA AZUL;9,90\nA-2;;9,90\n";
    let (_, check) = world.checked("copos.csv", rows, &["sku", "title", "price"]).await;
    let page = world.page(&check).await;
    assert!(page.contains("coluna Nome na loja</div>"), "{page}");
    assert!(!page.contains("coluna Preço</div>"), "it is called as the field: {page}");
    assert!(page.contains("Escreva o que é, a marca e o que o distingue.</div>"), "{page}");
    // Each value before and after says by which rule.
    let page = world.page(&format!("{check}/correcoes")).await;
    assert!(page.contains("<div class=\"meta\">Título só com maiúsculas</div>"), "{page}");
    assert!(page.contains("dá para desfazer") && !page.contains("não volta"), "{page}");
}

#[tokio::test]
async fn what_cannot_be_read_is_shown_as_the_cell_has_it() {
    let world = World::new().await;
    let text = "SKU;Título;Estoque\nA-1;Copo azul;1.200\n";
    let (_, check) = world.checked("estoque.csv", text, &["sku", "title", "stock"]).await;
    let page = world.page(&check).await;
    assert!(page.contains("<div>1.200</div>"), "{page}");
}

#[tokio::test]
async fn fixes_of_other_rules_say_so_and_are_not_offered() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nB-1;CANECA DE CERÂMICA AZUL;19,90\n";
    let (_, check) = world.checked("louça.csv", rows, &["sku", "title", "price"]).await;
    let (corrections, choose) = (format!("{check}/correcoes"), "/ui/validation/corrections/choose");
    let told = "As regras mudaram desde a conferência";
    let page = world.page(&corrections).await;
    assert!(page.contains(choose) && !page.contains(told), "{page}");

    let run = check.rsplit('/').next().unwrap().parse().unwrap();
    let (_, rules) = validation::run_view(&world.who.cx::<View>(), run).await.unwrap();
    let rule = rules.iter().find(|rule| rule.fixable > 0).unwrap();
    let key = format!("{}.{}", rule.pack, rule.rule);
    let off = validation::WantedRule { key, is_off: true, severity: rule.severity };
    validation::choose_rules(&world.who.cx::<EditCatalog>(), &[off], None).await.unwrap();
    let page = world.page(&corrections).await;
    assert!(page.contains(told) && page.contains("/ui/validation/start"), "{page}");
    assert!(!page.contains(choose), "{page}");
}

#[tokio::test]
async fn a_correction_whose_sheet_has_another_file_by_now_offers_no_way_back() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nB-1;CANECA DE CERÂMICA AZUL;19,90\n";
    let (sheet, check) = world.checked("louça.csv", rows, &["sku", "title", "price"]).await;
    world.corrected(&check).await;
    let (corrections, undo) = (format!("{check}/correcoes"), "/ui/validation/corrections/undo");
    let page = world.page(&corrections).await;
    assert!(page.contains("A planilha usa agora o arquivo corrigido") && page.contains(undo), "{page}");

    let newer = stream::iter([Ok::<_, std::io::Error>(Bytes::from("SKU;Título;Preço\nB-2;Prato;9,90\n"))]);
    validation::replace(&world.who.cx::<EditCatalog>(), sheet, "nova.csv", newer).await.unwrap();
    let page = world.page(&corrections).await;
    assert!(page.contains("1 célula corrigida") && page.contains("passou a usar outro arquivo"), "{page}");
    for wrong in ["A planilha usa agora o arquivo corrigido", undo, "/ui/validation/start"] {
        assert!(!page.contains(wrong), "{wrong}: {page}");
    }
}
