//! Lists: what people keep of them, what is done with several rows, and the way back from a change.

use crate::harness::{app, end_sessions, shop_with_a_failed_order};
use domain::Role;
use testkit::Actor;

const PRODUCTS: &str = "/admin/produtos";

/// A page without the marks that the framework leaves between its parts.
async fn page(browser: &Actor, path: &str) -> String {
    browser.get(path).await.body.replace("<!>", "").replace("&amp;", "&")
}

/// What stands behind the first `start` of a page, up to the next quote.
fn after(page: &str, start: &str) -> String {
    let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// The form of a toast that takes back what it tells: where it posts to, and its fields.
fn undo(page: &str) -> (String, Vec<(String, String)>) {
    let (before, rest) = page.split_once("toast-undo\">").unwrap_or_else(|| panic!("no way back: {page}"));
    let (_, action) = before.rsplit_once("action=\"").unwrap();
    let inputs = rest.split("</form>").next().unwrap().split("<input type=\"hidden\" name=\"").skip(1);
    let fields = inputs.map(|input| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name.to_owned(), rest.split('"').next().unwrap().to_owned())
    });
    (action.split('"').next().unwrap().to_owned(), fields.collect())
}

async fn press(browser: &Actor, (action, fields): &(String, Vec<(String, String)>)) {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(browser.submit(action, &fields).await.status, 303);
}

#[tokio::test]
async fn a_view_of_a_list_is_kept_opened_given_up_and_brought_back() {
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.member(Role::Viewer).await);
    for (area, path, query) in [
        ("products", PRODUCTS, "q=camisa"),
        ("customers", "/admin/clientes", "q=ana"),
        ("runs", "/admin/sincronizacoes", "situacao=running"),
    ] {
        let (here, elsewhere) = (format!("{path}?{query}"), format!("{path}?q=outra&situacao=waiting"));
        let shown = page(&viewer, &here).await;
        assert!(shown.contains(&format!("name=\"query\" value=\"{query}\"")), "{path}: {shown}");
        let fields = [("area", area), ("name", "Minha"), ("query", query), ("return_to", here.as_str())];
        let saved = viewer.submit("/ui/saved-views/save", &fields).await;
        assert_eq!(saved.outcome(), format!("303 {here}"));
        let shown = page(&viewer, &here).await;
        assert!(shown.contains("Visão “Minha” salva"), "{path}: {shown}");
        assert!(shown.contains("aria-current=\"page\">Minha</a>"), "{path}: {shown}");
        let shown = page(&viewer, &elsewhere).await;
        assert!(shown.contains(&format!("href=\"{here}\">Minha</a>")), "{path}: {shown}");
        assert!(!page(&owner, &here).await.contains("Minha</a>"), "{path}: it is the viewer's own");

        let id = after(&page(&viewer, &here).await, "name=\"id\" value=\"");
        let rename = [("id", id.as_str()), ("name", "Nossa"), ("return_to", here.as_str())];
        viewer.submit("/ui/saved-views/rename", &rename).await;
        let shown = page(&viewer, &here).await;
        assert!(shown.contains("agora se chama “Nossa”") && shown.contains(">Nossa</a>"), "{path}: {shown}");
        press(&viewer, &undo(&shown)).await;
        assert!(page(&viewer, &here).await.contains("aria-current=\"page\">Minha</a>"), "{path}");

        let other = [("area", area), ("name", "Minha"), ("query", "q=x"), ("return_to", here.as_str())];
        viewer.submit("/ui/saved-views/save", &other).await;
        let shown = page(&viewer, &here).await;
        assert!(shown.contains("Visão “Minha” substituída"), "{path}: {shown}");
        press(&viewer, &undo(&shown)).await;
        assert!(page(&viewer, &here).await.contains("aria-current=\"page\">Minha</a>"), "{path}");

        viewer.submit("/ui/saved-views/remove", &[("id", &id), ("return_to", &here)]).await;
        let shown = page(&viewer, &here).await;
        assert!(shown.contains("Visão removida") && !shown.contains("Minha</a>"), "{path}: {shown}");
        press(&viewer, &undo(&shown)).await;
        let shown = page(&viewer, &here).await;
        assert!(shown.contains("aria-current=\"page\">Minha</a>"), "{path}: {shown}");
    }
}

