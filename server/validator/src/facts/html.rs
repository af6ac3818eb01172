//! HTML in descriptions: which tags it has, what is dangerous or broken in it, and the text without them.

mod strip;
mod token;

pub use strip::strip_html;
use token::{Attributes, Token, Tokens};

/// Tags that are allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagSet {
    /// Lower case, sorted.
    names: Vec<String>,
}

impl TagSet {
    pub fn new<S: AsRef<str>>(names: &[S]) -> Self {
        let mut names: Vec<String> =
            names.iter().map(|name| name.as_ref().trim().to_ascii_lowercase()).collect();
        names.sort();
        names.dedup();
        Self { names }
    }

    pub fn contains(&self, name: &str) -> bool {
        let at =
            self.names.binary_search_by(|one| one.bytes().cmp(name.bytes().map(|c| c.to_ascii_lowercase())));
        at.is_ok()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// What is wrong with a piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlFault<'a> {
    NotAllowed {
        tag: &'a str,
    },
    /// Opened and not closed, where HTML asks for it.
    Unclosed {
        tag: &'a str,
    },
    /// Closed and not opened.
    Unopened {
        tag: &'a str,
    },
    /// A tag or comment without its end.
    Malformed,
    /// An attribute that runs a script or styles: `onclick`, `style`, `srcdoc`.
    Attribute {
        tag: &'a str,
        name: &'a str,
    },
    /// An address that runs a script: `javascript:`.
    ScriptAddress {
        tag: &'a str,
        name: &'a str,
    },
    /// More than 200 tags inside one another.
    TooDeep,
}

impl HtmlFault<'_> {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed { .. } => "tag_not_allowed",
            Self::Unclosed { .. } => "tag_unclosed",
            Self::Unopened { .. } => "tag_unopened",
            Self::Malformed => "malformed",
            Self::Attribute { .. } => "attribute",
            Self::ScriptAddress { .. } => "script_address",
            Self::TooDeep => "too_deep",
        }
    }
}

const MAX_DEPTH: usize = 200;
/// Faults told of one text.
const MAX_FAULTS: usize = 20;

/// The first fault in the order of the text; what is not closed is told last.
pub fn html_fault<'a>(text: &'a str, allowed: &TagSet) -> Option<HtmlFault<'a>> {
    let mut first = None;
    look(text, allowed, |fault| {
        first = Some(fault);
        false
    });
    first
}

/// The first twenty faults.
pub fn html_faults<'a>(text: &'a str, allowed: &TagSet) -> Vec<HtmlFault<'a>> {
    let mut found = Vec::new();
    look(text, allowed, |fault| {
        found.push(fault);
        found.len() < MAX_FAULTS
    });
    found
}

/// Tells each fault until `tell` has enough.
fn look<'a>(text: &'a str, allowed: &TagSet, mut tell: impl FnMut(HtmlFault<'a>) -> bool) {
    if !text.contains('<') {
        return;
    }
    let mut open: Vec<&str> = Vec::new();
    for token in Tokens::new(text) {
        let go_on = match token {
            Token::Text(_) | Token::Raw | Token::Comment => true,
            Token::Malformed => tell(HtmlFault::Malformed),
            Token::Open { name, attributes, empty } => {
                let allowed = allowed.contains(name) || tell(HtmlFault::NotAllowed { tag: name });
                if !allowed || !attributes_are_good(name, attributes, &mut tell) {
                    return;
                }
                if open.len() == MAX_DEPTH {
                    tell(HtmlFault::TooDeep);
                    return;
                }
                if !empty && !is_void(name) {
                    open.push(name);
                }
                true
            }
            Token::Close { name } => close(&mut open, name, &mut tell),
        };
        if !go_on {
            return;
        }
    }
    for tag in open {
        if !end_is_optional(tag) && !tell(HtmlFault::Unclosed { tag }) {
            return;
        }
    }
}

fn attributes_are_good<'a>(
    tag: &'a str,
    text: &'a str,
    tell: &mut impl FnMut(HtmlFault<'a>) -> bool,
) -> bool {
    Attributes::new(text).all(|(name, value)| {
        if token::runs_script(name) {
            tell(HtmlFault::Attribute { tag, name })
        } else if token::is_script_address(value) {
            tell(HtmlFault::ScriptAddress { tag, name })
        } else {
            true
        }
    })
}

