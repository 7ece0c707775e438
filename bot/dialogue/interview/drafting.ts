import {
  type DocumentBlock,
  type DocumentContent,
  type DocumentFormat,
  MEDIA_TYPES,
} from '../../../knowledge/casework/document.ts';
import type { Language } from '../../../knowledge/language.ts';
import { heading, paragraph, plain } from '../../answer-blocks.ts';
import { draftOf } from '../../draft.ts';
import type { Block, Choice, Outgoing } from '../../message.ts';
import { button, movedToPrivate, type Reply, replyWith, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { submitChoices } from '../filing/offering.ts';
import { answersOf, factsIn } from './asking.ts';
import { allStand, citedRuns } from './cited.ts';
import { offerStart } from './consenting.ts';
import { deadlineLines } from './deadline-lines.ts';
import { polishChoices } from './polish-offer.ts';

/** A line to be filled in by hand, in a chat. */
const BLANK = '__________';

/** The draft in the language of the person, and the files it can be had as. */
export async function showDraft(talk: Talk, document: string): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  const draft = draftFor(talk, document, talk.language);
  if (!draft) return offerStart(talk);
  const { interview } = talk.words;
  const content = draft;
  const { unproven } = draft;
  const message: Outgoing = {
    kind: 'message',
    blocks: [
      heading(content.title),
      ...(content.subtitle ? paragraph(content.subtitle) : []),
      ...content.blocks.flatMap(blocksOf),
    ],
  };
  const next: Outgoing = {
    kind: 'message',
    blocks: [
      ...paragraph(interview.draftNext),
      ...(unproven.length > 0
        ? paragraph(fill(interview.draftUnproven, { count: unproven.length }))
        : []),
    ],
    choices: [...(await submitChoices(talk, document)), ...draftChoices(talk, document)],
  };
  return replyWith(talk, `draft-${document}`, [message, ...filingMessage(talk, document), next]);
}

/** How and where it is filed, until when, and what happens then. */
function filingMessage(talk: Talk, document: string): readonly Outgoing[] {
  const { language, words, parts } = talk;
  const { interview } = words;
  const route = parts.casework.routes.find((one) => one.document === document);
  if (!route) return [];
  const contacts = route.contacts.map(({ label, value, confidence }) =>
    confidence === 'verified'
      ? `${label[language]} ${value}`
      : `${label[language]} ${value} (${interview.contactUnchecked})`,
  );
  const { warning } = route;
  return [
    {
      kind: 'message',
      blocks: [
        heading(fill(interview.filingTitle, { body: route.body[language] })),
        ...(contacts.length > 0 ? [{ kind: 'list' as const, items: contacts.map(plain) }] : []),
        ...(allStand(talk, warning.cite)
          ? [
              {
                kind: 'paragraph' as const,
                runs: citedRuns(talk, warning[language], warning.cite),
              },
            ]
          : []),
        ...paragraph(interview.routeNext),
        {
          kind: 'list',
          items: route.next
            .filter(({ cite }) => allStand(talk, cite))
            .map((step) => citedRuns(talk, step[language], step.cite)),
        },
        ...paragraph(interview.routeDeadlines),
        {
          kind: 'list',
          items: deadlineLines(talk, route, factsIn(talk, 'complaint')).map(plain),
        },
      ],
    },
  ];
}

function draftChoices(talk: Talk, document: string): readonly Choice[] {
  const { incoming, parts, state, language } = talk;
  const { interview } = talk.words;
  const file = (label: string, format: DocumentFormat, language: Language) =>
    button(label, { do: 'file', document, format, language });
  // Every draft shows them as gaps, and they are never asked in their turn.
  const unfilled = parts.casework.questions.filter(
    ({ flow, kind, id }) => flow === 'extra' && kind === 'text' && !state.case?.answers[id],
  );
  const isWeb = incoming.platform === 'web';
  const goesToWeb = !isWeb && parts.settings.baseUrl !== '';
  return [
    ...(isWeb ? [{ label: interview.complete, page: `/document?document=${document}` }] : []),
    ...(goesToWeb ? [button(interview.completeOnWeb, { do: 'case', to: 'to-web' })] : []),
    ...polishChoices(talk, document),
    file('PDF', 'pdf', 'ko'),
    file('DOCX', 'docx', 'ko'),
    file('HWPX', 'hwpx', 'ko'),
    file(interview.asText, 'txt', 'ko'),
    file(interview.readingCopy, 'pdf', 'en'),
    ...(state.exhibits?.length
      ? [button(interview.exhibits, { do: 'case', to: 'send-exhibits' })]
      : []),
    ...unfilled.map(({ id, name }) =>
      button(fill(interview.fillIn, { name: name[language] }), { do: 'change', question: id }),
    ),
    button(interview.toReview, { do: 'case', to: 'review' }),
    button(interview.destroy, { do: 'case', to: 'destroy' }),
  ];
}

/** A file with lines for name and address to be filled in by hand: nobody types them into a chat that others keep. */
export async function sendDraftFile(
  talk: Talk,
  document: string,
  format: DocumentFormat,
  language: Language,
): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  const draft = draftFor(talk, document, language);
  if (!draft) return offerStart(talk);
  const { interview } = talk.words;
  const bytes = await talk.parts.renderDocument(draft, format);
  const id = talk.parts.newId();
  const file = {
    id,
    name: fileName(document, format, language),
    mediaType: MEDIA_TYPES[format],
  };
  const blocks = paragraph(interview.fileReady);
  return {
    ...replyWith(talk, `file-${document}-${format}`, [
      { kind: 'file', file: id, name: file.name, mediaType: file.mediaType, blocks },
    ]),
    files: [{ ...file, purpose: 'document', bytes }],
  };
}

export const fileName = (document: string, format: DocumentFormat, language: Language): string =>
  `facerights-${document}${language === 'en' ? '-reading-copy' : ''}.${format}`;

function draftFor(talk: Talk, document: string, language: Language) {
  const { state, now, parts } = talk;
  if (!state.case) return undefined;
  const answers = answersOf(state, 'complaint');
  const { exhibits = [] } = state;
  const { formal } = state.case;
  return draftOf(parts, { document, language, answers, now, exhibits, formal });
}

/** A piece of a document as a messenger can show it. */
function blocksOf(block: DocumentBlock): readonly Block[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text)];
    case 'paragraph':
      return paragraphBlocks(block);
    case 'list':
      return block.isNumbered
        ? block.items.flatMap((item, index) => paragraph(`${index + 1}. ${item}`))
        : [{ kind: 'list', items: block.items.map(plain) }];
    case 'fields':
      return [
        {
          kind: 'list',
          items: block.rows.map(({ label, value }) => plain(`${label}: ${value || BLANK}`)),
        },
      ];
    case 'table':
      return [{ kind: 'list', items: block.rows.map((row) => plain(row.join(' · '))) }];
    case 'signature':
      return block.lines.flatMap(paragraph);
    case 'addressee':
      return paragraph(block.text);
  }
}

function paragraphBlocks({
  text,
  style,
}: Extract<DocumentContent['blocks'][number], { kind: 'paragraph' }>): readonly Block[] {
  if (style === 'own-words') return [{ kind: 'quote', runs: plain(text) }];
  if (style === 'gap') return [{ kind: 'note', runs: plain(`▢ ${text}`) }];
  return style === 'note' ? [{ kind: 'note', runs: plain(text) }] : paragraph(text);
}
