import { problems } from '../../kernel/texts/problems.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { CaseView, CaseWord, EventView, EventWord, StepView, StepWord } from './view.ts';

export const titleOf = {
  'coupon.issue': 'approvals.issueTitle',
  'coupon.reclaim': 'approvals.reclaimTitle',
  'coupon.replace': 'approvals.replaceTitle',
  'account.transfer': 'approvals.transferTitle',
  'account.reclaim': 'approvals.retrieveTitle',
} as const satisfies Record<CaseView['action'], TextKey>;

export const stateWord = (t: Translate, state: CaseWord): string => t(`approvals.${state}`);

const steps = {
  waiting: 'approvals.stepWaiting',
  ready: 'approvals.stepReady',
  sending: 'approvals.stepSending',
  unknown: 'approvals.stepUnknown',
  held: 'approvals.stepHeld',
  stuck: 'approvals.stepStuck',
  done: 'approvals.stepDone',
  failed: 'approvals.stepFailed',
  skipped: 'approvals.stepSkipped',
} as const satisfies Record<StepWord, TextKey>;

export const eventWords = {
  asked: 'approvals.eventAsked',
  approved: 'approvals.eventApproved',
  'taken-back': 'approvals.eventTakenBack',
  refused: 'approvals.eventRefused',
  withdrawn: 'approvals.eventWithdrawn',
  expired: 'approvals.eventExpired',
  impossible: 'approvals.eventImpossible',
  reminded: 'approvals.eventReminded',
  escalated: 'approvals.eventEscalated',
  running: 'approvals.eventRunning',
  held: 'approvals.eventHeld',
  stuck: 'approvals.eventStuck',
  settled: 'approvals.eventSettled',
  done: 'approvals.eventDone',
  partly: 'approvals.eventPartly',
  failed: 'approvals.eventFailed',
} as const satisfies Record<EventWord, TextKey>;

const reasons: Readonly<Record<string, TextKey>> = {
  'found-in-records': 'approvals.whyFound',
  'was-gone': 'approvals.whyGone',
  'no-record': 'approvals.whyNoRecord',
  'reclaim-failed': 'approvals.whyReclaimFailed',
  'settled-is-done': 'approvals.whySettledDone',
  'settled-leave': 'approvals.whySettledLeft',
  'settled-go-on': 'approvals.whySettledGoOn',
};

/** `done: found in the platform's records`, `not done: the customer is not verified`. */
export function stepText(t: Translate, { state, outcome, wireCode }: StepView): string {
  const word = t(steps[state]);
  const why = state === 'ready' || outcome === undefined ? undefined : whyOf(t, outcome, wireCode);
  return why === undefined ? word : t('desk.listed', { title: word, items: why });
}

function whyOf(t: Translate, outcome: string, wireCode: string | undefined): string | undefined {
  const key = Object.hasOwn(reasons, outcome) ? reasons[outcome] : undefined;
  if (key) return t(key);
  const sentence = sentenceOf(t, outcome, undefined);
  if (sentence !== undefined) return sentence;
  return wireCode === undefined ? undefined : t('approvals.refusedByPlatform', { code: wireCode });
}

/** The sentence of a problem of which only the code was kept; none when it cannot be said without what is missing. */
function sentenceOf(t: Translate, code: string, params: EventView['params']): string | undefined {
  if (!isProblemCode(code)) return undefined;
  const text = t(`problems.${code}`, params);
  return text.includes('{{') ? undefined : text;
}

const isProblemCode = (code: string): code is keyof typeof problems => Object.hasOwn(problems, code);

export const impossibleText = (t: Translate, { note = '', params }: Partial<EventView>): string =>
  sentenceOf(t, note, params) ?? t('approvals.whyUnknown');

const choiceWords: Readonly<Record<string, TextKey>> = {
  'is-done': 'approvals.whySettledDone',
  'not-done': 'approvals.buttonNotDone',
  'go-on': 'approvals.whySettledGoOn',
  leave: 'approvals.whySettledLeft',
};

export function choiceWord(t: Translate, choice: string): string {
  const key = Object.hasOwn(choiceWords, choice) ? choiceWords[choice] : undefined;
  return key === undefined ? choice : t(key);
}
