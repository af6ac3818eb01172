//! Faults in words: what happened, what it means, what to press.

use std::borrow::Cow;

use chrono::TimeDelta;
use domain::{Fault, FieldProblem, STRIPE, UpstreamKind, WEBHOOK};

use crate::{Errors, Locales, Texts, format, plan};

/// A fault as a page shows it. `press` is the label of the button; where it leads is the page's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub title: Cow<'static, str>,
    pub what: Cow<'static, str>,
    pub meaning: &'static str,
    pub press: &'static str,
}

/// Explains `fault`. The name of a platform is shown as the fault carries it.
pub fn explain(locales: impl Into<Locales>, fault: &Fault) -> Explanation {
    let locales = locales.into();
    let t = Texts::new(locales).errors();
    let told = |title: &'static str, what: Cow<'static, str>, meaning, press| Explanation {
        title: title.into(),
        what,
        meaning,
        press,
    };
    match fault {
        Fault::Unauthenticated => told(
            t.unauthenticated(),
            t.unauthenticated_what().into(),
            t.unauthenticated_meaning(),
            t.unauthenticated_press(),
        ),
        Fault::Forbidden => {
            told(t.forbidden(), t.forbidden_what().into(), t.forbidden_meaning(), t.to_overview())
        }
        Fault::SecondFactorNeeded => {
            let t = Texts::new(locales).security();
            let (title, what) = (t.needed_title(), t.needed_title_what().into());
            told(title, what, t.needed_title_meaning(), t.needed_title_press())
        }
        Fault::NotFound => {
            told(t.not_found(), t.not_found_what().into(), t.not_found_meaning(), t.to_overview())
        }
        Fault::Invalid { .. } => {
            told(t.invalid(), t.invalid_what().into(), t.invalid_meaning(), t.to_overview())
        }
        Fault::Conflict { what } if what == "export_too_long" => told(
            t.export_too_long(),
            t.export_too_long_what().into(),
            t.export_too_long_meaning(),
            t.export_too_long_press(),
        ),
        Fault::Conflict { what } if what == "products_too_long" => told(
            t.products_too_long(),
            t.products_too_long_what().into(),
            t.products_too_long_meaning(),
            t.products_too_long_press(),
        ),
        Fault::Conflict { what } if what == "customers_too_long" => told(
            t.customers_too_long(),
            t.customers_too_long_what().into(),
            t.customers_too_long_meaning(),
            t.customers_too_long_press(),
        ),
        Fault::Conflict { what } if what == "analytics_too_long" => told(
            t.analytics_too_long(),
            t.analytics_too_long_what().into(),
            t.analytics_too_long_meaning(),
            t.analytics_too_long_press(),
        ),
        Fault::Conflict { what } if what == "too_many_views" => told(
            t.too_many_views(),
            t.too_many_views_what().into(),
            t.too_many_views_meaning(),
            t.to_overview(),
        ),
        Fault::Conflict { .. } => {
            told(t.conflict(), t.conflict_what().into(), t.conflict_meaning(), t.to_overview())
        }
        Fault::Throttled { retry_after } => {
            let wait = format::duration(locales, TimeDelta::seconds((*retry_after).into()));
            told(t.throttled(), t.throttled_what(&wait).into(), t.throttled_meaning(), t.throttled_press())
        }
        Fault::QuotaExceeded(over) => told(
            t.quota_exceeded(),
            plan::over(locales, over).into(),
            t.quota_exceeded_meaning(),
            t.quota_exceeded_press(),
        ),
        Fault::Upstream { platform, .. } if platform == STRIPE => told(
            t.payments_away(),
            t.payments_away_what().into(),
            t.payments_away_meaning(),
            t.payments_away_press(),
        ),
        Fault::Upstream { platform, kind } if platform == WEBHOOK => {
            told(t.hook_untaken(), untaken(t, *kind).into(), t.hook_untaken_meaning(), t.hook_untaken_press())
        }
        Fault::Upstream { platform, kind } => {
            let (what, press) = upstream(t, *kind);
            Explanation {
                title: t.upstream(platform).into(),
                what: what.into(),
                meaning: t.upstream_meaning(),
                press,
            }
        }
        Fault::Unavailable => {
            told(t.unavailable(), t.unavailable_what().into(), t.unavailable_meaning(), t.unavailable_press())
        }
        Fault::Internal { reference } => {
            told(t.internal(), t.internal_what(reference).into(), t.internal_meaning(), t.internal_press())
        }
    }
}

/// Why an address that alerts are sent to did not take one.
fn untaken(t: Errors, kind: UpstreamKind) -> &'static str {
    match kind {
        UpstreamKind::Timeout => t.hook_untaken_late(),
        UpstreamKind::Network | UpstreamKind::Dns | UpstreamKind::Tls => t.hook_untaken_unreached(),
        UpstreamKind::Server | UpstreamKind::RateLimit => t.hook_untaken_failing(),
        _ => t.hook_untaken_refused(),
    }
}

