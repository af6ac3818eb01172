// What takes space, and for how long it is kept. Only a company's most powerful people see it.
import { owner, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, visit } from './support/test.ts';

test('a shorter time is chosen, and the page keeps it', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/armazenamento');
  await expect(page.getByRole('link', { name: 'Armazenamento', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('table')).toContainText('Tarefas da fila');
  const choice = page.getByLabel('Histórico das vendas');
  await choice.selectOption('365');
  await page.getByRole('button', { name: 'Salvar e apagar o que for mais antigo' }).click();
  await expect(page.getByText('Prazos salvos').first()).toBeVisible();
  await expect(choice).toHaveValue('365');
  await hydrated(page);
  await expectAccessible(page);
});
