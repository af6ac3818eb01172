// Sales: found, sorted, added up, taken as a file, opened, and tied to the catalogue.
import type { Page } from '@playwright/test';
import { settled } from './support/days.ts';
import { ownCode } from './support/products.ts';
import { salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, toast, visit } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await salesArrived(page);
});

async function filter(page: Page): Promise<void> {
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
}

test('a selection keeps its filters and totals from page to page, into a sale and back', async ({ page }) => {
  await visit(page, '/admin/vendas');
  await page.getByRole('link', { name: 'Somar estas vendas' }).click();
  await expect(page.locator('#selection')).toContainText(/Total de [\d.]+ vendas.*R\$.*Pago em [\d.]+ vendas, menos reembolsos R\$/);
  await page.locator('select[name=payment]').selectOption('paid');
  await filter(page);
  await expect(page.locator('#selection')).toContainText('Total de');
  await page.getByRole('link', { name: 'Próxima página' }).click();
  await expect(page).toHaveURL(/payment=paid.*cursor=.*sum=1/);
  await expect(page.locator('#selection')).toContainText('Total de');
  await expect(page.locator('td.t-state:last-of-type, td.t-state + td.t-state').first()).toHaveText('Pago');
  await expectAccessible(page);
  const list = page.url();
  await page.locator('tbody th a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Venda \d+$/);
  await page.getByRole('link', { name: 'Mais antiga' }).click();
  await expect(page).toHaveURL(/payment=paid/);
  await page.getByRole('navigation', { name: 'Vendas' }).getByRole('link', { name: 'Vendas' }).click();
  await expect(page).toHaveURL(list);
  await page.getByRole('link', { name: 'Ocultar a soma' }).click();
  await expect(page.locator('#selection')).toHaveCount(0);
});

test('a heading sorts, and a select does where there is no heading', async ({ page }) => {
  await visit(page, '/admin/vendas');
  await page.getByRole('columnheader', { name: 'Total' }).getByRole('link').click();
  await expect(page.getByRole('columnheader', { name: 'Total' })).toHaveAttribute('aria-sort', 'descending');
  const totals = (await page.locator('td.t-figure').allTextContents()).map((text) => Number(text.replace(/\D/g, '')));
  expect(totals).toEqual([...totals].sort((one, other) => other - one));
  await expect(page.getByLabel('Ordenar por')).toBeHidden();

  await page.setViewportSize({ width: 390, height: 800 });
  await expect(page.getByLabel('Pagamento')).toBeHidden();
  await page.getByText('Filtros', { exact: true }).click();
  await page.getByLabel('Pagamento').selectOption('paid');
  await page.getByLabel('Ordenar por').selectOption({ label: 'Mais antigas' });
  await filter(page);
  await expect(page).toHaveURL(/sort=date/);
  await expect(page.locator('.filter-fold summary')).toHaveText('Filtros1');
  await expectAccessible(page);
  const row = page.locator('tbody tr').first();
  await expect(row.locator('.t-who')).toBeVisible();
  await expect(row.locator('.t-state .badge:visible')).toHaveCount(3);
});

test('on a phone, upright and on its side, the name of a shop is whole', async ({ page }) => {
  await visit(page, '/admin/vendas');
  // The longest states that may stand beside it.
  await page.locator('tbody .t-state .badge').evaluateAll((badges) => badges.forEach((badge) => (badge.textContent = 'Reembolsado em parte')));
  for (const width of [390, 640, 740]) {
    await page.setViewportSize({ width, height: 800 });
    const cut = await page.locator('tbody .channel .truncate').evaluateAll((names) =>
      names.filter((name) => {
        const whole = name.cloneNode(true) as HTMLElement;
        whole.style.cssText = 'position: absolute; display: inline-block; white-space: nowrap';
        name.after(whole);
        const needed = whole.getBoundingClientRect().width;
        whole.remove();
        return name.getBoundingClientRect().width < needed - 1;
      }).length,
    );
    expect(cut, `${width} px wide`).toBe(0);
  }
});

test('on a phone the states of a sale end where its row does, on however many lines', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await visit(page, '/admin/vendas');
  const rows = await page.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => {
      const lines = new Map<number, number>();
      for (const state of row.querySelectorAll('.t-state')) {
        const { top, right, width } = state.getBoundingClientRect();
        if (width > 0) lines.set(Math.round(top), Math.max(lines.get(Math.round(top)) ?? 0, Math.round(right)));
      }
      return [...lines.values()];
    }),
  );
  expect(rows.some((ends) => ends.length > 1)).toBe(true);
  expect(new Set(rows.flat()).size).toBe(1);
});

