/** What the operator says about the language model. */
export interface ChatModelSettings {
  /** `openai:<model>`, `anthropic:<model>` or `ollama:<model>`. */
  readonly model: string;
  /** For `openai:` any address that speaks OpenAI's protocol; the provider's own where it is absent. */
  readonly url?: string;
  readonly apiKey?: string;
  /** The most that one request may take, its repetitions included. */
  readonly seconds: number;
  /** Question and answer together, of everyone. */
  readonly tokensPerDay: number;
  readonly tokensPerPerson: number;
  /** Of a million tokens, in the operator's currency. */
  readonly price?: { readonly input: number; readonly output: number };
  /** Shown to people in place of the host of the address. */
  readonly providerName?: string;
}

const PROVIDERS = ['openai', 'anthropic', 'ollama'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A setting taken apart: `ollama:qwen3:8b` is the model `qwen3:8b`. */
export interface ModelName {
  readonly provider: Provider;
  readonly model: string;
}

/** @throws {TypeError} for a provider that is none of {@link PROVIDERS}. */
export function modelName(setting: string): ModelName {
  const at = setting.indexOf(':');
  const provider = PROVIDERS.find((known) => known === setting.slice(0, at));
  const model = setting.slice(at + 1);
  if (!provider || !model) {
    throw new TypeError(`The language model must be one of ${PROVIDERS.join(':…, ')}:…`);
  }
  return { provider, model };
}
