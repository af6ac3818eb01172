//! Workbooks are read row by row, within limits.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use rust_xlsxwriter::{Format as CellFormat, Formula, Workbook as Writer};
use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
};
use validator::table::{BookFormat, BookKind, Limits, Notes, Table, TableError, TableNote, Workbook};

type Records = Vec<(u64, Vec<String>)>;

fn open(bytes: &[u8]) -> Result<Workbook, TableError> {
    Workbook::open(Cursor::new(bytes.to_vec()), Limits::default())
}

fn read(bytes: &[u8], format: Option<BookFormat>) -> Result<(Vec<String>, Records, Notes), TableError> {
    let mut book = open(bytes)?;
    let format = match format {
        Some(format) => format,
        None => book.detect(None)?,
    };
    let table = Table::book(book, &format)?;
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

/// Two lines of title, a table with everything in it, and a second, hidden sheet.
fn sheet() -> Vec<u8> {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("Produtos").unwrap();
    sheet.write(0, 0, "Modelo de produtos").unwrap();
    for (column, name) in ["SKU", "GTIN", "Preço", "Data", "Ativo", "Total", "Grupo"].iter().enumerate() {
        sheet.write(2, column as u16, *name).unwrap();
    }
    let date = CellFormat::new().set_num_format("yyyy-mm-dd");
    sheet.write(3, 0, "A1").unwrap();
    sheet.write(3, 1, 7_891_234_567_895_u64).unwrap();
    sheet.write(3, 2, 19.9).unwrap();
    sheet.write_with_format(3, 3, 46_353, &date).unwrap();
    sheet.write(3, 4, true).unwrap();
    sheet.write_formula(3, 5, Formula::new("=C4*2").set_result("39.8")).unwrap();
    sheet.merge_range(3, 6, 5, 6, "G1", &CellFormat::new()).unwrap();
    sheet.write(4, 0, "A2").unwrap();
    sheet.write_formula(4, 5, Formula::new("=C5*2").set_result("")).unwrap();
    sheet.write(5, 0, "A3").unwrap();
    sheet.write(8, 0, "A4").unwrap();
    sheet.write(8, 9, "beyond").unwrap();
    let other = writer.add_worksheet();
    other.set_name("Listas").unwrap().set_hidden(true);
    other.write(0, 0, "x").unwrap();
    writer.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_is_read_as_it_is_shown() {
    let bytes = sheet();
    let book = open(&bytes).unwrap();
    let names: Vec<_> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!((book.kind(), names), (BookKind::Xlsx, vec![("Produtos", false), ("Listas", true)]));
    let (columns, records, notes) = read(&bytes, None).unwrap();
    assert_eq!(columns, ["SKU", "GTIN", "Preço", "Data", "Ativo", "Total", "Grupo"]);
    let first = ["A1", "7891234567895", "19.9", "2026-11-27", "true", "39.8", "G1"].map(str::to_owned);
    assert_eq!(records[0], (4, first.to_vec()));
    assert_eq!(records.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [4, 5, 6, 9]);
    assert_eq!(records[2].1[6], "G1");
    assert_eq!(records[3].1[6], "");
    assert_eq!(notes.count(TableNote::MergedCells), 1);
    assert_eq!(notes.count(TableNote::TooManyCells), 1);
}

#[test]
fn the_last_row_is_known_before_the_rows_are_read() {
    let last = |bytes: &[u8]| open(bytes).unwrap().last_row("Produtos").unwrap();
    let noted = |range: &'static str| {
        patched(&sheet(), "xl/worksheets/sheet1.xml", move |xml| xml.replace("A1:J9", range))
    };
    assert_eq!(last(&sheet()), Some(9));
    assert_eq!(last(&noted("A1:J5000")), Some(5_000));
    // What a sheet of any length may say.
    for nothing in ["A1", "A1:J1048576"] {
        assert_eq!(last(&noted(nothing)), None, "{nothing}");
    }
    assert!(matches!(open(&sheet()).unwrap().last_row("Nenhuma"), Err(TableError::NoSheet { .. })));
}

#[test]
fn own_numbers_are_known_from_texts() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    for (column, name) in ["SKU", "Preço", "Peso", "Custo"].iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 0, format!("A{row}")).unwrap();
        sheet.write(row, 1, 1.234 * f64::from(row)).unwrap();
        sheet.write(row, 2, row).unwrap();
        sheet.write(row, 3, 2.5).unwrap();
    }
    sheet.write(4, 3, "11,50").unwrap();
    let mut book = open(&writer.save_to_buffer().unwrap()).unwrap();
    let format = book.detect(None).unwrap();
    let mut own = Vec::new();
    let read = Table::book(book, &format).unwrap().batches(&mut |batch, _, _| {
        let of = |record| (0..4).map(|at| batch.is_own_number(record, at)).collect::<Vec<_>>();
        own.extend((0..batch.len()).map(of));
        ControlFlow::Continue(())
    });
    read.unwrap();
    assert_eq!(own[..3], [[false, true, true, true]; 3]);
    assert_eq!(own[3], [false; 4]);
}

