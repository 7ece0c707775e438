import type { Corpus, Intent } from '../corpus-model/corpus.ts';
import type { Language } from '../language.ts';
import type { LawFile } from '../law/law-folder.ts';
import type { Prover } from '../law/prover.ts';
import type { Candidate, EntrySearch } from '../search/entry-search.ts';
import { plainText } from '../search/plain-text.ts';
import { type Readers, type ReadQuestion, readFollowUp, readQuestion } from '../search/question.ts';
import { contentWords } from '../search/tokens.ts';
import { type Answer, type Asked, OUTCOMES, type Outcome } from './answer.ts';
import { citationsOf, stands } from './citations.ts';
import { ANSWER_CONFIDENCE, companionOf, confidenceOf, mustAskBack } from './decide.ts';
import { joinHistory } from './follow-up.ts';
import { IntentRules } from './intent-rules.ts';
import { languageOf } from './language-of.ts';
import type { LawLibrary } from './law-library.ts';
import { isMereReference, type LookUp, lookUpArticle, lookUpStatute } from './look-up-article.ts';
import { maskPersonalData } from './personal-data.ts';
import { PremiseRules } from './premise-rules.ts';
import { ReferenceReader } from './reference.ts';
import { searchStatutes } from './search-statutes.ts';
import { asksForOfficialText, readWordingSearch } from './statute-request.ts';
import { repairTyping } from './typing-repair.ts';
import { isOfMessage, readUnderstood, type Understood } from './understood.ts';

/** Longer questions are refused kindly: nobody can find the point of them, a search least of all. */
export const LONGEST_QUESTION = 4000;

/** In a longer message "I don't speak Korean" is part of a story, not a wish to talk about the bot. */
const SMALL_TALK_WORDS = 8;

export interface Knowledge {
  readonly corpus: Corpus;
  readonly readers: Readers;
  readonly search: EntrySearch;
  readonly prover: Prover;
  /** All laws of the folder of official text; absent where there is none. */
  readonly laws?: LawLibrary;
}

/** What the steps know so far of one question. */
interface Turn {
  readonly asked: Asked;
  readonly text: string;
  readonly language: Language;
  readonly masked: Answer['masked'];
  readonly emergency?: Intent;
}

type Step = (turn: Turn) => Promise<Answer | undefined> | Answer | undefined;

/** A message as we may use it: one line, cut, masked before an embedding provider can see it. */
const readable = (text: string) => maskPersonalData(plainText(text).slice(0, LONGEST_QUESTION));

/** The earlier questions, without wishes to see the text behind an answer: those ask nothing new. */
const questionsIn = (history: Asked['history'] = []): readonly string[] =>
  history
    .map((message) => readable(message).text)
    .filter((message) => message && !asksForOfficialText(message));

/** A complaint that resembles others is started only where the person speaks of writing or filing one. */
function isMeant({ signals }: Candidate, { slots }: ReadQuestion): boolean {
  return signals['kind:complaint'] === undefined || slots.cue.includes('draft');
}

