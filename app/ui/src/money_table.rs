use leptos::prelude::*;

use crate::{StatusBadge, Tone};

/// One part of an amount, already formatted: "Frete", "R$ 24,90".
pub struct MoneyLine {
    pub label: String,
    /// The part in other words or in another currency: "US$ 4,60".
    pub note: Option<String>,
    pub amount: String,
}

/// Whether the parts add up to the channel's total, in words: "Confere com o canal ao centavo".
pub struct MoneyProof {
    pub tone: Tone,
    pub text: String,
}

/// How an amount comes about, part by part, with the proof that it adds up to the cent.
#[component]
pub fn MoneyTable(
    #[prop(into)] caption: String,
    lines: Vec<MoneyLine>,
    total: MoneyLine,
    /// What follows from the total.
    #[prop(optional)]
    after: Vec<MoneyLine>,
    #[prop(optional)] proof: Option<MoneyProof>,
) -> impl IntoView {
    let row = |line: MoneyLine| {
        let note = line.note.map(|note| view! { <span class="meta">{note}</span> });
        view! { <tr><th scope="row">{line.label}{note}</th><td class="number">{line.amount}</td></tr> }
    };
    view! {
        <table class="money">
            <caption class="visually-hidden">{caption}</caption>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            <tfoot>{row(total)}{after.into_iter().map(row).collect_view()}</tfoot>
        </table>
        {proof.map(|proof| view! { <StatusBadge tone=proof.tone label=proof.text/> })}
    }
}
