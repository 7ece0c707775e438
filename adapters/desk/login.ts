const LONGEST_LOGIN = 200;

/** What somebody signs in with, in the one way in which it is kept. */
export const normalLogin = (typed: string): string =>
  typed.normalize('NFKC').trim().toLowerCase().slice(0, LONGEST_LOGIN);

/** An e-mail address, or a name without spaces. */
export const isLogin = (login: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,199}$/u.test(login);
