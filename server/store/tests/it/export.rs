use crate::world::{Sale, World};
use domain::{
    Currency, OrderId, PaymentStatus, ProductId,
    view::{
        catalog::{ProductFields, ProductSelection},
        orders::{OrderFilter, OrderSort},
        search::Search,
    },
};
use futures::TryStreamExt;
use hub::{
    export::{
        COLUMNS, PRODUCT_FIELDS, ProductWords, Words, orders_csv, orders_xlsx, products_csv, products_xlsx,
    },
    permit::Export,
};

fn words() -> Words {
    Words {
        headings: ["Coluna"; COLUMNS],
        order: |_, status| status.code(),
        payment: |_, status| status.code(),
        fulfilment: |_, status| status.code(),
        yes: "sim",
        no: "não",
    }
}

async fn csv(world: &World, filter: OrderFilter) -> String {
    let rows = orders_csv(world.cx::<Export>(), filter, OrderSort::default(), words()).await.unwrap();
    let chunks: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
    String::from_utf8(chunks.concat()).unwrap()
}

#[tokio::test]
async fn a_file_holds_the_selection_and_nothing_else() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 1300).await;
    let all = csv(&world, OrderFilter::default()).await;
    assert!(all.starts_with('\u{feff}'));
    let lines: Vec<&str> = all.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 1301);
    assert!(lines[1].starts_with("1300;#1300;WooCommerce;"), "{}", lines[1]);
    assert!(lines[1300].starts_with("1;#1;"), "{}", lines[1300]);
    assert!(lines.iter().all(|line| line.split(';').count() == COLUMNS));
    let pending =
        csv(&world, OrderFilter { payment: Some(PaymentStatus::Pending), ..OrderFilter::default() }).await;
    assert_eq!(pending.trim_end().split("\r\n").count(), 1 + 1300 / 40);
}

#[tokio::test]
async fn a_file_of_picked_sales_holds_these_and_no_other() {
    let mut world = World::new().await;
    let mut ids = Vec::new();
    for (number, placed_at) in
        [(1, "2026-11-20T12:00:00Z"), (2, "2026-11-20T13:00:00Z"), (3, "2026-11-20T14:00:00Z")]
    {
        ids.push(world.sale(Sale { number, placed_at, ..Sale::default() }).await);
    }
    let numbers = async |picked: &[OrderId]| -> Vec<String> {
        let filter = OrderFilter { picked: Some(picked.to_vec()), ..OrderFilter::default() };
        let file = csv(&world, filter).await;
        file.lines().skip(1).map(|line| line.split(';').next().unwrap().to_owned()).collect()
    };
    assert_eq!(numbers(&[ids[0], ids[2], OrderId::new()]).await, ["3", "1"]);
    assert!(numbers(&[]).await.is_empty(), "none of them, not all");
    let theirs = OrderFilter { picked: Some(ids.clone()), ..OrderFilter::default() };
    let rows =
        orders_csv(world.stranger.cx::<Export>(), theirs, OrderSort::default(), words()).await.unwrap();
    let chunks: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
    assert_eq!(String::from_utf8(chunks.concat()).unwrap().lines().count(), 1);
}

#[tokio::test]
async fn an_empty_selection_is_a_file_with_headings() {
    let world = World::new().await;
    let text = csv(&world, OrderFilter::default()).await;
    assert_eq!(text.trim_start_matches('\u{feff}').trim_end().split(';').count(), COLUMNS);
}

#[tokio::test]
async fn a_buyers_name_is_no_formula_and_breaks_no_line() {
    let mut world = World::new().await;
    world.sale(Sale { number: 1, buyer: "=HYPERLINK(\"http://evil\")", ..Sale::default() }).await;
    world
        .sale(Sale {
            number: 2,
            buyer: "Ana; \"Bia\"\nCia",
            placed_at: "2026-11-20T11:00:00Z",
            total_minor: 123_456,
            ..Sale::default()
        })
        .await;
    let text = csv(&world, OrderFilter::default()).await;
    assert!(text.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""), "{text}");
    assert!(text.contains("\"Ana; \"\"Bia\"\"\nCia\""), "{text}");
    // In the company's zone and the reader's way of writing.
    assert!(text.contains(";2026-11-20 08:00:00;") && text.contains(";1234,56;"), "{text}");
}

#[tokio::test]
async fn phones_and_tax_numbers_stand_in_a_file_as_pages_show_them() {
    let mut world = World::new().await;
    world.sale(Sale::default()).await;
    sqlx::query("update orders set buyer_phone = '+5511999990000', buyer_document = '01234567890'")
        .execute(&mut world.sql)
        .await
        .unwrap();
    let text = csv(&world, OrderFilter::default()).await;
    assert!(text.contains(";(11) 99999-0000;012.345.678-90;"), "{text}");
}

