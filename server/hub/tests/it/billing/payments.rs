//! Payments that fail, are waited for, and come at last; and what is paid for beyond the plan.

use super::{GOOD_CARD, LATER_DECLINED, World, conflict};
use chrono::Utc;
use domain::{BillingInterval, OVERAGE_LOOKUP_KEY, PlanCode, PlanCurrency, SubscriptionStatus};
use hub::billing::{self, PortalFlow, end_grace_periods, report_usage, switch_overage};
use sandbox::{AfterRetries, StripeOptions};

const HOUR: i64 = 3_600;

impl World {
    /// A company that has paid for Business and for what goes beyond it since weeks ago, on the hour; Stripe's clock stands there.
    async fn beyond_since_weeks() -> Self {
        let began = Utc::now().timestamp() / HOUR * HOUR - 40 * 24 * HOUR;
        let world = Self::with(StripeOptions { frozen_at: Some(began), ..StripeOptions::default() }).await;
        let made = world.at_stripe("/v1/customers", "name=Lojas").await;
        let (customer, org) = (made["id"].as_str().unwrap(), world.org());
        let price = |key: &str| world.stripe.price(key).unwrap();
        let (plan, beyond) = (price("business_monthly_v1"), price(OVERAGE_LOOKUP_KEY));
        let body = format!(
            "customer={customer}&items[0][price]={plan}&items[0][quantity]=1&items[1][price]={beyond}\
             &collection_method=send_invoice&days_until_due=30&metadata[tenant_id]={org}"
        );
        world.at_stripe("/v1/subscriptions", &body).await;
        world.deliver_all().await;
        assert!(world.subscription().await.has_overage);
        world
    }

    /// What was noted of what goes beyond: as of which second, and how much.
    async fn noted(&self) -> Vec<String> {
        let noted = "select extract(epoch from hour)::bigint || ' ' || quantity
                     from billing_usage_reports order by hour, seq";
        self.texts(noted).await
    }

    /// As if so many records had been checked in this month.
    async fn used(&self, count: i64) {
        let org = self.org();
        let put = format!(
            "insert into usage_months (org_id, meter, month, used)
             values ('{org}', 'validations', date_trunc('month', now())::date, {count})
             on conflict (org_id, meter, month) do update set used = {count}"
        );
        self.execute(&put).await;
    }

    /// What Stripe was told of what goes beyond, since its requests were forgotten.
    fn metered(&self) -> Vec<String> {
        let requests = self.stripe.requests().into_iter();
        let told = requests.filter(|request| request.path == "/v1/billing/meter_events" && !request.replayed);
        told.map(|request| request.param("payload[value]").unwrap_or_default().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_payment_that_fails_is_waited_for_then_the_plan_is_lost_and_comes_back_with_the_money() {
    let world = World::with(StripeOptions { retry_days: vec![20, 20, 20], ..StripeOptions::default() }).await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    world.stripe.advance_days(15).await;
    world.deliver_all().await;
    let subscription = world.subscription().await;
    assert_eq!(subscription.status, Some(SubscriptionStatus::PastDue));
    assert_eq!(world.plan().await, PlanCode::Pro, "for seven days");
    assert_eq!(world.notice().await.as_deref(), Some("payment_failed"));
    let mails = world.mails().await;
    let failed: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("não foi aprovado")).collect();
    assert_eq!(
        failed.len(),
        1,
        "told once, whatever comes: {:?}",
        mails.iter().map(|mail| &mail.subject).collect::<Vec<_>>()
    );
    assert_eq!(failed[0].to, world.owner.email);
    let text = failed[0].text.replace('\u{a0}', " ");
    assert!(text.contains("/admin/assinatura"), "{text}");
    assert!(text.contains("Valor em aberto: US$ 49,00.") && text.contains("passa ao plano Free"), "{text}");
    // More is not sold meanwhile.
    let cx = world.billing();
    let more = billing::change(&cx, PlanCode::Business, BillingInterval::Month, PlanCurrency::Usd, None);
    assert_eq!(conflict(more.await), "payment_missing");
    // Nor does less wait for the end of a time that is not paid.
    let (month, year) = (BillingInterval::Month, BillingInterval::Year);
    world.execute("update billing_subscriptions set billing_interval = 'year'").await;
    let less = billing::look(&cx, PlanCode::Pro, month, PlanCurrency::Usd);
    assert_eq!(conflict(less.await), "payment_missing");
    let less = billing::change(&cx, PlanCode::Pro, month, PlanCurrency::Usd, None);
    assert_eq!(conflict(less.await), "payment_missing");
    let more = billing::look(&cx, PlanCode::Business, year, PlanCurrency::Usd);
    assert_eq!(conflict(more.await), "payment_missing");
    world.execute("update billing_subscriptions set billing_interval = 'month'").await;

    world.execute("update billing_subscriptions set past_due_since = now() - interval '8 days', grace_until = now() - interval '1 day'").await;
    world.execute("update org_plans set subscribed_until = now() - interval '1 day'").await;
    end_grace_periods(&world.hub).await.unwrap();
    assert_eq!(world.plan().await, PlanCode::Free);
    assert_eq!(world.notice().await.as_deref(), Some("plan_lost"));
    let mails = world.mails().await;
    let lost = mails.iter().find(|mail| mail.subject.contains("perdeu o plano da assinatura")).unwrap();
    assert!(lost.text.contains("voltou ao plano Free") && lost.text.contains("Conexões: 3"), "{}", lost.text);
    end_grace_periods(&world.hub).await.unwrap();
    assert_eq!(world.count("select count(*) from audit_log where action = 'billing.grace_ended'").await, 1);

    // The next try succeeds.
    world.stripe.advance_days(21).await;
    world.deliver_all().await;
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Active));
    assert_eq!((world.plan().await, world.notice().await), (PlanCode::Pro, None));
}

