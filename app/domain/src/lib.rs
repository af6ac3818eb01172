//! The words that both sides of Orion speak: identifiers, money, roles, statuses, fault codes and
//! the rows that pages show.
//!
//! Without features the crate is what the browser needs and compiles to small wasm. The feature
//! `server` adds everything that rests on decimals, dates and validation.

mod action;
mod alert;
mod audit;
mod billing;
mod catalogue_import;
mod code;
mod column;
mod connection;
mod fault;
mod id;
mod job;
mod locale;
mod notice;
mod order;
mod plan;
mod product;
mod replay;
mod role;
mod storage;
mod sync;
mod validation;
mod verdict;

#[cfg(feature = "server")]
mod call;
#[cfg(feature = "server")]
mod contact;
#[cfg(feature = "server")]
mod document;
#[cfg(feature = "server")]
mod money;
#[cfg(feature = "server")]
pub mod view;

pub use action::{
    ActionKind, ActionState, CancelReason, LabelFormat, MoneyBack, Obstacle, PlanState, PlanVerdict,
};
pub use alert::{AlertEvent, AlertKind, AlertLevel, AlertSeverity, HookFormat, WEBHOOK};
pub use audit::{AuditAction, AuditSubject};
pub use billing::{BillingNotice, SubscriptionStatus};
pub use catalogue_import::{CatalogueImportState, ImportAction, ImportOutcome, ImportProblemKind};
pub use code::UnknownCode;
pub use column::column_letters;
pub use connection::{AuthKind, Badge, Capability, ConnectionStatus, Environment, PlatformCategory};
pub use fault::{Fault, FieldError, FieldProblem, OverQuota, UpstreamKind};
pub use id::{
    AccountMailId, ActionId, AddressId, AlertHookId, AlertId, AlertMessageId, CatalogueImportId,
    ConnectionId, CorrectionId, CustomerId, EmailChangeId, FileId, InvitationId, JobId, OrderId, OrderLineId,
    OrgId, ParseIdError, PasskeyId, PlanId, ProductId, ReplayId, RuleId, RuleListId, SavedViewId, SheetId,
    SyncRunId, UserId, ValidationRunId,
};
pub use job::{JobKind, JobLane, JobStanding};
pub use locale::Locale;
pub use notice::Notice;
pub use order::{FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus};
pub use plan::{
    BillingInterval, Limits, OVERAGE_LOOKUP_KEY, Plan, PlanCode, PlanCurrency, PlanSource, Prices, Quota,
    STRIPE,
};
pub use product::{ProductField, ProductFieldKind};
pub use replay::{ReplayScope, ReplayState, ReplayVerdict};
pub use role::{Permission, Role};
pub use storage::{RetainedKind, StorageKind};
pub use sync::{
    EventState, FailReason, JobPriority, LeftOut, SkipReason, SyncCounts, SyncDirection, SyncKind, SyncState,
    Verdict,
};
pub use validation::{CorrectionState, Meter, ResultsState, Severity, SheetKind, ValidationState};
pub use verdict::{CauseKind, Standing, VerdictCode};

#[cfg(feature = "server")]
pub use call::{CallClass, Operation};
#[cfg(feature = "server")]
pub use contact::{normalize_email, normalize_phone, search_text, shown_phone, shown_postal_code};
#[cfg(feature = "server")]
pub use document::{Document, DocumentError, gtin_is_valid, shown_document};
#[cfg(feature = "server")]
pub use money::{Currency, Money, MoneyError};
