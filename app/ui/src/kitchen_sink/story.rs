use leptos::prelude::*;

use crate::*;

const RAW: &str = r#"{
  "id": 820982911946154508,
  "total_price": "1234.56",
  "note": "<b>sem nota</b>"
}"#;

fn line(label: &str, note: Option<&str>, amount: &str) -> MoneyLine {
    MoneyLine { label: label.into(), note: note.map(Into::into), amount: amount.into() }
}

fn step(tone: Tone, what: &str, who: &str, when: &str, detail: Option<AnyView>) -> TimelineItem {
    TimelineItem {
        tone,
        what: what.into(),
        who: who.into(),
        when: when.into(),
        when_exact: "21/11/2026 14:05:12".into(),
        instant: "2026-11-21T17:05:12Z".into(),
        detail,
    }
}

fn steps() -> Vec<TimelineItem> {
    let raw = || Some(view! { <RawView label="Dados recebidos" text=RAW/> }.into_any());
    vec![
        step(Tone::Info, "Enviada com rastreio BR123456789", "Ana Souza", "há 12 min", None),
        step(Tone::Warning, "Aviso repetido ignorado", "Shopify", "há 2 h", raw()),
        step(Tone::Positive, "Pagamento aprovado", "Shopify", "há 2 h", raw()),
        step(
            Tone::Neutral,
            "Venda recebida",
            "Shopify",
            "21/11 09:12",
            Some("Entrou 3 s depois de feita.".into_any()),
        ),
    ]
}

fn money() -> AnyView {
    let lines = vec![
        line("Produtos", Some("2 itens"), "R$ 1.209,66"),
        line("Frete", None, "R$ 24,90"),
        line("Desconto", Some("PRIMEIRA10"), "-R$ 0,00"),
    ];
    let proof = MoneyProof { tone: Tone::Positive, text: "A soma confere com o canal ao centavo".into() };
    view! { <MoneyTable caption="Valores" lines=lines total=line("Total", Some("US$ 228,62"), "R$ 1.234,56") proof=proof/> }.into_any()
}

fn customer() -> Vec<Fact> {
    vec![
        Fact::new("Cliente", "Maria Aparecida dos Santos Albuquerque Figueiredo de Sá"),
        Fact::new("E-mail", "maria@example.com"),
        Fact::new("Canal", view! { <ChannelName channel="shopify" name="Loja Centro"/> }),
    ]
}

#[component]
pub fn Story() -> impl IntoView {
    let aside = view! {
        <Panel title="Valores">{money()}</Panel>
        <Panel title="Cliente"><Facts facts=customer() wide=true/></Panel>
        <Panel title="Canal"><Facts facts=customer()/></Panel>
    }
    .into_any();
    view! {
        <Banner tone=Tone::Critical title="O Mercado Livre recusou o acesso desde 14:05" text="Nenhum pedido foi perdido; eles entram assim que você reautorizar."
            action=view! { <Button label="Reautorizar"/> }.into_any()/>
        <Banner tone=Tone::Warning title="Você usou 84 % das validações deste mês" text="Em 10.000 as novas esperam até o dia 1º ou até a troca de plano."/>
        <Banner tone=Tone::Info title="Orion será atualizado hoje às 23:00" text="Nada para: o que chegar nesse minuto entra logo depois."/>
        <Banner tone=Tone::Positive title="Terminou: 128 novas, 3 atualizadas, 2 ignoradas"/>
        <DetailLayout aside=aside>
            <Panel title="História" context="em ordem inversa"><Timeline label="História da venda" items=steps()/></Panel>
            <Panel title="Em andamento">
                <Progress label="Importando pedidos" done=1_240 total=5_000 counts="1.240 de 5.000 pedidos" time_left="cerca de 2 min"/>
                <Progress label="Contando pedidos" done=320 counts="320 pedidos até agora"/>
                <Usage label="Validações do mês" used=10_000 limit=10_000 counts="10.000 de 10.000"/>
            </Panel>
            <Panel title="No papel"><Tick/><Barcode text="10482"/></Panel>
            <Panel title="Dados"><RawView label="Resposta do canal" text=RAW open=true/></Panel>
        </DetailLayout>
    }
}
