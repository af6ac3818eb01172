//! Numbers in the form of a rule: shown as the reader's language writes them, kept as rules have them.

use domain::{Locale, ProductField, ProductFieldKind};
use hub::validation::{CheckForm, RuleForm};

/// The form as rules have it. What is still as `known` was shown stays as it is there: also a number that was written
/// wrongly on purpose, as in a test.
pub(super) fn written(locale: Locale, form: RuleForm, known: Option<&RuleForm>) -> RuleForm {
    let Some(known) = known else { return each(form, &|text| read(locale, text)) };
    let was = shown(locale, known);
    let mut made = each(form.clone(), &|text| read(locale, text));
    let typed = numbers(&form).into_iter().zip(numbers(&was)).zip(numbers(known));
    for (text, ((typed, was), known)) in numbers_mut(&mut made).into_iter().zip(typed) {
        keep(text, (typed, was, known));
    }
    let typed = form.tests.iter().zip(&was.tests).zip(&known.tests);
    for (test, ((typed, was), known_test)) in made.tests.iter_mut().zip(typed) {
        // Of another field the same text may be another number.
        if form.field == known.field {
            keep(&mut test.value, (&typed.value, &was.value, &known_test.value));
            keep(&mut test.fixed, (&typed.fixed, &was.fixed, &known_test.fixed));
        }
        for (field, text) in &mut test.others {
            let of = (typed.others.get(field), was.others.get(field), known_test.others.get(field));
            if let (Some(typed), Some(was), Some(known)) = of {
                keep(text, (typed, was, known));
            }
        }
    }
    made
}

/// Takes what is known where what was typed is what was shown of it.
fn keep(text: &mut String, (typed, was, known): (&str, &str, &str)) {
    // Browsers break lines in their own way.
    if typed.replace("\r\n", "\n") == was {
        known.clone_into(text);
    }
}

/// What of a rule's check and fix is a number.
fn numbers(form: &RuleForm) -> [&str; 7] {
    let CheckForm { min, max, above, below, decimals, n, .. } = &form.check;
    [min, max, above, below, decimals, n, &form.fix.truncate_at_word]
}

fn numbers_mut(form: &mut RuleForm) -> [&mut String; 7] {
    let CheckForm { min, max, above, below, decimals, n, .. } = &mut form.check;
    [min, max, above, below, decimals, n, &mut form.fix.truncate_at_word]
}

/// The form as the reader writes it.
pub(super) fn shown(locale: Locale, form: &RuleForm) -> RuleForm {
    each(form.clone(), &|text| show(locale, text))
}

fn each(mut form: RuleForm, change: &dyn Fn(&str) -> String) -> RuleForm {
    for text in numbers_mut(&mut form) {
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
        without_currency(text).chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    let (whole, rest) = match typed.split_once(decimal) {
        Some((whole, rest)) => (whole, Some(rest)),
        None => (typed.as_str(), None),
    };
    let whole = if is_grouped(whole, group) { whole.replace(group, "") } else { whole.to_owned() };
    let plain = rest.map_or_else(|| whole.clone(), |rest| format!("{whole}.{rest}"));
    if is_plain(&plain) { plain } else { text.to_owned() }
}

/// What is left of `R$ 50,00`.
fn without_currency(text: &str) -> &str {
    let text = text.trim();
    let signs = ["R$", "US$", "$", "€"];
    let bare = signs.iter().find_map(|sign| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)));
    bare.unwrap_or(text).trim()
}

/// A number of a rule as the reader writes it; what is none stays as it is.
pub(super) fn show(locale: Locale, text: &str) -> String {
    let (decimal, _) = signs(locale);
    if is_plain(text) { text.replace('.', &decimal.to_string()) } else { text.to_owned() }
}

/// Whether groups of three stand between the signs: `1.500`, not `1.5` or `0.500`.
fn is_grouped(whole: &str, group: char) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.trim_start_matches('-');
    let Some((first, rest)) = whole.split_once(group) else { return is_digits(whole) };
    first.len() <= 3
        && is_digits(first)
        && !first.starts_with('0')
        && rest.split(group).all(|part| part.len() == 3 && is_digits(part))
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
    use hub::validation::TestForm;

    #[test]
    fn numbers_are_read_as_they_are_written_here() {
        for (locale, typed, kept) in [
            (Locale::PtBr, "1,5", "1.5"),
            (Locale::PtBr, "1.500,25", "1500.25"),
            (Locale::PtBr, "1.500", "1500"),
            (Locale::PtBr, "1.5", "1.5"),
            (Locale::PtBr, "0.500", "0.500"),
            (Locale::Es, "-0.500", "-0.500"),
            (Locale::PtBr, "0,5", "0.5"),
            (Locale::PtBr, "-0,10", "-0.10"),
            (Locale::PtBr, "abc", "abc"),
            (Locale::PtBr, "R$ 50,00", "50.00"),
            (Locale::PtBr, "R$1.500,00", "1500.00"),
            (Locale::Fr, "1 500,50 €", "1500.50"),
            (Locale::PtBr, "R$ cem", "R$ cem"),
            (Locale::PtBr, "R$", "R$"),
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
        let as_shown = shown(Locale::PtBr, &form);
        assert_eq!(as_shown.check.above, "0,5");
        assert_eq!(written(Locale::PtBr, as_shown, None), form);
        // What is wrong on purpose stays so.
        for locale in [Locale::PtBr, Locale::En, Locale::Es, Locale::Fr] {
            for kept in ["1,5", "1,500", "1.500,25", "1.5\n1,5"] {
                let others = [("cost".to_owned(), kept.to_owned())].into();
                let test =
                    TestForm { value: kept.into(), others, finds: "yes".into(), ..TestForm::default() };
                let known = RuleForm { tests: vec![test], ..form.clone() };
                let mut posted = shown(locale, &known);
                assert_eq!(written(locale, posted.clone(), Some(&known)), known, "{locale:?}");
                posted.tests[0].value = posted.tests[0].value.replace('\n', "\r\n");
                assert_eq!(written(locale, posted, Some(&known)), known, "{locale:?}");
            }
        }
        let mut posted = shown(Locale::PtBr, &form);
        posted.check.above = "1,25".into();
        assert_eq!(written(Locale::PtBr, posted, Some(&form)).check.above, "1.25");
    }
}
