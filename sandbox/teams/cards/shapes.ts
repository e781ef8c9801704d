import { isNode, type Node, text } from './card.ts';

/** The parts of a card and what they may hold, as a table. */

/** Says what is wrong with a value; nothing when it is right. */
export type Kind = (value: unknown, at: string, faults: string[]) => void;

interface Shape {
  readonly must?: Readonly<Record<string, Kind>>;
  readonly may?: Readonly<Record<string, Kind>>;
}

export function shapeFaults(node: Node, { must = {}, may = {} }: Shape, at: string, faults: string[]): void {
  for (const name of Object.keys(must))
    if (node[name] === undefined) faults.push(`${at}/${name}: is required`);
  for (const [name, value] of Object.entries(node)) {
    const kind = must[name] ?? may[name];
    if (name === 'type' || value === undefined) continue;
    if (kind) kind(value, `${at}/${name}`, faults);
    else faults.push(`${at}/${name}: no such property of ${text(node['type']) || 'this'}`);
  }
}

const kind =
  (holds: (value: unknown) => boolean, sentence: string): Kind =>
  (value, at, faults) => {
    if (!holds(value)) faults.push(`${at}: ${sentence}`);
  };

const words = kind((value) => typeof value === 'string', 'must be text');
const named = kind((value) => typeof value === 'string' && value !== '', 'must be text that is not empty');
const language = kind(
  (value) => typeof value === 'string' && /^[a-z]{2,3}$/i.test(value),
  'must be the code of a language without a region',
);
const flag = kind((value) => typeof value === 'boolean', 'must be true or false');
const number = kind((value) => typeof value === 'number', 'must be a number');
const anything: Kind = () => undefined;
const size = kind(
  (value) => ['string', 'number'].includes(typeof value),
  'must be a number, or text as 80px',
);
const https = kind(
  (value) => /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/]|mailto:|tel:|msteams:)/.test(String(value)),
  'must be an https address',
);
const picture = kind(
  (value) => /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/]|data:image\/)/.test(String(value)),
  'must be an https address or a data:image',
);
const oneOf = (...choices: readonly string[]): Kind => {
  const lower = choices.map((choice) => choice.toLowerCase());
  return kind(
    (value) => typeof value === 'string' && lower.includes(value.toLowerCase()),
    `must be one of ${choices.join(', ')}`,
  );
};
const either =
  (first: (value: unknown) => boolean, one: Kind, other: Kind): Kind =>
  (value, at, faults) =>
    (first(value) ? one : other)(value, at, faults);

const each =
  (one: Kind): Kind =>
  (value, at, faults) => {
    if (!Array.isArray(value)) faults.push(`${at}: must be a list`);
    else value.forEach((item, index) => one(item, `${at}/${index}`, faults));
  };

const shaped =
  (shape: () => Shape): Kind =>
  (value, at, faults) => {
    if (isNode(value)) shapeFaults(value, shape(), at, faults);
    else faults.push(`${at}: must be an object`);
  };

const chosen =
  (table: () => Readonly<Record<string, Shape>>): Kind =>
  (value, at, faults) => {
    const shape = isNode(value) ? table()[text(value['type'])] : undefined;
    if (isNode(value) && shape) shapeFaults(value, shape, at, faults);
    else if (isNode(value) && value['fallback'] !== undefined)
      dropOr(chosen(table))(value['fallback'], `${at}/fallback`, faults);
    else faults.push(`${at}: no such type: ${isNode(value) ? text(value['type']) : typeof value}`);
  };

const element = chosen(() => elements);
const action = chosen(() => actions);
const dropOr = (one: Kind) => either((value) => value === 'drop', anything, one);

const colours = oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention');
const across = oneOf('left', 'center', 'right');
const down = oneOf('top', 'center', 'bottom');
const fills = oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent');
const background = either(
  isNode,
  shaped(() => ({
    must: { url: picture },
    may: { fillMode: words, horizontalAlignment: across, verticalAlignment: down },
  })),
  picture,
);

const common: Record<string, Kind> = {
  id: named,
  isVisible: flag,
  separator: flag,
  spacing: oneOf('default', 'none', 'small', 'medium', 'large', 'extraLarge', 'padding', 'extraSmall'),
  height: oneOf('auto', 'stretch'),
  fallback: dropOr(element),
  requires: anything,
  targetWidth: words,
  lang: language,
};
const letters: Record<string, Kind> = {
  color: colours,
  fontType: oneOf('default', 'monospace'),
  isSubtle: flag,
  size: oneOf('default', 'small', 'medium', 'large', 'extraLarge'),
  weight: oneOf('default', 'lighter', 'bolder'),
};
const box: Record<string, Kind> = {
  ...common,
  selectAction: action,
  style: fills,
  verticalContentAlignment: down,
  bleed: flag,
  minHeight: words,
  backgroundImage: background,
  rtl: flag,
  roundedCorners: flag,
  showBorder: flag,
};
const inlines = each(
  either(
    (value) => typeof value === 'string',
    words,
    shaped(() => ({
      must: { text: words },
      may: {
        ...letters,
        highlight: flag,
        italic: flag,
        strikethrough: flag,
        underline: flag,
        selectAction: action,
      },
    })),
  ),
);
const input: Shape = {
  must: { id: named },
  may: {
    ...common,
    label: words,
    isRequired: flag,
    errorMessage: words,
    value: words,
    valueChangedAction: anything,
  },
};
const bounds = { min: anything, max: anything, placeholder: words };
const choices = each(shaped(() => ({ must: { title: words, value: words } })));
const dataQuery = shaped(() => ({
  must: { dataset: named },
  may: { count: number, skip: number, associatedInputs: oneOf('auto', 'none') },
}));

