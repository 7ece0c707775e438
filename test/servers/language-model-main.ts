import { parseArgs } from 'node:util';
import { BEHAVIOURS, openLanguageModel } from './language-model.ts';

/** A language model to try by hand: `npx tsx test/servers/language-model-main.ts --behaviour lying --ms 20`. */
const { values } = parseArgs({
  options: {
    behaviour: { type: 'string', default: 'honest' },
    port: { type: 'string', default: '0' },
    ms: { type: 'string', default: '20' },
  },
});
const behaviour = BEHAVIOURS.find((one) => one === values.behaviour);
if (!behaviour) throw new TypeError(`--behaviour is one of ${BEHAVIOURS.join(', ')}`);

const server = await openLanguageModel({
  behaviour,
  port: Number(values.port),
  msPerPiece: Number(values.ms),
});
process.stdout.write(`CHAT_MODEL=openai:${behaviour}
CHAT_MODEL_URL=${server.url}
CHAT_MODEL_API_KEY=none
`);
