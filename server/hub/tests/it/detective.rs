//! Where an order is: each of the closed list of answers, reached as it comes about.

use crate::{events::Wired, world::World};
use connector_kit::header::{HeaderMap, HeaderName, HeaderValue};
use domain::{
    CauseKind, EventState, FailReason, Role, SkipReason, UpstreamKind, VerdictCode,
    view::detective::{Clue, OrderVerdict, StepCause},
};
use hub::{
    detective,
    permit::{ManageConnections, RunSync, View},
    syncs::What,
    webhooks::{self, Delivery, Inbox, Receipt},
};
use sandbox::{Event, Fault, FaultRule, NewOrder, OrderChange, Platform};
use serde_json::json;
use testkit::{member, stranger};

const ALL: [Platform; 5] = [
    Platform::Woocommerce,
    Platform::Shopify,
    Platform::Mercadolivre,
    Platform::Magalu,
    Platform::TiktokShop,
];

async fn known(world: &World, text: &str) -> detective::Known {
    detective::look(&world.owner.cx::<View>(), text).await.unwrap().unwrap()
}

/// The only answer on what is known here.
async fn verdict(world: &World, text: &str) -> Option<OrderVerdict> {
    let clues = known(world, text).await.clues;
    assert!(clues.len() <= 1, "{text}: {clues:?}");
    clues.into_iter().next().map(|clue| clue.verdict)
}

async fn ask(world: &World, text: &str) -> Clue {
    let mut answers = detective::ask(&world.owner.cx::<RunSync>(), text).await.unwrap();
    assert_eq!(answers.len(), 1, "{answers:?}");
    answers.remove(0)
}

#[tokio::test]
async fn an_order_that_never_came_is_found_at_its_channel_and_brought() {
    for platform in ALL {
        let world = World::with(platform, 5).await;
        let id = world.shop.create(NewOrder::default()).unwrap();
        let key = world.shop.order_key(id);
        assert!(known(&world, &key).await.is_nothing(), "{platform:?}");
        let answer = ask(&world, &format!(" {key} ")).await;
        let OrderVerdict::Missing { number, placed_at: Some(_), total: Some(total) } = answer.verdict else {
            panic!("{platform:?}: {answer:?}");
        };
        assert!(total.amount.is_sign_positive());
        assert_eq!(answer.external_id, key);
        assert_eq!(ask(&world, &number).await.external_id, key, "by the number that people know");
        detective::bring(&world.owner.cx(), world.connection, &answer.external_id).await.unwrap();
        assert!(matches!(verdict(&world, &answer.external_id).await, Some(OrderVerdict::Waiting { .. })));
        world.work_until(async || verdict(&world, &number).await == Some(OrderVerdict::Imported)).await;
        let known = known(&world, &number).await;
        let [sale] = &known.sales.page.rows[..] else { panic!("{platform:?}: {:?}", known.sales) };
        let told = known.clues[0].sale.as_ref().unwrap();
        assert_eq!((told.id, told.number, &told.buyer_name), (sale.id, sale.number, &sale.buyer_name));
        assert_eq!((told.total, &told.external_number), (sale.total, &sale.external_number));
        assert_eq!(ask(&world, &number).await.verdict, OrderVerdict::Imported, "asked again");
    }
}

#[tokio::test]
async fn what_no_channel_has_is_said_to_be_absent() {
    for platform in ALL {
        let world = World::with(platform, 2).await;
        let answer = ask(&world, "987654321").await;
        assert_eq!((answer.verdict, answer.external_id.as_str()), (OrderVerdict::Absent, ""), "{platform:?}");
    }
}

