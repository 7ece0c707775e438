import { randomUUID } from 'node:crypto';
import type { MessageBlock, ModalView } from './block-kit.ts';

/** A message as people in a channel see it. */
export interface SlackMessage {
  ts: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks?: MessageBlock[];
  thread_ts?: string;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  files?: SlackFile[];
  /** Only this person sees it. */
  ephemeralFor?: string;
  /** What unfolds under its links, by link. */
  unfurls?: Record<string, { blocks: MessageBlock[] }>;
}

export interface SlackFile {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  bytes: Buffer;
}

export interface SlackChannelState {
  id: string;
  team: string;
  members: Set<string>;
  isDirect: boolean;
  isArchived: boolean;
  messages: SlackMessage[];
}

export interface SlackTeam {
  id: string;
  /** Of an organisation that installed the app as a whole. */
  enterprise?: string;
  botToken: string;
  botUser: string;
  botId: string;
}

export interface OpenView {
  id: string;
  hash: string;
  team: string;
  user: string;
  view: ModalView;
}

/** Leave to open one window for a person, until it ends. */
export interface Trigger {
  readonly team: string;
  readonly user: string;
  readonly endsAt: number;
  isUsed?: boolean;
}

/** A call to the Web API as it came in. */
export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** Everything inside the Slack of a test. */
export class World {
  readonly teams = new Map<string, SlackTeam>();
  readonly channels = new Map<string, SlackChannelState>();
  readonly files = new Map<string, SlackFile>();
  readonly homes = new Map<string, MessageBlock[]>();
  readonly views = new Map<string, OpenView>();
  readonly statuses: { channel: string; thread: string; status: string }[] = [];
  readonly prompts = new Map<string, { title: string; message: string }[]>();
  readonly uploads = new Map<string, { name: string; length: number; bytes?: Buffer }>();
  /** Links by the id under which they may be unfolded. */
  readonly unfurls = new Map<string, { channel: string; ts: string; urls: string[] }>();
  readonly unfolded = new Map<string, Record<string, { blocks: MessageBlock[] }>>();
  readonly triggers = new Map<string, Trigger>();
  readonly calls: Call[] = [];
  #clock = Date.now() * 1000;
  #number = 0;

  /** Slack's time, never the same twice. */
  ts(): string {
    this.#clock = Math.max(this.#clock + 1, Date.now() * 1000);
    return `${Math.floor(this.#clock / 1e6)}.${String(this.#clock % 1e6).padStart(6, '0')}`;
  }

  id(prefix: string): string {
    this.#number += 1;
    return `${prefix}${String(this.#number).padStart(8, '0')}`;
  }

  addTeam(id: string, botToken: string, enterprise?: string): SlackTeam {
    const team = {
      id,
      botToken,
      botUser: `UBOT${id}`,
      botId: `BBOT${id}`,
      ...(enterprise && { enterprise }),
    };
    this.teams.set(id, team);
    return team;
  }

  teamOf(token: string): SlackTeam | undefined {
    return [...this.teams.values()].find(({ botToken }) => botToken === token);
  }

  addChannel(team: string, id: string, members: readonly string[]): SlackChannelState {
    const channel = {
      id,
      team,
      members: new Set(members),
      isDirect: id.startsWith('D'),
      isArchived: false,
      messages: [],
    };
    this.channels.set(id, channel);
    return channel;
  }

  /** Somebody's messages with the app. */
  direct(team: string, user: string): SlackChannelState {
    const id = `D${team}${user}`;
    return this.channels.get(id) ?? this.addChannel(team, id, [user]);
  }

  trigger(team: string, user: string, livesMs = 3_000): string {
    const id = `${this.id('')}.${randomUUID()}`;
    this.triggers.set(id, { team, user, endsAt: Date.now() + livesMs });
    return id;
  }

  message(channel: string, ts: string): SlackMessage | undefined {
    return this.channels.get(channel)?.messages.find((message) => message.ts === ts);
  }
}
