// Pages that are fetched while the pointer rests on the link to them.
import { signIn } from './support/session.ts';
import { expect, hydrated, test, visit } from './support/test.ts';

test('a page is fetched while the pointer rests on its link, and opened from what was fetched', async ({ page, context }) => {
  await signIn(page);
  const fetched: string[] = [];
  const browser = await context.newCDPSession(page);
  browser.on('Preload.prefetchStatusUpdated', ({ prefetchUrl, status }) => {
    if (status !== 'Pending') {
      fetched.push(`${new URL(prefetchUrl).pathname}: ${status}`);
    }
  });
  await browser.send('Preload.enable');
  await visit(page, '/admin/integracoes');

  // What asks a platform is asked for by a press alone, however long the pointer rests.
  await page.locator('main a[href^="/admin/integracoes/nova/"]').first().hover();
  await page.waitForTimeout(1_000);
  expect(fetched.filter((one) => one.startsWith('/admin/integracoes/nova/'))).toEqual([]);

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
