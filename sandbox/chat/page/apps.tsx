import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Person } from '../../people.ts';
import type { Boot } from '../page-protocol.ts';
import { App } from './app.tsx';
import { TeamsApp } from './teams/teams-app.tsx';
import { useAddress } from './use-address.ts';

/** The same people in two chat apps. */
export function Apps({ boot, somebody }: { boot: Boot; somebody: Person }): JSX.Element {
  const [address, go] = useAddress(boot.people);
  const me = boot.people.find((person) => person.key === address.as) ?? somebody;
  useEffect(() => {
    document.documentElement.lang = me.locale;
    document.title = `${me.name} · ${boot.workspace}`;
  }, [me, boot]);
  const Side = address.app === 'teams' && boot.apps.includes('teams') ? TeamsApp : App;
  return <Side boot={boot} me={me} address={address} go={go} />;
}
