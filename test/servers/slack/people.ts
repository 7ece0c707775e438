import { inputsOf, type ModalView, shownText, wordsInBlock } from './block-kit.ts';
import type { Courier, Delivered } from './deliver.ts';
import { type Filled, isFaulted, stateOf } from './filled-form.ts';
import type { SlackServer } from './slack-server.ts';
import type { OpenView, SlackFile, SlackMessage } from './world.ts';

/** One person in one workspace, doing what people do in Slack. */
export class Person {
  readonly #server: SlackServer;
  readonly #courier: Courier;
  readonly team: string;
  readonly user: string;
  #sentOff: Readonly<Record<string, unknown>> | undefined;

  constructor(server: SlackServer, courier: Courier, team: string, user: string) {
    this.#server = server;
    this.#courier = courier;
    this.team = team;
    this.user = user;
  }

  get #world() {
    return this.#server.world;
  }

  /** The channel of this person's messages with the app. */
  get messages(): string {
    return this.#world.direct(this.team, this.user).id;
  }

  /** Writes to the app. */
  dm(
    text: string,
    options: { readonly thread?: string; readonly eventId?: string } = {},
  ): Promise<Delivered> {
    const message = this.#write(this.messages, text, options.thread);
    return this.#event(
      {
        ...messageEvent(message),
        channel: this.messages,
        channel_type: 'im',
        event_ts: message.ts,
      },
      options.eventId,
    );
  }

  /** Calls the app in a channel. */
  mention(channel: string, text: string, thread?: string): Promise<Delivered> {
    const bot = this.#world.teams.get(this.team)?.botUser ?? '';
    const message = this.#write(channel, `<@${bot}> ${text}`, thread);
    return this.#event({
      ...messageEvent(message),
      type: 'app_mention',
      channel,
      event_ts: message.ts,
    });
  }

  /** Mends the last message written to the app. */
  edit(text: string): Promise<Delivered> {
    const message = this.#mine(this.messages).at(-1);
    if (!message) throw new Error('Nothing was written yet.');
    const before = { ...message };
    message.text = text;
    return this.#changed(message, before);
  }

  /** A link unfolds under the last message, which Slack reports like an edit. */
  unfold(): Promise<Delivered> {
    const message = this.#mine(this.messages).at(-1);
    if (!message) throw new Error('Nothing was written yet.');
    return this.#changed(message, { ...message });
  }

  #changed(message: SlackMessage, before: SlackMessage): Promise<Delivered> {
    const ts = this.#world.ts();
    return this.#event({
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      channel: this.messages,
      channel_type: 'im',
      ts,
      event_ts: ts,
      message: { ...messageEvent(message), edited: { user: this.user, ts } },
      previous_message: messageEvent(before),
    });
  }

  /** Presses a button with this value, in the newest message that has it. */
  press(token: string, channel = this.messages): Promise<Delivered> {
    const found = this.#world.channels
      .get(channel)
      ?.messages.toReversed()
      .find((message) => buttonIn(message, token));
    const button = found && buttonIn(found, token);
    const ts = this.#world.ts();
    const message = found ?? { ts, user: 'UBOT', text: '' };
    return this.#interact({
      type: 'block_actions',
      container: { type: 'message', message_ts: message.ts, channel_id: channel },
      channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'general' },
      message: { ts: message.ts, ...(message.thread_ts && { thread_ts: message.thread_ts }) },
      actions: [
        {
          type: 'button',
          block_id: 'b',
          action_id: button?.action_id ?? 'choice:0',
          ...(button && { text: button.text }),
          value: token,
          action_ts: ts,
        },
      ],
    });
  }

  /** Presses a button on the home page. */
  pressAtHome(token: string): Promise<Delivered> {
    return this.#interact({
      type: 'block_actions',
      container: { type: 'view', view_id: 'V1' },
      view: { id: 'V1', type: 'home' },
      actions: [
        { type: 'button', action_id: 'choice:0', value: token, action_ts: this.#world.ts() },
      ],
    });
  }

  /** Opens a page from a button; Slack reports that too. */
  pressLink(): Promise<Delivered> {
    const ts = this.#world.ts();
    return this.#interact({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, channel_id: this.messages },
      channel: { id: this.messages, name: 'directmessage' },
      message: { ts },
      actions: [{ type: 'button', action_id: 'page:0', action_ts: ts }],
    });
  }

  /** Types the slash command, wherever they are. */
  slash(text: string, channel = 'C00000001'): Promise<Delivered> {
    return this.#courier.once('slash_commands', {
      token: 'verification',
      command: '/facerights',
      text,
      user_id: this.user,
      user_name: 'somebody',
      team_id: this.team,
      team_domain: 'workspace',
      channel_id: channel,
      channel_name: 'general',
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: `${this.#server.origin}/response/1`,
      trigger_id: this.#world.trigger(this.team, this.user),
    });
  }

  /** "Ask about this", on somebody's message. */
  shortcut(text: string, channel = 'C00000001'): Promise<Delivered> {
    const ts = this.#world.ts();
    return this.#interact({
      type: 'message_action',
      callback_id: 'ask_about_this',
      message_ts: ts,
      action_ts: ts,
      channel: { id: channel, name: 'general' },
      message: { type: 'message', user: 'USOMEBODY', ts, text },
      response_url: `${this.#server.origin}/response/1`,
    });
  }

  /** "Ask", from the menu of shortcuts: a form opens. */
  openModal(): Promise<Delivered> {
    return this.#interact({
      type: 'shortcut',
      callback_id: 'ask_facerights',
      action_ts: this.#world.ts(),
    });
  }

  /** Types into the form that is open and sends it off. */
  submit(text: string): Promise<Delivered> {
    const [input] = inputsOf(this.form.blocks);
    return this.fillIn({ [input?.block_id ?? '']: text });
  }

  /** The form that this person has open. */
  get form(): ModalView {
    return this.#open().view;
  }

  #open(): OpenView {
    const open = [...this.#world.views.values()].findLast(
      ({ user, team }) => user === this.user && team === this.team,
    );
    if (!open) throw new Error('No form is open.');
    return open;
  }

  /**
   * Fills in the form that is open and sends it off, even where something required is missing.
   *
   * @param given - By block: what is typed, the day, the time, or the values of the options that are chosen.
   */
  async fillIn(given: Readonly<Record<string, Filled>>): Promise<Delivered> {
    const { id, hash, view } = this.#open();
    const submission = {
      type: 'view_submission',
      view: {
        id,
        hash,
        type: 'modal',
        callback_id: view.callback_id,
        private_metadata: view.private_metadata ?? '',
        blocks: view.blocks,
        state: { values: stateOf(view, given) },
      },
    };
    this.#sentOff = submission;
    const sent = await this.#interact(submission);
    const isKept = isFaulted(sent.answer, view);
    if (sent.isAcknowledged && !isKept) this.#world.views.delete(id);
    return sent;
  }

  /** What was sent off last arrives once more. */
  sendAgain(): Promise<Delivered> {
    if (!this.#sentOff) throw new Error('No form was sent off.');
    return this.#interact(this.#sentOff);
  }

  /** Opens a new talk in the assistant pane. @returns its thread beside the delivery. */
  async openAssistant(): Promise<Delivered & { readonly thread: string }> {
    const thread = this.#world.ts();
    const bot = this.#world.teams.get(this.team)?.botUser ?? '';
    this.#world.channels
      .get(this.messages)
      ?.messages.push({ ts: thread, user: bot, text: 'New Assistant Thread' });
    const sent = await this.#event({
      type: 'assistant_thread_started',
      assistant_thread: {
        user_id: this.user,
        context: {},
        channel_id: this.messages,
        thread_ts: thread,
      },
      event_ts: this.#world.ts(),
    });
    return { ...sent, thread };
  }

  openHome(tab: 'home' | 'messages' = 'home'): Promise<Delivered> {
    return this.#event({
      type: 'app_home_opened',
      user: this.user,
      channel: this.messages,
      tab,
      event_ts: this.#world.ts(),
    });
  }

  /** Shares links in a channel, or types them into a message not yet sent. */
  shareLink(
    urls: readonly string[],
    where: { readonly channel: string; readonly isTyping?: boolean },
  ): Promise<Delivered> {
    const { channel, isTyping = false } = where;
    const unfurl = this.#world.id('unfurl-');
    const ts = isTyping ? unfurl : this.#write(channel, urls.map((url) => `<${url}>`).join(' ')).ts;
    const target = isTyping ? 'COMPOSER' : channel;
    this.#world.unfurls.set(unfurl, { channel: target, ts, urls: [...urls] });
    return this.#event({
      type: 'link_shared',
      user: this.user,
      channel: target,
      message_ts: ts,
      links: urls.map((url) => ({ url, domain: 'facerights.example' })),
      unfurl_id: unfurl,
      source: isTyping ? 'composer' : 'conversations_history',
      is_bot_user_member: false,
      event_ts: this.#world.ts(),
    });
  }

  /** Sends files with a caption to the app. */
  uploadFiles(
    files: readonly { name: string; mimetype: string; bytes: Buffer }[],
    caption = '',
  ): Promise<Delivered> {
    const kept = files.map((file): SlackFile => {
      const id = this.#world.id('F');
      const whole = { ...file, id, size: file.bytes.length };
      this.#world.files.set(id, whole);
      return whole;
    });
    const message = this.#write(this.messages, caption);
    message.files = kept;
    return this.#event({
      ...messageEvent(message),
      subtype: 'file_share',
      channel: this.messages,
      channel_type: 'im',
      event_ts: message.ts,
      files: kept.map(({ id, name, mimetype, size }) => ({
        id,
        name,
        mimetype,
        size,
        mode: 'hosted',
        url_private: `${this.#server.origin}/files/${id}`,
        url_private_download: `${this.#server.origin}/files/${id}`,
      })),
    });
  }

  /** Removes the app from the workspace. */
  uninstall(at = Date.now()): Promise<Delivered> {
    return this.#courier.event({
      ...this.#frame(undefined),
      event_time: Math.floor(at / 1000),
      event: { type: 'app_uninstalled' },
    });
  }

  /** Plain words of everything the app has said here, oldest first, as this person sees it. */
  seen(channel = this.messages): readonly string[] {
    return (this.#world.channels.get(channel)?.messages ?? [])
      .filter(({ bot_id }) => bot_id)
      .filter(({ ephemeralFor }) => !ephemeralFor || ephemeralFor === this.user)
      .map(seenText);
  }

  #mine(channel: string): readonly SlackMessage[] {
    const all = this.#world.channels.get(channel)?.messages ?? [];
    return all.filter(({ user }) => user === this.user);
  }

  #write(channel: string, text: string, thread?: string): SlackMessage {
    const message: SlackMessage = {
      ts: this.#world.ts(),
      user: this.user,
      text,
      ...(thread && { thread_ts: thread }),
    };
    const state = this.#world.channels.get(channel);
    if (!state) throw new Error(`There is no channel ${channel}.`);
    state.messages.push(message);
    return message;
  }

  #frame(eventId: string | undefined) {
    const team = this.#world.teams.get(this.team);
    return {
      token: 'verification',
      team_id: this.team,
      api_app_id: 'A1',
      type: 'event_callback',
      event_id: eventId ?? this.#world.id('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        {
          enterprise_id: team?.enterprise ?? null,
          team_id: this.team,
          user_id: team?.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
  }

  #event(event: Readonly<Record<string, unknown>>, eventId?: string): Promise<Delivered> {
    return this.#courier.event({ ...this.#frame(eventId), event });
  }

  #interact(what: Readonly<Record<string, unknown>>): Promise<Delivered> {
    const enterprise = this.#world.teams.get(this.team)?.enterprise;
    return this.#courier.once('interactive', {
      token: 'verification',
      api_app_id: 'A1',
      team: {
        id: this.team,
        domain: 'workspace',
        ...(enterprise && { enterprise_id: enterprise }),
      },
      user: { id: this.user, username: 'somebody', team_id: this.team },
      trigger_id: this.#world.trigger(this.team, this.user),
      is_enterprise_install: false,
      ...what,
    });
  }
}

const messageEvent = ({ ts, user, text, thread_ts, bot_id }: SlackMessage) => ({
  type: 'message',
  ts,
  user,
  text,
  ...(thread_ts && { thread_ts }),
  ...(bot_id && { bot_id }),
});

const buttonIn = ({ blocks = [] }: SlackMessage, token: string) =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .find(({ value }) => value === token);

/** Blocks where there are any, else the text: as Slack shows it. */
function seenText({ blocks, text }: SlackMessage): string {
  return blocks ? blocks.map(wordsInBlock).filter(Boolean).join('\n') : shownText(text);
}
