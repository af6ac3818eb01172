//! The console around a page, and the narrow frame of pages before sign-in.

use crate::{
    Keys,
    access::{self, Access},
    account,
    appearance::Appearance,
    billing, detective, held, help,
    html::Html,
    integrations,
    live::{Fragment, LivePart},
    local_path::LocalPath,
    nav_width, overview,
    page::PageCx,
    palette, plans, shortcuts, syncs,
    template::{Draw, Fill, Templates, gap},
    toasts,
};
use domain::{Fault, Role};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::{Locales, Texts, format};
use leptos::prelude::*;
use std::sync::LazyLock;
use ui::{
    AlertsLink, AppShell, Banner, HelpLink, IconName, LinkButton, NavItem, RefusedField, RefusedFields,
    SEARCH_ID, ShellSearch, ShellText, Tone,
};

/// The parts of the console that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    Overview,
    Orders,
    Products,
    Customers,
    Analytics,
    Integrations,
    Validation,
    Syncs,
    Queue,
    Health,
    Alerts,
    Storage,
    /// Own account, company: reached by the menu of the person.
    Settings,
}

impl Area {
    pub(crate) const NAVIGATION: [Self; 12] = [
        Self::Overview,
        Self::Orders,
        Self::Products,
        Self::Customers,
        Self::Analytics,
        Self::Integrations,
        Self::Validation,
        Self::Syncs,
        Self::Queue,
        Self::Health,
        Self::Alerts,
        Self::Storage,
    ];

    /// Where the area begins.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::Orders => "/admin/vendas",
            Self::Products => "/admin/produtos",
            Self::Customers => "/admin/clientes",
            Self::Analytics => crate::analytics::PATH,
            Self::Integrations => "/admin/integracoes",
            Self::Validation => crate::validation::PATH,
            Self::Syncs => "/admin/sincronizacoes",
            Self::Queue => "/admin/fila",
            Self::Health => "/admin/saude",
            Self::Alerts => "/admin/alertas",
            Self::Storage => crate::storage::PATH,
            Self::Settings => "/admin/conta",
        }
    }

    /// By which other words for it are found.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Orders => "orders",
            Self::Analytics => "analytics",
            Self::Products => "products",
            Self::Customers => "customers",
            Self::Integrations => "integrations",
            Self::Validation => "validation",
            Self::Syncs => "syncs",
            Self::Queue => "queue",
            Self::Health => "health",
            Self::Alerts => "alerts",
            Self::Storage => "storage",
            Self::Settings => "account",
        }
    }

    /// The letter that leads there after a G: the same in every language, as fingers learn it.
    pub(crate) const fn key(self) -> Option<char> {
        Some(match self {
            Self::Overview => 'i',
            Self::Orders => 'v',
            Self::Products => 'p',
            Self::Customers => 'c',
            Self::Integrations => 'n',
            Self::Validation => 'l',
            Self::Syncs => 's',
            Self::Queue => 'f',
            Self::Health => 'h',
            Self::Alerts => 'a',
            Self::Analytics => 'r',
            Self::Storage => 'm',
            Self::Settings => return None,
        })
    }

    pub(crate) const fn icon(self) -> IconName {
        match self {
            Self::Overview => IconName::House,
            Self::Orders => IconName::ShoppingBag,
            Self::Products => IconName::Package,
            Self::Customers => IconName::Users,
            Self::Analytics => IconName::ChartColumn,
            Self::Integrations => IconName::Plug,
            Self::Validation => IconName::ShieldCheck,
            Self::Syncs => IconName::RefreshCw,
            Self::Queue => IconName::Clock,
            Self::Health => IconName::Activity,
            Self::Alerts => IconName::Bell,
            Self::Storage => IconName::Archive,
            Self::Settings => IconName::Settings,
        }
    }

    pub(crate) fn label(self, texts: Texts) -> &'static str {
        let t = texts.shell();
        match self {
            Self::Overview => t.overview(),
            Self::Orders => t.orders(),
            Self::Products => t.products(),
            Self::Customers => t.customers(),
            Self::Analytics => t.analytics(),
            Self::Integrations => t.integrations(),
            Self::Validation => t.validation(),
            Self::Syncs => t.syncs(),
            Self::Queue => t.queue(),
            Self::Health => t.health(),
            Self::Alerts => t.alerts(),
            Self::Storage => t.storage(),
            Self::Settings => t.account(),
        }
    }

    /// Whether the area exists and its first page is for people of this role.
    fn is_open_to(self, role: Role) -> bool {
        match access::of_page(self.path()) {
            Some(Access::Member(permission)) => role.may(permission),
            Some(Access::Public | Access::SignedIn) => true,
            None => false,
        }
    }
}

/// What the frame depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Frame {
    locales: Locales,
    person: Option<Person>,
    area: Area,
    is_narrow: bool,
    /// Whether letters alone do something.
    has_keys: bool,
    appearance: Appearance,
}

