import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../adapters/project-root.ts';
import { temporaryFolder } from './factories.ts';

const never = (name: string, from: string, to: string, fromNot: readonly string[] = []) => ({
  name,
  severity: 'error' as const,
  from: { path: from, pathNot: [...fromNot] },
  to: { path: to },
});

const RULES: ICruiseOptions['ruleSet'] = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    never('knowledge-knows-nobody', '^knowledge/', '^(bot|adapters|test)/'),
    never('bot-knows-no-adapter', '^bot/', '^(adapters|test)/'),
    never('nothing-shipped-knows-tests', '^adapters/', '^test/'),
    never(
      'platforms-stay-in-adapters',
      '^(bot|knowledge)/',
      'node_modules/(express|helmet|eta|pino|@asteasolutions|grammy|@grammyjs|@slack|kysely|pg|libsql|vega|vega-lite|openid-client|otplib|qrcode|@node-rs|csv-stringify|write-excel-file|@langchain/(openai|ollama))/',
    ),
    never('one-importer-of-hnswlib', '^', 'node_modules/hnswlib-node/', [
      '^knowledge/search/nearest\\.ts$',
      '^node_modules/',
    ]),
    {
      name: 'adapters-are-strangers',
      severity: 'error',
      from: {
        path: '^adapters/(web|cli|telegram|slack|store|documents|evidence|desk|charts|tables)/',
      },
      to: {
        path: '^adapters/(web|cli|telegram|slack|store|documents|evidence|desk|charts|tables)/',
        pathNot: '^adapters/$1/',
      },
    },
    never('only-main-starts-the-web', '^adapters/[^/]+\\.ts$', '^adapters/(web|desk|cli)/', [
      '^adapters/(main|case-sites)\\.ts$',
    ]),
    never('messengers-are-joined-once', '^adapters/[^/]+\\.ts$', '^adapters/(telegram|slack)/', [
      '^adapters/open-channels\\.ts$',
    ]),
    never('the-store-is-opened-once', '^adapters/[^/]+\\.ts$', '^adapters/store/', [
      '^adapters/open-kept\\.ts$',
    ]),
    never('main-runs-no-tool', '^adapters/main\\.ts$', '^adapters/cli/'),
  ],
};

async function examine(folder: string): Promise<ICruiseResult['summary']> {
  const { output } = await cruise(['adapters', 'bot', 'knowledge'], {
    baseDir: folder,
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    ...(RULES && { ruleSet: RULES }),
  });
  return (output as ICruiseResult).summary;
}

describe('the imports of the program', () => {
  let summary: ICruiseResult['summary'];
  beforeAll(async () => {
    summary = await examine(projectRoot());
  });

  it('point inward only: adapters -> bot -> knowledge', () => {
    const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
    expect(broken).toEqual([]);
  });

  it('were seen: too new a TypeScript makes the tool see no modules at all', () => {
    expect(summary.totalCruised).toBeGreaterThan(20);
    expect(summary.totalDependenciesCruised).toBeGreaterThan(100);
  });
});

describe('a program that breaks the rules', () => {
  const hnsw = {
    'node_modules/hnswlib-node/index.js': '',
    'node_modules/hnswlib-node/package.json': '{"main":"index.js"}',
  };

  it.each([
    { rule: 'no-cycles', from: 'bot/a.ts', to: '../bot/b.ts' },
    { rule: 'knowledge-knows-nobody', from: 'knowledge/a.ts', to: '../bot/b.ts' },
    { rule: 'bot-knows-no-adapter', from: 'bot/a.ts', to: '../adapters/web/b.ts' },
    { rule: 'nothing-shipped-knows-tests', from: 'adapters/a.ts', to: '../test/b.ts' },
    { rule: 'one-importer-of-hnswlib', from: 'knowledge/a.ts', to: 'hnswlib-node' },
    { rule: 'adapters-are-strangers', from: 'adapters/cli/a.ts', to: '../web/b.ts' },
    { rule: 'only-main-starts-the-web', from: 'adapters/a.ts', to: './web/b.ts' },
    { rule: 'adapters-are-strangers', from: 'adapters/telegram/a.ts', to: '../slack/b.ts' },
    { rule: 'adapters-are-strangers', from: 'adapters/slack/a.ts', to: '../store/b.ts' },
    { rule: 'adapters-are-strangers', from: 'adapters/web/a.ts', to: '../documents/b.ts' },
    { rule: 'messengers-are-joined-once', from: 'adapters/a.ts', to: './telegram/b.ts' },
    { rule: 'the-store-is-opened-once', from: 'adapters/main.ts', to: './store/b.ts' },
    { rule: 'adapters-are-strangers', from: 'adapters/desk/a.ts', to: '../charts/b.ts' },
    { rule: 'only-main-starts-the-web', from: 'adapters/a.ts', to: './desk/b.ts' },
    { rule: 'main-runs-no-tool', from: 'adapters/main.ts', to: './cli/b.ts' },
  ])('is caught by $rule: $from imports $to', async ({ rule, from, to }) => {
    const target = to.replace(/^(?:\.\.?\/)+/, '');
    const place = [
      'web',
      'cli',
      'telegram',
      'slack',
      'store',
      'documents',
      'desk',
      'charts',
    ].includes(target.split('/')[0] ?? '')
      ? `adapters/${target}`
      : target;
    const folder = temporaryFolder({
      ...hnsw,
      'package.json': '{"dependencies":{"hnswlib-node":"*"}}',
      'adapters/keep.ts': 'export const kept = 1;',
      'bot/keep.ts': 'export const kept = 1;',
      'knowledge/keep.ts': 'export const kept = 1;',
      ...(to.startsWith('.') && {
        [place]:
          rule === 'no-cycles' ? "import './a.ts'; export const b = 1;" : 'export const b = 1;',
      }),
      [from]: `import '${to}';\nexport const a = 1;`,
    });
    const { violations } = await examine(folder);
    expect(violations.map((violation) => violation.rule.name)).toContain(rule);
  });
});

it('only the starting points read the environment', () => {
  const root = projectRoot();
  const readers = ['adapters', 'bot', 'knowledge'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => readFileSync(join(root, path), 'utf8').includes('process.env')),
  );
  expect(readers).not.toEqual([]);
  expect(
    readers.filter((path) => !/^adapters\/(?:environment|main|cli\/[^/]+)\.ts$/.test(path)),
  ).toEqual([]);
});
