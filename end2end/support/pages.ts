// The addresses of the console, for what holds on every page.
import type { Browser, Cookie, Page } from '@playwright/test';
import { daysAgo, settled } from './days.ts';
import { linkTo } from './mail.ts';
import { ownCode } from './products.ts';
import { ownPassword, signUp } from './session.ts';
import { expect, hydrated, toast, visit } from './test.ts';
import { codeOf } from './totp.ts';

/** What stands before sign-in, and needs nothing to be made first. */
export const gates = ['/entrar', '/criar-conta', '/esqueci-a-senha', '/entrar/google', '/entrar/google/conta'];

/** Pages without an id. */
export const pages = [
  '/admin',
  '/admin/comecar',
  '/admin/comecar?passo=company',
  '/admin/comecar?passo=region',
  '/admin/comecar?passo=channel',
  '/admin/comecar?passo=sync',
  '/admin/comecar?passo=team',
  '/admin/busca?q=987654321',
  '/admin/vendas',
  '/admin/vendas/lote',
  '/admin/vendas/imprimir',
  '/admin/produtos',
  '/admin/produtos/novo',
  '/admin/produtos/vincular',
  '/admin/clientes',
  '/admin/integracoes',
  '/admin/integracoes/conformidade',
  '/admin/integracoes/nova/tiktok_shop',
  '/admin/integracoes/nova/woocommerce',
  '/admin/integracoes/nova/shopify',
  '/admin/validacao',
  '/admin/validacao/google',
  '/admin/validacao/regras',
  '/admin/validacao/regras/listas',
  '/admin/validacao/regras/listas/nova',
  '/admin/validacao/regras/magalu',
  '/admin/validacao/regras/propria/nova',
  '/admin/validacao/regras/propria/nova?modelo=required',
  '/admin/sincronizacoes',
  '/admin/fila',
  '/admin/fila/dispensar/sync_orders',
  '/admin/sincronizacoes/pendentes',
  '/admin/analises',
  '/admin/ajuda',
  '/admin/saude',
  '/admin/armazenamento',
  '/admin/vencimentos',
  '/admin/alertas',
  '/admin/alertas/ajustes',
  '/admin/conta',
  '/admin/conta/duas-etapas',
  '/admin/empresa',
  '/admin/empresas',
  '/admin/equipe',
  '/admin/equipe/sair',
  '/admin/historico',
  '/admin/planos',
  '/admin/assinatura',
  '/admin/assinatura/encerrar',
  '/admin/assinatura/alem-do-plano',
  '/admin/assinatura/mudar/free',
  '/admin/uso',
  '/admin/ui',
  '/sair',
];

/** The list with the demo's WooCommerce shop, and what leads to it there. */
const demoShop: [list: string, link: string] = ['/admin/integracoes?q=Loja+demo+(WooCommerce)', 'main a[href^="/admin/integracoes/0"]'];

/** Lists from which the first detail page is opened; the path of that page as the console writes it, and what lies below it. */
const details: [list: string, link: string, templates: string[]][] = [
  ['/admin/vendas', 'main a[href^="/admin/vendas/0"]', ['/admin/vendas/{id}', '/admin/vendas/{id}/canal', '/admin/vendas/{id}/imprimir']],
  ['/admin/produtos', 'main a[href^="/admin/produtos/0"]', ['/admin/produtos/{id}']],
  ['/admin/clientes', 'main a[href^="/admin/clientes/0"]', ['/admin/clientes/{id}']],
  [
    ...demoShop,
    [
      '/admin/integracoes/{id}',
      '/admin/integracoes/{id}/credenciais',
      '/admin/integracoes/{id}/avisos',
      '/admin/integracoes/{id}/conferencia',
      '/admin/integracoes/{id}/conferencia/imprimir',
      '/admin/integracoes/{id}/desconectar',
    ],
  ],
  ['/admin/sincronizacoes', 'main a[href^="/admin/sincronizacoes/0"]', ['/admin/sincronizacoes/{id}']],
  ['/admin/equipe', 'main a[href^="/admin/equipe/0"]', ['/admin/equipe/{id}', '/admin/equipe/{id}/remover']],
];

/** The addresses of pages: what stands for the first one's path is put in the place of it in all. */
function filled(path: string, [first = '', ...below]: string[]): string[] {
  return [path, ...below.map((page) => page.replace(first, path))];
}

/** The address of the first page that a list leads to. */
export async function firstIn(page: Page, list: string, link = `main a[href^="${list}/0"]`): Promise<string> {
  await page.goto(list);
  return (await page.locator(link).first().getAttribute('href')) ?? '';
}

