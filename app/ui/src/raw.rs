use leptos::prelude::*;

/// Raw data (JSON, a log line, an answer of a platform) one press away.
#[component]
pub fn RawView(
    #[prop(into)] label: String,
    #[prop(into)] text: String,
    #[prop(optional)] open: bool,
) -> impl IntoView {
    view! {
        <details class="raw" open=open>
            <summary>{label.clone()}</summary>
            <pre tabindex="0" role="region" aria-label=label><code>{text}</code></pre>
        </details>
    }
}
