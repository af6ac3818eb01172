use crate::harness::{app, shop_with_a_failed_order};
use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use std::time::Duration;
use store::live::{Note, notify};
use testkit::{TestDatabase, member, stranger};
use uuid::Uuid;

#[tokio::test]
async fn a_browser_hears_of_its_own_organisation_only() {
    let app = app().await;
    let (own, other) = (member(app.hub(), domain::Role::Viewer).await, stranger(app.hub()).await);
    let mut stream = app.browser(&own).open("/events").await;
    let (mine, foreign) = (Uuid::now_v7(), Uuid::now_v7());
    let mut heard = String::new();
    let kinds = ["sync_run", hub::live::SALES];
    let wanted = kinds.map(|kind| format!("event: {kind}\ndata: {mine}\n"));
    // The listener connects on its own time, so the notes are told until one arrives.
    while !wanted.iter().all(|told| heard.contains(told)) {
        for kind in kinds {
            tell(app.database(), other.org(), kind, foreign).await;
            tell(app.database(), own.org(), kind, mine).await;
        }
        if let Ok(Some(frame)) = tokio::time::timeout(Duration::from_millis(50), stream.frame()).await {
            heard += std::str::from_utf8(&frame.unwrap().into_data().unwrap()).unwrap();
        }
    }
    assert!(!heard.contains(&foreign.to_string()), "{heard}");
}

#[tokio::test]
async fn streams_end_when_the_process_is_to_end() {
    let stop = tokio_util::sync::CancellationToken::new();
    let ending = stop.clone();
    let app = crate::harness::app_with(move |config| config.stop = ending).await;
    let stream = app.viewer().await.open("/events").await;
    stop.cancel();
    let whole = tokio::time::timeout(Duration::from_secs(5), stream.collect()).await;
    assert!(whole.is_ok(), "the stream goes on");
    let answer = app.anonymous().get("/readyz").await;
    assert_eq!(answer.status, 503);
}

#[tokio::test]
async fn events_are_sent_as_they_come() {
    let app = app().await;
    let request = Request::get("/events").header("accept-encoding", "br, gzip").body(Body::empty()).unwrap();
    let headers = app.viewer().await.headers(request).await;
    assert_eq!(headers.get("content-type").unwrap(), "text/event-stream");
    assert!(!headers.contains_key("content-encoding"), "compression would hold events back");
    assert_eq!(headers.get("x-accel-buffering").unwrap(), "no");
}

async fn tell(database: &TestDatabase, org: domain::OrgId, kind: &str, id: Uuid) {
    notify(database.db(), &Note { org, kind: kind.to_owned(), id }).await.unwrap();
}

