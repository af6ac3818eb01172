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
  await expect(page).toHaveURL(/\/admin$/);
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
