//! Coupons, promotion codes and the discounts that come of them.

use serde_json::{Value, json};

use crate::stripe::calendar;
use crate::stripe::call::{Call, as_json, copy_truths, metadata};
use crate::stripe::doc::Doc as _;
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

pub(crate) const COUPON_CREATE: &str = "amount_off applies_to{products[]} currency currency_options{*} duration duration_in_months expand[] id max_redemptions metadata{*} name percent_off redeem_by";
pub(crate) const COUPON_UPDATE: &str = "currency_options{*} expand[] metadata{*} name";
pub(crate) const COUPON_LIST: &str = "created?{gt gte lt lte} ending_before expand[] limit starting_after";
pub(crate) const CODE_CREATE: &str = "active code customer customer_account expand[] expires_at max_redemptions metadata{*} promotion{coupon type} restrictions{currency_options{*} first_time_transaction minimum_amount minimum_amount_currency}";
pub(crate) const CODE_UPDATE: &str = "active expand[] metadata{*} restrictions{currency_options{*}}";
pub(crate) const CODE_LIST: &str = "active code coupon created?{gt gte lt lte} customer customer_account ending_before expand[] limit starting_after";

pub(crate) fn create_coupon(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let duration = params.choice("duration", &["forever", "once", "repeating"])?.unwrap_or("once");
    let percent = match params.text("percent_off").map(str::parse::<f64>) {
        Some(Ok(percent)) if percent > 0.0 && percent <= 100.0 => Some(percent),
        Some(_) => {
            return Err(
                Refusal::invalid("Invalid percent_off: must be between 0 and 100").param("percent_off")
            );
        }
        None => None,
    };
    let amount = params.whole("amount_off")?;
    match (percent, amount) {
        (None, None) => {
            return Err(
                Refusal::invalid("You must pass either percent_off or amount_off.").param("percent_off")
            );
        }
        (Some(_), Some(_)) => {
            return Err(Refusal::invalid(
                "You may only specify one of these parameters: percent_off, amount_off.",
            ));
        }
        (None, Some(_)) => {
            params.required("currency")?;
        }
        _ => {}
    }
    let months = params.whole("duration_in_months")?;
    if duration == "repeating" && months.is_none() {
        return Err(Refusal::missing("duration_in_months"));
    }
    let id = params.text("id").map_or_else(|| state.new_id(Kind::Coupon), str::to_owned);
    if state.get(Kind::Coupon, &id).is_some() {
        return Err(Refusal::invalid("Coupon already exists.").code("resource_already_exists").param("id"));
    }
    let applies_to = match params.get("applies_to") {
        Some(inside) => json!({ "products": inside.texts("products") }),
        None => Value::Null,
    };
    let mut options = as_json(params.get("currency_options").unwrap_or(&Node::default()));
    for (_, option) in options.as_object_mut().into_iter().flatten() {
        option["amount_off"] = json!(option.text("amount_off").parse::<i64>().unwrap_or_default());
    }
    let doc = json!({
        "id": id, "object": "coupon", "amount_off": amount, "applies_to": applies_to, "created": state.now,
        "currency": params.text("currency"), "currency_options": options, "duration": duration,
        "duration_in_months": months, "livemode": false, "max_redemptions": params.whole("max_redemptions")?,
        "metadata": metadata(params, &Value::Null), "name": params.text("name"), "percent_off": percent,
        "redeem_by": params.whole("redeem_by")?, "times_redeemed": 0, "valid": true,
    });
    state.add(Kind::Coupon, doc, "coupon.created");
    Ok(state.shown(Kind::Coupon, &id))
}

pub(crate) fn get_coupon(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Coupon, call.id(), "id")?;
    Ok(state.shown(Kind::Coupon, call.id()))
}

pub(crate) fn update_coupon(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let mut doc = state.need(Kind::Coupon, call.id(), "id")?.clone();
    if let Some(name) = call.params.given("name") {
        doc["name"] = json!(name);
    }
    doc["metadata"] = metadata(&call.params, &doc["metadata"]);
    state.change(Kind::Coupon, call.id(), "coupon.updated", |kept| *kept = doc);
    Ok(state.shown(Kind::Coupon, call.id()))
}

