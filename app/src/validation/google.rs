//! `/admin/validacao/google`: choosing a sheet of a Google account: the account, the file, then the tab.

use super::{ValidationGoogle, list::trail, words};
use crate::{
    filter_bar::clear_filters,
    form::PostForm,
    integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{ConnectionId, Fault, Permission, view::connections::ConnectionView};
use hub::{
    permit::{EditCatalog, View},
    spreadsheets::{SheetInfo, Workbook},
    validation::{FileOffered, SheetAccounts},
};
use i18n::format;
use leptos::{prelude::*, serde_json::Value, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Button, ButtonKind, Cell, Column, CursorPager, DataTable, EmptyState, FilterBar, FilterSearch,
    IconName, LinkButton, ListFrame, PageHeader, PagerLink, Place, Row, StatusBadge, Tone,
};

pub(super) const PATH: &str = "/admin/validacao/google";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    conta: String,
    q: String,
    /// Where the page of files begins, in the platform's words.
    depois: String,
    arquivo: String,
}

/// What the account says.
enum Answer {
    Files(Vec<FileOffered>, Option<String>),
    Tabs(Workbook),
    Refused(Fault),
}

/// `/admin/validacao/google`
pub fn google_sheet_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, permit| async move {
        let viewing = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let accounts = hub::validation::sheet_accounts(&viewing).await?;
        let wanted: Wanted = cx.query();
        let chosen = match (wanted.conta.parse::<ConnectionId>(), &accounts.connections[..]) {
            (Ok(id), all) => all.iter().find(|one| one.id == id),
            (Err(_), [only]) => Some(only),
            (Err(_), _) => None,
        };
        let body = match chosen {
            None if accounts.connections.is_empty() => nothing(&cx, &accounts),
            None => choose(&cx, &accounts.connections),
            Some(account) if !account.status.may_sync() => stopped(&cx, account.id),
            Some(account) => {
                // A link that somebody pasted into the search names a file.
                let file = match wanted.q.contains("/spreadsheets/") {
                    true => wanted.q.as_str(),
                    false => wanted.arquivo.as_str(),
                };
                let after = Some(wanted.depois.as_str()).filter(|after| !after.is_empty());
                let asked = match file {
                    "" => hub::validation::sheet_files(&permit, account.id, &wanted.q, after)
                        .await
                        .map(|(files, next)| Answer::Files(files, next)),
                    file => hub::validation::sheet_tabs(&permit, account.id, file).await.map(Answer::Tabs),
                };
                let answer = asked.unwrap_or_else(|error| Answer::Refused(error.into()));
                of_account(&cx, account, &wanted, &answer)
            }
        };
        let t = cx.t.validation();
        let account = chosen.map(|account| view! { <span>{account.name.clone()}</span> });
        let context = view! { <span class="dotted"><span>{t.google_context()}</span>{account}</span> };
        let page = view! {
            {trail(&cx, None)}
            <PageHeader title=t.google() context=context.into_any()/>
            {body}
        };
        Ok(Page::new(t.google(), page))
    })
}

fn nothing(cx: &PageCx, accounts: &SheetAccounts) -> AnyView {
    let t = cx.t.validation();
    let may = cx.may(Permission::ManageConnections);
    let action = accounts.platforms.first().filter(|_| may).map(|platform| {
        let href = format!("{}/nova/{platform}", integrations::GALLERY);
        view! { <LinkButton label=t.connect_google() href=href kind=ButtonKind::Primary icon=IconName::Plug/> }
    });
    let text = if may { t.google_none_text() } else { t.google_none_ask() };
    view! { <EmptyState icon=IconName::Plug title=t.google_none() text=text action=action.into_any()/> }
        .into_any()
}

fn choose(cx: &PageCx, accounts: &[ConnectionView]) -> AnyView {
    let t = cx.t.validation();
    let columns = vec![Column::new(Place::Lead, t.account()), Column::new(Place::State, t.state_column())];
    let rows = accounts.iter().map(|account| {
        let label = cx.t.integrations().badge(account.badge().code());
        Row {
            href: with_query(PATH, &[("conta", &account.id.to_string())]),
            lead: account.name.clone().into_any(),
            cells: vec![Cell::view(
                view! { <StatusBadge tone=integrations::tone(account.badge()) label=label/> },
            )],
            pick: None,
        }
    });
    let rows = rows.collect();
    view! { <DataTable caption=t.accounts() columns=columns rows=rows empty=().into_any()/> }.into_any()
}

/// An account that cannot be asked, and the way to its page.
pub(super) fn stopped(cx: &PageCx, account: ConnectionId) -> AnyView {
    let t = cx.t.validation();
    let href = integrations::path(account);
    let action = view! { <LinkButton label=t.see_account() href=href/> }.into_any();
    view! {
        <Banner tone=Tone::Warning title=t.account_stopped() text=t.account_stopped_text() action=action/>
    }
    .into_any()
}

