import { FILED_PICKS } from '../../choices.ts';
import { readState } from '../../state.ts';
import { type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { goOn } from './interviewing.ts';

/** How long a link to go on elsewhere is good. */
const OFFER_MS = 10 * 60 * 1000;

/**
 * A link by which the person goes on in a browser. Its secret stands behind the `#`: browsers do not send that, so it is in
 * no log between us.
 */
export function moveToWeb(talk: Talk): Reply {
  const { words, parts, now, incoming } = talk;
  const { interview } = words;
  const { baseUrl } = parts.settings;
  if (!baseUrl || incoming.platform === 'web') {
    return replyWith(talk, 'no-web', [say(interview.noWeb)]);
  }
  const code = parts.newSecret();
  const url = `${baseUrl}/continue?lang=${talk.language}#${code}`;
  return {
    ...replyWith(talk, 'case-offered', [
      say(interview.webLink, [{ label: interview.webLinkButton, url }]),
    ]),
    offers: { code, until: now + OFFER_MS },
  };
}

/** The other end of that link. What was begun elsewhere goes on here, and only here. */
export async function takeOver(talk: Talk, code: string): Promise<Reply> {
  const { interview } = talk.words;
  const offered = await talk.lookUp.offered(code);
  if (!offered) return replyWith(talk, 'offer-gone', [say(interview.offerGone)]);
  const { case: kept, exhibits, assessed, language, filed } = readState(offered.state);
  if (!kept) return replyWith(talk, 'offer-empty', [say(interview.offerGone)]);
  const state = {
    ...talk.state,
    case: kept,
    ...(exhibits && { exhibits }),
    ...(assessed && { assessed }),
    ...(filed && { filed: [...(talk.state.filed ?? []), ...filed].slice(-FILED_PICKS.length) }),
    ...(language && !talk.state.language && { language }),
  };
  const reply = await goOn({ ...talk, state }, 'complaint', [say(interview.takenOver)]);
  return { ...reply, takesOver: code };
}

/** All questions at once, where a platform has a form for them. */
export function offerForm(talk: Talk): Reply | Promise<Reply> {
  if (talk.incoming.platform !== 'web') return goOn(talk, 'complaint');
  const { interview } = talk.words;
  return replyWith(talk, 'form-offered', [
    say(interview.formLine, [{ label: interview.openForm, page: '/complaint' }]),
  ]);
}
