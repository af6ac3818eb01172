//! Events and their registration.

use super::{Platform, Running, TiktokShop, conn, consented, one, started};
use connector_kit::{
    About, AppCredentials, Connector, EventProblem, Inbound, InboundEvent, SenderKeys, WebhookAddress,
    header::{AUTHORIZATION, HeaderMap},
};
use sandbox::{Credentials, NewOrder};
use secrecy::SecretString;
use url::Url;

fn app(running: &Running) -> AppCredentials {
    let Credentials::App { client_id, client_secret, .. } = running.shop.credentials() else {
        panic!("no app");
    };
    AppCredentials {
        client_id: client_id.clone(),
        client_secret: client_secret.as_str().into(),
        service_id: None,
    }
}

fn read(
    app: &AppCredentials,
    account: Option<&str>,
    signature: &str,
    body: &[u8],
) -> Result<InboundEvent, EventProblem> {
    let headers = HeaderMap::from_iter([(AUTHORIZATION, signature.parse().unwrap())]);
    let inbound = Inbound { headers: &headers, body, now: chrono::Utc::now() };
    TiktokShop
        .webhooks()
        .unwrap()
        .read(&inbound, &SenderKeys { app: Some(app), account, ..SenderKeys::default() })
}

#[tokio::test]
async fn an_event_names_the_order_and_is_checked() {
    let (running, conn) = started(3).await;
    let account = consented(&running).await.accounts.remove(0).id;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.cancel(id).unwrap();
    let event = running.shop.order_event(id).unwrap();
    let (app, signature) = (app(&running), event.headers[0].1.as_str());
    let taken = read(&app, Some(&account), signature, &event.body).unwrap();
    assert_eq!(taken.about, About::Orders(vec![id.to_string()]));
    assert_eq!((taken.topic.as_str(), taken.account.as_ref()), ("ORDER_STATUS_CHANGE", Some(&account)));
    assert_eq!(taken, read(&app, None, signature, &event.body).unwrap(), "the same each time");
    assert_eq!(one(&conn, id).await.channel_status, "CANCELLED", "however the event spells it");

    let tampered = [&event.body[..event.body.len() - 1], b" }"].concat();
    assert_eq!(read(&app, None, signature, &tampered), Err(EventProblem::BadSignature));
    assert_eq!(read(&app, None, "", &event.body), Err(EventProblem::BadSignature));
    assert_eq!(read(&app, Some("7494"), signature, &event.body), Err(EventProblem::OtherAccount));
    let other = AppCredentials { client_id: "1".into(), ..app };
    assert_eq!(read(&other, None, signature, &event.body), Err(EventProblem::BadSignature));
}

#[tokio::test]
async fn an_address_is_registered_for_each_type_once_and_taken_away() {
    let running = Running::with(Platform::TiktokShop, 3).await;
    let conn = conn(&running).await;
    let webhooks = TiktokShop.webhooks().unwrap();
    assert_eq!(webhooks.address(), WebhookAddress::Connection);
    let registration = webhooks.registration().unwrap();
    let secret: SecretString = "unused".into();
    let address: Url = "https://orion.example/events/1".parse().unwrap();
    let ensure = async |address: &Url| registration.ensure(&conn, address, &secret).await;
    assert_eq!(ensure(&address).await.unwrap().made, 8);
    assert_eq!(ensure(&address).await.unwrap().made, 0, "all is well");
    let moved: Url = "https://orion.example/events/2".parse().unwrap();
    assert_eq!(ensure(&moved).await.unwrap().made, 8);
    let addresses = running.shop.subscriptions();
    assert!(addresses.len() == 8 && addresses.values().all(|known| known == moved.as_str()), "{addresses:?}");
    registration.remove(&conn, &address).await.unwrap();
    assert_eq!(running.shop.subscriptions().len(), 8, "those are of another address");
    registration.remove(&conn, &moved).await.unwrap();
    assert!(running.shop.subscriptions().is_empty());
    let local: Url = "http://127.0.0.1:3000/events/1".parse().unwrap();
    assert_eq!(ensure(&local).await.unwrap_err().kind, domain::UpstreamKind::Rejected);
}
