//! What goes over the wire when something is sent back, and answers that the simulator does not give.

use super::{AUTH, TiktokShop};
use crate::shops::loopback;
use connector_kit::{
    Advice, AppCredentials, CancelAsk, Conn, Connector, FiscalDocument, HeldTokens, InvoiceAsk, ShipAsk,
    ShippingView, Standing, TokenSet,
};
use domain::{CancelReason, LabelFormat, Obstacle, UpstreamKind};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

const ORDER: &str = "577400000000000001";

/// Requests as they came.
type Asked = Arc<Mutex<Vec<String>>>;

/// A platform that answers by the first line of what it is asked; `{base}` is its own address.
fn scripted(answer: impl Fn(&str) -> String + Send + 'static) -> (Conn, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap());
    let (asked, own) = (Asked::default(), base.clone());
    let noted = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut request, mut part) = (stream.unwrap(), Vec::new(), [0; 8192]);
            let whole = loop {
                let length = stream.read(&mut part).unwrap();
                request.extend_from_slice(&part[..length]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let announced = head.lines().find_map(|line| {
                    line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
                });
                if length == 0 || body.len() >= announced.unwrap_or_default() {
                    break text;
                }
            };
            let answer = answer(whole.lines().next().unwrap()).replace("{base}", &own);
            noted.lock().unwrap().push(whole);
            let head = format!("Connection: close\r\nContent-Length: {}\r\n\r\n", answer.len());
            stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}{answer}").as_bytes()).unwrap();
        }
    });
    let mut parts = loopback(&TiktokShop, AUTH);
    parts.base_url = Some(base.parse().unwrap());
    parts.app = Some(AppCredentials {
        client_id: "app_key".into(),
        client_secret: "app_secret".into(),
        service_id: None,
    });
    parts.config.extend([("shop_cipher".into(), "ROW_cipher".into()), ("region".into(), "BR".into())]);
    let tokens = TokenSet {
        access_token: "token_wire".into(),
        expires_at: None,
        refresh_token: None,
        consent_ends_at: None,
        scopes: None,
    };
    parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(TiktokShop), tokens)));
    (Conn::new(parts), asked)
}

fn good(data: &Value) -> String {
    json!({ "code": 0, "message": "Success", "data": data }).to_string()
}

fn order(patch: &Value) -> String {
    let mut order = json!({
        "id": ORDER, "status": "AWAITING_SHIPMENT", "shipping_type": "TIKTOK", "need_upload_invoice": "INVOICE_UPLOADED",
        "packages": [{ "id": "21" }], "line_items": [{ "id": "1", "package_id": "21", "package_status": "TO_FULFILL" }],
    });
    for (name, value) in patch.as_object().unwrap() {
        order[name] = value.clone();
    }
    good(&json!({ "orders": [order] }))
}

/// The path, the query's parameters without those of each call, and the body.
fn seen(request: &str) -> (&str, Vec<&str>, Value) {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let line = head.lines().next().unwrap().trim_end_matches(" HTTP/1.1");
    let (line, query) = line.split_once('?').unwrap_or((line, ""));
    let common = ["app_key=", "timestamp=", "sign="];
    let own = query.split('&').filter(|pair| !common.iter().any(|name| pair.starts_with(name)));
    (line, own.collect(), serde_json::from_str(body).unwrap_or_default())
}

fn ship_ask(parcel: &str) -> ShipAsk {
    ShipAsk {
        order: ORDER.into(),
        parcel: parcel.into(),
        lines: Vec::new(),
        carrier: None,
        tracking: None,
        link: None,
        handover: Some("DROP_OFF".into()),
        notify: false,
        key: Uuid::nil(),
    }
}

fn cancel_ask() -> CancelAsk {
    CancelAsk { order: ORDER.into(), reason: Some(CancelReason::OutOfStock), message: None, key: Uuid::nil() }
}