#[tokio::test]
async fn a_view_is_a_query_of_a_list_and_nothing_else() {
    let app = app().await;
    let viewer = app.member(Role::Viewer).await;
    let long = "a".repeat(2_001);
    for (area, query, status) in [
        ("nowhere", "q=a", 404_u16),
        ("", "q=a", 404),
        ("products", "/admin/empresa", 422),
        ("products", "//evil.example", 422),
        ("products", "q=a#b", 422),
        ("products", "q=\"><b>", 422),
        ("products", long.as_str(), 422),
    ] {
        let answer =
            viewer.call("/ui/saved-views/save", &[("area", area), ("name", "Minha"), ("query", query)]).await;
        assert_eq!(answer.status, status, "{area} {query}: {}", answer.body);
    }
    // A name that is refused is seen where it was typed.
    let here = format!("{PRODUCTS}?q=a");
    let fields =
        [("area", "products"), ("name", &long[..61]), ("query", "q=a"), ("return_to", here.as_str())];
    viewer.submit("/ui/saved-views/save", &fields).await;
    let shown = page(&viewer, &here).await;
    assert!(shown.contains("aria-invalid=\"true\"") && shown.contains(&long[..61]), "{shown}");
    assert!(!shown.contains("popovertarget=\"saved-views\""), "{shown}");
}

#[tokio::test]
async fn a_refused_product_says_what_may_be_written() {
    const NEW: &str = "/admin/produtos/novo";
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.member(Role::Viewer).await);
    let amount = "Escreva um valor como 1234,56, com no máximo 2 casas decimais.";
    for (field, typed, told) in [
        ("price", "doze", amount),
        ("cost", "0,005", amount),
        ("price", "-3", "Escreva um valor a partir de zero"),
        ("stock", "dez", "Escreva um número inteiro de peças"),
        ("stock", "99999999999", "Escreva um número de até um bilhão de peças"),
        ("compare_at", "doze", amount),
        ("weight", "0,25", "Escreva o peso em gramas inteiros"),
        ("weight", "0", "Escreva um peso de 1 g a 100.000 kg"),
        ("length", "12,25", "Escreva a medida em centímetros, como 12,5,"),
        ("height", "-1", "Escreva uma medida maior que zero"),
        ("images", "foto.jpg", "Escreva um endereço por linha"),
    ] {
        let fields = [("sku", "A-1"), ("name", "A"), (field, typed), ("return_to", NEW)];
        assert_eq!(owner.submit("/ui/products/save", &fields).await.outcome(), format!("303 {NEW}"));
        let shown = page(&owner, NEW).await;
        assert!(shown.contains(told), "{field} {typed}: {shown}");
    }
    // Nobody is asked to do what they may not.
    for (who, invites) in [(&owner, true), (&viewer, false)] {
        let shown = page(who, PRODUCTS).await;
        assert_eq!(shown.contains("Adicione um produto ou crie"), invites, "{shown}");
    }
}

#[tokio::test]
async fn picked_products_are_turned_off_and_on_again() {
    const ACTIVE: &str = "/ui/products/active";
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.member(Role::Viewer).await);
    for sku in ["A-1", "B-1"] {
        owner.submit("/ui/products/save", &[("sku", sku), ("name", sku), ("active", "on")]).await;
    }
    let picks = |shown: &str| shown.matches("form=\"bulk\" checked").count();
    let shown = page(&owner, PRODUCTS).await;
    assert_eq!(picks(&shown), 0, "{shown}");
    assert!(shown.contains(&format!("{PRODUCTS}?all=1")), "{shown}");
    let shown = page(&owner, &format!("{PRODUCTS}?all=1")).await;
    assert_eq!(picks(&shown), 2, "{shown}");
    assert!(!page(&viewer, PRODUCTS).await.contains("form=\"bulk\""));

    let [first, second] = [0, 1].map(|at| after(&shown, &format!("name=\"products[{at}]\" value=\"")));
    let fields = |active| {
        [
            ("products[0]", first.as_str()),
            ("products[1]", second.as_str()),
            ("active", active),
            ("return_to", PRODUCTS),
        ]
    };
    assert_eq!(owner.submit(ACTIVE, &fields("")).await.outcome(), format!("303 {PRODUCTS}"));
    let shown = page(&owner, PRODUCTS).await;
    // Once more in the filter.
    assert!(shown.contains("2 produtos desativados.") && shown.matches("Inativo").count() == 3, "{shown}");
    press(&owner, &undo(&shown)).await;
    let shown = page(&owner, PRODUCTS).await;
    assert!(shown.contains("2 produtos ativados.") && shown.matches("Inativo").count() == 1, "{shown}");
    owner.submit(ACTIVE, &fields("1")).await;
    let shown = page(&owner, PRODUCTS).await;
    assert!(
        shown.contains("Nada mudou: nenhum produto estava inativo.") && !shown.contains("toast-undo"),
        "{shown}"
    );
}

