// One Orion for the whole run: a fresh folder, the demo company, a port of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The program that is tested. */
export const program = process.env.ORION_BIN ?? join(root, 'target/debug/orion');
const readyLine = /Orion is ready at (http:\/\/\S+)/;
const startLimitMs = 120_000;
const stopLimitMs = 30_000;

/** Starts Orion, puts its address into `ORION_URL` and its folder into `ORION_DATA`, and returns what stops it again. Plans are paid for at a simulator, `STRIPE_URL`, and people sign in at one of Google. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-end2end-'));
  // When root runs the tests, Postgres runs as another account and must pass through.
  await chmod(folder, 0o711);
  process.env.ORION_DATA = join(folder, 'data');
  const logs = fileURLToPath(new URL('../test-results', import.meta.url));
  await mkdir(logs, { recursive: true });
  const logPath = join(logs, 'orion.log');
  const log = await open(logPath, 'w');
  const { DATABASE_URL: _, ...inherited } = process.env;
  const [port, stripePort] = [await freePort(), await freePort()];
  const stripeSecret = 'whsec_end2end';
  process.env.STRIPE_URL = `http://127.0.0.1:${stripePort}`;
  const hook = ['--webhook-url', `http://127.0.0.1:${port}/hooks/stripe`, '--webhook-secret', stripeSecret];
  const stripe = spawn(program, ['sandbox', '--platform', 'stripe', '--listen', `127.0.0.1:${stripePort}`, ...hook], {
    cwd: root,
    env: inherited,
    stdio: ['ignore', 'ignore', log.fd],
  });
  const googlePort = await freePort();
  const google = spawn(program, ['sandbox', '--platform', 'google', '--listen', `127.0.0.1:${googlePort}`], {
    cwd: root,
    env: inherited,
    stdio: ['ignore', 'ignore', log.fd],
  });
  const server = spawn(program, ['serve'], {
    cwd: root,
    env: {
      ...inherited,
      DATA_DIR: join(folder, 'data'),
      HOST: '127.0.0.1',
      PORT: String(port),
      ORION_DEMO: '1',
      ORION_PUBLIC_URL: `http://localhost:${port}`,
      ORION_STRIPE_SECRET_KEY: 'sk_test_orion_sandbox',
      ORION_STRIPE_WEBHOOK_SECRET: stripeSecret,
      ORION_STRIPE_BASE_URL: process.env.STRIPE_URL,
      ORION_GOOGLE_CLIENT_ID: '1234567890-orion.apps.googleusercontent.com',
      ORION_GOOGLE_CLIENT_SECRET: 'GOCSPX-sandbox',
      ORION_GOOGLE_ISSUER: `http://127.0.0.1:${googlePort}`,
    },
    stdio: ['ignore', 'pipe', log.fd],
  });
  const ended = new Promise<string>((done) => {
    server.once('error', (error) => done(`could not start: ${error.message}`));
    server.once('exit', (code, signal) => done(`ended with ${signal ?? code}`));
  });
  try {
    process.env.ORION_URL = await Promise.race([ready(server), ended.then((how) => Promise.reject(new Error(how)))]);
  } catch (error) {
    server.kill('SIGKILL');
    stripe.kill('SIGKILL');
    google.kill('SIGKILL');
    throw new Error(`Orion (${program}): ${(error as Error).message}\n${await readFile(logPath, 'utf8')}`);
  }
  return async () => {
    stripe.kill('SIGTERM');
    google.kill('SIGTERM');
    server.kill('SIGTERM');
    const how = await Promise.race([ended, after(stopLimitMs, 'did not end in time')]);
    await log.close();
    if (how !== 'ended with 0') {
      server.kill('SIGKILL');
      throw new Error(`Orion ${how} after SIGTERM, see ${logPath}`);
    }
    await rm(folder, { recursive: true, force: true });
  };
}

/** The address in the line by which Orion says that it takes requests. */
function ready(server: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = '';
    after(startLimitMs, 'was not ready in time').then((why) => fail(new Error(why)));
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = readyLine.exec(printed)?.[1];
      if (address !== undefined) {
        done(address);
      }
    });
  });
}

function after(ms: number, what: string): Promise<string> {
  return new Promise((done) => {
    setTimeout(() => done(what), ms).unref();
  });
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
