import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { MADE_NOW } from '../../desk-cases.ts';
import { type CaseSite, escaped, hasForm, sectionOf, startCaseSite } from './case-site.ts';

const STORY = '11월 20일 저녁 개찰구에서 제 얼굴을 찍었습니다.\n직원이 제 이름을 불렀습니다.';
const DAY_MS = 86_400_000;

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite();
});
afterAll(() => site.stop());

describe.each(LANGUAGES.map((language) => ({ language })))('the page in $language', (options) => {
  const { language } = options;

  it('shows how the case stands, what was sent, what was answered and every ground', async () => {
    const { visitor } = await site.signIn('officer', { language });
    const { id } = await site.put({
      seed: language === 'ko' ? 1 : 2,
      document: 'nhrck',
      answers: { story: [STORY], told: ['unknown'] },
    });
    await visitor.opens(`/desk/cases/${id}`);
    expect(visitor.status).toBe(200);
    expect(visitor.page).toContain(`<html lang="${language}">`);
    const { casework, words, triage } = site.context;
    expect(visitor.page).toContain(escaped(triage.statuses.get('received')?.name[language] ?? '?'));
    const narrative = sectionOf(visitor, 'narrative');
    expect(narrative).toContain(escaped(STORY));
    expect(narrative).toContain(escaped(words[language].case.ownWords));
    const grounds = casework.grounds.filter(({ route }) => route === 'nhrck');
    expect(sectionOf(visitor, 'admissibility').match(/class="case-ground"/g)).toHaveLength(
      grounds.length,
    );
    const path = sectionOf(visitor, 'path');
    const told = casework.questions.find((one) => one.id === 'told');
    expect(path).toContain(escaped(told?.ask[language] ?? '?'));
    const unknown = casework.assessment.unknowns.find(({ fact }) => fact === 'told');
    expect(path).toContain(escaped(unknown?.says[language] ?? '?'));
    expect(visitor.page).not.toMatch(/\bundefined\b|\[object Object\]|\{\w+\}|\bNaN\b/);
  });

  it('has one first heading, and none that skips a step', async () => {
    const { visitor } = await site.signIn('supervisor', { language });
    const { id } = await site.put({
      seed: language === 'ko' ? 3 : 4,
      exhibits: [exhibit('photo-1')],
      identityRequests: [{ no: 1, at: 1, by: 'x', reason: 'y', openedAt: [] }],
    });
    const { page } = await visitor.opens(`/desk/cases/${id}`);
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.entries()) {
      expect(level - (levels[at - 1] ?? 0), `heading ${at}`).toBeLessThanOrEqual(1);
    }
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
    expect(ids.filter((one, at) => ids.indexOf(one) !== at)).toEqual([]);
    for (const [, target = ''] of page.matchAll(/(?:for|aria-labelledby)="([^"]+)"/g)) {
      expect(ids).toContain(target);
    }
  });
});

const exhibit = (file: string) => ({
  file,
  caption: '개찰구 위의 카메라',
  mediaType: 'image/jpeg',
  size: 250_000,
  sha256: 'ab'.repeat(32),
  isStripped: false,
  takenAt: '2026-11-20T19:10',
  place: { latitude: 37.5657, longitude: 126.9769 },
  addedAt: 1,
});

