// A sheet of products: sent, understood, held to rules, and what is wrong with it.
import { readFile } from 'node:fs/promises';
import { owner, signIn, viewer } from './support/session.ts';
import { expect, expectAccessible, follow, hydrated, test, toast, visit } from './support/test.ts';

const sheet = [
  'SKU;Título;Preço;NCM',
  'A-1;  Camiseta   azul;49,90;61091000',
  'A-2;;59,90;61091000',
  'A-1;Camiseta preta;69,90;61091000',
  'A-4;Boné cinza;0,00;650500',
].join('\n');

test('a sheet is sent, its columns are known, and what is wrong is shown cell by cell', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await expectAccessible(page);
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'catálogo.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'catálogo' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.locator('select[name="columns[1]"]')).toHaveValue('title');
  await expect(page.locator('select[name="columns[2]"]')).toHaveValue('price');

  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page).toHaveURL(/\/admin\/validacao\/conferencias\//);
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 60_000 });
  await hydrated(page);
  await expectAccessible(page);
  const findings = page.getByRole('table').last();
  await expect(findings).toContainText('Produto sem título');
  await expect(findings).toContainText('SKU repetido');

  await page.locator('select[name=correcao]').selectOption('1');
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page).toHaveURL(/\?correcao=1#apontamentos$/);
  await expect(findings).toContainText('Camiseta azul');
  await expect(findings).not.toContainText('SKU repetido');

  const download = page.waitForEvent('download');
  await page.goto(page.url().split('?')[0] ?? '');
  await page.getByRole('button', { name: 'Baixar' }).click();
  await page.getByRole('link', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe('catalogo-apontamentos.csv');
});

