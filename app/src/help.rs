//! The user's guide: topics in Markdown under `docs/guides/console/`, one folder each with a file per language. Every page of
//! the console leads to the topic that is about it.

mod article;
mod contents;
mod topic;

pub use contents::{help_page, help_topic_page};
pub(crate) use topic::Topic;

use crate::frame::Area;

/// Where the guide begins.
pub(crate) const PATH: &str = "/admin/ajuda";

/// Where the page at `path` leads for help: the topic about it, and from the guide itself its contents.
pub(crate) fn way_to(area: Area, path: &str) -> &'static str {
    if path.starts_with(PATH) { PATH } else { Topic::of_page(area, path).path() }
}
