//! Who plays a life: `orion serve`, which does the jobs as well, or leaves them to processes of their own.

use crate::installation::{Installation, Orion, Program};

pub const EVENTS_WRITTEN: &str = "events.written";
pub const EVENTS_KEPT: &str = "events.kept";

/// Whether the web server passes a step; all others are passed by whoever does the jobs.
pub fn is_of_the_web(step: &str) -> bool {
    [EVENTS_WRITTEN, EVENTS_KEPT].contains(&step)
}

/// The workers that are processes of their own, those that died among them.
#[derive(Default)]
pub struct Cast {
    workers: Vec<Program>,
}

impl Cast {
    /// Starts a life with so many workers apart; none leaves the jobs to the server. Whoever passes the step dies there,
    /// at this passing of its own.
    pub async fn start(
        &mut self,
        installation: &mut Installation<'_>,
        apart: u32,
        step: Option<(&str, u32)>,
    ) -> anyhow::Result<Orion> {
        self.workers.clear();
        let die_at = |dies: bool| step.filter(|_| dies).map(|(step, passing)| format!("{step}:{passing}"));
        let of_web = step.is_some_and(|(step, _)| is_of_the_web(step));
        installation.serves_jobs = apart == 0;
        installation.die_at = die_at(of_web || apart == 0);
        let orion = installation.start().await?;
        installation.die_at = die_at(!of_web);
        for _ in 0..apart {
            self.workers.push(installation.start_worker()?);
        }
        Ok(orion)
    }

    pub fn is_somebody_gone(&mut self) -> bool {
        self.workers.iter_mut().any(Program::is_gone)
    }

    /// Kills one, if none has died.
    pub fn kill_one(&mut self) -> anyhow::Result<()> {
        if self.is_somebody_gone() {
            return Ok(());
        }
        self.workers.first_mut().map_or(Ok(()), Program::kill)
    }

    pub fn kill_all(&mut self) -> anyhow::Result<()> {
        self.workers.iter_mut().try_for_each(Program::kill)
    }

    /// Tells all to stop and waits until they have.
    pub async fn stop(&mut self) -> anyhow::Result<()> {
        for worker in self.workers.drain(..) {
            worker.stop().await?;
        }
        Ok(())
    }
}
