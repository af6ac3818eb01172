//! Faults as pages: what happened, what it means, what to press.

use crate::{appearance::Look, csp, form::status, local_path::LocalPath, shell, shell::PageAssets};
use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use domain::{Fault, STRIPE};
use i18n::{Locales, Texts};
use leptos::{nonce::Nonce, prelude::*};
use ui::{ButtonKind, GateShell, LinkButton, PageHeader};

/// Inside the console. `here` is the address that was asked for.
pub fn content(locales: Locales, fault: &Fault, here: &str) -> impl IntoView + use<> {
    let said = i18n::fault::explain(locales, fault);
    let (label, href) = way_on(locales, fault, said.press, here);
    view! {
        <PageHeader title=said.title/>
        <p class="measure">{said.what} " " {said.meaning}</p>
        <div class="actions"><LinkButton label=label href=href kind=ButtonKind::Primary/></div>
    }
}

/// In the place of a page that the role may not see, after a form of it was refused, if one was. `able` are the names of those who may,
/// if they are known.
pub fn unseen(texts: Texts, was_refused: bool, able: &[String]) -> impl IntoView + use<> {
    let t = texts.errors();
    let refused = was_refused.then(|| view! { <p class="measure">{t.page_unseen_refused()}</p> });
    let able =
        (!able.is_empty()).then(|| view! { <p class="measure">{t.page_unseen_able(&able.join(", "))}</p> });
    view! {
        <PageHeader title=t.page_unseen()/>
        {refused}
        <p class="measure">{t.page_unseen_what()} " " {t.page_unseen_ask()}</p>
        {able}
        <div class="actions">
            <LinkButton label=t.to_overview() href="/admin" kind=ButtonKind::Primary/>
            <LinkButton label=texts.team().title() href="/admin/equipe"/>
        </div>
    }
}

/// Outside of it.
pub fn gate(locales: Locales, fault: &Fault, here: &str) -> impl IntoView + use<> {
    let said = i18n::fault::explain(locales, fault);
    let (label, href) = way_on(locales, fault, said.press, here);
    let text = match fault {
        // Who asks may be of no company, and sees no search.
        Fault::NotFound => Texts::new(locales).errors().not_found_outside().to_owned(),
        _ => format!("{} {}", said.what, said.meaning),
    };
    view! {
        <GateShell title=said.title>
            <p>{text}</p>
            <LinkButton label=label href=href kind=ButtonKind::Primary/>
        </GateShell>
    }
}

/// A whole document for a fault that arose outside of any page. `here` is where asking again makes sense.
pub fn response(assets: &PageAssets, look: Look, fault: &Fault, here: &str) -> Response<Body> {
    let nonce = Nonce::new();
    let policy = csp::of_page(&nonce.to_string());
    let html = Owner::new().with(|| {
        provide_context(nonce);
        let title = i18n::fault::explain(look.locale, fault).title.into_owned();
        shell::plain_document(assets, look, &title, gate(look.locale.into(), fault, here).into_any())
            .to_html()
    });
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status(fault);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    if let Fault::Throttled { retry_after } = fault {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    response
}

/// What to press, and where it leads.
fn way_on(locales: Locales, fault: &Fault, press: &'static str, here: &str) -> (&'static str, String) {
    let here = LocalPath::parse(here);
    match (fault, here) {
        (Fault::Unauthenticated, Some(here)) => (press, here.behind_sign_in()),
        (Fault::Unauthenticated, None) => (press, "/entrar".to_owned()),
        (Fault::SecondFactorNeeded, _) => (press, hub::account_mails::SECOND_FACTOR_PATH.to_owned()),
        (Fault::Throttled { .. } | Fault::Unavailable | Fault::Internal { .. }, Some(here)) => {
            (press, here.to_string())
        }
        (Fault::QuotaExceeded(_), _) => (press, crate::plans::PATH.to_owned()),
        (Fault::Conflict { what }, Some(page))
            if matches!(
                what.as_str(),
                "export_too_long" | "analytics_too_long" | "products_too_long" | "customers_too_long"
            ) =>
        {
            (press, page.to_string())
        }
        (Fault::Upstream { platform, .. }, Some(here)) if platform == STRIPE => (press, here.to_string()),
        (Fault::Upstream { .. }, _) => {
            (Texts::new(locales).shell().to_integrations(), "/admin/integracoes".to_owned())
        }
        _ => (Texts::new(locales).errors().to_overview(), "/admin".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    #[test]
    fn a_button_leads_where_its_label_says() {
        let led = |fault: &Fault, here| {
            let locales = Locale::PtBr.into();
            way_on(locales, fault, i18n::fault::explain(locales, fault).press, here)
        };
        let internal = Fault::Internal { reference: "a1b2".into() };
        let sales = "/admin/vendas?q=x";
        assert_eq!(led(&internal, sales), ("Tentar de novo", sales.to_owned()));
        assert_eq!(led(&internal, "//else.example").1, "/admin");
        let too_long = Fault::Conflict { what: "analytics_too_long".into() };
        let days = "/admin/analises?from=2026-01-01";
        assert_eq!(led(&too_long, days), ("Voltar às análises", days.to_owned()));
        let too_long = Fault::Conflict { what: "customers_too_long".into() };
        let list = "/admin/clientes?min=2";
        assert_eq!(led(&too_long, list), ("Voltar aos clientes", list.to_owned()));
        let away = Fault::Upstream { platform: STRIPE.into(), kind: domain::UpstreamKind::Network };
        let plan = "/admin/assinatura/mudar/pro";
        assert_eq!(led(&away, plan), ("Tentar de novo", plan.to_owned()));
        assert_eq!(led(&Fault::Unauthenticated, sales).1, "/entrar?voltar=/admin/vendas%3Fq%3Dx");
        for fault in [Fault::Forbidden, Fault::NotFound] {
            assert_eq!(led(&fault, sales), ("Ir para a visão geral", "/admin".to_owned()), "{fault:?}");
        }
    }
}
