//! Locks 1 and 2, as far as the source shows them: who opens transactions, and over all
//! organisations.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Who works across organisations, and how often. A new place is a decision: say why in its reason.
const ACROSS_ORGANISATIONS: [(&str, usize); 39] = [
    ("store/src/account_mails.rs", 2),
    ("store/src/accounts.rs", 6),
    ("store/src/alerts.rs", 1),
    ("store/src/alerts/hooks.rs", 1),
    ("store/src/alerts/messages.rs", 1),
    ("store/src/analytics/products.rs", 1),
    ("store/src/audit.rs", 1),
    ("store/src/billing/events.rs", 1),
    ("store/src/billing/mails.rs", 1),
    ("store/src/billing/subscriptions.rs", 2),
    ("store/src/billing/usage.rs", 2),
    ("store/src/completeness.rs", 1),
    ("store/src/connections/rotation.rs", 1),
    ("store/src/connections/status.rs", 1),
    ("store/src/customers/sums.rs", 1),
    ("store/src/email_changes.rs", 5),
    ("store/src/health.rs", 2),
    ("store/src/identities.rs", 3),
    ("store/src/integrity.rs", 1),
    ("store/src/jobs/admission.rs", 2),
    ("store/src/migrate.rs", 2),
    ("store/src/outbox.rs", 3),
    ("store/src/passkeys.rs", 2),
    ("store/src/plans.rs", 1),
    ("store/src/replays/parked.rs", 1),
    ("store/src/retention.rs", 2),
    ("store/src/second_factors.rs", 5),
    ("store/src/second_factors/removal.rs", 2),
    ("store/src/sessions.rs", 3),
    ("store/src/storage.rs", 1),
    ("store/src/sync_runs.rs", 1),
    ("store/src/team.rs", 1),
    ("store/src/usage.rs", 1),
    ("store/src/validation/files.rs", 1),
    ("store/src/validation/runs.rs", 2),
    ("store/src/validation/schedules.rs", 1),
    ("store/src/webhooks/addresses.rs", 3),
    ("store/src/webhooks/events.rs", 2),
    ("store/src/webhooks/missed.rs", 1),
];

/// Single statements across organisations, without a transaction: what is asked before anybody is known,
/// and what the process asks for itself.
const SINGLE_STATEMENTS: [(&str, usize); 29] = [
    ("store/src/account_mails.rs", 6),
    ("store/src/accounts.rs", 4),
    ("store/src/actions/plans.rs", 1),
    ("store/src/alerts.rs", 1),
    ("store/src/billing.rs", 2),
    ("store/src/billing/customers.rs", 3),
    ("store/src/billing/events.rs", 6),
    ("store/src/billing/mails.rs", 1),
    ("store/src/billing/rounds.rs", 2),
    ("store/src/billing/usage.rs", 1),
    ("store/src/call_stats.rs", 4),
    ("store/src/completeness.rs", 1),
    ("store/src/connections/consent.rs", 3),
    ("store/src/email_changes.rs", 5),
    ("store/src/health.rs", 1),
    ("store/src/heartbeats.rs", 6),
    ("store/src/identities.rs", 4),
    ("store/src/jobs.rs", 1),
    ("store/src/live.rs", 2),
    ("store/src/passkeys.rs", 7),
    ("store/src/plans.rs", 2),
    ("store/src/replays.rs", 1),
    ("store/src/second_factors.rs", 8),
    ("store/src/second_factors/removal.rs", 2),
    ("store/src/second_factors/session.rs", 5),
    ("store/src/sessions.rs", 9),
    ("store/src/team.rs", 6),
    ("store/src/throttle.rs", 4),
    ("store/src/turns.rs", 4),
];

/// Pages at which the browser tests of every page do not look, and why; in the order of the routes.
const NOT_LOOKED_AT: [(&str, &str); 1] =
    [("/admin/assinatura/retorno", "a checkout would be one of the company that all journeys share")];

/// Pieces of `app/ui` that the kitchen sink does not show by name, and why; in the order of the alphabet.
const NOT_IN_THE_KITCHEN_SINK: [(&str, &str); 5] = [
    ("Brand", "stands in the frame"),
    ("ChangeMark", "stands in figures and ranks"),
    ("GateShell", "is the whole of a page"),
    ("PrintShell", "is the whole of a page"),
    ("SheetHead", "stands in a `PrintShell`"),
];

/// Fields whose labels say all that there is to say, by the file below `app/src` and the name of the field.
const WITHOUT_HELP: [(&str, &str); 23] = [
    ("account.rs", "current"),
    ("account.rs", "name"),
    // What removing it means stands above it.
    ("account/passkeys.rs", "passkey"),
    ("account/proving.rs", "password"),
    ("appearance.rs", "appearance"),
    ("auth/forgotten.rs", "email"),
    ("auth/google.rs", "name"),
    ("auth/google.rs", "password"),
    ("auth/invitation.rs", "name"),
    ("auth/invitation.rs", "password"),
    ("auth/sign_in.rs", "email"),
    ("auth/sign_in.rs", "password"),
    ("auth/sign_up.rs", "name"),
    ("company.rs", "name"),
    ("first_hour/steps.rs", "name"),
    // What happens stands above it.
    ("orders/actions/cancel.rs", "sure"),
    // The sides of a package: their group says what is measured.
    ("products/form.rs", "name"),
    ("saved_views/list.rs", "name"),
    ("team.rs", "email"),
    // Where nothing is faulty, there is nothing to say of it.
    ("validation/importing.rs", "name"),
    // The box itself says what happens.
    ("validation/rules/lists/form.rs", "sure"),
    ("validation/sheet.rs", "name"),
    // A value of a step, whose words say what becomes of it.
    ("validation/steps/now.rs", "name"),
];

