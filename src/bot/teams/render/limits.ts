/**
 * What Teams accepts, in one place. Lengths are counted in UTF-16 units unless bytes are said. Sources: Microsoft's pages on rate limits and on
 * formatting bot messages, the app manifest schema; "ours" where nothing is documented and a reader needs a measure.
 */
export const limits = {
  message: {
    /** Bytes of the body. Microsoft's pages name 28, 40 and 100 kB for a message; the least of them always arrives. */
    characters: 25_000,
    /** Ours: nobody scrolls further. */
    blocks: 120,
    /** The notification of a message. */
    summary: 300,
  },
  title: 200,
  /** Ours: a page of text. */
  text: 4_000,
  fact: { label: 150, value: 2_000 },
  note: 2_000,
  code: 6_000,
  actions: {
    /** Teams draws six in a row. */
    perSet: 6,
    sets: 6,
    title: 75,
    /** Ours: no line is longer. */
    data: 3_000,
    url: 3_000,
  },
  /** People whom Teams asks about by itself. */
  refresh: { users: 60 },
  confirm: { title: 100, text: 500, yes: 40 },
  /** Ours. */
  table: { rows: 100, columns: 8, cell: 200, caption: 200 },
  /** Ours: more cannot be told apart. */
  chart: { title: 80, label: 30, axis: 50, categories: 31, series: 6, segments: 12 },
  form: { title: 80, label: 200, hint: 500, text: 3_000, placeholder: 150, choices: 100, choice: 150 },
  /** An answer to type-ahead. */
  suggestions: 25,
  /** Calls to the connector in a conversation, and of all to one tenant. Seven in one second and eight in two: the stricter. */
  rates: {
    conversation: [
      { limit: 7, windowMs: 2_000 },
      { limit: 60, windowMs: 30_000 },
      { limit: 1_800, windowMs: 3_600_000 },
    ],
    tenant: { limit: 50, windowMs: 1_000 },
  },
} as const;
