//! Texts in every dialect come back cell by cell; what is wrong with them is told with its line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use proptest::prelude::*;
use std::{
    io::{self, Cursor, Read, Write},
    ops::ControlFlow,
};
use validator::table::{
    Delimiter, Encoding, Format, Limits, LineEnd, Notes, Table, TableError, TableNote, TextFormat,
    WatchedFile, detect_source, detect_text,
};

type Read1 = (Vec<String>, Vec<(u64, Vec<String>)>, Notes);

/// The columns, and the records with their lines.
fn read_with(bytes: &[u8], format: &TextFormat, limits: Limits) -> Result<Read1, TableError> {
    let table = Table::text(Cursor::new(bytes.to_vec()), format, limits, Some(bytes.len() as u64))?;
    let columns = table.columns().to_vec();
    let mut records = Vec::new();
    let notes = table.batches(&mut |batch, _, lines| {
        for at in 0..batch.len() {
            records
                .push((lines + u64::from(batch.line(at)) + 1, batch.record(at).map(str::to_owned).collect()));
        }
        ControlFlow::Continue(())
    })?;
    Ok((columns, records, notes))
}

fn read(text: &str) -> Result<Read1, TableError> {
    read_with(text.as_bytes(), &TextFormat::default(), Limits::default())
}

fn cells(records: &[(u64, Vec<String>)]) -> Vec<Vec<&str>> {
    records.iter().map(|(_, record)| record.iter().map(String::as_str).collect()).collect()
}

#[test]
fn records_are_read_with_their_lines() {
    let (columns, records, notes) =
        read("sku,title\r\nA1,\"Two\nlines, \"\"quoted\"\"\"\r\n\r\nB2,Tube 5\" wide\r\nC3,last").unwrap();
    assert_eq!(columns, ["sku", "title"]);
    let cells = cells(&records);
    assert_eq!(cells, [["A1", "Two\nlines, \"quoted\""], ["B2", "Tube 5\" wide"], ["C3", "last"]]);
    assert_eq!(records.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 5, 6]);
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn what_is_strange_is_told_with_its_line() {
    let (_, records, notes) = read("a,b,\na\n,,\n1,2,3\nx,\"y\"z\n\u{0},q\nlone\rreturn,q\n").unwrap();
    assert_eq!(
        cells(&records),
        [["a", "", ""], ["1", "2", "3"], ["x", "yz", ""], ["\u{fffd}", "q", ""], ["lone\rreturn", "q", ""]]
            .map(|record| record[..2].to_vec())
    );
    let places: Vec<_> = notes.places().iter().map(|place| (place.note, place.line)).collect();
    for expected in [
        (TableNote::TooFewCells, 2),
        (TableNote::EmptyRow, 3),
        (TableNote::TooManyCells, 4),
        (TableNote::StrayQuote, 5),
        (TableNote::Nul, 6),
        (TableNote::LoneCarriageReturn, 7),
    ] {
        assert!(places.contains(&expected), "{expected:?} in {places:?}");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_an_error_with_its_line() {
    let rows: String = (0..50_000).map(|row| format!("{row},some text\n")).collect();
    let broken = format!("a,b\n{rows}x,\"open\n{rows}");
    assert_eq!(read(&broken).unwrap_err(), TableError::UnclosedQuote { line: 50_002 });
    let limits = Limits { record_bytes: 100_000, ..Limits::default() };
    let early = read_with(broken.as_bytes(), &TextFormat::default(), limits).unwrap_err();
    assert_eq!(early, TableError::UnclosedQuote { line: 50_002 });
    assert_eq!(read("\"a,b\nc").unwrap_err(), TableError::UnclosedQuote { line: 1 });
}

#[test]
fn limits_are_told_by_name() {
    let wide: String = (0..10_000).map(|column| format!("c{column},")).collect::<String>() + "end\n1\n";
    assert_eq!(read(&wide).unwrap_err(), TableError::TooManyColumns { columns: 10_001, max: 1_000 });
    let limits = Limits { cell_bytes: 10, rows: 2, bytes: 100, record_bytes: 50, ..Limits::default() };
    let refused = |text: &str| read_with(text.as_bytes(), &TextFormat::default(), limits).unwrap_err();
    assert_eq!(refused("a,b\n1,2\n3,12345678901\n"), TableError::CellTooLong { line: 3, column: 2, max: 10 });
    assert_eq!(refused("a,b\n1,2\n1,2\n1,2\n"), TableError::TooManyRows { max: 2 });
    assert_eq!(refused(&"a,b\n".repeat(30)), TableError::TooManyBytes { max: 100 });
    assert_eq!(refused(""), TableError::Empty);
    assert_eq!(refused(" \n\n"), TableError::Empty);
    let late = TextFormat { header_row: 9, ..TextFormat::default() };
    assert_eq!(read_with(b"a\n1\n", &late, limits).unwrap_err(), TableError::NoHeader { row: 9 });
}

#[test]
fn a_source_that_ends_early_or_breaks_is_an_error() {
    let format = TextFormat::default();
    let all = |table: Result<Table, TableError>| {
        table.and_then(|t| t.batches(&mut |_, _, _| ControlFlow::Continue(())))
    };
    let early = Table::text(Cursor::new("a,b\n1,2\n"), &format, Limits::default(), Some(100));
    assert_eq!(all(early).unwrap_err(), TableError::EndedEarly { read: 8, expected: 100 });
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the wire is cut"))
        }
    }
    let rows = "a,b\n".to_owned() + &"1,2\n".repeat(100_000);
    let broken = Table::text(Cursor::new(rows).chain(Broken), &format, Limits::default(), None);
    assert_eq!(all(broken).unwrap_err(), TableError::Unreadable { reason: "the wire is cut".into() });
}

