//! What people are told of their own account by e-mail.

use crate::code_enum;

code_enum! {
    /// Something that changed how somebody signs in, told in case it was not them.
    pub enum Notice {
        SecondFactorOn = "second_factor_on",
        SecondFactorOff = "second_factor_off",
        RecoveryCodesRenewed = "recovery_codes_renewed",
        EmailChanged = "email_changed",
        RecoveryCodeUsed = "recovery_code_used",
    }
}
