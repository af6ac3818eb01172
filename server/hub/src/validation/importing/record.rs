//! A record of a file as a product.

use crate::catalog::is_image;
use domain::{
    Currency, ImportAction, ImportProblemKind, Locale, ProductField, gtin_is_valid,
    view::{
        amount::{LARGEST_GRAMS, LARGEST_MILLIMETRES, parse_count, parse_price},
        catalog::{BRAND_LENGTH, CATEGORY_LENGTH, IMAGES, sku_key},
        catalogue_import::{ImportProblem, ImportRow, ProductValues},
    },
};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use store::catalog::imports::Known;
use validator::{
    Field, Record,
    facts::{canonical_decimal, list_items},
    templates::restored,
};

/// Characters of a product's name and description.
const NAME: usize = 255;
const DESCRIPTION: usize = 20_000;

/// Fields of which a product gets something.
const TAKEN: [ProductField; 17] = [
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
];

/// Whether a product gets something of a field.
pub(in crate::validation) fn is_taken(field: &Field) -> bool {
    matches!(field, Field::Product(field) if TAKEN.contains(field))
}

/// Whether it is a cell that is left out, and not a record.
pub(super) const fn is_of_cell(kind: ImportProblemKind) -> bool {
    use ImportProblemKind as Kind;
    matches!(kind, Kind::Unread | Kind::Format | Kind::TooLong | Kind::Characters | Kind::Currency)
}

/// What a record says of a product.
pub(super) struct Said {
    row: i64,
    sku: String,
    /// In the form in which SKUs are compared; none where it cannot be one.
    pub key: Option<String>,
    values: ProductValues,
    /// In which its amounts are.
    currency: Currency,
    /// What stood there before a correction: only what differs is taken then.
    original: Option<ProductValues>,
    problems: Vec<ImportProblem>,
}