#[tokio::test]
async fn a_workbook_is_whole() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 700).await;
    let book = orders_xlsx(world.cx::<Export>(), OrderFilter::default(), OrderSort::default(), words())
        .await
        .unwrap();
    let chunks: Vec<Vec<u8>> = book.try_collect().await.unwrap();
    let bytes = chunks.concat();
    // A ZIP archive: its first entry and the directory at its end.
    assert!(bytes.starts_with(b"PK\x03\x04"));
    assert!(bytes[bytes.len() - 22..].starts_with(b"PK\x05\x06"));
    assert!(bytes.len() > 20_000, "{}", bytes.len());
}

#[tokio::test]
async fn another_companys_file_is_empty() {
    let mut world = World::new().await;
    world.sale(Sale::default()).await;
    let cx = world.stranger.cx::<Export>();
    let rows = orders_csv(cx, OrderFilter::default(), OrderSort::default(), words()).await.unwrap();
    let chunks: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
    assert_eq!(String::from_utf8(chunks.concat()).unwrap().lines().count(), 1);
}

fn product_words() -> ProductWords {
    ProductWords {
        headings: PRODUCT_FIELDS.map(|field| field.code().to_owned()),
        active: "Ativo",
        inactive: "Inativo",
    }
}

#[tokio::test]
async fn a_file_of_products_holds_what_the_list_finds_by_name_whatever_its_length() {
    let world = World::new().await;
    let cx = world.cx::<Export>();
    let mut tx = cx.begin().await.unwrap();
    for number in 0..1_201 {
        let fields = ProductFields {
            brand: Some("Acme".into()),
            weight_grams: Some(250),
            images: vec!["https://a.com/1.jpg".into()],
            ..ProductFields::new(
                format!("PR-{number}"),
                format!("Produto {:04}", 1_200 - number),
                Currency::BRL,
            )
        };
        store::catalog::insert(&mut tx, ProductId::new(), &fields).await.unwrap();
    }
    tx.commit().await.unwrap();
    let file = async |search: &str| {
        let rows = products_csv(world.cx::<Export>(), Search::parse(search).into(), product_words());
        let chunks: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
        String::from_utf8(chunks.concat()).unwrap()
    };
    let all = file("").await;
    let lines: Vec<&str> = all.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 1_202);
    assert!(lines[0].starts_with("\u{feff}sku;title;brand;"), "{}", lines[0]);
    assert!(lines[1].starts_with("PR-1200;Produto 0000;Acme;"), "{}", lines[1]);
    assert!(lines[1201].ends_with(";0,25;;;;https://a.com/1.jpg;Ativo"), "{}", lines[1201]);
    assert_eq!(file("PR-120").await.trim_end().split("\r\n").count(), 3, "PR-120, PR-1200 and the headings");
    // By code and by name at once, over several batches: each once, in the order of names.
    let by_code = file("PR-").await;
    assert_eq!(by_code.trim_end(), all.trim_end());
    let by_name = file("Produto").await;
    assert_eq!(by_name.trim_end(), all.trim_end());
    let some = file("produto 0").await;
    let some: Vec<&str> = some.trim_end().split("\r\n").collect();
    assert_eq!(some[..], lines[..=1_000], "Produto 0000 to 0999");
    assert_eq!(file("nada disso").await.trim_end().split("\r\n").count(), 1);
    let found =
        store::catalog::page(&mut cx.begin().await.unwrap(), &ProductSelection::default(), None).await;
    let picked = found.unwrap().rows[1..3].iter().map(|row| row.id).collect();
    let selection = ProductSelection { picked: Some(picked), ..ProductSelection::default() };
    let picked: Vec<Vec<u8>> =
        products_csv(world.cx::<Export>(), selection, product_words()).try_collect().await.unwrap();
    let picked = String::from_utf8(picked.concat()).unwrap();
    assert_eq!(picked.trim_end().split("\r\n").collect::<Vec<_>>(), [lines[0], lines[2], lines[3]]);
    let book =
        products_xlsx(world.cx::<Export>(), ProductSelection::default(), product_words()).await.unwrap();
    let book: Vec<Vec<u8>> = book.try_collect().await.unwrap();
    assert!(book.concat().starts_with(b"PK"));
    let rows = products_csv(world.stranger.cx::<Export>(), ProductSelection::default(), product_words());
    let theirs: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
    assert_eq!(String::from_utf8(theirs.concat()).unwrap().trim_end().split("\r\n").count(), 1);
}
