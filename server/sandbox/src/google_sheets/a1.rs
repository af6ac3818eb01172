//! Ranges such as `'Q4 orders'!A2:F100`.

/// A block of a sheet, counted from 0; the ends are exclusive, and open where none is named.
pub(super) struct Range {
    pub title: String,
    pub rows: (usize, Option<usize>),
    pub columns: (usize, Option<usize>),
}

pub(super) fn parse(text: &str) -> Option<Range> {
    let (title, cells) = match text.strip_prefix('\'') {
        Some(quoted) => {
            let mut title = String::new();
            let mut signs = quoted.chars().peekable();
            loop {
                match signs.next()? {
                    '\'' if signs.peek() == Some(&'\'') => {
                        signs.next();
                        title.push('\'');
                    }
                    '\'' => break,
                    sign => title.push(sign),
                }
            }
            let rest: String = signs.collect();
            (title, if rest.is_empty() { None } else { Some(rest.strip_prefix('!')?.to_owned()) })
        }
        None => match text.split_once('!') {
            Some((title, cells)) => (title.to_owned(), Some(cells.to_owned())),
            None => (text.to_owned(), None),
        },
    };
    let Some(cells) = cells else { return Some(Range { title, rows: (0, None), columns: (0, None) }) };
    let (from, until) = match cells.split_once(':') {
        Some((from, until)) => (corner(from)?, corner(until)?),
        None => (corner(&cells)?, corner(&cells)?),
    };
    Some(Range {
        title,
        rows: (from.1.map_or(0, |row| row - 1), until.1),
        columns: (from.0.map_or(0, |column| column - 1), until.0),
    })
}

/// Column and row, counted from 1; each may be missing.
fn corner(text: &str) -> Option<(Option<usize>, Option<usize>)> {
    let split = text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(split);
    let column = match letters {
        "" => None,
        _ if letters.len() > 3 || !letters.bytes().all(|sign| sign.is_ascii_uppercase()) => return None,
        _ => Some(letters.bytes().fold(0, |number, sign| number * 26 + usize::from(sign - b'A') + 1)),
    };
    let row = match digits {
        "" => None,
        _ => Some(digits.parse::<usize>().ok().filter(|row| *row > 0)?),
    };
    (column.is_some() || row.is_some()).then_some((column, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_in_their_forms() {
        let read = |text: &str| parse(text).map(|range| (range.title, range.columns, range.rows));
        assert_eq!(read("'d''Ana!'!A2:AA100"), Some(("d'Ana!".into(), (0, Some(27)), (1, Some(100)))));
        assert_eq!(read("Produtos!B3"), Some(("Produtos".into(), (1, Some(2)), (2, Some(3)))));
        assert_eq!(read("Produtos!A2:F"), Some(("Produtos".into(), (0, Some(6)), (1, None))));
        assert_eq!(read("Produtos"), Some(("Produtos".into(), (0, None), (0, None))));
        for odd in ["'Produtos!A1", "Produtos!", "Produtos!1A", "Produtos!A0", "Produtos!ABCD1"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
