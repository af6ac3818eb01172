//! Sheets as shops, marketplaces and systems write them.

use super::*;

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
