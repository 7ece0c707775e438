import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../../adapters/open-bot.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { type FilingApp, startFilingApp } from '../../filing-app.ts';
import { openRealBot } from '../../real-bot.ts';
import { codeOn, FiledVisitor, onSubmitPage, sends } from './filed-visitor.ts';

let bot: Bot;
let app: FilingApp;
let folder: string;
let receipt: string;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startFilingApp(bot);
  folder = mkdtempSync(join(tmpdir(), 'facerights-receipt-'));
  const visitor = await sends(await onSubmitPage(app.url), { nameless: 'yes' });
  const person = new FiledVisitor(app.url, codeOn(visitor.page));
  await person.posts('/case/receipt', { receipt: '0' });
  receipt = person.page;
}, 120_000);
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const words = () => bot.words.ko.filing;
const forged = () => receipt.replace(/받은 때: \d{4}/, '받은 때: 2020');

async function checked(text: string) {
  const body = new URLSearchParams({ text });
  const response = await fetch(`${app.url}/receipt?lang=ko`, { method: 'POST', body });
  return { status: response.status, page: await response.text(), headers: response.headers };
}

describe('the page that checks receipts', () => {
  it('knows one that was pasted, also with the line ends that browsers make', async () => {
    const { status, page, headers } = await checked(receipt.replaceAll('\n', '\r\n'));
    expect(status).toBe(200);
    expect(page).toContain(words().checkSound);
    expect(page).toContain('시험위원회');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('knows one that was uploaded', async () => {
    for (const [text, says] of [
      [receipt, words().checkSound],
      [forged(), words().checkTextAltered],
    ] as const) {
      const body = new FormData();
      body.append('file', new Blob([text], { type: 'text/plain' }), 'receipt.txt');
      const response = await fetch(`${app.url}/receipt/file?lang=ko`, { method: 'POST', body });
      expect(await response.text()).toContain(says);
    }
  });

  it('knows one that was altered, and one that is none', async () => {
    expect((await checked(forged())).page).toContain(words().checkTextAltered);
    expect((await checked('접수증')).page).toContain(words().checkNoReceipt);
    expect((await checked('접수증')).status).toBe(422);
  });

  it('is a form without a script, and gives the public key', async () => {
    const page = await (await fetch(`${app.url}/receipt?lang=en`)).text();
    expect(page).toContain('method="post" action="/receipt?lang=en"');
    expect(page).not.toMatch(/<script(?![^>]*src=)|style="/);
    const key = await fetch(`${app.url}/receipt/key`);
    expect(await key.text()).toBe(app.receiving.publicKeyPem);
  });
});

describe('npm run receipt:verify', () => {
  const root = projectRoot();
  async function run(...words: readonly string[]) {
    const args = ['--import', 'tsx', 'adapters/cli/receipt-verify.ts', ...words];
    try {
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: stdout + stderr };
    }
  }
  const fileWith = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('checks a file with the key of the institution alone', async () => {
    const key = fileWith('key.pem', app.receiving.publicKeyPem);
    const sound = await run(fileWith('receipt.txt', receipt), '--key', key);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.said).toContain(words().checkSound);
    expect(sound.said).toContain('시험위원회');
    const altered = await run(fileWith('forged.txt', forged()), '--key', key);
    expect(altered).toMatchObject({ code: 1 });
    expect(altered.said).toContain(words().checkTextAltered);
  });

  it('says without a key that nothing was altered, and no more', async () => {
    const { code, said } = await run(fileWith('receipt.txt', receipt));
    expect(code).toBe(3);
    expect(said).toContain(words().checkSoundOwnKey);
  });

  it('says what it needs', async () => {
    expect((await run()).said).toContain('FILE');
    expect(await run('no-such-file')).toMatchObject({ code: 1 });
  });
});