#[tokio::test]
async fn customers_are_put_in_order_filtered_and_taken_out_by_what_they_bought() {
    const CUSTOMERS: &str = "/admin/clientes";
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.member(Role::Viewer).await);
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    for statement in [
        "insert into customers (org_id, id, name, name_key)
         select org_id, gen_random_uuid(), n, lower(n) from connections, unnest(array['Ana Lima', 'Bia Reis']) n where id = $1",
        "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
             payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
             discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
             difference_minor, buyer_name, items, customer_id)
         select c.org_id, gen_random_uuid(), s.n, $1, s.n::text, s.n::text, s.n::text, 'open', 'paid', 'unfulfilled', 'processing',
             false, now(), now(), 'BRL', s.total, 0, 0, 0, 0, true, s.total, 0, 0, c.name, 1, c.id
         from (values (1, 'Ana Lima', 1000), (2, 'Ana Lima', 2000), (3, 'Bia Reis', 9000)) s (n, name, total)
         join customers c on c.name = s.name",
    ] {
        sqlx::query(statement).bind(connection).execute(&mut sql).await.unwrap();
    }
    let shown = page(&owner, &format!("{CUSTOMERS}?sort=%2Dspent")).await;
    assert!(shown.find("Bia Reis") < shown.find("Ana Lima"), "{shown}");
    for told in [
        "aria-sort=\"descending\"",
        "href=\"/admin/clientes?sort=%2Dpurchases\"",
        "href=\"/admin/clientes/exportar.csv?sort=%2Dspent\"",
        "Cliente desde",
        "2 ou mais",
        ">Todas<",
        "90,00",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert!(!shown.contains("ainda não contam na ordem"), "{shown}");
    assert!(shown.contains(">Limpar filtros</span>"), "there is nothing to clear: {shown}");
    let some = page(&viewer, &format!("{CUSTOMERS}?min=2")).await;
    assert!(some.contains("Ana Lima") && !some.contains("Bia Reis"), "{some}");
    assert!(some.contains(">Limpar filtros</a>") && !some.contains("exportar.csv"), "{some}");
    // From a customer the way leads back to the list that they were found in.
    let id = sqlx::query_scalar("select id::text from customers where name = 'Ana Lima'");
    let id: String = id.fetch_one(&mut sql).await.unwrap();
    assert!(some.contains(&format!("href=\"{CUSTOMERS}/{id}?min=2\"")), "{some}");
    let one = page(&viewer, &format!("{CUSTOMERS}/{id}?min=2")).await;
    assert!(one.contains("href=\"/admin/clientes?min=2\""), "{one}");
    let file = owner.get(&format!("{CUSTOMERS}/exportar.csv?sort=%2Dspent")).await.body;
    let lines: Vec<_> = file.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Cliente;E-mail;Telefone;CPF ou CNPJ;Cidade;Estado;Compras;"), "{file}");
    assert!(lines[1].starts_with("Bia Reis;;;;;;1;") && lines[1].ends_with(";90,00;BRL;"), "{file}");
    assert!(lines[2].starts_with("Ana Lima;;;;;;2;") && lines[2].ends_with(";30,00;BRL;"), "{file}");
    assert_eq!(
        (lines.len(), viewer.get(&format!("{CUSTOMERS}/exportar.csv")).await.status.as_u16()),
        (3, 403)
    );
}

