import { citationView } from '../../bot/citation-view.ts';
import type { CaseFile } from '../../bot/desk/case-file.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { allCitations, isSound } from '../../knowledge/answer/citations.ts';
import { koreanMoment } from '../../knowledge/calendar/day.ts';
import type { Ground } from '../../knowledge/casework/admissibility.ts';
import type { Route } from '../../knowledge/casework/routes.ts';
import type { Language } from '../../knowledge/language.ts';
import type { DeskContext } from './context.ts';

/** A cited place as it is shown at the desk. */
export interface CiteView {
  readonly text: string;
  /** Our page about it; empty where the place is not known. */
  readonly path: string;
  /** False: the official text at hand does not have it, or not any more. */
  readonly isProven: boolean;
  /** How it was proven, in two or three words; empty where it was compared just now. */
  readonly state: string;
}

/** How ids are called, for one reader. */
export interface CaseLabels {
  readonly language: Language;
  readonly words: DeskWords['case'];
  readonly colleagues: readonly Staff[];
  /** Of a member of staff, or who else did something. */
  readonly actor: (id: string) => string;
  readonly moment: (at: number) => string;
  readonly slot: (kind: 'place' | 'operator', id: string) => string;
  readonly status: (id: string) => string;
  readonly letter: (id: string) => string;
  /** In a list to choose from, and in the history: the article and how the sentence begins. */
  readonly ground: (id: string) => string;
  /** A body by the id of its route, or as typed. */
  readonly body: (id: string) => string;
  readonly cites: (cite: readonly string[]) => readonly CiteView[];
  /** What an action of the history is called. */
  readonly did: (action: string) => string;
  /** A line by a key that is put together, of this page or of all; the last part where there is none. */
  readonly word: (group: string, id: string) => string;
}

export async function labelsFor(context: DeskContext, language: Language): Promise<CaseLabels> {
  const { settings, casework, triage, staff } = context;
  const { case: words, shared, did } = context.words[language];
  const dids: Readonly<Record<string, string>> = did;
  const lines: Readonly<Record<string, string>> = { ...shared, ...words };
  const colleagues = (await staff.list()).map((one) => one.staff);
  const names = new Map(colleagues.map(({ id, name }) => [id, name]));
  const cites = (cite: readonly string[]) => citesOf(context, cite, language);
  const ground = (id: string): string => {
    const found = casework.grounds.find((one) => one.id === id);
    return found ? groundLabel(found, cites, language) : id;
  };
  return {
    language,
    words,
    colleagues,
    actor: (id) => names.get(id) ?? lines[`actor-${id}`] ?? words.actorGone,
    moment: momentText,
    slot: (kind, id) =>
      settings.corpus.slots[kind].find((one) => one.id === id)?.label[language] ?? words.notSaid,
    status: (id) => triage.statuses.get(id)?.name[language] ?? id,
    letter: (id) => triage.letters.get(id)?.name[language] ?? id,
    ground,
    body: (id) => casework.routes.find((one) => one.id === id)?.body[language] ?? id,
    cites,
    did: (action) => dids[action] ?? action,
    word: (group, id) => lines[`${group}-${id}`] ?? id,
  };
}

/** `2026-11-20 19:10`, in Korea. */
function momentText(at: number): string {
  const { day, time } = koreanMoment(new Date(at));
  return `${day} ${time}`;
}

function citesOf(
  { settings }: Pick<DeskContext, 'settings'>,
  cite: readonly string[],
  language: Language,
): readonly CiteView[] {
  return cite.map((one) => {
    const [cited] = allCitations([{ cite: [one] }], settings, language);
    if (!cited) return { text: one, path: '', isProven: false, state: '' };
    const { text, path, state } = citationView(cited, {
      words: settings.words[language],
      laws: settings.laws,
    });
    return { text, path: `${path}?lang=${language}`, isProven: isSound(cited), state: state.short };
  });
}

/** As much of a sentence as fits a line of a list. */
const LONGEST_LABEL = 90;

function groundLabel(
  { cite, says }: Ground,
  cites: CaseLabels['cites'],
  language: Language,
): string {
  const [place] = cites(cite.slice(0, 1));
  const sentence = (says.certain ?? says.risk ?? says.unknown)[language];
  const cut = sentence.length > LONGEST_LABEL ? `${sentence.slice(0, LONGEST_LABEL)}…` : sentence;
  return `${place?.text ?? ''}: ${cut}`;
}

/** The route that a document is filed on. */
export const routeOf = (
  { casework }: Pick<DeskContext, 'casework'>,
  { document }: Pick<CaseFile, 'document'>,
): Route | undefined => casework.routes.find((route) => route.document === document);