pub(crate) fn delete_coupon(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let id = call.id();
    if state.need(Kind::Coupon, id, "id")?.flag("deleted") {
        return Err(Refusal::no_such("coupon", id, "id"));
    }
    state.tell("coupon.deleted", Kind::Coupon, id);
    let gone = json!({ "id": id, "object": "coupon", "deleted": true });
    state.put(Kind::Coupon, gone.clone());
    Ok(gone)
}

pub(crate) fn list_coupons(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    lists::page(state, &call.params, Kind::Coupon, "/v1/coupons", |_| true)
}

pub(crate) fn create_code(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let coupon =
        params.deep(&["promotion", "coupon"]).ok_or_else(|| Refusal::missing("promotion[coupon]"))?;
    state.need(Kind::Coupon, coupon, "promotion[coupon]")?;
    let code = params.text("code").map_or_else(|| state.letters(8).to_uppercase(), str::to_owned);
    let same = |doc: &Value| doc.flag("active") && doc.text("code").eq_ignore_ascii_case(&code);
    if state.all(Kind::PromotionCode).any(same) {
        let told = format!("An active promotion code with `code: {code}` already exists.");
        return Err(Refusal::invalid(told).code("resource_already_exists").param("code"));
    }
    let none = Node::default();
    let limits = params.get("restrictions").unwrap_or(&none);
    let id = state.new_id(Kind::PromotionCode);
    let mut doc = json!({
        "id": id, "object": "promotion_code", "active": true, "code": code, "created": state.now,
        "customer": params.text("customer"), "customer_account": null, "expires_at": params.whole("expires_at")?,
        "livemode": false, "max_redemptions": params.whole("max_redemptions")?,
        "metadata": metadata(params, &Value::Null), "promotion": { "coupon": coupon, "type": "coupon" },
        "restrictions": {
            "first_time_transaction": limits.truth("first_time_transaction")?.unwrap_or_default(),
            "minimum_amount": limits.whole("minimum_amount")?,
            "minimum_amount_currency": limits.text("minimum_amount_currency"),
        },
        "times_redeemed": 0,
    });
    copy_truths(&mut doc, params, &["active"])?;
    state.add(Kind::PromotionCode, doc, "promotion_code.created");
    Ok(state.shown(Kind::PromotionCode, &id))
}

pub(crate) fn get_code(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::PromotionCode, call.id(), "id")?;
    Ok(state.shown(Kind::PromotionCode, call.id()))
}

pub(crate) fn update_code(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let mut doc = state.need(Kind::PromotionCode, call.id(), "id")?.clone();
    copy_truths(&mut doc, &call.params, &["active"])?;
    doc["metadata"] = metadata(&call.params, &doc["metadata"]);
    state.change(Kind::PromotionCode, call.id(), "promotion_code.updated", |kept| *kept = doc);
    Ok(state.shown(Kind::PromotionCode, call.id()))
}

pub(crate) fn list_codes(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let (code, coupon, active) = (params.text("code"), params.text("coupon"), params.truth("active")?);
    lists::page(state, params, Kind::PromotionCode, "/v1/promotion_codes", |doc| {
        code.is_none_or(|code| doc.text("code").eq_ignore_ascii_case(code))
            && coupon.is_none_or(|coupon| doc["promotion"].text("coupon") == coupon)
            && active.is_none_or(|active| doc.flag("active") == active)
    })
}

