use super::*;
use crate::{Field, NoRecord};
use domain::ProductField;
use proptest::prelude::*;

fn columns(headers: &[&str]) -> Vec<ColumnSample> {
    headers.iter().map(|header| ColumnSample { header: (*header).to_owned(), values: Vec::new() }).collect()
}

/// Header and field of each suggestion.
fn found(headers: &[&str]) -> Vec<(String, String)> {
    suggest(&columns(headers))
        .iter()
        .map(|one| (headers[one.column].to_owned(), one.field.to_string()))
        .collect()
}

fn assert_mapped(headers: &[&str], expected: &[(&str, &str)]) {
    let found = found(headers);
    for (header, field) in expected {
        let got = found.iter().find(|(one, _)| one == header).map(|(_, field)| field.as_str());
        assert_eq!(got, Some(*field), "{header} among {found:?}");
    }
    for (header, field) in &found {
        assert!(expected.iter().any(|(one, _)| one == header), "{header} was taken for {field}");
    }
}

#[test]
fn an_export_of_shopify_is_known() {
    let headers = [
        "Handle",
        "Title",
        "Body (HTML)",
        "Vendor",
        "Product Category",
        "Type",
        "Tags",
        "Published",
        "Option1 Name",
        "Option1 Value",
        "Variant SKU",
        "Variant Grams",
        "Variant Inventory Qty",
        "Variant Price",
        "Variant Compare At Price",
        "Variant Barcode",
        "Image Src",
        "Cost per item",
        "Status",
    ];
    assert_mapped(
        &headers,
        &[
            ("Handle", "group"),
            ("Title", "title"),
            ("Body (HTML)", "description"),
            ("Vendor", "brand"),
            ("Product Category", "category"),
            ("Tags", "tags"),
            ("Variant SKU", "sku"),
            ("Variant Grams", "weight"),
            ("Variant Inventory Qty", "stock"),
            ("Variant Price", "price"),
            ("Variant Compare At Price", "compare_at_price"),
            ("Variant Barcode", "gtin"),
            ("Image Src", "images"),
            ("Cost per item", "cost"),
            ("Published", "status"),
        ],
    );
}

#[test]
fn an_export_of_woocommerce_is_known() {
    let headers = [
        "ID",
        "Type",
        "SKU",
        "GTIN, UPC, EAN, or ISBN",
        "Name",
        "Short description",
        "Description",
        "Stock",
        "Weight (kg)",
        "Length (cm)",
        "Width (cm)",
        "Height (cm)",
        "Sale price",
        "Regular price",
        "Categories",
        "Tags",
        "Images",
        "Parent",
        "Published",
    ];
    let expected = [
        ("SKU", "sku"),
        ("GTIN, UPC, EAN, or ISBN", "gtin"),
        ("Name", "title"),
        ("Description", "description"),
        ("Stock", "stock"),
        ("Weight (kg)", "weight"),
        ("Length (cm)", "length"),
        ("Width (cm)", "width"),
        ("Height (cm)", "height"),
        ("Sale price", "sale_price"),
        ("Regular price", "price"),
        ("Categories", "category"),
        ("Tags", "tags"),
        ("Images", "images"),
        ("Parent", "group"),
        ("Published", "status"),
    ];
    assert_mapped(&headers, &expected);
}

