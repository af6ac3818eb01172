//! HTML that is drawn once and filled many times.
//!
//! Most of a page is the same for everybody who looks at it in the same language, or for one person all day: the
//! document, the frame, a list's filters and headings. Drawn as views it costs ten times what copying it does. A
//! [`Template`] is such a part with gaps for what differs each time.
//!
//! What a template depends on is its key, and its key alone is what it is drawn from, by [`Draw`]: nothing of
//! another person or company can get into it.

use crate::html::Html;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use quick_cache::{Weighter, sync::Cache};
use std::{hash::Hash, sync::Arc};
use uuid::Uuid;

/// What a template is drawn from.
pub(crate) trait Draw: Clone + Eq + Hash + Send + Sync + 'static {
    fn draw(&self) -> AnyView;
}

/// HTML around gaps.
pub(crate) struct Template {
    start: Box<str>,
    rest: Vec<Rest>,
}

/// A gap's number, and what stands behind it.
type Rest = (usize, Box<str>);

/// What is put into a gap.
#[derive(Clone, Copy)]
pub(crate) enum Fill<'a> {
    /// Stands there as it is.
    Html(&'a str),
    /// Stays text, also inside an attribute.
    Text(&'a str),
    /// The pieces that [`Template::around`] stands around; nothing elsewhere.
    Inner,
}

/// Numbers of gaps are single digits, below this.
const GAPS: usize = 10;

/// The text that marks a gap of this number while a template is drawn. It fits wherever text does: between
/// elements, in attributes, in addresses.
pub(crate) fn gap(number: usize) -> String {
    debug_assert!(number < GAPS, "a gap's number is one digit");
    format!("{}{number}", mark())
}

/// Random for each process, so that nothing that came from outside can be taken for a gap.
fn mark() -> &'static str {
    static MARK: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| format!("gap{}", Uuid::new_v4().simple()));
    &MARK
}

impl Template {
    /// Draws in a context of its own: what the request has put into its one is not found there.
    pub fn draw(view: impl FnOnce() -> AnyView) -> Self {
        // A new root takes the place of the current one.
        let outer = Owner::current();
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
        let html = owner.with(|| view().to_html());
        owner.unset_with_forced_cleanup();
        if let Some(outer) = outer {
            outer.set();
        }
        Self::parse(&html)
    }

    /// Takes apart what was drawn with [`gap`]s.
    pub fn parse(html: &str) -> Self {
        let mut pieces = html.split(mark());
        let start = pieces.next().unwrap_or_default().into();
        let piece = |piece: &str| {
            let number = piece.chars().next().and_then(|digit| digit.to_digit(10));
            match number {
                Some(number) => (number as usize, piece[1..].into()),
                // A mark without a number is none that [`gap`] made: it stays empty.
                None => (GAPS, piece.into()),
            }
        };
        Self { start, rest: pieces.map(piece).collect() }
    }