impl Said {
    /// Of a canonical record: amounts are written `1234.50`. Texts lose the apostrophe by which files keep them from being formulas. `unread` are fields whose cells the steps of their column cannot
    /// read.
    pub fn read(row: u64, record: &dyn Record, unread: &[&Field], currency: Currency) -> Self {
        let value = |field: ProductField| {
            let value = record.get(&Field::Product(field)).map(str::trim);
            value.filter(|value| !value.is_empty())
        };
        let mut problems = Vec::new();
        let mut tell = |field: ProductField, kind| {
            problems.push(ImportProblem { field: field.code().to_owned(), kind });
        };
        let mut text = |field: ProductField, most: usize, lines: bool| {
            let text = restored(value(field)?);
            match text_problem(text, most, lines) {
                None => Some(text.to_owned()),
                Some(kind) => {
                    tell(field, kind);
                    None
                }
            }
        };
        let name = text(ProductField::Title, NAME, false);
        let brand = text(ProductField::Brand, BRAND_LENGTH, false);
        let category = text(ProductField::Category, CATEGORY_LENGTH, false);
        let description = text(ProductField::Description, DESCRIPTION, true);
        let is_foreign =
            value(ProductField::Currency).is_some_and(|code| !code.eq_ignore_ascii_case(currency.code()));
        let mut amount = |field: ProductField| {
            let text = value(field)?;
            if is_foreign {
                tell(field, ImportProblemKind::Currency);
                return None;
            }
            let read = plain(text).and_then(|text| parse_price(&text, Locale::En, currency).ok());
            told(read, || tell(field, ImportProblemKind::Format))
        };
        let price_minor = amount(ProductField::Price);
        let compare_at_minor = amount(ProductField::CompareAtPrice);
        let cost_minor = amount(ProductField::Cost);
        let stock = value(ProductField::Stock).and_then(|text| {
            let read = plain(text).and_then(|text| parse_count(&text).ok());
            told(read, || tell(ProductField::Stock, ImportProblemKind::Format))
        });
        let mut code = |field: ProductField, is_good: fn(&str) -> bool| {
            let code: String =
                value(field)?.chars().filter(|sign| !sign.is_whitespace() && !".-".contains(*sign)).collect();
            if is_good(&code) {
                return Some(code);
            }
            tell(field, ImportProblemKind::Format);
            None
        };
        let gtin = code(ProductField::Gtin, gtin_is_valid);
        let is_ncm = |code: &str| code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit());
        let ncm = code(ProductField::Ncm, is_ncm);
        let mut measure = |field: ProductField, places: u32, largest: i64| {
            let read = whole(value(field)?, places).filter(|count| (1..=largest).contains(count));
            told(read, || tell(field, ImportProblemKind::Format))
        };
        let weight_grams = measure(ProductField::Weight, 3, LARGEST_GRAMS);
        let length_mm = measure(ProductField::Length, 1, LARGEST_MILLIMETRES);
        let width_mm = measure(ProductField::Width, 1, LARGEST_MILLIMETRES);
        let height_mm = measure(ProductField::Height, 1, LARGEST_MILLIMETRES);
        let images: Vec<String> =
            list_items(value(ProductField::Images).unwrap_or_default()).map(str::to_owned).collect();
        let images_problem = match images.len() {
            0..=IMAGES => images.iter().any(|image| !is_image(image)).then_some(ImportProblemKind::Format),
            _ => Some(ImportProblemKind::TooLong),
        };
        if let Some(kind) = images_problem {
            tell(ProductField::Images, kind);
        }
        let images = Some(images).filter(|images| !images.is_empty() && images_problem.is_none());
        let lost = TAKEN.iter().filter(|field| **field != ProductField::Sku);
        lost.filter(|field| unread.contains(&&Field::Product(**field)))
            .for_each(|field| tell(*field, ImportProblemKind::Unread));
        let sku = restored(value(ProductField::Sku).unwrap_or_default());
        let sku_problem = match sku {
            "" => Some(ImportProblemKind::Missing),
            sku if sku_key(sku).is_none() => Some(ImportProblemKind::TooLong),
            sku => sku.chars().any(char::is_control).then_some(ImportProblemKind::Characters),
        };
        if let Some(kind) = sku_problem {
            tell(ProductField::Sku, kind);
        }
        Self {
            row: i64::try_from(row).unwrap_or(i64::MAX),
            sku: sku.chars().filter(|sign| !sign.is_control()).take(100).collect(),
            key: sku_key(sku).filter(|_| sku_problem.is_none()),
            values: ProductValues {
                name,
                brand,
                category,
                description,
                price_minor,
                compare_at_minor,
                cost_minor,
                stock,
                gtin,
                ncm,
                weight_grams,
                length_mm,
                width_mm,
                height_mm,
                images,
            },
            currency,
            original: None,
            problems,
        }
    }

    /// The same record corrected: only what differs between the two is taken, and from a product that has it still.
    pub fn corrected(self, corrected: Self) -> Self {
        Self { original: Some(self.values), problems: Vec::new(), ..corrected }
    }

    /// What is to be done with it; nothing where its product is like that.
    pub fn action(mut self, known: Option<&Known>, is_repeated: bool) -> Option<ImportRow> {
        if let Some(original) = &self.original {
            let Some(Known::Product(id, has, _)) = known.filter(|_| !is_repeated) else { return None };
            let (before, after) = self.values.changes(original, has);
            return (after != ProductValues::default()).then_some(ImportRow {
                row: self.row,
                action: ImportAction::Update,
                sku: self.sku,
                product: Some(*id),
                before,
                after,
                problems: self.problems,
                has_errors: false,
                outcome: None,
            });
        }
        let (before, after, product, action) = match known {
            _ if self.key.is_none() => return Some(self.refused()),
            _ if is_repeated => return Some(self.refuse(ProductField::Sku, ImportProblemKind::Repeated)),
            Some(Known::Linked) => return Some(self.refuse(ProductField::Sku, ImportProblemKind::Linked)),
            Some(Known::Product(id, has, theirs)) => {
                if *theirs != self.currency {
                    self.leave_amounts();
                }
                let (before, after) = self.values.changes(has, has);
                if after == ProductValues::default() && self.problems.is_empty() {
                    return None;
                }
                if after == ProductValues::default() {
                    return Some(self.refused());
                }
                (before, after, Some(*id), ImportAction::Update)
            }
            None if self.values.name.is_none() => {
                let is_told = self.problems.iter().any(|told| told.field == ProductField::Title.code());
                return Some(match is_told {
                    true => self.refused(),
                    false => self.refuse(ProductField::Title, ImportProblemKind::Missing),
                });
            }
            None => (ProductValues::default(), std::mem::take(&mut self.values), None, ImportAction::Create),
        };
        let (row, sku, problems) = (self.row, self.sku, self.problems);
        Some(ImportRow {
            row,
            action,
            sku,
            product,
            before,
            after,
            problems,
            has_errors: false,
            outcome: None,
        })
    }

    /// The product's amounts are in another currency.
    fn leave_amounts(&mut self) {
        let amounts = [
            (ProductField::Price, self.values.price_minor.take()),
            (ProductField::CompareAtPrice, self.values.compare_at_minor.take()),
            (ProductField::Cost, self.values.cost_minor.take()),
        ];
        let given = amounts.into_iter().filter(|(_, amount)| amount.is_some());
        self.problems.extend(given.map(|(field, _)| ImportProblem {
            field: field.code().to_owned(),
            kind: ImportProblemKind::Currency,
        }));
    }

    fn refuse(mut self, field: ProductField, kind: ImportProblemKind) -> ImportRow {
        self.problems.insert(0, ImportProblem { field: field.code().to_owned(), kind });
        self.refused()
    }

    fn refused(self) -> ImportRow {
        ImportRow {
            row: self.row,
            action: ImportAction::Refused,
            sku: self.sku,
            product: None,
            before: ProductValues::default(),
            after: ProductValues::default(),
            problems: self.problems,
            has_errors: false,
            outcome: None,
        }
    }
}

