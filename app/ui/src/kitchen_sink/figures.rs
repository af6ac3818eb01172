use leptos::prelude::*;

use crate::*;

const SALES: [u32; 30] = [
    8_120, 9_340, 7_210, 11_080, 12_450, 15_320, 14_100, 9_800, 8_640, 9_120, 10_480, 12_900, 16_240, 15_010,
    10_200, 9_050, 9_900, 11_700, 13_340, 17_820, 16_400, 11_100, 10_040, 10_880, 12_260, 14_450, 18_970,
    17_300, 12_050, 6_430,
];

fn thousands(value: f64) -> String {
    if value == 0.0 { "0".into() } else { format!("{} mil", value / 1000.0).replace('.', ",") }
}

fn reais(value: u32) -> String {
    format!("R$ {}.{:03},00", value / 1000, value % 1000)
}

fn points(values: &[u32]) -> Vec<Point> {
    let day = |(index, value): (usize, &u32)| {
        Point::new(format!("{:02}/11", index + 1), f64::from(*value), reais(*value))
    };
    values.iter().enumerate().map(day).collect()
}

fn words(label: &str) -> ChartText {
    ChartText {
        label: label.into(),
        show_table: "Ver tabela".into(),
        colon: ":",
        label_column: "Dia".into(),
        value_column: "Este mês".into(),
    }
}

fn ranks() -> Vec<Rank> {
    let entries = [
        ("mercadolivre", "Mercado Livre", 182_340.0, "R$ 182.340,10", "54 %"),
        ("shopify", "Shopify", 96_120.5, "R$ 96.120,50", "28 %"),
        ("shopee", "Shopee", 41_900.0, "R$ 41.900,00", "12 %"),
        ("amazon", "Amazon", 18_020.9, "R$ 18.020,90", "6 %"),
    ];
    entries
        .into_iter()
        .map(|(channel, name, value, text, share)| Rank {
            label: name.into(),
            href: Some("#".into()),
            value,
            text: text.into(),
            share: Some(share.into()),
            change: (channel == "shopify").then(|| Change {
                trend: Trend::Down,
                tone: Tone::Critical,
                text: "8 % vs. semana anterior".into(),
            }),
            lead: Some(view! { <ChannelMark channel=channel name=name/> }.into_any()),
        })
        .collect()
}

fn states() -> Vec<Tile> {
    let states = [
        ("PR", "Paraná", 2, 5, 4_200),
        ("SP", "São Paulo", 3, 5, 18_970),
        ("RJ", "Rio de Janeiro", 4, 5, 9_050),
        ("SC", "Santa Catarina", 2, 6, 0),
    ];
    let tile = |(code, name, column, row, value): (&str, &str, u8, u8, u32)| Tile {
        code: code.into(),
        column,
        row: row - 5,
        point: Point::new(name, f64::from(value), reais(value)),
    };
    states.into_iter().map(tile).collect()
}

#[component]
pub fn Figures() -> impl IntoView {
    let previous: Vec<u32> = SALES.iter().rev().map(|value| value * 4 / 5).collect();
    let up = |tone| Change { trend: Trend::Up, tone, text: "12 % vs. semana anterior".into() };
    view! {
        <StatRow>
            <StatTile label="Vendas hoje" value="R$ 6.430,00" change=up(Tone::Positive) href="#"/>
            <StatTile label="Vendas no ano" value="R$ 12.345.678,90" change=Change { trend: Trend::Flat, tone: Tone::Neutral, text: "igual ao ano anterior".into() } note="em 4 canais"/>
            <StatTile label="Devoluções" value="38" change=up(Tone::Critical) note="2,9 % das vendas"/>
            <StatTile label="Sem vínculo de estoque" value="0" note="todos os SKUs vinculados"/>
        </StatRow>
        <div class="detail">
            <div class="detail-main">
                <BarChart text=words("Vendas por dia, 1 a 30 de novembro") points=points(&SALES) axis=thousands/>
                <LineChart text=words("Vendas por dia, comparadas com outubro") points=points(&SALES) axis=thousands previous=points(&previous) previous_label=String::from("Outubro")/>
            </div>
            <div class="detail-aside">
                <Panel title="Por canal" context="novembro"><RankList label="Vendas por canal" ranks=ranks()/></Panel>
                <TileMap text=words("Vendas por estado") tiles=states()/>
                <Panel title="Última semana"><BarChart text=words("Vendas, 24 a 30") points=points(&[3_200, 4_100, 2_000, 5_600]) axis=thousands/></Panel>
            </div>
        </div>
    }
}
