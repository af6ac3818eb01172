//! The files that sheets are in: stored as they come, looked at, and removed once nothing needs them.

use super::{
    KNOWN, columns, conflict, limits, packs,
    reading::{Opened, Sample, detect, detect_sheet, look, on_thread, told},
    sheet_name,
    sheets::ways,
};
use crate::{Hub, HubError, audit::changes, auth::OrgCx, files::FileError, permit::EditCatalog};
use bytes::Bytes;
use domain::{AuditAction, Fault, FileId, OrgId, SheetId, SheetKind};
use futures::Stream;
use serde_json::{Value, json};
use store::{
    OrgTx,
    validation::{self, NewFile, NewSheet, Shape},
};
use validator::{
    facts::DecimalMark,
    table::{BookFormat, Format},
};

/// What is wrong with a file that is no sheet, however it is read.
pub(super) const NO_SHEET: [&str; 6] = ["not_a_table", "web_page", "pdf", "empty", "damaged_book", "locked"];

/// What became of a file that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uploaded {
    pub sheet: SheetId,
    /// Its columns are those of an earlier sheet: what they mean was taken over.
    pub recognised: bool,
    /// Numbers are written in another way than in that sheet, and are read so.
    pub other_numbers: bool,
    /// The same bytes were sent before.
    pub again: bool,
    /// Its rows cannot be read as they are taken to be: the sheet says why.
    pub is_unreadable: bool,
}

impl From<FileError> for HubError {
    fn from(error: FileError) -> Self {
        let what = match error {
            FileError::TooLarge { .. } => "file_too_large",
            FileError::Cut => "file_cut",
            FileError::Gone => "file_gone",
            error @ (FileError::Storage(_) | FileError::Io(_)) => return Self::Internal(error.to_string()),
        };
        Self::Fault(Fault::Conflict { what: what.into() })
    }
}

