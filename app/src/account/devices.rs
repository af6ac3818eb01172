//! The browsers that a person is signed in with.

use super::PATH;
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::PageCx,
};
use domain::Fault;
use hub::{HubError, sessions::Device};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Cell, Column, DataTable, FormActions, Panel, Place, Row, StatusBadge, Tone};

const FORM: &str = "account/sign-out";

/// Signs a browser of the person out; all but this one without an id.
#[server(name = DeviceSignOut, prefix = "/ui", endpoint = "account/sign-out")]
pub async fn device_sign_out(
    #[server(default)] device: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, PATH);
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().ok_or(Fault::Unauthenticated)?.hash();
        let id = (!device.is_empty()).then_some(device.as_str());
        let ended = visit.hub().sign_out_device(who, id, &session).await?;
        let t = form.texts().auth();
        let said = match id {
            Some(_) => t.device_signed_out().to_owned(),
            None => t.devices_signed_out(i64::try_from(ended).unwrap_or(i64::MAX)),
        };
        Ok::<_, HubError>(Done::back().toast(said))
    };
    let done = done.await;
    form.answer(done).await
}

pub(super) fn panel(cx: &PageCx, devices: &[Device]) -> AnyView {
    let t = cx.t.auth();
    let columns = vec![
        Column::new(Place::Lead, t.device_column()),
        Column::new(Place::Detail, t.device_seen()),
        Column::new(Place::Detail, cx.t.team().actions_column()),
    ];
    let rows = devices.iter().map(|device| {
        let name = match told(&device.user_agent) {
            Some((browser, system)) => t.device(browser, system),
            None => t.device_unknown().to_owned(),
        };
        let place = [device.ip.map(|ip| ip.to_string()), Some(t.device_company(&device.org_name))];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let lead = view! { <div>{name}</div> <div class="meta">{place}</div> };
        let action = if device.is_own {
            Cell::view(view! { <StatusBadge tone=Tone::Positive label=t.device_here()/> })
        } else {
            let (id, here) = (device.id.clone(), cx.here());
            Cell::view(view! {
                <PostForm action=DeviceSignOut::url() return_to=here class="inline-form">
                    <input type="hidden" name="device" value=id/>
                    <Button label=t.sign_out_device()/>
                </PostForm>
            })
        };
        let seen = format::relative(cx.locale, device.last_seen_at, cx.now, cx.zone);
        Row { href: String::new(), lead: lead.into_any(), cells: vec![Cell::Text(seen), action], pick: None }
    });
    let rows = rows.collect();
    let here = cx.here();
    let others = (devices.len() > 1).then(|| {
        view! {
            <PostForm action=DeviceSignOut::url() return_to=here>
                <FormActions><Button label=t.sign_out_others()/></FormActions>
            </PostForm>
        }
    });
    view! {
        <Panel title=t.devices() context=t.devices_text()>
            <DataTable caption=t.devices() columns=columns rows=rows empty=().into_any()/>
            {others}
        </Panel>
    }
    .into_any()
}

/// The program and the system that a browser says it is; nothing for what is no browser.
fn told(user_agent: &str) -> Option<(&'static str, &'static str)> {
    // The first that fits: most programs name others as well.
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let of = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    of(&BROWSERS).zip(of(&SYSTEMS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_by_what_they_say() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
        assert_eq!(told(chrome), Some(("Chrome", "Windows")));
        assert_eq!(told(&format!("{chrome} Edg/130.0.0.0")), Some(("Edge", "Windows")));
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(told(iphone), Some(("Safari", "iPhone")));
        assert_eq!(
            told("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"),
            Some(("Firefox", "Linux"))
        );
        assert_eq!(told("curl/8.5.0"), None);
    }
}
