use super::*;
use connector_kit::{Message, ParcelLine, ShipLine};
use domain::{CancelReason, MoneyBack};
use uuid::Uuid;

const BEGUN: Progress<'static> = Progress { state: ActionState::Sending, attempts: 1, seen: &[] };
const SENT: Progress<'static> = Progress { state: ActionState::Sent, attempts: 1, seen: &[] };

fn cancel_ask() -> CancelAsk {
    let reason = Some(CancelReason::OutOfStock);
    CancelAsk { order: "1".into(), reason, message: Some("Sem estoque".into()), key: Uuid::max() }
}

fn choices() -> CancelChoices {
    CancelChoices {
        reasons: vec![CancelReason::OutOfStock],
        money: MoneyBack::Channel,
        message: Some(Message { max_length: 3, to_buyer: true }),
        hurts_reputation: false,
    }
}

#[test]
fn an_order_is_cancelled_once_and_for_a_reason_that_is_offered() {
    let decide = |progress: &Progress<'_>, standing| cancel(progress, cancel_ask(), standing);
    let Decision::Send(sent) = decide(&Progress::NEW, Standing::Open(choices())) else { panic!() };
    assert_eq!(sent.message.as_deref(), Some("Sem"), "cut to what the channel takes");
    assert_eq!(decide(&BEGUN, Standing::Done), Decision::Confirmed);
    assert_eq!(decide(&SENT, Standing::Open(choices())), Decision::Wait { taken: false }, "it shows later");
    assert_eq!(decide(&BEGUN, Standing::Underway), Decision::Wait { taken: true });
    assert_eq!(decide(&Progress::NEW, Standing::Underway), Decision::refused("underway"), "somebody else's");
    assert_eq!(decide(&Progress::NEW, Standing::Closed(Obstacle::Shipped)), Decision::refused("shipped"));
    let other = CancelChoices { reasons: vec![CancelReason::Fraud], ..choices() };
    assert_eq!(decide(&Progress::NEW, Standing::Open(other)), Decision::refused("reason_not_offered"));
    let none = CancelChoices { reasons: Vec::new(), ..choices() };
    let Decision::Send(sent) = decide(&Progress::NEW, Standing::Open(none.clone())) else { panic!() };
    assert_eq!(sent.reason, None, "where none is asked for, none is sent");
    let without = CancelAsk { reason: None, ..cancel_ask() };
    assert!(matches!(cancel(&Progress::NEW, without.clone(), Standing::Open(none)), Decision::Send(_)));
    assert_eq!(
        cancel(&Progress::NEW, without, Standing::Open(choices())),
        Decision::refused("reason_not_offered")
    );
}

fn ship_ask() -> ShipAsk {
    ShipAsk {
        order: "1".into(),
        parcel: "p".into(),
        lines: Vec::new(),
        carrier: Some("Correios".into()),
        tracking: Some("AA1BR".into()),
        link: None,
        handover: None,
        notify: true,
        key: Uuid::max(),
    }
}

fn open(choices: ShipChoices) -> ShippingView {
    let line = ParcelLine { key: "l".into(), title: "Camiseta".into(), sku: None, quantity: 2 };
    let parcel = Parcel { key: "p".into(), standing: Standing::Open(choices), lines: vec![line] };
    ShippingView { parcels: vec![parcel], shipments: Vec::new() }
}

fn free() -> ShipChoices {
    ShipChoices {
        by_lines: true,
        tracking: Wanted::Required,
        carrier: CarrierChoice::Named(Wanted::Optional),
        ..ShipChoices::default()
    }
}

fn shipment(key: &str, parcel: Option<&str>, tracking: Option<&str>) -> Shipment {
    let (parcel, tracking) = (parcel.map(str::to_owned), tracking.map(str::to_owned));
    Shipment { key: key.into(), parcel, carrier: None, tracking, link: None }
}

#[test]
fn a_shipment_that_shows_after_an_attempt_is_not_made_again() {
    let mut view = open(free());
    view.shipments = vec![shipment("old", None, Some("AA1BR"))];
    let seen = ["old".to_owned()];
    let begun = Progress { seen: &seen, ..BEGUN };
    assert!(matches!(ship(&begun, ship_ask(), &view), Decision::Send(_)), "that one was there before");
    for other in [
        shipment("other", None, Some("ZZ9")),
        shipment("without", None, None),
        shipment("elsewhere", Some("q"), Some("AA1BR")),
    ] {
        view.shipments.push(other);
        assert!(matches!(ship(&begun, ship_ask(), &view), Decision::Send(_)), "somebody else's");
    }
    view.shipments.push(shipment("new", None, Some("aa 1 br")));
    assert_eq!(ship(&begun, ship_ask(), &view), Decision::Confirmed, "however the channel writes it");
}

#[test]
fn a_shipment_without_a_number_is_known_by_its_parcel() {
    let ask = ShipAsk { tracking: None, ..ship_ask() };
    let free = ShipChoices { tracking: Wanted::Optional, ..free() };
    let mut view = open(free);
    view.shipments = vec![shipment("1", Some("q"), None), shipment("2", None, None)];
    assert!(matches!(ship(&BEGUN, ask.clone(), &view), Decision::Send(_)), "those are of other parcels");
    view.shipments.push(shipment("3", Some("p"), None));
    assert_eq!(ship(&BEGUN, ask, &view), Decision::Confirmed);
}

