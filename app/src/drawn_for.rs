//! For whom a page was drawn, as each of its forms says behind the address that it comes back to: whoever switches companies in one
//! tab, or signs in after somebody else, has the old pages in the others.

use domain::{Fault, OrgId, UserId};
use hub::auth::Principal;

/// The page of a form was drawn for somebody else than who sends it.
pub(crate) const OTHER_PERSON: &str = "other_person";
/// It was drawn for another company than they look at.
pub(crate) const OTHER_COMPANY: &str = "other_company";

/// Between the address and the ids.
const MARK: &str = "#empresa=";
/// Behind the ids, of a form that takes back what another one did.
const TAKES_BACK: &str = ".desfazer";

/// A company and, after a dot, a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DrawnFor {
    pub org: Option<OrgId>,
    pub user: Option<UserId>,
    /// The form takes back what another one did, and nothing was typed into it.
    pub takes_back: bool,
}

/// An address that forms come back to, in the name of whoever is signed in.
pub(crate) fn named(path: &str, who: Option<&Principal>) -> String {
    who.map_or_else(|| path.to_owned(), |who| format!("{path}{MARK}{}", DrawnFor::text(who)))
}

/// The same for a form that takes back what another one did.
pub(crate) fn taking_back(named: &str) -> String {
    if named.contains(MARK) { format!("{named}{TAKES_BACK}") } else { named.to_owned() }
}

/// The address that a form comes back to, and for whom its page was drawn.
pub(crate) fn split(named: &str) -> (&str, DrawnFor) {
    let (path, text) = named.split_once(MARK).unwrap_or((named, ""));
    (path, DrawnFor::parse(text))
}

impl DrawnFor {
    /// Longest [`DrawnFor::text`], in bytes.
    pub(crate) const LONGEST: usize = 73;

    /// What the forms of whoever is signed in say.
    pub(crate) fn text(who: &Principal) -> String {
        format!("{}.{}", who.member().org, who.member().user)
    }

    /// What they said. Whatever is no id is none.
    pub(crate) fn parse(text: &str) -> Self {
        let own = text.strip_suffix(TAKES_BACK);
        let ids = own.unwrap_or(text);
        let (org, user) = ids.split_once('.').unwrap_or((ids, ""));
        Self { org: org.parse().ok(), user: user.parse().ok(), takes_back: own.is_some() }
    }

    /// Who acts now, if it is the person.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`]; [`Fault::Conflict`] [`OTHER_PERSON`].
    pub(crate) fn person(self, acts: Option<&Principal>) -> Result<&Principal, Fault> {
        let who = acts.ok_or(Fault::Unauthenticated)?;
        match self.user {
            Some(user) if user != who.member().user => Err(Fault::Conflict { what: OTHER_PERSON.into() }),
            _ => Ok(who),
        }
    }

    /// The same, in the company.
    ///
    /// # Errors
    /// As [`DrawnFor::person`]; [`Fault::Conflict`] [`OTHER_COMPANY`].
    pub(crate) fn member(self, acts: Option<&Principal>) -> Result<&Principal, Fault> {
        let who = self.person(acts)?;
        match self.org {
            Some(org) if org != who.member().org => Err(Fault::Conflict { what: OTHER_COMPANY.into() }),
            _ => Ok(who),
        }
    }
}

/// Whether a form was refused because its page was drawn for another company or somebody else.
pub(crate) fn is_foreign(fault: &Fault) -> bool {
    matches!(fault, Fault::Conflict { what } if what == OTHER_PERSON || what == OTHER_COMPANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_for_whom_its_page_was_drawn() {
        let (org, user) = (OrgId::new(), UserId::new());
        let named = format!("/admin/a?b=c{MARK}{org}.{user}");
        let drawn_for = DrawnFor { org: Some(org), user: Some(user), takes_back: false };
        assert_eq!(split(&named), ("/admin/a?b=c", drawn_for));
        let back = DrawnFor { takes_back: true, ..drawn_for };
        assert_eq!(split(&taking_back(&named)), ("/admin/a?b=c", back));
        assert_eq!(named.split_once(MARK).unwrap().1.len(), DrawnFor::LONGEST);
        let nobody = DrawnFor { org: None, user: None, takes_back: false };
        for unnamed in ["/admin/a", "/admin/a#empresa=", "/admin/a#empresa=x.y"] {
            assert_eq!(split(unnamed), ("/admin/a", nobody));
        }
        assert_eq!(taking_back("/entrar"), "/entrar");
        assert_eq!(split(&format!("/{MARK}{org}")).1, DrawnFor { org: Some(org), ..nobody });
    }
}
