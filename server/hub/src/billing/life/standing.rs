//! What a subscription as Stripe tells of it gives, and how it is kept.

use super::Seen;
use crate::billing::{GRACE, gateway::Subscription};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{OVERAGE_LOOKUP_KEY, PlanCode, SubscriptionStatus};
use store::billing::subscriptions::SubscriptionRow;

/// What is paid for, or nearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Holds(PlanCode),
    /// A payment is missing; until this moment it holds all the same.
    Waits(PlanCode, DateTime<Utc>),
    /// It was waited for long enough.
    Lost,
    /// Nothing is known of such a state, or of such a price: what held goes on.
    Unclear,
    Nothing,
}

/// What one subscription gives.
pub(crate) fn standing(row: &SubscriptionRow, now: DateTime<Utc>) -> Standing {
    use SubscriptionStatus as Status;
    match (row.known_status(), row.plan) {
        (Some(Status::Trialing | Status::Active), Some(plan)) => Standing::Holds(plan),
        (Some(Status::PastDue), Some(plan)) => match row.grace_until {
            Some(until) if until > now => Standing::Waits(plan, until),
            _ => Standing::Lost,
        },
        (Some(Status::Unpaid), _) => Standing::Lost,
        // Ended by Stripe, after it had tried to collect for long enough.
        (Some(Status::Canceled), _) if row.past_due_since.is_some() => Standing::Lost,
        (Some(Status::Canceled | Status::IncompleteExpired | Status::Incomplete | Status::Paused), _) => {
            Standing::Nothing
        }
        (None, _) | (Some(Status::Trialing | Status::Active | Status::PastDue), None) => Standing::Unclear,
    }
}

/// The subscription that counts: a live one before one that is over, one for a plan before one for something else, a paid one
/// before one that is not, the larger plan, and of two alike the older one.
pub(crate) fn chief(all: &[SubscriptionRow]) -> Option<&SubscriptionRow> {
    let rank = |row: &SubscriptionRow| {
        (row.plan.is_some(), row.known_status().is_some_and(SubscriptionStatus::is_in_order), row.plan)
    };
    let live = all.iter().filter(|row| row.is_live());
    let live =
        live.max_by(|one, other| rank(one).cmp(&rank(other)).then(other.created_at.cmp(&one.created_at)));
    live.or_else(|| all.iter().max_by_key(|row| (row.ended_at, row.created_at)))
}

/// Live ones beside the one that counts: paid for twice. One without a plan of ours may be for something else that is sold to the
/// same customer.
pub(super) fn surplus(all: &[SubscriptionRow]) -> Vec<String> {
    let Some(chief) = chief(all) else { return Vec::new() };
    let others = all.iter().filter(|row| row.plan.is_some() && row.is_live() && row.id != chief.id);
    let others = others.filter(|row| row.known_status().is_some());
    others.map(|row| row.id.clone()).collect()
}

/// The last second in which what goes beyond the plan was paid for, by the subscriptions as they were known `before` and as they are
/// known now: a period at Stripe ends before the second that is called its end. It is `now` while that goes on, and where nobody knows
/// when it ended.
pub(crate) fn paid_beyond_until(
    before: &[SubscriptionRow],
    all: &[SubscriptionRow],
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let ended = chief(before).and_then(|was| {
        let is = all.iter().find(|row| row.id == was.id)?;
        beyond_ended(was, is)
    });
    ended.map_or(now, |ended| (ended - TimeDelta::seconds(1)).min(now))
}

/// When a subscription that had the metered price lost it, or will.
fn beyond_ended(was: &SubscriptionRow, is: &SubscriptionRow) -> Option<DateTime<Utc>> {
    // With the subscription, or as a plan follows that has no such price.
    let by_itself =
        |row: &SubscriptionRow| [row.cancels_at, row.next.map(|next| next.at)].into_iter().flatten().min();
    if is.ended_at.is_some() {
        return is.ended_at;
    }
    if is.overage_item_id.is_some() {
        return by_itself(is);
    }
    // Where another period began meanwhile, it is known to have been there until the end of the one before.
    let turned = is.period_start.filter(|start| was.period_start.is_some_and(|before| before < *start));
    [by_itself(was), turned, turned.and(was.period_end)].into_iter().flatten().min()
}

