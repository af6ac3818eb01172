//! What happened to the sale, by which synchronisation, and the channel's own document.

use super::words;
use crate::detective;
use crate::orders::actions;
use crate::page::{Area, PageCx};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    Money, SyncRunId,
    view::orders::{Change, Happening, OrderDetail, OrderEvent, OrderSource},
};
use i18n::format;
use leptos::prelude::*;
use std::{iter::Peekable, str::Chars};
use ui::{Fact, Facts, Panel, RawView, Timeline, TimelineItem, Tone};

/// Characters of a document that are shown; the rest would make the page heavy and helps nobody.
const RAW_CHARS: usize = 200_000;

pub(super) fn panel(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let mut named = Vec::new();
    let mut items: Vec<_> = order.story.iter().map(|event| item(cx, order, event, &mut named)).collect();
    if let Some(source) = &order.source {
        items.push(TimelineItem {
            detail: source.first_run.and_then(|run| run_link(cx, run, &mut named)),
            ..step(cx, order, Tone::Neutral, t.seen(), source.first_seen_at)
        });
    }
    // What a run changed without a step of its own, such as a note.
    let last = order.source.as_ref().and_then(|source| run_link(cx, source.last_run?, &mut named));
    let last = last.map(|link| view! { <Facts facts=vec![Fact::new(t.last_run(), link)] wide=true/> });
    let steps = detective::steps(cx, order.row.connection, &order.history);
    view! {
        <Panel title=t.story() context=t.story_context()>
            <Timeline label=t.story() items=items/>
            {last}
            {steps}
        </Panel>
    }
    .into_any()
}

fn step(cx: &PageCx, order: &OrderDetail, tone: Tone, what: &str, at: DateTime<Utc>) -> TimelineItem {
    TimelineItem {
        tone,
        what: what.to_owned(),
        who: order.channel.name.clone(),
        when: format::relative(cx.locale, at, cx.now, cx.zone),
        when_exact: format::exact(cx.locale, at, cx.zone),
        instant: at.to_rfc3339_opts(SecondsFormat::Secs, true),
        detail: None,
    }
}

fn item(cx: &PageCx, order: &OrderDetail, event: &OrderEvent, named: &mut Vec<SyncRunId>) -> TimelineItem {
    let t = cx.t.orders();
    let (tone, what, run, detail) = match &event.what {
        Happening::Imported { run, channel_status } => {
            let told = value_in_words(cx, order, "channel_status", channel_status);
            let code = told.is_some().then(|| view! { " " <code>{channel_status.clone()}</code> });
            let status = (!channel_status.is_empty()).then(|| {
                let told = t.imported_as(told.as_deref().unwrap_or(channel_status));
                view! { {told}{code} }
            });
            (Tone::Positive, t.imported().to_owned(), *run, status.into_any())
        }
        Happening::Updated { run, changes } => {
            let changes =
                changes.iter().map(|change| view! { <div>{told(cx, order, change)}</div> }).collect_view();
            (Tone::Info, t.updated().to_owned(), *run, changes.into_any())
        }
        Happening::Action { kind, state } => {
            let t = cx.t.actions();
            (actions::tone(*state), t.story(&t.kind(kind.code()), state.code()), None, ().into_any())
        }
        Happening::Other { kind, run, data } => (
            Tone::Neutral,
            kind.clone(),
            *run,
            view! { <RawView label=kind.clone() text=data.clone()/> }.into_any(),
        ),
    };
    let run = run.and_then(|run| run_link(cx, run, named)).map(|link| view! { <div>{link}</div> });
    TimelineItem {
        detail: Some(view! { {detail}{run} }.into_any()),
        ..step(cx, order, tone, &what, event.at)
    }
}

/// The link to a run, unless it is `named` already: most sales are seen, imported and left by one.
fn run_link(cx: &PageCx, run: SyncRunId, named: &mut Vec<SyncRunId>) -> Option<AnyView> {
    if named.contains(&run) {
        return None;
    }
    named.push(run);
    let href = format!("{}/{run}", Area::Syncs.path());
    Some(view! { <a href=href>{cx.t.orders().see_run()}</a> }.into_any())
}

/// A change in words; fields and values without words of ours are shown as they are stored.
fn told(cx: &PageCx, order: &OrderDetail, change: &Change) -> String {
    let t = cx.t.orders();
    let field = match change.field.as_str() {
        "status" => t.field_status(),
        "payment_status" => t.field_payment(),
        "fulfilment_status" => t.field_fulfilment(),
        "channel_status" => t.field_channel_status(),
        "total_minor" => t.field_total(),
        "refunded_minor" => t.field_refunded(),
        other => other,
    };
    let value = |value: &Option<String>| match value {
        None => cx.t.common().not_informed().to_owned(),
        Some(code) => value_in_words(cx, order, &change.field, code).unwrap_or_else(|| code.clone()),
    };
    t.change(field, &value(&change.from), &value(&change.to))
}

