import { error, type Rule } from './finding.ts';

/** The stamp of a reviewed article is the one that its last review gave it: nobody edits stamps by hand. */
export const reviewsHold: Rule = ({ corpus }) => {
  const last = new Map(corpus.reviews.map((review) => [review.article, review]));
  return [...last].flatMap(([key, { to, by, on }]) => {
    const stamp = corpus.stamps.articles[key];
    if (!stamp || (stamp.sha256 === to && stamp.by === by && stamp.checkedOn === on)) return [];
    return [
      error(key, `the stamp is not the one of the review by ${by} on ${on}; review it again`),
    ];
  });
};
