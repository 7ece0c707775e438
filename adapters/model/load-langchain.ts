export type Environment = Record<string, string | undefined>;

export type LangChain = Awaited<ReturnType<typeof loadLangChain>>;

/** Loaded only where a model is set: it takes a second and some 40 MB. The part with models alone, without the agents. */
export async function loadLangChain() {
  const [{ initChatModel }, { BaseCallbackHandler }, { HumanMessage, SystemMessage }] =
    await Promise.all([
      import('langchain/chat_models/universal'),
      import('@langchain/core/callbacks/base'),
      import('@langchain/core/messages'),
    ]);

  /**
   * Where LANGSMITH_TRACING or one of its older names is set, LangChain adds a tracer to every call that has none by this name,
   * and sends what people wrote to another company. This one takes its place in a call and in all that the call calls.
   */
  class NoTracer extends BaseCallbackHandler {
    override readonly name = 'langchain_tracer';
    getRunTreeWithTracingConfig(): undefined {
      return;
    }
    updateFromRunTree(): void {
      return;
    }
  }

  return { initChatModel, HumanMessage, SystemMessage, untraced: [new NoTracer()] };
}

/**
 * Deletes from an environment what would make libraries of models write or send what people wrote: LangSmith's tracing and
 * gateway, LangChain's verbose mode, the request logs of the providers' libraries.
 */
export function forgetTracing(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (/^(?:LANGSMITH|LANGCHAIN)_|^(?:OPENAI|ANTHROPIC)_LOG$/.test(name)) delete environment[name];
  }
}