#[tokio::test]
async fn picked_rows_alone_are_taken_out_as_a_file() {
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.member(Role::Viewer).await);
    for sku in ["A-1", "B-1"] {
        owner.submit("/ui/products/save", &[("sku", sku), ("name", sku), ("active", "on")]).await;
    }
    let shown = page(&owner, PRODUCTS).await;
    let press = "formaction=\"/admin/produtos/exportar.csv\" formmethod=\"get\"";
    assert!(shown.contains(press) && shown.contains("Exportar selecionados"), "{shown}");
    assert!(!page(&viewer, PRODUCTS).await.contains(press));
    let first = after(&shown, "name=\"products[0]\" value=\"");
    let file = format!("{PRODUCTS}/exportar.csv?return_to=%2Fadmin%2Fprodutos&products%5B0%5D={first}");
    let file = owner.get(&file).await.body;
    assert!(file.contains("A-1") && !file.contains("B-1"), "{file}");
    let odd = owner.get(&format!("{PRODUCTS}/exportar.csv?products%5B0%5D=x")).await.body;
    assert_eq!(odd.lines().count(), 1, "what cannot be read is no product: {odd}");

    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_owner").await;
    let insert = "with made as (insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
            payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
            discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
            difference_minor, buyer_name, items)
        select c.org_id, gen_random_uuid(), n, c.id, n::text, n::text, n::text, 'open', 'paid', 'unfulfilled', 'processing', false,
            now(), now(), 'BRL', 1000, 0, 0, 0, 0, true, 1000, 0, 0, 'Ana Lima', 1
        from connections c, generate_series(801, 803) n where c.id = $1 returning id, number)
        select id from made order by number";
    let sales: Vec<uuid::Uuid> =
        sqlx::query_scalar(insert).bind(connection).fetch_all(&mut sql).await.unwrap();
    let shown = page(&owner, "/admin/vendas?sort=number").await;
    assert!(shown.contains("formaction=\"/admin/vendas/exportar.xlsx\""), "{shown}");
    assert!(shown.contains("<input type=\"hidden\" name=\"sort\" value=\"number\">"), "{shown}");
    let picked = format!("/admin/vendas/exportar.csv?sort=number&venda={}&venda={}", sales[2], sales[0]);
    let file = owner.get(&picked).await.body;
    let numbers: Vec<_> = file.lines().skip(1).filter_map(|line| line.split(';').next()).collect();
    assert_eq!(numbers, ["801", "803"], "{file}");
    let told = "select data->>'filter' from audit_log where action = 'export.sales'";
    let told: String = sqlx::query_scalar(told).fetch_one(&mut sql).await.unwrap();
    assert_eq!(told, "sort: number · picked: 2");

    let called_off = "update orders set status = 'cancelled' where number = 803";
    sqlx::query(called_off).execute(&mut sql).await.unwrap();
    let file = owner.get(&picked).await.body;
    let waits: Vec<_> = file.lines().skip(1).map(|line| line.contains(";A enviar;")).collect();
    assert_eq!(waits, [true, false], "as the list shows it: {file}");
}

