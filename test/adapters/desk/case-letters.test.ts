import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskVisitor } from '../../desk-visitor.ts';
import { type CaseSite, fillsIn, formOn, sectionOf, startCaseSite } from './case-site.ts';

let site: CaseSite;
let officer: DeskVisitor;
let seed = 300;
beforeAll(async () => {
  site = await startCaseSite();
  ({ visitor: officer } = await site.signIn('officer'));
});
afterAll(() => site.stop());

async function opened(over = {}): Promise<string> {
  seed += 1;
  const { id } = await site.put({ seed, document: 'nhrck', language: 'ko', ...over });
  await officer.opens(`/desk/cases/${id}`);
  return id;
}

const WISH = { letter: 'dismissal', ground: 'nhrck-facility' };

describe('a letter', () => {
  it('is composed, kept as a draft, changed and sent, each by a form', async () => {
    const id = await opened();
    await fillsIn(officer, 'compose', WISH);
    expect(officer.status).toBe(200);
    const { fields } = formOn(officer, 'letter');
    expect(fields['text']).toContain('각하');
    expect(fields['text']).toContain('국가인권위원회법');
    expect(await site.file(id)).toMatchObject({ letters: [] });

    await fillsIn(officer, 'letter', { text: '고쳐 쓴 편지' });
    expect(officer.location).toBe(`/desk/cases/${id}?did=letter#letters`);
    await officer.follows();
    expect((await site.file(id)).letters).toMatchObject([{ ...WISH, text: '고쳐 쓴 편지' }]);
    expect((await site.file(id)).messages).toEqual([]);

    await fillsIn(officer, 'letter-1', { do: 'letter-send' });
    expect(officer.status).toBe(303);
    expect((await site.file(id)).messages.map(({ text }) => text)).toEqual(['고쳐 쓴 편지']);
    await officer.follows();
    expect(sectionOf(officer, 'letters')).not.toContain('id="form-letter-1"');
    // Nothing was changed before it was sent.
    expect((await site.file(id)).history.map(({ what }) => what)).not.toContain(
      'case-letter-change',
    );
  });

  it('says which citations were left out because the official text does not have them', async () => {
    await opened();
    await fillsIn(officer, 'compose', WISH);
    const { unproven, allProven } = site.context.words.ko.case;
    expect(officer.page).toContain(allProven);
    expect(officer.page).not.toContain(unproven);
  });

  it('that cannot be kept is shown again as it was written', async () => {
    const id = await opened();
    await fillsIn(officer, 'compose', WISH);
    await fillsIn(officer, 'letter', { text: `${'가'.repeat(10_001)} 끝` });
    expect(officer.status).toBe(422);
    expect(officer.page).toContain(site.context.words.ko.shared['refusal-too-long']);
    expect(formOn(officer, 'letter').fields).toMatchObject({ ...WISH });
    expect(formOn(officer, 'letter').fields['text']).toContain('가 끝');
    expect((await site.file(id)).letters).toEqual([]);
  });

  it('of an outline that there is not is refused', async () => {
    const id = await opened();
    for (const [path, fields] of [
      ['letter', { letter: 'made-up' }],
      ['act', { do: 'letter', letter: 'made-up', text: 'x', key: 'k' }],
      ['act', { do: 'letter', letter: '<script>alert(1)</script>', text: 'x', key: 'k' }],
    ] as const) {
      await officer.sends(`/desk/cases/${id}/${path}`, fields);
      expect(officer.status).toBe(422);
      expect(officer.page).not.toContain('<script>alert');
    }
    expect((await site.file(id)).letters).toEqual([]);
  });

  it('is offered for where the case stands and for the moves from there', async () => {
    const id = await opened({ status: 'dismissed', closedAt: 1 });
    const { letters } = site.context.triage;
    const section = sectionOf(officer, 'letters');
    for (const [letter, { for: status }] of letters) {
      if (status === 'dismissed') expect(section).toContain(`<option value="${letter}"`);
    }
    expect(section).not.toContain('<option value="receipt"');
    expect(id).toBeTruthy();
  });

  it('is not composed for a viewer', async () => {
    const id = await opened();
    const { visitor } = await site.signIn('viewer');
    await visitor.opens(`/desk/cases/${id}`);
    await visitor.sends(`/desk/cases/${id}/letter`, WISH);
    expect(visitor.status).toBe(422);
  });
});

describe('a common answer', () => {
  it.each(['detail', 'thanks', 'next'] as const)(
    '%s stands in the form in the language of the person, to be changed before it is sent',
    async (reply) => {
      const id = await opened({ language: 'en' });
      await officer.opens(`/desk/cases/${id}?reply=${reply}`);
      const { en } = site.context.words;
      expect(formOn(officer, 'message').fields['text']).toBe(en.case[`reply-${reply}-text`]);
      expect(officer.page).toMatch(/<textarea id="message-text"[^>]* lang="en"/);
      expect((await site.file(id)).messages).toEqual([]);
    },
  );
});

describe('a ground of the page', () => {
  it('leads to the form of a dismissal in which it is chosen', async () => {
    const id = await opened({ answers: { operator: ['facility'], place: ['hospital'] } });
    const [, ground = ''] =
      /name="ground" value="([^"]+)"/.exec(sectionOf(officer, 'admissibility')) ?? [];
    expect(ground).not.toBe('');
    await officer.opens(`/desk/cases/${id}?move=dismissed&ground=${ground}`);
    const decide = sectionOf(officer, 'decide');
    expect(decide).toMatch(/<details class="case-move" open><summary>각하<\/summary>/);
    expect(formOn(officer, 'status-dismissed').fields['ground']).toBe(ground);
  });
});
