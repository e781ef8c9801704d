/**
 * What a person is shown, whatever the app. Strings are plain text in the reader's language; the renderer of each app
 * escapes them, so a customer called `<!channel>` is only a name. Limits of an app (rows, characters) are the
 * renderer's business too: a card may be as long as the facts are.
 */
export interface Card {
  /** The whole card in a sentence or two: notifications, screen readers, and clients that cannot draw the rest. */
  readonly summary: string;
  readonly title?: string;
  readonly blocks: readonly Block[];
  /** Where readers of one place may see and do different things. An app that draws a message alike for all draws the card itself. */
  readonly own?: OwnViews;
}

/** For apps that show each reader a message in a way of their own. */
export interface OwnViews {
  /** What stands there for all: nothing that only some may see or do. */
  readonly others: readonly Block[];
  /** Which view is meant; handed to `Desk.ownView` together with who reads. */
  readonly token: string;
  /** The button of those who are not shown theirs by the app itself. */
  readonly label: string;
  /** Ids of those who surely have something of their own to see. */
  readonly readers: readonly string[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: Rich }
  | { readonly kind: 'notice'; readonly tone: Tone; readonly text: Rich }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | Table
  | Chart
  | {
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number | undefined;
      readonly label: string;
    }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  /** Small print: source, "as of", money basis. */
  | { readonly kind: 'notes'; readonly notes: readonly Rich[] }
  | { readonly kind: 'code'; readonly text: string }
  /** Closed at first where the app can fold; otherwise it stands there. */
  | { readonly kind: 'fold'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'divider' };

export type Tone = 'info' | 'success' | 'warning' | 'error';

export type Rich = string | readonly Span[];
export type Span =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: string; readonly url: string }
  /** A person of the same app, shown by name without notifying them where the app can. */
  | { readonly person: string }
  /** A user group of the same app, told of the message where the app can, by name elsewhere. */
  | { readonly group: string; readonly name: string }
  /** A moment, shown in each reader's own zone where the app can; `fallback` elsewhere. */
  | { readonly at: Date; readonly fallback: string };

export interface Fact {
  readonly label: string;
  readonly value: Rich;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly align?: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are in all, when `rows` is only the head of them. */
  readonly total?: number;
  /** Buttons that act on one row, as `row → action`; shown where the app can, else left out. */
  readonly rowAction?: (row: number) => Action | undefined;
}

export interface Chart {
  readonly kind: 'chart';
  readonly title: string;
  /** In one sentence what the picture says, for those who cannot see it. */
  readonly alt: string;
  readonly unit: string;
  /** Values are for drawing only, hence plain numbers; figures a person relies on stand in text or table. */
  readonly data:
    | {
        readonly type: 'pie';
        readonly segments: readonly { readonly label: string; readonly value: number }[];
      }
    | {
        readonly type: 'bar' | 'line';
        readonly categories: readonly string[];
        readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
      };
}

export interface Action {
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  readonly does: Does;
  /** Asked before it is done. */
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
}

/** What a button does. Rights are checked when it is pressed, by the person who presses it. */
export type Does =
  /** Types a command for the person, exactly as if they had typed it. */
  | { readonly type: 'command'; readonly line: string }
  /** Opens the form of a command with what is known filled in. */
  | { readonly type: 'form'; readonly line: string }
  /** A declared action (see `handlers/action.ts`) on an opaque token. */
  | { readonly type: 'action'; readonly name: string; readonly token: string }
  | { readonly type: 'open'; readonly url: string };
