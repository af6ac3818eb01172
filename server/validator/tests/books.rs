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
fn columns_of_own_numbers_are_known_from_those_of_texts() {
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
    assert_eq!(book.own_numbers(&format, 50).unwrap(), [1, 2]);
    assert_eq!(book.own_numbers(&format, 3).unwrap(), [1, 2, 3], "as far as it is looked");
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
    let manifest = r#"<manifest:manifest xmlns:manifest="m"/>"#;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
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
