//! `/c/pay/cs_…`: where a subscription is bought.

use serde_json::Value;

use crate::http::Reply;
use crate::stripe::checkout_done::{self, Entered, Outcome, Problem};
use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::money;
use crate::stripe::pages::frame::{self, Tongue, escape, input};
use crate::stripe::pages::{Visit, cards};
use crate::stripe::store::State;
use crate::time::DAY;

/// Kinds of tax ids that the page offers.
const TAX_IDS: &[(&str, &str)] = &[
    ("br_cnpj", "BR CNPJ"),
    ("br_cpf", "BR CPF"),
    ("eu_vat", "EU VAT"),
    ("us_ein", "US EIN"),
    ("gb_vat", "GB VAT"),
    ("es_cif", "ES CIF"),
];
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("BR", "Brasil", "Brazil"),
    ("US", "Estados Unidos", "United States"),
    ("PT", "Portugal", "Portugal"),
    ("ES", "Espanha", "Spain"),
    ("FR", "França", "France"),
    ("GB", "Reino Unido", "United Kingdom"),
    ("MX", "México", "Mexico"),
];

pub(super) fn handle(state: &mut State, id: &str, visit: &Visit<'_>) -> Reply {
    let Some(session) = state.get(Kind::CheckoutSession, id).cloned() else {
        return frame::lost(visit.browser);
    };
    let tongue = visit.tongue(&session["locale"]);
    if session.text("status") != "open" {
        return over(&session, tongue);
    }
    match (visit.path.as_slice(), visit.is_post) {
        ([], false) => form(state, &session, tongue, &Entered::default(), None),
        ([], true) => submit(state, id, visit, tongue),
        (["authenticate"], false) if state.waiting.contains_key(id) => cards::authenticate(tongue),
        (["authenticate"], true) => {
            let Some(entered) = state.waiting.remove(id) else {
                return frame::redirect(&format!("/c/pay/{id}"));
            };
            if visit.text("result") != "complete" {
                return form(state, &session, tongue, &entered, Some(&Problem::Authentication));
            }
            let outcome = checkout_done::submit(state, id, &entered, true);
            answer(state, id, tongue, &entered, outcome)
        }
        _ => frame::redirect(&format!("/c/pay/{id}")),
    }
}

fn submit(state: &mut State, id: &str, visit: &Visit<'_>, tongue: Tongue) -> Reply {
    let entered = cards::entered(visit);
    let problem = match visit.text("do") {
        "apply-code" => checkout_done::apply_code(state, id, visit.text("promotion")).err(),
        "drop-code" => {
            checkout_done::drop_code(state, id);
            None
        }
        _ => {
            let outcome = checkout_done::submit(state, id, &entered, false);
            return answer(state, id, tongue, &entered, outcome);
        }
    };
    let session = state.doc(Kind::CheckoutSession, id);
    form(state, &session, tongue, &entered, problem.as_ref())
}

fn answer(state: &State, id: &str, tongue: Tongue, entered: &Entered, outcome: Outcome) -> Reply {
    let session = state.doc(Kind::CheckoutSession, id);
    match outcome {
        Outcome::Done(address) => frame::redirect(&address),
        Outcome::Asks => frame::redirect(&format!("/c/pay/{id}/authenticate")),
        Outcome::Refused(problem) => form(state, &session, tongue, entered, Some(&problem)),
        Outcome::Over => over(&session, tongue),
    }
}

fn over(session: &Value, tongue: Tongue) -> Reply {
    let is_done = session.text("status") == "complete";
    let (title, told) = if is_done {
        (
            tongue.say("Tudo certo", "You’re all done here"),
            tongue.say("Esta página já foi concluída.", "This checkout session is complete."),
        )
    } else {
        (
            tongue.say("Esta página expirou", "This page has expired"),
            tongue.say("Volte e comece de novo.", "Go back and start again."),
        )
    };
    let back = session["cancel_url"].as_str().filter(|_| !is_done);
    let link = back.map(|url| back_link(url, tongue)).unwrap_or_default();
    frame::page(200, tongue, title, &format!("<h1>{title}</h1><p>{told}</p>{link}"))
}

fn back_link(url: &str, tongue: Tongue) -> String {
    format!("<p><a id=\"back\" href=\"{}\">{}</a></p>", escape(url), tongue.say("Voltar", "Back"))
}

fn form(
    state: &State,
    session: &Value,
    tongue: Tongue,
    entered: &Entered,
    problem: Option<&Problem>,
) -> Reply {
    let summary = summary(state, session, tongue);
    let told = problem.map(|problem| cards::told(tongue, problem));
    let mut html = format!(
        "<section>{}</section><section><form method=\"post\" action=\"/c/pay/{}\">",
        summary,
        session.id()
    );
    // The Enter key sends the first button of a form, which must not be the code's.
    html.push_str(
        "<button class=\"first\" name=\"do\" value=\"pay\" tabindex=\"-1\" aria-hidden=\"true\"></button>",
    );
    html.push_str(&frame::problem(told));
    html.push_str(&buyer(state, session, tongue, entered));
    if session.flag("allow_promotion_codes") {
        html.push_str(&promotion(state, session, tongue));
    }
    let has_trial = state
        .plans
        .get(session.id())
        .is_some_and(|plan| !plan["trial_days"].is_null() || !plan["trial_end"].is_null());
    let label = if has_trial {
        tongue.say("Iniciar período de teste", "Start trial")
    } else {
        tongue.say("Assinar", "Subscribe")
    };
    html.push_str(&format!(
        "<button class=\"main\" name=\"do\" value=\"pay\" data-testid=\"hosted-payment-submit-button\">{label}</button></form></section>"
    ));
    wide(tongue, &html)
}

