import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitForPortal } from '../../../adapters/documents/portal-text.ts';
import type { Bot } from '../../../adapters/open-bot.ts';
import { DOCUMENT_FORMATS, MEDIA_TYPES } from '../../../knowledge/casework/document.ts';
import { readDocx, readHwpx, readPdf, squeezed } from '../../documents/readers.ts';
import { type RunningApp, startApp } from '../../real-app.ts';
import { openRealBot } from '../../real-bot.ts';
import { CaseVisitor, STORY, withDraft } from './case-visitor.ts';

/** Nobody else is called so, and lives there. */
const IDENTITY = {
  'identity-name': '제갈다솜별',
  'identity-birth': '1987-03-14',
  'identity-address': '서울특별시 성동구 시험로 7길 19, 402호',
  'identity-phone': '010-7391-5528',
  'identity-email': 'dasom-planted@facerights.example',
};
const PLANTED = [...Object.values(IDENTITY), '1987년 3월 14일', '7391-5528', 'dasom-planted'];

const outside = tmpdir();
/** Whatever the program writes to a temporary folder comes to lie here. */
const scratch = mkdtempSync(join(outside, 'facerights-case-'));
let bot: Bot;
let app: RunningApp;
beforeAll(async () => {
  bot = await openRealBot();
  mkdirSync(scratch, { recursive: true });
  process.env['TMPDIR'] = scratch;
  app = await startApp(bot);
}, 120_000);
afterAll(async () => {
  await app?.stop();
  process.env['TMPDIR'] = outside;
  rmSync(scratch, { recursive: true, force: true });
});

const words = () => bot.words.ko.web;

/** Every byte that lies in the scratch folder: the store with its journal, and what anything left there. */
function writtenFiles(): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(scratch, { recursive: true, encoding: 'utf8' })
    .map((name) => join(scratch, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ name: path, bytes: readFileSync(path) }));
}

describe('the page of a draft', () => {
  it('shows it as it would be filed, with an English copy to read', async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document?document=nhrck');
    expect(visitor.status).toBe(200);
    expect(visitor.page).toMatch(/<article class="card draft" lang="ko">\s*<h2>진정서<\/h2>/);
    expect(visitor.page).toContain('<h3>1. 진정인</h3>');
    expect(visitor.page).toContain(STORY);
    expect(visitor.page).toContain('국가인권위원회 귀중');
    expect(visitor.page).toContain('lang="en"><h2>Complaint to the National Human Rights');
  });

  it.each(['nhrck', 'request', 'pipc', 'mediation', 'ombudsman', 'disclosure'])(
    'of %s asks for what its outline asks for, and for nothing else',
    async (id) => {
      const outline = bot.casework.outlines.get(id);
      const visitor = await withDraft(app.url);
      await visitor.sends(`/document?document=${id}`);
      const asked = [...visitor.page.matchAll(/<input id="identity-([a-z-]+)"[^>]*>/g)];
      expect(asked.map(([, field]) => field)).toEqual(outline?.identity.map((one) => one.id));
      for (const [at, { required, why }] of (outline?.identity ?? []).entries()) {
        expect(asked[at]?.[0].includes(' required')).toBe(required);
        expect(asked[at]?.[0]).toMatch(/autocomplete="(?:name|bday|street-address|tel|email)"/);
        expect(visitor.page).toContain(why.ko);
      }
      expect(visitor.page).toContain(words().identityNote);
    },
  );

  it('is kept by no cache', async () => {
    const visitor = await withDraft(app.url);
    for (const path of [
      '/document?document=nhrck',
      '/document/file?document=nhrck',
      '/complaint',
    ]) {
      const response = await visitor.fetches(path, { format: 'pdf', ...IDENTITY });
      expect(response.headers.get('cache-control'), path).toBe('no-store');
    }
  });

  it('is not there for a stranger, for another document, or before there is a draft', async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document?document=no-such');
    expect(visitor.status).toBe(404);
    const stranger = await new CaseVisitor(app.url).opens('/');
    for (const path of ['/document?document=nhrck', '/document/file?document=nhrck']) {
      await stranger.sends(path, { format: 'txt', ...IDENTITY });
      expect(stranger.status).toBe(404);
      expect(stranger.page).not.toContain(STORY);
    }
  });
});

