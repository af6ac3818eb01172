//! The checking of product tables: what is checked, where a check stands, how bad a finding is.

crate::code_enum! {
    /// Where the rows of a sheet are.
    pub enum SheetKind {
        /// In a file that somebody sent.
        File = "file",
        GoogleSheet = "google_sheet",
        /// In Orion itself.
        Catalogue = "catalogue",
    }
}

crate::code_enum! {
    /// Where a check of a sheet stands.
    pub enum ValidationState {
        Waiting = "waiting",
        Running = "running",
        Completed = "completed",
        /// The rows could not be read to the end.
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

impl ValidationState {
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

crate::code_enum! {
    /// Where the writing back of what a check found stands.
    pub enum ResultsState {
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        Failed = "failed",
    }
}

impl ResultsState {
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

crate::code_enum! {
    /// Where a correction of a sheet stands.
    pub enum CorrectionState {
        Waiting = "waiting",
        Running = "running",
        Completed = "completed",
        Failed = "failed",
        Cancelled = "cancelled",
        /// It was taken back.
        Undone = "undone",
    }
}

impl CorrectionState {
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

crate::code_enum! {
    /// How bad it is that a rule is broken.
    pub enum Severity {
        /// The marketplace refuses the listing.
        Error = "error",
        Warning = "warning",
        Hint = "hint",
    }
}

crate::code_enum! {
    /// What is counted of what a company uses.
    pub enum Meter {
        /// Product records checked: each once a month, as it is and by the rules it was held to.
        Validations = "validations",
        /// Orders that arrive: each once, unless it is a test or was placed more than 31 days before.
        Orders = "orders",
    }
}
