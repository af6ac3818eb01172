//! Google, where people sign in, as an app asks it.

use crate::{Seen, client};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sandbox::{GoogleOptions, GooglePerson, GoogleSandbox};
use serde_json::{Value, json};
use url::Url;

const BACK: &str = "https://orion.example/back";

async fn google() -> GoogleSandbox {
    GoogleSandbox::start(GoogleOptions::default()).await.unwrap()
}

/// What the token endpoint answers somebody who chose an account.
async fn token(google: &GoogleSandbox, scope: &str, person: &GooglePerson, redirect_uri: &str) -> Seen {
    let (base, options) = (google.base_url(), google.options());
    let id = options.client_id.as_str();
    let asked = format!(
        "{base}/o/oauth2/v2/auth?client_id={id}&response_type=code&scope={scope}&redirect_uri={BACK}&nonce=n"
    );
    let back: Url = google.choose(&asked, person).unwrap().parse().unwrap();
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", redirect_uri),
        ("client_id", id),
        ("client_secret", options.client_secret.as_str()),
    ];
    Seen::of(client().post(format!("{base}/token")).form(&form)).await
}

fn claims(answer: &Value) -> Value {
    let claims = answer["id_token"].as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

#[tokio::test]
async fn a_token_tells_what_was_asked_for_and_nothing_else() {
    let google = google().await;
    let ana = GooglePerson::new("ana.souza@lojas.example", "Ana Souza");
    let bare = claims(&token(&google, "openid", &ana, BACK).await.json());
    assert_eq!((&bare["sub"], &bare["nonce"]), (&json!(ana.sub), &json!("n")));
    assert_eq!((&bare["email"], &bare["name"]), (&Value::Null, &Value::Null));
    let answer = token(&google, "openid+email+profile", &ana, BACK).await.json();
    let prefix = "https://www.googleapis.com/auth/userinfo";
    assert_eq!(answer["scope"], format!("openid {prefix}.email {prefix}.profile"));
    let told = claims(&answer);
    assert_eq!((&told["email"], &told["email_verified"]), (&json!(ana.email), &json!(true)));
    assert_eq!((&told["given_name"], &told["hd"]), (&json!("Ana"), &json!("lojas.example")));
    let person = GooglePerson::new("ana@gmail.com", "Ana");
    let told = claims(&token(&google, "openid+email", &person, BACK).await.json());
    assert_eq!((&told["email"], &told["hd"]), (&json!("ana@gmail.com"), &Value::Null));
}

#[tokio::test]
async fn a_code_is_taken_at_the_address_that_it_was_made_for() {
    let google = google().await;
    let ana = GooglePerson::new("ana@gmail.com", "Ana");
    let refused = token(&google, "openid", &ana, "https://orion.example/other").await;
    assert_eq!((refused.status, refused.json()["error"].clone()), (400, json!("redirect_uri_mismatch")));
}