#[tokio::test]
async fn an_email_that_waited_goes_out_only_while_it_is_true() {
    let world = World::with(StripeOptions { retry_days: vec![20, 20, 20], ..StripeOptions::default() }).await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    world.stripe.advance_days(15).await;
    world.deliver_all().await;
    world.mails().await;
    let became = async |until: &str| {
        world
            .execute(&format!(
                "update billing_mails set state = 'failed', ended_at = now(),
                     data = jsonb_set(data, '{{until}}', to_jsonb(now() + interval '{until}'))
                 where kind = 'payment_failed'"
            ))
            .await;
        assert_eq!(hub::outbox::again(&world.hub).await.unwrap(), 1);
        world.mails().await;
        world.texts("select state from billing_mails where kind = 'payment_failed'").await
    };
    assert_eq!(became("2 days").await, ["sent"]);
    assert_eq!(became("-1 day").await, ["dropped"], "the day is over");
    world
        .execute(
            "update billing_subscriptions set status = 'active', past_due_since = null, grace_until = null",
        )
        .await;
    assert_eq!(became("2 days").await, ["dropped"], "it was paid");
}

#[tokio::test]
async fn a_card_that_never_pays_ends_the_subscription() {
    for (becomes, status) in [
        (AfterRetries::Cancel, SubscriptionStatus::Canceled),
        (AfterRetries::Unpaid, SubscriptionStatus::Unpaid),
    ] {
        let world = World::new().await;
        world.stripe.after_retries(becomes);
        world.pay(PlanCode::Pro, LATER_DECLINED).await;
        world.stripe.advance_days(45).await;
        world.deliver_all().await;
        assert_eq!(world.subscription().await.status, Some(status));
        assert_eq!(world.plan().await, PlanCode::Free);
        let open = world.view().await.invoices.iter().filter(|invoice| invoice.status != "paid").count();
        assert!(open >= 1, "what is owed is shown");
    }
}

