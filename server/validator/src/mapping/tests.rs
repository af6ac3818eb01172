mod exports;

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
fn a_description_of_few_words_is_the_title_where_there_is_no_other() {
    let short = ["Calça jeans", "Camisa polo azul", "Meia de algodão"];
    let fields = |columns: &[ColumnSample]| -> Vec<String> {
        suggest(columns).iter().map(|one| one.field.to_string()).collect()
    };
    assert_eq!(fields(&[sample("Descrição", &short)]), ["title"]);
    assert_eq!(fields(&[sample("Descrição", &short), sample("Nome", &short)]), ["description", "title"]);
    let long =
        "Calça de algodão com cinco bolsos, lavagem escura e modelagem reta, do 36 ao 54, feita no Brasil.";
    assert_eq!(fields(&[sample("Descrição", &[long; 3])]), ["description"]);
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

#[test]
fn cells_that_say_their_units_are_converted() {
    let steps = |name: &str, values: &[&str]| suggest(&[sample(name, values)])[0].chain.to_yaml();
    let made = |name: &str, values: &[&str]| -> Vec<Option<String>> {
        let chain = suggest(&[sample(name, values)])[0].chain.compile().unwrap();
        values.iter().map(|cell| Some(chain.apply(cell, &NoRecord).ok()?.into_owned())).collect()
    };
    let some = |values: &[&str]| values.iter().map(|value| Some((*value).to_owned())).collect::<Vec<_>>();
    assert_eq!(made("Peso", &["200 g", "0,3 kg", "1.250 g"]), some(&["0.2", "0.3", "1.25"]));
    assert_eq!(made("Altura", &["25mm", "1,5 m", "12\""]), some(&["2.5", "150", "30.48"]));
    // What the name says holds for the cells that say nothing.
    assert_eq!(made("Peso (g)", &["200 g", "0,3 kg", "150"]), some(&["0.2", "0.3", "0.15"]));
    assert_eq!(made("Peso (kg)", &["200 g", "300 g", "2"]), some(&["0.2", "0.3", "2"]));
    assert_eq!(made("Peso", &["200 g", "300 g", "2"])[2], None, "nobody knows of what");
    for (name, values) in
        [("Peso", &["0,3", "0,5", "200 g"][..]), ("Peso", &["10 cm", "20 cm"]), ("Peso (kg)", &["2", "3"])]
    {
        assert!(steps(name, values).contains("number"), "{name}: {values:?}");
    }
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
fn a_mapping_that_knows_more_columns_goes_before_one_that_is_whole() {
    let mappings =
        [mapped(&["SKU", "Título", "Preço", "Estoque", "Marca", "NCM"]), mapped(&["SKU", "Estoque"])];
    let known = Mapping::recognise(&mappings, &["SKU", "Título", "Preço", "Estoque", "Marca"]).unwrap();
    assert_eq!((known.mapping, known.whole), (0, false));
}

#[test]
fn a_mapping_tells_columns_that_it_leaves_out_from_those_it_never_saw() {
    let mut mapping = mapped(&["SKU", "Estoque"]);
    assert_eq!(mapping.knows(&["SKU", "Nota"]), [true, true], "nobody kept what is left out");
    mapping.leave_out_others(&["Nota", "SKU", "Estoque", "Nota"]);
    let left_out: Vec<_> =
        mapping.unused.iter().flatten().map(|one| (one.header.as_str(), one.occurrence)).collect();
    assert_eq!(left_out, [("Nota", 1), ("Nota", 2)]);
    let headers = ["Título", "nota", "estoque", "SKU", "Nota", "NOTA"];
    assert_eq!(mapping.knows(&headers), [false, true, true, true, true, false]);
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
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
fn of_ten_thousand_columns_the_first_two_thousand_are_looked_at() {
    let mut headers: Vec<String> = (0..10_000).map(|at| format!("Coluna {at}")).collect();
    headers[1_999] = "SKU".into();
    headers[2_000] = "Título".into();
    let samples: Vec<ColumnSample> = headers.iter().map(|header| sample(header, &["a"])).collect();
    let found: Vec<_> = suggest(&samples).iter().map(|one| (one.column, one.field.to_string())).collect();
    assert_eq!(found, [(1_999, "sku".to_owned())]);
}

#[test]
fn a_supplier_is_neither_brand_nor_title() {
    let few = ["Acme", "Acme", "Borges"].into_iter().cycle().take(12).collect::<Vec<_>>();
    for header in
        ["Fornecedor", "Nome do fornecedor", "Supplier", "Proveedor", "Fournisseur", "Preço do fornecedor"]
    {
        assert_eq!(suggest(&[sample(header, &few)]), [], "{header}");
    }
    let of = |header: &str| suggest(&[sample(header, &[])]).pop().map(|one| one.field.to_string());
    assert_eq!(of("Código do fornecedor").as_deref(), Some("mpn"));
    assert_eq!(of("Marca").as_deref(), Some("brand"));
    assert_eq!(of("Vendor").as_deref(), Some("brand"), "as Shopify calls it");
}

#[test]
fn long_texts_of_many_words_are_no_weights() {
    let text = "um texto comprido de muitas palavras ".repeat(10);
    let samples = [sample("SKU", &["A"]), sample("Peso", &[&text, &text])];
    assert!(suggest(&samples).iter().all(|one| one.column == 0 || one.values == ValuesSay::No));
}

proptest! {
    #[test]
    fn no_sheet_is_too_strange(headers in proptest::collection::vec("\\PC{0,20}|(preço|sku|imagem)( [0-9])?", 0..8),
        values in proptest::collection::vec("\\PC{0,12}|[0-9.,]{1,8}|([a-z]{2,9} ){20,40}", 0..6)) {
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
