// Synchronising: a run is started, followed and told to its end.
import { salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, visit } from './support/test.ts';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await salesArrived(page);
});

test('everything read again ends in counts that add up, without a reload', async ({ page }) => {
  // A whole store is read on whatever the machine leaves for it.
  test.setTimeout(120_000);
  await visit(page, '/admin/integracoes');
  await page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('link', { name: 'WooCommerce' }).click();
  await hydrated(page);
  await page.getByRole('button', { name: 'Ler tudo de novo' }).click();
  await page.waitForURL(/\/admin\/sincronizacoes\/[0-9a-f-]+$/);
  await expect(page.getByText('A conta fecha: cada pedido lido tem um resultado.')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.badge').filter({ hasText: /Concluída|Com falhas/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test('the list can be filtered and its empty state leads back', async ({ page }) => {
  await visit(page, '/admin/sincronizacoes');
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Situação').selectOption('cancelled');
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await hydrated(page);
  await expect(page.getByText('Nenhuma sincronização com estes filtros')).toBeVisible();
  await page.getByRole('link', { name: 'Limpar filtros' }).first().click();
  await expect(page).toHaveURL('/admin/sincronizacoes');
});

test('a range that ends before it begins is refused under its field', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await page.getByRole('article').filter({ hasText: 'Loja demo (Shopify)' }).getByRole('link', { name: 'Shopify' }).click();
  await hydrated(page);
  await page.getByLabel('De', { exact: true }).fill('2026-11-20');
  await page.getByLabel('Até', { exact: true }).fill('2026-11-10');
  await page.getByRole('button', { name: 'Ler período' }).click();
  await expect(page.locator('#until-error')).toBeVisible();
  await expect(page.getByLabel('De', { exact: true })).toHaveValue('2026-11-20');
});

test('a run of nobody is not found', async ({ page }) => {
  const answer = await page.request.get('/admin/sincronizacoes/00000000-0000-7000-8000-000000000000');
  expect(answer.status()).toBe(404);
});
