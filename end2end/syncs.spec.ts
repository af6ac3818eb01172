// Synchronising: a run is started, followed and told to its end.
import { daysAgo } from './support/days.ts';
import { salesArrived, signIn } from './support/session.ts';
import { storeAddress } from './support/shop.ts';
import { expect, expectAccessible, follow, hydrated, test, visit } from './support/test.ts';

test.describe.configure({ mode: 'serial' });

/** Where the faults of a shop stand that a test made slow. */
let slowed = '';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await salesArrived(page);
});

// Also where the test failed before the last of them was met: the next one reads of the same shop.
test.afterEach(async ({ request }) => {
  if (slowed) {
    const cleared = await request.delete(slowed);
    slowed = '';
    expect(cleared.status()).toBe(200);
  }
});

test('everything read again ends in counts that add up, without a reload', async ({ page }) => {
  // A whole store is read on whatever the machine leaves for it.
  test.setTimeout(420_000);
  await visit(page, '/admin/integracoes');
  await follow(page, page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('heading').getByRole('link'));
  // Refused as long as a run goes on that began by itself, or for another test.
  const connection = page.url();
  await expect(async () => {
    await visit(page, connection);
    await follow(page, page.getByRole('button', { name: 'Ler tudo de novo' }));
    expect(new URL(page.url()).pathname).toMatch(/^\/admin\/sincronizacoes\/[0-9a-f-]+$/);
  }).toPass({ timeout: 120_000 });
  await expect(page.getByText('A conta fecha: cada pedido lido tem um resultado.')).toBeVisible({ timeout: 120_000 });
  await expect(page.locator('.badge').filter({ hasText: /Concluída|Com falhas/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test('the list can be filtered and its empty state leads back', async ({ page }) => {
  await visit(page, '/admin/sincronizacoes');
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  const [kind, rows] = [page.locator('select[name=tipo]'), page.locator('tbody tr')];
  await kind.selectOption('full');
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
  await expect(page).toHaveURL('/admin/sincronizacoes?tipo=full');
  expect(await rows.count()).toBeGreaterThan(0);
  await expect(rows.filter({ hasNotText: 'Leitura completa' })).toHaveCount(0);
  await kind.selectOption('');
  await page.getByLabel('Trouxe algo').selectOption('1');
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
  await expect(page).toHaveURL('/admin/sincronizacoes?trouxe=1');
  // New and updated orders stand first of what phones leave out.
  const brought = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td.t-extra.number')].slice(0, 2).some((count) => count.textContent !== '0')),
  );
  expect(brought).not.toHaveLength(0);
  expect(brought).not.toContain(false);
  await page.getByLabel('Situação').selectOption('cancelled');
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
  await expect(page.getByText('Nenhuma sincronização com estes filtros')).toBeVisible();
  await page.getByRole('link', { name: 'Limpar filtros' }).first().click();
  await expect(page).toHaveURL('/admin/sincronizacoes');
});

test('a range that ends before it begins is refused under its field', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await follow(page, page.getByRole('article').filter({ hasText: 'Loja demo (Shopify)' }).getByRole('heading').getByRole('link'));
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

test('what is focused and opened stays so while the page of a shop is drawn again', async ({ page }) => {
  test.setTimeout(420_000);
  const shop = await storeAddress(page);
  await hydrated(page);
  await page.getByLabel('Nome no Orion').fill('Um nome ainda não salvo');
  await page.getByRole('button', { name: 'Mais ações de' }).click();
  const menu = page.locator('#connection-menu');
  await expect(menu).toBeVisible();
  await page.getByRole('link', { name: 'Ver todas' }).evaluate((link: HTMLElement) => link.focus());
  // Started elsewhere, once nothing else runs: this page hears of it, and of its end.
  const { origin, pathname } = new URL(page.url());
  const connection_id = pathname.split('/').pop() ?? '';
  let run = '';
  // Long enough to be seen under way.
  slowed = `${shop.origin}/__control/api${shop.pathname}/faults`;
  const slow = await page.request.post(slowed, { data: { kind: 'delay', ms: 700, times: 8, path: '/orders' } });
  expect(slow.status()).toBe(200);
  await expect(async () => {
    const started = await page.request.post('/ui/syncs/start', { form: { connection_id, kind: 'everything' }, headers: { accept: 'text/html', origin }, maxRedirects: 0 });
    run = started.headers().location ?? '';
    expect(run).toMatch(/^\/admin\/sincronizacoes\/[0-9a-f-]{36}$/);
  }).toPass({ timeout: 120_000 });
  const row = page.getByRole('table', { name: 'Lista de sincronizações' }).getByRole('row').filter({ has: page.locator(`a[href^="${run}"]`) });
  await expect(row).toContainText('Leitura completa');
  await expect(row).toContainText('Concluída', { timeout: 120_000 });
  await expect(menu).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ver todas' })).toBeFocused();
  await expect(page.getByLabel('Nome no Orion')).toHaveValue('Um nome ainda não salvo');
  // Told once no other run of the shop is open, which one by the clock may be.
  await expect(page.locator('main p[role=status]').first()).toContainText('Loja demo (WooCommerce): ', { timeout: 60_000 });
});

test('the sales of a filter are processed again, the difference first', async ({ page }) => {
  test.setTimeout(420_000);
  await visit(page, '/admin/vendas');
  await expect(page.getByRole('button', { name: 'Processar estas vendas de novo' })).toHaveCount(0);
  // Older than what comes in meanwhile: the filter selects the same sales all the time.
  await visit(page, `/admin/vendas?channel=woocommerce&payment=paid&until=${daysAgo(5)}`);
  await page.getByRole('button', { name: 'Processar estas vendas de novo' }).click();
  await page.waitForURL(/\/admin\/sincronizacoes\/reprocessar\//);
  await hydrated(page);
  await expect(page.getByText(/pedidos? conferidos?/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Nada mudaria')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Vendas deste filtro:' }).click();
  await expect(page).toHaveURL(/channel=woocommerce&payment=paid/);
});
