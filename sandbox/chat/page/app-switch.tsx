import type { JSX } from 'preact';
import { useDesk } from './desk.ts';

const names = { slack: 'Slack', teams: 'Teams' } as const;

interface AppSwitchProps {
  readonly app: keyof typeof names;
  readonly onApp: () => void;
}

/** Which of the two chat apps one looks at; nothing to choose where only one is played. */
export function AppSwitch({ app, onApp }: AppSwitchProps): JSX.Element | null {
  const { boot, t } = useDesk();
  if (boot.apps.length < 2) return null;
  return (
    <div class="app-switch" role="tablist" aria-label={t.appSwitch}>
      {boot.apps.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === app}
          onClick={() => {
            if (one !== app) onApp();
          }}
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}
