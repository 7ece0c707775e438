import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { openPasswords, passwordProblem } from '../../../adapters/desk/password.ts';
import { TooBusyError, turns } from '../../../adapters/desk/turns.ts';
import { hashPassword, isOutdated, oneTimePassword } from '../../../adapters/staff-accounts.ts';

const ABOUT = ['kim.haneul@example.org', '김하늘', '국가인권기구'];

describe('a new password', () => {
  it.each([
    { password: 'kayak-7-elm', problem: 'short' },
    { password: 'kayak-7-elms', problem: undefined },
    { password: '수달 등불 자갈 일곱 개', problem: undefined },
    { password: '가나다라마바사아자차카', problem: 'short' },
    { password: 'é'.normalize('NFD').repeat(11), problem: 'short' },
    { password: 'otter lantern '.repeat(20), problem: 'long' },
    { password: 'Password2026!!', problem: 'common' },
    { password: 'ｐａｓｓｗｏｒｄ1234', problem: 'common' },
    { password: 'Qwertyuiop123', problem: 'common' },
    { password: '123456789012', problem: 'common' },
    { password: '8405938271645', problem: 'common' },
    { password: 'abcdefghijkl', problem: 'common' },
    { password: 'zyxwvutsrqpo', problem: 'common' },
    { password: 'ababababababab', problem: 'common' },
    { password: 'xk7xk7xk7xk7', problem: 'common' },
    { password: 'dkssudgktpdy12', problem: 'common' },
    { password: '비밀번호비밀번호!!!!', problem: 'common' },
    { password: 'my haneul lantern', problem: 'personal' },
    { password: '김하늘의 등불과 자갈 둘', problem: 'personal' },
    { password: '국가인권기구 등불과 자갈', problem: 'personal' },
  ])('"$password" is refused as $problem', ({ password, problem }) => {
    expect(passwordProblem(password, ABOUT)).toBe(problem);
  });
});

describe('a hash', () => {
  const { verify } = openPasswords();

  it('is argon2id at 64 MiB and three passes, and another one each time', async () => {
    const [one, other] = [await hashPassword('otter lantern'), await hashPassword('otter lantern')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(one).not.toBe(other);
    expect(isOutdated(one)).toBe(false);
  });

  it('fits the password however its letters were put together, and no other one', async () => {
    const stored = await hashPassword('한글 수달 étui'.normalize('NFD'));
    expect(await verify('한글 수달 étui'.normalize('NFC'), stored)).toBe(true);
    expect(await verify('한글 수달 etui', stored)).toBe(false);
  });

  it('that is not there fits nothing, not even the decoy it is compared with', async () => {
    expect(await verify('nobody has this one', undefined)).toBe(false);
  });

  it.each([
    { memoryCost: 32 * 1024, timeCost: 3, parallelism: 1 },
    { memoryCost: 64 * 1024, timeCost: 2, parallelism: 1 },
  ])('of $memoryCost KiB and $timeCost passes is outdated', async (cost) => {
    expect(isOutdated(await hash('x', cost))).toBe(true);
  });
});

describe('turns', () => {
  it('let two work at once, and send away whoever comes when sixty wait', async () => {
    const inTurn = turns(2);
    let working = 0;
    let most = 0;
    const work = async () => {
      working += 1;
      most = Math.max(most, working);
      await new Promise(setImmediate);
      working -= 1;
    };
    const all = await Promise.allSettled(Array.from({ length: 65 }, () => inTurn(work)));
    const away = all.filter(({ status }) => status === 'rejected');
    expect([most, away.length]).toEqual([2, 3]);
    expect(away[0]).toMatchObject({ reason: expect.any(TooBusyError) });
    await inTurn(work);
  });

  it('are given up by work that fails', async () => {
    const inTurn = turns(1);
    await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(inTurn(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});

it('a one-time password has about 98 bits, is good for a day, and is easy to read aloud', () => {
  const { password, passwordUntil } = oneTimePassword(1000);
  expect(password).toMatch(/^(?:[2-9a-hjkmnp-tv-z]{4}-){4}[2-9a-hjkmnp-tv-z]{4}$/);
  expect(passwordUntil).toBe(1000 + 24 * 60 * 60 * 1000);
  expect(oneTimePassword(0).password).not.toBe(password);
});
