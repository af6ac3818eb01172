// How well things go, and what will expire.
import { operator, salesArrived, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, test, visit } from './support/test.ts';

test('calls are counted, shown on the page of health and on that of the connection', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, operator);
  await salesArrived(page);
  const main = page.getByRole('main');
  const row = main.getByRole('row').filter({ hasText: 'Loja demo (WooCommerce)' });
  // What is counted is written down every few seconds.
  await expect(async () => {
    await visit(page, '/admin/saude');
    await expect(row).toContainText(/\d\sm?s/, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(main).toContainText('Meta: 99,9%');
  await expect(main.locator('.stat').filter({ hasText: 'Tarefas' })).toContainText(/\d+,\d%/);
  await expectAccessible(page);
  await row.getByRole('link').click();
  const panel = page.locator('#saude');
  await expect(panel.getByRole('row').filter({ hasText: 'Listar pedidos' })).toContainText(/\d\sm?s/);
  await expect(panel.getByRole('group', { name: 'Chamadas e erros por hora' })).toBeVisible();
  await expectAccessible(page);
});

test('what will expire is listed with what to do', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/saude');
  await page.getByRole('link', { name: 'O que vai vencer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('O que vai vencer');
  const version = page.getByRole('row').filter({ hasText: 'Versão da API: 2026-10' });
  await expect(version).toContainText('01/10/2027');
  await expect(version).toContainText('Loja demo (Shopify)');
  await expectAccessible(page);
});

test('both pages work without script, and for who may only look', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.ORION_URL });
  const page = await context.newPage();
  await signIn(page, viewer);
  for (const [path, title] of [['/admin/saude', 'Saúde'], ['/admin/vencimentos', 'O que vai vencer']] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  }
  await context.close();
});
