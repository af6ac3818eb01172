//! What a company decides about itself.

use crate::{
    account::languages,
    form::{Done, Form, PostForm, Posted},
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::Currency;
use hub::{
    HubError,
    accounts::{CompanySettings, save_company},
    permit::ManageOrganisation,
    undo::{Mark, Replaced},
};
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, PageHeader, SelectField, SelectOption, TextField};

pub(crate) const FORM: &str = "company_save";

/// Zones that companies are in, the most likely first, each with a city as people there write it. A language that calls it otherwise
/// says so in `zones.ftl`.
const ZONES: [(&str, &str); 66] = [
    ("America/Sao_Paulo", "São Paulo"),
    ("America/Bahia", "Salvador"),
    ("America/Fortaleza", "Fortaleza"),
    ("America/Recife", "Recife"),
    ("America/Maceio", "Maceió"),
    ("America/Belem", "Belém"),
    ("America/Araguaina", "Araguaína"),
    ("America/Cuiaba", "Cuiabá"),
    ("America/Campo_Grande", "Campo Grande"),
    ("America/Manaus", "Manaus"),
    ("America/Porto_Velho", "Porto Velho"),
    ("America/Boa_Vista", "Boa Vista"),
    ("America/Rio_Branco", "Rio Branco"),
    ("America/Noronha", "Fernando de Noronha"),
    ("America/Argentina/Buenos_Aires", "Buenos Aires"),
    ("America/Montevideo", "Montevideo"),
    ("America/Asuncion", "Asunción"),
    ("America/Santiago", "Santiago"),
    ("America/La_Paz", "La Paz"),
    ("America/Lima", "Lima"),
    ("America/Guayaquil", "Quito"),
    ("America/Bogota", "Bogotá"),
    ("America/Caracas", "Caracas"),
    ("America/Panama", "Panamá"),
    ("America/Costa_Rica", "San José"),
    ("America/Guatemala", "Guatemala"),
    ("America/Santo_Domingo", "Santo Domingo"),
    ("America/Mexico_City", "Ciudad de México"),
    ("America/Tijuana", "Tijuana"),
    ("America/New_York", "New York"),
    ("America/Toronto", "Toronto"),
    ("America/Chicago", "Chicago"),
    ("America/Denver", "Denver"),
    ("America/Phoenix", "Phoenix"),
    ("America/Los_Angeles", "Los Angeles"),
    ("America/Vancouver", "Vancouver"),
    ("Pacific/Honolulu", "Honolulu"),
    ("Europe/Lisbon", "Lisboa"),
    ("Europe/London", "London"),
    ("Europe/Dublin", "Dublin"),
    ("Europe/Madrid", "Madrid"),
    ("Europe/Paris", "Paris"),
    ("Europe/Brussels", "Bruxelles"),
    ("Europe/Amsterdam", "Amsterdam"),
    ("Europe/Zurich", "Zürich"),
    ("Europe/Berlin", "Berlin"),
    ("Europe/Rome", "Roma"),
    ("Europe/Vienna", "Wien"),
    ("Europe/Warsaw", "Warszawa"),
    ("Europe/Stockholm", "Stockholm"),
    ("Europe/Athens", "Athína"),
    ("Europe/Istanbul", "İstanbul"),
    ("Africa/Casablanca", "Casablanca"),
    ("Africa/Lagos", "Lagos"),
    ("Africa/Luanda", "Luanda"),
    ("Africa/Maputo", "Maputo"),
    ("Africa/Johannesburg", "Johannesburg"),
    ("Asia/Dubai", "Dubai"),
    ("Asia/Kolkata", "Mumbai"),
    ("Asia/Singapore", "Singapore"),
    ("Asia/Hong_Kong", "Hong Kong"),
    ("Asia/Shanghai", "Shanghai"),
    ("Asia/Tokyo", "Tokyo"),
    ("Australia/Sydney", "Sydney"),
    ("Pacific/Auckland", "Auckland"),
    ("UTC", "UTC"),
];

/// Currencies that most companies sell in, the most likely first.
const LIKELY: [&str; 10] = ["BRL", "USD", "EUR", "ARS", "CLP", "COP", "MXN", "PEN", "UYU", "GBP"];

