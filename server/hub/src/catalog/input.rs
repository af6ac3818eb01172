//! What the form of a product sends, and what it must be.

use domain::{
    Currency, Fault, FieldError, FieldProblem, Locale, gtin_is_valid,
    view::{
        amount::{parse_centimetres, parse_count, parse_grams, parse_price},
        catalog::{BRAND_LENGTH, CATEGORY_LENGTH, IMAGE_LENGTH, IMAGES, ProductFields, SKU_LENGTH},
    },
};
use validator::facts::{Address, address};

/// A product as typed.
#[derive(Debug, Clone, Default)]
pub struct ProductInput {
    pub sku: String,
    pub name: String,
    /// Empty, as all that follows may be: not known.
    pub brand: String,
    pub category: String,
    pub description: String,
    /// Amounts in the way of the person's language: `1.234,56` or `1234.56`.
    pub price: String,
    pub compare_at: String,
    pub cost: String,
    /// Empty: stock is not kept.
    pub stock: String,
    pub gtin: String,
    pub ncm: String,
    /// Whole grams.
    pub weight: String,
    /// Centimetres, in the way of the person's language.
    pub length: String,
    pub width: String,
    pub height: String,
    /// Addresses, one a line.
    pub images: String,
    pub active: bool,
}

impl ProductInput {
    /// The product, with amounts in `currency`.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with every field that is wrong.
    pub(super) fn read(&self, locale: Locale, currency: Currency) -> Result<ProductFields, Fault> {
        let mut errors = Vec::new();
        let mut check = |field: &str, problem: Option<FieldProblem>| {
            errors.extend(problem.map(|problem| FieldError { field: field.to_owned(), problem }));
        };
        check("sku", line(&self.sku, SKU_LENGTH));
        check("name", line(&self.name, 255));
        check("brand", optional(&self.brand, BRAND_LENGTH));
        check("category", optional(&self.category, CATEGORY_LENGTH));
        check("description", text(&self.description, 20_000));
        let mut value = |field, read: Result<Option<i64>, FieldProblem>| match read {
            Ok(value) => value,
            Err(problem) => {
                check(field, Some(problem));
                None
            }
        };
        let price_minor = value("price", filled(&self.price, |text| parse_price(text, locale, currency)));
        let compare_at_minor =
            value("compare_at", filled(&self.compare_at, |text| parse_price(text, locale, currency)));
        let cost_minor = value("cost", filled(&self.cost, |text| parse_price(text, locale, currency)));
        let stock = value("stock", filled(&self.stock, parse_count));
        let weight_grams = value("weight", filled(&self.weight, parse_grams));
        let mut side = |field, text: &str| value(field, filled(text, |text| parse_centimetres(text, locale)));
        let length_mm = side("length", &self.length);
        let width_mm = side("width", &self.width);
        let height_mm = side("height", &self.height);
        let images: Vec<String> =
            self.images.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        check("images", images_problem(&images));
        let gtin = digits(&self.gtin);
        check("gtin", gtin.as_ref().and_then(|gtin| gtin_problem(gtin)));
        let ncm = digits(&self.ncm);
        let ncm_is_valid = |ncm: &String| ncm.len() == 8 && ncm.bytes().all(|byte| byte.is_ascii_digit());
        check("ncm", ncm.as_ref().filter(|ncm| !ncm_is_valid(ncm)).map(|_| FieldProblem::Format));
        if !errors.is_empty() {
            return Err(Fault::Invalid { fields: errors });
        }
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(ProductFields {
            sku: self.sku.trim().to_owned(),
            name: self.name.trim().to_owned(),
            brand: given(&self.brand),
            category: given(&self.category),
            description: self.description.trim().to_owned(),
            currency,
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
            active: self.active,
        })
    }
}

/// What is wrong with one line of required text.
fn line(text: &str, max: usize) -> Option<FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        Some(FieldProblem::Required)
    } else if text.chars().count() > max {
        Some(FieldProblem::TooLong { max: max as u32 })
    } else {
        text.chars().any(char::is_control).then_some(FieldProblem::Characters)
    }
}

/// What is wrong with one line of text that may be empty.
fn optional(text: &str, max: usize) -> Option<FieldProblem> {
    line(text, max).filter(|problem| *problem != FieldProblem::Required)
}

/// What is wrong with the addresses of images.
fn images_problem(images: &[String]) -> Option<FieldProblem> {
    match images.len() {
        0..=IMAGES => images.iter().any(|image| !is_image(image)).then_some(FieldProblem::Format),
        _ => Some(FieldProblem::OutOfRange),
    }
}

/// Whether a text is an address under which a picture may be.
pub(crate) fn is_image(text: &str) -> bool {
    let is_web = |address: Address<'_>| address.has_scheme("https") || address.has_scheme("http");
    text.chars().count() <= IMAGE_LENGTH && address(text).is_ok_and(is_web)
}

/// What is wrong with a text that may be empty and have several lines.
fn text(text: &str, max: usize) -> Option<FieldProblem> {
    if text.trim().chars().count() > max {
        return Some(FieldProblem::TooLong { max: max as u32 });
    }
    text.chars().any(|sign| sign.is_control() && !"\r\n\t".contains(sign)).then_some(FieldProblem::Characters)
}

fn filled(text: &str, read: impl Fn(&str) -> Result<i64, FieldProblem>) -> Result<Option<i64>, FieldProblem> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// A code without its punctuation; `None` for an empty field. Cut where it is too long for any code.
fn digits(text: &str) -> Option<String> {
    let code: String =
        text.chars().filter(|sign| !sign.is_whitespace() && !".-".contains(*sign)).take(40).collect();
    (!code.is_empty()).then_some(code)
}

