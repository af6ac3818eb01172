//! What reads the same in Portuguese and in another language is the same word, and no text that was left in Portuguese.

use std::collections::BTreeSet;
use std::path::Path;

use crate::generation::catalogue::{Area, Arm, LOCALES, Part, Text, load};
use crate::generation::still;

/// Words that are written alike in Portuguese and in this language, and names. In the order of [`LOCALES`], which
/// begins with Portuguese.
const SAME: [(&str, &str); 3] = [
    (
        "en",
        "be boa boleto business cest cheque cnpj cpf csv e enterprise envios flex free full google gtin isbn mail \
         malha marketplace material mercado mpn ncm nf normal paypal pdf pix pro sandbox sku total url utf",
    ),
    (
        "es",
        "a abril abrir administrador agosto ajustar ajuste ajustes alertas alta anterior antes anulada aplicada \
         aplicado aplicando atributo automática autorizado aviso avisos azul barra barras be boa boleto buscar \
         business bytes camiseta campo campos canal cancelada canceladas cancelado cancelar candidatos caracteres \
         catálogo causa cest cheque clara cliente clientes cnpj como completo compra compradores compras conectada \
         conectado conectar configurar confirmado confirmar consultando continuar contrato cpf credencial crítica \
         críticas csv código códigos de desconectado desconectar desde desvincular documento documentos duplicados e \
         embalar empresa encontrado enterprise entrando entrar enviada enviadas enviado enviando enviar esperando está estado \
         etiquetas excel exportar falta filtrar filtros finalizado fiscal forma formato free google grupo gtin \
         guardado h hora horas idioma importada importado importando importar imprimir incluir isbn lenta letras \
         lista listar listas malha marca marketplace material mediana medido menor menos meses minutos modelo motivo \
         motivos mpn multiplicar máxima máximo mínimo nada ncm nf normal nunca número oculta ocultar opcional \
         operador ordenar p pagar para partes pausada pausar paypal pdf pedida pedido pedidos perdidos período peso \
         pix plataforma plataformas por pro problema problemas página páginas que reautorizar recuperado recuperados \
         reembolsado reembolso reembolsos registrar registro repetido repetir resultado resultados retirado sandbox \
         sentido sheets sincronizando sincronizar sku sugerido tarifas texto tipo todas todos total título url uso \
         utf vale valor valores vencido ver vertical vinculados vincular visto windows yaml última último",
    ),
    (
        "fr",
        "be boa boleto business canal cest cnpj cpf de e enterprise envios flex free full google gtin h isbn mail \
         malha mercado mpn ncm nf ou paypal pdf pix pro sandbox sku total url utf",
    ),
];

/// Areas that hold nothing but names of money and of places, many of which several languages share.
const NAMES: [&str; 2] = ["currencies", "zones"];

#[test]
fn no_text_was_left_in_portuguese() {
    let areas = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")).unwrap();
    let told = areas.iter().filter(|area| !NAMES.contains(&area.name.as_str()));
    let complaints: Vec<_> = told.flat_map(untranslated).collect();
    assert!(
        complaints.is_empty(),
        "equal to the Portuguese; words that really read so belong into SAME:\n  {}",
        complaints.join("\n  ")
    );
}

/// The words of an area that are equal to the Portuguese and not known to be.
fn untranslated(area: &Area) -> Vec<String> {
    let mut complaints = Vec::new();
    for (language, (tag, same)) in (1_usize..).zip(SAME) {
        assert_eq!(LOCALES[language].0, tag);
        let same: BTreeSet<_> = same.split_whitespace().collect();
        for text in &area.texts {
            let portuguese = wordings(&text.patterns[0]);
            for wording in wordings(&text.patterns[language]).intersection(&portuguese) {
                let lower = wording.to_lowercase();
                let mut words = lower.split(|sign: char| !sign.is_alphabetic());
                if let Some(word) = words.find(|word| !word.is_empty() && !same.contains(word)) {
                    let at = format!("{tag}/{}.ftl: {}", area.name, text.name);
                    complaints.push(format!("{at}: {word:?} in {wording:?}"));
                }
            }
        }
    }
    complaints
}

/// Each choice of a text and what stands around it, with a sign in place of what is filled in.
fn wordings(parts: &[Part]) -> BTreeSet<String> {
    let (mut around, mut all) = (String::new(), BTreeSet::new());
    for part in parts {
        match part {
            Part::Literal(text) => around.push_str(text),
            Part::Argument(_) => around.push('…'),
            Part::Choice { arms, otherwise, .. } => {
                around.push('…');
                all.extend(arms.iter().flat_map(|(_, parts)| wordings(parts)));
                all.extend(wordings(otherwise));
            }
        }
    }
    all.insert(around);
    all
}

#[test]
fn a_text_in_portuguese_is_noticed_within_a_choice_too() {
    let literal = |text: &str| vec![Part::Literal(text.to_owned())];
    let choice = |one: &str, other: &str| {
        vec![Part::Choice {
            by: "state".to_owned(),
            arms: vec![(Arm::Word("open".to_owned()), literal(one))],
            otherwise: literal(other),
        }]
    };
    let area = |patterns| {
        let text = Text { patterns, ..still("title") };
        Area { name: "orders".to_owned(), texts: vec![text] }
    };
    let all = ["Loja 1", "Shop 1", "Tienda 1", "Boutique 1"].map(literal).to_vec();
    assert!(untranslated(&area(all)).is_empty());
    let left = ["Loja 1", "Shop 1", "Tienda 1", "Loja 1"].map(literal).to_vec();
    assert_eq!(untranslated(&area(left)), ["fr/orders.ftl: title: \"loja\" in \"Loja 1\""]);
    let some = vec![choice("Loja", "Total"), literal("Shop"), choice("Loja", "Total"), literal("Boutique")];
    assert_eq!(untranslated(&area(some)), ["es/orders.ftl: title: \"loja\" in \"Loja\""]);
}
