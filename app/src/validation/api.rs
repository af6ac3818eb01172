//! What the forms of sheets and checks post to.

mod elsewhere;

pub use elsewhere::*;

use super::{PATH, columns, corrections, format, importing, run_path, sheet, sheet_path, steps};
use crate::{
    flash::{Flash, Returned},
    form::{Done, Failure, Form, Posted},
    live::Fragment,
    page::PageCx,
};
use domain::{
    CatalogueImportId, CorrectionId, Fault, FieldProblem, SheetId, ValidationRunId,
    view::catalogue_import::ImportTakes,
};
use hub::{
    HubError,
    permit::{EditCatalog, View},
    validation::{FixChoice, Format, Undo, Wanted, WrittenSteps},
};
use i18n::plan;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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
    let form = columns::keep(Form::new(columns::FORM, &return_to, PATH), &columns, &packs);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let wanted: Vec<_> = columns.iter().map(|field| Wanted { field }).collect();
        hub::validation::set_columns(&permit, id, &wanted, &packs).await?;
        if check.is_empty() {
            return Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().validation().saved()));
        }
        match hub::validation::start(&permit, id).await {
            // What was chosen is saved all the same.
            Err(HubError::Fault(Fault::QuotaExceeded(over))) => {
                let why = plan::over(form.visit().locales(), &over);
                Ok(Done::to(sheet_path(id)).toast(form.texts().validation().saved_beyond_plan(&why)))
            }
            started => Ok(Done::to(run_path(started?))),
        }
    };
    let done = done.await;
    form.answer(done).await
}

/// How a file is to be read, as somebody says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormatForm {
    pub delimiter: String,
    pub encoding: String,
    pub quotes: String,
    /// The number of the row that names the columns.
    pub header: String,
    pub comma: String,
}

impl FormatForm {
    fn keep(&self, form: Form) -> Form {
        form.keep("delimiter", &self.delimiter)
            .keep("encoding", &self.encoding)
            .keep("quotes", &self.quotes)
            .keep("header", &self.header)
            .keep("comma", &self.comma)
    }

    fn change(&self, format: &mut Format) -> Result<(), Fault> {
        let header_row = self.header.trim().parse().ok().filter(|row| *row <= 1_000);
        let header_row = header_row.ok_or_else(|| Fault::field("header", FieldProblem::Format))?;
        let decimal_comma = !self.comma.is_empty();
        match format {
            Format::Text(text) => {
                let wrong = |field: &'static str| move |_| Fault::field(field, FieldProblem::Format);
                text.delimiter = self.delimiter.parse().map_err(wrong("delimiter"))?;
                text.encoding = self.encoding.parse().map_err(wrong("encoding"))?;
                text.quotes = !self.quotes.is_empty();
                (text.header_row, text.decimal_comma) = (header_row, decimal_comma);
            }
            Format::Book(book) => {
                (book.header_row, book.decimal_comma) = (header_row, decimal_comma);
            }
        }
        Ok(())
    }
}

