//! The demo company: an owner, a small catalogue, and a connected store of each simulated platform. And a simulated store
//! that any company may connect, to look at Orion before its own are connected.

use crate::{
    Hub, HubError,
    accounts::{Company, DEMO_EMAIL, DEMO_PASSWORD, Maker, NewUser, SignUp, Way},
    auth::OrgCx,
    catalog::{self, ProductInput},
    integrations,
    permit::{EditCatalog, ManageConnections, RunSync},
    plans::{self, Assigned},
    syncs,
};
use connector_kit::{CheckReport, TokenSet};
use domain::{
    AuditAction, AuthKind, ConnectionId, ConnectionStatus, Fault, JobId, OrgId, PlanCode, Role, UpstreamKind,
    view::{
        connections::{ConnectionSettings, ConnectionView},
        first_hour::{FirstStep, StepChoice},
    },
};
use secrecy::SecretString;
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};
use store::{StoreError, connections::Removal};
use url::Url;

const COMPANY: &str = "Loja Demonstração";

/// Who else can sign in to the demo company, to see what a role may: e-mail, name, role.
const MEMBERS: [(&str, &str, Role); 2] = [
    ("operacao@orion.example", "Operação", Role::Operator),
    ("consulta@orion.example", "Consulta", Role::Viewer),
];

/// Products that the simulated stores sell, as an operator would type them: SKU, name, price, cost,
/// stock, GTIN, NCM. The others wait under "Codes to link", so that the page has something to show.
const PRODUCTS: [[&str; 7]; 14] = [
    ["CAM-BAS-P", "Camiseta básica de algodão P", "54,90", "21,30", "48", "7891000315507", "61091000"],
    ["CAM-BAS-M", "Camiseta básica de algodão M", "54,90", "21,30", "112", "", "61091000"],
    ["CAM-BAS-G", "Camiseta básica de algodão G", "54,90", "21,30", "97", "", "61091000"],
    ["CHI-BOR-AZ", "Chinelo de borracha azul", "29,99", "9,80", "230", "", "64029990"],
    ["GAR-TER-AZ", "Garrafa térmica 1 L azul", "89,90", "38,00", "35", "", "96170010"],
    ["CAF-30X-110", "Cafeteira elétrica 30 xícaras 110 V", "199,00", "121,00", "18", "", "85167100"],
    ["CAF-30X-220", "Cafeteira elétrica 30 xícaras 220 V", "199,00", "121,00", "22", "", "85167100"],
    ["CAB-UC2", "Cabo USB-C 2 m", "24,90", "6,15", "410", "", "85444200"],
    ["CAR-20W", "Carregador 20 W", "69,90", "28,40", "160", "", "85044010"],
    ["LIV-DCA", "Livro Dom Casmurro", "33,33", "14,00", "64", "", "49019900"],
    ["ACA-200", "Açaí em pó orgânico 200 g", "45,67", "22,10", "75", "", "11063000"],
    ["CAF-500", "Café especial moído 500 g", "37,99", "19,90", "88", "", "09012100"],
    ["BOL-FUT", "Bola de futebol campo", "119,90", "54,00", "41", "", "95066200"],
    ["MOC-25L-AZ", "Mochila escolar 25 L azul", "149,90", "72,00", "27", "", "42029200"],
];

/// What else is known of each of them: brand, category, and grams when packed. The last one lacks some, for a check to find.
const DESCRIBED: [[&str; 3]; PRODUCTS.len()] = [
    ["Algodão Serra", "Moda > Camisetas", "160"],
    ["Algodão Serra", "Moda > Camisetas", "175"],
    ["Algodão Serra", "Moda > Camisetas", "190"],
    ["Pé na Areia", "Moda > Calçados", "320"],
    ["Nascente", "Casa > Cozinha", "540"],
    ["Bom Dia", "Eletrodomésticos > Cafeteiras", "1850"],
    ["Bom Dia", "Eletrodomésticos > Cafeteiras", "1850"],
    ["Conecta", "Eletrônicos > Cabos", "65"],
    ["Conecta", "Eletrônicos > Carregadores", "110"],
    ["Editora Cosme Velho", "Livros > Literatura", "280"],
    ["Roça Viva", "Alimentos > Polpas e pós", "230"],
    ["Fazenda do Alto", "Alimentos > Cafés", "520"],
    ["Drible", "Esportes > Futebol", "480"],
    ["", "Malas > Mochilas", ""],
];

/// A simulated store to be connected.
#[derive(Debug, Clone)]
pub struct DemoStore {
    pub platform: &'static str,
    pub name: &'static str,
    pub auth: AuthKind,
    pub config: BTreeMap<String, String>,
    pub secrets: BTreeMap<String, SecretString>,
    /// Where the store's platform grants access by consent: what it granted this time.
    pub tokens: Option<TokenSet>,
}

