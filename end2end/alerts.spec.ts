// Alerts: who is told of what.
import { operator, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, toast, visit } from './support/test.ts';

test('the page of alerts leads to its settings and says what is watched', async ({ page }) => {
  await signIn(page, operator);
  await visit(page, '/admin/alertas');
  await expect(page.getByRole('link', { name: 'Alertas', exact: true })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ajustes de alertas' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ajustes de alertas');
  const row = page.getByRole('row').filter({ hasText: 'Plataforma fora do ar' });
  await expect(row).toContainText('Mais de 5 chamadas seguidas falham');
  await expectAccessible(page);
});

test('a member chooses what comes by e-mail, and quiet hours need both ends', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/alertas/ajustes');
  const level = page.getByLabel('Receber por e-mail');
  await expect(level).toHaveValue('none');
  await level.selectOption('critical');
  await page.getByLabel('Não enviar a partir de').fill('22:00');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.locator('#quiet_until')).toHaveAttribute('aria-invalid', 'true');
  await expect(level).toHaveValue('critical');
  await hydrated(page);
  await expectAccessible(page);
  await page.getByLabel('Não enviar até').fill('07:00');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(toast(page)).toHaveText(/^Ajustes salvos\./);
  await page.reload();
  await expect(level).toHaveValue('critical');
  await expect(page.getByLabel('Não enviar até')).toHaveValue('07:00');
  await expect(page.getByRole('heading', { name: 'Slack e webhooks' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Enviar teste' }).click();
  await expect(toast(page)).toHaveText('Teste enviado.');
});

test('an owner turns a kind off, and an address that cannot be called is refused by its field', async ({ page }) => {
  await signIn(page);
  await visit(page, '/admin/alertas/ajustes');
  const row = page.getByRole('row').filter({ hasText: 'Chamadas fora do normal' });
  await row.getByRole('button', { name: 'Desligar' }).click();
  await expect(row).toContainText('Desligado');
  await row.getByRole('button', { name: 'Ligar' }).click();
  await expect(row).toContainText('Ligado');
  await page.getByLabel('Nome').fill('Plantão');
  await page.getByLabel('URL').fill('https://10.0.0.1/hook');
  await page.getByRole('button', { name: 'Adicionar endereço' }).click();
  await expect(page.locator('#url')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Nome')).toHaveValue('Plantão');
  await hydrated(page);
  await expectAccessible(page);
});