fn invoice_ask() -> InvoiceAsk {
    let file = include_bytes!("../../../../connector-kit/fixtures/nfe.xml").to_vec();
    InvoiceAsk {
        order: ORDER.into(),
        place: "21".into(),
        document: FiscalDocument::parse(file).unwrap(),
        key: Uuid::nil(),
    }
}

#[tokio::test]
async fn acts_are_signed_posts_to_the_shop() {
    let (conn, asked) = scripted(|line| match line {
        line if line.starts_with("GET /order/") => order(&json!({})),
        _ => good(&json!({ "cancel_id": "42" })),
    });
    TiktokShop.cancelling().unwrap().cancel(&conn, &cancel_ask()).await.unwrap();
    TiktokShop.shipping().unwrap().ship(&conn, &ship_ask("21")).await.unwrap();
    let own = ShipAsk {
        carrier: Some("66".into()),
        tracking: Some("AA1".into()),
        handover: None,
        ..ship_ask(ORDER)
    };
    TiktokShop.shipping().unwrap().ship(&conn, &own).await.unwrap();
    let asked = asked.lock().unwrap();
    let ids = format!("ids={ORDER}");
    assert_eq!(
        seen(&asked[0]),
        ("GET /order/202507/orders", vec![ids.as_str(), "shop_cipher=ROW_cipher"], Value::Null)
    );
    let cipher = || vec!["shop_cipher=ROW_cipher"];
    let body = json!({ "order_id": ORDER, "cancel_reason": "seller_cancel_reason_out_of_stock" });
    assert_eq!(seen(&asked[1]), ("POST /return_refund/202309/cancellations", cipher(), body));
    let body = json!({ "handover_method": "DROP_OFF" });
    assert_eq!(seen(&asked[2]), ("POST /fulfillment/202309/packages/21/ship", cipher(), body));
    let body = json!({ "tracking_number": "AA1", "shipping_provider_id": "66" });
    let path = format!("POST /fulfillment/202309/orders/{ORDER}/packages");
    assert_eq!(seen(&asked[3]), (path.as_str(), cipher(), body), "goods without a package");
    for request in asked.iter() {
        let head = request.to_ascii_lowercase();
        assert!(
            head.contains("x-tts-access-token: token_wire")
                && head.contains("content-type: application/json")
        );
        assert!(request.contains("&sign="), "{request}");
    }
}

#[tokio::test]
async fn the_labels_host_is_shown_no_token() {
    let (conn, asked) = scripted(|line| match line {
        line if line.contains("/shipping_documents?") => good(&json!({ "doc_url": "{base}file/1?sig=x" })),
        _ => "%PDF-1.4 label".to_owned(),
    });
    let labels = TiktokShop.labels().unwrap();
    let label = labels.fetch(&conn, ORDER, "21", LabelFormat::Pdf).await.unwrap();
    assert_eq!(label, b"%PDF-1.4 label");
    let asked = asked.lock().unwrap();
    let (line, query, _) = seen(&asked[0]);
    assert_eq!(line, "GET /fulfillment/202309/packages/21/shipping_documents");
    let own =
        ["document_type=SHIPPING_LABEL", "document_size=A6", "document_format=PDF", "shop_cipher=ROW_cipher"];
    assert_eq!(query, own);
    assert_eq!(seen(&asked[1]), ("GET /file/1", vec!["sig=x"], Value::Null));
    let second = asked[1].to_ascii_lowercase();
    assert!(
        !second.contains("token") && !second.contains("app_key") && !second.contains("cipher"),
        "{second}"
    );
}

