//! Files that are taken over into the catalogue.

crate::code_enum! {
    /// Where an import stands.
    pub enum CatalogueImportState {
        /// The file is compared with the catalogue.
        Reading = "reading",
        /// What it would do can be looked at.
        Ready = "ready",
        Applying = "applying",
        Applied = "applied",
        Undoing = "undoing",
        /// It was taken back.
        Undone = "undone",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

impl CatalogueImportState {
    /// Whether a worker has something to do.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Reading | Self::Applying | Self::Undoing)
    }
}

crate::code_enum! {
    /// What an import does with a record.
    pub enum ImportAction {
        Create = "create",
        Update = "update",
        /// It cannot be a product.
        Refused = "refused",
    }
}

crate::code_enum! {
    /// What became of it.
    pub enum ImportOutcome {
        Applied = "applied",
        /// Somebody changed the product meanwhile, so it stays as it is.
        Overtaken = "overtaken",
        Undone = "undone",
    }
}

crate::code_enum! {
    /// Why a record is refused, or a value left out.
    pub enum ImportProblemKind {
        /// A record needs it.
        Missing = "missing",
        TooLong = "too_long",
        /// Signs that nobody types, such as control characters.
        Characters = "characters",
        Format = "format",
        /// The steps of the column cannot read the cell.
        Unread = "unread",
        /// The SKU stands in the file before.
        Repeated = "repeated",
        /// The SKU is a further one of a product.
        Linked = "linked",
        /// The amount is in another currency than the company's.
        Currency = "currency",
    }
}
