//! An invoice as a PDF of one page.

use serde_json::Value;

use crate::http::Reply;
use crate::stripe::doc::Doc as _;
use crate::stripe::lines::day;
use crate::stripe::money;

/// Lines that fit on the page.
const MOST_LINES: usize = 40;

pub(super) fn reply(doc: &Value) -> Reply {
    let mut lines = vec![
        format!("Invoice {}", doc.text("number")),
        format!("Date {}", day(doc.int("created"))),
        format!("Bill to {} {}", doc.text("customer_name"), doc.text("customer_email")),
        String::new(),
    ];
    let currency = doc.text("currency");
    let rows = doc.rows("lines").iter().take(MOST_LINES);
    lines.extend(rows.map(|line| {
        format!("{}   {}", line.text("description"), money::shown(line.int("amount"), currency))
    }));
    lines.push(String::new());
    lines.push(format!("Total {}", money::shown(doc.int("total"), currency)));
    lines.push(format!("Amount paid {}", money::shown(doc.int("amount_paid"), currency)));
    let name = format!("inline; filename=\"Invoice-{}.pdf\"", doc.text("number"));
    let mut reply = Reply::html(200, document(&lines)).with("content-disposition", name);
    reply.headers.retain(|(name, _)| *name != "content-type");
    reply.with("content-type", "application/pdf")
}

fn document(lines: &[String]) -> Vec<u8> {
    let mut text = b"BT /F1 11 Tf 50 790 Td 16 TL\n".to_vec();
    for line in lines {
        text.push(b'(');
        text.extend(latin(line));
        text.extend_from_slice(b") Tj T*\n");
    }
    text.extend_from_slice(b"ET\n");
    let mut stream = format!("<< /Length {} >>\nstream\n", text.len()).into_bytes();
    stream.extend(text);
    stream.extend_from_slice(b"endstream");
    let objects: [&[u8]; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        &stream,
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    out.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// Text in the page's encoding, with what would end it escaped.
fn latin(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for sign in text.chars() {
        let byte = u8::try_from(u32::from(sign)).unwrap_or(b'?');
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_document_points_to_its_objects() {
        let bytes = document(&["Total (R$ 1)".to_owned()]);
        let text = String::from_utf8_lossy(&bytes);
        let start: usize = text.split("startxref\n").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
        assert!(text[start..].starts_with("xref"));
        let first: usize = text[start..].lines().nth(3).unwrap()[..10].parse().unwrap();
        assert!(text[first..].starts_with("1 0 obj"));
        assert!(text.contains("Total \\(R$ 1\\)"));
    }
}
