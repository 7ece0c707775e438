import { caseReference } from '../bot/desk/case-file.ts';
import { openCaseIndex } from '../bot/desk/case-index.ts';
import { newsFor } from '../bot/desk/news.ts';
import { openCaseDesk } from '../bot/desk/open-desk.ts';
import type { DeskGround } from './desk-app.ts';
import { RULES } from './open-case-index.ts';

/** The desk over a store, with the rules as they stand in the repository; the people of its cases are told nothing. */
export function deskOver(
  { store, settings, casework, clock, log, institution }: DeskGround,
  needsSecondPerson = true,
) {
  const { cases, staff } = store;
  const { triage } = RULES;
  const index = openCaseIndex({ ...RULES, casework, cases, clock, log });
  const desk = openCaseDesk({
    cases,
    staff,
    index,
    triage,
    casework,
    settings,
    clock,
    institution,
    needsSecondPerson,
    channels: [],
    newsFor: (news, file) => newsFor(news, settings.words[file.language], caseReference(file)),
  });
  return { desk, triage, index };
}
