// Sheets of products that are sent to be checked.
import { type Page } from '@playwright/test';
import { follow, visit } from './test.ts';

/** Sends a sheet of so many products. */
export async function send(page: Page, code: string, products: number): Promise<void> {
  const rows = Array.from({ length: products }, (_, at) => `${code}-${at};Produto ${at}`);
  const buffer = Buffer.from(['SKU;Título', ...rows].join('\n'));
  await visit(page, '/admin/validacao');
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: `${code}.csv`, mimeType: 'text/csv', buffer });
  await follow(page, page.getByRole('button', { name: 'Enviar planilha' }));
}

/** Sends a sheet of so many products and asks for a check of it. */
export async function check(page: Page, code: string, products: number): Promise<void> {
  await send(page, code, products);
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
}