#[test]
fn exports_of_brazilian_systems_are_known() {
    // Bling calls the title a description.
    assert_mapped(
        &[
            "ID",
            "Código",
            "Descrição",
            "NCM",
            "Origem",
            "Preço",
            "Situação",
            "Estoque",
            "Preço de custo",
            "Peso líquido (Kg)",
            "GTIN/EAN",
            "Largura do produto",
            "Altura do Produto",
            "Profundidade do produto",
            "Descrição Complementar",
            "Código Pai",
            "Marca",
            "CEST",
            "URL Imagens Externas",
            "Categoria do produto",
            "Condição do Produto",
        ],
        &[
            ("Código", "sku"),
            ("Descrição", "title"),
            ("NCM", "ncm"),
            ("Origem", "origin"),
            ("Preço", "price"),
            ("Situação", "status"),
            ("Estoque", "stock"),
            ("Preço de custo", "cost"),
            ("Peso líquido (Kg)", "weight"),
            ("GTIN/EAN", "gtin"),
            ("Largura do produto", "width"),
            ("Altura do Produto", "height"),
            ("Profundidade do produto", "length"),
            ("Descrição Complementar", "description"),
            ("Código Pai", "group"),
            ("Marca", "brand"),
            ("CEST", "cest"),
            ("URL Imagens Externas", "images"),
            ("Categoria do produto", "category"),
            ("Condição do Produto", "condition"),
        ],
    );
    assert_mapped(
        &[
            "Código (SKU)",
            "Descrição",
            "Classificação fiscal",
            "Preço promocional",
            "URL imagem 1",
            "URL imagem 2",
            "Dias para preparação",
            "Código do pai",
        ],
        &[
            ("Código (SKU)", "sku"),
            ("Descrição", "description"),
            ("Classificação fiscal", "ncm"),
            ("Preço promocional", "sale_price"),
            ("URL imagem 1", "images"),
            ("URL imagem 2", "images"),
            ("Dias para preparação", "handling_days"),
            ("Código do pai", "group"),
        ],
    );
    assert_mapped(
        &[
            "_NomeProduto",
            "_SKUEan",
            "_CodigoReferenciaSKU",
            "_Altura",
            "_Peso",
            "_Marca",
            "_NomeCategoria",
            "_DescricaoProduto",
        ],
        &[
            ("_NomeProduto", "title"),
            ("_SKUEan", "gtin"),
            ("_CodigoReferenciaSKU", "sku"),
            ("_Altura", "height"),
            ("_Peso", "weight"),
            ("_Marca", "brand"),
            ("_NomeCategoria", "category"),
            ("_DescricaoProduto", "description"),
        ],
    );
}

#[test]
fn exports_of_marketplaces_are_known() {
    assert_mapped(
        &[
            "item_sku",
            "item_name",
            "external_product_id",
            "brand_name",
            "product_description",
            "standard_price",
            "quantity",
            "main_image_url",
            "other_image_url1",
            "parent_sku",
            "color_name",
            "size_name",
            "part_number",
            "condition_type",
            "fulfillment_latency",
            "list_price",
        ],
        &[
            ("item_sku", "sku"),
            ("item_name", "title"),
            ("external_product_id", "gtin"),
            ("brand_name", "brand"),
            ("product_description", "description"),
            ("standard_price", "price"),
            ("quantity", "stock"),
            ("main_image_url", "images"),
            ("other_image_url1", "images"),
            ("parent_sku", "group"),
            ("color_name", "colour"),
            ("size_name", "size"),
            ("part_number", "mpn"),
            ("condition_type", "condition"),
            ("fulfillment_latency", "handling_days"),
            ("list_price", "compare_at_price"),
        ],
    );
    assert_mapped(
        &[
            "SKU",
            "Título",
            "Código universal de produto",
            "Quantidade",
            "Preço",
            "Condição",
            "Link do YouTube",
            "Fotos",
            "Tempo de garantia",
        ],
        &[
            ("SKU", "sku"),
            ("Título", "title"),
            ("Código universal de produto", "gtin"),
            ("Quantidade", "stock"),
            ("Preço", "price"),
            ("Condição", "condition"),
            ("Link do YouTube", "video"),
            ("Fotos", "images"),
            ("Tempo de garantia", "warranty"),
        ],
    );
    assert_mapped(
        &[
            "Nome do Produto",
            "Descrição do Produto",
            "SKU Principal",
            "SKU",
            "Imagem de capa",
            "Imagem do Item 1",
            "Peso",
            "Estoque",
        ],
        &[
            ("Nome do Produto", "title"),
            ("Descrição do Produto", "description"),
            ("SKU Principal", "group"),
            ("SKU", "sku"),
            ("Imagem de capa", "images"),
            ("Imagem do Item 1", "images"),
            ("Peso", "weight"),
            ("Estoque", "stock"),
        ],
    );
}

