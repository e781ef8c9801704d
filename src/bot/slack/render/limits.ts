/**
 * What Slack accepts, in one place. Lengths are counted in UTF-16 units, which is never less than Slack counts.
 * Source: Block Kit reference and @slack/types 3.2.0, unless a line says otherwise.
 */
export const limits = {
  message: {
    blocks: 50,
    /** Undocumented: `msg_blocks_too_long` was measured near 13,200 characters of JSON (bolt-js issues 2509, 2867). */
    characters: 13_000,
    /** Longer texts are cut by chat.update; the notification shows far less anyway. */
    text: 4_000,
    /** Undocumented for `table`: a second one is refused. */
    tables: 1,
    charts: 2,
  },
  /** A view may hold 250 kB; a home page nobody can scroll through helps nobody. Tables and charts are for messages. */
  home: { blocks: 100, characters: 50_000, tables: 0, charts: 0 },
  modal: { blocks: 100, title: 24, submit: 24, close: 24, privateMetadata: 3_000 },
  id: 255,
  header: 150,
  section: { text: 3_000, fields: 10, field: 2_000 },
  /** The length of a context element is undocumented; a section's field is the nearest thing. */
  context: { elements: 10, text: 2_000 },
  actions: { elements: 25 },
  button: { text: 75, value: 2_000, url: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  select: { options: 100, placeholder: 150 },
  /** The types allow a value of 3,000, a published table 150; the shorter always works. */
  option: { text: 75, description: 75, value: 150 },
  input: { label: 2_000, hint: 2_000, text: 3_000 },
  image: { alt: 2_000, title: 2_000 },
  /** Undocumented; a section's text is the nearest thing. */
  preformatted: 3_000,
  table: {
    /** The heading row counts. */
    rows: 100,
    columns: 20,
    /** Undocumented in the reference, named by its errors: the texts of all cells together. */
    characters: 10_000,
    /** Ours: a cell beyond this makes the table unreadable. */
    cell: 200,
  },
  /** `data_visualization`: newer lists allow 12 series and segments, the reference 6; the smaller always works. */
  chart: { title: 50, label: 20, axis: 50, categories: 20, series: 6, segments: 6 },
} as const;

export interface Surface {
  readonly blocks: number;
  readonly characters: number;
  readonly tables: number;
  readonly charts: number;
}