/// Reads the file of a sheet in another way.
#[server(name = ValidationFormat, prefix = "/ui", endpoint = "validation/format")]
pub async fn validation_format(
    #[server(default)] sheet: String,
    #[server(default)] format: FormatForm,
    #[server(default)] return_to: String,
) -> Posted {
    let form = format.keep(Form::new(format::FORM, &return_to, PATH));
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::set_format(&permit, id, |known| format.change(known)).await?;
        Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().validation().was_read_again()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Reads another sheet of the workbook that a sheet is in.
#[server(name = ValidationTab, prefix = "/ui", endpoint = "validation/tab")]
pub async fn validation_tab(
    #[server(default)] sheet: String,
    #[server(default)] tab: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/tab", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::set_sheet_of_book(&permit, id, &tab).await?;
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

/// Accepts fixes of a check, or leaves them: of one cell by rule and row, of a rule, or of all.
#[server(name = CorrectionChoose, prefix = "/ui", endpoint = "validation/corrections/choose")]
pub async fn correction_choose(
    #[server(default)] run: String,
    #[server(default)] rule: String,
    #[server(default)] row: String,
    #[server(default)] accept: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/corrections/choose", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: ValidationRunId = run.parse().map_err(|_| Fault::NotFound)?;
        let number = |text: &str| text.parse().map_err(|_| Fault::NotFound);
        let cells;
        let choice = match (rule.as_str(), row.as_str()) {
            ("", _) => FixChoice::All,
            (rule, "") => FixChoice::Rule(rule.parse().map_err(|_| Fault::NotFound)?),
            (rule, row) => {
                cells = [(rule.parse().map_err(|_| Fault::NotFound)?, number(row)?)];
                FixChoice::Cells(&cells)
            }
        };
        hub::validation::choose_fixes(&permit, id, &choice, !accept.is_empty()).await?;
        Ok::<_, HubError>(Done::back())
    };
    let done = done.await;
    form.answer(done).await
}

/// Has the accepted fixes taken.
#[server(name = CorrectionStart, prefix = "/ui", endpoint = "validation/corrections/start")]
pub async fn correction_start(
    #[server(default)] run: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/corrections/start", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: ValidationRunId = run.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::correct(&permit, id).await?;
        Ok::<_, HubError>(Done::to(corrections::path(id)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks a correction to stop.
#[server(name = CorrectionCancel, prefix = "/ui", endpoint = "validation/corrections/cancel")]
pub async fn correction_cancel(
    #[server(default)] correction: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/corrections/cancel", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: CorrectionId = correction.parse().map_err(|_| Fault::NotFound)?;
        let made = hub::validation::cancel_correction(&permit, id).await?;
        Ok::<_, HubError>(
            Done::to(corrections::path(made.run)).toast(form.texts().corrections().cancelled_toast()),
        )
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes a correction back.
#[server(name = CorrectionUndo, prefix = "/ui", endpoint = "validation/corrections/undo")]
pub async fn correction_undo(
    #[server(default)] correction: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/corrections/undo", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: CorrectionId = correction.parse().map_err(|_| Fault::NotFound)?;
        let made = hub::validation::undo_correction(&permit, id).await?;
        Ok::<_, HubError>(Done::to(corrections::path(made.run)).toast(form.texts().corrections().undone()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Has the file of a check, or what a correction of the catalogue changed, compared with the catalogue.
#[server(name = ImportStart, prefix = "/ui", endpoint = "validation/imports/start")]
pub async fn import_start(
    #[server(default)] run: String,
    #[server(default)] correction: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/imports/start", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let import = if correction.is_empty() {
            let id: ValidationRunId = run.parse().map_err(|_| Fault::NotFound)?;
            hub::validation::start_import(&permit, id).await?
        } else {
            let id: CorrectionId = correction.parse().map_err(|_| Fault::NotFound)?;
            hub::validation::import_correction(&permit, id).await?
        };
        Ok::<_, HubError>(Done::to(importing::path(import)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Applies what an import would do.
#[server(name = ImportApply, prefix = "/ui", endpoint = "validation/imports/apply")]
pub async fn import_apply(
    #[server(default)] import: String,
    #[server(default)] new: String,
    #[server(default)] changes: String,
    // Only products without errors.
    #[server(default)] clean: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(importing::APPLY, &return_to, PATH);
    let form = form.keep("new", &new).keep("changes", &changes).keep("clean", &clean);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: CatalogueImportId = import.parse().map_err(|_| Fault::NotFound)?;
        let takes =
            ImportTakes { new: !new.is_empty(), changes: !changes.is_empty(), faulty: clean.is_empty() };
        hub::validation::apply_import(&permit, id, takes).await?;
        Ok::<_, HubError>(Done::to(importing::path(id)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks an import to stop.
#[server(name = ImportCancel, prefix = "/ui", endpoint = "validation/imports/cancel")]
pub async fn import_cancel(
    #[server(default)] import: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/imports/cancel", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: CatalogueImportId = import.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::cancel_import(&permit, id).await?;
        Ok::<_, HubError>(Done::to(importing::path(id)).toast(form.texts().imports().cancelled_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes an import back, or leads to the later one that has to be taken back first.
#[server(name = ImportUndo, prefix = "/ui", endpoint = "validation/imports/undo")]
pub async fn import_undo(#[server(default)] import: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("validation/imports/undo", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: CatalogueImportId = import.parse().map_err(|_| Fault::NotFound)?;
        Ok::<_, HubError>(Done::to(match hub::validation::undo_import(&permit, id).await? {
            Undo::Begun => importing::path(id),
            Undo::After(later) => importing::path_after(id, later),
        }))
    };
    let done = done.await;
    form.answer(done).await
}

/// Shows what steps make of a column; where the pressed button says `save`, keeps them, where it says `tests`, makes tests of
/// the first rows, and where it says `add:` with a code or `drop:` with a place, has one more or less,
/// and where it says `set:` with a place, has it told the values; what cannot be told comes back as it was typed. Steps that cannot be
/// used are shown with what is wrong, and not kept.
#[server(name = ColumnStepsForm, prefix = "/ui", endpoint = "validation/steps")]
pub async fn column_steps(
    #[server(default)] sheet: String,
    #[server(default)] column: String,
    #[server(default)] steps: String,
    #[server(default)] tests: String,
    // What a step is told.
    #[server(default)] values: Vec<String>,
    #[server(default)] act: String,
    #[server(default)] return_to: String,
) -> Posted {
    let mut written = WrittenSteps::typed(steps.replace("\r\n", "\n"), tests.replace("\r\n", "\n"));
    let form = steps::keep(Form::new(steps::FORM, &return_to, PATH), &written, &act, &values);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let at: usize = column.parse().map_err(|_| Fault::NotFound)?;
        if act == "save" && hub::validation::set_steps(&permit, id, at, &written).await?.is_ok() {
            return Ok::<_, HubError>(Done::to(sheet_path(id)).toast(form.texts().steps().saved()));
        }
        let changed = steps::changed(&written.steps, &act, &values)?;
        let is_text = changed.is_none();
        if let Some(changed) = changed {
            written.steps = changed;
        }
        if act == "tests" {
            let reads = form.authorize::<View>()?;
            if let Ok(tests) = hub::validation::example_tests(&reads, id, at, &written.steps).await? {
                written.tests = tests;
            }
        }
        let mut fields = vec![("steps".to_owned(), written.steps), ("tests".to_owned(), written.tests)];
        fields.extend(is_text.then(|| (steps::AS_TEXT.to_owned(), "on".to_owned())));
        let returned =
            Returned { form: steps::FORM.to_owned(), fault: None, report: None, has_secrets: false, fields };
        let anchor = if is_text { format!("#{}", steps::SHOWN) } else { String::new() };
        let shown = format!("{}{anchor}", steps::path(id, at));
        Ok(Done::to(shown).flash(Flash::of_form(returned)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Draws what the steps of [`ColumnStepsForm`] do while they are written.
#[server(name = ColumnStepsLive, prefix = "/ui", endpoint = "validation/steps/live")]
pub async fn column_steps_live(
    #[server(default)] sheet: String,
    #[server(default)] column: String,
    #[server(default)] steps: String,
    #[server(default)] tests: String,
) -> Result<Fragment, Failure> {
    let (form, cx) = (Form::new("validation/steps/live", "", PATH), PageCx::of_call());
    let drawn = async {
        let permit = form.authorize::<View>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let at: usize = column.parse().map_err(|_| Fault::NotFound)?;
        steps::live(&cx, &permit, id, at, &WrittenSteps::typed(steps, tests)).await
    };
    match drawn.await {
        Ok(fragment) => Ok(fragment),
        Err(error) => form.answer(Err(error)).await.map(|()| Fragment::default()),
    }
}
