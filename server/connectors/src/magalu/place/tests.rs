use super::*;
use connector_kit::SliceBasis;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn start(newest_first: bool) -> Place {
    let (from, until) = (Some(at("2026-10-01T00:00:00Z")), Some(at("2026-11-01T00:00:00Z")));
    Place::of(&Position::Start, &slice(from, until, newest_first), at("2026-11-20T00:00:00Z")).unwrap()
}

fn rows(times: &[&str]) -> Vec<Row> {
    let row = |(number, time): (usize, &&str)| Row { at: Some(at(time)), digest: [number as u8; 16] };
    times.iter().enumerate().map(row).collect()
}

#[test]
fn windows_are_two_weeks_long_and_a_second_wider() {
    let window = |low: &str, high: &str| Window { low: low.into(), high: high.into() };
    assert_eq!(start(false).window(), window("2026-09-30T23:59:59.000Z", "2026-10-15T00:00:01.000Z"));
    assert_eq!(start(true).window(), window("2026-10-17T23:59:59.000Z", "2026-11-01T00:00:01.000Z"));
}

#[test]
fn windows_follow_each_other_to_the_end_of_the_slice() {
    for newest_first in [false, true] {
        let (mut place, mut count) = (start(newest_first), 1);
        while let Some(next) = place.after(&[], 100, true) {
            (place, count) = (next, count + 1);
        }
        assert_eq!((place.far(), count), (start(newest_first).end, 3));
    }
}

#[test]
fn a_window_is_cut_anew_at_the_last_row_that_was_read() {
    let read = rows(&["2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z", "2026-10-03T00:00:01Z"]);
    let next = start(false).after(&read, 100, false).unwrap();
    assert_eq!((next.edge, next.offset), (at("2026-10-03T00:00:01Z"), 0));
    assert_eq!(next.window().low, "2026-10-03T00:00:00.000Z");
    assert!(!next.was_given(&[0; 16]) && next.was_given(&[1; 16]) && next.was_given(&[2; 16]));
    let text = serde_json::to_string(&next).unwrap();
    assert_eq!(Place::of(&Position::After(text), &slice(None, None, false), next.edge).unwrap(), next);
}

#[test]
fn rows_that_share_the_edge_or_come_in_no_order_are_paged_by_offset() {
    let edge = "2026-10-01T00:00:00Z";
    let unsorted = ["2026-10-03T00:00:00Z", "2026-10-02T00:00:00Z"];
    for read in [rows(&[edge, edge]), rows(&unsorted), vec![Row { at: None, digest: [0; 16] }]] {
        let next = start(false).after(&read, 100, false).unwrap();
        assert_eq!((next.edge, next.offset), (at(edge), 80));
        assert_eq!(next.after(&[], 100, true).unwrap().edge, at("2026-10-15T00:00:00Z"));
    }
    let ascending = rows(&["2026-10-20T00:00:00Z", "2026-10-21T00:00:00Z"]);
    assert_eq!(start(true).after(&ascending, 100, false).unwrap().offset, 80);
}

#[test]
fn a_slice_without_bounds_ends_a_little_ahead_and_begins_with_the_marketplace() {
    let now = at("2026-11-20T00:00:00Z");
    let place = Place::of(&Position::Start, &slice(None, None, true), now).unwrap();
    assert_eq!((place.edge, place.end), (at("2026-11-20T00:10:00Z"), at("2016-01-01T00:00:00Z")));
}

#[test]
fn a_position_of_another_kind_is_refused() {
    for position in [Position::Page(2), Position::After("2".into())] {
        let error = Place::of(&position, &slice(None, None, false), Utc::now()).unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    }
}

fn slice(from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>, newest_first: bool) -> Slice {
    Slice { basis: SliceBasis::Changed, from, until, newest_first }
}
