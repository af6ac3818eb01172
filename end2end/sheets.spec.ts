// Sheets that nobody sends: one of Google, checked and written back, and the products in Orion.
import { owner, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, visit } from './support/test.ts';

test('a tab of a Google spreadsheet is chosen, checked, and the results are written into it', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await follow(page, page.getByRole('link', { name: 'Escolher planilha do Google' }));
  await expectAccessible(page);
  await page.getByLabel('Nome ou link da planilha').fill('Produtos');
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page.getByRole('table')).not.toContainText('Estoque do depósito');
  await follow(page, page.getByRole('link', { name: 'Produtos - catálogo 2026' }));
  await expectAccessible(page);
  await expect(page.getByRole('row', { name: /Apoio/ })).toContainText('Oculta');
  await page.getByRole('row', { name: /^Produtos/ }).getByRole('button').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Produtos - catálogo 2026 · Produtos' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.locator('select[name="columns[0]"]')).toHaveValue('sku');

  await page.getByLabel('Quando conferir').selectOption('hours');
  await page.getByLabel('Horas entre conferências').fill('200');
  const schedule = page.locator('form', { has: page.locator('select[name=mode]') });
  await schedule.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.locator('.field-error')).toBeVisible();
  await page.getByLabel('Horas entre conferências').fill('12');
  await schedule.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Próxima conferência')).toBeVisible();

  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page).toHaveURL(/\/admin\/validacao\/conferencias\//);
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Linhas lidas em/)).toBeVisible();
  await page.getByRole('button', { name: 'Escrever na planilha do Google' }).click();
  await expect(page.getByText(/apontamentos estão na aba Orion 20/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('link', { name: 'Abrir a aba' })).toHaveAttribute('href', /^https:\/\/docs\.google\.com\/spreadsheets\/d\/.+#gid=\d+$/);
  await hydrated(page);
  await expectAccessible(page);
});

test('the products in Orion are checked without anything being sent', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await page.getByRole('button', { name: 'Escolher o catálogo do Orion' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Produtos do Orion' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.locator('select[name="columns[0]"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page.getByRole('button', { name: 'Conferir agora' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Escrever na planilha do Google' })).toHaveCount(0);
});

test('who only reads chooses no sheets', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/validacao');
  await expect(page.getByRole('link', { name: 'Escolher planilha do Google' })).toHaveCount(0);
  const answer = await page.request.get('/admin/validacao/google');
  expect(answer.status()).toBe(403);
});
