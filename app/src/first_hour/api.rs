//! What the forms of the first steps post to.

use super::{HOME, PATH, step_path};
use crate::form::{Done, Form, Posted};
use domain::{Fault, FieldProblem, view::first_hour::FirstStep};
use hub::{
    HubError,
    accounts::CompanySettings,
    permit::{ManageConnections, ManageOrganisation, RunSync},
    syncs::What,
};
use leptos::{prelude::*, server_fn::ServerFn};

pub(super) const REGION: &str = "first-hour/region";

/// Saves the company's zone and currency.
#[server(name = FirstHourRegion, prefix = "/ui", endpoint = "first-hour/region")]
pub async fn first_hour_region(
    #[server(default)] time_zone: String,
    #[server(default)] currency: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(REGION, &return_to, PATH).keep("time_zone", &time_zone).keep("currency", &currency);
    let done = async {
        let permit = form.authorize::<ManageOrganisation>()?;
        let member = form.member()?.member();
        let (name, locale) = (member.org_name.clone(), member.org_locale.as_tag().to_owned());
        let settings = CompanySettings { name, time_zone, currency, locale };
        hub::first_hour::save_region(&permit, &settings).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().common().saved()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Goes past a step, which ends the steps if it was the last one; without one, past all that are open.
#[server(name = FirstHourSkip, prefix = "/ui", endpoint = "first-hour/skip")]
pub async fn first_hour_skip(
    #[server(default)] step: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("first-hour/skip", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<ManageOrganisation>()?;
        let step = match step.as_str() {
            "" => None,
            code => Some(code.parse::<FirstStep>().map_err(|_| Fault::field("step", FieldProblem::Format))?),
        };
        let passed = hub::first_hour::skip(&permit, step).await?;
        if step.is_some() {
            let is_over = hub::first_hour::find(&permit).await?.next().is_none();
            return Ok::<_, HubError>(if is_over {
                Done::to(HOME).toast(form.texts().first_hour().ended())
            } else {
                Done::to(PATH)
            });
        }
        let done = Done::to(HOME).toast(form.texts().first_hour().hidden());
        if passed.is_empty() {
            return Ok(done);
        }
        let names: Vec<_> = (0..passed.len()).map(|at| format!("steps[{at}]")).collect();
        let steps = names.iter().zip(&passed).map(|(name, step)| (name.as_str(), step.code()));
        Ok(done.undo(FirstHourBringBack::url(), &steps.collect::<Vec<_>>()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Opens steps again that were put away.
#[server(name = FirstHourBringBack, prefix = "/ui", endpoint = "first-hour/bring-back")]
pub async fn first_hour_bring_back(
    #[server(default)] steps: Vec<String>,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("first-hour/bring-back", &return_to, HOME);
    let done = async {
        let permit = form.authorize::<ManageOrganisation>()?;
        let steps = steps.iter().map(|step| step.parse::<FirstStep>());
        let steps =
            steps.collect::<Result<Vec<_>, _>>().map_err(|_| Fault::field("steps", FieldProblem::Format))?;
        let is_new = hub::first_hour::bring_back(&permit, &steps).await?;
        form.refuse_idle_undo(is_new)?;
        Ok::<_, HubError>(Done::back().toast(form.texts().first_hour().back_again()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Connects the simulated store and has it read.
#[server(name = FirstHourDemo, prefix = "/ui", endpoint = "first-hour/demo-store")]
pub async fn first_hour_demo(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("first-hour/demo-store", &return_to, PATH);
    let done = async {
        let (connects, syncs) = (form.authorize::<ManageConnections>()?, form.authorize::<RunSync>()?);
        let shop = hub::demo::connect_offered(&connects).await?;
        match hub::syncs::start(&syncs, shop.id, What::Changes).await {
            // One that is open already does as well, and a paused store waits.
            Ok(_) | Err(HubError::Fault(Fault::Conflict { .. })) => {}
            Err(error) => return Err(error),
        }
        let toast = form.texts().integrations().connected_toast(shop.name);
        Ok::<_, HubError>(Done::to(step_path(FirstStep::Sync)).toast(toast))
    };
    let done = done.await;
    form.answer(done).await
}
