//! Field masks, and the members that the API's objects have: both are trees of names.

use std::iter::Peekable;
use std::str::Chars;

use serde_json::Value;

/// Names, each with those within it; all of it where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names(Vec<(String, Option<Names>)>);

impl Names {
    /// `sheets.properties(title,hidden)`: `/` may stand for `.`, and `*` for all names.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut signs = text.chars().peekable();
        let names = list(&mut signs)?;
        signs.next().is_none().then_some(names)
    }

    fn add(&mut self, name: String, inside: Option<Self>) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => {
                let Some(within) = known else { return };
                match inside {
                    Some(inside) => inside.0.into_iter().for_each(|(name, inside)| within.add(name, inside)),
                    None => *known = None,
                }
            }
            None => self.0.push((name, inside)),
        }
    }

    fn find(&self, name: &str) -> Option<&(String, Option<Self>)> {
        self.0.iter().find(|(known, _)| known == name)
    }

    /// The first of these names that is not among the known ones, with its path.
    pub(super) fn unknown(&self, known: &Self) -> Option<String> {
        self.0.iter().filter(|(name, _)| name != "*").find_map(|(name, inside)| {
            let Some((_, within)) = known.find(name) else { return Some(name.clone()) };
            let wrong =
                inside.as_ref().zip(within.as_ref()).and_then(|(inside, within)| inside.unknown(within));
            wrong.map(|wrong| format!("{name}.{wrong}"))
        })
    }

    /// The first member of a value that has none of these names.
    pub(super) fn stranger(&self, value: &Value) -> Option<String> {
        match value {
            Value::Array(rows) => rows.iter().find_map(|row| self.stranger(row)),
            Value::Object(members) => members.iter().find_map(|(name, value)| match self.find(name) {
                None => Some(name.clone()),
                Some((_, inside)) => inside.as_ref().and_then(|inside| inside.stranger(value)),
            }),
            _ => None,
        }
    }

    /// Takes from a value what is not named.
    pub(super) fn keep(&self, value: &mut Value) {
        match value {
            Value::Array(rows) => rows.iter_mut().for_each(|row| self.keep(row)),
            Value::Object(members) => members.retain(|name, value| match self.find(name) {
                Some((_, inside)) => {
                    if let Some(inside) = inside {
                        inside.keep(value);
                    }
                    true
                }
                None => self.find("*").is_some(),
            }),
            _ => {}
        }
    }
}

fn list(signs: &mut Peekable<Chars<'_>>) -> Option<Names> {
    let mut names = Names::default();
    loop {
        one(signs, &mut names)?;
        if signs.next_if_eq(&',').is_none() {
            return Some(names);
        }
    }
}

fn one(signs: &mut Peekable<Chars<'_>>, into: &mut Names) -> Option<()> {
    let mut name = String::new();
    while let Some(sign) = signs.next_if(|sign| sign.is_ascii_alphanumeric() || *sign == '*') {
        name.push(sign);
    }
    if name.is_empty() {
        return None;
    }
    let inside = if signs.next_if(|sign| matches!(sign, '.' | '/')).is_some() {
        let mut inside = Names::default();
        one(signs, &mut inside)?;
        Some(inside)
    } else if signs.next_if_eq(&'(').is_some() {
        let inside = list(signs)?;
        signs.next_if_eq(&')')?;
        Some(inside)
    } else {
        None
    };
    into.add(name, inside);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(text: &str) -> Names {
        Names::parse(text).unwrap()
    }

    #[test]
    fn a_mask_keeps_what_it_names_and_nothing_else() {
        let kept = |mask: &str| {
            let mut value =
                json!({ "id": 1, "about": { "a": 1, "b": 2 }, "rows": [{ "c": 1, "d": 2 }, { "c": 3 }] });
            names(mask).keep(&mut value);
            value
        };
        assert_eq!(kept("id,rows(d)"), json!({ "id": 1, "rows": [{ "d": 2 }, {}] }));
        assert_eq!(kept("about.a,rows/c"), json!({ "about": { "a": 1 }, "rows": [{ "c": 1 }, { "c": 3 }] }));
        assert_eq!(kept("about.a,about(b)"), json!({ "about": { "a": 1, "b": 2 } }));
        assert_eq!(kept("about.a,about"), json!({ "about": { "a": 1, "b": 2 } }));
        assert_eq!(kept("*"), kept("id,about,rows"));
    }

    #[test]
    fn what_nobody_knows_is_found_in_masks_and_in_values() {
        let known = names("id,about(a,b),rows(c(e),d)");
        assert_eq!(names("id,about,rows.c.e,rows(*)").unknown(&known), None);
        assert_eq!(names("id,about(a,z)").unknown(&known), Some("about.z".to_owned()));
        assert_eq!(names("version").unknown(&known), Some("version".to_owned()));
        assert_eq!(known.stranger(&json!({ "id": 1, "rows": [{ "d": { "any": 1 } }] })), None);
        assert_eq!(known.stranger(&json!({ "rows": [{ "d": 1 }, { "z": 1 }] })), Some("z".to_owned()));
        for odd in ["", "id,", "rows(", "rows(c", "rows()", "rows(c))", "a b"] {
            assert_eq!(Names::parse(odd), None, "{odd}");
        }
    }
}
