//! Pictures, by what their address and whoever has looked at them say. Nothing is fetched here.

use super::url::{AddressFault, address};
use serde::Serialize;

/// What is known of a picture besides its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImageFacts {
    /// Pixels.
    pub width: Option<u64>,
    /// Pixels.
    pub height: Option<u64>,
    pub bytes: Option<u64>,
}

impl ImageFacts {
    /// Width and height as people write them: `800 × 499`, with `?` for a side that is not known.
    pub fn size(self) -> String {
        let side = |side: Option<u64>| side.map_or_else(|| "?".to_owned(), |pixels| pixels.to_string());
        format!("{} × {}", side(self.width), side(self.height))
    }
}

/// What is asked of a picture. What is empty or `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImageLimits {
    /// Whether the address has to begin with `https`.
    pub https: bool,
    /// Lower case, without the point.
    pub extensions: Vec<String>,
    /// Whether an address without any extension passes, as content networks write them.
    pub extension_optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub square: bool,
}

/// Why a picture does not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFault {
    Address(AddressFault),
    /// Neither http nor https.
    Scheme,
    NotHttps,
    Extension,
    TooSmall,
    TooLarge,
    TooHeavy,
    NotSquare,
}

impl ImageFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Scheme => "scheme",
            Self::NotHttps => "not_https",
            Self::Extension => "extension",
            Self::TooSmall => "too_small",
            Self::TooLarge => "too_large",
            Self::TooHeavy => "too_heavy",
            Self::NotSquare => "not_square",
        }
    }
}

/// The first thing that is wrong with a picture: its address first, then what is known of it. A side that is not
/// known is not held against it.
pub fn image_fault(text: &str, facts: ImageFacts, limits: &ImageLimits) -> Option<ImageFault> {
    let found = match address(text) {
        Ok(found) => found,
        Err(fault) => return Some(ImageFault::Address(fault)),
    };
    if !found.has_scheme("https") {
        if !found.has_scheme("http") {
            return Some(ImageFault::Scheme);
        }
        if limits.https {
            return Some(ImageFault::NotHttps);
        }
    }
    if !limits.extensions.is_empty() {
        let good = match found.extension() {
            Some(extension) => limits.extensions.iter().any(|one| one.eq_ignore_ascii_case(extension)),
            None => limits.extension_optional,
        };
        if !good {
            return Some(ImageFault::Extension);
        }
    }
    let below = |have: Option<u64>, least: Option<u32>| {
        have.zip(least).is_some_and(|(have, least)| have < u64::from(least))
    };
    let above = |have: Option<u64>, most: Option<u32>| {
        have.zip(most).is_some_and(|(have, most)| have > u64::from(most))
    };
    if below(facts.width, limits.min_width) || below(facts.height, limits.min_height) {
        return Some(ImageFault::TooSmall);
    }
    if above(facts.width, limits.max_width) || above(facts.height, limits.max_height) {
        return Some(ImageFault::TooLarge);
    }
    if above(facts.bytes, limits.max_bytes) {
        return Some(ImageFault::TooHeavy);
    }
    let uneven = facts.width.zip(facts.height).is_some_and(|(width, height)| width != height);
    (limits.square && uneven).then_some(ImageFault::NotSquare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> ImageLimits {
        ImageLimits {
            https: true,
            extensions: vec!["jpg".into(), "png".into()],
            min_width: Some(500),
            min_height: Some(500),
            max_width: Some(4000),
            max_bytes: Some(10_000_000),
            square: true,
            ..ImageLimits::default()
        }
    }

    fn sized(width: u64, height: u64) -> ImageFacts {
        ImageFacts { width: Some(width), height: Some(height), bytes: None }
    }

    #[test]
    fn the_address_speaks_first() {
        let fault = |text| image_fault(text, ImageFacts::default(), &limits());
        assert_eq!(fault("https://a.com/b.JPG?x=1"), None);
        assert_eq!(fault("http://a.com/b.jpg"), Some(ImageFault::NotHttps));
        assert_eq!(fault("ftp://a.com/b.jpg"), Some(ImageFault::Scheme));
        assert_eq!(fault("https://a.com/b.gif"), Some(ImageFault::Extension));
        assert_eq!(fault("https://a.com/b"), Some(ImageFault::Extension));
        assert_eq!(fault("b.jpg"), Some(ImageFault::Address(AddressFault::Scheme)));
        let optional = ImageLimits { extension_optional: true, ..limits() };
        assert_eq!(image_fault("https://a.com/b", ImageFacts::default(), &optional), None);
        assert_eq!(
            image_fault("https://a.com/b.gif", ImageFacts::default(), &optional),
            Some(ImageFault::Extension)
        );
    }

    #[test]
    fn what_is_known_of_the_picture_is_held_to_the_limits() {
        let fault = |facts| image_fault("https://a.com/b.jpg", facts, &limits());
        assert_eq!(fault(sized(800, 800)), None);
        assert_eq!(fault(sized(800, 499)), Some(ImageFault::TooSmall));
        assert_eq!(fault(sized(4001, 4001)), Some(ImageFault::TooLarge));
        assert_eq!(fault(sized(800, 900)), Some(ImageFault::NotSquare));
        let heavy = ImageFacts { bytes: Some(10_000_001), ..ImageFacts::default() };
        assert_eq!(fault(heavy), Some(ImageFault::TooHeavy));
        let half = ImageFacts { width: Some(800), ..ImageFacts::default() };
        assert_eq!((fault(half), half.size().as_str()), (None, "800 × ?"));
    }
}
