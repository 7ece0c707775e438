import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import type { Language } from '../../../../knowledge/language.ts';
import { PLANTED, pdf, picture, withMetadata } from '../../../evidence/making.ts';
import { labelsOf, type Person, realParts, textsOf } from '../../../talking.ts';
import { agreed, askedFor, finished, wordsOf } from './interviewed.ts';

let parts: BotParts;
/** With time, place, names and numbers of the camera in it, and without. */
let noted: Buffer;
let bare: Buffer;
beforeAll(async () => {
  parts = await realParts();
  noted = await withMetadata().jpeg().toBuffer();
  bare = await picture().jpeg().toBuffer();
});
const words = (language: Language = 'ko') => parts.settings.words[language];

const photo = (ref = 'photo', caption = '') =>
  ({ kind: 'file', file: { ref, mediaType: 'image/jpeg' }, caption }) as const;

async function keeps(person: Person, content: Uint8Array, caption = '') {
  person.putFile('photo', content);
  await person.send(photo('photo', caption));
  return person.press(words().chat.evidenceKeep);
}
const draft = async (person: Person) =>
  wordsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }), parts);

/** What the camera noted, as `making.ts` wrote it: 13:22 at two hours east of Greenwich. */
const TAKEN = '2026-05-01 20:22';
const PLACE = /37\.5\d+, 126\.9\d+/;

describe('what is written under a photo', () => {
  it.each([
    { caption: '3번 출구 개찰구 카메라', stands: '3번 출구 개찰구 카메라' },
    { caption: '  화면 📷  \n 두 번째 줄 ', stands: '화면 📷 두 번째 줄' },
    { caption: '\u202e거꾸로\u2066 숨은\u200b 글', stands: '거꾸로 숨은 글' },
  ])('goes into the list of exhibits: "$caption"', async ({ caption, stands }) => {
    const person = await finished(parts);
    await keeps(person, bare, caption);
    expect(person.state.exhibits).toMatchObject([{ caption: stands }]);
    expect(await draft(person)).toContain(stands);
  });

  it('is no answer to the question that is open', async () => {
    const person = await askedFor(parts, 'victim');
    await keeps(person, bare, '나');
    expect(person.state.case?.answers['victim']).toBeUndefined();
  });
});

describe('time and place that a camera noted', () => {
  it('are taken off the copy, and offered for the document', async () => {
    const person = await finished(parts);
    const kept = await keeps(person, noted);
    const said = wordsOf(kept, parts);
    expect(said).toContain(TAKEN);
    expect(said).toMatch(PLACE);
    expect(labelsOf(kept)).toEqual(
      expect.arrayContaining([words().interview.notedUse, words().interview.notedLeave]),
    );
    const copy = Buffer.from(person.files[0]?.bytes ?? []);
    expect(noted.includes(PLANTED)).toBe(true);
    expect(copy.includes(PLANTED)).toBe(false);
  });

  it('are in no document before the person agreed', async () => {
    const person = await finished(parts);
    await keeps(person, noted);
    const said = await draft(person);
    expect(said).not.toMatch(/2026년 5월 1일|20:22/);
    expect(said).not.toMatch(PLACE);
  });

  it('are used once the person agreed', async () => {
    const person = await finished(parts);
    await keeps(person, noted);
    const used = await person.press(words().interview.notedUse);
    expect(textsOf(used, parts)).toEqual([words().interview.notedUsed]);
    expect(person.state.exhibits).toMatchObject([{ usesNoted: true, takenAt: '2026-05-01T20:22' }]);
    expect(await draft(person)).toMatch(/2026년 5월 1일/);
  });

  it('are gone where the person did not agree, and do not come back', async () => {
    const person = await finished(parts);
    await keeps(person, noted);
    const left = await person.press(words().interview.notedLeave);
    expect(textsOf(left, parts)).toEqual([words().interview.notedLeft]);
    expect(person.stored).not.toContain('2026-05-01');
    expect(person.stored).not.toMatch(/"latitude"/);
    await person.press(words().interview.notedUse);
    expect(await draft(person)).not.toMatch(/2026년 5월 1일/);
  });

  it('are not asked for where there are none', async () => {
    const person = await finished(parts);
    expect(labelsOf(await keeps(person, bare))).not.toContain(words().interview.notedUse);
  });

  it('of a photo that was decided on are not decided on again with the next one', async () => {
    const person = await finished(parts);
    await keeps(person, noted);
    await person.press(words().interview.notedUse);
    await keeps(person, noted);
    await person.press(words().interview.notedLeave);
    expect(person.state.exhibits?.map(({ usesNoted, takenAt }) => [usesNoted, takenAt])).toEqual([
      [true, '2026-05-01T20:22'],
      [false, undefined],
    ]);
  });
});

