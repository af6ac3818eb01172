// A plan paid for: by clicking through Stripe's pages, with a card that fails, and to its end.
import { type Page } from '@playwright/test';
import { signUp } from './support/session.ts';
import { expect, expectAccessible, test, toast, visit } from './support/test.ts';

/** Tells the simulator of Stripe something, and waits until its events are delivered. */
async function atStripe(page: Page, method: 'POST' | 'PUT', path: string, data: object): Promise<void> {
  const answer = await page.request.fetch(`${process.env.STRIPE_URL}/__control/api/${path}`, { method, data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

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
  await page.goto('/admin/assinatura');
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

  const becomes = (state: string) =>
    expect(async () => {
      await page.goto('/admin/assinatura');
      await expect(page.getByText(state, { exact: true })).toBeVisible({ timeout: 500 });
    }).toPass();
  await atStripe(page, 'POST', 'clock', { days: 15 });
  await becomes('Pagamento pendente');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Pagar o que falta' }).click();
  await expect(page).toHaveURL(/\/i\/acct_/);
  await page.locator('[name=card]').fill('4242424242424242');
  await page.getByRole('button').last().click();
  await expect(page.locator('#status')).toHaveText('Paga');
  await becomes('Em dia');

  // The card that is kept is the old one: nothing is paid any more, until Stripe ends it.
  await atStripe(page, 'POST', 'clock', { days: 31 });
  await becomes('Pagamento pendente');
  await atStripe(page, 'POST', 'clock', { days: 16 });
  await becomes('Encerrada');
  await expect(page.getByText('Assine de novo antes disso')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Assinar de novo' })).toBeVisible();
  const invoices = page.getByRole('table', { name: 'Faturas' });
  await expect(invoices).toContainText('Não é mais cobrada');
  await expect(invoices.getByRole('link', { name: 'Pagar' })).toHaveCount(0);
  await expectAccessible(page);
});
