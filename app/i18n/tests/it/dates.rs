//! Days, instants and lengths of time in four languages and across changes of the clock.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::{America, Asia, Europe, Tz};
use i18n::{Locale, Locales, format};

use crate::numbers::seen;

const SAO_PAULO: Tz = America::Sao_Paulo;

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

fn in_all(format: impl Fn(Locale) -> String) -> [String; 4] {
    Locale::ALL.map(|locale| seen(&format(locale)))
}

#[test]
fn days_and_times_stand_as_each_language_writes_them() {
    let t = at("2026-03-05T17:05:09Z");
    assert_eq!(
        in_all(|l| format::date(l, t, SAO_PAULO)),
        ["05/03/2026", "Mar_5,_2026", "05/03/2026", "05/03/2026"]
    );
    assert_eq!(in_all(|l| format::time(l, t, SAO_PAULO)), ["14:05", "2:05~PM", "14:05", "14:05"]);
    assert_eq!(
        in_all(|l| format::date_time(l, t, SAO_PAULO)),
        ["05/03/2026, 14:05", "Mar_5,_2026, 2:05~PM", "05/03/2026, 14:05", "05/03/2026 14:05"]
    );
    assert_eq!(
        in_all(|l| format::exact(l, t, SAO_PAULO)),
        [
            "05/03/2026, 14:05:09_UTC-3",
            "Mar_5,_2026, 2:05:09~PM_UTC-3",
            "05/03/2026, 14:05:09_UTC-3",
            "05/03/2026 14:05:09_UTC-3"
        ]
    );
    let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    assert_eq!(in_all(|l| format::short_day(l, day)), ["31/12", "Dec_31", "31/12", "31/12"]);
    assert_eq!(in_all(|l| format::month(l, day)), ["dez/2026", "Dec_2026", "dic_2026", "déc._2026"]);
    assert_eq!(format::day(Locale::PtBr, NaiveDate::MAX), "31/12/262142");
}

#[test]
fn midnight_and_noon_are_twelve_in_english() {
    assert_eq!(seen(&format::time(Locale::En, at("2026-03-05T03:00:00Z"), SAO_PAULO)), "12:00~AM");
    assert_eq!(seen(&format::time(Locale::En, at("2026-03-05T15:30:00Z"), SAO_PAULO)), "12:30~PM");
}

#[test]
fn the_day_is_that_of_the_zone() {
    let t = at("2026-01-01T02:59:59Z");
    assert_eq!(format::date(Locale::PtBr, t, SAO_PAULO), "31/12/2025");
    assert_eq!(format::date(Locale::PtBr, t, Europe::Paris), "01/01/2026");
    assert_eq!(seen(&format::exact(Locale::PtBr, t, Asia::Kolkata)), "01/01/2026, 08:29:59_UTC+5:30");
    assert_eq!(seen(&format::exact(Locale::PtBr, t, Tz::UTC)), "01/01/2026, 02:59:59_UTC");
}

#[test]
fn an_hour_that_does_not_exist_is_never_shown() {
    // Summer time began in São Paulo on 4 November 2018 at midnight: 00:00 to 00:59 were skipped.
    let shown = |t| seen(&format::exact(Locale::PtBr, at(t), SAO_PAULO));
    assert_eq!(shown("2018-11-04T02:59:59Z"), "03/11/2018, 23:59:59_UTC-3");
    assert_eq!(shown("2018-11-04T03:00:00Z"), "04/11/2018, 01:00:00_UTC-2");
}

#[test]
fn an_hour_that_comes_twice_is_told_apart_by_its_offset() {
    // It ended on 17 February 2019 at midnight: 23:00 to 23:59 of the 16th came twice.
    let shown = |t| seen(&format::exact(Locale::PtBr, at(t), SAO_PAULO));
    assert_eq!(shown("2019-02-17T01:30:00Z"), "16/02/2019, 23:30:00_UTC-2");
    assert_eq!(shown("2019-02-17T02:30:00Z"), "16/02/2019, 23:30:00_UTC-3");
    let shown = |t| seen(&format::exact(Locale::Fr, at(t), Europe::Paris));
    assert_eq!(shown("2026-10-25T00:30:00Z"), "25/10/2026 02:30:00_UTC+2");
    assert_eq!(shown("2026-10-25T01:30:00Z"), "25/10/2026 02:30:00_UTC+1");
}