/// As it is kept; `old` is what was known of it.
pub(super) fn row_of(seen: Seen, old: Option<&SubscriptionRow>, now: DateTime<Utc>) -> SubscriptionRow {
    let Seen { subscription, next, asked_at } = seen;
    let item = subscription.plan_item();
    let plan = item.and_then(|item| PlanCode::of_lookup_key(item.price.lookup_key.as_deref()?));
    // A price that was taken off the shop's shelf has lost its name; who pays it has what it stood for.
    let kept = || old.filter(|old| item.is_some_and(|item| Some(&item.id) == old.item_id.as_ref()));
    let amount = item.and_then(|item| item.price.amount_in(&subscription.currency));
    let plan = plan.or_else(|| {
        let old = kept().filter(|old| old.amount == amount)?;
        Some((old.plan?, old.interval?))
    });
    let is_late = |status: &str| matches!(status, "past_due" | "unpaid");
    // One that ends while a payment is missing ends because of it.
    let ends_late = subscription.status == "canceled" && old.is_some_and(|old| old.past_due_since.is_some());
    let past_due_since = match (is_late(&subscription.status), old.and_then(|old| old.past_due_since)) {
        (true, since) => since.or(Some(now)),
        (false, since) if ends_late => since,
        (false, _) => None,
    };
    let overage = subscription
        .overage_item()
        .filter(|item| item.price.lookup_key.as_deref().is_none_or(|key| key == OVERAGE_LOOKUP_KEY));
    SubscriptionRow {
        plan: plan.map(|(plan, _)| plan),
        interval: plan.map(|(_, interval)| interval),
        amount,
        item_id: item.map(|item| item.id.clone()),
        overage_item_id: overage.map(|item| item.id.clone()),
        created_at: subscription.created.unwrap_or(now),
        period_start: item.and_then(|item| item.current_period_start),
        period_end: item.and_then(|item| item.current_period_end),
        trial_end: subscription.trial_end,
        cancels_at: subscription.cancels_at(),
        ended_at: subscription.ended_at,
        schedule_id: subscription.schedule.0.clone(),
        next,
        past_due_since,
        grace_until: past_due_since.map(|since| since + GRACE),
        grace_ended: past_due_since.is_some() && old.is_some_and(|old| old.grace_ended),
        asked_at,
        id: subscription.id,
        status: subscription.status,
        currency: subscription.currency,
    }
}

