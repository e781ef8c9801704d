import type { Phrases } from './phrase.ts';

/** What is offered where a message is written. */
export const compose = {
  customer: { en: 'Customer', zh: '客户' },
  customerSummary: {
    en: 'Find a customer and put their card into the message.',
    zh: '查找客户，并将其卡片放入消息。',
  },
  customerField: { en: 'Name or ID', zh: '名称或ID' },
  customerHint: { en: 'Part of a name, or an ID.', zh: '名称的一部分，或客户ID。' },
  coupon: { en: 'Coupon', zh: '代金券' },
  couponSummary: {
    en: 'Find a coupon and put its card into the message.',
    zh: '查找代金券，并将其卡片放入消息。',
  },
  couponField: { en: 'Customer or coupon ID', zh: '客户或券ID' },
  couponHint: { en: 'Part of a customer’s name, or a coupon ID.', zh: '客户名称的一部分，或券ID。' },
  couponTitle: { en: 'Coupon of {{value}} for {{name}}', zh: '{{name}} 的 {{value}} 代金券' },
  ticket: { en: 'Open a ticket', zh: '提交工单' },
  ticketSummary: { en: 'Open a ticket from this message.', zh: '根据此消息提交工单。' },
  ticketNotYet: {
    en: 'I cannot open tickets from a message yet. Nothing was sent; please open it in the Huawei Cloud console.',
    zh: '暂不支持根据消息提交工单，未发送任何内容，请在华为云控制台提交。',
  },
  typeMore: { en: 'Type a part of the name, or an ID.', zh: '请输入名称的一部分，或完整ID。' },
  late: {
    en: 'The platform takes too long just now. Please try again in a moment.',
    zh: '平台响应较慢，请稍后再试。',
  },
} satisfies Phrases;