#[tokio::test]
async fn a_saved_product_is_taken_back_once() {
    let app = app().await;
    let owner = app.owner().await;
    let new = [
        ("sku", "A-1"),
        ("name", "Um"),
        ("price", "1.234,56"),
        ("description", "Duas\r\nlinhas"),
        ("brand", "Acme"),
        ("category", "Casa > Cozinha"),
        ("compare_at", "1.500,00"),
        ("weight", "1.250"),
        ("length", "12,5"),
        ("images", "https://a.com/1.jpg\r\nhttps://a.com/2.jpg"),
        ("active", "on"),
    ];
    let path = owner.submit("/ui/products/save", &new).await.location().to_owned();
    let id = path.trim_start_matches("/admin/produtos/");
    let other = [("id", id), ("sku", "A-1"), ("name", "Dois"), ("return_to", path.as_str())];
    owner.submit("/ui/products/save", &other).await;
    let shown = page(&owner, &path).await;
    assert!(shown.contains("value=\"Dois\""), "{shown}");
    let back = undo(&shown);
    press(&owner, &back).await;
    let shown = page(&owner, &path).await;
    assert!(shown.contains("Mudança do produto desfeita.") && !shown.contains("Produto salvo."), "{shown}");
    for told in [
        "value=\"Um\"",
        "value=\"1234,56\"",
        "Duas\r\nlinhas",
        "value=\"Acme\"",
        "value=\"1500,00\"",
        "value=\"1250\"",
        "value=\"12,5\"",
        "https://a.com/1.jpg\nhttps://a.com/2.jpg",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    // What was changed since then stays, and is what the form shows.
    let third = [("id", id), ("sku", "A-1"), ("name", "Três"), ("return_to", path.as_str())];
    owner.submit("/ui/products/save", &third).await;
    press(&owner, &back).await;
    let shown = page(&owner, &path).await;
    assert!(shown.contains("Nada foi desfeito") && shown.contains("value=\"Três\""), "{shown}");
    assert!(!shown.contains("Antes de salvar de novo"), "nobody saved: {shown}");
}

#[tokio::test]
async fn who_may_not_change_a_product_reads_what_is_not_known_of_it() {
    let app = app().await;
    let new = [("sku", "A-1"), ("name", "Um"), ("active", "on")];
    let path = app.owner().await.submit("/ui/products/save", &new).await.location().to_owned();
    let shown = page(&app.member(Role::Viewer).await, &path).await;
    let (_, images) = shown.split_once("<dt>Imagens</dt>").unwrap_or_else(|| panic!("{shown}"));
    assert!(images.split("</dd>").next().unwrap().contains("Não informado"), "{shown}");
}

#[tokio::test]
async fn what_was_to_be_taken_back_does_not_wait_for_its_person() {
    let app = app().await;
    let owner = app.owner().await;
    let new = [("sku", "A-1"), ("name", "Um"), ("active", "on")];
    let path = owner.submit("/ui/products/save", &new).await.location().to_owned();
    let id = path.trim_start_matches("/admin/produtos/");
    owner
        .submit("/ui/products/save", &[("id", id), ("sku", "A-1"), ("name", "Dois"), ("return_to", &path)])
        .await;
    let back = undo(&page(&owner, &path).await);
    end_sessions(&app).await;
    press(&owner, &back).await;
    assert!(page(&owner, "/entrar").await.contains("nada foi salvo"));
    assert!(!owner.cookie().unwrap().contains("orion-held"));
}

#[tokio::test]
async fn a_product_is_not_saved_over_a_newer_change() {
    let app = app().await;
    let owner = app.owner().await;
    let new = [("sku", "A-1"), ("name", "Um"), ("active", "on")];
    let path = owner.submit("/ui/products/save", &new).await.location().to_owned();
    let id = path.trim_start_matches("/admin/produtos/");
    let since = after(&page(&owner, &path).await, "name=\"since\" value=\"");
    let save = async |name: &str, since: &str| {
        let fields =
            [("id", id), ("sku", "A-1"), ("name", name), ("since", since), ("return_to", path.as_str())];
        owner.submit("/ui/products/save", &fields).await;
        page(&owner, &path).await
    };
    let told = "O produto mudou depois disso";
    assert!(!save("Dois", &since).await.contains(told));
    let shown = save("Três", &since).await;
    assert!(shown.contains(told) && shown.contains("value=\"Três\""), "{shown}");
    // Who saves again means it.
    let shown = save("Três", &after(&shown, "name=\"since\" value=\"")).await;
    assert!(!shown.contains(told) && shown.contains("value=\"Três\""), "{shown}");
}

#[tokio::test]
async fn roles_and_settings_of_alerts_are_taken_back() {
    let app = app().await;
    let owner = app.owner().await;
    let settings = "/admin/alertas/ajustes";
    let chosen =
        [("level", "none"), ("quiet_from", "22:00"), ("quiet_until", "06:30"), ("return_to", settings)];
    owner.submit("/ui/alerts/choose", &chosen).await;
    let shown = page(&owner, settings).await;
    assert!(shown.contains("value=\"22:00\""), "{shown}");
    press(&owner, &undo(&shown)).await;
    // The toast offers the way forth again.
    let shown = page(&owner, settings).await;
    let (_, content) = shown.split_once("<main").unwrap();
    assert!(!content.contains("value=\"22:00\""), "{content}");

    let kind = [("kind", "dead_letter"), ("told", ""), ("return_to", settings)];
    owner.submit("/ui/alerts/kind", &kind).await;
    let back = undo(&page(&owner, settings).await);
    assert!(back.1.contains(&("told".to_owned(), "on".to_owned())), "{back:?}");
    press(&owner, &back).await;
    let again = [("kind", "dead_letter"), ("told", "on"), ("return_to", settings)];
    owner.submit("/ui/alerts/kind", &again).await;
    let shown = page(&owner, settings).await;
    assert!(shown.contains("class=\"toast ") && !shown.contains("toast-undo"), "it was on: {shown}");

    let member = testkit::member(app.hub(), Role::Viewer).await.principal.member().user;
    let mut sql = app.database().connect_as("orion_system").await;
    let mut role = async || {
        let role = sqlx::query_scalar::<_, String>("select role from memberships where user_id = $1");
        role.bind(member.0).fetch_one(&mut sql).await.unwrap()
    };
    owner.submit("/ui/team/role", &[("user", &member.to_string()), ("role", "operator")]).await;
    assert_eq!(role().await, "operator");
    press(&owner, &undo(&page(&owner, "/admin/equipe").await)).await;
    assert_eq!(role().await, "viewer");
    owner.submit("/ui/team/role", &[("user", &member.to_string()), ("role", "owner")]).await;
    assert_eq!(role().await, "viewer", "that takes a proof");
}

#[tokio::test]
async fn an_owner_is_neither_chosen_from_a_list_nor_made_again_by_a_toast() {
    let app = app().await;
    let owner = app.owner().await;
    let viewer = testkit::member(app.hub(), Role::Viewer).await.principal.member().user;
    let second = testkit::member(app.hub(), Role::Owner).await.principal.member().user;
    for (path, is_offered) in [
        ("/admin/equipe".to_owned(), false),
        (format!("/admin/equipe/{viewer}"), false),
        (format!("/admin/equipe/{second}"), true),
    ] {
        let shown = page(&owner, &path).await;
        assert!(shown.contains("value=\"admin\""), "{path}: {shown}");
        assert_eq!(shown.contains("value=\"owner\""), is_offered, "{path}: {shown}");
    }
    owner.submit("/ui/team/role", &[("user", &second.to_string()), ("role", "admin")]).await;
    let shown = page(&owner, "/admin/equipe").await;
    assert!(shown.contains("class=\"toast ") && !shown.contains("toast-undo"), "{shown}");
}

#[tokio::test]
async fn a_pause_is_taken_back_where_it_stopped_something() {
    let app = app().await;
    let owner = app.owner().await;
    let settings = "/admin/alertas/ajustes";
    let shop = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let id = shop.to_string();
    for (status, stops) in [("connected", true), ("paused", false), ("needs_reauth", false)] {
        let set = sqlx::query("update connections set status = $2 where id = $1").bind(shop).bind(status);
        set.execute(&mut sql).await.unwrap();
        owner.submit("/ui/integrations/pause", &[("connection_id", &id), ("return_to", settings)]).await;
        let shown = page(&owner, settings).await;
        assert!(shown.contains("class=\"toast "), "{status}: {shown}");
        assert_eq!(shown.contains("toast-undo"), stops, "{status}: {shown}");
    }
}

/// Everything that is taken back here, in one line.
const SETTINGS: &str = "select concat_ws(' | ',
    (select concat_ws(' ', name, time_zone, currency, locale) from organisations),
    (select string_agg(concat_ws(' ', name, coalesce(locale, 'pt-BR')), ' ' order by id) from users),
    (select string_agg(role, ' ' order by user_id) from memberships),
    (select concat_ws(' ', name, settings ->> 'quiet_from', status) from connections),
    (select string_agg(active::text, ' ' order by sku) from products),
    (select string_agg(concat_ws(' ', name, query), ' ' order by name) from saved_views),
    (select string_agg(concat_ws(' ', level, quiet_from, quiet_until), ' ' order by user_id) from alert_preferences),
    (select string_agg(kind, ' ' order by kind) from alert_mutes),
    (select string_agg(kind, ' ' order by kind) from job_pauses),
    (select string_agg(concat_ws(' ', key, is_off::text, severity), ' ' order by key) from rule_choices),
    (select string_agg(concat_ws(' ', kind, days::text), ' ' order by kind) from retention_choices),
    (select string_agg(concat_ws(' ', step, choice), ' ' order by step) from first_steps))";

