import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const CLIENT = { clientId: 'facerights-desk', clientSecret: 'a secret of the client' };

/** Somebody at the institution, as its provider knows them. */
export interface InstitutionPerson {
  readonly subject: string;
  readonly email: string;
  readonly isVerified: boolean;
  /** Ways in which they have shown who they are, in the words of RFC 8176. */
  readonly amr?: readonly string[];
  /** What the provider would have them be. */
  readonly role?: string;
}

export interface OpenIdProvider {
  readonly issuer: string;
  /** Whoever comes next is this person, without a page in between. */
  person: InstitutionPerson;
  stop(): Promise<void>;
}

/** A real OpenID provider on a free port of this machine. @param redirectUri - Of the only client. */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: OpenIdProvider = {
    issuer,
    person: { subject: 'nobody', email: 'nobody@example.org', isVerified: false },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  const people = new Map<string, InstitutionPerson>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    claims: {
      openid: ['sub', 'amr', 'role'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of the test'] },
    findAccount: (_context, accountId) => {
      const person = people.get(accountId);
      if (!person) return undefined;
      return {
        accountId,
        claims: () => ({
          sub: accountId,
          email: person.email,
          email_verified: person.isVerified,
          role: person.role,
        }),
      };
    },
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    const { person } = running;
    people.set(person.subject, person);
    const answer = async () => {
      const { params } = await provider.interactionDetails(request, response);
      const grant = new provider.Grant({
        accountId: person.subject,
        clientId: String(params['client_id']),
      });
      grant.addOIDCScope('openid email profile');
      const login = { accountId: person.subject, ...(person.amr && { amr: [...person.amr] }) };
      const result = { login, consent: { grantId: await grant.save() } };
      await provider.interactionFinished(request, response, result);
    };
    answer().catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return running;
}
