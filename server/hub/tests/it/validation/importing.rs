//! A checked file taken over into the catalogue, and taken back.

use super::{World, conflict};
use domain::{
    CatalogueImportId, CatalogueImportState as State, Currency, ImportAction, ImportOutcome,
    ImportProblemKind, Locale, ValidationRunId,
    view::{
        catalog::{ProductFields, ProductSelection},
        catalogue_import::{CatalogueImport, ImportFilter, ImportRow, ImportTakes},
    },
};
use futures::TryStreamExt;
use hub::{
    catalog::{self, ProductInput},
    export::{PRODUCT_FIELDS, ProductWords, products_csv},
    permit::{EditCatalog, Export, View},
    validation::{self, FixChoice, Undo},
};
use i18n::Texts;
use testkit::{stranger, work_for};

const SHEET: &str = "SKU;Título;Preço;NCM;Estoque\n\
    A-1;Camiseta azul;49,90;61091000;5\n\
    A-2;Camiseta verde;59,90;61091000;\n\
    a-1;Outra;1,00;61091000;1\n\
    ;Sem código;1,00;61091000;1\n\
    A-3;Boné;19,90;650500;3\n\
    A-4;Caneca;9,90;69120000;2\n";

/// With those that have errors.
fn takes(new: bool, changes: bool) -> ImportTakes {
    ImportTakes { new, changes, faulty: true }
}

async fn checked(world: &World, text: &str) -> ValidationRunId {
    let sheet = world.send("catálogo.csv", text).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "ncm", "stock"]).await.unwrap();
    world.check(sheet).await.id
}

async fn import(world: &World, run: ValidationRunId) -> CatalogueImport {
    let id = validation::start_import(&world.owner.cx::<EditCatalog>(), run).await.unwrap();
    settled(world, id).await
}

/// Works until there is nothing to do.
async fn settled(world: &World, id: CatalogueImportId) -> CatalogueImport {
    work_for(&world.hub, async || {
        let (import, ..) =
            validation::catalogue_import(&world.owner.cx::<View>(), id, ImportFilter::All, None)
                .await
                .unwrap();
        (!import.state.is_at_work()).then_some(import)
    })
    .await
}

async fn rows(world: &World, id: CatalogueImportId, action: Option<ImportAction>) -> Vec<ImportRow> {
    let filter = action.map_or(ImportFilter::All, ImportFilter::Action);
    validation::catalogue_import(&world.owner.cx::<View>(), id, filter, None).await.unwrap().1.rows
}

async fn product(world: &World, sku: &str, name: &str, price: &str) -> domain::ProductId {
    let input = ProductInput {
        sku: sku.into(),
        name: name.into(),
        price: price.into(),
        active: true,
        ..ProductInput::default()
    };
    catalog::create(&world.owner.cx::<EditCatalog>(), &input).await.unwrap().0
}

