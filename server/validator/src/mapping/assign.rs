//! Each field gets one column at most, and each column one field at most, so that all confidences together are the
//! largest: the assignment problem, by the Hungarian method with potentials.

/// For each row the column it gets, or `None`. `scores[row][column]` is 0 where they do not belong together. Takes time
/// in rows² × columns.
pub(super) fn assign(scores: &[Vec<u32>]) -> Vec<Option<usize>> {
    let rows = scores.len();
    let real = scores.first().map_or(0, Vec::len);
    // Every row can also stay alone: columns of its own that cost nothing.
    let columns = real + rows;
    let cost = |row: usize, column: usize| -> i64 {
        if column < real { -i64::from(scores[row][column]) } else { 0 }
    };
    // Places from 1; 0 is where a path begins.
    let (mut row_potential, mut column_potential) = (vec![0i64; rows + 1], vec![0i64; columns + 1]);
    let mut taken_by = vec![0usize; columns + 1];
    let mut way = vec![0usize; columns + 1];
    for row in 1..=rows {
        taken_by[0] = row;
        let mut column = 0;
        let mut least = vec![i64::MAX; columns + 1];
        let mut used = vec![false; columns + 1];
        while taken_by[column] != 0 {
            used[column] = true;
            let now = taken_by[column];
            let (mut delta, mut next) = (i64::MAX, 0);
            for at in 1..=columns {
                if used[at] {
                    continue;
                }
                let reduced = cost(now - 1, at - 1) - row_potential[now] - column_potential[at];
                if reduced < least[at] {
                    least[at] = reduced;
                    way[at] = column;
                }
                if least[at] < delta {
                    delta = least[at];
                    next = at;
                }
            }
            for at in 0..=columns {
                if used[at] {
                    row_potential[taken_by[at]] += delta;
                    column_potential[at] -= delta;
                } else if least[at] < i64::MAX {
                    least[at] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = way[column];
            taken_by[column] = taken_by[before];
            column = before;
        }
    }
    let mut found = vec![None; rows];
    for (column, row) in taken_by.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        if column <= real && scores[row - 1][column - 1] > 0 {
            found[row - 1] = Some(column - 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_best_for_all_wins_over_the_best_for_one() {
        assert_eq!(assign(&[vec![95, 94], vec![90, 0]]), [Some(1), Some(0)]);
        assert_eq!(assign(&[vec![95, 0], vec![40, 0]]), [Some(0), None]);
        assert_eq!(assign(&[vec![0, 0]]), [None]);
        assert_eq!(assign(&[]), [None; 0]);
        assert_eq!(assign(&[vec![], vec![]]), [None, None]);
    }

    fn best(scores: &[Vec<u32>], row: usize, used: &mut Vec<bool>) -> u32 {
        if row == scores.len() {
            return 0;
        }
        let mut most = best(scores, row + 1, used);
        for column in 0..used.len() {
            if !used[column] {
                used[column] = true;
                most = most.max(scores[row][column] + best(scores, row + 1, used));
                used[column] = false;
            }
        }
        most
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_better(scores in (1usize..5, 1usize..5).prop_flat_map(|(rows, columns)|
            proptest::collection::vec(proptest::collection::vec(0u32..100, columns), rows))) {
            let found = assign(&scores);
            let sum: u32 = found.iter().zip(&scores).filter_map(|(column, row)| column.map(|column| row[column])).sum();
            let mut columns: Vec<_> = found.iter().flatten().collect();
            columns.sort();
            columns.dedup();
            prop_assert_eq!(columns.len(), found.iter().flatten().count());
            prop_assert_eq!(sum, best(&scores, 0, &mut vec![false; scores[0].len()]));
        }
    }
}
