//! A company with two shops, and sales written straight into the tables.

use chrono::{DateTime, Utc};
use domain::{ConnectionId, OrderId, OrgId, Role, view::customers::name_tails};
use hub::{auth::OrgCx, permit::Permit};
use sqlx::PgConnection;
use testkit::{HubOptions, SignedIn, TestDatabase};
use uuid::Uuid;

pub struct World {
    pub database: TestDatabase,
    pub who: SignedIn,
    pub stranger: SignedIn,
    /// Two WooCommerce shops.
    pub shops: [ConnectionId; 2],
    pub sql: PgConnection,
}

impl World {
    pub async fn new() -> Self {
        let database = TestDatabase::create().await;
        let hub = database.hub(HubOptions::default());
        let who = testkit::member(&hub, Role::Owner).await;
        let stranger = testkit::stranger(&hub).await;
        let mut sql = database.connect_as("orion_system").await;
        let shops =
            [shop(&mut sql, who.org(), "Loja Centro").await, shop(&mut sql, who.org(), "Loja Norte").await];
        Self { database, who, stranger, shops, sql }
    }

    pub fn org(&self) -> OrgId {
        self.who.org()
    }

    pub fn cx<P: Permit>(&self) -> OrgCx<P> {
        self.who.cx()
    }

    pub async fn sale(&mut self, sale: Sale<'_>) -> OrderId {
        let (org, shop) = (self.org(), self.shops[sale.shop]);
        insert_sale(&mut self.sql, org, shop, &sale).await
    }

    pub async fn line(&mut self, order: OrderId, position: i32, sku: Option<&str>, title: &str) {
        sqlx::query(
            "insert into order_lines (org_id, order_id, position, external_id, sku, sku_key, title, quantity, unit_price, discount_minor, tax_minor, total_minor)
             values ($1, $2, $3, $3::text, $4, lower($4), $5, 1, 10, 0, 0, 1000)",
        )
        .bind(self.org().0)
        .bind(order.0)
        .bind(position)
        .bind(sku)
        .bind(title)
        .execute(&mut self.sql)
        .await
        .unwrap();
    }

    /// A line without SKU, by the code of the shop.
    pub async fn coded_line(&mut self, order: OrderId, shop: usize, code: &str, title: &str) {
        sqlx::query(
            "insert into order_lines (org_id, order_id, position, external_id, product_ref, code_connection_id, title, quantity, unit_price, discount_minor, tax_minor, total_minor)
             values ($1, $2, 1, '1', $3, $4, $5, 1, 10, 0, 0, 1000)",
        )
        .bind(self.org().0)
        .bind(order.0)
        .bind(code)
        .bind(self.shops[shop].0)
        .bind(title)
        .execute(&mut self.sql)
        .await
        .unwrap();
    }

    /// A customer known by these identities, to whom the sale belongs.
    pub async fn customer(&mut self, name: &str, identities: &[(&str, &str)], sales: &[OrderId]) -> Uuid {
        let id = Uuid::now_v7();
        sqlx::query("insert into customers (org_id, id, name, name_key) values ($1, $2, $3, $4)")
            .bind(self.org().0)
            .bind(id)
            .bind(name)
            .bind(domain::search_text(name))
            .execute(&mut self.sql)
            .await
            .unwrap();
        for tail in name_tails(&domain::search_text(name)) {
            sqlx::query("insert into customer_names (org_id, tail, customer_id) values ($1, $2, $3)")
                .bind(self.org().0)
                .bind(tail)
                .bind(id)
                .execute(&mut self.sql)
                .await
                .unwrap();
        }
        for (kind, value) in identities {
            sqlx::query(
                "insert into customer_identities (org_id, kind, value, customer_id) values ($1, $2, $3, $4)",
            )
            .bind(self.org().0)
            .bind(kind)
            .bind(value)
            .bind(id)
            .execute(&mut self.sql)
            .await
            .unwrap();
        }
        let sales: Vec<Uuid> = sales.iter().map(|sale| sale.0).collect();
        sqlx::query(
            "update orders set customer_id = $3, customer_match = 'email' where org_id = $1 and id = any($2)",
        )
        .bind(self.org().0)
        .bind(sales)
        .bind(id)
        .execute(&mut self.sql)
        .await
        .unwrap();
        id
    }

    /// Many sales of both shops, a minute apart, with one line each; the newest has the highest number.
    pub async fn many(&mut self, org: OrgId, shops: [ConnectionId; 2], count: i64) {
        sqlx::query(
            "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
                 payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
                 discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
                 difference_minor, buyer_name, items)
             select $1, gen_random_uuid(), n, case when n % 2 = 0 then $2 else $3 end, n::text, '#' || n, n::text,
                 case when n % 50 = 0 then 'cancelled' else 'completed' end, case when n % 40 = 0 then 'pending' else 'paid' end,
                 'fulfilled', 'completed', false, timestamptz '2026-01-01' + n * interval '1 minute', now(), 'BRL', 1000, 0, 0, 0, 0,
                 true, 1000, 0, 0, 'Ana', 1
             from generate_series(1, $4) n",
        )
        .bind(org.0)
        .bind(shops[0].0)
        .bind(shops[1].0)
        .bind(count)
        .execute(&mut self.sql)
        .await
        .unwrap();
    }
}

pub async fn shop(sql: &mut PgConnection, org: OrgId, name: &str) -> ConnectionId {
    let id = ConnectionId::new();
    sqlx::query(
        "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id)
         values ($1, $2, 'woocommerce', $3, 'key_pair', '{}', 'connected', $3)",
    )
    .bind(org.0)
    .bind(id.0)
    .bind(name)
    .execute(sql)
    .await
    .unwrap();
    id
}

/// A sale; what a test does not care about is plausible.
pub struct Sale<'a> {
    pub number: i64,
    /// Which of the two shops.
    pub shop: usize,
    pub external_number: &'a str,
    pub placed_at: &'a str,
    pub total_minor: i64,
    pub refunded_minor: i64,
    pub currency: &'a str,
    pub status: &'a str,
    pub payment: &'a str,
    pub buyer: &'a str,
    pub is_test: bool,
}

impl Default for Sale<'_> {
    fn default() -> Self {
        Self {
            number: 1,
            shop: 0,
            external_number: "1",
            placed_at: "2026-11-20T12:00:00Z",
            total_minor: 1000,
            refunded_minor: 0,
            currency: "BRL",
            status: "open",
            payment: "paid",
            buyer: "Ana Lima",
            is_test: false,
        }
    }
}

pub async fn insert_sale(sql: &mut PgConnection, org: OrgId, shop: ConnectionId, sale: &Sale<'_>) -> OrderId {
    let id = OrderId::new();
    sqlx::query(
        "insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
             payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, currency, goods_minor,
             discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor,
             difference_minor, buyer_name, items)
         values ($1, $2, $3, $4, $2::text, $5, lower(ltrim($5, '#')), $6, $7, 'unfulfilled', 'processing', $8, $9, $9, $10, $11,
             0, 0, 0, 0, true, $11, $12, 0, $13, 1)",
    )
    .bind(org.0)
    .bind(id.0)
    .bind(sale.number)
    .bind(shop.0)
    .bind(sale.external_number)
    .bind(sale.status)
    .bind(sale.payment)
    .bind(sale.is_test)
    .bind(sale.placed_at.parse::<DateTime<Utc>>().unwrap())
    .bind(sale.currency)
    .bind(sale.total_minor)
    .bind(sale.refunded_minor)
    .bind(sale.buyer)
    .execute(sql)
    .await
    .unwrap();
    id
}
