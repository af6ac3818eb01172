// Every page: stands, is accessible, fits a phone and large type, in light and dark and in every language.
import type { Page } from '@playwright/test';
import { allPages, gates, mailedGates } from './support/pages.ts';
import { salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test } from './support/test.ts';

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible in ${scheme}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await signIn(page);
    await salesArrived(page);
    for (const path of await allPages(page)) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await hydrated(page);
      await expectAccessible(page);
    }
  });
}

/** Fails where a page is wider than its window, and names what sticks out. */
async function expectFits(page: Page, about: string): Promise<void> {
  const outside = await page.evaluate(() => {
    const width = window.innerWidth;
    if (document.documentElement.scrollWidth <= width) {
      return [];
    }
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1);
    return ['the page', ...wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`)];
  });
  expect(outside, about).toEqual([]);
}

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
