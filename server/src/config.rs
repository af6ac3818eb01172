//! Configuration: flags and environment variables, checked all at once at start.

mod files;
mod options;
mod platforms;
mod problems;
mod settings;

pub use files::FileSettings;
pub use options::{
    BackupArgs, BillingCommand, Cli, Command, CompanyArgs, KeyCommand, LogFormat, Options, OutboxCommand,
    PlanArgs, PlanCommand, RestoreArgs, SandboxArgs, SecondFactorCommand, ServeArgs, UserArgs, UserCommand,
};
pub use platforms::Known;
pub use settings::Settings;