#[tokio::test]
async fn a_list_of_sales_says_what_came_since_it_was_opened_and_leads_to_it() {
    let app = app().await;
    let owner = app.owner().await;
    let shop = shop_with_a_failed_order(&app, "connected", None).await;
    let stranger = app.stranger().await;
    let list = owner.get("/admin/vendas?status=open").await.body;
    assert!(list.contains("part=news"), "{list}");
    let ask = |page: &'static str| [("part", "news"), ("id", "0:"), ("page", page)];
    let open = ask("/admin/vendas?status=open");
    let none = owner.call("/ui/syncs/progress", &open).await;
    assert_eq!(none.status, 200, "{}", none.body);
    assert!(none.body.contains("data-keep") && !none.body.contains("<a "), "{}", none.body);

    let mut sql = app.database().connect_as("orion_system").await;
    let sale = "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
                    payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
                    discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
                    difference_minor, buyer_name, items)
                select org_id, gen_random_uuid(), 1, id, '1', '1', '1', 'open', 'paid', 'unfulfilled', 'processing', false, now(),
                    now(), 'BRL', 1000, 0, 0, 0, 0, true, 1000, 0, 0, 'Ana Lima', 1
                from connections where id = $1";
    sqlx::query(sale).bind(shop).execute(&mut sql).await.unwrap();
    let taken = "update organisations set next_sale_number = $2 where id = (select org_id from connections where id = $1)";
    sqlx::query(taken).bind(shop).bind(2_i64).execute(&mut sql).await.unwrap();
    let one = owner.call("/ui/syncs/progress", &open).await.body;
    assert!(
        one.contains("1 venda nova: mostrar") && one.contains("/admin/vendas?status=open&amp;news=0"),
        "{one}"
    );
    assert!(one.contains("<span hidden>") && one.contains("data-keep"), "{one}");
    // What went elsewhere is no news any more, and the context is back.
    for (status, came) in [("cancelled", false), ("open", true)] {
        let set = sqlx::query("update orders set status = $2 where connection_id = $1");
        set.bind(shop).bind(status).execute(&mut sql).await.unwrap();
        let told = owner.call("/ui/syncs/progress", &open).await.body;
        assert_eq!((told.contains("<a "), told.contains("<span hidden>")), (came, came), "{status}: {told}");
        assert!(told.contains("data-keep"), "{status}: {told}");
    }
    let other = owner.call("/ui/syncs/progress", &ask("/admin/vendas?status=cancelled")).await.body;
    assert!(!other.contains("venda"), "{other}");
    let theirs = stranger.call("/ui/syncs/progress", &open).await.body;
    assert!(!theirs.contains("venda"), "{theirs}");
    for odd in ["x", "0", "0:x"] {
        assert_eq!(owner.call("/ui/syncs/progress", &[("part", "news"), ("id", odd)]).await.status, 404);
    }

    let shown = owner.get("/admin/vendas?status=open&news=0").await.body;
    assert_eq!(shown.matches(">nova<").count(), 1, "{shown}");
    let mut links = shown.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(links.all(|link| !link.contains("news=")), "a link keeps the mark: {shown}");
    assert!(!owner.get("/admin/vendas?status=open").await.body.contains(">nova<"));
    let sorted = owner.get("/admin/vendas?sort=total").await.body;
    assert!(!sorted.contains("part=news"), "what is new is not on top there: {sorted}");

    sqlx::query(taken).bind(shop).bind(20_000_i64).execute(&mut sql).await.unwrap();
    let many = owner.call("/ui/syncs/progress", &open).await.body;
    assert!(many.contains("Muitas vendas chegaram: atualizar a lista"), "{many}");
}

#[tokio::test]
async fn pages_that_were_empty_say_what_came_since() {
    let app = app().await;
    let owner = app.owner().await;
    for path in ["/admin", "/admin/vendas"] {
        let page = owner.get(path).await.body;
        assert!(page.contains("part=news"), "{path}: {page}");
    }
    let shop = shop_with_a_failed_order(&app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let taken = "update organisations set next_sale_number = $2 where id = (select org_id from connections where id = $1)";
    sqlx::query(taken).bind(shop).bind(20_000_i64).execute(&mut sql).await.unwrap();
    for path in ["/admin", "/admin/vendas"] {
        let ask = [("part", "news"), ("id", "0:"), ("page", path)];
        let told = owner.call("/ui/syncs/progress", &ask).await.body;
        assert!(
            told.contains("Muitas vendas chegaram") && told.contains("/admin/vendas?news=0"),
            "{path}: {told}"
        );
    }
}

#[tokio::test]
async fn the_overview_is_drawn_again_for_its_days() {
    let app = app().await;
    let owner = app.owner().await;
    shop_with_a_failed_order(&app, "connected", None).await;
    let page = owner.get("/admin?days=7").await.body;
    assert!(page.contains("part=overview"));
    // As many things as the top bar counts.
    let (_, waiting) = page.split_once("id=\"atencao\"").unwrap();
    let (waiting, _) = waiting.split_once("</section>").unwrap();
    let counted = owner.call("/ui/syncs/progress", &[("part", "chip")]).await.body;
    assert_eq!(waiting.matches("class=\"banner ").count(), 1, "{waiting}");
    assert!(counted.contains("1 item pede atenção"), "{counted}");
    let ask = [("part", "overview"), ("page", "/admin?days=7")];
    let drawn = owner.call("/ui/syncs/progress", &ask).await;
    assert_eq!(drawn.status, 200, "{}", drawn.body);
    assert!(drawn.body.contains("pendentes") && !drawn.body.contains("<h1"), "{}", drawn.body);
}
