//! The command palette: what the search box of every page offers while somebody types, pages and actions first, then
//! sales, products and customers. Enter takes the first of them; the last one, which is the first where nothing is found, asks for
//! the whole answer at [`detective::PATH`], which has the same [`besides_sales`].

mod answer;
mod whole;

pub(crate) use whole::besides_sales;

use self::answer::{Entry, answer, by_kind, group};
use crate::{
    AsTyped, access,
    access::Access,
    account::LanguageChoose,
    analytics,
    appearance::{Appearance, AppearanceChoose},
    billing, customers, detective, first_hour,
    form::{Failure, Form, PostForm},
    frame::Area,
    help,
    integrations::{self, IntegrationDisconnect, IntegrationSave},
    live::Fragment,
    page::PageCx,
    plans, products, saved_views,
    shortcuts::{self, ShortcutsSet},
    syncs::{SyncStartAll, not_imported},
    team::TeamInvite,
};
use domain::{
    ConnectionId, ConnectionStatus, Fault, Locale, Role, search_text,
    view::{
        catalog::ProductRow,
        customers::CustomerRow,
        saved_views::{SavedView, ViewArea},
        search::Search,
    },
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{IconName, SEARCH_FORM_ID};

/// Sales, products and customers shown of each.
const FOUND: usize = 4;
/// Pages and actions shown of those that a text names.
const COMMANDS: usize = 6;

/// Letters from which on a word can be the beginning of a platform's name.
const TELLING: usize = 3;

/// The forms of what is done at once, by their ids. They stand beside what is offered, so that the keys go from one entry to the next.
const SYNC: &str = "palette-sync";
const APPEARANCE: &str = "palette-appearance";
const LANGUAGE: &str = "palette-language";

/// Letters that two words must begin with to be forms of one.
const STEM: usize = 7;
/// Letters that the typed form may end with behind those.
const ENDING: usize = 2;

/// Letters of a word from which on one of them may be wrong, missing or too many.
const FORGIVING: usize = 5;

/// Somewhere to go or something to do.
struct Command {
    /// The page, file or function that it is about: it is offered to whom that is open to.
    about: &'static str,
    way: Way,
    icon: IconName,
    label: String,
    /// Other words for it.
    words: String,
    /// Whether it does something, or leads to where that is done, rather than to a page.
    acts: bool,
}

/// What pressing a command does.
enum Way {
    To(String),
    /// Opens a dialog of every page, by its id.
    Opens(&'static str),
    /// Submits a form beside the entries, by its id, with a field where there is a choice.
    Submits(&'static str, Option<(&'static str, &'static str)>),
}

/// All that a role may open, pages before actions before what helps.
fn commands(texts: Texts, role: Role) -> Vec<Command> {
    let t = texts.palette();
    let areas = Area::NAVIGATION.into_iter().map(|area| Command {
        about: area.path(),
        way: Way::To(area.path().to_owned()),
        icon: area.icon(),
        label: area.label(texts).to_owned(),
        words: t.words(area.code()),
        acts: false,
    });
    let page = |href: &'static str, icon, label: &str, code: &str| Command {
        about: href,
        way: Way::To(href.to_owned()),
        icon,
        label: label.to_owned(),
        words: t.words(code),
        acts: false,
    };
    let pages = [
        page("/admin/conta", IconName::Settings, texts.auth().account(), "account"),
        page("/admin/conta/duas-etapas", IconName::ShieldCheck, texts.security().second_factor(), "security"),
        page("/admin/empresa", IconName::Settings, texts.shell().company(), "company"),
        page(first_hour::PATH, IconName::House, texts.first_hour().title(), "first_hour"),
        page("/admin/equipe", IconName::Users, texts.team().title(), "team"),
        page("/admin/empresas", IconName::Users, texts.team().companies(), "companies"),
        page("/admin/historico", IconName::Clock, texts.history().title(), "history"),
        page(plans::PATH, IconName::Archive, texts.plans().menu(), "plans"),
        page("/admin/uso", IconName::Activity, texts.plans().usage(), "usage"),
        page(billing::PATH, IconName::Archive, texts.billing().menu(), "billing"),
        page("/admin/validacao/regras", IconName::ShieldCheck, texts.rules().title(), "rules"),
        page(
            "/admin/validacao/regras/listas",
            IconName::FileText,
            texts.rule_lists().palette_title(),
            "rule_lists",
        ),
        page(not_imported::PATH, IconName::RefreshCw, texts.syncs().left_out(), "left_out"),
        page("/admin/vencimentos", IconName::Clock, texts.health().expiries(), "expiries"),
        page("/admin/alertas/ajustes", IconName::Bell, texts.alerts().settings(), "alert_settings"),
        page(products::LINK_PATH, IconName::Package, texts.products().to_link(), "to_link"),
        page(
            "/admin/integracoes/conformidade",
            IconName::Plug,
            texts.integrations().conformance(),
            "conformance",
        ),
    ];
    let act = |about, form, icon, label: &str, code: &str| Command {
        about,
        way: Way::Submits(form, None),
        icon,
        label: label.to_owned(),
        words: t.words(code),
        acts: true,
    };
    let actions = [
        page("/admin/produtos/novo", IconName::Plus, t.new_product(), "new_product"),
        page("/admin/validacao/regras/propria/nova", IconName::Plus, t.new_rule(), "new_rule"),
        page(
            "/admin/validacao/regras/listas/nova",
            IconName::Plus,
            texts.rule_lists().palette_new(),
            "new_rule_list",
        ),
        page("/admin/validacao/google", IconName::FileText, t.google_sheet(), "google_sheet"),
        page("/admin/vendas/exportar.csv", IconName::Download, t.export_sales(), "export"),
        page("/admin/produtos/exportar.csv", IconName::Download, t.export_products(), "export_products"),
        page("/admin/clientes/exportar.csv", IconName::Download, t.export_customers(), "export_customers"),
        page(analytics::XLSX_PATH, IconName::Download, t.export_analytics(), "export_analytics"),
        Command { about: TeamInvite::url(), ..page("/admin/equipe", IconName::Plus, t.invite(), "invite") },
        act(SyncStartAll::url(), SYNC, IconName::RefreshCw, texts.orders().sync_all(), "sync_all"),
        Command {
            about: "/admin/conta",
            ..page("/admin/conta#appearance", IconName::Sun, texts.appearance().change(), "appearance")
        },
        Command {
            about: ShortcutsSet::url(),
            way: Way::Opens(shortcuts::DIALOG),
            icon: IconName::Zap,
            label: t.shortcuts().to_owned(),
            words: t.words("shortcuts"),
            acts: true,
        },
        page("/sair", IconName::X, texts.auth().sign_out(), "sign_out"),
    ];
    let appearances = Appearance::ALL.iter().map(|choice| {
        let code = choice.code();
        let words = match choice {
            Appearance::System => "to_system",
            Appearance::Light => "to_light",
            Appearance::Dark => "to_dark",
        };
        let label = t.appearance_to(code);
        Command {
            way: Way::Submits(APPEARANCE, Some(("appearance", code))),
            ..act(AppearanceChoose::url(), APPEARANCE, IconName::Sun, &label, words)
        }
    });
    let languages = Locale::ALL.into_iter().map(|locale| Command {
        way: Way::Submits(LANGUAGE, Some(("locale", locale.as_tag()))),
        ..act(
            LanguageChoose::url(),
            LANGUAGE,
            IconName::Settings,
            &t.language_to(locale.own_name()),
            "language",
        )
    });
    let actions = actions.into_iter().chain(appearances).chain(languages);
    let actions = actions.map(|command| Command { acts: true, ..command });
    let open = areas.chain(pages).chain(actions).filter(|command| is_open_to(command.about, role));
    // What the guide says is for everybody.
    let guide = texts.help();
    let topics = help::Topic::all().map(|topic| Command {
        about: help::PATH,
        way: Way::To(topic.path().to_owned()),
        icon: IconName::CircleQuestionMark,
        label: guide.command(&guide.topic(topic.slug())),
        words: guide.words(topic.slug()),
        acts: false,
    });
    let contents = Command {
        about: help::PATH,
        way: Way::To(help::PATH.to_owned()),
        icon: IconName::CircleQuestionMark,
        label: guide.title().to_owned(),
        words: guide.words("contents"),
        acts: false,
    };
    open.chain([contents]).chain(topics).collect()
}

/// The way to where a connection is given up.
fn disconnecting(texts: Texts, id: ConnectionId, name: &str) -> Command {
    Command {
        about: IntegrationDisconnect::url(),
        way: Way::To(integrations::path(id)),
        icon: IconName::Unplug,
        label: texts.integrations().disconnect_confirm(name),
        words: texts.palette().words("disconnect"),
        acts: true,
    }
}

/// The way to connect a platform.
fn connecting(texts: Texts, id: &str, name: &str) -> Command {
    Command {
        about: IntegrationSave::url(),
        way: Way::To(format!("{}/nova/{id}", Area::Integrations.path())),
        icon: IconName::Plug,
        label: texts.integrations().connect_platform(name),
        words: texts.palette().words("connect"),
        acts: true,
    }
}

/// Whether a word of `text` nearly begins one of a platform's name: who asks to connect anything is led to all of them.
fn names(text: &str, platform: &str) -> bool {
    let (text, platform) = (search_text(text), search_text(platform));
    let mut telling = words(&text).filter(|typed| typed.chars().count() >= TELLING);
    telling.any(|typed| words(&platform).any(|word| nearly_begins(word, typed)))
}

/// The way to what somebody looks at again.
fn looking_again(texts: Texts, area: ViewArea, view: &SavedView) -> Command {
    let of = match area {
        ViewArea::Analytics => Area::Analytics,
        ViewArea::Customers => Area::Customers,
        ViewArea::Orders => Area::Orders,
        ViewArea::Products => Area::Products,
        ViewArea::Runs => Area::Syncs,
    };
    Command {
        about: of.path(),
        way: Way::To(saved_views::href(of.path(), view)),
        icon: of.icon(),
        label: format!("{} · {}", view.name, of.label(texts)),
        words: texts.palette().words("saved_view"),
        acts: false,
    }
}

/// Whether a word of `text` begins, as nearly as [`nearly_begins`] takes it, a word by which people look for that: the connections are
/// asked for only then.
fn asks_to_disconnect(texts: Texts, text: &str) -> bool {
    let known = format!("{} {}", texts.integrations().disconnect(), texts.palette().words("disconnect"));
    let (known, text) = (search_text(&known), search_text(text));
    words(&text).any(|typed| words(&known).any(|word| nearly_begins(word, typed)))
}

fn is_open_to(path: &str, role: Role) -> bool {
    let of = access::of_page(path).or_else(|| access::of_route(path)).or_else(|| access::of_function(path));
    match of {
        Some(Access::Member(permission)) => role.may(permission),
        Some(Access::Public | Access::SignedIn) => true,
        None => false,
    }
}

/// Commands of which a word begins with each word of `text`, in any order, or is another form of it; where there is none, as nearly
/// as [`nearly_begins`] takes it. First those whose name begins with the whole text, then those whose name has all of its words.
fn named(commands: Vec<Command>, text: &str) -> Vec<Command> {
    let wanted = search_text(text);
    let typed: Vec<_> = words(&wanted).collect();
    let has = |known: &str, begins: fn(&str, &str) -> bool| {
        !typed.is_empty() && typed.iter().all(|typed| words(known).any(|word| begins(word, typed)))
    };
    let known = |command: &Command| search_text(&format!("{} {}", command.label, command.words));
    let is_known = commands.iter().any(|command| has(&known(command), begins));
    let begins = if is_known { begins } else { nearly_begins };
    let mut found: Vec<_> = commands.into_iter().filter(|command| has(&known(command), begins)).collect();
    found.sort_by_key(|command| {
        let label = search_text(&command.label);
        (!label.starts_with(&wanted), !has(&label, begins))
    });
    found.truncate(COMMANDS);
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a word begins with what was typed, or both have one stem and different endings: "sincronizar", "sincronizações".
fn begins(word: &str, typed: &str) -> bool {
    let same = word.chars().zip(typed.chars()).take_while(|(of, is)| of == is).count();
    let (of_word, of_typed) = (word.chars().count() - same, typed.chars().count() - same);
    of_typed == 0 || (same >= STEM && of_word > 0 && of_typed <= ENDING)
}

/// Whether a word begins with what was typed, but for one letter that is wrong, missing or too many, or two in each other's place.
/// Short words must be right.
fn nearly_begins(word: &str, typed: &str) -> bool {
    let (word, typed): (Vec<_>, Vec<_>) = (word.chars().collect(), typed.chars().collect());
    let same = word.iter().zip(&typed).take_while(|(of, is)| of == is).count();
    match (&word[same..], &typed[same..]) {
        (_, []) => true,
        _ if typed.len() < FORGIVING => false,
        ([], rest) => rest.len() == 1,
        (word @ [_, word_on @ ..], typed @ [_, typed_on @ ..]) => {
            let is_swapped = matches!((word, typed), ([a, b, ..], [c, d, ..]) if a == d && b == c)
                && word[2..].starts_with(&typed[2..]);
            let (wrong, missing, more) =
                (word_on.starts_with(typed_on), word_on.starts_with(typed), word.starts_with(typed_on));
            wrong || missing || more || is_swapped
        }
    }
}

/// What is there before anything is typed, the part that changes with it, and the forms of what is done at once, which come back to
/// `here`.
pub(crate) fn panel(texts: Texts, role: Role, here: &str) -> AnyView {
    let begin = begin(texts, role);
    let acts = [
        (SYNC, SyncStartAll::url()),
        (APPEARANCE, AppearanceChoose::url()),
        (LANGUAGE, LanguageChoose::url()),
    ];
    let forms = acts.into_iter().filter(|(_, action)| is_open_to(action, role)).map(|(id, action)| {
        view! { <PostForm action=action return_to=here.to_owned() id=id class="menu-form"/> }
    });
    let forms = forms.collect_view();
    view! {
        <AsTyped form=SEARCH_FORM_ID.to_owned() ask=PaletteFind::url().to_owned() takes=true>
            {begin}
        </AsTyped>
        {forms}
    }
    .into_any()
}

/// What is offered before anything is typed, where Enter takes none.
fn begin(texts: Texts, role: Role) -> AnyView {
    let begin = commands(texts, role).into_iter().take(COMMANDS);
    group(texts.palette().pages(), begin.map(|command| Entry::from(command).draw(false)).collect_view())
}

/// Draws what a text names and finds.
#[server(name = PaletteFind, prefix = "/ui", endpoint = "palette")]
pub async fn palette_find(#[server(default)] q: String) -> Result<Fragment, Failure> {
    let (form, cx) = (Form::new("palette", "", detective::PATH), PageCx::of_call());
    let drawn = async {
        let permit = form.authorize::<View>()?;
        find(&cx, &permit, &q).await
    };
    match drawn.await {
        Ok(html) => Ok(Fragment { html, ..Fragment::default() }),
        Err(error) => form.answer(Err(error)).await.map(|()| Fragment::default()),
    }
}

async fn find(cx: &PageCx, permit: &OrgCx<View>, text: &str) -> Result<String, HubError> {
    let role = role(cx)?;
    let Some(search) = Search::parse(text) else {
        return Ok(begin(cx.t, role).to_html());
    };
    let of = hub::palette::find(permit, &search).await?;
    let commands = commands_of(cx, permit, role, text).await?;
    let sales = of.sales.iter().take(FOUND);
    let sales = sales.map(|sale| Entry::sale(cx.t, cx.locale, &search, &of.channels, sale));
    let products = of.others.products.iter().take(FOUND).map(product);
    let customers = of.others.customers.iter().take(FOUND).map(customer);
    let mut groups = by_kind(cx.t, commands);
    groups.extend([
        (cx.t.shell().orders(), sales.collect::<Vec<_>>()),
        (cx.t.shell().products(), products.collect::<Vec<_>>()),
        (cx.t.shell().customers(), customers.collect::<Vec<_>>()),
    ]);
    Ok(answer(cx.t, text.trim(), groups).to_html())
}

fn role(cx: &PageCx) -> Result<Role, Fault> {
    Ok(cx.principal().ok_or(Fault::Unauthenticated)?.member().role)
}

fn product(product: &ProductRow) -> Entry {
    let href = format!("{}/{}", products::PATH, product.id);
    Entry::link(IconName::Package, href, [product.sku.clone(), product.name.clone()])
}

fn customer(person: &CustomerRow) -> Entry {
    let href = format!("{}/{}", customers::PATH, person.id);
    let city = person.city.clone().unwrap_or_default();
    Entry::link(IconName::Users, href, [person.name.clone(), city])
}

/// Pages and actions that a text names.
async fn commands_of(
    cx: &PageCx,
    permit: &OrgCx<View>,
    role: Role,
    text: &str,
) -> Result<Vec<Command>, HubError> {
    let mut commands = commands(cx.t, role);
    if is_open_to(IntegrationDisconnect::url(), role) && asks_to_disconnect(cx.t, text) {
        let all = hub::integrations::gallery(permit).await?.into_iter().flat_map(|card| card.connections);
        let connected = all.filter(|account| account.status != ConnectionStatus::Disconnected);
        commands.extend(connected.map(|account| disconnecting(cx.t, account.id, &account.name)));
    }
    if is_open_to(IntegrationSave::url(), role) {
        let platforms = hub::integrations::platforms(cx.visit().hub());
        let named = platforms.into_iter().filter(|(_, name)| names(text, name));
        commands.extend(named.map(|(id, name)| connecting(cx.t, id, name)));
    }
    let views = hub::saved_views::all(permit).await?;
    let views = views.iter().map(|(area, view)| looking_again(cx.t, *area, view));
    commands.extend(views.filter(|command| is_open_to(command.about, role)));
    Ok(named(commands, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::SavedViewId;
    use uuid::Uuid;

    /// Names of what a text finds, and where the first of them leads.
    fn found(role: Role, locale: Locale, text: &str) -> (Vec<String>, String) {
        let texts = Texts::new(locale);
        let mut all = commands(texts, role);
        all.push(disconnecting(texts, ConnectionId(Uuid::nil()), "Loja (Centro)"));
        all.push(connecting(texts, "shopify", "Shopify"));
        let paid =
            SavedView { id: SavedViewId(Uuid::nil()), name: "Pagas".into(), query: "payment=paid".into() };
        all.push(looking_again(texts, ViewArea::Orders, &paid));
        all.retain(|command| is_open_to(command.about, role));
        let found = named(all, text);
        let leads = found.first().map(|command| match &command.way {
            Way::To(href) => href.clone(),
            Way::Opens(dialog) => format!("dialog {dialog}"),
            Way::Submits(form, None) => format!("form {form}"),
            Way::Submits(form, Some((name, value))) => format!("form {form} {name}={value}"),
        });
        (found.into_iter().map(|command| command.label).collect(), leads.unwrap_or_default())
    }

    fn first(text: &str) -> (String, String) {
        let (labels, leads) = found(Role::Owner, Locale::PtBr, text);
        (labels.into_iter().next().unwrap_or_default(), leads)
    }

    #[test]
    fn actions_are_found_by_their_names_and_by_other_words() {
        let account = "/admin/conta#appearance";
        let shop = format!("/admin/integracoes/{}", Uuid::nil());
        let centro = shop.as_str();
        for (text, label, leads) in [
            ("sincronizar", "Sincronizar tudo", "form palette-sync"),
            ("cores escuras", "Usar cores escuras", "form palette-appearance appearance=dark"),
            ("idioma english", "Mudar o idioma para English", "form palette-language locale=en"),
            ("conectar shopify", "Conectar Shopify", "/admin/integracoes/nova/shopify"),
            ("convidar", "Convidar pessoa", "/admin/equipe"),
            ("pagas", "Pagas · Vendas", "/admin/vendas?payment=paid"),
            ("exportar analises", "Exportar análises em Excel", "/admin/analises/exportar.xlsx"),
            ("tema", "Mudar a aparência", account),
            ("modo escuro", "Mudar a aparência", account),
            ("atalhos", "Atalhos do teclado", "dialog shortcuts"),
            ("desconectar", "Desconectar Loja (Centro)", centro),
            ("centro remover", "Desconectar Loja (Centro)", centro),
        ] {
            assert_eq!(first(text), (label.to_owned(), leads.to_owned()), "{text}");
        }
        for (locale, text, label) in [
            (Locale::En, "dark", "Use dark colors"),
            (Locale::Es, "oscuros", "Usar colores oscuros"),
            (Locale::Fr, "theme", "Changer l’apparence"),
        ] {
            assert_eq!(
                found(Role::Viewer, locale, text).0.first().map(String::as_str),
                Some(label),
                "{text}"
            );
        }
    }

    #[test]
    fn words_of_other_software_are_known() {
        for (locale, label, words) in [
            (Locale::PtBr, "Sair", ["logout", "sair"]),
            (Locale::En, "Sign out", ["logout", "sair"]),
            (Locale::Es, "Cerrar sesión", ["logout", "salir"]),
            (Locale::Fr, "Se déconnecter", ["logout", "quitter"]),
            (Locale::PtBr, "Convidar pessoa", ["novo usuário", "adicionar usuário"]),
            (Locale::En, "Invite somebody", ["new user", "add user"]),
            (Locale::Es, "Invitar a una persona", ["nuevo usuario", "añadir usuario"]),
            (Locale::Fr, "Inviter une personne", ["nouvel utilisateur", "ajouter utilisateur"]),
            (Locale::PtBr, "Assinatura e faturas", ["cobrança", "billing"]),
            (Locale::En, "Subscription and invoices", ["billing", "bills"]),
            (Locale::Es, "Suscripción y facturas", ["facturación", "billing"]),
            (Locale::Fr, "Abonnement et factures", ["facturation", "billing"]),
        ] {
            for text in words {
                let labels = found(Role::Owner, locale, text).0;
                assert!(labels.iter().any(|found| found == label), "{text}: {labels:?}");
            }
        }
    }

    #[test]
    fn who_may_not_do_it_is_not_offered_it() {
        for text in ["sincronizar tudo", "desconectar loja"] {
            assert!(found(Role::Viewer, Locale::PtBr, text).0.is_empty(), "{text}");
        }
        for label in ["Conectar Shopify", "Convidar pessoa"] {
            for (role, is_offered) in [(Role::Viewer, false), (Role::Operator, false), (Role::Admin, true)] {
                let labels = found(role, Locale::PtBr, label).0;
                assert_eq!(labels.iter().any(|offered| offered == label), is_offered, "{role:?}: {labels:?}");
            }
        }
        assert_eq!(found(Role::Operator, Locale::PtBr, "sincronizar tudo").0, ["Sincronizar tudo"]);
        assert!(found(Role::Operator, Locale::PtBr, "desconectar loja").0.is_empty());
    }

    #[test]
    fn a_platform_is_offered_to_who_names_it() {
        for text in ["shopify", "conectar shop", "Shopfy", "livre"] {
            assert!(names(text, "Shopify") || names(text, "Mercado Livre"), "{text}");
        }
        for text in ["conectar", "s", "sh", "nova loja", ""] {
            assert!(!names(text, "Shopify"), "{text}");
        }
    }

    #[test]
    fn accents_the_order_of_words_and_one_letter_do_not_matter() {
        for (text, label) in [
            ("análises", "Análises"),
            ("ANALISES", "Análises"),
            ("anlises", "Análises"),
            ("anallises", "Análises"),
            ("anilises", "Análises"),
            ("anailses", "Análises"),
            ("tudo sincronizar", "Sincronizar tudo"),
            ("sincronisar tudo", "Sincronizar tudo"),
            ("prodto novo", "Novo produto"),
            ("desconetar", "Desconectar Loja (Centro)"),
        ] {
            assert_eq!(first(text).0, label, "{text}");
        }
        for nothing in ["anlixes", "xnda", "sincronizar nada", "analisesxx", "-"] {
            assert_eq!(first(nothing).0, "", "{nothing}");
        }
    }

    #[test]
    fn a_word_that_is_right_leaves_out_those_that_are_nearly_it() {
        let named = |text: &str| {
            let command = |label: &str| Command {
                about: help::PATH,
                way: Way::To(help::PATH.to_owned()),
                icon: IconName::X,
                label: label.to_owned(),
                words: String::new(),
                acts: false,
            };
            let found = named(vec![command("Contos"), command("Conta")], text);
            found.into_iter().map(|command| command.label).collect::<Vec<_>>()
        };
        assert_eq!(named("conta"), ["Conta"]);
        assert_eq!(named("contx"), ["Contos", "Conta"]);
    }

    #[test]
    fn forms_of_one_word_find_each_other() {
        for (locale, text, label) in [
            (Locale::PtBr, "sincronizar", "Sincronizações"),
            (Locale::PtBr, "integrar", "Integrações"),
            (Locale::Es, "sincronizar", "Sincronizaciones"),
            (Locale::Fr, "synchroniser", "Synchronisations"),
        ] {
            let labels = found(Role::Owner, locale, text).0;
            assert!(labels.iter().any(|found| found == label), "{text}: {labels:?}");
        }
        assert!(begins("sincronizacoes", "sincronizar") && begins("exportacao", "exportar"));
        assert!(!begins("desconhecido", "desconectar") && !begins("analises", "analisesxx"));
    }
}
