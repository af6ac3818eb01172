// Lists by hand: views that are kept, rows that are picked, and the way back.
import { type Page } from '@playwright/test';
import { addProduct, ownCode } from './support/products.ts';
import { operator, owner, salesArrived, signIn } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, toast, visit } from './support/test.ts';

async function undo(page: Page): Promise<void> {
  await follow(page, page.getByRole('button', { name: 'Desfazer', exact: true }));
}

test('filters of sales are kept by a name, opened by it, written over and given up', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/vendas');
  await expect(page.getByRole('button', { name: 'Visões salvas' })).toHaveCount(0);
  const [payment, clear] = [page.locator('select[name=payment]'), page.locator('.filters').getByText('Limpar filtros')];
  const [place, placeOfClear] = [await payment.boundingBox(), await clear.boundingBox()];
  await expect(clear).toHaveAttribute('aria-disabled', 'true');
  // It stands beside what sets them, on whichever line.
  const apply = await page.getByRole('button', { name: 'Filtrar' }).boundingBox();
  expect(Math.abs((placeOfClear?.y ?? 0) - (apply?.y ?? Infinity))).toBeLessThan(4);
  await expectAccessible(page);
  await payment.selectOption('paid');
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
  await expect(clear).toHaveAttribute('href', '/admin/vendas');
  await page.getByRole('button', { name: 'Visões salvas' }).click();
  await expectAccessible(page);
  await page.getByLabel('Nome da visão').fill('Pagas');
  await page.getByRole('button', { name: 'Salvar visão' }).click();
  await expect(toast(page)).toHaveText('Visão “Pagas” salva.');
  const views = page.getByRole('navigation', { name: 'Visões salvas' });
  await expect(views.getByRole('link', { name: 'Pagas' })).toHaveAttribute('aria-current', 'page');
  // Neither what is set nor what is kept moves a filter.
  expect([await payment.boundingBox(), await clear.boundingBox()]).toEqual([place, placeOfClear]);

  await visit(page, '/admin/vendas');
  await expect(views.getByRole('link', { name: 'Pagas' })).not.toHaveAttribute('aria-current');
  await views.getByRole('link', { name: 'Pagas' }).click();
  await expect(page).toHaveURL(/\/admin\/vendas\?payment=paid$/);
  await hydrated(page);

  // Another page of it is still the same view.
  await page.getByRole('link', { name: 'Próxima página' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(views.getByRole('link', { name: 'Pagas' })).toHaveAttribute('aria-current', 'page');

  await visit(page, '/admin/vendas?payment=paid&sort=total');
  await page.getByRole('button', { name: 'Visões salvas' }).click();
  await page.getByLabel('Nome da visão').fill('Pagas');
  await page.getByLabel('Nome da visão').press('Enter');
  await expect(toast(page)).toHaveText('Visão “Pagas” substituída.');
  await expect(views.getByRole('link')).toHaveCount(1);
  await expect(views.getByRole('link', { name: 'Pagas' })).toHaveAttribute('href', /sort=total/);

  await page.getByRole('button', { name: 'Visões salvas' }).click();
  const [button, menu] = [page.getByRole('button', { name: 'Visões salvas' }), page.locator('#saved-views')];
  expect((await menu.boundingBox())?.x).toBe((await button.boundingBox())?.x);
  await page.getByLabel('Nome da visão').fill('Todas as pagas');
  await page.getByRole('button', { name: 'Renomear visão' }).click();
  await expect(toast(page)).toHaveText('A visão agora se chama “Todas as pagas”.');
  await expect(views.getByRole('link', { name: 'Todas as pagas' })).toHaveAttribute('aria-current', 'page');
  await undo(page);
  await expect(views.getByRole('link', { name: 'Pagas', exact: true })).toBeVisible();

  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Visões salvas' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remover “Pagas”' }).click();
  await expect(toast(page)).toHaveText(/^Visão removida\./);
  await expect(views).toHaveCount(0);
  await undo(page);
  await expect(views.getByRole('link', { name: 'Pagas' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Visões salvas' }).click();
  await page.getByRole('button', { name: 'Remover “Pagas”' }).click();
  await expect(views).toHaveCount(0);
});

for (const width of [1440, 390]) {
  test(`picking a sale moves no row, and the bar stays in sight, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await signIn(page, operator);
    await salesArrived(page);
    await visit(page, '/admin/vendas');
    const box = page.locator('tbody .t-pick input').nth(4);
    const place = (): Promise<number> => box.evaluate((input) => input.getBoundingClientRect().top + window.scrollY);
    const before = await place();
    await box.check();
    const bar = page.locator('.bulk');
    await expect(bar).toBeInViewport({ ratio: 1 });
    expect(await place()).toBe(before);
    await expectAccessible(page);

    await follow(page, bar.getByRole('link', { name: 'Selecionar a página inteira' }));
    const boxes = page.locator('tbody .t-pick input');
    await expect(page.locator('tbody .t-pick input:checked')).toHaveCount(await boxes.count());
    await expect(bar).toBeInViewport({ ratio: 1 });
    await follow(page, bar.getByRole('link', { name: 'Limpar seleção' }));
    await expect(bar).toBeHidden();
    await expect(page).toHaveURL(/\/admin\/vendas$/);
  });
}

test('Shift picks a span of sales, and the box over them the whole page', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/vendas');
  const boxes = page.locator('tbody .t-pick input');
  const picked = page.locator('tbody .t-pick input:checked');
  const rows = await boxes.count();
  expect(rows).toBeGreaterThan(6);
  const all = page.getByRole('checkbox', { name: 'Selecionar a página inteira' });
  await boxes.nth(4).check();
  await boxes.nth(1).click({ modifiers: ['Shift'] });
  await expect(picked).toHaveCount(4);
  await expect(boxes.first()).not.toBeChecked();
  expect(await all.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
  // What is pressed says which way.
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  await expect(picked).toHaveCount(2);
  await expectAccessible(page);

  const whole = page.locator('.bulk').getByRole('link', { name: 'Selecionar a página inteira' });
  await expect(whole).toBeVisible();
  await all.check();
  await expect(picked).toHaveCount(rows);
  await expect(whole).toBeHidden();
  await boxes.nth(3).uncheck();
  await expect(all).not.toBeChecked();
  await expect(whole).toBeVisible();
  await boxes.nth(3).check();
  await expect(all).toBeChecked();
  await expect(whole).toBeHidden();
  await all.uncheck();
  await expect(picked).toHaveCount(0);
  await expect(page.locator('.bulk')).toBeHidden();
});

test('sales are filtered by shipping, and the overview leads to those that wait', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin');
  const panel = page.locator('#enviar');
  await expect(panel.getByRole('columnheader')).toHaveText(['Venda', 'Cliente', 'Feita em']);
  const all = panel.getByRole('link', { name: /^Ver (as [\d.]+ )?em Vendas$/ });
  const told = Number((await all.innerText()).replace(/\D/g, '') || '1');
  await all.click();
  await expect(page).toHaveURL(/fulfilment=to%5Fship/);
  await hydrated(page);
  await expect(page.locator('select[name=fulfilment]')).toHaveValue('to_ship');
  expect(await page.locator('tbody td.t-pick').count()).toBe(Math.min(told, 50));
  await page.locator('select[name=fulfilment]').selectOption({ label: 'Enviado' });
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page).toHaveURL(/fulfilment=fulfilled/);
});

test('on a phone what is told in a row says what it is', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, operator);
  await salesArrived(page);
  for (const path of ['/admin/fila', '/admin/saude', '/admin/produtos']) {
    await visit(page, path);
    await expect(page.locator('main tbody .missing:visible')).toHaveCount(0);
  }
  await visit(page, '/admin/saude');
  await expect(page.locator('main tbody').getByText('Último sucesso').first()).toBeVisible();
});

test('on a phone the fields of filters have room for their words, and none is wider than the window', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, operator);
  await salesArrived(page);
  for (const path of ['/admin/vendas', '/admin/clientes', '/admin/produtos', '/admin/sincronizacoes', '/admin/fila']) {
    await visit(page, path);
    const fold = page.locator('.filter-fold summary');
    if ((await fold.count()) > 0) {
      await fold.click();
    }
    const fields = page.locator('.filters .filter :is(select, input):visible');
    expect(await fields.count(), path).toBeGreaterThan(0);
    for (const field of await fields.all()) {
      const box = await field.boundingBox();
      const [width, right] = [box?.width ?? 0, (box?.x ?? 0) + (box?.width ?? 0)];
      // A day needs more than the shortest choice.
      const least = (await field.getAttribute('type')) === 'date' ? 110 : 75;
      expect(width, `${path}: ${await field.getAttribute('name')}`).toBeGreaterThanOrEqual(least);
      expect(right, `${path}: ${await field.getAttribute('name')}`).toBeLessThanOrEqual(390);
    }
  }
});

test('all products of a page are picked, turned off, and turned on again', async ({ page }) => {
  await signIn(page, owner);
  const code = ownCode('LISTA');
  await addProduct(page, `${code}-A`);
  await addProduct(page, `${code}-B`);
  await visit(page, `/admin/produtos?q=${code}`);
  const bar = page.locator('.bulk');
  await expect(bar).toBeHidden();
  await page.locator('tbody .t-pick input').first().check();
  await expect(bar).toBeVisible();
  await follow(page, bar.getByRole('link', { name: 'Selecionar a página inteira' }));
  await expect(page.locator('tbody .t-pick input:checked')).toHaveCount(2);
  await expectAccessible(page);
  await follow(page, bar.getByRole('link', { name: 'Limpar seleção' }));
  await expect(bar).toBeHidden();

  await page.locator('tbody .t-pick input').first().check();
  await follow(page, bar.getByRole('button', { name: 'Desativar' }));
  await expect(toast(page)).toHaveText('1 produto desativado.');
  await undo(page);
  await expect(toast(page)).toHaveText('1 produto ativado.');
});

test('products are put in order by stock, and filtered by what they are', async ({ page }) => {
  await signIn(page, operator);
  await visit(page, '/admin/produtos');
  const stock = page.locator('thead').getByRole('link', { name: 'Estoque' });
  const told = async () => {
    const texts = await page.locator('tbody td.t-extra').allInnerTexts();
    return texts.filter((text) => text !== '–').map((text) => Number(text.replace(/\./g, '')));
  };
  await follow(page, stock);
  await expect(page).toHaveURL(/sort=stock/);
  const low = await told();
  expect(low.length).toBeGreaterThan(1);
  expect(low).toEqual([...low].sort((a, b) => a - b));
  await follow(page, stock);
  const high = await told();
  expect(high).toEqual([...high].sort((a, b) => b - a));
  await page.locator('select[name=state]').selectOption({ label: 'Ativo' });
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
  await expect(page).toHaveURL(/state=active&sort=-stock|sort=-stock.*state=active/);
  await expect(page.locator('tbody .t-state').filter({ hasText: 'Inativo' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a change of a product is taken back', async ({ page }) => {
  await signIn(page, owner);
  await addProduct(page, ownCode('VOLTA'));
  const name = page.getByLabel('Nome', { exact: true });
  const before = await name.inputValue();
  await name.fill(`${before} mudado`);
  await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }));
  await expect(toast(page)).toHaveText('Produto salvo.');
  await expect(name).toHaveValue(`${before} mudado`);
  await undo(page);
  await expect(toast(page)).toHaveText('Mudança do produto desfeita.');
  await expect(name).toHaveValue(before);
});

test('what marketplaces ask of a product is written, refused with what to write, and taken as a file', async ({ page }) => {
  await signIn(page, owner);
  const code = ownCode('PEDE');
  await addProduct(page, code, { brand: 'Marca velha', weight: '300' });
  const [brand, weight] = [page.getByLabel(/^Marca/), page.getByLabel(/^Peso/)];
  await brand.fill(`Marca ${code}`);
  await weight.fill('0,25');
  const save = page.getByRole('button', { name: 'Salvar', exact: true });
  await follow(page, save);
  await expect(page.locator('#weight-error')).toHaveText('Escreva o peso em gramas inteiros, como 250.');
  await expectAccessible(page);
  await expect(brand).toHaveValue(`Marca ${code}`);
  await weight.fill('250');
  await follow(page, save);
  await expect(toast(page)).toHaveText('Produto salvo.');
  const csv = await (await page.request.get('/admin/produtos/exportar.csv')).text();
  expect(csv).toContain(`;Marca ${code};`);
  await undo(page);
  await expect(brand).toHaveValue('Marca velha');
  await expect(weight).toHaveValue('300');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a search of products is kept and opened', async ({ page }) => {
    await signIn(page, owner);
    await page.goto('/admin/produtos?q=a');
    await page.getByRole('button', { name: 'Visões salvas' }).click();
    await page.getByLabel('Nome da visão').fill('Com A');
    await page.getByRole('button', { name: 'Salvar visão' }).click();
    const views = page.getByRole('navigation', { name: 'Visões salvas' });
    await expect(views.getByRole('link', { name: 'Com A' })).toHaveAttribute('aria-current', 'page');
    await page.goto('/admin/produtos');
    await views.getByRole('link', { name: 'Com A' }).click();
    await expect(page).toHaveURL(/\?q=a$/);
    await page.getByRole('button', { name: 'Visões salvas' }).click();
    await page.getByRole('button', { name: 'Remover “Com A”' }).click();
    await expect(views).toHaveCount(0);
  });
});
