use leptos::prelude::*;

use crate::*;

fn sync() -> CardSync {
    CardSync {
        last: "sincronizado há 4 min".into(),
        exact: Some("21/11/2026 14:05:12".into()),
        complete_until: Some("completo até 14:05".into()),
    }
}

fn more(id: &'static str) -> AnyView {
    view! {
        <Menu id=id label="Mais ações" icon_only=true>
            <MenuLink label="Configurações" href="#" icon=IconName::Settings/>
            <MenuButton label="Pausar" icon=IconName::Pause/>
        </Menu>
    }
    .into_any()
}

#[component]
pub fn Integrations() -> impl IntoView {
    let button = |label: &'static str| view! { <Button label=label/> }.into_any();
    let primary = |label: &'static str| view! { <Button kind=ButtonKind::Primary label=label/> }.into_any();
    let summary = "Pedidos, produtos, estoque e preços da sua loja.";
    view! {
        <Panel title="Integrações" context="3 conectadas, 1 pede atenção">
            <CardGrid>
                <IntegrationCard channel="shopify" name="Loja Centro" platform="Shopify" href="#" summary=summary status=(Tone::Positive, "Conectado".into()) sync=sync() action=button("Sincronizar") menu=more("card-1")/>
                <IntegrationCard channel="woocommerce" name="loja.example.com" platform="WooCommerce" href="#" summary=summary status=(Tone::Info, "Sincronizando".into()) busy=true sync=sync()
                    progress=view! { <Progress label="Importando pedidos" done=1240 total=5000 counts="1.240 de 5.000 pedidos" time_left="cerca de 2 min"/> }.into_any()
                    action=button("Ver sincronização") menu=more("card-2")/>
                <IntegrationCard channel="mercadolivre" name="Distribuidora e Comércio de Utilidades Domésticas do Porto" platform="Mercado Livre" href="#" summary=summary status=(Tone::Warning, "Reautorizar".into()) sync=sync() repair="#"
                    reason="O acesso foi recusado desde 14:05. Nenhum pedido foi perdido; eles entram assim que você reautorizar."
                    action=primary("Reautorizar") menu=more("card-3")/>
                <IntegrationCard channel="shopee" name="Loja Norte" platform="Shopee" href="#" summary=summary status=(Tone::Critical, "Erro".into()) sync=sync() reason="3 pedidos não entraram: o produto não existe mais no canal." action=button("Ver problema") menu=more("card-4")/>
                <IntegrationCard channel="magalu" name="Loja Sul" platform="Magalu" href="#" summary=summary status=(Tone::Neutral, "Pausado".into()) sync=sync() action=button("Retomar")/>
                <IntegrationCard channel="amazon" name="Amazon" href="#" summary="Pedidos e estoque do Seller Central." action=button("Conectar")/>
            </CardGrid>
        </Panel>
        <Panel title="Marcas e selos">
            <div class="actions">
                {["shopify", "woocommerce", "mercadolivre", "magalu", "tiktok_shop", "shopee", "tokopedia", "prestashop", "nuvemshop", "vtex", "tray", "amazon", "americanas", "casas_bahia", "carrefour", "ifood", "rappi", "whatsapp", "instagram", "stripe", "paypal", "google_sheets", "csv", "outro canal"]
                    .map(|id| view! { <ChannelMark channel=id name=id.replace('_', " ") labelled=true/> }).collect_view()}
            </div>
            <div class="actions">
                {Tone::ALL.map(|tone| view! { <StatusBadge tone=tone label=format!("{tone:?}")/> }).collect_view()}
                <StatusBadge tone=Tone::Info label="Sincronizando" busy=true/>
                <StatusLink tone=Tone::Warning label="Reautorizar" href="#" reason="O acesso termina em 2 dias"/>
                <Avatar name="Ana Souza"/>
                <span>"#1042 "<NewMark label="nova"/></span>
            </div>
        </Panel>
    }
}
