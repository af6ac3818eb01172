//! `/admin/produtos/novo` and `/admin/produtos/:id`

use super::{CHANGED, KeyFields, LINK_PATH, PATH, list::ListQuery, measure};
use crate::{
    form::{Done, Form, FormState, PostForm, Posted},
    page::{Area, Drawing, Page, PageCx, member_page},
};
use chrono::{DateTime, Utc};
use domain::{
    Currency, Fault, FieldProblem, Locale, Permission, ProductId,
    view::{
        amount::{centimetres_input, price_input},
        catalog::{IMAGES, Product, ProductFields, ProductKey, ProductLink},
    },
};
use hub::{
    HubError,
    catalog::ProductInput,
    permit::{EditCatalog, View},
    undo::changed_since,
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Breadcrumbs, Button, ButtonKind, CheckboxField, Fact, Facts, FieldGroup, FormActions, InputKind,
    PageHeader, Panel, StatusBadge, TextField, TextareaField, Tone,
};

const FORM: &str = "product_save";

/// Adds a product, for what waits (a SKU, or a code and its connection) if that is named, or changes the one with this id; where
/// `since` is given, only if it was not changed again since that moment.
#[server(name = ProductSave, prefix = "/ui", endpoint = "products/save")]
#[allow(clippy::too_many_arguments)]
pub async fn product_save(
    #[server(default)] id: String,
    #[server(default)] waiting: String,
    #[server(default)] connection: String,
    #[server(default)] code: String,
    #[server(default)] sku: String,
    #[server(default)] name: String,
    #[server(default)] brand: String,
    #[server(default)] category: String,
    #[server(default)] description: String,
    #[server(default)] price: String,
    #[server(default)] compare_at: String,
    #[server(default)] cost: String,
    #[server(default)] stock: String,
    #[server(default)] gtin: String,
    #[server(default)] ncm: String,
    #[server(default)] weight: String,
    #[server(default)] length: String,
    #[server(default)] width: String,
    #[server(default)] height: String,
    #[server(default)] images: String,
    #[server(default)] active: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let kept = [
        ("sku", &sku),
        ("name", &name),
        ("brand", &brand),
        ("category", &category),
        ("description", &description),
        ("price", &price),
        ("compare_at", &compare_at),
        ("cost", &cost),
        ("stock", &stock),
        ("gtin", &gtin),
        ("ncm", &ncm),
        ("weight", &weight),
        ("length", &length),
        ("width", &width),
        ("height", &height),
        ("images", &images),
        ("active", &active),
        ("since", &since),
    ];
    let form = kept
        .into_iter()
        .fold(Form::new(FORM, &return_to, PATH), |form, (field, value)| form.keep(field, value));
    let input = ProductInput {
        sku,
        name,
        brand,
        category,
        description,
        price,
        compare_at,
        cost,
        stock,
        gtin,
        ncm,
        weight,
        length,
        width,
        height,
        images,
        active: !active.is_empty(),
    };
    let waiting = KeyFields { sku: waiting, connection, code }.key();
    let done = save(&form, (&id, waiting.as_ref()), &input, &since).await;
    form.answer(done).await
}

async fn save(
    form: &Form,
    (id, waiting): (&str, Option<&ProductKey>),
    input: &ProductInput,
    since: &str,
) -> Result<Done, HubError> {
    let cx = form.authorize::<EditCatalog>()?;
    let t = form.texts().products();
    if id.is_empty() {
        let (id, mended) = hub::catalog::create_for(&cx, input, waiting).await?;
        let toast =
            if mended.lines == 0 { t.created().to_owned() } else { t.created_mended(mended.lines as i64) };
        let to = if waiting.is_none() { format!("{PATH}/{id}") } else { LINK_PATH.to_owned() };
        return Ok(Done::to(to).toast(toast));
    }
    let id: ProductId = id.parse().map_err(|_| Fault::NotFound)?;
    let since = match since {
        "" => None,
        micros => Some(moment(micros).ok_or_else(|| Fault::Conflict { what: CHANGED.into() })?),
    };
    let updated = hub::catalog::update_since(&cx, id, input, since).await.map_err(|error| match error {
        HubError::Fault(Fault::Conflict { what }) if what == CHANGED && form.takes_back() => {
            changed_since().into()
        }
        other => other,
    })?;
    let done = Done::back().toast(match updated.mended.lines {
        0 if form.takes_back() => t.taken_back().to_owned(),
        lines => t.saved_mended(lines as i64),
    });
    Ok(match &updated.before {
        Some(before) => undone_by(done, form.visit().locales().figures, (id, updated.at), before),
        None => done,
    })
}

