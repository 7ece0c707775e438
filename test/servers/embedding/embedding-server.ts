import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { ToyModel } from './models.ts';

/** What goes wrong with a request: the server answers so, not at all, or only once it is let go. */
export type EmbeddingFault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'body'; readonly body: string }
  | { readonly kind: 'hang'; readonly until: Promise<void> }
  | { readonly kind: 'cut' };

export interface Received {
  readonly path: string;
  readonly model: string;
  readonly texts: readonly string[];
  readonly dimensions: number | undefined;
  readonly authorization: string | undefined;
}

const Asked = z.object({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  dimensions: z.number().optional(),
});

/** Speaks the embedding protocols of OpenAI (`/v1/embeddings`) and of Ollama (`/api/embed`), and remembers all it is sent. */
export class EmbeddingServer {
  readonly received: Received[] = [];
  /** Looked at for every request; undefined: all is well. */
  fault: ((request: Received) => EmbeddingFault | undefined) | undefined;
  readonly #models: Map<string, ToyModel>;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(models: Readonly<Record<string, ToyModel>>) {
    this.#models = new Map(Object.entries(models));
    // Breaks happen where a test asks for one, not because a machine was busy for a while.
    this.#server.keepAliveTimeout = 0;
  }

  /** From now on another model answers under the name. */
  replace(name: string, model: ToyModel): void {
    this.#models.set(name, model);
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The address as EMBEDDINGS_URL names it. */
  url(provider: 'openai' | 'ollama'): string {
    return `http://127.0.0.1:${this.port}${provider === 'openai' ? '/v1' : ''}`;
  }

  get texts(): readonly string[] {
    return this.received.flatMap(({ texts }) => texts);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { model: name, input, dimensions } = Asked.parse(JSON.parse(body));
    const { authorization } = request.headers;
    const received = {
      path: request.url ?? '',
      model: name,
      texts: [input].flat(),
      dimensions,
      authorization,
    };
    this.received.push(received);
    const fault = this.fault?.(received);
    if (fault?.kind === 'hang') await fault.until;
    if (fault?.kind === 'cut') return void response.destroy();
    if (fault?.kind === 'status') return refuse(response, fault.status);
    response.setHeader('content-type', 'application/json');
    if (fault?.kind === 'body') return void response.end(fault.body);
    const model = this.#models.get(name);
    if (!model) return refuse(response, 404);
    const vectors = received.texts.map((text) => model(text).slice(0, dimensions));
    response.end(
      JSON.stringify(received.path === '/api/embed' ? inOllama(vectors) : inOpenAi(vectors)),
    );
  }
}

const inOllama = (embeddings: readonly (readonly number[])[]) => ({ embeddings });

const inOpenAi = (vectors: readonly (readonly number[])[]) => ({
  object: 'list',
  data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
  usage: { prompt_tokens: 1, total_tokens: 1 },
});

/** Servers repeat what they were sent in their errors. */
function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ error: { message: `refused with ${status}` } }));
}
