//! The page of analytics and its files.

use crate::harness::app;
use domain::Role;
use testkit::Actor;

const PAGE: &str = "/admin/analises";
const STORE: &str = "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id)
    select id, gen_random_uuid(), 'woocommerce', 'Loja Centro', 'key_pair', '{}', 'connected', '1' from organisations";
const SALE: &str = "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
        payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
        discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
        difference_minor, buyer_name, items)
    select org_id, gen_random_uuid(), 1, id, '1', '1', '1', 'open', 'paid', 'unfulfilled', 'processing', false,
        now() - interval '10 days', now(), 'BRL', 1000, 0, 0, 0, 0, true, 1000, 0, 0, 'Ana Lima', 1
    from connections";

#[tokio::test]
async fn analytics_are_asked_for_by_their_address_and_taken_out_as_files() {
    let app = app().await;
    let owner = app.owner().await;
    let nothing = owner.get(PAGE).await.body;
    assert!(nothing.contains("Conecte a primeira loja") && !nothing.contains("Receita paga"), "{nothing}");
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query(STORE).execute(&mut sql).await.unwrap();
    let page = owner.get(&format!("{PAGE}?from=2026-11-01&until=2026-11-30&zone=Asia%2FTokyo")).await;
    assert_eq!(page.status, 200);
    for told in ["01/11/2026 a 30/11/2026", "Asia/Tokyo", "value=\"2026-11-01\"", "Receita paga por estado"] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    let csv = owner.get(&format!("{PAGE}/exportar.csv?table=trend&from=2026-11-01&until=2026-11-02")).await;
    assert_eq!(csv.status, 200);
    let lines: Vec<_> = csv.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0],
        "Início;Vendas;Pagas;Canceladas;Receita paga;Ticket médio;Tarifas;Sem comissão informada;Frete, impostos e descontos do canal;Fica com você;Moeda"
    );
    assert_eq!(
        lines[1..],
        ["2026-11-01;0;0;0;0,00;;0,00;0;0,00;0,00;BRL", "2026-11-02;0;0;0;0,00;;0,00;0;0,00;0,00;BRL"]
    );
    let hours = owner.get(&format!("{PAGE}/exportar.csv?table=hours&from=2026-11-01&until=2026-11-02")).await;
    let lines: Vec<_> = hours.body.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Hora;Vendas;Pagas;"), "{}", hours.body);
    assert_eq!((lines.len(), lines[24]), (25, "23;0;0;0;0,00;;0,00;0;0,00;0,00;BRL"));
    assert!(hours.header("content-disposition").contains("horas-do-dia"));
    let book = owner.get(&format!("{PAGE}/exportar.xlsx")).await;
    assert_eq!(book.status, 200);
    let shared = owner.get(&format!("{PAGE}?from=&until=2026-11-02&zone=")).await;
    assert_eq!(shared.outcome(), format!("303 {PAGE}?until=2026-11-02"));
    // Whatever people type into addresses is a page.
    for odd in ["?from=x&until=y&zone=z&currency=1&rank=q", "?from=2999-12-31&until=1970-01-01"] {
        assert_eq!(owner.get(&format!("{PAGE}{odd}")).await.status, 200, "{odd}");
    }
    let turned = owner.get(&format!("{PAGE}?from=2026-11-10&until=2026-11-01")).await.body.replace("<!>", "");
    assert!(turned.contains("As datas estavam trocadas: aqui vão de 01/11/2026 a 10/11/2026."), "{turned}");
    let months = owner.get(&format!("{PAGE}?from=2022-01-01&until=2024-10-31")).await.body.replace("<!>", "");
    assert!(months.contains(">out/2024</text>") && months.contains("jan/2022: R$"), "{months}");
    assert!(!months.contains("até 31/10"), "the month is whole: {months}");
    let cut_off =
        owner.get(&format!("{PAGE}?from=2022-01-01&until=2024-10-15")).await.body.replace("<!>", "");
    assert!(cut_off.contains("até 15/10") && cut_off.contains("stroke-dasharray"), "{cut_off}");
    let day = owner.get(&format!("{PAGE}?from=2024-11-10&until=2024-11-10")).await.body.replace("<!>", "");
    assert!(day.contains("Receita paga por hora") && day.contains("23\u{a0}h: R$"), "{day}");
    let to_come =
        owner.get(&format!("{PAGE}?from=2999-11-10&until=2999-11-10")).await.body.replace("<!>", "");
    assert!(to_come.contains("Receita paga por hora") && !to_come.contains("\u{a0}h: R$"), "{to_come}");
    let yesterday = owner.get(&format!("{PAGE}?days=yesterday")).await.body.replace("<!>", "");
    assert!(yesterday.contains("aria-current=\"page\">Ontem"), "{yesterday}");
    let today = owner.get(&format!("{PAGE}?days=today")).await.body.replace("<!>", "");
    assert!(today.contains("aria-current=\"page\">Hoje"), "{today}");
    assert!(today.contains("Receita paga por hora"), "{today}");
    let cut = owner.get(&format!("{PAGE}?from=1990-01-01&until=2026-11-01")).await.body.replace("<!>", "");
    assert!(cut.contains("O período mais longo são cinco anos: aqui ele começa em 29/10/2021."), "{cut}");
}

