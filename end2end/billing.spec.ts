// A plan paid for: by clicking through Stripe's pages, with a card that fails, and to its end.
import { type Page } from '@playwright/test';
import { check } from './support/checks.ts';
import { signUp } from './support/session.ts';
import { buy, connectShop, openShop, type Shop } from './support/shops.ts';
import { expect, expectAccessible, test, toast, visit } from './support/test.ts';

/** Tells the simulator of Stripe something, and waits until its events are delivered. */
async function atStripe(page: Page, method: 'POST' | 'PUT', path: string, data: object): Promise<void> {
  const answer = await page.request.fetch(`${process.env.STRIPE_URL}/__control/api/${path}`, { method, data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Waits until the page of the subscription says that it is in a state. */
async function becomes(page: Page, state: string): Promise<void> {
  await expect(async () => {
    await page.goto('/admin/assinatura');
    await expect(page.getByText(state, { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** A card whose holder is asked by the bank at each payment. */
const asksEachTime = '4000002760003184';

// Stripe's clock is one for all: one after the other.
test.describe.configure({ mode: 'default' });

test('a company subscribes, its card fails, it takes another one and ends the subscription', async ({ page }) => {
  await signUp(page, 'Loja que Assina', 'Ana Paga', 'ana@assina.example');

  await visit(page, '/admin/assinatura');
  await expect(page.getByText('Nenhuma assinatura')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ver os planos' }).click();
  await page.getByRole('link', { name: /Escolher.*Pro/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mudar para o plano Pro' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ir para o pagamento' }).click();

  // At Stripe: a card that is declined, then one that pays once.
  await expect(page).toHaveURL(/\/c\/pay\/cs_test_/);
  await page.locator('[name=card]').fill('4000000000000002');
  await page.getByTestId('hosted-payment-submit-button').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('[name=card]').fill('4000000000000341');
  await page.getByTestId('hosted-payment-submit-button').click();
  await expect(page).toHaveURL(/\/admin\/assinatura\/retorno\?session=cs_test_/);
  await expect(page.getByText('Assinatura ativa.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ver a assinatura' }).click();
  await expect(page.getByText('Em teste')).toBeVisible();
  await expectAccessible(page);

  // The days to try are over, and the card does not pay.
  await atStripe(page, 'POST', 'clock', { days: 15 });
  await expect(async () => {
    await page.goto('/admin');
    await expect(page.getByText('O último pagamento não foi aprovado')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ver a assinatura' }).click();
  await expect(page.getByText('Pagamento pendente')).toBeVisible();
  await page.getByRole('button', { name: 'Trocar o cartão' }).click();
  await expect(page).toHaveURL(/\/p\/session\//);
  await page.locator('[name=card]').fill('4242424242424242');
  await page.getByRole('button').last().click();
  await expect(page.locator('#card')).toContainText('4242');
  await atStripe(page, 'POST', 'clock', { days: 4 });
  await expect(async () => {
    await page.goto('/admin/assinatura');
    await expect(page.getByText('Em dia')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText('O último pagamento não foi aprovado')).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Faturas' })).toContainText('Paga');

  await page.getByRole('link', { name: 'Encerrar a assinatura' }).click();
  await page.getByRole('button', { name: 'Encerrar a assinatura' }).click();
  await expect(toast(page)).toContainText('A assinatura termina em');
  await page.getByRole('button', { name: 'Manter a assinatura' }).click();
  await expect(toast(page)).toContainText('A assinatura continua.');
});

test('what is owed is paid from the page, and a subscription that ended asks for another one', async ({ page }) => {
  await signUp(page, 'Loja que Deve', 'Bia Deve', 'bia@deve.example');
  await visit(page, '/admin/assinatura/mudar/pro');
  await page.getByRole('button', { name: 'Ir para o pagamento' }).click();
  await page.locator('[name=card]').fill('4000000000000341');
  await page.getByTestId('hosted-payment-submit-button').click();
  await expect(page.getByText('Assinatura ativa.')).toBeVisible();

  await atStripe(page, 'POST', 'clock', { days: 15 });
  await becomes(page, 'Pagamento pendente');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Pagar o que falta' }).click();
  await expect(page).toHaveURL(/\/i\/acct_/);
  await page.locator('[name=card]').fill('4242424242424242');
  await page.getByRole('button').last().click();
  await expect(page.locator('#status')).toHaveText('Paga');
  await becomes(page, 'Em dia');

  // The card that is kept is the old one: nothing is paid any more, until Stripe ends it.
  await atStripe(page, 'POST', 'clock', { days: 31 });
  await becomes(page, 'Pagamento pendente');
  await atStripe(page, 'POST', 'clock', { days: 16 });
  await becomes(page, 'Encerrada');
  await expect(page.getByText('Assine de novo antes disso')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Assinar de novo' })).toBeVisible();
  const invoices = page.getByRole('table', { name: 'Faturas' });
  await expect(invoices).toContainText('Não é mais cobrada');
  await expect(invoices.getByRole('link', { name: 'Pagar' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a company outgrows Free, pays for Pro, falls back, and comes to Pro again', async ({ page }) => {
  await signUp(page, 'Loja que Cresce', 'Caio Cresce', 'caio@cresce.example');

  // What Free includes, to the last product; one more is refused with what it would cost to go on.
  await check(page, 'CABE', 100);
  await expect(page.getByText('Nada a corrigir no que foi conferido')).toBeVisible({ timeout: 30_000 });
  await check(page, 'MAIS', 1);
  await expect(toast(page)).toContainText('O plano Free inclui 100 produtos conferidos por mês');
  await expect(toast(page)).toContainText('O plano Pro inclui 10.000 e custa R$ 249,00 por mês.');
  await page.locator('main').getByRole('link', { name: 'Ver os planos' }).click();
  await page.getByRole('link', { name: /Escolher.*Pro/ }).click();
  await page.getByRole('button', { name: 'Ir para o pagamento' }).click();

  // The bank asks whose card it is: first the holder does not answer as it should, then they do.
  await expect(page).toHaveURL(/\/c\/pay\/cs_test_/);
  await page.locator('[name=card]').fill(asksEachTime);
  await page.getByTestId('hosted-payment-submit-button').click();
  await expect(page).toHaveURL(/\/c\/pay\/cs_test_[^/]+\/authenticate$/);
  await page.locator('#test-source-fail-3ds').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('[name=card]').fill(asksEachTime);
  await page.getByTestId('hosted-payment-submit-button').click();
  await page.locator('#test-source-authorize-3ds').click();
  await expect(page.getByText('Assinatura ativa.')).toBeVisible();
  await check(page, 'AGORA', 1);
  await expect(page.getByText('Nada a corrigir no que foi conferido')).toBeVisible({ timeout: 30_000 });

  // As much as Pro includes and Free does not: shops, people, orders.
  const shops: Shop[] = [];
  const connect = async (orders: number): Promise<Shop> => {
    const shop = await openShop(orders);
    shops.push(shop);
    await connectShop(page, shop, `Loja ${shops.length}`);
    return shop;
  };
  try {
    const first = await connect(310);
    for (let more = 0; more < 3; more += 1) {
      await connect(2);
    }
    await visit(page, '/admin/equipe');
    for (const name of ['um', 'dois', 'tres']) {
      await page.getByLabel('E-mail').fill(`${name}@cresce.example`);
      await page.getByRole('button', { name: 'Convidar' }).click();
      await expect(toast(page)).toContainText(name);
    }
    await expect(async () => {
      await page.goto('/admin/planos');
      await expect(page.getByText(/^3\d\d de 10\.000$/)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });

    // Nobody is there to answer the bank when the days to try are over: another card pays.
    await atStripe(page, 'POST', 'clock', { days: 15 });
    await becomes(page, 'Pagamento pendente');
    await expect(page.getByText('O último pagamento não foi aprovado')).toBeVisible();
    await page.getByRole('button', { name: 'Trocar o cartão' }).click();
    await expect(page).toHaveURL(/\/p\/session\//);
    await page.locator('[name=card]').fill('4242424242424242');
    await page.getByRole('button').last().click();
    await expect(page.locator('#card')).toContainText('4242');
    await atStripe(page, 'POST', 'clock', { days: 4 });
    await becomes(page, 'Em dia');

    // The page names what Free does not include before anything is done.
    await page.goto('/admin/planos');
    await page.getByRole('link', { name: /Escolher.*Free/ }).click();
    const less = page.getByRole('listitem');
    for (const line of [
      'Produtos conferidos por mês: 101 em uso, 100 no plano. Novas conferências esperam',
      /Pedidos por mês: 3\d\d em uso, 300 no plano\. Pedidos além do limite ficam guardados/,
      'Conexões: 4 em uso, 3 no plano. As conexões mais novas ficam paradas até haver lugar. Fica parada: Loja 4.',
      'Pessoas: 4 em uso, 3 no plano. Ninguém perde o acesso.',
      /Histórico guardado: 90\sdias no novo plano, 365\sdias no atual\./,
    ]) {
      await expect(less.filter({ hasText: line })).toHaveCount(1);
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Encerrar a assinatura' }).click();
    await expect(toast(page)).toContainText('A assinatura termina em');
    await page.goto('/admin/planos');
    await expect(page.getByRole('heading', { name: 'Plano atual: Pro' })).toBeVisible();

    // With the period that was paid for its plan ends: what is over stands still, and nothing is lost.
    await atStripe(page, 'POST', 'clock', { days: 31 });
    await becomes(page, 'Encerrada');
    await page.goto('/admin/planos');
    await expect(page.getByRole('heading', { name: 'Plano atual: Free' })).toBeVisible();
    await expect(page.getByText('1 conexão está parada porque o plano inclui menos.')).toBeVisible();
    await page.goto('/admin/equipe');
    await expect(page.getByText('Lugares na equipe: 4 em uso, 3 no plano')).toBeVisible();
    await expect(page.getByText('um@cresce.example').first()).toBeVisible();
    await visit(page, '/admin/integracoes');
    const shop = (at: number) => page.getByRole('article').filter({ hasText: `Loja ${at}` });
    await expect(shop(4)).toContainText('Parada porque o plano inclui menos conexões');
    await expect(shop(3)).not.toContainText('Parada porque');
    await expectAccessible(page);
    await buy(page, first);
    await shop(1).getByRole('button', { name: /^Sincronizar/ }).click();
    await expect(async () => {
      await page.goto('/admin/planos');
      await expect(page.getByText('1 pedido guardado espera por espaço no plano.')).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    // It is not left out: it is seen where it is counted, with what lets it in.
    await page.getByRole('link', { name: 'Ver os que esperam' }).click();
    await expect(page.getByRole('link', { name: /^Esperando o plano/ })).toBeVisible();
    await expect(page.getByText('Estes pedidos esperam por espaço no plano')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/admin/integracoes');
    await expect(shop(1).getByRole('link', { name: '1 pedido esperando o plano' })).toBeVisible();
    await page.goto('/admin/planos');

    // Who has tried it pays at once, and all of it goes on.
    await page.getByRole('link', { name: /Escolher.*Pro/ }).click();
    await page.getByRole('button', { name: 'Ir para o pagamento' }).click();
    await page.locator('[name=card]').fill('4242424242424242');
    await page.getByTestId('hosted-payment-submit-button').click();
    await expect(page.getByText('Assinatura ativa.')).toBeVisible();
    await page.goto('/admin/planos');
    await expect(page.getByRole('heading', { name: 'Plano atual: Pro' })).toBeVisible();
    await expect(page.getByText('está parada porque o plano inclui menos')).toHaveCount(0);
    await page.goto('/admin/equipe');
    await expect(page.getByLabel('E-mail')).toBeVisible();
    await page.goto('/admin/integracoes');
    await expect(shop(4)).toBeVisible();
    await expect(shop(4)).not.toContainText('Parada porque');
    // Orders that wait are let in every half minute.
    await expect(async () => {
      await page.goto('/admin/planos');
      await expect(page.getByText(/guardados? esperam? por espaço/)).toHaveCount(0, { timeout: 500 });
    }).toPass({ timeout: 60_000 });
  } finally {
    shops.forEach((shop) => shop.process.kill('SIGTERM'));
  }
});
