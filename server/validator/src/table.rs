//! Tables of any size: text separated by commas and the like, and workbooks of Excel and of OpenDocument. What a
//! table is like is seen in its first part, shown as a [`Format`] and changeable; its records come in [`Batch`]es.

mod batch;
mod book;
mod cells;
mod compound;
mod decode;
mod detect;
mod format;
mod formula;
mod guard;
mod head;
mod letters;
mod limits;
mod markup;
mod merged;
mod note;
mod numbers;
mod own;
mod problem;
mod quoting;
mod records;
mod repeats;
mod row;
mod sheet;
mod split;
mod text;
mod unpacked;
mod value;
mod watched;

pub use batch::{Batch, Piece};
pub use book::{Sheet, Workbook};
pub use detect::{FileKind, SAMPLE, detect_rows, detect_source, detect_text, file_kind};
pub use format::{BookFormat, BookKind, Delimiter, Encoding, Format, LineEnd, TextFormat};
pub use limits::Limits;
pub use note::{Notes, Place, TableNote};
pub use numbers::OwnNumbers;
pub use own::Table;
pub use problem::TableError;
pub use watched::WatchedFile;

pub(crate) use batch::Content;
pub(crate) use cells::Parser;
pub(crate) use split::closing;
pub(crate) use text::{Before, cells};
