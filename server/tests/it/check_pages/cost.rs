//! What is told of the plan: before a check what it includes, behind it what was taken.

use super::World;
use axum::body::Bytes;
use domain::SheetId;
use futures::stream;
use hub::{permit::EditCatalog, validation};
use sqlx::ConnectOptions;

#[tokio::test]
async fn what_a_check_would_count_is_told_as_far_as_anybody_knows() {
    let world = World::new().await;
    let told = async |sheet: SheetId| world.page(&format!("/admin/validacao/{sheet}")).await;
    let says = |page: &str, told: &[&str], not: &[&str]| {
        let missing: Vec<_> = told.iter().filter(|text| !page.contains(**text)).collect();
        let wrong: Vec<_> = not.iter().filter(|text| page.contains(**text)).collect();
        assert!(missing.is_empty() && wrong.is_empty(), "{missing:?} {wrong:?}: {page}");
    };
    let rows: String = (0..104).map(|at| format!("A-{at};Copo {at}\n")).collect();
    let many = world.sent("muitos.csv", &format!("SKU;Título\n{rows}"), &["sku", "title"]).await;
    let few = world.sent("poucos.csv", "SKU;Título\nA-1;Copo\nA-2;Jarro\n", &["sku", "title"]).await;
    let catalogue = validation::add_catalogue(&world.who.cx::<EditCatalog>(), "Produtos").await.unwrap();
    says(&told(many).await, &[], &["cerca de", "O plano inclui mais"]);

    world.limit(100).await;
    let larger = ["A planilha pode passar do que o plano inclui", "cerca de 104 linhas", "Ver os planos"];
    says(&told(many).await, &larger, &["104 produtos"]);
    says(&told(few).await, &["vai contar até 2 produtos. O plano inclui mais 100"], &["cerca de"]);
    let unknown = "só se sabe ao ler todas as linhas. O plano inclui mais 100 neste mês.";
    says(&told(catalogue).await, &[unknown, "Se ela tiver mais, a conferência para"], &["cerca de"]);
    world.limit(1).await;
    let up_to = "Esta planilha tem até 2 produtos, e o plano inclui mais 1 neste mês. Produtos já conferidos";
    says(&told(few).await, &[larger[0], up_to], &["cerca de", "A planilha passa"]);
    world.limit(200).await;
    says(&told(many).await, &["A planilha tem cerca de 104 linhas. De produtos,"], &["pode passar"]);

    // Before the columns are confirmed, by a button that checks, the same is told.
    let rows: String = (0..104).map(|at| format!("N-{at};Bule {at}\n")).collect();
    let sent = stream::iter([Ok::<_, std::io::Error>(Bytes::from(format!("SKU;Nome\n{rows}")))]);
    let new = validation::upload(&world.who.cx::<EditCatalog>(), "novos.csv", sent).await.unwrap().sheet;
    let confirm = ["Confirme as colunas", "Salvar e conferir", "A planilha tem cerca de 104 linhas."];
    says(&told(new).await, &confirm, &["pode passar"]);
    world.limit(100).await;
    says(&told(new).await, &larger, &["104 produtos"]);

    // What goes beyond is paid for.
    world.limit(0).await;
    says(&told(few).await, &["O plano não inclui mais produtos neste mês."], &["cobrad"]);
    let mut database = world.app.database().superuser().connect().await.unwrap();
    sqlx::query("update org_plans set overage = true").execute(&mut database).await.unwrap();
    let paid = ["Uma parte pode ser cobrada além do plano", "conferido e cobrado por unidade"];
    says(&told(few).await, &paid, &["O plano não inclui mais", "a conferência para"]);
    says(&told(many).await, &paid, &["104 produtos", "a conferência para"]);
    says(&told(catalogue).await, &paid[1..], &["a conferência para"]);
}

#[tokio::test]
async fn a_check_says_what_it_counted_and_the_ledger_leads_to_it() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nA-1;Copo azul;9,90\nA-2;Jarro azul;9,90\n";
    let (sheet, check) = world.checked("copos.csv", rows, &["sku", "title", "price"]).await;
    let page = world.page(&check).await;
    assert!(page.contains("Esta conferência contou 2 produtos no plano."), "{page}");
    let again = validation::start(&world.who.cx::<EditCatalog>(), sheet).await.unwrap();
    world.work(again).await;
    let page = world.page(&format!("/admin/validacao/conferencias/{again}")).await;
    assert!(page.contains("Esta conferência não contou nada: "), "{page}");

    let ledger = world.page("/admin/uso").await;
    let (_, told) = ledger.split_once(&format!("<a href=\"{check}\">")).expect("a link to the check");
    assert!(told.starts_with("copos"), "the cause is the link, not the day: {told}");
}
