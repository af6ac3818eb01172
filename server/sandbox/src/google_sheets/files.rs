//! The list of Drive.

use chrono::DateTime;
use serde_json::{Value, json};

use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::{answered, asked, auth, book::File, drive_error};

const SHEETS: &str = "application/vnd.google-apps.spreadsheet";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const KIND: &str = "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false";
/// Before the place where the next page begins.
const TOKEN: &str = "~!!~";
/// The members of a file.
const FILE: &str = "appProperties,capabilities,clientEncryptionDetails,contentHints,contentRestrictions,copyRequiresWriterPermission,createdTime,description,downloadRestrictions,driveId,explicitlyTrashed,exportLinks,fileExtension,folderColorRgb,fullFileExtension,hasAugmentedPermissions,hasThumbnail,headRevisionId,iconLink,id,imageMediaMetadata,inheritedPermissionsDisabled,isAppAuthorized,kind,labelInfo,lastModifyingUser,linkShareMetadata,md5Checksum,mimeType,modifiedByMe,modifiedByMeTime,modifiedTime,name,originalFilename,ownedByMe,owners(displayName,emailAddress,kind,me,permissionId,photoLink),parents,permissionIds,permissions,properties,quotaBytesUsed,resourceKey,sha1Checksum,sha256Checksum,shared,sharedWithMeTime,sharingUser,shortcutDetails,size,spaces,starred,thumbnailLink,thumbnailVersion,trashed,trashedTime,trashingUser,version,videoMediaMetadata,viewedByMe,viewedByMeTime,viewersCanCopyContent,webContentLink,webViewLink,writersCanShare";
/// Those that come where nobody says which.
const USUAL: &str = "kind,id,name,mimeType";
const LIST_PARAMS: [&str; 11] = [
    "corpora",
    "driveId",
    "includeItemsFromAllDrives",
    "includeLabels",
    "includePermissionsForView",
    "orderBy",
    "pageSize",
    "pageToken",
    "q",
    "spaces",
    "supportsAllDrives",
];
const GET_PARAMS: [&str; 4] =
    ["acknowledgeAbuse", "includeLabels", "includePermissionsForView", "supportsAllDrives"];

pub(super) fn list(shop: &Shop, request: &Request) -> Reply {
    let invalid = |what: &str| drive_error(400, &format!("Invalid Value: {what}"), "global", "invalid");
    let members = format!("kind,incompleteSearch,nextPageToken,files({FILE})");
    let usual = format!("kind,incompleteSearch,nextPageToken,files({USUAL})");
    let mask = match asked(request, &LIST_PARAMS, &members, &usual) {
        Ok(mask) => mask,
        Err(told) => return drive_error(400, &told, "global", "invalidParameter"),
    };
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
        .filter(|file| !file.trashed && !file.is_office)
        .filter(|file| name.as_deref().is_none_or(|name| is_called(&file.name, name)))
        .collect();
    let page: Vec<Value> = found.iter().skip(from).take(size).map(|file| shown(shop, file)).collect();
    let mut body = json!({ "kind": "drive#fileList", "incompleteSearch": false, "files": page });
    if from + size < found.len() {
        body["nextPageToken"] = format!("{TOKEN}{}", from + size).into();
    }
    answered(&mask, body)
}

pub(super) fn get(shop: &Shop, request: &Request, id: &str) -> Reply {
    let mask = match asked(request, &GET_PARAMS, FILE, USUAL) {
        Ok(mask) => mask,
        Err(told) => return drive_error(400, &told, "global", "invalidParameter"),
    };
    match shop.drive.find(id) {
        Ok(file) => answered(&mask, shown(shop, &file)),
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
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": if file.is_office { OFFICE } else { SHEETS },
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