fn moment(micros: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros.parse().ok()?)
}

/// With the way back to what the product was, as long as it is what it was made at this moment.
fn undone_by(
    done: Done,
    figures: Locale,
    (id, at): (ProductId, DateTime<Utc>),
    before: &ProductFields,
) -> Done {
    let (id, since, typed) = (id.to_string(), at.timestamp_micros().to_string(), Typed::of(before, figures));
    let fields: [(&str, &str); 19] = [
        ("id", &id),
        ("since", &since),
        ("sku", &before.sku),
        ("name", &before.name),
        ("brand", before.brand.as_deref().unwrap_or_default()),
        ("category", before.category.as_deref().unwrap_or_default()),
        ("description", &before.description),
        ("price", &typed.price),
        ("compare_at", &typed.compare_at),
        ("cost", &typed.cost),
        ("stock", &typed.stock),
        ("gtin", before.gtin.as_deref().unwrap_or_default()),
        ("ncm", before.ncm.as_deref().unwrap_or_default()),
        ("weight", &typed.weight),
        ("length", &typed.length),
        ("width", &typed.width),
        ("height", &typed.height),
        ("images", &typed.images),
        ("active", if before.active { "on" } else { "" }),
    ];
    done.undo(ProductSave::url(), &fields)
}

/// The numbers and lists of a product as its form takes them.
struct Typed {
    price: String,
    compare_at: String,
    cost: String,
    stock: String,
    weight: String,
    length: String,
    width: String,
    height: String,
    images: String,
}

impl Typed {
    fn of(product: &ProductFields, figures: Locale) -> Self {
        let amount = |minor: Option<i64>| {
            minor.map(|minor| price_input(minor, figures, product.currency)).unwrap_or_default()
        };
        let count = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
        let side = |length: Option<i64>| length.map(|mm| centimetres_input(mm, figures)).unwrap_or_default();
        Self {
            price: amount(product.price_minor),
            compare_at: amount(product.compare_at_minor),
            cost: amount(product.cost_minor),
            stock: count(product.stock),
            weight: count(product.weight_grams),
            length: side(product.length_mm),
            width: side(product.width_mm),
            height: side(product.height_mm),
            images: product.images.join("\n"),
        }
    }
}

/// Forgets that a SKU, or a code of a connection, means this product.
#[server(name = SkuUnlink, prefix = "/ui", endpoint = "products/unlink")]
pub async fn sku_unlink(
    #[server(default)] product: String,
    #[server(default)] sku: String,
    #[server(default)] connection: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("sku_unlink", &return_to, PATH);
    let done = async {
        let cx = form.authorize::<EditCatalog>()?;
        let product = product.parse().map_err(|_| Fault::NotFound)?;
        let key = KeyFields { sku, connection, code }.required()?;
        let lines = hub::catalog::unlink(&cx, &key, product).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().products().unlinked(lines as i64)))
    };
    let done = done.await;
    form.answer(done).await
}

/// The form of a new product, filled with what is known of what waits.
pub fn new_product_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Products, |cx, permit| async move {
        let title = cx.t.products().new_product();
        let asked: KeyFields = cx.query();
        let draft = match asked.key() {
            Some(key) => match hub::catalog::draft(&permit, &key).await {
                Ok(draft) => Some(draft),
                Err(HubError::Fault(Fault::NotFound)) => None,
                Err(error) => return Err(error.into()),
            },
            None => None,
        };
        let waiting = if draft.is_some() { asked } else { KeyFields::default() };
        let empty = || ProductFields::new(String::new(), String::new(), cx.currency);
        let fields = fields(&cx, (None, waiting), &draft.unwrap_or_else(empty));
        Ok(Page::new(title, view! { {head(&cx, title)} {fields} }))
    })
}