/// Whose frame it is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Person {
    pub name: String,
    pub email: String,
    /// The name of the company that they look at.
    pub company: String,
    pub role: Role,
    /// Nothing of the company is open to them before they have a second factor.
    pub is_locked: bool,
}

// What differs from page to page.
const HERE: usize = 0;
const SIGN_IN: usize = 1;
const ASKED: usize = 2;
const TOASTS: usize = 3;
const REFUSAL: usize = 4;
const CONTENT: usize = 5;
const NOTICE: usize = 6;
const HELP: usize = 7;
const RETURN: usize = 8;

/// Bytes of frames that are kept: a few hundred of them.
const KEPT: u64 = 4 * 1024 * 1024;

/// Navigation, top bar and messages around the content of a page, as HTML.
pub fn console(cx: &PageCx, area: Area, body: Html) -> Html {
    static FRAMES: LazyLock<Templates<Frame>> = LazyLock::new(|| Templates::new(KEPT));
    let here = cx.address();
    let sign_in = LocalPath::parse(&here).map_or_else(|| "/entrar".to_owned(), |path| path.behind_sign_in());
    let toasts = toasts::area(cx).map(|toasts| toasts.to_html()).unwrap_or_default();
    // Drawn after the content: it tells what was refused of the fields there.
    let refusal = removal(cx).or_else(|| refusal(cx)).map(|told| told.to_html()).unwrap_or_default();
    let notice = billing::banner(cx).map(|notice| notice.to_html()).unwrap_or_default();
    let person = cx.principal().map(|who| {
        let member = who.member();
        Person {
            name: member.user_name.clone(),
            email: member.user_email.clone(),
            company: member.org_name.clone(),
            role: member.role,
            is_locked: who.needs_second_factor(),
        }
    });
    let frame = Frame {
        locales: cx.locale,
        person,
        area,
        is_narrow: cx.nav_is_narrow(),
        has_keys: cx.has_keys(),
        appearance: cx.visit().appearance(),
    };
    let (asked, back) = (detective::asked_of(cx), cx.here());
    let fills = [
        Fill::Text(&here),
        Fill::Text(&sign_in),
        Fill::Text(&asked),
        Fill::Html(&toasts),
        Fill::Html(&refusal),
        Fill::Inner,
        Fill::Html(&notice),
        Fill::Text(help::way_to(area, cx.path())),
        Fill::Text(&back),
    ];
    FRAMES.of(&frame).around(body, &fills)
}

impl Draw for Frame {
    fn draw(&self) -> AnyView {
        let texts = Texts::new(self.locales);
        let t = texts.shell();
        let text = ShellText {
            skip_to_content: texts.common().skip_to_content().to_owned(),
            navigation: t.navigation().to_owned(),
            open_navigation: t.open_navigation().to_owned(),
            close_navigation: t.close_navigation().to_owned(),
        };
        let open = self.person.as_ref().filter(|person| !person.is_locked);
        let areas: Vec<_> = Area::NAVIGATION
            .into_iter()
            .filter(|area| open.is_some_and(|person| area.is_open_to(person.role)))
            .collect();
        let nav = areas
            .iter()
            .map(|item| NavItem {
                label: item.label(texts).to_owned(),
                href: item.path().to_owned(),
                icon: item.icon(),
                count: None,
                key: item.key(),
                current: *item == self.area,
            })
            .collect();
        let account = self.person.as_ref().map(|who| account::menu(texts, who, self.appearance, gap(HERE)));
        // Asked for by the page's script, so that no page costs a query for what most of them do not show.
        let alerts = alerts(self.locales, 0);
        let running = open.map(|_| view! { <LivePart ask=syncs::ask_for_chip() run=String::new() running=false first=true>{alerts}</LivePart> }).into_any();
        let search = open
            .map(|person| {
                let panel = palette::panel(texts, person.role, &gap(RETURN));
                view! {
                    <ShellSearch action=detective::PATH label=t.search_all() value=gap(ASKED)>
                        {panel}
                    </ShellSearch>
                }
            })
            .into_any();
        let help =
            self.person.as_ref().map(|_| view! { <HelpLink label=texts.help().of_page() href=gap(HELP)/> });
        let foot = nav_width::button(texts, self.is_narrow, gap(HERE)).into_any();
        view! {
            <AppShell text=text nav=nav collapsed=self.is_narrow nav_foot=foot search=search running=running help=help.into_any() account=account.into_any() toasts=gap(TOASTS).into_any()>
                {gap(NOTICE)}
                {gap(REFUSAL)}
                {gap(CONTENT)}
            </AppShell>
            {signed_out(texts)}
            {shortcuts::dialog(texts, &areas, self.has_keys, gap(HERE))}
            <Keys search=SEARCH_ID.to_owned() letters=self.has_keys/>
        }
        .into_any()
    }
}

/// What the page says when its scripts are refused because the session has ended: they take it from here,
/// so that it costs them no text.
fn signed_out(texts: Texts) -> impl IntoView + use<> {
    let (t, auth) = (texts.errors(), texts.auth());
    let action = view! { <LinkButton label=t.unauthenticated_press() href=gap(SIGN_IN)/> }.into_any();
    view! {
        <template id="signed-out">
            <div class="signed-out">
                <Banner tone=Tone::Critical title=t.unauthenticated() text=auth.session_ended_page() action=action/>
            </div>
        </template>
    }
}

