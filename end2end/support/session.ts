// Signing in as the people of the demo company.
import { type Page } from '@playwright/test';
import { expect } from './test.ts';

const password = 'tres-marias-no-ceu';

export const owner = 'demo@orion.example';
export const operator = 'operacao@orion.example';
export const viewer = 'consulta@orion.example';

/** Signs in and waits for the overview. */
export async function signIn(page: Page, email = owner): Promise<void> {
  await page.goto('/entrar');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form button[type=submit]').first().click();
  await expect(page).toHaveURL(/\/admin$/);
}

/** Waits until the demo stores' first orders are sales. */
export async function salesArrived(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto('/admin/sincronizacoes');
    // A few are read at a time, and the first ones again before the last one is through.
    for (const store of ['WooCommerce', 'Shopify', 'Mercado Livre', 'Magalu', 'TikTok Shop']) {
      const runs = page.getByRole('row').filter({ hasText: `Loja demo (${store})` });
      const over = page.locator('.badge').filter({ hasText: /^(Concluída|Com falhas)$/ });
      await expect(runs.filter({ has: over }).first()).toBeVisible({ timeout: 1_000 });
    }
  }).toPass({ timeout: 150_000 });
}

/** The password of everybody who signs up. */
export const ownPassword = 'sete ondas na areia';

/** Makes a company with its owner, who is signed in and looks at the overview then. */
export async function signUp(page: Page, company: string, name: string, email: string): Promise<void> {
  await page.goto('/criar-conta');
  await page.getByLabel('Nome da empresa').fill(company);
  await page.getByLabel('Seu nome').fill(name);
  await page.getByLabel('Seu e-mail').fill(email);
  await page.getByLabel('Senha').fill(ownPassword);
  await page.getByRole('button', { name: 'Criar conta' }).click();
  await expect(page).toHaveURL(/\/admin\/comecar$/);
  await page.goto('/admin');
}
