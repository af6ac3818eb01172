// Connecting by consent: over the platform's own page and back.
import { signIn } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, toast, visit } from './support/test.ts';

const PLATFORMS = [
  ['mercadolivre', 'Mercado Livre'],
  ['magalu', 'Magalu'],
  ['tiktok_shop', 'TikTok Shop'],
  ['google_sheets', 'Google Sheets'],
];

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

for (const [id, name] of PLATFORMS) {
  test(`${name} is connected by pressing through its consent page`, async ({ page }) => {
    await visit(page, `/admin/integracoes/nova/${id}`);
    await expectAccessible(page);
    await page.getByRole('button', { name: `Conectar com ${name}` }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await page.getByRole('link', { name: 'Permitir' }).click();
    await expect(page).toHaveURL(/\/admin\/integracoes\/[0-9a-f-]{36}$/);
    await hydrated(page);
    await expect(toast(page)).toContainText(`Esta conta de ${name} já estava conectada`);
    // Only TikTok Shop tells how long its consent lasts.
    await expect(page.getByText('Autorizar de novo até')).toHaveCount(id === 'tiktok_shop' ? 1 : 0);
    await expectAccessible(page);
  });
}

test('who refuses comes back to the form, which says so', async ({ page }) => {
  await visit(page, '/admin/integracoes/nova/tiktok_shop');
  await page.getByRole('button', { name: 'Conectar com TikTok Shop' }).click();
  await page.getByRole('link', { name: 'Recusar' }).click();
  await expect(page.getByText('O acesso não foi permitido')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Conectar com TikTok Shop' })).toBeVisible();
});

test('a way back that was used before connects nothing', async ({ page }) => {
  await visit(page, '/admin/integracoes/nova/tiktok_shop');
  await page.getByRole('button', { name: 'Conectar com TikTok Shop' }).click();
  const back = await page.getByRole('link', { name: 'Permitir' }).getAttribute('href');
  await page.goto(back!);
  await expect(page).toHaveURL(/\/admin\/integracoes\/[0-9a-f-]{36}$/);
  await page.goto(back!);
  await expect(page.getByText('Esta autorização não vale mais')).toBeVisible();
});

test('who comes from the platform without having been sent is asked before anything is connected', async ({ page }) => {
  await visit(page, '/admin/integracoes/nova/tiktok_shop');
  await page.getByRole('button', { name: 'Conectar com TikTok Shop' }).click();
  const back = new URL((await page.getByRole('link', { name: 'Permitir' }).getAttribute('href'))!);
  back.searchParams.delete('state');
  await visit(page, back.href);
  await expect(page).toHaveURL(/\/admin\/integracoes\/autorizacao\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: /^Conectar a .+ uma conta de TikTok Shop\?$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Conectar com TikTok Shop' }).click();
  await expect(page).toHaveURL(/\/admin\/integracoes\/[0-9a-f-]{36}$/);
  await expect(toast(page)).toContainText('Esta conta de TikTok Shop já estava conectada');
});

test('the events of an account are listed, and none is none', async ({ page }) => {
  await visit(page, '/admin/integracoes');
  await follow(page, page.getByRole('article').filter({ hasText: 'Loja demo (TikTok Shop)' }).getByRole('heading').getByRole('link'));
  await page.getByRole('link', { name: 'Ver avisos' }).click();
  await expect(page.getByText('Nenhum aviso ainda')).toBeVisible();
  await expectAccessible(page);
});