/// A product: its form, and the other SKUs and codes under which it sells. Who may not edit reads the facts.
pub fn product_page() -> Drawing {
    member_page::<View, _, _>(Area::Products, |cx, permit| async move {
        let product = hub::catalog::find(&permit, cx.param("id")?).await?;
        let name = product.fields.name.clone();
        let content = if cx.may(Permission::EditCatalog) {
            fields(&cx, (Some((product.id, product.updated_at)), KeyFields::default()), &product.fields)
        } else {
            facts(&cx, &product.fields)
        };
        Ok(Page::new(name.clone(), view! { {head(&cx, &name)} {content} {linked(&cx, &product)} }))
    })
}

fn head(cx: &PageCx, title: &str) -> AnyView {
    let t = cx.t.products();
    let list: ListQuery = cx.query();
    let trail = vec![(t.title().to_owned(), list.href())];
    view! { <Breadcrumbs label=t.title() trail=trail/> <PageHeader title=title/> }.into_any()
}

/// The form of the product with this id, last changed at this moment, or of a new one for what waits.
fn fields(
    cx: &PageCx,
    (saved, waiting): (Option<(ProductId, DateTime<Utc>)>, KeyFields),
    product: &ProductFields,
) -> AnyView {
    let (t, form) = (cx.t.products(), cx.form(FORM));
    let (id, at) = saved.map(|(id, at)| (id.to_string(), at.timestamp_micros().to_string())).unzip();
    let since = match form.fault() {
        // Who saves again after being told means it.
        Some(Fault::Conflict { what }) if what == CHANGED => at.unwrap_or_default(),
        _ => form.value("since", at.unwrap_or_default()),
    };
    let typed = Typed::of(product, cx.locale.figures);
    let save = cx.t.common().save();
    let fields = view! {
        <input type="hidden" name="id" value=id/>
        <input type="hidden" name="since" value=since/>
        <input type="hidden" name="waiting" value=waiting.sku/>
        <input type="hidden" name="connection" value=waiting.connection/>
        <input type="hidden" name="code" value=waiting.code/>
        {identity(cx, &form, product)}
        {amounts(cx, &form, product, &typed)}
        {codes(cx, &form, product)}
        {package(cx, &form, &typed)}
        {images(cx, &form, &typed)}
        <CheckboxField name="active" label=t.active_label() help=t.active_help() checked=form.ticked("active", product.active)/>
        <FormActions><Button label=save kind=ButtonKind::Primary/></FormActions>
    }
    .into_any();
    view! { <PostForm action=ProductSave::url() return_to=cx.here()>{fields}</PostForm> }.into_any()
}

/// What it is.
fn identity(cx: &PageCx, form: &FormState, product: &ProductFields) -> AnyView {
    let (t, optional) = (cx.t.products(), cx.t.common().optional());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let fields = view! {
        <TextField name="sku" label=t.sku() help=t.sku_help() value=form.value("sku", &product.sku)
            error=form.error("sku") maxlength=100 required=true/>
        <TextField name="name" label=t.name() help=cx.t.fields().product_name()
            value=form.value("name", &product.name) error=form.error("name") maxlength=255 required=true/>
        <TextField name="brand" label=t.brand() help=t.brand_help() optional=optional
            value=form.value("brand", text(&product.brand)) error=form.error("brand") maxlength=120/>
        <TextField name="category" label=t.category() help=t.category_help() optional=optional
            value=form.value("category", text(&product.category)) error=form.error("category") maxlength=255/>
        <TextareaField name="description" label=t.description() help=cx.t.fields().description() optional=optional
            value=form.value("description", &product.description) error=form.error("description")/>
    }
    .into_any();
    view! { <FieldGroup legend=t.identity()>{fields}</FieldGroup> }.into_any()
}

