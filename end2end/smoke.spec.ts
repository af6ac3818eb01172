import { expect, expectAccessible, test, visit } from './support/test.ts';

test('the sign-in page stands, comes alive and is accessible', async ({ page }) => {
  await visit(page, '/entrar');
  await expect(page.locator('input[type=password]')).toBeVisible();
  await expect(page.locator('form button[type=submit]')).toBeEnabled();
  await expectAccessible(page);
});
