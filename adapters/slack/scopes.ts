/** The scopes we ask for, each with what needs it; the least that works. The manifest names the same. */
export const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'chat:write': ['chat.postMessage', 'chat.update', 'chat.delete'],
  // Reads nothing but messages with the app: questions, and whether an answer got through.
  'im:history': ['message.im', 'conversations.history', 'conversations.replies'],
  'im:write': ['conversations.open'],
  'app_mentions:read': ['app_mention'],
  commands: ['/facerights', 'ask_about_this', 'ask_facerights'],
  'assistant:write': [
    'assistant_thread_started',
    'assistant.threads.setStatus',
    'assistant.threads.setSuggestedPrompts',
  ],
  'links:read': ['link_shared'],
  'links:write': ['chat.unfurl'],
  'files:read': ['files.info'],
  'files:write': ['files.uploadV2'],
};

/** Methods that any token may call. */
export const WITHOUT_SCOPE: readonly string[] = ['auth.test', 'views.open', 'views.publish'];