#[tokio::test]
async fn settings_are_taken_back() {
    let app = app().await;
    let owner = app.owner().await;
    let shop = shop_with_a_failed_order(&app, "connected", None).await.to_string();
    let mut sql = app.database().connect_as("orion_system").await;
    let mut settings = async || sqlx::query_scalar::<_, String>(SETTINGS).fetch_one(&mut sql).await.unwrap();
    let kept = [("payloads", "14"), ("events", "90"), ("story", "730"), ("verdicts", "400"), ("runs", "365")];
    let rule =
        [("rules[0][key]", "general.title_required"), ("rules[0][on]", ""), ("rules[0][severity]", "hint")];
    let quiet = [
        ("connection_id", shop.as_str()),
        ("name", "Loja Norte"),
        ("every_minutes", "60"),
        ("quiet_from", "22:00"),
        ("quiet_until", "06:30"),
    ];
    let company = [("name", "Outra"), ("time_zone", "America/Manaus"), ("currency", "USD"), ("locale", "en")];
    let pause = [("kind", "sync_orders")];
    let cases: [(&str, &[(&str, &str)]); 8] = [
        ("/ui/account/language", &[("locale", "es")]),
        ("/ui/queue/pause", &pause),
        ("/ui/integrations/settings", &quiet),
        ("/ui/company_save", &company),
        ("/ui/account/save", &[("name", "Zoé"), ("locale", "fr")]),
        ("/ui/validation/rules", &rule),
        ("/ui/storage/keep", &kept),
        ("/ui/first-hour/skip", &[]),
    ];
    // Who changes zone or currency has chosen them from then on, also where that is taken back.
    let chosen =
        [("name", "Loja Azul"), ("time_zone", "America/Belem"), ("currency", "BRL"), ("locale", "pt-BR")];
    owner.submit("/ui/company_save", &chosen).await;
    for (form, fields) in cases {
        let before = settings().await;
        assert_eq!(owner.submit(form, fields).await.status, 303, "{form}");
        let back = undo(&page(&owner, "/admin/conta").await);
        assert_ne!(settings().await, before, "{form}");
        press(&owner, &back).await;
        assert_eq!(settings().await, before, "{form}");
    }
    // What goes on is paused again.
    owner.submit("/ui/queue/pause", &pause).await;
    let before = settings().await;
    owner.submit("/ui/queue/resume", &pause).await;
    press(&owner, &undo(&page(&owner, "/admin/conta").await)).await;
    assert_eq!(settings().await, before);
    // What was so before is nothing to take back.
    let same = [("name", "Zoé"), ("locale", "fr")];
    owner.submit("/ui/account/save", &same).await;
    for (form, fields) in [("/ui/queue/pause", &pause[..]), ("/ui/account/save", &same)] {
        owner.submit(form, fields).await;
        let shown = page(&owner, "/admin/conta").await;
        assert!(shown.contains("class=\"toast ") && !shown.contains("toast-undo"), "{form}: {shown}");
    }
}

