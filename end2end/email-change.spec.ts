// Another address to sign in with: both addresses agree, or the old one refuses.
import { type Page } from '@playwright/test';
import { linkTo } from './support/mail.ts';
import { ownPassword, signUp } from './support/session.ts';
import { expect, expectAccessible, test, toast, visit } from './support/test.ts';

async function ask(page: Page, email: string): Promise<void> {
  await visit(page, '/admin/conta');
  await expect(page.getByText('Depois da troca, os outros aparelhos saem da sua conta.')).toBeVisible();
  await page.getByLabel('Novo e-mail').fill(email);
  const panel = page.locator('section.panel').filter({ has: page.getByRole('heading', { name: 'E-mail', exact: true }) });
  await panel.getByLabel('Sua senha').fill(ownPassword);
  await page.getByRole('button', { name: 'Trocar e-mail' }).click();
  await expect(toast(page)).toHaveText(`Links enviados para ${email} e para o seu e-mail atual.`);
}

test('an address is changed when the new one and the old one agree', async ({ page, browser }) => {
  await signUp(page, 'Loja do Correio', 'Zoe', 'zoe@correio.example');
  await ask(page, 'zoe.nova@correio.example');
  await expect(page.getByText('A troca para zoe.nova@correio.example espera')).toBeVisible();
  await expectAccessible(page);
  const other = await (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
  await other.goto(await linkTo('zoe.nova@correio.example', '/confirmar-email/'));
  await expect(other.getByText(/Confirme que este endereço é seu/)).toBeVisible();
  await expectAccessible(other);
  await expect(other.getByRole('button', { name: 'Este endereço é meu' })).toHaveCount(0);
  await expect(other.getByText(/Entre com zoe@correio.example para confirmar/)).toBeVisible();
  await other.getByRole('link', { name: 'Entrar' }).click();
  await other.getByLabel('E-mail').fill('zoe@correio.example');
  await other.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await other.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(other).toHaveURL(/\/confirmar-email\//);
  await other.getByRole('button', { name: 'Este endereço é meu' }).click();
  await expect(other.getByText('Falta a confirmação pelo link enviado para zoe@correio.example.')).toBeVisible();
  await page.goto(await linkTo('zoe@correio.example', '/confirmar-email/'));
  await expect(page.getByText(/só continua na conta o aparelho em que ela foi pedida/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Concordar com a troca' }).click();
  await expect(page).toHaveURL(/\/admin\/conta$/);
  await expect(toast(page)).toHaveText('E-mail trocado. Entre com zoe.nova@correio.example a partir de agora.');
  await expect(page.getByText('Você entra com zoe.nova@correio.example.')).toBeVisible();
  await other.goto('/entrar');
  await other.getByLabel('E-mail').fill('zoe.nova@correio.example');
  await other.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await other.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(other).toHaveURL(/\/admin$/);
  await other.context().close();
});

test('whoever reads the old address says that it was not them', async ({ page }) => {
  await signUp(page, 'Loja da Recusa', 'Zuza', 'zuza@correio.example');
  await ask(page, 'eva@correio.example');
  const link = await linkTo('zuza@correio.example', '/confirmar-email/');
  await page.goto(link);
  await page.getByRole('button', { name: 'Não fui eu' }).click();
  await expect(page).toHaveURL(/\/esqueci-a-senha$/);
  await expect(page.getByText(/Troca cancelada: o e-mail continua o mesmo/).first()).toBeVisible();
  const over = await page.request.get(link);
  expect(over.status()).toBe(404);
  expect(await over.text()).toContain('Este link não vale mais');
  await visit(page, '/admin/conta');
  await expect(page.getByText('Você entra com zuza@correio.example.')).toBeVisible();
});
