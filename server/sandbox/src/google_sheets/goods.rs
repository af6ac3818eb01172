//! Spreadsheets as merchants keep them: products in Portuguese, most of them right, and some wrong in the ways that
//! sheets are.

use crate::draw::Draw;

use super::book::{Cell, Sheet};

/// Products of the first file.
const PRODUCTS: usize = 1_000;

const HEADERS: [&str; 17] = [
    "SKU",
    "Título",
    "Descrição",
    "Marca",
    "Categoria",
    "Preço",
    "Preço promocional",
    "Custo",
    "Estoque",
    "GTIN/EAN",
    "NCM",
    "Peso (kg)",
    "Altura (cm)",
    "Largura (cm)",
    "Comprimento (cm)",
    "Imagem",
    "Ativo",
];

/// Code, title, brand, category, NCM, price in cents and grams.
const GOODS: [(&str, &str, &str, &str, &str, i64, i64); 12] = [
    ("CAM", "Camiseta básica de algodão", "Terra Nova", "Moda > Camisetas", "61091000", 5_490, 180),
    ("CHI", "Chinelo de borracha", "Maré", "Calçados > Chinelos", "64029990", 2_999, 320),
    ("GAR", "Garrafa térmica 1 L", "Serra Azul", "Casa > Garrafas", "96170010", 8_990, 540),
    (
        "CAF",
        "Cafeteira elétrica 30 xícaras",
        "Aroma",
        "Eletroportáteis > Cafeteiras",
        "85167100",
        19_900,
        2_100,
    ),
    ("CAB", "Cabo USB-C 2 m", "Conecta", "Eletrônicos > Cabos", "85444200", 2_490, 60),
    ("CAR", "Carregador 20 W", "Conecta", "Eletrônicos > Carregadores", "85044010", 6_990, 90),
    ("LIV", "Livro de receitas da família", "Editora Sul", "Livros > Culinária", "49019900", 3_333, 410),
    ("ACA", "Açaí em pó orgânico 200 g", "Amazônia Viva", "Alimentos > Orgânicos", "11063000", 4_567, 230),
    ("BOL", "Bola de futebol de campo", "Placar", "Esporte > Bolas", "95066200", 11_990, 450),
    ("MOC", "Mochila escolar 25 L", "Trilha", "Bolsas > Mochilas", "42029200", 14_990, 780),
    ("PAN", "Panela antiaderente 24 cm", "Fogão de Minas", "Casa > Panelas", "76151000", 9_950, 1_250),
    ("TOA", "Toalha de banho felpuda", "Algodoal", "Casa > Toalhas", "63026000", 4_290, 480),
];

const COLOURS: [&str; 8] = ["Azul", "Preto", "Branco", "Vermelho", "Verde", "Cinza", "Amarelo", "Rosa"];
const SIZES: [&str; 6] = ["PP", "P", "M", "G", "GG", "Único"];

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// Name and sheets of each file, the last changed first.
pub(super) fn files(seed: u64) -> Vec<(&'static str, Vec<Sheet>)> {
    let mut products = Sheet::new(0, "Produtos", products(seed));
    // People leave empty rows and columns behind.
    (products.rows, products.columns) = (products.rows + 199, products.columns + 3);
    let mut support = Sheet::new(731_204_518, "Apoio", support());
    support.hidden = true;
    let legend = Sheet::new(1_150_938_277, "Como preencher", legend());
    vec![
        ("Produtos - catálogo 2026", vec![products, legend, support]),
        ("Preços da Black Friday", vec![Sheet::new(0, "Preços", prices(seed))]),
        ("Estoque do depósito", vec![Sheet::new(0, "Contagem de 23/11", stock(seed))]),
        ("Fornecedores d'água mineral", vec![Sheet::new(0, "Página1", suppliers())]),
    ]
}

fn code(row: usize) -> String {
    let (code, ..) = GOODS[row % GOODS.len()];
    let colour = COLOURS[row / GOODS.len() % COLOURS.len()];
    let size = SIZES[row / (GOODS.len() * COLOURS.len()) % SIZES.len()];
    let series = row / (GOODS.len() * COLOURS.len() * SIZES.len());
    let tail = if series == 0 { String::new() } else { format!("-{}", series + 1) };
    format!("{code}-{}-{size}{tail}", colour[..4].to_uppercase())
}

fn products(seed: u64) -> Vec<Vec<Cell>> {
    let mut rows = vec![HEADERS.into_iter().map(text).collect::<Vec<_>>()];
    rows.extend((0..PRODUCTS).map(|row| product(row, &mut Draw::new(seed ^ 0x5EE7, row as u64))));
    rows
}

fn product(row: usize, draw: &mut Draw) -> Vec<Cell> {
    let (_, title, brand, category, ncm, price, grams) = GOODS[row % GOODS.len()];
    let colour = COLOURS[row / GOODS.len() % COLOURS.len()];
    let size = SIZES[row / (GOODS.len() * COLOURS.len()) % SIZES.len()];
    let price = price + draw.between(-3, 12) * 50;
    let gtin = gtin(draw.below(1_000_000_000));
    let sku = code(row);
    let image = format!("https://cdn.loja.example/fotos/{}.jpg", sku.to_lowercase());
    let money = |cents: i64| Cell::Number(cents as f64 / 100.0);
    let mut cells = vec![
        text(&sku),
        text(format!("{title} {} {size}", colour.to_lowercase())),
        text(format!(
            "{title} na cor {}, tamanho {size}. Produto novo, com nota fiscal.",
            colour.to_lowercase()
        )),
        text(brand),
        text(category),
        money(price),
        if draw.percent(30) { money(price * 9 / 10) } else { Cell::Empty },
        money(price * 45 / 100),
        Cell::Number(draw.below(250) as f64),
        // Some are kept as numbers, as sheets make them.
        if row % 9 == 4 { Cell::Number(gtin.parse().unwrap_or_default()) } else { text(&gtin) },
        text(ncm),
        Cell::Number(grams as f64 / 1_000.0),
        Cell::Number(draw.between(3, 40) as f64),
        Cell::Number(draw.between(8, 40) as f64),
        Cell::Number(draw.between(10, 60) as f64),
        text(image),
        Cell::Boolean(!draw.percent(4)),
    ];
    spoil(row, &mut cells, &gtin);
    cells
}

