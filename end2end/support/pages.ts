// The addresses of the console, for what holds on every page.
import type { Page } from '@playwright/test';
import { expect, hydrated, visit } from './test.ts';

/** What stands before sign-in. */
export const gates = ['/entrar', '/criar-conta', '/esqueci-a-senha'];

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
  '/admin/validacao/regras/magalu',
  '/admin/validacao/regras/propria/nova',
  '/admin/validacao/regras/propria/nova?modelo=required',
  '/admin/sincronizacoes',
  '/admin/fila',
  '/admin/sincronizacoes/pendentes',
  '/admin/analises',
  '/admin/ajuda',
  '/admin/ajuda/vendas',
  '/admin/ajuda/shopify',
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
  '/admin/assinatura/mudar/free',
  '/admin/uso',
  '/admin/ui',
];

/** Lists from which the first detail page is opened, and what else lies below it. */
const details: [list: string, link: string, below: string[]][] = [
  ['/admin/vendas', 'main a[href^="/admin/vendas/0"]', ['/canal', '/imprimir']],
  ['/admin/produtos', 'main a[href^="/admin/produtos/0"]', []],
  ['/admin/clientes', 'main a[href^="/admin/clientes/0"]', []],
  [
    '/admin/integracoes?q=Loja+demo+(WooCommerce)',
    'main a[href^="/admin/integracoes/0"]',
    ['/credenciais', '/avisos', '/conferencia', '/conferencia/imprimir', '/desconectar'],
  ],
  ['/admin/sincronizacoes', 'main a[href^="/admin/sincronizacoes/0"]', []],
  ['/admin/equipe', 'main a[href^="/admin/equipe/0"]', []],
];

/** The addresses of all pages for somebody who is signed in, once the demo's sales have arrived. */
export async function allPages(page: Page): Promise<string[]> {
  const found = [...pages];
  for (const [list, link, below] of details) {
    await page.goto(list);
    const href = (await page.locator(link).first().getAttribute('href')) ?? '';
    const path = href.split(/[?#]/)[0] ?? '';
    found.push(href, ...below.map((part) => `${path}${part}`));
  }
  return [...found, ...(await checkedSheet(page))];
}

const sheet = ['SKU;Título;Preço;NCM', 'P-1;  Camiseta   azul;49,90;61091000', 'P-2;;0,00;650500', 'P-1;Boné cinza;59,90;65050022'].join('\n');

/** Has a sheet checked in which there is something to find; the addresses of its pages and of what was found. */
export async function checkedSheet(page: Page): Promise<string[]> {
  await visit(page, '/admin/validacao');
  await page.locator('input[type=file]').setInputFiles({ name: 'páginas.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
  await page.getByRole('button', { name: 'Enviar planilha' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'páginas' })).toBeVisible();
  await hydrated(page);
  const own = path(page);
  await page.getByRole('button', { name: 'Salvar e conferir' }).click();
  await expect(page.getByRole('heading', { name: 'Por regra' })).toBeVisible({ timeout: 30_000 });
  const check = path(page);
  return [own, `${own}/remover`, `${own}/colunas/1`, check, `${check}/correcoes`, `${check}/modelos`];
}

const path = (page: Page) => new URL(page.url()).pathname;
