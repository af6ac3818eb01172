//! The test cards and what becomes of charges to them.

use crate::stripe::refusal::Refusal;

/// What a card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behaviour {
    Fine,
    /// Neither kept nor charged; code and decline code.
    Declined(&'static str, Option<&'static str>),
    /// Kept, and declined when it is charged.
    DeclinedLater,
    /// The cardholder authenticates once, when it is kept.
    Authenticates,
    /// The cardholder authenticates each charge.
    AuthenticatesAlways,
}

/// A test card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Card {
    pub number: &'static str,
    pub brand: &'static str,
    /// The id under which it can be named without a page.
    pub method: &'static str,
    pub behaviour: Behaviour,
}

const fn card(number: &'static str, brand: &'static str, method: &'static str, behaviour: Behaviour) -> Card {
    Card { number, brand, method, behaviour }
}

const fn declined(
    number: &'static str,
    method: &'static str,
    code: &'static str,
    why: Option<&'static str>,
) -> Card {
    card(number, "visa", method, Behaviour::Declined(code, why))
}

pub(crate) const CARDS: &[Card] = &[
    card("4242424242424242", "visa", "pm_card_visa", Behaviour::Fine),
    card("5555555555554444", "mastercard", "pm_card_mastercard", Behaviour::Fine),
    card("4000000760000002", "visa", "pm_card_br", Behaviour::Fine),
    declined("4000000000000002", "pm_card_visa_chargeDeclined", "card_declined", Some("generic_decline")),
    declined(
        "4000000000009995",
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        "card_declined",
        Some("insufficient_funds"),
    ),
    declined("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "card_declined", Some("lost_card")),
    declined("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired_card", None),
    declined("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", None),
    declined("4000000000000119", "pm_card_chargeDeclinedProcessingError", "processing_error", None),
    card("4000000000000341", "visa", "pm_card_chargeCustomerFail", Behaviour::DeclinedLater),
    card("4000002500003155", "visa", "pm_card_authenticationRequiredOnSetup", Behaviour::Authenticates),
    card("4000002760003184", "visa", "pm_card_authenticationRequired", Behaviour::AuthenticatesAlways),
];

/// A card by its number, however it is grouped.
pub(crate) fn by_number(number: &str) -> Option<&'static Card> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    CARDS.iter().find(|card| card.number == digits)
}

/// Why a charge did not go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decline {
    pub code: String,
    pub decline_code: Option<String>,
    pub message: &'static str,
    /// The cardholder has to authenticate.
    pub wants_action: bool,
}

impl Decline {
    /// By its code or its decline code: `insufficient_funds`, `expired_card`, `authentication_required`.
    pub(crate) fn of(code: &str) -> Self {
        let (own, why) = match code {
            "expired_card" | "incorrect_cvc" | "processing_error" | "authentication_required" => (code, None),
            "card_declined" => ("card_declined", Some("generic_decline")),
            other => ("card_declined", Some(other)),
        };
        let message = match code {
            "expired_card" => "Your card has expired.",
            "incorrect_cvc" => "Your card's security code is incorrect.",
            "processing_error" => "An error occurred while processing your card. Try again in a little bit.",
            "insufficient_funds" => "Your card has insufficient funds.",
            "authentication_required" => "Your card was declined. This transaction requires authentication.",
            _ => "Your card was declined.",
        };
        let decline_code = why.or((own == "authentication_required").then_some("authentication_required"));
        Self {
            code: own.to_owned(),
            decline_code: decline_code.map(str::to_owned),
            message,
            wants_action: own == "authentication_required",
        }
    }

    pub(crate) fn refusal(&self) -> Refusal {
        Refusal::card(&self.code, self.decline_code.as_deref(), self.message)
    }
}

impl Card {
    pub(crate) fn last4(&self) -> &'static str {
        &self.number[self.number.len() - 4..]
    }

    /// Whether it can be kept for later, once the cardholder has authenticated where that is asked for.
    pub(crate) fn keep(&self) -> Result<(), Decline> {
        match self.behaviour {
            Behaviour::Declined(code, why) => Err(Decline::of(why.unwrap_or(code))),
            _ => Ok(()),
        }
    }

    /// A charge; `is_authenticated` tells that the cardholder did it for this charge or when the card was kept.
    pub(crate) fn charge(&self, is_authenticated: bool, is_on_session: bool) -> Result<(), Decline> {
        match self.behaviour {
            Behaviour::Fine => Ok(()),
            Behaviour::Declined(code, why) => Err(Decline::of(why.unwrap_or(code))),
            Behaviour::DeclinedLater => Err(Decline::of("generic_decline")),
            Behaviour::Authenticates if is_authenticated => Ok(()),
            Behaviour::AuthenticatesAlways if is_authenticated && is_on_session => Ok(()),
            Behaviour::Authenticates | Behaviour::AuthenticatesAlways => {
                Err(Decline::of("authentication_required"))
            }
        }
    }

    /// Whether a page has to ask the cardholder first.
    pub(crate) fn asks(&self) -> bool {
        matches!(self.behaviour, Behaviour::Authenticates | Behaviour::AuthenticatesAlways)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<(), Decline>) -> Option<String> {
        result.err().and_then(|decline| decline.decline_code.or(Some(decline.code)))
    }

    #[test]
    fn test_cards_do_what_is_published() {
        let card = |number: &str| by_number(number).unwrap();
        assert_eq!(code(card("4242 4242 4242 4242").charge(false, true)), None);
        assert_eq!(code(card("4000000000000002").keep()).as_deref(), Some("generic_decline"));
        assert_eq!(code(card("4000000000009995").charge(false, true)).as_deref(), Some("insufficient_funds"));
        assert_eq!(code(card("4000000000000069").charge(false, true)).as_deref(), Some("expired_card"));
        let later = card("4000000000000341");
        assert_eq!((code(later.keep()), code(later.charge(true, true)).is_some()), (None, true));
        let once = card("4000002500003155");
        assert_eq!(
            (code(once.charge(true, false)), once.charge(false, false).unwrap_err().wants_action),
            (None, true)
        );
        let always = card("4000002760003184");
        assert_eq!((code(always.charge(true, true)), always.charge(true, false).is_err()), (None, true));
        assert!(by_number("4111111111111111").is_none());
    }
}
