import type { Response } from 'express';

/** Sends a turn while it is written: a JSON object a line, `soFar` with the html of the turn up to now, at last `turn`. */
export interface TurnStream {
  /** Skipped where the page cannot keep up. */
  readonly soFar: (html: string) => void;
  readonly end: (turn: string) => void;
}

/** Nothing is sent before the first piece: until then the response may become another one. */
export function turnStream(response: Response): TurnStream {
  return {
    soFar: (html) => {
      if (response.destroyed || response.writableEnded || response.writableNeedDrain) return;
      begin(response);
      response.write(lineOf({ soFar: html }));
    },
    end: (turn) => {
      begin(response);
      response.end(lineOf({ turn }));
    },
  };
}

function begin(response: Response): void {
  if (response.headersSent) return;
  response.type('application/x-ndjson');
  // Proxies that compress or gather would keep the pieces until the end.
  response.set('cache-control', 'no-store, no-transform').set('x-accel-buffering', 'no');
}

const lineOf = (piece: Readonly<Record<string, string>>): string => `${JSON.stringify(piece)}\n`;
