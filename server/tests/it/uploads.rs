//! Files on their way in, as browsers and scripts send them.

use crate::harness::app;
use axum::{body::Body, http::Request};
use testkit::{Actor, Answer};

const PATH: &str = "/admin/validacao/enviar";

/// A form with parts: name, file name, content.
fn form(parts: &[(&str, Option<&str>, &str)]) -> String {
    let mut body = String::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.push_str(&format!(
            "--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n"
        ));
    }
    body + "--b--\r\n"
}

async fn send(who: &Actor, accept: &str, site: &str, body: String) -> Answer {
    send_to(PATH, who, accept, site, body).await
}

async fn send_to(path: &str, who: &Actor, accept: &str, site: &str, body: String) -> Answer {
    let request = Request::post(path)
        .header("content-type", "multipart/form-data; boundary=b")
        .header("accept", accept)
        .header("sec-fetch-site", site)
        .body(Body::from(body));
    who.send(request.unwrap()).await
}

#[tokio::test]
async fn a_file_becomes_a_sheet_and_a_newer_one_takes_its_place() {
    let app = app().await;
    let owner = app.owner().await;
    let file = form(&[("file", Some("catálogo.csv"), "SKU;Título\nA;Boné\n")]);
    let answer = send(&owner, "text/html", "same-origin", file.clone()).await;
    let sheet = answer.location().to_owned();
    assert!(answer.outcome().starts_with("303 /admin/validacao/0"), "{}", answer.outcome());
    let page = owner.get(&sheet).await;
    assert!(page.body.contains("catálogo") && page.body.contains("Boné"), "{}", page.body);
    let answer = send(&owner, "application/json", "same-origin", file).await;
    assert_eq!((answer.status.as_u16(), answer.body), (200, format!("\"{sheet}\"")), "the same bytes again");

    let id = sheet.rsplit('/').next().unwrap();
    let newer = form(&[("sheet", None, id), ("file", Some("novo.csv"), "SKU;Título\nA;Chapéu\n")]);
    let answer = send(&owner, "text/html", "same-origin", newer).await;
    assert_eq!(answer.outcome(), format!("303 {sheet}"));
    let page = owner.get(&sheet).await;
    assert!(page.body.contains("Chapéu") && !page.body.contains("Boné"), "{}", page.body);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_once_and_confirmed_by_nothing() {
    let app = app().await;
    let owner = app.owner().await;
    let file = form(&[("file", Some("aspas.csv"), "SKU,\"Título\"\nA,\"sem fim\nB,c\n")]);
    let sheet = send(&owner, "text/html", "same-origin", file).await.location().to_owned();
    let page = owner.get(&sheet).await.body;
    assert!(page.contains("As aspas que abrem na linha 2 não fecham."), "{page}");
    assert!(!page.contains("class=\"toasts\""), "{page}");
}

#[tokio::test]
async fn what_is_no_file_is_refused_and_says_so() {
    let app = app().await;
    let owner = app.owner().await;
    let json = "application/json";
    for (parts, status) in [
        (vec![], 422),
        (vec![("file", Some(""), "")], 422),
        (vec![("sheet", None, "x")], 404),
        (vec![("sheet", None, "0192f6e4-7d3c-7000-8000-0123456789ab"), ("file", Some("a.csv"), "a")], 404),
    ] {
        let answer = send(&owner, json, "same-origin", form(&parts)).await;
        assert_eq!(answer.status, status, "{parts:?}: {}", answer.body);
    }
    let long = "x".repeat(2 * 1024 * 1024);
    let answer = send(&owner, json, "same-origin", form(&[("sheet", None, &long)])).await;
    assert_eq!(answer.status, 404, "a field is not read for ever: {}", answer.body);
    let other = uuid::Uuid::now_v7().to_string();
    let of_other = form(&[("company", None, &other), ("file", Some("a.csv"), "SKU\nA\n")]);
    let answer = send(&owner, json, "same-origin", of_other).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body.contains("other_company")),
        (409, true),
        "{}",
        answer.body
    );
    let whose = format!("{other}.{other}");
    let of_other = form(&[("company", None, &whose), ("file", Some("a.csv"), "SKU\nA\n")]);
    let answer = send(&owner, json, "same-origin", of_other).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body.contains("other_person")),
        (409, true),
        "{}",
        answer.body
    );
    let whole = form(&[("file", Some("a.csv"), "SKU\nA\n")]);
    let answer = send(&owner, json, "same-origin", whole[..whole.len() - 12].to_owned()).await;
    assert_eq!((answer.status.as_u16(), answer.body.contains("file_cut")), (409, true), "{}", answer.body);
    let answer = send(&owner, "text/html", "same-origin", form(&[])).await;
    assert_eq!(answer.outcome(), "303 /admin/validacao");
    assert!(owner.get("/admin/validacao").await.body.contains("field-error"));
}