/// The mistakes, each in its rows.
fn spoil(row: usize, cells: &mut Vec<Cell>, gtin: &str) {
    if row % 40 == 7 {
        let (head, digit) = gtin.split_at(gtin.len() - 1);
        let wrong = digit.parse::<u32>().map_or(0, |digit| (digit + 3) % 10);
        cells[9] = text(format!("{head}{wrong}"));
    }
    if row % 50 == 11 {
        cells[10] = Cell::Empty;
    }
    if row % 60 == 13 {
        cells[5] = text("R$ 1.234,50");
    }
    if row % 75 == 19 {
        let long = "com frete grátis, entrega rápida, melhor preço, original, lacrado, garantia de 12 meses";
        if let Cell::Text(title) = &cells[1] {
            cells[1] = text(format!("{title} {long}"));
        }
    }
    if row % 90 == 23 {
        cells[0] = text(code(row - 1));
    }
    if row % 100 == 29 {
        cells[8] = Cell::Number(-3.0);
    }
    if row % 120 == 31 {
        cells[15] = text("foto em anexo");
    }
    if row % 150 == 37 {
        cells[5] = Cell::Empty;
    }
    if row % 200 == 41 {
        cells[6] = Cell::Number(9_999.0);
    }
    if row % 250 == 43 {
        cells[1] = text("  PROMOÇÃO!!! COMPRE JÁ  ");
    }
    if row % 333 == 47 {
        cells[10] = text("6109.10.00");
    }
    if row % 400 == 53 {
        cells[11] = text("#DIV/0!");
    }
    if row % 500 == 59 {
        cells.truncate(3);
    }
}

/// Twelve digits and the one that checks them.
fn gtin(number: u64) -> String {
    let head = format!("789{number:09}");
    let sum: u32 = head
        .bytes()
        .enumerate()
        .map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 })
        .sum();
    format!("{head}{}", (10 - sum % 10) % 10)
}

fn legend() -> Vec<Vec<Cell>> {
    [
        ["Coluna", "Como preencher"],
        ["SKU", "Código único do produto, sem espaços"],
        ["Preço", "Em reais, com centavos"],
        ["GTIN/EAN", "13 dígitos, como texto"],
        ["NCM", "8 dígitos, sem pontos"],
    ]
    .map(|row| row.map(text).to_vec())
    .to_vec()
}

fn support() -> Vec<Vec<Cell>> {
    GOODS
        .iter()
        .map(|(code, _, brand, category, ..)| vec![text(*code), text(*brand), text(*category)])
        .collect()
}

fn prices(seed: u64) -> Vec<Vec<Cell>> {
    let mut rows = vec![["SKU", "Preço promocional", "Início", "Fim"].map(text).to_vec()];
    rows.extend((0..180).map(|row| {
        let mut draw = Draw::new(seed ^ 0xB1AC, row as u64);
        let price = GOODS[row % GOODS.len()].5 * draw.between(60, 90) / 100;
        vec![
            text(code(row)),
            Cell::Number(price as f64 / 100.0),
            Cell::Date(46_353.0, "27/11/2026".into()),
            Cell::Date(46_357.0, "01/12/2026".into()),
        ]
    }));
    rows
}

fn stock(seed: u64) -> Vec<Vec<Cell>> {
    let mut rows = vec![["Código", "Prateleira", "Contado", "Conferido"].map(text).to_vec()];
    rows.extend((0..250).map(|row| {
        let mut draw = Draw::new(seed ^ 0x570C, row as u64);
        // Between shelves lies an empty row.
        if row % 50 == 49 {
            return Vec::new();
        }
        vec![
            text(code(row)),
            text(format!("{}{}", draw.pick(&["A", "B", "C"]), row / 50 + 1)),
            Cell::Number(draw.below(120) as f64),
            Cell::Boolean(draw.percent(80)),
        ]
    }));
    rows
}

fn suppliers() -> Vec<Vec<Cell>> {
    [["Nome", "Cidade"], ["Fonte Clara", "Caxambu"], ["Serra Azul", "Poços de Caldas"]]
        .map(|row| row.map(text).to_vec())
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn most_products_are_right_and_each_mistake_is_there() {
        let rows = products(7);
        assert_eq!((rows.len(), rows[0].len()), (PRODUCTS + 1, HEADERS.len()));
        let codes: BTreeSet<_> = rows[1..].iter().map(|row| format!("{:?}", row[0])).collect();
        let repeated = PRODUCTS - codes.len();
        assert!((5..=30).contains(&repeated), "{repeated}");
        let shown = format!("{rows:?}");
        for mistake in
            ["R$ 1.234,50", "6109.10.00", "#DIV/0!", "foto em anexo", "PROMOÇÃO!!!", "Number(-3.0)"]
        {
            assert!(shown.contains(mistake), "{mistake}");
        }
        assert_eq!(gtin(100_031_550), "7891000315507");
    }
}
