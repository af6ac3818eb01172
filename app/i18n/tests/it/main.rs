//! The texts as a whole, and the formats against answers known from CLDR.

#[cfg(test)]
mod dates;
#[cfg(test)]
mod generation;
#[cfg(test)]
mod literals;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod untranslated;
#[cfg(test)]
mod unused;
#[cfg(test)]
mod voice;