describe('somebody without a right to the case', () => {
  const secrets = ['비밀스러운 이야기', '메모의 말', '사진의 말'];
  const made = (seed: number, over = {}) =>
    site.put({
      seed,
      answers: { story: ['비밀스러운 이야기'] },
      notes: [{ no: 1, at: 1, by: 'x', text: '메모의 말', mentions: [] }],
      exhibits: [{ ...exhibit('photo-2'), caption: '사진의 말' }],
      ...over,
    });

  it('who is recused learns that it exists, and whom to ask', async () => {
    const { visitor, staff } = await site.signIn('officer');
    const supervisor = await site.account('supervisor', { name: '감독자 하나' });
    const { id } = await made(10, {
      recused: [{ staff: staff.id, by: staff.id, at: 1, reason: '친족' }],
    });
    await visitor.opens(`/desk/cases/${id}`);
    expect(visitor.status).toBe(200);
    for (const secret of [...secrets, '친족']) expect(visitor.page).not.toContain(secret);
    expect(visitor.page).not.toContain(`/desk/cases/${id}`.concat('/act'));
    expect(visitor.page).toContain(supervisor.name);
    expect(visitor.page).toMatch(/20\d\d-[0-9A-F]{5}-[0-9A-F]{5}/);
  });

  it('an administrator learns no more, nor does an officer of a case that is restricted to others', async () => {
    const { id } = await made(11, { restrictedTo: ['somebody'] });
    for (const role of ['administrator', 'officer'] as const) {
      const { visitor } = await site.signIn(role);
      await visitor.opens(`/desk/cases/${id}`);
      expect(visitor.status).toBe(200);
      for (const secret of secrets) expect(visitor.page).not.toContain(secret);
    }
    const { visitor } = await site.signIn('supervisor');
    await visitor.opens(`/desk/cases/${id}`);
    expect(visitor.page).toContain('비밀스러운 이야기');
  });

  it('gets the same page for a case that there is not, whoever asks', async () => {
    const { visitor } = await site.signIn('officer');
    for (const id of ['0'.repeat(32), '..%2f..%2fetc', '%00']) {
      await visitor.opens(`/desk/cases/${id}`);
      expect(visitor.status, id).toBe(404);
    }
  });

  it('is sent to sign in first', async () => {
    const { id } = await made(12);
    const visitor = await site.visitor().opens(`/desk/cases/${id}`);
    expect(visitor.status).toBe(303);
    expect(visitor.location).toContain('/desk/sign-in');
  });
});

describe('forms', () => {
  it('are not shown to a viewer, who reads everything', async () => {
    const { visitor } = await site.signIn('viewer');
    const { id } = await site.put({
      seed: 20,
      document: 'nhrck',
      answers: { story: [STORY] },
      messages: [{ no: 1, at: 1, from: 'person', text: '언제 알 수 있나요?' }],
      tasks: [{ no: 1, at: 1, by: 'x', text: '전화하기' }],
      letters: [{ no: 1, at: 1, by: 'x', letter: 'dismissal', text: '초안의 말' }],
    });
    await visitor.opens(`/desk/cases/${id}`);
    for (const words of [escaped(STORY), '언제 알 수 있나요?', '전화하기', '초안의 말']) {
      expect(visitor.page).toContain(words);
    }
    expect(visitor.page).not.toContain(`action="/desk/cases/`);
    expect(visitor.page).not.toContain('<textarea');
  });

  it('for who may see a case, and the lines of the audit log, are for supervisors', async () => {
    const { id } = await site.put({ seed: 21 });
    const officer = (await site.signIn('officer')).visitor;
    const supervisor = (await site.signIn('supervisor')).visitor;
    for (const visitor of [officer, supervisor]) await visitor.opens(`/desk/cases/${id}`);
    for (const form of ['assign', 'restrict']) {
      expect(hasForm(officer, form), form).toBe(false);
      expect(hasForm(supervisor, form), form).toBe(true);
    }
    const { audit } = site.context.words.ko.case;
    expect(sectionOf(officer, 'history')).not.toContain(audit);
    expect(sectionOf(supervisor, 'history')).toContain(audit);
    expect(sectionOf(supervisor, 'history')).toContain(site.context.words.ko.did['case-opened']);
  });
});

