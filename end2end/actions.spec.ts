// What is sent back to channels: from the sale's page, from the list, with script and without.
import type { Locator, Page } from '@playwright/test';
import { settled } from './support/days.ts';
import { salesArrived, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, test, visit } from './support/test.ts';

// The file that the fiscal document's form takes; its key and check digit are right.
const nfe = new URL('../server/connector-kit/fixtures/nfe.xml', import.meta.url).pathname;

/** Paid, open sales of a platform. */
const open = (platform: string) => `/admin/vendas?channel=${platform}&payment=paid&status=open`;

/** Those of WooCommerce that no other test bought, and may cancel. */
const openAndOld = () => `${open('woocommerce')}&until=${settled()}`;

/** The page of such a sale on which its channel is asked: of the first one from a place on at which something `is` there. */
async function atChannel(page: Page, platform: string, from = 0, is?: Locator): Promise<string> {
  for (let at = from; ; at += 1) {
    await page.goto(open(platform));
    const href = await page.locator('tbody th a').nth(at).getAttribute('href', { timeout: 10_000 });
    const sale = (href ?? '').split('?')[0] ?? '';
    await page.goto(`${sale}/canal`);
    if (is === undefined || (await is.isVisible())) {
      return sale;
    }
  }
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
  await expect(page.getByText('Envio: Confirmado pelo canal').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Correios · AA123456789BR')).toBeVisible();
  await expect(page.getByText('Envio: confirmado pelo canal', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await visit(page, `${sale}/canal`);
  await expect(page.getByText('AA123456789BR').first()).toBeVisible();
});

test('a sale is cancelled for a reason of its channel, and once', async ({ page }) => {
  // What is on its way cannot be cancelled.
  const sale = await atChannel(page, 'tiktok_shop', 0, page.getByLabel('Motivo'));
  await page.getByLabel('Motivo').selectOption({ label: 'Sem estoque' });
  await page.getByLabel('Entendo o que acontece').check();
  await page.getByRole('button', { name: /Cancelar a venda \d+ no TikTok Shop/ }).click();
  await expect(page.getByText('Cancelamento: Confirmado pelo canal').first()).toBeVisible({ timeout: 60_000 });
  // The open page tells all of it by itself.
  await expect(page.getByText('Cancelamento: confirmado pelo canal', { exact: true })).toBeVisible();
  await expect(page.locator('.page-head').getByText('Cancelada', { exact: true })).toBeVisible();
  await expect(page.getByText('A enviar', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Enviar ou cancelar' })).toHaveCount(0);
  await visit(page, `${sale}/canal`);
  await expect(page.getByText('O pedido está cancelado no canal.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Cancelar a venda/ })).toHaveCount(0);
  await visit(page, sale);
  await expect(page.getByText('Cancelada', { exact: true }).first()).toBeVisible();
});

test('what a channel does not offer is not offered, and the page says why', async ({ page }) => {
  // Another test hands the document of one of them over.
  await atChannel(page, 'magalu', 1, page.getByText('O canal pede a nota fiscal primeiro.'));
  await expect(page.getByText('O canal só aceita isso no próprio site.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Entregar nota ao Magalu' })).toBeVisible();
});

test('several sales are looked at first, and exactly what is ready is applied', async ({ page }) => {
  await visit(page, openAndOld());
  for (const at of [0, 1]) {
    await page.locator('tbody .t-pick input').nth(at).check();
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  await expect(page).toHaveURL(/lote\?.*acao=enviar/);
  await expectAccessible(page);
  await page.getByLabel(/^Código de rastreio: #/).first().fill('AA1BR');
  await page.getByRole('button', { name: 'Consultar os canais' }).click();
  await expect(page.getByRole('button', { name: 'Enviar 2 vendas' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Pronta', { exact: true })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enviar 2 vendas' }).click();
  await expect(page.getByText('Confirmado pelo canal')).toHaveCount(2, { timeout: 60_000 });
  await expect(page.getByRole('strong')).toHaveText('2 enviadas');
});

test('sales that are picked keep their number on one line, and the bar moves no row', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await visit(page, '/admin/vendas?payment=paid&status=open');
  const heights = await page.locator('tbody .t-lead a').evaluateAll(links => links.map(link => link.getClientRects().length));
  expect(new Set(heights)).toEqual(new Set([1]));
  const hint = page.getByText('Encontra pelo começo');
  await expect(hint).toBeVisible();
  const row = page.locator('tbody .t-pick input').first();
  const before = await row.boundingBox();
  await row.check();
  await expect(page.locator('.bulk')).toBeInViewport();
  await expect(hint).toBeVisible();
  expect(await row.boundingBox()).toEqual(before);
});

test('on a phone each box of a bulk shipment bears its label, one under the other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, openAndOld());
  // The first two are shipped meanwhile.
  await page.locator('tbody .t-pick input').nth(2).check();
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  const [carrier, tracking] = [page.getByLabel(/^Transportadora: #/).first(), page.getByLabel(/^Código de rastreio: #/).first()];
  await expect(page.locator('tbody').getByText('Transportadora', { exact: true })).toBeVisible();
  await expect(page.locator('tbody').getByText('Código de rastreio', { exact: true })).toBeVisible();
  const [above, below] = [await carrier.boundingBox(), await tracking.boundingBox()];
  expect(below?.x).toBe(above?.x);
  expect(below?.width).toBe(above?.width);
  expect(below?.y ?? 0).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0));
  // A tap types, and does not open the sale that the row leads to.
  await carrier.click();
  await page.keyboard.type('Correios');
  await expect(carrier).toHaveValue('Correios');
  await expectAccessible(page);
});

test('a viewer asks no channel for anything', async ({ page, browser }) => {
  const sale = await atChannel(page, 'shopify', 1);
  const looking = await (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  await signIn(looking, viewer);
  expect((await looking.goto(`${sale}/canal`))?.status()).toBe(403);
  await looking.goto(sale);
  await expect(looking.getByRole('link', { name: 'Enviar ou cancelar' })).toHaveCount(0);
  await looking.goto('/admin/vendas');
  // What is picked can be printed, and that is all.
  await looking.locator('tbody .t-pick input').first().check();
  await expect(looking.locator('.bulk').getByRole('button')).toHaveText(['Imprimir separação']);
  await looking.context().close();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a fiscal document is handed over, and what is none is refused with the reason', async ({ page }) => {
    const file = page.getByLabel('Arquivo XML da NF-e').first();
    const sale = await atChannel(page, 'magalu', 0, file);
    await file.setInputFiles({ name: 'danfe.xml', mimeType: 'text/xml', buffer: Buffer.from('%PDF-1.7') });
    await page.getByRole('button', { name: 'Entregar nota ao Magalu' }).first().click();
    await expect(page.getByText('O arquivo não é um XML')).toBeVisible();
    await page.getByLabel('Arquivo XML da NF-e').first().setInputFiles(nfe);
    await page.getByRole('button', { name: 'Entregar nota ao Magalu' }).first().click();
    await expect(page).toHaveURL(sale);
    await expect(page.getByText(/Nota fiscal: (Na fila|Enviando ao canal|Aceito pelo canal)/).first()).toBeVisible();
  });
});
