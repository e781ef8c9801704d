import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DataTableBlock, TableBlock, TableCell } from '../../blocks/figures.ts';
import { useDesk } from '../desk.ts';
import { RichTextView } from './rich-text.tsx';

/** The first row names the columns. */
export function Table({ block }: { block: TableBlock }): JSX.Element {
  const { t } = useDesk();
  const columns = block.column_settings ?? [];
  const style = (column: number) => {
    const setting = columns[column];
    return `${setting?.align ?? 'left'}${setting?.is_wrapped ? ' wraps' : ''}`;
  };
  return (
    <Frame label={t.table}>
      <Grid rows={block.rows} style={style} />
    </Frame>
  );
}

const usualPage = 10;

export function DataTable({ block }: { block: DataTableBlock }): JSX.Element {
  const { t } = useDesk();
  const [page, setPage] = useState(0);
  const [head = [], ...body] = block.rows;
  const size = block.page_size ?? usualPage;
  const from = Math.min(page, Math.ceil(body.length / size) - 1) * size;
  const to = Math.min(from + size, body.length);
  const numeric = head.map((_, column) => body.every((row) => row[column]?.type === 'raw_number'));
  return (
    <figure class="data-table">
      <figcaption>{block.caption}</figcaption>
      <Frame label={block.caption}>
        <Grid
          rows={[head, ...body.slice(from, to)]}
          style={(column) => (numeric[column] ? 'right' : 'left wraps')}
          {...(block.row_header_column_index === undefined ? {} : { rowHead: block.row_header_column_index })}
        />
      </Frame>
      {body.length > size && (
        <div class="pager">
          <button type="button" class="button" disabled={from === 0} onClick={() => setPage(page - 1)}>
            {t.previous}
          </button>
          <span>{t.rowsOf(from + 1, to, body.length)}</span>
          <button
            type="button"
            class="button"
            disabled={to === body.length}
            onClick={() => setPage(page + 1)}
          >
            {t.next}
          </button>
        </div>
      )}
    </figure>
  );
}

/** Scrolls by itself in both directions, with the keyboard too. */
const Frame = ({ label, children }: { label: string; children: ComponentChildren }): JSX.Element => (
  <div class="table-frame" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);

interface GridProps {
  readonly rows: readonly (readonly TableCell[])[];
  readonly style: (column: number) => string;
  readonly rowHead?: number;
}

const Grid = ({ rows: [head = [], ...body], style, rowHead }: GridProps): JSX.Element => (
  <table>
    <thead>
      <tr>
        {head.map((cell, column) => (
          <th key={column} scope="col" class={style(column)}>
            <Cell cell={cell} />
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {body.map((row, index) => (
        <tr key={index}>
          {row.map((cell, column) =>
            column === rowHead ? (
              <th key={column} scope="row" class={style(column)}>
                <Cell cell={cell} />
              </th>
            ) : (
              <td key={column} class={style(column)}>
                <Cell cell={cell} />
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

const Cell = ({ cell }: { cell: TableCell }): JSX.Element =>
  cell.type === 'rich_text' ? <RichTextView of={cell} /> : <>{cell.text}</>;
