//! How the file of a sheet is read, and changing it.

use super::{ValidationFormat, ValidationTab, scope};
use crate::{
    form::{FormState, PostForm},
    page::PageCx,
};
use domain::{SheetKind, view::validation::SheetView};
use hub::validation::{Delimiter, Encoding, Format, Sample, TextFormat};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, CheckboxField, Fact, Facts, FormActions, InputKind, Panel, SelectField, SelectOption, TextField,
};

/// Where the form is told what is wrong with it.
pub(super) const FORM: &str = "validation/format";

/// What is wrong with a file however it is read.
const NOT_BY_FORMAT: [&str; 6] =
    ["unpacked_too_large", "unpacked_ratio", "lying_size", "too_many_sheets", "damaged_book", "locked"];

/// What was found out about the file, to be changed where it is wrong.
pub(super) fn panel(cx: &PageCx, sheet: &SheetView, may_edit: bool) -> AnyView {
    let t = cx.t.validation();
    let Ok(format) = leptos::serde_json::from_value::<Format>(sheet.format.clone()) else {
        return ().into_any();
    };
    if sheet.problem.as_ref().is_some_and(|(code, _)| NOT_BY_FORMAT.contains(&code.as_str())) {
        return ().into_any();
    }
    let form = cx.form(FORM);
    let (fields, header) = match &format {
        // A sheet of cells has neither separators nor an encoding.
        Format::Text(format) if sheet.kind != SheetKind::File => (cells(format), format.header_row),
        Format::Text(format) => (text(cx, &form, format), format.header_row),
        Format::Book(format) => (().into_any(), format.header_row),
    };
    let save = may_edit.then(|| view! { <FormActions><Button label=t.read_again()/></FormActions> });
    let id = sheet.id.to_string();
    let comma = form.ticked("comma", format.decimal_comma());
    let comma = (sheet.kind == SheetKind::File).then(|| {
        let help = match &format {
            Format::Text(_) => t.decimal_comma_help(),
            Format::Book(_) => t.decimal_comma_of_book(),
        };
        view! { <CheckboxField name="format[comma]" id="comma" label=t.decimal_comma() checked=comma help=help/> }
    });
    let (header, wrong) = (form.value("header", header.to_string()), form.error("header"));
    let here = cx.here();
    view! {
        <Panel title=t.format() context=t.format_context()>
            <PostForm action=ValidationFormat::url() return_to=here class="form">
                <input type="hidden" name="sheet" value=id/>
                {fields}
                <TextField name="format[header]" id="header" label=t.header_row() kind=InputKind::Number
                    value=header help=t.header_row_help() error=wrong/>
                {comma}
                {save}
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn text(cx: &PageCx, form: &FormState, format: &TextFormat) -> AnyView {
    let t = cx.t.validation();
    let (delimiter, encoding) =
        (form.value("delimiter", format.delimiter.code()), form.value("encoding", format.encoding.code()));
    let delimiters = Delimiter::ALL
        .iter()
        .map(|of| SelectOption::new(of.code(), t.delimiter(of.code())).chosen(&delimiter));
    let encodings =
        Encoding::ALL.iter().map(|of| SelectOption::new(of.code(), t.encoding(of.code())).chosen(&encoding));
    let (delimiters, encodings) = (delimiters.collect(), encodings.collect());
    let quotes = form.ticked("quotes", format.quotes);
    let (wrong_delimiter, wrong_encoding) = (form.error("delimiter"), form.error("encoding"));
    view! {
        <SelectField name="format[delimiter]" id="delimiter" label=t.delimiter_label() help=t.delimiter_help() options=delimiters
            error=wrong_delimiter/>
        <SelectField name="format[encoding]" id="encoding" label=t.encoding_label() help=t.encoding_help() options=encodings
            error=wrong_encoding/>
        <CheckboxField name="format[quotes]" id="quotes" label=t.quotes() checked=quotes help=t.quotes_help()/>
    }
    .into_any()
}

/// What stays as it is, sent along.
fn cells(format: &TextFormat) -> AnyView {
    let (quotes, comma) = (format.quotes.then_some("on"), format.decimal_comma.then_some("on"));
    let hidden = [
        ("format[delimiter]", Some(format.delimiter.code())),
        ("format[encoding]", Some(format.encoding.code())),
        ("format[quotes]", quotes),
        ("format[comma]", comma),
    ];
    let hidden = hidden.into_iter().filter_map(|(name, value)| Some((name, value?)));
    hidden
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
        .into_any()
}

fn sample(sheet: &SheetView) -> Sample {
    leptos::serde_json::from_value(sheet.sample.clone()).unwrap_or_default()
}

/// What is strange at the beginning of the rows, told before anybody says what the columns mean.
pub(super) fn strange(cx: &PageCx, sheet: &SheetView) -> Option<AnyView> {
    scope::notes(cx, sheet.kind, &sample(sheet).notes, cx.t.validation().notes_first().to_owned())
}

/// Which sheet of a workbook is read, where it has several.
pub(super) fn sheets(cx: &PageCx, sheet: &SheetView, may_edit: bool) -> Option<AnyView> {
    let t = cx.t.validation();
    let Ok(Format::Book(format)) = leptos::serde_json::from_value(sheet.format.clone()) else { return None };
    let mut names = sample(sheet).sheets;
    if !names.contains(&format.sheet) {
        names.push(format.sheet.clone());
    }
    if names.len() < 2 {
        return None;
    }
    if !may_edit {
        let facts = vec![Fact::new(t.sheet_of_book(), format.sheet)];
        return Some(view! { <Facts facts=facts/> }.into_any());
    }
    let options =
        names.into_iter().map(|name| SelectOption::new(name.clone(), name).chosen(&format.sheet)).collect();
    let (id, here) = (sheet.id.to_string(), cx.here());
    let form = view! {
        <PostForm action=ValidationTab::url() return_to=here class="form">
            <input type="hidden" name="sheet" value=id/>
            <SelectField name="tab" label=t.sheet_of_book() options=options help=t.sheet_of_book_help()/>
            <FormActions><Button label=t.read_sheet()/></FormActions>
        </PostForm>
    };
    Some(form.into_any())
}
