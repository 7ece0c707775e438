import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckedReceipt, checkReceipt, rawKey, receiptLines } from '../../bot/desk/receipt.ts';
import { checkedLine } from '../../bot/desk/receipt-words.ts';
import { loadWords, type WordsByLanguage } from '../../bot/words.ts';
import { projectRoot } from '../project-root.ts';
import { verifyReceipt } from '../receipt-keys.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run receipt:verify -- FILE [--key PUBLIC-KEY.pem]

Checks a receipt without the internet: whether it is as it was signed, to the last byte. --key is the public key of the
institution, as its page /receipt/key gives it. Without it the receipt is checked against the key that it names itself: that
shows that nothing was altered, but not by whom it was made.
The exit code is 0 for a sound receipt of that key, 3 for one that is sound by its own key only, else 1.`;

const UNKNOWN_KEY = 3;

/** `npm run receipt:verify`; see {@link USAGE}. */
function main(): number {
  const read = readArguments({ key: { type: 'string' } }, USAGE);
  if (!read) return 0;
  const [file] = read.positionals;
  if (file === undefined) throw new ToolError(USAGE);
  const { key } = read.values;
  const trusted = typeof key === 'string' ? rawKey(textOf(key)) : undefined;
  const checked = checkReceipt(textOf(file), verifyReceipt, trusted);
  report(checked, trusted !== undefined, loadWords(join(projectRoot(), 'bot/words')));
  if (!checked.isSound) return 1;
  return trusted === undefined ? UNKNOWN_KEY : 0;
}

function report(checked: CheckedReceipt, isKeyKnown: boolean, words: WordsByLanguage): void {
  for (const language of ['ko', 'en'] as const) {
    const { filing } = words[language];
    const isOwnKey = checked.isSound && !isKeyKnown;
    console.log(isOwnKey ? filing.checkSoundOwnKey : checkedLine(checked, words[language]));
  }
  if (!checked.isSound) return;
  for (const language of ['ko', 'en'] as const) {
    console.log('');
    for (const { label, value } of receiptLines(checked.receipt, language, words)) {
      console.log(`${label}: ${value}`);
    }
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ToolError(`${path} cannot be read.`, { cause });
  }
}

await runTool(main);