#[test]
fn a_file_that_is_changed_while_it_is_read_is_an_error() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(("a,b\n".to_owned() + &"1,2\n".repeat(300_000)).as_bytes()).unwrap();
    let open = || WatchedFile::open(file.path()).unwrap();
    let table = |watched| Table::text(watched, &TextFormat::default(), Limits::default(), None).unwrap();
    assert!(table(open()).batches(&mut |_, _, _| ControlFlow::Continue(())).is_ok());
    let mut other = file.reopen().unwrap();
    let mut written = false;
    let result = table(open()).batches(&mut |_, _, _| {
        if !std::mem::replace(&mut written, true) {
            io::Seek::seek(&mut other, io::SeekFrom::End(0)).unwrap();
            other.write_all(b"3,4\n").unwrap();
        }
        ControlFlow::Continue(())
    });
    assert_eq!(result.unwrap_err(), TableError::Changed);
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Windows1252 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

#[test]
fn what_a_file_is_like_is_seen() {
    let rows: String = (1..3000)
        .map(|row| format!("{row:05};Calça número {row};{row},90;https://loja.test/{row}.jpg\r\n"))
        .collect();
    let text = format!("código;título;preço;imagem\r\n{rows}");
    for encoding in Encoding::ALL {
        for mark in [false, true] {
            let mark = if mark && *encoding != Encoding::Windows1252 { "\u{feff}" } else { "" };
            let bytes = encoded(&format!("{mark}{text}"), *encoding);
            let format = detect_text(&bytes[..bytes.len().min(65_536)]).unwrap();
            let expected = TextFormat {
                encoding: *encoding,
                delimiter: Delimiter::Semicolon,
                decimal_comma: true,
                ..TextFormat::default()
            };
            assert_eq!(format, expected);
            let (columns, records, notes) = read_with(&bytes, &format, Limits::default()).unwrap();
            assert_eq!(columns, ["código", "título", "preço", "imagem"]);
            assert_eq!(records.len(), 2999);
            assert_eq!(records[2998].1[1], "Calça número 2999");
            assert!(notes.is_empty());
            let shown = serde_json::to_string(&Format::Text(format.clone())).unwrap();
            assert_eq!(serde_json::from_str::<Format>(&shown).unwrap(), Format::Text(format));
        }
    }
}

#[test]
fn delimiters_headers_and_line_ends_are_seen() {
    let seen = |text: &str| detect_text(text.as_bytes()).unwrap();
    let tab = seen("sku\ttitle, long\tprice\nA1\tShirt, blue\t10.50\nA2\tShirt, red\t11.50\n");
    assert_eq!((tab.delimiter, tab.header_row, tab.decimal_comma), (Delimiter::Tab, 1, false));
    assert_eq!(seen("a|b|c\n1|2|3\n").delimiter, Delimiter::Pipe);
    assert_eq!(seen("sku,title\rA1,Shirt\rA2,Coat\r").line_end, LineEnd::Cr);
    let told = seen("sep=;\nsku;title\nA1;Shirt\n");
    assert_eq!((told.delimiter, told.header_row), (Delimiter::Semicolon, 2));
    assert_eq!(seen("1,2,3\n4,5,6\n").header_row, 0);
    let above = seen(
        "Template of the shop,,\nfill in from row 3,,\nsku,title,price\nA1,Shirt,10.00\nA2,Coat,12.00\n",
    );
    assert_eq!(above.header_row, 3);
    assert_eq!(
        seen("SKU;Nome;Preço;Preço;Estoque\nA1;Caneca;10,00;12,00;3\n").header_row,
        1,
        "two are alike"
    );
    assert_eq!(seen("SKU;Nome;Preço\nA1;Caneca;10,00;azul;novo;3\n").header_row, 1, "rows are wider");
    assert_eq!(seen("sku\nA1\nA2\n").delimiter, Delimiter::Comma);
    let uneven = "SKU;Nome;Preço\nA1;Caneca;10,00;azul\nA2;Copo;12,00;verde;novo\nA3;12,50\nA4;Jarro;9,90;preto;novo;3\n";
    assert_eq!(seen(uneven).delimiter, Delimiter::Semicolon, "each row has one decimal comma");
    assert!(seen("sku;price\nA;\"1.234,56\"\nB;2,5\n").decimal_comma);
    assert!(seen("sku;ncm;price\nA;6109.10.00;2,5\nB;6109.10.00;19,90\n").decimal_comma, "a code has points");
    assert!(seen("sku;price\nA;1.234.567,89\nB;azul\n").decimal_comma, "points part thousands");
    assert!(!seen("sku;code\nA;61,10,00\nB;61,10,01\n").decimal_comma, "a code has commas");
    assert_eq!(detect_text(b"").unwrap_err(), TableError::Empty);
    assert_eq!(detect_text(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).unwrap_err(), TableError::NotATable);
    let cr = read_with(
        b"a,b\r1,\"x\ry\"\r",
        &TextFormat { line_end: LineEnd::Cr, ..tab_to_comma(tab) },
        Limits::default(),
    );
    assert_eq!(cells(&cr.unwrap().1), [["1", "x\ry"]]);
}