const inputOf = (may: Record<string, Kind>, must: Record<string, Kind> = {}): Shape => ({
  must: { ...input.must, ...must },
  may: { ...input.may, ...may },
});

const point = shaped(() => ({
  may: {
    legend: words,
    value: number,
    x: anything,
    y: anything,
    values: each(point),
    data: each(point),
    title: words,
    color: words,
  },
}));
/** Teams' own: a client that cannot draw it needs something instead. */
const chart = (
  may: Record<string, Kind> = {},
  must: Record<string, Kind> = { data: each(point) },
): Shape => ({
  must: { ...must, fallback: element },
  may: {
    ...common,
    title: words,
    colorSet: words,
    color: words,
    xAxisTitle: words,
    yAxisTitle: words,
    showBarValues: flag,
    displayMode: words,
    maxWidth: words,
    showTitle: flag,
    showLegend: flag,
    horizontalAlignment: across,
    ...may,
  },
});
const axis = { stacked: flag, yMin: number, yMax: number };

const cell = shaped(() => ({ must: { items: each(element) }, may: box }));
const alignedCells = { horizontalCellContentAlignment: across, verticalCellContentAlignment: down };
const row = shaped(() => ({ must: { cells: each(cell) }, may: { style: fills, ...alignedCells } }));

const elements: Readonly<Record<string, Shape>> = {
  TextBlock: {
    must: { text: words },
    may: {
      ...common,
      ...letters,
      horizontalAlignment: across,
      maxLines: number,
      wrap: flag,
      style: oneOf('default', 'heading', 'columnHeader'),
    },
  },
  RichTextBlock: { must: { inlines }, may: { ...common, horizontalAlignment: across } },
  Image: {
    must: { url: picture },
    may: {
      ...common,
      altText: words,
      backgroundColor: words,
      height: size,
      width: size,
      horizontalAlignment: across,
      selectAction: action,
      size: oneOf('auto', 'stretch', 'small', 'medium', 'large'),
      style: oneOf('default', 'person', 'roundedCorners'),
      msteams: anything,
    },
  },
  ImageSet: { must: { images: each(element) }, may: { ...common, imageSize: words } },
  Media: { must: { sources: anything }, may: { ...common, poster: picture, altText: words } },
  Container: { must: { items: each(element) }, may: box },
  ColumnSet: {
    must: { columns: each(shaped(() => ({ may: { ...box, items: each(element), width: size } }))) },
    may: { ...box, horizontalAlignment: across },
  },
  FactSet: { must: { facts: each(shaped(() => ({ must: { title: words, value: words } }))) }, may: common },
  ActionSet: { must: { actions: each(action) }, may: { ...common, horizontalAlignment: across } },
  Table: {
    must: {
      columns: each(shaped(() => ({ must: { width: size }, may: alignedCells }))),
      rows: each(row),
    },
    may: {
      ...common,
      ...alignedCells,
      firstRowAsHeader: flag,
      firstRowAsHeaders: flag,
      showGridLines: flag,
      gridStyle: fills,
    },
  },
  'Input.Text': inputOf({
    isMultiline: flag,
    maxLength: number,
    placeholder: words,
    regex: words,
    style: oneOf('text', 'tel', 'url', 'email', 'password'),
    inlineAction: action,
  }),
  'Input.Number': inputOf({ ...bounds, value: number }),
  'Input.Date': inputOf(bounds),
  'Input.Time': inputOf(bounds),
  'Input.Toggle': inputOf({ valueOn: words, valueOff: words, wrap: flag }, { title: words }),
  'Input.ChoiceSet': inputOf({
    choices,
    'choices.data': dataQuery,
    isMultiSelect: flag,
    placeholder: words,
    style: oneOf('compact', 'expanded', 'filtered'),
    wrap: flag,
  }),
  'Chart.Donut': chart({ value: anything, valueColor: words, thickness: words }),
  'Chart.Pie': chart(),
  'Chart.Gauge': chart(
    { min: number, max: number, subLabel: words, showMinMax: flag, valueFormat: words, segments: anything },
    { value: number },
  ),
  'Chart.VerticalBar': chart(axis),
  'Chart.VerticalBar.Grouped': chart(axis),
  'Chart.HorizontalBar': chart(),
  'Chart.HorizontalBar.Stacked': chart(),
  'Chart.Line': chart(axis),
};

const pressable: Record<string, Kind> = {
  title: words,
  iconUrl: picture,
  id: named,
  style: oneOf('default', 'positive', 'destructive'),
  fallback: dropOr(action),
  tooltip: words,
  isEnabled: flag,
  mode: oneOf('primary', 'secondary'),
  requires: anything,
};
const sending = { ...pressable, data: anything, associatedInputs: oneOf('auto', 'none') };

const actions: Readonly<Record<string, Shape>> = {
  'Action.Execute': { must: { verb: named }, may: sending },
  'Action.Submit': { may: { ...sending, msteams: anything } },
  'Action.OpenUrl': { must: { url: https }, may: pressable },
  'Action.ShowCard': { must: { card: shaped(() => ({ may: cardShape.may ?? {} })) }, may: pressable },
  'Action.ToggleVisibility': { must: { targetElements: anything }, may: pressable },
};

export const cardShape: Shape = {
  must: { version: words },
  may: {
    $schema: words,
    version: words,
    body: each(element),
    actions: each(action),
    fallbackText: words,
    speak: words,
    lang: language,
    rtl: flag,
    minHeight: words,
    backgroundImage: background,
    verticalContentAlignment: down,
    selectAction: action,
    refresh: shaped(() => ({ must: { action }, may: { userIds: each(words), expires: words } })),
    msteams: anything,
    metadata: anything,
    style: fills,
  },
};