/// Whether what a list tells of a subscription differs from what is kept of it. A list does not tell what a price is in further
/// currencies, nor what follows by a schedule.
pub(crate) fn is_other(listed: &Subscription, kept: &SubscriptionRow) -> bool {
    let seen = Seen { subscription: listed.clone(), next: kept.next, asked_at: kept.asked_at };
    let mut row = row_of(seen, Some(kept), kept.asked_at);
    if row.amount.is_none() {
        row.amount = kept.amount;
        if row.plan.is_none() {
            // Without a name it is told by its amount alone.
            (row.plan, row.interval) = (kept.plan, kept.interval);
        }
    }
    row != *kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{BillingInterval, view::billing::NextPlan};
    use serde_json::json;

    fn subscription(id: &str, status: &str, key: Option<&str>) -> Subscription {
        let value = json!({
            "id": id, "status": status, "customer": "cus_1", "currency": "usd", "created": 1_795_000_000,
            "items": { "data": [{ "id": format!("si_{id}"), "current_period_start": 1_795_000_000, "current_period_end": 1_797_592_000,
                "price": { "id": "price_1", "lookup_key": key, "unit_amount": 4900, "currency": "usd",
                    "recurring": { "interval": "month", "usage_type": "licensed" } } }] }
        });
        serde_json::from_value(value).unwrap()
    }

    fn row(status: &str, old: Option<&SubscriptionRow>, now: DateTime<Utc>) -> SubscriptionRow {
        let seen = Seen {
            subscription: subscription("1", status, Some("pro_monthly_v1")),
            next: None,
            asked_at: now,
        };
        row_of(seen, old, now)
    }

    #[test]
    fn each_state_gives_what_it_should() {
        let now = Utc::now();
        let of = |status: &str| standing(&row(status, None, now), now);
        assert_eq!(of("active"), Standing::Holds(PlanCode::Pro));
        assert_eq!(of("trialing"), Standing::Holds(PlanCode::Pro));
        assert_eq!(of("past_due"), Standing::Waits(PlanCode::Pro, now + GRACE));
        assert_eq!(of("unpaid"), Standing::Lost);
        for over in ["canceled", "incomplete", "incomplete_expired", "paused"] {
            assert_eq!(of(over), Standing::Nothing, "{over}");
        }
        assert_eq!(of("hibernating"), Standing::Unclear);
    }

    #[test]
    fn days_are_given_once_for_each_time_that_a_payment_is_missing() {
        let first = Utc::now() - TimeDelta::days(8);
        let late = row("past_due", None, first);
        let again = row("past_due", Some(&late), first + TimeDelta::days(3));
        assert_eq!(again.grace_until, Some(first + GRACE), "a further failure gives no further days");
        assert_eq!(standing(&again, Utc::now()), Standing::Lost);
        // Paid, and late once more a month later.
        let paid = row("active", Some(&again), Utc::now());
        assert_eq!((paid.past_due_since, paid.grace_until, paid.grace_ended), (None, None, false));
        let next = row("past_due", Some(&paid), Utc::now());
        assert!(matches!(standing(&next, Utc::now()), Standing::Waits(PlanCode::Pro, _)));
        // Ended because of it.
        let ended = row("canceled", Some(&again), Utc::now());
        assert_eq!(standing(&ended, Utc::now()), Standing::Lost);
    }

    #[test]
    fn a_price_without_its_name_goes_on_for_who_pays_it_and_is_nothing_to_others() {
        let now = Utc::now();
        let old = row("active", None, now);
        let nameless = |old: Option<&SubscriptionRow>| {
            row_of(
                Seen { subscription: subscription("1", "active", None), next: None, asked_at: now },
                old,
                now,
            )
        };
        assert_eq!(nameless(Some(&old)).plan, Some(PlanCode::Pro));
        assert_eq!(nameless(Some(&old)).interval, Some(BillingInterval::Month));
        assert_eq!(standing(&nameless(None), now), Standing::Unclear);
        let other_sum = SubscriptionRow { amount: Some(1), ..old };
        assert_eq!(nameless(Some(&other_sum)).plan, None);
    }

    #[test]
    fn of_two_the_larger_and_older_counts_and_the_other_is_one_too_many() {
        let now = Utc::now();
        let pro = row("active", None, now);
        let business = SubscriptionRow { id: "2".into(), plan: Some(PlanCode::Business), ..pro.clone() };
        let newer = SubscriptionRow {
            id: "3".into(),
            created_at: pro.created_at + TimeDelta::days(1),
            ..pro.clone()
        };
        let over = SubscriptionRow {
            id: "4".into(),
            status: "canceled".into(),
            plan: Some(PlanCode::Business),
            ..pro.clone()
        };
        let late = SubscriptionRow { id: "5".into(), status: "past_due".into(), ..business.clone() };
        let id = |all: &[&SubscriptionRow]| {
            let all: Vec<_> = all.iter().map(|row| (*row).clone()).collect();
            (chief(&all).map(|row| row.id.clone()), surplus(&all))
        };
        assert_eq!(id(&[&pro, &business]), (Some("2".into()), vec!["1".into()]));
        assert_eq!(id(&[&newer, &pro]), (Some("1".into()), vec!["3".into()]));
        assert_eq!(id(&[&over, &pro]), (Some("1".into()), vec![]));
        assert_eq!(id(&[&late, &pro]), (Some("1".into()), vec!["5".into()]));
        assert_eq!(id(&[&over]), (Some("4".into()), vec![]));
        // Something else that is sold to the same customer.
        let other = SubscriptionRow { id: "6".into(), plan: None, interval: None, ..pro.clone() };
        assert_eq!(id(&[&other, &pro]), (Some("1".into()), vec![]));
        assert_eq!(id(&[&other, &late]), (Some("5".into()), vec![]));
    }

    #[test]
    fn what_goes_beyond_is_paid_for_until_the_second_before_its_price_ended() {
        let was = SubscriptionRow { overage_item_id: Some("si_2".into()), ..row("active", None, Utc::now()) };
        let (start, end) = (was.period_start.unwrap(), was.period_end.unwrap());
        let late = end + TimeDelta::hours(5);
        let until = |was: &SubscriptionRow, is: &SubscriptionRow, now: DateTime<Utc>| {
            paid_beyond_until(std::slice::from_ref(was), std::slice::from_ref(is), now)
        };
        let last = end - TimeDelta::seconds(1);
        assert_eq!(until(&was, &was, late), late, "it goes on");

        let over = SubscriptionRow { status: "canceled".into(), ended_at: Some(end), ..was.clone() };
        assert_eq!(until(&was, &over, late), last);
        assert_eq!(until(&was, &over, start), start, "never later than now");
        // Beside another one, which counts from then on.
        let other = SubscriptionRow { id: "2".into(), overage_item_id: None, ..was.clone() };
        assert_eq!(paid_beyond_until(std::slice::from_ref(&was), &[other, over], late), last);

        // A smaller plan came with the next period, or with the one after it.
        let renewed = end + TimeDelta::days(30);
        let smaller = SubscriptionRow {
            overage_item_id: None,
            period_start: Some(end),
            period_end: Some(renewed),
            ..was.clone()
        };
        assert_eq!(until(&was, &smaller, late), last);
        let later = SubscriptionRow { period_start: Some(renewed), ..smaller.clone() };
        assert_eq!(until(&was, &later, renewed + TimeDelta::hours(1)), last);
        // Another interval begins its period at once.
        let at = start + TimeDelta::days(3);
        let yearly = SubscriptionRow { period_start: Some(at), ..smaller };
        assert_eq!(until(&was, &yearly, late), at - TimeDelta::seconds(1));
        // Taken off at the dashboard, amidst a period.
        let without = SubscriptionRow { overage_item_id: None, ..was.clone() };
        assert_eq!(until(&was, &without, at), at);

        // What is to come came, and was not heard of yet.
        let ends = SubscriptionRow { cancels_at: Some(end), ..was.clone() };
        let next = NextPlan { plan: PlanCode::Pro, interval: BillingInterval::Month, at: end };
        let follows = SubscriptionRow { next: Some(next), ..was.clone() };
        for known in [&ends, &follows] {
            assert_eq!(until(known, known, late), last);
            assert_eq!(until(known, known, at), at);
        }
    }

    #[test]
    fn whatever_a_list_tells_otherwise_is_seen() {
        let kept = row("active", None, Utc::now());
        let listed = subscription("1", "active", Some("pro_monthly_v1"));
        assert!(!is_other(&listed, &kept));
        let business = subscription("1", "active", Some("business_monthly_v1"));
        let mut ends = listed.clone();
        ends.cancel_at_period_end = true;
        let mut follows = listed.clone();
        follows.schedule = crate::billing::gateway::Link(Some("sub_sched_1".into()));
        let mut renewed = listed.clone();
        renewed.items.data[0].current_period_end = Some(kept.created_at);
        let mut dearer = listed.clone();
        dearer.items.data[0].price.unit_amount = Some(5_900);
        let mut replaced = listed.clone();
        replaced.items.data[0].id = "si_9".into();
        let late = subscription("1", "past_due", Some("pro_monthly_v1"));
        for other in [&business, &ends, &follows, &renewed, &dearer, &replaced, &late] {
            assert!(is_other(other, &kept), "{other:?}");
        }
        // What a price is in reais is not in the list, nor the name of one that is sold no more.
        let in_reais = SubscriptionRow { currency: "brl".into(), amount: Some(24_900), ..kept };
        for key in [Some("pro_monthly_v1"), None] {
            let mut listed = subscription("1", "active", key);
            listed.currency = "brl".into();
            assert!(!is_other(&listed, &in_reais), "{key:?}");
        }
    }
}