for (const javaScriptEnabled of [true, false]) {
  test(`a refused form of columns comes back as it was filled in, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled, ...(process.env.ORION_URL ? { baseURL: process.env.ORION_URL } : {}) });
    const page = await context.newPage();
    await signIn(page, owner);
    await page.goto('/admin/validacao');
    const rows = `SKU;Título;Preço;Nota\nR-${javaScriptEnabled}-1;Vaso;19,90;x\n`;
    await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'vasos.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
    await page.getByRole('button', { name: 'Enviar planilha' }).click();
    const column = (at: number) => page.locator(`select[name="columns[${at}]"]`);
    await expect(column(1)).toHaveValue('title');
    await column(2).selectOption('cost');
    await column(3).selectOption('title');
    await page.getByRole('checkbox', { name: 'Shopify' }).check();
    await page.getByRole('checkbox', { name: 'Regras próprias' }).uncheck();
    await page.getByRole('button', { name: 'Salvar e conferir' }).click();
    await expect(page.locator('#columns-1-error')).toHaveText(/O campo Título já é o da coluna Nota\./);
    await expect(page.locator('#columns-3-error')).toHaveText(/O campo Título já é o da coluna Título\./);
    await expect(page.locator('.field-error')).toHaveCount(2);
    await expect(page.getByRole('link', { name: /^Nota:/ })).toHaveAttribute('href', '#columns-3');
    await expect(column(2)).toHaveValue('cost');
    await expect(column(3)).toHaveValue('title');
    await expect(page.getByRole('checkbox', { name: 'Shopify' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Regras próprias' })).not.toBeChecked();
    await page.locator('#delimiter').selectOption('comma');
    await page.locator('#quotes').uncheck();
    // More than there are.
    await page.locator('#header').fill('99999');
    await page.getByRole('button', { name: 'Salvar e ler de novo' }).click();
    await expect(page.locator('#header-error')).toBeVisible();
    await expect(page.locator('#delimiter')).toHaveValue('comma');
    await expect(page.locator('#quotes')).not.toBeChecked();
    await context.close();
  });
}

test('a check that is stopped keeps what it found, to be filtered and taken along', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  const [code, count] = [`PARE-${Date.now()}`, 200_000];
  // Something is wrong with each row, and to keep all of it takes long enough for somebody to press a button.
  const rows = Array.from({ length: count }, (_, at) => `${code}-${at};;0,00`);
  const buffer = Buffer.from(['SKU;Título;Preço', ...rows].join('\n'));
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: `${code}.csv`, mimeType: 'text/csv', buffer });
  await follow(page, page.getByRole('button', { name: 'Enviar planilha' }));
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  const findings = page.getByRole('table').last();
  await expect(findings).toContainText(`${code}-0`, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Parar', exact: true }).click();
  await expect(toast(page)).toContainText('A conferência vai parar; o que já foi encontrado fica.');
  await expect(page.getByText('A conferência foi parada')).toBeVisible({ timeout: 60_000 });
  const told = await page.getByText(/^Só os primeiros [\d.]+ produtos foram conferidos\./).textContent();
  const checked = Number(told?.match(/[\d.]*\d/)?.[0].replaceAll('.', ''));
  expect(checked).toBeGreaterThan(0);
  expect(checked).toBeLessThan(count);
  await hydrated(page);
  await expectAccessible(page);

  await expect(page.getByRole('table', { name: 'Por regra' })).toContainText('Produto sem título');
  await expect(findings).toContainText(`${code}-0`);
  await page.locator('select[name=campo]').selectOption('price');
  await page.locator('input[name=sku]').fill(`${code}-1`);
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page).toHaveURL(/[?&]campo=price/);
  await expect(findings).toContainText(`${code}-1`);
  await expect(findings).not.toContainText('Produto sem título');

  await visit(page, page.url().split('?')[0] ?? '');
  await page.getByRole('button', { name: 'Baixar' }).click();
  // A channel's columns are filled with all products or none.
  await expect(page.getByRole('link', { name: 'Planilha nas colunas de um canal' })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /CSV/ }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((line) => line.includes(`${code}-`)).length, 'each line is of a product').toBe(lines.length - 1);
});

test('what is no spreadsheet is refused at once', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  const picture = Buffer.concat(Array.from({ length: 300 }, () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1])));
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'foto.csv', mimeType: 'text/csv', buffer: picture });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.getByText('O arquivo não foi aceito')).toBeVisible();
  await expect(page.getByText('O arquivo não é uma planilha nem um texto com colunas.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Planilhas' }).getByText('foto')).toHaveCount(0);
});

test('safe fixes are accepted, applied, downloaded and undone', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  const rows = 'SKU;Título;Preço\r\nC-1;CANECA DE CERÂMICA AZUL;19,905\r\nC-2;Caneca  branca;29,90\r\n';
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'tigelas.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await follow(page, page.getByRole('button', { name: 'Enviar planilha' }));
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await page.getByRole('link', { name: /correç(ão proposta|ões propostas)/ }).click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Correções de tigelas' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  const cells = page.getByRole('table', { name: 'Antes e depois' });
  await expect(cells).toContainText('Caneca de Cerâmica Azul');
  await page.getByRole('button', { name: 'Aceitar todas' }).click();
  await expect(cells.getByText('Não aceita', { exact: true })).toHaveCount(0);
  const leave = cells.getByRole('row', { name: /CANECA DE CERÂMICA/ }).getByRole('button', { name: 'Não aceitar' });
  expect((await leave.boundingBox())?.height, 'its words stand in one line').toBeLessThan(45);
  await leave.click();
  await expect(cells.getByText('Não aceita', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Aplicar 2 correções' }).click();
  await expect(page.getByText('2 células corrigidas')).toBeVisible({ timeout: 60_000 });
  await hydrated(page);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Baixar o arquivo corrigido' }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('tigelas-corrigida.csv');
  const made = await readFile(await file.path(), 'utf8');
  expect(made).toBe(rows.replace('19,905', '19,91').replace('Caneca  branca', 'Caneca branca'));
  await expect(page.getByRole('button', { name: 'Conferir agora' })).toBeVisible();
  await page.getByRole('button', { name: 'Desfazer', exact: true }).click();
  await expect(page.getByText('A planilha voltou ao arquivo de antes.')).toBeVisible();
});

test('a checked sheet is taken over into the catalogue and taken back', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  const code = `IMP-${Date.now()}`;
  const rows = `SKU;Título;Preço;Nota\n${code};Caneca importada;19,90;a\n;Sem código;5,00;b\n${code}-G;Caneca de graça;0,00;c\n`;
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: `${code}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await follow(page, page.getByRole('button', { name: 'Enviar planilha' }));
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await page.getByRole('button', { name: 'Importar para o catálogo' }).click({ timeout: 60_000 });
  await expect(page.getByText('Veja o que vai mudar')).toBeVisible({ timeout: 60_000 });
  await hydrated(page);
  await expectAccessible(page);
  const changes = page.getByRole('table', { name: 'O que muda' });
  await expect(changes).toContainText('Título: Caneca importada');
  await expect(changes).toContainText('SKU: falta o valor');
  await expect(changes.getByRole('row', { name: /de graça/ })).toContainText('Erro na conferência');
  await expect(page.getByText(/Colunas que não entram no catálogo: Nota\./)).toBeVisible();
  // What has errors comes in as well, unless somebody asks that it should not.
  const clean = page.getByRole('checkbox', { name: 'Só produtos sem erros' });
  await expect(clean).not.toBeChecked();
  await expect(page.getByText('Sem marcar, entra também 1 produto com erros')).toBeVisible();
  await clean.check();
  await page.getByRole('button', { name: 'Importar', exact: true }).click();
  await expect(page.getByText('1 produto importado')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Ver produtos' }).click();
  await visit(page, `/admin/produtos?q=${code}`);
  await expect(page.getByText('Caneca importada')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await page.getByRole('button', { name: 'Desfazer' }).click();
  await expect(page.getByText('Importação desfeita')).toBeVisible({ timeout: 60_000 });
  // The way back to it stays on the page of the check.
  await page.getByRole('link', { name: `Conferência de ${code}` }).first().click();
  const imports = page.getByRole('table', { name: 'Importações para o catálogo' });
  await expect(imports).toContainText('Desfeita');
  await hydrated(page);
  await expectAccessible(page);
  await imports.getByRole('link').first().click();
  await expect(page.getByText('Importação desfeita')).toBeVisible();
});

test('a file is dropped on the page, its steps are changed, and it is written as a channel asks for it', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await expect(page.getByText('Ou arraste o arquivo para esta página.')).toBeVisible();
  await hydrated(page);
  const several = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    for (const name of ['um.csv', 'dois.csv']) files.items.add(new File(['SKU\nA\n'], name, { type: 'text/csv' }));
    return files;
  });
  await page.dispatchEvent('h1', 'drop', { dataTransfer: several });
  await expect(page.getByText('Solte um arquivo por vez: nenhum foi enviado.')).toBeVisible();
  // A sheet with the columns of another one has its steps: of these no other test has one.
  const dropped = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    files.items.add(new File(['Código interno;Título;Valor\nD-1;COPO;9,90\n'], 'copos.csv', { type: 'text/csv' }));
    return files;
  });
  await page.dispatchEvent('h1', 'drop', { dataTransfer: dropped });
  await expect(page.getByRole('heading', { level: 1, name: 'copos' })).toBeVisible();
  await expect(page.getByText(/^Planilha enviada\./).first()).toBeVisible();
  await hydrated(page);
  await follow(page, page.locator('form:has(select)').getByRole('button', { name: 'Salvar', exact: true }));
  await follow(page, page.getByRole('link', { name: 'Título' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Ajustes da coluna Título' })).toBeVisible();
  await expectAccessible(page);
  // In plain words, by buttons.
  const now = page.getByRole('table', { name: 'Ajustes desta coluna' });
  await page.locator('summary', { hasText: 'Ajustes que dá para acrescentar' }).click();
  await page.getByRole('button', { name: /Acrescentar.*Tira os acentos/ }).click();
  await expect(now).toContainText('Tira os acentos');
  await expect(page.getByText('Ainda não salvo')).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: /Tirar.*Tira os acentos/ }).click();
  await expect(now.getByText('Tira os acentos')).toHaveCount(0);
  await hydrated(page);
  // Shown while it is written.
  await page.getByText('Avançado: escrever em YAML').click();
  const steps = page.getByLabel('Ajustes em YAML');
  await steps.fill('- truncate: 0');
  await expect(page.getByText('cortar em zero não deixa nada')).toBeVisible();
  await steps.fill('- case: sentence');
  await expect(page.getByRole('table', { name: 'Como fica' })).toContainText('→ Copo');
  await page.getByRole('button', { name: 'Usar as primeiras linhas como exemplos' }).click();
  await expect(page.getByText('O exemplo dá certo')).toBeVisible();
  await hydrated(page);
  await steps.fill('- case: lower');
  await expect(page.getByText('era para sair Copo, sai copo')).toBeVisible();
  await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }));
  await expect(page.getByText('Um exemplo não dá certo')).toBeVisible();
  await expectAccessible(page);
  await steps.fill('- case: sentence');
  await follow(page, page.getByRole('button', { name: 'Ver como fica' }));
  await expect(page.getByText('O exemplo dá certo')).toBeVisible();
  await page.getByRole('button', { name: 'Salvar', exact: true }).click();
  await expect(toast(page)).toHaveText(/^Ajustes salvos\./);
  await page.getByRole('button', { name: 'Conferir agora' }).click();
  await page.getByRole('button', { name: 'Baixar' }).click({ timeout: 60_000 });
  await follow(page, page.getByRole('link', { name: 'Planilha nas colunas de um canal' }));
  await expectAccessible(page);
  await follow(page, page.getByRole('link', { name: /^Ver o que faltaria no arquivo ?: Produtos da Shopify$/ }));
  await expect(page.getByRole('heading', { name: 'O que faltaria no arquivo: Produtos da Shopify' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 800 });
  const download = page.waitForEvent('download');
  await page.locator('a[href$="/shopify.csv"]').click();
  expect((await download).suggestedFilename()).toBe('copos-shopify.csv');
  const made = await readFile(await (await download).path(), 'utf8');
  expect(made).toContain('Copo');
});