#[tokio::test]
async fn while_it_is_unpaid_only_the_newest_invoice_brings_the_plan_back_and_it_can_be_paid() {
    let world = World::new().await;
    world.stripe.after_retries(AfterRetries::Unpaid);
    world.pay(PlanCode::Pro, LATER_DECLINED).await;
    // Past the last try, and into the next month.
    world.stripe.advance_days(50).await;
    world.deliver_all().await;
    assert_eq!(world.notice().await.as_deref(), Some("plan_lost"));
    let invoices = world.view().await.invoices;
    let [newest, old, ..] = &invoices[..] else { panic!("{invoices:?}") };
    assert_eq!((&*newest.status, &*old.status), ("draft", "open"));
    assert!(!old.is_payable, "nothing would come of it");
    let manages = world.billing();
    let same = billing::look(&manages, PlanCode::Pro, BillingInterval::Month, PlanCurrency::Usd);
    assert_eq!(conflict(same.await), "payment_missing", "who chooses it anew wants it back");
    let pay = async |id: &str| {
        world.at_stripe(&format!("/v1/invoices/{id}/pay"), "paid_out_of_band=true").await;
        world.deliver_all().await;
    };
    pay(&old.id).await;
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Unpaid));

    let page = billing::pay(&world.billing()).await.unwrap();
    assert!(page.as_ref().is_some_and(|page| page.starts_with(&world.stripe.base_url())), "{page:?}");
    assert_eq!(billing::pay(&world.billing()).await.unwrap(), page, "pressed twice");
    assert_eq!(world.count("select count(*) from audit_log where action = 'billing.pay_asked'").await, 1);
    let invoices = world.view().await.invoices;
    assert_eq!((&*invoices[0].id, &*invoices[0].status), (&*newest.id, "open"));
    assert!(invoices[0].is_payable && invoices[0].hosted_url == page, "{:?}", invoices[0]);
    pay(&newest.id).await;
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Active));
    assert_eq!((world.plan().await, world.notice().await), (PlanCode::Pro, None));
    assert_eq!(billing::pay(&world.billing()).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_owed_by_an_invoice_that_cannot_be_paid_is_not_called_paid() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, LATER_DECLINED).await;
    world.stripe.advance_days(15).await;
    world.deliver_all().await;
    let newest = world.view().await.invoices.remove(0);
    assert_eq!(newest.status, "open");
    world.at_stripe(&format!("/v1/invoices/{}/void", newest.id), "").await;
    assert_eq!(conflict(billing::pay(&world.billing()).await), "invoice_not_payable");
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::PastDue));
    assert_eq!(world.view().await.invoices[0].status, "void");
}

#[tokio::test]
async fn once_it_has_ended_nothing_asks_for_money_but_another_subscription() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, LATER_DECLINED).await;
    for days in [20, 25] {
        world.stripe.advance_days(days).await;
        world.deliver_all().await;
    }
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Canceled));
    assert_eq!(world.notice().await.as_deref(), Some("plan_ended"));
    let invoices = world.view().await.invoices;
    let open = invoices.iter().find(|invoice| invoice.status == "open").unwrap();
    assert!(!open.is_payable);
    assert_eq!(conflict(billing::pay(&world.billing()).await), "not_subscribed");
    // Somebody pays it all the same, by the address in an e-mail of Stripe's.
    world.at_stripe(&format!("/v1/invoices/{}/pay", open.id), "paid_out_of_band=true").await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Free);
    world.subscribe(PlanCode::Pro).await.unwrap();
}

#[tokio::test]
async fn the_end_of_a_trial_is_told_before_and_is_there_once() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    let coupon = world.at_stripe("/v1/coupons", "percent_off=20&duration=forever").await;
    let id = world.texts("select id from billing_subscriptions").await.remove(0);
    let with = format!("discounts[0][coupon]={}", coupon["id"].as_str().unwrap());
    world.at_stripe(&format!("/v1/subscriptions/{id}"), &with).await;
    world.stripe.advance_days(12).await;
    world.deliver_all().await;
    let mails = world.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("termina em três dias")).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("39,20"), "what will be charged: {}", told[0].text);
    billing::cancel(&world.billing()).await.unwrap();
    world.stripe.advance_days(5).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Free);
    let mails = world.mails().await;
    let ended = mails.iter().find(|mail| mail.subject.contains("terminou")).unwrap();
    assert!(ended.text.contains("A empresa usa o plano Free agora."), "{}", ended.text);
    assert!(ended.text.contains("Pedidos por mês: 300"), "what it includes: {}", ended.text);
    assert_eq!(world.notice().await, None, "it was wished for");
    // Again, and without days to try.
    world.stripe.forget_requests();
    world.subscribe(PlanCode::Pro).await.unwrap();
    let requests = world.stripe.requests();
    let asked = requests.iter().find(|request| request.path == "/v1/checkout/sessions").unwrap();
    assert_eq!(asked.param("subscription_data[trial_period_days]"), None);
}

