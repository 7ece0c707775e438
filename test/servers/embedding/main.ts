import { join } from 'node:path';
import { projectRoot } from '../../../adapters/project-root.ts';
import { loadCorpus, readCorpusFiles } from '../../../knowledge/corpus-model/load-corpus.ts';
import {
  builtinEmbeddings,
  makeReaders,
  trainOnCorpus,
} from '../../../knowledge/search/build-search.ts';
import { EmbeddingServer } from './embedding-server.ts';
import { narrow, ngrams, random, type ToyModel } from './models.ts';

/** How far `narrow` pushes cosines together: from between 0 and 1 to between 0.7 and 1. */
const NARROWED = 1.5;

/**
 * `npx tsx test/servers/embedding/main.ts [PORT]`: serves embeddings that need no download, for comparing with
 * `npm run evaluate -- --embeddings openai:ngrams --url http://127.0.0.1:PORT/v1`.
 * `twin` is the built-in embedding with its cosines elsewhere: whoever reads cosines rightly finds the same with it.
 */
const corpus = loadCorpus(readCorpusFiles(join(projectRoot(), 'knowledge/corpus')));
const readers = makeReaders(corpus);
const builtin = builtinEmbeddings(trainOnCorpus(corpus, readers), readers);
const twin: ToyModel = (text) => [...builtin.embedNow(text)];
const server = await new EmbeddingServer({
  ngrams: ngrams(512),
  'ngrams-narrow': narrow(ngrams(512), NARROWED),
  random: random(256),
  twin: narrow(twin, NARROWED),
}).start(Number(process.argv[2] ?? 0));
process.stdout.write(`${server.url('openai')} (OpenAI), ${server.url('ollama')} (Ollama)\n`);
