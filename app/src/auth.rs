//! Sign-in, sign-up, sign-out, invitations and forgotten passwords.

mod disown;
mod email;
mod forgotten;
mod google;
mod invitation;
pub(crate) mod passkeys;
mod second_step;
mod sign_in;
mod sign_out;
mod sign_up;

pub use disown::*;
pub use email::*;
pub use forgotten::*;
pub use google::*;
pub use invitation::*;
pub use passkeys::*;
pub use second_step::*;
pub use sign_in::*;
pub use sign_out::*;
pub use sign_up::*;
