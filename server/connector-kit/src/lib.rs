//! What every connector is made of: the traits, the neutral types that orders are turned into, the
//! HTTP policy that guards each call, and the contract suite that each connector passes.

mod action;
mod clock;
mod conn;
mod connector;
#[cfg(feature = "contract")]
pub mod contract;
mod digest;
mod error;
mod event;
mod fiscal;
mod key_grant;
pub mod lenient;
pub mod limits;
mod oauth;
mod order;
mod outbound;
mod registry;
mod retry;
mod signature;
mod spec;
mod spreadsheet;

pub use action::{
    CancelAsk, CancelChoices, Cancelling, Carrier, CarrierChoice, Handover, HandoverHow, InvoiceAsk,
    InvoicePlace, Invoicing, LabelPlace, Labels, Message, Parcel, ParcelLine, ShipAsk, ShipChoices, ShipLine,
    Shipment, Shipping, ShippingView, Standing, Wanted,
};
pub use clock::{Clock, ManualClock, SystemClock};
pub use conn::{
    AccessToken, Account, AppCredentials, Attempted, Call, CallObserver, Conn, ConnParts, ConnSettings,
    CostStatus, HeldTokens, Reply, SeenCall, Tokens, Turns,
};
pub use connector::{
    BoxFuture, CheckItem, CheckOutcome, CheckReport, Connector, Next, OrderPage, OrderPageRequest, Orders,
    Position, ShopFacts, Slice, SliceBasis, SourceOrder,
};
pub use digest::{Payload, payload_digest};
pub use error::{Advice, ConnectorError};
pub use event::{
    About, EventProblem, Inbound, InboundEvent, Missed, MissedEvent, Registered, Registration, SenderKeys,
    WebhookAddress, Webhooks,
};
pub use fiscal::{FiscalDocument, FiscalProblem};
pub use key_grant::{GrantedKeys, KeyGrant, KeyRequest, KeyReturn};
pub use oauth::{CallbackProblem, Consent, ConsentRequest, GrantedAccount, OAuth, TokenSet};
pub use order::{
    RemoteAddress, RemoteBuyer, RemoteEntry, RemoteLine, RemoteOrder, RemotePayment, RemoteRefund,
    RemoteTotals, Taken,
};
pub use outbound::{OutboundConfig, OutboundError, OutboundPolicy};
pub use registry::Registry;
pub use reqwest::{Method, header};
pub use retry::retry;
pub use signature::{hmac_sha256, oauth1, standard_webhooks};
pub use spec::{
    ApiVersion, CredentialField, CredentialForm, FieldKind, PlatformSpec, RateLimit, RetryPolicy,
};
pub use spreadsheet::{
    Cell, FileMark, FilePage, FilesAsk, NewSheet, PutRows, RowPage, RowsAsk, SheetInfo, SpreadsheetFile,
    Spreadsheets, Workbook,
};
