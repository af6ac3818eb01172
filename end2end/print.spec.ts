// What comes on paper: a sale, a packing list, a month of checks, and any page of the console.
import type { Page } from '@playwright/test';
import { lastMonth } from './support/days.ts';
import { salesArrived, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, visit } from './support/test.ts';

/** The page as a PDF, and how many pages that has. */
async function pages(page: Page, format: 'A4' | 'Letter' = 'A4'): Promise<number> {
  const pdf = await page.pdf({ format });
  const text = pdf.toString('latin1');
  expect(text.slice(0, 4)).toBe('%PDF');
  return text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Nothing that only a screen is for. */
async function expectOnlyPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const part of ['.nav', '.topbar', '.paper-bar', '.toasts', '.bulk']) {
    await expect(page.locator(`${part}:visible`)).toHaveCount(0);
  }
  await expect(page.getByRole('button')).toHaveCount(0);
  const ink = await page.locator('h1').evaluate((title) => getComputedStyle(title).color);
  expect(ink).toBe('rgb(0, 0, 0)');
}

/** On the sheet no word of a heading breaks, and no number, nor a SKU at its hyphens. */
async function expectWholeWords(page: Page): Promise<void> {
  const broken = await page.locator('.sheet .table :is(thead th, .whole, .number)').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      const text = cell.firstChild;
      if (!(text instanceof Text)) {
        return [];
      }
      const range = document.createRange();
      const words = [...text.data.matchAll(/\S+/g)].filter((word) => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((rect) => rect.top)).size > 1;
      });
      return words.map((word) => word[0]);
    }),
  );
  expect(broken).toEqual([]);
}

test.beforeEach(async ({ page }) => {
  await signIn(page, viewer);
  await salesArrived(page);
});

test('a sale is printed whole, by who may only look at it', async ({ page }) => {
  await visit(page, '/admin/vendas?payment=paid');
  await page.locator('tbody th a').first().click();
  await page.getByRole('link', { name: 'Imprimir', exact: true }).click();
  await expect(page).toHaveURL(/\/imprimir\?payment=paid$/);
  await hydrated(page);
  await expectAccessible(page);
  await expectWholeWords(page);
  const number = await page.getByRole('heading', { level: 1 }).innerText();
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: 'Imprimir ou salvar em PDF' }).click();
  await expect(page.locator('html[data-printed]')).toBeAttached();
  await expectOnlyPaper(page);
  await expect(page.getByRole('table', { name: 'Itens da venda' })).toBeVisible();
  for (const format of ['A4', 'Letter'] as const) {
    const count = await pages(page, format);
    expect(count, format).toBeGreaterThan(0);
    expect(count, format).toBeLessThan(3);
  }
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.getByRole('link', { name: number }).click();
  await expect(page).toHaveURL(/\/admin\/vendas\/[0-9a-f-]{36}\?payment=paid$/);
});

test('picked sales become a packing list', async ({ page }) => {
  await visit(page, '/admin/vendas?payment=paid&status=completed');
  const boxes = page.locator('tbody .t-pick input');
  const picked = Math.min(await boxes.count(), 12);
  expect(picked).toBeGreaterThan(0);
  for (let at = 0; at < picked; at += 1) {
    await boxes.nth(at).check();
  }
  await page.getByRole('button', { name: 'Imprimir separação' }).click();
  await expect(page).toHaveURL(/\/admin\/vendas\/imprimir\?venda=/);
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.locator('.parcel')).toHaveCount(picked);
  await expect(page.getByRole('img', { name: /^\d+$/ })).toHaveCount(picked);
  await expectWholeWords(page);
  await expectOnlyPaper(page);
  const [first, count] = [page.locator('.parcel').first(), await pages(page)];
  await expect(first).toHaveCSS('break-inside', 'avoid');
  const codes = await page.locator('.parcel thead .t-detail').evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().x));
  expect(new Set(codes).size).toBe(1);
  // The shelves, and the parcels behind them.
  expect(count).toBeGreaterThan(1);
  await page.goto(`${page.url()}&venda=nada`);
  await expect(page.getByText('1 venda escolhida não foi encontrada')).toBeVisible();
});

