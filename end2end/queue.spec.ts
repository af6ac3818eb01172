// The queue: a kind is paused and goes on, and lists lead back. The company is every journey's, so what is paused
// here is what its stores never need.
import { operator, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, visit } from './support/test.ts';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  await signIn(page, operator);
});

test('a kind is paused and goes on, and the page says who paused it', async ({ page }) => {
  await visit(page, '/admin/fila');
  await expect(page.getByRole('link', { name: 'Fila', exact: true })).toHaveAttribute('aria-current', 'page');
  const row = page.getByRole('row').filter({ hasText: 'Registro de avisos na plataforma' });
  await row.getByRole('button', { name: 'Pausar' }).click();
  await expect(row).toContainText('Pausada');
  await expect(row).toContainText(/por .+/);
  await hydrated(page);
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Retomar' }).click();
  await expect(row).toContainText('Ativa');
});

test('filters that fit nothing lead back to everything', async ({ page }) => {
  await visit(page, '/admin/fila?tipo=look_at_plan&situacao=failed');
  await expect(page.getByText('Nenhuma tarefa com estes filtros')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Limpar filtros' }).first().click();
  await expect(page).toHaveURL('/admin/fila');
});
