use super::*;
use connector_kit::header::{HeaderMap, HeaderName};

const WHOLE: Part = Part { number: 1, step: 0 };

fn reply(body: &[u8], headers: &[(&'static str, &str)]) -> Reply {
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
    Reply { status: 200, headers, body: body.to_vec() }
}

fn listed(part: Part, body: &str, headers: &[(&'static str, &str)]) -> Result<List, ConnectorError> {
    let reply = reply(body.as_bytes(), headers);
    list(&reply, part, &reply.body)
}

fn next(number: u32, body: &str, headers: &[(&'static str, &str)]) -> (Next, Option<u64>) {
    let part = Part { number, step: 0 };
    let mut joined = Joined::default();
    joined.add(part, listed(part, body, headers).unwrap()).unwrap();
    let page = joined.page(number);
    (page.next, page.total)
}

#[test]
fn pages_end_where_the_headers_say() {
    let headers = [("x-wp-total", "250"), ("x-wp-totalpages", "3")];
    assert_eq!(next(1, "[{}]", &headers), (Next::Numbered { last: 3 }, Some(250)));
    assert_eq!(next(3, "[{}]", &headers).0, Next::End);
    assert_eq!(next(4, "[]", &[("x-wp-total", "0"), ("x-wp-totalpages", "0")]), (Next::End, None));
    let full = format!("[{}]", vec!["{}"; 100].join(","));
    assert_eq!(next(7, &full, &[]), (Next::Numbered { last: 8 }, None));
}

#[test]
fn a_part_splits_into_pages_of_the_smaller_size() {
    let numbers = |part: Part, step| {
        let mut numbers: Vec<_> = part.split(step).map(|part| part.number).collect();
        numbers.reverse();
        numbers
    };
    assert_eq!(numbers(WHOLE, 0), [1]);
    assert_eq!(numbers(Part { number: 3, step: 0 }, 1), [5, 6]);
    assert_eq!(numbers(Part { number: 2, step: 2 }, 3), [6, 7, 8, 9, 10]);
    assert_eq!(numbers(Part { number: 2, step: 0 }, 4).len(), 100);
}

#[test]
fn parts_count_as_the_page_that_they_make() {
    let orders = format!("[{}]", vec!["{}"; 50].join(","));
    let headers = [("x-wp-total", "130"), ("x-wp-totalpages", "3")];
    let mut joined = Joined::default();
    for (number, is_end) in [(1, false), (2, false)] {
        let part = Part { number, step: 1 };
        assert_eq!(joined.add(part, listed(part, &orders, &headers).unwrap()).unwrap(), is_end);
    }
    let page = joined.page(1);
    assert_eq!((page.orders.len(), page.total, page.next), (100, Some(130), Next::Numbered { last: 2 }));
    let mut joined = Joined::default();
    let part = Part { number: 3, step: 1 };
    assert!(
        joined.add(part, listed(part, "[{},{}]", &headers).unwrap()).unwrap(),
        "no fourth part is asked for"
    );
    assert_eq!(joined.page(2).next, Next::End);
}

#[test]
fn an_order_that_leaves_between_two_parts_costs_the_page() {
    let mut joined = Joined::default();
    let of = |number, total| {
        let part = Part { number, step: 1 };
        (part, listed(part, "[{}]", &[("x-wp-total", total), ("x-wp-totalpages", "9")]).unwrap())
    };
    let (part, list) = of(1, "450");
    joined.add(part, list).unwrap();
    let (part, list) = of(2, "449");
    assert_eq!(joined.add(part, list).unwrap_err().advice, Advice::Retry);
}

#[test]
fn a_list_cut_by_the_host_is_tried_again() {
    for body in ["[{\"id\":1},{\"i", "{}", "{\"orders\":[]}"] {
        let error = listed(WHOLE, body, &[]).err().unwrap();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry), "{body}");
    }
}

#[test]
fn a_list_with_gaps_and_bytes_that_are_no_text_are_read() {
    let found = listed(WHOLE, r#"{"0":{"id":7},"2":{"id":9}}"#, &[]).unwrap().orders;
    let ids: Vec<_> = found.iter().map(|order| order.external_id.as_str()).collect();
    assert_eq!(ids, ["7", "9"]);
    let reply = reply(b"[{\"id\":7,\"number\":\"Jo\xe3o\"},{\"id\":8}]", &[]);
    assert_eq!(list(&reply, WHOLE, &reply.body).unwrap().orders.len(), 2);
}
