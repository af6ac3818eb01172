// What moves, and that nothing does for whoever asks the system for stillness.
import type { Page } from '@playwright/test';
import { signUp } from './support/session.ts';
import { expect, follow, test, toast, visit } from './support/test.ts';

/** What of a page is animated, or would be when it changes: an element's name and classes, and the part of it. */
async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].flatMap((part) => {
        const { animationName, transitionDuration } = getComputedStyle(element, part || null);
        const isStill = animationName === 'none' && /^0s(, 0s)*$/.test(transitionDuration);
        return isStill ? [] : [`${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}${part}`];
      }),
    ),
  );
}

/** Something that is there moves, and nothing of the page does where less motion is asked for. */
async function expectStillOnceAsked(page: Page, mover: RegExp): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving(page)).toContainEqual(expect.stringMatching(mover));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(page)).toEqual([]);
}

test('menus, dialogs and messages stand still for whoever asks for less motion', async ({ page }) => {
  await signUp(page, 'Loja Calma', 'Rui', 'rui@calma.example');
  await visit(page, '/admin/empresa');
  await page.getByLabel('Nome da empresa').fill('Loja Serena');
  await follow(page, page.getByRole('button', { name: 'Salvar', exact: true }));
  await expect(toast(page)).toBeVisible();
  await expectStillOnceAsked(page, /^div\.toast /);

  await visit(page, '/admin/ui');
  await page.locator('[popovertarget=page-menu]').click();
  await expect(page.locator('#page-menu')).toBeVisible();
  await expectStillOnceAsked(page, /^div\.menu$/);
  await page.locator('#page-menu').getByRole('button', { name: 'Desconectar' }).click();
  await expect(page.locator('#disconnect')).toBeVisible();
  await expectStillOnceAsked(page, /^dialog\.dialog$/);

  await page.setViewportSize({ width: 390, height: 800 });
  await visit(page, '/admin');
  await page.getByRole('button', { name: 'Abrir navegação' }).click();
  await expect(page.locator('nav.nav')).toBeVisible();
  await expectStillOnceAsked(page, /^nav\.nav$/);
});