#[tokio::test]
async fn a_file_is_compared_shown_applied_and_taken_back() {
    let world = World::new().await;
    let known = product(&world, "A-2", "Camiseta verde-água", "59,90").await;
    product(&world, "A-4", "Caneca", "9,90").await;
    let run = checked(&world, SHEET).await;
    let edit = world.owner.cx::<EditCatalog>();
    let ready = import(&world, run).await;
    let counts = ready.counts;
    assert_eq!(
        (ready.state, counts.done, counts.creates, counts.updates),
        (State::Ready, 6, 2, 2),
        "{ready:?}"
    );
    assert_eq!((counts.refused, counts.unchanged), (2, 0));
    assert_eq!(world.count("products").await, 2, "nothing is changed yet");
    let fresh = import(&world, run).await;
    assert_eq!((fresh.state, fresh.counts), (State::Ready, counts), "pressed again, it is compared again");
    let (before, ..) =
        validation::catalogue_import(&world.owner.cx::<View>(), ready.id, ImportFilter::All, None)
            .await
            .unwrap();
    assert_eq!(before.state, State::Cancelled);
    let ready = fresh;
    let refused = rows(&world, ready.id, Some(ImportAction::Refused)).await;
    let reasons: Vec<_> = refused.iter().map(|row| (row.row, row.problems[0].kind)).collect();
    assert_eq!(reasons, [(3, ImportProblemKind::Repeated), (4, ImportProblemKind::Missing)]);
    let created = rows(&world, ready.id, Some(ImportAction::Create)).await;
    assert_eq!(created[1].problems[0].field, "ncm", "of six digits: left out, the product is taken");
    let changed = rows(&world, ready.id, Some(ImportAction::Update)).await;
    assert_eq!(changed[0].before.name.as_deref(), Some("Camiseta verde-água"));
    assert_eq!(
        (changed[0].after.name.as_deref(), changed[0].after.price_minor),
        (Some("Camiseta verde"), None)
    );

    validation::apply_import(&edit, ready.id, takes(true, true)).await.unwrap();
    let done = settled(&world, ready.id).await;
    assert_eq!((done.state, done.counts.done, done.counts.overtaken), (State::Applied, 4, 0), "{done:?}");
    assert_eq!(world.count("products").await, 4);
    let view = world.owner.cx::<View>();
    assert_eq!(catalog::find(&view, known).await.unwrap().fields.name, "Camiseta verde");
    assert_eq!(world.count("products where sku = 'A-1' and price_minor = 4990 and stock = 5").await, 1);
    assert_eq!(world.count("domain_events where kind = 'catalogue.imported'").await, 1);
    let again = import(&world, run).await;
    assert_eq!((again.counts.creates, again.counts.updates), (0, 0), "{again:?}");
    assert_eq!(
        conflict(validation::apply_import(&edit, again.id, takes(true, true)).await),
        "nothing_to_import"
    );

    validation::undo_import(&edit, ready.id).await.unwrap();
    let undone = settled(&world, ready.id).await;
    assert_eq!((undone.state, undone.counts.overtaken), (State::Undone, 0));
    assert_eq!(world.count("products").await, 2);
    let back = catalog::find(&view, known).await.unwrap().fields;
    assert_eq!((back.name.as_str(), back.ncm), ("Camiseta verde-água", None));
    assert_eq!(conflict(validation::undo_import(&edit, ready.id).await), "import_not_ready");
}

const WHOLE: &str = "SKU;Título;Marca;Categoria;Descrição;Preço;De;Custo;Estoque;GTIN;NCM;Peso;Comp.;Larg.;Alt.;Fotos\n\
    W-1;Caneca azul;Acme;Casa > Cozinha;De louça;49,90;59,90;20,00;5;7891000315507;69120000;0,25;12,5;10;8;\
    https://a.com/1.jpg|https://a.com/2.jpg\n\
    W-2;Caneca verde;;;;9,90;;;;;;;;;;\n";

/// A file with a column for each field of the catalogue, checked.
async fn whole(world: &World, text: &str) -> ValidationRunId {
    let fields = [
        "sku",
        "title",
        "brand",
        "category",
        "description",
        "price",
        "compare_at_price",
        "cost",
        "stock",
        "gtin",
        "ncm",
        "weight",
        "length",
        "width",
        "height",
        "images",
    ];
    let sheet = world.send("completo.csv", text).await.sheet;
    world.columns(sheet, &fields).await.unwrap();
    world.check(sheet).await.id
}