#[test]
fn times_are_relative_up_to_a_day_and_then_exact() {
    let now = at("2026-03-05T17:05:00Z");
    let shown =
        |seconds: i64| in_all(|l| format::relative(l, now - TimeDelta::seconds(seconds), now, SAO_PAULO));
    assert_eq!(shown(59), ["agora", "just_now", "ahora", "à_l’instant"]);
    assert_eq!(shown(-59), ["agora", "just_now", "ahora", "à_l’instant"]);
    assert_eq!(shown(60), ["há_1_min", "1_min_ago", "hace_1_min", "il_y_a_1_min"]);
    assert_eq!(shown(3_599), ["há_59_min", "59_min_ago", "hace_59_min", "il_y_a_59_min"]);
    assert_eq!(shown(3_600), ["há_1_h", "1_h_ago", "hace_1_h", "il_y_a_1_h"]);
    assert_eq!(shown(86_399), ["há_23_h", "23_h_ago", "hace_23_h", "il_y_a_23_h"]);
    assert_eq!(shown(-300), ["em_5_min", "in_5_min", "dentro_de_5_min", "dans_5_min"]);
    assert_eq!(
        shown(86_400),
        ["04/03/2026, 14:05", "Mar_4,_2026, 2:05~PM", "04/03/2026, 14:05", "04/03/2026 14:05"]
    );
    assert_eq!(shown(-86_400)[0], "06/03/2026, 14:05");
}

#[test]
fn relative_times_count_real_hours_when_the_clock_changes() {
    // From 22:30 before the skipped hour to 01:30 after it two hours pass.
    let shown =
        format::relative(Locale::PtBr, at("2018-11-04T01:30:00Z"), at("2018-11-04T03:30:00Z"), SAO_PAULO);
    assert_eq!(seen(&shown), "há_2_h");
}

#[test]
fn lengths_name_their_two_largest_units() {
    for (milliseconds, expected) in [
        (-5, "0_s"),
        (0, "0_s"),
        (850, "850_ms"),
        (12_900, "12_s"),
        (60_000, "1_min"),
        (192_000, "3_min_12_s"),
        (7_500_000, "2_h_5_min"),
        (7_230_000, "2_h"),
        (86_400_000 * 3 + 3_600_000 * 4, "3_d_4_h"),
        (86_400_000 * 1_200, "1.200_d"),
    ] {
        let length = TimeDelta::milliseconds(milliseconds);
        assert_eq!(seen(&format::duration(Locale::PtBr, length)), expected);
    }
    assert_eq!(seen(&format::duration(Locale::Fr, TimeDelta::days(2))), "2_j");
}

#[test]
fn a_distance_has_the_readers_words_and_a_date_the_organisations_order() {
    let mixed = Locales { words: Locale::PtBr, figures: Locale::En };
    let now = at("2026-03-05T17:05:00Z");
    let shown = |seconds| seen(&format::relative(mixed, now - TimeDelta::seconds(seconds), now, SAO_PAULO));
    assert_eq!([shown(300), shown(200_000)], ["há_5_min", "Mar_3,_2026, 6:31~AM"]);
    assert_eq!(seen(&format::duration(Locales { words: Locale::Fr, ..mixed }, TimeDelta::days(2))), "2_j");
}

#[test]
fn a_month_is_named_in_the_readers_language() {
    let may = NaiveDate::from_ymd_opt(2023, 5, 1).unwrap();
    let of_brazil = |words| seen(&format::month(Locales { words, figures: Locale::PtBr }, may));
    assert_eq!(Locale::ALL.map(of_brazil), ["mai/2023", "May_2023", "may_2023", "mai_2023"]);
}