fn of_account(cx: &PageCx, account: &ConnectionView, wanted: &Wanted, answer: &Answer) -> AnyView {
    let t = cx.t.validation();
    let fault = match answer {
        Answer::Tabs(workbook) => return tabs(cx, account, workbook),
        Answer::Files(found, next) => {
            let (filters, list) = (search(cx, account, wanted), files(cx, account, found));
            let pager = pager(cx, account, wanted, next.as_deref());
            return view! { <ListFrame filters=filters pager=pager>{list}</ListFrame> }.into_any();
        }
        Answer::Refused(fault) => fault,
    };
    let (title, text, repair) = match fault {
        Fault::Conflict { what } => {
            let text = words::problem(cx, what, &Value::Null);
            (t.google_unread().to_owned(), text, words::repair(cx, account.id, what))
        }
        // What was pasted is no link of a spreadsheet.
        Fault::Invalid { .. } => (t.google_no_files().to_owned(), t.google_no_files_text().to_owned(), None),
        fault => {
            let said = i18n::fault::explain(cx.locale, fault);
            (said.title.into_owned(), said.what.into_owned(), None)
        }
    };
    let search = search(cx, account, wanted);
    view! {
        {search}
        <Banner tone=Tone::Warning title=title text=text action=repair.into_any()/>
    }
    .into_any()
}

fn search(cx: &PageCx, account: &ConnectionView, wanted: &Wanted) -> AnyView {
    let t = cx.t.validation();
    let account = account.id.to_string();
    let is_set = !wanted.q.is_empty() || !wanted.arquivo.is_empty();
    let clear = clear_filters(cx.t, is_set, with_query(PATH, &[("conta", &account)]));
    let typed = wanted.q.clone();
    view! {
        <FilterBar action=PATH label=t.google_filter() apply=cx.t.common().filter() clear=clear>
            <input type="hidden" name="conta" value=account/>
            <FilterSearch name="q" label=t.google_search() value=typed/>
        </FilterBar>
    }
    .into_any()
}

fn files(cx: &PageCx, account: &ConnectionView, files: &[FileOffered]) -> AnyView {
    let t = cx.t.validation();
    let columns = vec![
        Column::new(Place::Lead, t.sheet()),
        Column::new(Place::Extra, t.owner_column()),
        Column::new(Place::Detail, t.changed_column()),
    ];
    let account = account.id.to_string();
    let rows = files.iter().map(|file| {
        let changed = file.changed_at.map(|at| format::relative(cx.locale, at, cx.now, cx.zone));
        Row {
            href: with_query(PATH, &[("conta", &account), ("arquivo", &file.id)]),
            lead: file.name.clone().into_any(),
            cells: vec![
                file.owner.clone().map_or(Cell::Missing, Cell::Text),
                changed.map_or(Cell::Missing, Cell::Text),
            ],
            pick: None,
        }
    });
    let empty = view! {
        <EmptyState icon=IconName::Search title=t.google_no_files() text=t.google_no_files_text()/>
    };
    let (rows, empty) = (rows.collect(), empty.into_any());
    view! { <DataTable caption=t.google_files() columns=columns rows=rows empty=empty/> }.into_any()
}

/// The platform pages forward only.
fn pager(cx: &PageCx, account: &ConnectionView, wanted: &Wanted, next: Option<&str>) -> AnyView {
    if next.is_none() && wanted.depois.is_empty() {
        return ().into_any();
    }
    let t = cx.t.validation();
    let account = account.id.to_string();
    let address = |after: &str| with_query(PATH, &[("conta", &account), ("q", &wanted.q), ("depois", after)]);
    let first = PagerLink {
        label: t.google_first().to_owned(),
        href: (!wanted.depois.is_empty()).then(|| address("")),
    };
    let next = PagerLink { label: cx.t.common().next_page().to_owned(), href: next.map(address) };
    view! { <CursorPager label=t.google_pages() previous=first next=next/> }.into_any()
}

fn tabs(cx: &PageCx, account: &ConnectionView, workbook: &Workbook) -> AnyView {
    let t = cx.t.validation();
    let columns = vec![
        Column::new(Place::Lead, t.tab()),
        Column::new(Place::Figure, t.tab_rows_column()),
        Column::new(Place::State, t.tab_choice()),
    ];
    let rows = workbook.sheets.iter().map(|tab| tab_row(cx, account, workbook, tab)).collect();
    let other = with_query(PATH, &[("conta", &account.id.to_string())]);
    let empty =
        view! { <EmptyState icon=IconName::FileText title=t.tab_none() text=t.tab_none_text()/> }.into_any();
    view! {
        <h2>{workbook.title.clone()}</h2>
        <DataTable caption=t.tabs() columns=columns rows=rows empty=empty/>
        <div class="actions"><LinkButton label=t.other_file() href=other/></div>
    }
    .into_any()
}

fn tab_row(cx: &PageCx, account: &ConnectionView, workbook: &Workbook, tab: &SheetInfo) -> Row {
    let t = cx.t.validation();
    let hidden = tab.is_hidden.then(|| view! { " " <StatusBadge tone=Tone::Neutral label=t.tab_hidden()/> });
    let rows = i64::from(tab.rows);
    let (label, title) = (t.use_tab(), tab.title.clone());
    let (account, file, id) = (account.id.to_string(), workbook.id.clone(), tab.id.to_string());
    let form = view! {
        <PostForm action=ValidationGoogle::url() return_to=cx.here() class="inline-form">
            <input type="hidden" name="connection_id" value=account/>
            <input type="hidden" name="file" value=file/>
            <input type="hidden" name="tab" value=id/>
            <Button label=label of=title/>
        </PostForm>
    };
    Row {
        href: String::new(),
        lead: view! { <span>{tab.title.clone()}</span>{hidden} }.into_any(),
        cells: vec![Cell::counted(format::integer(cx.locale, rows), t.tab_rows(rows)), Cell::view(form)],
        pick: None,
    }
}
