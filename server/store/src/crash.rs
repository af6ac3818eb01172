//! Steps at which a test has the process die as if it were killed: nothing is put in order, nobody is told.

/// Ends the process here if `ORION_DIE_AT` names this step and this is the passing that it asks for:
/// `import.committed:3` is the third. Programs that are built for release know no such steps.
pub fn step(name: &str) {
    #[cfg(debug_assertions)]
    development::step(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

#[cfg(debug_assertions)]
mod development {
    use std::sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    };

    struct Wanted {
        step: String,
        passings: AtomicU32,
    }

    static WANTED: OnceLock<Option<Wanted>> = OnceLock::new();

    fn wanted() -> Option<Wanted> {
        let text = std::env::var("ORION_DIE_AT").ok()?;
        let (step, passing) = text.split_once(':').unwrap_or((&text, "1"));
        Some(Wanted { step: step.to_owned(), passings: AtomicU32::new(passing.parse().ok()?) })
    }

    pub fn step(name: &str) {
        if let Some(wanted) = WANTED.get_or_init(wanted)
            && wanted.step == name
            && wanted.passings.fetch_sub(1, Ordering::Relaxed) == 1
        {
            std::process::abort();
        }
    }
}
