use leptos::prelude::*;

use crate::*;

pub(super) fn navigation() -> Vec<NavItem> {
    let entries = [
        ("Visão geral", IconName::House, None),
        ("Vendas", IconName::ShoppingBag, Some("12")),
        ("Produtos", IconName::Package, None),
        ("Integrações", IconName::Plug, Some("1")),
        ("Sincronizações", IconName::RefreshCw, None),
        ("Validação", IconName::ShieldCheck, None),
        ("Análises", IconName::ChartColumn, None),
    ];
    entries
        .into_iter()
        .map(|(label, icon, count)| NavItem {
            key: None,
            label: label.into(),
            href: "#".into(),
            icon,
            count: count.map(Into::into),
            current: label == "Integrações",
        })
        .collect()
}

pub(super) fn plan_use() -> AnyView {
    view! {
        <Usage label="Validações do mês" used=8_412 limit=10_000 counts="8.412 de 10.000"/>
        <Menu id="organisation-menu" label="Armazém do Porto" icon=IconName::Building>
            <MenuButton label="Armazém do Porto" icon=IconName::Check/>
            <MenuButton label="Casa Aurora" icon=IconName::Building/>
            <MenuSeparator/>
            <MenuLink label="Criar organização" href="#" icon=IconName::Plus/>
        </Menu>
    }
    .into_any()
}

pub(super) fn account() -> AnyView {
    view! {
        <AccountMenu label="Sua conta" name="Ana Souza" email="ana@example.com" company="Armazém do Porto">
            <MenuLink label="Perfil" href="#" icon=IconName::User/>
            <MenuLink label="Equipe" href="#" icon=IconName::Users/>
            <MenuSeparator/>
            <MenuButton label="Sair" icon=IconName::LogOut/>
        </AccountMenu>
    }
    .into_any()
}
