//! What the components write: states for assistive technology, escaping, and nothing that the content
//! security policy forbids.

use leptos::prelude::*;
use ui::*;

/// The HTML of a view, without the empty comments that Leptos puts between nodes.
fn html(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

#[track_caller]
fn assert_contains(html: &str, part: &str) {
    assert!(html.contains(part), "{part} is not in {html}");
}

#[test]
fn the_kitchen_sink_has_no_inline_style_no_handler_and_no_script() {
    let page = html(|| view! { <KitchenSink/> }.into_any());
    for forbidden in [" style=", "<style", "<script", "javascript:", " onclick=", " onload="] {
        assert!(!page.contains(forbidden), "{forbidden} in the kitchen sink");
    }
}

#[test]
fn every_id_in_the_kitchen_sink_is_unique() {
    let page = html(|| view! { <KitchenSink/> }.into_any());
    let mut ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert!(all > 20, "found only {all} ids");
    assert_eq!(ids.len(), all);
}

#[test]
fn the_pieces_alone_leave_the_frame_to_the_page() {
    let page = html(|| view! { <KitchenSinkPieces/> }.into_any());
    assert_contains(&page, "<h1>Peças de Orion</h1>");
    assert!(!page.contains("<main") && !page.contains("class=\"topbar\""), "{page}");
}

#[test]
fn every_popover_button_names_a_popover_of_the_page() {
    let page = html(|| view! { <KitchenSink/> }.into_any());
    let targets = page.split(" popovertarget=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut checked = 0;
    for target in targets {
        assert_contains(&page, &format!(" id=\"{target}\""));
        checked += 1;
    }
    assert!(checked > 8, "found only {checked} popover buttons");
}

#[test]
fn text_from_outside_is_escaped() {
    let hostile = "<img src=x onerror=alert(1)>\"'";
    let page = html(move || {
        view! {
            <RawView label=hostile text=hostile/>
            <StatusBadge tone=Tone::Critical label=hostile reason=hostile/>
            <TextField name="shop" label=hostile value=hostile error=hostile/>
            <TextareaField name="note" label="Nota" value="\n</textarea><b>&lt;"/>
            <ChannelMark channel=hostile name=hostile/>
        }
        .into_any()
    });
    assert!(!page.contains("<img"), "{page}");
    assert_contains(&page, "\n\n&lt;/textarea>&lt;b>&amp;lt;</textarea>");
    assert_contains(&page, "&lt;img src=x onerror=alert(1)&gt;");
}

#[test]
fn a_field_with_an_error_is_invalid_and_described_by_help_and_error() {
    let field =
        html(|| view! { <TextField name="shop" label="Loja" help="Endereço" error="Escreva"/> }.into_any());
    assert_contains(&field, "<label for=\"shop\">");
    assert_contains(&field, "aria-describedby=\"shop-help shop-error\"");
    assert_contains(&field, "aria-invalid=\"true\"");
    assert_contains(&field, "id=\"shop-error\"");
}

#[test]
fn a_field_without_help_and_error_has_no_empty_aria_attributes() {
    let field = html(|| view! { <TextField name="shop" label="Loja"/> }.into_any());
    assert!(!field.contains("aria-"), "{field}");
}

#[test]
fn a_password_is_never_written_back() {
    let field = html(|| {
        view! { <TextField name="p" label="Senha" kind=InputKind::Password value="segredo"/> }.into_any()
    });
    assert!(!field.contains("segredo"), "{field}");
}

#[test]
fn a_stored_secret_shows_its_tail_and_may_stay_empty() {
    let field = html(|| {
        view! { <SecretField name="key" label="Chave" tail="4f2a" replace="Substituir" required=true/> }
            .into_any()
    });
    assert_contains(&field, "•••• 4f2a");
    assert!(!field.contains(" required"), "{field}");
    assert!(!field.contains(" value="), "{field}");
}

#[test]
fn a_critical_banner_interrupts_and_the_others_wait() {
    let critical = html(|| view! { <Banner tone=Tone::Critical title="Erro"/> }.into_any());
    let info = html(|| view! { <Banner tone=Tone::Info title="Aviso"/> }.into_any());
    assert_contains(&critical, "role=\"alert\"");
    assert_contains(&info, "role=\"status\"");
}

#[test]
fn an_icon_is_hidden_unless_it_is_named() {
    let plain = html(|| view! { <Icon name=IconName::X/> }.into_any());
    let named = html(|| view! { <Icon name=IconName::X label="Fechar"/> }.into_any());
    assert_contains(&plain, "aria-hidden=\"true\"");
    assert!(!named.contains("aria-hidden"), "{named}");
    assert_contains(&named, "role=\"img\"");
    assert_contains(&named, "<path");
}

#[test]
fn progress_never_exceeds_its_total_and_is_indeterminate_without_one() {
    let over = html(|| view! { <Progress label="Pedidos" done=7 total=5 counts="7 de 5"/> }.into_any());
    let unknown = html(|| view! { <Progress label="Pedidos" done=7 counts="7"/> }.into_any());
    assert_contains(&over, "max=\"5\" value=\"5\"");
    assert!(!unknown.contains(" value="), "{unknown}");
}

#[test]
fn use_turns_amber_at_four_fifths_and_red_when_full() {
    let at = |used| html(move || view! { <Usage label="Uso" used=used limit=100 counts=""/> }.into_any());
    assert!(!at(79).contains("tone-"));
    assert_contains(&at(80), "tone-warning");
    assert_contains(&at(100), "tone-critical");
}

fn sales(rows: Vec<Row>) -> AnyView {
    let columns = vec![
        Column::new(Place::Lead, "Venda").sorted("/sales?sort=number", Sorted::Descending),
        Column::new(Place::Figure, "Total"),
    ];
    view! { <DataTable caption="Vendas" columns=columns rows=rows empty="nada".into_any()/> }.into_any()
}

#[test]
fn a_table_links_its_first_column_and_says_how_it_is_sorted() {
    let row = Row { href: "/sales/7".into(), lead: "#7".into_any(), cells: vec![Cell::Missing], pick: None };
    let table = html(|| sales(vec![row]));
    assert_contains(&table, "aria-sort=\"descending\"");
    assert_contains(&table, "<a href=\"/sales/7\">#7</a></th>");
    assert_contains(&table, "class=\"t-figure number\"");
    assert_contains(&table, "–");
}

#[test]
fn a_table_without_rows_shows_its_empty_state() {
    let table = html(|| sales(vec![]));
    assert_eq!(table, "nada");
}

#[test]
fn a_pager_at_its_end_cannot_be_pressed() {
    let pager = html(|| {
        let previous = PagerLink { label: "Mais novas".into(), href: None };
        let next = PagerLink { label: "Mais antigas".into(), href: Some("?after=7".into()) };
        view! { <CursorPager label="Páginas" previous=previous next=next/> }.into_any()
    });
    assert_contains(&pager, "aria-disabled=\"true\"");
    assert_contains(&pager, "href=\"?after=7\" rel=\"next\"");
}

#[test]
fn the_way_back_from_filters_is_there_and_leads_nowhere_until_one_is_set() {
    let bar = |href: Option<&str>| {
        let clear = ("Limpar".to_owned(), href.map(str::to_owned));
        html(move || {
            view! { <FilterBar action="/sales" label="Filtrar vendas" apply="Filtrar" clear=clear>"campos"</FilterBar> }
                .into_any()
        })
    };
    assert_contains(&bar(Some("/sales")), ">Limpar</a>");
    let unfiltered = bar(None);
    assert_contains(&unfiltered, "aria-disabled=\"true\"");
    assert!(!unfiltered.contains("<a "), "{unfiltered}");
}

#[test]
fn a_chart_has_a_label_a_value_on_each_bar_and_a_table_behind() {
    let chart = html(|| {
        let text = ChartText {
            label: "Vendas por dia".into(),
            show_table: "Ver tabela".into(),
            colon: ":",
            label_column: "Dia".into(),
            value_column: "Vendas".into(),
        };
        let points = vec![Point::new("01/11", 0.0, "R$ 0,00"), Point::new("02/11", 8.0, "R$ 8,00")];
        view! { <BarChart text=text points=points axis=|value| value.to_string()/> }.into_any()
    });
    assert_contains(&chart, "role=\"group\" aria-label=\"Vendas por dia\"");
    assert_contains(&chart, "tabindex=\"0\" aria-label=\"02/11: R$ 8,00\"");
    assert_contains(&chart, "<td class=\"number\">R$ 8,00</td>");
    assert!(!chart.contains("NaN") && !chart.contains("is-previous"), "{chart}");
}

#[test]
fn bars_are_compared_with_the_time_before() {
    let chart = html(|| {
        let text = ChartText {
            label: "Ventes par heure".into(),
            show_table: "Voir le tableau".into(),
            colon: "\u{a0}:",
            label_column: "Heure".into(),
            value_column: "Ventes".into(),
        };
        let points = |text: &str| vec![Point::new("12 h", 2.0, text)];
        view! {
            <BarChart text=text points=points("2") previous=points("3") previous_label="Période précédente".to_owned()
                axis=|value| value.to_string()/>
        }
        .into_any()
    });
    assert_contains(&chart, "aria-label=\"12 h\u{a0}: 2. Période précédente\u{a0}: 3\"");
    assert_contains(&chart, "<td class=\"number\">2</td><td class=\"number\">3</td>");
    assert_contains(&chart, "width=\"14\" height=\"10\" rx=\"2\"");
    assert_contains(&chart, "</svg>Période précédente</span>");
}

fn text() -> ChartText {
    ChartText {
        label: "Vendas".into(),
        show_table: "Ver tabela".into(),
        colon: ":",
        label_column: "Dia".into(),
        value_column: "Vendas".into(),
    }
}

fn days(count: u32) -> Vec<Point> {
    (1..=count)
        .map(|day| Point::new(format!("{day:02}/11"), f64::from(day), format!("R$ {day},00")))
        .collect()
}

#[test]
fn a_value_shows_anywhere_over_its_day_and_the_tab_key_stops_once() {
    let charts = [
        html(|| view! { <LineChart text=text() points=days(5) axis=|value| value.to_string()/> }.into_any()),
        html(|| view! { <BarChart text=text() points=days(5) axis=|value| value.to_string()/> }.into_any()),
    ];
    for chart in &charts {
        assert_eq!(chart.matches("height=\"180\" pointer-events=\"all\"").count(), 5, "{chart}");
        assert_eq!(chart.matches("tabindex=\"0\"").count(), 1, "{chart}");
        assert_contains(chart, "tabindex=\"0\" aria-label=\"05/11: R$ 5,00\"");
    }
    let [line, bars] = charts;
    // At its ends a line has half a step.
    for reach in [
        "x=\"0.000%\" width=\"12.500%\"",
        "x=\"12.500%\" width=\"25.000%\"",
        "x=\"87.500%\" width=\"12.500%\"",
    ] {
        assert_contains(&line, reach);
    }
    assert_contains(&bars, "x=\"80.000%\" width=\"20.000%\"");
}

#[test]
fn a_last_value_that_is_not_whole_yet_is_told_to_be_so_far() {
    let chart = |so_far: Option<String>| {
        html(|| {
            view! { <LineChart text=text() points=days(3) so_far=so_far axis=|value| value.to_string()/> }
                .into_any()
        })
    };
    let open = chart(Some("até agora".into()));
    assert_contains(&open, "aria-label=\"03/11: R$ 3,00 até agora\"");
    assert_contains(&open, "<td class=\"number\">R$ 3,00 até agora</td>");
    assert_contains(&open, "aria-label=\"02/11: R$ 2,00\"");
    assert_contains(&open, "stroke-dasharray=\"2 4\" d=\"M50.00");
    assert!(!chart(None).contains("stroke-dasharray"));
}

#[test]
fn the_axis_has_as_many_labels_as_fit_and_the_table_the_whole_name() {
    let labels = |chart: &str| {
        chart.matches("text-anchor=\"middle\"").count() + chart.matches("x=\"100.000%\" y=\"198\"").count()
    };
    let line = |points: Vec<Point>, every| {
        html(move || {
            view! { <LineChart text=text() points=points label_every=every axis=|value| value.to_string()/> }
                .into_any()
        })
    };
    assert_eq!(labels(&line(days(30), 0)), 4);
    let months = (0..30).map(|month| Point::new(format!("jul/20{month:02}"), 1.0, "R$ 1,00")).collect();
    assert_eq!(labels(&line(months, 0)), 3);
    let hours = line(days(24), 6);
    for hour in ["01/11", "07/11", "13/11", "19/11"] {
        assert_contains(&hours, &format!(">{hour}</text>"));
    }
    let weeks = vec![Point::new("24/01", 1.0, "R$ 1,00").named("Semana de 24/01")];
    let weeks = line(weeks, 0);
    assert_contains(&weeks, "aria-label=\"Semana de 24/01: R$ 1,00\"");
    assert_contains(&weeks, "<th scope=\"row\">Semana de 24/01</th>");
    assert_contains(&weeks, ">24/01</text>");
}

#[test]
fn a_rank_tells_how_it_went() {
    let ranks = html(|| {
        let change = Change { trend: Trend::Down, tone: Tone::Critical, text: "8 %".into() };
        let rank = Rank {
            label: "Loja".into(),
            href: None,
            value: 1.0,
            text: "R$ 1,00".into(),
            share: None,
            change: Some(change),
            lead: None,
        };
        view! { <RankList label="Canais" ranks=vec![rank]/> }.into_any()
    });
    assert_contains(&ranks, "class=\"stat-change tone-critical\"");
    assert_contains(&ranks, "<span class=\"visually-hidden\">-</span>8 %</span></li>");
}

#[test]
fn charts_without_points_still_draw() {
    let charts = html(|| {
        let text = || ChartText {
            label: "Vendas".into(),
            show_table: "Ver tabela".into(),
            colon: ":",
            label_column: "Dia".into(),
            value_column: "Vendas".into(),
        };
        view! {
            <BarChart text=text() points=vec![] axis=|value| value.to_string()/>
            <LineChart text=text() points=vec![] axis=|value| value.to_string()/>
            <RankList label="Canais" ranks=vec![]/>
        }
        .into_any()
    });
    assert!(!charts.contains("NaN") && !charts.contains("inf"), "{charts}");
}

#[test]
fn the_navigation_marks_the_current_page_and_opens_as_a_drawer_without_script() {
    let page = html(|| view! { <KitchenSink/> }.into_any());
    assert_contains(&page, "popovertarget=\"nav\"");
    assert_contains(&page, "id=\"nav\" popover=\"auto\"");
    assert_contains(&page, "class=\"skip\"");
    assert_contains(&page, "aria-current=\"page\"");
}
