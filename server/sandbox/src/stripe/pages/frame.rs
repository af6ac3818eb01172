//! What all pages share: the two languages, the frame, and how things are written.

use serde_json::Value;

use crate::http::Reply;
use crate::stripe::doc::Doc as _;
use crate::stripe::money;
use crate::time;

const STYLE: &str = "*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1f36;background:#f6f8fa}\
main{max-width:60rem;margin:0 auto;padding:2rem 1rem;display:grid;gap:2rem}@media(min-width:50rem){main.two{grid-template-columns:1fr 1fr}}\
section{background:#fff;border:1px solid #e3e8ee;border-radius:8px;padding:1.5rem}h1{font-size:1.35rem;margin:0 0 1rem}h2{font-size:1rem;margin:0 0 .75rem}\
label{display:block;margin:.75rem 0 .25rem;font-size:.9rem}input,select{width:100%;font:inherit;padding:.55rem .7rem;border:1px solid #c1c9d2;border-radius:6px;background:#fff}\
button,.button{display:inline-block;font:inherit;padding:.6rem 1rem;border:1px solid #c1c9d2;border-radius:6px;background:#fff;color:inherit;text-decoration:none;cursor:pointer}\
button.main{background:#0a2540;border-color:#0a2540;color:#fff;width:100%;margin-top:1.25rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem 0;border-bottom:1px solid #e3e8ee}\
td:last-child,th:last-child{text-align:right}.error{background:#fdf1f0;border:1px solid #e5b4b0;color:#8a1f17;padding:.6rem .8rem;border-radius:6px}.note{color:#4f566b;font-size:.9rem}\
.row{display:flex;gap:.5rem;flex-wrap:wrap;align-items:end}.row>*{flex:1 1 8rem}.test{background:#ffe8c7;text-align:center;font-size:.8rem;padding:.2rem}.first{position:absolute;left:-99rem}:focus-visible{outline:2px solid #0a66c2;outline-offset:2px}";

/// Languages of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Portuguese,
    English,
}

impl Tongue {
    pub(super) fn of(locale: &str) -> Self {
        if locale.trim_start().to_ascii_lowercase().starts_with("pt") {
            Self::Portuguese
        } else {
            Self::English
        }
    }

    /// Of two texts the one in this language.
    pub(super) fn say(self, portuguese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Portuguese => portuguese,
            Self::English => english,
        }
    }

    /// `27/11/2026`, `Nov 27, 2026`.
    pub(super) fn day(self, at: i64) -> String {
        let text = time::text(at, "");
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        match self {
            Self::Portuguese => format!("{}/{}/{}", part(8, 10), part(5, 7), part(0, 4)),
            Self::English => {
                let day = crate::stripe::lines::day(at);
                let words: Vec<&str> = day.split(' ').collect();
                match words[..] {
                    [number, month, year] => format!("{month} {number}, {year}"),
                    _ => day,
                }
            }
        }
    }

    pub(super) fn money(self, amount: i64, currency: &str) -> String {
        money::shown(amount, currency)
    }

    /// `por mês`, `per month`.
    pub(super) fn every(self, recurring: &Value) -> String {
        let word = match recurring.text("interval") {
            "year" => self.say("ano", "year"),
            "week" => self.say("semana", "week"),
            "day" => self.say("dia", "day"),
            _ => self.say("mês", "month"),
        };
        format!("{} {word}", self.say("por", "per"))
    }

    fn code(self) -> &'static str {
        self.say("pt-BR", "en")
    }
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A whole page.
pub(super) fn page(status: u16, tongue: Tongue, title: &str, body: &str) -> Reply {
    wide(status, tongue, title, &format!("<section>{body}</section>"), "")
}

/// A page of two columns or of its own sections.
pub(super) fn wide(status: u16, tongue: Tongue, title: &str, sections: &str, class: &str) -> Reply {
    let test = tongue.say("MODO DE TESTE", "TEST MODE");
    let html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <link rel=\"icon\" href=\"data:,\"><title>{}</title><style>{STYLE}</style></head><body><div class=\"test\">{test}</div>\
         <main class=\"{class}\">{sections}</main></body></html>",
        tongue.code(),
        escape(title),
    );
    Reply::html(status, html).with("cache-control", "no-store")
}

pub(super) fn lost(tongue: Tongue) -> Reply {
    let told = tongue.say("Esta página não existe.", "This page does not exist.");
    page(404, tongue, "404", &format!("<h1>404</h1><p>{told}</p>"))
}

pub(super) fn redirect(to: &str) -> Reply {
    Reply::html(303, "").with("location", to)
}

/// A problem above a form, read out when it comes.
pub(super) fn problem(told: Option<&str>) -> String {
    told.map(|told| format!("<p class=\"error\" role=\"alert\">{}</p>", escape(told))).unwrap_or_default()
}

/// A labelled input.
pub(super) fn input(label: &str, name: &str, kind: &str, value: &str, more: &str) -> String {
    format!(
        "<div><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" type=\"{kind}\" value=\"{}\" {more}></div>",
        escape(value)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_speak_portuguese_to_those_who_read_it() {
        assert_eq!(Tongue::of("pt-BR,pt;q=0.9"), Tongue::Portuguese);
        assert_eq!(Tongue::of("fr"), Tongue::English);
        assert_eq!(Tongue::Portuguese.day(1_795_737_600), "27/11/2026");
        assert_eq!(Tongue::English.day(1_795_737_600), "Nov 27, 2026");
    }

    #[test]
    fn what_people_type_is_no_markup() {
        assert!(!input("a", "b", "text", "\"><script>", "").contains("<script>"));
    }
}
