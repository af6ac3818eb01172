//! Form bodies and queries with brackets: `items[0][price]=…`, `expand[]=…`.

use crate::stripe::refusal::Refusal;

/// A parameter: text, or members by name; the members of an array are named by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Members(Vec<(String, Node)>),
}

impl Default for Node {
    fn default() -> Self {
        Self::Members(Vec::new())
    }
}

/// All pairs of a query or of a body.
///
/// # Errors
/// A parameter twice, as text and with members, or with brackets that do not close.
pub(crate) fn parse(bytes: &[u8]) -> Result<Node, Refusal> {
    let mut root = Node::default();
    for (name, value) in url::form_urlencoded::parse(bytes) {
        let path = path(&name).ok_or_else(|| {
            Refusal::invalid(format!("Invalid request: the parameter name `{name}` cannot be read."))
                .param(&*name)
        })?;
        insert(&mut root, &path, &value, &name)?;
    }
    Ok(root)
}

/// `items[0][price]` as `items`, `0`, `price`.
fn path(name: &str) -> Option<Vec<String>> {
    let (first, mut rest) = match name.find('[') {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    if first.is_empty() {
        return None;
    }
    let mut path = vec![first.to_owned()];
    while !rest.is_empty() {
        let (inside, after) = rest.strip_prefix('[')?.split_once(']')?;
        path.push(inside.to_owned());
        rest = after;
    }
    Some(path)
}

fn insert(node: &mut Node, path: &[String], value: &str, name: &str) -> Result<(), Refusal> {
    let Node::Members(members) = node else {
        return Err(Refusal::invalid(format!("Invalid object: {name}")).param(name));
    };
    let (key, rest) = (&path[0], &path[1..]);
    let key = match key.as_str() {
        "" => appended(members, rest),
        _ => key.clone(),
    };
    let known = members.iter().position(|(at, _)| *at == key);
    match (rest, known) {
        ([], None) => members.push((key, Node::Text(value.to_owned()))),
        ([], Some(_)) => {
            return Err(
                Refusal::invalid(format!("Received the parameter {name} more than once.")).param(name)
            );
        }
        (_, known) => {
            let at = known.unwrap_or_else(|| {
                members.push((key, Node::default()));
                members.len() - 1
            });
            insert(&mut members[at].1, rest, value, name)?;
        }
    }
    Ok(())
}

/// Where `[]` lands: a new element, but the last one as long as that has no such member.
fn appended(members: &[(String, Node)], rest: &[String]) -> String {
    if let (Some(first), Some((at, Node::Members(inside)))) = (rest.first(), members.last())
        && !inside.iter().any(|(name, _)| name == first)
    {
        return at.clone();
    }
    members.len().to_string()
}

impl Node {
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        match self {
            Self::Text(_) => None,
            Self::Members(members) => members.iter().find(|(at, _)| at == name).map(|(_, node)| node),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Text that stands there and is not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|text| !text.is_empty())
    }

    /// Text that stands there, be it empty: an empty one takes a value away.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Self::Text(text) => Some(text),
            Self::Members(_) => None,
        }
    }

    /// `a[b]` for `["a", "b"]`.
    pub(crate) fn deep(&self, path: &[&str]) -> Option<&str> {
        let (last, before) = path.split_last()?;
        let node = before.iter().try_fold(self, |node, name| node.get(name))?;
        node.text(last)
    }

    pub(crate) fn members(&self) -> &[(String, Node)] {
        match self {
            Self::Text(_) => &[],
            Self::Members(members) => members,
        }
    }

    /// Elements of an array in the order of their positions.
    pub(crate) fn elements(&self, name: &str) -> Vec<&Node> {
        let mut found: Vec<_> = self.get(name).map(Self::members).unwrap_or_default().iter().collect();
        found.sort_by_key(|(at, _)| at.parse::<usize>().unwrap_or(usize::MAX));
        found.into_iter().map(|(_, node)| node).collect()
    }

    /// Elements of an array of texts.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let text = |node: &Node| match node {
            Self::Text(text) => Some(text.clone()),
            Self::Members(_) => None,
        };
        self.elements(name).into_iter().filter_map(text).collect()
    }

    /// A whole number, if it stands there.
    ///
    /// # Errors
    /// Anything else.
    pub(crate) fn whole(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.text(name)
            .map(|text| {
                let refused = || Refusal::invalid(format!("Invalid integer: {text}"));
                text.parse().map_err(|_| refused().code("parameter_invalid_integer").param(name))
            })
            .transpose()
    }

    /// `true` or `false`, if it stands there.
    ///
    /// # Errors
    /// Anything else.
    pub(crate) fn truth(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.text(name)
            .map(|text| match text {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err(Refusal::invalid(format!("Invalid boolean: {text}")).param(name)),
            })
            .transpose()
    }

    /// One of some words, if it stands there.
    ///
    /// # Errors
    /// Any other word.
    pub(crate) fn choice(&self, name: &str, allowed: &[&str]) -> Result<Option<&str>, Refusal> {
        match self.text(name) {
            Some(text) if !allowed.contains(&text) => Err(Refusal::one_of(name, allowed)),
            found => Ok(found),
        }
    }

    /// What has to stand there.
    ///
    /// # Errors
    /// If it does not.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| Refusal::missing(name))
    }

    /// All as sorted text: two requests are the same where this is.
    pub(crate) fn fingerprint(&self) -> String {
        match self {
            Self::Text(text) => format!("{text:?}"),
            Self::Members(members) => {
                let mut parts: Vec<String> =
                    members.iter().map(|(name, node)| format!("{name}={}", node.fingerprint())).collect();
                parts.sort();
                format!("[{}]", parts.join("&"))
            }
        }
    }

    /// As flat pairs, as they were sent.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        fn walk(node: &Node, name: &str, out: &mut Vec<(String, String)>) {
            match node {
                Node::Text(text) => out.push((name.to_owned(), text.clone())),
                Node::Members(members) => {
                    for (at, inside) in members {
                        let path = if name.is_empty() { at.clone() } else { format!("{name}[{at}]") };
                        walk(inside, &path, out);
                    }
                }
            }
        }
        let mut out = Vec::new();
        walk(self, "", &mut out);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_nest_and_arrays_keep_their_order() {
        let node = parse(
            b"items[1][price]=b&items[0][price]=a&items[0][quantity]=2&metadata[org]=7&expand[]=x&expand[]=y",
        )
        .unwrap();
        let prices: Vec<_> = node.elements("items").iter().map(|item| item.text("price").unwrap()).collect();
        assert_eq!(prices, ["a", "b"]);
        assert_eq!(node.deep(&["metadata", "org"]), Some("7"));
        assert_eq!(node.texts("expand"), ["x", "y"]);
        assert_eq!(node.elements("items")[0].whole("quantity").unwrap(), Some(2));
    }

    #[test]
    fn elements_without_position_begin_where_a_member_repeats() {
        let node = parse(b"items[][price]=a&items[][quantity]=1&items[][price]=b").unwrap();
        assert_eq!(node.elements("items").len(), 2);
    }

    #[test]
    fn what_comes_twice_or_does_not_close_is_refused() {
        for text in ["a=1&a=2", "a[b]=1&a[b]=2", "a=1&a[b]=2", "a[b=1", "[a]=1", "a[b]c=1"] {
            assert_eq!(parse(text.as_bytes()).unwrap_err().status, 400, "{text}");
        }
    }

    #[test]
    fn the_order_of_parameters_makes_no_other_request() {
        let one = parse(b"a=1&b[c]=2&b[d]=3").unwrap();
        let other = parse(b"b[d]=3&b[c]=2&a=1").unwrap();
        assert_eq!(one.fingerprint(), other.fingerprint());
        assert_ne!(one.fingerprint(), parse(b"a=1&b[c]=2").unwrap().fingerprint());
        assert_eq!(one.pairs()[1], ("b[c]".to_owned(), "2".to_owned()));
    }
}