/// Keeps a file that somebody sends as a sheet, and looks how it is read. The same bytes again lead to the sheet that they
/// are in already.
///
/// # Errors
/// [`Fault::Conflict`] `file_too_large`, `file_cut` where the sending stopped in the middle, or `not_a_table`, `web_page`, `pdf`,
/// `empty`, `damaged_book` or `locked` where it is no sheet however it is read: nothing of it is kept then.
pub async fn upload<E>(
    cx: &OrgCx<EditCatalog>,
    name: &str,
    coming: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<Uploaded, HubError> {
    let kept = Kept::take(cx, name, coming).await?;
    let mut tx = cx.begin().await?;
    if let Some(sheet) = validation::latest_sheet_of(&mut tx, &kept.sha256).await? {
        tx.commit().await?;
        forget(cx.hub(), cx.org(), kept.id).await;
        return Ok(Uploaded {
            sheet,
            recognised: true,
            other_numbers: false,
            again: true,
            is_unreadable: false,
        });
    }
    let known = validation::mappings(&mut tx, KNOWN).await?;
    let (mapping, packs, other_numbers) = match columns::recognise(known, &kept.shape.sample) {
        Some((mapping, packs)) => {
            let (mapping, is_other) = columns::as_written(mapping, &kept.shape.sample, None);
            (Some(mapping), packs, is_other)
        }
        None => (None, packs::usual(), false),
    };
    kept.note(&mut tx, cx).await?;
    let id = SheetId::new();
    let sheet = NewSheet {
        id,
        name: &sheet_name(&kept.name),
        kind: SheetKind::File,
        file: Some(kept.id),
        source: None,
        shape: kept.shape.stored(),
        mapping: mapping.as_ref(),
        packs: &packs,
        created_by: cx.actor().user(),
    };
    validation::insert_sheet(&mut tx, &sheet).await?;
    let what = json!({ "file": kept.name, "bytes": kept.bytes });
    cx.audit(&mut tx, AuditAction::SheetUploaded, ("sheet", Some(id.0)), what).await?;
    tx.commit().await?;
    let is_unreadable = kept.shape.problem.is_some();
    Ok(Uploaded { sheet: id, recognised: mapping.is_some(), other_numbers, again: false, is_unreadable })
}

/// Puts a newer file in the place of the one that a sheet was in. What its columns mean stays where they are the same; numbers
/// are read as the newer file writes them. Returns whether that is another way than before.
///
/// # Errors
/// As [`upload`]; [`Fault::NotFound`]; [`Fault::Conflict`] `not_a_file` for a sheet that comes from elsewhere.
pub async fn replace<E>(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    name: &str,
    coming: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<bool, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    if sheet.kind != SheetKind::File {
        return Err(conflict("not_a_file"));
    }
    let kept = Kept::take(cx, name, coming).await?;
    let (mapping, other_numbers) = columns::carried(&sheet, &kept.shape.sample).unzip();
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let was = validation::find_sheet(&mut tx, id).await?;
    kept.note(&mut tx, cx).await?;
    validation::reshape(&mut tx, id, Some(kept.id), kept.shape.stored(), mapping.as_ref(), cx.actor().user())
        .await?;
    let about = json!({ "name": was.name, "file": kept.name, "bytes": kept.bytes });
    let mut before = ways(&was.format, was.mapping.as_ref());
    let mut after = ways(kept.shape.stored().format, mapping.as_ref());
    before["file"] = json!(was.file.map(|file| file.name));
    after["file"] = json!(kept.name);
    let what = changes(about.clone(), &before, &after).unwrap_or(about);
    cx.audit(&mut tx, AuditAction::SheetReplaced, ("sheet", Some(id.0)), what).await?;
    tx.commit().await?;
    Ok(other_numbers.unwrap_or_default())
}

/// Removes files that nothing needs any more, and forgets old checks.
///
/// # Errors
/// [`HubError`].
pub(crate) async fn clean(hub: &Hub) -> Result<(), HubError> {
    validation::remove_old(hub.db()).await?;
    for (org, file) in validation::take_unused(hub.db()).await? {
        if let Err(error) = hub.files().remove(org, file).await {
            tracing::warn!(%org, %file, %error, "the bytes of a file stay in the storage");
        }
    }
    Ok(())
}

/// A file whose bytes are stored, looked at and not noted yet.
struct Kept {
    id: FileId,
    name: String,
    bytes: i64,
    sha256: [u8; 32],
    shape: Looked,
}

/// How a file is read, and what it looks like then.
pub(super) struct Looked {
    format: Value,
    pub sample: Sample,
    stored_sample: Value,
    pub problem: Option<(String, Value)>,
}

impl Looked {
    pub fn of(Opened { format, sample, problem }: Opened) -> Self {
        let (format, stored_sample) = (json!(format), json!(sample));
        Self { format, stored_sample, sample, problem: problem.as_ref().map(told) }
    }

    /// Notes the mark of fractions that somebody said numbers have.
    pub fn say_decimal(&mut self, mark: Option<DecimalMark>) {
        self.sample.decimal = mark;
        self.stored_sample = json!(self.sample);
    }

    /// A file that has just come.
    async fn first(hub: &Hub, org: OrgId, file: FileId) -> Result<Self, HubError> {
        let local = hub.files().local(org, file).await?;
        let limits = limits(hub);
        Ok(Self::of(on_thread(move || detect(local.path(), limits)).await?))
    }

    /// A file that is stored, read in another way.
    pub async fn again(hub: &Hub, org: OrgId, file: FileId, format: Format) -> Result<Self, HubError> {
        let local = hub.files().local(org, file).await?;
        let limits = limits(hub);
        Ok(Self::of(on_thread(move || look(local.path(), format, limits)).await?))
    }

    /// Another sheet of a workbook that is stored, and was read as `known` until now.
    pub async fn sheet(
        hub: &Hub,
        org: OrgId,
        file: FileId,
        known: BookFormat,
        sheet: String,
    ) -> Result<Self, HubError> {
        let local = hub.files().local(org, file).await?;
        let limits = limits(hub);
        Ok(Self::of(on_thread(move || detect_sheet(local.path(), known, &sheet, limits)).await?))
    }

    pub fn stored(&self) -> Shape<'_> {
        let problem = self.problem.as_ref().map(|(code, data)| (code.as_str(), data));
        Shape { format: &self.format, sample: &self.stored_sample, problem }
    }
}

impl Kept {
    /// Stores what comes, and looks how it is read.
    async fn take<E>(
        cx: &OrgCx<EditCatalog>,
        name: &str,
        coming: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Self, HubError> {
        let (hub, org, id) = (cx.hub(), cx.org(), FileId::new());
        let stored = hub.files().put(org, id, coming).await?;
        let looked = Looked::first(hub, org, id).await;
        let shape = match looked {
            Ok(shape) => shape,
            Err(error) => {
                forget(hub, org, id).await;
                return Err(error);
            }
        };
        if let Some((code, _)) = shape.problem.as_ref().filter(|(code, _)| NO_SHEET.contains(&&**code)) {
            forget(hub, org, id).await;
            return Err(conflict(code));
        }
        let name = match name.trim() {
            "" => "planilha".to_owned(),
            name => name.chars().filter(|sign| !sign.is_control()).take(255).collect(),
        };
        let bytes = i64::try_from(stored.bytes).unwrap_or(i64::MAX);
        Ok(Self { id, name, bytes, sha256: stored.sha256, shape })
    }

    async fn note(&self, tx: &mut OrgTx, cx: &OrgCx<EditCatalog>) -> Result<(), HubError> {
        let uploaded_by = cx.actor().user();
        let file =
            NewFile { id: self.id, name: &self.name, bytes: self.bytes, sha256: self.sha256, uploaded_by };
        Ok(validation::insert_file(tx, &file).await?)
    }
}

/// Nothing needs these bytes.
pub(super) async fn forget(hub: &Hub, org: OrgId, file: FileId) {
    if let Err(error) = hub.files().remove(org, file).await {
        tracing::warn!(%file, %error, "the bytes of a file stay in the storage");
    }
}
