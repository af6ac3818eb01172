//! What a company decides about itself.

use crate::{
    account::languages,
    form::{Done, Form, PostForm, Posted},
    page::{Area, Drawing, Page, PageCx, member_page},
};
use hub::{
    HubError,
    accounts::{CompanySettings, save_company},
    permit::ManageOrganisation,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, PageHeader, SelectField, SelectOption, TextField};

pub(crate) const FORM: &str = "company_save";

/// Zones of countries where Orion is used, the most likely first.
const ZONES: [&str; 24] = [
    "America/Sao_Paulo",
    "America/Bahia",
    "America/Fortaleza",
    "America/Recife",
    "America/Maceio",
    "America/Belem",
    "America/Araguaina",
    "America/Cuiaba",
    "America/Campo_Grande",
    "America/Manaus",
    "America/Porto_Velho",
    "America/Boa_Vista",
    "America/Rio_Branco",
    "America/Noronha",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Bogota",
    "America/Lima",
    "America/Mexico_City",
    "America/New_York",
    "Europe/Lisbon",
    "Europe/Madrid",
    "Europe/Paris",
    "UTC",
];

/// Changes the settings of the company.
#[server(name = CompanySave, prefix = "/ui", endpoint = "company_save")]
pub async fn company_save(
    #[server(default)] name: String,
    #[server(default)] time_zone: String,
    #[server(default)] currency: String,
    #[server(default)] locale: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form =
        Form::new(FORM, &return_to, "/admin/empresa").keep("name", &name).keep("time_zone", &time_zone);
    let form = form.keep("currency", &currency).keep("locale", &locale);
    let settings = CompanySettings { name, time_zone, currency, locale };
    let done = async {
        save_company(&form.authorize::<ManageOrganisation>()?, &settings).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().common().saved()))
    };
    let done = done.await;
    form.answer(done).await
}

/// `/admin/empresa`
pub fn company_page() -> Drawing {
    member_page::<ManageOrganisation, _, _>(Area::Settings, |cx, _| async move {
        Ok(Page::new(cx.t.shell().company(), page(cx)))
    })
}

fn page(cx: PageCx) -> impl IntoView {
    let t = cx.t.shell();
    let form = cx.form(FORM);
    let member = cx.principal().map(|who| who.member().clone());
    let (name, locale) = member.map(|member| (member.org_name, member.org_locale)).unwrap_or_default();
    let zone = form.value("time_zone", cx.zone.name());
    let locale = form.value("locale", locale.as_tag());
    let context = view! { {t.company_context()} }.into_any();
    view! {
        <PageHeader title=t.company() context=context/>
        <PostForm action=CompanySave::url() return_to=cx.here()>
            <TextField name="name" label=cx.t.auth().company_name() value=form.value("name", name)
                error=form.error("name") maxlength=120 required=true/>
            <SelectField name="time_zone" label=t.time_zone() help=t.time_zone_help()
                options=zones(&zone) error=form.error("time_zone")/>
            <TextField name="currency" label=t.currency() help=t.currency_help()
                value=form.value("currency", cx.currency.code()) error=form.error("currency") maxlength=3 required=true/>
            <SelectField name="locale" label=t.company_language() help=t.company_language_help()
                options=languages(&locale) error=form.error("locale")/>
            <div class="form-actions"><Button label=cx.t.common().save() kind=ButtonKind::Primary/></div>
        </PostForm>
    }
}

/// The offered zones, and the chosen one where it is another.
pub(crate) fn zones(current: &str) -> Vec<SelectOption> {
    let other = (!ZONES.contains(&current)).then_some(current);
    other
        .into_iter()
        .chain(ZONES)
        .map(|zone| SelectOption::new(zone, zone.replace('_', " ")).chosen(current))
        .collect()
}
