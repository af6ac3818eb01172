use super::*;
use connector_kit::CheckOutcome;
use sandbox::ShopOptions;

#[tokio::test]
async fn a_check_says_whose_account_it_is() {
    let (running, conn) = started(3).await;
    let report = Mercadolivre.check(&conn).await;
    assert!(report.passed(), "{report:?}");
    let steps: Vec<_> = report.items.iter().map(|item| item.step).collect();
    assert_eq!(steps, ["reach", "platform", "credentials", "read_orders"]);
    let shop = report.shop.unwrap();
    let Credentials::App { account_id, .. } = running.shop.credentials() else { panic!("no account") };
    assert_eq!((&shop.account_id, shop.name.as_deref()), (account_id, Some("LOJA")));
    assert_eq!((shop.currency.as_deref(), shop.edition.as_deref()), (Some("BRL"), Some("MLB")));
}

#[tokio::test]
async fn a_check_names_the_problem() {
    let (running, conn) = started(3).await;
    for (fault, step, problem) in [
        (Fault::RevokedKey, "credentials", "wrong_key"),
        (Fault::HtmlPage { status: 403 }, "credentials", "no_read_permission"),
        (Fault::HtmlPage { status: 200 }, "platform", "hidden_by_proxy"),
        (Fault::TooManyRequests { retry_after: None }, "platform", "busy"),
        (Fault::ServerError, "platform", "server_error"),
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(fault.clone()));
        let report = Mercadolivre.check(&conn).await;
        let found = report.items.last().map(|item| item.step);
        assert_eq!(
            (found, report.failure().map(|(code, _)| code)),
            (Some(step), Some(problem)),
            "{fault:?} {report:?}"
        );
    }
    running.shop.clear_faults();
    let mut other = parts(&running);
    other.config.insert("user_id".into(), "1".into());
    let report = Mercadolivre.check(&Conn::new(other)).await;
    assert_eq!(report.failure().map(|(code, _)| code), Some("wrong_key"), "{report:?}");
}

#[tokio::test]
async fn without_the_permission_for_invoices_orders_come_without_documents() {
    let options =
        ShopOptions { customer_data: false, ..ShopOptions::new(Platform::Mercadolivre, "loja").orders(30) };
    let running = Running::start(options).await;
    let conn = Conn::new(parts(&running));
    let report = Mercadolivre.check(&conn).await;
    let last = report.items.last().map(|item| &item.outcome);
    assert!(matches!(last, Some(CheckOutcome::Warning("no_billing_data"))), "{report:?}");
    assert!(report.passed());
    for order in Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap().orders {
        assert!(made(order).buyer.document.is_none());
    }
}