/// What a file is like: its first part, and all that follows.
fn detect_whole(bytes: &[u8]) -> TextFormat {
    let (first, rest) = bytes.split_at(bytes.len().min(validator::table::SAMPLE));
    detect_source(first, rest).unwrap()
}

#[test]
fn the_encoding_is_seen_in_all_of_a_file() {
    let rows = |accent: &[u8]| {
        let mut bytes = b"sku,title\n".to_vec();
        (0..9_000).for_each(|row| bytes.extend_from_slice(format!("A{row},Caneca azul\n").as_bytes()));
        bytes.extend_from_slice(&[&b"Z,Caf"[..], accent, b"\n"].concat());
        bytes
    };
    for (bytes, expected) in [
        (rows(b"\xe9"), Encoding::Windows1252),
        (rows("é".as_bytes()), Encoding::Utf8),
        (rows("é".as_bytes()).into_iter().chain(*b"Y,x\xe9").collect(), Encoding::Windows1252),
    ] {
        assert_eq!(detect_whole(&bytes).encoding, expected);
    }
    let bytes = rows(b"\xe9");
    let (_, records, notes) = read_with(&bytes, &detect_whole(&bytes), Limits::default()).unwrap();
    assert_eq!((records.last().unwrap().1[1].as_str(), notes.is_empty()), ("Café", true));
    // Wherever the first part ends, a character that it cuts is whole.
    for shift in 0..4 {
        let text = format!("{},b\n{}", "a".repeat(shift), "é日😀,x\n".repeat(20_000));
        assert_eq!(detect_whole(text.as_bytes()).encoding, Encoding::Utf8);
    }
}

#[test]
fn a_bad_byte_in_utf_8_stays_one() {
    let rows = "A1,Calça número 5\n".repeat(6_000);
    let bytes = [&b"sku,title\nA0,Caf\xe9\n"[..], rows.as_bytes()].concat();
    let format = detect_whole(&bytes);
    assert_eq!(
        (format.encoding, detect_text(&bytes[..65_536]).unwrap().encoding),
        (Encoding::Utf8, Encoding::Utf8)
    );
    let (_, records, notes) = read_with(&bytes, &format, Limits::default()).unwrap();
    assert_eq!((records[0].1[1].as_str(), records[1].1[1].as_str()), ("Caf\u{fffd}", "Calça número 5"));
    assert_eq!((notes.count(TableNote::BadEncoding), notes.places()[0].line), (1, 2));
    assert_eq!(detect_text(b"title\nCaf\xe9").unwrap().encoding, Encoding::Windows1252, "at the very end");
}

#[test]
fn marks_that_do_not_quote_are_text() {
    let text = "sku\tname\tsize\nA1\t\"5 tube\tx\nA2\tRod 6\"\ty\nA3\t\"7 tube\tz\n";
    let format = detect_text(text.as_bytes()).unwrap();
    assert_eq!((format.delimiter, format.quotes), (Delimiter::Tab, false));
    let (_, records, notes) = read_with(text.as_bytes(), &format, Limits::default()).unwrap();
    assert_eq!(cells(&records), [["A1", "\"5 tube", "x"], ["A2", "Rod 6\"", "y"], ["A3", "\"7 tube", "z"]]);
    assert!(notes.is_empty(), "{notes:?}");
    for quoted in [
        "sku,name\nA1,\"Tube, 5\"\"\"\nA2,plain\n",
        "sku;name\n\"A1\";\"1,50\"\n\"A2\";\"2,50\"\n",
        "sku,name\nA1,\"two\nlines\"\nA2,\"open\n",
        "sku,description,price\r\nA1,\"Line 1\nLine 2\",10\r\nA2,\"x\ny\",11\r\n",
        "sku,name\nA1,plain\n",
    ] {
        assert!(detect_text(quoted.as_bytes()).unwrap().quotes, "{quoted}");
    }
    assert_eq!(
        detect_text(b"sku;name\n\"A1\";\"1,50\"\n\"A2\";\"2,50\"\n").unwrap().delimiter,
        Delimiter::Semicolon
    );
}

