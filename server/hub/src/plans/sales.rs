//! To whom people write who want a plan by contract.

use crate::Hub;
use domain::normalize_email;
use std::str::FromStr;
use url::Url;

/// Where a plan by contract is asked for: an e-mail address, or a page (https).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesContact(Url);

/// What is no such place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "is neither an e-mail address, like sales@example.com, nor an address like https://example.com/sales"
)]
pub struct NoSalesContact;

impl SalesContact {
    /// Where a link leads: to the page, or to an e-mail that has a subject already.
    pub fn href(&self, subject: &str) -> String {
        let mut url = self.0.clone();
        if url.scheme() == "mailto" {
            // Escaped whole: what a subject may hold would end it there.
            let subject: String = url::form_urlencoded::byte_serialize(subject.as_bytes()).collect();
            url.set_query(Some(&format!("subject={}", subject.replace('+', "%20"))));
        }
        url.into()
    }
}

impl FromStr for SalesContact {
    type Err = NoSalesContact;

    fn from_str(text: &str) -> Result<Self, NoSalesContact> {
        let text = text.trim();
        // No e-mail address has a colon, and a page may have an at sign.
        if !text.contains(':') {
            let email = normalize_email(text).ok_or(NoSalesContact)?;
            let url: Url = format!("mailto:{email}").parse().map_err(|_| NoSalesContact)?;
            // Of signs like `?` the rest would be no address any more.
            return if url.path() == email { Ok(Self(url)) } else { Err(NoSalesContact) };
        }
        let url: Url = text.parse().map_err(|_| NoSalesContact)?;
        let is_page = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
        if is_page { Ok(Self(url)) } else { Err(NoSalesContact) }
    }
}

impl Hub {
    /// Where a plan by contract is asked for; `None` where the operator of the installation has not said.
    pub fn sales_contact(&self) -> Option<&SalesContact> {
        self.config().sales_contact.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(text: &str) -> Result<String, NoSalesContact> {
        Ok(text.parse::<SalesContact>()?.href("Preço & prazo"))
    }

    #[test]
    fn an_e_mail_gets_its_subject_and_a_page_stays_as_it_is() {
        let subject = "subject=Pre%C3%A7o%20%26%20prazo";
        assert_eq!(href(" Vendas@Loja.example "), Ok(format!("mailto:vendas@loja.example?{subject}")));
        assert_eq!(href("https://loja.example/vendas?a=b"), Ok("https://loja.example/vendas?a=b".to_owned()));
    }

    #[test]
    fn what_nobody_could_follow_is_refused() {
        for text in [
            "",
            "vendas",
            "vendas@loja",
            "a@b.example?cc=c@d.example",
            "mailto:vendas@loja.example",
            "http://loja.example/vendas",
            "javascript:alert(1)",
            "https://ana:senha@loja.example/",
        ] {
            assert_eq!(href(text), Err(NoSalesContact), "{text}");
        }
    }
}
