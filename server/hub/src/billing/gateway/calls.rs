//! The calls of Stripe, one function each.

use super::{
    Checkout, Customer, Gateway, GatewayError, Invoice, List, Price, Schedule, StripeEvent, Subscription,
    answers::{PhaseDiscount, PortalSession},
};
use chrono::{DateTime, Utc};
use domain::{Locale, OrgId};
use std::collections::HashMap;
use stripe_billing::{
    billing_meter_event::CreateBillingMeterEvent,
    billing_portal_session::{
        CreateBillingPortalSession, CreateBillingPortalSessionFlowData,
        CreateBillingPortalSessionFlowDataType,
    },
    invoice::{
        CreatePreviewInvoice, CreatePreviewInvoiceSubscriptionDetails,
        CreatePreviewInvoiceSubscriptionDetailsItems,
        CreatePreviewInvoiceSubscriptionDetailsProrationBehavior, FinalizeInvoiceInvoice, ListInvoice,
        RetrieveInvoice,
    },
    subscription::{
        CancelSubscription, ListSubscription, ListSubscriptionStatus, ResumeSubscription,
        RetrieveSubscription, UpdateSubscription, UpdateSubscriptionItems, UpdateSubscriptionPaymentBehavior,
        UpdateSubscriptionProrationBehavior,
    },
    subscription_schedule::{
        CreateSubscriptionSchedule, ReleaseSubscriptionSchedule, RetrieveSubscriptionSchedule,
        UpdateSubscriptionSchedule, UpdateSubscriptionSchedulePhases,
        UpdateSubscriptionSchedulePhasesBillingCycleAnchor, UpdateSubscriptionSchedulePhasesDiscounts,
        UpdateSubscriptionSchedulePhasesEndDate, UpdateSubscriptionSchedulePhasesItems,
        UpdateSubscriptionSchedulePhasesProrationBehavior, UpdateSubscriptionSchedulePhasesStartDate,
        UpdateSubscriptionSchedulePhasesTrialEnd,
    },
};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionCustomerUpdate, CreateCheckoutSessionCustomerUpdateAddress,
    CreateCheckoutSessionCustomerUpdateName, CreateCheckoutSessionLineItems,
    CreateCheckoutSessionSubscriptionData, CreateCheckoutSessionTaxIdCollection, ExpireCheckoutSession,
    RetrieveCheckoutSession,
};
use stripe_client_core::{RequestBuilder, StripeRequest};
use stripe_core::{
    customer::{CreateCustomer, ListCustomer, RetrieveCustomer},
    event::{ListEvent, RetrieveEvent},
};
use stripe_product::price::ListPrice;
use stripe_shared::{CheckoutSessionLocale, CheckoutSessionMode, SubscriptionScheduleEndBehavior};
use stripe_types::RangeQueryTs;

/// By which everything at Stripe names the company here.
pub(crate) const TENANT: &str = "tenant_id";
/// By which a subscription names the checkout here that it came of.
pub(crate) const CHECKOUT: &str = "checkout_id";
/// What our records checked are called at Stripe.
const METER: &str = "validation";
/// The most of one page of a list.
const PAGE: i64 = 100;

/// A checkout to be opened.
pub(crate) struct NewCheckout<'a> {
    /// Its id here.
    pub id: uuid::Uuid,
    pub org: OrgId,
    pub customer: &'a str,
    pub price: &'a str,
    pub currency: &'a str,
    pub trial_days: Option<u32>,
    pub locale: Locale,
    pub success_url: &'a str,
    pub cancel_url: &'a str,
}

/// What people are sent to the portal for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortalFlow {
    /// To look around: cards, addresses, invoices.
    Home,
    Card,
}

