//! What the link leads to by which somebody says that a second factor is not theirs.

use super::{forgotten::FORGOT_PATH, sign_in::refusal};
use crate::{
    company,
    form::{Done, Form, PostForm, Posted},
    page::{Drawing, Page, PageCx, public_page},
};
use axum::http::StatusCode;
use domain::{Fault, view::day::zone};
use hub::{HubError, account_mails::DISOWN_PATH, second_factor::Disowning};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{Button, ButtonKind, GateShell, LinkButton};

const DISOWN: &str = "second-factor/disown";

/// Takes a second factor away that somebody else took into use, and leads to sign-in.
#[server(name = SecondFactorDisown, prefix = "/ui", endpoint = "second-factor/disown")]
pub async fn second_factor_disown(
    #[server(default)] token: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(DISOWN, &return_to, "/entrar").at_gate();
    let visit = form.visit().clone();
    let done = visit.hub().disown_second_factor(&token, visit.client()).await;
    let said = form.texts().security().disowned();
    form.answer(done.map(|()| Done::to("/entrar").toast(said).signed_out())).await
}

/// `/nao-fui-eu/:token`
pub fn disown_page() -> Drawing {
    let response = expect_context::<ResponseOptions>();
    public_page(|cx| async move {
        let token: String = cx.param("token")?;
        let title = cx.t.security().disown();
        match cx.visit().hub().disowning(&token).await {
            Ok(found) => Ok(Page::new(title, page(&cx, token, &found))),
            Err(HubError::Fault(Fault::NotFound)) => {
                response.set_status(StatusCode::NOT_FOUND);
                Ok(Page::new(title, unknown(&cx)))
            }
            Err(error) => Err(error.into()),
        }
    })
}

fn unknown(cx: &PageCx) -> AnyView {
    let (t, again) = (cx.t.security(), cx.t.team().forgot_title());
    view! {
        <GateShell title=t.disown_over()>
            <p>{t.disown_over_text()}</p>
            <LinkButton label=again href=FORGOT_PATH kind=ButtonKind::Primary/>
        </GateShell>
    }
    .into_any()
}

fn page(cx: &PageCx, token: String, found: &Disowning) -> AnyView {
    let t = cx.t.security();
    let here = format!("{DISOWN_PATH}{token}");
    // Nobody is signed in, so the zone is named: it is that of one of their companies.
    let zone = found.time_zone.as_deref().map_or(chrono_tz::UTC, zone);
    let at =
        format!("{} ({})", format::date_time(cx.locale, found.since, zone), company::city(cx.t, zone.name()));
    let (text, what) = (t.disown_text(&at, &found.email), t.disown_what(&found.email));
    let refused = refusal(cx, cx.form(DISOWN).fault());
    view! {
        <GateShell title=t.disown()>
            <p>{text}</p>
            {refused}
            <p>{what}</p>
            <PostForm action=SecondFactorDisown::url() return_to=here>
                <input type="hidden" name="token" value=token/>
                <div class="form-actions"><Button label=t.disown_confirm() kind=ButtonKind::Danger/></div>
            </PostForm>
            <p class="meta">{t.disown_mine()}</p>
        </GateShell>
    }
    .into_any()
}
