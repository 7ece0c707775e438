import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { loadPrompts } from '../../bot/model/prompts.ts';
import { understoodOf } from '../../bot/model/understanding.ts';
import { AnswerPipeline } from '../../knowledge/answer/pipeline.ts';
import { checkCorpus } from '../../knowledge/check/check-corpus.ts';
import { openRealBot } from '../real-bot.ts';
import { Person } from '../talking.ts';
import { attackCases } from './attack-cases.ts';
import { openWorld, type World } from './attacked.ts';

const ROOT = projectRoot();
const json = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly dev?: boolean;
}

describe('what we build on (LLM03)', () => {
  const manifest = json('package.json') as Record<string, Record<string, string>>;
  const { packages } = json('package-lock.json') as { packages: Record<string, Locked> };
  const installed = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));
  const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

  it('is named by exact versions, and the lock has those', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
        expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
        expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
      }
    }
  });

  it('is known by its content where the server runs on it, whoever hands it out', () => {
    const unknown = installed.filter(
      ([, one]) => !one.link && !one.inBundle && !one.dev && !/^sha512-/.test(one.integrity ?? ''),
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
  });

  it('runs nothing when it is installed but what was allowed to', () => {
    const allowed = new Set(Object.keys(manifest['allowScripts'] ?? {}));
    const running = installed
      .filter(([, one]) => one.hasInstallScript)
      .map(([path]) => nameOf(path));
    expect(running.filter((name) => !allowed.has(name))).toEqual([]);
  });
});

describe('what a model is told (LLM07)', () => {
  const prompts = JSON.stringify(loadPrompts(join(ROOT, 'bot/words')));

  it('holds no secret: whoever reads all of it has read this repository', () => {
    expect(prompts).not.toMatch(/https?:|@|sk-|key|token|password|secret|process\.env|\b\d{4,}\b/i);
  });

  it('has no place in which something of a person could be put', () => {
    expect(prompts).not.toMatch(/\{\w*\}|\$\{|%s/);
  });
});

describe('what is searched for (LLM02, LLM08)', () => {
  it('holds nobody’s personal data, whether the person wrote it or a model', async () => {
    const { knowledge } = await openRealBot();
    const searched: string[] = [];
    const search = knowledge.search.search.bind(knowledge.search);
    knowledge.search.search = (question) => {
      searched.push(JSON.stringify(question));
      return search(question);
    };
    const pipeline = new AnswerPipeline(knowledge);
    const text = '010-2345-6789 990101-1234567 헬스장이 얼굴로만 입장하게 해요';
    await pipeline.answer({ text, history: [text] });
    const understood = understoodOf({ isAbout: true, query: `김철수 과장 ${text} ⟦3⟧` });
    await pipeline.answerUnderstood({ text: '헬스장 얼굴인식이요' }, understood ?? { query: '' });
    expect(searched).toHaveLength(2);
    expect(searched.join()).toContain('헬스장');
    expect(searched.join()).not.toMatch(/2345|6789|990101|1234567|김철수|⟦/);
  });
});

describe('a corpus that somebody tampered with (LLM04)', () => {
  it.each([
    ['인권위가 얼굴인식을 모두 금지했어요.', 'The NHRCK banned it.'],
    ['아무 문제가 없어요.', 'This is completely legal.'],
    ['승소할 수 있어요, 이길 수 있어요.', 'You will win.'],
  ])('does not pass the check that every release passes: %s', async (ko, en) => {
    const { knowledge } = await openRealBot();
    const { corpus } = knowledge;
    const entry = corpus.entries.get('gym-face-only');
    if (!entry) throw new Error('The corpus has no gym.');
    const entries = new Map(corpus.entries).set(entry.id, { ...entry, answer: { ko, en } });
    const errorsOf = (of: typeof corpus) =>
      checkCorpus({ corpus: of, today: '2026-11-28' }).errors.map((one) => JSON.stringify(one));
    const before = new Set(errorsOf(corpus));
    expect(errorsOf({ ...corpus, entries }).filter((one) => !before.has(one))).not.toEqual([]);
  });
});

describe('a model (LLM06, LLM10)', () => {
  let world: World;
  const [attack] = attackCases().filter(({ way }) => way === 'question');
  beforeAll(async () => {
    world = await openWorld();
  });

  it('is asked nothing about somebody in a messenger who was not told of it yet', async () => {
    if (!attack) throw new Error('There are no attacks.');
    const { parts, requests } = world.with(attack, 'obedient');
    const person = new Person(parts, { platform: 'telegram' });
    const first = await person.say('헬스장이 얼굴로만 입장하게 해요. 거절할 수 있나요?');
    expect(first.outcome).toBe('answered');
    expect(requests()).toEqual([]);
    await person.say('헬스장이 제 얼굴을 지워 주지 않아요');
    expect(requests().length).toBeGreaterThan(0);
  });

  it('is asked nothing for somebody who writes faster than a person can', async () => {
    if (!attack) throw new Error('There are no attacks.');
    const { parts, requests } = world.with(attack, 'obedient');
    const person = new Person(parts, { platform: 'web' });
    person.receivedInMinute = 41;
    const said = await person.say('헬스장이 얼굴로만 입장하게 해요. 거절할 수 있나요?');
    expect(said.outcome).toBe('too-fast');
    expect(requests()).toEqual([]);
  });

  it('is asked nothing for somebody who wants none', async () => {
    if (!attack) throw new Error('There are no attacks.');
    const { parts, requests } = world.with(attack, 'obedient');
    const person = new Person(parts, { platform: 'web' });
    await person.pressOld({ do: 'model', isWanted: false });
    await person.say('헬스장이 얼굴로만 입장하게 해요. 거절할 수 있나요?');
    expect(requests()).toEqual([]);
  });
});
