//! The fields of a card, what is wrong with one, and the page on which a cardholder authenticates.

use crate::http::Reply;
use crate::stripe::cards::Decline;
use crate::stripe::checkout_done::{Entered, Problem};
use crate::stripe::pages::Visit;
use crate::stripe::pages::frame::{self, Tongue, input};

/// Number, expiry and code.
pub(super) fn fields(tongue: Tongue, number: &str) -> String {
    let mut html = input(
        tongue.say("Número do cartão", "Card number"),
        "card",
        "text",
        number,
        "inputmode=\"numeric\" autocomplete=\"cc-number\" placeholder=\"4242 4242 4242 4242\" required",
    );
    html.push_str("<div class=\"row\">");
    let expiry = tongue.say("Validade (MM/AA)", "Expiry (MM/YY)");
    html.push_str(&input(
        expiry,
        "expiry",
        "text",
        "12/34",
        "inputmode=\"numeric\" autocomplete=\"cc-exp\" required",
    ));
    let cvc = tongue.say("Código de segurança", "Security code");
    html.push_str(&input(
        cvc,
        "cvc",
        "text",
        "123",
        "inputmode=\"numeric\" autocomplete=\"cc-csc\" required",
    ));
    html.push_str("</div>");
    html
}

/// What was typed into a page with a card.
pub(super) fn entered(visit: &Visit<'_>) -> Entered {
    let text = |name: &str| visit.text(name).trim().to_owned();
    Entered {
        email: text("email"),
        name: text("name"),
        card: text("card"),
        country: text("country"),
        tax_id: text("tax_id"),
        tax_id_type: text("tax_id_type"),
    }
}

/// A problem in words.
pub(super) fn told(tongue: Tongue, problem: &Problem) -> &'static str {
    match problem {
        Problem::Email => tongue.say("Informe um e-mail válido.", "Enter a valid email."),
        Problem::CardNumber => tongue.say("O número do cartão é inválido.", "Your card number is invalid."),
        Problem::Code => tongue.say("Este código é inválido.", "This code is invalid."),
        Problem::TaxId => tongue.say("O documento fiscal é inválido.", "The tax ID is invalid."),
        Problem::Authentication => tongue.say(
            "Não conseguimos autenticar a sua forma de pagamento. Escolha outra e tente de novo.",
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        ),
        Problem::Card(decline) => declined(tongue, decline),
    }
}

/// A decline in words.
pub(super) fn declined(tongue: Tongue, decline: &Decline) -> &'static str {
    match (decline.code.as_str(), decline.decline_code.as_deref()) {
        ("expired_card", _) => tongue.say("O cartão venceu.", decline.message),
        ("incorrect_cvc", _) => tongue.say("O código de segurança está errado.", decline.message),
        ("processing_error", _) => {
            tongue.say("Ocorreu um erro ao processar o cartão. Tente de novo.", decline.message)
        }
        (_, Some("insufficient_funds")) => tongue.say("O cartão não tem saldo suficiente.", decline.message),
        ("authentication_required", _) => tongue.say("O pagamento precisa de autenticação.", decline.message),
        _ => tongue.say("O cartão foi recusado.", decline.message),
    }
}

/// The page of the bank.
pub(super) fn authenticate(tongue: Tongue) -> Reply {
    let body = format!(
        "<h1>{}</h1><p>{}</p><form method=\"post\" class=\"row\">\
         <button name=\"result\" value=\"complete\" id=\"test-source-authorize-3ds\">{}</button>\
         <button name=\"result\" value=\"fail\" id=\"test-source-fail-3ds\">{}</button></form>",
        tongue.say("Página de teste do 3D Secure 2", "3D Secure 2 Test Page"),
        tongue.say(
            "O banco pede que o titular do cartão confirme a compra.",
            "The bank asks the cardholder to confirm the purchase."
        ),
        tongue.say("Concluir", "Complete"),
        tongue.say("Falhar", "Fail"),
    );
    frame::page(200, tongue, "3D Secure", &body)
}
