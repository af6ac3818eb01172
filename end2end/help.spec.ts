// The user's guide: from a page to the topic about it and back, in the language of whoever reads it.
import { operator, signIn } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, visit } from './support/test.ts';

test('sales lead to their topic, and the topic leads back', async ({ page }) => {
  await signIn(page, operator);
  await visit(page, '/admin/vendas');
  await page.getByRole('link', { name: 'Ajuda desta página' }).click();
  await expect(page).toHaveURL(/\/admin\/ajuda\/vendas$/);
  await hydrated(page);
  const main = page.locator('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Vendas');
  await expectAccessible(page);
  await main.getByRole('navigation', { name: 'Nesta página' }).getByRole('link', { name: 'Agir no canal' }).click();
  await expect(page).toHaveURL(/#parte-3$/);
  await expect(main.getByRole('heading', { name: 'Agir no canal' })).toBeInViewport();
  await main.getByRole('link', { name: 'Vendas', exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/vendas$/);
});

test('the contents lead to every topic and to the instructions of the platforms', async ({ page }) => {
  await signIn(page, operator);
  await visit(page, '/admin/ajuda/teclado');
  await page.getByRole('link', { name: 'Ajuda desta página' }).click();
  await expect(page).toHaveURL(/\/admin\/ajuda$/);
  await hydrated(page);
  await expectAccessible(page);
  const main = page.locator('main');
  const topics = await main.locator('a[href^="/admin/ajuda/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(topics.length).toBeGreaterThan(15);
  for (const topic of topics) {
    expect((await page.request.get(topic)).status(), topic).toBe(200);
  }
  await main.getByRole('link', { name: 'Como conectar Shopify' }).click();
  await expect(main.getByRole('region', { name: 'Como obter os dados' })).toContainText('Client ID');
});

test('the search finds a topic by other words for it', async ({ page }) => {
  await signIn(page, operator);
  await visit(page, '/admin/clientes');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('atalhos');
  await page.locator('#palette').getByRole('link', { name: 'Ajuda: Teclado e busca' }).click();
  await expect(page).toHaveURL(/\/admin\/ajuda\/teclado$/);
});

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-FR' });

  test('the guide is in the language of who reads it', async ({ page }) => {
    // Whoever chose no language reads that of the browser.
    await signIn(page, operator);
    await visit(page, '/admin/vendas');
    await page.getByRole('link', { name: 'Aide de cette page' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ventes');
    await expect(page.getByRole('heading', { name: 'Trouver des ventes' })).toBeVisible();
  });
});
