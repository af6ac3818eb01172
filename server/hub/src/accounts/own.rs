//! What people change of their own account.

use super::Problems;
use crate::{
    Hub, HubError,
    auth::Principal,
    passwords,
    permit::View,
    sessions::{Client, TokenHash},
};
use domain::{AuditAction, Fault, FieldProblem, Locale};

impl Hub {
    /// Changes the name and the language of the person who is signed in.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `name` and `locale`.
    pub async fn save_profile(&self, who: &Principal, name: &str, tag: &str) -> Result<Locale, HubError> {
        let mut problems = Problems::default();
        let name = problems.name("name", name);
        let locale = problems.parsed::<Locale>("locale", tag);
        problems.finish()?;
        let locale = locale.unwrap_or_default();
        store::accounts::set_profile(self.db(), who.member().user, &name, locale).await?;
        Ok(locale)
    }

    /// Gives the person who is signed in another password, and ends all their sessions but `session`.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `current` (`unknown` for a wrong one) and `password`;
    /// [`Fault::Throttled`] as [`Hub::sign_in`], whose tries count here as well.
    pub async fn change_password(
        &self,
        who: &Principal,
        (current, password): (&str, &str),
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let member = who.member();
        let mut problems = Problems::default();
        if current.is_empty() {
            problems.add("current", FieldProblem::Required);
        }
        let personal = [member.user_name.as_str(), &member.user_email, &member.org_name];
        if let Some(problem) = passwords::problem(password, &personal) {
            problems.add("password", problem);
        }
        problems.finish()?;
        if self.prove(&member.user_email, current, client).await?.is_none() {
            return Err(Fault::field("current", FieldProblem::Unknown).into());
        }
        let hash = self.config().password_cost.turn().await?.hash(password).await?;
        let cx = who.authorize::<View>()?;
        let told = cx.audit_entry(
            AuditAction::PasswordChanged,
            ("user", Some(member.user.0)),
            serde_json::json!({}),
        );
        let org = cx.org();
        Ok(store::accounts::set_password(self.db(), (member.user, &hash), session, (org, &told)).await?)
    }
}
