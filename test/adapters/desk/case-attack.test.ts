import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { CASE_WORDS } from '../../../bot/desk/words/case.ts';
import { type CaseSite, startCaseSite } from './case-site.ts';

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite();
});
afterAll(() => site.stop());

const ATTACK = `</textarea></title>"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
const attack = (where: string) => `${where}${ATTACK}`;

describe('whatever somebody typed', () => {
  it('comes out as words, in every place of the page', async () => {
    const { visitor, staff } = await site.signIn('supervisor', {
      name: attack('name'),
      login: `l${ATTACK}`,
    });
    const texts = site.context.casework.questions.filter(({ kind }) => kind === 'text');
    const answers = Object.fromEntries(texts.map(({ id }) => [id, [attack(id)]]));
    const line = { at: 1, by: staff.id };
    const { id } = await site.put({
      seed: 500,
      document: 'nhrck',
      language: 'ko',
      answers: { ...answers, place: [attack('place')], 'no-such-question': [attack('extra')] },
      exhibits: [
        {
          file: 'photo-"><script>',
          caption: attack('caption'),
          mediaType: attack('type'),
          size: 1,
          sha256: attack('hash'),
          isStripped: false,
          takenAt: attack('time'),
          addedAt: 1,
        },
      ],
      messages: [{ no: 1, at: 1, from: 'person', text: attack('message') }],
      notes: [{ ...line, no: 1, text: attack('note'), mentions: [staff.id] }],
      tasks: [{ ...line, no: 1, text: attack('task'), owner: staff.id, due: attack('due') }],
      letters: [
        {
          ...line,
          no: 1,
          letter: attack('letter'),
          ground: attack('ground'),
          text: attack('draft'),
        },
        { ...line, no: 2, letter: 'dismissal', text: attack('sent'), sentAt: 2 },
      ],
      transferredTo: attack('body'),
      ground: attack('status-ground'),
      recused: [{ ...line, staff: 'x', reason: attack('recusal') }],
      hasIdentity: true,
      identityRequests: [{ ...line, no: 1, reason: attack('request'), openedAt: [] }],
      history: [{ no: 1, ...line, what: attack('what'), details: { [attack('d')]: attack('v') } }],
    });
    await visitor.opens(`/desk/cases/${id}?statement=1&move=${encodeURIComponent(ATTACK)}`);
    expect(visitor.status).toBe(200);
    expect(visitor.page).not.toContain('<script>alert');
    expect(visitor.page).not.toContain('<img src=x');
    for (const where of [
      'story',
      'caption',
      'message',
      'note',
      'draft',
      'sent',
      'recusal',
      'what',
    ]) {
      expect(visitor.page, where).toContain(`${where}&lt;/textarea&gt;`);
    }
    // Every attribute of a tag is closed by its own quote.
    expect(visitor.page).not.toMatch(/<[a-z][^<>]*"'>/);
  });

  it('that was refused comes back as words, too', async () => {
    const { visitor } = await site.signIn('officer');
    const { id } = await site.put({ seed: 501, document: 'nhrck' });
    await visitor.opens(`/desk/cases/${id}`);
    const fields = Object.fromEntries(
      ['text', 'due', 'owner', 'reason', 'until', 'to', 'ground', 'from', 'missing'].map((name) => [
        name,
        ATTACK,
      ]),
    );
    const forms = ['task', 'note', 'message', 'snooze', 'recuse', 'compose', ATTACK];
    for (const form of [...forms, 'status-dismissed', 'status-supplement']) {
      await visitor.sends(`/desk/cases/${id}/act`, { ...fields, do: 'task', form, key: ATTACK });
      expect(visitor.status, form).toBe(422);
      expect(visitor.page, form).not.toContain('<script>alert');
      expect(visitor.page, form).not.toContain('<img src=x');
    }
  });

  it('is in no line of the log, and in none of the audit log', async () => {
    const { visitor } = await site.signIn('officer');
    const { id } = await site.put({ seed: 502, document: 'nhrck' });
    await visitor.opens(`/desk/cases/${id}`);
    for (const fields of [
      { do: 'note', text: '비밀의 말' },
      { do: 'task', text: '비밀의 말' },
      { do: 'message', text: '비밀의 말' },
      { do: 'status', to: 'supplement', missing: '비밀의 말', reason: '비밀의 말' },
      { do: 'letter', letter: 'dismissal', text: '비밀의 말' },
      { do: 'task', text: '비밀의 말', due: '비밀의 말' },
    ]) {
      await visitor.sends(`/desk/cases/${id}/act`, { key: fields.do, ...fields });
    }
    expect(site.log.join('\n')).not.toContain('비밀의 말');
    const lines = await site.store.cases.auditLog.list({ case: id, limit: 100 });
    expect(lines.length).toBeGreaterThan(5);
    expect(JSON.stringify(lines)).not.toContain('비밀의 말');
  });
});

describe('the words of the page', () => {
  it('are all used', () => {
    const root = projectRoot();
    const sources = ['adapters/desk', 'adapters/desk/views']
      .flatMap((folder) =>
        readdirSync(join(root, folder))
          .filter((name) => /^case[-.]/.test(name))
          .map((name) => readFileSync(join(root, folder, name), 'utf8')),
      )
      .join('\n');
    const groups = [...sources.matchAll(/word\('(\w+)'/g)].map(([, group]) => group);
    const unused = CASE_WORDS.filter((key) => {
      const [group = ''] = key.split('-');
      const isOfGroup = key.includes('-') && [...groups, 'actor', 'reply'].includes(group);
      return !isOfGroup && !new RegExp(`(?:words|case|own)\\.${key}\\b`).test(sources);
    });
    expect(unused).toEqual([]);
  });
});
