import { Router } from 'express';
import { codePages } from './code-pages.ts';
import type { DeskContext } from './context.ts';
import type { Door } from './door.ts';
import { newPasswordPages } from './new-password-pages.ts';
import type { Oidc } from './oidc.ts';
import { oidcPages } from './oidc-pages.ts';
import { setUpPages } from './set-up-pages.ts';
import { signInPages } from './sign-in-pages.ts';

/** Everything on the way to a whole session. @param oidc - Absent: the institution has no sign-in of its own. */
export function authPages(context: DeskContext, door: Door, oidc: Oidc | undefined): Router {
  const router = Router();
  router.use(signInPages(context, door, oidc !== undefined));
  router.use(codePages(context, door));
  router.use(newPasswordPages(context, door));
  router.use(setUpPages(context, door));
  if (oidc) router.use(oidcPages(context, oidc));
  return router;
}