fn wide(tongue: Tongue, sections: &str) -> Reply {
    frame::wide(200, tongue, "Orion", sections, "two")
}

fn buyer(state: &State, session: &Value, tongue: Tongue, entered: &Entered) -> String {
    let customer = state.doc(Kind::Customer, session.text("customer"));
    let known =
        [customer.text("email"), session.text("customer_email")].into_iter().find(|email| !email.is_empty());
    let mut html = match known {
        Some(email) => {
            format!(
                "<p><span class=\"note\">{}</span> <strong id=\"known-email\">{}</strong></p>",
                tongue.say("E-mail", "Email"),
                escape(email)
            ) + &format!("<input type=\"hidden\" name=\"email\" value=\"{}\">", escape(email))
        }
        None => input(
            tongue.say("E-mail", "Email"),
            "email",
            "email",
            &entered.email,
            "autocomplete=\"email\" required",
        ),
    };
    if checkout_done::wants_card(session) {
        html.push_str(&cards::fields(tongue, &entered.card));
        html.push_str(&input(
            tongue.say("Nome no cartão", "Cardholder name"),
            "name",
            "text",
            &entered.name,
            "autocomplete=\"cc-name\"",
        ));
    }
    html.push_str(&format!(
        "<div><label for=\"country\">{}</label><select id=\"country\" name=\"country\">",
        tongue.say("País", "Country")
    ));
    let wanted = if entered.country.is_empty() { tongue.say("BR", "US") } else { &entered.country };
    for (code, portuguese, english) in COUNTRIES {
        let chosen = if *code == wanted { " selected" } else { "" };
        html.push_str(&format!(
            "<option value=\"{code}\"{chosen}>{}</option>",
            tongue.say(portuguese, english)
        ));
    }
    html.push_str("</select></div>");
    if session["tax_id_collection"].flag("enabled") {
        html.push_str(&format!(
            "<div class=\"row\"><div><label for=\"tax_id_type\">{}</label><select id=\"tax_id_type\" name=\"tax_id_type\">",
            tongue.say("Tipo de documento", "Tax ID type")
        ));
        for (code, name) in TAX_IDS {
            let chosen = if *code == entered.tax_id_type { " selected" } else { "" };
            html.push_str(&format!("<option value=\"{code}\"{chosen}>{name}</option>"));
        }
        html.push_str("</select></div>");
        html.push_str(&input(
            tongue.say("CNPJ ou outro documento", "Tax ID"),
            "tax_id",
            "text",
            &entered.tax_id,
            "",
        ));
        html.push_str("</div>");
    }
    html
}

fn promotion(state: &State, session: &Value, tongue: Tongue) -> String {
    let applied = session
        .rows("discounts")
        .first()
        .map(|one| state.doc(Kind::PromotionCode, one.text("promotion_code")));
    match applied {
        Some(code) => format!(
            "<p><span class=\"note\">{}</span> <strong id=\"applied-code\">{}</strong> <button name=\"do\" value=\"drop-code\" formnovalidate>{}</button></p>",
            tongue.say("Código", "Code"),
            escape(code.text("code")),
            tongue.say("Remover", "Remove"),
        ),
        None => format!(
            "<div class=\"row\">{}<button name=\"do\" value=\"apply-code\" formnovalidate>{}</button></div>",
            input(tongue.say("Código promocional", "Promotion code"), "promotion", "text", "", ""),
            tongue.say("Aplicar", "Apply"),
        ),
    }
}

fn summary(state: &State, session: &Value, tongue: Tongue) -> String {
    let currency = session.text("currency");
    let mut rows = String::new();
    for item in session.rows("line_items") {
        let price = state.doc(Kind::Price, item.text("price"));
        let one = money::price_amount(&price, 1, currency).unwrap_or_default();
        let cost = match item.maybe_int("quantity") {
            Some(_) => tongue.money(item.int("amount_subtotal"), currency),
            None => tongue.say("conforme o uso", "by usage").to_owned(),
        };
        let each = if item.maybe_int("quantity").is_some() {
            format!("{} {}", tongue.money(one, currency), tongue.every(&price["recurring"]))
        } else {
            String::new()
        };
        rows.push_str(&format!(
            "<tr><td>{}<br><span class=\"note\">{each}</span></td><td>{cost}</td></tr>",
            escape(item.text("description"))
        ));
    }
    let off = session["total_details"].int("amount_discount");
    if off > 0 {
        rows.push_str(&format!(
            "<tr><td>{}</td><td id=\"discount\">{}</td></tr>",
            tongue.say("Desconto", "Discount"),
            tongue.money(-off, currency)
        ));
    }
    let plan = state.plans.get(session.id()).cloned().unwrap_or_default();
    let days = plan
        .maybe_int("trial_days")
        .or_else(|| plan.maybe_int("trial_end").map(|end| (end - state.now) / DAY));
    if let Some(days) = days {
        rows.push_str(&format!(
            "<tr><td>{}</td><td id=\"trial\">{days}</td></tr>",
            tongue.say("Dias de teste grátis", "Days of free trial")
        ));
    }
    rows.push_str(&format!(
        "<tr><th>{}</th><th id=\"total\">{}</th></tr>",
        tongue.say("Total hoje", "Total due today"),
        tongue.money(session.int("amount_total"), currency)
    ));
    let title = tongue.say("Assinar o Orion", "Subscribe to Orion");
    let back = session["cancel_url"].as_str().map(|url| back_link(url, tongue)).unwrap_or_default();
    format!("<h1>{title}</h1><table><tbody>{rows}</tbody></table>{back}")
}
