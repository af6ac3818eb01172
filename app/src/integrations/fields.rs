//! The form that a platform's specification describes: how it is drawn, and how it is read.

use super::{IntegrationConsent, IntegrationKey, IntegrationTest, guide, platform_name, report, settings};
use crate::{
    form::{FormState, PostForm},
    page::PageCx,
    test_in_place::TestInPlace,
};
use domain::{
    AuthKind, ConnectionId, Environment, Fault, FieldProblem,
    view::connections::{ConnectionSettings, ConnectionView},
};
use hub::integrations::{ConnectForm, CredentialField, CredentialForm, FieldKind, KeptForm};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ui::{
    Banner, Button, ButtonKind, DetailLayout, Fact, Facts, FieldGroup, FormActions, InputKind, Panel,
    SecretField, SelectField, SelectOption, TabLink, Tabs, TextField, Tone,
};

/// What the form sends, to be tested or saved. Its `Debug` says nothing of the fields: some are secret.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectFields {
    pub platform: String,
    /// The connection that is edited; empty for a new one.
    pub connection_id: String,
    /// Empty is that of the connection that is edited, and production for a new one.
    pub environment: String,
    pub auth: String,
    pub name: String,
    /// By the names of the platform's fields.
    pub fields: BTreeMap<String, String>,
    pub every_minutes: String,
    pub skip_test_orders: String,
    pub quiet_from: String,
    pub quiet_until: String,
}

impl std::fmt::Debug for ConnectFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectFields").field("platform", &self.platform).finish_non_exhaustive()
    }
}

impl ConnectFields {
    /// The form's name in a flash.
    pub(super) fn form_name(&self) -> String {
        form_name(&self.platform, &self.connection_id)
    }

    pub(super) fn connection(&self) -> Result<Option<ConnectionId>, Fault> {
        match self.connection_id.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Fault::NotFound),
        }
    }

    /// The fields that may be shown again, under the names of their controls.
    pub(super) fn open_fields(&self, spec: Option<&CredentialForm>) -> Vec<(String, String)> {
        let secret = |name: &str| {
            spec.is_none_or(|spec| {
                spec.fields.iter().any(|field| field.name == name && field.kind == FieldKind::Secret)
            })
        };
        let open = self
            .fields
            .iter()
            .filter(|(name, _)| !secret(name))
            .map(|(name, value)| (name.clone(), value.clone()));
        let own = [
            ("environment", &self.environment),
            ("name", &self.name),
            ("every_minutes", &self.every_minutes),
            ("skip_test_orders", &self.skip_test_orders),
            ("quiet_from", &self.quiet_from),
            ("quiet_until", &self.quiet_until),
        ];
        open.chain(own.map(|(name, value)| (name.to_owned(), value.clone()))).collect()
    }

    /// What `hub` takes.
    pub(super) fn read(self, spec: &CredentialForm) -> Result<ConnectForm, Fault> {
        let connection = self.connection()?;
        let environment = match self.environment.as_str() {
            "" => None,
            code => Some(code.parse().map_err(|_| Fault::field("environment", FieldProblem::Format))?),
        };
        let settings = settings::read(
            &self.every_minutes,
            &self.skip_test_orders,
            (&self.quiet_from, &self.quiet_until),
        )?;
        let is_secret = |name: &str| {
            spec.fields.iter().any(|field| field.name == name && field.kind == FieldKind::Secret)
        };
        let (secrets, config): (BTreeMap<_, _>, BTreeMap<_, _>) =
            self.fields.into_iter().partition(|(name, _)| is_secret(name));
        let secrets = secrets.into_iter().map(|(name, value)| (name, value.into())).collect();
        Ok(ConnectForm {
            platform: self.platform,
            connection,
            environment,
            auth: spec.auth,
            name: self.name,
            config,
            secrets,
            settings,
        })
    }
}

/// The way to connect that a form or an address names; the usual one if it names none.
pub(super) fn way<'a>(forms: &'a [CredentialForm], auth: &str) -> Result<&'a CredentialForm, Fault> {
    let kind = match auth {
        "" => None,
        code => Some(code.parse::<AuthKind>().map_err(|_| Fault::field("auth", FieldProblem::Format))?),
    };
    let found = kind.map_or_else(|| forms.first(), |kind| forms.iter().find(|form| form.auth == kind));
    found.ok_or_else(|| Fault::field("auth", FieldProblem::Format))
}

