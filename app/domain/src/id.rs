//! Typed identifiers: UUIDs that cannot be mistaken for one another.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct ParseIdError;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier, ordered by time (UUIDv7).
            #[cfg(feature = "server")]
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;
            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                Uuid::parse_str(text).map(Self).map_err(|_| ParseIdError)
            }
        }
    )*};
}

ids! {
    /// A company that uses Orion.
    OrgId;
    /// A person who signs in.
    UserId;
    /// One account of one platform, connected by an organisation.
    ConnectionId;
    /// A sale.
    OrderId;
    /// A line of a sale.
    OrderLineId;
    /// A postal address of a sale.
    AddressId;
    /// A buyer, one across all channels.
    CustomerId;
    /// A catalogue product.
    ProductId;
    /// One run of a synchronisation.
    SyncRunId;
    /// One mapping anew of what is kept of a channel's words.
    ReplayId;
    /// A unit of background work.
    JobId;
    /// Something that a channel is asked to do with an order.
    ActionId;
    /// A bulk action that was looked up before it is done.
    PlanId;
    /// Something wrong, from when it was seen to when it was over.
    AlertId;
    /// One thing told of an alert to one recipient.
    AlertMessageId;
    /// A file that somebody sent.
    FileId;
    /// A table of products that is checked.
    SheetId;
    /// What a person looks at again.
    SavedViewId;
    /// A rule of a company's own.
    RuleId;
    /// A list of a company's own that its rules look values up in.
    RuleListId;
    /// One check of a sheet.
    ValidationRunId;
    /// One taking of fixes that were accepted.
    CorrectionId;
    /// One taking over of a file into the catalogue.
    CatalogueImportId;
    /// A person who is asked to join a company.
    InvitationId;
    /// One e-mail about an account.
    AccountMailId;
    /// A change of the address that somebody signs in with.
    EmailChangeId;
    /// A key that a person's device holds for them.
    PasskeyId;
    /// An address that is called for alerts.
    AlertHookId;
}