fn value_in_words(cx: &PageCx, order: &OrderDetail, field: &str, code: &str) -> Option<String> {
    let t = cx.t.orders();
    let words = match field {
        "status" => words::order_status(t, code.parse().ok()?).1,
        "payment_status" => words::payment_status(t, code.parse().ok()?).1,
        "fulfilment_status" => words::fulfilment_status(t, code.parse().ok()?).1,
        "channel_status" => {
            return words::channel_status(cx.t.channel_words(), &order.channel.platform, code);
        }
        "total_minor" | "refunded_minor" => {
            let money = Money::from_minor(code.parse().ok()?, order.money.currency);
            return Some(format::money(cx.locale, money));
        }
        _ => return None,
    };
    Some(words.to_owned())
}

/// The channel's own document, one press away.
pub(super) fn payload(cx: &PageCx, source: Option<&OrderSource>) -> Option<AnyView> {
    Some(raw(cx, source?.payload.clone(), false))
}

/// A channel's document, or that it is no longer kept.
pub(crate) fn raw(cx: &PageCx, document: Option<String>, open: bool) -> AnyView {
    let t = cx.t.orders();
    let Some(text) = document else {
        return view! { <p class="meta">{t.raw_gone()}</p> }.into_any();
    };
    let size = text.len() as u64;
    let pretty = pretty(&text);
    let (shown, cut) = match pretty.char_indices().nth(RAW_CHARS) {
        Some((end, _)) => (pretty[..end].to_owned(), Some(t.raw_cut(&format::bytes(cx.locale, size)))),
        None => (pretty, None),
    };
    view! { <RawView label=t.raw() text=shown open=open/> {cut.map(|cut| view! { <p class="meta">{cut}</p> })} }
        .into_any()
}

/// JSON with line ends, indents and letters in place of their escapes, otherwise sign for sign as it came:
/// numbers keep their places and fields their order.
fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 3 / 2);
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    let mut signs = json.chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        // A document nested deeper is no order; its indents would outgrow it.
        out.extend(std::iter::repeat_n("  ", depth.min(40)));
    };
    while let Some(sign) = signs.next() {
        if in_text {
            let letter = if sign == '\\' && !escaped { letter(&mut signs) } else { None };
            if let Some(letter) = letter {
                out.push(letter);
                continue;
            }
            out.push(sign);
            in_text = escaped || sign != '"';
            escaped = !escaped && sign == '\\';
            continue;
        }
        match sign {
            '"' => {
                in_text = true;
                out.push(sign);
            }
            '{' | '[' => {
                out.push(sign);
                while signs.next_if(char::is_ascii_whitespace).is_some() {}
                if signs.peek().is_some_and(|next| matches!(next, '}' | ']')) {
                    out.extend(signs.next());
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(sign);
            }
            ',' => {
                out.push(sign);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            space if space.is_ascii_whitespace() => {}
            other => out.push(other),
        }
    }
    out
}

/// The letter of an escape such as `\u00e9`, read behind its `\`. What would end the text, or cannot be
/// seen, stays escaped.
fn letter(signs: &mut Peekable<Chars<'_>>) -> Option<char> {
    let mut ahead = signs.clone();
    let first = utf16_unit(&mut ahead)?;
    let letter = match char::from_u32(first.into()) {
        Some(letter) => letter,
        None if ahead.next() == Some('\\') => {
            char::decode_utf16([first, utf16_unit(&mut ahead)?]).next()?.ok()?
        }
        None => return None,
    };
    let unseen = letter.is_control()
        || matches!(letter, '"' | '\\' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    (!unseen).then(|| {
        *signs = ahead;
        letter
    })
}

fn utf16_unit(signs: &mut Peekable<Chars<'_>>) -> Option<u16> {
    signs.next_if_eq(&'u')?;
    (0..4).try_fold(0, |unit, _| Some(unit << 4 | signs.next()?.to_digit(16)? as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_set_in_lines_and_nothing_else_changes() {
        let shown = pretty(
            r#"{"total": "10.00", "id":12345678901234567890,"e":[],"t":"a\"b{,}: \\","l":[1, {"x":null}]}"#,
        );
        let expected = r#"{
  "total": "10.00",
  "id": 12345678901234567890,
  "e": [],
  "t": "a\"b{,}: \\",
  "l": [
    1,
    {
      "x": null
    }
  ]
}"#;
        assert_eq!(shown, expected);
        assert_eq!(pretty(expected), expected);
    }

    #[test]
    fn letters_stand_in_place_of_their_escapes() {
        assert_eq!(pretty(r#""Jos\u00e9 \ud83d\ude00""#), "\"José 😀\"");
        // Quotes, control signs, halves of a pair and escaped backslashes stay as they came.
        for text in
            [r#""\u0022,""#, r#""\u0000""#, r#""\u202e""#, r#""\ud83d x""#, r#""\\u00e9""#, r#""\u00""#]
        {
            assert_eq!(pretty(text), text);
        }
    }

    #[test]
    fn what_is_no_json_is_shown_too() {
        assert_eq!(pretty("<html>"), "<html>");
        assert_eq!(pretty("}}}\""), "\n}\n}\n}\"");
        pretty(&"[".repeat(100_000));
    }
}
