// The first hour: a new company sets itself up step by step, leaves, comes back, and puts the steps away.
import { signUp } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, toast, visit } from './support/test.ts';

const STEPS = '/admin/comecar';
const OFFER = 'Conectar a loja de demonstração';

test('a new company is led through its steps and back to them, with a store to look at', async ({ context, page }) => {
  test.setTimeout(240_000);
  await signUp(page, 'Loja da Primeira Hora', 'Clara', 'clara@comeco.example');
  await visit(page, '/admin');
  await expect(page.getByText('1 de 5 prontos')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Escolher fuso e moeda' }).click();
  await expect(page.getByRole('heading', { name: 'Em que fuso e moeda a empresa trabalha' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Salvar fuso e moeda' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar$/);
  await expect(page.getByRole('heading', { name: 'Conectar o primeiro canal' })).toBeVisible();
  await expectAccessible(page);

  // Left, and found again where it was.
  await page.getByRole('link', { name: 'Deixar para depois' }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByText('2 de 5 prontos')).toBeVisible();
  await page.getByRole('link', { name: 'Conectar um canal' }).click();
  await expect(page.locator('main').getByRole('link', { name: 'WooCommerce', exact: true })).toBeVisible();

  // Pages that had nothing to show before.
  const empty = await Promise.all(
    ['/admin', '/admin/vendas'].map(async (path) => {
      const tab = await context.newPage();
      await visit(tab, path);
      return tab;
    }),
  );
  await page.getByRole('button', { name: OFFER }).click();
  await expect(page).toHaveURL(/\/admin\/comecar\?passo=sync$/);
  await expect(toast(page)).toHaveText(/Loja de demonstração conectada/);
  for (const tab of empty) {
    const news = tab.locator('.page-context output').getByRole('link');
    await expect(news).toHaveText(/(vendas? novas?: mostrar|Muitas vendas chegaram)/, { timeout: 60_000 });
    await follow(tab, news);
    await expect(tab).toHaveURL(/\/admin\/vendas\?news=0$/);
    await expect(tab.locator('tbody tr').first()).toBeVisible();
    await tab.close();
  }
  await expect(page.locator('main').getByText('Loja de demonstração').first()).toBeVisible();
  await expectAccessible(page);
  // The page follows it to its end, and says what came of it.
  await expect(page.getByText(/^\d+ vendas chegaram\.$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('4 de 5 prontos')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Continuar', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pular este passo' })).toHaveCount(0);

  await visit(page, `${STEPS}?passo=team`);
  await page.locator('main').getByLabel('E-mail').fill('dora@comeco.example');
  await page.getByRole('button', { name: 'Convidar' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar\?passo=team$/);
  await expect(toast(page)).toHaveText('Convite enviado para dora@comeco.example.');

  // The reading ends by itself, and with it the steps.
  await expect(async () => {
    await page.goto(STEPS);
    await expect(page.getByText('Tudo pronto')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 150_000 });
  await expect(page.getByText('5 de 5 prontos')).toBeVisible();
  await page.getByRole('link', { name: 'Ir para a visão geral' }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole('heading', { name: 'Primeiros passos' })).toHaveCount(0);

  // It is marked as what it is, and goes by disconnecting.
  await page.goto('/admin/integracoes');
  const store = page.getByRole('article').filter({ hasText: 'Loja de demonstração' });
  await expect(store.getByText('Demonstração', { exact: true })).toBeVisible();
  await store.getByRole('heading').getByRole('link').click();
  await expect(page).toHaveURL(/\/admin\/integracoes\/0/);
  await page.goto(`${new URL(page.url()).pathname}/desconectar`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Só desconectar' }).click();
  await expect(page.locator('.badge', { hasText: 'Desconectado' }).first()).toBeVisible();
  await page.locator('main').getByRole('link', { name: /^Apagar as [\d.]+ vendas inventadas$/ }).click();
  await expect(page.getByRole('heading', { name: 'Apagar o que Loja de demonstração trouxe?' })).toBeVisible();
  await page.getByRole('button', { name: /^Apagar as [\d.]+ vendas inventadas$/ }).click();
  await expect(page).toHaveURL(/\/admin\/integracoes$/);
  await expect(toast(page)).toHaveText(/Loja de demonstração apagada, e com ela [\d.]+ vendas inventadas\./);
  await expect(page.getByRole('article').filter({ hasText: 'Loja de demonstração' })).toHaveCount(0);

  // The company is as it was before.
  await page.goto('/admin');
  await expect(page.getByRole('button', { name: OFFER })).toBeVisible();
  await expect(page.locator('#atencao')).toHaveCount(0);

  // Connected once more, both are done at once.
  await page.goto(`${STEPS}?passo=channel`);
  await page.getByRole('button', { name: OFFER }).click();
  await expect(page).toHaveURL(/\/admin\/comecar\?passo=sync$/);
  await page.goto('/admin/integracoes');
  await store.getByRole('heading').getByRole('link').click();
  await expect(page).toHaveURL(/\/admin\/integracoes\/0/);
  await page.goto(`${new URL(page.url()).pathname}/desconectar`);
  await page.getByRole('button', { name: /^Desconectar e apagar / }).click();
  // What is being read ends at its next page.
  await expect(page).toHaveURL(/\/admin\/integracoes$/, { timeout: 20_000 });
  await expect(toast(page)).toHaveText(/Loja de demonstração apagada/);
});

test('the steps are put away and found again by the search', async ({ page }) => {
  await signUp(page, 'Loja sem Passos', 'Davi', 'davi@comeco.example');
  await visit(page, '/admin');
  await page.getByRole('button', { name: 'Não mostrar mais' }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await expect(toast(page)).toHaveText(/Primeiros passos guardados/);
  await expect(page.getByRole('heading', { name: 'Primeiros passos' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: OFFER })).toBeVisible();
  await hydrated(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('primeiros passos');
  await page.locator('#palette').getByRole('link', { name: 'Primeiros passos', exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/comecar$/);
  await expect(page.getByRole('heading', { name: 'Em que fuso e moeda a empresa trabalha' })).toBeVisible();
  await expect(page.getByText('Tudo pronto')).toHaveCount(0);
  await expect(page.locator('.tabs')).not.toContainText('pulad');
  await page.getByRole('button', { name: 'Salvar fuso e moeda' }).click();
  await expect(page.getByRole('heading', { name: 'Conectar o primeiro canal' })).toBeVisible();
  await expect(page.getByRole('button', { name: OFFER })).toBeVisible();
  await page.getByRole('link', { name: 'Continuar' }).click();
  await expect(page).toHaveURL(/\/admin$/);
});

test('a page that follows a run says when its session has ended', async ({ browser }) => {
  // A page of its own: the browser tells its console of each request that is refused.
  const context = await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' });
  const page = await context.newPage();
  await signUp(page, 'Loja sem Sessão', 'Eva', 'eva@comeco.example');
  await visit(page, `${STEPS}?passo=channel`);
  // The run may end before the cookies are gone: what the page asks waits for that.
  let signedOut = () => {};
  const gone = new Promise<void>((resolve) => (signedOut = resolve));
  await page.route('**/ui/syncs/progress', async (route) => {
    await gone;
    await route.continue();
  });
  await page.getByRole('button', { name: OFFER }).click();
  await expect(page).toHaveURL(/\/admin\/comecar\?passo=sync$/);
  await page.context().clearCookies();
  signedOut();
  await expect(page.getByRole('alert').filter({ hasText: 'Entre para continuar' })).toBeVisible({ timeout: 15_000 });
  await context.close();
});
