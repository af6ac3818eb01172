//! Lock 5: what belongs to another company is not found, and nothing happens to it. Every page, server
//! function and route stands in one of the tables here: a new one fails until it is in its place.
mod tables;
mod things;

use crate::harness::{app, app_near};
use app::access::{Access, FUNCTIONS, PAGES, ROUTES};
use domain::Permission;
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use sqlx::{ConnectOptions, PgConnection};
use std::collections::{BTreeMap, BTreeSet};
use tables::{CALLS, CALLS_WITHOUT_IDS, EMPTY_ROUTES, FILES_OF_THINGS, LISTS, PAGES_OF_THINGS, WITHOUT_IDS};
use testkit::Receiver;
use things::{Things, company_with_everything};

/// Rows and their digest, table by table, of everything that is stored.
async fn stored(database: &mut PgConnection) -> BTreeMap<String, String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where (n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition)
            or (n.nspname = 'graphile_worker' and c.relname = '_private_jobs')",
    )
    .fetch_all(&mut *database)
    .await
    .unwrap();
    let mut stored = BTreeMap::<String, String>::new();
    for table in tables {
        let statement = format!(
            "select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"
        );
        let digest = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&mut *database).await;
        stored.insert(table, digest.unwrap());
    }
    assert!(stored.len() > 15 && stored.values().filter(|digest| !digest.starts_with("0 ")).count() > 12);
    stored
}

#[test]
fn every_page_function_and_route_has_its_case() {
    let known: BTreeSet<_> = PAGES.iter().chain(ROUTES).map(|(path, _)| *path).collect();
    let cases = PAGES_OF_THINGS.iter().chain(FILES_OF_THINGS).chain(EMPTY_ROUTES).chain(LISTS);
    let mut cases: BTreeSet<_> = cases.map(|(path, _)| *path).collect();
    cases.extend(WITHOUT_IDS);
    assert_eq!(cases, known, "pages and routes");
    for path in WITHOUT_IDS {
        assert!(!path.contains("{id}"), "{path}");
    }
    let known: BTreeSet<_> = FUNCTIONS.iter().map(|(path, _)| *path).collect();
    let mut cases: BTreeSet<_> = CALLS.iter().map(|(path, _)| *path).collect();
    cases.extend(CALLS_WITHOUT_IDS);
    assert_eq!(cases, known, "server functions");
}

/// What is a person's own, whichever company they look at.
const OF_NO_COMPANY: [&str; 8] = [
    "/ui/account/",
    "/ui/detective/ask",
    "/ui/invitation/",
    "/ui/nav_width",
    "/ui/password/",
    "/ui/shortcuts",
    "/ui/sign_",
    "/ui/toast/close",
];

#[tokio::test]
async fn forms_that_name_nothing_of_a_company_name_the_company() {
    let app = app().await;
    let owner = app.owner().await;
    let mut named = BTreeSet::new();
    let pages: BTreeSet<_> = WITHOUT_IDS.iter().copied().chain(LISTS.iter().map(|(path, _)| *path)).collect();
    for page in pages.into_iter().filter(|page| page.starts_with("/admin") && !page.contains(['{', '.'])) {
        let body = owner.get(page).await.body;
        for form in body.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let action = form
                .split_once("action=\"")
                .map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default());
            let is_own = OF_NO_COMPANY.iter().any(|own| action.starts_with(own));
            if CALLS_WITHOUT_IDS.contains(&action) && !is_own {
                assert!(
                    form.contains("#empresa="),
                    "{page}: the form of {action} does not say of which company it is"
                );
                named.insert(action.to_owned());
            }
        }
    }
    assert!(named.len() >= 9, "{named:?}");
}

