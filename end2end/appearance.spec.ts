// Light or dark, by the system's wish or by a choice of the browser; and the company's name in the frame.
import type { Page } from '@playwright/test';
import { signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, test, visit } from './support/test.ts';

/** How light the ground of the page is, from 0 to 255. */
async function lightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const brush = document.createElement('canvas').getContext('2d');
    if (!brush) {
      return Number.NaN;
    }
    brush.fillStyle = getComputedStyle(document.body).backgroundColor;
    brush.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

async function expectDark(page: Page): Promise<void> {
  await expect.poll(() => lightness(page)).toBeLessThan(64);
}

async function expectLight(page: Page): Promise<void> {
  await expect.poll(() => lightness(page)).toBeGreaterThan(192);
}

test('dark is chosen in the menu of the account, stays, and holds before sign-in', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn(page, viewer);
  await visit(page, '/admin/produtos?q=caneca');
  await expectLight(page);
  await page.getByRole('button', { name: /^Conta · / }).click();
  const choices = page.getByRole('group', { name: 'Aparência' });
  await expect(choices.getByRole('button', { name: 'Como o sistema' })).toHaveAttribute('aria-current', 'true');
  await expectAccessible(page);
  await choices.getByRole('button', { name: 'Escura' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page).toHaveURL(/\/admin\/produtos\?q=caneca$/);
  await expectDark(page);
  await page.reload();
  await expectDark(page);
  await page.getByRole('button', { name: /^Conta · / }).click();
  await expect(choices.getByRole('button', { name: 'Escura' })).toHaveAttribute('aria-current', 'true');
  await expectAccessible(page);

  // Paper has no dark side.
  await page.emulateMedia({ media: 'print' });
  await expectLight(page);
  await page.emulateMedia({ media: null });

  await page.goto('/sair');
  await page.getByRole('main').getByRole('button', { name: 'Sair' }).click();
  await expect(page).toHaveURL(/\/entrar$/);
  await expectDark(page);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page of the account has the choice, and the system is followed without one', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await signIn(page, viewer);
    await page.goto('/admin/conta');
    const html = page.locator('html');
    const field = page.getByLabel('Cores das páginas');
    const change = page.getByRole('button', { name: 'Mudar a aparência' });
    await expect(field).toHaveValue('system');
    await expect(html).toHaveCSS('color-scheme', 'light dark');
    for (const [choice, scheme] of [['light', 'light'], ['dark', 'dark'], ['system', 'light dark']] as const) {
      await field.selectOption(choice);
      await change.click();
      await expect(html).toHaveAttribute('data-theme', choice);
      await expect(html).toHaveCSS('color-scheme', scheme);
      await expect(field).toHaveValue(choice);
    }
  });
});

test('the system decides where nothing was chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/entrar');
  await expectDark(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await expectLight(page);
});

test('the company is named beside the initials, on a phone in the menu', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/produtos');
  const button = page.getByRole('button', { name: 'Conta · Loja Demonstração' });
  await expect(button.getByText('Loja Demonstração')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(button.getByText('Loja Demonstração')).toBeHidden();
  await button.click();
  const menu = page.locator('#account-menu');
  await expect(menu.getByText('Loja Demonstração')).toBeVisible();
  // A window that is lower than the menu can be scrolled to its end.
  await page.setViewportSize({ width: 390, height: 400 });
  const last = menu.getByRole('button', { name: 'Sair' });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });
});
