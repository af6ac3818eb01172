//! How whoever is signed in proves again who they are, before they change how they do: by the password and a code, by a passkey, or,
//! without any of these, by Google.

use super::{PATH as ACCOUNT, google::confirm_by_google, passkeys::confirm_by_passkey};
use crate::{form::PostForm, page::PageCx};
use domain::{Fault, FieldProblem};
use hub::{
    auth::Principal, google::WaysIn, passkeys::PasskeyRow, second_factor::Standing, sessions::TokenHash,
};
use leptos::prelude::*;
use ui::{Banner, FormActions, InputKind, LinkButton, TextField, Tone};

/// What a person has to prove it by.
pub(crate) struct Proving {
    pub standing: Standing,
    pub ways: WaysIn,
    pub keys: Vec<PasskeyRow>,
    /// One change was confirmed in this session, and not made yet.
    is_confirmed: bool,
}

/// What the forms of the account ask for besides what they are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// Neither where the change was confirmed before, by whoever has no password.
    Fields { password: bool, code: Option<CodeOf> },
    /// Nothing yet: Google is asked first.
    GoogleFirst,
    /// Nothing: there is nothing to prove it by, until a password is made.
    PasswordFirst,
}

/// Which codes somebody may type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeOf {
    /// Those of their app, and of recovery.
    App,
    /// Those of recovery alone: their second factor is a passkey.
    Recovery,
}

impl Proving {
    pub async fn look(cx: &PageCx, who: &Principal, session: &TokenHash) -> Result<Self, Fault> {
        let hub = cx.visit().hub();
        Ok(Self {
            standing: hub.second_factor(who).await?,
            ways: hub.ways_in(who).await?,
            keys: hub.passkeys(who).await?,
            is_confirmed: hub.is_confirmed(session).await?,
        })
    }

    pub fn asks(&self, cx: &PageCx) -> Asks {
        let (password, is_on) = (self.standing.has_password, self.standing.is_on);
        if password || is_on || self.is_confirmed {
            let code = if self.standing.app_since.is_some() { CodeOf::App } else { CodeOf::Recovery };
            Asks::Fields { password, code: (is_on && !self.is_confirmed).then_some(code) }
        } else if self.ways.linked.is_some() && cx.visit().hub().has_google() {
            Asks::GoogleFirst
        } else {
            Asks::PasswordFirst
        }
    }

    /// What stands before the forms: how a change is confirmed without typing, or that it was.
    pub fn panel(&self, cx: &PageCx) -> Option<AnyView> {
        let (t, asks) = (cx.t.security(), self.asks(cx));
        match asks {
            Asks::GoogleFirst => Some(confirm_by_google(cx)),
            Asks::PasswordFirst => None,
            // A password alone is asked for, whatever was confirmed.
            Asks::Fields { .. } if !self.standing.is_on && self.standing.has_password => None,
            Asks::Fields { .. } if self.is_confirmed => {
                let title =
                    if self.standing.is_on { t.passkey_confirmed() } else { cx.t.google().confirmed() };
                let text = t.confirmed_text();
                Some(view! { <Banner tone=Tone::Positive title=title text=text/> }.into_any())
            }
            Asks::Fields { .. } if self.keys.is_empty() => None,
            Asks::Fields { .. } => confirm_by_passkey(cx),
        }
    }
}

impl Asks {
    /// What is to be done before any form, where none can be sent yet.
    pub fn first(self, cx: &PageCx) -> Option<AnyView> {
        let t = cx.t.google();
        match self {
            Self::Fields { .. } => None,
            Self::GoogleFirst => Some(view! { <p class="meta">{t.confirm_first()}</p> }.into_any()),
            Self::PasswordFirst => {
                let there = (cx.path() != ACCOUNT).then(|| {
                    view! { <div class="actions"><LinkButton label=t.make_password_go() href=ACCOUNT/></div> }
                });
                Some(view! { <p class="meta">{t.password_first()}</p>{there} }.into_any())
            }
        }
    }
}

/// A form that asks again who somebody is; in its place, what they do first where it has nothing to ask for. `id` tells its fields from
/// those of the page's other forms.
pub(crate) fn proving_form(
    cx: &PageCx,
    (name, id, action): (&str, &'static str, &'static str),
    asks: Asks,
    fields: AnyView,
    button: AnyView,
) -> AnyView {
    if let Some(first) = asks.first(cx) {
        // What was wrong with the fields is told, though another proof is asked for first.
        let refused = matches!(cx.form(name).fault(), Some(Fault::Invalid { .. })).then_some(fields);
        return view! { {refused}{first} }.into_any();
    }
    let (here, proofs) = (cx.here(), proofs(cx, name, id, asks));
    view! {
        <PostForm action=action return_to=here>
            {fields}
            {proofs}
            <FormActions>{button}</FormActions>
        </PostForm>
    }
    .into_any()
}

/// The password once more, and a code, where they are asked for.
pub(super) fn proofs(cx: &PageCx, form: &str, id: &'static str, asks: Asks) -> AnyView {
    let (t, form) = (cx.t.security(), cx.form(form));
    let Asks::Fields { password, code } = asks else { return ().into_any() };
    let password = password.then(|| {
        let error = match form.problem("password") {
            Some(FieldProblem::Unknown) => t.password_wrong().to_owned(),
            _ => form.error("password"),
        };
        view! {
            <TextField name="password" id=format!("password-{id}") label=t.password() kind=InputKind::Password error=error
                autocomplete="current-password" required=true/>
        }
    });
    let code = code.map(|of| {
        let (label, help) = match of {
            CodeOf::App => (t.second_code(), t.second_code_help()),
            CodeOf::Recovery => (t.recovery_code(), t.recovery_code_help()),
        };
        let error = match form.problem("code") {
            Some(FieldProblem::Unknown) => t.second_code_wrong().to_owned(),
            Some(FieldProblem::Format) => t.second_code_format().to_owned(),
            _ => form.error("code"),
        };
        view! {
            <TextField name="code" id=format!("code-{id}") label=label help=help
                kind=InputKind::Text error=error autocomplete="one-time-code" maxlength=40 required=true/>
        }
    });
    view! { {password}{code} }.into_any()
}
