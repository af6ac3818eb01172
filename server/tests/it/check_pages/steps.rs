//! The page of the steps of a column.

use super::World;

#[tokio::test]
async fn what_a_step_is_told_is_changed_by_fields() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nA-1;copo;9,90\nA-2;caneca c/ tampa;9,90\n";
    let (sheet, _) = world.checked("copos.csv", rows, &["sku", "title", "price"]).await;
    let (path, sheet) = (format!("/admin/validacao/{sheet}/colunas/1"), sheet.to_string());
    let act = async |steps: &str, act: &str, values: &[&str]| {
        let names: Vec<_> = (0..values.len()).map(|nth| format!("values[{nth}]")).collect();
        let fields = [("sheet", sheet.as_str()), ("column", "1"), ("steps", steps), ("act", act)];
        let values = names.iter().map(String::as_str).zip(values.iter().copied());
        let fields: Vec<_> = fields.into_iter().chain(values).collect();
        world.browser.submit("/ui/validation/steps", &fields).await;
        world.page(&path).await
    };
    let added = act("", "add:replace", &[]).await;
    for told in ["Texto a trocar: c/ · Trocar por: com", "Estes valores são um exemplo", "value=\"c/\""] {
        assert!(added.contains(told), "{told}: {added}");
    }
    // Those that change come first.
    let (first, second) = (added.find("caneca com tampa").unwrap(), added.find("Sem mudança").unwrap());
    assert!(first < second, "{added}");
    let set = act("- replace: { text: c/, with: com }", "set:0", &["tampa", "pires"]).await;
    assert!(set.contains("caneca c/ pires") && !set.contains("Estes valores são um exemplo"), "{set}");
    let unknown = act("- case: titulo", "show", &[]).await;
    assert!(
        unknown.contains("“titulo” não vale aqui. Use um destes: lower (tudo em minúsculas), "),
        "{unknown}"
    );
    assert!(!unknown.contains("unknown variant"), "{unknown}");
}

#[tokio::test]
async fn a_whole_document_can_be_pasted() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nA-1;copo;9,90\n";
    let sheet = world.sent("copos.csv", rows, &["sku", "title", "price"]).await.to_string();
    let steps = "version: 1\r\nsteps:\r\n  - case: upper\r\ntests:\r\n  - { in: caneca, out: CANECA }\r\n";
    let fields = [("sheet", sheet.as_str()), ("column", "1"), ("steps", steps), ("act", "show")];
    world.browser.submit("/ui/validation/steps", &fields).await;
    let page = world.page(&format!("/admin/validacao/{sheet}/colunas/1")).await;
    assert!(page.contains("COPO") && page.contains("in: caneca") && !page.contains("version: 1"), "{page}");
}

#[tokio::test]
async fn what_looks_the_same_behind_the_steps_is_no_change() {
    let world = World::new().await;
    let rows = "SKU;Título;Preço\nA-1;Copo;21,90\nA-2;Jarro;R$ 35,50\n";
    let sheet = world.sent("copos.csv", rows, &["sku", "title", "price"]).await.to_string();
    let steps = "- money: { decimal: \",\" }";
    let fields = [("sheet", sheet.as_str()), ("column", "2"), ("steps", steps), ("act", "show")];
    world.browser.submit("/ui/validation/steps", &fields).await;
    let page = world.page(&format!("/admin/validacao/{sheet}/colunas/2")).await;
    assert!(!page.contains("→ 21,90"), "{page}");
    // Those that change come first.
    let (first, second) = (page.find("→ 35,50").unwrap(), page.find("Sem mudança").unwrap());
    assert!(first < second, "{page}");
}

#[tokio::test]
async fn what_a_step_cannot_be_told_comes_back_as_it_was_typed() {
    let world = World::new().await;
    let sheet = world.sent("copos.csv", "SKU;Título;Preço\nA-1;P;9,90\n", &["sku", "title", "price"]).await;
    let (path, sheet) = (format!("/admin/validacao/{sheet}/colunas/1"), sheet.to_string());
    let set = async |steps: &str, values: &[&str]| {
        let names: Vec<_> = (0..values.len()).map(|nth| format!("values[{nth}]")).collect();
        let fields = [("sheet", sheet.as_str()), ("column", "1"), ("steps", steps), ("act", "set:0")];
        let values = names.iter().map(String::as_str).zip(values.iter().copied());
        let fields: Vec<_> = fields.into_iter().chain(values).collect();
        world.browser.submit("/ui/validation/steps", &fields).await;
        world.page(&path).await
    };
    // The values of a step stand in the order of their names.
    let lookup = "- lookup: { table: { P: Pequeno } }";
    let long: String = (0..3_000).map(|at| format!("K-{at}: Valor {at}\n")).collect();
    let long = format!("{long}M Médio");
    let cases: [(&str, &[&str], &str); 7] = [
        (lookup, &["empty", "P: Pequeno\nG Grande"], "Linha 2: escreva o valor da célula, dois-pontos"),
        (lookup, &["empty", "P: Pequeno\nP: Padrão"], "Linha 2: P já está em outra linha."),
        (lookup, &["empty", &long], "Linha 3.001: escreva o valor da célula"),
        ("- truncate: 60", &["quarenta"], "Escreva um número inteiro que este ajuste aceite"),
        ("- multiply: 1.1", &["um e meio"], "Escreva um número, como 1,1."),
        ("- join: { fields: [brand], with: ' ' }", &["marca, modelo", "—"], "Escreva campos pelo código"),
        // What can be told and not be done stands in the step itself.
        (
            "- date: { from: [dd/mm/yyyy] }",
            &["hoje, ontem", "yyyy"],
            "o formato de data hoje não é conhecido",
        ),
    ];
    for (steps, values, why) in cases {
        let page = set(steps, values).await;
        assert!(page.contains(why), "{steps}: {page}");
        for typed in values {
            assert!(page.contains(typed), "{steps}: {typed}: {page}");
        }
    }
    let page = set(lookup, &["empty", "G Grande"]).await;
    assert!(page.contains("<option value=\"empty\" selected"), "{page}");
    // The text of the steps is as it was sent, and says nothing of it.
    assert!(page.contains("- lookup: { table: { P: Pequeno } }"), "{page}");
    let mended = set(lookup, &["empty", "G: Grande\nX:"]).await;
    assert!(mended.contains(">\nG: Grande\nX:</textarea>"), "{mended}");
    assert!(!mended.contains("escreva o valor da célula"), "{mended}");
}
