//! The console around a page, and the narrow frame of pages before sign-in.

use crate::{
    access::{self, Access},
    account, integrations,
    live::LivePart,
    page::PageCx,
    syncs,
};
use domain::Fault;
use leptos::prelude::*;
use ui::{AppShell, Banner, IconName, NavItem, ShellText, Toast, ToastArea, Tone};

/// The parts of the console that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    Overview,
    Orders,
    Products,
    Customers,
    Integrations,
    Syncs,
    /// Own account, company: reached by the menu of the person.
    Settings,
}

impl Area {
    const NAVIGATION: [Self; 6] =
        [Self::Overview, Self::Orders, Self::Products, Self::Customers, Self::Integrations, Self::Syncs];

    /// Where the area begins.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::Orders => "/admin/vendas",
            Self::Products => "/admin/produtos",
            Self::Customers => "/admin/clientes",
            Self::Integrations => "/admin/integracoes",
            Self::Syncs => "/admin/sincronizacoes",
            Self::Settings => "/admin/conta",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Overview => IconName::House,
            Self::Orders => IconName::ShoppingBag,
            Self::Products => IconName::Package,
            Self::Customers => IconName::Users,
            Self::Integrations => IconName::Plug,
            Self::Syncs => IconName::RefreshCw,
            Self::Settings => IconName::Settings,
        }
    }

    fn label(self, cx: &PageCx) -> &'static str {
        let t = cx.t.shell();
        match self {
            Self::Overview => t.overview(),
            Self::Orders => t.orders(),
            Self::Products => t.products(),
            Self::Customers => t.customers(),
            Self::Integrations => t.integrations(),
            Self::Syncs => t.syncs(),
            Self::Settings => t.account(),
        }
    }

    /// Whether the area exists and this person may see its first page.
    fn is_open_to(self, cx: &PageCx) -> bool {
        match access::of_page(self.path()) {
            Some(Access::Member(permission)) => cx.may(permission),
            Some(Access::Public | Access::SignedIn) => true,
            None => false,
        }
    }
}

/// Navigation, top bar and messages around the content of a page.
pub fn console(cx: &PageCx, area: Area, body: AnyView) -> impl IntoView + use<> {
    let t = cx.t.shell();
    let text = ShellText {
        skip_to_content: cx.t.common().skip_to_content().to_owned(),
        navigation: t.navigation().to_owned(),
        open_navigation: t.open_navigation().to_owned(),
        close_navigation: t.close_navigation().to_owned(),
    };
    let nav = Area::NAVIGATION
        .into_iter()
        .filter(|item| item.is_open_to(cx))
        .map(|item| NavItem {
            label: item.label(cx).to_owned(),
            href: item.path().to_owned(),
            icon: item.icon(),
            count: None,
            current: item == area,
        })
        .collect();
    let (account, toasts, refusal) = (account::menu(cx).into_any(), toasts(cx).into_any(), refusal(cx));
    // Asked for by the page's script, so that no page costs a query for what most of them do not show.
    let running = view! { <LivePart ask=syncs::ask_for_chip() run=String::new() running=false first=true><span></span></LivePart> }.into_any();
    view! {
        <AppShell text=text nav=nav running=running account=account toasts=toasts>
            {refusal}
            {body}
        </AppShell>
    }
}

/// Messages around a page before sign-in, which brings its own narrow frame.
pub fn gate(cx: &PageCx, body: AnyView) -> impl IntoView + use<> {
    view! {
        {body}
        {toasts(cx)}
    }
}

fn toasts(cx: &PageCx) -> impl IntoView + use<> {
    let toast = cx.flash().toast.clone();
    view! {
        <ToastArea label=cx.t.shell().messages()>
            {toast.map(|text| view! { <Toast tone=Tone::Positive text=text/> })}
        </ToastArea>
    }
}

/// Why the last form was refused, above the page that holds it.
pub fn refusal(cx: &PageCx) -> Option<AnyView> {
    let fault = cx.flash().returned.as_ref()?.fault.as_ref()?;
    if let Fault::Conflict { what } = fault
        && let Some((title, text)) = integrations::conflict(cx, what).or_else(|| syncs::conflict(cx, what))
    {
        return Some(view! { <Banner tone=Tone::Warning title=title text=text/> }.into_any());
    }
    let said = i18n::fault::explain(cx.locale, fault);
    let text = format!("{} {}", said.what, said.meaning);
    let tone = if matches!(fault, Fault::Invalid { .. } | Fault::Throttled { .. }) {
        Tone::Warning
    } else {
        Tone::Critical
    };
    Some(view! { <Banner tone=tone title=said.title.into_owned() text=text/> }.into_any())
}