#[test]
fn names_in_four_languages_and_near_misses_are_known() {
    assert_mapped(
        &[
            "Referencia",
            "Nombre del producto",
            "Precio de venta",
            "Existencias",
            "Código de barras",
            "Peso (g)",
        ],
        &[
            ("Referencia", "sku"),
            ("Nombre del producto", "title"),
            ("Precio de venta", "price"),
            ("Existencias", "stock"),
            ("Código de barras", "gtin"),
            ("Peso (g)", "weight"),
        ],
    );
    assert_mapped(
        &[
            "Référence produit",
            "Nom du produit",
            "Prix de vente",
            "Quantité",
            "Code à barres",
            "Poids",
            "Marque",
        ],
        &[
            ("Référence produit", "sku"),
            ("Nom du produit", "title"),
            ("Prix de vente", "price"),
            ("Quantité", "stock"),
            ("Code à barres", "gtin"),
            ("Poids", "weight"),
            ("Marque", "brand"),
        ],
    );
    let near =
        suggest(&columns(&["Descripcionn", "Preço de venda loja", "Atributo: Voltagem", "Qualquer coisa"]));
    let summary: Vec<_> = near.iter().map(|one| (one.column, one.field.to_string(), one.reason)).collect();
    assert_eq!(
        summary,
        [
            (0, "description".to_owned(), Reason::SimilarHeader),
            (1, "price".to_owned(), Reason::HeaderWords),
            (2, "attribute.voltagem".to_owned(), Reason::Attribute),
        ]
    );
}

