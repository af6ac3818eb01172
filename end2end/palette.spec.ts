// What the search offers to do, and what it forgives.
import { type Page } from '@playwright/test';
import { operator, owner, salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, follow, test, toast, visit } from './support/test.ts';

const offered = (page: Page) => page.locator('#palette');

async function ask(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('#search').fill(text);
}

test('actions are found by what people call them, and lead to where they are done', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/clientes');
  await ask(page, 'sincronizar');
  const sync = offered(page).getByRole('button', { name: 'Sincronizar tudo' });
  await expect(sync).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(sync).toBeFocused();
  await follow(page, sync);
  await expect(page).toHaveURL(/\/admin\/clientes$/);
  await expect(toast(page)).toContainText(/[Ss]incroniza/);

  await visit(page, '/admin/clientes');
  await ask(page, 'tema');
  await offered(page).getByRole('link', { name: 'Mudar a aparência' }).click();
  await expect(page).toHaveURL(/\/admin\/conta#appearance$/);
  await expect(page.getByLabel('Cores das páginas')).toBeInViewport();

  await visit(page, '/admin/clientes');
  await ask(page, 'cores escuras');
  await follow(page, offered(page).getByRole('button', { name: 'Usar cores escuras' }));
  await expect(page).toHaveURL(/\/admin\/clientes$/);
  await expect(page.locator('meta[name="color-scheme"]')).toHaveAttribute('content', 'dark');

  await visit(page, '/admin/clientes');
  await ask(page, 'atalhos');
  const keys = offered(page).getByRole('button', { name: 'Atalhos do teclado' });
  await expect(keys).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await expect(keys).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(offered(page).getByRole('link', { name: /^Ajuda: Teclado/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Atalhos do teclado' })).toBeVisible();
});

test('a platform is connected, a person invited and a view opened from anywhere', async ({ page }) => {
  await signIn(page, owner);
  for (const [text, name, leads] of [
    ['conectar shopify', 'Conectar Shopify', /\/admin\/integracoes\/nova\/shopify$/],
    ['convidar', 'Convidar pessoa', /\/admin\/equipe$/],
  ] as const) {
    await visit(page, '/admin/clientes');
    await ask(page, text);
    await follow(page, offered(page).getByRole('link', { name, exact: true }));
    await expect(page).toHaveURL(leads);
  }
  await visit(page, '/admin/clientes');
  await ask(page, 'exportar análises');
  await expect(offered(page).getByRole('link', { name: 'Exportar análises em Excel' })).toHaveAttribute('href', '/admin/analises/exportar.xlsx');
});

test('a connection is given up on its page, by who may', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/clientes');
  await ask(page, 'desconectar shopify');
  const entry = offered(page).getByRole('link', { name: /^Desconectar .*Shopify/ }).first();
  await expect(entry).toBeVisible();
  await entry.click();
  await expect(page).toHaveURL(/\/admin\/integracoes\/[0-9a-f-]{36}$/);
});

test('the order of words, accents and one letter do not matter', async ({ page }) => {
  await signIn(page, operator);
  await visit(page, '/admin/clientes');
  for (const [text, name] of [['anlises', 'Análises'], ['tudo sincronizar', 'Sincronizar tudo'], ['prodto novo', 'Novo produto']] as const) {
    await ask(page, text);
    await expect(offered(page).locator('.menu-item', { hasText: new RegExp(`^ *${name}$`) })).toBeVisible();
  }
  await ask(page, 'xqzwv nada disso');
  await expect(offered(page).getByRole('status')).toHaveText('Nada encontrado');
});

test('Enter takes what is found first, however fast it comes, and the whole search where nothing is', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/vendas');
  await ask(page, 'clientes');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/clientes$/);

  // What is shown when Enter is pressed answers the text before.
  await visit(page, '/admin/vendas');
  await ask(page, 'produtos');
  await expect(offered(page).locator('[data-taken]')).toHaveText(/Produtos/);
  await page.route('**/ui/palette', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.locator('#search').fill('clientes');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/clientes$/);
  await page.unroute('**/ui/palette');

  await visit(page, '/admin/vendas');
  await ask(page, 'zzzzqq');
  await expect(offered(page).locator('p.meta')).toHaveText('Nada encontrado');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/busca\?q=zzzzqq$/);
});

test('Enter searches where no answer comes', async ({ browser }) => {
  // A page of its own: the browser tells its console of each request that fails.
  const context = await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' });
  const page = await context.newPage();
  await signIn(page, operator);
  await visit(page, '/admin/vendas');
  await page.route('**/ui/palette', (route) => route.abort());
  await ask(page, 'clientes');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/busca\?q=clientes$/);
  await context.close();
});

test('a sale is shown by the number that was typed, and pages apart from actions', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/vendas');
  const row = page.getByRole('table').getByRole('row').nth(1);
  const number = await row.getByRole('link').first().innerText();
  const channel = (await row.locator('td.t-wide').first().textContent()) ?? '';
  await ask(page, channel);
  const sale = offered(page).getByRole('link', { name: new RegExp(`${channel.replace('#', '')} · ${number} ·`) });
  await expect(sale.locator('.mark')).toBeVisible();

  await ask(page, 'sincronizar');
  await expect(offered(page).getByText('Fazer', { exact: true })).toBeVisible();
  await expect(offered(page).getByText('Ir para', { exact: true })).toBeVisible();
  await expect(offered(page).getByRole('link', { name: 'Sincronizações', exact: true })).toBeVisible();
});
