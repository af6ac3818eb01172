//! Ranges as Google writes them: `'Q4 orders'!A2:F100`.

/// The name of a column, counted from 1: 27 is `AA`.
pub(super) fn column(number: u32) -> String {
    let mut left = number.max(1);
    let mut letters = Vec::new();
    while left > 0 {
        let place = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(place).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// The block of a sheet from the first column to `columns`, and from row `first` to row `last`, counted from 1. The
/// title stands in quotes always: one such as `A1` would be read as a cell.
pub(super) fn block(title: &str, (first, last): (u32, u32), columns: u32) -> String {
    format!("'{}'!A{first}:{}{last}", title.replace('\'', "''"), column(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_names() {
        for (number, name) in
            [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (18_278, "ZZZ")]
        {
            assert_eq!(column(number), name);
        }
    }

    #[test]
    fn a_title_is_quoted_whatever_it_holds() {
        assert_eq!(block("Produtos", (1, 5_000), 16), "'Produtos'!A1:P5000");
        assert_eq!(block("Q4 d'Ana!", (2, 2), 1), "'Q4 d''Ana!'!A2:A2");
    }
}
