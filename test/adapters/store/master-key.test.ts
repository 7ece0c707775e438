import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { loadMasterKey } from '../../../adapters/store/master-key.ts';
import { temporaryFolder } from '../../factories.ts';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));

describe('the master key', () => {
  it.each([
    { form: 'hexadecimal', value: KEY.toString('hex') },
    { form: 'hexadecimal in capitals', value: KEY.toString('hex').toUpperCase() },
    { form: 'base64', value: KEY.toString('base64') },
    { form: 'base64 for addresses', value: ` ${KEY.toString('base64url')}\n` },
  ])('is taken from DATA_KEY in $form', ({ value }) => {
    expect(Buffer.from(loadMasterKey({ value, file: '/nowhere/key' }))).toEqual(KEY);
  });

  it.each([
    { value: 'abc' },
    { value: '0'.repeat(63) },
    { value: 'x'.repeat(64) },
    { value: KEY.toString('base64').repeat(2) },
  ])('is asked for by name instead of "$value", which is not repeated', ({ value }) => {
    const load = () => loadMasterKey({ value, file: '/nowhere/key' });
    expect(load).toThrow(/DATA_KEY must be 32 bytes/);
    expect(load).not.toThrow(value);
  });

  it('is made once, and then found again, by its owner only', () => {
    const file = join(temporaryFolder(), 'new', 'data.key');
    const made = loadMasterKey({ value: '', file });
    expect(loadMasterKey({ file })).toEqual(made);
    expect(made).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(file))).toEqual(['data.key']);
  });

  it('is the same for processes that start together', async () => {
    const file = join(temporaryFolder(), 'data.key');
    const module = pathToFileURL(join(projectRoot(), 'adapters/store/master-key.ts')).href;
    const code = `
      const { loadMasterKey } = await import(${JSON.stringify(module)});
      console.log(Buffer.from(loadMasterKey({ file: ${JSON.stringify(file)} })).toString('hex'));`;
    const run = promisify(execFile);
    const outputs = await Promise.all(
      Array.from({ length: 4 }, () =>
        run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
          cwd: projectRoot(),
        }),
      ),
    );
    const keys = outputs.map(({ stdout }) => stdout);
    expect(new Set(keys)).toEqual(new Set([readFileSync(file, 'utf8')]));
  });

  it.each([
    {
      what: 'holds something else',
      files: { 'data.key': 'rubbish' },
      says: /holds no key of 32 bytes.*DATA_KEY/,
    },
    { what: 'is a folder', files: { 'data.key/inside': '' }, says: /cannot be read.*DATA_KEY/ },
  ])('is asked for where the file $what', ({ files, says }) => {
    expect(() => loadMasterKey({ file: join(temporaryFolder(files), 'data.key') })).toThrow(says);
  });

  it('is asked for where the file cannot be made', () => {
    const folder = temporaryFolder({ occupied: '' });
    expect(() => loadMasterKey({ file: join(folder, 'occupied', 'data.key') })).toThrow(/DATA_KEY/);
  });
});
