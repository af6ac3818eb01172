//! Calls of platforms, as they are counted: what was asked, what became of it, how long it took.

use crate::UpstreamKind;

crate::code_enum! {
    /// What a call of a platform was made for.
    pub enum Operation {
        Check = "check",
        OrdersPage = "orders_page",
        OrdersSome = "orders_some",
        OrdersKnownAs = "orders_known_as",
        EventsResolve = "events_resolve",
        EventsMissed = "events_missed",
        WebhooksRegister = "webhooks_register",
        WebhooksRemove = "webhooks_remove",
        TokenRefresh = "token_refresh",
        CancelLook = "cancel_look",
        CancelAct = "cancel_act",
        ShipLook = "ship_look",
        ShipAct = "ship_act",
        InvoiceLook = "invoice_look",
        InvoiceAct = "invoice_act",
        LabelsLook = "labels_look",
        LabelsFetch = "labels_fetch",
        SheetFiles = "sheet_files",
        SheetLook = "sheet_look",
        SheetRows = "sheet_rows",
        SheetWrite = "sheet_write",
        /// Nobody said.
        Other = "other",
    }
}

crate::code_enum! {
    /// What kind of failure a call was.
    pub enum CallClass {
        /// Credentials or rights.
        Auth = "auth",
        RateLimit = "rate_limit",
        Timeout = "timeout",
        /// The server failed, or could not be reached.
        Server = "server",
        /// An answer that cannot be read as the platform's.
        Protocol = "protocol",
        /// The platform refused what was asked, or does not have it.
        Data = "data",
    }
}

impl CallClass {
    /// Whether the platform itself did not work: whoever refuses a call is there.
    pub const fn is_outage(self) -> bool {
        matches!(self, Self::Timeout | Self::Server | Self::Protocol)
    }
}

impl From<UpstreamKind> for CallClass {
    fn from(kind: UpstreamKind) -> Self {
        match kind {
            UpstreamKind::Auth | UpstreamKind::Permission => Self::Auth,
            UpstreamKind::RateLimit => Self::RateLimit,
            UpstreamKind::Timeout => Self::Timeout,
            UpstreamKind::Server | UpstreamKind::Network | UpstreamKind::Tls | UpstreamKind::Dns => {
                Self::Server
            }
            UpstreamKind::BlockedAddress
            | UpstreamKind::Redirect
            | UpstreamKind::NotThePlatform
            | UpstreamKind::TooLarge
            | UpstreamKind::Protocol => Self::Protocol,
            UpstreamKind::NotFound | UpstreamKind::Clock | UpstreamKind::Rejected => Self::Data,
        }
    }
}