#[tokio::test]
async fn a_view_is_kept_and_given_up_by_forms() {
    let app = app().await;
    let viewer = app.member(Role::Viewer).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query(STORE).execute(&mut sql).await.unwrap();
    // As the page itself writes what is set.
    let query = "?from=2026%2D11%2D01&until=2026%2D11%2D30";
    let here = format!("{PAGE}{query}");
    let fields =
        |name| vec![("area", "analytics"), ("name", name), ("query", query), ("return_to", here.as_str())];
    let saved = viewer.submit("/ui/saved-views/save", &fields("Novembro")).await;
    assert_eq!(saved.outcome(), format!("303 {here}"));
    let page = viewer.get(&here).await.body.replace("<!>", "");
    assert!(page.contains("Visão “Novembro” salva"), "{page}");
    assert!(
        page.contains("?from=2026%2D11%2D01&amp;until=2026%2D11%2D30\" aria-current=\"page\">Novembro</a>"),
        "{page}"
    );
    let refused = viewer.submit("/ui/saved-views/save", &fields("")).await;
    assert_eq!(refused.outcome(), format!("303 {here}"));
    assert!(viewer.get(&here).await.body.contains("aria-invalid=\"true\""));
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    let (id, _) = rest.split_once('"').unwrap();
    viewer.submit("/ui/saved-views/remove", &[("id", id), ("return_to", PAGE)]).await;
    let page = viewer.get(PAGE).await.body.replace("<!>", "");
    assert!(page.contains("Visão removida") && !page.contains(">Novembro</a>"), "{page}");
}

