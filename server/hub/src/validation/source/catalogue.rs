//! The products in Orion as a table whose columns are the canonical fields.

use super::{Sending, Stop, text::RowsText};
use crate::{HubError, auth::OrgCx, permit::Permit};
use domain::{Currency, Money, ProductField};
use futures::TryStreamExt;
use serde_json::{Value, json};
use std::{borrow::Cow, collections::BTreeMap, pin::pin};
use store::catalog::ProductRecord;
use validator::{
    Field,
    mapping::{MappedColumn, Mapping},
};

/// Products that a check reads: as many as the engine takes of any table.
const MOST: i64 = 20_000_001;
/// Bytes of a part.
const PART: usize = 256 << 10;

const FIELDS: [ProductField; 10] = [
    ProductField::Sku,
    ProductField::Title,
    ProductField::Description,
    ProductField::Price,
    ProductField::Cost,
    ProductField::Currency,
    ProductField::Stock,
    ProductField::Gtin,
    ProductField::Ncm,
    ProductField::Status,
];

/// What the columns are: nobody has to say so.
pub(super) fn mapping() -> Value {
    let columns = FIELDS.map(|field| MappedColumn {
        header: field.code().to_owned(),
        occurrence: 1,
        field: Field::Product(field),
        chain: validator::transform::Chain::default(),
        tests: Vec::new(),
    });
    json!(Mapping { version: 1, columns: columns.to_vec(), constants: BTreeMap::new() })
}

fn heading() -> impl Iterator<Item = Cow<'static, str>> {
    FIELDS.iter().map(|field| Cow::Borrowed(field.code()))
}

fn cells(product: &ProductRecord) -> [Cow<'_, str>; FIELDS.len()] {
    let money = |minor: Option<i64>, currency: Currency| {
        let amount = minor.map(|minor| Money::from_minor(minor, currency).amount.to_string());
        Cow::Owned(amount.unwrap_or_default())
    };
    let text = |text: &'_ Option<String>| Cow::Owned(text.clone().unwrap_or_default());
    [
        Cow::Borrowed(&product.sku),
        Cow::Borrowed(&product.name),
        Cow::Borrowed(&product.description),
        money(product.price_minor, product.currency),
        money(product.cost_minor, product.currency),
        Cow::Borrowed(product.currency.code()),
        Cow::Owned(product.stock.map(|stock| stock.to_string()).unwrap_or_default()),
        text(&product.gtin),
        text(&product.ncm),
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
