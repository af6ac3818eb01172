//! What is sent back to channels, from the press to what the channel shows.

use crate::world::World;
use chrono::TimeDelta;
use domain::{
    ActionId, ActionKind, ActionState, CancelReason, Fault, FieldProblem, OrderId, PlanVerdict,
    view::actions::{ActionTold, ActionView},
};
use hub::{
    HubError,
    actions::{self, CancelForm, InvoiceForm, PlanForm, PlanRow, ShipForm, Standing},
    integrations,
    permit::{FulfilOrders, ManageConnections, View},
    queue::{self, JobFilter},
    syncs::What,
};
use sandbox::{Fault as ShopFault, FaultRule, NewLine, NewOrder, Platform};
use std::time::Duration;
use uuid::Uuid;

const NFE: &str = include_str!("../../../connector-kit/fixtures/nfe.xml");

/// A connected store with a paid order of two pieces, and its sale.
struct Asked {
    world: World,
    /// The simulator's id.
    id: u64,
    order: OrderId,
}

impl Asked {
    async fn at(platform: Platform) -> Self {
        let world = World::with(platform, 3).await;
        let id = add(&world);
        // Some platforms are read in short windows: the years before would take a minute.
        let now = chrono::Utc::now();
        let lately = What::Placed { from: now - TimeDelta::days(1), until: now + TimeDelta::minutes(1) };
        world.sync(lately).await;
        let order = sale(&world, id).await;
        Self { world, id, order }
    }

    fn cx(&self) -> hub::auth::OrgCx<FulfilOrders> {
        self.world.owner.cx()
    }

    async fn actions(&self) -> Vec<ActionView> {
        actions::of_order(&self.world.owner.cx::<View>(), self.order).await.unwrap()
    }

    /// Works until the newest action is over.
    async fn done(&self) -> ActionView {
        self.world.work_until(async || self.actions().await[0].state.is_over()).await;
        self.actions().await.remove(0)
    }

    /// Works until the newest action waits for a reason.
    async fn waits(&self) -> ActionView {
        self.world
            .work_until(async || {
                self.actions().await[0].problem.is_some() || self.actions().await[0].state.is_over()
            })
            .await;
        self.actions().await.remove(0)
    }

    async fn cancel(&self) -> Result<ActionId, HubError> {
        actions::cancel(&self.cx(), self.order, &cancelling(&self.world)).await
    }

    /// The form of the first parcel that can be shipped, filled.
    async fn ship_form(&self) -> ShipForm {
        let options = actions::options(&self.cx(), self.order).await.unwrap();
        let view = options.shipping.unwrap().unwrap();
        let parcel = view.parcels.iter().find(|parcel| matches!(parcel.standing, Standing::Open(_)));
        ShipForm {
            press: Uuid::now_v7(),
            parcel: parcel.unwrap().key.clone(),
            carrier: "Correios".into(),
            tracking: "AA123456789BR".into(),
            ..ShipForm::default()
        }
    }

    fn tracking(&self) -> Vec<String> {
        let order = self.world.shop.order(self.id).unwrap();
        order.shipments.into_iter().map(|shipment| shipment.tracking).collect()
    }

    async fn counts(&self, what: &str) -> i64 {
        self.world.count(&format!("orders where id = '{}' and {what}", self.order)).await
    }
}

fn add(world: &World) -> u64 {
    let line = NewLine { sku: Some("CAM-M".into()), name: "Camiseta".into(), quantity: 2, price: 5_000 };
    let new = NewOrder { own_delivery: true, lines: vec![line], ..NewOrder::default() };
    world.shop.create(new).unwrap()
}

async fn sale(world: &World, id: u64) -> OrderId {
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let found = sqlx::query_scalar("select id from orders where external_id = $1");
    OrderId(found.bind(world.shop.order_key(id)).fetch_one(&pool).await.unwrap())
}

