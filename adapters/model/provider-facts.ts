import { BlockList, isIP } from 'node:net';
import type { ModelFacts } from '../../bot/model/chat-model.ts';
import { type ChatModelSettings, modelName, type Provider } from './chat-model-settings.ts';

/** Where each provider is asked, unless told otherwise: said here so that no variable of a library can move it. */
const ADDRESSES: Readonly<Record<Provider, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  ollama: 'http://127.0.0.1:11434',
};

const NAMES: Readonly<Partial<Record<Provider, string>>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
};

export function addressOf(settings: ChatModelSettings): string {
  return settings.url ?? ADDRESSES[modelName(settings.model).provider];
}

/** What people are told about who sees what is sent. */
export function providerFacts(settings: ChatModelSettings): ModelFacts {
  const address = addressOf(settings);
  const ownName = settings.url ? undefined : NAMES[modelName(settings.model).provider];
  return {
    name: settings.model,
    provider: settings.providerName ?? ownName ?? hostOf(address),
    isLocal: isLocalAddress(address),
  };
}

/** Whether a model stays with the operator. @param setting - `ollama:<model>`. @param url - The provider's own address where absent. */
export const isLocalModel = (setting: string, url: string | undefined): boolean =>
  isLocalAddress(url ?? ADDRESSES[modelName(setting).provider]);

/** Loopback (RFC 1122, 4291) and the ranges for private networks (RFC 1918, 4193). */
const LOCAL = new BlockList();
LOCAL.addSubnet('127.0.0.0', 8, 'ipv4');
LOCAL.addSubnet('10.0.0.0', 8, 'ipv4');
LOCAL.addSubnet('172.16.0.0', 12, 'ipv4');
LOCAL.addSubnet('192.168.0.0', 16, 'ipv4');
LOCAL.addAddress('::1', 'ipv6');
LOCAL.addSubnet('fc00::', 7, 'ipv6');

/**
 * Whether what is sent there stays with the operator, as far as the address alone can tell: a name is believed only where no
 * public domain can have it.
 */
export function isLocalAddress(url: string): boolean {
  const host = hostOf(url);
  const version = isIP(host);
  if (version !== 0) return LOCAL.check(host, version === 6 ? 'ipv6' : 'ipv4');
  return /(?:^|\.)localhost$|.\.(?:local|internal)$/.test(host);
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
