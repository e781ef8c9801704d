import type { JSX } from 'preact';
import { type Section, sections } from './sections.ts';
import { Link } from './text.tsx';

/** As much Markdown as bots write: headings, lists, quotes, code, tables of words, and marks within a line. */
export const Markdown = ({ text }: { text: string }): JSX.Element => (
  <div class="words markdown">
    {sections(text).map((section, index) => (
      <SectionView key={index} of={section} />
    ))}
  </div>
);

function SectionView({ of: { kind, lines } }: { of: Section }): JSX.Element {
  const marked = lines.map((line, index) => <Marked key={index} text={line} />);
  switch (kind) {
    case 'code':
      return <pre>{lines.join('\n')}</pre>;
    case 'heading':
      return <h4>{marked}</h4>;
    case 'rule':
      return <hr />;
    case 'bullet':
      return <ul>{listed(marked)}</ul>;
    case 'ordered':
      return <ol>{listed(marked)}</ol>;
    case 'quote':
      return <blockquote>{broken(marked)}</blockquote>;
    case 'lines':
      return <p>{broken(marked)}</p>;
    case 'table':
      return <WordTable lines={lines} />;
  }
}

const listed = (items: readonly JSX.Element[]) => items.map((item, index) => <li key={index}>{item}</li>);

const broken = (items: readonly JSX.Element[]) =>
  items.flatMap((item, index) => (index === 0 ? [item] : [<br key={`break${index}`} />, item]));

function WordTable({ lines }: { lines: readonly string[] }): JSX.Element {
  const rows = lines
    .filter((line) => !/^[\s|:-]+$/.test(line))
    .map((line) => line.replace(/\| *$/, '').split('|'));
  const [head = [], ...body] = rows.map((cells) =>
    cells.map((cell, index) => <Marked key={index} text={cell.trim()} />),
  );
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const mark =
  /`(?<code>[^`]+)`|\[(?<label>[^\]]*)\]\((?<url>[^\s)]+)\)|\*\*(?<bold>[^*]+)\*\*|~~(?<strike>[^~]+)~~|\*(?<star>[^*\s][^*]*)\*|(?<!\w)_(?<italic>[^_\s][^_]*)_(?!\w)/;

function Marked({ text }: { text: string }): JSX.Element {
  const found = mark.exec(text);
  if (!found) return <>{text.replace(/\\([*_~`[\]\\#>|-])/g, '$1')}</>;
  const { code, label, url, bold, strike, star, italic } = found.groups ?? {};
  return (
    <>
      <Marked text={text.slice(0, found.index)} />
      {code !== undefined && <code>{code}</code>}
      {url !== undefined && <Link url={url}>{label || url}</Link>}
      {bold !== undefined && <b>{bold}</b>}
      {strike !== undefined && <s>{strike}</s>}
      {(star ?? italic) !== undefined && <i>{star ?? italic}</i>}
      <Marked text={text.slice(found.index + found[0].length)} />
    </>
  );
}
