//! The command palette: what the search box of every page offers while somebody types, pages and actions first, then
//! sales, products and customers. Enter still asks for the whole answer at [`detective::PATH`].

use crate::{
    AsTyped, access,
    access::Access,
    billing, customers, detective, first_hour,
    form::{Failure, Form},
    frame::Area,
    help,
    live::Fragment,
    orders,
    page::PageCx,
    plans, products,
    query_string::with_query,
    syncs::not_imported,
};
use domain::{Fault, Role, search_text, view::search::Search};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::{Texts, format};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{IconName, MenuLink, SEARCH_FORM_ID};

/// Sales, products and customers shown of each.
const FOUND: usize = 4;
/// Pages and actions shown of those that a text names.
const COMMANDS: usize = 6;

/// Somewhere to go or something to do.
struct Command {
    href: &'static str,
    icon: IconName,
    label: String,
    /// Other words for it.
    words: String,
}

/// All that a role may open, pages before actions before what helps.
fn commands(texts: Texts, role: Role) -> Vec<Command> {
    let t = texts.palette();
    let areas = Area::NAVIGATION.into_iter().map(|area| Command {
        href: area.path(),
        icon: area.icon(),
        label: area.label(texts).to_owned(),
        words: t.words(area.code()),
    });
    let page = |href, icon, label: &str, code: &str| Command {
        href,
        icon,
        label: label.to_owned(),
        words: t.words(code),
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
    let actions = [
        page("/admin/produtos/novo", IconName::Plus, t.new_product(), "new_product"),
        page("/admin/validacao/regras/propria/nova", IconName::Plus, t.new_rule(), "new_rule"),
        page("/admin/validacao/google", IconName::FileText, t.google_sheet(), "google_sheet"),
        page("/admin/vendas/exportar.csv", IconName::Download, t.export_sales(), "export"),
        page("/sair", IconName::X, texts.auth().sign_out(), "sign_out"),
    ];
    let open = areas.chain(pages).chain(actions).filter(|command| is_open_to(command.href, role));
    // What the guide says is for everybody.
    let guide = texts.help();
    let topics = help::Topic::all().map(|topic| Command {
        href: topic.path(),
        icon: IconName::CircleQuestionMark,
        label: guide.command(&guide.topic(topic.slug())),
        words: guide.words(topic.slug()),
    });
    let contents = Command {
        href: help::PATH,
        icon: IconName::CircleQuestionMark,
        label: guide.title().to_owned(),
        words: guide.words("contents"),
    };
    open.chain([contents]).chain(topics).collect()
}

fn is_open_to(path: &str, role: Role) -> bool {
    let of = access::of_page(path).or_else(|| access::of_route(path));
    match of {
        Some(Access::Member(permission)) => role.may(permission),
        Some(Access::Public | Access::SignedIn) => true,
        None => false,
    }
}

/// Commands of which a word begins with each word of `text`, those that begin with the whole of it first.
fn named(commands: Vec<Command>, text: &str) -> Vec<Command> {
    let wanted = search_text(text);
    let names = |command: &Command| {
        let known = search_text(&format!("{} {}", command.label, command.words));
        wanted.split(' ').all(|begin| known.split(' ').any(|word| word.starts_with(begin)))
    };
    let mut found: Vec<_> = commands.into_iter().filter(names).collect();
    found.sort_by_key(|command| !search_text(&command.label).starts_with(&wanted));
    found.truncate(COMMANDS);
    found
}

/// What is there before anything is typed, and the part that changes with it.
pub(crate) fn panel(texts: Texts, role: Role) -> AnyView {
    let begin = commands(texts, role).into_iter().take(COMMANDS).map(link).collect_view();
    let label = texts.palette().pages();
    view! {
        <AsTyped form=SEARCH_FORM_ID.to_owned() ask=PaletteFind::url().to_owned()>
            {group(label, begin)}
        </AsTyped>
    }
    .into_any()
}

fn link(command: Command) -> impl IntoView {
    view! { <MenuLink label=command.label href=command.href icon=command.icon/> }
}

/// A heading and what it is of: side by side, so that the keys go from one to the next.
fn group(label: &str, links: impl IntoView + 'static) -> AnyView {
    view! { <p class="meta">{label.to_owned()}</p> {links} }.into_any()
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
    let t = cx.t.palette();
    let role = cx.principal().ok_or(Fault::Unauthenticated)?.member().role;
    let Some(search) = Search::parse(text) else {
        let begin = commands(cx.t, role).into_iter().take(COMMANDS).map(link).collect_view();
        return Ok(group(t.pages(), begin).to_html());
    };
    let of = hub::palette::find(permit, &search).await?;
    let commands = named(commands(cx.t, role), text);
    let found = commands.len() + of.sales.len() + of.products.len() + of.customers.len();
    let groups = [
        (t.pages(), commands.into_iter().map(|command| link(command).into_any()).collect::<Vec<_>>()),
        (
            cx.t.shell().orders(),
            of.sales
                .iter()
                .take(FOUND)
                .map(|sale| {
                    let facts = [
                        format!("#{}", sale.number),
                        sale.buyer_name.clone(),
                        format::money(cx.locale, sale.total),
                    ];
                    let label =
                        facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
                    let href = format!("{}/{}", orders::PATH, sale.id);
                    view! { <MenuLink label=label href=href icon=IconName::ShoppingBag/> }.into_any()
                })
                .collect(),
        ),
        (
            cx.t.shell().products(),
            of.products
                .iter()
                .take(FOUND)
                .map(|product| {
                    let (label, href) = (
                        format!("{} · {}", product.sku, product.name),
                        format!("{}/{}", products::PATH, product.id),
                    );
                    view! { <MenuLink label=label href=href icon=IconName::Package/> }.into_any()
                })
                .collect(),
        ),
        (
            cx.t.shell().customers(),
            of.customers
                .iter()
                .take(FOUND)
                .map(|person| {
                    let facts = [Some(person.name.clone()), person.city.clone()];
                    let label = facts
                        .into_iter()
                        .flatten()
                        .filter(|fact| !fact.is_empty())
                        .collect::<Vec<_>>()
                        .join(" · ");
                    let href = format!("{}/{}", customers::PATH, person.id);
                    view! { <MenuLink label=label href=href icon=IconName::Users/> }.into_any()
                })
                .collect(),
        ),
    ];
    let groups = groups.into_iter().filter(|(_, links)| !links.is_empty());
    let groups = groups.map(|(label, links)| group(label, links)).collect_view();
    let all = with_query(detective::PATH, &[("q", text.trim())]);
    let all = view! { <MenuLink label=t.search_for(text.trim()) href=all icon=IconName::Search/> };
    let said = t.found(i64::try_from(found).unwrap_or(i64::MAX));
    Ok(view! { <p class="visually-hidden" role="status">{said}</p> {groups} {all} }.to_html())
}
