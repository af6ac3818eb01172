//! Checkout, portal and invoices as people click through them.

use serde_json::{Value, json};

use super::{Account, BEGAN, DAY, account, text, with};
use crate::Seen;

/// A browser that follows nothing by itself.
struct Page<'a> {
    account: &'a Account,
    url: String,
    seen: Seen,
}

impl<'a> Page<'a> {
    async fn open(account: &'a Account, url: &str) -> Self {
        let request = account.client.get(url).header("accept-language", "pt-BR,pt");
        Self { account, url: url.to_owned(), seen: Seen::of(request).await }
    }

    async fn send(&self, url: &str, form: &[(&str, &str)]) -> Self {
        let request = self.account.client.post(url).header("accept-language", "pt-BR,pt").form(form);
        Self { account: self.account, url: url.to_owned(), seen: Seen::of(request).await }
    }

    /// Where it leads to.
    fn leads(&self) -> String {
        assert_eq!(self.seen.status, 303, "{}", self.seen.text);
        let to = self.seen.header("location");
        if to.starts_with('/') { format!("{}{to}", self.account.stripe.base_url()) } else { to.to_owned() }
    }

    fn shows(&self, words: &str) {
        assert!(self.seen.text.contains(words), "{words} on {}", self.seen.text);
    }
}

fn card(number: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![("card", number), ("name", "Ana"), ("country", "BR"), ("do", "pay")]
}

