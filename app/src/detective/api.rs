//! What the forms of the search post to.

use super::PATH;
use crate::form::{Done, Form, Posted};
use domain::Fault;
use hub::HubError;
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
