//! Lists on their way in and out: routes of axum beside the pages.

use super::{NEW, PATH, list_path};
use crate::{
    drawn_for::DrawnFor,
    fault_page,
    flash::{Flash, Returned},
    routes::{PageAssets, accepts_page},
    taken_out::{file, or_refused},
    validation::{
        self,
        files::{ID, file_name, lead_to, leave, sign_in, text_of, told},
    },
    visit::Visit,
};
use axum::{
    Extension,
    body::Body,
    extract::{FromRequest, Multipart, Path, Request, multipart::Field},
    http::{Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Fault, FieldProblem, RuleListId};
use hub::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, Export},
    validation::SentList,
};

/// Where lists are sent to.
pub(crate) const SEND_LIST: &str = "/admin/validacao/regras/listas/enviar";
/// What is refused is told to the form of this name.
pub(super) const FORM: &str = "validation/list";
/// Files that are taken.
pub(super) const ENDINGS: &str = ".txt,.csv,.tsv,.xlsx,.xls,.ods";
/// Bytes of a name.
const SHORT: usize = 1_000;
/// Bytes of values that are pasted. More comes as a file.
const PASTED: usize = 1_000_000;
/// Bytes of them that are shown again when they are refused: cut, they would be another list.
const KEPT: usize = 25_000;

/// What stands before the file.
#[derive(Default)]
struct Sent {
    /// The list whose values are replaced; none for a new one.
    list: Option<RuleListId>,
    name: String,
    column: String,
    entries: String,
    is_sure: bool,
}

impl Sent {
    /// Reads the form down to its file, and keeps the list.
    async fn take(&mut self, visit: &Visit, request: Request) -> Result<RuleListId, HubError> {
        let cx = visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<EditCatalog>()?;
        let none = || HubError::from(Fault::field("entries", FieldProblem::Required));
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| none())?;
        let cut = |_| HubError::from(Fault::Conflict { what: "file_cut".into() });
        while let Some(part) = parts.next_field().await.map_err(cut)? {
            match part.name() {
                // The form's guard says the same of all others.
                Some("company") => {
                    let of = text_of(part, DrawnFor::LONGEST).await.map_err(cut)?;
                    DrawnFor::parse(&of).member(visit.principal())?;
                }
                Some("list") => {
                    let id = text_of(part, ID).await.map_err(cut)?.parse::<RuleListId>();
                    self.list = Some(id.map_err(|_| Fault::NotFound)?);
                }
                Some("name") => self.name = text_of(part, SHORT).await.map_err(cut)?,
                Some("column") => self.column = text_of(part, SHORT).await.map_err(cut)?,
                Some("sure") => self.is_sure = true,
                Some("entries") => self.entries = text_of(part, PASTED).await.map_err(cut)?,
                Some("file") => {
                    let name = file_name(&part);
                    // A form whose file nobody chose has a part without a name.
                    if !name.is_empty() {
                        let sent = SentList::File { name: &name, column: &self.column, coming: part };
                        return self.keep(&cx, sent).await;
                    }
                }
                _ => {}
            }
        }
        if self.entries.trim().is_empty() {
            return Err(none());
        }
        if self.entries.len() > PASTED {
            return Err(Fault::field("entries", FieldProblem::TooLong { max: PASTED as u32 }).into());
        }
        self.keep(&cx, SentList::Text(&self.entries)).await
    }

    async fn keep(
        &self,
        cx: &OrgCx<EditCatalog>,
        sent: SentList<'_, Field<'_>>,
    ) -> Result<RuleListId, HubError> {
        match self.list {
            None => hub::validation::add_rule_list(cx, &self.name, sent).await,
            Some(_) if !self.is_sure => Err(Fault::field("sure", FieldProblem::Required).into()),
            Some(id) => hub::validation::replace_rule_list(cx, id, sent).await.map(|()| id),
        }
    }

    /// The page that the form stands on.
    fn page(&self) -> String {
        self.list.map_or_else(|| NEW.to_owned(), list_path)
    }

    /// What is shown again.
    fn returned(self, fault: Fault) -> Returned {
        let entries = if self.entries.len() > KEPT { String::new() } else { self.entries };
        let fields = [("name", self.name), ("column", self.column), ("entries", entries)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value)).into();
        Returned { form: FORM.into(), fault: Some(fault), report: None, has_secrets: false, fields }
    }
}

/// `POST /admin/validacao/regras/listas/enviar`: a form with values, or with a file that is stored while it comes. Answers a browser
/// with the page of the list, a script with its address.
pub async fn send_list(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    request: Request,
) -> Response {
    let wants_page = accepts_page(request.headers().get(header::ACCEPT));
    let mut sent = Sent::default();
    let taken = sent.take(&visit, request).await;
    let t = visit.texts().rule_lists();
    let (to, flash) = match taken {
        Ok(id) => {
            let toast = if sent.list.is_some() { t.replaced() } else { t.added() };
            (list_path(id), Flash { toast: Some(toast.to_owned()), ..Flash::default() })
        }
        Err(error) => {
            let (fault, back) = (Fault::from(error), sent.page());
            if !wants_page {
                return told(fault);
            }
            match fault {
                Fault::Unauthenticated => return sign_in(&back),
                fault @ (Fault::Invalid { .. } | Fault::Conflict { .. }) => {
                    (back, Flash::of_form(sent.returned(fault)))
                }
                fault => return fault_page::response(&assets, visit.look(), &fault, &back),
            }
        }
    };
    if !wants_page {
        return axum::Json(to).into_response();
    }
    leave(&visit, &flash).await;
    Redirect::to(&to).into_response()
}

/// `GET` of the same address, as a browser asks for it that was left there: leads to the form.
pub async fn send_list_page(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
) -> Response {
    lead_to(&visit, &assets, NEW, PATH)
}

/// `GET /admin/validacao/regras/listas/{id}/arquivo`: the values, one on each line.
pub async fn list_file(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    Path(id): Path<String>,
    uri: Uri,
) -> Response {
    let made = async {
        let cx = visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<Export>()?;
        let id: RuleListId = id.parse().map_err(|_| Fault::NotFound)?;
        let (name, bytes) = hub::validation::rule_list_file(&cx, id).await?;
        Ok::<_, Fault>(file(&name, "txt", "text/plain; charset=utf-8", Body::from_stream(bytes)))
    };
    or_refused(made.await, (&visit, &assets, &uri), validation::PATH)
}
