import { expect, expectAccessible, test, visit } from './support/test.ts';

test('the sign-in page stands, comes alive and is accessible', async ({ page }) => {
  await visit(page, '/entrar');
  await expect(page.locator('input[type=password]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Entrar', exact: true })).toBeEnabled();
  await expectAccessible(page);
});
