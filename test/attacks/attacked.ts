import { textSettings } from '../../adapters/open-bot.ts';
import { botParts } from '../../adapters/open-engine.ts';
import { modelDesk, modelGuards } from '../../adapters/open-model.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import type { ModelDesk } from '../../bot/model/model-desk.ts';
import type { BotParts, Reply } from '../../bot/talk.ts';
import type { Answer, Asked } from '../../knowledge/answer/answer.ts';
import type { Entry } from '../../knowledge/corpus-model/corpus.ts';
import { recordingLog } from '../memory-channel.ts';
import { openRealBot } from '../real-bot.ts';
import { realMakers } from '../real-makers.ts';
import { BASE_URL, Person } from '../talking.ts';
import type { AttackCase, AttackTurn } from './attack-cases.ts';
import { ObedientModel } from './obedient-model.ts';

/** What is understood where a case says nothing else. */
const USUAL = {
  ko: '헬스장이 얼굴로만 입장하게 해요. 거절할 수 있나요?',
  en: 'Can my gym make face scanning the only way in?',
};

/** A talk with one kind of bot, and what happened behind it. */
export interface Told {
  readonly reply: Reply;
  readonly requests: ObedientModel['requests'];
  /** Answers that were shown while they grew, then the whole one. */
  readonly worded: readonly Answer[];
}

export interface World {
  readonly parts: BotParts;
  readonly log: ReturnType<typeof recordingLog>;
  readonly records: () => ObedientModel['records'];
  /** With a model that obeys the attacker. */
  attacked(attack: AttackCase): Promise<readonly Told[]>;
  /** With one that understands the same, and writes nothing. */
  unworded(attack: AttackCase): Promise<readonly Told[]>;
  /** Without any. */
  plain(attack: AttackCase): Promise<readonly Told[]>;
  /** What to talk with by hand. */
  with(attack: AttackCase, kind: Kind): Armed;
}

type Kind = 'obedient' | 'mute';

interface Armed {
  readonly parts: BotParts;
  /** Since it was armed. */
  readonly requests: () => ObedientModel['requests'];
}

/** The real bot three times, on the same answers. */
export async function openWorld(): Promise<World> {
  const bot = await openRealBot();
  const settings = textSettings(bot, BASE_URL);
  const root = projectRoot();
  const guards = modelGuards({ bot, root });
  const log = recordingLog();
  const base: BotParts = {
    ...botParts({ bot, settings, root, retentionDays: 30, ...realMakers() }),
    newId: () => 'id',
    newSecret: () => 'secret',
  };
  const kinds = { obedient: new ObedientModel(), mute: new ObedientModel({ isMute: true }) };
  const watched: Answer[] = [];
  const desks = {
    obedient: watching(modelDesk(kinds.obedient, guards, { bot, settings, log: log.log }), watched),
    mute: modelDesk(kinds.mute, guards, { bot, settings, log: recordingLog().log }),
  };
  const poisonedBy = (attack: AttackCase): BotParts => ({
    ...base,
    answer: async (asked: Asked) => poisoned(await base.answer(asked), attack),
  });
  const arm = (attack: AttackCase, kind: Kind): Armed => {
    const model = kinds[kind];
    model.orders = ordersOf(attack);
    model.requests = [];
    return { parts: { ...poisonedBy(attack), model: desks[kind] }, requests: () => model.requests };
  };
  const talk = async (attack: AttackCase, kind?: Kind) => {
    const model = kind && kinds[kind];
    const parts = kind ? arm(attack, kind).parts : poisonedBy(attack);
    const person = await greeted(parts, attack);
    const told: Told[] = [];
    for (const turn of attack.said) {
      if (model) model.requests = [];
      watched.length = 0;
      const reply = await say(person, turn);
      told.push({ reply, requests: model?.requests ?? [], worded: [...watched] });
    }
    return told;
  };
  return {
    parts: base,
    log,
    records: () => kinds.obedient.records,
    attacked: (attack) => talk(attack, 'obedient'),
    unworded: (attack) => talk(attack, 'mute'),
    plain: (attack) => talk(attack),
    with: arm,
  };
}

const ordersOf = ({ written, understood, language }: AttackCase) => ({
  written,
  understood: understood ?? { isAbout: true, query: language === 'en' ? USUAL.en : USUAL.ko },
});

function watching(desk: ModelDesk, watched: Answer[]): ModelDesk {
  const word = desk.word.bind(desk);
  desk.word = async (answer, asking, show) => {
    const whole = await word(answer, asking, (soFar) => {
      watched.push(soFar);
      show(soFar);
    });
    watched.push(whole);
    return whole;
  };
  return desk;
}

/** Somebody who knows by now that a model is used: before that nothing is asked. */
async function greeted(parts: BotParts, { way, language, id }: AttackCase): Promise<Person> {
  const platforms = ['web', 'telegram', 'slack'] as const;
  const isAnywhere = way === 'question' || way === 'unicode' || way === 'slots';
  const platform = isAnywhere ? platforms[Number(id.slice(-3)) % platforms.length] : 'telegram';
  const person = new Person(parts, { ...(platform && { platform }) });
  if (platform !== 'web') await person.say(language === 'en' ? 'hello' : '안녕하세요');
  return person;
}

function say(person: Person, turn: AttackTurn): Promise<Reply> {
  if (typeof turn === 'string') return person.say(turn);
  if ('edit' in turn) return person.say(turn.edit, true);
  if ('token' in turn) return person.send({ kind: 'choice', token: turn.token });
  if ('command' in turn) return person.command(turn.command, turn.argument);
  if ('form' in turn) return person.send({ kind: 'form', answers: turn.form, consent: 'all' });
  if ('polish' in turn) return person.pressOld({ do: 'polish', document: turn.polish, to: 'make' });
  const { photo, caption, content = '' } = turn;
  person.putFile(photo, new TextEncoder().encode(content));
  return person.send({ kind: 'file', file: { ref: photo, mediaType: 'image/jpeg' }, caption });
}

function poisoned(answer: Answer, { poison }: AttackCase): Answer {
  const { subject } = answer;
  if (!poison || subject?.type !== 'entry' || subject.entry.id !== poison.entry) return answer;
  const { sentence } = poison;
  const { ko, en } = subject.entry.answer;
  const entry: Entry = {
    ...subject.entry,
    answer: { ko: `${ko} ${sentence}`, en: `${en} ${sentence}` },
  };
  return { ...answer, subject: { ...subject, entry } };
}
