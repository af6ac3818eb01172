//! Numbers in the form of a rule: shown as the reader's language writes them, kept as rules have them.

use domain::{Locale, ProductField, ProductFieldKind};
use hub::validation::{CheckForm, FixForm, RuleForm};

/// The form as rules have it.
pub(super) fn written(locale: Locale, form: RuleForm) -> RuleForm {
    each(form, &|text| read(locale, text))
}

/// The form as the reader writes it.
pub(super) fn shown(locale: Locale, form: &RuleForm) -> RuleForm {
    each(form.clone(), &|text| show(locale, text))
}

fn each(mut form: RuleForm, change: &dyn Fn(&str) -> String) -> RuleForm {
    let CheckForm { min, max, above, below, decimals, n, .. } = &mut form.check;
    let FixForm { truncate_at_word, .. } = &mut form.fix;
    for text in [min, max, above, below, decimals, n, truncate_at_word] {
        *text = change(text);
    }
    let is_own = is_number(&form.field);
    for test in &mut form.tests {
        if is_own {
            // Of a rule that compares products, one on each line.
            test.value = test.value.lines().map(change).collect::<Vec<_>>().join("\n");
            test.fixed = change(&test.fixed);
        }
        for (field, value) in &mut test.others {
            if is_number(field) {
                *value = change(value);
            }
        }
    }
    form
}

fn is_number(field: &str) -> bool {
    let kind = field.parse().map(ProductField::kind);
    matches!(kind, Ok(ProductFieldKind::Money | ProductFieldKind::Number | ProductFieldKind::Integer))
}

/// The sign before decimals, and the one between thousands.
const fn signs(locale: Locale) -> (char, char) {
    match locale {
        Locale::En => ('.', ','),
        Locale::PtBr | Locale::Es => (',', '.'),
        Locale::Fr => (',', ' '),
    }
}

/// A number as somebody typed it; what is none stays as it is, for the reader of rules to say so.
fn read(locale: Locale, text: &str) -> String {
    let (decimal, group) = signs(locale);
    let typed: String =
        text.trim().chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    let (whole, rest) = match typed.split_once(decimal) {
        Some((whole, rest)) => (whole, Some(rest)),
        None => (typed.as_str(), None),
    };
    let whole = if is_grouped(whole, group) { whole.replace(group, "") } else { whole.to_owned() };
    let plain = rest.map_or_else(|| whole.clone(), |rest| format!("{whole}.{rest}"));
    if is_plain(&plain) { plain } else { text.to_owned() }
}

fn show(locale: Locale, text: &str) -> String {
    let (decimal, _) = signs(locale);
    if is_plain(text) { text.replace('.', &decimal.to_string()) } else { text.to_owned() }
}

/// Whether groups of three stand between the signs: `1.500`, not `1.5`.
fn is_grouped(whole: &str, group: char) -> bool {
    let mut groups = whole.trim_start_matches('-').split(group);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    groups.next().is_some_and(|first| first.len() <= 3 && is_digits(first))
        && groups.all(|part| part.len() == 3 && is_digits(part))
}

/// Digits, with one point among them at most.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut parts = digits.split('.');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(is_digits) && parts.next().is_none_or(is_digits) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_here() {
        for (locale, typed, kept) in [
            (Locale::PtBr, "1,5", "1.5"),
            (Locale::PtBr, "1.500,25", "1500.25"),
            (Locale::PtBr, "1.500", "1500"),
            (Locale::PtBr, "1.5", "1.5"),
            (Locale::PtBr, "-0,10", "-0.10"),
            (Locale::PtBr, "abc", "abc"),
            (Locale::PtBr, "1,5,0", "1,5,0"),
            (Locale::Fr, "1 500,5", "1500.5"),
            (Locale::En, "1,500.5", "1500.5"),
            (Locale::En, "1.5", "1.5"),
            (Locale::En, "1,5", "1,5"),
            (Locale::Es, "", ""),
        ] {
            assert_eq!(read(locale, typed), kept, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_is_read_as_the_same() {
        for locale in [Locale::PtBr, Locale::En, Locale::Es, Locale::Fr] {
            for kept in ["1.500", "1500", "0.1", "-3", "abc", "", "12345.67"] {
                assert_eq!(read(locale, &show(locale, kept)), kept, "{locale:?}");
            }
        }
        let form = RuleForm { field: "price".into(), ..RuleForm::default() };
        let form = RuleForm { check: CheckForm { above: "0.5".into(), ..CheckForm::default() }, ..form };
        let shown = shown(Locale::PtBr, &form);
        assert_eq!(shown.check.above, "0,5");
        assert_eq!(written(Locale::PtBr, shown), form);
    }
}
