// Completeness: what a channel lists against what is here.
import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { lastMonth } from './support/days.ts';
import { operator, salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, visit } from './support/test.ts';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  // Another test has the owner read other languages meanwhile.
  await signIn(page, operator);
  await salesArrived(page);
});

test('a month is checked when somebody asks, and the page follows', async ({ page }) => {
  test.setTimeout(360_000);
  await openChecks(page);
  // Before the first import is through there is nothing to press.
  const again = page.getByRole('button', { name: 'Conferir o mês de novo' });
  await expect(async () => {
    await page.reload();
    await expect(again).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await hydrated(page);
  await follow(page, again);
  await expect(page.getByText('Conferência pedida').first()).toBeVisible();
  await expect(page.getByText('Completo', { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('Conferência em andamento')).toBeHidden({ timeout: 120_000 });
  const figure = (label: string) => page.locator('.stat').filter({ hasText: label }).locator('.stat-value');
  await expect(figure('No canal')).toHaveText(/^\d+$/);
  await expect(figure('Aqui')).toHaveText(await figure('No canal').innerText());
  await expect(figure('Não importados')).toHaveText('0');
  await expectAccessible(page);
});

test('a day is looked into, and the month kept as a file', async ({ page }) => {
  await openChecks(page);
  await page.getByRole('table').getByRole('link').nth(1).click();
  const hours = page.locator('#horas');
  await expect(hours.getByRole('row').nth(1)).toContainText(/\d\d:00/);
  await expectAccessible(page);
  await hours.getByRole('link', { name: 'Fechar' }).click();
  await expect(hours).toBeHidden();
  await page.getByRole('button', { name: 'Exportar' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV, hora por hora' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^conferencia-\d{4}-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toContain('No canal;Aqui;Deixados de fora');
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:00:00 -03:00;\d+;\d+;/);
});

test('the list of sales says up to when it is whole', async ({ page }) => {
  test.setTimeout(240_000);
  await visit(page, '/admin/vendas');
  // Once the first import of every store is through.
  await expect(async () => {
    await page.reload();
    await expect(page.locator('.page-context')).toContainText(/^Completo até|pedidos? não importad/, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
});

/** The checks of the demo WooCommerce shop, of a month in which nobody buys any more. */
async function openChecks(page: Page): Promise<void> {
  await visit(page, '/admin/integracoes');
  await page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('heading').getByRole('link').click();
  await page.getByRole('link', { name: 'Ver conferência' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Conferência de Loja demo (WooCommerce)');
  await visit(page, `${new URL(page.url()).pathname}?mes=${lastMonth()}`);
}
