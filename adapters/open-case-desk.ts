import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../bot/channel.ts';
import type { CaseDesk, CaseIntake } from '../bot/desk/case-desk.ts';
import { caseReference } from '../bot/desk/case-file.ts';
import { type OpenCaseIndex, openCaseIndex } from '../bot/desk/case-index.ts';
import type { DeskParts } from '../bot/desk/desk-parts.ts';
import { figureKeys } from '../bot/desk/figure-names.ts';
import { figureRow } from '../bot/desk/figure-row.ts';
import type { Intake } from '../bot/desk/intake.ts';
import { newsFor } from '../bot/desk/news.ts';
import { openCaseDesk, openCaseIntake } from '../bot/desk/open-desk.ts';
import { openPublicFigures, type PublicFigures } from '../bot/desk/public-figures.ts';
import type { StaffChannel } from '../bot/desk/staff-channel.ts';
import { type DeskWords, loadDeskWords } from '../bot/desk/words/desk-words.ts';
import type { Log } from '../bot/log.ts';
import type { TextSettings } from '../bot/render-text.ts';
import type { Bilingual, Language } from '../knowledge/language.ts';
import { loadTriage } from '../knowledge/triage/load-triage.ts';
import { loadRegions, regionNames } from '../knowledge/triage/regions.ts';
import type { Config } from './config.ts';
import type { Bot } from './open-bot.ts';
import type { Kept } from './open-kept.ts';
import { receiptSigner } from './receipt-keys.ts';

export interface CaseDeskSources {
  readonly config: Pick<
    Config,
    | 'INTAKE_INSTITUTION'
    | 'DESK_SECOND_PERSON'
    | 'DESK_LANGUAGE'
    | 'CASE_RETENTION_DAYS'
    | 'SLACK_DESK_CHANNEL'
  >;
  readonly bot: Bot;
  readonly settings: TextSettings;
  readonly root: string;
  readonly kept: Kept;
  readonly channels: readonly Channel[];
  readonly log: Log;
  readonly clock?: () => number;
}

/** Everything about cases that were sent in, joined: for staff, for the people who sent them, and for the public. */
export interface OpenedCaseDesk {
  readonly parts: DeskParts;
  readonly desk: CaseDesk;
  readonly intake: CaseIntake;
  /** What replies take cases in with. */
  readonly receiving: Intake;
  readonly index: OpenCaseIndex;
  readonly words: Readonly<Record<Language, DeskWords>>;
  readonly regions: ReadonlyMap<string, Bilingual>;
  readonly figures: PublicFigures;
  readonly staffChannel: StaffChannel | undefined;
}

export function openCases(sources: CaseDeskSources): OpenedCaseDesk {
  const { config, bot, settings, root, kept, channels, log, clock = Date.now } = sources;
  const { casework, words } = bot;
  const { cases, staff, figureShelf: shelf } = kept.store;
  const rules = join(root, 'knowledge/rules');
  const triage = loadTriage(rules, casework);
  const regionsFile = readFileSync(join(rules, 'desk/regions.yaml'), 'utf8');
  const regionOf = loadRegions(regionsFile);
  const index = openCaseIndex({
    cases,
    triage,
    casework,
    regionOf,
    clock,
    log,
  });
  const parts: DeskParts = {
    cases,
    staff,
    index,
    triage,
    casework,
    settings,
    clock,
    institution: config.INTAKE_INSTITUTION,
    needsSecondPerson: config.DESK_SECOND_PERSON === 'on',
    channels,
    newsFor: (news, file) => newsFor(news, words[file.language], caseReference(file)),
  };
  const desk = openCaseDesk(parts);
  const deskWords = loadDeskWords(join(root, 'bot/words'));
  return {
    parts,
    desk,
    intake: openCaseIntake(parts),
    receiving: {
      institution: config.INTAKE_INSTITUTION,
      triage,
      retentionDays: config.CASE_RETENTION_DAYS,
      ...receiptSigner(kept.store.lastingSecret('receipt')),
    },
    index,
    words: deskWords,
    regions: regionNames(regionsFile),
    figures: openPublicFigures({
      rows: async () => {
        await index.sync();
        return index.heads().map(figureRow);
      },
      keys: figureKeys({ corpus: settings.corpus, casework, triage }),
      shelf,
      today: bot.today,
    }),
    staffChannel: staffChannelOf(sources, { parts, desk, words: deskWords }),
  };
}

function staffChannelOf(
  { config, settings }: CaseDeskSources,
  { parts, desk, words }: Pick<OpenedCaseDesk, 'parts' | 'desk' | 'words'>,
): StaffChannel | undefined {
  const { SLACK_DESK_CHANNEL: channel, DESK_LANGUAGE: language } = config;
  if (!channel) return undefined;
  const { staff, index, triage } = parts;
  const active = async () =>
    (await staff.list()).map((row) => row.staff).filter(({ isActive }) => isActive);
  return {
    desk,
    index,
    triage,
    words,
    language,
    channel,
    baseUrl: settings.baseUrl,
    staffOf: async (user) => (await active()).find(({ slackUser }) => slackUser === user),
    nameOf: async (id) => (await staff.byId(id))?.staff.name,
  };
}
