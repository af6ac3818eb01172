//! What the audit log tells.

use crate::code_enum;

code_enum! {
    /// Something that somebody did: what it is about, and what was done.
    pub enum AuditAction {
        ActionAsked = "action.asked",
        ActionClosed = "action.closed",
        AlertsHookAdded = "alerts.hook_added",
        AlertsHookRemoved = "alerts.hook_removed",
        AlertsKindOff = "alerts.kind_off",
        AlertsKindOn = "alerts.kind_on",
        AlertsMuted = "alerts.muted",
        AlertsUnmuted = "alerts.unmuted",
        BillingCancelAsked = "billing.cancel_asked",
        BillingCancelTakenBack = "billing.cancel_taken_back",
        BillingChangeAsked = "billing.change_asked",
        BillingChangeTakenBack = "billing.change_taken_back",
        /// Somebody was led to the payment of a plan: whether they went through with it is another matter.
        BillingCheckoutStarted = "billing.checkout_started",
        BillingDuplicateEnded = "billing.duplicate_ended",
        BillingGraceEnded = "billing.grace_ended",
        BillingOverageChanged = "billing.overage_changed",
        /// An invoice that nobody could pay yet was made ready for it.
        BillingPayAsked = "billing.pay_asked",
        BillingResumeAsked = "billing.resume_asked",
        /// A subscription came to be.
        BillingSubscribed = "billing.subscribed",
        BillingSubscriptionChanged = "billing.subscription_changed",
        CatalogueImportUndone = "catalogue.import_undone",
        CatalogueImported = "catalogue.imported",
        CodeLinked = "code.linked",
        CodeUnlinked = "code.unlinked",
        CompletenessAsked = "completeness.asked",
        ConnectionCreated = "connection.created",
        /// A simulated store was disconnected, and all that it had brought removed.
        ConnectionDemoRemoved = "connection.demo_removed",
        ConnectionDisconnected = "connection.disconnected",
        ConnectionPaused = "connection.paused",
        ConnectionReconnected = "connection.reconnected",
        ConnectionResumed = "connection.resumed",
        ConnectionSettingsChanged = "connection.settings_changed",
        ConnectionUpdated = "connection.updated",
        EmailChangeAsked = "email.change_asked",
        EmailChangeCancelled = "email.change_cancelled",
        EmailChangeRefused = "email.change_refused",
        EmailChanged = "email.changed",
        /// A month of checks was taken out as a file; those below of other data.
        ExportCompleteness = "export.completeness",
        ExportAnalytics = "export.analytics",
        /// The file that a correction made.
        ExportCorrected = "export.corrected",
        ExportCustomers = "export.customers",
        /// What a check of a sheet found, as rows or in the sheet itself.
        ExportFindings = "export.findings",
        ExportHistory = "export.history",
        ExportProducts = "export.products",
        ExportRuleList = "export.rule_list",
        ExportSales = "export.sales",
        /// A sheet in the columns of a marketplace.
        ExportTemplate = "export.template",
        /// The person signs in by an account at Google from now on.
        GoogleLinked = "google.linked",
        GoogleUnlinked = "google.unlinked",
        InvitationRevoked = "invitation.revoked",
        InvitationSent = "invitation.sent",
        InvitationSentAgain = "invitation.sent_again",
        MemberBecameOwner = "member.became_owner",
        MemberJoined = "member.joined",
        MemberLeft = "member.left",
        MemberRemoved = "member.removed",
        MemberRoleChanged = "member.role_changed",
        OrderAskedFor = "order.asked_for",
        OrganisationChanged = "organisation.changed",
        OrganisationFounded = "organisation.founded",
        /// What holds of a plan became another one.
        OrganisationPlanChanged = "organisation.plan_changed",
        /// The operator of the installation gave the company a plan, or took it back.
        OrganisationPlanSet = "organisation.plan_set",
        /// Owners and admins need a second factor from now on.
        OrganisationTwoFactorOn = "organisation.two_factor_on",
        OrganisationTwoFactorOff = "organisation.two_factor_off",
        PasskeyAdded = "passkey.added",
        PasskeyRemoved = "passkey.removed",
        PasswordChanged = "password.changed",
        PasswordReset = "password.reset",
        /// Browsers that were signed out from another one.
        PasswordSessionsEnded = "password.sessions_ended",
        /// What opened an account before anybody had shown that they read its address.
        PasswordWaysRemoved = "password.ways_removed",
        /// Somebody gave a wrong one, to sign in or to change something.
        PasswordWrong = "password.wrong",
        PlanApplied = "plan.applied",
        ProductCreated = "product.created",
        ProductUpdated = "product.updated",
        /// The person's own name or language.
        ProfileChanged = "profile.changed",
        QueueAllDismissed = "queue.all_dismissed",
        QueueCancelled = "queue.cancelled",
        QueueDismissed = "queue.dismissed",
        QueuePaused = "queue.paused",
        QueueRedriven = "queue.redriven",
        QueueResumed = "queue.resumed",
        ReplayApplied = "replay.applied",
        RetentionChanged = "retention.changed",
        RuleChosen = "rule.chosen",
        RuleListAdded = "rule.list_added",
        RuleListRemoved = "rule.list_removed",
        RuleListReplaced = "rule.list_replaced",
        RuleRemoved = "rule.removed",
        RuleSaved = "rule.saved",
        /// By the operator of the installation.
        SecondFactorCleared = "second_factor.cleared",
        SecondFactorCodeUsed = "second_factor.code_used",
        SecondFactorCodesRenewed = "second_factor.codes_renewed",
        /// Its person says that it is not theirs.
        SecondFactorDisowned = "second_factor.disowned",
        SecondFactorOff = "second_factor.off",
        SecondFactorOn = "second_factor.on",
        /// Somebody who knew the password, or had no need of it, gave a wrong code.
        SecondFactorWrong = "second_factor.wrong",
        SessionSignedIn = "session.signed_in",
        SessionSignedOut = "session.signed_out",
        SheetChosen = "sheet.chosen",
        SheetColumns = "sheet.columns",
        SheetCorrected = "sheet.corrected",
        SheetCorrectionUndone = "sheet.correction_undone",
        SheetFormat = "sheet.format",
        SheetRemoved = "sheet.removed",
        SheetRenamed = "sheet.renamed",
        SheetReplaced = "sheet.replaced",
        SheetResults = "sheet.results",
        SheetSchedule = "sheet.schedule",
        SheetSteps = "sheet.steps",
        SheetUploaded = "sheet.uploaded",
        SkuLinked = "sku.linked",
        SkuUnlinked = "sku.unlinked",
        SyncCancelled = "sync.cancelled",
        SyncStarted = "sync.started",
        WebhookReplayed = "webhook.replayed",
    }
}

