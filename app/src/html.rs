//! HTML in pieces.

use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    vec,
};

/// Pieces of HTML, one behind the other. What stands around a part is put before and behind it, so that the rows of the list of sales are
/// written once and copied into nothing. Whole, a page of them would have more than the 64 KiB from which on glibc looks what of the freed
/// memory it can give back to the system, to ask for it again with the next page.
#[derive(Default)]
pub(crate) struct Html(Vec<String>);

impl Html {
    pub fn push(&mut self, piece: String) {
        if !piece.is_empty() {
            self.0.push(piece);
        }
    }

    pub fn append(&mut self, mut pieces: Self) {
        self.0.append(&mut pieces.0);
    }

    /// The body of an answer. Its length is known.
    pub fn into_body(self) -> Body {
        Body::new(Pieces(self.0.into_iter()))
    }
}

#[cfg(test)]
impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(piece))
    }
}

impl From<String> for Html {
    fn from(piece: String) -> Self {
        let mut html = Self::default();
        html.push(piece);
        html
    }
}

struct Pieces(vec::IntoIter<String>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(Bytes::from(piece)))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_slice().is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_slice().iter().map(|piece| piece.len() as u64).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{HttpBody, to_bytes};

    #[tokio::test]
    async fn pieces_are_sent_in_their_order_and_their_length_is_known() {
        let mut html = Html::from(String::from("<ul>"));
        html.append(Html::from(String::from("<li>Müsli</li>")));
        html.push(String::new());
        html.push(String::from("</ul>"));
        let body = html.into_body();
        assert_eq!(body.size_hint().exact(), Some(24));
        assert_eq!(to_bytes(body, usize::MAX).await.unwrap(), "<ul><li>Müsli</li></ul>");
    }

    #[test]
    fn nothing_is_a_body_without_a_byte() {
        let body = Html::from(String::new()).into_body();
        assert!(body.is_end_stream());
        assert_eq!(body.size_hint().exact(), Some(0));
    }
}
