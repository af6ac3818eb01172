//! Work on jobs, until the process is asked to stop.

use hub::Hub;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Works until `stop` is cancelled and running jobs have reached a place to stop at.
pub async fn work(hub: Hub, stop: CancellationToken) {
    let (tell, told) = watch::channel(false);
    let telling = async move {
        stop.cancelled().await;
        // Nobody listens once the work has ended.
        tell.send_replace(true);
    };
    let worked = hub::jobs::run_worker(&hub, told);
    tokio::pin!(worked);
    tokio::select! {
        ended = &mut worked => ended,
        () = telling => worked.await,
    }
}
