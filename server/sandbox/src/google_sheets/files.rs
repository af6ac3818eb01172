//! The list of Drive.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::{asks_for, auth, book::File, drive_error, masked};

const KIND: &str = "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false";
/// Before the place where the next page begins.
const TOKEN: &str = "~!!~";

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    let invalid = |what: &str| drive_error(400, &format!("Invalid Value: {what}"), "global", "invalid");
    let Some(name) = request.param("q").map_or(Some(None), wanted) else { return invalid("q") };
    let size = request.param("pageSize").map_or(Some(100), |size| size.parse::<usize>().ok());
    let Some(size) = size.filter(|size| (1..=1_000).contains(size)) else { return invalid("pageSize") };
    if request.param("orderBy").is_some_and(|order| order != "modifiedTime desc") {
        return invalid("orderBy");
    }
    let from = match request.param("pageToken") {
        None => Some(0),
        Some(token) => token.strip_prefix(TOKEN).and_then(|from| from.parse::<usize>().ok()),
    };
    let Some(from) = from else { return invalid("pageToken") };
    let found: Vec<File> = shop
        .drive
        .listed()
        .into_iter()
        .filter(|file| !file.trashed && name.as_deref().is_none_or(|name| is_called(&file.name, name)))
        .collect();
    let page: Vec<Value> =
        found.iter().skip(from).take(size).map(|file| masked(request, shown(shop, file))).collect();
    let mut body = json!({ "incompleteSearch": false, "files": page });
    if from + size < found.len() && asks_for(request, "nextPageToken") {
        body["nextPageToken"] = format!("{TOKEN}{}", from + size).into();
    }
    Reply::value(200, &body)
}

pub(super) fn get(shop: &Shop, request: &Request, id: &str) -> Reply {
    match shop.drive.find(id) {
        Ok(file) => Reply::value(200, &masked(request, shown(shop, &file))),
        Err(_) => drive_error(404, &format!("File not found: {id}."), "global", "notFound"),
    }
}

/// The name that a query asks for; `Some(None)` for all, `None` for a query that is not understood.
fn wanted(query: &str) -> Option<Option<String>> {
    let rest = query.strip_prefix(KIND)?;
    if rest.is_empty() {
        return Some(None);
    }
    let quoted = rest.strip_prefix(" and name contains '")?.strip_suffix('\'')?;
    let (mut name, mut signs) = (String::new(), quoted.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => name.push(signs.next()?),
            '\'' => return None,
            sign => name.push(sign),
        }
    }
    Some(Some(name))
}

/// Whether a word of the name begins like this.
fn is_called(name: &str, wanted: &str) -> bool {
    let (name, wanted) = (name.to_lowercase(), wanted.to_lowercase());
    let starts = name
        .char_indices()
        .filter(|(at, _)| name[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()));
    starts.map(|(at, _)| &name[at..]).any(|rest| rest.starts_with(wanted.trim()))
}

fn shown(shop: &Shop, file: &File) -> Value {
    let modified = DateTime::from_timestamp_millis(file.modified).unwrap_or_default();
    json!({
        "id": file.id,
        "name": file.name,
        "mimeType": "application/vnd.google-apps.spreadsheet",
        "modifiedTime": modified.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
        "version": file.version.to_string(),
        "trashed": file.trashed,
        "owners": [{ "emailAddress": auth::user(shop)["email"] }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_with_its_quotes() {
        assert_eq!(wanted(KIND), Some(None));
        assert_eq!(
            wanted(&format!(r"{KIND} and name contains 'd\'água \\ 2'")),
            Some(Some(r"d'água \ 2".into()))
        );
        for odd in [String::new(), format!("{KIND} and name contains 'a'b'"), format!("{KIND} or true")] {
            assert_eq!(wanted(&odd), None, "{odd}");
        }
        assert!(is_called("Preços da Black Friday", "black f") && !is_called("Preços", "eços"));
    }
}
