//! What can go wrong in the database, as far as a caller can act on it.

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such row in this organisation.
    #[error("not found")]
    NotFound,
    /// A uniqueness rule; `constraint` is its name in the schema.
    #[error("already taken ({constraint})")]
    Taken { constraint: String },
    /// Another check of the schema refused a value.
    #[error("refused by the database: {0}")]
    Refused(String),
    /// This worker's lease on the job has been taken by another one, or the job was cancelled.
    #[error("the job belongs to another worker now")]
    LeaseLost,
    /// The session by which it was asked for has ended.
    #[error("the session has ended")]
    SessionOver,
    /// What had to be written before was not.
    #[error("the batch before this one was not written")]
    Overtaken,
    /// The plan includes less.
    #[error("the plan includes less")]
    NoRoom,
    /// A stored value is none of the codes this version knows.
    #[error("stored value not understood: {0}")]
    Corrupt(String),
    /// The database cannot be reached, is shutting down, or lacks a resource such as disk space.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    #[error("database error")]
    Sql(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => {
                Self::Unavailable(error.to_string())
            }
            sqlx::Error::Database(ref database) => {
                let code = database.code().unwrap_or_default();
                match &*code {
                    "23505" => {
                        Self::Taken { constraint: database.constraint().unwrap_or_default().to_owned() }
                    }
                    // Check, not-null, length, range and encoding: the value is at fault.
                    "23514" | "23502" | "22001" | "22003" | "22021" | "22P05" | "22008" => {
                        Self::Refused(database.message().to_owned())
                    }
                    // It is going down or coming up, or lacks a resource: disk, memory, connections.
                    "57P01" | "57P02" | "57P03" | "53000" | "53100" | "53200" | "53300" => {
                        Self::Unavailable(database.message().to_owned())
                    }
                    _ => Self::Sql(error),
                }
            }
            other => Self::Sql(other),
        }
    }
}

/// What was answered, or nothing where Postgres gave up at the limit of [`OrgTx::give_up_after`](crate::OrgTx) (`query_canceled`).
pub(crate) fn in_time<T>(answer: Result<T, sqlx::Error>) -> Result<Option<T>, StoreError> {
    match answer {
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("57014") => Ok(None),
        answer => Ok(Some(answer?)),
    }
}

impl From<domain::UnknownCode> for StoreError {
    fn from(error: domain::UnknownCode) -> Self {
        Self::Corrupt(error.to_string())
    }
}
