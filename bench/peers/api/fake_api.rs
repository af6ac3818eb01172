//! A fake paginated orders service, in the manner of a WooCommerce store.
//!
//! All orders are written once into one text, newest first, and a page is a slice of it, so the
//! service is not what a comparison measures. Standard library only.
//!
//! fake_api PORT ORDERS [DELAY_MS]
//!
//!   GET /wp-json/wc/v3/orders?page=N&per_page=100   a JSON array, newest first, with
//!       X-WP-Total and X-WP-TotalPages, and a Link header with rel="next";
//!       before, after, modified_before and modified_after bound it (an order's time of change
//!       is its time of placing)
//!   GET /wp-json/                                    what the store is, for a connection test
//!   GET /count                                       requests answered so far
//!
//! DELAY_MS waits before each page, as a service behind a network does (default 0).
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;

const PER_PAGE: usize = 100;

struct Rng(u64);
impl Rng {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

const FIRST: [&str; 8] = ["Ana", "Björn", "Chen", "Dilara", "Emil", "Fatma", "Grace", "Hana"];
const LAST: [&str; 8] = ["Novak", "Sørensen", "Li", "Yilmaz", "Weber", "Okafor", "Kim", "Rossi"];
const CITY: [&str; 6] = ["Lisbon", "Köln", "Osaka", "İzmir", "Porto", "Gdańsk"];
const STATUS: [&str; 5] = ["pending", "processing", "on-hold", "completed", "refunded"];

fn address(first: &str, last: &str, city: &str, n: u64) -> String {
    format!(
        r#"{{"first_name":"{first}","last_name":"{last}","company":"","address_1":"{n} Market Street","address_2":"","city":"{city}","state":"","postcode":"{:05}","country":"PT","email":"customer{n}@example.test","phone":"+351 555 {:04}"}}"#,
        n % 100_000,
        n % 10_000
    )
}

/// Seconds between two orders.
const STEP: u64 = 600;
/// Seconds since 1970 of the last moment before the newest order's successor: 2026-01-01.
const END: u64 = 1_767_225_600;

/// Days since 1970 to year, month and day, and back (Howard Hinnant's civil calendar algorithms).
fn civil(days: u64) -> (u64, u64, u64) {
    let z = days + 719_468;
    let (era, doe) = (z / 146_097, z % 146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + u64::from(m <= 2), m, doy - (153 * mp + 2) / 5 + 1)
}
fn days(y: u64, m: u64, d: u64) -> u64 {
    let y = if m <= 2 { y - 1 } else { y };
    let (era, yoe) = (y / 400, y % 400);
    let doy = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

fn written(at: u64) -> String {
    let (y, mo, d) = civil(at / 86_400);
    let s = at % 86_400;
    format!("{y}-{mo:02}-{d:02}T{:02}:{:02}:{:02}", s / 3_600, s / 60 % 60, s % 60)
}
/// `2026-11-20T10:05:11`, its colons escaped or not.
fn read(text: &str) -> Option<u64> {
    let text = text.replace("%3A", ":");
    let n = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    Some(days(n(0, 4)?, n(5, 7)?, n(8, 10)?) * 86_400 + n(11, 13)? * 3_600 + n(14, 16)? * 60 + n(17, 19)?)
}
/// When the order at a place of the list was made.
fn made(place: usize) -> u64 {
    END - STEP * (place as u64 + 1)
}
/// The first place whose order was made before `at`.
fn first_before(at: u64, orders: usize) -> usize {
    (END.saturating_sub(at) / STEP).min(orders as u64) as usize
}

fn order(id: u64, place: usize, rng: &mut Rng) -> String {
    let first = FIRST[rng.below(8) as usize];
    let last = LAST[rng.below(8) as usize];
    let city = CITY[rng.below(6) as usize];
    let lines = 1 + rng.below(3);
    let mut items = Vec::new();
    let mut total = 0u64;
    for l in 0..lines {
        let qty = 1 + rng.below(4);
        let price = 199 + rng.below(20_000);
        total += qty * price;
        items.push(format!(
            r#"{{"id":{},"name":"Product {}","product_id":{},"variation_id":0,"quantity":{qty},"tax_class":"","subtotal":"{}.{:02}","subtotal_tax":"0.00","total":"{}.{:02}","sku":"SKU-{:06}","price":{}.{:02},"meta_data":[]}}"#,
            id * 10 + l,
            rng.below(50_000),
            rng.below(50_000),
            qty * price / 100,
            qty * price % 100,
            qty * price / 100,
            qty * price % 100,
            rng.below(1_000_000),
            price / 100,
            price % 100
        ));
    }
    let date = written(made(place));
    let billing = address(first, last, city, id);
    format!(
        r#"{{"id":{id},"parent_id":0,"number":"{id}","order_key":"wc_order_{:016x}","created_via":"checkout","version":"9.4.1","status":"{}","currency":"EUR","date_created":"{date}","date_created_gmt":"{date}","date_modified":"{date}","date_modified_gmt":"{date}","discount_total":"0.00","shipping_total":"4.90","total":"{}.{:02}","total_tax":"0.00","prices_include_tax":false,"customer_id":{},"customer_note":"","billing":{billing},"shipping":{billing},"payment_method":"card","payment_method_title":"Card","transaction_id":"","line_items":[{}],"tax_lines":[],"shipping_lines":[],"fee_lines":[],"coupon_lines":[],"refunds":[]}}"#,
        rng.next(),
        STATUS[rng.below(5) as usize],
        total / 100,
        total % 100,
        rng.below(100_000),
        items.join(",")
    )
}

/// The orders as one text, and where each begins; the last entry is the end.
struct Book {
    text: Vec<u8>,
    begins: Vec<usize>,
    port: u16,
}

impl Book {
    fn new(port: u16, orders: usize) -> Self {
        let mut rng = Rng(0x9E37_79B9_7F4A_7C15);
        let mut book = Book { text: Vec::new(), begins: Vec::new(), port };
        for place in 0..orders {
            book.begins.push(book.text.len());
            book.text.extend_from_slice(order((orders - place) as u64, place, &mut rng).as_bytes());
            book.text.push(b',');
        }
        book.begins.push(book.text.len());
        book
    }

    fn write(&self, s: &mut TcpStream, query: &str) -> std::io::Result<()> {
        let all = self.begins.len() - 1;
        let (mut from, mut to) = (0, all);
        for key in ["before", "modified_before"] {
            if let Some(at) = text(query, key).and_then(read) {
                from = from.max(first_before(at, all));
            }
        }
        for key in ["after", "modified_after"] {
            if let Some(at) = text(query, key).and_then(read) {
                to = to.min(first_before(at + 1, all));
            }
        }
        let total = to.saturating_sub(from);
        let size = number(query, "per_page").unwrap_or(PER_PAGE).clamp(1, PER_PAGE);
        let (pages, page) = (total.div_ceil(size), number(query, "page").unwrap_or(1).max(1));
        let first = (from + (page - 1) * size).min(from + total);
        let last = (first + size).min(from + total);
        // Without the comma behind the last order.
        let body = &self.text[self.begins[first]..self.begins[last].saturating_sub(usize::from(last > first))];
        let link = if page < pages {
            let (port, next) = (self.port, page + 1);
            format!("Link: <http://127.0.0.1:{port}/wp-json/wc/v3/orders?page={next}&per_page={size}>; rel=\"next\"\r\n")
        } else {
            String::new()
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nX-WP-Total: {total}\r\nX-WP-TotalPages: {pages}\r\n{link}Content-Length: {}\r\n\r\n[",
            body.len() + 2
        );
        s.write_all(&[head.as_bytes(), body, b"]"].concat())
    }
}

fn text<'q>(query: &'q str, key: &str) -> Option<&'q str> {
    query.split(['?', '&']).find_map(|kv| kv.strip_prefix(key)?.strip_prefix('='))
}
fn number(query: &str, key: &str) -> Option<usize> {
    text(query, key)?.parse().ok()
}

fn plain(s: &mut TcpStream, kind: &str, body: &str) -> std::io::Result<()> {
    write!(s, "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

const INDEX: &str = r#"{"name":"Fake","home":"http://127.0.0.1","timezone_string":"UTC","namespaces":["wc/v3"]}"#;

fn serve(mut s: TcpStream, book: Arc<Book>, hits: Arc<AtomicU64>, delay: u64) {
    let _ = s.set_nodelay(true);
    let mut buf = vec![0u8; 16 * 1024];
    let mut have = 0;
    loop {
        let end = loop {
            if let Some(p) = buf[..have].windows(4).position(|w| w == b"\r\n\r\n") {
                break p + 4;
            }
            if have == buf.len() {
                return;
            }
            match s.read(&mut buf[have..]) {
                Ok(0) | Err(_) => return,
                Ok(n) => have += n,
            }
        };
        let head = String::from_utf8_lossy(&buf[..end]).into_owned();
        let target = head.split(' ').nth(1).unwrap_or("/").to_string();
        let close = head.to_ascii_lowercase().contains("connection: close");
        let ok = if target.starts_with("/count") {
            plain(&mut s, "text/plain", &hits.load(Ordering::Relaxed).to_string()).is_ok()
        } else if target.contains("/wc/v3/orders") {
            hits.fetch_add(1, Ordering::Relaxed);
            if delay > 0 {
                std::thread::sleep(std::time::Duration::from_millis(delay));
            }
            book.write(&mut s, &target).is_ok()
        } else if target.contains("/wc/v3/") {
            plain(&mut s, "application/json", "{}").is_ok()
        } else {
            plain(&mut s, "application/json", INDEX).is_ok()
        };
        if !ok || close {
            return;
        }
        buf.copy_within(end..have, 0);
        have -= end;
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let port: u16 = args.get(1).and_then(|a| a.parse().ok()).unwrap_or(58080);
    let orders: usize = args.get(2).and_then(|a| a.parse().ok()).unwrap_or(20_000);
    let delay: u64 = args.get(3).and_then(|a| a.parse().ok()).unwrap_or(0);
    let book = Arc::new(Book::new(port, orders));
    eprintln!("{orders} orders, {} bytes an order", book.text.len() / orders.max(1));
    let hits = Arc::new(AtomicU64::new(0));
    let listener = TcpListener::bind(("127.0.0.1", port)).expect("bind");
    for s in listener.incoming().flatten() {
        let (b, h) = (book.clone(), hits.clone());
        std::thread::spawn(move || serve(s, b, h, delay));
    }
}