/// Another price of the plan.
pub(crate) struct PriceChange<'a> {
    pub subscription: &'a str,
    pub item: &'a str,
    pub price: &'a str,
    /// Of the moment that was shown, so that what is charged is what was shown.
    pub at: Option<DateTime<Utc>>,
    /// The metered item, where the new price does not go with it.
    pub drop_item: Option<&'a str>,
    /// It was to end, and is not to any more.
    pub goes_on: Option<EndsBy>,
}

/// By which of Stripe's words an end is set; it is unset by the same one, and the other is refused beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndsBy {
    /// `cancel_at_period_end`.
    Period,
    /// `cancel_at`, as the portal sets it.
    Moment,
}

/// An update by which a subscription goes on that was to end.
fn going_on(request: UpdateSubscription, end: Option<EndsBy>) -> RequestBuilder {
    match end {
        None => request.build(),
        Some(EndsBy::Period) => request.cancel_at_period_end(false).build(),
        Some(EndsBy::Moment) => {
            let mut built = request.build();
            // The empty value, which unsets: the types know none.
            let body = built.body.unwrap_or_default();
            let parts = [body.as_str(), "cancel_at="].into_iter().filter(|part| !part.is_empty());
            built.body = Some(parts.collect::<Vec<_>>().join("&"));
            built
        }
    }
}

/// What comes after the period that runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Follows<'a> {
    pub at: DateTime<Utc>,
    pub price: &'a str,
    /// Its periods are of another length.
    pub is_other_interval: bool,
}

/// The key of what is done once however often it is asked for: pressed twice it is one request, and a failure, which Stripe repeats to
/// whoever comes with the same key, is over in a minute.
fn this_minute(what: &str, id: &str) -> String {
    format!("{what}:{id}:{}", Utc::now().timestamp() / 60)
}

fn tenant(org: OrgId) -> HashMap<String, String> {
    HashMap::from([(TENANT.to_owned(), org.to_string())])
}

impl Gateway {
    /// Makes the nth customer of a company, once.
    pub(crate) async fn create_customer(
        &self,
        org: OrgId,
        nth: i32,
        name: &str,
        email: &str,
        locale: Locale,
    ) -> Result<Customer, GatewayError> {
        let request = CreateCustomer::new()
            .name(name)
            .email(email)
            .preferred_locales(vec![locale.as_tag().to_owned()])
            .metadata(tenant(org));
        let again = if nth > 1 { format!(":{nth}") } else { String::new() };
        self.change(&request, &format!("tenant:{org}:customer{again}")).await
    }

    pub(crate) async fn customer(&self, id: &str) -> Result<Customer, GatewayError> {
        self.ask(&RetrieveCustomer::new(id)).await
    }

    /// The customer of a company among those with an address.
    pub(crate) async fn customer_of(
        &self,
        org: OrgId,
        email: &str,
    ) -> Result<Option<Customer>, GatewayError> {
        let request = ListCustomer::new().email(email).limit(PAGE);
        let found = self.ask::<List<Customer>>(&request).await?.data.into_iter();
        let id = org.to_string();
        Ok(found
            .filter(|customer| !customer.deleted)
            .find(|customer| customer.metadata.get(TENANT) == Some(&id)))
    }

    /// The prices of these lasting names, with what they are in each currency.
    pub(crate) async fn prices(&self, lookup_keys: &[&str]) -> Result<Vec<Price>, GatewayError> {
        let keys: Vec<String> = lookup_keys.iter().map(|key| (*key).to_owned()).collect();
        let request = ListPrice::new()
            .lookup_keys(keys)
            .active(true)
            .limit(PAGE)
            .expand(vec!["data.currency_options".to_owned()]);
        Ok(self.ask::<List<Price>>(&request).await?.data)
    }