#[test]
fn a_formula_without_a_value_is_told() {
    // As programs write it that calculate nothing themselves.
    let bytes = patched(&sheet(), "xl/worksheets/sheet1.xml", |xml| {
        let begin = xml.find("<f>C5*2</f>").unwrap();
        let value = &xml[begin + 11..begin + 11 + xml[begin + 11..].find("</c>").unwrap()];
        xml.replacen(&format!("<f>C5*2</f>{value}"), "<f>C5*2</f>", 1)
    });
    let (_, records, notes) = read(&bytes, None).unwrap();
    assert_eq!(records[1].1[5], "");
    let place = notes.places().iter().find(|place| place.note == TableNote::FormulaWithoutValue).unwrap();
    assert_eq!((place.line, place.column), (5, 6));
}

/// The same workbook with one part changed.
fn patched(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::copy(&mut file, &mut content).unwrap();
        if name == part {
            content = change(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        to.start_file(name, options).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn sheets_and_rows_are_chosen() {
    let bytes = sheet();
    let of = |sheet: &str, header_row| {
        Some(BookFormat { book: BookKind::Xlsx, sheet: sheet.into(), header_row, decimal_comma: false })
    };
    let (columns, records, _) = read(&bytes, of("Listas", 0)).unwrap();
    assert_eq!((columns, records), (vec!["A".to_owned()], vec![(1, vec!["x".to_owned()])]));
    assert_eq!(read(&bytes, of("Nada", 1)).unwrap_err(), TableError::NoSheet { sheet: "Nada".into() });
    assert_eq!(read(&bytes, of("Listas", 7)).unwrap_err(), TableError::NoHeader { row: 7 });
    let xls = BookFormat { book: BookKind::Xls, ..of("Listas", 1).unwrap() };
    assert_eq!(read(&bytes, Some(xls)).unwrap_err(), TableError::OtherKind { kind: BookKind::Xls });
}

/// A workbook with these sheets of rows.
fn book_of(sheets: &[(&str, &[&[&str]])]) -> Workbook {
    let mut writer = Writer::new();
    for (name, rows) in sheets {
        let sheet = writer.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                sheet.write(at as u32, column as u16, *cell).unwrap();
            }
        }
    }
    open(&writer.save_to_buffer().unwrap()).unwrap()
}

#[test]
fn the_sheet_of_the_products_is_found_among_others() {
    let products: &[&[&str]] = &[&["Modelo 2026"], &["SKU", "Nome", "Preço"], &["A1", "Caneca", "9,90"]];
    let cover: &[&[&str]] = &[&["Como preencher"], &["Escreva um produto em cada linha."]];
    let fields: &[&[&str]] = &[&["Campo", "O que é"], &["SKU", "O seu código"], &["Nome", "Até 60 letras"]];
    let unfilled: &[&[&str]] = &[&["SKU", "Nome", "Preço"]];
    let unknown: &[&[&str]] = &[&["Alpha", "Beta"], &["1", "2"]];
    for (sheets, expected, header_row) in [
        (&[("Vazia", &[][..]), ("Produtos", products)][..], "Produtos", 2),
        (&[("Capa", cover), ("Campos", fields), ("Produtos", products)], "Produtos", 2),
        (&[("Modelo", unfilled), ("Produtos", products), ("Mais", products)], "Produtos", 2),
        (&[("Campos", fields), ("Modelo", unfilled)], "Modelo", 1),
        (&[("Capa", cover), ("Dados", unknown)], "Dados", 1),
        (&[("Dados", unknown), ("Campos", fields)], "Dados", 1),
    ] {
        let format = book_of(sheets).detect(None).unwrap();
        assert_eq!((format.sheet.as_str(), format.header_row), (expected, header_row), "{sheets:?}");
    }
    assert_eq!(
        book_of(&[("Produtos", products), ("Capa", cover)]).detect(Some("Capa")).unwrap().sheet,
        "Capa"
    );
    assert_eq!(book_of(&[("Vazia", &[])]).detect(None).unwrap_err(), TableError::Empty);
}

#[test]
fn a_bomb_is_refused_before_it_is_read() {
    let bomb = patched(&sheet(), "xl/sharedStrings.xml", |xml| xml.replace("A1", &"A".repeat(300 << 20)));
    assert!(matches!(open(&bomb), Err(TableError::UnpackedRatio { .. })));
    let limits = Limits { unpacked_ratio: u64::MAX, ..Limits::default() };
    let refused = Workbook::open(Cursor::new(bomb), limits).err();
    assert_eq!(refused, Some(TableError::UnpackedTooLarge { max: limits.resident_bytes }));
    let small = Limits { unpacked_bytes: 1000, ..Limits::default() };
    let refused = Workbook::open(Cursor::new(sheet()), small).err();
    assert_eq!(refused, Some(TableError::UnpackedTooLarge { max: 1000 }));
}

#[test]
fn a_part_that_is_larger_than_it_says_is_refused() {
    let mut bytes = patched(&sheet(), "xl/sharedStrings.xml", |xml| xml.replace("A1", &"A".repeat(1 << 20)));
    // The size in the directory at the file's end is made a lie.
    let real = {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let part = archive.by_name("xl/sharedStrings.xml").unwrap();
        u32::try_from(part.size()).unwrap().to_le_bytes()
    };
    let lie = 1000_u32.to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|four| four == real) {
        bytes[at..at + 4].copy_from_slice(&lie);
    }
    let refused = open(&bytes).err();
    assert!(
        matches!(refused, Some(TableError::LyingSize { .. } | TableError::DamagedBook { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_table_of_strings_that_says_to_have_too_many_is_refused() {
    let lie = |xml: &str| xml.replace("uniqueCount=\"", "uniqueCount=\"1000000000");
    let refused = open(&patched(&sheet(), "xl/sharedStrings.xml", lie)).err();
    assert!(matches!(refused, Some(TableError::DamagedBook { .. })), "{refused:?}");
}

#[test]
fn a_part_is_held_to_the_limits_however_it_is_called() {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let bytes = sheet();
    let mut from = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let name = file.name().unwrap().replace("sharedStrings.xml", "sharedStrings.XML");
        to.start_file(&name, options).unwrap();
        std::io::copy(&mut file, &mut to).unwrap();
        if name.ends_with(".XML") {
            to.write_all(&vec![b' '; 50_000]).unwrap();
        }
    }
    let book = to.finish().unwrap().into_inner();
    let (_, records, _) = read(&book, None).unwrap();
    assert_eq!(records[0].1[0], "A1", "the strings are found");
    let limits = Limits { resident_bytes: 40_000, ..Limits::default() };
    let refused = |bytes: Vec<u8>| Workbook::open(Cursor::new(bytes), limits).err();
    assert_eq!(refused(book), Some(TableError::UnpackedTooLarge { max: 40_000 }));
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(open(b"").err(), Some(TableError::Empty));
    assert_eq!(open(b"sku,title\n").err(), Some(TableError::NotATable));
    assert!(matches!(open(b"PK\x03\x04 and nothing").err(), Some(TableError::DamagedBook { .. })));
    assert!(matches!(
        open(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing").err(),
        Some(TableError::DamagedBook { .. } | TableError::Unreadable { .. } | TableError::Locked)
    ));
    let cut = sheet();
    assert!(open(&cut[..cut.len() / 2]).is_err());
    let wide = {
        let mut writer = Writer::new();
        let sheet = writer.add_worksheet();
        for column in 0..2_000_u16 {
            sheet.write(0, column, format!("c{column}")).unwrap();
        }
        sheet.write(1, 0, 1).unwrap();
        writer.save_to_buffer().unwrap()
    };
    assert_eq!(read(&wide, None).unwrap_err(), TableError::TooManyColumns { columns: 2_000, max: 1_000 });
}

/// A table of OpenDocument, with a row and a cell that are repeated.
fn open_document() -> Vec<u8> {
    let content = r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">
<office:body><office:spreadsheet><table:table table:name="Folha"><table:table-row>
<table:table-cell office:value-type="string"><text:p>SKU</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Preço</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="string"><text:p>A1</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="10.5"><text:p>10,50</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let content = content.replace('\n', "");
    open_document_of(r#"<manifest:manifest xmlns:manifest="m"/>"#, content.as_bytes())
}

fn open_document_of(manifest: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, part) in [
        ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn open_document_is_read() {
    let (columns, records, _) = read(&open_document(), None).unwrap();
    assert_eq!(columns, ["SKU", "Preço"]);
    let row = |line| (line, vec!["A1".to_owned(), "10.5".to_owned()]);
    assert_eq!(records, [row(2), row(3)]);
}

#[test]
fn what_open_document_repeats_is_counted_as_it_is_read() {
    let row = r#"<table:table-row x=">" table:number-rows-repeated="1048576"><table:table-cell office:value="1" office:value-type="float" table:number-columns-repeated="100"/></table:table-row>"#;
    let content = format!(r#"<a><table:table table:name="A">{row}</table:table></a>"#);
    let book = |content: &str| open_document_of("<manifest:manifest/>", content.as_bytes());
    assert_eq!(open(&book(&content)).err(), Some(TableError::TooManyCells { max: 5_000_000 }));
    // calamine looks for the end of such a table for ever.
    let endless = open(&book(r#"<table:table table:name="A">"#)).err();
    assert!(matches!(endless, Some(TableError::DamagedBook { .. })), "{endless:?}");
}

#[test]
fn a_locked_open_document_is_told_as_one() {
    let manifest = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    assert_eq!(open(&open_document_of(manifest, b"\x01<\xff\xfe&")).err(), Some(TableError::Locked));
}

/// A workbook as Excel wrote it until 2003: a stream of records in sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    let (none, end) = (u32::MAX, 0xffff_fffe_u32);
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = stream.len() / 512;
    assert!(sectors + 2 <= 128, "one table is enough");
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    for (at, word) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&word.to_le_bytes());
    }
    for (at, number) in [(44, 1), (48, 1), (56, 4096), (60, end), (64, 0), (68, end), (72, 0), (76, 0)] {
        header[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    header[80..].fill(0xff);
    // The table, the folder, and then the stream.
    let mut table = vec![0xffff_fffd, end];
    table.extend((0..sectors as u32).map(|at| if at as usize + 1 == sectors { end } else { at + 3 }));
    table.resize(128, none);
    let mut folder = vec![0; 512];
    for (at, name, kind, begin, bytes) in
        [(0, "Root Entry", 5, end, 0), (128, "Workbook", 2, 2, stream.len() as u32)]
    {
        let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        folder[at..at + text.len()].copy_from_slice(&text);
        folder[at + 64] = text.len() as u8 + 2;
        folder[at + 66] = kind;
        folder[at + 116..at + 120].copy_from_slice(&u32::to_le_bytes(begin));
        folder[at + 120..at + 124].copy_from_slice(&u32::to_le_bytes(bytes));
    }
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, folder, stream].concat()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// So many sheets, called by letters, which are all alike; `strings` stands before them.
fn old_book(sheets: u8, strings: &[u8], sheet: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    let length = begin.len() + usize::from(sheets) * 13 + strings.len() + end.len();
    let sheet = [begin.clone(), sheet.concat(), end.clone()].concat();
    let names = (0..sheets).map(|at| {
        let place = (length + usize::from(at) * sheet.len()) as u32;
        record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 1, 0, b'A' + at]].concat())
    });
    let globals = [begin, names.collect::<Vec<_>>().concat(), strings.to_vec(), end].concat();
    compound(&[globals, sheet.repeat(sheets.into())].concat())
}

fn dimensions(rows: (u32, u32), columns: (u16, u16)) -> Vec<u8> {
    let (from, to) = (rows.0.to_le_bytes(), rows.1.to_le_bytes());
    record(0x0200, &[&from[..], &to, &columns.0.to_le_bytes(), &columns.1.to_le_bytes(), &[0, 0]].concat())
}

fn old_cell(kind: u16, row: u16, column: u16, content: &[u8]) -> Vec<u8> {
    record(kind, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], content].concat())
}

fn old_number(row: u16, column: u16, value: f64) -> Vec<u8> {
    old_cell(0x0203, row, column, &value.to_le_bytes())
}

fn old_text(row: u16, column: u16, text: &str) -> Vec<u8> {
    old_cell(0x0204, row, column, &[&[text.len() as u8, 0, 0][..], text.as_bytes()].concat())
}

/// A table of one string of so many letters, in three records.
fn old_strings(letters: u16) -> Vec<u8> {
    let half = usize::from(letters / 2);
    let first =
        [&[1, 0, 0, 0, 1, 0, 0, 0][..], &letters.to_le_bytes(), &[8, 1, 0], &vec![b'x'; half]].concat();
    let second = [vec![0], vec![b'y'; usize::from(letters) - half], vec![0; 2]].concat();
    [record(0x00fc, &first), record(0x003c, &second), record(0x003c, &[0, 0])].concat()
}

#[test]
fn a_workbook_of_the_old_kind_is_read() {
    let sheet = [
        dimensions((0, 2), (0, 3)),
        old_text(0, 0, "SKU"),
        old_text(0, 1, "Nome"),
        old_text(0, 2, "Custo"),
        old_text(1, 0, "A1"),
        old_cell(0x00fd, 1, 1, &0_u32.to_le_bytes()),
        old_number(1, 2, 9.5),
    ];
    let (columns, records, _) = read(&old_book(1, &old_strings(6), &sheet), None).unwrap();
    assert_eq!(columns, ["SKU", "Nome", "Custo"]);
    assert_eq!(records, [(2, ["A1", "xxxyyy", "9.5"].map(str::to_owned).to_vec())]);
}

#[test]
fn a_workbook_of_the_old_kind_is_held_to_the_limits_before_it_is_read() {
    let cells = |sheets, last: (u16, u16)| {
        open(&old_book(sheets, &[], &[old_number(0, 0, 1.0), old_number(last.0, last.1, 2.0)])).err()
    };
    let too_many = Some(TableError::TooManyCells { max: 5_000_000 });
    assert_eq!(cells(1, (65_535, 39)), None);
    assert_eq!(cells(1, (65_535, 65_535)), too_many);
    assert_eq!(cells(2, (65_535, 39)), too_many, "all sheets stand in memory");
    let says =
        |rows, columns| open(&old_book(1, &[], &[dimensions(rows, columns), old_number(0, 0, 1.0)])).err();
    assert_eq!(says((0, 2), (0, 2)), None);
    // Room for more cells than a workbook may have, but not in more memory.
    assert_eq!(says((0, 65_536), (0, 100)), None);
    let too_large = Some(TableError::UnpackedTooLarge { max: 256 << 20 });
    assert_eq!(says((0, 65_536), (0, 256)), too_large);
    assert_eq!(says((0, u32::MAX), (0, 256)), too_large);
    for (rows, columns) in [((9, 2), (0, 2)), ((0, 2), (5, 5))] {
        assert!(matches!(says(rows, columns), Some(TableError::DamagedBook { .. })), "{rows:?} {columns:?}");
    }
    let limits = Limits { resident_bytes: 1 << 20, ..Limits::default() };
    let strings = |rows: u16| {
        let sheet: Vec<_> = (0..rows).map(|row| old_cell(0x00fd, row, 0, &0_u32.to_le_bytes())).collect();
        Workbook::open(Cursor::new(old_book(1, &old_strings(10_000), &sheet)), limits).err()
    };
    assert_eq!((strings(100), strings(200)), (None, Some(TableError::UnpackedTooLarge { max: 1 << 20 })));
    let many = Limits { sheets: 2, ..Limits::default() };
    let refused = Workbook::open(Cursor::new(old_book(3, &[], &[old_number(0, 0, 1.0)])), many).err();
    assert_eq!(refused, Some(TableError::TooManySheets { sheets: 3, max: 2 }));
}

#[test]
fn cells_of_all_sheets_are_counted_wherever_they_lie() {
    let limits = Limits { resident_cells: 10, ..Limits::default() };
    let cells = |sheets, cells: usize| {
        let sheet = vec![old_number(0, 0, 1.0); cells];
        Workbook::open(Cursor::new(old_book(sheets, &[], &sheet)), limits).err()
    };
    assert_eq!(cells(2, 5), None);
    assert_eq!(cells(2, 6), Some(TableError::TooManyCells { max: 10 }));
}

#[test]
fn sheets_that_lie_in_each_other_are_refused() {
    let mut book = old_book(2, &[], &vec![old_number(0, 0, 1.0); 200]);
    assert_eq!(open(&book).err(), None);
    // Behind the header, the table and the folder, and the begin of the stream: where the first sheet stands, and the second.
    let (first, second) = (3 * 512 + 12 + 4, 3 * 512 + 12 + 13 + 4);
    book.copy_within(first..first + 4, second);
    let refused = open(&book).err();
    assert!(matches!(refused, Some(TableError::DamagedBook { .. })), "{refused:?}");
    // None of them ends, so that each goes on through all behind it.
    let mut book = old_book(4, &[], &vec![old_number(0, 0, 1.0); 200]);
    let (globals, sheet) = (12 + 4 * 13 + 4, 12 + 200 * 18 + 4);
    for at in 1..=4 {
        let end = 3 * 512 + globals + at * sheet - 4;
        assert_eq!(book[end..end + 4], [0x0a, 0, 0, 0]);
        book[end] = 0xaa;
    }
    let refused = open(&book).err();
    assert!(matches!(refused, Some(TableError::DamagedBook { .. })), "{refused:?}");
}

#[test]
fn records_that_end_before_what_is_read_of_them_are_damaged() {
    for (kind, data) in [
        (0x0042, &[][..]),
        (0x0022, &[0]),
        (0x0017, &[1]),
        (0x0018, &[0, 0, 0]),
        (0x0018, &[0, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (0x0018, &[0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3a]),
        (0x0085, &[0, 0, 0, 0]),
        (0x0809, &[6]),
        (0x002f, &[]),
    ] {
        let refused = open(&old_book(1, &record(kind, data), &[old_number(0, 0, 1.0)])).err();
        assert!(matches!(refused, Some(TableError::DamagedBook { .. })), "{kind:x}: {refused:?}");
    }
    for (kind, data) in [(0x0006, &[0; 21][..]), (0x00bd, &[0, 0, 0, 0, 0xff, 0xff]), (0x00e5, &[1, 0])] {
        let refused = open(&old_book(1, &[], &[record(kind, data)])).err();
        assert!(matches!(refused, Some(TableError::DamagedBook { .. })), "{kind:x}: {refused:?}");
    }
}

/// A formula of these tokens, whose value is a number.
fn old_formula(row: u16, tokens: &[u8]) -> Vec<u8> {
    let length = (tokens.len() as u16).to_le_bytes();
    old_cell(0x0006, row, 0, &[&[0; 14][..], &length, tokens].concat())
}

#[test]
fn formulas_are_measured_before_they_are_spelled_out() {
    let book = |strings: &[u8], formula: &[u8], rows: u16| {
        let sheet: Vec<_> = (0..rows).map(|row| old_formula(row, formula)).collect();
        let limits = Limits { resident_bytes: 100_000, ..Limits::default() };
        Workbook::open(Cursor::new(old_book(1, strings, &sheet)), limits).err()
    };
    // One and one.
    assert_eq!(book(&[], &[0x1e, 1, 0, 0x1e, 1, 0, 0x03], 10), None);
    // A name of 255 letters for each five bytes.
    let name = record(0x0018, &[&[0, 0, 0, 255][..], &[0; 10], &[0], &[b'n'; 255]].concat());
    let named = [0x23_u8, 1, 0, 0, 0].repeat(100);
    assert_eq!(book(&name, &named, 2), None);
    assert_eq!(book(&name, &named, 4), Some(TableError::UnpackedTooLarge { max: 100_000 }));
    for damaged in [[&[0x1e_u8, 1, 0][..], &[0x15; 9_000]].concat(), vec![0x24, 0, 0], vec![0x1f]] {
        let refused = book(&[], &damaged, 1);
        assert!(matches!(refused, Some(TableError::DamagedBook { .. })), "{refused:?}");
    }
}

#[test]
fn sectors_that_go_round_in_a_circle_are_refused() {
    let book = old_book(1, &[], &[old_number(0, 0, 1.0)]);
    assert_eq!(open(&book).err(), None);
    // The folder follows itself, and a sector of the stream lies behind the end.
    for (at, id) in [(516, 1_u32), (520, 500)] {
        let mut book = book.clone();
        book[at..at + 4].copy_from_slice(&id.to_le_bytes());
        assert!(matches!(open(&book).err(), Some(TableError::DamagedBook { .. })), "{at}");
    }
}
