//! The products in Orion as a table whose columns are the canonical fields.

use super::{Sending, Stop, text::RowsText};
use crate::{HubError, auth::OrgCx, permit::Permit};
use domain::{Money, ProductField, view::catalog::ProductFields};
use futures::TryStreamExt;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{borrow::Cow, pin::pin};
use validator::{
    Field,
    facts::LIST_SEPARATOR,
    mapping::{MappedColumn, Mapping},
};

/// Products that a check reads: as many as the engine takes of any table.
const MOST: i64 = 20_000_001;
/// Bytes of a part.
const PART: usize = 256 << 10;

const FIELDS: [ProductField; 18] = [
    ProductField::Sku,
    ProductField::Title,
    ProductField::Description,
    ProductField::Price,
    ProductField::CompareAtPrice,
    ProductField::Cost,
    ProductField::Currency,
    ProductField::Stock,
    ProductField::Gtin,
    ProductField::Ncm,
    ProductField::Brand,
    ProductField::Category,
    ProductField::Weight,
    ProductField::Length,
    ProductField::Width,
    ProductField::Height,
    ProductField::Images,
    ProductField::Status,
];

/// What the columns are: nobody has to say so.
pub(in crate::validation) fn mapping() -> Value {
    let columns = FIELDS.map(|field| MappedColumn {
        header: field.code().to_owned(),
        occurrence: 1,
        field: Field::Product(field),
        chain: validator::transform::Chain::default(),
        tests: Vec::new(),
    });
    json!(Mapping { version: 1, columns: columns.to_vec(), ..Mapping::default() })
}

fn heading() -> impl Iterator<Item = Cow<'static, str>> {
    FIELDS.iter().map(|field| Cow::Borrowed(field.code()))
}

fn cells(product: &ProductFields) -> [Cow<'_, str>; FIELDS.len()] {
    let money = |minor: Option<i64>| {
        let amount = minor.map(|minor| Money::from_minor(minor, product.currency).amount.to_string());
        Cow::Owned(amount.unwrap_or_default())
    };
    // Kilograms and centimetres, of what is kept in so small a unit.
    let measure = |count: Option<i64>, places: u32| {
        let measure = count.map(|count| Decimal::new(count, places).normalize().to_string());
        Cow::Owned(measure.unwrap_or_default())
    };
    let text = |text: &'_ Option<String>| Cow::Owned(text.clone().unwrap_or_default());
    [
        Cow::Borrowed(&product.sku),
        Cow::Borrowed(&product.name),
        Cow::Borrowed(&product.description),
        money(product.price_minor),
        money(product.compare_at_minor),
        money(product.cost_minor),
        Cow::Borrowed(product.currency.code()),
        Cow::Owned(product.stock.map(|stock| stock.to_string()).unwrap_or_default()),
        text(&product.gtin),
        text(&product.ncm),
        text(&product.brand),
        text(&product.category),
        measure(product.weight_grams, 3),
        measure(product.length_mm, 1),
        measure(product.width_mm, 1),
        measure(product.height_mm, 1),
        Cow::Owned(product.images.join(LIST_SEPARATOR)),
        Cow::Borrowed(if product.active { "active" } else { "inactive" }),
    ]
}

/// The first products as text.
pub(super) async fn head<P: Permit>(cx: &OrgCx<P>, most: i64) -> Result<RowsText, HubError> {
    let mut tx = cx.begin().await?;
    let mut text = RowsText::default();
    text.push(1, heading());
    let mut rows = pin!(store::catalog::records(&mut tx, most));
    let mut number = 1;
    while let Some(product) = rows.try_next().await? {
        number += 1;
        text.push(number, cells(&product).into_iter());
    }
    Ok(text)
}

/// Reads all products as they are at one moment.
///
/// # Errors
/// [`Stop`].
pub(super) async fn read<P: Permit>(cx: &OrgCx<P>, sending: &Sending<'_>) -> Result<(), Stop> {
    let mut tx = cx.begin().await.map_err(HubError::from)?;
    let mut text = RowsText::default();
    text.push(1, heading());
    let mut rows = pin!(store::catalog::records(&mut tx, MOST));
    let (mut number, mut count) = (1, 0);
    while let Some(product) = rows.try_next().await.map_err(HubError::from)? {
        number += 1;
        count += 1;
        text.push(number, cells(&product).into_iter());
        if text.len() >= PART {
            sending.send(text.take(), count).await?;
            count = 0;
        }
    }
    sending.send(text.take(), count).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Currency;

    #[test]
    fn a_product_is_written_in_the_units_of_the_fields() {
        let product = ProductFields {
            compare_at_minor: Some(5_990),
            weight_grams: Some(1_250),
            length_mm: Some(300),
            width_mm: Some(125),
            images: vec!["https://a.com/w_5,h_5/1.jpg".into(), "https://a.com/2.jpg".into()],
            ..ProductFields::new("A-1".into(), "Caneca".into(), Currency::BRL)
        };
        let cells = cells(&product);
        let of = |field: ProductField| {
            FIELDS.iter().position(|known| *known == field).map(|at| cells[at].as_ref()).unwrap()
        };
        assert_eq!(of(ProductField::CompareAtPrice), "59.90");
        assert_eq!([ProductField::Weight, ProductField::Length].map(of), ["1.25", "30"]);
        assert_eq!([ProductField::Width, ProductField::Height].map(of), ["12.5", ""]);
        let images: Vec<_> = validator::facts::list_items(of(ProductField::Images)).collect();
        assert_eq!(images, product.images);
    }
}
