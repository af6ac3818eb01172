//! Labels that the channel prints: the links, and the file behind each.

use super::{page, path};
use crate::{
    fault_page, page::PageCx, query_string::with_query, routes::PageAssets, taken_out, visit::Visit,
};
use axum::{
    Extension,
    extract::{Path, Query},
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Fault, LabelFormat, OrderId};
use hub::{actions::Options, permit::FulfilOrders};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{IconName, LinkButton, Panel};

/// Nothing where the platform prints none.
pub(super) fn section(cx: &PageCx, order: OrderId, options: &Options) -> Option<AnyView> {
    let t = cx.t.actions();
    let content = match options.labels.as_ref()? {
        Err(error) => page::silent(cx, options, error.kind),
        Ok(places) => {
            let several = places.len() > 1;
            let places = places.iter().enumerate().map(|(at, place)| {
                let title = several.then(|| view! { <h3>{t.parcel(&(at + 1).to_string())}</h3> });
                let content = match place.obstacle {
                    Some(obstacle) => page::closed(cx, obstacle),
                    None => links(cx, order, options, &place.key),
                };
                view! { {title}{content} }
            });
            places.collect_view().into_any()
        }
    };
    Some(view! { <Panel title=t.labels_title()>{content}</Panel> }.into_any())
}

fn links(cx: &PageCx, order: OrderId, options: &Options, place: &str) -> AnyView {
    let t = cx.t.actions();
    let link = |format: &LabelFormat| {
        let href = with_query(
            &format!("{}/etiqueta", path(order)),
            &[("pacote", place), ("formato", format.code())],
        );
        view! { <LinkButton label=t.label_press(format.code()) href=href icon=IconName::Download/> }
    };
    let links = options.formats.iter().map(link).collect_view();
    view! { <div class="actions">{links}</div> }.into_any()
}

/// Which label.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pacote: String,
    formato: String,
}

/// `GET /admin/vendas/{id}/canal/etiqueta`, fetched from the channel.
pub async fn file(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    Path(order): Path<String>,
    Query(wanted): Query<Wanted>,
    uri: Uri,
) -> Response {
    let made = async {
        let principal = visit.principal().ok_or(Fault::Unauthenticated)?;
        let permit = principal.authorize::<FulfilOrders>()?;
        let order: OrderId = order.parse().map_err(|_| Fault::NotFound)?;
        let format: LabelFormat = wanted.formato.parse().map_err(|_| Fault::NotFound)?;
        let label = hub::actions::label(&permit, order, &wanted.pacote, format).await?;
        Ok::<_, Fault>((order, format, label))
    };
    match made.await {
        Ok((order, format, label)) => answer(order, format, label),
        Err(Fault::Unauthenticated) => {
            let here = crate::local_path::LocalPath::parse(uri.path());
            Redirect::to(&here.map_or_else(|| "/entrar".to_owned(), |path| path.behind_sign_in()))
                .into_response()
        }
        Err(fault) => fault_page::response(&assets, visit.look(), &fault, &uri.to_string()),
    }
}

fn answer(order: OrderId, format: LabelFormat, label: Vec<u8>) -> Response {
    let kind = match format {
        LabelFormat::Pdf => "application/pdf",
        LabelFormat::Zpl => "text/plain; charset=utf-8",
    };
    // Always a download: what a channel prints is never run as a page of ours.
    taken_out::file(&format!("etiqueta-{order}"), format.code(), kind, label.into())
}
