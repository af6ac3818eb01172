// A person's own account: name, language and password, without script as with it.
import { type Page } from '@playwright/test';
import { ownPassword, signUp } from './support/session.ts';
import { expect, test } from './support/test.ts';

test.use({ javaScriptEnabled: false });

const email = 'ana@conta.example';
const second = 'oito ventos no mar';

async function enter(page: Page, password: string): Promise<void> {
  await page.goto('/entrar');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha').fill(password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
}

async function change(page: Page, from: string, to: string): Promise<void> {
  await page.goto('/admin/conta');
  await page.getByLabel('Senha atual').fill(from);
  await page.getByLabel('Nova senha').fill(to);
  await page.getByRole('button', { name: 'Trocar senha' }).click();
}

test('a password is changed by who knows it, and other browsers are signed out', async ({ page, browser }) => {
  await signUp(page, 'Loja da Conta', 'Ana', email);
  const elsewhere = await (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  await enter(elsewhere, ownPassword);
  await expect(elsewhere).toHaveURL(/\/admin$/);

  await change(page, 'nao e a minha senha', second);
  await expect(page.getByText('Esta não é a sua senha atual. Digite de novo.').last()).toBeVisible();
  await expect(page.getByLabel('Senha atual')).toHaveValue('');
  await change(page, ownPassword, second);
  await expect(page.getByText('Senha trocada.')).toBeVisible();
  await elsewhere.goto('/admin/conta');
  await expect(elsewhere).toHaveURL(/\/entrar\?voltar=/);
  await enter(elsewhere, second);
  await expect(elsewhere).toHaveURL(/\/admin$/);
  await elsewhere.context().close();

  await page.goto('/admin/conta');
  const devices = page.getByRole('table', { name: 'Aparelhos' });
  await expect(devices).toContainText('este aparelho');
  // Two browsers of one kind are told apart by when they signed in and from where.
  await expect(devices.getByText(/^entrou em /)).toHaveCount(2);
  await expect(devices.getByText(/^endereço \S+ · empresa Loja da Conta$/)).toHaveCount(2);
  await expect(devices.getByRole('button', { name: /^Sair ?: .+, entrou em / })).toHaveCount(1);
  await page.getByRole('button', { name: 'Sair de todos os outros' }).click();
  await expect(page.getByText(/sa(iu|íram) da sua conta/).first()).toBeVisible();
  await expect(devices.getByRole('button', { name: 'Sair' })).toHaveCount(0);

  await page.getByLabel('Seu nome').fill('Ana Maria');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Alterações salvas')).toBeVisible();
  await expect(page.getByLabel('Seu nome')).toHaveValue('Ana Maria');
});
