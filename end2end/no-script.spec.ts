// The whole way without script: forms and links carry it.
import { readFile } from 'node:fs/promises';
import { ownCode } from './support/products.ts';
import { operator, signIn, signUp, viewer } from './support/session.ts';
import { connectShop, openShop } from './support/shops.ts';
import { expect, test, toast } from './support/test.ts';

test.use({ javaScriptEnabled: false });

test('wrong credentials keep the address, say what to do, and the right ones enter', async ({ page }) => {
  await page.goto('/admin/vendas');
  await expect(page).toHaveURL(/\/entrar\?voltar=/);
  await page.locator('input[name=email]').fill('ninguem@orion.example');
  await page.locator('input[name=password]').fill('uma senha que nao existe');
  await page.locator('form button[type=submit]').first().click();
  await expect(page).not.toHaveURL(/senha|ninguem/);
  await expect(page.locator('input[name=email]')).toHaveValue('ninguem@orion.example');
  await expect(page.locator('input[name=password]')).toHaveValue('');
  await signIn(page);
});

test('a product is added, refused and corrected', async ({ page }) => {
  await signIn(page);
  const code = ownCode('SEM-SCRIPT');
  await page.goto('/admin/produtos/novo');
  await page.locator('input[name=sku]').fill(code);
  await page.locator('input[name=name]').fill('Produto sem script');
  await page.locator('input[name=gtin]').fill('7891000315508');
  await page.locator('main form button[type=submit]').first().click();
  await expect(page.locator('[aria-invalid=true]')).toHaveAttribute('name', 'gtin');
  await expect(page.locator('input[name=sku]')).toHaveValue(code);
  await page.locator('input[name=gtin]').fill('7891000315507');
  await page.locator('input[name=price]').fill('1.234,56');
  await page.locator('main form button[type=submit]').first().click();
  // What is left before it is answered may never be done.
  await expect(page).toHaveURL(/\/admin\/produtos\/[0-9a-f-]{36}$/);
  await page.goto(`/admin/produtos?q=${code}`);
  await expect(page.getByText('1.234,56')).toBeVisible();
});

test('a viewer sees and may not change', async ({ page }) => {
  await signIn(page, viewer);
  await page.goto('/admin/integracoes');
  await expect(page.locator('main form[action*="/ui/syncs/start"]')).toHaveCount(0);
  const refused = await page.request.get('/admin/produtos/novo');
  expect(refused.status()).toBe(403);
});

test('an operator may synchronise but not connect', async ({ page }) => {
  await signIn(page, operator);
  const refused = await page.request.get('/admin/integracoes/nova/woocommerce');
  expect(refused.status()).toBe(403);
  await page.goto('/admin/vendas');
  await expect(page.locator('form[action*="/ui/syncs/start"]').first()).toBeAttached();
});

test('a new company connects a shop, pauses it, reads it, finds its sales, takes them along and links what they sold', async ({ page }) => {
  const orders = 30;
  const name = 'Loja Sem Pressa';
  await signUp(page, 'Loja sem Script', 'Elsa', 'elsa@semscript.example');
  // Until a shop is connected, every page leads there: the overview by the first steps.
  await expect(page.getByRole('heading', { name: 'Primeiros passos' })).toBeVisible();
  await expect(page.locator('main .button-primary')).toHaveCount(1);
  for (const path of ['/admin/produtos/vincular', '/admin/sincronizacoes/pendentes']) {
    await page.goto(path);
    await expect(page.getByText('Conecte a primeira loja')).toBeVisible();
  }
  await page.goto('/admin/comecar');
  await page.getByRole('button', { name: 'Pular este passo' }).click();
  await expect(page.getByRole('heading', { name: 'Conectar o primeiro canal' })).toBeVisible();

  const shop = await openShop(orders);
  try {
    await connectShop(page, shop, name, (page, path) => page.goto(path));
    await page.goto('/admin/integracoes');
    await page.getByRole('article').filter({ hasText: name }).getByRole('heading').getByRole('link').click();
    // While something is under way, its page loads itself anew.
    const badge = page.locator('.page-head .badge');
    await expect(badge).toHaveText('Conectado', { timeout: 60_000 });

    await page.getByRole('button', { name: `Mais ações de ${name}` }).click();
    await page.getByRole('button', { name: 'Pausar', exact: true }).click();
    await expect(badge).toHaveText('Pausado');
    await expect(page.getByRole('button', { name: 'Ler tudo de novo' })).toHaveCount(0);
    await page.getByRole('button', { name: /^Retomar/ }).click();
    await expect(badge).toHaveText('Conectado');

    await page.getByRole('button', { name: 'Ler tudo de novo' }).click();
    await expect(page).toHaveURL(/\/admin\/sincronizacoes\/[0-9a-f-]{36}$/);
    const run = page.url();
    const over = page.getByText('A conta fecha: cada pedido lido tem um resultado.');
    await expect(over).toBeVisible({ timeout: 60_000 });
    await expect(badge).toHaveText('Concluída');

    await page.getByRole('link', { name: 'Vendas', exact: true }).click();
    await page.getByRole('link', { name: 'Somar estas vendas' }).click();
    await expect(page.locator('#selection')).toContainText(`Total de ${orders} vendas`);
    await page.locator('select[name=payment]').selectOption('paid');
    await page.getByRole('button', { name: 'Filtrar' }).click();
    await expect(page).toHaveURL(/payment=paid/);
    await page.waitForLoadState();
    const paid = await page.locator('tbody tr').count();
    expect(paid).toBeGreaterThan(1);
    expect(paid).toBeLessThan(orders);
    await expect(page.locator('#selection')).toContainText(`Total de ${paid} vendas`);

    await page.getByRole('button', { name: 'Exportar', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Exportar CSV' }).click();
    const [, ...rows] = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
    expect(rows).toHaveLength(paid);
    expect(rows.filter((row) => !row.includes(';Pago;'))).toEqual([]);

    await page.goto('/admin/produtos/vincular');
    const waiting = page.locator('section.panel').filter({ hasNotText: 'Sem SKU' }).first();
    await page.goto(`/admin/vendas?q=${encodeURIComponent(await waiting.getByRole('heading').innerText())}`);
    await page.locator('tbody th a').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Venda \d+$/);
    await page.getByRole('link', { name: 'Vincular SKU' }).first().click();
    await expect(page).toHaveURL(/\/admin\/produtos\/vincular\?sku=/);
    await page.getByRole('link', { name: /^Criar produto/ }).click();
    const product = await page.getByLabel('SKU', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Salvar' }).click();
    await expect(page).toHaveURL(/\/admin\/produtos\/vincular$/);
    await expect(toast(page)).toHaveText(/Produto adicionado e \d+ ite/);
    const sku = await waiting.getByRole('heading').innerText();
    await waiting.getByRole('textbox', { name: `SKU de outro produto: ${sku}` }).fill(product);
    await waiting.getByRole('button', { name: `Vincular: ${sku}` }).click();
    await expect(toast(page)).toHaveText(/Vínculo salvo e \d+ ite/);

    await page.getByRole('link', { name: 'Sincronizações', exact: true }).click();
    const whole = page.getByRole('row').filter({ hasText: 'Leitura completa' });
    await whole.getByRole('link').first().click();
    await expect(page).toHaveURL(run);
    await page.getByRole('button', { name: 'Repetir' }).click();
    await expect(page).not.toHaveURL(run);
    await expect(over).toBeVisible({ timeout: 60_000 });
    await page.goto('/admin/sincronizacoes');
    await expect(whole).toHaveCount(2);
  } finally {
    shop.process.kill('SIGTERM');
  }
});
