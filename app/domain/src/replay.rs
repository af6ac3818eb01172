//! Mapping again what is kept of a channel's words: what is mapped, and how that stands.

crate::code_enum! {
    /// What is mapped again.
    pub enum ReplayScope {
        /// One sale.
        Order = "order",
        /// One record of a channel, whether it is a sale or not.
        Record = "record",
        /// What a run wrote, as far as no later one wrote it again.
        Run = "run",
        /// What was placed between two moments.
        Range = "range",
        /// The sales of the list's filter, as they were when it was asked for.
        Filter = "filter",
        /// Orders that waited for room in the plan.
        Parked = "parked",
    }
}

crate::code_enum! {
    /// How a replay stands.
    pub enum ReplayState {
        /// It is looked up what would change.
        Looking = "looking",
        /// Nothing was written, and what would be is known.
        Ready = "ready",
        Applying = "applying",
        Applied = "applied",
        /// It ended with an error of Orion's own.
        Failed = "failed",
    }
}

impl ReplayState {
    /// Whether it goes on by itself.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Looking | Self::Applying)
    }
}

crate::code_enum! {
    /// What would become of a record that is not as today's mapping makes it.
    pub enum ReplayVerdict {
        Changes = "changes",
        /// Today's mapping cannot read it: it stays as it is.
        Unreadable = "unreadable",
    }
}
