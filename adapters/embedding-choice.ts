import type { EmbeddingChoice } from '../knowledge/open-knowledge.ts';
import type { Config } from './config.ts';

/** Turns the EMBEDDINGS setting into a provider. Provider libraries are loaded only when they are chosen. */
export async function embeddingChoice(config: Config): Promise<EmbeddingChoice> {
  const setting = config.EMBEDDINGS;
  if (setting === 'builtin' || setting === 'none') return { kind: setting };
  const [provider, model = ''] = splitOnce(setting);
  if (provider === 'openai') {
    const { OpenAIEmbeddings } = await import('@langchain/openai');
    const embeddings = new OpenAIEmbeddings({
      model,
      // Some compatible servers ignore the request for base64 and answer with numbers.
      encodingFormat: 'float',
      ...(config.EMBEDDINGS_API_KEY && { apiKey: config.EMBEDDINGS_API_KEY }),
      ...(config.EMBEDDINGS_URL && { configuration: { baseURL: config.EMBEDDINGS_URL } }),
    });
    return { kind: 'provider', name: setting, embeddings };
  }
  const { OllamaEmbeddings } = await import('@langchain/ollama');
  const embeddings = new OllamaEmbeddings({
    model,
    ...(config.EMBEDDINGS_URL && { baseUrl: config.EMBEDDINGS_URL }),
  });
  return { kind: 'provider', name: setting, embeddings };
}

function splitOnce(setting: string): readonly [string, string?] {
  const at = setting.indexOf(':');
  return [setting.slice(0, at), setting.slice(at + 1)];
}
