//! Sheets of paper: pages without the console around them.

use crate::harness::{app, app_near, shop_with_a_failed_order};
use hub::syncs::{self, What};
use sandbox::{NewLine, NewOrder, Platform, Sandbox, SandboxOptions, ShopOptions};
use sqlx::{AssertSqlSafe, Row};
use testkit::{Actor, connect_shop, stranger, work_until_idle};
use uuid::Uuid;

/// A page without the marks that the framework leaves between its parts.
async fn page(browser: &Actor, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body.replace("<!>", "")
}

#[tokio::test]
async fn a_sheet_shows_itself_as_it_will_be_and_tells_what_is_missing() {
    let app = app().await;
    // Whoever founds the company is the one that the shop is put into.
    let viewer = app.viewer().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let checks = format!("/admin/integracoes/{connection}/conferencia");
    let sheet = page(&viewer, &format!("{checks}/imprimir?mes=2026-11")).await;
    assert!(sheet.contains("class=\"sheet\"") && !sheet.contains("class=\"topbar\""), "{sheet}");
    assert!(sheet.contains("media=\"all\"") && !sheet.contains("media=\"print\""), "{sheet}");
    for shown in [
        "Conferência de Loja Centro",
        "Novembro de 2026",
        "Imprimir ou salvar em PDF",
        "use o comando de impressão do navegador",
        "Nada conferido neste mês",
        "ainda não chegou a este mês",
        "1042",
        "Falta um dado sem o qual não há venda.",
        "Impresso por ",
    ] {
        assert!(sheet.contains(shown), "{shown}: {sheet}");
    }
    assert!(sheet.contains(&format!("href=\"{checks}?mes=2026%2D11\"")), "the way back: {sheet}");
    assert!(!sheet.contains("A conta fecha"), "nothing was counted: {sheet}");
    assert!(page(&viewer, &checks).await.contains("media=\"print\""), "other pages keep it for the printer");
}

#[tokio::test]
async fn a_month_on_paper_adds_up_what_was_checked_and_says_what_was_not_seen() {
    let app = app().await;
    let viewer = app.viewer().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    for statement in [
        "insert into completeness_hours
             (org_id, connection_id, hour, listed, print, imported, left_out, waiting, failed, gone, hidden, checked_at)
         select org_id, id, '2026-11-20T15:00:00Z', 6, 0, 2, 1, 2, 1, 0, 3, now() from connections where id = $1",
        "insert into completeness_checks (org_id, connection_id, problem)
         select org_id, id, 'auth' from connections where id = $1",
    ] {
        sqlx::query(statement).bind(connection).execute(&mut sql).await.unwrap();
    }
    let checks = format!("/admin/integracoes/{connection}/conferencia");
    let sheet = page(&viewer, &format!("{checks}/imprimir?mes=2026-11")).await;
    for shown in [
        "<strong>A conta fecha: 6 no canal = 2 aqui + 1 deixados de fora + 2 esperando o plano + 1 não importados.</strong>",
        "<th scope=\"col\" class=\"t-extra number\">Esperando o plano</th>",
        "A última conferência não terminou",
        "O canal conta 3 pedidos que não mostra",
        "Costuma ser um plugin da loja",
    ] {
        assert!(sheet.contains(shown), "{shown}: {sheet}");
    }
    assert!(!sheet.contains("ainda não chegou a este mês"), "{sheet}");

    let shown = page(&viewer, &format!("{checks}?mes=2026-11")).await;
    let waiting = format!("/admin/sincronizacoes/pendentes?resultado=waiting&amp;conexao={connection}");
    assert!(shown.contains(&waiting) && shown.contains("Esperando o plano</a>"), "{shown}");
    let file = app.owner().await.get(&format!("{checks}.csv?mes=2026-11")).await.body;
    assert!(file.contains("Deixados de fora;Esperando o plano;Não importados;"), "{file}");
    assert!(file.contains(";6;2;1;2;1;0;0;0;"), "{file}");
    sqlx::query("update completeness_hours set listed = 4, waiting = 0").execute(&mut sql).await.unwrap();
    let sheet = page(&viewer, &format!("{checks}/imprimir?mes=2026-11")).await;
    assert!(!sheet.contains("number\">Esperando o plano</th>"), "no column of nothing: {sheet}");
}

