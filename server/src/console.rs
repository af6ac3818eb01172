//! What the person at the terminal reads. Everything else is a log line (`telemetry`).

use std::io::Write;

/// One line on standard output: results of commands, and that Orion is ready.
pub fn say(line: &str) {
    // Nobody may be listening any more; that is no reason to stop.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// One line beside a result that goes to standard output itself, or may.
pub fn note(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Why the program ends, on standard error, with all causes.
pub fn complain(error: &anyhow::Error) {
    let _ = writeln!(std::io::stderr().lock(), "orion: {error:#}");
}