#[tokio::test]
async fn nothing_is_told_before_a_trial_ends_that_costs_nothing() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    let coupon = world.at_stripe("/v1/coupons", "percent_off=100&duration=forever").await;
    let id = world.texts("select id from billing_subscriptions").await.remove(0);
    let with = format!("discounts[0][coupon]={}", coupon["id"].as_str().unwrap());
    world.at_stripe(&format!("/v1/subscriptions/{id}"), &with).await;
    world.stripe.advance_days(12).await;
    world.deliver_all().await;
    assert!(!world.mails().await.iter().any(|mail| mail.subject.contains("termina em três dias")));
}

#[tokio::test]
async fn the_portal_opens_where_it_should() {
    let world = World::new().await;
    assert_eq!(conflict(billing::open_portal(&world.billing(), PortalFlow::Card).await), "not_subscribed");
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    world.stripe.forget_requests();
    for flow in [PortalFlow::Home, PortalFlow::Card] {
        let url = billing::open_portal(&world.billing(), flow).await.unwrap();
        assert!(url.starts_with(&world.stripe.base_url()), "{url}");
    }
    let requests = world.stripe.requests();
    let flows: Vec<_> = requests
        .iter()
        .filter(|request| request.path == "/v1/billing_portal/sessions")
        .map(|request| request.param("flow_data[type]").unwrap_or("-"))
        .collect();
    assert_eq!(flows, ["-", "payment_method_update"]);
}

#[tokio::test]
async fn what_goes_beyond_the_plan_is_told_once_each() {
    let world = World::paying(PlanCode::Business).await;
    // Beyond the plan before anybody paid for it: a gift of the operator.
    world.used(100_500).await;
    switch_overage(&world.billing(), true).await.unwrap();
    switch_overage(&world.billing(), true).await.unwrap();
    assert!(world.subscription().await.has_overage);
    assert_eq!(world.count("select count(*) from org_plans where overage").await, 1);
    let told = async || {
        world.stripe.forget_requests();
        report_usage(&world.hub).await.unwrap();
        world.metered()
    };
    assert!(told().await.is_empty(), "what was used before is not paid for");
    world.used(100_750).await;
    assert_eq!(told().await, ["250"]);
    assert!(told().await.is_empty());
    world.used(100_800).await;
    assert!(told().await.is_empty(), "once an hour");
    // Later; the simulator knows the name of this hour, and takes nothing else by it.
    let later = "update billing_usage_reports set hour = hour - interval '2 hours', sent_at = coalesce(sent_at, now())";
    world.execute(later).await;
    assert_eq!(told().await, ["50"]);
    // A larger plan that was given for a time, and ends.
    world.execute("update org_plans set validations = 1000000").await;
    assert!(told().await.is_empty());
    world.used(500_000).await;
    world.execute("update org_plans set validations = 100000").await;
    assert!(told().await.is_empty(), "what was within the plan when it was used is not paid for");
    world.used(500_010).await;
    world.execute(later).await;
    assert_eq!(told().await, ["10"]);
    world.execute(later).await;
    switch_overage(&world.billing(), false).await.unwrap();
    assert!(!world.subscription().await.has_overage);
    assert_eq!(world.count("select count(*) from org_plans where overage").await, 0);

    let other = World::paying(PlanCode::Pro).await;
    assert_eq!(conflict(switch_overage(&other.billing(), true).await), "overage_not_offered");
}

#[tokio::test]
async fn what_was_used_in_the_hour_of_the_last_report_is_told_before_the_price_is_gone() {
    let world = World::paying(PlanCode::Business).await;
    world.used(100_000).await;
    for (hourly, last) in [(100_100, 100_150), (100_200, 100_270)] {
        switch_overage(&world.billing(), true).await.unwrap();
        world.used(hourly).await;
        report_usage(&world.hub).await.unwrap();
        world.used(last).await;
        switch_overage(&world.billing(), false).await.unwrap();
    }
    // In the second round the hour was told already; switched off, all of it is.
    assert_eq!(world.metered(), ["100", "50", "120"]);

    // By the year nothing goes beyond.
    switch_overage(&world.billing(), true).await.unwrap();
    world.used(100_300).await;
    world.stripe.forget_requests();
    let cx = world.billing();
    billing::change(&cx, PlanCode::Business, BillingInterval::Year, PlanCurrency::Usd, None).await.unwrap();
    assert!(!world.subscription().await.has_overage);
    assert_eq!(world.metered(), ["30"]);
    let requests = world.stripe.requests();
    let place = |path: &str| {
        requests.iter().position(|request| request.method == "POST" && request.path.starts_with(path))
    };
    assert!(place("/v1/billing/meter_events") < place("/v1/subscriptions/"), "the price was still there");
}