/** The addresses of all pages for somebody who is signed in, once the demo's sales have arrived. */
export async function allPages(page: Page): Promise<string[]> {
  const found = [...pages];
  for (const [list, link, templates] of details) {
    const href = await firstIn(page, list, link);
    found.push(href, ...filled(href.split(/[?#]/)[0] ?? '', templates).slice(1));
  }
  const ownSheet = (page: Page) => checkedSheet(page, ownCode('P'));
  const makers = [helpTopics, bulkPlan, replays, unaskedConsent, askedOrder, ownRule, ruleList, ownSheet, catalogueImport];
  for (const make of makers) {
    found.push(...(await make(page)));
  }
  return found;
}

/** All of the guide: `/admin/ajuda/{topic}`. */
async function helpTopics(page: Page): Promise<string[]> {
  await page.goto('/admin/ajuda');
  const links = page.locator('main a[href^="/admin/ajuda/"]');
  await expect(links.first()).toBeVisible();
  const paths = await links.evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  return [...new Set(paths)];
}

/** A sale whose channel was asked whether it can be shipped, and no more: `/admin/vendas/lote/{id}`. */
async function bulkPlan(page: Page): Promise<string[]> {
  await page.goto(`/admin/vendas?channel=woocommerce&payment=paid&status=open&until=${settled()}`);
  const href = (await page.locator('main a[href^="/admin/vendas/0"]').first().getAttribute('href')) ?? '';
  const sale = new URL(href, page.url()).pathname.split('/').pop();
  await visit(page, `/admin/vendas/lote?acao=enviar&venda=${sale}`);
  await page.getByRole('button', { name: 'Consultar os canais' }).click();
  await page.waitForURL(/\/admin\/vendas\/lote\/[0-9a-f-]{36}$/);
  return [path(page)];
}

/**
 * What the sales of several channels would become, which is looked at and not applied: `/admin/sincronizacoes/reprocessar/filtro/{id}`, and
 * one of its channels, `/admin/sincronizacoes/reprocessar/{id}`.
 */
async function replays(page: Page): Promise<string[]> {
  await visit(page, `/admin/vendas?payment=paid&until=${daysAgo(5)}`);
  await page.getByRole('button', { name: 'Processar estas vendas de novo' }).click();
  await page.waitForURL(/\/admin\/sincronizacoes\/reprocessar\/filtro\/[0-9a-f-]{36}$/);
  const one = page.locator('main a[href^="/admin/sincronizacoes/reprocessar/0"]').first();
  await expect(one).toBeAttached({ timeout: 60_000 });
  return [path(page), (await one.getAttribute('href')) ?? ''];
}

/**
 * What somebody is asked who comes from a platform's own pages with a consent that nobody began here: the way back from there
 * shows nothing of its own and leads to `/admin/integracoes/autorizacao/{id}`.
 */
async function unaskedConsent(page: Page): Promise<string[]> {
  await page.goto('/admin/integracoes/retorno/tiktok_shop?code=nobodys');
  await page.waitForURL(/\/admin\/integracoes\/autorizacao\/[0-9a-f-]{36}$/);
  return [path(page)];
}

/**
 * What came of an order that somebody had read, in the way of one that its channel tells of: `/admin/integracoes/{id}/avisos/{event}`.
 * It is a sale already, so that nothing changes.
 */
async function askedOrder(page: Page): Promise<string[]> {
  const shop = await firstIn(page, ...demoShop);
  await page.goto(`/admin/vendas?channel=woocommerce&until=${settled()}`);
  const order = await page.locator('tbody tr').last().locator('td.t-wide').first().textContent();
  const form = { connection_id: shop.split('/').pop() ?? '', external_id: order?.trim() ?? '' };
  const headers = { accept: 'text/html', origin: new URL(page.url()).origin };
  const asked = await page.request.post('/ui/detective/bring', { form, headers, maxRedirects: 0 });
  expect(asked.status()).toBe(303);
  return [await firstIn(page, `${shop}/avisos`, 'main a[href*="/avisos/0"]')];
}

/** A rule that holds nowhere yet. */
async function ownRule(page: Page): Promise<string[]> {
  await visit(page, '/admin/validacao/regras/propria/nova?modelo=required');
  await page.getByLabel('Código (opcional)').fill(ownCode('page').toLowerCase().replace('-', '_'));
  await page.getByRole('button', { name: 'Salvar rascunho' }).click();
  await page.waitForURL(/\/admin\/validacao\/regras\/propria\/[0-9a-f-]{36}/);
  return filled(path(page), ['/admin/validacao/regras/propria/{id}', '/admin/validacao/regras/propria/{id}/remover']);
}

/** A list in which rules may look values up. */
async function ruleList(page: Page): Promise<string[]> {
  await visit(page, '/admin/validacao/regras/listas/nova');
  await page.getByLabel('Nome', { exact: true }).fill(ownCode('lista').toLowerCase().replace('-', '_'));
  await page.getByRole('textbox', { name: 'Valores' }).fill('Malha Boa\nLinho Claro');
  await page.getByRole('button', { name: 'Criar lista' }).click();
  await page.waitForURL(/\/admin\/validacao\/regras\/listas\/[0-9a-f-]{36}/);
  return filled(path(page), ['/admin/validacao/regras/listas/{id}', '/admin/validacao/regras/listas/{id}/remover']);
}

/**
 * Has a sheet checked in which there is something to find, and leaves the page of what was found open; the addresses of its pages and
 * of that. In a company, the same `code` means the same sheet.
 */
export async function checkedSheet(page: Page, code = 'P'): Promise<string[]> {
  const rows = [`${code}-1;  Camiseta   azul;49,90;61091000`, `${code}-2;;0,00;650500`, `${code}-1;Boné cinza;59,90;65050022`];
  const buffer = Buffer.from(['SKU;Título;Preço;NCM', ...rows].join('\n'));
  await visit(page, '/admin/validacao');
  await page.locator('input[type=file]').setInputFiles({ name: 'páginas.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'páginas' })).toBeVisible();
  await hydrated(page);
  const own = path(page);
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 60_000 });
  const ofSheet = ['/admin/validacao/{id}', '/admin/validacao/{id}/remover', '/admin/validacao/{id}/colunas/{column}'];
  const ofCheck = [
    '/admin/validacao/conferencias/{id}',
    '/admin/validacao/conferencias/{id}/correcoes',
    '/admin/validacao/conferencias/{id}/modelos',
  ];
  return [...filled(own, ofSheet).map((page) => page.replace('{column}', '1')), ...filled(path(page), ofCheck)];
}

/** What of the check that is open would come into the catalogue, and does not: `/admin/validacao/importacoes/{id}`. */
async function catalogueImport(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Importar para o catálogo' }).click();
  await page.waitForURL(/\/admin\/validacao\/importacoes\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('table', { name: 'O que muda' })).toBeVisible({ timeout: 60_000 });
  return [path(page)];
}

/**
 * Where e-mails lead to: `/convite/{token}`, `/nova-senha/{token}`, `/confirmar-email/{token}`, `/nao-fui-eu/{token}`; and
 * `/entrar/segunda-etapa`, with the cookies of somebody who gave a right password and is asked there for a code.
 */
export async function mailedGates(browser: Browser): Promise<{ paths: string[]; cookies: Cookie[] }> {
  const elsewhere = async () => (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  const mark = Date.now().toString(36);
  const [email, invited, later] = ['pia', 'leo', 'pia.nova'].map((name) => `${name}.${mark}@portas.example`) as [string, string, string];
  const page = await elsewhere();
  await signUp(page, 'Loja das Portas', 'Pia Porto', email);

  await visit(page, '/admin/equipe');
  await page.getByLabel('E-mail').fill(invited);
  await page.getByLabel('Papel', { exact: true }).selectOption({ label: 'Leitor' });
  await page.getByRole('button', { name: 'Convidar' }).click();
  await expect(toast(page)).toHaveText(`Convite enviado para ${invited}.`);

  await visit(page, '/admin/conta');
  const change = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'E-mail', exact: true }) });
  await change.getByLabel('Novo e-mail').fill(later);
  await change.getByLabel('Sua senha').fill(ownPassword);
  await change.getByRole('button', { name: 'Trocar e-mail' }).click();
  await expect(toast(page)).toHaveText(/^Links enviados/);

  await page.goto('/admin/conta/duas-etapas');
  await page.locator('#password-to-begin').fill(ownPassword);
  await page.getByRole('button', { name: 'Começar' }).click();
  const secret = await page.locator('dd code').innerText();
  await page.getByLabel('Código do aplicativo').fill(await codeOf(secret, -1));
  await page.getByRole('button', { name: 'Ligar', exact: true }).click();
  await expect(toast(page)).toHaveText(/Verificação em duas etapas ligada/);

  const half = await elsewhere();
  await half.goto('/esqueci-a-senha');
  await half.getByLabel('E-mail').fill(email);
  await half.getByRole('button', { name: 'Enviar link' }).click();
  await expect(half.getByText(/o link está a caminho/).first()).toBeVisible();
  await half.goto('/entrar');
  await half.getByLabel('E-mail').fill(email);
  await half.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await half.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(half).toHaveURL(/\/entrar\/segunda-etapa/);

  const links = [
    await linkTo(invited, '/convite/'),
    await linkTo(email, '/nova-senha/'),
    await linkTo(later, '/confirmar-email/'),
    await linkTo(email, '/nao-fui-eu/'),
  ];
  const cookies = await half.context().cookies();
  await Promise.all([page, half].map((one) => one.context().close()));
  return { paths: ['/entrar/segunda-etapa', ...links.map((link) => new URL(link).pathname)], cookies };
}

const path = (page: Page) => new URL(page.url()).pathname;
