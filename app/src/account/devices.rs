//! The browsers that a person is signed in with.

use super::PATH;
use crate::{
    form::{Done, Form, PostForm, Posted},
    integrations::moment,
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
            Some((browser, system)) => t.device(&browser, system),
            None => t.device_unknown().to_owned(),
        };
        let (began, exact) = (device.created_at, format::exact(cx.locale, device.created_at, cx.zone));
        let since = t.device_since(&format::date_time(cx.locale, began, cx.zone));
        let address = device.ip.map(|ip| t.device_address(&ip.to_string()));
        let place = [address, Some(t.device_company(&device.org_name))];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        // Several may be of one kind: what is said of the button is the whole of it.
        let whole = format!("{name}, {since}");
        let lead = view! {
            <div>{name}</div>
            <div class="meta"><time datetime=began.to_rfc3339() title=exact>{since}</time></div>
            <div class="meta">{place}</div>
        };
        let action = if device.is_own {
            Cell::view(view! { <StatusBadge tone=Tone::Positive label=t.device_here()/> })
        } else {
            let (id, here) = (device.id.clone(), cx.here());
            Cell::view(view! {
                <PostForm action=DeviceSignOut::url() return_to=here class="inline-form">
                    <input type="hidden" name="device" value=id/>
                    <Button label=t.sign_out_device() of=whole/>
                </PostForm>
            })
        };
        let seen = Cell::View(moment(cx, device.last_seen_at));
        Row { href: String::new(), lead: lead.into_any(), cells: vec![seen, action], pick: None }
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

/// The program with its version, and the system, that a browser says it is; nothing for what is no browser.
fn told(user_agent: &str) -> Option<(String, &'static str)> {
    // The first that fits, as most programs name others as well, and what its version stands behind.
    const BROWSERS: [(&str, &str, &str); 8] = [
        ("Edg", "Edge", "Edg"),
        ("OPR/", "Opera", "OPR"),
        ("SamsungBrowser", "Samsung Internet", "SamsungBrowser"),
        ("Firefox/", "Firefox", "Firefox"),
        ("FxiOS/", "Firefox", "FxiOS"),
        ("CriOS/", "Chrome", "CriOS"),
        ("Chrome/", "Chrome", "Chrome"),
        ("Safari/", "Safari", "Version"),
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
    let (_, system) = SYSTEMS.iter().find(|(sign, _)| user_agent.contains(sign))?;
    let (_, browser, mark) = BROWSERS.iter().find(|(sign, ..)| user_agent.contains(sign))?;
    let behind = user_agent.split_once(mark).and_then(|(_, rest)| rest.split_once('/'));
    let digits = behind.and_then(|(_, rest)| rest.split(|sign: char| !sign.is_ascii_digit()).next());
    let version = digits.unwrap_or_default();
    let browser = if version.is_empty() { (*browser).to_owned() } else { format!("{browser} {version}") };
    Some((browser, *system))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_by_what_they_say() {
        let told = |agent: &str| told(agent).map(|(browser, system)| format!("{browser} · {system}"));
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        for (agent, expected) in [
            (chrome, "Chrome 130 · Windows"),
            (format!("{chrome} Edg/131.0.0.0").as_str(), "Edge 131 · Windows"),
            (iphone, "Safari 18 · iPhone"),
            (iphone.replace("Version/18.0", "CriOS/129.0.6668").as_str(), "Chrome 129 · iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox 131 · Linux"),
            ("Mozilla/5.0 (X11; Linux x86_64) Safari/604.1", "Safari · Linux"),
            ("Linux Edg", "Edge · Linux"),
        ] {
            assert_eq!(told(agent).as_deref(), Some(expected), "{agent}");
        }
        assert_eq!(told("curl/8.5.0"), None);
    }
}
