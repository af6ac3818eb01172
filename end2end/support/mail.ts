// E-mails of an installation without a server: files in the folder of Orion's data.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from './test.ts';

/** The link of the newest e-mail to an address that leads to a path which begins so. */
export async function linkTo(address: string, path: string): Promise<string> {
  const folder = join(process.env.ORION_DATA ?? '', 'mail');
  let link = '';
  await expect(async () => {
    const names = await readdir(folder);
    const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const own = mails.map(plain).filter((mail) => mail.includes(`To: ${address}`) || mail.includes(`<${address}>`));
    const links = own.flatMap((mail) => mail.match(new RegExp(`http://\\S+${path}[\\w-]{43}`)) ?? []);
    expect(links.length).toBeGreaterThan(0);
    // One e-mail of a kind to each address, in these journeys.
    link = links[0] ?? '';
  }).toPass({ timeout: 20_000 });
  return link;
}

/** Quoted-printable text as it was written. */
function plain(mail: string): string {
  return mail.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
}
