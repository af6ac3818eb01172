//! One page with every component in every state, with long names and large numbers, to look at and to test. What is the whole of a
//! page by itself is seen at its own pages.

use leptos::prelude::*;

use crate::*;

mod controls;
mod figures;
mod frames;
mod integrations;
mod lists;
mod story;

use controls::Controls;
use figures::Figures;
use frames::{account, navigation, plan_use};
use integrations::Integrations;
use lists::Lists;
use story::Story;

/// The kitchen sink, with its frame. Its words are samples in Portuguese and lead nowhere.
#[component]
pub fn KitchenSink() -> impl IntoView {
    let text = ShellText {
        skip_to_content: "Ir para o conteúdo".into(),
        navigation: "Principal".into(),
        open_navigation: "Abrir navegação".into(),
        close_navigation: "Fechar navegação".into(),
    };
    view! {
        <AppShell
            text=text
            nav=navigation()
            nav_foot=plan_use()
            search=view! { <ShellSearch action="#" label="Buscar venda, produto ou cliente"><MenuLink label="Vendas" href="#" icon=IconName::ShoppingBag/></ShellSearch> }.into_any()
            running=view! { <RunningLink label="2 sincronizações" href="#"/> <AlertsLink label="3 itens pedem atenção" href="#" count="3"/> }.into_any()
            help=view! { <HelpLink label="Ajuda desta página" href="#"/> }.into_any()
            account=account()
            toasts=view! {
                <ToastArea label="Avisos">
                    <Toast tone=Tone::Positive text="Loja Centro salva e conectada."/>
                </ToastArea>
            }.into_any()
        >
            <KitchenSinkPieces/>
        </AppShell>
    }
}

/// What stands within the frame: for a page that has one.
#[component]
pub fn KitchenSinkPieces() -> impl IntoView {
    view! {
        <Breadcrumbs label="Caminho" trail=vec![("Integrações".into(), "#".into()), ("Shopify".into(), "#".into())]/>
        <PageHeader
            title="Peças de Orion"
            context=view! { <StatusBadge tone=Tone::Positive label="Conectado"/> <span>"Loja Centro, completo até 14:05"</span> }.into_any()
            lead=view! { <ChannelMark channel="shopify" name="Shopify" large=true/> }.into_any()
            action=view! { <Button kind=ButtonKind::Primary icon=IconName::RefreshCw label="Sincronizar"/> }.into_any()
            menu=view! {
                <Menu id="page-menu" label="Mais ações" icon_only=true>
                    <MenuLink label="Configurações" href="#" icon=IconName::Settings/>
                    <MenuLink label="Exportar CSV" href="#" icon=IconName::Download/>
                    <MenuButton label="Pausar" icon=IconName::Pause/>
                    <MenuSeparator/>
                    <MenuButton label="Desconectar" icon=IconName::Unplug opens="disconnect"/>
                </Menu>
            }.into_any()
        />
        <ConfirmDialog
            id="disconnect"
            title="Desconectar Loja Centro?"
            text="Orion deixa de receber vendas novas desta loja. As 1.284 vendas já importadas continuam aqui."
            confirm="Desconectar Loja Centro"
            cancel="Manter conectada"
            action="#"
        />
        <Tabs label="Partes" tabs=vec![
            tab("Vendas", Some("1.284"), true),
            tab("Não importadas", Some("3"), false),
            tab("Sincronizações", None, false),
            tab("Configurações", None, false),
        ]/>
        <Figures/>
        <Integrations/>
        <Lists/>
        <Story/>
        <Controls/>
    }
}

fn tab(label: &str, count: Option<&str>, current: bool) -> TabLink {
    TabLink { label: label.into(), href: "#".into(), count: count.map(Into::into), current }
}
