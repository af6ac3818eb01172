//! Programs called by xtask.

use std::{
    env,
    ffi::OsStr,
    io,
    os::unix::process::CommandExt,
    path::Path,
    process::{self, Stdio},
};

use anyhow::{Context, bail};

/// A program to call. Its error says the whole command.
pub struct Command(process::Command);

impl Command {
    /// A call of `program`, found on PATH where it is no path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self(process::Command::new(program))
    }

    /// A call of the cargo that runs this program.
    pub fn cargo() -> Self {
        let mut command = process::Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // `cargo run` describes xtask's own package in the environment. Build scripts that watch these variables
        // (ring's does) would otherwise run anew at every change between `cargo xtask` and plain cargo.
        for (name, _) in env::vars_os() {
            let of_xtask = name.to_str().is_some_and(|name| {
                name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
            });
            if of_xtask {
                command.env_remove(name);
            }
        }
        Self(command)
    }

    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.0.args(args);
        self
    }

    pub fn dir(mut self, dir: &Path) -> Self {
        self.0.current_dir(dir);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs it to the end, its output shown. A failure is an error.
    pub fn run(mut self) -> anyhow::Result<()> {
        let status = self.0.status().with_context(|| format!("cannot start {self}"))?;
        if !status.success() {
            bail!("{self} failed: {status}");
        }
        Ok(())
    }

    /// Runs it to the end and gives what it printed. A failure is an error with what it said.
    pub fn read(mut self) -> anyhow::Result<String> {
        let output = self.0.output().with_context(|| format!("cannot start {self}"))?;
        if !output.status.success() {
            bail!("{self} failed: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        String::from_utf8(output.stdout).with_context(|| format!("{self} printed no text"))
    }

    /// Whether it starts and succeeds; shows nothing.
    pub fn succeeds(mut self) -> bool {
        self.0
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Starts it and does not wait for it.
    pub fn start(mut self) -> anyhow::Result<process::Child> {
        self.0.spawn().with_context(|| format!("cannot start {self}"))
    }

    /// Becomes that program, so that signals reach it directly. Comes back only when it cannot start.
    pub fn become_it(mut self) -> io::Error {
        self.0.exec()
    }
}

impl std::fmt::Display for Command {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "`{}", self.0.get_program().display())?;
        for arg in self.0.get_args() {
            write!(out, " {}", arg.display())?;
        }
        write!(out, "`")
    }
}
