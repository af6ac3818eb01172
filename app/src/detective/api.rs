//! What the forms of the search post to.

use super::{ASK, PATH};
use crate::{
    flash::{Flash, Returned},
    form::{Done, Form, Posted},
};
use domain::Fault;
use hub::{HubError, permit::RunSync};
use leptos::prelude::*;

/// Has an order read that its channel never told of.
#[server(name = OrderBring, prefix = "/ui", endpoint = "detective/bring")]
pub async fn order_bring(
    #[server(default)] connection_id: String,
    #[server(default)] external_id: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("detective/bring", &return_to, PATH);
    let done = async {
        let permit = form.authorize()?;
        let connection = connection_id.parse().map_err(|_| Fault::NotFound)?;
        hub::detective::bring(&permit, connection, &external_id).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().detective().brought()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Has the channels asked for what the page searches, for people without a script: the page that comes next
/// does it.
#[server(name = OrderAsk, prefix = "/ui", endpoint = "detective/ask")]
pub async fn order_ask(#[server(default)] return_to: String) -> Posted {
    let form = Form::new(ASK, &return_to, PATH);
    let done = form.authorize::<RunSync>().map_err(HubError::from).map(|_| {
        let form = ASK.to_owned();
        Done::back().flash(Flash::of_form(Returned {
            form,
            fault: None,
            report: None,
            has_secrets: false,
            fields: Vec::new(),
        }))
    });
    form.answer(done).await
}
