import { z } from 'zod';
import { CONFIDENCES } from '../corpus-model/schema.ts';
import { Condition } from './condition.ts';
import { bilingual, cite, ruleId } from './question-files.ts';

/** Where one can go. Other rules name a route by this id. */
export const ROUTE_IDS = [
  'request',
  'nhrck',
  'pipc',
  'mediation',
  'disclosure',
  'ombudsman',
  'police',
] as const;
const routeId = z.enum(ROUTE_IDS);
export type RouteId = (typeof ROUTE_IDS)[number];

const Contact = z.strictObject({
  label: bilingual,
  value: z.string().trim().min(1),
  /** Read in a statute; seen in official guidance of unknown age; not confirmed. */
  confidence: z.enum(['verified', 'seen', 'unchecked']),
  note: bilingual.optional(),
});

/** `rules/routes.yaml`. */
export const RouteRow = z.strictObject({
  id: routeId,
  title: bilingual,
  /** Who receives it. */
  body: bilingual,
  /** When the route fits at all; always where left out. */
  when: Condition.optional(),
  /** The first row that holds gives the rank, lower is earlier; the last one has no condition. */
  order: z
    .array(z.strictObject({ when: Condition.optional(), rank: z.int().min(1) }))
    .min(1)
    .refine((rows) => rows.at(-1)?.when === undefined, 'the last row must have no condition'),
  why: bilingual,
  cite: cite.min(1),
  contacts: z.array(Contact),
  next: z.array(bilingual.extend({ cite: cite.default([]) })).min(1),
  /** Ids of deadlines.yaml. */
  deadlines: z.array(ruleId),
  /** The outline of what is filed; absent where nothing is drafted. */
  document: ruleId.optional(),
  warning: bilingual.extend({ cite: cite.min(1) }),
});

const says = z.strictObject({
  certain: bilingual.optional(),
  risk: bilingual.optional(),
  /** What would have to be known. */
  unknown: bilingual,
});

/** `rules/grounds.yaml`: why a body would turn a case away. */
export const GroundRow = z
  .strictObject({
    id: ruleId,
    route: routeId,
    /** Of NHRCK Act 32(1). */
    item: z.int().min(1).max(10).optional(),
    /** The case would be turned away, unless the body makes an exception that nobody can demand. */
    certain: Condition.optional(),
    /** It could be: the law or the answers leave it open. */
    risk: Condition.optional(),
    says,
    instead: bilingual,
    /** Where to go instead. */
    to: z.array(routeId),
    cite: cite.min(1),
    basis: z.enum(['law', 'analysis']),
    confidence: z.enum(CONFIDENCES),
  })
  .refine(({ certain, risk }) => certain || risk, 'needs a condition: certain or risk')
  .refine(
    (row) => !row.certain === !row.says.certain && !row.risk === !row.says.risk,
    'each condition needs its sentence, and each sentence its condition',
  )
  .refine(({ certain, basis }) => !certain || basis === 'law', 'only law makes it certain')
  .refine(({ route, to }) => !to.includes(route), 'leads back to itself');
