import type { ComponentChildren, JSX } from 'preact';
import type { RichParagraph, RichPiece, RichText } from '../../blocks/rich-text.ts';
import { ChannelChip, Link, Moment, PersonChip } from './text.tsx';

export const RichTextView = ({ of }: { of: RichText }): JSX.Element => (
  <div class="words">
    {of.elements.map((paragraph, index) => (
      <ParagraphView key={index} of={paragraph} />
    ))}
  </div>
);

function ParagraphView({ of }: { of: RichParagraph }): JSX.Element {
  switch (of.type) {
    case 'rich_text_section':
      return (
        <div>
          <Pieces of={of.elements} />
        </div>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Pieces of={of.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Pieces of={of.elements} />
        </pre>
      );
    case 'rich_text_list': {
      const items = of.elements.map((section, index) => (
        <li key={index}>
          <Pieces of={section.elements} />
        </li>
      ));
      const style = { marginLeft: `${(of.indent ?? 0) * 1.5}em` };
      return of.style === 'ordered' ? (
        <ol start={(of.offset ?? 0) + 1} style={style}>
          {items}
        </ol>
      ) : (
        <ul style={style}>{items}</ul>
      );
    }
  }
}

const Pieces = ({ of }: { of: readonly RichPiece[] }): JSX.Element => (
  <>
    {of.map((piece, index) => (
      <Styled key={index} style={piece.style}>
        <PieceView of={piece} />
      </Styled>
    ))}
  </>
);

function Styled({
  style,
  children,
}: {
  style: RichPiece['style'];
  children: ComponentChildren;
}): JSX.Element {
  let out = <>{children}</>;
  if (style?.code) out = <code>{out}</code>;
  if (style?.strike) out = <s>{out}</s>;
  if (style?.underline) out = <u>{out}</u>;
  if (style?.italic) out = <i>{out}</i>;
  if (style?.bold) out = <b>{out}</b>;
  return out;
}

function PieceView({ of }: { of: RichPiece }): JSX.Element {
  switch (of.type) {
    case 'text':
      return <>{of.text}</>;
    case 'link':
      return <Link url={of.url}>{of.text ?? of.url}</Link>;
    case 'user':
      return <PersonChip id={of.user_id} />;
    case 'channel':
      return <ChannelChip id={of.channel_id} />;
    case 'usergroup':
      return <span class="chip">@{of.usergroup_id}</span>;
    case 'broadcast':
      return <span class="chip">@{of.range}</span>;
    case 'emoji':
      return <>{emoji(of.unicode) ?? `:${of.name}:`}</>;
    case 'date':
      return (
        <Moment
          seconds={of.timestamp}
          pattern={of.format}
          fallback={of.fallback ?? ''}
          {...(of.url === undefined ? {} : { url: of.url })}
        />
      );
  }
}

/** `1f600-1f3fd` → the character. */
function emoji(unicode: string | undefined): string | undefined {
  const points = unicode?.split('-').map((hex) => Number.parseInt(hex, 16));
  return points?.every((point) => point > 0 && point <= 0x10ffff)
    ? String.fromCodePoint(...points)
    : undefined;
}
