// A team: invited, changed, left; several companies of one person; a forgotten password.
import { readFile } from 'node:fs/promises';
import { type Browser, type Page } from '@playwright/test';
import { linkTo } from './support/mail.ts';
import { owner, ownPassword, signIn, signUp } from './support/session.ts';
import { expect, expectAccessible, test, toast, visit } from './support/test.ts';

async function elsewhere(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: process.env.ORION_URL, locale: 'pt-BR' })).newPage();
}

async function invite(page: Page, email: string, role: string): Promise<void> {
  await visit(page, '/admin/equipe');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Papel', { exact: true }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Convidar' }).click();
  await expect(toast(page)).toHaveText(`Convite enviado para ${email}.`);
}

test('somebody is invited, makes an account by the link, and takes the company over', async ({ page, browser }) => {
  await signUp(page, 'Loja da Equipe', 'Rita Dona', 'rita@equipe.example');
  await invite(page, 'beto@equipe.example', 'Operador');
  await expect(page.getByRole('table', { name: 'Convites abertos' })).toContainText('beto@equipe.example');
  await expectAccessible(page);

  const invited = await elsewhere(browser);
  await invited.goto(await linkTo('beto@equipe.example', '/convite/'));
  await expect(invited.getByRole('heading', { name: 'Convite para Loja da Equipe' })).toBeVisible();
  await expect(invited.getByText('Rita Dona convidou você como Operador.')).toBeVisible();
  await expectAccessible(invited);
  await invited.getByLabel('Seu nome').fill('Beto');
  await invited.getByLabel('Senha').fill('curta');
  await invited.getByRole('button', { name: 'Criar conta e entrar' }).click();
  await expect(invited.getByText(/Use pelo menos 15|Pelo menos 15/).first()).toBeVisible();
  await invited.getByLabel('Senha').fill(ownPassword);
  await invited.getByRole('button', { name: 'Criar conta e entrar' }).click();
  await expect(invited).toHaveURL(/\/admin$/);
  // An operator sees who is there and invites nobody.
  await invited.goto('/admin/equipe');
  await expect(invited.getByRole('table', { name: 'Pessoas' })).toContainText('rita@equipe.example');
  await expect(invited.getByRole('button', { name: 'Convidar' })).toHaveCount(0);

  await visit(page, '/admin/equipe');
  await page.getByRole('link', { name: 'Beto' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Beto' })).toBeVisible();
  await expectAccessible(page);
  // Taking somebody out is asked about first, and handing over takes the password.
  await page.getByRole('link', { name: 'Remover da equipe' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Remover Beto da equipe?' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Cancelar' }).click();
  await page.getByLabel('Sua senha').fill('nao e a minha senha');
  await page.getByRole('button', { name: 'Passar a propriedade' }).click();
  await expect(page.locator('.field-error').first()).toBeVisible();
  await page.getByLabel('Sua senha').fill(ownPassword);
  await page.getByRole('button', { name: 'Passar a propriedade' }).click();
  await expect(toast(page)).toHaveText('Propriedade passada.');
  await page.goto('/admin/historico');
  const history = page.getByRole('table', { name: 'Histórico' });
  await expect(history).toContainText('Passou a propriedade');
  await expect(history).toContainText('Convidou uma pessoa');
  await expectAccessible(page);
  await history.getByText('Detalhes').first().click();
  await expect(history).toContainText(' → ');
  await expect(page.getByLabel('Assunto').getByRole('option', { name: 'Plano e pagamento' })).toBeAttached();
  await page.getByLabel('Assunto').selectOption({ label: 'Catálogo' });
  await page.getByRole('button', { name: 'Filtrar' }).click();
  await expect(page.getByText('Nada com estes filtros')).toBeVisible();
  await page.goto('/admin/historico');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Baixar CSV' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('Passou a propriedade');
  await page.goto('/admin/equipe');
  await page.getByRole('link', { name: 'Sair desta empresa' }).click();
  await page.getByRole('button', { name: 'Sair desta empresa' }).click();
  await expect(page).toHaveURL(/\/entrar$/);
  await expect(page.getByText('Você saiu de Loja da Equipe.').first()).toBeVisible();
  await page.getByLabel('E-mail').fill('rita@equipe.example');
  await page.getByLabel('Senha', { exact: true }).fill(ownPassword);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(page.getByText('Esta conta não pertence a nenhuma empresa')).toBeVisible();
  // Nobody is stuck there: the same address and password make a company, and from it another.
  await signUp(page, 'Loja da Rita', 'Rita', 'rita@equipe.example');
  await page.goto('/admin/empresas');
  await page.getByLabel('Nome da empresa').fill('Outra Loja');
  await page.getByRole('button', { name: 'Criar outra empresa' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar$/);
  await page.goto('/admin/empresas');
  await expect(page.getByRole('table', { name: 'Suas empresas' })).toContainText('Outra Loja');
  await invited.context().close();
});

test('who has an account joins by their password, and switches between companies', async ({ page, browser }) => {
  await signUp(page, 'Loja Primeira', 'Sonia', 'sonia@equipe.example');
  const other = await elsewhere(browser);
  await signUp(other, 'Loja Segunda', 'Tiago', 'tiago@equipe.example');
  await other.context().close();
  await invite(page, 'tiago@equipe.example', 'Leitor');
  const link = await linkTo('tiago@equipe.example', '/convite/');
  // Who is signed in as somebody else is told so.
  await page.goto(link);
  await expect(page.getByText('Este convite é para tiago@equipe.example')).toBeVisible();
  await expectAccessible(page);

  const tiago = await elsewhere(browser);
  await tiago.goto(link);
  await tiago.getByLabel('Senha').fill(ownPassword);
  await tiago.getByRole('button', { name: 'Aceitar o convite' }).click();
  await expect(tiago).toHaveURL(/\/admin$/);
  await tiago.goto('/admin/empresas');
  await expect(tiago.getByRole('row', { name: /Loja Primeira/ })).toContainText('Você está aqui');
  await expectAccessible(tiago);
  await tiago.getByRole('row', { name: /Loja Segunda/ }).getByRole('button', { name: 'Trocar para esta' }).click();
  await expect(toast(tiago)).toHaveText('Você está em Loja Segunda.');
  // A page of the one company, left open in another tab, changes nothing of the other.
  const left = await tiago.context().newPage();
  await left.goto('/admin/equipe');
  await left.getByLabel('E-mail').fill('una@equipe.example');
  await tiago.goto('/admin/empresas');
  await tiago.getByRole('row', { name: /Loja Primeira/ }).getByRole('button', { name: 'Trocar para esta' }).click();
  await expect(toast(tiago)).toHaveText('Você está em Loja Primeira.');
  await left.getByRole('button', { name: 'Convidar' }).click();
  await expect(left.getByText('Esta página era de outra empresa')).toBeVisible();
  // Used once, the link leads to the company; to somebody else it says so.
  await tiago.goto(link);
  await expect(tiago).toHaveURL(/\/admin$/);
  await expect(toast(tiago)).toHaveText('Você já faz parte de Loja Primeira.');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Este convite já foi aceito' })).toBeVisible();
  await expect(page.getByText('Ele foi aceito com tiago@equipe.example, e esta sessão é de sonia@equipe.example.')).toBeVisible();
  await expectAccessible(page);
  // Who is the only owner is led to handing over before they can go.
  await page.goto('/admin/equipe/sair');
  await expect(page.getByText('Toda empresa tem pelo menos um proprietário, e o único é você.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Passar a propriedade ?: Tiago/ }).click();
  await expect(page.getByLabel('Sua senha')).toBeVisible();
  // Taken out, one goes on in another company, and is told.
  await page.getByRole('link', { name: 'Remover da equipe' }).click();
  await page.getByRole('button', { name: 'Remover da equipe' }).click();
  await expect(toast(page)).toHaveText(/Pessoa removida da equipe/);
  await tiago.goto('/admin');
  await expect(tiago.getByText('Você não faz mais parte de Loja Primeira')).toBeVisible();
  await expect(tiago.getByText('Agora você está em Loja Segunda.')).toBeVisible();
  await expectAccessible(tiago);
  await tiago.context().close();
});

test('an invitation is taken back', async ({ page }) => {
  await signIn(page, owner);
  await invite(page, 'ulisses@equipe.example', 'Leitor');
  const link = await linkTo('ulisses@equipe.example', '/convite/');
  await page.getByRole('button', { name: 'Enviar de novo' }).click();
  await expect(toast(page)).toHaveText(/Convite enviado de novo/);
  await page.getByRole('button', { name: 'Cancelar convite' }).click();
  await expect(toast(page)).toHaveText(/Convite cancelado/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Este convite foi cancelado' })).toBeVisible();
  const unknown = await page.request.get('/convite/nada');
  expect(unknown.status()).toBe(404);
  expect(await unknown.text()).toContain('Este convite não existe mais');
});

test('a forgotten password is set anew by a link that holds once', async ({ page, browser }) => {
  await signUp(page, 'Loja Esquecida', 'Vera', 'vera@equipe.example');
  const forgetful = await elsewhere(browser);
  await forgetful.goto('/entrar');
  await forgetful.getByRole('link', { name: 'Esqueceu a senha?' }).click();
  await expectAccessible(forgetful);
  await forgetful.getByLabel('E-mail').fill('vera@equipe.example');
  await forgetful.getByRole('button', { name: 'Enviar link' }).click();
  await expect(forgetful.getByText(/o link está a caminho/).first()).toBeVisible();
  const link = await linkTo('vera@equipe.example', '/nova-senha/');
  await forgetful.goto(link);
  await expect(forgetful.getByText(/Para a conta vera@equipe.example/)).toBeVisible();
  await expectAccessible(forgetful);
  await forgetful.getByLabel('Nova senha').fill('oito ventos no mar');
  await forgetful.getByRole('button', { name: 'Salvar nova senha' }).click();
  await expect(forgetful.getByText(/Senha nova salva/).first()).toBeVisible();
  await forgetful.getByLabel('E-mail').fill('vera@equipe.example');
  await forgetful.getByLabel('Senha', { exact: true }).fill('oito ventos no mar');
  await forgetful.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(forgetful).toHaveURL(/\/admin$/);
  // The other browser is signed out, and the link is used up.
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/entrar/);
  const used = await forgetful.request.get(link);
  expect(used.status()).toBe(404);
  expect(await used.text()).toContain('Este link não vale mais');
  await forgetful.context().close();
});
