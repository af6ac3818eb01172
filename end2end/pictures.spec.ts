// The pages as pictures: what a change of the style sheet moves shows here. The pictures lie in pictures/, with the
// browser by which they were drawn; any other one draws letters and edges a little differently, so it compares nothing
// and says by which it would.
// `cargo xtask e2e pictures --update-snapshots` draws them anew: look at them before you keep them.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page, TestInfo } from '@playwright/test';
import { checkedSheet } from './support/pages.ts';
import { freePort, program } from './support/server.ts';
import { signUp } from './support/session.ts';
import { expect, test, visit } from './support/test.ts';

const drawnBy = fileURLToPath(new URL('pictures/browser.txt', import.meta.url));
const sizes = [[390, 800], [768, 900], [1440, 900]] as const;
const schemes = ['light', 'dark'] as const;
/** Sales of the simulated store, all of them older than a day and none older than what a free plan reads. */
const orders = 40;
const days = 45;

/** Parts of the component kit, by the headings of their panels. */
const parts: [name: string, heading: string][] = [
  ['cards', 'Integrações'],
  ['marks', 'Marcas e selos'],
  ['table', 'Vendas'],
  ['story', 'História'],
  ['progress', 'Em andamento'],
  ['buttons', 'Botões'],
  ['form', 'Formulário'],
];

test('the pages look as they were drawn', async ({ browser, page }, info) => {
  test.setTimeout(900_000);
  const own = await drawer(browser, info);
  const isDrawing = info.config.updateSnapshots === 'all' || info.config.updateSnapshots === 'changed';
  const other = await readFile(drawnBy, 'utf8').then((text) => text.trim(), () => 'nobody yet');
  const isOther = !isDrawing && own !== other;
  const why = `the pictures were drawn by ${other}, and this is ${own}`;
  test.skip(isOther, why);

  await draw(page, 'sign-in', '/entrar');

  await signUp(page, 'Ateliê das Nuvens', 'Clara Nuvem', 'clara@nuvens.example');
  await draw(page, 'first-hour', '/admin/comecar');
  await draw(page, 'gallery', '/admin/integracoes');
  await draw(page, 'plans', '/admin/planos');
  await draw(page, 'account', '/admin/conta');
  await draw(page, 'subscription', '/admin/assinatura');
  await draw(page, 'help', '/admin/ajuda/vendas');
  await draw(page, 'palette', '/admin/ajuda', async () => {
    await page.keyboard.press('Control+k');
    await page.locator('#search').fill('atalhos');
    await expect(page.locator('#palette').getByRole('link', { name: /^Ajuda: Teclado/ })).toBeVisible();
  });
  const check = (await checkedSheet(page)).find((path) => /\/conferencias\/[^/]+$/.test(path)) ?? '';
  await draw(page, 'validation', check);
  await each(page, async (suffix) => {
    await visit(page, '/admin/ui');
    await freeze(page);
    await expect.soft(page.locator('.stats').first()).toHaveScreenshot(`kit-figures-${suffix}.png`);
    for (const [name, heading] of parts) {
      const titled = { has: page.getByRole('heading', { level: 2, name: heading, exact: true }) };
      await expect.soft(page.locator('section.panel').filter(titled).first()).toHaveScreenshot(`kit-${name}-${suffix}.png`);
    }
  });

  const store = await openStore();
  try {
    await sell(page, store.url);
    await draw(page, 'overview', '/admin');
    await draw(page, 'sales', '/admin/vendas');
    await page.goto('/admin/vendas');
    const paths = await page.locator('tbody th a').evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    const [sale = ''] = paths;
    await draw(page, 'sale', sale);
    await draw(page, 'print-sale', `${sale}/imprimir`);
    const packed = paths.slice(0, 3).map((path) => `venda=${path.split('/').pop()}`);
    await draw(page, 'print-packing', `/admin/vendas/imprimir?${packed.join('&')}`);
    await draw(page, 'customers', '/admin/clientes');
    await draw(page, 'analytics', '/admin/analises');
    await each(page, async (suffix) => {
      await visit(page, '/admin/analises');
      await freeze(page);
      const charts = page.locator('figure.chart');
      await expect.soft(charts.first()).toHaveScreenshot(`analytics-trend-${suffix}.png`);
      await expect.soft(charts.last()).toHaveScreenshot(`analytics-regions-${suffix}.png`);
    });
    await visit(page, '/admin/vendas?payment=paid');
    await page.getByRole('button', { name: 'Visões salvas' }).click();
    await page.getByLabel('Nome da visão').fill('Pagas');
    await page.getByRole('button', { name: 'Salvar visão' }).click();
    await expect(page.getByRole('navigation', { name: 'Visões salvas' }).getByRole('link', { name: 'Pagas' })).toBeVisible();
    await draw(page, 'bulk', '/admin/vendas', async () => {
      await page.locator('td.t-pick input').first().check();
      await expect(page.locator('.bulk')).toBeInViewport();
    });
  } finally {
    store.program.kill('SIGTERM');
  }
  if (isDrawing) {
    await writeFile(drawnBy, `${own}\n`);
  }
});

