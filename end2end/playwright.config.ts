import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The machine's browser; the one without windows takes half of the time. */
const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);

/** What changes the language of a person whom other journeys are signed in as. */
const languages = /in every language/;

export default defineConfig({
  testDir: '.',
  globalSetup: './support/server.ts',
  fullyParallel: true,
  workers: 2,
  // A flake is a fault to be found, not to be tried again.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: {
    timeout: 10_000,
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled', caret: 'hide', scale: 'css' },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  reporter: [['list'], ['./support/reasons.ts']],
  projects: [
    { name: 'journeys', grepInvert: languages },
    { name: 'languages', grep: languages, dependencies: ['journeys'] },
  ],
  use: {
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    // What still moves is clicked beside on a slow machine, and has no contrast yet.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      // Containers mostly forbid Chromium's own sandbox; the rest keeps it from calling anybody but Orion.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
