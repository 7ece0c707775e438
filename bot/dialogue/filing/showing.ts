import { sayDate } from '../../../knowledge/calendar/spoken-date.ts';
import type { Language } from '../../../knowledge/language.ts';
import { koreanDay } from '../../../knowledge/law/korean-day.ts';
import { heading, paragraph, plain } from '../../answer-blocks.ts';
import { type CaseFile, type CaseMessage, readCaseFile } from '../../desk/case-file.ts';
import type { StoredCase } from '../../desk/case-store.ts';
import { clockLine, type PersonView, personView } from '../../desk/person-view.ts';
import type { Block, Choice, Outgoing, Run } from '../../message.ts';
import { button, type Reply, replyWith, type Talk } from '../../talk.ts';
import { fill, type Words } from '../../words.ts';
import { allStand, citedRuns, labelledRuns } from '../interview/cited.ts';
import { type Acted, act, notReceiving, titleIn } from './receiving.ts';
import { inWindow } from './window-state.ts';

/** So many messages of a thread are shown at a time. */
const MESSAGES_SHOWN = 10;

/** Where a case stands, what is new, and what can be done. */
export function showCase(talk: Talk, stored: StoredCase, before: readonly Outgoing[] = []): Reply {
  const { intake } = talk.parts;
  if (!intake) return notReceiving(talk);
  const file = readCaseFile(stored.file);
  const view = personView(file, intake.triage, talk.now);
  return read(talk, stored, 'case-shown', [
    ...before,
    {
      kind: 'message',
      blocks: [...stateBlocks(talk, file, view), ...threadBlocks(talk, view.unread)],
      choices: caseChoices(talk, file, view),
    },
  ]);
}

/** What was written on both sides, the newest last. */
export function showThread(talk: Talk, stored: StoredCase): Reply {
  const { intake, settings } = talk.parts;
  if (!intake) return notReceiving(talk);
  const file = readCaseFile(stored.file);
  const { filing } = talk.words;
  const shown = file.messages.slice(-MESSAGES_SHOWN);
  const isCut = shown.length < file.messages.length;
  const more = isCut ? fill(filing.threadCut, { url: pageUrl(settings.baseUrl) }) : '';
  return read(talk, stored, 'case-thread', [
    {
      kind: 'message',
      blocks: [
        heading(filing.thread),
        ...paragraph(more),
        ...(shown.length > 0 ? shown.flatMap((one) => messageBlocks(talk, one)) : []),
        ...(shown.length === 0 ? paragraph(filing.noMessages) : []),
      ],
      choices: caseChoices(talk, file, personView(file, intake.triage, talk.now)),
    },
  ]);
}

const pageUrl = (baseUrl: string): string => `${baseUrl}/case`;

/** What is shown counts as read, and the window stays open. */
function read(
  talk: Talk,
  stored: StoredCase,
  outcome: string,
  messages: readonly Outgoing[],
): Reply {
  const acted: Acted | string = act(talk, stored, [{ do: 'read' }]);
  const filed = typeof acted === 'string' ? undefined : acted.filed;
  return {
    ...replyWith(talk, outcome, messages, inWindow(talk, stored.id)),
    ...(filed && { filed }),
  };
}

function stateBlocks(talk: Talk, file: CaseFile, view: PersonView): readonly Block[] {
  const { words, language } = talk;
  const { filing } = words;
  const title = titleIn(talk, file.document)[language];
  return [
    heading(`${title} · ${view.reference}`),
    ...statusBlocks(talk, view),
    {
      kind: 'list',
      items: [
        plain(fill(filing.since, { date: sayDate(view.since, language) })),
        ...view.clocks
          .filter(({ cite }) => allStand(talk, cite))
          .map((clock) => {
            const line = clockLine(clock, words, language);
            return labelledRuns(talk, clock.basis, line, clock.cite);
          }),
        ...factLines(file, words, language).map(plain),
      ],
    },
  ];
}

function statusBlocks(talk: Talk, { status }: PersonView): readonly Block[] {
  const { language } = talk;
  if (!status) return paragraph(talk.words.filing.statusUnknown);
  const name: Run = { text: `${status.name[language]}: `, isBold: true };
  const runs = citedRuns(talk, status.tells[language], status.cite);
  return [{ kind: 'paragraph', runs: [name, ...runs] }];
}

/** When it came in, what is with it, and whether a name is. */
export function factLines(
  { receivedAt, exhibits, statements, hasIdentity }: CaseFile,
  { filing }: Pick<Words, 'filing'>,
  language: Language,
): readonly string[] {
  const day = koreanDay(new Date(receivedAt));
  const corrections = statements.length - 1;
  return [
    fill(filing.receivedOn, { date: sayDate(day, language) }),
    fill(filing.exhibitCount, { count: exhibits.length }),
    ...(corrections > 0 ? [fill(filing.corrections, { count: corrections })] : []),
    hasIdentity ? filing.withName : filing.withoutName,
  ];
}

function threadBlocks(talk: Talk, unread: readonly CaseMessage[]): readonly Block[] {
  if (unread.length === 0) return [];
  return [
    heading(fill(talk.words.filing.newMessages, { count: unread.length })),
    ...unread.flatMap((one) => messageBlocks(talk, one)),
  ];
}

/** Who of the staff wrote it is nobody's business. */
function messageBlocks(talk: Talk, { from, at, text }: CaseMessage): readonly Block[] {
  const { words, language, parts } = talk;
  const { filing } = words;
  const who = from === 'person' ? filing.byYou : (parts.intake?.institution ?? '');
  const day = sayDate(koreanDay(new Date(at)), language);
  return [
    { kind: 'note', runs: plain(`${who} · ${day}`) },
    { kind: 'quote', runs: plain(text) },
  ];
}

function caseChoices(talk: Talk, file: CaseFile, view: PersonView): readonly Choice[] {
  const { filing } = talk.words;
  const isOpen = !view.isClosed && !view.isWithdrawn;
  return [
    button(filing.reply, { do: 'filed', to: 'reply' }),
    ...(file.messages.length > 0 ? [button(filing.thread, { do: 'filed', to: 'messages' })] : []),
    ...(view.isClosed ? [] : [evidenceChoice(talk)]),
    button(filing.receiptAgain, { do: 'filed', to: 'receipt' }),
    ...(file.hasIdentity || view.isClosed ? [] : nameChoice(talk, file)),
    ...(isOpen ? [button(filing.withdraw, { do: 'filed', to: 'withdraw' })] : []),
    button(filing.close, { do: 'filed', to: 'close' }),
  ];
}

/** A page takes files with a form of its own. */
const evidenceChoice = ({ incoming, words: { filing } }: Talk): Choice =>
  incoming.platform === 'web'
    ? { label: filing.addEvidence, page: '/case' }
    : button(filing.addEvidence, { do: 'filed', to: 'evidence' });

/** Who somebody is they say on a page only. */
function nameChoice({ incoming, parts, words, language }: Talk, file: CaseFile): readonly Choice[] {
  const { filing } = words;
  const { baseUrl } = parts.settings;
  const hasFields = (parts.casework.outlines.get(file.document)?.identity.length ?? 0) > 0;
  if (!hasFields) return [];
  if (incoming.platform === 'web') return [{ label: filing.addName, page: '/case' }];
  return baseUrl ? [{ label: filing.addName, url: `${pageUrl(baseUrl)}?lang=${language}` }] : [];
}