#[tokio::test]
async fn what_stripe_did_not_take_yet_is_told_before_the_price_is_gone() {
    let world = World::paying(PlanCode::Business).await;
    switch_overage(&world.billing(), true).await.unwrap();
    world.used(100_100).await;
    report_usage(&world.hub).await.unwrap();
    let waits = "update billing_usage_reports set sent_at = null, due_at = now() + interval '1 hour'";
    world.execute(waits).await;
    switch_overage(&world.billing(), false).await.unwrap();
    assert_eq!(world.count("select count(*) from billing_usage_reports where sent_at is null").await, 0);
}

#[tokio::test]
async fn a_report_that_stripe_has_is_not_made_again_for_ever() {
    let world = World::paying(PlanCode::Business).await;
    switch_overage(&world.billing(), true).await.unwrap();
    world.used(100_100).await;
    report_usage(&world.hub).await.unwrap();
    // Its answer was lost, and by now no key of a call is known there.
    world.stripe.advance_days(2).await;
    world.execute("update billing_usage_reports set sent_at = null, due_at = now()").await;
    world.stripe.forget_requests();
    report_usage(&world.hub).await.unwrap();
    let asked = world.stripe.requests();
    let refused = asked.iter().find(|request| request.path == "/v1/billing/meter_events");
    assert_eq!(refused.map(|request| request.status), Some(400));
    assert_eq!(world.count("select count(*) from billing_usage_reports where sent_at is null").await, 0);
}

#[tokio::test]
async fn what_was_used_until_a_subscription_ended_is_told() {
    let world = World::paying(PlanCode::Business).await;
    switch_overage(&world.billing(), true).await.unwrap();
    world.used(100_100).await;
    report_usage(&world.hub).await.unwrap();
    world.used(100_160).await;
    billing::cancel(&world.billing()).await.unwrap();
    world.stripe.advance_days(40).await;
    world.deliver_all().await;
    assert_eq!(world.plan().await, PlanCode::Free);
    let noted = "select quantity::text from billing_usage_reports order by seq";
    assert_eq!(world.texts(noted).await, ["100", "60"]);
    assert!(!world.subscription().await.has_overage, "there is nothing to switch off");
    assert_eq!(world.count("select count(*) from org_plans where overage").await, 0);
}

#[tokio::test]
async fn what_was_used_last_is_told_as_of_the_period_that_ended() {
    for ends in [true, false] {
        let world = World::beyond_since_weeks().await;
        let cx = world.billing();
        let end = world.subscription().await.period_end.unwrap();
        if ends {
            assert_eq!(billing::cancel(&cx).await.unwrap(), Some(end));
        } else {
            let (plan, interval) = (PlanCode::Pro, BillingInterval::Month);
            billing::change(&cx, plan, interval, PlanCurrency::Usd, None).await.unwrap();
        }
        world.used(100_100).await;
        world.stripe.advance_days(32).await;
        // Heard of days later.
        world.deliver_all().await;
        assert_eq!(world.plan().await, if ends { PlanCode::Free } else { PlanCode::Pro });
        let last = end.timestamp() - HOUR;
        assert_eq!(world.noted().await, [format!("{last} 100")], "ended: {ends}");
        report_usage(&world.hub).await.unwrap();
        world.deliver_all().await;
        report_usage(&world.hub).await.unwrap();
        assert_eq!(world.metered(), ["100"], "once");
    }
}