#[tokio::test]
async fn the_overview_is_of_the_days_in_its_address() {
    let app = app().await;
    let owner = app.owner().await;
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query(STORE).execute(&mut sql).await.unwrap();
    for (address, current) in [("/admin", "30 dias"), ("/admin?days=1", "Hoje"), ("/admin?days=x", "30 dias")]
    {
        let page = owner.get(address).await.body;
        assert!(page.contains(&format!("aria-current=\"page\">{current}")), "{address}: {page}");
        // What is taken out is what the chart shows.
        let table = if current == "Hoje" { "table=hours&amp;" } else { "table=trend&amp;" };
        assert!(page.contains(table), "{address}: {page}");
        assert!(page.contains("Nada espera por você") && page.contains("Estoque que acaba"), "{page}");
        assert!(
            page.contains("Nenhum produto no catálogo ainda.") && !page.contains("Neste ritmo"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn sales_in_another_currency_are_told_and_lead_to_analytics_in_it() {
    let app = app().await;
    let owner = app.owner().await;
    let mut sql = app.database().connect_as("orion_owner").await;
    let sale = SALE.replace("'BRL'", "'USD'");
    for statement in [STORE, sale.as_str()] {
        sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut sql).await.unwrap();
    }
    for (address, of_days) in [("/admin", true), (PAGE, false)] {
        let page = owner.get(address).await.body.replace("<!>", "");
        let (_, told) = page.split_once("1 venda em outra moeda: ").unwrap_or_else(|| panic!("{page}"));
        let (link, _) = told.split_once("</a>").unwrap();
        assert!(link.contains("US$\u{a0}10,00") && link.contains("currency=USD\">"), "{link}");
        assert!(link.starts_with("<a href=\"/admin/analises?"), "{link}");
        assert_eq!(link.contains("from="), of_days, "{link}");
    }
    let page = owner.get(&format!("{PAGE}?currency=USD")).await.body.replace("<!>", "");
    assert!(page.contains("US$\u{a0}10,00") && !page.contains("em outra moeda"), "{page}");
}

#[tokio::test]
async fn late_sales_and_stock_that_ends_wait_for_a_hand() {
    let app = app().await;
    let owner = app.owner().await;
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query(STORE).execute(&mut sql).await.unwrap();
    for sku in ["CAN-1", "CAN-2"] {
        let product = [("sku", sku), ("name", sku), ("stock", "3"), ("active", "on")];
        let saved = owner.submit("/ui/products/save", &product).await;
        assert!(saved.location().starts_with("/admin/produtos/0"), "{}", saved.outcome());
    }
    // One a day of each.
    let pace = "insert into product_days (org_id, day, currency, products, quantities, revenues_minor)
                select org_id, current_date - 2, 'BRL', array_agg(id), array_agg(280000::bigint), array_agg(1000::bigint)
                from products group by org_id";
    let mut sql = app.database().connect_as("orion_system").await;
    for statement in [SALE, pace] {
        sqlx::query(statement).execute(&mut sql).await.unwrap();
    }
    let page = owner.get("/admin").await.body.replace("<!>", "");
    let (_, attention) = page.split_once("id=\"atencao\"").unwrap();
    let (attention, below) = attention.split_once("</section>").unwrap();
    for told in
        ["1 venda espera envio há mais de 7 dias", "O estoque de 2 produtos acabou ou acaba em até 7 dias"]
    {
        assert!(attention.contains(told), "{told}: {attention}");
    }
    assert!(
        attention.contains("href=\"/admin/vendas?") && attention.contains("href=\"#estoque\""),
        "{attention}"
    );
    assert!(below.contains("id=\"estoque\""), "{below}");
    // A phone shows the figure by which they are ranked, with its word.
    let ranked = owner.get(&format!("{PAGE}?rank=quantity")).await.body.replace("<!>", "");
    let figure =
        "t-figure number\"><span class=\"only-wide\">28</span><span class=\"only-narrow\">28 un.</span>";
    assert!(ranked.contains(figure), "{ranked}");
    let counted = owner.call("/ui/syncs/progress", &[("part", "chip")]).await.body;
    assert!(counted.contains("1 item pede atenção"), "the stock is told on the page alone: {counted}");
}

#[tokio::test]
async fn lists_without_products_lead_to_the_codes_that_wait() {
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.viewer().await);
    let mut sql = app.database().connect_as("orion_owner").await;
    let line = "insert into order_lines (org_id, order_id, position, external_id, sku, sku_key, title, quantity, unit_price,
                    discount_minor, tax_minor, total_minor)
                select org_id, id, 1, '1', 'CAN-9', 'can-9', 'Caneca', 1, 10, 0, 0, 1000 from orders";
    sqlx::query(STORE).execute(&mut sql).await.unwrap();
    let mut sql = app.database().connect_as("orion_system").await;
    for statement in [SALE, line] {
        sqlx::query(statement).execute(&mut sql).await.unwrap();
    }
    let lists = async |who: &Actor| {
        let page = who.get("/admin").await.body.replace("<!>", "");
        let (_, lists) = page.split_once("Nenhum produto do catálogo foi vendido no período.").unwrap();
        lists.split_once("id=\"enviar\"").unwrap().0.to_owned()
    };
    let below = lists(&owner).await;
    let ways = below.matches("href=\"/admin/produtos/vincular\"").count();
    assert_eq!((ways, below.matches("1 código para vincular").count()), (2, 2), "one in each list: {below}");
    let below = lists(&viewer).await;
    assert!(!below.contains("href=\"/admin/produtos/vincular\""), "they may not: {below}");
}
