//! What people are told of their own account by e-mail.

use crate::code_enum;

code_enum! {
    /// Something that changed how somebody signs in, told in case it was not them.
    pub enum Notice {
        SecondFactorOn = "second_factor_on",
        SecondFactorOff = "second_factor_off",
        /// By the operator of the installation.
        SecondFactorCleared = "second_factor_cleared",
        RecoveryCodesRenewed = "recovery_codes_renewed",
        PasswordChanged = "password_changed",
        PasskeyAdded = "passkey_added",
        PasskeyRemoved = "passkey_removed",
        EmailChanged = "email_changed",
        RecoveryCodeUsed = "recovery_code_used",
        GoogleLinked = "google_linked",
        GoogleUnlinked = "google_unlinked",
    }
}
