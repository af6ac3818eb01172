//! What is to be done next with an action, by what its channel shows. Pure.

use connector_kit::{
    CancelAsk, CancelChoices, Carrier, CarrierChoice, InvoicePlace, Parcel, ShipAsk, ShipChoices, Shipment,
    ShippingView, Standing, Wanted,
};
use domain::{ActionState, Obstacle};

/// How far an action has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress<'a> {
    pub state: ActionState,
    /// Attempts that the channel may have taken.
    pub attempts: i32,
    /// What the channel showed before the first of them: keys of shipments, or why it refused a document.
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
    /// The channel does not show it yet; `taken` if it shows that it is at it.
    Wait {
        taken: bool,
    },
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
            Self::Wait { taken } => Decision::Wait { taken },
            Self::Refused { code, detail } => Decision::Refused { code, detail },
        }
    }

    /// What was begun may be what brought the order into a state that passes, or that is not known.
    fn closed(progress: &Progress<'_>, obstacle: Obstacle) -> Self {
        let may_pass = matches!(
            obstacle,
            Obstacle::OnHold | Obstacle::TooEarly | Obstacle::UnknownState | Obstacle::NotFound
        );
        if progress.was_begun() && may_pass {
            Self::Wait { taken: false }
        } else {
            Self::refused(obstacle.code())
        }
    }

    /// The channel is at it: for this action, or for somebody else.
    fn underway(progress: &Progress<'_>) -> Self {
        if progress.was_begun() { Self::Wait { taken: true } } else { Self::refused("underway") }
    }

    /// The thing is not there any more as it was asked for.
    fn changed(progress: &Progress<'_>) -> Self {
        if progress.was_begun() { Self::Wait { taken: false } } else { Self::refused("changed") }
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
        Standing::Underway => Decision::underway(progress),
        Standing::Open(_) if progress.is_sent() => Decision::Wait { taken: false },
        Standing::Open(choices) => {
            // Where the channel asks for none, none is sent.
            let reason = ask.reason.filter(|_| !choices.reasons.is_empty());
            let is_offered =
                choices.reasons.is_empty() || reason.is_some_and(|reason| choices.reasons.contains(&reason));
            let message = choices.message.and_then(|message| {
                let text = ask.message.as_deref()?;
                Some(text.chars().take(message.max_length).collect())
            });
            if is_offered {
                Decision::Send(CancelAsk { reason, message, ..ask })
            } else {
                Decision::refused("reason_not_offered")
            }
        }
        Standing::Closed(obstacle) => Decision::closed(progress, obstacle),
    }
}

/// Whether a shipment is the one that is asked for: by its tracking number, and by its parcel where the
/// channel tells it.
fn is_asked_for(ask: &ShipAsk, shipment: &Shipment) -> bool {
    let signs = |text: &str| {
        text.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_uppercase).collect::<String>()
    };
    let parcel = shipment.parcel.as_ref().map(|parcel| *parcel == ask.parcel);
    match (&ask.tracking, &shipment.tracking) {
        (Some(asked), Some(shown)) => signs(asked) == signs(shown) && parcel != Some(false),
        _ => parcel == Some(true),
    }
}

/// A shipment that was not there before the first attempt, and is what is asked for, is this action's.
pub(super) fn ship(progress: &Progress<'_>, ask: ShipAsk, view: &ShippingView) -> Decision<ShipAsk> {
    let is_ours =
        |shipment: &Shipment| !progress.seen.contains(&shipment.key) && is_asked_for(&ask, shipment);
    if progress.was_begun() && view.shipments.iter().any(is_ours) {
        return Decision::Confirmed;
    }
    let Some(parcel) = view.parcels.iter().find(|parcel| parcel.key == ask.parcel) else {
        return match view.parcels.first().map(|parcel| &parcel.standing) {
            Some(Standing::Closed(obstacle)) => Decision::closed(progress, *obstacle),
            _ => Decision::changed(progress),
        };
    };
    match &parcel.standing {
        // Somebody else told the channel, and not what was asked for here.
        Standing::Done if !progress.was_begun() || is_of_others(&ask, view) => {
            Decision::refused(Obstacle::Shipped.code())
        }
        Standing::Done => Decision::Confirmed,
        Standing::Underway => Decision::underway(progress),
        Standing::Open(_) if progress.is_sent() => Decision::Wait { taken: false },
        Standing::Open(choices) => match fit(ask, parcel, choices) {
            Decision::Refused { .. } if progress.was_begun() => Decision::Wait { taken: false },
            decision => decision,
        },
        Standing::Closed(obstacle) => Decision::closed(progress, *obstacle),
    }
}

/// Whether the channel tells with which numbers the parcel went, and the one that is asked for is none of them.
fn is_of_others(ask: &ShipAsk, view: &ShippingView) -> bool {
    let of_parcel = || view.shipments.iter().filter(|shipment| shipment.parcel.as_ref() == Some(&ask.parcel));
    ask.tracking.is_some()
        && of_parcel().next().is_some()
        && of_parcel().all(|shipment| shipment.tracking.is_some() && !is_asked_for(ask, shipment))
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
        (CarrierChoice::OneOf(known), Some(typed)) => {
            let is_meant =
                |carrier: &&Carrier| carrier.key == typed || carrier.name.eq_ignore_ascii_case(&typed);
            known.iter().find(is_meant).map(|carrier| Some(carrier.key.clone())).ok_or("carrier_unknown")
        }
    };
    let handover = match ask.handover {
        _ if choices.handovers.is_empty() => Ok(None),
        None => Err("handover_needed"),
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
    let Some(place) = place else { return Decision::changed(progress) };
    let is_ours = place.access_key.as_deref().map_or(progress.was_begun(), |known| known == access_key);
    match &place.standing {
        Standing::Done if is_ours => Decision::Confirmed,
        Standing::Underway if is_ours => Decision::Wait { taken: true },
        Standing::Done | Standing::Underway => Decision::refused("other_document"),
        Standing::Open(()) if progress.was_begun() => {
            // What was refused before says nothing of this one.
            let words = place.problem.as_ref().filter(|words| is_ours && !progress.seen.contains(*words));
            match words {
                Some(words) => Decision::Refused { code: "document_refused", detail: words.clone() },
                None if progress.is_sent() => Decision::Wait { taken: false },
                None => Decision::Send(()),
            }
        }
        Standing::Open(()) => Decision::Send(()),
        Standing::Closed(obstacle) => Decision::closed(progress, *obstacle),
    }
}

#[cfg(test)]
mod tests;