    pub(crate) async fn create_checkout(
        &self,
        new: &NewCheckout<'_>,
        key: &str,
    ) -> Result<Checkout, GatewayError> {
        let mut item = CreateCheckoutSessionLineItems::new();
        item.price = Some(new.price.to_owned());
        item.quantity = Some(1);
        let mut subscription = CreateCheckoutSessionSubscriptionData::new();
        let mut named = tenant(new.org);
        named.insert(CHECKOUT.to_owned(), new.id.to_string());
        subscription.metadata = Some(named);
        subscription.trial_period_days = new.trial_days;
        let mut update = CreateCheckoutSessionCustomerUpdate::new();
        // A tax id belongs to a name and an address: what is typed at the checkout goes to the customer.
        update.name = Some(CreateCheckoutSessionCustomerUpdateName::Auto);
        update.address = Some(CreateCheckoutSessionCustomerUpdateAddress::Auto);
        let request = CreateCheckoutSession::new()
            .mode(CheckoutSessionMode::Subscription)
            .line_items(vec![item])
            .currency(currency(new.currency))
            .customer(new.customer)
            .customer_update(update)
            .client_reference_id(new.org.to_string())
            .metadata(tenant(new.org))
            .subscription_data(subscription)
            .allow_promotion_codes(true)
            .tax_id_collection(CreateCheckoutSessionTaxIdCollection::new(true))
            .locale(locale(new.locale))
            .success_url(new.success_url)
            .cancel_url(new.cancel_url);
        self.change(&request, key).await
    }

    pub(crate) async fn checkout(&self, id: &str) -> Result<Checkout, GatewayError> {
        self.ask(&RetrieveCheckoutSession::new(id)).await
    }

    /// Ends a checkout that nobody finished; refused for one that is finished or over.
    pub(crate) async fn expire_checkout(&self, id: &str) -> Result<Checkout, GatewayError> {
        self.change(&ExpireCheckoutSession::new(id), &this_minute("expire", id)).await
    }

    pub(crate) async fn portal(
        &self,
        customer: &str,
        flow: PortalFlow,
        return_url: &str,
        locale: Locale,
    ) -> Result<String, GatewayError> {
        let mut request = CreateBillingPortalSession::new()
            .customer(customer)
            .return_url(return_url)
            .locale(portal_locale(locale));
        if flow == PortalFlow::Card {
            let data = CreateBillingPortalSessionFlowDataType::PaymentMethodUpdate;
            request = request.flow_data(CreateBillingPortalSessionFlowData::new(data));
        }
        // Each press makes one of its own: they live for minutes.
        Ok(self.change::<PortalSession>(&request, &format!("portal:{}", uuid::Uuid::now_v7())).await?.url)
    }

    pub(crate) async fn subscription(&self, id: &str) -> Result<Subscription, GatewayError> {
        let prices = vec!["items.data.price.currency_options".to_owned()];
        self.ask(&RetrieveSubscription::new(id).expand(prices)).await
    }

    /// All subscriptions, those that ended too, of a customer or of everybody; page by page behind `after`.
    pub(crate) async fn subscriptions(
        &self,
        customer: Option<&str>,
        after: Option<&str>,
    ) -> Result<List<Subscription>, GatewayError> {
        let mut request = ListSubscription::new().status(ListSubscriptionStatus::All).limit(PAGE);
        if let Some(customer) = customer {
            request = request.customer(customer);
        }
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        self.ask(&request).await
    }

    /// Changes the price now: what is left of the old one is credited, and the difference charged at once. Where it cannot be
    /// charged, nothing is changed.
    pub(crate) async fn change_price(
        &self,
        change: &PriceChange<'_>,
        key: &str,
    ) -> Result<Subscription, GatewayError> {
        let mut item = UpdateSubscriptionItems::new();
        item.id = Some(change.item.to_owned());
        item.price = Some(change.price.to_owned());
        let mut items = vec![item];
        items.extend(change.drop_item.map(dropped_item));
        let mut request = UpdateSubscription::new(change.subscription)
            .items(items)
            .proration_behavior(UpdateSubscriptionProrationBehavior::AlwaysInvoice)
            .payment_behavior(UpdateSubscriptionPaymentBehavior::ErrorIfIncomplete);
        if let Some(at) = change.at {
            request = request.proration_date(at.timestamp());
        }
        self.change_built(&going_on(request, change.goes_on), key).await
    }

