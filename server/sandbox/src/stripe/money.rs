//! Amounts in minor units: discounts, shares of a period, tiers.

use serde_json::Value;

use crate::stripe::doc::Doc as _;

/// `amount * part / whole`, rounded to the nearest unit, halves away from zero.
pub(crate) fn share(amount: i64, part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let exact = i128::from(amount) * i128::from(part);
    let whole = i128::from(whole);
    let half = if exact < 0 { -whole } else { whole };
    ((exact * 2 + half) / (whole * 2)) as i64
}

/// What a coupon takes off an amount; never more than the amount.
pub(crate) fn discount(coupon: &Value, amount: i64, currency: &str) -> i64 {
    if amount <= 0 {
        return 0;
    }
    if let Some(percent) = coupon.get("percent_off").and_then(Value::as_f64) {
        // Percentages have up to two decimals.
        return share(amount, (percent * 100.0).round() as i64, 10_000);
    }
    let option = coupon
        .get("currency_options")
        .and_then(|of| of.get(currency))
        .and_then(|of| of.maybe_int("amount_off"));
    let plain = (coupon.text("currency") == currency).then(|| coupon.maybe_int("amount_off")).flatten();
    option.or(plain).unwrap_or_default().min(amount)
}

/// What a price costs one unit in a currency, in millionths of the minor unit; `None` where it has no amount in it.
pub(crate) fn unit_amount(price: &Value, currency: &str) -> Option<i64> {
    let in_currency = if price.text("currency") == currency {
        Some(price)
    } else {
        price.get("currency_options").and_then(|of| of.get(currency))
    };
    let of = in_currency?;
    decimal(of, "unit_amount")
}

/// `name` in whole units, or `name_decimal` as text, in millionths.
fn decimal(of: &Value, name: &str) -> Option<i64> {
    if let Some(whole) = of.maybe_int(name) {
        return Some(whole * 1_000_000);
    }
    millionths(of.text(&format!("{name}_decimal")))
}

/// `0.5` as 500,000.
pub(crate) fn millionths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || part.len() > 6 || !part.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part: i64 = format!("{part:0<6}").parse().ok()?;
    Some(whole.parse::<i64>().ok()?.checked_mul(1_000_000)? + part)
}

/// What a quantity of a price costs in a currency.
pub(crate) fn price_amount(price: &Value, quantity: i64, currency: &str) -> Option<i64> {
    if price.text("billing_scheme") != "tiered" {
        return Some(round_millionths(i128::from(unit_amount(price, currency)?) * i128::from(quantity)));
    }
    let tiers = if price.text("currency") == currency {
        price.rows("tiers")
    } else {
        price.get("currency_options").and_then(|of| of.get(currency))?.rows("tiers")
    };
    Some(tiered(tiers, quantity, price.text("tiers_mode") == "volume"))
}

fn tiered(tiers: &[Value], quantity: i64, is_volume: bool) -> i64 {
    let mut total: i128 = 0;
    let mut from = 0;
    for tier in tiers {
        let up_to = tier.maybe_int("up_to").unwrap_or(i64::MAX);
        let unit = i128::from(decimal(tier, "unit_amount").unwrap_or_default());
        let flat = i128::from(decimal(tier, "flat_amount").unwrap_or_default());
        if is_volume {
            if quantity <= up_to {
                return round_millionths(unit * i128::from(quantity) + flat);
            }
            continue;
        }
        let inside = quantity.min(up_to) - from;
        if inside > 0 || (from == 0 && quantity == 0) {
            total += unit * i128::from(inside.max(0)) + flat;
        }
        from = up_to;
        if quantity <= up_to {
            break;
        }
    }
    round_millionths(total)
}

fn round_millionths(amount: i128) -> i64 {
    let half = if amount < 0 { -500_000 } else { 500_000 };
    ((amount + half) / 1_000_000) as i64
}

/// `4900` of USD as `$49.00`; of currencies without minor units as it stands.
pub(crate) fn shown(amount: i64, currency: &str) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let amount = amount.unsigned_abs();
    match currency {
        "jpy" | "krw" | "clp" => format!("{sign}{} {amount}", currency.to_uppercase()),
        "brl" => format!("{sign}R$\u{a0}{},{:02}", thousands(amount / 100, "."), amount % 100),
        "usd" => format!("{sign}${}.{:02}", thousands(amount / 100, ","), amount % 100),
        other => {
            format!("{sign}{} {}.{:02}", other.to_uppercase(), thousands(amount / 100, ","), amount % 100)
        }
    }
}

fn thousands(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn shares_are_right_to_the_cent() {
        // 20 of 30 days of US$ 49 and of US$ 299.
        assert_eq!((share(-4_900, 20, 30), share(29_900, 20, 30)), (-3_267, 19_933));
        assert_eq!((share(1, 1, 2), share(-1, 1, 2), share(5, 0, 7), share(5, 7, 7)), (1, -1, 0, 5));
    }

    #[test]
    fn a_coupon_takes_a_share_or_an_amount_of_its_currency() {
        let percent = json!({ "percent_off": 20.0 });
        assert_eq!((discount(&percent, 4_900, "usd"), discount(&percent, -100, "usd")), (980, 0));
        let amount = json!({ "amount_off": 500, "currency": "usd", "currency_options": { "brl": { "amount_off": 2_500 } } });
        assert_eq!(discount(&amount, 300, "usd"), 300);
        assert_eq!((discount(&amount, 9_000, "brl"), discount(&amount, 9_000, "eur")), (2_500, 0));
    }

    #[test]
    fn tiers_are_counted_in_steps_or_as_a_whole() {
        let tiers =
            json!([{ "up_to": 100, "unit_amount": 0 }, { "up_to": null, "unit_amount_decimal": "0.5" }]);
        let price = json!({ "currency": "usd", "billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": tiers });
        let cost = |quantity| price_amount(&price, quantity, "usd").unwrap();
        assert_eq!((cost(0), cost(100), cost(101), cost(1_100)), (0, 0, 1, 500));
        let volume =
            json!({ "currency": "usd", "billing_scheme": "tiered", "tiers_mode": "volume", "tiers": tiers });
        assert_eq!(price_amount(&volume, 1_000, "usd"), Some(500));
        assert_eq!(price_amount(&price, 5, "brl"), None);
    }

    #[test]
    fn amounts_are_shown_as_their_readers_write_them() {
        assert_eq!(shown(123_456_789, "usd"), "$1,234,567.89");
        assert_eq!(shown(-149_900, "brl"), "-R$\u{a0}1.499,00");
        assert_eq!(millionths("0.5"), Some(500_000));
        assert_eq!(millionths("x"), None);
    }
}