#[tokio::test]
async fn what_belongs_to_another_company_is_not_found_and_stays_as_it_is() {
    let shop = ShopOptions::new(Platform::Woocommerce, "verde").orders(120);
    let shops = vec![shop, ShopOptions::new(Platform::TiktokShop, "verde").orders(3)];
    let options = SandboxOptions { shops, ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let app = app_near(&sandbox).await;
    let receiver = Receiver::start().await;
    let (other, things) = company_with_everything(&app, &sandbox, &receiver).await;
    let nowhere = things.nowhere();
    let own = app.owner().await;
    let mut database = app.database().superuser().connect().await.unwrap();
    let before = stored(&mut database).await;
    let secrets = ["{buyer}", "{product_name}", "{waiting_title}"].map(|name| things.fill(name));
    let shows_nothing = |path: &str, body: &str| {
        for secret in &secrets {
            assert!(!body.contains(secret.as_str()), "{path} shows {secret}");
        }
    };

    for (path, id) in PAGES_OF_THINGS.iter().chain(FILES_OF_THINGS).chain(EMPTY_ROUTES) {
        let id = things.fill(id);
        let path = things.fill(&path.replace("{id}", &id));
        let answer = own.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        shows_nothing(&path, &answer.body);
    }
    for (path, query) in LISTS {
        let path = format!("{path}?{}", things.fill(query));
        let answer = own.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        shows_nothing(&path, &answer.body);
    }
    for (path, fields) in CALLS {
        let answer = call(&own, path, &things.fields(fields)).await;
        // What a form names by typing is refused under its field.
        let typed = fields.iter().find(|(name, _)| *name == "product_sku");
        let refused = match typed {
            Some((name, _)) => (
                422,
                format!(
                    r#"{{"code":"invalid","fields":[{{"field":"{name}","problem":{{"problem":"unknown"}}}}]}}"#
                ),
            ),
            None => (404, r#"{"code":"not_found"}"#.to_owned()),
        };
        assert_eq!(answer, refused, "{path} {fields:?}");
        let absent = call(&own, path, &nowhere.fields(fields)).await;
        assert_eq!(absent, answer, "{path} tells what exists from what does not");
    }
    // Files that were taken out by filters that find nothing are told in the history of who took them.
    sqlx::query("delete from audit_log where action = 'export.sales'").execute(&mut database).await.unwrap();
    let after = stored(&mut database).await;
    assert_eq!(after, before, "something was changed");

    // The same addresses are the right ones: they work for whom the things belong to.
    let owner = app.browser(&other);
    for (path, id) in PAGES_OF_THINGS.iter().chain(FILES_OF_THINGS) {
        let id = things.fill(id);
        let path = things.fill(&path.replace("{id}", &id));
        assert_eq!(owner.get(&path).await.status, 200, "{path}");
    }
    what_is_taken_out_is_told(&owner, &things, &mut database).await;
    let shown = owner.get(&things.fill("/admin/vendas/{order}")).await.body;
    assert!(shown.contains(&secrets[0]), "the buyer is shown to the owner");
    for (path, fields) in CALLS {
        let (status, body) = call(&owner, path, &things.fields(fields)).await;
        assert!(matches!(status, 200 | 409), "{path} {fields:?}: {status} {body}");
    }
    assert_ne!(stored(&mut database).await, before, "the owner's calls do change something");
    sandbox.stop().await;
}

/// Whoever takes data out leaves an entry in the history, and one alone: of whatever asks for that permission, and of every CSV.
async fn what_is_taken_out_is_told(owner: &testkit::Actor, things: &Things, database: &mut PgConnection) {
    let told = "select count(*) from audit_log where action like 'export.%'";
    let is_export =
        |path: &str, access: Access| access == Access::Member(Permission::Export) || path.ends_with(".csv");
    let all = PAGES.iter().chain(FUNCTIONS).chain(ROUTES);
    for (known, _) in all.filter(|(path, access)| is_export(path, *access)) {
        let id = FILES_OF_THINGS.iter().find(|(path, _)| path == known).map_or("", |(_, id)| *id);
        let path = things.fill(&known.replace("{id}", &things.fill(id)));
        let before: i64 = sqlx::query_scalar(told).fetch_one(&mut *database).await.unwrap();
        assert_eq!(owner.get(&path).await.status, 200, "{path}");
        let after: i64 = sqlx::query_scalar(told).fetch_one(&mut *database).await.unwrap();
        assert_eq!(after, before + 1, "{path}: the history does not tell who took it");
    }
}

async fn call(who: &testkit::Actor, path: &str, fields: &[(&'static str, String)]) -> (u16, String) {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = who.call(path, &fields).await;
    (answer.status.as_u16(), answer.body)
}
