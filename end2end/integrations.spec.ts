// Connecting a store: the gallery, the form with its test, and a connection's life.
import { signIn, signUp } from './support/session.ts';
import { connectShop, openShop } from './support/shops.ts';
import { expect, expectAccessible, follow, test, toast, visit } from './support/test.ts';

const NEW = '/admin/integracoes/nova/woocommerce';

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

test('the gallery shows the demo accounts and what can be connected', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await expect(page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' })).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'Loja demo (Shopify)' })).toBeVisible();
  await expectAccessible(page);
});

test('a search finds accounts and platforms, and says when there are none', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await page.getByPlaceholder('Plataforma ou loja').fill('shop');
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page).toHaveURL(/q=shop/);
  await expect(page.getByRole('article').filter({ hasText: 'WooCommerce' })).toHaveCount(0);
  await visit(page, '/admin/integracoes?q=nada-assim');
  await expect(page.getByText('Nenhuma integração com estes filtros')).toBeVisible();
});

test('a test in place names what is wrong and keeps the typed keys', async ({ page }) => {
  await visit(page, NEW);
  await page.getByLabel('Endereço da loja').fill('http://127.0.0.1:9/loja');
  await page.getByLabel('Chave do consumidor').fill('ck_0123456789');
  await page.getByLabel('Segredo do consumidor').fill('cs_0123456789');
  await page.getByRole('button', { name: 'Testar conexão' }).click();
  const report = page.getByRole('region', { name: 'Resultado do teste' });
  await expect(report.getByText('A conexão ainda não funciona')).toBeVisible();
  await expect(report.getByText('Chegar ao endereço')).toBeVisible();
  await expect(page.getByLabel('Segredo do consumidor')).toHaveValue('cs_0123456789');
  await expect(page).toHaveURL(NEW);
  await expectAccessible(page);
});

test('saving what does not work names it and keeps the typed keys', async ({ page }) => {
  await visit(page, NEW);
  await page.getByLabel('Endereço da loja').fill('http://127.0.0.1:9/loja');
  await page.getByLabel('Chave do consumidor').fill('ck_0123456789');
  await page.getByLabel('Segredo do consumidor').fill('cs_0123456789');
  await page.getByRole('button', { name: 'Salvar e conectar' }).click();
  await expect(page.getByRole('region', { name: 'Resultado do teste' }).getByText('Chegar ao endereço')).toBeVisible();
  await expect(page.getByLabel('Chave do consumidor')).toHaveValue('ck_0123456789');
  await expect(page.getByLabel('Segredo do consumidor')).toHaveValue('cs_0123456789');
  await expect(page).toHaveURL(NEW);
});

test('saving what works leads on to the connection', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await follow(page, page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('heading').getByRole('link'));
  const connection = page.url();
  await follow(page, page.getByRole('link', { name: 'Editar credenciais' }).last());
  await page.getByRole('button', { name: 'Testar e salvar' }).click();
  await expect(page).toHaveURL(connection);
  await expect(toast(page)).toContainText('Credenciais salvas');
});

test('another address opens and marks the keys that it asks for', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await follow(page, page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('heading').getByRole('link'));
  await follow(page, page.getByRole('link', { name: 'Editar credenciais' }).last());
  const key = page.locator('input[name="fields[consumer_key]"]');
  await expect(key).toBeHidden();
  await page.getByLabel('Endereço da loja').fill('http://127.0.0.1:9/outra');
  await page.getByRole('button', { name: 'Testar conexão' }).click();
  await expect(page.getByText('O teste não pôde começar')).toBeVisible();
  await expect(key).toBeVisible();
  await expect(key).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
});

test('empty fields are named before anything is called', async ({ page }) => {
  await visit(page, NEW);
  await page.locator('#connect').evaluate((form: HTMLFormElement) => { form.noValidate = true; });
  await page.getByRole('button', { name: 'Testar conexão' }).click();
  await expect(page.getByText('O teste não pôde começar')).toBeVisible();
});

test('the forms of a platform with several ways are tabs', async ({ page }) => {
  await visit(page, '/admin/integracoes/nova/shopify');
  await expect(page.getByLabel('ID do cliente')).toBeVisible();
  await follow(page, page.getByRole('link', { name: 'Token de app personalizado' }));
  await expect(page.getByLabel('Token de acesso da API Admin')).toBeVisible();
  await expect(page.getByLabel('ID do cliente')).toHaveCount(0);
  await expectAccessible(page);
});