/// A form and its fields.
type Post<'a> = (&'a str, &'a [(&'a str, &'a str)]);

#[tokio::test]
async fn an_undo_writes_over_nothing_that_was_changed_since() {
    const HERE: &str = "/admin/conta";
    let app = app().await;
    // All join before the company is called otherwise.
    let (owner, other, viewer) = (app.owner().await, app.owner().await, app.member(Role::Viewer).await);
    let member = testkit::member(app.hub(), Role::Viewer).await.principal.member().user.to_string();
    let shop = shop_with_a_failed_order(&app, "connected", None).await.to_string();
    let new = [("sku", "A-1"), ("name", "Um"), ("active", "on")];
    let product = owner.submit("/ui/products/save", &new).await.location().to_owned();
    let product = product.trim_start_matches("/admin/produtos/");
    let view = |name, query| [("area", "products"), ("name", name), ("query", query)];
    owner.submit("/ui/saved-views/save", &view("Minha", "q=a")).await;
    let drain = [("kind", "drain_events")];
    other.submit("/ui/queue/pause", &drain).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let id: String =
        sqlx::query_scalar("select id::text from saved_views").fetch_one(&mut sql).await.unwrap();
    let mut settings = async || sqlx::query_scalar::<_, String>(SETTINGS).fetch_one(&mut sql).await.unwrap();

    let company = |name| [("name", name), ("time_zone", "UTC"), ("currency", "BRL"), ("locale", "pt-BR")];
    let [our_company, their_company] = ["Loja Norte", "Loja Sul"].map(company);
    let store = |name| [("connection_id", shop.as_str()), ("name", name), ("every_minutes", "60")];
    let [our_store, their_store] = ["Loja Norte", "Loja Sul"].map(store);
    let kept = |payloads| {
        [("payloads", payloads), ("events", "90"), ("story", "730"), ("verdicts", "400"), ("runs", "365")]
    };
    let [our_days, their_days] = ["14", "30"].map(kept);
    let person = |name| [("name", name), ("locale", "pt-BR")];
    let [our_name, their_name] = ["Zoé", "Zoé Lima"].map(person);
    let rule = |(on, severity)| {
        [("rules[0][key]", "general.title_required"), ("rules[0][on]", on), ("rules[0][severity]", severity)]
    };
    let [our_rule, their_rule] = [("", "hint"), ("on", "warning")].map(rule);
    let level = |level| [("level", level)];
    let [our_level, their_level] = ["none", "critical"].map(level);
    let role = |role| [("user", member.as_str()), ("role", role)];
    let [our_role, their_role] = ["operator", "admin"].map(role);
    let named = |name| [("id", id.as_str()), ("name", name)];
    let [our_view, their_view] = ["Nossa", "Outra"].map(named);
    let [our_query, their_query, their_new_view] = ["q=b", "q=c", "q=d"].map(|query| view("Outra", query));
    let active = |active| [("products[0]", product), ("active", active)];
    let [turned_off, turned_on] = ["", "1"].map(active);
    let steps = [("steps[0]", "region"), ("steps[1]", "channel"), ("steps[2]", "sync"), ("steps[3]", "team")];
    let (connection, user, id) = ([("connection_id", &*shop)], [("user", &*member)], [("id", &*id)]);
    let orders = [("kind", "sync_orders")];

    // What one does, and what follows it: by somebody else, or of what is a person's own from another tab.
    let cases: [(Post<'_>, Post<'_>, &Actor); 18] = [
        (("/ui/company_save", &our_company), ("/ui/company_save", &their_company), &other),
        (("/ui/integrations/settings", &our_store), ("/ui/integrations/settings", &their_store), &other),
        (("/ui/integrations/pause", &connection), ("/ui/integrations/resume", &connection), &other),
        (("/ui/storage/keep", &our_days), ("/ui/storage/keep", &their_days), &other),
        (("/ui/validation/rules", &our_rule), ("/ui/validation/rules", &their_rule), &other),
        (("/ui/queue/pause", &orders), ("/ui/queue/resume", &orders), &other),
        (("/ui/queue/resume", &drain), ("/ui/queue/pause", &drain), &other),
        (("/ui/first-hour/skip", &[]), ("/ui/first-hour/bring-back", &steps), &other),
        (
            ("/ui/alerts/kind", &[("kind", "dead_letter"), ("told", "")]),
            ("/ui/alerts/kind", &[("kind", "dead_letter"), ("told", "on")]),
            &other,
        ),
        (("/ui/products/active", &turned_off), ("/ui/products/active", &turned_on), &other),
        (("/ui/team/role", &our_role), ("/ui/team/role", &their_role), &other),
        (("/ui/team/role", &our_role), ("/ui/team/remove", &user), &other),
        (("/ui/account/save", &our_name), ("/ui/account/save", &their_name), &owner),
        (
            ("/ui/account/language", &[("locale", "es")]),
            ("/ui/account/language", &[("locale", "pt-BR")]),
            &owner,
        ),
        (("/ui/alerts/choose", &our_level), ("/ui/alerts/choose", &their_level), &owner),
        (("/ui/saved-views/rename", &our_view), ("/ui/saved-views/rename", &their_view), &owner),
        (("/ui/saved-views/save", &our_query), ("/ui/saved-views/save", &their_query), &owner),
        (("/ui/saved-views/remove", &id), ("/ui/saved-views/save", &their_new_view), &owner),
    ];
    for ((form, ours), (their_form, theirs), them) in cases {
        assert_eq!(owner.submit(form, ours).await.status, 303, "{form}");
        let back = undo(&page(&owner, HERE).await);
        let left = settings().await;
        them.submit(their_form, theirs).await;
        let newer = settings().await;
        assert_ne!(newer, left, "{form}, {their_form}");
        press(&owner, &back).await;
        assert_eq!(settings().await, newer, "{form}, {their_form}");
        let shown = page(&owner, HERE).await;
        assert!(shown.contains("Nada foi desfeito: houve outra mudança depois"), "{form}: {shown}");
    }

    let forged = [&our_company[..], &[("since", "zz")]].concat();
    assert_eq!(owner.call("/ui/company_save", &forged).await.status, 409);
    assert_eq!(viewer.call("/ui/company_save", &forged).await.status, 403, "nor does it help who may not");
}

#[tokio::test]
async fn what_was_skipped_meanwhile_is_not_brought_back() {
    let app = app().await;
    let owner = app.owner().await;
    owner.submit("/ui/first-hour/skip", &[("step", "team")]).await;
    owner.submit("/ui/first-hour/skip", &[]).await;
    let steps = [("steps[0]", "team"), ("steps[1]", "region")];
    assert_eq!(owner.submit("/ui/first-hour/bring-back", &steps).await.outcome(), "303 /admin");
    let mut sql = app.database().connect_as("orion_system").await;
    let left =
        sqlx::query_scalar::<_, String>("select concat_ws(' ', step, choice) from first_steps order by step");
    let left = left.fetch_all(&mut sql).await.unwrap();
    assert_eq!(left, ["channel hidden", "sync hidden", "team skipped"]);
    let unknown = owner.call("/ui/first-hour/bring-back", &[("steps[0]", "car")]).await;
    assert_eq!(unknown.status, 422, "{}", unknown.body);
}
