// Simulated shops of a journey's own, which are no demo: they take places and orders of a plan.
import { type ChildProcess, spawn } from 'node:child_process';
import { type Page } from '@playwright/test';
import { freePort, program } from './server.ts';
import { expect, visit } from './test.ts';

/** A WooCommerce shop, until its process is ended. */
export type Shop = { url: string; process: ChildProcess };

/** Opens a shop with so many orders of the last ten days. */
export async function openShop(orders: number): Promise<Shop> {
  const host = `127.0.0.1:${await freePort()}`;
  const shop = ['--platform', 'woocommerce', '--orders', `${orders}`, '--days', '10', '--listen', host];
  return { url: `http://${host}`, process: spawn(program, ['sandbox', ...shop], { stdio: 'ignore' }) };
}

/** Connects a shop under a name, by a page that is opened as its last argument does; its orders are read from then on. */
export async function connectShop(
  page: Page,
  { url }: Shop,
  name: string,
  open: (page: Page, path: string) => Promise<unknown> = visit,
): Promise<void> {
  let keys = { consumer_key: '', consumer_secret: '' };
  await expect(async () => {
    const [shop] = await (await page.request.get(`${url}/__control/api`)).json();
    keys = shop.credentials;
  }).toPass({ timeout: 20_000 });
  await open(page, '/admin/integracoes/nova/woocommerce');
  await page.getByLabel('Endereço da loja').fill(url);
  await page.getByLabel('Chave do consumidor').fill(keys.consumer_key);
  await page.getByLabel('Segredo do consumidor').fill(keys.consumer_secret);
  await page.getByLabel('Nome no Orion').fill(name);
  await page.getByRole('button', { name: 'Salvar e conectar' }).click();
  // On to the next of the first steps, or to the connection.
  await expect(page).toHaveURL(/\/admin\/(comecar\?passo=sync|integracoes\/0[^/]+)$/, { timeout: 30_000 });
}

/** Somebody buys something in a shop. */
export async function buy(page: Page, { url }: Shop): Promise<void> {
  const answer = await page.request.post(`${url}/__control/api/woocommerce/demo/orders`, { data: {} });
  expect(answer.ok(), await answer.text()).toBe(true);
}
