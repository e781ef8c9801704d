import { remittanceCard } from '../../cards/remit/card.ts';
import { announceRemittance } from '../../jobs/remit-acts.ts';
import { ok } from '../../kernel/result.ts';
import { command } from '../command.ts';
import { pasteOfBank } from './bank-line.ts';
import { withoutAccounts } from './private-line.ts';
import { personOf, rightsOver, viewFor } from './rights.ts';

export const remitNew = command({
  path: ['remit', 'new'],
  aliases: [['remit', 'announce'], ['汇款', '登记'], ['登记汇款'], ['汇款', '新建'], ['汇款', '认领']],
  summary: 'remit.newSummary',
  permission: 'remittances.announce',
  effect: 'write',
  sites: ['cn'],
  args: {
    amount: {
      type: 'amount',
      label: 'remit.amount',
      hint: 'remit.amountHint',
      required: true,
      positional: true,
    },
    day: {
      type: 'date',
      past: true,
      label: 'remit.day',
      hint: 'remit.dayHint',
      required: true,
      positional: true,
    },
    payer: {
      type: 'text',
      label: 'remit.payer',
      hint: 'remit.payerHint',
      required: true,
      rest: false,
      most: 100,
    },
    route: {
      type: 'choice',
      label: 'remit.route',
      hint: 'remit.routeHint',
      required: true,
      usual: 'general',
      options: [
        { value: 'general', label: 'remit.routeGeneral', aliases: ['通用', '通用账号'] },
        { value: 'dedicated', label: 'remit.routeDedicated', aliases: ['专属', '专用', '专属账号'] },
      ],
    },
    account: {
      type: 'choice',
      label: 'remit.account',
      usual: 'cash',
      options: [
        { value: 'cash', label: 'remit.accountCash', aliases: ['现金账户'] },
        { value: 'credit', label: 'remit.accountCredit', aliases: ['信用账户'] },
      ],
    },
    voucher: {
      type: 'file-name',
      label: 'remit.voucher',
      hint: 'remit.voucherHint',
      endings: ['pdf', 'png', 'jpg', 'jpeg'],
    },
    note: { type: 'text', label: 'remit.note', rest: true, most: 300 },
  },
  examples: [
    'remit new 50000 2026-11-20 --payer 云帆科技 --route general',
    'remit new 50000.50 2026-11-20 --payer 云帆科技 --route 专属 --account credit',
  ],
  formSubmit: 'remit.formSubmit',
  paste: pasteOfBank,
  async run(context, input) {
    const { ledger, jobs, clock, actor, requestId, remittances, t } = context;
    const one = await announceRemittance(
      { ledger, jobs, clock },
      {
        by: personOf(actor),
        requestId,
        lang: actor.lang,
        amount: input.amount,
        bankDay: input.day,
        payer: withoutAccounts(input.payer),
        route: input.route === 'dedicated' ? 'dedicated' : 'general',
        account: input.account === 'credit' ? 'credit' : 'cash',
        voucher: input.voucher,
        note: input.note && withoutAccounts(input.note),
      },
      remittances.times,
    );
    return ok(remittanceCard(t, await viewFor(context, one), rightsOver(context, one)));
  },
});
