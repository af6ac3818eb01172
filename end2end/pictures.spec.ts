// The pages as pictures: what a change of the style sheet moves shows here. The pictures lie in pictures/, with the
// browser by which they were drawn; any other one draws letters and edges a little differently, so it compares nothing
// and says by which it would.
// `cargo xtask e2e pictures --update-snapshots` draws them anew: look at them before you keep them.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page, TestInfo } from '@playwright/test';
import { checkedSheet, firstIn } from './support/pages.ts';
import { freePort, program } from './support/server.ts';
import { signUp } from './support/session.ts';
import { expect, follow, test, toast, visit } from './support/test.ts';

const drawnBy = fileURLToPath(new URL('pictures/browser.txt', import.meta.url));
type Look = { width: number; height: number; colorScheme: 'light' | 'dark' };
/** In which pages are pictured. */
const looks = (['light', 'dark'] as const).flatMap((colorScheme): Look[] => [
  { width: 390, height: 800, colorScheme },
  { width: 768, height: 900, colorScheme },
  { width: 1440, height: 900, colorScheme },
]);
/** In which parts are pictured that are made of the same pieces: one after the other, and side by side. */
const few: Look[] = [
  { width: 390, height: 800, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
];
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
  test.setTimeout(1_200_000);
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
      await expect.soft(panel(page, heading)).toHaveScreenshot(`kit-${name}-${suffix}.png`);
    }
  });
  const dialog = page.locator('#disconnect');
  await drawParts(page, '/admin/ui', [['dialog', dialog]], async () => {
    await page.locator('[popovertarget=page-menu]').click();
    await page.locator('#page-menu [popovertarget=disconnect]').click();
    await expect(dialog).toBeVisible();
  });
  const main = page.locator('main');
  await drawParts(page, '/admin/integracoes/nova/woocommerce', [['connect', main]]);
  await drawParts(page, '/admin/validacao/regras', [['rules', main]]);
  // While no platform is called: what is counted of calls differs from run to run.
  await drawParts(page, '/admin/alertas', [['alerts', main]]);
  await drawParts(page, '/admin/alertas/ajustes', [['alert-settings', main]]);
  await drawParts(page, '/admin/saude', [['health', panel(page, 'O que é medido')]]);
  // In a tab of its own: that there is nothing is an error in the console.
  const lost = await page.context().newPage();
  await drawParts(lost, '/admin/nada', [['nothing', lost.locator('main')]]);
  await lost.close();

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
      await page.locator('tbody .t-pick input').first().check();
      await expect(page.locator('.bulk')).toBeInViewport();
    });

    const shop = await firstIn(page, '/admin/integracoes');
    await drawParts(page, shop, [
      ['shop-facts', panel(page, 'Sobre a conta')],
      ['shop-again', panel(page, 'Reler pedidos')],
      ['shop-settings', panel(page, 'Configurações')],
    ]);
    // A month of which nothing can have been checked; what was checked of others differs from day to day.
    await drawParts(page, `${shop}/conferencia?mes=2020-01`, [['completeness', page.locator('section.panel')]]);
    const runs = page.getByRole('table', { name: 'Lista de sincronizações' });
    await drawParts(page, '/admin/sincronizacoes', [['syncs', runs]], async () => {
      // How many followed the first one differs.
      await runs.locator('tbody tr').evaluateAll((rows) => rows.slice(0, -1).forEach((row) => row.remove()));
      await expect(runs.locator('tbody tr')).toContainText('Concluída');
    });
    await addProduct(page);
    await drawParts(page, await firstIn(page, '/admin/produtos'), [['product', main]]);
    const shops = panel(page, 'Integrações');
    const ofOverview: [string, Locator][] = [
      ['overview-channels', panel(page, 'Por canal')],
      ['overview-money', panel(page, 'Dinheiro do período')],
      ['overview-hours', page.getByRole('figure').filter({ hasText: 'Vendas por hora do dia' })],
      ['overview-best', panel(page, 'Mais vendidos')],
      ['overview-stock', panel(page, 'Estoque que acaba')],
      ['overview-shops', shops],
    ];
    await drawParts(page, '/admin', ofOverview, async () => {
      // Now and then a run is on its way.
      await expect(async () => {
        await visit(page, '/admin');
        await expect(shops).toContainText('completa até', { timeout: 100 });
        await expect(shops).not.toContainText('Sincronizando', { timeout: 100 });
      }).toPass({ timeout: 60_000 });
    });

    await visit(page, '/admin/empresa');
    await page.getByLabel('Nome da empresa').fill('Ateliê da Chuva');
    await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }));
    await expect(toast(page)).toBeVisible();
    await each(page, async (suffix) => {
      await expect.soft(page.locator('.toast')).toHaveScreenshot(`toast-${suffix}.png`);
    }, few);
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

/** Does something in each of these sizes and schemes of colours. */
async function each(page: Page, what: (suffix: string) => Promise<void>, these = looks): Promise<void> {
  for (const { width, height, colorScheme } of these) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await what(`${width}-${colorScheme}`);
  }
}

/** The part of a page with this heading. */
const panel = (page: Page, heading: string) =>
  page.locator('section.panel').filter({ has: page.getByRole('heading', { level: 2, name: heading, exact: true }) }).first();

/** Compares parts of a page in a few looks, once something was done on it; each is seen whole, however far down it is. */
async function drawParts(page: Page, path: string, parts: [name: string, part: Locator][], act = async () => {}): Promise<void> {
  await each(page, async (suffix) => {
    await visit(page, path);
    await act();
    await freeze(page);
    for (const [name, part] of parts) {
      await expect.soft(part).toHaveScreenshot(`${name}-${suffix}.png`);
    }
  }, few);
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
      [/(?<=^|: )agora$/, 'há 5 min'],
      [/\b(?:\d+\smin\s)?\d+(?:,\d+)?\s(?:ms|s)(?!\p{L})/gu, '5 ms'],
      [/(localhost|127\.0\.0\.1):\d+/g, '$1:8080'],
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

/** Takes the code that stands in most sales into the catalogue, with so little in stock that it ends soon. */
async function addProduct(page: Page): Promise<void> {
  await visit(page, '/admin/produtos/vincular');
  await follow(page, page.getByRole('link', { name: /^Criar produto/ }).first());
  await page.locator('input[name=sku]').fill('NUVEM-1');
  await page.locator('input[name=stock]').fill('1');
  await page.getByRole('button', { name: 'Salvar', exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/produtos\/vincular$/);
}
