/// Why the sandbox could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
    #[error("the built-in GraphQL schema is broken: {0}")]
    Schema(String),
    #[error("no order with id {0}")]
    UnknownOrder(u64),
    #[error("{0}")]
    Invalid(String),
}
