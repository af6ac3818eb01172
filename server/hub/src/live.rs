//! Notes to open pages: something changed, ask again.

use crate::{Hub, HubError};

pub use store::live::{Listener, Note};

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
