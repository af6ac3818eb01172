//! The first hour of a company: what there is to set up, and how far it is.

crate::code_enum! {
    /// One thing that a new company sets up.
    pub enum FirstStep {
        /// What it is called.
        Company = "company",
        /// Its zone and currency.
        Region = "region",
        /// The first account that brings orders.
        Channel = "channel",
        /// The first time that one was read.
        Sync = "sync",
        /// Who else works here.
        Team = "team",
    }
}

crate::code_enum! {
    /// What somebody said of a step.
    pub enum StepChoice {
        Done = "done",
        Skipped = "skipped",
        /// Put away with all others that were open.
        Hidden = "hidden",
    }
}

/// What a company has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FirstFacts {
    /// An account that brings orders and is not disconnected.
    pub has_channel: bool,
    /// The sales of such an account were read whole once.
    pub has_synced: bool,
    /// A second member, or an invitation.
    pub has_team: bool,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Open,
    Done,
    Skipped,
    Hidden,
}

/// Every step with how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstHour(Vec<(FirstStep, Standing)>);

impl FirstHour {
    /// What a company has weighs more than what somebody said. Nobody signs up without a name for it.
    pub fn new(facts: FirstFacts, said: &[(FirstStep, StepChoice)]) -> Self {
        let standing = |step: FirstStep| {
            let is_fact = match step {
                FirstStep::Company => true,
                FirstStep::Region => false,
                FirstStep::Channel => facts.has_channel,
                FirstStep::Sync => facts.has_synced,
                FirstStep::Team => facts.has_team,
            };
            match said.iter().find(|(of, _)| *of == step) {
                _ if is_fact => Standing::Done,
                Some((_, StepChoice::Done)) => Standing::Done,
                Some((_, StepChoice::Skipped)) => Standing::Skipped,
                Some((_, StepChoice::Hidden)) => Standing::Hidden,
                None => Standing::Open,
            }
        };
        Self(FirstStep::ALL.iter().map(|step| (*step, standing(*step))).collect())
    }

    /// In the order in which they are proposed.
    pub fn steps(&self) -> &[(FirstStep, Standing)] {
        &self.0
    }

    pub fn standing(&self, step: FirstStep) -> Standing {
        self.0.iter().find(|(of, _)| *of == step).map_or(Standing::Open, |(_, standing)| *standing)
    }

    pub fn is_open(&self, step: FirstStep) -> bool {
        self.standing(step) == Standing::Open
    }

    pub fn done(&self) -> usize {
        self.0.iter().filter(|(_, standing)| *standing == Standing::Done).count()
    }

    /// All steps that are open.
    pub fn open(&self) -> impl Iterator<Item = FirstStep> + '_ {
        self.0.iter().filter(|(_, standing)| *standing == Standing::Open).map(|(step, _)| *step)
    }

    /// The first step that is open; `None` when all are done or passed.
    pub fn next(&self) -> Option<FirstStep> {
        self.open().next()
    }

    /// The first step that was passed.
    pub fn first_passed(&self) -> Option<FirstStep> {
        let is_passed = |standing: Standing| matches!(standing, Standing::Skipped | Standing::Hidden);
        self.0.iter().find(|(_, standing)| is_passed(*standing)).map(|(step, _)| *step)
    }

    /// Whether there is an account whose sales have yet to be read for the first time, whatever was said of that step.
    pub fn awaits_sales(&self) -> bool {
        self.standing(FirstStep::Channel) == Standing::Done
            && self.standing(FirstStep::Sync) != Standing::Done
    }

    /// Where somebody goes on who leaves a step as it is: the next open one behind it, else the first one.
    pub fn beside(&self, step: FirstStep) -> Option<FirstStep> {
        self.open().find(|open| *open > step).or_else(|| self.open().find(|open| *open != step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FirstStep::{Channel, Company, Region, Sync, Team};

    const NOTHING: FirstFacts = FirstFacts { has_channel: false, has_synced: false, has_team: false };

    #[test]
    fn a_new_company_has_a_name_and_four_steps_before_it() {
        let hour = FirstHour::new(NOTHING, &[]);
        assert_eq!((hour.done(), hour.next()), (1, Some(Region)));
        assert_eq!(hour.open().collect::<Vec<_>>(), [Region, Channel, Sync, Team]);
        assert_eq!(hour.standing(Company), Standing::Done);
    }

    #[test]
    fn a_fact_ends_a_step_that_was_skipped() {
        let said = [(Channel, StepChoice::Skipped), (Region, StepChoice::Done)];
        let hour = FirstHour::new(NOTHING, &said);
        assert_eq!((hour.standing(Channel), hour.next(), hour.done()), (Standing::Skipped, Some(Sync), 2));
        let hour = FirstHour::new(FirstFacts { has_channel: true, ..NOTHING }, &said);
        assert_eq!((hour.standing(Channel), hour.next(), hour.done()), (Standing::Done, Some(Sync), 3));
    }

    #[test]
    fn what_is_gone_is_open_again() {
        let facts = FirstFacts { has_channel: false, has_synced: true, has_team: true };
        assert_eq!(FirstHour::new(facts, &[(Region, StepChoice::Done)]).next(), Some(Channel));
    }

    #[test]
    fn with_all_done_or_skipped_nothing_is_next() {
        let facts = FirstFacts { has_channel: true, has_synced: true, has_team: false };
        let said = [(Region, StepChoice::Done), (Team, StepChoice::Skipped)];
        let hour = FirstHour::new(facts, &said);
        assert_eq!((hour.next(), hour.done(), hour.beside(Team)), (None, 4, None));
        assert_eq!(hour.first_passed(), Some(Team));
        let whole = FirstHour::new(FirstFacts { has_team: true, ..facts }, &said);
        assert_eq!((whole.next(), whole.done(), whole.first_passed()), (None, 5, None));
    }

    #[test]
    fn what_was_put_away_is_neither_open_nor_skipped_and_what_is_there_still_ends_it() {
        let said = [Region, Channel, Sync, Team].map(|step| (step, StepChoice::Hidden));
        let hour = FirstHour::new(NOTHING, &said);
        assert_eq!(
            (hour.next(), hour.first_passed(), hour.standing(Channel)),
            (None, Some(Region), Standing::Hidden)
        );
        assert!(!hour.awaits_sales());
        let connected = FirstFacts { has_channel: true, ..NOTHING };
        let hour = FirstHour::new(connected, &said);
        assert_eq!((hour.standing(Channel), hour.next()), (Standing::Done, None));
        assert!(hour.awaits_sales());
        assert!(!FirstHour::new(FirstFacts { has_synced: true, ..connected }, &said).awaits_sales());
    }

    #[test]
    fn who_leaves_a_step_goes_on_behind_it_and_then_begins_anew() {
        let hour = FirstHour::new(NOTHING, &[(Sync, StepChoice::Skipped)]);
        assert_eq!(
            [Company, Channel, Team].map(|step| hour.beside(step)),
            [Some(Region), Some(Team), Some(Region)]
        );
        let last = FirstHour::new(NOTHING, &[Region, Channel, Sync].map(|step| (step, StepChoice::Skipped)));
        assert_eq!((last.next(), last.beside(Team)), (Some(Team), None));
    }
}
