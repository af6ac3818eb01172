//! Background work: what it does, who does it, where it stands.

crate::code_enum! {
    /// What a job does.
    pub enum JobKind {
        SyncOrders = "sync_orders",
        /// Reads what events of a connection point at.
        DrainEvents = "drain_events",
        /// Tells a platform where to send events.
        RegisterWebhooks = "register_webhooks",
        /// Asks a channel to do something with an order.
        SendAction = "send_action",
        /// Looks up what a bulk action would do.
        LookAtPlan = "look_at_plan",
        /// Compares what a channel lists with what is here.
        CheckCompleteness = "check_completeness",
        /// Maps again what is kept of a channel's words.
        Replay = "replay",
        /// Holds a sheet of products to rules.
        Validate = "validate",
        /// Writes what a check found into the spreadsheet that was checked.
        WriteResults = "write_results",
        /// Writes a sheet of products anew with the fixes that were accepted.
        Correct = "correct",
        /// Takes the file of a sheet over into the catalogue, or takes that back.
        ImportCatalogue = "import_catalogue",
    }
}

impl JobKind {
    /// Whether an open job can be stopped by a person. What reads events or registers would be asked for again
    /// at once: its kind can be paused.
    pub const fn can_be_cancelled(self, standing: JobStanding) -> bool {
        match self {
            Self::SyncOrders
            | Self::SendAction
            | Self::CheckCompleteness
            | Self::Validate
            | Self::Correct
            | Self::ImportCatalogue => standing.is_open(),
            Self::LookAtPlan => matches!(standing, JobStanding::Waiting | JobStanding::Delayed),
            Self::DrainEvents | Self::RegisterWebhooks | Self::Replay | Self::WriteResults => false,
        }
    }

    /// Whether it does, or prepares, what people ask of channels about sales.
    pub const fn acts_on_sales(self) -> bool {
        matches!(self, Self::SendAction | Self::LookAtPlan)
    }

    /// Whether what failed can be asked for again as it was.
    pub const fn can_be_redriven(self) -> bool {
        !matches!(
            self,
            Self::LookAtPlan
                | Self::Replay
                | Self::Validate
                | Self::WriteResults
                | Self::Correct
                | Self::ImportCatalogue
        )
    }
}

crate::code_enum! {
    /// Which workers do a job: what reads the past for hours keeps none waiting that is new.
    pub enum JobLane {
        Live = "live",
        Past = "past",
    }
}

crate::code_enum! {
    /// Where a job stands that is not done.
    pub enum JobStanding {
        /// It may run as soon as it is its turn.
        Waiting = "waiting",
        Running = "running",
        /// It may run from a later moment on.
        Delayed = "delayed",
        /// It failed for good, and nobody has asked for it again: the dead letter.
        Failed = "failed",
    }
}

impl JobStanding {
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Failed)
    }
}