test('a sale is found by the names of its buyer, whatever their order', async ({ page }) => {
  await visit(page, '/admin/vendas');
  const names = await page.locator('td.t-who').allTextContents();
  const name = names.find((text) => /^\p{L}+ .*\p{L}{4,}$/u.test(text)) ?? '';
  const last = name.split(' ').at(-1) ?? '';
  await page.locator('.filters input[type=search]').fill(`${last} ${name.slice(0, 3)}`);
  await filter(page);
  await expect(page.locator('td.t-who').filter({ hasText: name }).first()).toBeVisible();
  await page.locator('select[name=test]').selectOption('only');
  await page.locator('.filters input[type=search]').fill('');
  await filter(page);
  await expect(page.getByText('Nenhuma venda com estes filtros').or(page.locator('tbody .badge', { hasText: 'Teste' }).first())).toBeVisible();
});

test('a selection is taken as a file', async ({ page }) => {
  await visit(page, '/admin/vendas?payment=paid');
  const csv = await (await page.request.get('/admin/vendas/exportar.csv?payment=paid')).text();
  expect(csv.split('\r\n').length).toBeGreaterThan(2);
  expect(csv).toContain(';WooCommerce;');
  await page.getByRole('button', { name: 'Exportar' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Exportar Excel' }).click();
  expect((await download).suggestedFilename()).toMatch(/^vendas-\d{4}-\d{2}-\d{2}\.xlsx$/);
});

test('the overview leads to the sales that wait to be shipped', async ({ page }) => {
  await visit(page, '/admin');
  await page.getByRole('link', { name: /^Ver (as [\d.]+ )?em Vendas$/ }).click();
  await expect(page).toHaveURL(/\/admin\/vendas\?fulfilment=to%5Fship&sort=date$/);
  await expect(page.locator('select[name=fulfilment]')).toHaveValue('to_ship');
  const rows = page.locator('tbody tr');
  await expect(rows.first()).toContainText('Pago');
  await expect(rows.filter({ hasText: 'Aberta' })).toHaveCount(await rows.count());
});

test('a sale tells its money, its buyer, its states and its story', async ({ page }) => {
  // What other tests buy comes by events and searches, and is cancelled.
  await visit(page, `/admin/vendas?channel=woocommerce&until=${settled()}`);
  await follow(page, page.locator('tbody th a').first());
  for (const part of ['Itens da venda', 'Valores', 'Cliente', 'Situação', 'Histórico']) {
    await expect(page.getByRole('heading', { level: 2, name: part, exact: true })).toBeVisible();
  }
  const titles = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(titles.indexOf('Valores')).toBeLessThan(titles.indexOf('Histórico'));
  const runs = await page.getByRole('link', { name: 'Ver sincronização' }).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(new Set(runs).size).toBe(runs.length);
  await expect(page.getByText(/Confere com o canal ao centavo|A soma dos itens difere/)).toBeVisible();
  await expect(page.getByText('Importada', { exact: true })).toBeVisible();
  await page.getByText('Dados do canal').click();
  await expect(page.locator('pre')).toContainText('"id"');
  await page.getByRole('link', { name: 'Ver sincronização' }).first().click();
  await expect(page).toHaveURL(/\/admin\/sincronizacoes\/[0-9a-f-]+$/);
});

test('a SKU is refused, linked and made a product', async ({ page }) => {
  await visit(page, '/admin/produtos/vincular');
  const panels = page.locator('section.panel');
  const [sku = '', other = ''] = await panels.filter({ hasNotText: 'Sem SKU' }).getByRole('heading').allInnerTexts();
  // Where it stands among the others changes with each sale that comes.
  const panel = panels.filter({ has: page.getByRole('heading', { name: sku, exact: true }) });

  const typed = panel.getByRole('textbox', { name: `SKU de outro produto: ${sku}` });
  await typed.fill('NAO-EXISTE');
  await follow(page, panel.getByRole('button', { name: `Vincular: ${sku}` }));
  await expect(typed).toHaveValue('NAO-EXISTE');
  await expect(typed).toHaveAttribute('aria-invalid', 'true');
  await expect(panel).toContainText('Não encontramos este valor.');
  await expectAccessible(page);

  await follow(page, page.getByRole('link', { name: new RegExp(`^Criar produto ?: ${other}$`) }));
  await expect(page.getByLabel('SKU', { exact: true })).toHaveValue(other);
  await expect(page.getByLabel('Nome', { exact: true })).not.toHaveValue('');
  await expect(page.getByLabel(/^Preço \(/)).toHaveValue(/^\d+,\d{2}$/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page).toHaveURL(/\/admin\/produtos\/vincular$/);
  await expect(toast(page)).toHaveText(/Produto adicionado e \d+ ite/);

  await visit(page, `/admin/vendas?q=${encodeURIComponent(sku)}`);
  await page.locator('tbody th a').first().click();
  await page.getByRole('row').filter({ hasText: sku }).getByRole('link', { name: 'Vincular SKU' }).first().click();
  await expect(page).toHaveURL(/\/admin\/produtos\/vincular\?sku=/);
  await hydrated(page);
  await expect(panels).toHaveCount(1);
  await page.getByRole('textbox', { name: `SKU de outro produto: ${sku}` }).fill(other);
  await page.getByRole('button', { name: `Vincular: ${sku}` }).click();
  await expect(toast(page)).toHaveText(/Vínculo salvo e \d+ ite/);
  await expect(page.getByText('Nenhum código espera com este filtro')).toBeVisible();
  await hydrated(page);
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(toast(page)).toHaveText(/Vínculo desfeito\. \d+ ite/);
  await expect(panels).toHaveCount(1);
});

test('a line without a SKU is linked by the code of its channel', async ({ page }) => {
  // SKUs begin with a letter, codes of most stores with a digit.
  await visit(page, '/admin/produtos/vincular?q=5');
  const panels = page.locator('section.panel');
  await expect(panels.first()).toContainText('Sem SKU · código no canal:');
  const code = await panels.first().getByRole('heading').innerText();
  await expectAccessible(page);

  await follow(page, panels.first().getByRole('link', { name: /^Criar produto/ }));
  await expect(page.getByLabel('SKU', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Nome', { exact: true })).not.toHaveValue('');
  const sku = ownCode('SEM-SKU');
  await page.getByLabel('SKU', { exact: true }).fill(sku);
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page).toHaveURL(/\/admin\/produtos\/vincular$/);
  await expect(toast(page)).toHaveText(/Produto adicionado e \d+ ite/);

  await visit(page, `/admin/produtos?q=${sku}`);
  await follow(page, page.locator('tbody th a').first());
  const linked = panels.filter({ hasText: 'Códigos vinculados' });
  await expect(linked).toContainText(`· ${code}`);
  await expectAccessible(page);
  await linked.getByRole('button', { name: 'Desfazer vínculo' }).click();
  await expect(toast(page)).toHaveText(/Vínculo desfeito\. \d+ ite/);

  await visit(page, `/admin/produtos/vincular?q=${encodeURIComponent(code)}`);
  await expect(panels.first().getByRole('heading')).toHaveText(code);
  await panels.first().getByRole('textbox', { name: `SKU de outro produto: ${code}` }).fill(sku);
  await panels.first().getByRole('button', { name: `Vincular: ${code}` }).click();
  await expect(toast(page)).toHaveText(/Vínculo salvo e \d+ ite/);
});
