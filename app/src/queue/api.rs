//! What the forms of the queue post to.

use super::PATH;
use crate::form::{Done, Form, Posted};
use domain::{Fault, JobId, JobKind};
use hub::HubError;
use leptos::{prelude::*, server_fn::ServerFn};

/// Pauses a kind of work for the company.
#[server(name = QueuePause, prefix = "/ui", endpoint = "queue/pause")]
pub async fn queue_pause(#[server(default)] kind: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("queue/pause", &return_to, PATH);
    let done = async {
        let is_new = hub::queue::pause(&form.authorize()?, kind_of(&kind)?).await?;
        form.refuse_idle_undo(is_new)?;
        let done = Done::back().toast(form.texts().queue().paused_toast());
        Ok::<_, HubError>(if is_new { done.undo(QueueResume::url(), &[("kind", &kind)]) } else { done })
    };
    let done = done.await;
    form.answer(done).await
}

/// Lets a kind of work go on.
#[server(name = QueueResume, prefix = "/ui", endpoint = "queue/resume")]
pub async fn queue_resume(#[server(default)] kind: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("queue/resume", &return_to, PATH);
    let done = async {
        let is_new = hub::queue::resume(&form.authorize()?, kind_of(&kind)?).await?;
        form.refuse_idle_undo(is_new)?;
        let done = Done::back().toast(form.texts().queue().resumed_toast());
        Ok::<_, HubError>(if is_new { done.undo(QueuePause::url(), &[("kind", &kind)]) } else { done })
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks a job to stop.
#[server(name = QueueCancel, prefix = "/ui", endpoint = "queue/cancel")]
pub async fn queue_cancel(#[server(default)] job: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("queue/cancel", &return_to, PATH);
    let done = async {
        hub::queue::cancel(&form.authorize()?, job_of(&job)?).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().queue().cancelled_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks once more for what a job failed to do.
#[server(name = QueueRedrive, prefix = "/ui", endpoint = "queue/redrive")]
pub async fn queue_redrive(#[server(default)] job: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("queue/redrive", &return_to, PATH);
    let done = async {
        hub::queue::redrive(&form.authorize()?, job_of(&job)?).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().queue().redriven(1, 0)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks once more for everything of a kind that failed.
#[server(name = QueueRedriveAll, prefix = "/ui", endpoint = "queue/redrive-all")]
pub async fn queue_redrive_all(
    #[server(default)] kind: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("queue/redrive-all", &return_to, PATH);
    let done = async {
        let became = hub::queue::redrive_all(&form.authorize()?, kind_of(&kind)?).await?;
        let count = |count| i64::try_from(count).unwrap_or(i64::MAX);
        let told = form.texts().queue().redriven(count(became.asked), count(became.refused));
        Ok::<_, HubError>(Done::back().toast(told))
    };
    let done = done.await;
    form.answer(done).await
}

/// Gives up what a job failed to do, or everything of a kind that had failed when the page that asks was drawn.
#[server(name = QueueDismiss, prefix = "/ui", endpoint = "queue/dismiss")]
pub async fn queue_dismiss(
    #[server(default)] job: String,
    #[server(default)] kind: String,
    #[server(default)] until: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("queue/dismiss", &return_to, PATH);
    let done = async {
        let permit = form.authorize()?;
        let count = if job.is_empty() {
            let until = until.parse().map_err(|_| Fault::Invalid { fields: Vec::new() })?;
            hub::queue::dismiss_all(&permit, kind_of(&kind)?, until).await?
        } else {
            hub::queue::dismiss(&permit, job_of(&job)?).await?;
            1
        };
        let told = form.texts().queue().dismissed(i64::try_from(count).unwrap_or(i64::MAX));
        Ok::<_, HubError>(Done::back().toast(told))
    };
    let done = done.await;
    form.answer(done).await
}

fn kind_of(code: &str) -> Result<JobKind, Fault> {
    code.parse().map_err(|_| Fault::NotFound)
}

fn job_of(id: &str) -> Result<JobId, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}