#[tokio::test]
async fn a_channel_that_does_not_answer_says_so() {
    let world = World::with(Platform::Woocommerce, 2).await;
    world.shop.fault(FaultRule::always(Fault::RevokedKey));
    let OrderVerdict::Silent { problem } = ask(&world, "77").await.verdict else { panic!() };
    assert_eq!(problem, UpstreamKind::Auth);
    hub::integrations::disconnect(&world.owner.cx::<ManageConnections>(), world.connection).await.unwrap();
    assert!(detective::ask(&world.owner.cx(), "77").await.unwrap().is_empty(), "nobody is there to be asked");
    assert!(detective::bring(&world.owner.cx(), world.connection, "77").await.is_err());
}

#[tokio::test]
async fn what_was_left_out_or_refused_says_why() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let binned = world.shop.create(NewOrder { status: Some("trash".into()), ..NewOrder::default() }).unwrap();
    let key = binned.to_string();
    let missing = ask(&world, &key).await.verdict;
    assert!(matches!(missing, OrderVerdict::Missing { .. }), "{missing:?}");
    detective::bring(&world.owner.cx(), world.connection, &key).await.unwrap();
    let is_read = async || !matches!(verdict(&world, &key).await, Some(OrderVerdict::Waiting { .. }));
    world.work_until(is_read).await;
    let skipped = verdict(&world, &key).await;
    assert!(
        matches!(skipped, Some(OrderVerdict::Skipped { reason: SkipReason::Trashed, .. })),
        "{skipped:?}"
    );
    assert_eq!(
        Some(ask(&world, &key).await.verdict),
        skipped,
        "the channel has it, and it is known why not here"
    );
    let overlay = Some(json!({ "currency": null }));
    let broken = world.shop.create(NewOrder { overlay, ..NewOrder::default() }).unwrap();
    world.sync(What::Changes).await;
    let refused = verdict(&world, &broken.to_string()).await;
    assert!(
        matches!(refused, Some(OrderVerdict::Refused { reason: FailReason::MissingField, .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_message_that_was_not_believed_is_found_by_the_order_it_spoke_of() {
    let world = World::with(Platform::Woocommerce, 2).await;
    let view = world.view().await;
    let address = webhooks::address(&world.owner.cx::<View>(), &view).await.unwrap().unwrap();
    let headers = [
        ("x-wc-webhook-topic", "order.updated"),
        ("x-wc-webhook-signature", "bm90IHRoZWlycw=="),
        ("content-type", "application/json"),
    ];
    let headers =
        headers.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let delivery = Delivery {
        platform: "woocommerce".into(),
        token: address.state.unwrap().token,
        headers: HeaderMap::from_iter(headers),
        body: Some(br#"{"id":4711,"number":"4711"}"#.to_vec()),
        client_ip: None,
    };
    let receipt = Inbox::start(world.hub.clone()).accept(delivery).await;
    assert!(matches!(receipt, Receipt::Refused(_)), "{receipt:?}");
    let found = verdict(&world, "4711").await;
    let Some(OrderVerdict::NotBelieved { problem, .. }) = found else { panic!("{found:?}") };
    assert_eq!(problem, "bad_signature");
    assert_eq!(verdict(&world, "471").await, None, "a part of a number is another number");
}

#[tokio::test]
async fn sales_are_found_by_their_total_and_nobody_elses() {
    let world = World::with(Platform::Woocommerce, 5).await;
    world.sync(What::Changes).await;
    let sale = known(&world, &world.shop.recent(1)[0].id.to_string()).await.sales.page.rows.remove(0);
    let amount = sale.total.amount.to_string().replace('.', ",");
    let found = known(&world, &format!("R$ {amount}")).await;
    assert!(found.clues.is_empty(), "an amount names no order");
    assert!(found.sales.page.rows.iter().any(|row| row.id == sale.id), "{amount}");
    let other = stranger(&world.hub).await;
    for text in [amount.clone(), sale.external_number.clone()] {
        let found = detective::look(&other.cx::<View>(), &text).await.unwrap().unwrap();
        assert!(found.is_nothing(), "{text}: {found:?}");
    }
    assert!(detective::ask(&other.cx(), &sale.external_number).await.unwrap().is_empty());
    assert!(detective::bring(&other.cx(), world.connection, "1").await.is_err());
    let colleague = member(&world.hub, Role::Viewer).await;
    assert!(detective::look(&colleague.cx::<View>(), " # ").await.unwrap().is_none());
}

#[tokio::test]
async fn the_way_of_an_order_is_told_step_by_step() {
    let wired = Wired::up(Platform::Woocommerce).await;
    let (world, shop) = (&wired.world, &wired.world.shop);
    let id = shop.create(NewOrder::default()).unwrap();
    let event = wired.event(id);
    let set = |status: &str| OrderChange { status: Some(status.into()), ..OrderChange::default() };
    // Nothing that the shop shows.
    shop.change(id, set("checkout-draft")).unwrap();
    wired.send(&event).await;
    wired.send(&Event { body: [&event.body[..], b" "].concat(), ..event.clone() }).await;
    let told = async || wired.events().await.into_iter().find(|event| event.state == EventState::Waiting);
    world.work_until(async || told().await.is_some_and(|event| event.attempts == 1)).await;
    shop.change(id, set("processing")).unwrap();
    webhooks::replay(&world.owner.cx(), world.connection, told().await.unwrap().id).await.unwrap();
    world.work_until(async || told().await.is_none()).await;
    let key = id.to_string();
    let clue = known(world, &key).await.clues.remove(0);
    assert_eq!(clue.verdict, OrderVerdict::Imported);
    let codes: Vec<_> = clue.history.iter().map(|step| step.code).collect();
    let expected = [
        VerdictCode::Told,
        VerdictCode::NotBelieved,
        VerdictCode::NotShown,
        VerdictCode::AskedFor,
        VerdictCode::Imported,
    ];
    assert_eq!(codes, expected);
    let causes: Vec<_> = clue.history.iter().map(|step| &step.cause).collect();
    assert!(causes[..3].iter().all(|cause| matches!(cause, StepCause::Event(Some(_)))), "{causes:?}");
    assert_eq!(*causes[3], StepCause::Person(Some("Ana Exemplo".into())));
    assert!(matches!(causes[4], StepCause::Run(CauseKind::Webhook, Some(_))), "{causes:?}");
    assert!(clue.history.windows(2).all(|pair| pair[0].at <= pair[1].at));
    // The sale tells the same, but for what nobody vouches for.
    let sale = clue.sale.unwrap().id;
    let order = hub::orders::find(&world.owner.cx(), sale, &Default::default()).await.unwrap();
    let told: Vec<_> = order.history.iter().map(|step| step.code).collect();
    let expected: Vec<_> = expected.into_iter().filter(|code| *code != VerdictCode::NotBelieved).collect();
    assert_eq!(told, expected);
    // Read again with the whole shop: nothing is added where nothing has changed.
    world.sync(What::Everything).await;
    let order = hub::orders::find(&world.owner.cx(), sale, &Default::default()).await.unwrap();
    assert_eq!(order.history.len(), told.len());
    let other = stranger(&world.hub).await;
    let found = detective::look(&other.cx::<View>(), &key).await.unwrap().unwrap();
    assert!(found.is_nothing());
}

#[tokio::test]
async fn an_answer_of_the_channel_is_a_step_once() {
    let world = World::with(Platform::Woocommerce, 2).await;
    let id = world.shop.create(NewOrder::default()).unwrap().to_string();
    for _ in 0..2 {
        let clue = ask(&world, &id).await;
        let codes: Vec<_> = clue.history.iter().map(|step| step.code).collect();
        assert_eq!(codes, [VerdictCode::Missing], "{clue:?}");
        ask(&world, "987654321").await;
    }
    assert_eq!(world.count("order_verdicts").await, 1, "nothing is said of a number that nobody has");
    world.sync(What::Changes).await;
    world.sql("update order_verdicts set external_id = '987654321' where code = 'missing'").await;
    ask(&world, "987654321").await;
    assert_eq!(world.count("order_verdicts where code = 'absent'").await, 1, "it was heard of before");
}
