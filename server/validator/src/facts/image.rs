//! Pictures, by what their address and whoever has looked at them say. Nothing is fetched here.

use super::url::{AddressFault, address};

/// What is known of a picture besides its address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImageFacts {
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    pub bytes: Option<u64>,
}

/// What is asked of a picture. What is empty or `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImageLimits {
    /// Whether the address has to begin with `https`.
    pub https: bool,
    /// Lower case, without the point.
    pub extensions: Vec<String>,
    /// Whether an address without any extension passes, as content networks write them.
    pub extension_optional: bool,
    pub min_width: Option<u32>,
    pub min_height: Option<u32>,
    pub max_width: Option<u32>,
    pub max_height: Option<u32>,
    pub max_bytes: Option<u64>,
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
    TooSmall {
        width: u32,
        height: u32,
    },
    TooLarge {
        width: u32,
        height: u32,
    },
    TooHeavy {
        bytes: u64,
    },
    NotSquare {
        width: u32,
        height: u32,
    },
}

impl ImageFault {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Scheme => "scheme",
            Self::NotHttps => "not_https",
            Self::Extension => "extension",
            Self::TooSmall { .. } => "too_small",
            Self::TooLarge { .. } => "too_large",
            Self::TooHeavy { .. } => "too_heavy",
            Self::NotSquare { .. } => "not_square",
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
    let (width, height) = (facts.width.unwrap_or_default(), facts.height.unwrap_or_default());
    let below = |have: Option<u32>, least: Option<u32>| matches!((have, least), (Some(have), Some(least)) if have < least);
    let above = |have: Option<u32>, most: Option<u32>| matches!((have, most), (Some(have), Some(most)) if have > most);
    if below(facts.width, limits.min_width) || below(facts.height, limits.min_height) {
        return Some(ImageFault::TooSmall { width, height });
    }
    if above(facts.width, limits.max_width) || above(facts.height, limits.max_height) {
        return Some(ImageFault::TooLarge { width, height });
    }
    match (facts.bytes, limits.max_bytes) {
        (Some(bytes), Some(most)) if bytes > most => return Some(ImageFault::TooHeavy { bytes }),
        _ => {}
    }
    let uneven = matches!((facts.width, facts.height), (Some(width), Some(height)) if width != height);
    (limits.square && uneven).then_some(ImageFault::NotSquare { width, height })
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

    fn sized(width: u32, height: u32) -> ImageFacts {
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
        assert_eq!(fault(sized(800, 499)), Some(ImageFault::TooSmall { width: 800, height: 499 }));
        assert_eq!(fault(sized(4001, 4001)), Some(ImageFault::TooLarge { width: 4001, height: 4001 }));
        assert_eq!(fault(sized(800, 900)), Some(ImageFault::NotSquare { width: 800, height: 900 }));
        let heavy = ImageFacts { bytes: Some(10_000_001), ..ImageFacts::default() };
        assert_eq!(fault(heavy), Some(ImageFault::TooHeavy { bytes: 10_000_001 }));
        assert_eq!(fault(ImageFacts { width: Some(800), ..ImageFacts::default() }), None);
    }
}