test('long words break on a phone, and no part has a larger title than the page', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  const code = `LONG-${Date.now()}`;
  const rows = `SKU;Título;Descrição;Preço\n${code};${'y'.repeat(300)};${'x'.repeat(6000)};0,00\n`;
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: `${code}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await follow(page, page.getByRole('button', { name: 'Enviar planilha' }));
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page.getByRole('heading', { name: 'Apontamentos' })).toBeVisible({ timeout: 60_000 });
  const size = (of: string) => page.locator(`main ${of}`).first().evaluate((title) => Number.parseFloat(getComputedStyle(title).fontSize));
  expect(await size('h2')).toBeLessThan(await size('h1'));
  await page.setViewportSize({ width: 320, height: 800 });
  const width = () => page.locator('main').evaluate((main) => main.scrollWidth);
  expect(await width()).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Importar para o catálogo' }).click();
  await expect(page.getByRole('table', { name: 'O que muda' })).toBeVisible({ timeout: 60_000 });
  expect(await width()).toBeLessThanOrEqual(320);
});

test('who only reads sees checks and sends nothing', async ({ page }) => {
  await signIn(page, viewer);
  await visit(page, '/admin/validacao');
  await expect(page.getByRole('heading', { level: 1, name: 'Validação' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enviar planilha' })).toHaveCount(0);
});

test('a form without a file says so', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  await page.locator('form[enctype] input[type=file]').evaluate((input) => input.removeAttribute('required'));
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.locator('.field-error')).toBeVisible();
});

test('a rule is written by the form, tried, activated, and finds what it says', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao');
  // The rule holds for whatever is checked meanwhile: no other sheet has titles as long.
  const [cup, set] = ['Caneca personalizada de porcelana branca com tampa e pires de bambu', 'Jogo de canecas de porcelana branca com colheres e bandeja de bambu'];
  const catalogue = ['SKU;Título', `E-1;${cup}`, 'E-2;Caneca', `E-3;${set}`].join('\n');
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'canecas.csv', mimeType: 'text/csv', buffer: Buffer.from(catalogue) });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.getByRole('checkbox', { name: 'Regras próprias' })).toBeChecked();
  const sheet = page.url();
  await hydrated(page);
  await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }).first());

  await follow(page, page.getByRole('link', { name: 'Validação', exact: true }).first());
  await follow(page, page.getByRole('navigation', { name: 'Validação' }).getByRole('link', { name: 'Regras' }));
  await expectAccessible(page);
  await follow(page, page.getByRole('link', { name: 'Nova regra' }));
  await expectAccessible(page);
  await follow(page, page.getByRole('link', { name: 'Tamanho do texto' }));
  await expectAccessible(page);
  await page.getByLabel('Título', { exact: true }).fill('Título longo para as canecas');
  await page.getByLabel('Código (opcional)').fill('mug_title');
  await page.getByLabel('Máximo de caracteres').fill('60');
  await page.getByLabel('Encurtar para tantos caracteres').fill('60');
  await page.getByLabel('Planilha', { exact: true }).selectOption({ label: 'canecas' });
  // Told at once, and again with every cell that it hits.
  const found = page.getByText('Esta regra apontaria 2 de 3 produtos');
  await expect(found).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Experimentar' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(found).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  const cells = page.getByRole('table');
  await expect(cells).toContainText('E-1');
  await expect(cells).toContainText('o máximo é 60');
  await expect(page.getByLabel('Título', { exact: true })).toHaveValue('Título longo para as canecas');

  await page.getByRole('button', { name: 'Ver como YAML' }).click();
  const yaml = page.getByLabel('Regra em YAML');
  await expect(yaml).toHaveValue(/max_length: 60/);
  await yaml.fill((await yaml.inputValue()).replace('max_length', 'max_lenght'));
  await page.getByRole('button', { name: 'Salvar e ativar' }).click();
  const problems = page.getByRole('status').filter({ hasText: 'problema nesta regra' });
  await expect(problems).toContainText(/Linha \d+/);
  await expect(problems).toContainText('Escreva max_length.');
  await hydrated(page);
  await expectAccessible(page);
  await yaml.fill((await yaml.inputValue()).replace('max_lenght', 'max_length'));
  await page.getByRole('button', { name: 'Salvar e ativar' }).click();
  await expect(toast(page)).toContainText('Regra ativa.');

  await visit(page, sheet);
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('table').last()).toContainText('Título longo para as canecas');

  await visit(page, '/admin/validacao/regras');
  await page.getByRole('link', { name: 'Título longo para as canecas' }).click();
  await page.getByRole('link', { name: 'Remover regra' }).click();
  await page.getByRole('button', { name: 'Remover regra' }).click();
  await expect(toast(page)).toContainText('Regra removida.');
});

test('a rule looks values up in a list of the company, which stays while the rule needs it', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao/regras/listas');
  await follow(page, page.getByRole('link', { name: 'Nova lista' }));
  await expectAccessible(page);
  await page.getByLabel('Nome', { exact: true }).fill('Marcas boas');
  await page.getByRole('textbox', { name: 'Valores' }).fill('Malha Boa\nLinho Claro');
  await page.getByRole('button', { name: 'Criar lista' }).click();
  await expect(page.locator('.field-error')).toContainText('Comece por uma letra');
  await expect(page.getByRole('textbox', { name: 'Valores' })).toHaveValue('Malha Boa\nLinho Claro');
  await page.getByLabel('Nome', { exact: true }).fill('marcas_boas');
  const table = 'Marca;País\nMalha Boa;BR\nLinho Claro;PT\nLã Fina;PE\n';
  await page.getByLabel('Título da coluna (opcional)').fill('marca');
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'marcas.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('button', { name: 'Criar lista' }).click();
  await expect(toast(page)).toContainText('Lista criada.');
  await expect(page.getByRole('heading', { level: 1, name: 'marcas_boas' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.getByText('3 valores', { exact: true })).toBeVisible();
  await expect(page.locator('main')).toContainText('Lã Fina');
  const list = page.url();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Baixar a lista' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('marcas_boas.txt');
  expect(await readFile(await file.path(), 'utf8')).toBe('Malha Boa\nLinho Claro\nLã Fina\n');

  await visit(page, '/admin/validacao/regras/propria/nova?modelo=required');
  await page.getByLabel('Título', { exact: true }).fill('Marca que não vendemos');
  await page.getByLabel('Código (opcional)').fill('known_brand');
  await page.getByLabel('Tipo de conferência').selectOption('lookup');
  await page.getByRole('button', { name: 'Mostrar os campos deste tipo' }).click();
  await page.getByLabel('Lista', { exact: true }).selectOption('marcas_boas');
  const tests = page.locator('fieldset').filter({ hasText: 'O que está na lista neste teste' });
  for (const [at, value] of ['Malha Ruim', 'Malha Boa'].entries()) {
    await tests.nth(at).getByLabel('O que está na lista neste teste').fill('Malha Boa');
    await tests.nth(at).getByLabel(/^Valores de/).fill(value);
    await tests.nth(at).getByLabel('A regra', { exact: true }).selectOption(at === 0 ? 'yes' : 'no');
  }
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Salvar e ativar' }).click();
  await expect(toast(page)).toContainText('Regra ativa.');

  await visit(page, '/admin/validacao');
  const rows = 'SKU;Título;Marca;Preço\nL-1;Camisa;Malha Boa;49,90\nL-2;Calça;Sem Nome;59,90\n';
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'com-marcas.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await page.locator('select[name="columns[2]"]').selectOption('brand');
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 60_000 });
  const findings = page.getByRole('table').last();
  await expect(findings).toContainText('Não está na lista marcas_boas');
  await expect(findings).toContainText('Sem Nome');

  await visit(page, list);
  await expect(page.locator('main')).toContainText('Marca que não vendemos');
  await expect(page.getByRole('link', { name: 'Remover lista' })).toHaveCount(0);
  await page.goto(`${list}/remover`);
  await page.getByRole('button', { name: 'Remover lista' }).click();
  await expect(page.getByText('Uma regra ativa procura nesta lista.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Marca que não vendemos' }).click();
  await page.getByRole('link', { name: 'Remover regra' }).click();
  await page.getByRole('button', { name: 'Remover regra' }).click();
  await expect(toast(page)).toContainText('Regra removida.');
  await visit(page, list);
  await page.getByLabel('Entendo que os valores atuais').check();
  await page.getByRole('textbox', { name: 'Valores' }).fill('Só Uma');
  await page.getByRole('button', { name: 'Trocar os valores' }).click();
  await expect(toast(page)).toContainText('Valores trocados.');
  await expect(page.getByText('1 valor', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Remover lista' }).click();
  await page.getByRole('button', { name: 'Remover lista' }).click();
  await expect(toast(page)).toContainText('Lista removida.');
});

test('what a rule and the steps of a column said before is brought back', async ({ page }) => {
  await signIn(page, owner);
  const yaml = (most: number) => `id: short_title\ntitle: Título até ${most}\nexplanation: Encurte.\nfield: title\ncheck: { max_length: ${most} }\ntests:\n  - { given: { title: Uma caneca azul }, finds: true }\n  - { given: { title: Copo }, finds: false }\n`;
  await visit(page, '/admin/validacao/regras/propria/nova?modelo=required&ver=yaml');
  await page.getByLabel('Regra em YAML').fill(yaml(10));
  await page.getByRole('button', { name: 'Salvar rascunho' }).click();
  await expect(page).toHaveURL(/propria\/[0-9a-f-]{36}/);
  await hydrated(page);
  const versions = page.getByRole('table', { name: 'Versões' });
  await expect(versions).toHaveCount(0);
  await page.getByLabel('Regra em YAML').fill(yaml(12));
  await follow(page, page.getByRole('button', { name: 'Salvar rascunho' }));
  await expect(versions.getByRole('row', { name: /Versão 2/ })).toContainText('Atual');
  await versions.getByText('Ver o texto da versão 1').click();
  await expect(versions.getByRole('region', { name: 'Ver o texto da versão 1' })).toContainText('max_length: 10');
  await expectAccessible(page);
  await follow(page, versions.getByRole('button', { name: /Trazer de volta.*Versão 1/ }));
  await expect(versions.getByRole('row', { name: /Versão 3/ })).toContainText('Atual');
  await expect(page.getByLabel('Regra em YAML')).toHaveValue(/max_length: 10/);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Remover regra' }).click();
  await page.getByRole('button', { name: 'Remover regra' }).click();
  await expect(toast(page)).toContainText('Regra removida.');

  await visit(page, '/admin/validacao');
  // A sheet with the columns of another one has its steps: of these no other test has one.
  const rows = `Código do item;Título;Valor unitário\nV-${Date.now()};copo;9,90\n`;
  await page.getByLabel('Arquivo', { exact: true }).setInputFiles({ name: 'versoes.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await page.waitForURL(/\/admin\/validacao\/[0-9a-f-]{36}/);
  await hydrated(page);
  const sheet = new URL(page.url()).pathname;
  await follow(page, page.locator('form:has(select)').getByRole('button', { name: 'Salvar', exact: true }));
  await expect(page.getByRole('link', { name: 'Título' })).toBeVisible();
  for (const step of ['- case: upper', '- case: title']) {
    await visit(page, `${sheet}/colunas/1`);
    await page.getByText('Avançado: escrever em YAML').click();
    await page.getByLabel('Ajustes em YAML').fill(step);
    await page.locator('#passos').getByRole('button', { name: 'Salvar', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'versoes' })).toBeVisible();
  }
  await visit(page, `${sheet}/colunas/1`);
  await expectAccessible(page);
  // The one before the last.
  await versions.getByRole('row').nth(2).getByRole('button', { name: /Trazer de volta/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'versoes' })).toBeVisible();
  await visit(page, `${sheet}/colunas/1`);
  await expect(page.getByText('→ COPO')).toBeVisible();
  await visit(page, sheet);
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await page.getByText('Versões usadas nesta conferência').click({ timeout: 60_000 });
  await expect(page.getByText('O que as colunas são')).toBeVisible();
});

test('rules of a pack are switched off and weigh less', async ({ page }) => {
  await signIn(page, owner);
  await visit(page, '/admin/validacao/regras/magalu');
  await expectAccessible(page);
  await follow(page, page.getByRole('link', { name: 'Ver estas regras em YAML' }));
  await expect(page.getByRole('region', { name: 'Regras em YAML' })).toContainText('pack: magalu');
  await expectAccessible(page);
  await visit(page, '/admin/validacao/regras/magalu');
  const first = page.getByRole('checkbox').first();
  await first.uncheck();
  await page.getByRole('combobox').nth(1).selectOption('hint');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(toast(page)).toContainText('2 regras alteradas.');
  await expect(first).not.toBeChecked();
  await visit(page, '/admin/validacao/regras');
  await expect(page.getByRole('row').filter({ hasText: 'Magalu' })).toContainText('1');
});

test('a rule can be written without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(process.env.ORION_URL ? { baseURL: process.env.ORION_URL } : {}) });
  const page = await context.newPage();
  await signIn(page, owner);
  await page.goto('/admin/validacao/regras/propria/nova?modelo=required');
  await page.locator('select[name="form[check][kind]"]').selectOption('number');
  await page.getByRole('button', { name: 'Mostrar os campos deste tipo' }).click();
  await expect(page.getByLabel('Maior que')).toBeVisible();
  await page.getByLabel('Maior que').fill('abc');
  await page.getByRole('button', { name: 'Salvar e ativar' }).click();
  await expect(page.getByText('A regra ainda não pode ser ativada').first()).toBeVisible();
  await expect(page.getByLabel('Maior que')).toHaveValue('abc');
  await expect(page.locator('.field-error').first()).toContainText('Escreva só o número');
  await context.close();
});
