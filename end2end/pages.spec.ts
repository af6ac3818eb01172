// Every page: stands, is accessible, fits a phone and large type, in light and dark and in every language.
import type { Page } from '@playwright/test';
import { allPages, gates, mailedGates } from './support/pages.ts';
import { salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test } from './support/test.ts';

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible in ${scheme}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme: scheme });
    const look = async (path: string): Promise<void> => {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await hydrated(page);
      await expectAccessible(page);
    };
    for (const path of gates) {
      await look(path);
    }
    await signIn(page);
    await salesArrived(page);
    for (const path of await allPages(page)) {
      await look(path);
    }
  });
}

/** What says all of its words or is no use: never shortened, as names may be. */
const labels = '.button, .badge, .count, .tabs a, .nav-label, .menu-item, thead th';

/** Labels whose text is wider than what shows it, those of closed menus and dialogs as well: where it is seen, and the text. */
async function cutLabels(page: Page): Promise<string[]> {
  return page.evaluate((labels) => {
    /** The nearest box around an element beyond which its text is cut. What can be scrolled cuts nothing. */
    const cutter = (element: Element): Element | undefined => {
      for (let box: Element | null = element; box; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box);
        if (overflowX === 'hidden' || overflowX === 'clip') {
          return box;
        }
        if (overflowX !== 'visible') {
          return undefined;
        }
      }
      return undefined;
    };
    const isOutside = (rect: DOMRect, box: Element) => {
      const { left, right } = box.getBoundingClientRect();
      return rect.width > 0 && (rect.left < left - 1 || rect.right > right + 1);
    };
    const found = new Set<string>();
    const look = (root: Element) => {
      for (const label of root.querySelectorAll<HTMLElement>(labels)) {
        const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const holder = texts.currentNode.parentElement;
          // A label within another one is looked at by itself.
          if (!holder || holder.closest(labels) !== label || holder.closest('.truncate, .visually-hidden, .hint')) {
            continue;
          }
          const range = document.createRange();
          range.selectNodeContents(texts.currentNode);
          const boxes = [label, cutter(holder)].filter((box) => box !== undefined);
          if ([...range.getClientRects()].some((rect) => boxes.some((box) => isOutside(rect, box)))) {
            found.add(`cut: ${label.tagName.toLowerCase()}.${label.className}: ${label.innerText.trim()}`);
          }
        }
      }
    };
    look(document.body);
    for (const closed of document.querySelectorAll<HTMLElement>('[popover]:not(:popover-open)')) {
      closed.showPopover();
      look(closed);
      closed.hidePopover();
    }
    return [...found];
  }, labels);
}

/** Fails where a page is wider than its window, and names what sticks out, or where a label is cut. */
async function expectFits(page: Page, about: string): Promise<void> {
  const outside = await page.evaluate(() => {
    const width = window.innerWidth;
    if (document.documentElement.scrollWidth <= width) {
      return [];
    }
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1);
    return ['the page', ...wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`)];
  });
  expect([...outside, ...(await cutLabels(page))], about).toEqual([]);
}

/** Gives a page's tables the longest names and words that they may have to show. */
async function lengthen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const write = (where: string, text: string) => {
      for (const found of document.querySelectorAll(`main .table tbody ${where}`)) {
        found.textContent = text;
      }
    };
    write('tr:first-child .channel .truncate', 'Loja das Três Marias de Roupas e Calçados Importados (WooCommerce)');
    write('tr:first-child td:has(+ .t-ship) .badge', 'Reembolsado em parte');
    write('tr:first-child .t-ship .badge', 'Enviado em parte');
    write('tr:first-child .t-detail > time', '27/11/2026, 11:15');
  });
}

test('every page fits the windows of tablets and desks, whatever the names in its tables', async ({ page }) => {
  test.setTimeout(600_000);
  await signIn(page);
  await salesArrived(page);
  for (const path of await allPages(page)) {
    await page.goto(path);
    await lengthen(page);
    for (const width of [1440, 1366, 1280, 1024, 800, 768]) {
      await page.setViewportSize({ width, height: 900 });
      await expectFits(page, `${path}, ${width} px wide`);
    }
  }
});

test('what stands side by side has its parts on common lines, whatever the length of their texts', async ({ page }) => {
  await signIn(page);
  await salesArrived(page);
  for (const [path, boxes] of [['/admin/planos', '.of-plans > *'], ['/admin', '.stats > *']] as const) {
    await page.goto(path);
    await expect(page.locator(boxes).nth(1)).toBeVisible();
    const lines = await page.locator(boxes).evaluateAll((all) => {
      for (const part of [...(all[0]?.children ?? [])].slice(0, -1)) {
        part.append(' palavras que pedem mais de uma linha'.repeat(3));
      }
      const top = (element: Element) => Math.round(element.getBoundingClientRect().top);
      const beside = all.filter((box) => all[0] && top(box) === top(all[0]));
      return beside.map((box) => [...box.querySelectorAll(':scope > *, h3')].map(top));
    });
    expect(lines.length, path).toBeGreaterThan(1);
    for (const [at, line] of (lines[0] ?? []).entries()) {
      expect(lines.map((parts) => parts[at] ?? line), `part ${at} of what is on ${path}`).toEqual(lines.map(() => line));
    }
  }
});

test.describe('at 200 % zoom', () => {
  // A window of 1,280 by 900 pixels, in which everything is twice as large.
  test.use({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });

  test('every page fits', async ({ page }) => {
    test.setTimeout(600_000);
    for (const path of gates) {
      await page.goto(path);
      await expectFits(page, path);
    }
    await signIn(page);
    await salesArrived(page);
    for (const path of await allPages(page)) {
      await page.goto(path);
      await expectFits(page, path);
    }
  });
});

test('every page fits 320 px in every language', async ({ browser, context, page, baseURL }) => {
  test.setTimeout(600_000);
  const viewport = { width: 320, height: 700 };
  await page.setViewportSize(viewport);
  await signIn(page);
  await salesArrived(page);
  const all = await allPages(page);
  const mailed = await mailedGates(browser);
  for (const language of ['pt-BR', 'en', 'es', 'fr']) {
    await page.goto('/admin/conta');
    await page.locator('select[name=locale]').selectOption(language);
    await page.locator('form:has(select[name=locale]) button[type=submit]').click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    // A tab of its own: each page reserves address space for its wasm, which comes back when the tab is closed.
    const tab = await context.newPage();
    await tab.setViewportSize(viewport);
    for (const path of all) {
      await tab.goto(path);
      await tab.locator('.chart-table').evaluateAll((tables) => tables.forEach((table) => table.toggleAttribute('open', true)));
      await expectFits(tab, `${path} in ${language}`);
    }
    await tab.close();
    // Who is not signed in reads the language of the browser.
    const stranger = await browser.newContext({ locale: language, viewport, ...(baseURL ? { baseURL } : {}) });
    await stranger.addCookies(mailed.cookies);
    const gate = await stranger.newPage();
    for (const path of [...gates, ...mailed.paths]) {
      await gate.goto(path);
      expect(new URL(gate.url()).pathname).toBe(path);
      await expect(gate.locator('html')).toHaveAttribute('lang', language);
      await expectFits(gate, `${path} in ${language}`);
    }
    await stranger.close();
  }
  await page.goto('/admin/conta');
  await page.locator('select[name=locale]').selectOption('pt-BR');
  await page.locator('form:has(select[name=locale]) button[type=submit]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
});
