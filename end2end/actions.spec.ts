// What is sent back to channels: from the sale's page, from the list, with script and without.
import type { Page } from '@playwright/test';
import { salesArrived, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, test, visit } from './support/test.ts';

// The file that the fiscal document's form takes; its key and check digit are right.
const nfe = new URL('../server/connector-kit/fixtures/nfe.xml', import.meta.url).pathname;

/** The page of a paid, open sale of a platform on which its channel is asked. */
async function atChannel(page: Page, platform: string, at = 0): Promise<string> {
  await page.goto(`/admin/vendas?channel=${platform}&payment=paid&status=open`);
  const href = await page.locator('tbody th a').nth(at).getAttribute('href');
  const sale = (href ?? '').split('?')[0] ?? '';
  await page.goto(`${sale}/canal`);
  return sale;
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await salesArrived(page);
});

test('a part of a sale is shipped, then the rest, and the sale follows', async ({ page }) => {
  const sale = await atChannel(page, 'shopify');
  await expectAccessible(page);
  await page.getByLabel('Transportadora').first().fill('Correios');
  await page.getByLabel('Código de rastreio').first().fill('AA123456789BR');
  await page.getByLabel('Link de rastreio').first().fill('https://rastreio.example/AA123456789BR');
  await page.getByRole('button', { name: 'Informar envio ao Shopify' }).first().click();
  await expect(page).toHaveURL(sale);
  await expect(page.getByText('Envio: Confirmado pelo canal').first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Correios · AA123456789BR')).toBeVisible();
  // Done before the page was drawn, the page says so by itself and has nothing to reload.
  await visit(page, sale);
  await expect(page.getByText('Envio: confirmado pelo canal', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await visit(page, `${sale}/canal`);
  await expect(page.getByText('AA123456789BR').first()).toBeVisible();
});

test('a sale is cancelled for a reason of its channel, and once', async ({ page }) => {
  // What is on its way cannot be cancelled.
  let sale = '';
  for (let at = 0; at < 8; at += 1) {
    sale = await atChannel(page, 'tiktok_shop', at);
    if (await page.getByLabel('Motivo').isVisible()) {
      break;
    }
  }
  await page.getByLabel('Motivo').selectOption({ label: 'Sem estoque' });
  await page.getByRole('button', { name: /Cancelar a venda \d+ no TikTok Shop/ }).click();
  await expect(page.getByText('Cancelamento: Confirmado pelo canal').first()).toBeVisible({ timeout: 20_000 });
  await visit(page, `${sale}/canal`);
  await expect(page.getByText('O pedido está cancelado no canal.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Cancelar a venda/ })).toHaveCount(0);
  await visit(page, sale);
  await expect(page.getByText('Cancelada', { exact: true }).first()).toBeVisible();
});

test('what a channel does not offer is not offered, and the page says why', async ({ page }) => {
  await atChannel(page, 'magalu', 1);
  await expect(page.getByText('O canal só aceita isso no próprio site.')).toBeVisible();
  await expect(page.getByText('O canal pede a nota fiscal primeiro.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Entregar nota ao Magalu' })).toBeVisible();
});

test('several sales are looked at first, and exactly what is ready is applied', async ({ page }) => {
  await visit(page, '/admin/vendas?channel=woocommerce&payment=paid&status=open');
  for (const at of [0, 1]) {
    await page.locator('td.t-pick input').nth(at).check();
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(page).toHaveURL(/lote\?.*acao=enviar/);
  await expectAccessible(page);
  await page.getByLabel(/^Código de rastreio: #/).first().fill('AA1BR');
  await page.getByRole('button', { name: 'Consultar os canais' }).click();
  await expect(page.getByRole('button', { name: 'Aplicar exatamente isto: 2 vendas' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Pronta', { exact: true })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Aplicar exatamente isto: 2 vendas' }).click();
  await expect(page.getByText('Confirmado pelo canal')).toHaveCount(2, { timeout: 20_000 });
});

test('a viewer asks no channel for anything', async ({ page, browser }) => {
  const sale = await atChannel(page, 'shopify', 1);
  const looking = await (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  await signIn(looking, viewer);
  expect((await looking.goto(`${sale}/canal`))?.status()).toBe(403);
  await looking.goto(sale);
  await expect(looking.getByRole('link', { name: 'Enviar ou cancelar' })).toHaveCount(0);
  await looking.goto('/admin/vendas');
  await expect(looking.locator('td.t-pick')).toHaveCount(0);
  await looking.context().close();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a fiscal document is handed over, and what is none is refused with the reason', async ({ page }) => {
    const sale = await atChannel(page, 'magalu');
    const file = page.getByLabel('Arquivo XML da NF-e').first();
    await file.setInputFiles({ name: 'danfe.xml', mimeType: 'text/xml', buffer: Buffer.from('%PDF-1.7') });
    await page.getByRole('button', { name: 'Entregar nota ao Magalu' }).first().click();
    await expect(page.getByText('O arquivo não é um XML')).toBeVisible();
    await page.getByLabel('Arquivo XML da NF-e').first().setInputFiles(nfe);
    await page.getByRole('button', { name: 'Entregar nota ao Magalu' }).first().click();
    await expect(page).toHaveURL(sale);
    await expect(page.getByText(/Nota fiscal: (Na fila|Enviando ao canal|Aceito pelo canal)/).first()).toBeVisible();
  });
});
