// Proving twice who one is: an app is set up, a sign-in asks for its code, and a company asks its admins for it.
import { readFile } from 'node:fs/promises';
import { type Browser, type Page } from '@playwright/test';
import { linkTo } from './support/mail.ts';
import { ownPassword, signUp } from './support/session.ts';
import { expect, expectAccessible, test, toast, visit } from './support/test.ts';
import { codeOf } from './support/totp.ts';

async function elsewhere(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
}

async function enter(page: Page, email: string): Promise<void> {
  await page.goto('/entrar');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
}

/** Sets an app up from the page of it; its secret. */
async function setUp(page: Page): Promise<string> {
  const othersLeave = page.getByText('Ao ligar, os outros aparelhos saem da sua conta.');
  await expect(othersLeave).toBeVisible();
  await page.locator('#password-to-begin').fill(ownPassword);
  await page.getByRole('button', { name: 'Começar' }).click();
  await expect(page.getByRole('img', { name: 'Código QR com a chave da sua conta' })).toBeVisible();
  await expect(othersLeave).toBeVisible();
  const secret = await page.locator('dd code').innerText();
  await page.getByLabel('Código do aplicativo').fill(await codeOf(secret, -1));
  await page.getByRole('button', { name: 'Ligar', exact: true }).click();
  await expect(toast(page)).toHaveText(/Verificação em duas etapas ligada/);
  return secret;
}

test('an app is set up, and a sign-in asks for its code or one that was kept', async ({ page, browser }) => {
  const email = 'wanda@etapas.example';
  await signUp(page, 'Loja de Duas Etapas', 'Wanda', email);
  await page.goto('/admin/conta');
  await expect(page.getByText('desligada')).toBeVisible();
  await page.getByRole('link', { name: 'Configurar' }).click();
  await expectAccessible(page);
  await page.locator('#password-to-begin').fill('nao e a minha senha');
  await page.getByRole('button', { name: 'Começar' }).click();
  await expect(page.getByText('Esta não é a sua senha. Digite de novo.').last()).toBeVisible();
  const secret = await setUp(page);
  await expectAccessible(page);
  const codes = (await page.locator('pre.code').innerText()).trim().split('\n');
  expect(codes).toHaveLength(10);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Baixar códigos' }).click();
  expect((await readFile(await (await download).path(), 'utf8')).trim().split('\n')).toEqual(codes);
  await page.reload();
  await expect(page.locator('pre.code')).toHaveCount(0);

  const other = await elsewhere(browser);
  await enter(other, email);
  await expect(other.getByRole('heading', { name: 'Confirme que é você' })).toBeVisible();
  await expectAccessible(other);
  await other.getByLabel('Código do aplicativo ou de recuperação').fill('000000');
  await other.getByRole('button', { name: 'Confirmar' }).click();
  await expect(other.getByText(/O código não confere ou já foi usado/).first()).toBeVisible();
  // Nothing else is open meanwhile.
  await other.goto('/admin/vendas');
  await expect(other).toHaveURL(/\/entrar\?voltar=/);
  await enter(other, email);
  await other.getByLabel('Código do aplicativo ou de recuperação').fill(await codeOf(secret));
  await other.getByRole('button', { name: 'Confirmar' }).click();
  await expect(other).toHaveURL(/\/admin$/);
  await other.context().close();

  const third = await elsewhere(browser);
  await enter(third, email);
  await third.getByLabel('Código do aplicativo ou de recuperação').fill(codes[0] ?? '');
  await third.getByRole('button', { name: 'Confirmar' }).click();
  await expect(third).toHaveURL(/\/admin$/);
  await visit(third, '/admin/conta/duas-etapas');
  await expect(third.getByText('Sobraram 9 códigos sem usar.')).toBeVisible();

  // Another password takes the second proof as well.
  const another = 'oito ventos no mar aberto';
  await visit(third, '/admin/conta');
  for (const code of ['000000', codes[1] ?? '']) {
    await third.getByLabel('Senha atual').fill(ownPassword);
    await third.getByLabel('Nova senha').fill(another);
    await third.locator('#code-for-password').fill(code);
    await third.getByRole('button', { name: 'Trocar senha' }).click();
    if (code === '000000') {
      await expect(third.getByText(/O código não confere ou já foi usado/).first()).toBeVisible();
    }
  }
  await expect(toast(third)).toHaveText(/^Senha trocada/);

  await visit(third, '/admin/conta/duas-etapas');
  await third.locator('#password-to-switch-off').fill(another);
  // The password alone switches nothing off.
  await third.locator('#code-to-switch-off').fill(codes[0] ?? '');
  await third.getByRole('button', { name: 'Desligar a verificação' }).click();
  await expect(third.getByText(/O código não confere ou já foi usado/).first()).toBeVisible();
  await third.locator('#password-to-switch-off').fill(another);
  await third.locator('#code-to-switch-off').fill(codes[2] ?? '');
  await third.getByRole('button', { name: 'Desligar a verificação' }).click();
  await expect(toast(third)).toHaveText('Verificação em duas etapas desligada.');
  await third.context().close();
});

test('a company asks its admins for it, who see nothing else until they have it', async ({ page, browser }) => {
  await signUp(page, 'Loja Segura', 'Xenia', 'xenia@etapas.example');
  await visit(page, '/admin/equipe');
  await page.getByLabel('E-mail').fill('yuri@etapas.example');
  await page.getByLabel('Papel', { exact: true }).selectOption({ label: 'Administrador' });
  await page.getByRole('button', { name: 'Convidar' }).click();
  await expect(toast(page)).toHaveText(/Convite enviado/);
  const yuri = await elsewhere(browser);
  await yuri.goto(await linkTo('yuri@etapas.example', '/convite/'));
  await yuri.getByLabel('Seu nome').fill('Yuri');
  await yuri.getByLabel('Senha').fill(ownPassword);
  await yuri.getByRole('button', { name: 'Criar conta e entrar' }).click();
  await expect(yuri).toHaveURL(/\/admin$/);

  await visit(page, '/admin/equipe');
  await page.getByRole('button', { name: 'Exigir de proprietários e administradores' }).click();
  await expect(page.getByText('Ligue antes a sua verificação em duas etapas')).toBeVisible();
  await page.goto('/admin/conta/duas-etapas');
  await setUp(page);
  await visit(page, '/admin/equipe');
  await page.getByRole('button', { name: 'Exigir de proprietários e administradores' }).click();
  await expect(toast(page)).toHaveText(/agora é exigida/);
  await expect(page.getByText('Uma pessoa ainda não a tem.')).toBeVisible();
  await expectAccessible(page);

  await visit(yuri, '/admin/vendas');
  await expect(yuri).toHaveURL(/\/admin\/conta\/duas-etapas$/);
  await expect(yuri.getByText('Loja Segura pede a verificação em duas etapas')).toBeVisible();
  await expect(yuri.getByRole('link', { name: 'Vendas' })).toHaveCount(0);
  await expectAccessible(yuri);
  // Whoever does not want it may go.
  await yuri.getByRole('link', { name: 'Sair desta empresa' }).click();
  await expect(yuri.getByRole('button', { name: 'Sair desta empresa' })).toBeVisible();
  await expectAccessible(yuri);
  await yuri.getByRole('link', { name: 'Cancelar' }).click();
  await expect(yuri).toHaveURL(/\/admin\/conta\/duas-etapas$/);
  await setUp(yuri);
  await yuri.goto('/admin/vendas');
  await expect(yuri).toHaveURL(/\/admin\/vendas$/);
  await yuri.context().close();
});