fn told(read: Option<i64>, tell: impl FnOnce()) -> Option<i64> {
    if read.is_none() {
        tell();
    }
    read
}

/// A canonical number without zeros at its end: forms would take `5.000` for five thousand.
fn plain(text: &str) -> Option<String> {
    Some(canonical_decimal(text)?.normalize().to_string())
}

/// How many whole thousandths, or tenths, of its unit a canonical number is: what steps made of another unit, such as pounds, is
/// rounded to them.
fn whole(text: &str, places: u32) -> Option<i64> {
    let count = canonical_decimal(text)?.checked_mul(Decimal::from(10_i64.pow(places)))?;
    count.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
}

fn text_problem(text: &str, most: usize, lines: bool) -> Option<ImportProblemKind> {
    let is_odd = |sign: char| sign.is_control() && !(lines && "\r\n\t".contains(sign));
    match text {
        text if text.chars().nth(most).is_some() => Some(ImportProblemKind::TooLong),
        text => text.chars().any(is_odd).then_some(ImportProblemKind::Characters),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ProductId;
    use std::collections::BTreeMap;
    use validator::rules::Given;

    fn said(fields: &[(&str, &str)]) -> Said {
        let given: Given = fields
            .iter()
            .map(|(field, value)| (field.parse().unwrap(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect();
        Said::read(1, &given, &[], Currency::BRL)
    }

    fn problems(row: &ImportRow) -> Vec<(&str, ImportProblemKind)> {
        row.problems.iter().map(|problem| (problem.field.as_str(), problem.kind)).collect()
    }

    #[test]
    fn a_record_becomes_a_product_and_what_cannot_be_a_value_is_left_out() {
        let row = said(&[
            ("sku", " A-1 "),
            ("title", "Caneca"),
            ("price", "1234.5"),
            ("cost", "9.999"),
            ("stock", "7"),
            ("gtin", "7891000315507"),
            ("ncm", "6912.00.00"),
        ]);
        let row = row.action(None, false).unwrap();
        assert_eq!((row.action, row.sku.as_str()), (ImportAction::Create, "A-1"));
        assert_eq!((row.after.price_minor, row.after.stock), (Some(123_450), Some(7)));
        assert_eq!((row.after.cost_minor, row.after.ncm.as_deref()), (None, Some("69120000")));
        assert_eq!(problems(&row), [("cost", ImportProblemKind::Format)]);
    }

    #[test]
    fn numbers_are_canonical_and_not_as_people_write_them() {
        let stock = |text: &str| {
            let row = said(&[("sku", "a"), ("title", "x"), ("stock", text), ("price", "5.0000")]);
            let row = row.action(None, false).unwrap();
            assert_eq!(row.after.price_minor, Some(500));
            (row.after.stock, row.problems.len())
        };
        assert_eq!(stock("5.000"), (Some(5), 0));
        assert_eq!(stock("5.00"), (Some(5), 0));
        assert_eq!(stock("5000"), (Some(5_000), 0));
        assert_eq!(stock("1.5"), (None, 1));
        let dollars = Known::Product(ProductId::new(), Box::default(), Currency::USD);
        let row =
            said(&[("sku", "a"), ("title", "x"), ("price", "5")]).action(Some(&dollars), false).unwrap();
        assert_eq!(
            (row.after.price_minor, problems(&row)),
            (None, vec![("price", ImportProblemKind::Currency)])
        );
    }

    #[test]
    fn what_marketplaces_ask_of_a_product_is_taken_in_the_units_of_the_catalogue() {
        let row = said(&[
            ("sku", "a"),
            ("title", "Caneca"),
            ("brand", " Acme "),
            ("category", "Casa > Cozinha"),
            ("compare_at_price", "59.9"),
            ("weight", "0.45359237"),
            ("length", "12.5"),
            ("width", "2.54"),
            ("height", "10"),
            ("images", "https://a.com/w_5,h_5/1.jpg | http://a.com/2.jpg"),
        ]);
        let row = row.action(None, false).unwrap();
        assert!(row.problems.is_empty(), "{row:?}");
        let after = &row.after;
        assert_eq!(
            (after.brand.as_deref(), after.category.as_deref()),
            (Some("Acme"), Some("Casa > Cozinha"))
        );
        assert_eq!((after.compare_at_minor, after.weight_grams), (Some(5_990), Some(454)));
        assert_eq!((after.length_mm, after.width_mm, after.height_mm), (Some(125), Some(25), Some(100)));
        let images = ["https://a.com/w_5,h_5/1.jpg", "http://a.com/2.jpg"].map(str::to_owned);
        assert_eq!(after.images.as_deref(), Some(images.as_slice()));
    }

    #[test]
    fn the_apostrophe_that_keeps_a_text_from_being_a_formula_is_none_of_it() {
        let row = said(&[
            ("sku", "'-AB"),
            ("title", "'+Vida"),
            ("brand", "'=Acme"),
            ("category", "'@Casa"),
            ("description", "''- 100% algodão"),
        ]);
        assert_eq!(row.key.as_deref(), sku_key("-AB").as_deref());
        let row = row.action(None, false).unwrap();
        let after = &row.after;
        assert_eq!((row.sku.as_str(), after.name.as_deref()), ("-AB", Some("+Vida")));
        assert_eq!((after.brand.as_deref(), after.category.as_deref()), (Some("=Acme"), Some("@Casa")));
        assert_eq!(after.description.as_deref(), Some("'- 100% algodão"), "one of its own stays");
    }

    #[test]
    fn measures_and_images_that_no_product_has_are_left_out() {
        use ImportProblemKind::{Format, TooLong};
        let (long, many) = ("b".repeat(BRAND_LENGTH + 1), vec!["https://a.com/1.jpg"; IMAGES + 1].join("|"));
        for (field, value, kind) in [
            ("brand", long.as_str(), TooLong),
            ("weight", "0", Format),
            ("weight", "0.0004", Format),
            ("weight", "100000.001", Format),
            ("weight", "1 kg", Format),
            ("weight", "9999999999999999999999999999", Format),
            ("height", "-3", Format),
            ("images", "foto.jpg", Format),
            ("images", "https://a.com/1.jpg|ftp://a.com/2.jpg", Format),
            ("images", many.as_str(), TooLong),
        ] {
            let row = said(&[("sku", "a"), ("title", "x"), (field, value)]).action(None, false).unwrap();
            assert_eq!(problems(&row), [(field, kind)], "{value}");
            let plain = ProductValues { name: Some("x".into()), ..ProductValues::default() };
            assert_eq!(row.after, plain, "{field}: {value}");
        }
    }

    #[test]
    fn cells_that_cannot_be_read_are_told_even_where_nothing_else_changes() {
        let given: Given = [("sku", "a"), ("title", "Caneca")]
            .map(|(field, value)| (field.parse().unwrap(), value.to_owned()))
            .into_iter()
            .collect();
        let price = Field::Product(ProductField::Price);
        let colour = Field::Product(ProductField::Colour);
        let read = || Said::read(1, &given, &[&price, &colour], Currency::BRL);
        let row = read().action(None, false).unwrap();
        assert_eq!(row.action, ImportAction::Create);
        assert_eq!(problems(&row), [("price", ImportProblemKind::Unread)], "the catalogue has no colours");
        let has = ProductValues { name: Some("Caneca".into()), ..ProductValues::default() };
        let known = Known::Product(ProductId::new(), has.into(), Currency::BRL);
        let row = read().action(Some(&known), false).unwrap();
        assert_eq!(
            (row.action, problems(&row)),
            (ImportAction::Refused, vec![("price", ImportProblemKind::Unread)])
        );
    }

    #[test]
    fn empty_cells_leave_a_product_as_it_is() {
        let has = ProductValues {
            name: Some("Caneca".into()),
            price_minor: Some(1_000),
            ..ProductValues::default()
        };
        let known = Known::Product(ProductId::new(), has.into(), Currency::BRL);
        let same = said(&[("sku", "a"), ("title", "Caneca"), ("price", "10"), ("stock", "")]);
        assert_eq!(same.action(Some(&known), false), None);
        let other =
            said(&[("sku", "a"), ("title", ""), ("price", "12")]).action(Some(&known), false).unwrap();
        assert_eq!((other.action, other.before.price_minor), (ImportAction::Update, Some(1_000)));
        assert_eq!((other.after.price_minor, other.after.name), (Some(1_200), None));
    }

    #[test]
    fn what_cannot_be_a_product_is_refused_with_its_reason() {
        use ImportProblemKind::{Currency, Linked, Missing, Repeated, TooLong};
        let refused = |fields: &[(&str, &str)], known: Option<&Known>, repeated| {
            let row = said(fields).action(known, repeated).unwrap();
            assert_eq!(row.action, ImportAction::Refused);
            problems(&row).into_iter().map(|(field, kind)| (field.to_owned(), kind)).collect::<Vec<_>>()
        };
        assert_eq!(refused(&[("title", "x")], None, false), [("sku".into(), Missing)]);
        let long = "s".repeat(101);
        assert_eq!(refused(&[("sku", &long), ("title", "x")], None, false), [("sku".into(), TooLong)]);
        assert_eq!(refused(&[("sku", "a")], None, false), [("title".into(), Missing)]);
        let name = "n".repeat(256);
        assert_eq!(refused(&[("sku", "a"), ("title", &name)], None, false), [("title".into(), TooLong)]);
        assert_eq!(refused(&[("sku", "a"), ("title", "x")], None, true), [("sku".into(), Repeated)]);
        assert_eq!(
            refused(&[("sku", "a"), ("title", "x")], Some(&Known::Linked), false),
            [("sku".into(), Linked)]
        );
        let known = Known::Product(ProductId::new(), Box::default(), domain::Currency::BRL);
        let foreign = [("sku", "a"), ("price", "5"), ("currency", "USD")];
        assert_eq!(refused(&foreign, Some(&known), false), [("price".into(), Currency)]);
    }
}
