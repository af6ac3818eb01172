// The search: where an order is, and an order that never came.
import { operator, salesArrived, signIn } from './support/session.ts';
import { storeAddress } from './support/shop.ts';
import { expect, expectAccessible, follow, test, visit } from './support/test.ts';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  // Another test has the owner read other languages meanwhile.
  await signIn(page, operator);
  await salesArrived(page);
});

test('the box on every page leads to all that is known of a number', async ({ page }) => {
  await visit(page, '/admin/vendas');
  const row = page.getByRole('table').getByRole('row').nth(1);
  const number = await row.getByRole('link').first().innerText();
  const channel = (await row.locator('td.t-wide').first().textContent()) ?? '';
  await page.keyboard.press('Control+k');
  await page.keyboard.type(channel);
  const whole = page.locator('#palette').getByRole('link', { name: `Buscar “${channel}” em tudo` });
  await expect(whole).toBeVisible();
  await follow(page, whole);
  await expect(page).toHaveURL(/\/admin\/busca\?q=/);
  const answer = page.getByRole('listitem').filter({ hasText: `Venda ${number} ·` });
  await expect(answer).toContainText('Importado');
  await expectAccessible(page);
  await answer.getByRole('link', { name: 'Ver venda' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number.replace('#', ''));
});

test('a number that nobody knows is asked for at every channel', async ({ page }) => {
  test.setTimeout(240_000);
  await visit(page, '/admin/busca?q=987654321');
  const answers = page.locator('main').getByRole('listitem').filter({ hasText: 'Não existe' });
  await expect(answers).toContainText('Loja demo (Shopify)', { timeout: 30_000 });
  await expect(answers).toContainText('Loja demo (WooCommerce)');
  await expectAccessible(page);
});

test('an order that never came is found at its channel and imported', async ({ page }) => {
  test.setTimeout(240_000);
  const shop = await storeAddress(page);
  const created = await page.request.post(`${shop.origin}/__control/api${shop.pathname}/orders`, { data: {} });
  expect(created.status()).toBe(200);
  const { id } = (await created.json()) as { id: number };
  await visit(page, `/admin/busca?q=${id}`);
  const answer = page.locator('main').getByRole('listitem').filter({ hasText: `Pedido ${id}` });
  await expect(answer).toBeVisible({ timeout: 30_000 });
  // Its event may have brought it meanwhile.
  const bring = answer.getByRole('button', { name: 'Importar pedido' });
  if (await bring.isVisible()) {
    await bring.click();
  }
  // An event that comes while another job reads the same order is followed again a minute later.
  await expect(answer).toContainText('Importado', { timeout: 120_000 });
});

test('without script the channels are asked by a button', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.ORION_URL });
  const page = await context.newPage();
  await signIn(page, operator);
  await page.goto('/admin/busca?q=987654321');
  await page.getByRole('button', { name: 'Perguntar aos canais' }).click();
  await expect(page.getByText('Resposta dos canais, consultados agora')).toBeVisible({ timeout: 30_000 });
  await context.close();
});
