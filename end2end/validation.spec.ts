// A sheet of products: sent, understood, held to rules, and what is wrong with it.
import { owner, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, visit } from './support/test.ts';

const sheet = [
  'SKU;Título;Preço;NCM',
  'A-1;  Camiseta   azul;49,90;61091000',
  'A-2;;59,90;61091000',
  'A-1;Camiseta preta;69,90;61091000',
  'A-4;Boné cinza;0,00;650500',
].join('\n');

test('a sheet is sent, its columns are known, and what is wrong is shown cell by cell', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await expectAccessible(page);
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'catálogo.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'catálogo' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.locator('select[name="columns[1]"]')).toHaveValue('title');
  await expect(page.locator('select[name="columns[2]"]')).toHaveValue('price');

  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page).toHaveURL(/\/admin\/validacao\/conferencias\//);
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 30_000 });
  await hydrated(page);
  await expectAccessible(page);
  const findings = page.getByRole('table').last();
  await expect(findings).toContainText('Produto sem título');
  await expect(findings).toContainText('SKU repetido');

  await page.locator('select[name=correcao]').selectOption('1');
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(findings).toContainText('Camiseta azul');
  await expect(findings).not.toContainText('SKU repetido');

  const download = page.waitForEvent('download');
  await page.goto(page.url().split('?')[0] ?? '');
  await page.getByRole('button', { name: 'Baixar' }).click();
  await page.getByRole('link', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('apontamentos.csv');
});

test('who only reads sees checks and sends nothing', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/validacao');
  await expect(page.getByRole('heading', { level: 1, name: 'Validação' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enviar planilha' })).toHaveCount(0);
});

test('a form without a file says so', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await page.locator('form[enctype] input[type=file]').evaluate((input) => input.removeAttribute('required'));
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.locator('.field-error')).toBeVisible();
});
