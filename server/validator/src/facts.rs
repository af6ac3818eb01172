//! What can be said of one text alone: whether a code's check digit is right, what an address points at, how long a
//! title is. Pure functions, linear in their text; none of them panics. An empty text is the caller's business.

mod brazil;
mod gtin;
mod html;
mod image;
mod isbn;
mod list;
mod number;
mod text;
mod url;
mod words;

pub use brazil::{
    cest_is_valid, cnpj_is_valid, cpf_is_valid, cpf_or_cnpj_is_valid, ncm_is_valid, origin_is_valid,
};
pub use gtin::{GtinFault, GtinKind, gtin};
pub use html::{HtmlFault, TagSet, html_fault, html_faults, strip_html};
pub use image::{ImageFacts, ImageFault, ImageLimits, image_fault};
pub use isbn::{IsbnFault, IsbnKind, isbn};
pub use list::{LIST_SEPARATOR, list_items};
pub use number::{DecimalMark, NumberFault, canonical_decimal, decimal, money, without_zeros};
pub use text::{
    Case, capitalise, collapse_spaces, fold, has_characters, search_form, slug, truncate, truncate_at_word,
    without_accents,
};
pub use url::{Address, AddressFault, address};
pub use words::{WordList, WordListFault};
