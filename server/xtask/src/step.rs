//! Steps that are announced and timed.

use std::time::Instant;

/// Says `what`, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    println!("==> {what}");
    let start = Instant::now();
    let done = work()?;
    println!("    {what}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}