/// Makes what is missing of the demo company and points its connections at the stores, whose
/// addresses may change from start to start. Synchronises them, as they have new orders at each start.
/// What people connected or disconnected is left as it is.
///
/// # Errors
/// [`HubError`]; an internal one if a store refuses its own credentials.
pub async fn ensure(hub: &Hub, stores: &[DemoStore]) -> Result<(), HubError> {
    let org = match store::accounts::demo_org(hub.db()).await? {
        Some(org) => org,
        None => make_company(hub).await?,
    };
    let cx = hub.job_context::<ManageConnections>(org, JobId::new());
    let existing = store::connections::list(&mut cx.begin().await?).await?;
    for store in stores {
        let known = known(&existing, store);
        if known.is_some_and(|connection| connection.status == ConnectionStatus::Disconnected) {
            continue;
        }
        connect(hub, &cx, &form(store, known), store.tokens.clone()).await?;
    }
    Ok(())
}

/// From now on every company may connect this store by [`connect_offered`]. It stays the one for as long as the process runs.
/// All companies look at the same one, so what somebody does with its orders is seen by the others.
pub fn offer(hub: &Hub, store: DemoStore) {
    // A second one would change what was shown before.
    let _ = hub.demo_store().set(store);
}

/// Whether there is a store that every company may connect.
pub fn is_offered(hub: &Hub) -> bool {
    hub.demo_store().get().is_some()
}

/// From now on pages of simulated stores lead to where these are steered by hand.
pub fn show_control(hub: &Hub, page: Url) {
    // The stores stay where they are for as long as the process runs.
    let _ = hub.demo_control().set(page);
}

/// Where the simulated stores are steered by hand, where browsers reach that.
pub fn control(hub: &Hub) -> Option<&Url> {
    hub.demo_control().get()
}

/// The offered store as a company has it.
#[derive(Debug)]
pub struct Connected {
    pub id: ConnectionId,
    pub name: &'static str,
}

/// All companies of the installation share the store and what it answers in a second: while another one reads it, whoever
/// connects waits so often and so long.
const BUSY_TRIES: u32 = 8;
const BUSY_WAIT: Duration = Duration::from_secs(1);

/// Connects the offered store, or leaves it as it is where it is connected already. It takes no place of the plan.
///
/// # Errors
/// [`Fault::NotFound`] where none is offered; [`Fault::Conflict`] `account_connected` where somebody connected it by hand;
/// [`Fault::Upstream`] while others keep the store busy; an internal one if it refuses its own credentials.
pub async fn connect_offered(cx: &OrgCx<ManageConnections>) -> Result<Connected, HubError> {
    let store = cx.hub().demo_store().get().ok_or(Fault::NotFound)?;
    let existing = store::connections::list(&mut cx.begin().await?).await?;
    let known = known(&existing, store);
    if let Some(connected) = known.filter(|known| known.status != ConnectionStatus::Disconnected) {
        return Ok(Connected { id: connected.id, name: store.name });
    }
    let form = form(store, known);
    let mut tries = 0..BUSY_TRIES;
    loop {
        let report = match integrations::save_demo(cx, &form).await? {
            integrations::Outcome::Saved { id, .. } => return Ok(Connected { id, name: store.name }),
            integrations::Outcome::Refused(report) => report,
        };
        let kind = report.failure().map(|(_, error)| error.kind);
        let Some(kind) = kind.filter(|kind| *kind == UpstreamKind::RateLimit) else {
            return Err(refused(store.platform, &report));
        };
        if tries.next().is_none() {
            return Err(Fault::Upstream { platform: store.platform.to_owned(), kind }.into());
        }
        tokio::time::sleep(BUSY_WAIT).await;
    }
}

