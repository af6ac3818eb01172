//! What processes use, read from `/proc`.

use anyhow::Context;
use std::{fs, time::Duration};

/// Clock ticks a second in `/proc/<pid>/stat`: `USER_HZ`, which is 100 on every Linux that Rust has a
/// first tier for.
const TICKS: u64 = 100;

/// A process, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Process(pub u32);

impl Process {
    /// The one that runs this code.
    pub fn own() -> Self {
        Self(std::process::id())
    }

    pub fn parent(self) -> anyhow::Result<Self> {
        Ok(Self(self.stat()?.get(1).context("no parent is told")?.parse()?))
    }

    /// Processor time of this process alone, so far.
    pub fn cpu(self) -> anyhow::Result<Duration> {
        self.ticks(11..13).map(time)
    }

    /// Processor time of this process and all below it, so far, ended children included.
    pub fn cpu_of_tree(self) -> anyhow::Result<Duration> {
        // A child may end between being listed and being read: its parent counts it from then on.
        let below: Duration = self.children().into_iter().filter_map(|child| child.cpu_of_tree().ok()).sum();
        Ok(self.ticks(11..15).map(time)? + below)
    }

    /// Resident memory now, in MiB.
    pub fn resident(self) -> anyhow::Result<f64> {
        self.kib("status", "VmRSS:")
    }

    /// The most resident memory since its start, in MiB.
    pub fn peak(self) -> anyhow::Result<f64> {
        self.kib("status", "VmHWM:")
    }

    /// Memory of this process and all below it in MiB, shared pages counted once.
    pub fn share_of_tree(self) -> anyhow::Result<f64> {
        let below: f64 = self.children().into_iter().filter_map(|child| child.share_of_tree().ok()).sum();
        Ok(self.kib("smaps_rollup", "Pss:")? + below)
    }

    fn children(self) -> Vec<Self> {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.0)).into_iter().flatten().flatten();
        let listed = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
        listed
            .flat_map(|ids| {
                ids.split_whitespace().filter_map(|id| id.parse().ok().map(Self)).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The fields from the third on; the second is the name, which may hold anything.
    fn stat(self) -> anyhow::Result<Vec<String>> {
        let path = format!("/proc/{}/stat", self.0);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        let (_, fields) = text.rsplit_once(')').context("a line of stat without a name")?;
        Ok(fields.split_whitespace().map(str::to_owned).collect())
    }

    fn ticks(self, fields: std::ops::Range<usize>) -> anyhow::Result<u64> {
        let stat = self.stat()?;
        stat.get(fields)
            .context("a line of stat that ends early")?
            .iter()
            .map(|field| Ok(field.parse::<u64>()?))
            .sum()
    }

    fn kib(self, file: &str, field: &str) -> anyhow::Result<f64> {
        let path = format!("/proc/{}/{file}", self.0);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        let line =
            text.lines().find_map(|line| line.strip_prefix(field)).with_context(|| format!("no {field}"))?;
        let kib: f64 = line.split_whitespace().next().context("no number")?.parse()?;
        Ok(kib / 1024.0)
    }
}

fn time(ticks: u64) -> Duration {
    Duration::from_millis(ticks * 1_000 / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_read_like_any_other() {
        let own = Process::own();
        assert!(own.resident().unwrap() > 0.5);
        assert!(own.peak().unwrap() >= own.resident().unwrap() * 0.9);
        assert_eq!(own.parent().unwrap(), Process(std::os::unix::process::parent_id()));
        assert!(own.cpu_of_tree().unwrap() >= own.cpu().unwrap());
    }

    #[test]
    fn a_process_that_is_gone_is_an_error() {
        assert!(Process(u32::MAX).cpu().is_err());
    }
}
