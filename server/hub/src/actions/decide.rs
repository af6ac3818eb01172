//! What is to be done next with an action, by what its channel shows. Pure.

use connector_kit::{
    CancelAsk, CancelChoices, CarrierChoice, InvoicePlace, Parcel, ShipAsk, ShipChoices, ShippingView,
    Standing, Wanted,
};
use domain::{ActionState, Obstacle};

/// How far an action has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress<'a> {
    pub state: ActionState,
    /// Attempts that were begun.
    pub attempts: i32,
    /// The shipments that the channel showed before the first of them.
    pub seen: &'a [String],
}

impl Progress<'_> {
    /// One that was never begun.
    pub const NEW: Progress<'static> = Progress { state: ActionState::Asked, attempts: 0, seen: &[] };

    /// The channel may have taken it.
    const fn was_begun(&self) -> bool {
        self.attempts > 0
    }

    const fn is_sent(&self) -> bool {
        matches!(self.state, ActionState::Sent)
    }
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision<A> {
    Send(A),
    Confirmed,
    /// The channel took it and does not show it yet.
    Wait,
    Refused {
        code: &'static str,
        detail: String,
    },
}

impl<A> Decision<A> {
    pub(super) fn map<B>(self, of: impl FnOnce(A) -> B) -> Decision<B> {
        match self {
            Self::Send(ask) => Decision::Send(of(ask)),
            Self::Confirmed => Decision::Confirmed,
            Self::Wait => Decision::Wait,
            Self::Refused { code, detail } => Decision::Refused { code, detail },
        }
    }

    fn closed(obstacle: Obstacle) -> Self {
        Self::Refused { code: obstacle.code(), detail: String::new() }
    }

    fn refused(code: &'static str) -> Self {
        Self::Refused { code, detail: String::new() }
    }
}

/// An order that is cancelled is what was asked for, whoever cancelled it.
pub(super) fn cancel(
    progress: &Progress<'_>,
    ask: CancelAsk,
    standing: Standing<CancelChoices>,
) -> Decision<CancelAsk> {
    match standing {
        Standing::Done => Decision::Confirmed,
        Standing::Underway => Decision::Wait,
        Standing::Open(_) if progress.is_sent() => Decision::Wait,
        Standing::Open(choices) => {
            let is_offered = match ask.reason {
                Some(reason) => choices.reasons.contains(&reason),
                None => choices.reasons.is_empty(),
            };
            let message = choices.message.and_then(|message| {
                let text = ask.message.as_deref()?;
                Some(text.chars().take(message.max_length).collect())
            });
            if is_offered {
                Decision::Send(CancelAsk { message, ..ask })
            } else {
                Decision::refused("reason_not_offered")
            }
        }
        Standing::Closed(obstacle) => Decision::closed(obstacle),
    }
}

/// A shipment that was not there before the first attempt, with the same tracking number if there is
/// one, is this action's.
pub(super) fn ship(progress: &Progress<'_>, ask: ShipAsk, view: &ShippingView) -> Decision<ShipAsk> {
    let is_ours = |shipment: &&connector_kit::Shipment| {
        !progress.seen.contains(&shipment.key)
            && (ask.tracking.is_none() || shipment.tracking.is_none() || shipment.tracking == ask.tracking)
    };
    if progress.was_begun() && view.shipments.iter().any(|shipment| is_ours(&shipment)) {
        return Decision::Confirmed;
    }
    let Some(parcel) = view.parcels.iter().find(|parcel| parcel.key == ask.parcel) else {
        return match view.parcels.first().map(|parcel| &parcel.standing) {
            Some(Standing::Closed(obstacle)) => Decision::closed(*obstacle),
            _ => Decision::refused("changed"),
        };
    };
    match &parcel.standing {
        Standing::Done if progress.was_begun() => Decision::Confirmed,
        // Somebody else told the channel, and not what was asked for here.
        Standing::Done => Decision::closed(Obstacle::Shipped),
        Standing::Underway => Decision::Wait,
        Standing::Open(_) if progress.is_sent() => Decision::Wait,
        Standing::Open(choices) => fit(ask, parcel, choices),
        Standing::Closed(obstacle) => Decision::closed(*obstacle),
    }
}

/// The ask with nothing that the channel does not take, or why it does not fit the parcel any more.
fn fit(ask: ShipAsk, parcel: &Parcel, choices: &ShipChoices) -> Decision<ShipAsk> {
    let is_left = |asked: &connector_kit::ShipLine| {
        parcel.lines.iter().any(|line| line.key == asked.key && line.quantity >= asked.quantity)
    };
    if !ask.lines.is_empty() && (!choices.by_lines || !ask.lines.iter().all(is_left)) {
        return Decision::refused("changed");
    }
    let taken = |wanted: Wanted, value: Option<String>| match (wanted, value) {
        (Wanted::Never, _) => Ok(None),
        (Wanted::Required, None) => Err("incomplete"),
        (_, value) => Ok(value),
    };
    let carrier = match (&choices.carrier, ask.carrier) {
        (CarrierChoice::Unasked, _) => Ok(None),
        (CarrierChoice::Named(wanted), carrier) => taken(*wanted, carrier),
        (CarrierChoice::OneOf(_), None) => Err("incomplete"),
        (CarrierChoice::OneOf(known), Some(key)) => {
            if known.iter().any(|carrier| carrier.key == key) {
                Ok(Some(key))
            } else {
                Err("changed")
            }
        }
    };
    let handover = match ask.handover {
        _ if choices.handovers.is_empty() => Ok(None),
        None => Err("incomplete"),
        // A time to be fetched at may have passed.
        Some(key) if choices.handovers.iter().any(|way| way.key == key) => Ok(Some(key)),
        Some(_) => Err("changed"),
    };
    let fitted = || {
        Ok(ShipAsk {
            carrier: carrier?,
            tracking: taken(choices.tracking, ask.tracking)?,
            link: taken(choices.link, ask.link)?,
            handover: handover?,
            notify: ask.notify && choices.notifies,
            ..ask
        })
    };
    fitted().map_or_else(Decision::refused, Decision::Send)
}