fn cancelling(world: &World) -> CancelForm {
    let reason = (world.shop.platform() != Platform::Woocommerce).then_some(CancelReason::OutOfStock);
    CancelForm { press: Uuid::now_v7(), reason, message: String::new() }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

/// The fields that have to be filled.
fn lacking<T: std::fmt::Debug>(result: Result<T, HubError>) -> Vec<String> {
    match result {
        Err(HubError::Fault(Fault::Invalid { fields })) => {
            assert!(fields.iter().all(|field| field.problem == FieldProblem::Required), "{fields:?}");
            fields.into_iter().map(|field| field.field).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_cancelled_here_is_cancelled_there_and_the_sale_says_so() {
    for platform in [Platform::Woocommerce, Platform::Shopify, Platform::TiktokShop] {
        let asked = Asked::at(platform).await;
        asked.cancel().await.unwrap();
        let action = asked.done().await;
        assert_eq!(action.state, ActionState::Confirmed, "{platform:?}: {action:?}");
        assert!(asked.world.shop.order(asked.id).unwrap().cancelled.is_some());
        assert_eq!(asked.counts("status = 'cancelled'").await, 1, "{platform:?}");
        let story = format!("domain_events where subject_id = '{}' and kind = 'order.action'", asked.order);
        assert_eq!(asked.world.count(&story).await, 2, "asked and confirmed");
    }
}

#[tokio::test]
async fn pressed_twice_it_happens_once() {
    let asked = Asked::at(Platform::Woocommerce).await;
    let form = cancelling(&asked.world);
    let first = actions::cancel(&asked.cx(), asked.order, &form).await.unwrap();
    assert_eq!(actions::cancel(&asked.cx(), asked.order, &form).await.unwrap(), first);
    let other = CancelForm { press: Uuid::now_v7(), ..form.clone() };
    assert_eq!(conflict(actions::cancel(&asked.cx(), asked.order, &other).await), "action_open");
    for _ in 0..3 {
        actions::look_again(&asked.cx(), first).await.unwrap();
    }
    assert_eq!(asked.world.count("jobs where kind = 'send_action'").await, 1, "one job does it");
    asked.done().await;
    assert_eq!(actions::cancel(&asked.cx(), asked.order, &form).await.unwrap(), first, "replayed");
    let changed = CancelForm { reason: Some(CancelReason::Other), ..form.clone() };
    let refused = actions::cancel(&asked.cx(), asked.order, &changed).await;
    assert_eq!(conflict(refused), "form_used", "the same form says something else");
    assert_eq!(asked.actions().await.len(), 1);
}

#[tokio::test]
async fn a_shipment_is_told_with_its_tracking_number() {
    for platform in [Platform::Shopify, Platform::Woocommerce, Platform::Magalu, Platform::Mercadolivre] {
        let asked = Asked::at(platform).await;
        asked.world.shop.make_ready_to_ship(asked.id).unwrap();
        let form = asked.ship_form().await;
        actions::ship(&asked.cx(), asked.order, &form).await.unwrap();
        let action = asked.done().await;
        assert_eq!(action.state, ActionState::Confirmed, "{platform:?}: {action:?}");
        assert_eq!(asked.tracking(), ["AA123456789BR"], "{platform:?}");
        assert_eq!(asked.counts("fulfilment_status = 'fulfilled'").await, 1, "{platform:?}");
    }
}

#[tokio::test]
async fn a_shipment_whose_answer_is_lost_is_not_told_twice() {
    for (platform, write) in
        [(Platform::Magalu, "/shippings"), (Platform::Mercadolivre, "/seller_notifications")]
    {
        let asked = Asked::at(platform).await;
        asked.world.shop.make_ready_to_ship(asked.id).unwrap();
        let form = asked.ship_form().await;
        let cut = FaultRule { path: Some(write.into()), ..FaultRule::times(ShopFault::CutBody, 1) };
        asked.world.shop.fault(cut);
        let id = actions::ship(&asked.cx(), asked.order, &form).await.unwrap();
        let action = asked.waits().await;
        assert_eq!(action.state, ActionState::Sending, "{platform:?}: {action:?}");
        assert_eq!(asked.tracking().len(), 1, "it arrived");
        actions::look_again(&asked.cx(), id).await.unwrap();
        let action = asked.done().await;
        assert_eq!(action.state, ActionState::Confirmed, "{platform:?}: {action:?}");
        assert_eq!(asked.tracking().len(), 1, "{platform:?}");
    }
}

#[tokio::test]
async fn an_order_that_was_cancelled_since_is_not_shipped() {
    let asked = Asked::at(Platform::Shopify).await;
    let form = asked.ship_form().await;
    asked.world.shop.cancel(asked.id).unwrap();
    actions::ship(&asked.cx(), asked.order, &form).await.unwrap();
    let action = asked.done().await;
    assert_eq!(action.state, ActionState::Refused);
    assert_eq!(action.problem.unwrap().0, "cancelled");
    assert!(asked.tracking().is_empty());
    assert_eq!(asked.counts("status = 'cancelled'").await, 1, "the refusal brought the news");
}

#[tokio::test]
async fn a_part_of_the_goods_goes_first() {
    let asked = Asked::at(Platform::Shopify).await;
    let options = actions::options(&asked.cx(), asked.order).await.unwrap();
    let parcel = options.shipping.unwrap().unwrap().parcels.remove(0);
    let part = ShipForm { lines: vec![(parcel.lines[0].key.clone(), 1)], ..asked.ship_form().await };
    actions::ship(&asked.cx(), asked.order, &part).await.unwrap();
    assert_eq!(asked.done().await.state, ActionState::Confirmed);
    assert_eq!(asked.counts("fulfilment_status = 'partial'").await, 1);
    let rest = ShipForm { tracking: "BB2".into(), ..asked.ship_form().await };
    actions::ship(&asked.cx(), asked.order, &rest).await.unwrap();
    assert_eq!(asked.done().await.state, ActionState::Confirmed);
    assert_eq!(asked.tracking(), ["AA123456789BR", "BB2"]);
    assert_eq!(asked.counts("fulfilment_status = 'fulfilled'").await, 1);
}

#[tokio::test]
async fn a_channel_that_wants_new_credentials_is_waited_for() {
    let asked = Asked::at(Platform::Woocommerce).await;
    asked.world.shop.fault(FaultRule::always(ShopFault::RevokedKey));
    let id = asked.cancel().await.unwrap();
    let action = asked.waits().await;
    assert_eq!((action.state, action.problem.unwrap().0.as_str()), (ActionState::Asked, "auth"));
    assert!(action.next_at.is_some());
    actions::look_again(&asked.cx(), id).await.unwrap();
    asked
        .world
        .work_until(async || {
            asked.actions().await[0].problem.as_ref().is_some_and(|told| told.0 == "needs_reauth")
        })
        .await;
    assert_eq!(actions::close(&asked.cx(), id).await.unwrap(), ActionState::Withdrawn);
    assert_eq!(asked.actions().await[0].state, ActionState::Withdrawn);
    assert_eq!(conflict(actions::close(&asked.cx(), id).await), "action_begun");
    assert_eq!(conflict(actions::look_again(&asked.cx(), id).await), "action_over");
    asked.world.shop.clear_faults();
    assert!(asked.world.shop.order(asked.id).unwrap().cancelled.is_none());
}

#[tokio::test]
async fn an_action_goes_on_at_once_with_credentials_that_were_saved_meanwhile() {
    let asked = Asked::at(Platform::Woocommerce).await;
    let world = &asked.world;
    let form =
        integrations::ConnectForm { connection: Some(world.connection), ..crate::integrations::form(world) };
    asked.cancel().await.unwrap();
    let before = world.shop.counters().requests;
    world.shop.fault(FaultRule::times(ShopFault::Delay { ms: 3_000 }, 1));
    let save = async {
        while world.shop.counters().requests == before {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        integrations::save(&world.owner.cx(), &form).await.unwrap()
    };
    // Whoever waits for a connection waits for an hour.
    let (saved, action) = tokio::join!(save, asked.done());
    assert!(matches!(saved, integrations::Outcome::Saved { .. }), "{saved:?}");
    assert_eq!(action.state, ActionState::Confirmed);
}

#[tokio::test]
async fn a_channel_that_does_not_answer_is_asked_later() {
    let asked = Asked::at(Platform::Woocommerce).await;
    asked.world.shop.fault(FaultRule::always(ShopFault::ServerError));
    let id = asked.cancel().await.unwrap();
    let action = asked.waits().await;
    assert_eq!((action.state, action.problem.unwrap().0.as_str()), (ActionState::Asked, "server"));
    asked.world.shop.clear_faults();
    actions::look_again(&asked.cx(), id).await.unwrap();
    assert_eq!(asked.done().await.state, ActionState::Confirmed);
}

#[tokio::test]
async fn what_a_platform_cannot_do_is_not_asked_of_it() {
    let asked = Asked::at(Platform::Magalu).await;
    assert_eq!(conflict(asked.cancel().await), "not_offered");
    let document = InvoiceForm { press: Uuid::now_v7(), place: String::new(), xml: b"<a/>".to_vec() };
    assert_eq!(conflict(actions::invoice(&asked.cx(), asked.order, document).await), "not_nfe");
    assert!(asked.actions().await.is_empty());
}

#[tokio::test]
async fn what_the_channel_asks_for_is_asked_of_the_form_and_nothing_is_kept() {
    let asked = Asked::at(Platform::Magalu).await;
    asked.world.shop.make_ready_to_ship(asked.id).unwrap();
    let blank = ShipForm { carrier: " ".into(), tracking: " ".into(), ..asked.ship_form().await };
    assert_eq!(lacking(actions::ship(&asked.cx(), asked.order, &blank).await), ["carrier", "tracking"]);
    assert!(asked.actions().await.is_empty());
    let asked = Asked::at(Platform::Shopify).await;
    let aimless = CancelForm { reason: None, ..cancelling(&asked.world) };
    assert_eq!(lacking(actions::cancel(&asked.cx(), asked.order, &aimless).await), ["reason"]);
    assert_eq!(asked.world.count("domain_events where kind = 'order.action'").await, 0);
}

#[tokio::test]
async fn what_a_silent_channel_may_ask_for_is_found_out_by_the_job() {
    let asked = Asked::at(Platform::Shopify).await;
    asked.world.shop.fault(FaultRule::always(ShopFault::ServerError));
    let aimless = CancelForm { reason: None, ..cancelling(&asked.world) };
    let id = actions::cancel(&asked.cx(), asked.order, &aimless).await.unwrap();
    asked.world.shop.clear_faults();
    actions::look_again(&asked.cx(), id).await.unwrap();
    let action = asked.done().await;
    assert_eq!(
        (action.state, action.problem.unwrap().0.as_str()),
        (ActionState::Refused, "reason_not_offered")
    );
}

#[tokio::test]
async fn a_bulk_cancellation_says_its_reason_and_who_gives_the_money_back() {
    for platform in [Platform::Shopify, Platform::Woocommerce] {
        let asked = Asked::at(platform).await;
        let row = PlanRow { order: asked.order, carrier: String::new(), tracking: String::new() };
        let reason = Some(CancelReason::OutOfStock);
        let form = PlanForm { press: Uuid::now_v7(), kind: ActionKind::Cancel, reason, rows: vec![row] };
        let id = actions::plan_bulk(&asked.cx(), &form).await.unwrap();
        let view = async || actions::plan(&asked.world.owner.cx::<View>(), id).await.unwrap();
        asked.world.work_until(async || view().await.state == domain::PlanState::Ready).await;
        let cancel = actions::options(&asked.cx(), asked.order).await.unwrap().cancel.unwrap().unwrap();
        let Standing::Open(choices) = cancel else { panic!("{cancel:?}") };
        let told = ActionTold::Cancel {
            reason: reason.filter(|_| !choices.reasons.is_empty()),
            money: Some(choices.money),
        };
        assert_eq!(view().await.items[0].told, told, "{platform:?}");
        actions::apply(&asked.cx(), id).await.unwrap();
        assert_eq!(asked.done().await.state, ActionState::Confirmed, "{platform:?}");
    }
}

#[tokio::test]
async fn a_fiscal_document_is_confirmed_once_the_channel_found_it_good() {
    let asked = Asked::at(Platform::Magalu).await;
    let options = actions::options(&asked.cx(), asked.order).await.unwrap();
    let place = options.invoices.unwrap().unwrap().remove(0).key;
    let document = InvoiceForm { press: Uuid::now_v7(), place, xml: NFE.into() };
    let id = actions::invoice(&asked.cx(), asked.order, document).await.unwrap();
    asked.world.work_until(async || asked.actions().await[0].state == ActionState::Sent).await;
    asked.world.shop.judge_invoices(asked.id, true).unwrap();
    actions::look_again(&asked.cx(), id).await.unwrap();
    let action = asked.done().await;
    assert_eq!(action.state, ActionState::Confirmed, "{action:?}");
    let kept = format!("order_actions where id = '{id}' and document is not null");
    assert_eq!(asked.world.count(&kept).await, 0, "the file is not kept longer than it is needed");
}

#[tokio::test]
async fn what_the_channel_took_is_not_refused_because_it_does_not_answer() {
    let asked = Asked::at(Platform::Magalu).await;
    let options = actions::options(&asked.cx(), asked.order).await.unwrap();
    let place = options.invoices.unwrap().unwrap().remove(0).key;
    let form = |press| InvoiceForm { press, place: place.clone(), xml: NFE.into() };
    let id = actions::invoice(&asked.cx(), asked.order, form(Uuid::now_v7())).await.unwrap();
    asked.world.work_until(async || asked.actions().await[0].state == ActionState::Sent).await;
    asked.world.shop.fault(FaultRule::always(ShopFault::HtmlPage { status: 403 }));
    actions::look_again(&asked.cx(), id).await.unwrap();
    let action = asked.waits().await;
    assert_eq!(action.state, ActionState::Sent, "{action:?}");
    assert_eq!(
        conflict(actions::invoice(&asked.cx(), asked.order, form(Uuid::now_v7())).await),
        "action_open"
    );
    // Who looked at the channel's own pages ends the waiting, and may ask again.
    assert_eq!(actions::close(&asked.cx(), id).await.unwrap(), ActionState::Unknown);
    asked.world.shop.clear_faults();
    actions::invoice(&asked.cx(), asked.order, form(Uuid::now_v7())).await.unwrap();
    asked.world.shop.judge_invoices(asked.id, true).unwrap();
    assert_eq!(asked.done().await.state, ActionState::Confirmed, "the channel shows that it has it");
    assert_eq!(asked.world.shop.order(asked.id).unwrap().invoices.len(), 1);
}

#[tokio::test]
async fn a_paused_store_is_waited_for_and_goes_on_when_it_is_resumed() {
    let asked = Asked::at(Platform::Woocommerce).await;
    let manage = asked.world.owner.cx::<ManageConnections>();
    integrations::pause(&manage, asked.world.connection).await.unwrap();
    asked.cancel().await.unwrap();
    let action = asked.waits().await;
    assert_eq!((action.state, action.problem.unwrap().0.as_str()), (ActionState::Asked, "paused"));
    integrations::resume(&manage, asked.world.connection).await.unwrap();
    assert_eq!(asked.done().await.state, ActionState::Confirmed);
}

#[tokio::test]
async fn a_bulk_action_says_first_what_it_would_do_and_does_exactly_that() {
    let asked = Asked::at(Platform::Shopify).await;
    let (second, third) = (add(&asked.world), add(&asked.world));
    asked.world.sync(What::Changes).await;
    let gone = sale(&asked.world, second).await;
    let late = sale(&asked.world, third).await;
    asked.world.shop.cancel(second).unwrap();
    let row = |order| PlanRow { order, carrier: "Correios".into(), tracking: format!("T{order}") };
    let form = PlanForm {
        press: Uuid::now_v7(),
        kind: ActionKind::Ship,
        reason: None,
        rows: vec![row(asked.order), row(gone), row(late), row(late)],
    };
    let id = actions::plan_bulk(&asked.cx(), &form).await.unwrap();
    assert_eq!(actions::plan_bulk(&asked.cx(), &form).await.unwrap(), id, "pressed twice");
    assert_eq!(conflict(actions::apply(&asked.cx(), id).await), "still_looking");
    let view = async || actions::plan(&asked.world.owner.cx::<View>(), id).await.unwrap();
    asked.world.work_until(async || view().await.state == domain::PlanState::Ready).await;
    let plan = view().await;
    let verdicts: Vec<_> = plan.items.iter().map(|item| item.verdict).collect();
    assert_eq!(verdicts, [PlanVerdict::Ready, PlanVerdict::Refused, PlanVerdict::Ready], "{plan:?}");
    assert_eq!(plan.items[1].problem.as_ref().unwrap().0, "cancelled");
    assert!(asked.tracking().is_empty(), "nothing was done");
    // What changes after the look is refused when its turn comes.
    asked.world.shop.cancel(third).unwrap();
    actions::apply(&asked.cx(), id).await.unwrap();
    actions::apply(&asked.cx(), id).await.unwrap();
    let is_over = |plan: &domain::view::actions::PlanView| {
        plan.items.iter().filter_map(|item| item.action).all(|(_, state)| state.is_over())
    };
    asked.world.work_until(async || is_over(&view().await)).await;
    let became: Vec<_> = view().await.items.iter().map(|item| item.action.map(|(_, state)| state)).collect();
    assert_eq!(became, [Some(ActionState::Confirmed), None, Some(ActionState::Refused)]);
    assert_eq!(asked.tracking(), [format!("T{}", asked.order)]);
    assert_eq!(asked.world.count("order_actions").await, 2);
}

#[tokio::test]
async fn a_bulk_action_that_somebody_called_off_says_who_did() {
    let asked = Asked::at(Platform::Shopify).await;
    let row = PlanRow { order: asked.order, carrier: "Correios".into(), tracking: "T1".into() };
    let form = PlanForm { press: Uuid::now_v7(), kind: ActionKind::Ship, reason: None, rows: vec![row] };
    let id = actions::plan_bulk(&asked.cx(), &form).await.unwrap();
    let (viewer, filter) = (asked.world.owner.cx::<View>(), JobFilter { limit: 10, ..JobFilter::default() });
    let open =
        queue::list(&viewer, &filter).await.unwrap().into_iter().find(|job| job.plan == Some(id)).unwrap();
    queue::cancel(&asked.world.owner.cx(), open.id).await.unwrap();
    let plan = actions::plan(&asked.world.owner.cx::<View>(), id).await.unwrap();
    assert_eq!(plan.state, domain::PlanState::Ready);
    assert_eq!(plan.cancelled.and_then(|(_, by)| by).as_deref(), Some("Ana Exemplo"));
    let item = &plan.items[0];
    assert_eq!(item.verdict, PlanVerdict::Unknown);
    assert_eq!(item.problem.as_ref().map(|(code, _)| code.as_str()), Some("looking_cancelled"));
}

#[tokio::test]
async fn bulk_actions_have_bounds() {
    let asked = Asked::at(Platform::Woocommerce).await;
    let reason = Some(CancelReason::OutOfStock);
    let form = |rows| PlanForm { press: Uuid::now_v7(), kind: ActionKind::Cancel, reason, rows };
    assert_eq!(conflict(actions::plan_bulk(&asked.cx(), &form(Vec::new())).await), "nothing_selected");
    let row = PlanRow { order: asked.order, carrier: String::new(), tracking: String::new() };
    let aimless = PlanForm { reason: None, ..form(vec![row.clone()]) };
    assert_eq!(lacking(actions::plan_bulk(&asked.cx(), &aimless).await), ["reason"]);
    assert_eq!(conflict(actions::plan_bulk(&asked.cx(), &form(vec![row; 101])).await), "too_many");
    let unknown = PlanRow { order: OrderId::new(), carrier: String::new(), tracking: String::new() };
    let refused = actions::plan_bulk(&asked.cx(), &form(vec![unknown])).await;
    assert!(matches!(refused, Err(HubError::Fault(Fault::NotFound))), "{refused:?}");
}
