//! make_workbook FILE.csv FILE.xlsx: the same table as a workbook, numbers as numbers, for the comparison.

use rust_xlsxwriter::Workbook;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else { return Err("make_workbook FILE.csv FILE.xlsx".into()) };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(from)?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    while reader.read_record(&mut record)? {
        for (column, cell) in record.iter().enumerate() {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column as u16, number)?,
                Err(_) => sheet.write_string(row, column as u16, cell)?,
            };
        }
        row += 1;
    }
    book.save(to)?;
    Ok(())
}
