use leptos::prelude::*;

use crate::*;

fn columns() -> Vec<Column> {
    vec![
        Column::new(Place::Lead, "Venda"),
        Column::new(Place::Detail, "Canal"),
        Column::new(Place::Extra, "Cliente"),
        Column::new(Place::Detail, "Feita em").sorted("#", Sorted::Descending),
        Column::new(Place::ExtraFigure, "Itens"),
        Column::new(Place::State, "Situação"),
        Column::new(Place::Figure, "Total").sorted("#", Sorted::No),
    ]
}

fn row(
    number: u32,
    channel: (&'static str, &'static str),
    customer: &str,
    state: (Tone, &'static str),
    total: &str,
) -> Row {
    Row {
        href: "#".into(),
        lead: format!("#{number}").into_any(),
        cells: vec![
            Cell::view(view! { <ChannelName channel=channel.0 name=channel.1/> }),
            Cell::text(customer),
            Cell::view(
                view! { <time datetime="2026-11-21T17:05:12Z" title="21/11/2026 14:05:12">"há 12 min"</time> },
            ),
            Cell::text("2"),
            Cell::view(view! { <StatusBadge tone=state.0 label=state.1/> }),
            if total.is_empty() { Cell::Missing } else { Cell::text(total) },
        ],
        pick: Some(Pick {
            label: format!("Selecionar venda {number}"),
            name: "sale".into(),
            value: number.to_string(),
            form: "bulk".into(),
            checked: false,
        }),
    }
}

fn rows() -> Vec<Row> {
    let shopify = ("shopify", "Loja Centro");
    let mercado_livre = ("mercadolivre", "Distribuidora e Comércio de Utilidades Domésticas do Porto");
    vec![
        row(10_482, shopify, "Beatriz Lima", (Tone::Positive, "Paga"), "R$ 1.234,56"),
        row(
            10_481,
            mercado_livre,
            "Maria Aparecida dos Santos Albuquerque Figueiredo de Sá",
            (Tone::Info, "Enviada"),
            "R$ 12.345.678,90",
        ),
        row(
            10_480,
            ("woocommerce", "loja.example.com"),
            "João Ribeiro",
            (Tone::Warning, "Atenção"),
            "R$ 89,90",
        ),
        row(10_479, shopify, "Carla Nunes", (Tone::Critical, "Erro"), "-R$ 45,00"),
        row(10_478, ("shopee", "Loja Norte"), "Paulo Reis", (Tone::Neutral, "Cancelada"), ""),
    ]
}

fn filters() -> AnyView {
    let states = vec![SelectOption::new("", "todas"), SelectOption::new("paid", "pagas").chosen("paid")];
    let channels = vec![SelectOption::new("", "todos"), SelectOption::new("shopify", "Shopify")];
    view! {
        <FilterBar action="#" label="Filtrar vendas" apply="Filtrar" clear=("Limpar".into(), Some("#".into()))>
            <FilterSearch name="q" label="Número ou cliente"/>
            <FilterFold label="Filtros" set=2/>
            <FilterSelect name="state" label="Situação" options=states/>
            <FilterSelect name="channel" label="Canal" options=channels/>
            <FilterDate name="from" label="Desde" value="2026-11-01"/>
        </FilterBar>
    }
    .into_any()
}

fn bulk() -> AnyView {
    view! {
        <BulkBar id="bulk" action="#" picked="Selecionadas:">
            <Button label="Imprimir etiquetas" icon=IconName::Tag/>
            <Button label="Exportar" icon=IconName::Download/>
        </BulkBar>
    }
    .into_any()
}

fn pager() -> AnyView {
    let previous = PagerLink { label: "Mais novas".into(), href: None };
    let next = PagerLink { label: "Mais antigas".into(), href: Some("#".into()) };
    view! { <CursorPager label="Páginas" summary="50 vendas, 21/11 14:05 a 21/11 09:12" previous=previous next=next/> }.into_any()
}

fn link(label: &'static str) -> AnyView {
    view! { <LinkButton label=label href="#"/> }.into_any()
}

#[component]
pub fn Lists() -> impl IntoView {
    let nothing = || {
        view! {
        <EmptyState icon=IconName::ShoppingBag title="Nenhuma venda ainda" text="Conecte uma loja e as vendas dos últimos 60 dias aparecem aqui em minutos."
            action=view! { <LinkButton kind=ButtonKind::Primary label="Conectar uma loja" href="#"/> }.into_any()/>
    }.into_any()
    };
    let filtered = view! { <EmptyState icon=IconName::Funnel title="Nenhuma venda com estes filtros" text="Há 1.284 vendas sem filtros." action=link("Limpar filtros")/> }.into_any();
    let failed = view! { <EmptyState icon=IconName::CircleAlert tone=Tone::Critical title="Não foi possível ler as vendas" text="Nada foi perdido. Referência 7f3a9c." action=link("Tentar de novo")/> }.into_any();
    view! {
        <Panel title="Vendas">
            <ListFrame many=true filters=filters() bulk=bulk() pager=pager()>
                <DataTable caption="Vendas" columns=columns() rows=rows() empty=nothing()/>
            </ListFrame>
        </Panel>
        <Panel title="Tabela densa"><ListFrame many=true><DataTable caption="Vendas" columns=columns() rows=rows() dense=true empty=nothing()/></ListFrame></Panel>
        <Panel title="Lista vazia"><DataTable caption="Vendas" columns=columns() rows=vec![] empty=nothing()/></Panel>
        <Panel title="Lista vazia pelos filtros"><DataTable caption="Vendas" columns=columns() rows=vec![] empty=filtered/></Panel>
        <Panel title="Lista com erro"><DataTable caption="Vendas" columns=columns() rows=vec![] empty=failed/></Panel>
    }
}