    /// What that would cost: now, or else when the period is over that goes on.
    pub(crate) async fn preview(
        &self,
        customer: &str,
        change: &PriceChange<'_>,
        at_once: bool,
    ) -> Result<Invoice, GatewayError> {
        let mut item = CreatePreviewInvoiceSubscriptionDetailsItems::new();
        item.id = Some(change.item.to_owned());
        item.price = Some(change.price.to_owned());
        let mut items = vec![item];
        items.extend(change.drop_item.map(|id| {
            let mut item = CreatePreviewInvoiceSubscriptionDetailsItems::new();
            (item.id, item.deleted) = (Some(id.to_owned()), Some(true));
            item
        }));
        let mut details = CreatePreviewInvoiceSubscriptionDetails::new();
        details.items = Some(items);
        details.proration_behavior = Some(if at_once {
            CreatePreviewInvoiceSubscriptionDetailsProrationBehavior::AlwaysInvoice
        } else {
            CreatePreviewInvoiceSubscriptionDetailsProrationBehavior::None
        });
        // Refused where nothing is prorated.
        details.proration_date = change.at.filter(|_| at_once).map(|at| at.timestamp());
        let request = CreatePreviewInvoice::new()
            .customer(customer)
            .subscription(change.subscription)
            .subscription_details(details);
        self.change(&request, &format!("preview:{}", uuid::Uuid::now_v7())).await
    }

    /// The invoice that comes next, as long as nothing changes.
    pub(crate) async fn upcoming(&self, customer: &str, subscription: &str) -> Result<Invoice, GatewayError> {
        let request = CreatePreviewInvoice::new().customer(customer).subscription(subscription);
        self.change(&request, &format!("preview:{}", uuid::Uuid::now_v7())).await
    }

    /// Has it end with the time that is paid for.
    pub(crate) async fn cancel_at_period_end(
        &self,
        subscription: &str,
        key: &str,
    ) -> Result<Subscription, GatewayError> {
        self.change(&UpdateSubscription::new(subscription).cancel_at_period_end(true), key).await
    }

    /// Has it go on that was to end.
    pub(crate) async fn go_on(
        &self,
        subscription: &str,
        end: EndsBy,
        key: &str,
    ) -> Result<Subscription, GatewayError> {
        self.change_built(&going_on(UpdateSubscription::new(subscription), Some(end)), key).await
    }

    /// Has one go on that is paused: another period begins, and is paid for. Where that fails a payment is missing.
    pub(crate) async fn resume(&self, subscription: &str, key: &str) -> Result<Subscription, GatewayError> {
        self.change(&ResumeSubscription::new(subscription), key).await
    }

    /// Ends it now; what is left of its time is credited.
    pub(crate) async fn cancel_now(&self, subscription: &str) -> Result<Subscription, GatewayError> {
        let request = CancelSubscription::new(subscription).invoice_now(true).prorate(true);
        self.change(&request, &this_minute("end", subscription)).await
    }

    /// Adds the metered price beside the plan.
    pub(crate) async fn add_item(
        &self,
        subscription: &str,
        price: &str,
        key: &str,
    ) -> Result<Subscription, GatewayError> {
        let mut item = UpdateSubscriptionItems::new();
        item.price = Some(price.to_owned());
        let request = UpdateSubscription::new(subscription).items(vec![item]);
        self.change(&request, key).await
    }

    pub(crate) async fn remove_item(
        &self,
        subscription: &str,
        item: &str,
    ) -> Result<Subscription, GatewayError> {
        let request = UpdateSubscription::new(subscription).items(vec![dropped_item(item)]);
        self.change(&request, &this_minute("drop", item)).await
    }

