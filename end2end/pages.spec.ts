// Every page: stands, is accessible, fits a phone, in light and dark and in every language.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, hydrated, test } from './support/test.ts';
import { salesArrived, signIn } from './support/session.ts';

const pages = [
  '/admin',
  '/admin/comecar',
  '/admin/comecar?passo=company',
  '/admin/comecar?passo=region',
  '/admin/comecar?passo=channel',
  '/admin/comecar?passo=sync',
  '/admin/comecar?passo=team',
  '/admin/vendas',
  '/admin/vendas/lote',
  '/admin/vendas/imprimir',
  '/admin/produtos',
  '/admin/produtos/novo',
  '/admin/produtos/vincular',
  '/admin/clientes',
  '/admin/integracoes',
  '/admin/integracoes/conformidade',
  '/admin/integracoes/nova/tiktok_shop',
  '/admin/integracoes/nova/woocommerce',
  '/admin/integracoes/nova/shopify',
  '/admin/validacao',
  '/admin/sincronizacoes',
  '/admin/fila',
  '/admin/sincronizacoes/pendentes',
  '/admin/analises',
  '/admin/saude',
  '/admin/armazenamento',
  '/admin/vencimentos',
  '/admin/alertas',
  '/admin/alertas/ajustes',
  '/admin/conta',
  '/admin/empresa',
  '/admin/planos',
  '/admin/assinatura',
  '/admin/conta/duas-etapas',
  '/admin/uso',
];

/** Lists from which the first detail page is opened. */
const details: [list: string, link: string][] = [
  ['/admin/vendas', 'main a[href^="/admin/vendas/0"]'],
  ['/admin/produtos', 'main a[href^="/admin/produtos/0"]'],
  ['/admin/clientes', 'main a[href^="/admin/clientes/0"]'],
  ['/admin/integracoes', 'main a[href^="/admin/integracoes/0"]'],
  ['/admin/sincronizacoes', 'main a[href^="/admin/sincronizacoes/0"]'],
];

/** The address of the first thing of each list. */
async function firstDetails(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [list, link] of details) {
    await page.goto(list);
    found.push((await page.locator(link).first().getAttribute('href')) ?? '');
  }
  found.push(`${(found[0] ?? '').split('?')[0]}/canal`);
  found.push(`${(found[0] ?? '').split('?')[0]}/imprimir`);
  return found;
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible in ${scheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await signIn(page);
    await salesArrived(page);
    for (const path of [...pages, ...(await firstDetails(page))]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      await hydrated(page);
      await expectAccessible(page);
    }
  });
}

test('every page fits 320 px in every language', async ({ context, page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page);
  await salesArrived(page);
  const all = [...pages, ...(await firstDetails(page))];
  for (const language of ['pt-BR', 'en', 'es', 'fr']) {
    await page.goto('/admin/conta');
    await page.locator('select[name=locale]').selectOption(language);
    await page.locator('form:has(select[name=locale]) button[type=submit]').click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    // A tab of its own: each page reserves address space for its wasm, which comes back when the tab is closed.
    const tab = await context.newPage();
    await tab.setViewportSize({ width: 320, height: 700 });
    for (const path of all) {
      await tab.goto(path);
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} in ${language}`).toBeLessThanOrEqual(0);
    }
    await tab.close();
  }
  await page.goto('/admin/conta');
  await page.locator('select[name=locale]').selectOption('pt-BR');
  await page.locator('form:has(select[name=locale]) button[type=submit]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
});
