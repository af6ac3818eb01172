//! The list of products as a file, with every field: what a person changes in it can be imported again, all but the status.

use super::{
    BATCH,
    cells::Cell,
    csv::{BYTE_ORDER_MARK, broken, text, writer},
    xlsx::{AHEAD, Formats, MOST_ROWS, chunks, head, saved, write_row},
};
use crate::{HubError, auth::OrgCx, permit::Export};
use domain::{
    Fault, Money, ProductField,
    view::{
        catalog::{ProductFields, ProductSelection},
        page::Cursor,
    },
};
use futures::{Stream, stream};
use i18n::Texts;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::borrow::Cow;
use tokio::sync::mpsc;
use validator::{facts::LIST_SEPARATOR, templates::unmistakable};

/// The columns. Weights are in kilograms, the sides in centimetres, images in one cell.
pub const PRODUCT_FIELDS: [ProductField; 18] = [
    ProductField::Sku,
    ProductField::Title,
    ProductField::Brand,
    ProductField::Category,
    ProductField::Description,
    ProductField::Price,
    ProductField::CompareAtPrice,
    ProductField::Cost,
    ProductField::Currency,
    ProductField::Stock,
    ProductField::Gtin,
    ProductField::Ncm,
    ProductField::Weight,
    ProductField::Length,
    ProductField::Width,
    ProductField::Height,
    ProductField::Images,
    ProductField::Status,
];

/// The words of the file in the reader's language.
#[derive(Debug, Clone)]
pub struct ProductWords {
    /// In the order of [`PRODUCT_FIELDS`].
    pub headings: [String; PRODUCT_FIELDS.len()],
    pub active: &'static str,
    pub inactive: &'static str,
}

impl ProductWords {
    /// Columns are called as fields are, so that an import knows them again; of the status it takes nothing.
    pub fn of(t: Texts) -> Self {
        let heading = |field: ProductField| {
            let name = t.validation().field(field.code());
            match field {
                ProductField::Weight => format!("{name} (kg)"),
                ProductField::Length | ProductField::Width | ProductField::Height => format!("{name} (cm)"),
                _ => name,
            }
        };
        Self {
            headings: PRODUCT_FIELDS.map(heading),
            active: t.products().active(),
            inactive: t.products().inactive(),
        }
    }
}

/// The products of a list, batch by batch, each in a transaction of its own: a slow reader holds no connection.
struct Batches {
    cx: OrgCx<Export>,
    selection: ProductSelection,
    after: Option<Cursor>,
    is_over: bool,
}

impl Batches {
    const fn new(cx: OrgCx<Export>, selection: ProductSelection) -> Self {
        Self { cx, selection, after: None, is_over: false }
    }

    /// The next batch; empty when there is no more.
    async fn next(&mut self) -> Result<Vec<ProductFields>, HubError> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut tx = self.cx.begin().await?;
        let (products, next) =
            store::catalog::batch(&mut tx, &self.selection, self.after.as_ref(), BATCH as i64).await?;
        self.is_over = next.is_none();
        self.after = next;
        Ok(products)
    }
}

