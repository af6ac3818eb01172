//! Cancelling orders. The shop asks for no reason and gives no money back; its own hooks put the goods back
//! on the shelf. It takes any status after any other, so that what makes no sense is refused here.

use super::one::{self, One, Stage};
use connector_kit::{Advice, CancelAsk, CancelChoices, Conn, ConnectorError, Standing};
use domain::{MoneyBack, Obstacle, UpstreamKind};

const CANCELLED: &str = "cancelled";

pub(super) async fn look(conn: &Conn, key: &str) -> Result<Standing<CancelChoices>, ConnectorError> {
    let order = one::read(conn, key).await?;
    Ok(order.map_or(Standing::Closed(Obstacle::NotFound), |order| standing(&order)))
}

pub(super) async fn cancel(conn: &Conn, ask: &CancelAsk) -> Result<(), ConnectorError> {
    let order = one::read(conn, &ask.order).await?.ok_or_else(one::absent)?;
    match standing(&order) {
        Standing::Open(_) => {}
        Standing::Done => return Ok(()),
        _ => return Err(one::refused(format!("an order in the status {:?} is not cancelled", order.status))),
    }
    let status = one::set_status(conn, order.id, CANCELLED, None).await?;
    if status == CANCELLED {
        return Ok(());
    }
    // A plugin may have led it on, or back: looking tells.
    let detail = format!("the shop answered with the status {status:?}");
    Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail))
}

fn standing(order: &One) -> Standing<CancelChoices> {
    match order.stage {
        Stage::Cancelled => Standing::Done,
        Stage::Binned => Standing::Closed(Obstacle::Cancelled),
        Stage::Shipped => Standing::Closed(Obstacle::Shipped),
        // It is over: there is nothing left to be called off.
        Stage::Refunded => Standing::Closed(Obstacle::TooLate),
        Stage::Draft => Standing::Closed(Obstacle::TooEarly),
        Stage::Unknown => Standing::Closed(Obstacle::UnknownState),
        Stage::Unpaid | Stage::OnHold | Stage::ToShip if order.has_left => {
            Standing::Closed(Obstacle::Shipped)
        }
        Stage::Unpaid | Stage::OnHold | Stage::ToShip => Standing::Open(CancelChoices {
            reasons: Vec::new(),
            money: if order.is_paid { MoneyBack::Merchant } else { MoneyBack::Nobody },
            message: None,
            hurts_reputation: false,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(stage: Stage) -> One {
        let status = String::new();
        let lines = Some(Vec::new());
        One {
            id: 7,
            stage,
            status,
            is_paid: true,
            lines,
            has_refunds: false,
            has_left: false,
            has_fulfilments: false,
            was_completed: false,
            stays: None,
            told: None,
        }
    }

    #[test]
    fn each_stage_has_one_standing() {
        for (stage, obstacle) in [
            (Stage::Shipped, Obstacle::Shipped),
            (Stage::Binned, Obstacle::Cancelled),
            (Stage::Refunded, Obstacle::TooLate),
            (Stage::Draft, Obstacle::TooEarly),
            (Stage::Unknown, Obstacle::UnknownState),
        ] {
            assert_eq!(standing(&order(stage)), Standing::Closed(obstacle), "{stage:?}");
        }
        assert_eq!(standing(&order(Stage::Cancelled)), Standing::Done);
        for stage in [Stage::Unpaid, Stage::OnHold, Stage::ToShip] {
            assert!(matches!(standing(&order(stage)), Standing::Open(_)), "{stage:?}");
            let has_left = One { has_left: true, ..order(stage) };
            assert_eq!(standing(&has_left), Standing::Closed(Obstacle::Shipped));
        }
    }

    #[test]
    fn the_merchant_gives_back_what_was_paid() {
        for (is_paid, money) in [(true, MoneyBack::Merchant), (false, MoneyBack::Nobody)] {
            let standing = standing(&One { is_paid, ..order(Stage::ToShip) });
            let Standing::Open(choices) = standing else { panic!("{standing:?}") };
            assert_eq!(choices.money, money);
        }
    }
}