fn gtin_problem(gtin: &str) -> Option<FieldProblem> {
    let shape = matches!(gtin.len(), 8 | 12 | 13 | 14) && gtin.bytes().all(|byte| byte.is_ascii_digit());
    match (shape, gtin_is_valid(gtin)) {
        (false, _) => Some(FieldProblem::Format),
        (true, false) => Some(FieldProblem::CheckDigit),
        (true, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(input: &ProductInput) -> Vec<(String, FieldProblem)> {
        match input.read(Locale::PtBr, Currency::BRL) {
            Err(Fault::Invalid { fields }) => {
                fields.into_iter().map(|error| (error.field, error.problem)).collect()
            }
            Err(other) => panic!("{other}"),
            Ok(_) => vec![],
        }
    }

    fn shirt() -> ProductInput {
        ProductInput { sku: " CAM-M ".into(), name: "Camiseta".into(), ..ProductInput::default() }
    }

    #[test]
    fn a_product_needs_a_sku_and_a_name_only() {
        let fields = shirt().read(Locale::PtBr, Currency::BRL).unwrap();
        assert_eq!(
            (fields.sku.as_str(), fields.price_minor, fields.stock, fields.gtin),
            ("CAM-M", None, None, None)
        );
    }

    #[test]
    fn amounts_and_codes_are_read_as_people_write_them() {
        let input = ProductInput {
            price: "R$ 1.234,56".into(),
            cost: "99.9".into(),
            stock: "1.200".into(),
            gtin: "789 1000 315507".into(),
            ncm: "6109.10.00".into(),
            brand: " Acme ".into(),
            category: "Moda > Camisetas".into(),
            compare_at: "1.500,00".into(),
            weight: "1.250".into(),
            length: "30".into(),
            width: "20,5".into(),
            images: "https://a.com/1.jpg\r\n\n  https://a.com/2.jpg ".into(),
            ..shirt()
        };
        let fields = input.read(Locale::PtBr, Currency::BRL).unwrap();
        assert_eq!(
            (fields.price_minor, fields.cost_minor, fields.stock),
            (Some(123_456), Some(9990), Some(1200))
        );
        assert_eq!(
            (fields.gtin.as_deref(), fields.ncm.as_deref()),
            (Some("7891000315507"), Some("61091000"))
        );
        assert_eq!(
            (fields.brand.as_deref(), fields.category.as_deref(), fields.compare_at_minor),
            (Some("Acme"), Some("Moda > Camisetas"), Some(150_000))
        );
        assert_eq!(
            (fields.weight_grams, fields.length_mm, fields.width_mm, fields.height_mm),
            (Some(1_250), Some(300), Some(205), None)
        );
        assert_eq!(fields.images, ["https://a.com/1.jpg", "https://a.com/2.jpg"]);
    }

    #[test]
    fn images_are_so_many_addresses_of_the_web() {
        let of = |images: &str| problems(&ProductInput { images: images.into(), ..shirt() });
        let wrong = |problem| vec![("images".to_owned(), problem)];
        assert!(of("HTTP://a.com/á.jpg").is_empty());
        for images in
            ["foto.jpg", "ftp://a.com/1.jpg", "https://a.com/1.jpg, https://a.com/2.jpg", "javascript://a"]
        {
            assert_eq!(of(images), wrong(FieldProblem::Format), "{images}");
        }
        let long = format!("https://a.com/{}", "x".repeat(IMAGE_LENGTH));
        assert_eq!(of(&long), wrong(FieldProblem::Format));
        assert!(of(&"https://a.com/1.jpg\n".repeat(IMAGES)).is_empty());
        assert_eq!(of(&"https://a.com/1.jpg\n".repeat(IMAGES + 1)), wrong(FieldProblem::OutOfRange));
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let input = ProductInput {
            sku: "a\u{0}b".into(),
            name: "x".repeat(256),
            description: "\u{7}".into(),
            price: "-1".into(),
            cost: "abc".into(),
            stock: "1,5".into(),
            gtin: "7891000315508".into(),
            ncm: "123".into(),
            brand: "b".repeat(BRAND_LENGTH + 1),
            category: "a\tb".into(),
            compare_at: "x".into(),
            weight: "0,25".into(),
            length: "0".into(),
            width: "1,25".into(),
            height: "x".into(),
            images: "x".into(),
            active: true,
        };
        assert_eq!(
            problems(&input),
            [
                ("sku".into(), FieldProblem::Characters),
                ("name".into(), FieldProblem::TooLong { max: 255 }),
                ("brand".into(), FieldProblem::TooLong { max: 120 }),
                ("category".into(), FieldProblem::Characters),
                ("description".into(), FieldProblem::Characters),
                ("price".into(), FieldProblem::OutOfRange),
                ("compare_at".into(), FieldProblem::Format),
                ("cost".into(), FieldProblem::Format),
                ("stock".into(), FieldProblem::Format),
                ("weight".into(), FieldProblem::Format),
                ("length".into(), FieldProblem::OutOfRange),
                ("width".into(), FieldProblem::Format),
                ("height".into(), FieldProblem::Format),
                ("images".into(), FieldProblem::Format),
                ("gtin".into(), FieldProblem::CheckDigit),
                ("ncm".into(), FieldProblem::Format),
            ]
        );
        assert_eq!(problems(&ProductInput::default())[0], ("sku".into(), FieldProblem::Required));
        let endless = ProductInput { gtin: "1".repeat(10_000_000), ..shirt() };
        assert_eq!(problems(&endless), [("gtin".into(), FieldProblem::Format)]);
    }
}
