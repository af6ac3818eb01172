//! `/admin/empresas`: the companies of a person, and which one this browser looks at.

use super::{CompanyEnter, CompanyFound};
use crate::{
    form::PostForm,
    page::{Area, Drawing, Page, own_page},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, Cell, Column, DataTable, FormActions, PageHeader, Panel, Place, Row, StatusBadge, TextField, Tone,
};

pub(crate) const COMPANIES: &str = "/admin/empresas";
pub(super) const FOUND: &str = "account/found";

/// `/admin/empresas`
pub fn companies_page() -> Drawing {
    own_page(Area::Settings, |cx, who| async move {
        let t = cx.t.team();
        let companies = cx.visit().hub().companies(&who).await?;
        let columns = vec![
            Column::new(Place::Lead, cx.t.auth().company_name()),
            Column::new(Place::Detail, t.role_column()),
            Column::new(Place::Detail, t.actions_column()),
        ];
        let rows = companies.iter().map(|company| {
            let action = if company.org == who.member().org {
                Cell::view(view! { <StatusBadge tone=Tone::Positive label=t.here()/> })
            } else {
                let id = company.org.to_string();
                Cell::view(view! {
                    <PostForm action=CompanyEnter::url() return_to=COMPANIES class="inline-form">
                        <input type="hidden" name="company" value=id/>
                        <Button label=t.enter()/>
                    </PostForm>
                })
            };
            Row {
                href: String::new(),
                lead: company.name.clone().into_any(),
                cells: vec![Cell::Text(t.role(company.role.code())), action],
                pick: None,
            }
        });
        let rows = rows.collect();
        let context = view! { {t.companies_context()} }.into_any();
        let (form, here) = (cx.form(FOUND), cx.here());
        let (name, help) = (cx.t.auth().company_name(), cx.t.auth().company_name_help());
        let found = view! {
            <Panel title=t.found() context=t.found_text()>
                <PostForm action=CompanyFound::url() return_to=here>
                    <TextField name="company" label=name help=help value=form.value("company", "")
                        error=form.error("company") autocomplete="organization" maxlength=120 required=true/>
                    <FormActions><Button label=t.found()/></FormActions>
                </PostForm>
            </Panel>
        };
        let body = view! {
            <PageHeader title=t.companies() context=context/>
            <DataTable caption=t.companies() columns=columns rows=rows empty=().into_any()/>
            {found}
        };
        Ok(Page::new(t.companies(), body))
    })
}