/// `access_key` is that of the document to be handed over.
pub(super) fn invoice(
    progress: &Progress<'_>,
    access_key: &str,
    place: Option<&InvoicePlace>,
) -> Decision<()> {
    let Some(place) = place else { return Decision::refused("changed") };
    let is_ours = place.access_key.as_deref().map_or(progress.was_begun(), |known| known == access_key);
    match &place.standing {
        Standing::Done if is_ours => Decision::Confirmed,
        Standing::Underway if is_ours => Decision::Wait,
        Standing::Done | Standing::Underway => Decision::refused("other_document"),
        Standing::Open(()) if progress.is_sent() => match &place.problem {
            Some(words) => Decision::Refused { code: "document_refused", detail: words.clone() },
            None => Decision::Wait,
        },
        Standing::Open(()) => Decision::Send(()),
        Standing::Closed(obstacle) => Decision::closed(*obstacle),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::{Carrier, Message, ParcelLine, ShipLine, Shipment};
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
        assert_eq!(decide(&SENT, Standing::Open(choices())), Decision::Wait, "it shows later");
        assert_eq!(decide(&BEGUN, Standing::Underway), Decision::Wait);
        assert_eq!(
            decide(&Progress::NEW, Standing::Closed(Obstacle::Shipped)),
            Decision::closed(Obstacle::Shipped)
        );
        let other = CancelChoices { reasons: vec![CancelReason::Fraud], ..choices() };
        assert_eq!(decide(&Progress::NEW, Standing::Open(other)), Decision::refused("reason_not_offered"));
        let none = CancelChoices { reasons: Vec::new(), ..choices() };
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

    fn shipment(key: &str, tracking: Option<&str>) -> Shipment {
        Shipment { key: key.into(), carrier: None, tracking: tracking.map(str::to_owned), link: None }
    }

    #[test]
    fn a_shipment_that_shows_after_an_attempt_is_not_made_again() {
        let mut view = open(free());
        view.shipments = vec![shipment("old", Some("AA1BR"))];
        let seen = ["old".to_owned()];
        let begun = Progress { seen: &seen, ..BEGUN };
        assert!(matches!(ship(&begun, ship_ask(), &view), Decision::Send(_)), "that one was there before");
        view.shipments.push(shipment("other", Some("ZZ9")));
        assert!(matches!(ship(&begun, ship_ask(), &view), Decision::Send(_)), "somebody else's");
        view.shipments.push(shipment("new", Some("AA1BR")));
        assert_eq!(ship(&begun, ship_ask(), &view), Decision::Confirmed);
    }

    #[test]
    fn a_parcel_that_is_gone_is_ours_only_if_it_was_begun() {
        let mut view = open(free());
        view.parcels[0].standing = Standing::Done;
        assert_eq!(ship(&BEGUN, ship_ask(), &view), Decision::Confirmed);
        assert_eq!(ship(&Progress::NEW, ship_ask(), &view), Decision::closed(Obstacle::Shipped));
        view.parcels[0].standing = Standing::Open(free());
        assert_eq!(ship(&SENT, ship_ask(), &view), Decision::Wait);
        view.parcels[0].key = "another".into();
        assert_eq!(ship(&Progress::NEW, ship_ask(), &view), Decision::refused("changed"));
        let closed = ShippingView::closed(Obstacle::Cancelled);
        assert_eq!(ship(&Progress::NEW, ship_ask(), &closed), Decision::closed(Obstacle::Cancelled));
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
        assert_eq!(of(ship_ask(), chosen("7")), Decision::refused("changed"));
        let Decision::Send(sent) = of(ship_ask(), ShipChoices { tracking: Wanted::Never, ..free() }) else {
            panic!()
        };
        assert_eq!((sent.tracking, sent.notify), (None, false), "what the channel does not take is left out");
    }

    fn place(standing: Standing<()>, access_key: Option<&str>) -> InvoicePlace {
        InvoicePlace {
            key: String::new(),
            standing,
            access_key: access_key.map(str::to_owned),
            problem: None,
        }
    }

    #[test]
    fn a_document_of_somebody_else_is_not_taken_for_ours() {
        let decide = |progress: &Progress<'_>, place: InvoicePlace| invoice(progress, "ours", Some(&place));
        assert_eq!(decide(&Progress::NEW, place(Standing::Open(()), None)), Decision::Send(()));
        assert_eq!(decide(&BEGUN, place(Standing::Done, Some("ours"))), Decision::Confirmed);
        assert_eq!(decide(&BEGUN, place(Standing::Done, None)), Decision::Confirmed);
        assert_eq!(decide(&Progress::NEW, place(Standing::Done, None)), Decision::refused("other_document"));
        assert_eq!(
            decide(&BEGUN, place(Standing::Done, Some("theirs"))),
            Decision::refused("other_document")
        );
        assert_eq!(decide(&SENT, place(Standing::Underway, None)), Decision::Wait);
        let refused = InvoicePlace { problem: Some("CNPJ".into()), ..place(Standing::Open(()), None) };
        assert_eq!(
            decide(&SENT, refused),
            Decision::Refused { code: "document_refused", detail: "CNPJ".into() }
        );
        assert_eq!(invoice(&Progress::NEW, "ours", None), Decision::refused("changed"));
    }
}
