import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { type KeptRotation, rotateKept } from '../open-kept.ts';
import { readArguments, runTool } from './law-tools.ts';

const USAGE = `npm run key:rotate
Puts a new key in the place of the one that encrypts what is personal. Stop the server first. A key in DATA_DIR/data.key
is replaced by a new one; where DATA_KEY is set, NEW_DATA_KEY is the new one, and is to be set as DATA_KEY afterwards.
Backups of the database from before open under the old key only: keep it apart from them for as long as they are wanted.`;

/** `npm run key:rotate`; see {@link USAGE}. */
async function main(): Promise<number> {
  if (!readArguments({}, USAGE)) return 0;
  const env = environment();
  const rotated = await rotateKept(readConfig(env), env['NEW_DATA_KEY']?.trim());
  console.log(whatWasDone(rotated));
  console.log(
    rotated.keyFile === undefined
      ? 'Set DATA_KEY to the value of NEW_DATA_KEY, and remove NEW_DATA_KEY, before the server starts.'
      : `The new key lies in ${rotated.keyFile}; back it up apart from the database. Nothing has to be set.`,
  );
  console.log('Backups of the database from before open under the old key only.');
  return 0;
}

const whatWasDone = ({
  wasDone,
  conversations,
  credentials,
  cases,
  staff,
}: KeptRotation): string =>
  wasDone
    ? 'The data is under the new key already: nothing was left to do.'
    : `The data is under the new key: ${conversations} conversations, ${credentials} credentials, ${cases} cases, ${staff} accounts.`;

await runTool(main);