/// Disconnects a simulated store, if it is not, and removes what it brought, as if it had never been connected. What was used stays
/// entered. Returns how many sales went. What is broken off goes on when it is asked for again.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `not_demo` for any other connection, or `demo_busy` while a worker is at it, and where
/// somebody connected it again.
pub async fn remove(cx: &OrgCx<ManageConnections>, id: ConnectionId) -> Result<i64, HubError> {
    let found = store::connections::find(&mut cx.begin().await?, id).await?;
    if !found.is_demo || !integrations::brings_orders(cx.hub(), &found.platform) {
        return Err(Fault::Conflict { what: "not_demo".into() }.into());
    }
    if found.status != ConnectionStatus::Disconnected {
        integrations::disconnect(cx, id).await?;
    }
    let mut removed = 0_i64;
    loop {
        end_work(cx, id).await?;
        let mut tx = cx.hub().db().begin_import(cx.org(), id, true).await?;
        match store::connections::remove_demo(&mut tx, id).await {
            Ok(Removal::Going(sales)) => {
                tx.commit().await?;
                removed += i64::try_from(sales).unwrap_or(i64::MAX);
            }
            Ok(Removal::Over) => {
                let data = json!({ "name": found.name, "orders": removed });
                let subject = ("connection", Some(id.0));
                cx.audit(&mut tx, AuditAction::ConnectionDemoRemoved, subject, data).await?;
                tx.commit().await?;
                return Ok(removed);
            }
            Err(StoreError::NotFound) => {
                drop(tx);
                // Connected again, or removed by whoever pressed it beside.
                return match store::connections::find(&mut cx.begin().await?, id).await {
                    Ok(_) => Err(busy()),
                    Err(StoreError::NotFound) => Ok(removed),
                    Err(error) => Err(error.into()),
                };
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Has all work on a connection end, and waits for it.
async fn end_work(cx: &OrgCx<ManageConnections>, id: ConnectionId) -> Result<(), HubError> {
    let mut tries = 0..BUSY_TRIES;
    loop {
        let mut tx = cx.begin().await?;
        let is_over = store::connections::end_work(&mut tx, id).await?;
        tx.commit().await?;
        if is_over {
            return Ok(());
        }
        if tries.next().is_none() {
            return Err(busy());
        }
        tokio::time::sleep(BUSY_WAIT).await;
    }
}

fn busy() -> HubError {
    Fault::Conflict { what: "demo_busy".into() }.into()
}

/// The connection to a demo store, if the company has one.
fn known<'a>(existing: &'a [ConnectionView], store: &DemoStore) -> Option<&'a ConnectionView> {
    existing.iter().find(|connection| connection.is_demo && connection.platform == store.platform)
}

fn form(store: &DemoStore, known: Option<&ConnectionView>) -> integrations::ConnectForm {
    integrations::ConnectForm {
        platform: store.platform.to_owned(),
        connection: known.map(|connection| connection.id),
        environment: None,
        auth: store.auth,
        name: known.map_or_else(|| store.name.to_owned(), |connection| connection.name.clone()),
        config: store.config.clone(),
        secrets: store.secrets.clone(),
        settings: known
            .map(|connection| connection.settings.clone())
            .unwrap_or(ConnectionSettings { every_minutes: Some(5), ..ConnectionSettings::default() }),
    }
}

async fn connect(
    hub: &Hub,
    cx: &OrgCx<ManageConnections>,
    form: &integrations::ConnectForm,
    tokens: Option<TokenSet>,
) -> Result<(), HubError> {
    let saved = match tokens {
        Some(tokens) => integrations::connect_granted(cx, form, tokens).await,
        None => integrations::save_demo(cx, form).await,
    };
    let id = match saved {
        Ok(integrations::Outcome::Saved { id, .. }) => id,
        Ok(integrations::Outcome::Refused(report)) => return Err(refused(&form.platform, &report)),
        // Somebody connected the store by hand.
        Err(HubError::Fault(Fault::Conflict { .. })) => return Ok(()),
        Err(error) => return Err(error),
    };
    let run = hub.job_context::<RunSync>(cx.org(), JobId::new());
    match syncs::start(&run, id, syncs::What::Changes).await {
        // Paused, or a run is open already.
        Ok(_) | Err(HubError::Fault(Fault::Conflict { .. })) => Ok(()),
        Err(error) => Err(error),
    }
}

fn refused(platform: &str, report: &CheckReport) -> HubError {
    let problem = report.failure().map_or_else(String::new, |(problem, error)| format!("{problem}: {error}"));
    HubError::Internal(format!("the demo store of {platform} could not be connected: {problem}"))
}

/// Large enough to look at everything, and with limits to look at too.
const PLAN: PlanCode = PlanCode::Business;

async fn make_company(hub: &Hub) -> Result<OrgId, HubError> {
    let owner = SignUp {
        company: COMPANY.to_owned(),
        name: "Demonstração".to_owned(),
        email: DEMO_EMAIL.to_owned(),
        // Whoever tries it out reads it in the language of their browser.
        locale: None,
    };
    let (_, org) = hub.create_company(&owner, Way::Password(DEMO_PASSWORD), Maker::Demo).await?;
    plans::assign(hub, org, Some(&Assigned { plan: PLAN, limits: None, until: None, note: None })).await?;
    for (email, name, role) in MEMBERS {
        hub.create_user(&NewUser { name, email, role, company: Company::Known(org) }, DEMO_PASSWORD).await?;
    }
    let cx = hub.job_context::<EditCatalog>(org, JobId::new());
    for (product, described) in PRODUCTS.into_iter().zip(DESCRIBED) {
        let [sku, name, price, cost, stock, gtin, ncm] = product.map(str::to_owned);
        let [brand, category, weight] = described.map(str::to_owned);
        let input = ProductInput {
            sku,
            name,
            price,
            cost,
            stock,
            gtin,
            ncm,
            brand,
            category,
            weight,
            active: true,
            ..ProductInput::default()
        };
        catalog::create(&cx, &input).await?;
    }
    // Its zone and currency are right as they are.
    let mut tx = cx.begin().await?;
    store::first_hour::choose(&mut tx, &[FirstStep::Region], StepChoice::Done).await?;
    tx.commit().await?;
    Ok(org)
}
