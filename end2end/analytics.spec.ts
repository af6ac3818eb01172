// How sales go: the overview's periods and charts, and the page of analytics with its views and files.
import { operator, salesArrived, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, toast, visit } from './support/test.ts';

test('the overview is of the chosen days, and its charts tell their values', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin');
  await expect(page.getByRole('link', { name: '30 dias' })).toHaveAttribute('aria-current', 'page');
  const days = page.getByRole('figure').filter({ hasText: 'Receita paga por dia' });
  const day = days.locator('.datum').nth(28);
  // The Tab key stops at the last day, and the arrows lead on.
  await expect(days.locator('.datum[tabindex="0"]')).toHaveCount(1);
  await days.locator('.datum').last().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(day).toBeFocused();
  await expect(day).toHaveAttribute('tabindex', '0');
  await expect(days.locator('.datum[tabindex="0"]')).toHaveCount(1);
  await expect(day.locator('.tip')).toHaveCSS('opacity', '1');
  await expect(day.locator('.tip')).toContainText('Período anterior: R$');
  // What shows the focus is the point and not a box as wide as what it tells.
  await expect(day).toHaveCSS('outline-style', 'none');
  await expect(day.locator('.dot')).toHaveCSS('stroke-width', '2px');
  await page.keyboard.press('Home');
  await expect(days.locator('.datum').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(days.locator('.datum').last().locator('.tip')).toContainText(/^\d\d\/\d\d: R\$.* até agora/);
  // The value shows anywhere over its day, but only one at a time.
  await page.getByRole('heading', { level: 1 }).click();
  await days.locator('.datum rect').nth(3).hover({ position: { x: 2, y: 20 } });
  await expect(days.locator('.datum').nth(3).locator('.tip')).toHaveCSS('opacity', '1');
  await expect(days.locator('.datum').nth(4).locator('.tip')).toHaveCSS('opacity', '0');
  await expect(page.getByRole('list', { name: 'Por canal' })).toContainText('em relação aos 30 dias anteriores');
  const usual = page.getByRole('figure').filter({ hasText: 'Vendas por hora do dia' });
  await expect(usual.locator('.axis', { hasText: /^\d+\sh$/ })).toHaveText([/^0\sh$/, /^6\sh$/, /^12\sh$/, /^18\sh$/]);
  await expect(usual.locator('.datum').nth(12).locator('.tip')).toContainText(/Período anterior: \d/);
  await page.getByRole('link', { name: '90 dias' }).click();
  await expect(page).toHaveURL(/days=90/);
  // So far back nothing was read.
  await expect(page.getByText(/^Sem comparação: a primeira venda/)).toBeVisible();
  await expect(page.getByText('em relação aos 90 dias anteriores')).toHaveCount(0);
  await expect(page.getByText(/Receita paga por dia/)).toBeVisible();
  await expectAccessible(page);

  const hours = page.getByRole('figure').filter({ hasText: 'Vendas por hora do dia' });
  const mark = hours.locator('.datum').nth(12);
  await expect(mark.locator('.tip')).toHaveCSS('opacity', '0');
  await mark.locator('rect').first().hover({ position: { x: 4, y: 4 } });
  await expect(mark.locator('.tip')).toHaveCSS('opacity', '1');
  await expect(mark.locator('.tip')).toHaveText(/^12\sh: \d/);
  await hours.getByText('Ver tabela').click();
  await expect(hours.getByRole('row')).toHaveCount(25);

  await page.getByRole('link', { name: 'Hoje', exact: true }).click();
  await expect(page.getByText('Receita paga por hora, hoje').first()).toBeVisible();
  const today = page.getByRole('figure').filter({ hasText: 'Receita paga por hora, hoje' });
  await expect(today.locator('.axis', { hasText: '18:00' })).toHaveCount(1);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});

test('analytics are asked for by days and zone, kept by a name, and taken out', async ({ page }) => {
  await signIn(page, operator);
  await salesArrived(page);
  await visit(page, '/admin/analises');
  await expect(page.getByRole('link', { name: 'Análises', exact: true })).toHaveAttribute('aria-current', 'page');
  await follow(page, page.getByRole('navigation', { name: 'Período' }).getByRole('link', { name: '365 dias' }));
  await expect(page.getByText('Receita paga por semana').first()).toBeVisible();
  const weeks = page.getByRole('figure').filter({ hasText: 'Receita paga por semana' });
  await expect(weeks.locator('.datum').last()).toHaveAttribute('aria-label', /^Semana de \d\d\/\d\d: R\$.* até agora/);
  await expect(weeks.locator('.line[stroke-dasharray]')).toHaveCount(1);
  await expect(page.getByRole('table', { name: 'Canais' }).getByRole('row')).not.toHaveCount(1);
  await expect(page.getByRole('table', { name: 'Clientes' })).toContainText('Já tinham comprado');
  const map = page.getByRole('figure').filter({ hasText: 'Receita paga por estado' });
  await expect(map.locator('.datum')).toHaveCount(27);
  await expectAccessible(page);

  await page.getByLabel('Fuso').selectOption('UTC');
  await follow(page, page.getByRole('button', { name: 'Filtrar' }));
  await page.getByRole('link', { name: 'Por quantidade' }).click();
  await expect(page).toHaveURL(/zone=UTC.*rank=quantity#produtos$/);
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'Produtos', level: 2 })).toBeInViewport();
  await page.getByRole('button', { name: 'Visões salvas' }).click();
  await page.getByLabel('Nome da visão').fill('Ano por quantidade');
  await page.getByRole('button', { name: 'Salvar visão' }).click();
  await expect(toast(page)).toContainText('Visão “Ano por quantidade” salva.');
  await visit(page, '/admin/analises');
  await page.getByRole('link', { name: 'Ano por quantidade' }).first().click();
  await expect(page).toHaveURL(/zone=UTC.*rank=quantity/);
  await hydrated(page);

  await page.getByRole('button', { name: 'Exportar' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV: canais' }).click();
  expect((await download).suggestedFilename()).toMatch(/^canais-\d{4}-\d\d-\d\d\.csv$/);

  await page.getByRole('button', { name: 'Visões salvas' }).click();
  await page.getByRole('button', { name: /^Remover.*Ano por quantidade/ }).click();
  await expect(toast(page)).toContainText('Visão removida.');
  await follow(page, page.getByRole('navigation', { name: 'Período' }).getByRole('link', { name: 'Ontem' }));
  await expect(page.getByText('Receita paga por hora').first()).toBeVisible();
  await visit(page, '/admin/analises');
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(320);
  // A phone has no columns for them, and says them.
  const channel = page.getByRole('table', { name: 'Canais' }).locator('tbody tr').first();
  await expect(channel.locator('.only-narrow')).toContainText(/^\d+ vendas? · Ticket médio: R\$/);
  await expect(channel.locator('.t-detail')).toBeVisible();
});

test('amounts of tens of millions stand on one line, however many figures stand beside them', async ({ page }) => {
  await signIn(page, viewer);
  for (const width of [1600, 1440, 1280, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await visit(page, '/admin/analises');
    const lines = await page.locator('.stat-value > span').evaluateAll((values) =>
      values.map((value) => {
        value.textContent = 'R$\u00a012.345.678,90';
        return value.getClientRects().length;
      }),
    );
    expect(lines.length).toBeGreaterThan(5);
    expect(lines, `${width} px`).toEqual(lines.map(() => 1));
  }
});

test('who may only look takes nothing out', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/analises');
  await expect(page.getByRole('button', { name: 'Exportar' })).toHaveCount(0);
  expect((await page.request.get('/admin/analises/exportar.csv')).status()).toBe(403);
});
