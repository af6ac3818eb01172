//! Catalogues with 12 columns and known faults, as `bench/peers/catalog/make_csv.py` makes them: one row in a hundred
//! breaks one of the ten rules.

use anyhow::Context;
use rand::{Rng, SeedableRng, rngs::StdRng};
use rust_xlsxwriter::Workbook;
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

pub const COLUMNS: [&str; 12] = [
    "sku",
    "title",
    "description",
    "price",
    "sale_price",
    "currency",
    "stock",
    "gtin",
    "images",
    "category",
    "attribute.updated_at",
    "weight",
];
const CURRENCIES: [&str; 3] = ["EUR", "USD", "GBP"];
const CATEGORIES: [&str; 6] = ["apparel", "electronics", "garden", "toys", "grocery", "books"];

/// What a check has to find.
#[derive(Debug, Default)]
pub struct Planted {
    pub rows: u64,
    /// Of each rule, in the rules' order.
    pub faults: Vec<u64>,
}

/// Makes one row after the other.
struct Rows {
    random: StdRng,
    planted: Vec<u64>,
    /// Rows with the SKU of the first, and with the one that is of no form.
    first: u64,
    bad: u64,
}

impl Rows {
    fn new() -> Self {
        Self { random: StdRng::seed_from_u64(42), planted: vec![0; 10], first: 0, bad: 0 }
    }

    fn next(&mut self, row: u64) -> [String; 12] {
        let random = &mut self.random;
        let cents = random.random_range(100..50_000_u32);
        let money = |cents: u32| format!("{}.{:02}", cents / 100, cents % 100);
        let mut cells = [
            format!("SKU-{row:08}"),
            format!("Product number {row} in colour {}", random.random_range(0..64)),
            format!(
                "A plain, useful thing of make {}, fit for daily use in any home.",
                random.random_range(0..999)
            ),
            money(cents),
            money(cents * 9 / 10),
            CURRENCIES[random.random_range(0..CURRENCIES.len())].to_owned(),
            random.random_range(0..500_u32).to_string(),
            format!("{:013}", 4_000_000_000_000 + row),
            format!("https://cdn.example.test/p/{row}.jpg"),
            CATEGORIES[random.random_range(0..CATEGORIES.len())].to_owned(),
            format!("2025-{:02}-{:02}", random.random_range(1..13), random.random_range(1..29)),
            format!("{:.3}", f64::from(random.random_range(1..5_000_u32)) / 1_000.0),
        ];
        let fault = random.random_range(0..1_000_usize);
        let broken: &[(usize, &str)] = match fault {
            0 => &[(0, "bad sku")],
            1 => &[(0, "SKU-00000000")],
            2 => &[(1, "")],
            3 => &[(3, "-1.00"), (4, "-2.00")],
            4 => &[(4, "999.99")],
            5 => &[(5, "XXX")],
            6 => &[(6, "-5")],
            7 => &[(7, "12345")],
            8 => &[(8, "ftp://nowhere")],
            9 => &[(9, "unknown")],
            _ => &[],
        };
        for (column, value) in broken {
            cells[*column] = (*value).to_owned();
        }
        self.first += u64::from(cells[0] == "SKU-00000000");
        self.bad += u64::from(cells[0] == "bad sku");
        // The second rule, that a SKU is there once, is counted by the SKUs.
        if let Some(count) = self.planted.get_mut(fault)
            && fault != 1
        {
            *count += 1;
        }
        cells
    }

    fn planted(mut self, rows: u64) -> Planted {
        let repeated = |count: u64| if count > 1 { count } else { 0 };
        self.planted[1] = repeated(self.first) + repeated(self.bad);
        Planted { rows, faults: self.planted }
    }
}

pub fn write_csv(path: &Path, rows: u64) -> anyhow::Result<Planted> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "{}", COLUMNS.join(","))?;
    let mut made = Rows::new();
    for row in 0..rows {
        let mut cells = made.next(row);
        // The description has a comma in it.
        cells[2] = format!("\"{}\"", cells[2]);
        writeln!(file, "{}", cells.join(","))?;
    }
    file.flush()?;
    Ok(made.planted(rows))
}

/// The same as a workbook, numbers as numbers.
pub fn write_workbook(path: &Path, rows: u64) -> anyhow::Result<Planted> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for (column, name) in COLUMNS.iter().enumerate() {
        sheet.write_string(0, column as u16, *name)?;
    }
    let mut made = Rows::new();
    for row in 0..rows {
        let line = u32::try_from(row + 1).context("a sheet has no so many rows")?;
        for (column, cell) in made.next(row).iter().enumerate() {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(line, column as u16, number)?,
                Err(_) => sheet.write_string(line, column as u16, cell)?,
            };
        }
    }
    book.save(path)?;
    Ok(made.planted(rows))
}
