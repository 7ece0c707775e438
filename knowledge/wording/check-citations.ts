import type { Pinpoint } from '../law/pinpoint.ts';
import type { Reference } from '../law/reference-model.ts';
import { folded } from '../search/plain-text.ts';
import type { NamedLaw } from './citation-reader.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';

const PARTS = ['article', 'paragraph', 'item', 'subitem'] as const;

/** Places of laws and names of laws come from the passages. */
export function citationFaults({ citations: said }: Reading, evidence: Evidence): readonly Fault[] {
  const given = evidence.readings.flatMap(({ text, cited }) => [text.citations, cited.citations]);
  const references = given.flatMap((one) => one.references);
  const isRight =
    said.references.every((one) => references.some((other) => covers(one, other))) &&
    [...said.laws].every((law) => given.some(({ laws }) => laws.has(law))) &&
    said.unread.every((one) => squashed(evidence.cited).includes(squashed(one)));
  return isRight ? [] : ['citation'];
}

const squashed = (text: string): string => folded(text).replace(/\s+/g, '');

/** Whether a place that is said is one that is given, or lies around it. */
function covers(said: Reference<NamedLaw>, given: Reference<NamedLaw>): boolean {
  if (!isSameLaw(said, given)) return false;
  const ends = said.to ? [said.from, said.to] : [said.from];
  const places = given.to ? [given.from, given.to] : [given.from];
  return ends.every((end) => places.some((place) => isAround(end, place)));
}

const isAround = (outer: Pinpoint, inner: Pinpoint): boolean =>
  PARTS.every((part) => outer[part] === undefined || outer[part] === inner[part]);

function isSameLaw(
  { law: one }: Reference<NamedLaw>,
  { law: other }: Reference<NamedLaw>,
): boolean {
  if (one.kind === 'unstated' || other.kind === 'unstated') return true;
  if (one.kind === 'named') return other.kind === 'named' && one.law === other.law;
  return other.kind === 'unknown-name' && squashed(one.name) === squashed(other.name);
}