#[test]
fn only_the_guard_opens_transactions_of_organisations() {
    let callers = count("hub/src", &["db().begin(", ".db.begin(", "db().read(", ".db.read("]);
    assert_eq!(callers.keys().collect::<Vec<_>>(), ["hub/src/auth.rs"]);
}

#[test]
fn work_across_organisations_is_on_the_list() {
    let everywhere = |text: &str| {
        let folders = ["store/src", "hub/src", "src"];
        folders.iter().flat_map(|folder| count(folder, &[text])).collect::<BTreeMap<_, _>>()
    };
    let listed = |list: &[(&str, usize)]| {
        list.iter().map(|(file, times)| ((*file).to_owned(), *times)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(everywhere("SystemTx::because("), listed(&ACROSS_ORGANISATIONS));
    let mut single = everywhere(".system_pool()");
    for (file, times) in everywhere(".quick_system()") {
        *single.entry(file).or_default() += times;
    }
    assert_eq!(single, listed(&SINGLE_STATEMENTS));
}

#[test]
fn pages_hold_no_sql_and_call_nobody() {
    let manifest = fs::read_to_string(server().join("../app/Cargo.toml")).unwrap();
    for forbidden in ["sqlx", "reqwest", "connectors", "store"] {
        assert!(!manifest.lines().any(|line| line.starts_with(forbidden)), "app depends on {forbidden}");
    }
}

#[test]
fn browser_tests_look_at_every_page() {
    let paths = app::routes::page_paths();
    let listed = fs::read_to_string(server().join("../end2end/support/pages.ts")).unwrap();
    let addresses = listed.split(['\'', '`', '"']).filter_map(|text| text.split(['?', '#']).next());
    let looked_at: BTreeSet<_> = addresses.filter_map(|address| served_by(&paths, address)).collect();
    let missing: Vec<_> = paths.iter().map(String::as_str).filter(|path| !looked_at.contains(path)).collect();
    assert_eq!(missing, NOT_LOOKED_AT.map(|(path, _)| path));
}

/// The path of the page that an address leads to: of several that fit, the one that names more of it.
fn served_by<'a>(paths: &'a [String], address: &str) -> Option<&'a str> {
    let fits = |path: &&str| {
        let (path, address) = (path.split('/'), address.split('/'));
        path.clone().count() == address.clone().count()
            && path
                .zip(address)
                .all(|(part, named)| part == named || part.starts_with('{') && !named.is_empty())
    };
    paths.iter().map(String::as_str).filter(fits).min_by_key(|path| path.matches('{').count())
}

#[test]
fn the_kitchen_sink_shows_every_piece() {
    let word = |text: &str| text.split(|sign: char| !sign.is_alphanumeric()).next().unwrap().to_owned();
    let (mut pieces, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for path in sources(&server().join("../app/ui/src")) {
        let source = fs::read_to_string(&path).unwrap();
        if path.to_string_lossy().contains("kitchen_sink") {
            shown.extend(source.split('<').map(word));
        } else {
            pieces.extend(source.split("#[component]\npub fn ").skip(1).map(word));
        }
    }
    let missing: Vec<_> = pieces.difference(&shown).map(String::as_str).collect();
    assert_eq!(missing, NOT_IN_THE_KITCHEN_SINK.map(|(piece, _)| piece));
}

#[test]
fn fields_say_what_they_want_or_need_not() {
    let app = server().join("../app/src");
    let mut found = BTreeSet::new();
    for path in sources(&app) {
        let source = fs::read_to_string(&path).unwrap();
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, " "])
            .collect();
        let file = path.strip_prefix(&app).unwrap().to_string_lossy().into_owned();
        // What stands in a tag of a component whose name ends so.
        let fields = code.split('<').filter_map(|rest| {
            let (component, tag) = rest.split_once(char::is_whitespace)?;
            component.ends_with("Field").then(|| tag.split("/>").next()).flatten()
        });
        for tag in fields.filter(|tag| !tag.contains("help=")) {
            let name = tag.split_once("name=").unwrap().1.split_whitespace().next().unwrap();
            found.insert((file.clone(), name.trim_matches('"').to_owned()));
        }
    }
    let allowed = WITHOUT_HELP.map(|(file, name)| (file.to_owned(), name.to_owned()));
    assert_eq!(found, BTreeSet::from(allowed));
}

/// How often any of the texts stands in each file below a folder of `server/`.
fn count(folder: &str, texts: &[&str]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for path in sources(&server().join(folder)) {
        let source = fs::read_to_string(&path).unwrap();
        let times: usize = texts.iter().map(|text| source.matches(text).count()).sum();
        if times > 0 {
            let name = path.strip_prefix(server()).unwrap().to_string_lossy().into_owned();
            found.insert(name, times);
        }
    }
    found
}

/// All Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

fn server() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