#[tokio::test]
async fn every_field_of_the_catalogue_comes_in_goes_out_and_is_taken_back() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    let known = product(&world, "W-2", "Caneca verde", "9,90").await;
    let images = |of: &str| of.split('|').map(str::to_owned).collect::<Vec<_>>();
    let run = whole(&world, WHOLE).await;
    let made = import(&world, run).await;
    assert_eq!((made.counts.creates, made.counts.updates, made.counts.unchanged), (1, 0, 1), "{made:?}");
    assert!(made.left_out.columns.is_empty() && made.left_out.cells.is_empty(), "{made:?}");
    validation::apply_import(&edit, made.id, takes(true, true)).await.unwrap();
    assert_eq!(settled(&world, made.id).await.counts.applied, 1);
    let id = rows(&world, made.id, None).await[0].product.unwrap();
    let fields = catalog::find(&view, id).await.unwrap().fields;
    let expected = ProductFields {
        brand: Some("Acme".into()),
        category: Some("Casa > Cozinha".into()),
        description: "De louça".into(),
        price_minor: Some(4_990),
        compare_at_minor: Some(5_990),
        cost_minor: Some(2_000),
        stock: Some(5),
        gtin: Some("7891000315507".into()),
        ncm: Some("69120000".into()),
        weight_grams: Some(250),
        length_mm: Some(125),
        width_mm: Some(100),
        height_mm: Some(80),
        images: images("https://a.com/1.jpg|https://a.com/2.jpg"),
        ..ProductFields::new("W-1".into(), "Caneca azul".into(), Currency::BRL)
    };
    assert_eq!(fields, expected);
    let again = import(&world, run).await;
    assert_eq!((again.counts.unchanged, again.counts.updates), (2, 0), "{again:?}");

    // One product changes, and one that had nothing gets everything.
    let more = "SKU;Título;Marca;Categoria;Descrição;Preço;De;Custo;Estoque;GTIN;NCM;Peso;Comp.;Larg.;Alt.;Fotos\n\
        W-1;;Borges;;;;;;;;;;12,6;;;https://a.com/2.jpg\n\
        W-2;;Acme;Casa;Nova;;10,90;5,00;;;69120000;1,5;20;20;20;https://a.com/3.jpg\n";
    let change = import(&world, whole(&world, more).await).await;
    assert_eq!(change.counts.updates, 2, "{change:?}");
    let shown = rows(&world, change.id, None).await;
    assert_eq!(
        (shown[0].before.brand.as_deref(), shown[0].after.brand.as_deref()),
        (Some("Acme"), Some("Borges"))
    );
    assert_eq!((shown[0].before.length_mm, shown[0].after.length_mm), (Some(125), Some(126)));
    assert_eq!(shown[0].after.images.as_deref(), Some(&images("https://a.com/2.jpg")[..]));
    assert_eq!((shown[1].before.images.as_ref(), shown[1].before.description.as_ref()), (None, None));
    validation::apply_import(&edit, change.id, takes(true, true)).await.unwrap();
    assert_eq!(settled(&world, change.id).await.counts.applied, 2);
    let changed = catalog::find(&view, id).await.unwrap().fields;
    let borges = ProductFields {
        brand: Some("Borges".into()),
        length_mm: Some(126),
        images: images("https://a.com/2.jpg"),
        ..expected.clone()
    };
    assert_eq!(changed, borges);
    let filled = catalog::find(&view, known).await.unwrap().fields;
    assert_eq!((filled.description.as_str(), filled.weight_grams), ("Nova", Some(1_500)));
    assert_eq!((filled.price_minor, filled.compare_at_minor), (Some(990), Some(1_090)));

    // Taken back, each has what it had, and the new one goes.
    validation::undo_import(&edit, change.id).await.unwrap();
    assert_eq!(settled(&world, change.id).await.counts.overtaken, 0);
    assert_eq!(catalog::find(&view, id).await.unwrap().fields, expected);
    let plain = ProductFields {
        price_minor: Some(990),
        ..ProductFields::new("W-2".into(), "Caneca verde".into(), Currency::BRL)
    };
    assert_eq!(catalog::find(&view, known).await.unwrap().fields, plain);
    validation::undo_import(&edit, made.id).await.unwrap();
    assert_eq!(settled(&world, made.id).await.state, State::Undone);
    assert_eq!(world.count("products").await, 1);
}

/// The catalogue as a file in a language, its columns taken as they are understood.
async fn taken_out_and_brought_back(world: &World, locale: Locale) -> CatalogueImport {
    let words = ProductWords::of(Texts::new(locale));
    let chunks = products_csv(world.owner.cx::<Export>(), ProductSelection::default(), words);
    let chunks: Vec<Vec<u8>> = chunks.try_collect().await.unwrap();
    let file = String::from_utf8(chunks.concat()).unwrap();
    let sheet = world.send(&format!("{}.csv", locale.as_tag()), &file).await.sheet;
    let (_, columns, _) = validation::sheet(&world.owner.cx::<View>(), sheet).await.unwrap();
    let understood = columns.columns.iter().map(|column| column.field.as_ref().map(ToString::to_string));
    let understood: Vec<String> = understood.map(Option::unwrap_or_default).collect();
    assert_eq!(understood, PRODUCT_FIELDS.map(|field| field.code().to_owned()), "{file}");
    world.columns(sheet, &understood.iter().map(String::as_str).collect::<Vec<_>>()).await.unwrap();
    import(world, world.check(sheet).await.id).await
}

