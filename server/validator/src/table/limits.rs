//! What a table may be at most.

/// What a table may be at most. More is refused with an error that says which limit it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the source.
    pub bytes: u64,
    pub rows: u64,
    pub columns: usize,
    /// Bytes of one cell. Excel holds 32,767 characters.
    pub cell_bytes: usize,
    /// Bytes of one record.
    pub record_bytes: usize,
    /// Bytes of everything in a workbook once it is unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes of the parts of a workbook that stand in memory as a whole: its table of strings, and all of it
    /// in the old formats.
    pub resident_bytes: u64,
    /// Cells of all sheets of a workbook in the old formats, empty ones between others as well: they stand in memory
    /// together.
    pub resident_cells: u64,
    /// How many times as large as the file its contents may be. Contents under 64 MiB are not held to it.
    pub unpacked_ratio: u64,
    pub sheets: usize,
    /// Cells of a sheet.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 8 << 30,
            rows: 20_000_000,
            columns: 1_000,
            cell_bytes: 1 << 20,
            record_bytes: 8 << 20,
            unpacked_bytes: 4 << 30,
            resident_bytes: 256 << 20,
            resident_cells: 5_000_000,
            unpacked_ratio: 200,
            sheets: 200,
            cells: 200_000_000,
        }
    }
}
