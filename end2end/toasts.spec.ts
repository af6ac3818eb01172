// Messages of what was done: how long they stay, and what ends them.
import { type Page } from '@playwright/test';
import { signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, follow, test, toast, visit } from './support/test.ts';

// Both rename the same person.
test.describe.configure({ mode: 'serial' });

const saved = 'Alterações salvas';

async function rename(page: Page, name: string): Promise<void> {
  await visit(page, '/admin/conta');
  await page.getByLabel('Seu nome').fill(name);
  await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }));
  await expect(toast(page)).toContainText(saved);
}

test('a message goes along to the next page, and ends with its undo, when it is closed, or after its time', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/conta');
  const before = await page.getByLabel('Seu nome').inputValue();
  await rename(page, 'Quem Recebe o Recado');
  const said = page.locator('.toasts [role=status]');
  await expect(said).toContainText(saved);

  await visit(page, '/admin/produtos');
  await expect(toast(page)).toContainText(saved);
  await expect(said).toBeEmpty();
  // What is left of its twenty seconds, for who sees it fade.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const delay = await page.locator('.toast').evaluate((shown) => getComputedStyle(shown).animationDelay);
  expect(delay).toMatch(/^-1s, 1?\d(\.\d+)?s$/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await follow(page, page.getByRole('button', { name: 'Desfazer', exact: true }));
  await expect(page).toHaveURL(/\/admin\/produtos$/);
  await visit(page, '/admin/conta');
  await expect(page.getByLabel('Seu nome')).toHaveValue(before);

  await rename(page, 'Quem Recebe o Recado');
  const ended = page.waitForResponse((answer) => answer.url().endsWith('/ui/toast/close'));
  await page.locator('.toast').getByRole('button', { name: 'Fechar' }).click();
  await expect(page.locator('.toast')).toHaveCount(0);
  await expect(page).toHaveURL(/\/admin\/conta$/);
  expect((await ended).status()).toBe(200);
  await visit(page, '/admin/produtos');
  await expect(page.locator('.toast')).toHaveCount(0);

  await rename(page, before);
  await visit(page, '/admin/produtos');
  await expect(toast(page)).toContainText(saved);
  await expectAccessible(page);
  await expect(async () => {
    await visit(page, '/admin/clientes');
    await expect(page.locator('.toast')).toHaveCount(0, { timeout: 100 });
  }, 'gone when its time is over').toPass({ timeout: 40_000, intervals: [2_000] });
});

test('a message goes along where the pointer rested on the link before, and its undo works there', async ({ page, context }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/conta');
  const before = await page.getByLabel('Seu nome').inputValue();
  const fetched: string[] = [];
  const browser = await context.newCDPSession(page);
  browser.on('Preload.prefetchStatusUpdated', ({ prefetchUrl, status }) => {
    fetched.push(`${new URL(prefetchUrl).pathname}: ${status}`);
  });
  await browser.send('Preload.enable');
  await rename(page, 'Quem Segue com o Mouse');
  for (const path of ['/admin/clientes', '/admin/produtos']) {
    const link = page.locator(`.nav a[href="${path}"]`);
    await link.hover();
    await expect.poll(() => fetched).toContain(`${path}: Failure`);
    await follow(page, link);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(toast(page)).toContainText(saved);
  }
  await follow(page, page.getByRole('button', { name: 'Desfazer', exact: true }));
  await visit(page, '/admin/conta');
  await expect(page.getByLabel('Seu nome')).toHaveValue(before);
});
