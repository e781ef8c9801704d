import { z } from 'zod';

/** Numbers Slack documents, each once. Where sources disagree, the smaller one (the one every workspace accepts). */
export const limits = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  blockId: 255,
  actionId: 255,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  headerText: 150,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  options: 100,
  optionGroups: 100,
  optionText: 75,
  optionValue: 150,
  boxOptions: 10,
  overflowOptions: 5,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLabel: 2000,
  inputValue: 3000,
  imageText: 2000,
  imageUrl: 3000,
  modalTitle: 24,
  privateMetadata: 3000,
  callbackId: 255,
  externalId: 255,
  viewBytes: 250_000,
  markdownTotal: 12_000,
  tableRows: 100,
  dataTableRows: 101,
  tableColumns: 20,
  tableCharacters: 10_000,
  tablesPerMessage: 1,
  chartTitle: 50,
  chartLabel: 20,
  chartAxisTitle: 50,
  chartSeries: 6,
  chartSegments: 6,
  chartCategories: 20,
  chartsPerMessage: 2,
  messageText: 40_000,
  updateText: 4_000,
  /** Undocumented, met in practice near this size (slackapi/bolt-js issue 2509): `msg_blocks_too_long`. */
  messageCharacters: 13_000,
} as const;

export const words = (max: number, min = 1) => z.string().min(min).max(max);

export const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() });

export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() });

export const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

/** Slack opens nothing but web addresses (and `mailto:`). */
export const url = (max: number) => words(max).regex(/^(https?:\/\/|mailto:)/, 'must be a valid URL');

export const blockId = words(limits.blockId).optional();
export const actionId = words(limits.actionId).optional();

export const confirm = z.strictObject({
  title: plain(limits.confirmTitle).optional(),
  text: text(limits.confirmText),
  confirm: plain(limits.confirmButton).optional(),
  deny: plain(limits.confirmButton).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

export type TextObject = z.infer<ReturnType<typeof text>>;
export type Confirm = z.infer<typeof confirm>;