    /// Writes the HTML with its gaps filled. A gap without a fill stays empty.
    pub fn fill(&self, out: &mut String, fills: &[Fill<'_>]) {
        write(out, (&self.start, &self.rest), fills);
    }

    /// The same with `inner` in the first gap whose fill is [`Fill::Inner`], as the pieces that it is; without such a gap it stays out.
    pub fn around(&self, inner: Html, fills: &[Fill<'_>]) -> Html {
        let text = |start: &str, rest: &[Rest]| {
            let mut out = String::with_capacity(expected_bytes(start, rest));
            write(&mut out, (start, rest), fills);
            out
        };
        let is_inner = |(gap, _): &Rest| matches!(fills.get(*gap), Some(Fill::Inner));
        let gap = self.rest.iter().position(is_inner).unwrap_or(self.rest.len());
        let (before, from_gap) = self.rest.split_at(gap);
        let mut html = Html::from(text(&self.start, before));
        if let Some(((_, behind), rest)) = from_gap.split_first() {
            html.append(inner);
            html.push(text(behind, rest));
        }
        html
    }

    fn bytes(&self) -> usize {
        expected_bytes(&self.start, &self.rest)
    }
}

/// Writes HTML with the gaps behind its start filled.
fn write(out: &mut String, (start, rest): (&str, &[Rest]), fills: &[Fill<'_>]) {
    out.push_str(start);
    for (number, text) in rest {
        match fills.get(*number) {
            Some(Fill::Html(html)) => out.push_str(html),
            Some(Fill::Text(text)) => push_text(out, text),
            Some(Fill::Inner) | None => {}
        }
        out.push_str(text);
    }
}

/// The bytes of it, with a few for each fill.
fn expected_bytes(start: &str, rest: &[Rest]) -> usize {
    start.len() + rest.iter().map(|(_, text)| text.len() + 32).sum::<usize>()
}

/// Templates by their keys, those that are used most.
pub(crate) struct Templates<K>(Cache<K, Arc<Template>, Bytes>);

impl<K: Draw> Templates<K> {
    /// `bytes` of HTML are kept at most.
    pub fn new(bytes: u64) -> Self {
        // Templates are a few thousand bytes each.
        let count = usize::try_from(bytes / 8_192).unwrap_or(usize::MAX);
        Self(Cache::with_weighter(count, bytes, Bytes))
    }

    /// The template of `key`, drawn if there is none yet.
    pub fn of(&self, key: &K) -> Arc<Template> {
        if let Some(known) = self.0.get(key) {
            return known;
        }
        let drawn = Arc::new(Template::draw(|| key.draw()));
        self.0.insert(key.clone(), drawn.clone());
        drawn
    }
}

#[derive(Clone)]
struct Bytes;

impl<K> Weighter<K, Arc<Template>> for Bytes {
    fn weight(&self, _: &K, template: &Arc<Template>) -> u64 {
        template.bytes() as u64
    }
}

/// Text that came from outside, so that it stays text.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_buyers_write_stays_text() {
        let mut out = String::new();
        push_text(&mut out, "<script>alert('1')</script> & \"Ana\" é");
        assert_eq!(out, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;Ana&quot; é");
    }

    #[test]
    fn gaps_are_filled_wherever_they_stand() {
        let view = view! { <a href=gap(0) title="x">{gap(1)}</a> <p inner_html=gap(2)></p> <b>{gap(0)}</b> };
        let template = Template::parse(&view.to_html());
        let mut out = String::new();
        template.fill(&mut out, &[Fill::Text("/a?b=1&c=\"2"), Fill::Text("<b>"), Fill::Html("<i>é</i>")]);
        assert!(out.contains("href=\"/a?b=1&amp;c=&quot;2\""), "{out}");
        assert!(out.contains(">&lt;b&gt;"), "{out}");
        assert!(out.contains("<p><i>é</i></p>"), "{out}");
        assert!(out.contains("<b>/a?b=1&amp;c=&quot;2"), "{out}");
    }

    #[test]
    fn a_template_stands_around_pieces_as_they_are() {
        let view = view! { <a href=gap(1)>{gap(0)}</a> <b>{gap(2)}</b> <i>{gap(0)}</i> };
        let template = Template::parse(&view.to_html());
        let fills = [Fill::Text("<0>"), Fill::Text("/?a=\"1"), Fill::Inner];
        let mut inner = Html::from(String::from("<s>3</s>"));
        inner.push(String::from("<s>4</s>"));
        let html = template.around(inner, &fills).to_string();
        let (before, behind) = html.split_once("<s>3</s><s>4</s>").unwrap();
        assert!(before.contains("href=\"/?a=&quot;1\"") && before.contains("&lt;0&gt;"), "{html}");
        assert!(before.ends_with("<b>") && behind.contains("</b>") && behind.contains("&lt;0&gt;"), "{html}");

        let mut filled = String::new();
        template.fill(&mut filled, &fills);
        assert_eq!(filled, format!("{before}{behind}"));
        let without = template.around(Html::from(String::from("<s>3</s>")), &fills[..2]).to_string();
        assert_eq!(without, filled, "there is no gap for it");
    }

    #[test]
    fn nothing_of_a_request_is_found_while_a_template_is_drawn() {
        #[derive(Clone, PartialEq, Eq, Hash)]
        struct Curious;
        impl Draw for Curious {
            fn draw(&self) -> AnyView {
                view! { <b>{use_context::<String>().unwrap_or_else(|| "nobody".into())}</b> }.into_any()
            }
        }
        let mut out = String::new();
        Owner::new().with(|| {
            provide_context(String::from("Ana"));
            Templates::new(1_000_000).of(&Curious).fill(&mut out, &[]);
            assert_eq!(use_context::<String>().as_deref(), Some("Ana"), "the request's own context is back");
        });
        assert!(out.contains("nobody") && !out.contains("Ana"), "{out}");
    }

    #[test]
    fn a_template_is_drawn_once_for_equal_keys() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static DRAWN: AtomicUsize = AtomicUsize::new(0);
        #[derive(Clone, PartialEq, Eq, Hash)]
        struct Name(&'static str);
        impl Draw for Name {
            fn draw(&self) -> AnyView {
                DRAWN.fetch_add(1, Ordering::Relaxed);
                view! { <b>{self.0}{gap(0)}</b> }.into_any()
            }
        }
        let templates = Templates::new(1_000_000);
        let html = |name, text| {
            let mut out = String::new();
            templates.of(&Name(name)).fill(&mut out, &[Fill::Text(text)]);
            out
        };
        assert!(html("Ana", "1").contains("Ana") && html("Ana", "2").contains('2'));
        assert!(html("Bia", "1").contains("Bia"));
        assert_eq!(DRAWN.load(Ordering::Relaxed), 2);
    }
}
