//! Which parameters an endpoint takes, and whether a request has others.
//!
//! A shape is a list of names: `email` is text, `expand[]` an array of texts, `address{city country}` an object,
//! `items[]{id price}` an array of objects, `metadata{*}` an object of any names, `created?{gte lt}` text or an
//! object. Empty text is taken in every place: it takes a value away.

use crate::stripe::form::Node;
use crate::stripe::refusal::Refusal;

/// One parameter of a shape.
struct Field<'s> {
    name: &'s str,
    is_array: bool,
    /// Text may stand in an object's place.
    or_text: bool,
    /// Names within, `*` for any.
    inside: Option<&'s str>,
}

fn fields(shape: &str) -> Vec<Field<'_>> {
    let mut found = Vec::new();
    let mut rest = shape.trim_start();
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | '{' | '?')).unwrap_or(rest.len());
        let name;
        (name, rest) = rest.split_at(end);
        let is_array = rest.starts_with("[]");
        rest = rest.strip_prefix("[]").unwrap_or(rest);
        let or_text = rest.starts_with('?');
        rest = rest.strip_prefix('?').unwrap_or(rest);
        let mut inside = None;
        if rest.starts_with('{') {
            let close = closing(rest);
            inside = Some(&rest[1..close]);
            rest = &rest[close + 1..];
        }
        found.push(Field { name, is_array, or_text, inside });
        rest = rest.trim_start();
    }
    found
}

/// Where the brace at the start of `text` closes.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len() - 1
}

/// Compares a request with a shape.
///
/// # Errors
/// Unknown parameters, and those of another kind.
pub(crate) fn check(shape: &str, request: &Node) -> Result<(), Refusal> {
    let mut unknown = Vec::new();
    compare(shape, request, "", &mut unknown)?;
    if unknown.is_empty() { Ok(()) } else { Err(Refusal::unknown(&unknown)) }
}

fn compare(shape: &str, node: &Node, path: &str, unknown: &mut Vec<String>) -> Result<(), Refusal> {
    let fields = fields(shape);
    for (name, value) in node.members() {
        let at = if path.is_empty() { name.clone() } else { format!("{path}[{name}]") };
        match fields.iter().find(|field| field.name == name) {
            Some(field) => one(field, value, &at, unknown)?,
            None => unknown.push(at),
        }
    }
    Ok(())
}

fn one(field: &Field<'_>, value: &Node, at: &str, unknown: &mut Vec<String>) -> Result<(), Refusal> {
    let is_text = matches!(value, Node::Text(_));
    if matches!(value, Node::Text(text) if text.is_empty()) {
        return Ok(());
    }
    if field.is_array {
        if is_text {
            return Err(Refusal::invalid("Invalid array").param(at));
        }
        for (position, element) in value.members() {
            if position.parse::<usize>().is_err() {
                return Err(Refusal::invalid("Invalid array").param(at));
            }
            inside(field, element, &format!("{at}[{position}]"), unknown)?;
        }
        return Ok(());
    }
    inside(field, value, at, unknown)
}

fn inside(field: &Field<'_>, value: &Node, at: &str, unknown: &mut Vec<String>) -> Result<(), Refusal> {
    let is_text = matches!(value, Node::Text(_));
    match field.inside {
        None if is_text => Ok(()),
        None => Err(Refusal::invalid(format!("Invalid string: {at}")).param(at)),
        Some(_) if is_text && field.or_text => Ok(()),
        Some(_) if is_text => Err(Refusal::invalid("Invalid object").param(at)),
        Some("*") => Ok(()),
        Some(shape) => compare(shape, value, at, unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stripe::form::parse;

    const SHAPE: &str =
        "email items[]{id price tiers[]{up_to}} metadata{*} created?{gte lt} address{city} expand[]";

    fn told(text: &str) -> Result<(), (String, Option<String>)> {
        check(SHAPE, &parse(text.as_bytes()).unwrap())
            .map_err(|refusal| (refusal.message, refusal.details.param))
    }

    #[test]
    fn what_is_published_passes() {
        for text in [
            "email=a&items[0][id]=1&items[0][tiers][0][up_to]=inf&metadata[any]=1",
            "created=1",
            "created[gte]=1",
            "expand[]=a&expand[1]=b",
            "address=&metadata=",
        ] {
            assert_eq!(told(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_not_is_named_with_its_path() {
        let (message, param) = told("items[0][prize]=x&mail=1").unwrap_err();
        assert_eq!(message, "Received unknown parameters: items[0][prize], mail");
        assert_eq!(param.as_deref(), Some("items[0][prize]"));
        assert_eq!(told("items=1").unwrap_err().0, "Invalid array");
        assert_eq!(told("items[a][id]=1").unwrap_err().0, "Invalid array");
        assert_eq!(told("address=Rua").unwrap_err().0, "Invalid object");
        assert_eq!(told("email[a]=1").unwrap_err().0, "Invalid string: email");
    }
}