/** Answers questions from the corpus. Pure but for the embedding provider, which may be remote. */
export class AnswerPipeline {
  readonly #knowledge: Knowledge;
  readonly #intents: IntentRules;
  readonly #premises: PremiseRules;
  #references: ReferenceReader;
  /** The laws that the reader of references knows. */
  #namedLaws: readonly LawFile[] | undefined;

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
    this.#intents = new IntentRules(knowledge.corpus);
    this.#premises = new PremiseRules(knowledge.corpus);
    this.#namedLaws = knowledge.laws?.laws;
    this.#references = new ReferenceReader(knowledge.corpus, this.#namedLaws);
  }

  /** The steps in order; the first that has an answer ends the run. */
  async answer(asked: Asked): Promise<Answer> {
    this.#takeInNewLaws();
    const turn = this.#read(asked);
    const steps: readonly Step[] = [
      this.#refuseUnreadable,
      this.#showOfficialText,
      this.#searchStatutes,
      this.#followIntent,
      this.#lookUpArticle,
      this.#searchCorpus,
    ];
    for (const step of steps) {
      const answer = await step(turn);
      if (answer) return answer;
    }
    return this.#result(turn, 'out-of-scope', 0);
  }

  /** Searches the corpus for what somebody, or a model, understood a question to be about; all else goes by the question itself. */
  async answerUnderstood(asked: Asked, understood: Understood): Promise<Answer> {
    const turn = this.#read(asked);
    const { readers } = this.#knowledge;
    const question = readUnderstood(understood, readers);
    return isOfMessage(question, readQuestion(turn.text, readers))
      ? this.#searchFor(turn, question)
      : this.#result(turn, 'out-of-scope', 0);
  }

  /** What an answer keeps and shows of a question: cleaned, personal data masked, typing repaired. */
  shown(text: string): string {
    return this.#repaired(readable(text).text);
  }

  #repaired(masked: string): string {
    return repairTyping(masked, (term) => this.#knowledge.search.knows(term));
  }

  /** Laws that were fetched, or came into force, since the last question. */
  #takeInNewLaws(): void {
    const { corpus, laws } = this.#knowledge;
    if (laws?.laws === this.#namedLaws) return;
    this.#namedLaws = laws?.laws;
    this.#references = new ReferenceReader(corpus, this.#namedLaws);
  }

  /** Clean, mask, notice danger, repair typing, choose the language. */
  #read(asked: Asked): Turn {
    const { text: masked, kinds } = readable(asked.text);
    const text = this.#repaired(masked);
    const emergency = this.#intents.match(text).find(({ outcome }) => outcome === 'emergency');
    return {
      asked,
      text,
      language: asked.language ?? languageOf(text),
      masked: kinds,
      ...(emergency && { emergency }),
    };
  }

  #refuseUnreadable: Step = (turn) => {
    if (!/[\p{L}\p{N}]/u.test(turn.text)) return this.#result(turn, 'empty', 1);
    if (plainText(turn.asked.text).length > LONGEST_QUESTION) {
      return this.#result(turn, 'too-long', 1);
    }
    return undefined;
  };

  /** "원문 보여줘": what stands behind the answer before, in the words of the law. */
  #showOfficialText: Step = async (turn) => {
    if (!asksForOfficialText(turn.text)) return undefined;
    const { language } = turn;
    const earlier = questionsIn(turn.asked.history);
    const last = earlier.at(-1);
    const of = last && (await this.answer({ text: last, history: earlier.slice(0, -1), language }));
    if (!of || !citationsOf(of, this.#knowledge).some(({ source }) => source.type !== 'document')) {
      return this.#result(turn, 'which-text', 1);
    }
    return this.#result(turn, 'official-text', 1, { subject: { type: 'official-text', of } });
  };

  #searchStatutes: Step = (turn) => {
    const wanted = readWordingSearch(turn.text);
    if (!wanted) return undefined;
    const { corpus, laws } = this.#knowledge;
    const subject = searchStatutes(wanted, laws, corpus.terms);
    const outcome = subject?.result.kind === 'found' ? 'statutes-found' : 'statutes-not-searched';
    return subject && this.#result(turn, outcome, 0.9, { subject });
  };

  #followIntent: Step = (turn) => {
    const isShort = contentWords(turn.text).length <= SMALL_TALK_WORDS;
    const intent = this.#intents
      .match(turn.text)
      .find(({ outcome }) => outcome !== 'emergency' && (outcome !== 'about' || isShort));
    if (intent) return this.#byIntent(turn, intent, 0.95);
    return turn.emergency && this.#byIntent(turn, turn.emergency, 0.95);
  };

  #lookUpArticle: Step = (turn) => {
    const found = this.#ourArticle(turn.text) ?? this.#anyArticle(turn.text);
    if (!found) return undefined;
    const { outcome, subject, confidence } = found;
    return this.#result(turn, outcome, confidence, { subject });
  };

  #ourArticle(text: string): LookUp | undefined {
    const reference = this.#references.read(text);
    if (!reference || !this.#references.isAboutReference(text, reference)) return undefined;
    const found = lookUpArticle(reference, this.#knowledge);
    const isOurs = found?.outcome === 'answered-article';
    return isOurs || isMereReference(text, Object.values(reference.law.title)) ? found : undefined;
  }

  /** Of a law that is not in our corpus, but in the folder of official text. */
  #anyArticle(text: string): LookUp | undefined {
    const { laws } = this.#knowledge;
    const found = laws && this.#references.readNationwide(text);
    const law = found && laws.lawIn(found.file);
    const reference = this.#references
      .readAll(text)
      .find((one) => one.law.type === 'statute' && one.law.file === law?.file);
    const isAsked = reference && this.#references.isAboutReference(text, reference);
    return isAsked && law && isMereReference(text, [law.title])
      ? lookUpStatute(law, reference.at, this.#knowledge)
      : undefined;
  }

  #searchCorpus: Step = (turn) => {
    const { readers } = this.#knowledge;
    const text = joinHistory(turn.text, questionsIn(turn.asked.history), readers);
    return this.#searchFor(turn, readFollowUp(turn.text, text, readers));
  };

  async #searchFor(turn: Turn, question: ReadQuestion): Promise<Answer> {
    const { search } = this.#knowledge;
    const candidates = (await search.search(question)).filter(
      (candidate) =>
        !this.#intents.isExcepted(candidate.id, turn.text) && isMeant(candidate, question),
    );
    const [best] = candidates;
    const confidence = confidenceOf(question, (term) => search.knows(term));
    if (best && !best.entry) return this.#byIntent(turn, this.#intentOf(best), confidence);
    if (!best?.entry || confidence < ANSWER_CONFIDENCE) {
      return this.#result(turn, 'out-of-scope', confidence);
    }
    const falseBelief = this.#premises.falseBelief(turn.text);
    if (!falseBelief && mustAskBack(question, best)) {
      const { askBack, entries } = this.#knowledge.corpus;
      const choices = askBack.flatMap((id) => entries.get(id) ?? []);
      return this.#result(turn, 'asked-back', confidence, { choices });
    }
    const companion = companionOf(question, candidates);
    const isNeeded = falseBelief && falseBelief.id !== best.entry.id;
    const correction =
      isNeeded && stands(falseBelief.reasons, this.#knowledge) ? falseBelief.correction : undefined;
    return this.#result(turn, 'answered', confidence, {
      subject: { type: 'entry', entry: best.entry },
      ...(companion && { companion }),
      // A false belief is set right before the answer, unless the answer is about just that.
      ...(correction && { correction }),
    });
  }

  #byIntent(turn: Turn, intent: Intent, confidence: number): Answer {
    const outcomes = {
      decline: 'declined',
      complaint: 'complaint-started',
      emergency: 'emergency',
      about: 'about-bot',
    } as const satisfies Record<Intent['outcome'], Outcome>;
    return this.#result(turn, outcomes[intent.outcome], confidence, {
      subject: { type: 'intent', intent },
    });
  }

  #intentOf({ id }: Candidate): Intent {
    const intent = this.#knowledge.corpus.intents.get(id);
    if (!intent) throw new Error(`The index names ${id}, which the corpus lacks.`);
    return intent;
  }

  #result(turn: Turn, outcome: Outcome, confidence: number, rest: Partial<Answer> = {}): Answer {
    const { language, masked, emergency, text } = turn;
    return {
      outcome,
      kind: OUTCOMES[outcome],
      language,
      confidence,
      masked,
      choices: [],
      question: text,
      ...(emergency && { emergency }),
      ...rest,
    };
  }
}
