import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { z } from 'zod';
import type { Credentials } from '../../bot/store.ts';
import type { Workspace } from './place.ts';

const Saved = z.object({
  installedAt: z.number(),
  installation: z.custom<Installation<'v2', boolean>>(
    (value) => typeof value === 'object' && value !== null && 'user' in value,
  ),
});

/** The app is not installed where a delivery came from or goes to. */
class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
  readonly code = 'SLACK_NOT_INSTALLED';

  constructor() {
    super('The app is not installed in this Slack workspace. Open /slack/install to install it.');
  }
}

/** Where installations lie: one secret for each workspace or, where a whole organisation installed the app, for that. */
export interface Installations extends InstallationStore {
  /**
   * Forgets an installation. What was installed after that moment stays: Slack may report a removal late, when the app is
   * back already.
   */
  remove(workspace: Workspace, at?: number): Promise<void>;
}

export function installations(credentials: Credentials, now: () => number): Installations {
  const read = async (id: string | undefined) => {
    const secret = id ? await credentials.get('slack', id) : undefined;
    return secret === undefined ? undefined : Saved.parse(JSON.parse(secret));
  };
  const forget = async (id: string | undefined, at: number) => {
    const saved = await read(id);
    if (id && saved && saved.installedAt <= at) await credentials.remove('slack', id);
  };
  return {
    async storeInstallation(installation) {
      const id = idOf(installation);
      if (!id) throw new NotInstalledError();
      await credentials.put('slack', id, JSON.stringify({ installedAt: now(), installation }));
    },
    async fetchInstallation({ teamId, enterpriseId }: InstallationQuery<boolean>) {
      const saved = (await read(teamId)) ?? (await read(enterpriseId));
      if (!saved) throw new NotInstalledError();
      return saved.installation;
    },
    async remove({ team, enterprise }, at = now()) {
      await forget(team, at);
      await forget(enterprise, at);
    },
  };
}

const idOf = ({ isEnterpriseInstall, enterprise, team }: Installation): string | undefined =>
  isEnterpriseInstall ? enterprise?.id : team?.id;
