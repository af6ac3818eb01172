// Pages that are fetched while the pointer rests on the link to them.
import { salesArrived, signIn } from './support/session.ts';
import { expect, follow, hydrated, test, visit } from './support/test.ts';

test('a page is fetched while the pointer rests on its link, and opened from what was fetched', async ({ page, context }) => {
  await signIn(page);
  await salesArrived(page);
  const fetched: string[] = [];
  const browser = await context.newCDPSession(page);
  browser.on('Preload.prefetchStatusUpdated', ({ prefetchUrl, status }) => {
    if (status !== 'Pending') {
      fetched.push(`${new URL(prefetchUrl).pathname}: ${status}`);
    }
  });
  await browser.send('Preload.enable');

  // What asks a channel, Google or Stripe is asked for by a press alone, however long the pointer rests.
  await visit(page, '/admin/vendas?channel=shopify&payment=paid&status=open');
  await follow(page, page.locator('tbody th a').first());
  for (const [from, asking] of [
    [page.url(), 'a[href$="/canal"]'],
    ['/admin/validacao', 'a[href="/admin/validacao/google"]'],
    ['/admin/planos', 'a[href="/admin/assinatura"]'],
  ] as const) {
    await visit(page, from);
    await page.locator('main').locator(asking).first().hover();
    await page.waitForTimeout(1_000);
    expect(fetched.filter((one) => /\/canal|\/google|\/assinatura/.test(one)), from).toEqual([]);
  }

  const link = page.locator('.nav a[href="/admin/clientes"]');
  await link.hover();
  await expect.poll(() => fetched).toContain('/admin/clientes: Ready');
  await link.click();
  await expect(page).toHaveURL(/\/admin\/clientes$/);
  await hydrated(page);
  const delivery = await page.evaluate(() => {
    const [opened] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { deliveryType: string })[];
    return opened?.deliveryType;
  });
  expect(delivery).toBe('navigational-prefetch');
});