/// What had been typed, under the names of the form's controls.
pub(super) fn typed(form: &KeptForm) -> Vec<(String, String)> {
    let config = form.config.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let settings = settings::typed(&form.settings);
    let own = [("name", form.name.clone()), ("environment", form.environment.code().to_owned())];
    config.chain(settings).chain(own).map(|(name, value)| (name.to_owned(), value)).collect()
}

pub(super) fn form_name(platform: &str, connection: &str) -> String {
    format!("integrations/{platform}/{connection}")
}

/// Which form is drawn.
pub(super) struct Drawn<'a> {
    pub platform: &'a str,
    pub forms: &'static [CredentialForm],
    pub spec: &'static CredentialForm,
    /// The connection that is edited.
    pub connection: Option<&'a ConnectionView>,
    /// Label of the button that saves, and where it posts to.
    pub save: (&'static str, &'static str),
}

/// The form with the guide beside it.
pub(super) fn view(cx: &PageCx, drawn: &Drawn<'_>) -> AnyView {
    let t = cx.t.integrations();
    let id = drawn.connection.map(|connection| connection.id.to_string()).unwrap_or_default();
    let form = cx.form(&form_name(drawn.platform, &id));
    let is_open = |field: &&CredentialField| field.kind != FieldKind::Secret;
    let (open, secret): (Vec<_>, Vec<_>) = drawn.spec.fields.iter().partition(is_open);
    let control = |field| control(cx, &form, drawn, field);
    let (open, secret) =
        (open.into_iter().map(control).collect_view(), secret.into_iter().map(control).collect_view());
    let environment = environment(cx, &form, drawn);
    let settings = match drawn.connection {
        None => settings::controls(cx, &form, drawn.platform, None),
        Some(connection) => settings::hidden(connection),
    };
    let types_secrets = drawn.spec.auth != AuthKind::OAuth2;
    let shown = form.report().map(|found| report::view(cx, found, types_secrets));
    let guide = guide::of(drawn.platform, cx.locale.words).map(|html| {
        view! { <Panel title=t.guide()><div class="prose" tabindex="0" role="region" aria-label=t.guide() inner_html=html></div></Panel> }
    });
    let (here, ways, grant) = (cx.here(), ways(cx, drawn), key_grant(cx, drawn));
    let (platform, auth, save) = (drawn.platform.to_owned(), drawn.spec.auth.code(), drawn.save);
    if drawn.spec.auth == AuthKind::OAuth2 {
        let setup = setup(cx, drawn);
        let addresses = addresses(cx, drawn.platform);
        let guide = view! { {guide} {addresses} };
        let name = platform_name(cx, drawn.platform);
        let test = drawn.connection.map(|_| view! { <Button label=t.test() action=IntegrationTest::url()/> });
        let label = drawn.connection.map_or_else(|| t.consent_press(&name), |_| t.consent_renew(&name));
        // Without an app there is nothing to go to; in a sandbox there may be one.
        let offered = hub::integrations::environments(cx.visit().hub(), drawn.platform, drawn.spec.auth);
        let can_ask = setup.is_none() || drawn.connection.is_none() && offered.len() > 1;
        let note = if super::brings_orders(cx, drawn.platform) {
            t.consent_note(&name)
        } else {
            t.sheets_note(&name)
        };
        let press = can_ask.then(|| {
            view! {
                <p class="meta">{note}</p>
                <FormActions>
                    <Button label=label kind=ButtonKind::Primary/>
                    {test}
                </FormActions>
            }
        });
        return view! {
            {ways}
            <DetailLayout aside=guide.into_any()>
                {setup}
                <PostForm action=IntegrationConsent::url() return_to=here id="connect">
                    <input type="hidden" name="platform" value=platform/>
                    <input type="hidden" name="connection_id" value=id/>
                    <input type="hidden" name="auth" value=auth/>
                    {environment}
                    {open}
                    {secret}
                    {settings}
                    {press}
                </PostForm>
                <div class="live" id="teste" tabindex="-1">{shown}</div>
            </DetailLayout>
        }
        .into_any();
    }
    let (first, last) = match grant {
        Some(Grant::Ready(press)) => (Some(press), None),
        Some(Grant::NeedsHttps(why)) => (None, Some(why)),
        None => (None, None),
    };
    // Where the shop makes the key by itself, that is the way; a key of one's own is the other one.
    let (secret, save_kind) = match first {
        Some(_) => {
            let group = view! { <FieldGroup legend=t.key_instead()>{secret}</FieldGroup> };
            (group.into_any(), ButtonKind::Secondary)
        }
        None => (secret.into_any(), ButtonKind::Primary),
    };
    // Enter presses the first button of a form: whoever has typed a key saves it.
    let enter = first.is_some().then(|| {
        view! { <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true">{save.0}</button> }
    });
    view! {
        {ways}
        <DetailLayout aside=guide.into_any()>
            <PostForm action=save.1 return_to=here id="connect">
                <input type="hidden" name="platform" value=platform/>
                <input type="hidden" name="connection_id" value=id/>
                <input type="hidden" name="auth" value=auth/>
                {enter}
                {environment}
                {open}
                {first}
                {secret}
                {settings}
                <FormActions>
                    <Button label=save.0 kind=save_kind/>
                    <Button label=t.test() action=IntegrationTest::url()/>
                </FormActions>
                {last}
            </PostForm>
            <TestInPlace form="connect".to_owned()
                testing=t.testing().to_owned() away=t.test_away().to_owned()
                refused=t.test_not_allowed().to_owned() failed=t.test_failed().to_owned()>
                {shown}
            </TestInPlace>
        </DetailLayout>
    }
    .into_any()
}

/// The way to have the shop make the key.
enum Grant {
    Ready(AnyView),
    /// Why it cannot be gone here.
    NeedsHttps(AnyView),
}

/// The way to have the shop make the key; nothing where the platform's shops do not.
fn key_grant(cx: &PageCx, drawn: &Drawn<'_>) -> Option<Grant> {
    let t = cx.t.integrations();
    let ready = hub::integrations::key_grant_ready(cx.visit().hub(), drawn.platform, drawn.spec.auth)?;
    if !ready {
        return Some(Grant::NeedsHttps(view! { <p class="meta">{t.key_needs_https()}</p> }.into_any()));
    }
    let press = view! {
        <p class="meta">{t.key_note()}</p>
        <div class="actions">
            <Button label=t.key_press() kind=ButtonKind::Primary action=IntegrationKey::url() incomplete=true/>
        </div>
    };
    Some(Grant::Ready(press.into_any()))
}

/// The choice of the environment, where there is one. A connection stays in its own.
fn environment(cx: &PageCx, form: &FormState, drawn: &Drawn<'_>) -> Option<AnyView> {
    let t = cx.t.integrations();
    let offered = hub::integrations::environments(cx.visit().hub(), drawn.platform, drawn.spec.auth);
    if drawn.connection.is_some() || offered.len() < 2 {
        return None;
    }
    let chosen = form.value("environment", Environment::default().code().to_owned());
    let options = offered
        .iter()
        .map(|of| SelectOption::new(of.code(), t.environment_choice(of.code())).chosen(&chosen))
        .collect();
    Some(
        view! {
            <SelectField name="environment" label=t.environment() help=t.environment_help() options=options
                error=form.error("environment")/>
        }
        .into_any(),
    )
}

/// What the operator enters at the platform's own pages for apps.
fn addresses(cx: &PageCx, platform: &str) -> Option<AnyView> {
    let t = cx.t.integrations();
    let setup = hub::integrations::consent_setup(cx.visit().hub(), platform, Environment::Production)?;
    let redirect = setup.redirect_uri?;
    let code = view! { <code class="long">{redirect.to_string()}</code> };
    let facts = vec![Fact::new(t.app_redirect(), code)];
    Some(view! { <Panel title=t.app_addresses() context=t.app_addresses_context()><Facts facts=facts/></Panel> }.into_any())
}

/// What the operator has to set before anybody can be asked for consent; nothing where it is set.
fn setup(cx: &PageCx, drawn: &Drawn<'_>) -> Option<AnyView> {
    let t = cx.t.integrations();
    let platform = drawn.platform;
    let environment = drawn.connection.map(|connection| connection.environment).unwrap_or_default();
    let setup = hub::integrations::consent_setup(cx.visit().hub(), platform, environment)?;
    if setup.has_app && setup.redirect_uri.is_some() {
        return None;
    }
    let sandbox = if environment == Environment::Sandbox { "_SANDBOX" } else { "" };
    let prefix = format!("ORION_PLATFORM_{}{sandbox}", platform.to_ascii_uppercase());
    let mut lines = vec![format!("{prefix}_CLIENT_ID"), format!("{prefix}_CLIENT_SECRET")];
    match setup.redirect_uri {
        Some(url) => lines.push(t.consent_redirect(url.as_str())),
        None => lines.push("ORION_PUBLIC_URL".to_owned()),
    }
    let lines = lines.into_iter().map(|line| view! { <li><code>{line}</code></li> }).collect_view();
    let name = platform_name(cx, platform);
    Some(
        view! {
            <Banner tone=Tone::Warning title=t.no_app(&name) text=t.no_app_text()
                details=view! { <ul class="banner-list">{lines}</ul> }.into_any()/>
        }
        .into_any(),
    )
}

fn ways(cx: &PageCx, drawn: &Drawn<'_>) -> Option<AnyView> {
    let t = cx.t.integrations();
    let tab = |form: &CredentialForm| TabLink {
        label: t.way(form.auth.code()),
        href: format!("{}?forma={}", cx.path(), form.auth.code()),
        count: None,
        current: form.auth == drawn.spec.auth,
    };
    let tabs: Vec<_> = drawn.forms.iter().map(tab).collect();
    (tabs.len() > 1).then(|| view! { <Tabs label=t.ways() tabs=tabs/> }.into_any())
}

fn control(cx: &PageCx, form: &FormState, drawn: &Drawn<'_>, field: &'static CredentialField) -> AnyView {
    let t = cx.t.integrations();
    let (name, error) = (format!("fields[{}]", field.name), form.error(field.name));
    let (label, help) = (t.field_label(field.name), t.field_help(field.name));
    // What is stored belongs to the way by which the connection was made.
    let stored = drawn.connection.filter(|connection| connection.auth == drawn.spec.auth);
    if field.kind == FieldKind::Secret {
        let Some(tail) = stored.and_then(|stored| stored.secret_hints.get(field.name).cloned()) else {
            return view! {
                <SecretField name=name label=label help=help replace=t.replace() error=error required=field.required/>
            }
            .into_any();
        };
        let help = format!("{help} {}", t.keep_secret());
        return view! { <SecretField name=name label=label help=help tail=tail replace=t.replace() error=error/> }.into_any();
    }
    let value = stored.and_then(|stored| stored.config.get(field.name).cloned()).unwrap_or_default();
    let value = form.value(field.name, value);
    let length = u32::try_from(field.max_length).unwrap_or(u32::MAX);
    view! {
        <TextField name=name label=label help=help value=value placeholder=field.placeholder error=error
            kind=InputKind::Text maxlength=length required=field.required autocomplete="off"/>
    }
    .into_any()
}

/// The settings of a new connection, or the stored ones.
pub(super) fn settings_of(connection: Option<&ConnectionView>) -> ConnectionSettings {
    connection.map(|connection| connection.settings.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    static FORMS: [CredentialForm; 2] = [
        CredentialForm {
            auth: AuthKind::KeyPair,
            fields: &[
                CredentialField {
                    name: "url",
                    kind: FieldKind::StoreUrl,
                    required: true,
                    max_length: 9,
                    placeholder: "",
                },
                CredentialField {
                    name: "key",
                    kind: FieldKind::Secret,
                    required: true,
                    max_length: 9,
                    placeholder: "",
                },
            ],
        },
        CredentialForm { auth: AuthKind::Token, fields: &[] },
    ];

    fn typed() -> ConnectFields {
        let fields = [("url", "shop"), ("key", "secret"), ("other", "x")];
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        ConnectFields {
            platform: "shop".into(),
            fields,
            every_minutes: "15".into(),
            ..ConnectFields::default()
        }
    }

    #[test]
    fn a_secret_is_never_kept_for_the_page() {
        let shown = |spec| typed().open_fields(spec).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert!(shown(Some(&FORMS[0])).contains(&"shop".to_owned()));
        assert!(!shown(Some(&FORMS[0])).contains(&"secret".to_owned()));
        assert!(!shown(None).contains(&"secret".to_owned()), "an unknown form might hold it");
        assert!(!format!("{:?}", typed()).contains("secret"));
    }

    #[test]
    fn fields_are_told_apart_by_the_specification() {
        let form = typed().read(&FORMS[0]).unwrap();
        assert_eq!(form.environment, None);
        assert_eq!(form.secrets.keys().collect::<Vec<_>>(), ["key"]);
        assert_eq!(form.config["url"], "shop");
    }

    #[test]
    fn an_environment_is_one_that_there_is() {
        let read = |code: &str| {
            ConnectFields { environment: code.into(), ..typed() }.read(&FORMS[0]).map(|form| form.environment)
        };
        assert_eq!(read("sandbox").unwrap(), Some(Environment::Sandbox));
        assert!(read("staging").is_err());
    }

    #[test]
    fn the_usual_way_comes_first_and_an_unknown_one_is_refused() {
        assert_eq!(way(&FORMS, "").unwrap().auth, AuthKind::KeyPair);
        assert_eq!(way(&FORMS, "token").unwrap().auth, AuthKind::Token);
        assert!(way(&FORMS, "oauth2").is_err());
        assert!(way(&FORMS, "x").is_err());
    }
}