fn tab_to_comma(format: TextFormat) -> TextFormat {
    TextFormat { delimiter: Delimiter::Comma, ..format }
}

#[test]
fn a_table_without_names_has_letters() {
    let format = TextFormat { header_row: 0, ..TextFormat::default() };
    let (columns, records, _) = read_with(b"1,2\n3,4\n", &format, Limits::default()).unwrap();
    assert_eq!(columns, ["A", "B"]);
    assert_eq!(cells(&records), [["1", "2"], ["3", "4"]]);
    assert_eq!(records[0].0, 1);
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_told_each_with_its_line() {
    let (_, records, notes) =
        read_with(b"a,b\n1,x\n2,\xff\xfey\n3,z\n4,\xe9\n", &TextFormat::default(), Limits::default())
            .unwrap();
    assert_eq!(cells(&records)[1], ["2", "\u{fffd}\u{fffd}y"]);
    let lines: Vec<u64> = notes.places().iter().map(|place| place.line).collect();
    assert_eq!((notes.count(TableNote::BadEncoding), lines), (3, vec![3, 3, 5]));
    let (_, records, notes) = read("a,b\n1,\0x\n2,\0\0\n").unwrap();
    assert_eq!(cells(&records), [["1", "\u{fffd}x"], ["2", "\u{fffd}\u{fffd}"]]);
    let lines: Vec<u64> = notes.places().iter().map(|place| place.line).collect();
    assert_eq!((notes.count(TableNote::Nul), lines), (3, vec![2, 3, 3]));
}

/// A cell of anything that can trouble a reader.
fn cell() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "é",
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r\n",
        "\r",
        " ",
        "12,5",
        "日本",
        "long text here",
    ]);
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_the_csv_crate_writes_comes_back_cell_by_cell(
        width in 1..5_usize,
        cells_drawn in prop::collection::vec(cell(), 4..200),
        delimiter in prop::sample::select(Delimiter::ALL.to_vec()),
        encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]),
        crlf in any::<bool>(),
        always in any::<bool>(),
        repeat in prop::sample::select(vec![1_usize, 30]),
    ) {
        let rows: Vec<Vec<String>> = cells_drawn
            .chunks_exact(width)
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .map(<[String]>::to_vec)
            .collect();
        let rows: Vec<Vec<String>> = std::iter::repeat_n(rows, repeat).flatten().collect();
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter.byte())
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .from_writer(Vec::new());
        let names: Vec<String> = (0..width).map(|column| format!("c{column}")).collect();
        writer.write_record(&names).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let format = TextFormat { delimiter, encoding, ..TextFormat::default() };
        let (columns, records, notes) =
            read_with(&encoded(&text, encoding), &format, Limits::default()).unwrap();
        prop_assert_eq!(columns, names);
        prop_assert!(notes.is_empty(), "{:?}", notes);
        let mut line = 2;
        for ((at, record), row) in records.iter().zip(&rows) {
            prop_assert_eq!(record, row);
            prop_assert_eq!(*at, line);
            line += 1 + row.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        }
        prop_assert_eq!(records.len(), rows.len());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(
        prop::sample::select(b"a\",;\n\r\0\xff\xc3\t|=".to_vec()), 0..300)) {
        if let Ok(format) = detect_text(&bytes) {
            let _ = read_with(&bytes, &format, Limits::default());
        }
    }
}

#[test]
fn short_records_of_a_wide_table_take_little_memory() {
    let head: Vec<String> = (0..1_000).map(|column| format!("c{column}")).collect();
    let text = format!("{}\n{}", head.join(","), "x\n".repeat(300_000));
    let table = Table::text(Cursor::new(text), &TextFormat::default(), Limits::default(), None).unwrap();
    let (mut most, mut rows) = (0, 0);
    let notes = table
        .batches(&mut |batch, _, _| {
            most = most.max(batch.len());
            rows += batch.len();
            assert_eq!((batch.cell(0, 0), batch.cell(0, 999), batch.record(0).count()), ("x", "", 1_000));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((rows, notes.count(TableNote::TooFewCells)), (300_000, 300_000));
    assert!(most <= 2_048, "{most}");
}
