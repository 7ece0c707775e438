import * as client from 'openid-client';
import { z } from 'zod';

/** What the institution's provider says of somebody. */
export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Only where the provider says that it was verified. Lower case. */
  readonly email: string | undefined;
  /** True: the provider has asked for more than one factor itself. */
  readonly hasManyFactors: boolean;
}

/** What an answer is compared with; kept in the browser, signed by us, until then. */
export const OidcChecks = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
type OidcChecks = Readonly<z.infer<typeof OidcChecks>>;

/** Sign-in by an OpenID provider: authorization code with PKCE, state and nonce. */
export interface Oidc {
  begin(): Promise<{ readonly url: string; readonly checks: OidcChecks }>;
  /** @param address - The whole address to which the provider sent the person back. @throws where anything does not fit. */
  finish(address: URL, checks: OidcChecks): Promise<OidcPerson>;
}

export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `<our address>/desk/sign-in/oidc/callback`, as it is registered with the provider. */
  readonly redirectUri: string;
}

const SCOPE = 'openid email profile';

export function openOidc(options: OidcOptions): Oidc {
  const { redirectUri } = options;
  const configuration = discovered(options);
  return {
    async begin() {
      const checks = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, checks };
    },
    async finish(address, { state, nonce, verifier }) {
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(config, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no ID token.');
      // Many providers say the e-mail address there only.
      const more = config.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
        : {};
      return personOf({ ...more, ...claims });
    },
  };
}

/** Asks the provider about itself when it is first needed, and again where that failed. */
function discovered({ issuer, clientId, clientSecret }: OidcOptions) {
  let found: Promise<client.Configuration> | undefined;
  const server = new URL(issuer);
  // Without TLS only on this machine, where tests and trials have their provider.
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(server.hostname);
  const execute = isHere && server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return (): Promise<client.Configuration> => {
    found ??= client
      .discovery(server, clientId, clientSecret, undefined, { execute, timeout: 10 })
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    return found;
  };
}

const Claims = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  amr: z.array(z.string()).catch([]),
  acr: z.string().catch(''),
});

/** As the registry of RFC 8176 and the profiles of OpenID, REFEDS and others name it. */
const MANY_FACTORS = /(?:^|[/:])(?:mfa|multi-?factor)$/i;

export function personOf(claims: unknown): OidcPerson {
  const { iss, sub, email, email_verified: isVerified, amr, acr } = Claims.parse(claims);
  return {
    issuer: iss,
    subject: sub,
    email: isVerified === true ? email?.normalize('NFKC').trim().toLowerCase() : undefined,
    hasManyFactors: amr.includes('mfa') || MANY_FACTORS.test(acr),
  };
}