describe('a file with the name in it', () => {
  const readers = {
    pdf: readPdf,
    docx: readDocx,
    // That reader passes over tables, in which names stand.
    hwpx: readHwpx,
    txt: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)),
  };

  it.each(DOCUMENT_FORMATS)('comes as %s', async (format) => {
    const visitor = await withDraft(app.url);
    const response = await visitor.fetches('/document/file?document=nhrck', {
      ...IDENTITY,
      format,
      language: 'ko',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(MEDIA_TYPES[format]);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename=facerights-nhrck.${format}`,
    );
    const text = squeezed(await readers[format](new Uint8Array(await response.arrayBuffer())));
    expect(text).toContain(squeezed(STORY));
    expect(text).toContain(IDENTITY['identity-name']);
  });

  it('says the birth date as a day, in the language of the document', async () => {
    const visitor = await withDraft(app.url);
    const file = async (language: string) => {
      const fields = { ...IDENTITY, format: 'txt', language };
      return (await visitor.fetches('/document/file?document=request', fields)).text();
    };
    expect(await file('ko')).toContain('1987년 3월 14일');
    expect(await file('en')).toContain('14 March 1987');
    expect(await file('en')).toContain('reading copy'.toLowerCase());
  });
});

describe('a field', () => {
  it.each([
    {
      what: 'that is required is missing',
      typed: { 'identity-name': ' ' },
      says: 'identityMissing',
    },
    ...['900101-1234567', '9001011234567', '900101 - 2234567', '９００１０１-１２３４５６７'].map(
      (number) => ({
        what: `says ${number}`,
        typed: { 'identity-phone': number },
        says: 'identityNumber',
      }),
    ),
    ...['900101-1******', '900101-2', '김민수 900101-1'].map((number) => ({
      what: `says ${number}, partly hidden`,
      typed: { 'identity-address': number },
      says: 'identityNumber',
    })),
    {
      what: 'is endless',
      typed: { 'identity-address': '가'.repeat(201) },
      says: 'identityTooLong',
    },
  ])('that $what: no file, what else was typed stays on the page', async ({ typed, says }) => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document/file?document=nhrck', {
      ...IDENTITY,
      ...typed,
      format: 'pdf',
    });
    expect(visitor.status).toBe(422);
    const line = { ...words() }[says as 'identityMissing'];
    expect(visitor.page).toContain(line.replace(/^.*\}[:을를 ]*/, '').slice(0, 20));
    expect(visitor.page).toContain('aria-invalid="true"');
    expect(visitor.page).toContain('value="dasom-planted@facerights.example"');
    if (says === 'identityNumber') {
      for (const number of Object.values(typed)) expect(visitor.page).not.toContain(number);
    }
  });

  it.each(['010-1234-5678', '02-2125-9811', '서울 중구 세종대로 110, 900101동 1호', '1990-01-01'])(
    'that says %s is taken',
    async (value) => {
      const visitor = await withDraft(app.url);
      const fields = { ...IDENTITY, 'identity-address': value, format: 'txt' };
      const response = await visitor.fetches('/document/file?document=nhrck', fields);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(value);
    },
  );
});

describe('the text for a portal', () => {
  const parts = ({ page }: CaseVisitor) =>
    [...page.matchAll(/<textarea id="part-\d+"[^>]*>\n([\s\S]*?)<\/textarea>/g)].map(
      ([, text = '']) => text,
    );

  it('is whole without a limit, with its counts', async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document?document=nhrck', { ...IDENTITY, show: 'text' });
    const [text = '', ...more] = parts(visitor);
    expect(more).toEqual([]);
    expect(text).toContain(STORY);
    expect(text).toContain(IDENTITY['identity-name']);
    expect(visitor.page).toContain(`${[...text].length}자 (`);
    expect(visitor.page).toContain(`UTF-8 ${Buffer.byteLength(text)}바이트`);
  });

  it.each([
    { unit: 'characters', most: '500' },
    { unit: 'utf8Bytes', most: '1,000' },
    { unit: 'eucKrBytes', most: ' 700 ' },
  ] as const)('is cut at $most $unit, and nothing is lost', async ({ unit, most }) => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document?document=nhrck', { ...IDENTITY, show: 'text' });
    const [whole = ''] = parts(visitor);
    await visitor.sends('/document?document=nhrck', { ...IDENTITY, show: 'text', most, unit });
    const cut = parts(visitor);
    expect(cut).toEqual(splitForPortal(whole, { most: Number(most.replace(',', '')), unit }));
    expect(cut.length).toBeGreaterThan(1);
    expect(visitor.page).toContain(`${cut.length}개 가운데 1번째`);
  });

  it.each(['0', '3', '-5', '1e3', '많이', '99999999'])('refuses the limit %s', async (most) => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document?document=nhrck', { ...IDENTITY, show: 'text', most });
    expect(visitor.status).toBe(422);
    expect(parts(visitor)).toEqual([]);
    expect(visitor.page).toContain(`value="${most}"`);
    expect(visitor.page).toContain('id="most-problem"');
  });
});

it('of who somebody is nothing is left: not in the store, not in the log, not in any file', async () => {
  const visitor = await withDraft(app.url);
  for (const format of DOCUMENT_FORMATS) {
    const response = await visitor.fetches('/document/file?document=request', {
      ...IDENTITY,
      format,
    });
    await response.arrayBuffer();
  }
  await visitor.sends('/document?document=request', { ...IDENTITY, show: 'text', most: '500' });
  await visitor.sends('/document/file?document=request', {
    ...IDENTITY,
    'identity-phone': '900101-1234567',
    format: 'pdf',
  });
  // A body that cannot be read ends in the error handler.
  await visitor.fetches('/document/file?document=request', {
    ...IDENTITY,
    'identity-name': IDENTITY['identity-name'].repeat(30_000),
  });
  const files = writtenFiles();
  expect(files.filter(({ name }) => name.includes('conversations.sqlite')).length).toBeGreaterThan(
    0,
  );
  for (const planted of [...PLANTED, '900101-1234567', STORY]) {
    for (const { name, bytes } of files) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        expect(bytes.includes(Buffer.from(planted, encoding)), `${planted} in ${name}`).toBe(false);
      }
    }
    expect(app.log.join('\n')).not.toContain(planted);
    expect(app.log.join('\n')).not.toContain(encodeURIComponent(planted));
  }
  const lines = app.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(expect.objectContaining({ path: '/document/file', status: 200 }));
  expect(app.log.join('\n')).not.toContain(visitor.form.conversation);
});