/// The list, or what is found in it, as chunks of a CSV file, headings first, as spreadsheets of the organisation's country read
/// it.
///
/// # Errors
/// Inside the stream, when the database cannot be asked.
pub fn products_csv(
    cx: OrgCx<Export>,
    selection: ProductSelection,
    words: ProductWords,
) -> impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static {
    stream::try_unfold(
        (Batches::new(cx, selection), words, true),
        |(mut batches, words, is_first)| async move {
            let products = batches.next().await?;
            if products.is_empty() && !is_first {
                return Ok(None);
            }
            let locale = batches.cx.org_locale();
            let mut chunk = if is_first { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
            let mut writer = writer(&mut chunk, locale);
            if is_first {
                writer.write_record(&words.headings).map_err(broken)?;
            }
            for product in &products {
                writer
                    .write_record(cells(product, &words).map(|cell| text(&cell, locale)))
                    .map_err(broken)?;
            }
            writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
            drop(writer);
            Ok(Some((chunk, (batches, words, false))))
        },
    )
}

/// The same as chunks of a workbook, once it is whole.
///
/// # Errors
/// [`Fault::Conflict`] `products_too_long` if a sheet cannot hold them; when the database cannot be asked or the disk is full.
pub async fn products_xlsx(
    cx: OrgCx<Export>,
    selection: ProductSelection,
    words: ProductWords,
) -> Result<impl Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static, HubError> {
    let mut batches = Batches::new(cx, selection);
    let (send, mut receive) = mpsc::channel::<Vec<ProductFields>>(AHEAD);
    let writer = tokio::task::spawn_blocking(move || {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        let formats = Formats::new();
        head(sheet, &words.headings.each_ref().map(String::as_str), &formats)?;
        let mut line = 0;
        while let Some(products) = receive.blocking_recv() {
            for product in &products {
                line += 1;
                write_row(sheet, line, &cells(product, &words), &formats)?;
            }
        }
        saved(workbook)
    });
    let mut sent = 0;
    loop {
        let products = batches.next().await?;
        sent += products.len() as u32;
        if sent > MOST_ROWS {
            return Err(Fault::Conflict { what: "products_too_long".into() }.into());
        }
        // A writer that stopped tells why below.
        if products.is_empty() || send.send(products).await.is_err() {
            break;
        }
    }
    drop(send);
    let written = writer.await.map_err(|error| HubError::Internal(error.to_string()))?;
    let file = written.map_err(|error: XlsxError| HubError::Internal(format!("workbook: {error}")))?;
    Ok(chunks(file))
}

fn cells<'a>(product: &'a ProductFields, words: &ProductWords) -> [Cell<'a>; PRODUCT_FIELDS.len()] {
    let text = |text: &'a str| match text {
        "" => Cell::Missing,
        text => Cell::Text(unmistakable(text)),
    };
    let given = |value: &'a Option<String>| text(value.as_deref().unwrap_or_default());
    let amount = |minor: Option<i64>| {
        minor.map_or(Cell::Missing, |minor| Cell::Money(Money::from_minor(minor, product.currency)))
    };
    let measure = |count: Option<i64>, places: u32| {
        count.map_or(Cell::Missing, |count| Cell::Number(Decimal::new(count, places).normalize()))
    };
    let images = match product.images.as_slice() {
        [] => Cell::Missing,
        images => Cell::Text(Cow::Owned(images.join(LIST_SEPARATOR))),
    };
    [
        text(&product.sku),
        text(&product.name),
        given(&product.brand),
        given(&product.category),
        text(&product.description),
        amount(product.price_minor),
        amount(product.compare_at_minor),
        amount(product.cost_minor),
        text(product.currency.code()),
        product.stock.map_or(Cell::Missing, Cell::Count),
        given(&product.gtin),
        given(&product.ncm),
        measure(product.weight_grams, 3),
        measure(product.length_mm, 1),
        measure(product.width_mm, 1),
        measure(product.height_mm, 1),
        images,
        text(if product.active { words.active } else { words.inactive }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Currency, Locale};

    #[test]
    fn a_product_has_every_field_in_the_units_that_an_import_reads() {
        let product = ProductFields {
            brand: Some("=Acme".into()),
            compare_at_minor: Some(5_990),
            stock: Some(-2),
            weight_grams: Some(1_250),
            length_mm: Some(125),
            images: vec!["https://a.com/1.jpg".into(), "https://a.com/2.jpg".into()],
            ..ProductFields::new("A-1".into(), "Caneca".into(), Currency::BRL)
        };
        let words = ProductWords {
            headings: PRODUCT_FIELDS.map(|field| field.code().to_owned()),
            active: "Ativo",
            inactive: "Inativo",
        };
        let cells = cells(&product, &words).map(|cell| super::text(&cell, Locale::PtBr));
        let of = |field: ProductField| {
            cells[PRODUCT_FIELDS.iter().position(|known| *known == field).unwrap()].as_str()
        };
        assert_eq!((of(ProductField::Sku), of(ProductField::Brand)), ("A-1", "'=Acme"));
        assert_eq!((of(ProductField::CompareAtPrice), of(ProductField::Price)), ("59,90", ""));
        assert_eq!((of(ProductField::Weight), of(ProductField::Length)), ("1,25", "12,5"));
        assert_eq!((of(ProductField::Stock), of(ProductField::Status)), ("-2", "Ativo"));
        assert_eq!(of(ProductField::Images), "https://a.com/1.jpg|https://a.com/2.jpg");
    }
}