/// The part of the top bar that changes by itself: what runs now, and how much waits for a hand.
pub(crate) async fn live_part(cx: &PageCx, permit: &OrgCx<View>) -> Result<Fragment, HubError> {
    let mut part = syncs::chip(cx, &syncs::open_runs(permit).await?);
    part.html.push_str(&alerts(cx.locale, hub::overview::waiting(permit, cx.now).await?).to_html());
    Ok(part)
}

/// The way to what waits for a hand; without a number while it is not known, or nothing does.
fn alerts(locales: Locales, waiting: i64) -> AnyView {
    let label = Texts::new(locales).shell().waiting(waiting);
    let count = if waiting > 0 { format::integer(locales, waiting) } else { String::new() };
    view! { <AlertsLink label=label href=overview::WAITING_PATH count=count/> }.into_any()
}

/// Messages around a page that brings its own frame, before sign-in or on paper, as HTML.
pub fn gate(cx: &PageCx, body: Html) -> Html {
    let mut html = Html::from(toasts::area(cx).map(|toasts| toasts.to_html()).unwrap_or_default());
    html.append(body);
    html
}

/// That whoever is signed in was taken out of the company that they looked at, and where they are instead: a form of a page of that
/// company, refused since, is told with it.
fn removal(cx: &PageCx) -> Option<AnyView> {
    let t = cx.t.team();
    let (from, now) = (cx.flash().removed_from.as_ref()?, &cx.principal()?.member().org_name);
    let switch = view! { <LinkButton label=t.switch() href=crate::team::COMPANIES/> }.into_any();
    let (title, text) = (t.removed_from(from), t.removed_from_here(now));
    Some(view! { <Banner tone=Tone::Warning title=title text=text action=switch/> }.into_any())
}

/// Why the last form was refused, above the page that holds it.
pub fn refusal(cx: &PageCx) -> Option<AnyView> {
    let returned = cx.flash().returned.as_ref()?;
    Some(refused(cx, returned.fault.as_ref()?, returned.has_secrets))
}

/// Why something was refused: what happened, what it means, and what to press where that helps.
pub(crate) fn refused(cx: &PageCx, fault: &Fault, has_secrets: bool) -> AnyView {
    if let Fault::Conflict { what } = fault
        && let Some((title, text)) = integrations::conflict(cx, what)
            .or_else(|| syncs::conflict(cx, what))
            .or_else(|| crate::orders::conflict(cx, what))
            .or_else(|| crate::products::conflict(cx, what))
            .or_else(|| crate::queue::conflict(cx, what))
            .or_else(|| crate::alerts::conflict(cx, what))
            .or_else(|| crate::replays::conflict(cx, what))
            .or_else(|| crate::validation::conflict(cx, what))
            .or_else(|| crate::team::conflict(cx, what))
            .or_else(|| account::conflict(cx, what))
            .or_else(|| crate::auth::google_conflict(cx, what))
            .or_else(|| billing::conflict(cx, what))
            .or_else(|| held::conflict(cx, what))
            .or_else(|| toasts::conflict(cx, what))
    {
        return match billing::mending(cx, what).or_else(|| crate::team::mending(cx, what)) {
            Some(action) => {
                view! { <Banner tone=Tone::Warning title=title text=text action=action/> }.into_any()
            }
            None => view! { <Banner tone=Tone::Warning title=title text=text/> }.into_any(),
        };
    }
    let said = i18n::fault::explain(cx.locale, fault);
    let mut text = format!("{} {}", said.what, said.meaning);
    if matches!(fault, Fault::Invalid { .. }) && has_secrets {
        text = format!("{text} {}", cx.t.errors().secrets_again());
    }
    let tone = if matches!(fault, Fault::Invalid { .. } | Fault::Throttled { .. } | Fault::QuotaExceeded(_)) {
        Tone::Warning
    } else {
        Tone::Critical
    };
    let fields = refused_fields(cx);
    let plans = matches!(fault, Fault::QuotaExceeded(_));
    let action =
        plans.then(|| view! { <LinkButton label=said.press href=plans::PATH/> }.into_any()).into_any();
    view! { <Banner tone=tone title=said.title.into_owned() text=text details=fields action=action/> }
        .into_any()
}

/// A link to each refused field that has been drawn.
fn refused_fields(cx: &PageCx) -> AnyView {
    let t = cx.t.common();
    let fields = use_context::<RefusedFields>().map(RefusedFields::all).unwrap_or_default();
    let link = |RefusedField { name, label, error }| {
        view! { <li><a href=format!("#{name}")>{t.field_error(&error, &label)}</a></li> }
    };
    (!fields.is_empty())
        .then(|| view! { <ul class="banner-list">{fields.into_iter().map(link).collect_view()}</ul> })
        .into_any()
}
