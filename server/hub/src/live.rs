//! Notes to open pages: something changed, ask again.

use crate::{Hub, HubError, auth::OrgCx};
use domain::SyncCounts;
use uuid::Uuid;

pub use store::live::{Listener, Note};

/// The kind of a note of a run or a replay that brought or changed sales.
pub const SALES: &str = "sales";

impl Hub {
    /// Hears the notes of all processes and organisations. Whoever passes them on keeps them to
    /// members of the organisation they name.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be reached.
    pub async fn hear_notes(&self) -> Result<Listener, HubError> {
        Ok(Listener::connect(self.db()).await?)
    }
}

/// Tells open pages of a thing that moved. They ask again by themselves later, so that it fails is no more than a delay.
pub(crate) async fn tell<P>(cx: &OrgCx<P>, kind: &str, id: Uuid) {
    let note = Note { org: cx.org(), kind: kind.to_owned(), id };
    if let Err(error) = store::live::notify(cx.hub().db(), &note).await {
        tracing::debug!(%error, "open pages were not told");
    }
}

/// As [`tell`], of what wrote these records: where sales came or changed, the one note says that as well.
pub(crate) async fn tell_written<P>(cx: &OrgCx<P>, kind: &str, id: Uuid, written: SyncCounts) {
    let kind = if written.created + written.updated > 0 { SALES } else { kind };
    tell(cx, kind, id).await;
}
