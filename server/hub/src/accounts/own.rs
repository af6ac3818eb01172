//! What people change of their own account.

use super::{Problems, no_password};
use crate::{
    Hub, HubError, account_mails,
    audit::changes,
    auth::Principal,
    passwords,
    second_factor::Proofs,
    sessions::{Client, Device, TokenHash},
    undo::{Mark, refuse_changed},
};
use domain::{AuditAction, Fault, FieldProblem, Locale};
use serde_json::json;
use store::{accounts::Profile, audit::AuditEntry};

impl Hub {
    /// Changes the name and the language of the person who is signed in. Tells the language by now, and by what
    /// the change is known.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `name` and `locale`; [`Fault::Conflict`] `changed_since` where they are not what was left at
    /// `since`.
    pub async fn save_profile(
        &self,
        who: &Principal,
        name: &str,
        tag: &str,
        since: Option<Mark>,
    ) -> Result<(Locale, Mark), HubError> {
        let mut problems = Problems::default();
        let name = problems.name("name", name);
        let locale = problems.parsed::<Locale>("locale", tag);
        problems.finish()?;
        let locale = locale.unwrap_or_default();
        let is = json!({ "name": name, "locale": locale });
        let told = |was: &Profile| {
            let was = json!({ "name": was.name, "locale": was.locale });
            refuse_changed(since, &was)?;
            let data = changes(json!({}), &was, &is);
            Ok::<_, HubError>(data.map(|data| AuditEntry { data, ..who.told(AuditAction::ProfileChanged) }))
        };
        store::accounts::set_profile(self.db(), who.member().user, (&name, locale), told).await?;
        Ok((locale, Mark::of(&is)))
    }

    /// The browsers that whoever is signed in is signed in with, the last used first.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn devices(&self, who: &Principal, session: &TokenHash) -> Result<Vec<Device>, HubError> {
        Ok(store::sessions::devices(self.db(), who.member().user, session).await?)
    }

    /// Signs one of them out; all but the one that asks without an id. How many that were.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for one that is not signed in.
    pub async fn sign_out_device(
        &self,
        who: &Principal,
        id: Option<&str>,
        session: &TokenHash,
    ) -> Result<u64, HubError> {
        let (org, user) = (who.member().org, who.member().user);
        let told = who.told(AuditAction::PasswordSessionsEnded);
        let ended = store::sessions::end(self.db(), user, id, session, (org, &told)).await?;
        if ended == 0 && id.is_some() {
            return Err(Fault::NotFound.into());
        }
        Ok(ended)
    }

    /// Gives the person who is signed in another password, and ends all their sessions but `session`. They are told
    /// by e-mail.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `current` (the present password; `unknown` for a wrong one), `password` (the other one) and
    /// `code`; [`Fault::Conflict`] `no_password` for who has none; as [`Hub::ask_proofs`].
    pub async fn change_password(
        &self,
        who: &Principal,
        (password, proofs): (&str, Proofs<'_>),
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let member = who.member();
        let mut problems = Problems::default();
        if proofs.password.is_empty() {
            problems.add("current", FieldProblem::Required);
        }
        let personal = [member.user_name.as_str(), &member.user_email, &member.org_name];
        if let Some(problem) = passwords::problem(password, &personal) {
            problems.add("password", problem);
        }
        problems.finish()?;
        if !store::identities::has_password(self.db(), member.user).await? {
            return Err(no_password().into());
        }
        self.ask_proofs(who, proofs, client, session).await.map_err(of_current)?;
        let hash = self.config().password_cost.turn().await?.hash(password).await?;
        let told = who.told(AuditAction::PasswordChanged);
        let org = member.org;
        store::accounts::set_password(self.db(), (member.user, &hash), session, (org, &told)).await?;
        account_mails::send_soon(self);
        Ok(())
    }
}

/// The present password stands in a field of its own beside the other one.
fn of_current(error: HubError) -> HubError {
    match error {
        HubError::Fault(Fault::Invalid { mut fields }) => {
            for one in fields.iter_mut().filter(|one| one.field == "password") {
                one.field = "current".to_owned();
            }
            Fault::Invalid { fields }.into()
        }
        other => other,
    }
}
