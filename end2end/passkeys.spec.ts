// Passkeys, by a device that the browser plays: the second step, and the only one.
import { type Page } from '@playwright/test';
import { linkTo } from './support/mail.ts';
import { ownPassword, signUp } from './support/session.ts';
import { expect, expectAccessible, hydrated, test, toast, visit } from './support/test.ts';

/** A device that confirms its person by itself. */
async function device(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/sair');
  await page.getByRole('button', { name: 'Sair' }).click();
  await expect(page).toHaveURL(/\/entrar$/);
}

/** Makes a passkey on the page of the second factor. */
async function make(page: Page, name: string): Promise<void> {
  await visit(page, '/admin/conta/duas-etapas');
  await page.getByLabel('Nome da chave').fill(name);
  await page.locator('#password-for-passkey').fill(ownPassword);
  await page.getByRole('button', { name: 'Criar chave de acesso' }).click();
  await expect(toast(page)).toHaveText('Chave de acesso criada.');
}

test('a passkey is made, is the second step, signs in by itself, and is removed', async ({ page }) => {
  const email = 'caio@chaves.example';
  await signUp(page, 'Loja das Chaves', 'Caio', email);
  await device(page);
  await visit(page, '/admin/conta/duas-etapas');
  await expectAccessible(page);
  const othersLeave = page.getByText(/os outros aparelhos saem da sua conta/);
  await expect(othersLeave).toHaveText([/^Você precisa de um aplicativo/, /^Uma chave guardada/]);
  await page.getByLabel('Nome da chave').fill('Celular');
  await page.locator('#password-for-passkey').fill('nao e a minha senha');
  await page.getByRole('button', { name: 'Criar chave de acesso' }).click();
  // As where a page comes back with it: at the field, which is marked.
  const password = page.locator('#password-for-passkey');
  await expect(page.locator('.field', { has: password }).locator('.field-error')).toHaveText('Esta não é a sua senha. Digite de novo.');
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Nome da chave').fill('loja.example');
  await page.getByRole('button', { name: 'Criar chave de acesso' }).click();
  await expect(page.locator('.field-error')).toHaveText(/^Retire os sinais/);
  await expect(password).not.toHaveAttribute('aria-invalid');
  await make(page, 'Celular');
  await expect(page.getByRole('table', { name: 'Chaves de acesso' })).toContainText('Celular');
  await expect(page.locator('pre.code')).toBeVisible();
  await expect(page.getByText('Códigos de recuperação', { exact: true })).toHaveCount(1);
  // With a further one nobody is signed out.
  await expect(othersLeave).toHaveCount(0);
  await expectAccessible(page);

  // After the password, the passkey is the second step.
  await signOut(page);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Confirme que é você' })).toBeVisible();
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Entrar com uma chave de acesso' }).click();
  await expect(page).toHaveURL(/\/admin$/);

  // And it is enough by itself, on the way to where somebody wanted to go.
  await signOut(page);
  await visit(page, '/entrar?voltar=/admin/conta/duas-etapas');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Entrar com uma chave de acesso' }).click();
  await expect(page).toHaveURL(/\/admin\/conta\/duas-etapas$/);

  // To change something it stands for the code.
  await hydrated(page);
  await expect(page.locator('#code-to-remove-passkey')).toBeVisible();
  await page.getByRole('button', { name: 'Confirmar com a chave de acesso' }).click();
  await expect(page.getByText('Confirmado com a chave de acesso')).toBeVisible();
  await expect(page.locator('#code-to-remove-passkey')).toHaveCount(0);
  await expectAccessible(page);
  await page.locator('#password-to-remove-passkey').fill(ownPassword);
  await page.getByRole('button', { name: 'Remover chave de acesso' }).click();
  await expect(toast(page)).toHaveText('Chave de acesso removida.');
  await expect(page.getByRole('table', { name: 'Chaves de acesso' })).toHaveCount(0);
});

test('a passkey that somebody else made is taken back by the link of the e-mail', async ({ page, browser }) => {
  const email = 'dora@chaves.example';
  await signUp(page, 'Loja da Dora', 'Dora', email);
  await device(page);
  await make(page, 'De outra pessoa');
  const own = await (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  const link = await linkTo(email, '/nao-fui-eu/');
  await own.goto(link);
  await expect(own.getByRole('heading', { name: 'Não foi você?' })).toBeVisible();
  await expectAccessible(own);
  await own.getByRole('button', { name: 'Não fui eu, proteger a conta' }).click();
  await expect(own).toHaveURL(/\/entrar$/);
  await expect(toast(own)).toHaveText(/Conta protegida/);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/entrar/);
  await hydrated(page);
  await page.getByRole('button', { name: 'Entrar com uma chave de acesso' }).click();
  await expect(page.getByText('A chave de acesso não foi aceita').first()).toBeVisible();
  const used = await own.request.get(link);
  expect(used.status()).toBe(404);
  expect(await used.text()).toContain('Este link não vale mais');
  await own.goto(await linkTo(email, '/nova-senha/'));
  await own.getByLabel('Nova senha').fill('nove luas sobre o rio');
  await own.getByRole('button', { name: 'Salvar nova senha' }).click();
  await expect(own).toHaveURL(/\/entrar$/);
  await own.getByLabel('E-mail').fill(email);
  await own.getByLabel('Senha', { exact: true }).fill('nove luas sobre o rio');
  await own.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(own).toHaveURL(/\/admin$/);
  await own.context().close();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the button says that it needs one', async ({ page }) => {
    await page.goto('/entrar');
    await page.getByRole('button', { name: 'Entrar com uma chave de acesso' }).click();
    await expect(page.getByText('Chaves de acesso precisam de JavaScript')).toBeVisible();
  });
});
