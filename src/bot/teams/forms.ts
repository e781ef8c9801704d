import type { Form, LookupSource, Option } from '../../cards/form.ts';
import type { Actor } from '../../handlers/command.ts';
import { newId } from '../../kernel/ids.ts';
import { translator } from '../../kernel/texts/index.ts';
import { findDraft, saveDraft } from '../../ledger/drafts.ts';
import { whenLedgerAnswers } from '../../ledger/unavailable.ts';
import { cardAnswer, dialogAnswer, doneAnswer, saying } from './answers.ts';
import type { InvokeAnswer } from './activity.ts';
import type { Arrival } from './arrival.ts';
import type { Door, OpenForm } from './door.ts';
import { formAgain } from './form-again.ts';
import type { Pressed } from './press.ts';
import { renderCard } from './render/card.ts';
import { renderForm } from './render/form.ts';
import { limits } from './render/limits.ts';
import { messageOf } from './render/message.ts';
import { line as oneLineOf } from './render/text.ts';

/** As a card in the chat: a dialog opens only where somebody has just pressed a button for it. */
export const formInChat =
  (door: Door, arrival: Arrival): OpenForm =>
  async (actor, form) => {
    const draft = await draftFor(door, arrival, actor, form);
    await door.tellMessage(
      arrival,
      messageOf(
        oneLineOf(form.title, limits.form.title),
        renderForm(form, { lang: actor.lang, draft, as: 'card' }),
      ),
    );
  };

async function draftFor({ ledger }: Door, arrival: Arrival, actor: Actor, form: Form): Promise<string> {
  const id = newId();
  const { tenantId, userId } = actor;
  const channelId = arrival.place.conversationId;
  await saveDraft(ledger, { id, app: 'teams', tenantId, userId, channelId, command: form.command });
  return id;
}

/** A button asked for the form of a line, and Teams waits for the dialog. */
export async function openDialog(door: Door, arrival: Arrival, line: string): Promise<InvokeAnswer> {
  const actor = await door.actorOf(arrival.tenantId, arrival.userId);
  const form = await door.desk.form(line, actor);
  if ('blocks' in form) return dialogAnswer(form.title ?? '', renderCard(form, { lang: actor.lang }));
  const draft = await draftFor(door, arrival, actor, form);
  return dialogAnswer(
    oneLineOf(form.title, limits.form.title),
    renderForm(form, { lang: actor.lang, draft, as: 'dialog' }),
  );
}

/** The same where there are no dialogs. */
export async function openInChat(door: Door, arrival: Arrival, line: string): Promise<void> {
  const actor = await door.actorOf(arrival.tenantId, arrival.userId);
  const form = await door.desk.form(line, actor);
  if ('blocks' in form) return door.tell(arrival, form, actor.lang);
  return formInChat(door, arrival)(actor, form);
}

/** A form was sent. What is wrong with it is said in the form, which comes back with all that was filled in. */
export async function onSubmit(
  door: Door,
  arrival: Arrival,
  name: string,
  { draft: draftId, values }: Extract<Pressed, { type: 'submit' }>,
): Promise<InvokeAnswer> {
  const { tenantId, userId } = arrival;
  const as = name.startsWith('task/') ? 'dialog' : 'card';
  const found = await whenLedgerAnswers(() => findDraft(door.ledger, draftId));
  if (!found.ok) return saying(name, door.sentence(userId, found.problem));
  const draft = found.value;
  if (draft?.user_id !== userId || draft.tenant_id !== tenantId) {
    const t = translator(door.people.langOf(userId));
    const isOthers = draft !== undefined && draft.tenant_id === tenantId;
    return saying(name, isOthers ? t('teams.formOfOther') : t('problems.formExpired'));
  }

  const actor = await door.actorOf(tenantId, userId);
  const submission = await door.desk.submit(draft.command, values, actor);
  if (!submission.ok) {
    const form = await door.desk.form(draft.command, actor);
    if ('blocks' in form) return saying(name, form.summary);
    const again = await formAgain(form, values, labelIn(door, actor));
    const card = renderForm(again, { lang: actor.lang, draft: draftId, as, errors: submission.errors });
    return as === 'dialog' ? dialogAnswer(oneLineOf(form.title, limits.form.title), card) : cardAnswer(card);
  }
  const stored = await door.take('view', arrival, { line: submission.line }, formInChat(door, arrival));
  if (!stored.ok) return saying(name, door.sentence(userId, stored.problem));
  if (as === 'dialog') return doneAnswer;
  const text = translator(actor.lang)('teams.formSent', { line: submission.line });
  return cardAnswer(renderCard({ summary: text, blocks: [{ kind: 'text', text }] }, { lang: actor.lang }));
}

/** Only the value comes back of what somebody chose; how it reads is looked up again. */
const labelIn =
  ({ desk }: Door, actor: Actor) =>
  async (source: LookupSource, value: string): Promise<Option> => {
    const options = await desk.suggest(source, value, actor);
    return options.find((option) => option.value === value) ?? { value, label: value };
  };
