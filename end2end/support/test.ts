// What every journey imports instead of Playwright's own `test`.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test as playwright } from '@playwright/test';

/** Playwright's test on the running Orion. It fails, too, where a page reports an error to the console. */
export const test = playwright.extend<{ quietConsole: void }>({
  baseURL: async ({}, use) => {
    await use(process.env.ORION_URL);
  },
  quietConsole: [
    async ({ page, javaScriptEnabled }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // A page that stands without script warns that it does not use what it loads ahead.
        if (message.type() === 'error' || (message.type() === 'warning' && javaScriptEnabled)) {
          errors.push(message.text());
        }
      });
      await use();
      expect(errors, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a page and waits until its islands are live: what is clicked before would be lost. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** Presses what opens another page, and waits until the islands of that one are live. */
export async function follow(page: Page, link: Locator): Promise<void> {
  await page.evaluate(() => document.documentElement.toggleAttribute('data-left', true));
  await link.click();
  await expect(page.locator('html[data-hydrated]:not([data-left])')).toBeAttached();
}

/** Waits until the islands of the page that is being opened are live. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator('html[data-hydrated]')).toBeAttached();
}

/** The message that is seen; the one that is spoken stands beside it. */
export const toast = (page: Page) => page.getByRole('region', { name: 'Mensagens' }).getByRole('paragraph');

/** Fails where axe finds something that people with disabilities would stumble over. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
  expect(found, 'found by axe').toEqual([]);
}

export { expect };