/// A promotion code that a customer may enter now; `None` where it is unknown, used up, over, of somebody else or
/// for higher amounts.
pub(crate) fn usable_code(state: &State, entered: &str, customer: &str, amount: i64) -> Option<String> {
    let entered = entered.trim();
    let now = state.now;
    let found = state.all(Kind::PromotionCode).find(|doc| {
        let used_up = |doc: &Value| {
            doc.maybe_int("max_redemptions").is_some_and(|most| doc.int("times_redeemed") >= most)
        };
        let coupon = state.doc(Kind::Coupon, doc["promotion"].text("coupon"));
        let bought = || {
            state
                .all(Kind::Invoice)
                .any(|paid| paid.text("customer") == customer && paid.int("amount_paid") > 0)
        };
        doc.text("code").eq_ignore_ascii_case(entered)
            && doc.flag("active")
            && coupon.flag("valid")
            && !used_up(doc)
            && !used_up(&coupon)
            && doc.maybe_int("expires_at").is_none_or(|end| end > now)
            && coupon.maybe_int("redeem_by").is_none_or(|end| end > now)
            && (doc["customer"].is_null() || doc.text("customer") == customer)
            && doc["restrictions"].maybe_int("minimum_amount").is_none_or(|least| amount >= least)
            && !(doc["restrictions"].flag("first_time_transaction") && bought())
    });
    found.map(|doc| doc.id().to_owned())
}

/// A discount of a subscription from a coupon, by a promotion code or without one.
pub(crate) fn redeem(
    state: &mut State,
    coupon: &str,
    code: Option<&str>,
    customer: &str,
    subscription: &str,
) -> String {
    let kept = state.doc(Kind::Coupon, coupon);
    let end = match kept.text("duration") {
        "repeating" => Some(calendar::after(state.now, "month", kept.int("duration_in_months"))),
        _ => None,
    };
    let id = state.new_id(Kind::Discount);
    let doc = json!({
        "id": id, "object": "discount", "checkout_session": null, "customer": customer, "customer_account": null,
        "end": end, "invoice": null, "invoice_item": null, "promotion_code": code,
        "source": { "coupon": coupon, "type": "coupon" }, "start": state.now, "subscription": subscription,
        "subscription_item": null,
    });
    state.put(Kind::Discount, doc);
    for (kind, id) in [(Kind::Coupon, Some(coupon)), (Kind::PromotionCode, code)] {
        state.edit(kind, id.unwrap_or_default(), |doc| {
            let times = doc.int("times_redeemed") + 1;
            doc["times_redeemed"] = json!(times);
            if doc.get("valid").is_some()
                && doc.maybe_int("max_redemptions").is_some_and(|most| times >= most)
            {
                doc["valid"] = json!(false);
            }
        });
    }
    let mut told = state.shown(Kind::Discount, &id);
    told["source"]["coupon"] = state.shown(Kind::Coupon, coupon);
    state.emit("customer.discount.created", told, None);
    id
}

/// Discounts that hold at a moment.
pub(crate) fn holding(state: &State, ids: &[Value], at: i64) -> Vec<(String, Value)> {
    let known = ids.iter().filter_map(Value::as_str).map(|id| state.doc(Kind::Discount, id));
    let holds = known.filter(|doc| doc.maybe_int("end").is_none_or(|end| end > at));
    holds
        .map(|doc| {
            let coupon = state.doc(Kind::Coupon, doc["source"].text("coupon"));
            (doc.id().to_owned(), coupon)
        })
        .collect()
}

/// The coupon that `discounts[0]` of a request names, with the promotion code.
///
/// # Errors
/// Where it names none that is there.
pub(crate) fn named(state: &State, params: &Node) -> Result<Option<(String, Option<String>)>, Refusal> {
    let Some(first) = params.elements("discounts").into_iter().next() else { return Ok(None) };
    if let Some(code) = first.text("promotion_code") {
        let doc = state.need(Kind::PromotionCode, code, "discounts[0][promotion_code]")?;
        if !doc.flag("active") {
            let told = format!("This promotion code ({code}) is not active.");
            return Err(Refusal::invalid(told).param("discounts[0][promotion_code]"));
        }
        return Ok(Some((doc["promotion"].text("coupon").to_owned(), Some(code.to_owned()))));
    }
    let Some(coupon) = first.text("coupon") else { return Ok(None) };
    state.need(Kind::Coupon, coupon, "discounts[0][coupon]")?;
    Ok(Some((coupon.to_owned(), None)))
}
