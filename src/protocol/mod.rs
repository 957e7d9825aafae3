//! What the screens may ask of the core and what it answers: the only serialised contract with the shells.
//! It holds no logic. An answer is acknowledged only after what it says is stored.

pub mod care;
pub mod courier;
pub mod failure;
pub mod office;
pub mod request;
pub mod response;
