//! Spreadsheets, from the simulator.

use super::{SimulatedShop, Subject, Trouble, bad, good, scenario_list, spreadsheets::spreadsheets};
use crate::{
    Advice, Cell, Conn, ConnectorError, FilesAsk, NewSheet, PutRows, RowsAsk, SheetInfo, SpreadsheetFile,
    Spreadsheets, retry,
};
use domain::UpstreamKind;
use std::collections::BTreeSet;

scenario_list! { Workbooks:
    "files are listed to the end, each once" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let files = at.files("").await;
        let ids: BTreeSet<_> = files.iter().map(|file| &file.id).collect();
        assert!(ids.len() == files.len() && files.len() > 1, "{files:?}");
    },
    "a file is found by a word of its name" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let all = at.files("").await;
        let word = all[0].name.split_whitespace().next().unwrap_or_default();
        let found = at.files(word).await;
        assert!(found.contains(&all[0]) && found.len() < all.len(), "{word}: {found:?}");
        assert!(at.files("nothing is called so").await.is_empty());
    },
    "a sheet is read to its end, each row once" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, sheet) = at.first().await;
        let rows = good(at.rows(&file, &sheet).await, "the rows");
        assert!(rows.len() > 100 && rows.iter().all(|row| row.len() <= sheet.columns as usize), "{}", rows.len());
        let whole: BTreeSet<_> = rows.iter().map(|row| format!("{row:?}")).collect();
        assert!(whole.len() > 100, "rows repeat");
    },
    "a sheet that was renamed is read by its id" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, sheet) = at.first().await;
        let before = good(at.rows(&file, &sheet).await, "before");
        at.shop.rename_sheet(&file, sheet.id, "It's 100% \"new\"!");
        assert_eq!(good(at.rows(&file, &sheet).await, "afterwards"), before);
        let ask = RowsAsk { file, sheet: sheet.clone(), from: 1 };
        let page = good(at.able.rows(&at.conn, &ask).await, "a page");
        assert_eq!((page.sheet.id, page.sheet.title.as_str()), (sheet.id, "It's 100% \"new\"!"));
    },
    "a sheet that is gone is not found" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, sheet) = at.first().await;
        let gone = SheetInfo { id: sheet.id + 1_234_567, title: "Gone".into(), ..sheet };
        let error = bad(at.able.rows(&at.conn, &RowsAsk { file, sheet: gone, from: 1 }).await, "it is gone");
        assert_eq!((error.kind, error.advice), (UpstreamKind::NotFound, Advice::Never), "{error:?}");
    },
    "a file that is gone is not found" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, _) = at.first().await;
        let gone: String = file.chars().rev().collect();
        for error in [
            bad(at.able.workbook(&at.conn, &gone).await, "it is gone"),
            bad(at.able.mark(&at.conn, &gone).await, "it is gone"),
        ] {
            assert_eq!((error.kind, error.advice), (UpstreamKind::NotFound, Advice::Never), "{error:?}");
        }
    },
    "the mark moves with a change and with nothing else" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, sheet) = at.first().await;
        let mark = async || good(at.able.mark(&at.conn, &file).await, "the mark");
        let before = mark().await;
        good(at.rows(&file, &sheet).await, "the rows");
        assert_eq!(mark().await, before);
        at.shop.rename_sheet(&file, sheet.id, "Other");
        assert_ne!(mark().await, before);
    },
    "a failure that passes costs no row" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, sheet) = at.first().await;
        let before = good(at.rows(&file, &sheet).await, "before");
        for trouble in [Trouble::ServerError, Trouble::TooMany, Trouble::CutBody, Trouble::MalformedJson] {
            at.shop.trouble(trouble, Some(1));
            assert_eq!(good(at.rows(&file, &sheet).await, "afterwards"), before, "{trouble:?}");
        }
    },
    "a sheet is added once, however often its answer is lost" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, _) = at.first().await;
        let before = at.shop.sheet_titles(&file).len();
        at.shop.trouble(Trouble::LostAnswer, Some(1));
        bad(at.able.add_sheet(&at.conn, &new(&file, "run 1")).await, "its answer is lost");
        let added = good(at.able.add_sheet(&at.conn, &new(&file, "run 1")).await, "again");
        let again = good(at.able.add_sheet(&at.conn, &new(&file, "run 1")).await, "once more");
        assert_eq!((&added, at.shop.sheet_titles(&file).len()), (&again, before + 1));
    },
    "another marker adds another sheet, under a title of its own" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, _) = at.first().await;
        let one = good(at.able.add_sheet(&at.conn, &new(&file, "run 1")).await, "one");
        let other = good(at.able.add_sheet(&at.conn, &new(&file, "run 2")).await, "the other");
        assert!(one.id != other.id && one.title != other.title, "{one:?} {other:?}");
        let titles = at.shop.sheet_titles(&file);
        assert!(titles.contains(&one.title) && titles.contains(&other.title), "{titles:?}");
    },
    "what is written twice is there once, and text is no formula" => async |s: &Subject<'_>| {
        let at = At::start(s).await;
        let (file, _) = at.first().await;
        let sheet = good(at.able.add_sheet(&at.conn, &new(&file, "run 1")).await, "the sheet");
        let rows = vec![
            vec![Cell::Text("=1+1".into()), Cell::Number(2.5)],
            vec![Cell::Text("+55 11".into()), Cell::Empty, Cell::Boolean(true)],
        ];
        let put = PutRows { file: file.clone(), sheet: sheet.clone(), first: 1, rows: rows.clone() };
        at.shop.trouble(Trouble::LostAnswer, Some(1));
        bad(at.able.put(&at.conn, &put).await, "its answer is lost");
        good(at.able.put(&at.conn, &put).await, "again");
        at.shop.rename_sheet(&file, sheet.id, "Renamed meanwhile");
        good(at.able.put(&at.conn, &put).await, "once more");
        let mut found = good(at.rows(&file, &sheet).await, "what was written");
        while found.last().is_some_and(Vec::is_empty) {
            found.pop();
        }
        assert_eq!(found, rows);
    },
}

