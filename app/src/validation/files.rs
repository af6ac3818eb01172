//! Files on their way in and out: routes of axum beside the pages.

use super::{PATH, sheet_path};
use crate::{
    drawn_for::DrawnFor,
    fault_page,
    flash::{Flash, Returned},
    local_path::LocalPath,
    page::PageCx,
    routes::{PageAssets, accepts_page},
    taken_out::{Format, file, or_refused},
    upload_in_place::{IN_PLACE, UploadInPlace},
    visit::Visit,
};
use axum::{
    Extension,
    body::Body,
    extract::{
        FromRequest, Multipart, Path, Query, Request,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{CorrectionId, Fault, FieldProblem, SheetId, ValidationRunId};
use hub::{
    HubError,
    permit::{EditCatalog, Export},
    validation::{ExportKind, TemplateFile, Uploaded},
};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Deserialize;
use ui::{Button, ButtonKind, FormActions, IconName};

/// Where files are sent to.
pub(crate) const UPLOAD: &str = "/admin/validacao/enviar";
const FORM: &str = "validation/upload";
const ID_OF_FORM: &str = "envio";
/// Bytes of an id.
pub(super) const ID: usize = 36;

/// The form that sends a file: as a sheet of its own, or as the newer one of a sheet.
pub(super) fn upload_form(cx: &PageCx, of: Option<SheetId>) -> AnyView {
    let t = cx.t.validation();
    let form = cx.form(FORM);
    let (label, kind) = match of {
        Some(_) => (t.send_newer(), ButtonKind::Secondary),
        None => (t.send(), ButtonKind::Primary),
    };
    let most = i18n::format::bytes(cx.locale, cx.visit().hub().files().most());
    // Before the file: what follows it has not come when the file is read.
    let sheet = of.map(|sheet| view! { <input type="hidden" name="sheet" value=sheet.to_string()/> });
    let company = cx.principal().map(DrawnFor::text);
    let error = Some(form.error("file")).filter(|error| !error.is_empty());
    let invalid = error.is_some().then_some("true");
    let error = error.map(|error| view! { <p class="field-error" id="file-error">{error}</p> });
    view! {
        <form method="post" action=UPLOAD enctype="multipart/form-data" class="form" id=ID_OF_FORM>
            <input type="hidden" name="company" value=company/>
            {sheet}
            <div class="field">
                <label for="file">{t.file()}</label>
                <input class="input" type="file" id="file" name="file" required=true accept=".csv,.tsv,.txt,.xlsx,.xls,.ods"
                    aria-describedby="file-help" aria-invalid=invalid/>
                <p class="field-help" id="file-help">{t.file_help(&most)}</p>
                {error}
                <UploadInPlace form=ID_OF_FORM.to_owned() hint=t.drop_hint().to_owned() several=t.drop_several().to_owned()
                    sending=t.sending().to_owned() away=t.send_away().to_owned() failed=t.send_failed().to_owned()/>
            </div>
            <FormActions><Button label=label kind=kind icon=IconName::Upload/></FormActions>
        </form>
    }
    .into_any()
}

/// `POST /admin/validacao/enviar`: a form with a file, which is stored while it comes. Answers a browser with the page of
/// the sheet, a script with its address: the one of the form itself ([`UploadInPlace`]) also finds there what a browser would.
pub async fn upload(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    request: Request,
) -> Response {
    let wants_page = accepts_page(request.headers().get(header::ACCEPT));
    let is_in_place = request.headers().contains_key(IN_PLACE);
    let back = referer(request.headers());
    let taken = take(&visit, request).await;
    let t = visit.texts().validation();
    let (to, flash) = match taken {
        Ok((sheet, sent)) => {
            let toast = match sent {
                Sent::Anew(Uploaded { again: true, .. }) => Some(t.same_file()),
                // The page says what is wrong: nothing to confirm.
                Sent::Anew(Uploaded { is_unreadable: true, .. }) => None,
                Sent::Anew(Uploaded { other_numbers: true, .. }) => Some(t.recognised_other_numbers()),
                Sent::Anew(Uploaded { recognised: true, .. }) => Some(t.recognised()),
                Sent::Anew(_) => Some(t.sent()),
                Sent::InPlace { other_numbers: true } => Some(t.replaced_other_numbers()),
                Sent::InPlace { other_numbers: false } => Some(t.replaced()),
            };
            (sheet_path(sheet), Flash { toast: toast.map(str::to_owned), ..Flash::default() })
        }
        Err(error) => {
            let fault = Fault::from(error);
            if !wants_page {
                return told(fault);
            }
            match fault {
                Fault::Unauthenticated if is_in_place => {
                    return axum::Json(sign_in_path(&back)).into_response();
                }
                Fault::Unauthenticated => return sign_in(&back),
                Fault::Invalid { .. } | Fault::Conflict { .. } => {
                    let returned = Returned {
                        form: FORM.into(),
                        fault: Some(fault),
                        report: None,
                        has_secrets: false,
                        fields: Vec::new(),
                    };
                    (back, Flash::of_form(returned))
                }
                fault => return fault_page::response(&assets, visit.look(), &fault, &back),
            }
        }
    };
    if !wants_page {
        return axum::Json(to).into_response();
    }
    leave(&visit, &flash).await;
    if is_in_place { axum::Json(to).into_response() } else { Redirect::to(&to).into_response() }
}

/// `GET` of the same address, as a browser asks for it that was left there: leads to the list, which has the form.
pub async fn upload_page(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
) -> Response {
    lead_to(&visit, &assets, PATH, PATH)
}

/// From an address that files are sent to, to the page of its form; who may not send one comes from `list`.
pub(super) fn lead_to(visit: &Visit, assets: &PageAssets, form: &str, list: &str) -> Response {
    let allowed =
        visit.principal().ok_or(Fault::Unauthenticated).and_then(|who| who.authorize::<EditCatalog>());
    match allowed {
        Ok(_) => Redirect::to(form).into_response(),
        Err(Fault::Unauthenticated) => sign_in(list),
        Err(fault) => fault_page::response(assets, visit.look(), &fault, list),
    }
}

/// Why a file is not taken, for a script.
pub(super) fn told(fault: Fault) -> Response {
    (StatusCode::from_u16(fault.status()).unwrap_or_default(), axum::Json(fault)).into_response()
}

/// Leaves what became of a file for the next page. It is done; only its confirmation can be lost.
pub(super) async fn leave(visit: &Visit, flash: &Flash) {
    if let Err(fault) = visit.leave_flash(flash, &ResponseOptions::default()).await {
        tracing::warn!(%fault, "a confirmation could not be left for the next page");
    }
}

fn sign_in_path(then: &str) -> String {
    LocalPath::parse(then).map_or_else(|| "/entrar".to_owned(), |path| path.behind_sign_in())
}

pub(super) fn sign_in(then: &str) -> Response {
    Redirect::to(&sign_in_path(then)).into_response()
}

/// The page that the form stands on.
fn referer(headers: &HeaderMap) -> String {
    let page = headers.get(header::REFERER).and_then(|page| page.to_str().ok());
    let page = page.and_then(|page| page.parse::<Uri>().ok());
    let path = page.and_then(|page| page.path_and_query().map(ToString::to_string));
    path.filter(|path| path.starts_with(PATH)).unwrap_or_else(|| PATH.to_owned())
}

/// What became of a file.
enum Sent {
    Anew(Uploaded),
    /// It took the place of another one; its numbers may be written in another way.
    InPlace {
        other_numbers: bool,
    },
}

async fn take(visit: &Visit, request: Request) -> Result<(SheetId, Sent), HubError> {
    let cx = visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<EditCatalog>()?;
    let none = || HubError::from(Fault::field("file", FieldProblem::Required));
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| none())?;
    let cut = |_| HubError::from(Fault::Conflict { what: "file_cut".into() });
    let mut sheet = None;
    while let Some(part) = parts.next_field().await.map_err(cut)? {
        match part.name() {
            // The form's guard says the same of all others.
            Some("company") => {
                DrawnFor::parse(&text_of(part, DrawnFor::LONGEST).await.map_err(cut)?)
                    .member(visit.principal())?;
            }
            Some("sheet") => {
                sheet = Some(
                    text_of(part, ID).await.map_err(cut)?.parse::<SheetId>().map_err(|_| Fault::NotFound)?,
                );
            }
            Some("file") => {
                let name = file_name(&part);
                if name.is_empty() {
                    return Err(none());
                }
                return match sheet {
                    Some(sheet) => {
                        let other_numbers = hub::validation::replace(&cx, sheet, &name, part).await?;
                        Ok((sheet, Sent::InPlace { other_numbers }))
                    }
                    None => {
                        let uploaded = hub::validation::upload(&cx, &name, part).await?;
                        Ok((uploaded.sheet, Sent::Anew(uploaded)))
                    }
                };
            }
            _ => {}
        }
    }
    Err(none())
}

/// What the file of a part is called: browsers write quotation marks and line ends of it as codes.
pub(super) fn file_name(part: &Field<'_>) -> String {
    let name = part.file_name().unwrap_or_default();
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// A field of so many bytes at most: of what is longer, as much as shows that it is.
pub(super) async fn text_of(mut part: Field<'_>, most: usize) -> Result<String, MultipartError> {
    let mut text = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        text.extend_from_slice(&chunk[..chunk.len().min(most + 1)]);
        if text.len() > most {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// `GET /admin/validacao/conferencias/{id}/{file}`: what a check found, as `apontamentos.csv`, `.json` or `planilha-marcada.xlsx`; the
/// file bears the name of the sheet, too.
pub async fn download(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    Path((id, name)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    let made = async {
        let cx = visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<Export>()?;
        let id: ValidationRunId = id.parse().map_err(|_| Fault::NotFound)?;
        let (stem, ending) = name.rsplit_once('.').ok_or(Fault::NotFound)?;
        let kind = ExportKind::of(stem, ending).ok_or(Fault::NotFound)?;
        let words = super::words::export(visit.texts(), visit.locales());
        let (name, body) = hub::validation::export(cx, id, kind, words).await?;
        Ok::<_, Fault>(file(&name, ending, kind.content_type(), Body::from_stream(body)))
    };
    or_refused(made.await, (&visit, &assets, &uri), PATH)
}

/// `GET /admin/validacao/correcoes/{id}/arquivo`: the file that a correction made.
pub async fn corrected(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    Path(id): Path<String>,
    uri: Uri,
) -> Response {
    let made = async {
        let cx = visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<Export>()?;
        let id: CorrectionId = id.parse().map_err(|_| Fault::NotFound)?;
        let (name, bytes) = hub::validation::corrected_file(&cx, id).await?;
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "csv"));
        // The name is somebody's: what a header cannot hold is left out.
        let stem: String =
            stem.chars().filter(|sign| sign.is_ascii_alphanumeric() || "-_. ".contains(*sign)).collect();
        let (ending, kind) = match ending {
            "xlsx" => ("xlsx", Format::Excel.content_type()),
            "tsv" => ("tsv", "text/tab-separated-values"),
            "txt" => ("txt", "text/plain"),
            _ => ("csv", "text/csv"),
        };
        Ok::<_, Fault>(file(&stem, ending, kind, Body::from_stream(bytes)))
    };
    or_refused(made.await, (&visit, &assets, &uri), PATH)
}

/// Which products of a check a file has.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InTemplate {
    /// [`ONLY_CLEAN`], or all of them.
    produtos: String,
}

/// Only products without errors.
pub(super) const ONLY_CLEAN: &str = "sem-erros";

/// `GET /admin/validacao/conferencias/{id}/modelos/{template}`: the sheet in the columns of a marketplace, as `shopify.csv`; the
/// file bears the name of the sheet, too.
pub async fn in_template(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    Path((id, name)): Path<(String, String)>,
    Query(of): Query<InTemplate>,
    uri: Uri,
) -> Response {
    let made = async {
        let cx = visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<Export>()?;
        let id: ValidationRunId = id.parse().map_err(|_| Fault::NotFound)?;
        let (template, ending) = name.rsplit_once('.').ok_or(Fault::NotFound)?;
        let kind: TemplateFile = ending.parse().map_err(|_| Fault::NotFound)?;
        let only_clean = of.produtos == ONLY_CLEAN;
        let words = super::templates::shortfall_words(visit.texts(), visit.locales());
        let (name, bytes) =
            hub::validation::export_template(&cx, id, template, kind, only_clean, words).await?;
        let content_type = match kind {
            TemplateFile::Csv => Format::Csv.content_type(),
            TemplateFile::Xlsx => Format::Excel.content_type(),
        };
        Ok::<_, Fault>(file(&name, kind.code(), content_type, Body::from_stream(bytes)))
    };
    or_refused(made.await, (&visit, &assets, &uri), PATH)
}