    pub(crate) async fn schedule(&self, id: &str) -> Result<Schedule, GatewayError> {
        self.ask(&RetrieveSubscriptionSchedule::new(id)).await
    }

    /// A schedule of what the subscription is now, to which a phase can be added.
    pub(crate) async fn create_schedule(
        &self,
        subscription: &str,
        key: &str,
    ) -> Result<Schedule, GatewayError> {
        self.change(&CreateSubscriptionSchedule::new().from_subscription(subscription), key).await
    }

    /// Keeps what the subscription is until its time is over, and has another price follow.
    pub(crate) async fn schedule_price(
        &self,
        schedule: &Schedule,
        follows: Follows<'_>,
        org: OrgId,
        key: &str,
    ) -> Result<Schedule, GatewayError> {
        let Follows { at, price, is_other_interval } = follows;
        let item = |price: &str, quantity: Option<u64>| {
            let mut item = UpdateSubscriptionSchedulePhasesItems::new();
            (item.price, item.quantity) = (Some(price.to_owned()), quantity);
            item
        };
        let current = schedule.phases.first();
        let kept = current.into_iter().flat_map(|phase| &phase.items);
        let kept: Vec<_> =
            kept.filter_map(|kept| Some(item(kept.price.0.as_deref()?, kept.quantity))).collect();
        let mut now = UpdateSubscriptionSchedulePhases::new(kept);
        let starts = current.and_then(|phase| phase.start_date).map(|at| at.timestamp());
        now.start_date = starts.map(UpdateSubscriptionSchedulePhasesStartDate::Timestamp);
        now.end_date = Some(UpdateSubscriptionSchedulePhasesEndDate::Timestamp(at.timestamp()));
        // What is not said again would be gone: days to try, and what is taken off.
        let trial_end = current.and_then(|phase| phase.trial_end).map(|at| at.timestamp());
        now.trial_end = trial_end.map(UpdateSubscriptionSchedulePhasesTrialEnd::Timestamp);
        let discounts = current.map(|phase| phase.discounts.as_slice()).unwrap_or_default();
        let discounts: Vec<_> = discounts.iter().map(discount).collect();
        now.discounts = Some(discounts.clone()).filter(|discounts| !discounts.is_empty());
        now.proration_behavior = Some(UpdateSubscriptionSchedulePhasesProrationBehavior::None);
        let mut then = UpdateSubscriptionSchedulePhases::new(vec![item(price, Some(1))]);
        then.start_date = Some(UpdateSubscriptionSchedulePhasesStartDate::Timestamp(at.timestamp()));
        // Where periods change their length they begin anew: counted from where the subscription began, the first of the new ones might
        // be charged for months later.
        let anew = UpdateSubscriptionSchedulePhasesBillingCycleAnchor::PhaseStart;
        then.billing_cycle_anchor = is_other_interval.then_some(anew);
        then.proration_behavior = Some(UpdateSubscriptionSchedulePhasesProrationBehavior::None);
        then.discounts = Some(discounts).filter(|discounts| !discounts.is_empty());
        then.metadata = Some(tenant(org));
        let request = UpdateSubscriptionSchedule::new(schedule.id.as_str())
            .phases(vec![now, then])
            .end_behavior(SubscriptionScheduleEndBehavior::Release);
        self.change(&request, key).await
    }

    /// Forgets what was to follow; the subscription goes on as it is.
    pub(crate) async fn release_schedule(&self, schedule: &str) -> Result<Schedule, GatewayError> {
        self.change(&ReleaseSubscriptionSchedule::new(schedule), &this_minute("release", schedule)).await
    }

    pub(crate) async fn invoice(&self, id: &str) -> Result<Invoice, GatewayError> {
        self.ask(&RetrieveInvoice::new(id)).await
    }