fn sample(header: &str, values: &[&str]) -> ColumnSample {
    ColumnSample {
        header: header.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

#[test]
fn columns_without_a_name_are_known_by_their_values() {
    let found = suggest(&[
        sample("Coluna A", &["A-1", "A-2", "B-17", "C-3"]),
        sample("Coluna B", &["7891000315507", "4006381333931", "036000291452", "96385074"]),
        sample(
            "Coluna C",
            &["https://a.com/1.jpg", "https://a.com/2.jpg", "https://a.com/3.jpg", "https://a.com/4.jpg"],
        ),
        sample("Coluna D", &["R$ 1.234,50", "R$ 5,00", "R$ 7,90", "R$ 12,00"]),
        sample("Coluna E", &["novo", "usado", "novo", "novo"]),
    ]);
    let fields: Vec<_> = found.iter().map(|one| (one.column, one.field.to_string(), one.reason)).collect();
    let by_values = |column, field: &str| (column, field.to_owned(), Reason::Values);
    assert_eq!(
        fields,
        [
            by_values(0, "sku"),
            by_values(1, "gtin"),
            by_values(2, "images"),
            by_values(3, "price"),
            by_values(4, "condition")
        ]
    );
}

#[test]
fn values_speak_against_a_name() {
    let found =
        suggest(&[sample("Valor", &["azul", "verde", "preto"]), sample("Preço", &["5,00", "6,50", "7,00"])]);
    let fields: Vec<_> = found.iter().map(|one| (one.column, one.field.to_string(), one.values)).collect();
    assert_eq!(fields, [(1, "price".to_owned(), ValuesSay::Yes)]);
}

#[test]
fn a_suggestion_brings_the_steps_that_its_values_need() {
    let found = suggest(&[
        sample("Preço", &["R$ 1.234,50", "R$ 5,00"]),
        sample("Peso (g)", &["350", "1200"]),
        sample("Altura (cm)", &["10,5", "11"]),
        sample("Tags", &["azul, verão", "verde, praia"]),
    ]);
    let applied: Vec<String> = found
        .iter()
        .zip(["R$ 1.234,50", "350", "10,5", "azul, verão"])
        .map(|(one, cell)| one.chain.compile().unwrap().apply(cell, &NoRecord).unwrap().into_owned())
        .collect();
    assert_eq!(applied, ["1234.50", "0.35", "10.5", "azul|verão"]);
}

fn mapped(headers: &[&str]) -> Mapping {
    Mapping::from_suggestions(headers, &suggest(&columns(headers)))
}

#[test]
fn the_same_sheet_is_known_again_with_moved_and_added_columns() {
    let small = mapped(&["SKU", "Preço"]);
    let large = mapped(&["SKU", "Título", "Preço", "Estoque", "Imagem 1", "Imagem 2"]);
    let mappings = [small.clone(), large.clone()];
    let moved = ["Estoque", "Novo", "imagem_2", "IMAGEM 1", "preco (R$)", "Titulo", "sku"];
    let known = Mapping::recognise(&mappings, &moved).unwrap();
    assert_eq!((known.mapping, known.whole, known.likeness.added), (1, true, 1));
    let (planned, problems) = large.plan(&moved);
    assert_eq!(problems, []);
    let places: Vec<_> = planned
        .iter()
        .map(|one| match &one.source {
            PlannedSource::Columns(columns) => {
                (one.field.to_string(), columns.iter().map(|(at, _)| *at).collect::<Vec<_>>())
            }
            PlannedSource::Constant(_) => unreachable!(),
        })
        .collect();
    let expected = [
        ("sku", vec![6]),
        ("title", vec![5]),
        ("price", vec![4]),
        ("stock", vec![0]),
        ("images", vec![3, 2]),
    ];
    assert_eq!(places, expected.map(|(field, at)| (field.to_owned(), at)));

    // One column of six is gone: it is still the same sheet, and the column is told.
    let fewer = ["SKU", "Título", "Preço", "Estoque", "Imagem 1"];
    let known = Mapping::recognise(std::slice::from_ref(&large), &fewer).unwrap();
    assert!(!known.whole);
    assert_eq!(large.plan(&fewer).1, [MappingProblem::NoSuchColumn { header: "Imagem 2".into() }]);
    assert_eq!(Mapping::recognise(&mappings, &["Cliente", "Telefone"]), None);
    assert_eq!(Mapping::recognise(&[], &fewer), None);
}

#[test]
fn columns_that_are_called_alike_are_told_apart() {
    let headers = ["SKU", "Imagem", "Imagem"];
    let mapping = mapped(&headers);
    let occurrences: Vec<u32> = mapping.columns.iter().map(|column| column.occurrence).collect();
    assert_eq!(occurrences, [1, 1, 2]);
    assert_eq!(mapping.problems(), []);
    let (planned, problems) = mapping.plan(&headers);
    assert_eq!(problems, []);
    assert!(matches!(&planned[1].source, PlannedSource::Columns(columns) if columns.len() == 2));
}

#[test]
fn a_mapping_comes_back_from_what_is_kept_and_tells_what_cannot_work() {
    let mapping = Mapping::from_yaml(
        "columns:
  - { header: Código, field: sku }
  - { header: Preço, field: price, chain: [{ money: { decimal: ',' } }] }
  - { header: Voltagem, field: attribute.voltage }
constants: { currency: BRL }
",
    )
    .unwrap();
    assert_eq!(mapping.problems(), []);
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
    let (planned, _) = mapping.plan(&["codigo", "preco", "voltagem"]);
    assert!(matches!(&planned[3].source, PlannedSource::Constant(value) if value == "BRL"));

    let wrong = Mapping::from_yaml(
        "columns:
  - { header: A, field: sku }
  - { header: a, field: sku, chain: [{ truncate: 0 }] }
  - { header: '', field: title }
",
    )
    .unwrap();
    let problems = wrong.problems();
    assert_eq!(
        problems[..2],
        [
            MappingProblem::SameColumn { column: 1 },
            MappingProblem::SameField { field: ProductField::Sku.into() }
        ]
    );
    assert!(matches!(problems[2], MappingProblem::Chain { column: 1, .. }));
    assert_eq!(problems[3], MappingProblem::NoHeader { column: 2 });
    assert_eq!(Mapping::default().problems(), [MappingProblem::Empty]);
    assert!(Mapping::from_yaml("columns: [{ header: a, field: skuu }]").is_err());
}

#[test]
fn ten_thousand_columns_take_no_time() {
    let headers: Vec<String> = (0..10_000).map(|at| format!("Imagem {at} Preço")).collect();
    let samples: Vec<ColumnSample> = headers.iter().map(|header| sample(header, &["a"])).collect();
    let started = std::time::Instant::now();
    suggest(&samples);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn no_sheet_is_too_strange(headers in proptest::collection::vec("\\PC{0,20}|(preço|sku|imagem)( [0-9])?", 0..8),
        values in proptest::collection::vec("\\PC{0,12}|[0-9.,]{1,8}", 0..6)) {
        let samples: Vec<_> = headers.iter().map(|header| ColumnSample { header: header.clone(), values: values.clone() }).collect();
        let found = suggest(&samples);
        let single: Vec<&Field> = found.iter().map(|one| &one.field).filter(|field| **field != ProductField::Images.into()).collect();
        let mut once = single.clone();
        once.sort();
        once.dedup();
        prop_assert!(found.iter().all(|one| (40..=100).contains(&one.confidence) && one.chain.compile().is_ok()));
        let attributes = |field: &&Field| matches!(field, Field::Attribute(_));
        prop_assert_eq!(once.len(), single.len() - single.iter().filter(|field| attributes(field)).count() + once.iter().filter(|field| attributes(field)).count());
    }
}