#[tokio::test]
async fn an_end_that_was_to_come_is_heeded_before_it_is_heard_of() {
    let world = World::beyond_since_weeks().await;
    let end = billing::cancel(&world.billing()).await.unwrap().unwrap();
    world.stripe.advance_days(32).await;
    for used in [100_100, 100_160] {
        world.used(used).await;
        report_usage(&world.hub).await.unwrap();
    }
    let last = end.timestamp() - HOUR;
    assert_eq!(world.noted().await, [format!("{last} 100")], "once an hour");
    world.deliver_all().await;
    report_usage(&world.hub).await.unwrap();
    assert_eq!(world.noted().await, [format!("{last} 100"), format!("{last} 60")]);
    assert_eq!(world.metered(), ["100", "60"]);
    let requests = world.stripe.requests();
    let mut told = requests.iter().filter(|request| request.path == "/v1/billing/meter_events");
    assert!(told.all(|request| request.param("timestamp") == Some(&*last.to_string())));
}

#[tokio::test]
async fn what_was_used_since_the_last_report_is_not_told_as_of_before_it() {
    let world = World::beyond_since_weeks().await;
    let end = billing::cancel(&world.billing()).await.unwrap().unwrap();
    world.stripe.advance_days(32).await;
    world.used(100_100).await;
    report_usage(&world.hub).await.unwrap();
    world.execute("update billing_usage_reports set hour = hour + interval '6 hours'").await;
    world.used(100_160).await;
    world.deliver_all().await;
    let last = end.timestamp() + 5 * HOUR;
    assert_eq!(world.noted().await, [format!("{last} 100"), format!("{last} 60")]);
}

#[tokio::test]
async fn while_a_payment_is_missing_nothing_goes_beyond_the_plan() {
    let world = World::with(StripeOptions { retry_days: vec![20, 20, 20], ..StripeOptions::default() }).await;
    world.pay(PlanCode::Business, GOOD_CARD).await;
    world.stripe.advance_days(15).await;
    world.deliver_all().await;
    switch_overage(&world.billing(), true).await.unwrap();
    world.used(100_100).await;
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    world.stripe.advance_days(32).await;
    world.deliver_all().await;
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::PastDue));
    let pays_beyond = "select count(*) from org_plans where overage";
    assert_eq!((world.plan().await, world.count(pays_beyond).await), (PlanCode::Business, 0));
    let noted = "select quantity::text from billing_usage_reports order by seq";
    assert_eq!(world.texts(noted).await, ["100"], "what was used before is owed");

    let open = world.view().await.invoices.into_iter().find(|invoice| invoice.status == "open").unwrap();
    world.at_stripe(&format!("/v1/invoices/{}/pay", open.id), "paid_out_of_band=true").await;
    world.deliver_all().await;
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Active));
    assert_eq!(world.count(pays_beyond).await, 1, "it is as it was");
}

#[tokio::test]
async fn a_subscription_that_is_paused_says_so_and_is_resumed() {
    let world = World::paying(PlanCode::Pro).await;
    let id = world.subscription().await.id;
    let pause = async || {
        world.at_stripe(&format!("/v1/subscriptions/{id}/pause"), "type=subscription").await;
        world.deliver_all().await;
        assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Paused));
        assert_eq!((world.plan().await, world.notice().await.as_deref()), (PlanCode::Free, Some("paused")));
    };
    pause().await;
    assert_eq!(conflict(world.subscribe(PlanCode::Business).await), "paused");
    for plan in [PlanCode::Pro, PlanCode::Business] {
        let cx = world.billing();
        let look = billing::look(&cx, plan, BillingInterval::Month, PlanCurrency::Usd).await;
        assert_eq!(conflict(look), "paused");
        let change = billing::change(&cx, plan, BillingInterval::Month, PlanCurrency::Usd, None).await;
        assert_eq!(conflict(change), "paused");
    }
    for _ in 0..2 {
        assert_eq!(billing::resume(&world.billing()).await.unwrap(), None);
        assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::Active));
        assert_eq!((world.plan().await, world.notice().await), (PlanCode::Pro, None));
    }
    let told = "select count(*) from audit_log where action = 'billing.resume_asked'";
    assert_eq!(world.count(told).await, 1, "pressed twice");

    // What cannot be collected has to be paid first.
    pause().await;
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    let page = billing::resume(&world.billing()).await.unwrap();
    assert!(page.is_some_and(|page| page.starts_with(&world.stripe.base_url())));
    assert_eq!(world.subscription().await.status, Some(SubscriptionStatus::PastDue));
}