describe('a file', () => {
  it('that what was noted cannot be taken off of is kept as it came, and that is said', async () => {
    const person = await finished(parts);
    const kept = await keeps(person, pdf());
    expect(wordsOf(kept, parts)).toContain(words().interview.notStripped.replace('{type}', 'PDF'));
    expect(person.state.exhibits).toMatchObject([
      { mediaType: 'application/pdf', isStripped: false },
    ]);
  });

  it.each([
    {
      what: 'HTML named .jpg',
      content: '<!doctype html><script>alert(1)</script>',
      line: 'evidenceRefused',
    },
    {
      what: 'SVG named .jpg',
      content: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      line: 'evidenceRefused',
    },
    { what: 'a program', content: 'MZ\u0090\u0000', line: 'evidenceRefused' },
    { what: 'nothing at all', content: '', line: 'evidenceRefused' },
  ] as const)('that is $what is refused with the reason', async ({ content, line }) => {
    const person = await finished(parts);
    const refused = await keeps(person, new TextEncoder().encode(content));
    expect(textsOf(refused, parts)).toEqual([words().chat[line]]);
    expect(person.files).toEqual([]);
    expect(person.state.exhibits).toBeUndefined();
  });

  it('is named by the hash of what was sent, not of the copy', async () => {
    const person = await finished(parts);
    await keeps(person, noted);
    const digest = await crypto.subtle.digest('SHA-256', noted);
    const hex = Buffer.from(digest).toString('hex');
    expect(person.state.exhibits?.[0]?.sha256).toBe(hex);
    expect(await draft(person)).toContain(hex);
  });
});

describe('many photos', () => {
  it('are twenty at most: of the 21st and the 51st that is said, and nothing is lost', async () => {
    const person = await agreed(parts);
    for (let count = 1; count <= 20; count += 1) await keeps(person, bare, `사진 ${count}`);
    for (let count = 21; count <= 51; count += 1) {
      const over = await person.send(photo('photo', ''));
      expect(over.outcome).toBe('evidence-too-many');
    }
    expect(person.files).toHaveLength(20);
    expect(person.state.exhibits).toHaveLength(20);
    expect(person.state.exhibits?.at(-1)?.caption).toBe('사진 20');
    expect(person.state.case).toBeDefined();
  });
});

describe('the copies', () => {
  it('are sent back with the numbers that they have in the document', async () => {
    const person = await finished(parts);
    await keeps(person, bare, '출구');
    await keeps(person, pdf(), '공문');
    const kept = person.files.map(({ id }) => id);
    const drafted = await person.pressOld({ do: 'draft', document: 'nhrck' });
    expect(labelsOf(drafted)).toContain(words().interview.exhibits);
    const sent = await person.press(words().interview.exhibits);
    expect(textsOf(sent, parts)).toEqual(['증 제1호증: 출구', '증 제2호증: 공문']);
    const files = sent.messages.flatMap((message) => (message.kind === 'file' ? [message] : []));
    expect(files.map(({ file, name, mediaType }) => [file, name, mediaType])).toEqual([
      [kept[0], 'exhibit-1.jpg', 'image/jpeg'],
      [kept[1], 'exhibit-2.pdf', 'application/pdf'],
    ]);
    expect(sent.files ?? []).toEqual([]);
  });

  it('are not offered where there are none, and an old button says so', async () => {
    const person = await finished(parts);
    const drafted = await person.pressOld({ do: 'draft', document: 'nhrck' });
    expect(labelsOf(drafted)).not.toContain(words().interview.exhibits);
    const sent = await person.pressOld({ do: 'case', to: 'send-exhibits' });
    expect(textsOf(sent, parts)).toEqual([words().interview.noExhibits]);
  });
});
