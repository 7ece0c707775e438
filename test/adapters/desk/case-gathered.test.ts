import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MADE_NOW } from '../../desk-cases.ts';
import type { DeskVisitor } from '../../desk-visitor.ts';
import { type CaseSite, fillsIn, formOn, hasForm, sectionOf, startCaseSite } from './case-site.ts';

let site: CaseSite;
let officer: DeskVisitor;
let seed = 400;
beforeAll(async () => {
  site = await startCaseSite();
  ({ visitor: officer } = await site.signIn('officer'));
});
afterAll(() => site.stop());

/** Reports about one gate, which is another one each time. */
async function reports(count: number, gate: string) {
  const made = [];
  for (let at = 0; at < count; at += 1) {
    seed += 1;
    const answers = {
      place: ['subway'],
      operator: ['public-corporation'],
      'exact-place': [`${gate}역 3번 출구 개찰구`],
      respondent: ['서울교통공사'],
      story: ['개찰구 위에 카메라가 있었습니다.'],
      when: ['2026-11-10'],
    };
    made.push(await site.put({ seed, receivedAt: MADE_NOW - at, document: 'nhrck', answers }));
  }
  return made.map(({ id }) => id);
}

describe('cases that may be about the same camera', () => {
  it('are suggested with reasons, gathered by a person, decided together and taken out again', async () => {
    const [main = '', other = '', third = ''] = await reports(3, '시청');
    await officer.opens(`/desk/cases/${main}`);
    expect(sectionOf(officer, 'similar')).toContain(`value="${other}"`);
    expect(sectionOf(officer, 'similar')).toMatch(/\d+%/);
    const { action, fields } = formOn(officer, 'merge');
    await officer.sends(action, { ...fields, ids: [other, third] });
    expect(officer.location).toBe(`/desk/cases/${main}?did=merge#similar`);
    await officer.sends(action, { ...fields, ids: [other, third] });
    expect(officer.status).toBe(303);
    expect((await site.file(main)).merged).toEqual([other, third]);
    expect((await site.file(other)).mergedInto).toBe(main);

    await officer.opens(`/desk/cases/${other}`);
    expect(officer.page).toContain(`href="/desk/cases/${main}"`);
    expect(sectionOf(officer, 'decide')).not.toContain('<form');
    await officer.opens(`/desk/cases/${main}`);
    await fillsIn(officer, 'status-investigating');
    expect((await site.file(other)).status).toBe('investigating');

    await officer.opens(`/desk/cases/${main}`);
    await fillsIn(officer, `split-${other}`);
    expect(officer.location).toBe(`/desk/cases/${main}?did=split#similar`);
    expect((await site.file(main)).merged).toEqual([third]);
    await officer.opens(`/desk/cases/${third}`);
    await fillsIn(officer, 'split');
    expect(officer.location).toBe(`/desk/cases/${third}?did=split#similar`);
    expect((await site.file(main)).merged).toEqual([]);
    expect((await site.file(third)).mergedInto).toBeUndefined();
  });

  it('none chosen, or one that is gathered already: the page says so', async () => {
    const [main = '', other = ''] = await reports(2, '신촌');
    await officer.opens(`/desk/cases/${main}`);
    const { action, fields } = formOn(officer, 'merge');
    for (const ids of [[], [main], ['0'.repeat(32)], ['../x']]) {
      await officer.sends(action, { ...fields, ids });
      expect(officer.status, String(ids)).toBe(422);
    }
    await officer.sends(action, { ...fields, ids: [other] });
    const [elsewhere = ''] = await reports(1, '홍대');
    await officer.sends(`/desk/cases/${elsewhere}/merge`, { key: 'k', ids: other });
    expect(officer.status).toBe(422);
    expect((await site.file(elsewhere)).merged).toEqual([]);
  });

  it('are not shown to whoever may not read them, who cannot gather them either', async () => {
    const [main = '', other = ''] = await reports(2, '잠실');
    const { visitor: supervisor } = await site.signIn('supervisor');
    await supervisor.opens(`/desk/cases/${other}`);
    await fillsIn(supervisor, 'restrict', { to: [] });
    await officer.opens(`/desk/cases/${main}`);
    expect(officer.page).not.toContain(other);
    await officer.sends(`/desk/cases/${main}/merge`, { key: 'k', ids: other });
    expect(officer.status).toBe(422);
    expect((await site.file(main)).merged).toEqual([]);
  });

  it('are neither gathered nor taken out by a viewer', async () => {
    const [main = '', other = ''] = await reports(2, '강남');
    await officer.opens(`/desk/cases/${main}`);
    await fillsIn(officer, 'merge', { ids: [other] });
    const { visitor } = await site.signIn('viewer');
    await visitor.opens(`/desk/cases/${main}`);
    expect([hasForm(visitor, 'merge'), hasForm(visitor, `split-${other}`)]).toEqual([false, false]);
    await visitor.sends(`/desk/cases/${other}/split`, { key: 'k', back: main });
    expect(visitor.status).toBe(422);
    expect((await site.file(main)).merged).toEqual([other]);
  });
});
