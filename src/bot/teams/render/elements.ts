/** The parts of Adaptive Cards 1.5 that we write, and Teams' own charts. */
export type Element = RichText | TableElement | ActionSet | Container | ChartElement | Input;

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Large';
  readonly color?: 'Accent' | 'Good' | 'Warning' | 'Attention';
  readonly isSubtle?: true;
  readonly fontType?: 'Monospace';
  readonly selectAction?: OpenUrl;
}

/** Unlike a TextBlock it reads no markup: whatever a customer is called, that is what stands there. */
export interface RichText {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
  readonly separator?: true;
  readonly spacing?: 'None' | 'Small' | 'Medium';
  readonly horizontalAlignment?: 'Right';
  readonly id?: string;
}

export interface Container {
  readonly type: 'Container';
  readonly style?: 'emphasis' | 'good' | 'warning' | 'attention' | 'accent';
  readonly id?: string;
  readonly isVisible?: false;
  readonly items: readonly Element[];
}

export interface Cell {
  readonly type: 'TableCell';
  readonly items: readonly Element[];
  readonly selectAction?: Button;
}

export interface TableElement {
  readonly type: 'Table';
  readonly columns: readonly { readonly width: number; readonly horizontalCellContentAlignment?: 'Right' }[];
  readonly rows: readonly { readonly type: 'TableRow'; readonly cells: readonly Cell[] }[];
  readonly firstRowAsHeader: boolean;
  readonly showGridLines: boolean;
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly title?: string;
  readonly url: string;
}

interface Titled {
  readonly title?: string;
  readonly style?: 'positive' | 'destructive';
}

export interface Submit extends Titled {
  readonly type: 'Action.Submit';
  readonly data: object;
}

export interface Execute extends Titled {
  readonly type: 'Action.Execute';
  readonly verb: string;
  readonly data: object;
  /** For clients older than Universal Actions. */
  readonly fallback: Submit;
}

export interface ShowCard extends Titled {
  readonly type: 'Action.ShowCard';
  readonly card: {
    readonly type: 'AdaptiveCard';
    readonly body: readonly Element[];
    readonly actions: readonly Button[];
  };
}

/** Shows or hides elements without asking the bot. */
export interface ToggleVisibility {
  readonly type: 'Action.ToggleVisibility';
  readonly title: string;
  readonly targetElements: readonly string[];
}

export type Button = OpenUrl | Submit | Execute | ShowCard | ToggleVisibility;

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly Button[];
}

interface ChartBase {
  readonly title: string;
  /** Shown by clients without charts. */
  readonly fallback: Element;
}

export interface PieElement extends ChartBase {
  readonly type: 'Chart.Donut';
  readonly data: readonly { readonly legend: string; readonly value: number }[];
}

export interface SeriesElement extends ChartBase {
  readonly type: 'Chart.Line' | 'Chart.VerticalBar.Grouped';
  readonly yAxisTitle?: string;
  readonly data: readonly {
    readonly legend: string;
    readonly values: readonly { readonly x: string; readonly y: number }[];
  }[];
}

export type ChartElement = PieElement | SeriesElement;

interface InputBase {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: boolean;
  readonly errorMessage?: string;
}

export type Input = InputBase &
  (
    | {
        readonly type: 'Input.Text';
        readonly value?: string;
        readonly placeholder?: string;
        readonly isMultiline?: boolean;
        readonly maxLength: number;
      }
    | {
        readonly type: 'Input.ChoiceSet';
        readonly style: 'compact' | 'filtered';
        readonly isMultiSelect?: boolean;
        readonly value?: string;
        readonly placeholder?: string;
        readonly choices: readonly { readonly title: string; readonly value: string }[];
        readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string };
      }
    | {
        readonly type: 'Input.Toggle';
        readonly title: string;
        readonly value: string;
        readonly valueOn: 'true';
        readonly valueOff: '';
      }
  );

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  readonly lang: string;
  /** Shown by clients that cannot draw the card. */
  readonly fallbackText: string;
  readonly msteams: { readonly width: 'Full' };
  /** Teams asks the bot for a card of their own before it shows this one to these people. */
  readonly refresh?: { readonly action: Refresh; readonly userIds: readonly string[] };
  readonly body: readonly Element[];
  readonly actions?: readonly Button[];
}

export type Refresh = Pick<Execute, 'type' | 'verb' | 'data'>;

/** What a part costs of a message: its JSON and a comma, in bytes. */
export const bytesOf = (part: object): number => Buffer.byteLength(JSON.stringify(part)) + 1;
