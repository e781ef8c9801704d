import type { JSX } from 'preact';
import type { Person } from '../../people.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';

/** Who is who, in a small coloured square. */

const initials = ({ name }: Person): string =>
  /^[\x20-\x7e]+$/.test(name)
    ? name
        .split(' ')
        .map((word) => word[0] ?? '')
        .join('')
        .slice(0, 2)
    : Array.from(name).slice(-2).join('');

export const PersonFace = ({ person }: { person: Person }): JSX.Element => (
  <span class="face" style={{ background: person.colour }} aria-hidden="true">
    {initials(person)}
  </span>
);

export const BotFace = (): JSX.Element => (
  <span class="face bot" aria-hidden="true">
    <Icon name="chat" />
  </span>
);

export interface Author {
  readonly name: string;
  readonly face: JSX.Element;
  readonly app: boolean;
}

export function useAuthor(id: string): Author {
  const { boot, t } = useDesk();
  const person = boot.people.find((one) => one.id === id);
  if (person) return { name: person.name, face: <PersonFace person={person} />, app: false };
  if (id === boot.botUserId) return { name: boot.botName, face: <BotFace />, app: true };
  return {
    name: t.systemName,
    app: false,
    face: (
      <span class="face system" aria-hidden="true">
        <Icon name="info" />
      </span>
    ),
  };
}
