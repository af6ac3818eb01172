// The whole way without script: forms and links carry it.
import { ownCode } from './support/products.ts';
import { operator, signIn, viewer } from './support/session.ts';
import { expect, test } from './support/test.ts';

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
