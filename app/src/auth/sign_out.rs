use super::sign_in::HOME;
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::{Drawing, Drawn, Page, public_page, redirect},
    visit::Visit,
};
use hub::HubError;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, FormActions, GateShell, LinkButton};

/// Ends the session. Harmless for somebody who has none.
#[server(name = SignOutCall, prefix = "/ui", endpoint = "sign_out")]
pub async fn sign_out(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("sign_out", &return_to, "/entrar").at_gate();
    let done = async {
        let visit = form.visit();
        if let Some(token) = visit.token() {
            visit.hub().sign_out(&token.hash(), visit.client()).await?;
        }
        Ok::<_, HubError>(Done::to("/entrar").toast(form.texts().auth().signed_out()).signed_out())
    };
    let done = done.await;
    form.answer(done).await
}

/// `/sair`: asks before it ends the session, as opening an address must change nothing. Who has none is
/// led to sign-in.
pub fn sign_out_page() -> Drawing {
    if Visit::current().principal().is_none() {
        redirect(&expect_context(), "/entrar");
        return Box::pin(async { Drawn::nothing() });
    }
    public_page(|cx| async move {
        let t = cx.t.auth();
        let (back, cancel) = (HOME, cx.t.common().cancel());
        let body = view! {
            <GateShell title=t.sign_out()>
                <PostForm action=SignOutCall::url() return_to="/entrar">
                    <FormActions>
                        <Button label=t.sign_out() kind=ButtonKind::Primary/>
                        <LinkButton label=cancel href=back/>
                    </FormActions>
                </PostForm>
            </GateShell>
        };
        Ok(Page::new(t.sign_out(), body))
    })
}
