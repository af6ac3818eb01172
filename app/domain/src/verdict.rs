//! The history of an order of a channel: what each stage came to, one of a closed list.

use crate::{EventState, SyncKind, Verdict};

crate::code_enum! {
    /// What a stage came to about one order. Every stage that has an order in hand ends in one of these.
    pub enum VerdictCode {
        /// The channel sent an event about it, and it is going to be read.
        Told = "told",
        /// The channel sent the same event once more: it is read once.
        ToldAgain = "told_again",
        /// The channel could not deliver its event, and said so when it was asked.
        Recovered = "recovered",
        /// A person asked for it to be read.
        AskedFor = "asked_for",
        /// A message spoke of it and was refused. It stands in the message's own row alone: nobody vouches for
        /// what such a message says.
        NotBelieved = "not_believed",
        /// The channel does not show it yet; it is looked for again.
        NotShown = "not_shown",
        /// The channel could not be asked for it; it is asked again.
        PutOff = "put_off",
        /// It was told of or asked for, and not read however often that was tried.
        GivenUp = "given_up",
        /// It became a sale.
        Imported = "imported",
        /// The sale that it is was written again.
        Updated = "updated",
        /// The channel took it back, and the sale that was made of it says so.
        Withdrawn = "withdrawn",
        /// It was told of or asked for, read, and is here as the channel has it.
        Unchanged = "unchanged",
        /// It was left out on purpose.
        Skipped = "skipped",
        /// It could not be taken.
        Failed = "failed",
        /// What was read is older than what is here, and was left alone.
        Outdated = "outdated",
        /// The channel was asked: it has this order, which never came here.
        Missing = "missing",
        /// The channel was asked: it has no such order, although it was heard of here.
        Absent = "absent",
        /// Neither the channel's list nor the channel itself shows the order of this sale any more.
        Gone = "gone",
    }
}

/// What a step of the history says of the order from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is to be read.
    Open,
    /// It was read, and this became of it: what the record of the order says too.
    Judged(Verdict),
    /// It will not be read for what it was told of; what became of it before holds.
    Closed,
    /// Nothing that was not so before.
    Remark,
}

impl VerdictCode {
    /// What holds from this step on.
    pub const fn standing(self) -> Standing {
        match self {
            Self::Told | Self::Recovered | Self::AskedFor | Self::NotShown | Self::PutOff => Standing::Open,
            Self::Imported | Self::Updated | Self::Withdrawn | Self::Unchanged => {
                Standing::Judged(Verdict::Imported)
            }
            Self::Skipped => Standing::Judged(Verdict::Skipped),
            Self::Failed => Standing::Judged(Verdict::Failed),
            Self::GivenUp => Standing::Closed,
            Self::ToldAgain
            | Self::NotBelieved
            | Self::Outdated
            | Self::Missing
            | Self::Absent
            | Self::Gone => Standing::Remark,
        }
    }

    /// Why the order was told of here, for an event that is kept in this state by a channel or, if `is_asked`,
    /// by a person; none where nothing is read for it.
    pub const fn of_event(state: EventState, is_asked: bool) -> Option<Self> {
        match state {
            EventState::Waiting if is_asked => Some(Self::AskedFor),
            EventState::Waiting | EventState::Done | EventState::Failed => Some(Self::Told),
            EventState::Duplicate => Some(Self::ToldAgain),
            EventState::Ignored | EventState::Refused => None,
        }
    }
}

impl SyncKind {
    /// Whether what such a run reads was told of or asked for, so that also an order that is here already
    /// is told of in its history.
    pub const fn answers(self) -> bool {
        match self {
            Self::Webhook => true,
            Self::Incremental | Self::Full | Self::Range | Self::Check | Self::Replay => false,
        }
    }
}

crate::code_enum! {
    /// What a step of an order's history came from.
    pub enum CauseKind {
        Incremental = "incremental",
        Full = "full",
        Range = "range",
        Webhook = "webhook",
        Check = "check",
        Replay = "replay",
        Event = "event",
        Person = "person",
    }
}

impl CauseKind {
    /// A run of this kind.
    pub const fn of_run(kind: SyncKind) -> Self {
        match kind {
            SyncKind::Incremental => Self::Incremental,
            SyncKind::Full => Self::Full,
            SyncKind::Range => Self::Range,
            SyncKind::Webhook => Self::Webhook,
            SyncKind::Check => Self::Check,
            SyncKind::Replay => Self::Replay,
        }
    }

    /// The kind of the run, if it was one.
    pub const fn run(self) -> Option<SyncKind> {
        match self {
            Self::Incremental => Some(SyncKind::Incremental),
            Self::Full => Some(SyncKind::Full),
            Self::Range => Some(SyncKind::Range),
            Self::Webhook => Some(SyncKind::Webhook),
            Self::Check => Some(SyncKind::Check),
            Self::Replay => Some(SyncKind::Replay),
            Self::Event | Self::Person => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_run_is_a_cause_of_its_own() {
        for kind in SyncKind::ALL {
            let cause = CauseKind::of_run(*kind);
            assert_eq!((cause.run(), cause.code()), (Some(*kind), kind.code()));
        }
    }

    #[test]
    fn every_verdict_of_a_record_is_reached_by_a_step() {
        for verdict in Verdict::ALL {
            let reached = |code: &&VerdictCode| code.standing() == Standing::Judged(*verdict);
            assert!(VerdictCode::ALL.iter().any(|code| reached(&code)), "{verdict}");
        }
    }

    #[test]
    fn what_waits_is_open_and_what_was_refused_is_nothing() {
        for is_asked in [true, false] {
            let told = VerdictCode::of_event(EventState::Waiting, is_asked);
            assert_eq!(told.map(VerdictCode::standing), Some(Standing::Open));
            assert_eq!(VerdictCode::of_event(EventState::Refused, is_asked), None);
        }
    }
}