/** The browser as far as it tells how letters and edges are drawn. */
async function drawer(browser: Browser, info: TestInfo): Promise<string> {
  const name = basename(info.project.use.launchOptions?.executablePath ?? 'chromium');
  const major = browser.version().split('.')[0];
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const [id, version] = ['ID', 'VERSION_ID'].map((key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '');
  return `${name} ${major} on ${id ? `${id} ${version}` : process.platform}`;
}

/** Does something in each size and scheme of colours. */
async function each(page: Page, what: (suffix: string) => Promise<void>): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await what(`${width}-${colorScheme}`);
    }
  }
}

/** Compares what of a page is seen without scrolling, once something was done on it. */
async function draw(page: Page, name: string, path: string, act = async () => {}): Promise<void> {
  await each(page, async (suffix) => {
    await visit(page, path);
    await act();
    await freeze(page);
    await expect.soft(page).toHaveScreenshot(`${name}-${suffix}.png`);
  });
}

/** Puts one and the same moment and number in the place of all that differ from day to day, and takes away what is only there at times. */
async function freeze(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving: [RegExp, string][] = [
      [/\b\d{2}\/\d{2}\/\d{4}\b/g, '05/03/2026'],
      [/(?<![\d/])\d{2}\/\d{2}(?![\d/])/g, '05/03'],
      [/\b\d{1,2}:\d{2}(?::\d{2})?\b/g, '14:05'],
      [/(?:há|em)\s\d+\s(?:ms|s|min|h|d)(?!\p{L})/gu, 'há 5 min'],
      [/^agora$/, 'há 5 min'],
      [/\b\d+(?:,\d+)?\s(?:ms|s)(?!\p{L})/gu, '5 ms'],
      [/(?<!\p{L})(?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)(?!\p{L})/gu, 'março'],
      [/#\d+/g, '#1001'],
      [/Venda \d+/g, 'Venda 1001'],
    ];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      const still = moving.reduce((before, [shape, instead]) => before.replace(shape, instead), text.data);
      if (still !== text.data) {
        text.data = still;
      }
    }
    document.querySelectorAll<HTMLInputElement>('input[type=date]').forEach((input) => {
      input.value &&= '2026-03-05';
    });
    document.querySelectorAll('.topbar .running, .topbar .alerts .count, .toasts').forEach((element) => element.remove());
    // Else they lie over parts that are taken alone.
    document.querySelector<HTMLElement>('.skip')?.style.setProperty('display', 'none');
    document.querySelector<HTMLElement>('.topbar')?.style.setProperty('position', 'static');
  });
}

/** A store whose sales are the same on every day, counted back from the midnight before the last one. */
async function openStore(): Promise<{ url: string; program: ChildProcess }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const brazil = 3 * 3_600_000;
  const today = new Date(Date.now() - brazil).toISOString().slice(0, 10);
  const until = new Date(Date.parse(today) + brazil - 24 * 3_600_000).toISOString();
  const shop = ['--platform', 'woocommerce', '--orders', `${orders}`, '--days', `${days}`, '--until', until];
  return { url, program: spawn(program, ['sandbox', ...shop, '--listen', new URL(url).host], { stdio: 'ignore' }) };
}

/** Connects the store, and waits until its sales are here. */
async function sell(page: Page, url: string): Promise<void> {
  let keys = { consumer_key: '', consumer_secret: '' };
  await expect(async () => {
    const [store] = await (await page.request.get(`${url}/__control/api`)).json();
    keys = store.credentials;
  }).toPass({ timeout: 20_000 });
  await visit(page, '/admin/integracoes/nova/woocommerce');
  await page.getByLabel('Endereço da loja').fill(url);
  await page.getByLabel('Chave do consumidor').fill(keys.consumer_key);
  await page.getByLabel('Segredo do consumidor').fill(keys.consumer_secret);
  await page.getByRole('button', { name: 'Salvar e conectar' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar\?passo=sync$/, { timeout: 30_000 });
  await expect(async () => {
    await page.goto('/admin/sincronizacoes');
    await expect(page.locator('.badge').filter({ hasText: 'Concluída' }).first()).toBeVisible({ timeout: 1_000 });
    await page.goto('/admin/vendas');
    await expect(page.locator('tbody tr')).toHaveCount(orders, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
}
