use crate::TestDatabase;
use connector_kit::{OutboundConfig, OutboundPolicy};
use domain::{Locale, OrgId, Role};
use hub::{
    Hub, HubConfig,
    accounts::NewUser,
    auth::{OrgCx, Principal},
    passwords::Cost,
    permit::Permit,
    sessions::{Client, SessionToken},
    vault::Vault,
};
use std::{collections::HashMap, time::Duration};
use url::Url;

/// The password of everybody in tests.
pub const PASSWORD: &str = "cavalo correto bateria";

/// What a test decides about its hub.
#[derive(Default)]
pub struct HubOptions {
    /// Where the platforms are, by id: simulators.
    pub platform_base_urls: HashMap<String, Url>,
}

impl TestDatabase {
    /// The use cases upon this database: every connector, cheap passwords, calls to this machine
    /// allowed, pauses between attempts next to none.
    pub fn hub(&self, options: HubOptions) -> Hub {
        let allow = ["127.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap()).to_vec();
        Hub::new(HubConfig {
            db: self.db().clone(),
            registry: connectors::registry(),
            vault: Vault::from_keys(&Vault::generate_key()).unwrap(),
            outbound: OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap(),
            platform_base_urls: options.platform_base_urls,
            keep_payload_days: 30,
            password_cost: Cost::Testing,
            retry_pause: Some((Duration::from_millis(1), Duration::from_millis(2))),
        })
    }
}

/// Somebody who has signed in.
pub struct SignedIn {
    pub principal: Principal,
    pub token: SessionToken,
    pub email: String,
}

impl SignedIn {
    pub fn org(&self) -> OrgId {
        self.principal.member().org
    }

    /// The right to act with permission `P`; panics if the role does not have it.
    pub fn cx<P: Permit>(&self) -> OrgCx<P> {
        self.principal.authorize().unwrap()
    }
}

/// A new person with this role in the company of the test.
pub async fn member(hub: &Hub, role: Role) -> SignedIn {
    const COMPANY: &str = "Loja Azul";
    if role != Role::Owner {
        // Only an owner makes the company; the others join it.
        join(hub, COMPANY, Role::Owner).await;
    }
    join(hub, COMPANY, role).await
}

/// The owner of another company.
pub async fn stranger(hub: &Hub) -> SignedIn {
    join(hub, "Loja Verde", Role::Owner).await
}

async fn join(hub: &Hub, company: &str, role: Role) -> SignedIn {
    let email = format!("{}-{}@lojas.example", role.code(), uuid::Uuid::now_v7().simple());
    let new = NewUser { name: "Ana Exemplo", email: &email, role, company };
    hub.create_user(&new, PASSWORD).await.unwrap();
    let token = hub.sign_in(&email, PASSWORD, &Client::default(), None).await.unwrap();
    let session = hub.session(&token.hash()).await.unwrap().unwrap();
    let principal = Principal::of_session(hub, session, None, Locale::PtBr, "test".into()).unwrap();
    SignedIn { principal, token, email }
}
