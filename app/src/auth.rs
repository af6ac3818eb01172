//! Sign-in, sign-up, sign-out.

mod sign_in;
mod sign_out;
mod sign_up;

pub use sign_in::*;
pub use sign_out::*;
pub use sign_up::*;