#[tokio::test]
async fn what_is_taken_out_in_any_language_comes_back_as_it_was() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let dash = ProductInput {
        sku: "-AB".into(),
        name: "+Vida".into(),
        brand: "=Acme".into(),
        category: "@Casa > Cozinha".into(),
        description: "- 100% algodão\n- \"macia\"; fria".into(),
        price: "1.049,90".into(),
        compare_at: "1.059,90".into(),
        cost: "20,50".into(),
        stock: "5".into(),
        gtin: "7891000315507".into(),
        ncm: "69120000".into(),
        weight: "1250".into(),
        length: "12,5".into(),
        width: "10,5".into(),
        height: "8,5".into(),
        images: "https://a.com/1.jpg\nhttps://a.com/2.jpg".into(),
        active: true,
    };
    let quoted = ProductInput {
        sku: "'-AB".into(),
        name: "''+Vida".into(),
        description: "'- 100%".into(),
        brand: "'n Sync".into(),
        category: "＝Casa".into(),
        gtin: String::new(),
        active: false,
        ..dash.clone()
    };
    for input in [&dash, &quoted] {
        catalog::create(&edit, input).await.unwrap();
    }
    for locale in Locale::ALL {
        let back = taken_out_and_brought_back(&world, locale).await;
        let counts = back.counts;
        assert_eq!(
            (counts.done, counts.unchanged),
            (2, 2),
            "{locale:?}: {back:?} {:?}",
            rows(&world, back.id, None).await
        );
    }
}

#[tokio::test]
async fn a_new_product_whose_images_somebody_changed_stays() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let made = import(&world, whole(&world, WHOLE).await).await;
    validation::apply_import(&edit, made.id, takes(true, false)).await.unwrap();
    settled(&world, made.id).await;
    world.sql("update products set images = array['https://a.com/1.jpg'] where sku = 'W-1'").await;
    validation::undo_import(&edit, made.id).await.unwrap();
    assert_eq!(settled(&world, made.id).await.counts.overtaken, 1);
    assert_eq!(world.count("products where sku = 'W-1'").await, 1);
    assert_eq!(world.count("products where sku = 'W-2'").await, 0);
}

#[tokio::test]
async fn products_with_errors_come_in_unless_only_those_without_are_asked_for() {
    let world = World::new().await;
    product(&world, "F-2", "Prato", "5,00").await;
    let sheet = "SKU;Título;Preço;NCM;Estoque;Cor\n\
        F-1;Caneca;0,00;69120000;5;azul\n\
        F-2;Prato fundo;9,90;69120000;-3;verde\n\
        F-3;Copo;abc;69120000;1;branco\n\
        F-4;Bule;29,90;69120000;2;preto\n";
    let sheet = world.send("louça.csv", sheet).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "ncm", "stock", "attribute.cor"]).await.unwrap();
    let run = world.check(sheet).await;
    assert_eq!(run.error_rows, Some(3), "{run:?}");
    let ready = import(&world, run.id).await;
    let counts = ready.counts;
    assert_eq!((counts.creates, counts.updates, counts.refused), (3, 1, 0), "{ready:?}");
    assert_eq!((counts.faulty_creates, counts.faulty_updates), (2, 1));
    assert_eq!(ready.left_out.columns, ["Cor"]);
    let cells: Vec<_> = ready.left_out.cells.iter().map(|(field, count)| (field.as_str(), *count)).collect();
    assert_eq!(cells, [("price", 1)], "abc is no amount");
    let view = world.owner.cx::<View>();
    let (_, faulty, errors) =
        validation::catalogue_import(&view, ready.id, ImportFilter::WithErrors, None).await.unwrap();
    let faulty: Vec<_> = faulty.rows.iter().map(|row| row.sku.as_str()).collect();
    assert_eq!(faulty, ["F-1", "F-2", "F-3"]);
    let told: Vec<_> = errors.values().map(|errors| errors[0].field.as_str()).collect();
    assert_eq!(told, ["price", "stock", "price"]);
    let copo = &rows(&world, ready.id, None).await[2];
    assert_eq!(copo.problems[0].kind, ImportProblemKind::Unread);

    let edit = world.owner.cx::<EditCatalog>();
    let clean = ImportTakes { new: true, changes: true, faulty: false };
    let none = ImportTakes { new: false, ..clean };
    assert_eq!(conflict(validation::apply_import(&edit, ready.id, none).await), "nothing_to_import");
    validation::apply_import(&edit, ready.id, clean).await.unwrap();
    let done = settled(&world, ready.id).await;
    assert_eq!((done.state, done.counts.applied), (State::Applied, 1), "{done:?}");
    assert_eq!(world.count("products where sku = 'F-4'").await, 1);
    assert_eq!(world.count("products").await, 2);

    let again = import(&world, run.id).await;
    validation::apply_import(&edit, again.id, takes(true, true)).await.unwrap();
    assert_eq!(settled(&world, again.id).await.counts.applied, 3);
    assert_eq!(world.count("products where sku = 'F-1' and price_minor = 0").await, 1);
    // A check from before errors were kept by pack knows them by its findings.
    world.sql("delete from validation_run_packs").await;
    world.sql("update validation_runs set error_rows = null").await;
    validation::undo_import(&edit, again.id).await.unwrap();
    settled(&world, again.id).await;
    let old = import(&world, run.id).await;
    assert_eq!((old.counts.faulty_creates, old.counts.faulty_updates), (2, 1), "{old:?}");
    // Of more findings than were kept it does not know all of them.
    world.sql("update validation_runs set is_cut = true").await;
    assert_eq!(conflict(validation::apply_import(&edit, old.id, clean).await), "errors_unknown");
    validation::apply_import(&edit, old.id, takes(true, true)).await.unwrap();
    assert!(settled(&world, old.id).await.takes.faulty);
}