/// What it costs, and how much of it there is.
fn amounts(cx: &PageCx, form: &FormState, product: &ProductFields, typed: &Typed) -> AnyView {
    let (t, optional) = (cx.t.products(), cx.t.common().optional());
    let example = example(cx, product.currency);
    let label = |word: &str| format!("{word} ({})", product.currency);
    let amount_error = |field: &str| match form.problem(field) {
        Some(FieldProblem::Format) => t.amount_format(&example, product.currency.decimals().into()),
        Some(FieldProblem::OutOfRange) => t.amount_range().to_owned(),
        _ => form.error(field),
    };
    let stock_error = match form.problem("stock") {
        Some(FieldProblem::Format) => t.stock_format().to_owned(),
        Some(FieldProblem::OutOfRange) => t.stock_range().to_owned(),
        _ => form.error("stock"),
    };
    let fields = view! {
        <TextField name="price" label=label(t.price()) kind=InputKind::Decimal help=t.amount_help(&example)
            optional=optional value=form.value("price", &typed.price) error=amount_error("price") maxlength=40/>
        <TextField name="compare_at" label=label(t.compare_at()) kind=InputKind::Decimal help=t.compare_at_help()
            optional=optional value=form.value("compare_at", &typed.compare_at) error=amount_error("compare_at")
            maxlength=40/>
        <TextField name="cost" label=label(t.cost()) kind=InputKind::Decimal help=t.cost_help() optional=optional
            value=form.value("cost", &typed.cost) error=amount_error("cost") maxlength=40/>
        <TextField name="stock" label=t.stock() kind=InputKind::Decimal help=t.stock_help() optional=optional
            value=form.value("stock", &typed.stock) error=stock_error maxlength=20/>
    }
    .into_any();
    view! { <FieldGroup legend=t.amounts()>{fields}</FieldGroup> }.into_any()
}

/// By what others know it.
fn codes(cx: &PageCx, form: &FormState, product: &ProductFields) -> AnyView {
    let (t, optional) = (cx.t.products(), cx.t.common().optional());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let gtin_error = match form.problem("gtin") {
        Some(FieldProblem::Format) => t.gtin_format().to_owned(),
        Some(FieldProblem::CheckDigit) => t.gtin_check_digit().to_owned(),
        _ => form.error("gtin"),
    };
    let ncm_error = match form.problem("ncm") {
        Some(FieldProblem::Format) => t.ncm_format().to_owned(),
        _ => form.error("ncm"),
    };
    let fields = view! {
        <TextField name="gtin" label=t.gtin() kind=InputKind::Code help=t.gtin_help() optional=optional
            value=form.value("gtin", text(&product.gtin)) error=gtin_error maxlength=40/>
        <TextField name="ncm" label=t.ncm() kind=InputKind::Code help=t.ncm_help() optional=optional
            value=form.value("ncm", text(&product.ncm)) error=ncm_error maxlength=20/>
    }
    .into_any();
    view! { <FieldGroup legend=t.codes()>{fields}</FieldGroup> }.into_any()
}

/// How it is sent.
fn package(cx: &PageCx, form: &FormState, typed: &Typed) -> AnyView {
    let (t, optional) = (cx.t.products(), cx.t.common().optional());
    let weight_error = match form.problem("weight") {
        Some(FieldProblem::Format) => t.weight_format().to_owned(),
        Some(FieldProblem::OutOfRange) => t.weight_range().to_owned(),
        _ => form.error("weight"),
    };
    let example = centimetres_input(125, cx.locale.figures);
    let sides = [
        ("length", t.length(), &typed.length),
        ("width", t.width(), &typed.width),
        ("height", t.height(), &typed.height),
    ];
    let sides = sides.map(|(name, label, value)| {
        let error = match form.problem(name) {
            Some(FieldProblem::Format) => t.side_format(&example),
            Some(FieldProblem::OutOfRange) => t.side_range().to_owned(),
            _ => form.error(name),
        };
        let label = format!("{label} (cm)");
        view! {
            <TextField name=name label=label kind=InputKind::Decimal optional=optional
                value=form.value(name, value) error=error maxlength=20/>
        }
    });
    let weight = format!("{} (g)", t.weight());
    let fields = view! {
        <TextField name="weight" label=weight kind=InputKind::Decimal help=t.weight_help()
            optional=optional value=form.value("weight", &typed.weight) error=weight_error maxlength=20/>
        {sides.into_iter().collect_view()}
    }
    .into_any();
    view! { <FieldGroup legend=t.package() help=t.package_help()>{fields}</FieldGroup> }.into_any()
}

fn images(cx: &PageCx, form: &FormState, typed: &Typed) -> AnyView {
    let (t, optional) = (cx.t.products(), cx.t.common().optional());
    let most = i64::try_from(IMAGES).unwrap_or(i64::MAX);
    let error = match form.problem("images") {
        Some(FieldProblem::Format) => t.images_label_format().to_owned(),
        Some(FieldProblem::OutOfRange) => t.images_label_range(most),
        _ => form.error("images"),
    };
    let fields = view! {
        <TextareaField name="images" label=t.images_label() help=t.images_label_help(most) optional=optional code=true
            value=form.value("images", &typed.images) error=error/>
    }
    .into_any();
    view! { <FieldGroup legend=t.images()>{fields}</FieldGroup> }.into_any()
}

