//! What the forms of sheets post to that lie in Google Sheets or in Orion itself.

use super::super::{PATH, google, run_path, schedule, sheet_path};
use crate::{
    form::{Done, Form, Posted},
    integrations::clock_time,
};
use domain::{ConnectionId, Fault, FieldProblem, SheetId, ValidationRunId, view::validation::CheckSchedule};
use hub::{HubError, permit::EditCatalog, validation::Recognised};
use leptos::prelude::*;

/// Makes a sheet of one that lies in Google Sheets: a tab of a file of an account.
#[server(name = ValidationGoogle, prefix = "/ui", endpoint = "validation/google")]
pub async fn validation_google(
    #[server(default)] connection_id: String,
    #[server(default)] file: String,
    #[server(default)] tab: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/google", &return_to, google::PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let connection: ConnectionId = connection_id.parse().map_err(|_| Fault::NotFound)?;
        let tab: i64 = tab.parse().map_err(|_| Fault::NotFound)?;
        let (sheet, recognised) = hub::validation::add_google_sheet(&permit, connection, &file, tab).await?;
        let t = form.texts().validation();
        let toast = match recognised {
            Recognised::Nothing => t.chosen(),
            Recognised::Columns => t.chosen_recognised(),
            Recognised::OtherNumbers => t.chosen_other_numbers(),
        };
        Ok::<_, HubError>(Done::to(sheet_path(sheet)).toast(toast))
    };
    let done = done.await;
    form.answer(done).await
}

/// Leads to the sheet that is the catalogue in Orion.
#[server(name = ValidationCatalogue, prefix = "/ui", endpoint = "validation/catalogue")]
pub async fn validation_catalogue(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("validation/catalogue", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let name = form.texts().validation().catalogue_name();
        let sheet = hub::validation::add_catalogue(&permit, name).await?;
        Ok::<_, HubError>(Done::to(sheet_path(sheet)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Says when a sheet is checked by itself, and whether each check is written into the spreadsheet.
#[server(name = ValidationSchedule, prefix = "/ui", endpoint = "validation/schedule")]
pub async fn validation_schedule(
    #[server(default)] sheet: String,
    #[server(default)] mode: String,
    #[server(default)] hours: String,
    #[server(default)] daily_at: String,
    #[server(default)] writes: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(schedule::FORM, &return_to, PATH)
        .keep("mode", &mode)
        .keep("hours", &hours)
        .keep("daily_at", &daily_at)
        .keep("writes", &writes);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let schedule = match mode.as_str() {
            schedule::HOURS => {
                let hours = hours.trim().parse();
                CheckSchedule::EveryHours(hours.map_err(|_| Fault::field("hours", FieldProblem::OutOfRange))?)
            }
            schedule::DAILY => {
                let time = clock_time("daily_at", &daily_at)?;
                let required = || Fault::field("daily_at", FieldProblem::Required);
                CheckSchedule::DailyAt(time.ok_or_else(required)?)
            }
            _ => CheckSchedule::Off,
        };
        hub::validation::set_schedule(&permit, id, schedule, !writes.is_empty()).await?;
        Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().validation().saved()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Has what a check found written into the spreadsheet that was checked.
#[server(name = ValidationResults, prefix = "/ui", endpoint = "validation/results")]
pub async fn validation_results(
    #[server(default)] run: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/results", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: ValidationRunId = run.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::write_results(&permit, id).await?;
        Ok::<_, HubError>(Done::to(run_path(id)).toast(form.texts().validation().results_asked()))
    };
    let done = done.await;
    form.answer(done).await
}