#[tokio::test]
async fn errors_in_what_the_catalogue_does_not_take_keep_no_product_out() {
    let world = World::new().await;
    let sheet = "SKU;Título;Preço;NCM;Estoque;ISBN\n\
        P-1;Caneca;9,90;69120000;5;123\n\
        P-2;Copo;0,00;69120000;5;123\n";
    let sheet = world.send("livros.csv", sheet).await.sheet;
    world.columns(sheet, &["sku", "title", "price", "ncm", "stock", "isbn"]).await.unwrap();
    let run = world.check(sheet).await;
    assert_eq!(run.error_rows, Some(2), "neither is an ISBN: {run:?}");
    let (_, templates) = validation::templates(&world.owner.cx::<View>(), run.id).await.unwrap();
    assert!(templates.iter().all(|fitting| fitting.faulty == 2), "a marketplace takes the ISBN");
    let ready = import(&world, run.id).await;
    assert_eq!((ready.counts.creates, ready.counts.faulty_creates), (2, 1), "{ready:?}");
    let view = world.owner.cx::<View>();
    let (.., errors) =
        validation::catalogue_import(&view, ready.id, ImportFilter::WithErrors, None).await.unwrap();
    let told: Vec<_> = errors.values().flatten().map(|error| error.field.as_str()).collect();
    assert_eq!(told, ["price"]);
    // A check from before the catalogue had as many fields does not say whether it has this one.
    world.sql("update validation_run_packs set pack = replace(pack, '~', '+')").await;
    let old = import(&world, run.id).await;
    assert_eq!((old.counts.creates, old.counts.faulty_creates), (2, 2), "{old:?}");
    let (_, templates) = validation::templates(&view, run.id).await.unwrap();
    assert!(templates.iter().all(|fitting| fitting.faulty == 2));
    world.sql("update validation_run_packs set pack = replace(pack, '+', '~')").await;
    let ready = import(&world, run.id).await;
    let clean = ImportTakes { new: true, changes: true, faulty: false };
    validation::apply_import(&world.owner.cx::<EditCatalog>(), ready.id, clean).await.unwrap();
    assert_eq!(settled(&world, ready.id).await.counts.applied, 1);
    assert_eq!(world.count("products where sku = 'P-1'").await, 1);
    // Of an import from before errors were kept by field, whatever kept a record out is told.
    world.sql("update catalogue_import_rows set has_errors = true").await;
    let (.., errors) =
        validation::catalogue_import(&view, ready.id, ImportFilter::WithErrors, None).await.unwrap();
    let told: Vec<_> = errors.values().map(|errors| errors[0].field.as_str()).collect();
    assert_eq!(told, ["isbn", "price"]);
}

