import type { AckFn, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Card } from '../../cards/card.ts';
import type { Form } from '../../cards/form.ts';
import type { Actor } from '../../handlers/command.ts';
import { newId } from '../../kernel/ids.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { translator } from '../../kernel/texts/index.ts';
import { findDraft, saveDraft } from '../../ledger/drafts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { ledgerProblem, whenLedgerAnswers } from '../../ledger/unavailable.ts';
import { within } from '../within.ts';
import { type Arrival, readView } from './arrival.ts';
import type { Door } from './door.ts';
import { fieldOfBlock } from './render/action-ids.ts';
import { readGivenFiles } from './given-file.ts';
import { formErrors, formFiles, formValues, renderForm } from './render/form.ts';

const formCallback = 'form';

/** The answer to a form must be there within the app's three seconds, and storing the request needs most of them. */
const draftMs = 800;

/** A button asked for the form of a line. Nothing is stored for it, so what breaks must be told here. */
export async function openFormFor(
  door: Door,
  tenantId: string,
  arrival: Arrival,
  line: string,
): Promise<void> {
  const reference = newId();
  try {
    await readAndOpen(door, tenantId, arrival, line);
  } catch (error) {
    door.log.error({ err: error, reference }, 'a form could not be made');
    await door.tellProblem(tenantId, arrival, ledgerProblem(error) ?? problem('internal', { reference }));
  }
}

async function readAndOpen(door: Door, tenantId: string, arrival: Arrival, line: string): Promise<void> {
  const actor = await door.actorOf(tenantId, arrival.userId);
  const form = await door.desk.form(line, actor);
  if ('blocks' in form) return door.tell(tenantId, arrival, form, actor.lang);
  return openForm(door, arrival, actor, form, line);
}

/** Opens it, or, when the app's three seconds are over, offers a button that does: a new press is a new trigger. */
export async function openForm(
  door: Door,
  arrival: Arrival,
  actor: Actor,
  form: Form,
  line: string,
): Promise<void> {
  const { triggerId } = arrival;
  if (triggerId !== undefined && (await opened(door, { ...arrival, triggerId }, actor, form))) return;
  await door.tell(actor.tenantId, arrival, formCard(actor, form, line), actor.lang);
}

async function opened(
  { api, ledger, log }: Door,
  arrival: Arrival & { readonly triggerId: string },
  actor: Actor,
  form: Form,
): Promise<boolean> {
  const { tenantId, userId, lang } = actor;
  const id = newId();
  const { channelId, replyUrl } = arrival;
  // The app carries only the id; whose form it is, and where it was asked for, is read back from here.
  await saveDraft(ledger, { id, app: 'slack', tenantId, userId, channelId, command: form.command, replyUrl });
  const view = renderForm(form, { lang, callbackId: formCallback, privateMetadata: id });
  const shown = await api.now('views.open', (client) =>
    client.views.open({ trigger_id: arrival.triggerId, view }),
  );
  if (!shown.ok) log.warn({ reason: shown.problem.wireCode }, 'a form could not be opened');
  return shown.ok;
}

function formCard({ lang }: Actor, form: Form, line: string): Card {
  const t = translator(lang);
  const text = t('slack.formWaits');
  return {
    summary: text,
    title: form.title,
    blocks: [
      { kind: 'text', text },
      {
        kind: 'actions',
        actions: [{ label: t('slack.openForm'), style: 'primary', does: { type: 'form', line } }],
      },
    ],
  };
}

/** A form was sent. What is wrong with it is said in the form, which stays open with all that was typed. */
export async function onSubmit(
  door: Door,
  body: ViewSubmitAction,
  ack: AckFn<ViewResponseAction>,
): Promise<void> {
  const arrival = readView(body);
  const fields = arrival.blockIds.filter((id) => fieldOfBlock(id) !== undefined);
  const [firstField] = fields;
  const refuse = (text: string) =>
    firstField === undefined
      ? acknowledge(ack)
      : ack({ response_action: 'errors', errors: { [firstField]: text } });
  const refuseFor = (found: Problem) => refuse(door.sentence(arrival.userId, found));

  const admitted = door.admit('view', arrival.origin);
  if (!admitted.ok) return refuseFor(admitted.problem);
  const tenantId = admitted.value;
  const found = await whenLedgerAnswers(() => within(draftMs, draftOf(door.ledger, arrival.draftId)));
  if (!found.ok) return refuseFor(found.problem);
  if (!found.value) return refuseFor(problem('ledgerUnavailable', {}, { retry: 'later' }));
  const { draft } = found.value;
  if (draft?.user_id !== arrival.userId || draft.tenant_id !== tenantId) {
    door.log.warn({ known: draft !== undefined }, 'a form came back that is not of the person who sent it');
    return refuseFor(problem('formExpired'));
  }

  const actor = await door.actorOf(tenantId, arrival.userId);
  const correct = (corrections: Readonly<Record<string, string>>) => {
    const errors = formErrors(corrections);
    const misplaced = Object.entries(errors).find(([blockId]) => !fields.includes(blockId));
    return misplaced ? refuse(misplaced[1]) : ack({ response_action: 'errors', errors });
  };
  const given = await readGivenFiles(door.api.readGiven, formFiles(arrival.values));
  const unread = Object.entries(given.problems);
  if (unread.length > 0)
    return correct(
      Object.fromEntries(unread.map(([field, found]) => [field, door.sentence(arrival.userId, found)])),
    );
  const submission = await door.desk.submit(draft.command, formValues(arrival.values), actor, given.files);
  if (!submission.ok) return correct(submission.errors);
  const asked = {
    ...arrival,
    channelId: draft.channel_id ?? undefined,
    replyUrl: draft.reply_url ?? undefined,
  };
  const stored = await door.store('view', tenantId, asked, { line: submission.line, ready: true });
  if (!stored.ok) return refuseFor(stored.problem);
  return acknowledge(ack);
}

const draftOf = async (ledger: Ledger, id: string) => ({ draft: await findDraft(ledger, id) });

/** Closes the form. */
const acknowledge = (ack: AckFn<ViewResponseAction>): Promise<void> => ack();
