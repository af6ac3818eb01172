// The shops of the demo company.
import type { Page } from '@playwright/test';
import { visit } from './test.ts';

/** Where the demo WooCommerce shop is served; its page is open then. */
export async function storeAddress(page: Page): Promise<URL> {
  await visit(page, '/admin/integracoes');
  await page.getByRole('article').filter({ hasText: 'Loja demo (WooCommerce)' }).getByRole('heading').getByRole('link').click();
  const address = await page.getByText(/^127\.0\.0\.1:\d+\/woocommerce\/\S+$/).first().innerText();
  return new URL(`http://${address}`);
}