#[tokio::test]
async fn an_import_without_errors_is_not_said_to_take_any() {
    let world = World::new().await;
    let sheet =
        world.send("louça.csv", "SKU;Título;Preço;NCM;Estoque\nF-4;Bule;29,90;69120000;2\n").await.sheet;
    world.columns(sheet, &["sku", "title", "price", "ncm", "stock"]).await.unwrap();
    let run = world.check(sheet).await;
    assert_eq!(run.error_rows, Some(0), "{run:?}");
    let ready = import(&world, run.id).await;
    validation::apply_import(&world.owner.cx::<EditCatalog>(), ready.id, takes(true, true)).await.unwrap();
    let done = settled(&world, ready.id).await;
    assert_eq!((done.counts.applied, done.takes.faulty), (1, false), "{done:?}");
    let said = "audit_log where action = 'catalogue.imported' and not (data->>'with_errors')::bool";
    assert_eq!(world.count(said).await, 1);
}

#[tokio::test]
async fn columns_that_steps_of_others_read_are_not_left_out() {
    let world = World::new().await;
    let sheet = world.send("cores.csv", "SKU;Título;Cor;Peça\nD-1;Caneca;azul;x\n").await.sheet;
    world.columns(sheet, &["sku", "title", "attribute.cor", "attribute.peca"]).await.unwrap();
    let steps = "- concatenate: [\"{value} {attribute.cor}\"]\n".to_owned();
    let written = validation::WrittenSteps { steps, tests: String::new() };
    let kept = validation::set_steps(&world.owner.cx::<EditCatalog>(), sheet, 1, &written).await.unwrap();
    assert!(kept.is_ok(), "{kept:?}");
    let run = world.check(sheet).await.id;
    assert_eq!(import(&world, run).await.left_out.columns, ["Peça"]);
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_stays() {
    let world = World::new().await;
    let known = product(&world, "A-2", "Camiseta verde-água", "59,90").await;
    let run = checked(&world, SHEET).await;
    let ready = import(&world, run).await;
    let edit = world.owner.cx::<EditCatalog>();
    let mine =
        ProductInput { sku: "A-2".into(), name: "Minha".into(), active: true, ..ProductInput::default() };
    catalog::update(&edit, known, &mine).await.unwrap();
    product(&world, "A-3", "Boné meu", "1,00").await;
    validation::apply_import(&edit, ready.id, takes(true, true)).await.unwrap();
    let done = settled(&world, ready.id).await;
    assert_eq!((done.counts.done, done.counts.overtaken), (4, 2), "{done:?}");
    let overtaken = rows(&world, ready.id, None).await;
    let overtaken: Vec<_> = overtaken
        .iter()
        .filter(|row| row.outcome == Some(ImportOutcome::Overtaken))
        .map(|row| row.sku.as_str())
        .collect();
    assert_eq!(overtaken, ["A-2", "A-3"]);
    let view = world.owner.cx::<View>();
    assert_eq!(catalog::find(&view, known).await.unwrap().fields.name, "Minha");
    // What was changed after it was applied stays too, when the rest is taken back.
    let made = rows(&world, ready.id, Some(ImportAction::Create)).await;
    let made = made.iter().find(|row| row.sku == "A-4").unwrap().product.unwrap();
    catalog::link(&edit, &domain::view::catalog::ProductKey::of_sku("CANECA-X").unwrap(), made)
        .await
        .unwrap();
    validation::undo_import(&edit, ready.id).await.unwrap();
    let undone = settled(&world, ready.id).await;
    assert_eq!((undone.counts.done, undone.counts.overtaken), (2, 1), "{undone:?}");
    assert!(catalog::find(&view, made).await.is_ok(), "another SKU leads to it by now");
    assert_eq!(world.count("products where sku = 'A-1'").await, 0);
}

#[tokio::test]
async fn one_of_the_two_can_be_left_out() {
    let world = World::new().await;
    product(&world, "A-2", "Camiseta verde-água", "59,90").await;
    let run = checked(&world, SHEET).await;
    let ready = import(&world, run).await;
    let edit = world.owner.cx::<EditCatalog>();
    assert_eq!(
        conflict(validation::apply_import(&edit, ready.id, takes(false, false)).await),
        "nothing_to_import"
    );
    world.sql("update organisations set currency = 'USD'").await;
    assert_eq!(
        conflict(validation::apply_import(&edit, ready.id, takes(true, true)).await),
        "currency_changed"
    );
    world.sql("update organisations set currency = 'BRL'").await;
    validation::apply_import(&edit, ready.id, takes(false, true)).await.unwrap();
    let done = settled(&world, ready.id).await;
    assert_eq!((done.state, done.counts.done), (State::Applied, 1));
    assert_eq!(world.count("products").await, 1);
}

#[tokio::test]
async fn imports_of_others_and_of_sheets_without_a_sku_are_refused() {
    let world = World::new().await;
    let sheet = world.send("nomes.csv", "Título;Preço\nCaneca;9,90\n").await.sheet;
    world.columns(sheet, &["title", "price"]).await.unwrap();
    let run = world.check(sheet).await.id;
    let edit = world.owner.cx::<EditCatalog>();
    assert_eq!(conflict(validation::start_import(&edit, run).await), "no_sku_column");
    let run = checked(&world, SHEET).await;
    let id = validation::start_import(&edit, run).await.unwrap();
    let other = stranger(&world.hub).await;
    assert!(validation::catalogue_import(&other.cx::<View>(), id, ImportFilter::All, None).await.is_err());
    assert!(validation::start_import(&other.cx::<EditCatalog>(), run).await.is_err());
    validation::cancel_import(&edit, id).await.unwrap();
    let (import, ..) =
        validation::catalogue_import(&world.owner.cx::<View>(), id, ImportFilter::All, None).await.unwrap();
    assert_eq!(import.state, State::Cancelled);
    assert_eq!(conflict(validation::apply_import(&edit, id, takes(true, true)).await), "import_not_ready");
}

#[tokio::test]
async fn what_a_correction_of_the_catalogue_changed_is_taken_over_and_nothing_else() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    let loud = product(&world, "B-1", "CANECA DE CERÂMICA AZUL", "19,90").await;
    let other = product(&world, "B-2", "PRATO DE CERÂMICA BRANCO", "29,90").await;
    let sheet = validation::add_catalogue(&edit, "Catálogo").await.unwrap();
    let run = world.check(sheet).await.id;
    assert_eq!(conflict(validation::start_import(&edit, run).await), "not_a_file");
    validation::choose_fixes(&edit, run, &FixChoice::All, true).await.unwrap();
    let correction = validation::correct(&edit, run).await.unwrap();
    let made = work_for(&world.hub, async || {
        let fixes = validation::fixes(&view, run, None, None).await.unwrap();
        fixes.made.into_iter().find(|made| !made.state.is_open())
    })
    .await;
    assert_eq!((made.changed_cells, made.is_in_place), (2, false), "{made:?}");
    // Meanwhile a price is changed, and the other name.
    let mine = |sku: &str, name: &str| ProductInput {
        sku: sku.into(),
        name: name.into(),
        price: "21,00".into(),
        active: true,
        ..ProductInput::default()
    };
    catalog::update(&edit, loud, &mine("B-1", "CANECA DE CERÂMICA AZUL")).await.unwrap();
    catalog::update(&edit, other, &mine("B-2", "Prato meu")).await.unwrap();
    let id = validation::import_correction(&edit, correction).await.unwrap();
    let ready = settled(&world, id).await;
    assert_eq!((ready.counts.updates, ready.counts.creates, ready.counts.refused), (1, 0, 0), "{ready:?}");
    validation::apply_import(&edit, id, takes(true, true)).await.unwrap();
    assert_eq!(settled(&world, id).await.state, State::Applied);
    let fields = catalog::find(&view, loud).await.unwrap().fields;
    assert_eq!((fields.name.as_str(), fields.price_minor), ("Caneca de Cerâmica Azul", Some(2_100)));
    assert_eq!(catalog::find(&view, other).await.unwrap().fields.name, "Prato meu");
    validation::undo_import(&edit, id).await.unwrap();
    assert_eq!(settled(&world, id).await.state, State::Undone);
    assert_eq!(catalog::find(&view, loud).await.unwrap().fields.name, "CANECA DE CERÂMICA AZUL");
    let other_company = stranger(&world.hub).await;
    assert!(validation::import_correction(&other_company.cx::<EditCatalog>(), correction).await.is_err());
}

