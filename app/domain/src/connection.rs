//! What a connection to a platform can be and do.

crate::code_enum! {
    /// What the connection is doing.
    pub enum ConnectionStatus {
        Connected = "connected",
        /// The platform refuses or cannot be understood; the reason stands beside it.
        Error = "error",
        /// The platform no longer takes the credentials: a person must renew them.
        NeedsReauth = "needs_reauth",
        Paused = "paused",
        Disconnected = "disconnected",
    }
}

impl ConnectionStatus {
    /// Whether a synchronisation may start.
    pub const fn may_sync(self) -> bool {
        matches!(self, Self::Connected | Self::Error)
    }
}

crate::code_enum! {
    /// What the card says, drawn from the status and what runs now.
    pub enum Badge {
        Connected = "connected",
        Syncing = "syncing",
        /// Works, but something needs a look.
        Attention = "attention",
        Error = "error",
        NeedsReauth = "needs_reauth",
        Paused = "paused",
        Disconnected = "disconnected",
    }
}

impl Badge {
    /// The one rule for all pages.
    pub const fn of(status: ConnectionStatus, is_running: bool, has_problem: bool) -> Self {
        match status {
            // Until a run has come to its end, what was wrong before still is.
            ConnectionStatus::Connected if has_problem => Self::Attention,
            ConnectionStatus::Connected if is_running => Self::Syncing,
            ConnectionStatus::Connected => Self::Connected,
            ConnectionStatus::Error => Self::Error,
            ConnectionStatus::NeedsReauth => Self::NeedsReauth,
            ConnectionStatus::Paused => Self::Paused,
            ConnectionStatus::Disconnected => Self::Disconnected,
        }
    }
}

crate::code_enum! {
    /// How a platform knows us.
    pub enum AuthKind {
        /// A key and a secret made in the shop.
        KeyPair = "key_pair",
        /// One token made in the shop.
        Token = "token",
        /// An app's id and secret, exchanged for short-lived tokens.
        ClientCredentials = "client_credentials",
        OAuth2 = "oauth2",
    }
}

crate::code_enum! {
    /// Which of a platform's installations an account is of.
    #[derive(Default)]
    pub enum Environment {
        #[default]
        Production = "production",
        /// Where nothing is sold in earnest.
        Sandbox = "sandbox",
    }
}

crate::code_enum! {
    /// The shelf of the gallery.
    pub enum PlatformCategory {
        Store = "store",
        Marketplace = "marketplace",
        Payment = "payment",
        Spreadsheet = "spreadsheet",
        Service = "service",
    }
}

crate::code_enum! {
    /// Something a platform's connector can do.
    pub enum Capability {
        Orders = "orders",
        Products = "products",
        Stock = "stock",
        Prices = "prices",
        /// Orders are cancelled from here.
        Cancelling = "cancelling",
        /// Shipments are told from here.
        Shipping = "shipping",
        Invoices = "invoices",
        Labels = "labels",
        /// Its spreadsheets are read, and written into.
        Spreadsheets = "spreadsheets",
        Webhooks = "webhooks",
        Customers = "customers",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shop_that_is_asked_again_still_needs_a_look() {
        let badge = |is_running, has_problem| Badge::of(ConnectionStatus::Connected, is_running, has_problem);
        assert_eq!([badge(true, false), badge(false, false)], [Badge::Syncing, Badge::Connected]);
        assert_eq!([badge(true, true), badge(false, true)], [Badge::Attention; 2]);
        assert_eq!(Badge::of(ConnectionStatus::Error, true, true), Badge::Error);
    }
}
