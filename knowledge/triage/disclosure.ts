/**
 * Published numbers hang together: cells add up to totals. Such a table is a flow that goes round: every number runs along
 * an edge, and at every node as much comes in as goes out. What somebody who adds and subtracts can learn of a number that
 * is not shown is the range that it has over all flows which fit the shown ones; as the flow is whole-numbered, every
 * number of that range is possible.
 */

/** One number of a table. */
export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** True: it is published elsewhere too, so it may be hidden for being small and for nothing else. */
  readonly isFixed?: boolean;
}

/** What a reader knows of a number: both ends included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** One use of an edge on a path: 1 raises its number, -1 lowers it. */
export interface Step {
  readonly edge: number;
  readonly sign: 1 | -1;
}

/** By how much an edge can still be raised or lowered, and what using it costs. */
type Move = (edge: number, sign: 1 | -1) => { readonly room: number; readonly cost: number };

/** A flow that fits everything that is known, with one number as near to a wish as it can be. */
export interface Attempt {
  readonly flow: readonly number[];
  /** How far from the wish it stayed; 0 when the wish is possible. */
  readonly missing: number;
}

/** Can the number of this edge be `wish`, for all that a reader knows? */
export function attempt(
  edges: readonly FlowEdge[],
  bounds: readonly Bounds[],
  edge: number,
  wish: number,
): Attempt {
  const flow = edges.map(({ value }) => value);
  for (;;) {
    const missing = Math.abs(wish - (flow[edge] ?? wish));
    if (missing === 0) return { flow, missing };
    const room = roomWithin(bounds, flow);
    const steps = findPath(edges, flow, edge, wish, (at, sign) => ({
      room: room(at, sign),
      cost: 0,
    }));
    if (!steps) return { flow, missing };
    const least = Math.min(missing, ...steps.map(({ edge: at, sign }) => room(at, sign)));
    const sign = wish > (flow[edge] ?? wish) ? 1 : -1;
    for (const step of [...steps, { edge, sign }]) {
      flow[step.edge] = (flow[step.edge] ?? 0) + step.sign * least;
    }
  }
}

/** How far each number can move within what is known of it. */
export const roomWithin =
  (bounds: readonly Bounds[], flow: readonly number[]) =>
  (edge: number, sign: 1 | -1): number => {
    const { least, most } = bounds[edge] ?? { least: 0, most: 0 };
    const value = flow[edge] ?? 0;
    return sign > 0 ? most - value : value - least;
  };

/** The cheapest way round by which this edge comes nearer to `wish`; undefined where there is none. */
export function findPath(
  edges: readonly FlowEdge[],
  flow: readonly number[],
  edge: number,
  wish: number,
  move: Move,
): readonly Step[] | undefined {
  const ends = edges[edge];
  if (!ends) return undefined;
  const isRaised = wish > (flow[edge] ?? wish);
  const [start, goal] = isRaised ? [ends.to, ends.from] : [ends.from, ends.to];
  const reached = cheapestWays(arcsOf(edges, edge, move), start);
  if (!reached.has(goal)) return undefined;
  const path: Step[] = [];
  for (let at = reached.get(goal); at?.by; at = reached.get(at.by.from)) path.push(at.by.step);
  return path;
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  readonly step: Step;
}

/** To every node that can be reached: what it costs, and the last arc on the way. */
function cheapestWays(arcs: readonly Arc[], start: number) {
  const reached = new Map<number, { readonly cost: number; readonly by?: Arc }>();
  reached.set(start, { cost: 0 });
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const arc of arcs) {
      const cost = (reached.get(arc.from)?.cost ?? Infinity) + arc.cost;
      if (cost >= (reached.get(arc.to)?.cost ?? Infinity)) continue;
      reached.set(arc.to, { cost, by: arc });
      isDone = false;
    }
  }
  return reached;
}

function arcsOf(edges: readonly FlowEdge[], left: number, move: Move): readonly Arc[] {
  return edges.flatMap(({ from, to }, edge) => {
    if (edge === left) return [];
    return ([1, -1] as const).flatMap((sign) => {
      const { room, cost } = move(edge, sign);
      if (room < 1) return [];
      const step: Step = { edge, sign };
      return [sign > 0 ? { from, to, cost, step } : { from: to, to: from, cost, step }];
    });
  });
}
