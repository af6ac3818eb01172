//! Units of weight, length and volume.

use rust_decimal::Decimal;

domain::code_enum! {
    /// A unit that cells are in.
    pub enum Unit {
        Milligram = "mg",
        Gram = "g",
        Kilogram = "kg",
        Ounce = "oz",
        Pound = "lb",
        Millimetre = "mm",
        Centimetre = "cm",
        Metre = "m",
        Inch = "in",
        Foot = "ft",
        Millilitre = "ml",
        Litre = "l",
    }
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quantity {
    Weight,
    Length,
    Volume,
}

impl Unit {
    const fn quantity(self) -> Quantity {
        match self {
            Self::Milligram | Self::Gram | Self::Kilogram | Self::Ounce | Self::Pound => Quantity::Weight,
            Self::Millimetre | Self::Centimetre | Self::Metre | Self::Inch | Self::Foot => Quantity::Length,
            Self::Millilitre | Self::Litre => Quantity::Volume,
        }
    }

    /// How many milligrams, millimetres or millilitres it is; exact by definition (1 lb = 453.59237 g, 1 in = 25.4 mm).
    fn factor(self) -> Decimal {
        let (value, scale) = match self {
            Self::Milligram | Self::Millimetre | Self::Millilitre => (1, 0),
            Self::Gram | Self::Metre | Self::Litre => (1_000, 0),
            Self::Kilogram => (1_000_000, 0),
            Self::Ounce => (28_349_523_125, 6),
            Self::Pound => (45_359_237, 2),
            Self::Centimetre => (10, 0),
            Self::Inch => (254, 1),
            Self::Foot => (3_048, 1),
        };
        Decimal::new(value, scale)
    }

    /// Whether both measure the same.
    pub fn converts_to(self, to: Self) -> bool {
        self.quantity() == to.quantity()
    }

    /// The number in the other unit, to nine places; `None` if it is too large.
    pub fn convert(self, number: Decimal, to: Self) -> Option<Decimal> {
        let found = number.checked_mul(self.factor())?.checked_div(to.factor())?;
        Some(found.round_dp(9).normalize())
    }

    /// The unit that a cell says: by its code or as people write it (`kilos`, `gr`, `"`).
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('.').to_lowercase();
        Some(match text.as_str() {
            "mg" => Self::Milligram,
            "g" | "gr" | "grs" | "grama" | "gramas" | "gramo" | "gramos" | "gram" | "grams" | "gramme"
            | "grammes" => Self::Gram,
            "kg" | "kgs" | "kilo" | "kilos" | "quilo" | "quilos" | "kilogram" | "kilograms"
            | "quilograma" | "quilogramas" => Self::Kilogram,
            "oz" | "ounce" | "ounces" | "onça" | "onças" | "onza" | "onzas" => Self::Ounce,
            "lb" | "lbs" | "pound" | "pounds" | "libra" | "libras" => Self::Pound,
            "mm" => Self::Millimetre,
            "cm" | "cms" | "centimetro" | "centímetro" | "centímetros" | "centimetros" => Self::Centimetre,
            "m" | "mt" | "mts" | "metro" | "metros" | "metre" | "metres" | "meter" | "meters" | "mètre"
            | "mètres" => Self::Metre,
            "in" | "inch" | "inches" | "pol" | "polegada" | "polegadas" | "pulgada" | "pulgadas" | "\""
            | "''" => Self::Inch,
            "ft" | "foot" | "feet" | "pé" | "pés" => Self::Foot,
            "ml" => Self::Millilitre,
            "l" | "lt" | "lts" | "litro" | "litros" | "litre" | "litres" | "liter" | "liters" => Self::Litre,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_converted_exactly() {
        for (number, from, to, expected) in [
            ("500", Unit::Gram, Unit::Kilogram, "0.5"),
            ("1", Unit::Pound, Unit::Gram, "453.59237"),
            ("16", Unit::Ounce, Unit::Pound, "1"),
            ("2.5", Unit::Inch, Unit::Centimetre, "6.35"),
            ("1", Unit::Foot, Unit::Inch, "12"),
            ("1500", Unit::Millilitre, Unit::Litre, "1.5"),
            ("1", Unit::Gram, Unit::Pound, "0.002204623"),
        ] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!(from.convert(number, to).unwrap().to_string(), expected, "{number} {from}");
        }
        assert_eq!(Unit::Kilogram.convert(Decimal::MAX, Unit::Milligram), None);
        assert!(!Unit::Kilogram.converts_to(Unit::Metre) && Unit::Inch.converts_to(Unit::Metre));
    }

    #[test]
    fn units_are_read_as_they_are_written() {
        for unit in Unit::ALL {
            assert_eq!(Unit::read(unit.code()), Some(*unit));
        }
        assert_eq!(Unit::read(" Kgs. "), Some(Unit::Kilogram));
        assert_eq!(Unit::read("Polegadas"), Some(Unit::Inch));
        assert_eq!(Unit::read("furlong"), None);
    }
}
