//! What every sheet of paper has in common.

use crate::{PrintPress, page::PageCx};
use i18n::format;
use leptos::prelude::*;
use ui::{PrintShell, SheetHead};

/// Characters of a SKU that stand on one line of a sheet.
const SKU_CHARS: usize = 24;

/// A sheet of `content` with its head and, at its end, when and by whom it was printed. `back` is where the way back leads, and
/// its label.
pub(crate) fn sheet(
    cx: &PageCx,
    back: (String, String),
    title: String,
    context: AnyView,
    content: AnyView,
) -> AnyView {
    let t = cx.t.print();
    let action = view! { <PrintPress label=t.press().to_owned()/> }.into_any();
    let (company, person) = cx
        .principal()
        .map(|who| (who.member().org_name.clone(), who.member().user_name.clone()))
        .unwrap_or_default();
    let company = view! { <strong>{company}</strong> }.into_any();
    let printed = t.printed(&person, &format::date_time(cx.locale, cx.now, cx.zone));
    view! {
        <PrintShell back=back action=action without_script=t.without_script()>
            <SheetHead title=title context=context aside=company/>
            {content}
            <footer class="sheet-foot meta">{printed}</footer>
        </PrintShell>
    }
    .into_any()
}

/// The cell of a SKU. It stays on one line, for its hyphens are no places to break it; a longer one would take the room of the name.
pub(crate) fn sku_cell(sku: Option<String>) -> AnyView {
    let is_short = sku.as_ref().is_some_and(|sku| sku.chars().count() <= SKU_CHARS);
    view! { <td class=if is_short { "t-detail whole" } else { "t-detail" }>{sku}</td> }.into_any()
}
