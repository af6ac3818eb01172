// How soon a browser shows the first of pages that it has never seen: loads each ten times, each time with nothing kept, and
// prints the medians in milliseconds as JSON. `make bench` runs it:
// node first-paint.mjs <address> <cookie of somebody signed in> <path>...
import { chromium } from '@playwright/test';

const loads = 10;
const [address, cookie, ...paths] = process.argv.slice(2);
const [name, value] = cookie.split('=');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Milliseconds from asking for a page to its first text, in a browser without anything kept. */
async function firstPaint(path) {
  const context = await browser.newContext({ locale: 'pt-BR', viewport: { width: 1440, height: 900 } });
  if (path.startsWith('/admin')) {
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  const answer = await page.goto(new URL(path, address).href);
  if (answer?.status() !== 200 || new URL(page.url()).pathname !== path) {
    throw new Error(`${path} was answered by ${answer?.status()} at ${page.url()}`);
  }
  const painted = await page.evaluate(
    () =>
      new Promise((done) => {
        const observer = new PerformanceObserver((list) => {
          list.getEntriesByName('first-contentful-paint').forEach((entry) => done(entry.startTime));
        });
        observer.observe({ type: 'paint', buffered: true });
      }),
  );
  await context.close();
  return painted;
}

const medians = [];
for (const path of paths) {
  // The first one warms the server and the browser's own code.
  await firstPaint(path);
  const times = [];
  for (let load = 0; load < loads; load += 1) {
    times.push(await firstPaint(path));
  }
  times.sort((one, other) => one - other);
  medians.push((times[loads / 2 - 1] + times[loads / 2]) / 2);
}
await browser.close();
console.log(JSON.stringify(medians));
