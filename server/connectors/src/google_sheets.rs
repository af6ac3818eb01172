//! Google Sheets: the spreadsheets of a Google account, version 4 of the Sheets API, with Drive to list them and
//! consent by Google.

mod a1;
mod answer;
mod check;
mod consent;
mod drive;
mod results;
mod session;
mod values;
mod workbook;

use connector_kit::{
    ApiVersion, BoxFuture, CallbackProblem, CheckReport, Conn, Connector, ConnectorError, Consent,
    ConsentRequest, CredentialForm, FileMark, FilePage, FilesAsk, GrantedAccount, NewSheet, OAuth,
    PlatformSpec, PutRows, RateLimit, RetryPolicy, RowPage, RowsAsk, SheetInfo, Spreadsheets, TokenSet,
    Workbook,
};
use domain::{AuthKind, PlatformCategory};
use secrecy::SecretString;
use std::time::Duration;
use url::Url;

static SPEC: PlatformSpec = PlatformSpec {
    id: "google_sheets",
    name: "Google Sheets",
    category: PlatformCategory::Spreadsheet,
    mark: "GS",
    has_sandbox: false,
    api: Some(ApiVersion { name: "v4", supported_until: None }),
    forms: &[CredentialForm { auth: AuthKind::OAuth2, fields: &[] }],
    // 60 reads and 60 writes a minute and person, 300 of each for all people of the app.
    rate: RateLimit { in_flight: 2, per_second: Some(1.0) },
    // A page of cells takes Google longer than a page of orders takes a shop.
    retry: RetryPolicy { timeout: Duration::from_secs(60), ..RetryPolicy::DEFAULT },
};

/// The Google Sheets connector.
#[derive(Debug, Clone, Copy)]
pub struct GoogleSheets;

impl Connector for GoogleSheets {
    fn spec(&self) -> &'static PlatformSpec {
        &SPEC
    }

    fn check<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, CheckReport> {
        Box::pin(check::check(conn))
    }

    fn oauth(&self) -> Option<&dyn OAuth> {
        Some(self)
    }

    fn spreadsheets(&self) -> Option<&dyn Spreadsheets> {
        Some(self)
    }
}

impl OAuth for GoogleSheets {
    fn scopes(&self) -> &'static [&'static str] {
        consent::SCOPES
    }

    fn consent_url(&self, conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
        consent::url(conn, ask)
    }

    fn read_callback(&self, _conn: &Conn, query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
        consent::read_callback(query)
    }

    fn exchange<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a ConsentRequest,
        consent: &'a Consent,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>> {
        Box::pin(consent::exchange(conn, ask, consent))
    }

    fn accounts<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, Result<Vec<GrantedAccount>, ConnectorError>> {
        Box::pin(consent::accounts(conn))
    }

    fn refresh<'a>(
        &'a self,
        conn: &'a Conn,
        refresh_token: &'a SecretString,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>> {
        Box::pin(consent::refresh(conn, refresh_token))
    }
}

impl Spreadsheets for GoogleSheets {
    fn files<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a FilesAsk,
    ) -> BoxFuture<'a, Result<FilePage, ConnectorError>> {
        Box::pin(drive::files(conn, ask))
    }

    fn file_of(&self, typed: &str) -> Option<String> {
        drive::file_of(typed)
    }

    fn workbook<'a>(
        &'a self,
        conn: &'a Conn,
        file: &'a str,
    ) -> BoxFuture<'a, Result<Workbook, ConnectorError>> {
        Box::pin(workbook::workbook(conn, file))
    }

    fn mark<'a>(&'a self, conn: &'a Conn, file: &'a str) -> BoxFuture<'a, Result<FileMark, ConnectorError>> {
        Box::pin(drive::mark(conn, file))
    }

    fn rows<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a RowsAsk,
    ) -> BoxFuture<'a, Result<RowPage, ConnectorError>> {
        Box::pin(values::rows(conn, ask))
    }

    fn add_sheet<'a>(
        &'a self,
        conn: &'a Conn,
        new: &'a NewSheet,
    ) -> BoxFuture<'a, Result<SheetInfo, ConnectorError>> {
        Box::pin(results::add_sheet(conn, new))
    }

    fn put<'a>(&'a self, conn: &'a Conn, ask: &'a PutRows) -> BoxFuture<'a, Result<(), ConnectorError>> {
        Box::pin(results::put(conn, ask))
    }
}
