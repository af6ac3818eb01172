/// What a colour means. Colour never speaks alone: whatever bears a tone also bears a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    Positive,
    Warning,
    Critical,
    Info,
    #[default]
    Neutral,
}

impl Tone {
    pub const ALL: [Self; 5] = [Self::Positive, Self::Warning, Self::Critical, Self::Info, Self::Neutral];

    /// The class that sets `--tone-text`, `--tone-soft`, `--tone-line` and `--tone-solid`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Positive => "tone-positive",
            Self::Warning => "tone-warning",
            Self::Critical => "tone-critical",
            Self::Info => "tone-info",
            Self::Neutral => "tone-neutral",
        }
    }
}
