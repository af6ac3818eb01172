//! `orion plan`: plans that the operator of the installation gives to companies.

use crate::{
    config::{CompanyArgs, PlanArgs, PlanCommand},
    console,
};
use chrono::{Days, NaiveTime};
use domain::{Limits, OrgId, Quota};
use hub::{Hub, plans::Assigned};

/// Characters of a note at most.
const NOTE: usize = 200;

pub async fn run(hub: &Hub, command: &PlanCommand) -> anyhow::Result<()> {
    let (company, assigned) = match command {
        PlanCommand::Show { company } => return show(hub, company_of(hub, company).await?).await,
        PlanCommand::Set(arguments) => (&arguments.company, Some(assigned(arguments)?)),
        PlanCommand::Clear { company } => (company, None),
    };
    let org = company_of(hub, company).await?;
    hub::plans::assign(hub, org, assigned.as_ref()).await?;
    show(hub, org).await
}

/// What is given, by what was typed.
fn assigned(arguments: &PlanArgs) -> anyhow::Result<Assigned> {
    let note = arguments.note.clone().map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    if note.as_ref().is_some_and(|note| note.chars().count() > NOTE) {
        anyhow::bail!("not set: the note is longer than {NOTE} characters");
    }
    let mut limits = arguments.plan.plan().limits;
    for of in &arguments.limits {
        *limits.of_mut(of.quota) = of.limit;
    }
    // It holds to the end of its last day.
    let until = arguments.until.and_then(|day| day.checked_add_days(Days::new(1)));
    Ok(Assigned {
        plan: arguments.plan,
        limits: (!arguments.limits.is_empty()).then_some(limits),
        until: until.map(|day| day.and_time(NaiveTime::MIN).and_utc()),
        note,
    })
}

async fn company_of(hub: &Hub, company: &CompanyArgs) -> anyhow::Result<OrgId> {
    if let Some(id) = company.company_id {
        return Ok(id);
    }
    let name = company.company.as_deref().unwrap_or_default();
    match hub.companies_named(name).await?[..] {
        [org] => Ok(org),
        [] => anyhow::bail!("no company is called {name}"),
        ref several => {
            let ids = several.iter().map(OrgId::to_string).collect::<Vec<_>>().join("\n  ");
            anyhow::bail!("several companies are called {name}; name one by --company-id:\n  {ids}")
        }
    }
}

async fn show(hub: &Hub, org: OrgId) -> anyhow::Result<()> {
    let Some(found) = hub::plans::of_company(hub, org).await? else {
        anyhow::bail!("no company has this id");
    };
    let holds = found.effective;
    let mut lines = vec![format!("{org}: {} ({})", holds.plan, holds.source)];
    if let Some(given) = &found.assigned {
        let until = given.until.map(|until| format!(", until {}", until.format("%Y-%m-%d %H:%M UTC")));
        let note = given.note.as_deref().map(|note| format!(", {note}"));
        lines.push(format!(
            "assigned: {}{}{}",
            given.plan,
            until.unwrap_or_default(),
            note.unwrap_or_default()
        ));
    }
    if let Some(paid) = &found.subscribed {
        lines.push(format!("subscribed: {}", paid.plan));
    }
    lines.extend(Quota::ALL.iter().map(|quota| line(*quota, &holds.limits)));
    console::say(&lines.join("\n"));
    Ok(())
}

fn line(quota: Quota, limits: &Limits) -> String {
    match limits.of(quota) {
        Some(limit) => format!("  {quota} {limit}"),
        None => format!("  {quota} without limit"),
    }
}