#[tokio::test]
async fn only_who_may_change_the_catalogue_sends_files_and_only_from_here() {
    let app = app().await;
    let file = form(&[("file", Some("a.csv"), "SKU\nA\n")]);
    let json = "application/json";
    assert_eq!(send(&app.anonymous(), json, "same-origin", file.clone()).await.status, 401);
    let outside = send(&app.anonymous(), "text/html", "same-origin", file.clone()).await;
    assert_eq!(outside.outcome(), "303 /entrar?voltar=/admin/validacao");
    assert_eq!(send(&app.viewer().await, json, "same-origin", file.clone()).await.status, 403);
    assert_eq!(send(&app.owner().await, json, "cross-site", file.clone()).await.status, 403);
    assert_eq!(send(&app.operator().await, json, "same-origin", file).await.status, 200);
}

const LISTS: &str = "/admin/validacao/regras/listas/enviar";

#[tokio::test]
async fn a_list_is_pasted_or_sent_as_a_file_and_replaced_by_who_is_sure() {
    let app = app().await;
    let owner = app.owner().await;
    let (page, json) = ("text/html", "application/json");
    let send = async |accept: &str, parts: &[(&str, Option<&str>, &str)]| {
        send_to(LISTS, &owner, accept, "same-origin", form(parts)).await
    };
    let pasted = [("name", None, "brands"), ("entries", None, "Malha Boa\r\nLinho"), ("file", Some(""), "")];
    let list = send(page, &pasted).await.location().to_owned();
    let shown = owner.get(&list).await.body;
    assert!(shown.contains("Malha Boa") && shown.contains("2 valores"), "{shown}");
    let file = owner.get(&format!("{list}/arquivo")).await;
    assert_eq!((file.status.as_u16(), file.body.as_str()), (200, "Malha Boa\nLinho\n"));

    let id = list.rsplit('/').next().unwrap();
    let newer =
        [("list", None, id), ("column", None, "Marca"), ("file", Some("m.csv"), "SKU;Marca\nA;Seda\n")];
    assert_eq!(send(json, &newer).await.status, 422, "nobody is sure");
    let sure = [("sure", None, "on"), newer[0], newer[1], newer[2]];
    assert_eq!(send(json, &sure).await.body, format!("\"{list}\""));
    assert_eq!(owner.get(&format!("{list}/arquivo")).await.body, "Seda\n");

    let refused = [("name", None, "Más marcas"), ("entries", None, "Malha Boa")];
    assert_eq!(send(page, &refused).await.outcome(), "303 /admin/validacao/regras/listas/nova");
    let again = owner.get("/admin/validacao/regras/listas/nova").await.body;
    assert!(
        again.contains("field-error") && again.contains("Más marcas") && again.contains("Malha Boa"),
        "{again}"
    );
    for (parts, status) in [
        (vec![], 422),
        (vec![("name", None, "brands"), ("entries", None, "a")], 422),
        (vec![("name", None, "other"), ("entries", None, " ")], 422),
        (vec![("list", None, "x"), ("entries", None, "a")], 404),
        (vec![("name", None, "other"), ("file", Some("m.csv"), "a;b\n")], 409),
    ] {
        assert_eq!(send(json, &parts).await.status, status, "{parts:?}");
    }
    let pasted = form(&pasted);
    assert_eq!(send_to(LISTS, &app.viewer().await, json, "same-origin", pasted.clone()).await.status, 403);
    assert_eq!(send_to(LISTS, &app.anonymous(), json, "same-origin", pasted.clone()).await.status, 401);
    assert_eq!(send_to(LISTS, &owner, json, "cross-site", pasted).await.status, 403);
}

#[tokio::test]
async fn a_quotation_mark_in_the_name_of_a_file_stays_one() {
    let app = app().await;
    let owner = app.owner().await;
    let file = form(&[("file", Some("mesa 12%22%0D%0A 50%25.csv"), "SKU;Título\nA;Mesa\n")]);
    let sheet = send(&owner, "text/html", "same-origin", file).await.location().to_owned();
    let page = owner.get(&sheet).await.body.replace("&quot;", "\"");
    assert!(page.contains("mesa 12\" 50%25"), "{page}");
}