#[tokio::test]
async fn a_buyer_clicks_through_checkout_with_a_code_after_a_declined_card() {
    let account = account().await;
    let customer = account.customer().await;
    let session = account
        .checkout(&customer, "pro_monthly_v1", &[("allow_promotion_codes", "true"), ("locale", "pt-BR")])
        .await;
    let url = text(&session["url"]);
    assert!(url.contains("/c/pay/cs_test_"));
    let page = Page::open(&account, &url).await;
    for words in [
        "lang=\"pt-BR\"",
        "Orion Pro",
        "$49.00",
        "por mês",
        "ana@loja.example",
        "http://localhost/plans",
        "Código promocional",
    ] {
        page.shows(words);
    }
    assert!(!page.seen.text.contains("<script"), "no script is needed");
    page.send(&url, &[("promotion", "NOTHING"), ("do", "apply-code")]).await.shows("Este código é inválido.");
    page.send(&url, &[("promotion", "orion20"), ("do", "apply-code")]).await.shows("$39.20");
    page.send(&url, &[("do", "drop-code")]).await.shows("$49.00");
    page.send(&url, &[("promotion", "ORION20"), ("do", "apply-code")]).await.shows("ORION20");
    page.send(&url, &card("4000000000000002")).await.shows("O cartão foi recusado.");
    page.send(&url, &card("1234")).await.shows("O número do cartão é inválido.");
    assert_eq!(
        account.get(&format!("/v1/subscriptions?customer={customer}&status=all")).await["data"],
        json!([])
    );
    let done = page.send(&url, &card("4242 4242 4242 4242")).await.leads();
    assert_eq!(done, format!("http://localhost/ok?session={}", text(&session["id"])));
    let whole = account
        .get(&format!(
            "/v1/checkout/sessions/{}?expand[]=subscription&expand[]=line_items",
            text(&session["id"])
        ))
        .await;
    assert_eq!(
        (&whole["status"], &whole["payment_status"], &whole["url"]),
        (&json!("complete"), &json!("paid"), &Value::Null)
    );
    assert_eq!((&whole["amount_total"], &whole["subscription"]["status"]), (&json!(3_920), &json!("active")));
    assert_eq!(whole["line_items"]["data"][0]["price"]["lookup_key"], "pro_monthly_v1");
    Page::open(&account, &url).await.shows("Esta página já foi concluída.");
    let twice = page.send(&url, &card("4242424242424242")).await;
    twice.shows("Esta página já foi concluída.");
    assert_eq!(
        account.get(&format!("/v1/subscriptions?customer={customer}")).await["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn the_bank_asks_the_cardholder_who_may_fail_or_complete() {
    let account = account().await;
    let customer = account.customer().await;
    let url = text(&account.checkout(&customer, "pro_monthly_v1", &[]).await["url"]);
    let page = Page::open(&account, &url).await;
    let bank = page.send(&url, &card("4000002500003155")).await.leads();
    assert!(bank.ends_with("/authenticate"));
    Page::open(&account, &bank).await.shows("3D Secure");
    page.send(&bank, &[("result", "fail")]).await.shows("Não conseguimos autenticar");
    let bank = page.send(&url, &card("4000002500003155")).await.leads();
    assert!(page.send(&bank, &[("result", "complete")]).await.leads().starts_with("http://localhost/ok"));
    account.stripe.advance_days(31).await;
    assert_eq!(account.invoices(&customer).await[0]["status"], "paid", "later charges need nobody");
}

#[tokio::test]
async fn somebody_new_becomes_a_customer_with_a_tax_id() {
    let account = account().await;
    let price = account.price("business_monthly_v1");
    let form = [
        ("mode", "subscription"),
        ("line_items[0][price]", price.as_str()),
        ("line_items[0][quantity]", "1"),
        ("currency", "brl"),
        ("tax_id_collection[enabled]", "true"),
        ("success_url", "http://localhost/ok"),
        ("client_reference_id", "o_7"),
    ];
    let session = account.post("/v1/checkout/sessions", &form).await;
    let url = text(&session["url"]);
    let page = Page::open(&account, &url).await;
    page.shows("R$\u{a0}1.499,00");
    let mut sent = card("4242424242424242");
    page.send(&url, &sent).await.shows("Informe um e-mail válido.");
    sent.extend([("email", "bia@loja.example"), ("tax_id_type", "br_cnpj"), ("tax_id", "123")]);
    page.send(&url, &sent).await.shows("O documento fiscal é inválido.");
    assert_eq!(
        account.get("/v1/customers").await["data"],
        json!([]),
        "nobody is made of a page that is shown again"
    );
    sent.retain(|(name, _)| *name != "tax_id");
    sent.push(("tax_id", "11.222.333/0001-81"));
    page.send(&url, &sent).await.leads();
    let done = account
        .get(&format!("/v1/checkout/sessions/{}?expand[]=customer.tax_ids", text(&session["id"])))
        .await;
    assert_eq!(
        (&done["customer"]["email"], &done["client_reference_id"]),
        (&json!("bia@loja.example"), &json!("o_7"))
    );
    assert_eq!(done["customer"]["tax_ids"]["data"][0]["value"], "11.222.333/0001-81");
    assert_eq!(done["amount_total"], 149_900);
}

#[tokio::test]
async fn an_abandoned_session_expires_and_says_so() {
    let account = account().await;
    let customer = account.customer().await;
    let ends = (BEGAN + 1_800).to_string();
    let session = account.checkout(&customer, "pro_monthly_v1", &[("expires_at", &ends)]).await;
    let url = text(&session["url"]);
    account.stripe.advance(std::time::Duration::from_secs(1_800)).await;
    Page::open(&account, &url).await.shows("Esta página expirou");
    assert_eq!(account.told().last().unwrap(), "checkout.session.expired");
    let again = account.refused(&format!("/v1/checkout/sessions/{}/expire", text(&session["id"])), &[]).await;
    assert!(again.3.contains("status of expired"), "{again:?}");
    let far = (BEGAN + 3 * DAY).to_string();
    let price = account.price("pro_monthly_v1");
    let form = [
        ("mode", "subscription"),
        ("line_items[0][price]", price.as_str()),
        ("line_items[0][quantity]", "1"),
        ("success_url", "http://localhost/ok"),
        ("expires_at", &far),
    ];
    assert_eq!(account.refused("/v1/checkout/sessions", &form).await.2, "expires_at");
}

#[tokio::test]
async fn the_portal_wants_its_settings_and_leads_where_it_is_told() {
    let account = with(sandbox::StripeOptions { portal_saved: false, ..Default::default() }).await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let refused = account.refused("/v1/billing_portal/sessions", &[("customer", &customer)]).await;
    assert!(refused.0 == 400 && refused.3.starts_with("No configuration provided"), "{refused:?}");
    let form = [
        ("features[subscription_cancel][enabled]", "true"),
        ("features[subscription_cancel][mode]", "at_period_end"),
        ("features[payment_method_update][enabled]", "true"),
    ];
    let configuration = text(&account.post("/v1/billing_portal/configurations", &form).await["id"]);
    let form = [
        ("customer", customer.as_str()),
        ("configuration", &configuration),
        ("return_url", "http://localhost/plans"),
        ("flow_data[type]", "subscription_cancel"),
        ("flow_data[subscription_cancel][subscription]", &id),
        ("flow_data[after_completion][type]", "redirect"),
        ("flow_data[after_completion][redirect][return_url]", "http://localhost/gone"),
    ];
    let session = account.post("/v1/billing_portal/sessions", &form).await;
    let cancel = Page::open(&account, &text(&session["url"])).await.leads();
    let page = Page::open(&account, &cancel).await;
    page.shows("01/12/2026");
    assert_eq!(page.send(&cancel, &[("feedback", "too_expensive")]).await.leads(), "http://localhost/gone");
    let ending = account.subscription(&id).await;
    assert_eq!(
        (&ending["cancel_at"], &ending["cancel_at_period_end"]),
        (&json!(BEGAN + 30 * DAY), &json!(false)),
        "flexible billing"
    );
    assert_eq!(ending["cancellation_details"]["feedback"], "too_expensive");
    let other = account
        .refused(
            "/v1/billing_portal/sessions",
            &[
                ("customer", &customer),
                ("configuration", &configuration),
                ("flow_data[type]", "subscription_update"),
                ("flow_data[subscription_update][subscription]", &id),
            ],
        )
        .await;
    assert_eq!(other.2, "flow_data[type]", "the feature is off");
}

#[tokio::test]
async fn a_customer_changes_plan_card_and_mind_in_the_portal() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let open = |account: &Account| {
        let form = vec![
            ("customer".to_owned(), customer.clone()),
            ("return_url".to_owned(), "http://localhost/plans".to_owned()),
        ];
        account.request(reqwest::Method::POST, "/v1/billing_portal/sessions").form(&form)
    };
    let url = text(&Seen::of(open(&account)).await.json()["url"]);
    let home = Page::open(&account, &url).await;
    for words in ["Orion Pro", "visa •••• 4242", "http://localhost/plans", "Trocar de plano", "Paga"]
    {
        home.shows(words);
    }
    let path = format!("{url}/subscriptions/{id}");
    Page::open(&account, &format!("{path}/update")).await.shows("data-price=\"business_monthly_v1\"");
    let business = account.price("business_monthly_v1");
    let confirm = format!("{path}/confirm-{business}");
    Page::open(&account, &confirm).await.shows("$250.00");
    account.stripe.fail_next_payment(&customer, "insufficient_funds");
    home.send(&confirm, &[]).await.shows("O pagamento foi recusado.");
    assert_eq!(account.subscription(&id).await["items"]["data"][0]["price"]["lookup_key"], "pro_monthly_v1");
    home.send(&confirm, &[]).await.leads();
    assert_eq!(
        account.subscription(&id).await["items"]["data"][0]["price"]["lookup_key"],
        "business_monthly_v1"
    );

    let pro = account.price("pro_monthly_v1");
    home.send(&format!("{path}/confirm-{pro}"), &[]).await.leads();
    let now = account.subscription(&id).await;
    assert!(
        now["schedule"].is_string()
            && now["items"]["data"][0]["price"]["lookup_key"] == "business_monthly_v1",
        "a downgrade waits"
    );
    Page::open(&account, &url).await.shows("Desfazer a troca agendada");
    home.send(&format!("{path}/keep"), &[]).await.leads();
    assert_eq!(account.subscription(&id).await["schedule"], Value::Null);

    home.send(&format!("{url}/payment"), &card("4000000000009995"))
        .await
        .shows("O cartão não tem saldo suficiente.");
    home.send(&format!("{url}/payment"), &card("5555555555554444")).await.leads();
    Page::open(&account, &url).await.shows("mastercard •••• 4444");
    home.send(&format!("{path}/cancel"), &[("feedback", "")]).await.leads();
    Page::open(&account, &url).await.shows("Termina em 01/12/2026");
    home.send(&format!("{path}/reactivate"), &[]).await.leads();
    assert_eq!(account.subscription(&id).await["cancel_at"], Value::Null);
    let stranger = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await.1;
    assert_eq!(
        Page::open(&account, &format!("{url}/subscriptions/{stranger}/cancel")).await.seen.status,
        404
    );
    account.stripe.advance(std::time::Duration::from_secs(3_601)).await;
    assert_eq!(Page::open(&account, &url).await.seen.status, 410);
}

#[tokio::test]
async fn an_invoice_that_failed_is_paid_on_its_page() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.fail_next_payment(&customer, "card_declined");
    account.stripe.advance_days(31).await;
    let invoice = account.invoices(&customer).await.remove(0);
    let url = text(&invoice["hosted_invoice_url"]);
    let page = Page::open(&account, &url).await;
    page.shows("Em aberto");
    page.send(&url, &card("4000000000000341")).await.shows("O cartão foi recusado.");
    let bank = page.send(&url, &card("4000002760003184")).await.leads();
    assert_eq!(page.send(&bank, &[("result", "complete")]).await.leads(), url);
    Page::open(&account, &url).await.shows("Paga");
    assert_eq!(account.subscription(&id).await["status"], "active");
    let pdf = account.client.get(text(&invoice["invoice_pdf"])).send().await.unwrap();
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
    assert!(pdf.bytes().await.unwrap().starts_with(b"%PDF-"));
    assert_eq!(
        Page::open(&account, &format!("{}/i/x/in_none", account.stripe.base_url())).await.seen.status,
        404
    );
    assert_eq!(page.url, url);
}