#[test]
fn a_parcel_that_is_gone_is_ours_only_if_it_was_begun() {
    let mut view = open(free());
    view.parcels[0].standing = Standing::Done;
    assert_eq!(ship(&BEGUN, ship_ask(), &view), Decision::Confirmed);
    assert_eq!(ship(&Progress::NEW, ship_ask(), &view), Decision::refused("shipped"));
    view.shipments = vec![shipment("by hand", Some("p"), Some("ZZ9"))];
    assert_eq!(ship(&BEGUN, ship_ask(), &view), Decision::refused("shipped"), "with another number");
    view.shipments.clear();
    view.parcels[0].standing = Standing::Open(free());
    assert_eq!(ship(&SENT, ship_ask(), &view), Decision::Wait { taken: false });
    view.parcels[0].key = "another".into();
    assert_eq!(ship(&Progress::NEW, ship_ask(), &view), Decision::refused("changed"));
    assert_eq!(ship(&BEGUN, ship_ask(), &view), Decision::Wait { taken: false }, "it may be ours by now");
    let closed = ShippingView::closed(Obstacle::Cancelled);
    for progress in [Progress::NEW, BEGUN] {
        assert_eq!(ship(&progress, ship_ask(), &closed), Decision::refused("cancelled"));
    }
}

#[test]
fn what_may_pass_is_waited_for_once_it_was_begun() {
    for obstacle in [Obstacle::OnHold, Obstacle::UnknownState, Obstacle::TooEarly, Obstacle::NotFound] {
        let closed = || Standing::Closed(obstacle);
        assert_eq!(cancel(&SENT, cancel_ask(), closed()), Decision::Wait { taken: false }, "{obstacle}");
        assert_eq!(cancel(&Progress::NEW, cancel_ask(), closed()), Decision::refused(obstacle.code()));
    }
}

#[test]
fn an_order_that_changed_since_it_was_asked_is_not_shipped_otherwise() {
    let of = |ask: ShipAsk, choices: ShipChoices| ship(&Progress::NEW, ask, &open(choices));
    let part = |quantity| ShipAsk { lines: vec![ShipLine { key: "l".into(), quantity }], ..ship_ask() };
    assert!(matches!(of(part(2), free()), Decision::Send(_)));
    assert_eq!(of(part(3), free()), Decision::refused("changed"));
    assert_eq!(of(part(1), ShipChoices { by_lines: false, ..free() }), Decision::refused("changed"));
    assert_eq!(of(ShipAsk { tracking: None, ..ship_ask() }, free()), Decision::refused("incomplete"));
    let carriers =
        |key: &str| CarrierChoice::OneOf(vec![Carrier { key: key.into(), name: "Correios".into() }]);
    let chosen = |key: &str| ShipChoices { carrier: carriers(key), ..free() };
    assert!(matches!(of(ship_ask(), chosen("Correios")), Decision::Send(_)));
    let Decision::Send(sent) = of(ship_ask(), chosen("7")) else { panic!() };
    assert_eq!(sent.carrier.as_deref(), Some("7"), "a name stands for its key");
    let unknown = ShipAsk { carrier: Some("Jadlog".into()), ..ship_ask() };
    assert_eq!(of(unknown, chosen("7")), Decision::refused("carrier_unknown"));
    let Decision::Send(sent) = of(ship_ask(), ShipChoices { tracking: Wanted::Never, ..free() }) else {
        panic!()
    };
    assert_eq!((sent.tracking, sent.notify), (None, false), "what the channel does not take is left out");
}

fn place(standing: Standing<()>, access_key: Option<&str>) -> InvoicePlace {
    InvoicePlace { key: String::new(), standing, access_key: access_key.map(str::to_owned), problem: None }
}

#[test]
fn a_document_of_somebody_else_is_not_taken_for_ours() {
    let decide = |progress: &Progress<'_>, place: InvoicePlace| invoice(progress, "ours", Some(&place));
    assert_eq!(decide(&Progress::NEW, place(Standing::Open(()), None)), Decision::Send(()));
    assert_eq!(decide(&BEGUN, place(Standing::Done, Some("ours"))), Decision::Confirmed);
    assert_eq!(decide(&BEGUN, place(Standing::Done, None)), Decision::Confirmed);
    assert_eq!(decide(&Progress::NEW, place(Standing::Done, None)), Decision::refused("other_document"));
    assert_eq!(decide(&BEGUN, place(Standing::Done, Some("theirs"))), Decision::refused("other_document"));
    assert_eq!(decide(&SENT, place(Standing::Underway, None)), Decision::Wait { taken: true });
    let refused = |key| InvoicePlace { problem: Some("CNPJ".into()), ..place(Standing::Open(()), key) };
    let expected = Decision::Refused { code: "document_refused", detail: "CNPJ".into() };
    assert_eq!(decide(&SENT, refused(Some("ours"))), expected);
    assert_eq!(decide(&SENT, refused(None)), expected);
    let waits = Decision::Wait { taken: false };
    assert_eq!(decide(&SENT, refused(Some("older"))), waits, "the list lags");
    let seen = ["CNPJ".to_owned()];
    assert_eq!(decide(&Progress { seen: &seen, ..SENT }, refused(None)), waits, "said of the one before");
    assert_eq!(invoice(&Progress::NEW, "ours", None), Decision::refused("changed"));
}
