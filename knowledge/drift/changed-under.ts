import { placesOf } from '../corpus-model/cited-places.ts';
import type { Corpus, Law, Reason } from '../corpus-model/corpus.ts';
import { articleKey } from '../corpus-model/stamps.ts';
import { koreanPinpoint, type Pinpoint } from '../law/pinpoint.ts';
import type { Proof } from '../law/proof.ts';
import type { Prover } from '../law/prover.ts';

type ProofIn<State extends Proof['state']> = Extract<Proof, { readonly state: State }>;

/** A place that an entry stands on and that is not as it was when a person last looked. */
export type ChangedPlace = { readonly law: Law; readonly at: Pinpoint } & (
  | { readonly kind: 'failed'; readonly proof: ProofIn<'failed'> }
  /** Amended after we last checked; `proof.isUpcoming` where the new wording is not yet in force. */
  | { readonly kind: 'amended'; readonly proof: ProofIn<'checked-now'> }
  /** As we read it, and promulgated, but in force only from `proof.inForce` on. */
  | { readonly kind: 'upcoming'; readonly proof: ProofIn<'checked-now' | 'checked-at-release'> }
);

/**
 * Which places under an entry (or intent) have changed since its articles were stamped. Each article is named
 * once, save where several of its parts are gone. Empty means that it stands as it was reviewed, as far as is known here.
 */
export function changedUnder(
  { reasons }: { readonly reasons: readonly Pick<Reason, 'cite'>[] },
  corpus: Pick<Corpus, 'sources'>,
  prover: Prover,
): readonly ChangedPlace[] {
  const changes = new Map<string, ChangedPlace>();
  for (const { law, at } of placesOf(corpus, reasons)) {
    const change = changeAt(law, at, prover.prove(law, at));
    if (!change) continue;
    const key =
      change.kind === 'failed' ? `${law.id} ${koreanPinpoint(at)}` : articleKey(law.id, at.article);
    changes.set(`${change.kind} ${key}`, change);
  }
  return [...changes.values()];
}

function changeAt(law: Law, at: Pinpoint, proof: Proof): ChangedPlace | undefined {
  const article = { law, at: { article: at.article } };
  switch (proof.state) {
    case 'failed':
      return { kind: 'failed', law, at, proof };
    case 'checked-now':
      if (proof.isAmended) return { kind: 'amended', ...article, proof };
      return proof.isUpcoming ? { kind: 'upcoming', ...article, proof } : undefined;
    case 'checked-at-release':
      return proof.isUpcoming ? { kind: 'upcoming', ...article, proof } : undefined;
    case 'not-checked':
      return undefined;
  }
}
