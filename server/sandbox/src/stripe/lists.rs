//! Lists: newest first, with cursors and a range of `created`.

use serde_json::Value;

use crate::stripe::doc::{Doc as _, list};
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;

/// Parameters that every list takes, as a shape.
pub(crate) const PAGING: &str = "limit starting_after ending_before expand[]";

/// A page of what is kept of a kind.
///
/// # Errors
/// An unusable limit, range or cursor.
pub(crate) fn page(
    state: &State,
    params: &Node,
    kind: Kind,
    url: &str,
    keep: impl Fn(&Value) -> bool,
) -> Result<Value, Refusal> {
    let range = Range::of(params, "created")?;
    let mut ids = state.ids(kind, |doc| range.holds(doc.int("created")) && keep(doc));
    ids.reverse();
    let (ids, has_more) =
        cut(&ids, params, |id| state.get(kind, id).is_some().then_some(()).ok_or_else(|| kind.noun()))?;
    Ok(list(url, ids.iter().map(|id| state.shown(kind, id)).collect(), has_more))
}

/// A page of rows that stand inside a document.
///
/// # Errors
/// An unusable limit or cursor.
pub(crate) fn rows(params: &Node, url: &str, rows: &[Value]) -> Result<Value, Refusal> {
    let ids: Vec<String> = rows.iter().map(|row| row.id().to_owned()).collect();
    let (page, has_more) =
        cut(&ids, params, |id| ids.iter().any(|known| known == id).then_some(()).ok_or("line item"))?;
    let shown = rows.iter().filter(|row| page.iter().any(|id| id == row.id())).cloned().collect();
    Ok(list(url, shown, has_more))
}

/// The ids of a page, and whether more follow in its direction.
fn cut(
    ids: &[String],
    params: &Node,
    known: impl Fn(&str) -> Result<(), &'static str>,
) -> Result<(Vec<String>, bool), Refusal> {
    let limit = params.whole("limit")?.unwrap_or(10);
    if limit < 1 {
        let told = "This value must be greater than or equal to 1.";
        return Err(Refusal::invalid(told).code("parameter_invalid_integer").param("limit"));
    }
    if limit > 100 {
        let told = format!("This value must be less than or equal to 100 (this value is currently {limit}).");
        return Err(Refusal::invalid(told).code("parameter_invalid_integer").param("limit"));
    }
    let limit = usize::try_from(limit).unwrap_or(10);
    let position = |name: &str| -> Result<Option<usize>, Refusal> {
        let Some(cursor) = params.text(name) else { return Ok(None) };
        known(cursor).map_err(|noun| Refusal::no_such(noun, cursor, name))?;
        Ok(Some(ids.iter().position(|id| id == cursor).unwrap_or(ids.len())))
    };
    match (position("starting_after")?, position("ending_before")?) {
        (Some(_), Some(_)) => {
            let told = "Received both ending_before and starting_after parameters. Please pass in only one.";
            Err(Refusal::invalid(told))
        }
        (None, Some(before)) => {
            let from = before.saturating_sub(limit);
            Ok((ids[from..before].to_vec(), from > 0))
        }
        (after, None) => {
            let from = after.map_or(0, |at| at + 1).min(ids.len());
            let to = (from + limit).min(ids.len());
            Ok((ids[from..to].to_vec(), to < ids.len()))
        }
    }
}

/// `created=…` or `created[gte]=…`.
pub(crate) struct Range {
    from: i64,
    to: i64,
}

impl Range {
    /// # Errors
    /// Where a bound is no number.
    pub(crate) fn of(params: &Node, name: &str) -> Result<Self, Refusal> {
        if let Some(exact) = params.whole(name)? {
            return Ok(Self { from: exact, to: exact });
        }
        let none = Node::default();
        let bounds = params.get(name).unwrap_or(&none);
        let bound = |name| bounds.whole(name);
        let from = [bound("gte")?, bound("gt")?.map(|at| at + 1)].into_iter().flatten().max();
        let to = [bound("lte")?, bound("lt")?.map(|at| at - 1)].into_iter().flatten().min();
        Ok(Self { from: from.unwrap_or(i64::MIN), to: to.unwrap_or(i64::MAX) })
    }

    pub(crate) fn holds(&self, at: i64) -> bool {
        (self.from..=self.to).contains(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stripe::form::parse;

    fn ids(text: &str) -> (Vec<String>, bool) {
        let all: Vec<String> = (1..=5).rev().map(|at| at.to_string()).collect();
        cut(&all, &parse(text.as_bytes()).unwrap(), |_| Ok(())).unwrap()
    }

    #[test]
    fn pages_follow_their_cursors_in_both_directions() {
        assert_eq!(ids("limit=2"), (vec!["5".to_owned(), "4".to_owned()], true));
        assert_eq!(ids("limit=3&starting_after=4"), (vec!["3".into(), "2".into(), "1".into()], false));
        assert_eq!(ids("limit=2&ending_before=2"), (vec!["4".into(), "3".into()], true));
        assert_eq!(ids("limit=9&ending_before=4"), (vec!["5".into()], false));
        assert_eq!(ids("starting_after=1"), (vec![], false));
        for refused in ["limit=0", "limit=101", "limit=x", "starting_after=1&ending_before=2"] {
            let params = parse(refused.as_bytes()).unwrap();
            assert!(cut(&["1".to_owned(), "2".to_owned()], &params, |_| Ok(())).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_range_takes_open_and_closed_bounds() {
        let range = |text: &str| Range::of(&parse(text.as_bytes()).unwrap(), "created").unwrap();
        assert!(range("created=5").holds(5) && !range("created=5").holds(6));
        let open = range("created[gt]=5&created[lt]=7");
        assert_eq!([5, 6, 7].map(|at| open.holds(at)), [false, true, false]);
        let closed = range("created[gte]=5&created[lte]=7");
        assert_eq!([4, 5, 7, 8].map(|at| closed.holds(at)), [false, true, true, false]);
    }
}