/// Imports a sheet of these rows, new products and changes.
async fn imported(world: &World, rows: &str) -> CatalogueImport {
    let run = checked(world, &format!("SKU;Título;Preço;NCM;Estoque\n{rows}\n")).await;
    let ready = import(world, run).await;
    validation::apply_import(&world.owner.cx::<EditCatalog>(), ready.id, takes(true, true)).await.unwrap();
    let done = settled(world, ready.id).await;
    assert_eq!((done.state, done.counts.overtaken), (State::Applied, 0), "{done:?}");
    done
}

#[tokio::test]
async fn imports_are_taken_back_in_the_order_in_which_they_stand_on_one_another() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let made = imported(&world, "U-1;Caneca;9,90;69120000;3").await;
    let price = imported(&world, "U-1;Caneca;12,90;;").await;
    let stock = imported(&world, "U-1;;;;7\nU-2;Copo;5,00;;").await;
    let undo = async |id| validation::undo_import(&edit, id).await.unwrap();
    let state = async |id| settled(&world, id).await.state;

    // The product would stay, since later ones changed it.
    assert_eq!(undo(made.id).await, Undo::After(stock.id));
    assert_eq!(state(made.id).await, State::Applied);
    // The stock is another value than the price.
    assert_eq!(undo(price.id).await, Undo::Begun);
    assert_eq!(state(price.id).await, State::Undone);
    assert_eq!(world.count("products where sku = 'U-1' and price_minor = 990 and stock = 7").await, 1);
    assert_eq!(undo(made.id).await, Undo::After(stock.id));
    assert_eq!(undo(stock.id).await, Undo::Begun);
    assert_eq!(state(stock.id).await, State::Undone);
    assert_eq!(world.count("products where sku = 'U-1' and stock = 3").await, 1);
    assert_eq!(undo(made.id).await, Undo::Begun);
    assert_eq!(state(made.id).await, State::Undone);
    assert_eq!(world.count("products").await, 0, "nothing is left behind");
}

