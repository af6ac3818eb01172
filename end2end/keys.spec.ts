// The keyboard: what the search offers, the list of keys, and the letters that lead to areas.
import { operator, owner, salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, toast, visit } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page, operator);
});

test('the search offers pages, actions and sales, and the arrows go through them', async ({ page }) => {
  await salesArrived(page);
  await visit(page, '/admin/vendas');
  const number = await page.getByRole('table').getByRole('row').nth(1).getByRole('link').first().innerText();
  const offered = page.locator('#palette');
  await expect(offered).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(offered.getByRole('link', { name: 'Vendas' })).toBeVisible();
  await page.keyboard.type('vincular');
  await expect(offered.getByRole('link', { name: 'Códigos para vincular' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await expect(offered.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('#search')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(offered).toBeHidden();

  await page.keyboard.press('Control+k');
  await page.locator('#search').fill(number.replace('#', ''));
  const sale = offered.getByRole('link', { name: `${number} ·` });
  await expect(sale).toBeVisible();
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 320, height });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width, height });
  await page.keyboard.press('ArrowDown');
  await expect(sale).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number.replace('#', ''));
});

test('what the search offers lies over the bar of picked rows', async ({ page }) => {
  await salesArrived(page);
  await page.setViewportSize({ width: 1280, height: 320 });
  await visit(page, '/admin/vendas');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const [bar, offered] = [page.locator('.bulk'), page.locator('#palette')];
  await expect(bar).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(offered).toBeVisible();
  const [under, over] = [await bar.boundingBox(), await offered.boundingBox()];
  if (!under || !over) {
    throw new Error('one of them is not drawn');
  }
  const place = { x: Math.max(under.x, over.x) + 20, y: Math.max(under.y, over.y) + 2 };
  expect(place.y, 'they meet').toBeLessThan(Math.min(under.y + under.height, over.y + over.height));
  const isOver = await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('#palette') !== null, place);
  expect(isOver).toBe(true);
});

test('letters lead to areas and show the list of keys, until they are switched off', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Atalhos do teclado' });
  await expect(keys).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/\/admin\/vendas$/);
  await hydrated(page);
  await page.keyboard.press('/');
  await expect(page.locator('#search')).toBeFocused();
  await page.keyboard.type('g');
  await page.keyboard.type('v');
  await expect(page).toHaveURL(/\/admin\/vendas$/);
  await page.keyboard.press('Escape');

  // It opens at its title, also where it has to be scrolled, and Enter changes nothing there.
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 320, height: 640 });
  await page.keyboard.press('Shift+?');
  await expect(keys.getByRole('heading', { name: 'Atalhos do teclado' })).toBeFocused();
  expect(await keys.evaluate((dialog) => dialog.scrollTop)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(keys).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(keys.getByRole('button', { name: 'Fechar' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(keys).toBeHidden();
  await page.setViewportSize(size);
  await page.keyboard.press('Shift+?');
  await keys.getByRole('button', { name: 'Desligar os atalhos de letras' }).click();
  await expect(toast(page)).toContainText('Atalhos de letras desligados.');
  await visit(page, '/admin/vendas');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+?');
  await expect(keys).toBeHidden();
  await expect(page).toHaveURL(/\/admin\/vendas$/);
});

test('a letter leads to an area, and is listed, only where the area is open to the role', async ({ page, browser }) => {
  await visit(page, '/admin/vendas');
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Atalhos do teclado' });
  await expect(keys.getByText('Alertas', { exact: true })).toBeVisible();
  await expect(keys.getByText('Armazenamento', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');

  const own = await (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  await signIn(own, owner);
  await visit(own, '/admin/vendas');
  await own.keyboard.press('Shift+?');
  await expect(own.getByRole('dialog', { name: 'Atalhos do teclado' }).getByText('Armazenamento')).toBeVisible();
  await own.keyboard.press('Escape');
  await own.keyboard.press('g');
  await own.keyboard.press('m');
  await expect(own).toHaveURL(/\/admin\/armazenamento$/);
  await own.context().close();
});

test('the arrows begin at the first row, Space picks it, and on the way back it has the focus', async ({ page }) => {
  await salesArrived(page);
  await visit(page, '/admin/vendas');
  const rows = page.locator('tbody .t-lead a');
  await page.keyboard.press('ArrowDown');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('tbody .t-pick input').nth(2)).toBeChecked();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/vendas\/[0-9a-f-]{36}$/);
  const opened = new URL(page.url()).pathname;
  await hydrated(page);
  await page.goBack();
  await hydrated(page);
  await expect(page.locator(`tbody .t-lead a[href="${opened}"]`)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${opened}$`));
  await page.getByRole('main').getByRole('link', { name: 'Vendas', exact: true }).first().click();
  await expect(page).toHaveURL(/\/admin\/vendas$/);
  await hydrated(page);
  await expect(page.locator(`tbody .t-lead a[href="${opened}"]`)).toBeFocused();
});
