// Pages that are open while sales come: they say so, and nothing moves under the reader's eyes.
import type { Page } from '@playwright/test';
import { operator, owner, salesArrived, signIn } from './support/session.ts';
import { storeAddress } from './support/shop.ts';
import { expect, expectAccessible, follow, test, visit } from './support/test.ts';

const list = '/admin/vendas?channel=woocommerce';

test.beforeEach(async ({ page }, { title }) => {
  // An event that comes while another job reads the same order is followed again a minute later.
  test.setTimeout(300_000);
  // Another journey changes the language of the owner at the same time.
  await signIn(page, title.includes('every language') ? operator : owner);
  await salesArrived(page);
});

test('new sales are told in two tabs without moving anything, shown by a press and marked until the next visit', async ({ context, page }) => {
  const shop = await storeAddress(page);
  const other = await context.newPage();
  await visit(other, list);
  await visit(page, list);
  const first = page.locator('tbody tr').first();
  const before = await first.boundingBox();
  const moved = await page.evaluateHandle(() => {
    const sum = { value: 0 };
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) {
        sum.value += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift' });
    return sum;
  });
  const id = await order(page, shop);
  for (const tab of [page, other]) {
    const news = tab.locator('.page-context output').getByRole('link');
    await expect(news).toHaveText(/^(1 venda nova|\d+ vendas novas): mostrar$/, { timeout: 120_000 });
  }
  await expect(page.locator('.page-context')).not.toContainText('Completo até', { useInnerText: true });
  expect(await first.boundingBox()).toEqual(before);
  expect(await moved.evaluate((sum) => sum.value)).toBeLessThan(0.02);
  await expectAccessible(page);

  // What was told first may have been another sale.
  await arrived(page, id);
  await page.locator('.page-context output').getByRole('link').click();
  await expect(page).toHaveURL(/channel=woocommerce&news=\d+$/);
  const row = rowOf(page, id);
  await expect(row.getByText('nova', { exact: true })).toBeAttached();
  await expect(row.locator('.dot')).toBeVisible();
  await expectAccessible(page);
  await visit(page, list);
  await expect(row).toBeVisible();
  await expect(page.locator('tbody').getByText('nova', { exact: true })).toHaveCount(0);
  await other.close();
});

test('tabs of a browser share one stream of events, which the next one takes over', async ({ context, page }) => {
  const other = await context.newPage();
  const streams: string[] = [];
  other.on('request', (request) => {
    if (new URL(request.url()).pathname === '/events') {
      streams.push(request.url());
    }
  });
  await visit(page, list);
  await visit(other, '/admin/sincronizacoes');
  const locks = () =>
    other.evaluate(async () => {
      const { held, pending } = await navigator.locks.query();
      return [held, pending].map((all) => all?.filter((lock) => lock.name === 'orion-live').length);
    });
  await expect.poll(locks).toEqual([1, 1]);
  expect(streams).toHaveLength(0);
  await page.close();
  await expect.poll(locks).toEqual([1, 0]);
  await expect.poll(() => streams.length).toBe(1);
});

test('a list that the sale is no part of says nothing', async ({ page }) => {
  const shop = await storeAddress(page);
  await visit(page, '/admin/vendas?channel=woocommerce&until=2020-01-01');
  const asked: string[] = [];
  page.on('requestfinished', (request) => asked.push(request.postData() ?? ''));
  const id = await order(page, shop);
  await expect(() => expect(asked.some((fields) => fields.includes('part=news'))).toBe(true)).toPass({ timeout: 120_000 });
  await arrived(page, id);
  await expect(page.locator('.page-context output')).toBeEmpty();
  // Nor does one in another order, where what is new is not on top.
  await visit(page, '/admin/vendas?sort=total');
  await expect(page.locator('.page-context output')).toHaveCount(0);
});

test('the figures of the overview follow, and what is opened and focused stays so', async ({ page }) => {
  const shop = await storeAddress(page);
  await visit(page, '/admin?days=1');
  const figure = page.locator('.stat-value').first();
  const before = await figure.innerText();
  const table = page.locator('.chart-table').first();
  await table.locator('summary').click();
  const span = page.getByRole('navigation', { name: 'Período' }).getByRole('link').first();
  await span.focus();
  await order(page, shop);
  await expect(figure).not.toHaveText(before, { timeout: 120_000 });
  await expect(table).toHaveAttribute('open');
  await expect(span).toBeFocused();
});

test('the page of a sale follows what its channel does with it', async ({ page }) => {
  const shop = await storeAddress(page);
  const id = await order(page, shop);
  await arrived(page, id);
  await visit(page, `/admin/vendas?q=${id}`);
  await follow(page, rowOf(page, id).getByRole('link').first());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Venda \d+$/);
  await expect(page.locator('.page-context')).not.toContainText('Cancelada');
  const cancelled = await page.request.post(`${shop.origin}/__control/api${shop.pathname}/orders/${id}/cancel`, { data: {} });
  expect(cancelled.status()).toBe(200);
  await bring(page);
  await expect(page.locator('.page-context')).toContainText('Cancelada', { timeout: 120_000 });
});

test('new sales are told in every language', async ({ page }) => {
  const shop = await storeAddress(page);
  await speak(page, 'en');
  await visit(page, list);
  await order(page, shop);
  const news = page.locator('.page-context output').getByRole('link');
  await expect(news).toHaveText(/^(1 new sale|\d+ new sales): show$/, { timeout: 120_000 });
  await news.click();
  await expect(page.locator('tbody').getByText('new', { exact: true }).first()).toBeAttached();
  await speak(page, 'pt-BR');
});

/** Places an order that counts in a shop, has it brought, and returns its number. */
async function order(page: Page, shop: URL): Promise<number> {
  const created = await page.request.post(`${shop.origin}/__control/api${shop.pathname}/orders`, { data: {} });
  expect(created.status()).toBe(200);
  await bring(page);
  return ((await created.json()) as { id: number }).id;
}

/** Has what changed in all shops brought, as somebody in another tab would. */
async function bring(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await visit(other, '/admin/vendas');
  // The message of the last time may still be there.
  await follow(other, other.locator('form[action="/ui/syncs/start-all"] button'));
  await expect(other.locator('.toast')).toBeVisible();
  await other.close();
}

/** Waits until an order of the shop is a sale. */
async function arrived(page: Page, id: number): Promise<void> {
  await expect(async () => {
    const found = await page.request.get(`${list}&q=${id}`);
    expect(await found.text()).toContain(`>${id}<`);
  }).toPass({ timeout: 120_000 });
}

/** The sale of an order in the list. */
const rowOf = (page: Page, id: number) => page.locator('tbody tr').filter({ has: page.getByText(`${id}`, { exact: true }) });

async function speak(page: Page, language: string): Promise<void> {
  await page.goto('/admin/conta');
  await page.locator('select[name=locale]').selectOption(language);
  await page.locator('form:has(select[name=locale]) button[type=submit]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}
