// What a page may weigh, and how still it stands while it loads.
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { allPages, checkedSheet, firstIn, gates } from './support/pages.ts';
import { salesArrived, signIn } from './support/session.ts';
import { expect, test, visit } from './support/test.ts';

/** The most that a page's HTML may weigh, in bytes after gzip. */
const mostHtml = 60 * 1024;
/** The most that a page may move while it loads, as browsers count it; what people notice begins at 0.1. */
const mostShift = 0.02;

const main = [
  '/admin',
  '/admin/vendas',
  '/admin/produtos',
  '/admin/integracoes',
  '/admin/validacao',
  '/admin/analises',
  '/admin/sincronizacoes',
  '/admin/planos',
  '/admin/conta',
  '/admin/fila',
  '/admin/saude',
  '/admin/alertas',
];
/** Lists of which the first page that they lead to is measured as well. */
const lists = ['/admin/vendas', '/admin/clientes', '/admin/produtos', '/admin/integracoes'];

test('the HTML of every page is light', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  await salesArrived(page);
  for (const path of [...gates, ...(await allPages(page))]) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(gzipSync(await answer.body()).length, path).toBeLessThan(mostHtml);
  }
});

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };

/** How much the page has moved since it was asked for, by itself. */
async function shift(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        sum += entry.hadRecentInput ? 0 : entry.value;
      }
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    await new Promise((done) => setTimeout(done, 300));
    return sum;
  });
}

for (const width of [390, 1440]) {
  test(`nothing moves while a page loads in ${width} px`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: 900 });
    await visit(page, '/entrar');
    expect(await shift(page), '/entrar').toBeLessThan(mostShift);
    await signIn(page);
    await salesArrived(page);
    const details: string[] = [];
    for (const list of lists) {
      details.push(await firstIn(page, list));
    }
    await checkedSheet(page);
    details.push(new URL(page.url()).pathname);
    for (const path of [...main, ...details]) {
      await visit(page, path);
      expect(await shift(page), path).toBeLessThan(mostShift);
    }
    // A figure that is always zero would say nothing.
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.style.height = '300px';
      document.querySelector('main')?.prepend(late);
    });
    expect(await shift(page)).toBeGreaterThan(mostShift);
  });
}