#[tokio::test]
async fn of_several_packages_only_the_open_one_is_asked_for() {
    let (conn, asked) = scripted(|line| match line {
        line if line.starts_with("GET /order/") => order(&json!({
            "status": "PARTIALLY_SHIPPING", "packages": [{ "id": "21" }, { "id": "22" }],
            "line_items": [
                { "id": "1", "package_id": "21", "package_status": "FULFILLING", "tracking_number": "BR1", "shipping_provider_name": "J&T" },
                { "id": "2", "package_id": "22", "package_status": "TO_FULFILL" },
            ],
        })),
        _ => good(&json!({ "can_drop_off": true })),
    });
    let view = TiktokShop.shipping().unwrap().look(&conn, ORDER).await.unwrap();
    assert!(view.parcels[0].standing.is_done(), "{view:?}");
    assert!(
        matches!(&view.parcels[1].standing, Standing::Open(choices) if choices.handovers.len() == 1),
        "{view:?}"
    );
    assert_eq!(view.shipments.len(), 1);
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 2);
    assert_eq!(seen(&asked[1]).0, "GET /fulfillment/202309/packages/22/handover_time_slots");
}

#[tokio::test]
async fn a_package_whose_ways_are_refused_closes_alone_and_the_last_ones_are_not_asked_for() {
    let ids: Vec<u32> = (21..43).collect();
    let pieces: Vec<Value> =
        ids.iter().map(|id| json!({ "id": "1", "package_id": id, "package_status": "TO_FULFILL" })).collect();
    let (conn, asked) = scripted(move |line| match line {
        line if line.starts_with("GET /order/") => order(&json!({ "packages": [], "line_items": pieces })),
        line if line.contains("/packages/21/") => r#"{"code":11021009,"message":"No services"}"#.to_owned(),
        line if line.contains("/packages/22/") => r#"{"code":105005,"message":"Access denied"}"#.to_owned(),
        line if line.contains("/packages/23/") => good(&json!({ "can_drop_off": false })),
        _ => good(&json!({ "can_drop_off": true })),
    });
    let view = TiktokShop.shipping().unwrap().look(&conn, ORDER).await.unwrap();
    let (refused, rest) = view.parcels.split_at(3);
    let expected = [Obstacle::UnknownState, Obstacle::ByHand, Obstacle::TooEarly].map(Standing::Closed);
    assert!(refused.iter().map(|parcel| &parcel.standing).eq(&expected), "{refused:?}");
    let (open, beyond) = rest.split_at(17);
    assert!(open.iter().all(|parcel| matches!(parcel.standing, Standing::Open(_))), "{open:?}");
    let unknown = Standing::Closed(Obstacle::UnknownState);
    assert!(beyond.len() == 2 && beyond.iter().all(|parcel| parcel.standing == unknown), "{beyond:?}");
    assert_eq!(asked.lock().unwrap().len(), 1 + 20);
}

#[tokio::test]
async fn a_list_of_cancellations_that_does_not_end_is_not_taken_for_whole() {
    let page = std::sync::atomic::AtomicU32::new(0);
    let (conn, asked) = scripted(move |line| match line {
        line if line.starts_with("GET /order/") => order(&json!({})),
        _ => {
            let next = page.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_string();
            good(&json!({ "cancellations": [{ "order_id": "1" }], "next_page_token": next }))
        }
    });
    let error = TiktokShop.cancelling().unwrap().look(&conn, ORDER).await.unwrap_err();
    assert_eq!(error.advice, Advice::Retry, "{error:?}");
    assert!(asked.lock().unwrap().len() < 30);
}

#[tokio::test]
async fn somebody_elses_order_is_not_there() {
    let (conn, _) = scripted(|_| {
        r#"{"code":21008111,"message":"The order or package does not belong to the current seller."}"#.into()
    });
    let closed = Standing::Closed(Obstacle::NotFound);
    assert_eq!(TiktokShop.cancelling().unwrap().look(&conn, ORDER).await.unwrap(), closed);
    let view = TiktokShop.shipping().unwrap().look(&conn, ORDER).await.unwrap();
    assert_eq!(view, ShippingView::closed(Obstacle::NotFound));
}

