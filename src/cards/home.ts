import { formatInstant } from '../kernel/format.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import { type CaseLine, caseTable } from './approvals/list.ts';
import { stopNotice } from './approvals/subject.ts';
import type { StopView } from './approvals/view.ts';
import type { Action, Block, Card } from './card.ts';

export interface HomeView {
  readonly stop?: StopView | undefined;
  /** Requests that wait for this person. */
  readonly waiting?: readonly CaseLine[];
  readonly quick: readonly Action[];
  readonly recent: readonly {
    readonly at: Date;
    readonly line: string;
    readonly state: HomeState;
    /** The sentence for a request that did not end well. */
    readonly reason?: string | undefined;
  }[];
  readonly roles: readonly string[];
  readonly may: readonly string[];
  readonly admins: string;
  readonly timeZone: string;
}

type HomeState = 'received' | 'ready' | 'running' | 'handed-over' | 'done' | 'refused' | 'failed';

const stateText: Readonly<Record<HomeState, TextKey>> = {
  received: 'desk.stateReceived',
  ready: 'desk.stateReady',
  running: 'desk.stateRunning',
  'handed-over': 'desk.stateHandedOver',
  done: 'desk.stateDone',
  refused: 'desk.stateRefused',
  failed: 'desk.stateFailed',
};

/** The home page: what I can do now, what became of what I asked, and what I may do at all. */
export function homeCard(home: HomeView, t: Translate): Card {
  const list = (texts: readonly string[]) => texts.join(t('common.listSeparator'));
  return {
    summary: t('desk.homeTitle'),
    title: t('desk.homeTitle'),
    blocks: [
      ...stopNotice(t, home.stop),
      ...waitingBlocks(home, t),
      { kind: 'text', text: [{ bold: t('desk.homeQuick') }] },
      { kind: 'actions', actions: home.quick },
      { kind: 'divider' },
      recentBlock(home, t),
      { kind: 'divider' },
      {
        kind: 'facts',
        facts: [
          { label: t('desk.homeRoles'), value: list(home.roles) },
          { label: t('desk.homeMay'), value: list(home.may) },
          { label: t('desk.homeAdmins'), value: home.admins },
        ],
      },
    ],
  };
}

function waitingBlocks({ waiting = [], timeZone }: HomeView, t: Translate): Block[] {
  if (waiting.length === 0) return [];
  const list: Action = {
    label: t('deciding.listTitle', { tab: t('deciding.tabWaiting') }),
    does: { type: 'command', line: 'approvals' },
  };
  return [
    caseTable(t, { tab: 'waiting', lines: waiting, timeZone }),
    { kind: 'actions', actions: [list] },
    { kind: 'divider' },
  ];
}

function recentBlock({ recent, timeZone }: HomeView, t: Translate): Block {
  if (recent.length === 0) return { kind: 'text', text: t('desk.homeNoRecent') };
  return {
    kind: 'table',
    caption: t('desk.homeRecent'),
    columns: [
      { label: t('desk.columnWhen') },
      { label: t('desk.columnAsked') },
      { label: t('desk.columnState') },
    ],
    rows: recent.map(({ at, line, state, reason }) => [
      formatInstant(at, timeZone),
      line,
      reason === undefined ? t(stateText[state]) : `${t(stateText[state])}: ${reason}`,
    ]),
    rowAction: (row) => {
      const line = recent[row]?.line;
      return line?.startsWith('/hw ')
        ? { label: t('desk.again'), does: { type: 'command', line: line.slice('/hw '.length) } }
        : undefined;
    },
  };
}