    /// Makes a draft one that can be paid. Whether Stripe collects it by itself stays as it is.
    pub(crate) async fn finalize(&self, invoice: &str) -> Result<Invoice, GatewayError> {
        self.change(&FinalizeInvoiceInvoice::new(invoice), &this_minute("finalize", invoice)).await
    }

    /// The newest invoices of a customer, behind `after`.
    pub(crate) async fn invoices(
        &self,
        customer: &str,
        after: Option<&str>,
    ) -> Result<List<Invoice>, GatewayError> {
        let mut request = ListInvoice::new().customer(customer).limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        self.ask(&request).await
    }

    /// Tells of records checked beyond the plan; the same identifier counts once.
    pub(crate) async fn report_usage(
        &self,
        customer: &str,
        quantity: i64,
        identifier: &str,
        at: DateTime<Utc>,
    ) -> Result<(), GatewayError> {
        let payload = HashMap::from([
            ("stripe_customer_id".to_owned(), customer.to_owned()),
            ("value".to_owned(), quantity.to_string()),
        ]);
        let request =
            CreateBillingMeterEvent::new(METER, payload).identifier(identifier).timestamp(at.timestamp());
        match self.change::<serde_json::Value>(&request, &format!("meter:{identifier}")).await {
            // It was taken when its answer got lost, longer ago than keys of calls are known.
            Err(GatewayError::Refused { code, message, .. }) if is_known(code.as_deref(), &message) => Ok(()),
            told => told.map(|_| ()),
        }
    }

    pub(crate) async fn event(&self, id: &str) -> Result<StripeEvent, GatewayError> {
        self.ask(&RetrieveEvent::new(id)).await
    }

    /// Events since a moment, the newest first, behind `after`. Stripe keeps them for 30 days.
    pub(crate) async fn events(
        &self,
        since: DateTime<Utc>,
        after: Option<&str>,
    ) -> Result<List<StripeEvent>, GatewayError> {
        let mut request = ListEvent::new().created(RangeQueryTs::gte(since.timestamp())).limit(PAGE);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        self.ask(&request).await
    }
}

/// Whether a report is refused for having been made before. That has a code in `/v2`; in `/v1` it is told by the sentence alone.
fn is_known(code: Option<&str>, message: &str) -> bool {
    code == Some("duplicate_meter_event") || message.contains("event already exists with identifier")
}

fn discount(of: &PhaseDiscount) -> UpdateSubscriptionSchedulePhasesDiscounts {
    let mut kept = UpdateSubscriptionSchedulePhasesDiscounts::new();
    if of.discount.0.is_some() {
        kept.discount.clone_from(&of.discount.0);
    } else if of.promotion_code.0.is_some() {
        kept.promotion_code.clone_from(&of.promotion_code.0);
    } else {
        kept.coupon.clone_from(&of.coupon.0);
    }
    kept
}

fn dropped_item(id: &str) -> UpdateSubscriptionItems {
    let mut item = UpdateSubscriptionItems::new();
    (item.id, item.deleted) = (Some(id.to_owned()), Some(true));
    item
}

fn currency(code: &str) -> stripe_types::Currency {
    match code.parse() {
        Ok(currency) => currency,
        Err(never) => match never {},
    }
}

const fn locale(locale: Locale) -> CheckoutSessionLocale {
    match locale {
        Locale::PtBr => CheckoutSessionLocale::PtMinusBr,
        Locale::En => CheckoutSessionLocale::En,
        Locale::Es => CheckoutSessionLocale::EsMinus419,
        Locale::Fr => CheckoutSessionLocale::Fr,
    }
}

const fn portal_locale(locale: Locale) -> stripe_billing::BillingPortalSessionLocale {
    use stripe_billing::BillingPortalSessionLocale as Portal;
    match locale {
        Locale::PtBr => Portal::PtMinusBr,
        Locale::En => Portal::En,
        Locale::Es => Portal::EsMinus419,
        Locale::Fr => Portal::Fr,
    }
}