test('a packing list of a filter leads on behind its last sale', async ({ page }) => {
  const numbers = (): Promise<number[]> =>
    page.locator('.parcel h3').evaluateAll((titles) => titles.map((title) => Number(title.textContent?.replace(/\D/g, ''))));
  const next = page.getByRole('link', { name: 'Próximas vendas' });
  await page.setViewportSize({ width: 320, height: 800 });
  // Once so many have arrived.
  await expect(async () => {
    await visit(page, '/admin/vendas?payment=paid&sort=number');
    expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(320);
    await follow(page, page.locator('.page-head').getByRole('link', { name: 'Imprimir separação' }));
    await expect(next).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('O filtro encontra mais vendas')).toBeVisible();
  await expectAccessible(page);
  const first = await numbers();
  await follow(page, next);
  await expect(page).toHaveURL(/payment=paid&sort=number&cursor=[^&]+&all=1$/);
  const second = await numbers();
  expect(second.length).toBeGreaterThan(0);
  expect(Math.min(...second)).toBeGreaterThan(Math.max(...first));
});

test('a month of checks is printed', async ({ page }) => {
  test.setTimeout(300_000);
  await visit(page, '/admin/integracoes');
  await page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('heading').getByRole('link').click();
  await page.getByRole('link', { name: 'Ver conferência' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Conferência de Loja demo (WooCommerce)');
  const sheet = `${new URL(page.url()).pathname}/imprimir?mes=${lastMonth()}`;
  // Once the first check has come to that month.
  await expect(async () => {
    await visit(page, sheet);
    await expect(page.getByText(/^A conta fecha: \d/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 120_000 });
  await expectAccessible(page);
  await expectWholeWords(page);
  await expectOnlyPaper(page);
  // As wide as A4 within its margins: when a day was checked stands on one line.
  await page.setViewportSize({ width: 688, height: 900 });
  expect(await page.locator('.sheet').evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth)).toBe(0);
  const lines = await page.locator('td.whole').evaluateAll((cells) =>
    cells.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getClientRects().length;
    }),
  );
  expect(Math.max(...lines)).toBe(1);
  for (const part of ['p + .facts', '.facts + p']) {
    const gap = await page
      .locator('.sheet')
      .locator(part)
      .first()
      .evaluate((below) => below.getBoundingClientRect().top - (below.previousElementSibling?.getBoundingClientRect().bottom ?? 0));
    expect(gap, part).toBeGreaterThan(4);
  }
  expect(await pages(page)).toBeGreaterThan(0);
});

test('every page of the console prints without its frame, and its tables whole', async ({ page }) => {
  await visit(page, '/admin/vendas');
  await page.setViewportSize({ width: 680, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('columnheader', { name: 'Envio', exact: true })).toBeVisible();
  await expect(page.locator('td.t-ship .badge').first()).toBeVisible();
  await expect(page.locator('.topbar')).toBeHidden();
  await expect(page.locator('td.t-pick').first()).toBeHidden();
  expect(await pages(page)).toBeGreaterThan(0);
  await page.goto('/admin/analises');
  await expect(page.locator('.chart svg').first()).toBeVisible();
  await expect(page.locator('.nav')).toBeHidden();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a sheet says how it is printed', async ({ page }) => {
    await page.goto('/admin/vendas/imprimir');
    // By text nothing is found in what stands there without a script alone.
    const told = page.locator('.paper-bar noscript p');
    await expect(told).toBeVisible();
    await expect(told).toHaveText('Para imprimir ou salvar em PDF, use o comando de impressão do navegador.');
    await expect(page.getByRole('button', { name: 'Imprimir ou salvar em PDF' })).toBeHidden();
  });
});
