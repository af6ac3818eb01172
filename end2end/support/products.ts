// Products of a journey's own: what one test changes, no other one reads.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, follow, visit } from './test.ts';

/** The beginning of codes that nothing else of the company begins with. */
export const ownCode = (of: string): string => `${of}-${randomUUID().slice(0, 8).toUpperCase()}`;

/** Adds a product with what else is given by the names of its fields; its page is open then. */
export async function addProduct(page: Page, sku: string, fields: Record<string, string> = {}): Promise<void> {
  await visit(page, '/admin/produtos/novo');
  for (const [name, value] of Object.entries({ sku, name: `Produto ${sku}`, ...fields })) {
    await page.locator(`main input[name=${name}]`).fill(value);
  }
  await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }));
  await expect(page).toHaveURL(/\/admin\/produtos\/[0-9a-f-]{36}$/);
}