describe('what was sent', () => {
  it('is shown as it was before a correction, with what changed word by word', async () => {
    const { visitor } = await site.signIn('officer', { language: 'en' });
    const first = await site.put({
      seed: 30,
      document: 'nhrck',
      answers: { story: ['One camera at gate 3.'] },
    });
    const [sent] = first.statements;
    const corrected = {
      at: MADE_NOW,
      answers: { ...sent?.answers, story: ['Two cameras at gate 3.'], named: ['unknown'] },
      documentSha256: 'cd'.repeat(32),
    };
    const { id } = await site.put({
      ...first,
      seed: 31,
      id: 'f'.repeat(32),
      statements: [...first.statements, corrected],
    });
    await visitor.opens(`/desk/cases/${id}`);
    const narrative = sectionOf(visitor, 'narrative');
    expect(narrative).toContain('<del>One</del>');
    expect(narrative).toContain('<ins>Two</ins>');
    expect(narrative).toContain('cd'.repeat(32));
    expect(narrative.split('<h3>')[1]).toContain('Two cameras');
    await visitor.opens(`/desk/cases/${id}?statement=1`);
    const before = sectionOf(visitor, 'narrative');
    expect(before.split('</article>')[0]).toContain('One camera');
    expect(before.split('</article>')[0]).not.toContain('Two cameras');
    expect(before).toContain(site.context.words.en.case.olderStatement);
  });

  it('has only the evidence that was there then', async () => {
    const { visitor } = await site.signIn('officer');
    const { id, receivedAt } = await site.put({ seed: 32, document: 'nhrck' });
    const { id: later } = await site.put({
      seed: 33,
      document: 'nhrck',
      receivedAt,
      exhibits: [
        { ...exhibit('a'), sha256: 'aa'.repeat(32), addedAt: 0 },
        { ...exhibit('b'), sha256: 'bb'.repeat(32), addedAt: receivedAt + DAY_MS },
      ],
    });
    await visitor.opens(`/desk/cases/${later}`);
    expect(sectionOf(visitor, 'narrative')).toContain('aa'.repeat(32));
    expect(sectionOf(visitor, 'narrative')).not.toContain('bb'.repeat(32));
    expect(sectionOf(visitor, 'evidence')).toContain('bb'.repeat(32));
    expect(id).not.toBe(later);
  });
});

describe('where the page leads', () => {
  it('is to the cases before and after it in the queue from which somebody came', async () => {
    const own = await startCaseSite();
    try {
      const ids = await Promise.all(
        [40, 41, 42].map(async (seed, at) => {
          const receivedAt = MADE_NOW - (at + 1) * DAY_MS;
          return (await own.put({ seed, receivedAt })).id;
        }),
      );
      const { visitor } = await own.signIn('officer');
      const link = (rel: string) =>
        new RegExp(`rel="${rel}" href="([^"]+)"`).exec(visitor.page)?.[1];
      await visitor.opens(`/desk/cases/${ids[1]}?from=sort%3Dreceived`);
      const around = [link('prev'), link('next')];
      expect(new Set(around)).toEqual(
        new Set([ids[0], ids[2]].map((id) => `/desk/cases/${id}?from=sort%3Dreceived`)),
      );
      await visitor.opens(around[0] ?? '');
      expect(link('prev')).toBeUndefined();
      expect(link('next')).toContain(ids[1]);
      await visitor.opens(`/desk/cases/${ids[1]}`);
      expect([link('prev'), link('next')]).toEqual([undefined, undefined]);
    } finally {
      await own.stop();
    }
  });

  it('takes nothing from the address but a query of the queue', async () => {
    const { visitor } = await site.signIn('officer');
    const { id } = await site.put({ seed: 45 });
    const bad = encodeURIComponent('"><script>alert(1)</script>&sort=due&next=//evil.example');
    await visitor.opens(
      `/desk/cases/${id}?from=${bad}&reply=constructor&did=toString&move=x&ground=y`,
    );
    expect(visitor.status).toBe(200);
    const [, main = ''] = visitor.page.split('<main');
    expect(main).toContain('href="/desk/queue?sort=due"');
    expect(main).not.toContain('evil.example');
    expect(main).not.toContain('native code');
    expect(visitor.page).not.toContain('<script>alert');
  });
});
