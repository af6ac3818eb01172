//! What the links lead to by which an address agrees to a change.

use super::{forgotten::FORGOT_PATH, sign_in::refusal};
use crate::{
    form::{Done, Form, PostForm, Posted},
    local_path::LocalPath,
    page::{Drawing, Page, PageCx, public_page},
};
use axum::http::StatusCode;
use domain::Fault;
use hub::{
    HubError,
    account_mails::EMAIL_PATH,
    email_change::{Agreed, Found, Side, may_agree},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{Banner, Button, ButtonKind, GateShell, LinkButton, Tone};

const AGREE: &str = "email/agree";
const REFUSE: &str = "email/refuse";

/// Agrees to a change for the address that the link was sent to. Who is not let agree for the new one is led to sign-in and back.
#[server(name = EmailAgree, prefix = "/ui", endpoint = "email/agree")]
pub async fn email_agree(#[server(default)] token: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new(AGREE, &return_to, "/entrar");
    let done = async {
        let visit = form.visit();
        let t = form.texts().security();
        let found = visit.hub().found_email_change(&token).await?;
        let agreed = visit.hub().agree_to_email_change(&token, visit.principal(), visit.client()).await?;
        if agreed == Agreed::Waiting {
            return Ok(Done::back());
        }
        let said = t.email_changed(&found.new);
        // The session that asked stays; every other one of the person has ended by now.
        let stays = match visit.token().filter(|_| visit.principal().is_some()) {
            Some(session) => visit.hub().session(&session.hash()).await?.is_some(),
            None => false,
        };
        Ok::<_, HubError>(match stays {
            true => Done::to("/admin/conta").toast(said),
            false => Done::to("/entrar").toast(said).signed_out(),
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Ends a change that whoever reads the old address did not ask for, and leads to another password.
#[server(name = EmailRefuse, prefix = "/ui", endpoint = "email/refuse")]
pub async fn email_refuse(#[server(default)] token: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new(REFUSE, &return_to, "/entrar").at_gate();
    let done = async {
        let visit = form.visit();
        visit.hub().refuse_email_change(&token, visit.client()).await?;
        Ok::<_, HubError>(Done::to(FORGOT_PATH).toast(form.texts().security().email_refused()))
    };
    let done = done.await;
    form.answer(done).await
}

/// `/confirmar-email/:token`
pub fn email_page() -> Drawing {
    let response = expect_context::<ResponseOptions>();
    public_page(|cx| async move {
        let token: String = cx.param("token")?;
        let title = cx.t.security().email_change();
        match cx.visit().hub().found_email_change(&token).await {
            Ok(found) => Ok(Page::new(title, page(&cx, &token, &found))),
            Err(HubError::Fault(Fault::NotFound)) => {
                response.set_status(StatusCode::NOT_FOUND);
                Ok(Page::new(title, unknown(&cx)))
            }
            Err(error) => Err(error.into()),
        }
    })
}

fn unknown(cx: &PageCx) -> AnyView {
    let (t, sign_in) = (cx.t.security(), cx.t.auth().sign_in());
    // Why an agreement came to nothing.
    let refused = refusal(cx, cx.form(AGREE).fault());
    view! {
        <GateShell title=t.email_over()>
            {refused}
            <p>{t.email_over_text()}</p>
            <LinkButton label=sign_in href="/entrar"/>
        </GateShell>
    }
    .into_any()
}

fn page(cx: &PageCx, token: &str, found: &Found) -> AnyView {
    let t = cx.t.security();
    let here = format!("{EMAIL_PATH}{token}");
    let refused = refusal(cx, cx.form(AGREE).fault().or(cx.form(REFUSE).fault()));
    let other = if found.side == Side::New { &found.old } else { &found.new };
    let body = if found.is_confirmed {
        view! { <Banner tone=Tone::Positive title=t.email_agreed() text=t.email_other(other)/> }.into_any()
    } else if !may_agree(found, cx.principal()) {
        let sign_in =
            LocalPath::parse(&here).map_or_else(|| "/entrar".to_owned(), |path| path.behind_sign_in());
        view! {
            <p>{t.email_sign_in(&found.old)}</p>
            <LinkButton label=cx.t.auth().sign_in() href=sign_in kind=ButtonKind::Primary/>
        }
        .into_any()
    } else {
        let (label, token, here) = match found.side {
            Side::New => (t.email_mine(), token.to_owned(), here.clone()),
            Side::Old => (t.email_agree(), token.to_owned(), here.clone()),
        };
        view! {
            <PostForm action=EmailAgree::url() return_to=here>
                <input type="hidden" name="token" value=token/>
                <div class="form-actions"><Button label=label kind=ButtonKind::Primary/></div>
            </PostForm>
        }
        .into_any()
    };
    let refuse = (found.side == Side::Old).then(|| {
        let token = token.to_owned();
        view! {
            <PostForm action=EmailRefuse::url() return_to=here>
                <input type="hidden" name="token" value=token/>
                <div class="form-actions"><Button label=t.email_refuse() kind=ButtonKind::Danger/></div>
            </PostForm>
        }
    });
    let text = match found.side {
        Side::New => t.email_text_new(&found.new, &found.old),
        Side::Old => t.email_text_old(&found.new, &found.old),
    };
    view! {
        <GateShell title=t.email_change()>
            <p>{text}</p>
            {refused}
            {body}
            {refuse}
        </GateShell>
    }
    .into_any()
}
