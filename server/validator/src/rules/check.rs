//! What a rule asks of a value.

use super::bounds::Bounds;
use crate::{Field, facts::ImageLimits};
use domain::ProductField;
use serde::Serialize;

/// Several fields.
pub type Fields = Vec<Field>;

domain::code_enum! {
    /// What a length is counted in.
    pub enum LengthUnit {
        Characters = "characters",
        /// Of UTF-8.
        Bytes = "bytes",
    }
}

/// What a rule asks of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    Required,
    Length {
        min: Option<u32>,
        max: Option<u32>,
        unit: LengthUnit,
    },
    Number {
        bounds: Bounds,
        integer: bool,
        decimals: Option<u32>,
    },
    Matches(String),
    NotMatches(String),
    OneOf {
        values: Vec<String>,
        ignore_case: bool,
    },
    NoneOf {
        values: Vec<String>,
        ignore_case: bool,
    },
    /// No other record has the same value; or, with fields, the same values of all of them.
    Unique {
        with: Fields,
    },
    Gtin,
    Isbn,
    Ncm,
    Cest,
    Origin,
    Cpf,
    Cnpj,
    CpfOrCnpj,
    /// Every address of a list field.
    Url {
        schemes: Vec<String>,
        extensions: Vec<String>,
    },
    /// Every picture of a list field, by its address and what fields of the record say of it.
    Image(ImageLimits),
    ForbiddenWords(Vec<String>),
    Html {
        allowed_tags: Vec<String>,
    },
    AtMostField(Field),
    AtLeastField(Field),
    EqualsField(Field),
    DiffersFromField(Field),
    /// The value divided by that of another field.
    Ratio {
        of: Field,
        bounds: Bounds,
    },
    AtLeastNOf {
        n: usize,
        fields: Fields,
    },
    Sum {
        fields: Fields,
        bounds: Bounds,
    },
    Lookup {
        list: String,
        inside: bool,
    },
    /// Records of the same group have the same values.
    Consistent {
        within: Field,
        fields: Fields,
    },
    /// How many values a list has.
    Count {
        min: Option<u32>,
        max: Option<u32>,
    },
    AllOf(Vec<Vec<Check>>),
    AnyOf(Vec<Vec<Check>>),
    Not(Vec<Check>),
}

impl Check {
    /// Whether it looks at other records, or at a list that may be larger than memory.
    pub fn is_across(&self) -> bool {
        matches!(self, Self::Unique { .. } | Self::Consistent { .. } | Self::Lookup { .. })
    }

    /// Whether it is asked of an empty value too.
    pub fn looks_at_empty(&self) -> bool {
        matches!(self, Self::Required | Self::AtLeastNOf { .. } | Self::Sum { .. } | Self::Consistent { .. })
    }

    /// The checks inside of it.
    pub fn inner(&self) -> Vec<&Check> {
        match self {
            Self::AllOf(parts) | Self::AnyOf(parts) => parts.iter().flatten().collect(),
            Self::Not(part) => part.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The fields it looks at besides the rule's own.
    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Unique { with } => with.iter().collect(),
            Self::AtMostField(field)
            | Self::AtLeastField(field)
            | Self::EqualsField(field)
            | Self::DiffersFromField(field)
            | Self::Ratio { of: field, .. } => vec![field],
            Self::AtLeastNOf { fields, .. } | Self::Sum { fields, .. } => fields.iter().collect(),
            Self::Consistent { within, fields } => std::iter::once(within).chain(fields).collect(),
            Self::Image(limits) => image_fields(limits).into_iter().flatten().collect(),
            _ => self.inner().into_iter().flat_map(Check::fields).collect(),
        }
    }
}

/// The fields that say what is asked of pictures besides their addresses: width, height and bytes.
pub(super) fn image_fields(limits: &ImageLimits) -> [Option<&'static Field>; 3] {
    static WIDTH: Field = Field::Product(ProductField::ImageWidth);
    static HEIGHT: Field = Field::Product(ProductField::ImageHeight);
    static BYTES: Field = Field::Product(ProductField::ImageBytes);
    let is_asked = |least: Option<u32>, most: Option<u32>| limits.square || least.or(most).is_some();
    [
        is_asked(limits.min_width, limits.max_width).then_some(&WIDTH),
        is_asked(limits.min_height, limits.max_height).then_some(&HEIGHT),
        limits.max_bytes.is_some().then_some(&BYTES),
    ]
}