/// Changes the settings of the company; where `since` is given, only if they are still what was left then.
#[server(name = CompanySave, prefix = "/ui", endpoint = "company_save")]
pub async fn company_save(
    #[server(default)] name: String,
    #[server(default)] time_zone: String,
    #[server(default)] currency: String,
    #[server(default)] locale: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form =
        Form::new(FORM, &return_to, "/admin/empresa").keep("name", &name).keep("time_zone", &time_zone);
    let form = form.keep("currency", &currency).keep("locale", &locale);
    let settings = CompanySettings { name, time_zone, currency, locale };
    let done = async {
        let permit = form.authorize::<ManageOrganisation>()?;
        let replaced = save_company(&permit, &settings, Mark::named(&since)?).await?;
        let done = Done::back().toast(form.texts().common().saved());
        Ok::<_, HubError>(match replaced {
            Some(Replaced { before: CompanySettings { name, time_zone, currency, locale }, left }) => {
                let fields: [(&str, &str); 4] = [
                    ("name", &name),
                    ("time_zone", &time_zone),
                    ("currency", &currency),
                    ("locale", &locale),
                ];
                done.undo(CompanySave::url(), &fields).since(left)
            }
            None => done,
        })
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
    let currency = form.value("currency", cx.currency.code());
    let locale = form.value("locale", locale.as_tag());
    let context = view! { {t.company_context()} }.into_any();
    view! {
        <PageHeader title=t.company() context=context/>
        <PostForm action=CompanySave::url() return_to=cx.here()>
            <TextField name="name" label=cx.t.auth().company_name() value=form.value("name", name)
                error=form.error("name") maxlength=120 required=true/>
            <SelectField name="time_zone" label=t.time_zone() help=t.time_zone_help()
                options=zones(cx.t, &zone) error=form.error("time_zone")/>
            <SelectField name="currency" label=t.currency() help=t.currency_help()
                options=currencies(cx.t, &currency) error=form.error("currency")/>
            <SelectField name="locale" label=t.company_language() help=t.company_language_help()
                options=languages(&locale) error=form.error("locale")/>
            <div class="form-actions"><Button label=cx.t.common().save() kind=ButtonKind::Primary/></div>
        </PostForm>
    }
}

/// The offered zones, and the chosen one where it is another.
pub(crate) fn zones(texts: Texts, current: &str) -> Vec<SelectOption> {
    let known: Vec<_> = ZONES.iter().map(|(zone, _)| *zone).collect();
    let other = (!known.contains(&current)).then_some(current);
    let all = other.into_iter().chain(known);
    all.map(|zone| SelectOption::new(zone, city(texts, zone)).chosen(current)).collect()
}

/// The city that a zone is called by, in the reader's language where that has a name for it.
pub(crate) fn city(texts: Texts, zone: &str) -> String {
    let last = zone.rsplit('/').next().unwrap_or_default();
    let own = texts.zones().city(last);
    if !own.is_empty() {
        return own;
    }
    let known = ZONES.iter().find(|(name, _)| *name == zone).map(|(_, city)| (*city).to_owned());
    known.unwrap_or_else(|| last.replace('_', " "))
}

/// The currencies in use by code and name, those that have one first, and what was chosen where it is none of them.
pub(crate) fn currencies(texts: Texts, current: &str) -> Vec<SelectOption> {
    let rest = Currency::in_use().filter(|code| !LIKELY.contains(code));
    let (rare, named): (Vec<_>, Vec<_>) = rest.partition(|code| texts.currencies().name(code).is_empty());
    let known: Vec<_> = LIKELY.into_iter().chain(named).chain(rare).collect();
    let other = (!known.contains(&current)).then_some(current);
    let label = |code: &str| match texts.currencies().name(code) {
        name if name.is_empty() => code.to_owned(),
        name => format!("{code} · {name}"),
    };
    other.into_iter().chain(known).map(|code| SelectOption::new(code, label(code)).chosen(current)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    #[test]
    fn what_is_offered_exists_once() {
        let zones: std::collections::BTreeSet<_> = ZONES.iter().map(|(zone, _)| *zone).collect();
        assert_eq!(zones.len(), ZONES.len());
        assert!(zones.iter().all(|zone| zone.parse::<chrono_tz::Tz>().is_ok()));
        for code in LIKELY {
            assert!(code.parse::<Currency>().is_ok_and(|currency| currency.is_in_use()), "{code}");
        }
        let texts = Texts::new(Locale::PtBr);
        let offered = currencies(texts, "BRL");
        assert_eq!(offered.len(), Currency::in_use().count());
        assert_eq!(offered[0].label, "BRL · Real brasileiro");
        assert!(offered.iter().any(|option| option.label == "AFN"), "what has no name here has its code");
        let is_named: Vec<_> = offered.iter().map(|option| option.label.contains(" · ")).collect();
        assert!(is_named.is_sorted_by(|one, next| one >= next), "what has a name stands first");
        let count = currencies(texts, "R$").len();
        assert_eq!(count, Currency::in_use().count() + 1, "what was typed is still there");
    }

    #[test]
    fn a_zone_is_called_by_its_city() {
        let texts = Texts::new(Locale::PtBr);
        assert_eq!(city(texts, "America/Sao_Paulo"), "São Paulo");
        assert_eq!(city(texts, "America/Port_of_Spain"), "Port of Spain");
        assert_eq!(zones(texts, "America/Port_of_Spain").len(), ZONES.len() + 1);
    }

    #[test]
    fn a_city_is_called_as_the_reader_calls_it() {
        for (locale, vienna, new_york) in [
            (Locale::PtBr, "Viena", "Nova York"),
            (Locale::En, "Vienna", "New York"),
            (Locale::Es, "Viena", "Nueva York"),
            (Locale::Fr, "Vienne", "New York"),
        ] {
            let texts = Texts::new(locale);
            assert_eq!(city(texts, "Europe/Vienna"), vienna, "{locale:?}");
            assert_eq!(city(texts, "America/New_York"), new_york, "{locale:?}");
        }
    }
}