#[tokio::test]
async fn an_answer_that_is_none_is_never_taken_for_success() {
    for odd in
        ["", "null", "[]", "7", "{}", "<!DOCTYPE html><p>Back soon", r#"{"code":null}"#, r#"{"data":{}}"#]
    {
        let (conn, _) = scripted(move |_| odd.to_owned());
        let ask = cancel_ask();
        let errors = [
            TiktokShop.cancelling().unwrap().look(&conn, ORDER).await.unwrap_err(),
            TiktokShop.cancelling().unwrap().cancel(&conn, &ask).await.unwrap_err(),
            TiktokShop.shipping().unwrap().look(&conn, ORDER).await.unwrap_err(),
            TiktokShop.shipping().unwrap().ship(&conn, &ship_ask("21")).await.unwrap_err(),
            TiktokShop.invoicing().unwrap().look(&conn, ORDER).await.unwrap_err(),
            TiktokShop.invoicing().unwrap().hand_over(&conn, &invoice_ask()).await.unwrap_err(),
            TiktokShop.labels().unwrap().look(&conn, ORDER).await.unwrap_err(),
            TiktokShop.labels().unwrap().fetch(&conn, ORDER, "21", LabelFormat::Zpl).await.unwrap_err(),
        ];
        assert!(errors.iter().all(|error| error.advice == Advice::Retry), "{odd}: {errors:?}");
    }
    // A whole envelope around data of another kind.
    for odd in ["null", "[]", "7", "\"x\"", "{\"orders\":7}", "{\"orders\":[null,7,{}]}"] {
        let (conn, _) = scripted(move |_| format!(r#"{{"code":0,"data":{odd}}}"#));
        let standing = TiktokShop.cancelling().unwrap().look(&conn, ORDER).await;
        assert!(!matches!(standing, Ok(Standing::Open(_) | Standing::Done)), "{odd}: {standing:?}");
        let is_told_as_gone = matches!(standing, Ok(Standing::Closed(Obstacle::NotFound)));
        assert_eq!(is_told_as_gone, odd.contains("orders"), "{odd}: {standing:?}");
        let label = TiktokShop.labels().unwrap().fetch(&conn, ORDER, "21", LabelFormat::Pdf).await;
        assert_eq!(label.unwrap_err().advice, Advice::Retry, "{odd}");
    }
}

#[tokio::test]
async fn an_order_of_another_shop_costs_the_others_nothing() {
    let refused = || json!({ "code": 21_008_111, "message": "no permission to the order" }).to_string();
    let (conn, asked) =
        scripted(move |line| if line.contains("5784") { refused() } else { order(&json!({})) });
    let ids = ["578400000000000001", ORDER, "578400000000000002"].map(str::to_owned);
    let found = TiktokShop.orders().unwrap().some(&conn, &ids).await.unwrap();
    let found: Vec<_> = found.iter().map(|order| order.external_id.as_str()).collect();
    assert_eq!((found, asked.lock().unwrap().len()), (vec![ORDER], 5), "all, one and two, one and one");
}

#[tokio::test]
async fn only_a_missing_scope_says_that_returns_are_withheld() {
    let (code, status) = (Arc::new(Mutex::new(36_009_033)), json!({ "status": "DELIVERED" }));
    let told = Arc::clone(&code);
    let (conn, asked) = scripted(move |line| {
        let refused = || json!({ "code": *told.lock().unwrap(), "message": "refused" }).to_string();
        if line.contains("/returns/search") { refused() } else { order(&status) }
    });
    let orders = TiktokShop.orders().unwrap();
    let error = orders.some(&conn, &[ORDER.to_owned()]).await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::Permission, "what was given back is not known");
    *code.lock().unwrap() = 105_005;
    for calls in [4, 5] {
        assert_eq!(orders.some(&conn, &[ORDER.to_owned()]).await.unwrap().len(), 1);
        assert_eq!(asked.lock().unwrap().len(), calls, "it is not asked for again");
    }
}
