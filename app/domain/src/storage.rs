//! What takes space, and what of it a company may keep for less time.

crate::code_enum! {
    /// What takes space of an organisation.
    pub enum StorageKind {
        Sales = "sales",
        Customers = "customers",
        Products = "products",
        /// Orders as the channels wrote them.
        Payloads = "payloads",
        /// What platforms sent.
        Events = "events",
        /// What happened to each sale.
        Story = "story",
        /// What each stage came to about each order.
        Verdicts = "verdicts",
        /// What is known of every order that a channel showed.
        Records = "records",
        /// Synchronisations and what they did not take.
        Runs = "runs",
        Jobs = "jobs",
        /// What channels were asked to do.
        Actions = "actions",
        /// Calls by the hour, and completeness by the hour.
        Figures = "figures",
        /// What Orion told by itself.
        Alerts = "alerts",
        /// Who did what.
        Audit = "audit",
        /// Tables of products that people sent, but for their bytes.
        Sheets = "sheets",
        /// Checks of these and what they found.
        Validations = "validations",
        /// Connections, people and choices.
        Settings = "settings",
    }
}

crate::code_enum! {
    /// What a company may keep for less time than the installation does.
    pub enum RetainedKind {
        Payloads = "payloads",
        Events = "events",
        Story = "story",
        Verdicts = "verdicts",
        Runs = "runs",
    }
}

impl RetainedKind {
    /// The fewest days: pages look back so far. An installation may keep less.
    pub const fn least(self) -> i32 {
        match self {
            Self::Payloads => 7,
            Self::Events | Self::Story | Self::Verdicts | Self::Runs => 31,
        }
    }

    pub const fn storage(self) -> StorageKind {
        match self {
            Self::Payloads => StorageKind::Payloads,
            Self::Events => StorageKind::Events,
            Self::Story => StorageKind::Story,
            Self::Verdicts => StorageKind::Verdicts,
            Self::Runs => StorageKind::Runs,
        }
    }
}
