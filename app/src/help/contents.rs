//! `/admin/ajuda` and `/admin/ajuda/:topic`: the guide, and the instructions of the platforms for whoever may not connect one.

use super::{
    PATH, Topic,
    article::{Article, Part},
    topic::GROUPS,
};
use crate::{
    integrations::{self, guide, platform_name},
    page::{Area, Drawing, Page, PageCx, own_page},
};
use domain::{Fault, Permission};
use leptos::prelude::*;
use ui::{Breadcrumbs, CursorPager, DetailLayout, LinkButton, PageHeader, PagerLink, Panel};

/// `/admin/ajuda`
pub fn help_page() -> Drawing {
    own_page(Area::Settings, |cx, _| async move {
        let t = cx.t.help();
        let groups = GROUPS.map(|(group, topics)| {
            let rows = topics.iter().map(|topic| {
                let slug = topic.slug();
                row(topic.path().to_owned(), t.topic(slug), Some(t.about(slug)))
            });
            let rows = rows.collect_view();
            view! { <Panel title=t.group(group)>{rows}</Panel> }
        });
        let platforms = hub::integrations::platforms(cx.visit().hub())
            .into_iter()
            .filter(|(id, _)| guide::of(id, cx.locale.words).is_some())
            .map(|(id, name)| row(format!("{PATH}/{id}"), t.platform_title(name), None));
        let platforms = platforms.collect_view();
        let body = view! {
            <PageHeader title=t.title() context=t.title_context().into_any()/>
            {groups.into_iter().collect_view()}
            <Panel title=t.platforms() context=t.platforms_context()>{platforms}</Panel>
        };
        Ok(Page::new(t.title(), body))
    })
}

/// A way to something with a line of what it is about.
fn row(href: String, label: String, about: Option<String>) -> impl IntoView {
    let about = about.map(|about| view! { <span class="meta">{about}</span> });
    view! { <div class="choice-row"><p><a href=href>{label}</a>{about}</p></div> }
}

/// `/admin/ajuda/:topic`: a topic, or a platform by its id.
pub fn help_topic_page() -> Drawing {
    own_page(Area::Settings, |cx, _| async move {
        let asked: String = cx.param("topic")?;
        if let Some(topic) = Topic::parse(&asked) {
            return Ok(of_topic(&cx, topic));
        }
        let html = guide::of(&asked, cx.locale.words).ok_or(Fault::NotFound)?;
        Ok(of_platform(&cx, &asked, html))
    })
}

fn of_topic(cx: &PageCx, topic: Topic) -> Page {
    let (t, title) = (cx.t.help(), cx.t.help().topic(topic.slug()));
    let Article { intro, parts } = Article::of(topic.markdown(cx.locale.words));
    let links = parts.iter().map(|part| {
        let (href, name) = (format!("#{}", part.id), part.name.clone());
        view! { <li><a href=href>{name}</a></li> }
    });
    let links = links.collect_view();
    let contents = view! {
        <Panel title=t.in_page()>
            <nav aria-label=t.in_page()><ul class="prose">{links}</ul></nav>
        </Panel>
    };
    let parts = parts.into_iter().map(|Part { id, name, html }| {
        view! { <div id=id><Panel title=name><div class="prose measure" inner_html=html></div></Panel></div> }
    });
    let below = view! { {parts.collect_view()}{around(cx, topic)} }.into_any();
    let body = view! {
        {trail(cx)}
        <PageHeader title=title.clone() context=t.about(topic.slug()).into_any()/>
        <DetailLayout aside=contents.into_any() below=below>
            <div class="prose measure" inner_html=intro></div>
        </DetailLayout>
    };
    Page::new(title, body)
}

/// What is read before and after it; at the ends, the contents.
fn around(cx: &PageCx, topic: Topic) -> AnyView {
    let t = cx.t.help();
    let link = |to: Option<Topic>| match to {
        Some(topic) => PagerLink { label: t.topic(topic.slug()), href: Some(topic.path().to_owned()) },
        None => PagerLink { label: t.title().to_owned(), href: Some(PATH.to_owned()) },
    };
    let before = Topic::all().take_while(|other| *other != topic).last();
    let after = Topic::all().skip_while(|other| *other != topic).nth(1);
    view! { <CursorPager label=t.between() previous=link(before) next=link(after)/> }.into_any()
}

fn of_platform(cx: &PageCx, platform: &str, html: String) -> Page {
    let t = cx.t.help();
    let title = t.platform_title(&platform_name(cx, platform));
    let (name, context) = (title.clone(), t.platforms_context().into_any());
    let head = if cx.may(Permission::ManageConnections) {
        let (label, href) = (cx.t.integrations().connect(), integrations::new_path(platform));
        let connect = view! { <LinkButton label=label href=href/> }.into_any();
        view! { <PageHeader title=name context=context action=connect/> }.into_any()
    } else {
        view! { <PageHeader title=name context=context/> }.into_any()
    };
    let heading = cx.t.integrations().guide();
    let body = view! {
        {trail(cx)}
        {head}
        <Panel title=heading>
            <div class="prose measure" tabindex="0" role="region" aria-label=heading inner_html=html></div>
        </Panel>
    };
    Page::new(title, body)
}

fn trail(cx: &PageCx) -> AnyView {
    let t = cx.t.help();
    view! { <Breadcrumbs label=t.title() trail=vec![(t.title().to_owned(), PATH.to_owned())]/> }.into_any()
}