#[tokio::test]
async fn a_packing_list_adds_up_what_several_sales_need() {
    let shops = vec![ShopOptions::new(Platform::Woocommerce, "loja").orders(0)];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let app = app_near(&sandbox).await;
    let who = stranger(app.hub()).await;
    let shop = sandbox.shops()[0].clone();
    for quantity in [2, 3] {
        let line = NewLine { sku: Some("CAM-M".into()), name: "Camiseta".into(), quantity, price: 5_000 };
        shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
    }
    let connection = connect_shop(&who, &sandbox, &shop).await;
    syncs::start(&who.cx(), connection, What::Changes).await.unwrap();
    work_until_idle(&who, app.hub()).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    let rows = sqlx::query("select id from orders order by number").fetch_all(&mut sql).await.unwrap();
    let sales: Vec<Uuid> = rows.iter().map(|row| row.get("id")).collect();
    assert_eq!(sales.len(), 2);
    sqlx::query("update orders set payment_status = 'paid', fulfilment_status = 'unfulfilled'")
        .execute(&mut sql)
        .await
        .unwrap();

    let browser = app.browser(&who);
    let picked = format!("venda={}&venda={}&venda={}&venda=x", sales[1], sales[0], Uuid::now_v7());
    let list = page(&browser, &format!("/admin/vendas/imprimir?{picked}")).await;
    let (shelves, parcels) = list.split_once("class=\"parcels\"").unwrap();
    assert_eq!(shelves.matches("CAM-M").count(), 1, "{shelves}");
    assert!(shelves.contains("<td class=\"t-figure number\">5</td>"), "{shelves}");
    assert!(shelves.contains("2 vendas escolhidas não foram encontradas"), "{shelves}");
    assert_eq!(
        (parcels.matches("class=\"parcel\"").count(), parcels.matches("class=\"barcode\"").count()),
        (2, 2)
    );
    assert!(parcels.find("Venda 2") < parcels.find("Venda 1"), "in the order of picking: {parcels}");

    let found = page(&browser, "/admin/vendas/imprimir?fulfilment=to_ship&sort=number&all=1").await;
    assert_eq!(found.matches("class=\"parcel\"").count(), 2, "{found}");
    assert!(found.find("<h3>Venda 1") < found.find("<h3>Venda 2"), "in the order of the list: {found}");
    // What is no place is as good as none, as in the list.
    for (place, parcels) in
        [("ni1-00000000000000000000000000000000", 1), ("ni2-00000000000000000000000000000000", 0), ("x", 2)]
    {
        let path = format!("/admin/vendas/imprimir?fulfilment=to_ship&sort=number&cursor={place}&all=1");
        let from = page(&browser, &path).await;
        assert_eq!(from.matches("class=\"parcel\"").count(), parcels, "{place}: {from}");
        assert_eq!(from.contains("Nenhuma venda para separar"), parcels == 0, "{place}: {from}");
    }
    let list_page = page(&browser, "/admin/vendas?fulfilment=to_ship").await;
    assert!(list_page.contains("/admin/vendas/imprimir?fulfilment=to%5Fship&amp;all=1"), "{list_page}");
    for (told, state, sale) in [
        ("Pagamento <strong>Aguardando</strong>", "payment_status = 'pending'", sales[0]),
        ("Envio <strong>Enviado</strong>", "fulfilment_status = 'fulfilled'", sales[1]),
    ] {
        assert!(!list.contains(told), "{told}: {list}");
        let change = AssertSqlSafe(format!("update orders set {state} where id = $1"));
        sqlx::query(change).bind(sale).execute(&mut sql).await.unwrap();
        let list = page(&browser, &format!("/admin/vendas/imprimir?{picked}")).await;
        assert!(list.contains(told), "{told}: {list}");
    }
    let list = page(&browser, &format!("/admin/vendas/imprimir?{picked}")).await;
    assert!(list.contains("1 venda desta lista ainda não foi paga por inteiro"), "{list}");
    assert!(list.contains("Confira o pagamento antes de enviar: 1."), "{list}");
    sqlx::query("update orders set payment_status = 'voided' where id = $1")
        .bind(sales[0])
        .execute(&mut sql)
        .await
        .unwrap();
    let list = page(&browser, &format!("/admin/vendas/imprimir?{picked}")).await;
    assert!(list.contains("Não envie: 1.") && !list.contains(">Venda 1<"), "{list}");
    assert!(!list.contains("ainda não foi paga"), "{list}");

    let sheet = page(&browser, &format!("/admin/vendas/{}/imprimir?status=open", sales[0])).await;
    assert!(
        sheet.contains("CAM-M") && sheet.contains("<span class=\"only-narrow\"> ×</span></td>"),
        "{sheet}"
    );
    assert!(sheet.contains(&format!("href=\"/admin/vendas/{}?status=open\"", sales[0])), "{sheet}");

    for (off, told) in [(-10_345_i64, "R$\u{a0}103,45 a mais"), (10_345, "R$\u{a0}103,45 a menos")] {
        let change = "update orders set difference_minor = $2 where id = $1";
        sqlx::query(change).bind(sales[0]).bind(off).execute(&mut sql).await.unwrap();
        let sale = page(&browser, &format!("/admin/vendas/{}", sales[0])).await;
        let told = format!("O total do canal tem {told} que a soma dos itens");
        assert!(sale.contains(&told), "{told}: {sale}");
        let negative = sale.contains("-R$\u{a0}103,45");
        assert_eq!(negative, off > 0, "the line has the sign of the sentence: {sale}");
    }

    let none = page(&browser, "/admin/vendas/imprimir").await;
    assert!(none.contains("Nenhuma venda para separar"), "{none}");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_packing_list_of_a_filter_leads_to_its_next_sales_whatever_was_sent_meanwhile() {
    let app = app().await;
    let viewer = app.viewer().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    let insert = "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
            payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
            discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
            difference_minor, buyer_name, items)
        select c.org_id, gen_random_uuid(), n, c.id, n::text, n::text, n::text, 'open', 'paid', 'unfulfilled', 'processing', false,
            now(), now(), 'BRL', 1000, 0, 0, 0, 0, true, 1000, 0, 0, 'Ana Lima', 1
        from connections c, generate_series(1, 102) n where c.id = $1";
    sqlx::query(insert).bind(connection).execute(&mut sql).await.unwrap();
    let list = page(&viewer, "/admin/vendas?fulfilment=to_ship&sort=number").await;
    let offered = "href=\"/admin/vendas/imprimir?fulfilment=to%5Fship&amp;sort=number&amp;all=1\"";
    assert!(list.contains(offered) && !list.contains("/admin/vendas/exportar"), "{list}");
    let first = page(&viewer, "/admin/vendas/imprimir?fulfilment=to_ship&sort=number&all=1").await;
    assert_eq!(first.matches("class=\"parcel\"").count(), 100, "{first}");
    assert!(first.contains("O filtro encontra mais vendas"), "{first}");
    let mut links = first.split("href=\"").filter_map(|rest| rest.split('"').next());
    let next = links.find(|link| link.contains("cursor=")).unwrap().replace("&amp;", "&");
    sqlx::query("update orders set fulfilment_status = 'fulfilled' where number <= 100")
        .execute(&mut sql)
        .await
        .unwrap();
    let second = page(&viewer, &next).await;
    assert_eq!(second.matches("class=\"parcel\"").count(), 2, "{second}");
    assert!(second.contains("<h3>Venda 101") && second.contains("<h3>Venda 102"), "{second}");
    assert!(!second.contains("O filtro encontra mais vendas"), "{second}");
}
