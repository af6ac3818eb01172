// Signing in with Google, at a simulated one: a new company, an account that exists, the page of the account, and what goes wrong.
import { type Page } from '@playwright/test';
import { linkTo } from './support/mail.ts';
import { ownPassword, signUp } from './support/session.ts';
import { expect, expectAccessible, test, toast, visit } from './support/test.ts';

/** Chooses an account on Google's page, which is not Orion's to be tested. */
async function choose(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Nome').fill(name);
  await page.getByRole('button', { name: 'Usar outra conta' }).click();
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continuar com o Google' }).click();
  await expect(page.getByRole('heading', { name: 'Escolha uma conta' })).toBeVisible();
}

/** The part of the page of the account that is about Google. */
const panel = (page: Page) =>
  page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'Entrar com o Google' }) });

async function signOut(page: Page): Promise<void> {
  // Away from the console first: its stream of events would be refused without the cookie, and say so.
  await page.goto('about:blank');
  await page.context().clearCookies();
}

test('somebody new makes a company with Google, comes back by it, and makes a password later', async ({ page }) => {
  const email = 'gil@google.example';
  await page.goto('/criar-conta');
  await leave(page);
  await choose(page, email, 'Gil Gomes');
  await expect(page).toHaveURL(/\/entrar\/google\/conta$/);
  await expect(page.getByText(`Você entra com o Google, como ${email}.`)).toBeVisible();
  await expect(page.getByLabel('Seu nome')).toHaveValue('Gil Gomes');
  await expectAccessible(page);
  await page.getByLabel('Nome da empresa').fill('Loja do Gil');
  await page.getByRole('button', { name: 'Criar conta' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar$/);
  await signOut(page);
  await page.goto('/entrar?voltar=/admin/conta');
  await leave(page);
  await choose(page, email, 'Gil Gomes');
  await expect(page).toHaveURL(/\/admin\/conta$/);
  await expect(page.getByText('Para desvincular, crie antes uma senha')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Criar senha por e-mail' }).click();
  await expect(page).toHaveURL(/\/admin\/conta$/);
  await page.goto(await linkTo(email, '/nova-senha/'));
  await page.getByLabel('Nova senha').fill(ownPassword);
  await page.getByRole('button', { name: 'Salvar nova senha' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await visit(page, '/admin/conta');
  const google = panel(page);
  await expect(google.getByText('Ao desvincular, os outros aparelhos saem da sua conta.')).toBeVisible();
  await google.getByLabel('Sua senha').fill(ownPassword);
  await google.getByRole('button', { name: 'Desvincular' }).click();
  await expect(toast(page)).toHaveText('Conta do Google desvinculada. Você entra com a senha.');
});

test('whoever has an account proves it once by its password', async ({ page }) => {
  const email = 'hugo@google.example';
  await signUp(page, 'Loja do Hugo', 'Hugo', email);
  await signOut(page);
  await page.goto('/entrar');
  await leave(page);
  await choose(page, email, 'Hugo');
  await expect(page.getByRole('heading', { name: 'Confirme que a conta é sua' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Senha').fill('outra senha qualquer');
  await page.getByRole('button', { name: 'Entrar e vincular' }).click();
  await expect(page.getByText('O e-mail e a senha não conferem.')).toBeVisible();
  await page.getByLabel('Senha').fill(ownPassword);
  await page.getByRole('button', { name: 'Entrar e vincular' }).click();
  await expect(page).toHaveURL(/\/admin$/);
  await signOut(page);
  await page.goto('/entrar');
  await leave(page);
  await choose(page, email, 'Hugo');
  await expect(page).toHaveURL(/\/admin$/);
});

test('an account is linked on the page of the account', async ({ page }) => {
  await signUp(page, 'Loja da Ida', 'Ida', 'ida@google.example');
  await visit(page, '/admin/conta');
  const google = panel(page);
  await google.getByLabel('Sua senha').fill(ownPassword);
  await google.getByRole('button', { name: 'Vincular conta do Google' }).click();
  await choose(page, 'ida.particular@google.example', 'Ida');
  await expect(page).toHaveURL(/\/admin\/conta$/);
  await expect(toast(page)).toHaveText('Conta do Google vinculada. Você já pode entrar com ela.');
  await expect(google.getByText('ida.particular@google.example')).toBeVisible();
});

test('who is invited joins with the Google account of the invited address', async ({ page, browser }) => {
  await signUp(page, 'Loja da Lia', 'Lia Dona', 'lia@google.example');
  await visit(page, '/admin/equipe');
  await page.getByLabel('E-mail').fill('beto@google.example');
  await page.getByLabel('Papel', { exact: true }).selectOption({ label: 'Leitor' });
  await page.getByRole('button', { name: 'Convidar' }).click();
  await expect(toast(page)).toHaveText('Convite enviado para beto@google.example.');
  const link = await linkTo('beto@google.example', '/convite/');

  const context = await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' });
  const invited = await context.newPage();
  await invited.goto(link);
  await leave(invited);
  await choose(invited, 'outro@google.example', 'Outro');
  await expect(invited.getByRole('heading', { name: 'O convite é para outro e-mail' })).toBeVisible();
  await invited.goto(link);
  await leave(invited);
  await choose(invited, 'beto@google.example', 'Beto Lima');
  await expect(invited.getByRole('heading', { name: 'Convite para Loja da Lia' })).toBeVisible();
  await expect(invited.getByLabel('Nome da empresa')).toHaveCount(0);
  await expect(invited.getByLabel('Seu nome')).toHaveValue('Beto Lima');
  await expectAccessible(invited);
  await invited.getByRole('button', { name: 'Criar conta' }).click();
  await expect(invited).toHaveURL(/\/admin$/);
  await invited.goto('/admin/equipe');
  await expect(invited.getByRole('table', { name: 'Pessoas' })).toContainText('lia@google.example');
  await expect(invited.getByRole('button', { name: 'Convidar' })).toHaveCount(0);
  await context.close();
  await visit(page, '/admin/equipe');
  await expect(page.getByRole('table', { name: 'Pessoas' })).toContainText('Beto Lima');
});

test('who has no password confirms a change with Google', async ({ page }) => {
  const email = 'nina@google.example';
  await page.goto('/criar-conta');
  await leave(page);
  await choose(page, email, 'Nina');
  await page.getByLabel('Nome da empresa').fill('Loja da Nina');
  await page.getByRole('button', { name: 'Criar conta' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar$/);
  await visit(page, '/admin/conta');
  await expect(page.getByText('Confirme antes com o Google, no alto desta página.')).toBeVisible();
  await expect(page.getByLabel('Sua senha')).toHaveCount(0);
  await page.getByRole('button', { name: 'Confirmar com o Google' }).click();
  await choose(page, 'outra@google.example', 'Outra');
  await expect(page.getByRole('heading', { name: 'Esta não é a sua conta do Google' })).toBeVisible();
  await page.getByRole('link', { name: 'Conta', exact: true }).click();
  await page.getByRole('button', { name: 'Confirmar com o Google' }).click();
  await choose(page, email, 'Nina');
  await expect(page).toHaveURL(/\/admin\/conta$/);
  await expect(page.getByText('Confirmado com o Google')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Novo e-mail').fill('nina.nova@google.example');
  await page.getByRole('button', { name: 'Trocar e-mail' }).click();
  await expect(toast(page)).toHaveText('Links enviados para nina.nova@google.example e para o seu e-mail atual.');
  await expect(page.getByText('Confirmado com o Google')).toHaveCount(0);
});

test('what went wrong is said, and nothing is changed', async ({ page }) => {
  await page.goto('/entrar');
  await leave(page);
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await expect(page.getByRole('heading', { name: 'O Google não foi autorizado' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/entrar/google?code=x&state=y');
  await expect(page.getByRole('heading', { name: 'Este acesso pelo Google não vale mais' })).toBeVisible();
  await page.goto('/entrar/google/conta');
  await expect(page.getByRole('heading', { name: 'Este acesso pelo Google não vale mais' })).toBeVisible();
  await page.goto('/entrar');
  await leave(page);
  await page.getByLabel('e-mail não verificado').check();
  await choose(page, 'novo@google.example', 'Novo');
  await expect(page.getByRole('heading', { name: 'O e-mail desta conta do Google não foi verificado' })).toBeVisible();
});
