//! Columns of tables.

/// What spreadsheets call a column, which counts from 0: `A` to `Z`, `AA` and so on.
pub fn column_letters(mut at: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b'A' + (at % 26) as u8);
        match (at / 26).checked_sub(1) {
            Some(next) => at = next,
            None => break,
        }
    }
    name.iter().rev().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_excel_does() {
        assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
