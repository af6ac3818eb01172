//! The text without tags.

use super::{
    TagSet, one_of,
    token::{Attributes, Token, Tokens, is_script_address},
};

/// The text without any tag but those that are kept, which lose every attribute but a link's address. What stands in
/// scripts goes with them. Where a block ends a new line begins. If no tag is kept, entities (`&amp;`) become what
/// they stand for, and what is left holds nothing that a browser takes for a tag.
pub fn strip_html(text: &str, keep: &TagSet) -> String {
    let mut out = String::with_capacity(text.len());
    for token in Tokens::new(text) {
        match token {
            Token::Text(text) if keep.is_empty() => decode(text, &mut out),
            Token::Text(text) => push_text(text, &mut out),
            Token::Open { name, attributes, .. } if keep.contains(name) && !is_raw(name) => {
                open(name, attributes, &mut out)
            }
            Token::Close { name } if keep.contains(name) && !is_raw(name) => {
                out.push_str("</");
                out.push_str(&name.to_ascii_lowercase());
                out.push('>');
            }
            Token::Open { name, .. } | Token::Close { name } if is_block(name) => line(&mut out),
            Token::Open { .. } | Token::Close { .. } | Token::Raw | Token::Comment | Token::Malformed => {}
        }
    }
    if keep.is_empty() { defused(out.trim()) } else { out.trim().to_owned() }
}

fn open(name: &str, attributes: &str, out: &mut String) {
    out.push('<');
    out.push_str(&name.to_ascii_lowercase());
    if name.eq_ignore_ascii_case("a") {
        let address = Attributes::new(attributes).find(|(name, _)| name.eq_ignore_ascii_case("href"));
        if let Some((_, value)) =
            address.filter(|(_, value)| !is_script_address(value) && !value.contains(['"', '<', '>']))
        {
            out.push_str(" href=\"");
            out.push_str(value);
            out.push('"');
        }
    }
    out.push('>');
}

fn is_raw(name: &str) -> bool {
    one_of(name, &["script", "style", "iframe", "noscript", "textarea", "title", "xmp"])
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ];
    one_of(name, BLOCKS)
}

/// Begins a line, if none has just begun.
fn line(out: &mut String) {
    let end = out.trim_end_matches([' ', '\t']).len();
    out.truncate(end);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Text between tags that stays HTML: a `<` that begins no tag must not become one when a tag behind it goes.
fn push_text(text: &str, out: &mut String) {
    for (at, part) in text.split('<').enumerate() {
        if at > 0 {
            out.push_str("&lt;");
        }
        out.push_str(part);
    }
}

fn decode(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = entity(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// Leaves no `<` in front of what would make it a tag.
fn defused(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('<').enumerate() {
        if at > 0 {
            let tag = part.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
            out.push_str(if tag { "&lt;" } else { "<" });
        }
        out.push_str(part);
    }
    out
}

/// The character that an entity at the text's beginning stands for, and the entity's length in bytes.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    // Names are short; what is longer is none.
    let window = text.as_bytes().get(1..text.len().min(12))?;
    let inner = window.iter().position(|c| *c == b';').map(|end| &text[1..end + 1]);
    let digits = |text: &str, radix| {
        u32::from_str_radix(text, radix).ok().and_then(char::from_u32).filter(|c| *c != '\0')
    };
    if let Some(number) = text[1..].strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let (number, radix, before) = hexadecimal.map_or((number, 10, 2), |number| (number, 16, 3));
        let length = number.bytes().take(8).take_while(|c| char::from(*c).is_digit(radix)).count();
        let end = before + length;
        let semicolon = usize::from(text.as_bytes().get(end) == Some(&b';'));
        return digits(&number[..length], radix).map(|c| (c, end + semicolon));
    }
    let inner = inner?;
    let c = match inner {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "colon" => ':',
        "Tab" => '\t',
        "NewLine" => '\n',
        "ndash" => '–',
        "mdash" => '—',
        "bull" => '•',
        "hellip" => '…',
        "deg" => '°',
        "reg" => '®',
        "copy" => '©',
        "trade" => '™',
        "euro" => '€',
        "times" => '×',
        "aacute" => 'á',
        "eacute" => 'é',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "atilde" => 'ã',
        "otilde" => 'õ',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        "acirc" => 'â',
        "ecirc" => 'ê',
        "ocirc" => 'ô',
        "agrave" => 'à',
        "egrave" => 'è',
        "Ccedil" => 'Ç',
        "Eacute" => 'É',
        "Aacute" => 'Á',
        _ => return None,
    };
    Some((c, inner.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        strip_html(text, &TagSet::default())
    }

    #[test]
    fn tags_go_and_lines_stay() {
        assert_eq!(
            plain("<p>Camiseta <b>azul</b></p><p>100% algod&atilde;o</p>"),
            "Camiseta azul\n100% algodão"
        );
        assert_eq!(plain("One<br>two<ul><li>a</li><li>b</li></ul>"), "One\ntwo\na\nb");
        assert_eq!(plain("<style>p{}</style>x<script>if (a<b) '</p>'</SCRIPT>y"), "xy");
        assert_eq!(plain("a &lt; b &#38; c &#x26; &unknown; &"), "a < b & c & &unknown; &");
        assert_eq!(plain("5 < 6, <3"), "5 < 6, <3");
        assert_eq!(plain(""), "");
    }

    #[test]
    fn nothing_that_is_left_is_a_tag() {
        assert_eq!(plain("&lt;script&gt;"), "&lt;script>");
        assert_eq!(plain("<<b>script>x"), "&lt;script>x");
        assert_eq!(strip_html("<<i>b>x", &TagSet::new(&["b"])), "&lt;b>x");
    }

    #[test]
    fn kept_tags_lose_what_is_dangerous() {
        let keep = TagSet::new(&["p", "a", "script"]);
        assert_eq!(
            strip_html("<P onclick=x>one <b>two</b> <a HREF='https://a.com' style=x>l</A></P>", &keep),
            "<p>one two <a href=\"https://a.com\">l</a></p>"
        );
        assert_eq!(
            strip_html("<a href=\"javascript:x\">l</a> &amp; <script>x</script>", &keep),
            "<a>l</a> &amp;"
        );
    }
}