/// An amount as it may be typed.
fn example(cx: &PageCx, currency: Currency) -> String {
    let whole = 1234 * 10_i64.pow(currency.decimals());
    price_input(
        whole + if currency.decimals() == 0 { 0 } else { 56 * 10_i64.pow(currency.decimals() - 2) },
        cx.locale.figures,
        currency,
    )
}

fn facts(cx: &PageCx, product: &ProductFields) -> AnyView {
    let t = cx.t.products();
    let money = |minor: Option<i64>| {
        let known = minor
            .map(|minor| i18n::format::money(cx.locale, domain::Money::from_minor(minor, product.currency)));
        known.unwrap_or_else(|| cx.t.common().not_informed().to_owned())
    };
    let text =
        |value: &Option<String>| value.clone().unwrap_or_else(|| cx.t.common().not_informed().to_owned());
    let side = |length: Option<i64>| text(&length.map(|length| measure::millimetres(cx.locale, length)));
    let images = match product.images.as_slice() {
        [] => cx.t.common().not_informed().into_any(),
        images => {
            let images = images.iter().map(|image| view! { <div>{image.clone()}</div> }).collect_view();
            view! { <div>{images}</div> }.into_any()
        }
    };
    let (tone, state) =
        if product.active { (Tone::Positive, t.active()) } else { (Tone::Neutral, t.inactive()) };
    let facts = vec![
        Fact::new(t.sku(), product.sku.clone()),
        Fact::new(t.state(), view! { <StatusBadge tone=tone label=state/> }),
        Fact::new(t.brand(), text(&product.brand)),
        Fact::new(t.category(), text(&product.category)),
        Fact::new(t.price(), money(product.price_minor)),
        Fact::new(t.compare_at(), money(product.compare_at_minor)),
        Fact::new(t.stock(), text(&product.stock.map(|stock| i18n::format::integer(cx.locale, stock)))),
        Fact::new(t.gtin(), text(&product.gtin)),
        Fact::new(t.ncm(), text(&product.ncm)),
        Fact::new(t.weight(), text(&product.weight_grams.map(|grams| measure::grams(cx.locale, grams)))),
        Fact::new(t.length(), side(product.length_mm)),
        Fact::new(t.width(), side(product.width_mm)),
        Fact::new(t.height(), side(product.height_mm)),
        Fact::new(t.description(), product.description.clone()),
        Fact::new(t.images(), images),
    ];
    view! { <Facts facts=facts wide=true/> }.into_any()
}

fn linked(cx: &PageCx, product: &Product) -> AnyView {
    let t = cx.t.products();
    let may_edit = cx.may(Permission::EditCatalog);
    let links = product
        .links
        .iter()
        .map(|link| {
            let unlink = may_edit.then(|| {
                let fields = view! {
                    <input type="hidden" name="product" value=product.id.to_string()/>
                    {KeyFields::from(&link.key).inputs()}
                    <Button label=t.unlink() kind=ButtonKind::Link/>
                };
                let fields = fields.into_any();
                view! { <PostForm action=SkuUnlink::url() return_to=cx.here() class="inline-form">{fields}</PostForm> }
            });
            let name = link.source.as_ref().map(|source| view! { <span>{source.name.clone()}</span> });
            Fact::new(shown(cx, link), view! { {name} " " {unlink} })
        })
        .collect::<Vec<_>>();
    let content = if links.is_empty() {
        view! { <p class="meta">{t.linked_none()}</p> }.into_any()
    } else {
        view! { <Facts facts=links wide=true/> }.into_any()
    };
    view! { <Panel title=t.linked() context=t.linked_context()>{content}</Panel> }.into_any()
}

/// `CAM-M`, `Mercado Livre · MLB123`
fn shown(cx: &PageCx, link: &ProductLink) -> String {
    let (ProductKey::Sku(text) | ProductKey::Code { code: text, .. }) = &link.key;
    match &link.source {
        None => text.clone(),
        Some(source) => {
            format!("{} · {text}", hub::orders::platform_name(cx.visit().hub(), &source.platform))
        }
    }
}
