//! When a sheet is checked by itself, and whether the results are written into the spreadsheet.

use super::ValidationSchedule;
use crate::{form::PostForm, integrations::clock_text, page::PageCx};
use domain::{
    SheetKind,
    view::validation::{CheckSchedule, SheetView},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, CheckboxField, FormActions, InputKind, Panel, SelectField, SelectOption, TextField};

/// Where the form is told what is wrong with it.
pub(super) const FORM: &str = "validation/schedule";
/// The choices that have a field of their own.
pub(super) const HOURS: &str = "hours";
pub(super) const DAILY: &str = "daily";
const OFF: &str = "off";
/// Offered where nothing was chosen yet.
const USUAL_HOURS: &str = "24";

pub(super) fn panel(cx: &PageCx, sheet: &SheetView, may_edit: bool) -> AnyView {
    let t = cx.t.validation();
    let next = sheet.next_check_at.map(|at| t.next_check(&format::date_time(cx.locale, at, cx.zone)));
    if !may_edit {
        let when = next.unwrap_or_else(|| t.schedule_off().to_owned());
        return view! { <Panel title=t.schedule()><p class="meta">{when}</p></Panel> }.into_any();
    }
    let form = cx.form(FORM);
    let (mode, hours, daily) = match sheet.schedule {
        CheckSchedule::Off => (OFF, USUAL_HOURS.to_owned(), String::new()),
        CheckSchedule::EveryHours(hours) => (HOURS, hours.to_string(), String::new()),
        CheckSchedule::DailyAt(time) => (DAILY, USUAL_HOURS.to_owned(), clock_text(Some(time))),
    };
    let mode = form.value("mode", mode);
    let modes = [(OFF, t.schedule_off()), (HOURS, t.schedule_hours()), (DAILY, t.schedule_daily())]
        .map(|(code, label)| SelectOption::new(code, label).chosen(&mode))
        .into_iter()
        .collect();
    let (hours, hours_error) = (form.value("hours", hours), form.error("hours"));
    let (daily, daily_error) = (form.value("daily_at", daily), form.error("daily_at"));
    let writes = (sheet.kind == SheetKind::GoogleSheet).then(|| {
        let checked = form.ticked("writes", sheet.writes_results);
        view! {
            <CheckboxField name="writes" label=t.writes_results() checked=checked
                help=t.writes_results_help()/>
        }
    });
    let (id, save, here) = (sheet.id.to_string(), cx.t.common().save(), cx.here());
    let fields = cx.t.fields();
    view! {
        <Panel title=t.schedule() context=next.unwrap_or_else(|| t.schedule_off().to_owned())>
            <PostForm action=ValidationSchedule::url() return_to=here class="form">
                <input type="hidden" name="sheet" value=id/>
                <SelectField name="mode" label=t.schedule_mode() help=fields.schedule_mode() options=modes/>
                <TextField name="hours" label=t.schedule_hours_field() kind=InputKind::Number value=hours
                    help=t.schedule_hours_field_help() error=hours_error/>
                <TextField name="daily_at" label=t.schedule_daily_field() kind=InputKind::Time value=daily
                    help=t.schedule_daily_field_help() error=daily_error/>
                {writes}
                <FormActions><Button label=save/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}
