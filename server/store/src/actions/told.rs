//! What an action says, read from what its connector takes.

use domain::{ActionKind, view::actions::ActionTold};
use serde_json::Value;

pub(super) fn told(kind: ActionKind, ask: &Value) -> ActionTold {
    let text = |name: &str| ask.get(name).and_then(Value::as_str).map(str::to_owned);
    match kind {
        ActionKind::Cancel => ActionTold::Cancel {
            reason: text("reason").and_then(|code| code.parse().ok()),
            money: text("money").and_then(|code| code.parse().ok()),
        },
        ActionKind::Ship => ActionTold::Ship {
            // Where the channel gives a choice, the carrier itself is a key.
            carrier: text("carrier_name").or_else(|| text("carrier")),
            tracking: text("tracking"),
            pieces: pieces(ask),
        },
        ActionKind::Invoice => ActionTold::Invoice { access_key: text("access_key").unwrap_or_default() },
    }
}

fn pieces(ask: &Value) -> Option<u32> {
    let lines = ask.get("lines").and_then(Value::as_array).filter(|lines| !lines.is_empty())?;
    let quantity = |line: &Value| line.get("quantity").and_then(Value::as_u64).unwrap_or_default();
    u32::try_from(lines.iter().map(quantity).sum::<u64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CancelReason, MoneyBack};
    use serde_json::json;

    #[test]
    fn what_is_told_is_read_from_what_is_asked() {
        assert_eq!(
            told(ActionKind::Cancel, &json!({"reason": "out_of_stock", "money": "channel"})),
            ActionTold::Cancel { reason: Some(CancelReason::OutOfStock), money: Some(MoneyBack::Channel) }
        );
        let ask = json!({"carrier": "7117858858072016897", "carrier_name": "Correios", "tracking": "AA1BR",
            "lines": [{"key": "1", "quantity": 2}, {"key": "2", "quantity": 1}]});
        let told_of = |ask: &Value| told(ActionKind::Ship, ask);
        assert_eq!(
            told_of(&ask),
            ActionTold::Ship {
                carrier: Some("Correios".into()),
                tracking: Some("AA1BR".into()),
                pieces: Some(3)
            }
        );
        assert_eq!(
            told_of(&json!({"lines": []})),
            ActionTold::Ship { carrier: None, tracking: None, pieces: None }
        );
    }
}