code_enum! {
    /// What actions are about, as people look for them.
    pub enum AuditSubject {
        /// People, their roles, and how they sign in.
        Team = "team",
        Company = "company",
        /// The plan, and what is paid for it.
        Billing = "billing",
        /// Connections, what they read, and what they are asked to do.
        Channels = "channels",
        Catalogue = "catalogue",
        /// Sheets, rules and corrections.
        Sheets = "sheets",
        Alerts = "alerts",
        Queue = "queue",
        /// Data that was taken out as a file.
        Exports = "exports",
    }
}

impl AuditAction {
    /// What it is about: as its beginning says, but for what a company has by its plan.
    pub fn about(self) -> AuditSubject {
        if matches!(self, Self::OrganisationPlanChanged | Self::OrganisationPlanSet) {
            return AuditSubject::Billing;
        }
        let beginning = self.code().split('.').next().unwrap_or_default();
        let about = AuditSubject::ALL.iter().find(|subject| subject.beginnings().contains(&beginning));
        about.copied().unwrap_or(AuditSubject::Company)
    }
}

impl AuditSubject {
    /// The actions about it.
    pub fn actions(self) -> impl Iterator<Item = AuditAction> {
        AuditAction::ALL.iter().copied().filter(move |action| action.about() == self)
    }

    /// What the actions begin with, before their dot.
    const fn beginnings(self) -> &'static [&'static str] {
        match self {
            Self::Team => &[
                "email",
                "google",
                "invitation",
                "member",
                "passkey",
                "password",
                "profile",
                "second_factor",
                "session",
            ],
            Self::Company => &["organisation", "retention"],
            Self::Billing => &["billing"],
            Self::Channels => {
                &["action", "completeness", "connection", "order", "plan", "replay", "sync", "webhook"]
            }
            Self::Catalogue => &["catalogue", "code", "product", "sku"],
            Self::Sheets => &["rule", "sheet"],
            Self::Alerts => &["alerts"],
            Self::Queue => &["queue"],
            Self::Exports => &["export"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_about_one_subject() {
        for action in AuditAction::ALL {
            let beginning = action.code().split('.').next().unwrap_or_default();
            let about = AuditSubject::ALL.iter().filter(|subject| subject.beginnings().contains(&beginning));
            assert_eq!(about.count(), 1, "{action}");
            let found = AuditSubject::ALL.iter().filter(|subject| subject.actions().any(|of| of == *action));
            assert_eq!(found.count(), 1, "{action}");
        }
    }

    #[test]
    fn what_a_plan_becomes_is_found_with_what_is_paid_for_it() {
        let codes: Vec<_> = AuditSubject::Billing.actions().map(AuditAction::code).collect();
        for code in ["billing.subscribed", "organisation.plan_changed", "organisation.plan_set"] {
            assert!(codes.contains(&code), "{code}");
        }
        assert!(AuditSubject::Company.actions().any(|action| action == AuditAction::OrganisationChanged));
    }
}