/// An account with files.
struct At<'a> {
    able: &'a dyn Spreadsheets,
    shop: Box<dyn SimulatedShop>,
    conn: Conn,
}

impl<'a> At<'a> {
    async fn start(subject: &'a Subject<'_>) -> Self {
        let shop = subject.shop(0).await;
        let conn = Conn::new(shop.parts().await);
        Self { able: spreadsheets(subject), shop, conn }
    }

    async fn files(&self, search: &str) -> Vec<SpreadsheetFile> {
        let mut ask = FilesAsk { search: search.to_owned(), after: None };
        let mut files = Vec::new();
        loop {
            let page = good(self.able.files(&self.conn, &ask).await, "a page of files");
            files.extend(page.files);
            match page.next {
                Some(next) => ask.after = Some(next),
                None => return files,
            }
        }
    }

    /// The file that was changed last, and its first sheet.
    async fn first(&self) -> (String, SheetInfo) {
        let file = self.files("").await.remove(0).id;
        let mut workbook = good(self.able.workbook(&self.conn, &file).await, "the workbook");
        (file, workbook.sheets.remove(0))
    }

    /// All rows, as whoever reads a sheet does it.
    async fn rows(&self, file: &str, sheet: &SheetInfo) -> Result<Vec<Vec<Cell>>, ConnectorError> {
        let mut ask = RowsAsk { file: file.to_owned(), sheet: sheet.clone(), from: 1 };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        loop {
            let attempt = || self.able.rows(&self.conn, &ask);
            let page = retry(self.conn.retry_policy(), self.conn.clock(), attempt).await?;
            assert!(page.first == ask.from && page.next.is_none_or(|next| next > ask.from), "{page:?}");
            // What is empty behind the last row of a page is left out.
            rows.resize(ask.from as usize - 1, Vec::new());
            rows.extend(page.rows);
            match page.next {
                Some(next) => (ask.from, ask.sheet) = (next, page.sheet),
                None => return Ok(rows),
            }
        }
    }
}

fn new(file: &str, marker: &str) -> NewSheet {
    NewSheet {
        file: file.to_owned(),
        marker: marker.to_owned(),
        title: "Results".into(),
        rows: 20,
        columns: 4,
    }
}
