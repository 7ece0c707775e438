import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { ConfigError, readConfig } from '../../adapters/config.ts';
import { openKept } from '../../adapters/open-kept.ts';
import { temporaryFolder } from '../factories.ts';

const log = pino({ level: 'silent' });

it('a data folder that cannot be made stops the start, and says what to set', async () => {
  const folder = join(temporaryFolder({ file: '' }), 'file/below');
  const opening = openKept(readConfig({ DATA_DIR: folder }), log);
  await expect(opening).rejects.toBeInstanceOf(ConfigError);
  await expect(opening).rejects.toThrow(/DATA_DIR: .*DATABASE_URL and DATA_KEY/);
});

it('secrets are the same at every start, each purpose has its own, and none is the key', async () => {
  const config = readConfig({ DATA_DIR: temporaryFolder(), DATA_KEY: 'ab'.repeat(32) });
  const secrets: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const { store, secretFor } = await openKept(config, log);
    secrets.push(secretFor('telegram'), secretFor('slack-state'));
    await store.close();
  }
  expect(secrets.slice(0, 2)).toEqual(secrets.slice(2));
  expect(new Set(secrets).size).toBe(2);
  expect(secrets.join()).not.toContain('ababab');
});

it('one process at a time has the file, and the second is told so', async () => {
  const config = readConfig({ DATA_DIR: temporaryFolder() });
  const { store } = await openKept(config, log);
  onTestFinished(() => store.close());
  await expect(openKept(config, log)).rejects.toThrow(/in use by another process/);
});
