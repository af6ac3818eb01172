// Plans: what they include, what happens at a limit, and where each count comes from.
import { check, send } from './support/checks.ts';
import { signUp } from './support/session.ts';
import { expect, expectAccessible, follow, test, toast, visit } from './support/test.ts';

test('a small company sees its plan, meets its limits, and what was counted leads to its cause', async ({ page }) => {
  await signUp(page, 'Loja Pequena', 'Nina', 'nina@pequena.example');
  await page.goto('/admin/planos');
  await expect(page.getByRole('heading', { name: 'Plano atual: Free' })).toBeVisible();
  await expect(page.getByText('0 de 100', { exact: true })).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'Business' })).toContainText('R$ 1.499,00 por mês');
  await expectAccessible(page);
  await page.getByLabel('Pagamento').selectOption({ label: 'Anual, com dois meses grátis' });
  await page.getByLabel('Moeda').selectOption({ label: 'USD' });
  await page.getByRole('button', { name: 'Ver preços' }).click();
  await expect(page.getByRole('article').filter({ hasText: 'Business' })).toContainText('US$ 2.990,00 por ano');

  // What a check would come to is told before it is started: of rows nobody has read to the end only about how many there are.
  await send(page, 'MUITOS', 130);
  await follow(page, page.locator('form:has(select)').getByRole('button', { name: 'Salvar', exact: true }));
  const warning = page.getByRole('status').filter({ hasText: 'A planilha pode passar do que o plano inclui' });
  await expect(warning).toContainText('Esta planilha tem cerca de 130 linhas. De produtos, o plano inclui mais 100 neste mês.');
  await expect(warning.getByRole('link', { name: 'Ver os planos' })).toHaveAttribute('href', '/admin/planos');
  await expectAccessible(page);
  // The file is small enough to have been seen to its end.
  await send(page, 'POUCOS', 3);
  await follow(page, page.locator('form:has(select)').getByRole('button', { name: 'Salvar', exact: true }));
  await expect(page.getByText('Conferir agora vai contar até 3 produtos. O plano inclui mais 100 neste mês.')).toBeVisible();

  // One product more than the plan includes: nothing is counted.
  await check(page, 'GRANDE', 101);
  await expect(page.getByText('Esta planilha tem 101 produtos que ainda não contaram neste mês')).toBeVisible({ timeout: 30_000 });
  await check(page, 'CABE', 100);
  await expect(page.getByText('Nada a corrigir no que foi conferido')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Conferir agora não conta nada/)).toBeVisible();
  await page.goto('/admin/uso');
  await expect(page.getByText('100 de 100', { exact: true })).toBeVisible();
  await expect(page.getByText(/O limite foi atingido\./)).toBeVisible();
  await expectAccessible(page);
  const entries = page.getByRole('table', { name: 'Lançamentos' });
  await expect(entries).toContainText('Conferência');
  await expect(entries).toContainText('CABE');
  await entries.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/admin\/validacao\/conferencias\//);

  // The next one does not begin, and says what would go on.
  await check(page, 'OUTRA', 1);
  await expect(toast(page)).toContainText('O plano Pro inclui 10.000 e custa R$ 249,00 por mês.');
  await expectAccessible(page);
  await page.locator('main').getByRole('link', { name: 'Ver os planos' }).click();
  await expect(page).toHaveURL(/\/admin\/planos$/);

  await visit(page, '/admin/equipe');
  for (const name of ['um', 'dois']) {
    await page.getByLabel('E-mail').fill(`${name}@pequena.example`);
    await page.getByRole('button', { name: 'Convidar' }).click();
    await expect(toast(page)).toContainText(name);
  }
  // With the owner they are all that the plan has room for: in the place of the form stands what to do.
  await expect(page.getByText('Lugares na equipe: 3 em uso, 3 no plano')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveCount(0);
  await expectAccessible(page);
});
