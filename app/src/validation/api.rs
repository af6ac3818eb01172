//! What the forms of sheets and checks post to.

use super::{PATH, columns, format, run_path, sheet, sheet_path};
use crate::form::{Done, Form, Posted};
use domain::{Fault, FieldProblem, SheetId, ValidationRunId};
use hub::{
    HubError,
    permit::EditCatalog,
    validation::{Format, Wanted},
};
use leptos::prelude::*;

/// Says which column is which field, by their places, and which packs the sheet is held to; with `check`, it is checked
/// then.
#[server(name = ValidationColumns, prefix = "/ui", endpoint = "validation/columns")]
pub async fn validation_columns(
    #[server(default)] sheet: String,
    #[server(default)] columns: Vec<String>,
    #[server(default)] packs: Vec<String>,
    #[server(default)] check: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(columns::FORM, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let wanted: Vec<_> = columns.iter().map(|field| Wanted { field }).collect();
        hub::validation::set_columns(&permit, id, &wanted, &packs).await?;
        if check.is_empty() {
            return Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().validation().saved()));
        }
        let run = hub::validation::start(&permit, id).await?;
        Ok(Done::to(run_path(run)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Reads the file of a sheet in another way.
#[server(name = ValidationFormat, prefix = "/ui", endpoint = "validation/format")]
pub async fn validation_format(
    #[server(default)] sheet: String,
    #[server(default)] delimiter: String,
    #[server(default)] encoding: String,
    #[server(default)] quotes: String,
    #[server(default)] page: String,
    #[server(default)] header: String,
    #[server(default)] comma: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(format::FORM, &return_to, PATH).keep("header", &header);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let header_row = header.trim().parse().ok().filter(|row| *row <= 1_000);
        let header_row = header_row.ok_or_else(|| Fault::field("header", FieldProblem::Format))?;
        let decimal_comma = !comma.is_empty();
        hub::validation::set_format(&permit, id, |format| match format {
            Format::Text(text) => {
                let wrong = |field: &'static str| move |_| Fault::field(field, FieldProblem::Format);
                text.delimiter = delimiter.parse().map_err(wrong("delimiter"))?;
                text.encoding = encoding.parse().map_err(wrong("encoding"))?;
                text.quotes = !quotes.is_empty();
                (text.header_row, text.decimal_comma) = (header_row, decimal_comma);
                Ok(())
            }
            Format::Book(book) => {
                book.sheet.clone_from(&page);
                (book.header_row, book.decimal_comma) = (header_row, decimal_comma);
                Ok(())
            }
        })
        .await?;
        Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().validation().was_read_again()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Has a sheet checked.
#[server(name = ValidationStart, prefix = "/ui", endpoint = "validation/start")]
pub async fn validation_start(
    #[server(default)] sheet: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/start", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let run = hub::validation::start(&permit, id).await?;
        Ok::<_, HubError>(Done::to(run_path(run)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks a check to stop.
#[server(name = ValidationCancel, prefix = "/ui", endpoint = "validation/cancel")]
pub async fn validation_cancel(
    #[server(default)] run: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/cancel", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: ValidationRunId = run.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::cancel(&permit, id).await?;
        Ok::<_, HubError>(Done::to(run_path(id)).toast(form.texts().validation().cancelled_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Calls a sheet something else.
#[server(name = ValidationRename, prefix = "/ui", endpoint = "validation/rename")]
pub async fn validation_rename(
    #[server(default)] sheet: String,
    #[server(default)] name: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(sheet::RENAME, &return_to, PATH).keep("name", &name);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::rename(&permit, id, &name).await?;
        Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().validation().saved()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Removes a sheet with its checks.
#[server(name = ValidationRemove, prefix = "/ui", endpoint = "validation/remove")]
pub async fn validation_remove(
    #[server(default)] sheet: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/remove", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::remove(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().validation().removed()))
    };
    let done = done.await;
    form.answer(done).await
}