#[tokio::test]
async fn a_product_that_is_not_as_it_was_made_stays() {
    let world = World::new().await;
    let edit = world.owner.cx::<EditCatalog>();
    let made = imported(&world, "V-1;Caneca;9,90;;3\nV-2;Copo;5,00;;").await;
    let rows = rows(&world, made.id, Some(ImportAction::Create)).await;
    let mine = ProductInput {
        sku: "V-1".into(),
        name: "Caneca".into(),
        price: "9,90".into(),
        stock: "3".into(),
        active: false,
        ..ProductInput::default()
    };
    catalog::update(&edit, rows[0].product.unwrap(), &mine).await.unwrap();
    assert_eq!(validation::undo_import(&edit, made.id).await.unwrap(), Undo::Begun);
    assert_eq!(settled(&world, made.id).await.counts.overtaken, 1);
    assert_eq!(world.count("products where sku = 'V-1'").await, 1);
    assert_eq!(world.count("products").await, 1);
}

#[tokio::test]
async fn the_imports_of_a_sheet_and_of_a_check_are_listed() {
    let world = World::new().await;
    let (edit, view) = (world.owner.cx::<EditCatalog>(), world.owner.cx::<View>());
    let run = checked(&world, SHEET).await;
    let sheet = validation::run_view(&view, run).await.unwrap().0.sheet;
    // Set aside by the next comparison, it is none.
    import(&world, run).await;
    let first = import(&world, run).await;
    validation::apply_import(&edit, first.id, takes(true, false)).await.unwrap();
    settled(&world, first.id).await;
    validation::undo_import(&edit, first.id).await.unwrap();
    settled(&world, first.id).await;
    let again = world.check(sheet).await.id;
    let second = import(&world, again).await;
    let listed = async |run| {
        let imports = validation::catalogue_imports(&view, sheet, run).await.unwrap();
        imports.iter().map(|import| (import.id, import.state)).collect::<Vec<_>>()
    };
    assert_eq!(listed(None).await, [(second.id, State::Ready), (first.id, State::Undone)]);
    assert_eq!(listed(Some(run)).await, [(first.id, State::Undone)]);
    let line = validation::catalogue_imports(&view, sheet, Some(run)).await.unwrap().remove(0);
    assert_eq!((line.creates, line.updates, line.refused, line.applied), (4, 0, 2, 0));
    assert!(line.requested_by.is_some());
    let other = stranger(&world.hub).await;
    assert!(validation::catalogue_imports(&other.cx::<View>(), sheet, None).await.unwrap().is_empty());
}