/// What happened and what to press.
fn upstream(t: Errors, kind: UpstreamKind) -> (&'static str, &'static str) {
    match kind {
        UpstreamKind::Auth => (t.upstream_auth(), t.upstream_auth_press()),
        UpstreamKind::Permission => (t.upstream_permission(), t.upstream_permission_press()),
        UpstreamKind::RateLimit => (t.upstream_rate_limit(), t.upstream_rate_limit_press()),
        UpstreamKind::Timeout => (t.upstream_timeout(), t.upstream_timeout_press()),
        UpstreamKind::Network => (t.upstream_network(), t.upstream_network_press()),
        UpstreamKind::Tls => (t.upstream_tls(), t.upstream_tls_press()),
        UpstreamKind::Dns => (t.upstream_dns(), t.upstream_dns_press()),
        UpstreamKind::BlockedAddress => (t.upstream_blocked_address(), t.upstream_blocked_address_press()),
        UpstreamKind::Redirect => (t.upstream_redirect(), t.upstream_redirect_press()),
        UpstreamKind::NotThePlatform => (t.upstream_not_the_platform(), t.upstream_not_the_platform_press()),
        UpstreamKind::NotFound => (t.upstream_not_found(), t.upstream_not_found_press()),
        UpstreamKind::Server => (t.upstream_server(), t.upstream_server_press()),
        UpstreamKind::TooLarge => (t.upstream_too_large(), t.upstream_too_large_press()),
        UpstreamKind::Protocol => (t.upstream_protocol(), t.upstream_protocol_press()),
        UpstreamKind::Clock => (t.upstream_clock(), t.upstream_clock_press()),
        UpstreamKind::Rejected => (t.upstream_rejected(), t.upstream_rejected_press()),
    }
}

/// The sentence under a field.
pub fn field_problem(locales: impl Into<Locales>, problem: &FieldProblem) -> Cow<'static, str> {
    let t = Texts::new(locales).errors();
    match problem {
        FieldProblem::Required => t.field_required().into(),
        FieldProblem::TooShort { min } => t.field_too_short((*min).into()).into(),
        FieldProblem::TooLong { max } => t.field_too_long((*max).into()).into(),
        FieldProblem::Format => t.field_format().into(),
        FieldProblem::Characters => t.field_characters().into(),
        FieldProblem::OutOfRange => t.field_out_of_range().into(),
        FieldProblem::BeforeStart => t.field_before_start().into(),
        FieldProblem::Taken => t.field_taken().into(),
        FieldProblem::Unknown => t.field_unknown().into(),
        FieldProblem::TooCommon => t.field_too_common().into(),
        FieldProblem::Personal => t.field_personal().into(),
        FieldProblem::CheckDigit => t.field_check_digit().into(),
        FieldProblem::BlockedAddress => t.field_blocked_address().into(),
        FieldProblem::AddressChanged => t.field_address_changed().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Locale, OverQuota, PlanCode, Quota};

    #[test]
    fn a_fault_says_its_details() {
        let shown = explain(Locale::PtBr, &Fault::Throttled { retry_after: 300 });
        assert_eq!(shown.what, "Novas tentativas são aceitas em 5\u{a0}min.");
        let shown = explain(Locale::En, &Fault::Internal { reference: "a1b2".into() });
        assert_eq!(shown.what, "The action was not completed. Reference: a1b2");
        let over = OverQuota {
            quota: Quota::Connections,
            plan: PlanCode::Free,
            limit: 3,
            used: 3,
            needed: 1,
            next: Some(PlanCode::Pro),
            currency: None,
        };
        let shown = explain(Locale::PtBr, &Fault::QuotaExceeded(over.clone()));
        let expected = "O plano Free inclui 3 conexões, e 3 já estão em uso. \
            O plano Pro inclui 10 e custa R$\u{a0}249,00 por mês.";
        assert_eq!(shown.what, expected);
        // What it pays in already stays so, and else it is as the company writes its figures, whoever reads.
        let in_dollars = OverQuota { currency: Some(domain::PlanCurrency::Usd), ..over.clone() };
        let shown = explain(Locale::PtBr, &Fault::QuotaExceeded(in_dollars));
        assert!(shown.what.ends_with("custa US$\u{a0}49,00 por mês."), "{}", shown.what);
        let read_in_english = Locales { words: Locale::En, figures: Locale::PtBr };
        let shown = explain(read_in_english, &Fault::QuotaExceeded(over));
        assert!(shown.what.contains("R$\u{a0}249,00"), "{}", shown.what);
        let shown =
            explain(Locale::Es, &Fault::Upstream { platform: "Shopify".into(), kind: UpstreamKind::Auth });
        assert_eq!(shown.title, "Problema en la conexión con Shopify");
        assert_eq!(shown.press, "Reautorizar");
    }

    #[test]
    fn what_stripe_does_not_do_is_no_trouble_of_orders() {
        let away = Fault::Upstream { platform: STRIPE.into(), kind: UpstreamKind::Rejected };
        let shown = explain(Locale::PtBr, &away);
        assert_eq!(shown.title, "O Stripe não concluiu a ação");
        assert!(!shown.meaning.contains("Nenhum pedido foi perdido"), "{}", shown.meaning);
    }

    #[test]
    fn an_address_that_takes_no_alert_is_no_shop() {
        let shown = |kind| explain(Locale::En, &Fault::Upstream { platform: WEBHOOK.into(), kind });
        let gone = shown(UpstreamKind::NotFound);
        assert_eq!(
            (gone.title.as_ref(), gone.press),
            ("The address did not take the test", "Check the address")
        );
        assert!(gone.what.contains("deleted") && !gone.meaning.contains("order"), "{gone:?}");
        assert_ne!(shown(UpstreamKind::Timeout).what, shown(UpstreamKind::Server).what);
    }

    #[test]
    fn a_field_problem_says_its_limit() {
        let problem = FieldProblem::TooShort { min: 12 };
        assert_eq!(field_problem(Locale::PtBr, &problem), "Use pelo menos 12 caracteres.");
        assert_eq!(
            field_problem(Locale::Es, &FieldProblem::TooLong { max: 1 }),
            "Use como máximo 1 carácter."
        );
    }
}