/// Closes a tag, and those inside of it that were left open.
fn close<'a>(open: &mut Vec<&'a str>, name: &'a str, tell: &mut impl FnMut(HtmlFault<'a>) -> bool) -> bool {
    if is_void(name) {
        return true;
    }
    let Some(at) = open.iter().rposition(|tag| tag.eq_ignore_ascii_case(name)) else {
        return tell(HtmlFault::Unopened { tag: name });
    };
    let inside = open.drain(at..).skip(1);
    inside.filter(|tag| !end_is_optional(tag)).all(|tag| tell(HtmlFault::Unclosed { tag }))
}

fn one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// Tags without content, which are never closed.
fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ];
    one_of(name, VOID)
}

/// Tags that HTML closes by itself.
fn end_is_optional(name: &str) -> bool {
    const OPTIONAL: &[&str] = &[
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "html",
        "head", "body",
    ];
    one_of(name, OPTIONAL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set() -> TagSet {
        TagSet::new(&["p", "B", "ul", "li", "br", "a"])
    }

    #[test]
    fn allowed_tags_pass() {
        for text in [
            "",
            "plain text, 5 < 6 and a <3",
            "<p>One<br/>two<BR>three</p>",
            "<ul><li>One<li>Two</ul>",
            "<p>One<p>Two <b>bold</b>",
            "<a href=\"https://a.com/?a=1&amp;b=2\" title='x > y'>x</a>",
            "<!-- a note <b> --><p>x</p>",
        ] {
            assert_eq!(html_fault(text, &set()), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (text, fault) in [
            ("<p><table>", HtmlFault::NotAllowed { tag: "table" }),
            ("<script>if (a < b) '</b>'</script>", HtmlFault::NotAllowed { tag: "script" }),
            ("<b>bold", HtmlFault::Unclosed { tag: "b" }),
            ("<b><a>x</b></a>", HtmlFault::Unclosed { tag: "a" }),
            ("x</b>", HtmlFault::Unopened { tag: "b" }),
            ("<p", HtmlFault::Malformed),
            ("<p title=\"x>", HtmlFault::Malformed),
            ("<!-- x", HtmlFault::Malformed),
            ("<p onclick=\"x()\">", HtmlFault::Attribute { tag: "p", name: "onclick" }),
            ("<P STYLE='x'>", HtmlFault::Attribute { tag: "P", name: "STYLE" }),
            ("<a href=javascript:x()>", HtmlFault::ScriptAddress { tag: "a", name: "href" }),
            ("<a href=' Java&#115;cript&colon;x()'>", HtmlFault::ScriptAddress { tag: "a", name: "href" }),
            ("<a href='jav\tascript:x'>", HtmlFault::ScriptAddress { tag: "a", name: "href" }),
            ("<a href='data:text/html,x'>", HtmlFault::ScriptAddress { tag: "a", name: "href" }),
        ] {
            assert_eq!(html_fault(text, &set()), Some(fault), "{text}");
        }
        assert_eq!(html_fault(&"<b>".repeat(201), &set()), Some(HtmlFault::TooDeep));
        assert_eq!(html_faults(&"<i>".repeat(100), &set()).len(), MAX_FAULTS);
    }

    #[test]
    fn a_hostile_text_takes_no_longer_than_it_is_long() {
        for text in ["<", "<a ", "<!--", "<a \"", "</", "<script>", "<a x=", "&lt;"] {
            let text = text.repeat(1_000_000 / text.len());
            html_faults(&text, &set());
            strip_html(&text, &set());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at(text in "([<>/!a-z\"'= &;-]|<b>|</b>|<!--|-->|<script>){0,40}") {
            html_faults(&text, &set());
            let kept = strip_html(&text, &set());
            prop_assert!(html_faults(&kept, &set()).iter().all(|fault| matches!(fault, HtmlFault::Unclosed { .. } | HtmlFault::Unopened { .. })), "{}", kept);
            let plain = strip_html(&text, &TagSet::default());
            prop_assert_eq!(html_fault(&plain, &TagSet::default()), None, "{}", plain);
        }
    }
}
