use leptos::prelude::*;

/// A letter tile in the channel's colour. `channel` is the platform id (`mercadolivre`), which picks the
/// colour in `style/components/channel.css`; an unknown one gets the neutral tile. The tile is decoration:
/// write the name beside it, or pass `labelled` where there is no room for it.
#[component]
pub fn ChannelMark(
    #[prop(into)] channel: String,
    #[prop(into)] name: String,
    #[prop(optional)] large: bool,
    #[prop(optional)] labelled: bool,
) -> impl IntoView {
    let letters = letters(&channel);
    let class = if large { "mark mark-large" } else { "mark" };
    let hidden = (!labelled).then_some("true");
    let role = labelled.then_some("img");
    view! {
        <span class=class data-channel=channel data-letters=letters title=name.clone() role=role aria-label=labelled.then_some(name) aria-hidden=hidden></span>
    }
}

/// The mark of a platform and the name of the account on one line, as lists show it.
#[component]
pub fn ChannelName(#[prop(into)] channel: String, #[prop(into)] name: String) -> impl IntoView {
    view! {
        <span class="channel">
            <ChannelMark channel=channel name=name.clone()/>
            <span class="truncate">{name}</span>
        </span>
    }
}

/// The letters of a platform. Ids that begin alike get letters of their own, so that colour never speaks alone.
fn letters(channel: &str) -> String {
    match channel {
        "shopee" => "Se".to_owned(),
        "americanas" => "Ac".to_owned(),
        "ifood" => "iF".to_owned(),
        "mercadolivre" => "ML".to_owned(),
        "csv" => "CSV".to_owned(),
        other => monogram(&other.replace('_', " ")),
    }
}

/// One or two letters that stand for a name: the initials of its first two words, or its first two letters.
pub(crate) fn monogram(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| word.starts_with(char::is_alphanumeric));
    match (words.next(), words.next()) {
        (Some(first), Some(second)) => {
            first.chars().take(1).chain(second.chars().take(1)).flat_map(char::to_uppercase).collect()
        }
        (Some(only), None) => {
            let mut letters = only.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.next()).collect()
        }
        (None, _) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{letters, monogram};

    #[test]
    fn channels_that_begin_alike_have_different_letters() {
        assert_ne!(letters("shopee"), letters("shopify"));
        assert_ne!(letters("americanas"), letters("amazon"));
        assert_eq!(letters("mercadolivre"), "ML");
    }

    #[test]
    fn a_monogram_takes_initials_or_the_first_two_letters() {
        assert_eq!(monogram("Mercado Livre"), "ML");
        assert_eq!(monogram("Shopify"), "Sh");
        assert_eq!(monogram("água mineral"), "ÁM");
        assert_eq!(monogram("  "), "?");
    }
}