test('disconnecting asks first and names the account', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await follow(page, page.getByRole('article').filter({ hasText: 'Loja demo (Shopify)' }).getByRole('heading').getByRole('link'));
  await expectAccessible(page);
  await visit(page, `${new URL(page.url()).pathname}/desconectar`);
  await expect(page.getByRole('heading', { name: 'Desconectar Loja demo (Shopify)?' })).toBeVisible();
  // What it brought is invented: it can go as well.
  await expect(page.getByRole('button', { name: /^Desconectar e apagar as [\d.]+ vendas inventadas$/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Só desconectar' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Manter conectada' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Loja demo (Shopify)');
});

test('a shop is paused, refuses to be read and goes on, and what failed without its key is given up', async ({ page }) => {
  // In a company of its own: the demo's shops are every journey's.
  await signUp(page, 'Loja em Pausa', 'Iara', 'iara@pausa.example');
  const shop = await openShop(3);
  try {
    await connectShop(page, shop, 'Loja que Descansa');
    await visit(page, '/admin/integracoes');
    await follow(page, page.getByRole('article').filter({ hasText: 'Loja que Descansa' }).getByRole('heading').getByRole('link'));
    const connection = page.url();
    const badge = page.locator('.page-head .badge');
    await expect(badge).toHaveText('Conectado', { timeout: 60_000 });

    await page.getByRole('button', { name: 'Mais ações de Loja que Descansa' }).click();
    await follow(page, page.getByRole('button', { name: 'Pausar', exact: true }));
    await expect(badge).toHaveText('Pausado');
    await expect(page.getByText('Esta integração está pausada')).toBeVisible();
    await expect(page.locator('main').getByRole('button', { name: /^(Sincronizar|Ler )/ })).toHaveCount(0);
    await expectAccessible(page);
    // Nor can what was read be read again.
    await follow(page, page.getByRole('table', { name: 'Lista de sincronizações' }).getByRole('link').first());
    await follow(page, page.getByRole('button', { name: 'Repetir' }));
    await expect(page.getByText('Esta conta não está conectada agora')).toBeVisible();
    await expectAccessible(page);

    await visit(page, connection);
    await follow(page, page.getByRole('button', { name: /^Retomar/ }));
    await expect(badge).toHaveText('Conectado');
    const read = page.locator('main').getByRole('button', { name: /^Sincronizar/ });
    await follow(page, read);
    await expect(toast(page)).toContainText('Sincronização iniciada.');
    await expect(badge).toHaveText('Conectado', { timeout: 60_000 });

    const withdrawn = await page.request.post(`${shop.url}/__control/api/woocommerce/demo/faults`, { data: { kind: 'revoked_key' } });
    expect(withdrawn.ok(), await withdrawn.text()).toBe(true);
    await follow(page, read);
    await expect(badge).toHaveText('Reautorizar', { timeout: 60_000 });
    await expectAccessible(page);
    await visit(page, '/admin/fila?situacao=failed');
    await follow(page, page.getByRole('link', { name: /^Dispensar ?: Sincronização de pedidos/ }));
    await expect(page.getByRole('heading', { name: 'Dispensar 1 tarefa parada: Sincronização de pedidos?' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Dispensar', exact: true }).click();
    await expect(toast(page)).toHaveText('1 tarefa dispensada.');
  } finally {
    shop.process.kill('SIGTERM');
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a test comes back with its result, the address and no key', async ({ page }) => {
    await page.goto(NEW);
    await page.getByLabel('Endereço da loja').fill('http://127.0.0.1:9/loja');
    await page.getByLabel('Chave do consumidor').fill('ck_0123456789');
    await page.getByLabel('Segredo do consumidor').fill('cs_0123456789');
    await page.getByRole('button', { name: 'Testar conexão' }).click();
    await expect(page.getByText('A conexão ainda não funciona')).toBeVisible();
    await expect(page.getByLabel('Endereço da loja')).toHaveValue('http://127.0.0.1:9/loja');
    await expect(page.getByLabel('Segredo do consumidor')).toHaveValue('');
    expect(await page.content()).not.toContain('cs_0123456789');
  });

  test('a change of the sync settings is confirmed and kept', async ({ page }) => {
    await page.goto('/admin/integracoes');
    // That of WooCommerce is saved with its credentials meanwhile.
    await page.getByRole('article').filter({ hasText: 'Loja demo (Shopify)' }).getByRole('heading').getByRole('link').click();
    await page.getByLabel('Buscar novidades').selectOption('60');
    await page.getByRole('button', { name: 'Salvar' }).click();
    await expect(page.getByText('Alterações salvas')).toBeVisible();
    await expect(page.getByLabel('Buscar novidades')).toHaveValue('60');
  });
});
